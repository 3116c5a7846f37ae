/* compare.c - two sides become a comparison: the difference with limits from those of both sides (MOVER), or the exact
 * ratio of two rates; and what is said of it. */
#include "derived/deriving.h"
#include "indikator/difference.h"

#include <math.h>

/* ---- sides ---- */

bool ind_side(ind_deriving *d, ind_with with, const ind_report_measure *measure, uint32_t cell, double level,
              ind_side_of *out) {
    *out = (ind_side_of){.value = measure->cells.value[cell],
                         .events = ind_number_at(measure, cell, "events"),
                         .population = ind_number_at(measure, cell, "population")};
    if (d->measure->compare.ratio) {
        bool sums = !isnan(ind_number_at(measure, cell, "rows")); /* days or kronor, which are no events */
        bool counts = isfinite(out->events) && out->population > 0 && !sums;
        if (!counts)
            ind_note_apart(d, with, IND_APART_NO_RATIO);
        return counts;
    }
    if (ind_limits_at(measure, cell, level, &out->limits))
        return true;
    ind_note_apart(d, with, IND_APART_NO_INTERVAL);
    return false;
}

static void add(ind_deriving *d, const ind_report_comparison *one) {
    d->items = ind_arena_grow(d->arena, d->items, d->count, &d->room, sizeof *one);
    d->items[d->count++] = *one;
}

static bool difference_of(ind_report_comparison *one, const ind_side_of *cell, const ind_side_of *other) {
    ind_interval limits;
    if (!ind_difference_mover(cell->value, cell->limits, other->value, other->limits, &limits))
        return false;
    one->value = cell->value - other->value;
    one->low = limits.low;
    one->high = limits.high;
    return true;
}

static bool ratio_of(ind_report_comparison *one, const ind_side_of *cell, const ind_side_of *other) {
    ind_interval limits;
    if (!ind_ratio_of_rates(cell->events, cell->population, other->events, other->population, one->level, &limits))
        return false;
    one->ratio = true;
    one->value = (cell->events / cell->population) / (other->events / other->population);
    one->low = limits.low;
    one->high = limits.high;
    return isfinite(one->value) && isfinite(one->high);
}

bool ind_add_comparison(ind_deriving *d, ind_report_comparison one, const ind_side_of *cell, const ind_side_of *other) {
    bool ratio = d->measure->compare.ratio;
    one.against = other->value;
    one.expected = NAN;
    if (!(ratio ? ratio_of : difference_of)(&one, cell, other)) {
        ind_note_apart(d, one.with, ratio ? IND_APART_NO_RATIO : IND_APART_NO_INTERVAL);
        return false;
    }
    bool over_time = one.with == IND_WITH_YEAR_BEFORE || one.with == IND_WITH_SAME_MONTH;
    one.word = over_time ? ind_word_over_time(d->measure, &one) : ind_word_between(&one);
    add(d, &one);
    return true;
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
    add(d, &(ind_report_comparison){.cell = cell,
                                    .with = IND_WITH_TARGET,
                                    .level = IND_ALONE,
                                    .against = m->target,
                                    .value = m->cells.value[cell] - m->target,
                                    .low = limits.low - m->target,
                                    .high = limits.high - m->target,
                                    .expected = ind_expected_of(d, m->cells.period[cell]),
                                    .word = ind_word_of_target(m, &limits)});
}

/* ---- words ---- */

/* The interval leaves out what two equal values would give. */
ind_word ind_word_between(const ind_report_comparison *one) {
    double equal = one->ratio ? 1 : 0;
    return one->low > equal ? IND_WORD_HIGHER : one->high < equal ? IND_WORD_LOWER : IND_WORD_NO_DIFFERENCE;
}

/* A significant difference that is too small to be spoken of is not called "no significant difference". */
ind_word ind_word_over_time(const ind_report_measure *measure, const ind_report_comparison *one) {
    bool up = ind_str_is(measure->better, "higher"), down = ind_str_is(measure->better, "lower");
    ind_word word = ind_word_between(one);
    if (!up && !down)
        return IND_WORD_NONE;
    if (word == IND_WORD_NO_DIFFERENCE)
        return word;
    if (!(fabs(measure->cells.value[one->cell] - one->against) > measure->compare.least_difference))
        return IND_WORD_NONE;
    return (word == IND_WORD_HIGHER) == up ? IND_WORD_BETTER : IND_WORD_WORSE;
}

ind_word ind_word_of_target(const ind_report_measure *measure, const ind_interval *limits) {
    bool up = ind_str_is(measure->better, "higher");
    if (up ? limits->low >= measure->target : limits->high <= measure->target)
        return IND_WORD_REACHES;
    return (up ? limits->high < measure->target : limits->low > measure->target) ? IND_WORD_MISSES : IND_WORD_UNCERTAIN;
}
