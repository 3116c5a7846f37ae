/* compare_time.c - a period with the same one of the year before, never one that it overlaps, never across a break. */
#include "base/date.h"
#include "base/vector.h"
#include "derived/deriving.h"

/* The period of the same grain twelve months before; false: there is none, or it overlaps. */
static bool year_before(const ind_deriving *d, size_t period, size_t *out) {
    const ind_report_measure *m = d->measure;
    if (d->from[period] == IND_NULL_DATE)
        return false;
    int32_t from = ind_add_months(d->from[period], -12), to = ind_add_months(d->to[period] + 1, -12) - 1;
    for (size_t p = 0; p < m->period_count; p++)
        if (ind_str_equal(m->periods[p].grain, m->periods[period].grain) && d->from[p] == from && d->to[p] == to &&
            d->to[p] < d->from[period]) {
            *out = p;
            return true;
        }
    return false;
}

/* Notes why two cells are not compared; true: they may be. */
static bool may_compare(ind_deriving *d, ind_with with, uint32_t cell, uint32_t other) {
    const ind_report_measure *m = d->measure;
    size_t period = m->cells.period[cell], before = m->cells.period[other];
    if (m->cells.status[cell] != IND_CELL_OK || m->cells.status[other] != IND_CELL_OK)
        return false;
    bool judged = ind_may_be_judged(m, cell) && ind_may_be_judged(m, other) &&
                  !ind_breaks_between(m, d->from[before], d->to[period]);
    if (!judged)
        ind_note_apart(d, with, IND_APART_FLAGGED);
    return judged;
}

void ind_compare_time(ind_deriving *d, uint32_t cell, ind_with with) {
    const ind_report_measure *m = d->measure;
    size_t period = m->cells.period[cell], before;
    bool month = ind_str_is(m->periods[period].grain, "month");
    if (month != (with == IND_WITH_SAME_MONTH) || !year_before(d, period, &before))
        return;
    uint32_t other = ind_deriving_find(d, before, m->cells.split[cell], ind_deriving_codes(d, cell));
    ind_compared_side sides[2];
    if (other == IND_NO_CELL || !may_compare(d, with, cell, other) ||
        !ind_take_side(d, with, m, cell, IND_ALONE, &sides[0]) ||
        !ind_take_side(d, with, m, other, IND_ALONE, &sides[1]))
        return;
    ind_report_comparison one = {.cell = cell, .with = with, .level = IND_ALONE, .period = m->periods[before].label};
    ind_add_comparison(d, one, &sides[0], &sides[1]);
}
