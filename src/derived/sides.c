/* sides.c - two sides become a comparison: the difference with limits from those of both sides (MOVER), or the exact
 * ratio of two rates; and what is said of it. */
#include "derived/deriving.h"
#include "indikator/difference.h"

#include <math.h>

/* ---- sides ---- */

/* Are the cell's own limits, if it has any, those of so many independent events? */
static bool is_independent(const ind_report_measure *measure, uint32_t cell) {
    double events = ind_count_behind(measure, cell, "events");
    double scale = ind_factor_of(measure) / ind_count_behind(measure, cell, "population");
    ind_interval own, limits;
    if (!ind_limits_at(measure, cell, IND_ALONE, &own))
        return true;
    double slack = 1e-8 * (1 + fabs(own.high));
    return ind_interval_poisson(events, IND_ALONE, &limits) && fabs(own.low - scale * limits.low) < slack &&
           fabs(own.high - scale * limits.high) < slack;
}

bool ind_take_side(ind_deriving *d, ind_with with, const ind_report_measure *measure, uint32_t cell, double level,
                   ind_compared_side *out) {
    *out = (ind_compared_side){.value = measure->cells.value[cell],
                               .events = ind_count_behind(measure, cell, "events"),
                               .population = ind_count_behind(measure, cell, "population")};
    if (d->measure->compare.ratio) {
        bool sums = !isnan(ind_count_behind(measure, cell, "rows")); /* days or kronor, which are no events */
        bool counts = isfinite(out->events) && !sums && ind_is_crude(measure, cell) && is_independent(measure, cell);
        if (!counts)
            ind_note_apart(d, with, IND_APART_NO_RATIO);
        return counts;
    }
    bool over_time = with == IND_WITH_YEAR_BEFORE || with == IND_WITH_SAME_MONTH;
    if (over_time ? ind_limits_without_end(measure, cell, level, &out->limits)
                  : ind_limits_at(measure, cell, level, &out->limits))
        return true;
    ind_note_apart(d, with, IND_APART_NO_INTERVAL);
    return false;
}

void ind_keep_comparison(ind_deriving *d, const ind_report_comparison *one) {
    d->items = ind_arena_grow(d->arena, d->items, d->count, &d->room, sizeof *one);
    d->items[d->count++] = *one;
}

static bool difference_of(ind_report_comparison *one, const ind_compared_side *cell, const ind_compared_side *other) {
    ind_interval limits;
    if (!ind_difference_mover(cell->value, cell->limits, other->value, other->limits, &limits))
        return false;
    one->value = cell->value - other->value;
    one->low = limits.low;
    one->high = limits.high;
    return true;
}

static bool ratio_of(ind_report_comparison *one, const ind_compared_side *cell, const ind_compared_side *other) {
    ind_interval limits;
    if (!ind_ratio_of_rates(cell->events, cell->population, other->events, other->population, one->level, &limits))
        return false;
    one->ratio = true;
    one->value = (cell->events / cell->population) / (other->events / other->population);
    one->low = limits.low;
    one->high = limits.high;
    return isfinite(one->value) && isfinite(one->high);
}

bool ind_add_comparison(ind_deriving *d, ind_report_comparison one, const ind_compared_side *cell,
                        const ind_compared_side *other) {
    bool ratio = d->measure->compare.ratio;
    one.against = other->value;
    one.expected = NAN;
    if (!(ratio ? ratio_of : difference_of)(&one, cell, other)) {
        ind_note_apart(d, one.with, ratio ? IND_APART_NO_RATIO : IND_APART_NO_INTERVAL);
        return false;
    }
    bool over_time = one.with == IND_WITH_YEAR_BEFORE || one.with == IND_WITH_SAME_MONTH;
    one.word = over_time ? ind_word_over_time(d->measure, &one) : ind_word_between(&one);
    ind_keep_comparison(d, &one);
    return true;
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
