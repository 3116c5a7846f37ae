/* compare_target.c - a value with the target: it reaches it only with its whole interval; and where the straight line
 * to the target is in the year of the value. */
#include "derived/deriving.h"

#include "base/date.h"
#include "base/vector.h"

#include <math.h>

/* Where the straight line to the target is in the year that the period ends in; NaN: it is not there. */
static double expected_of(const ind_deriving *d, size_t period) {
    const ind_report_way *way = &d->measure->way;
    if (!way->given || d->to[period] == IND_NULL_DATE)
        return NAN;
    int32_t year = ind_ymd_of(d->to[period]).year;
    if (year < way->from_year || year > way->year)
        return NAN;
    double passed = (double)(year - way->from_year) / (double)(way->year - way->from_year);
    return way->from + (d->measure->target - way->from) * passed;
}

static ind_word word_of(const ind_report_measure *measure, const ind_interval *limits) {
    bool up = ind_str_is(measure->better, "higher");
    if (up ? limits->low >= measure->target : limits->high <= measure->target)
        return IND_WORD_REACHES;
    return (up ? limits->high < measure->target : limits->low > measure->target) ? IND_WORD_MISSES : IND_WORD_UNCERTAIN;
}

void ind_compare_target(ind_deriving *d, uint32_t cell) {
    const ind_report_measure *m = d->measure;
    bool directed = ind_str_is(m->better, "higher") || ind_str_is(m->better, "lower");
    ind_interval limits;
    if (!m->has_target || !directed) {
        ind_note_apart(d, IND_WITH_TARGET, IND_APART_NO_TARGET);
        return;
    }
    if (!ind_may_be_judged(m, cell)) {
        if (m->cells.status[cell] == IND_CELL_OK)
            ind_note_apart(d, IND_WITH_TARGET, IND_APART_FLAGGED);
        return;
    }
    if (!ind_limits_at(m, cell, IND_ALONE, &limits)) {
        ind_note_apart(d, IND_WITH_TARGET, IND_APART_NO_INTERVAL);
        return;
    }
    ind_keep_comparison(d, &(ind_report_comparison){.cell = cell,
                                                    .with = IND_WITH_TARGET,
                                                    .level = IND_ALONE,
                                                    .against = m->target,
                                                    .value = m->cells.value[cell] - m->target,
                                                    .low = limits.low - m->target,
                                                    .high = limits.high - m->target,
                                                    .expected = expected_of(d, m->cells.period[cell]),
                                                    .word = word_of(m, &limits)});
}
