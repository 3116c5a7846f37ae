/* funnels.c - areas in the funnel of the whole that they are part of.
 *
 * The funnel asks whether an area of that size would fall there if it were like the whole; the comparison with the rest
 * corrects for how many areas there are.  So the two can disagree, and it is said where they do. */
#include "derived/deriving.h"
#include "indikator/funnel.h"

#include <math.h>

typedef struct {
    ind_funnel_kind kind;
    double factor;        /* of the unit */
    double value, centre; /* without it */
    double size;
} place;

static bool has(const ind_report_measure *m, uint32_t cell, const char *name) {
    return !isnan(ind_count_behind(m, cell, name));
}

/* How much more the events of the whole vary than independent ones would, by its own limits: V/D of Dobson's, 1 without
 * limits. */
static double rate_design(const ind_report_measure *m, uint32_t whole) {
    double events = ind_count_behind(m, whole, "events"), population = ind_count_behind(m, whole, "population");
    double scale = ind_factor_of(m) / population;
    ind_interval own, limits;
    if (!ind_limits_at(m, whole, IND_ALONE, &own) || !ind_interval_poisson(events, IND_ALONE, &limits))
        return 1;
    double wider = (own.high - m->cells.value[whole]) / (scale * (limits.high - events));
    return fabs(wider - 1) < 1e-8 ? 1 : wider * wider;
}

/* Sums, and what somebody else has worked out, have no funnel. */
static bool size_of(const ind_report_measure *m, uint32_t cell, uint32_t whole, place *out) {
    *out = (place){.factor = ind_factor_of(m)};
    if (has(m, cell, "rows") || has(m, cell, "published_rows"))
        return false;
    if (has(m, cell, "numerator") && has(m, cell, "denominator")) {
        double effective = ind_count_behind(m, whole, "n_effective"),
               part = ind_count_behind(m, whole, "sampling_fraction");
        effective *= isnan(part) ? 1 : 1 - part; /* an area like the whole need not be of those who were asked */
        out->kind = IND_FUNNEL_BINOMIAL;
        out->size = ind_count_behind(m, cell, "denominator");
        if (isfinite(effective))
            out->size *= effective / ind_count_behind(m, whole, "denominator");
    } else if (ind_is_crude(m, cell) && ind_is_crude(m, whole)) {
        out->kind = IND_FUNNEL_POISSON;
        out->size = ind_count_behind(m, cell, "population") / rate_design(m, whole);
    } else {
        return false;
    }
    out->value = m->cells.value[cell] / out->factor;
    out->centre = m->cells.value[whole] / out->factor;
    return true;
}

static ind_funnel_place place_in(double value, ind_interval limits) {
    return value > limits.high ? IND_FUNNEL_ABOVE : value < limits.low ? IND_FUNNEL_BELOW : IND_FUNNEL_INSIDE;
}

/* Does the comparison with the rest say something else? */
static bool disagrees(const ind_report_measure *m, uint32_t cell, ind_funnel_place inner) {
    size_t count;
    const ind_report_comparison *all = ind_report_comparisons(m, cell, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].with == IND_WITH_WHOLE)
            return (all[i].word == IND_WORD_HIGHER) != (inner == IND_FUNNEL_ABOVE) ||
                   (all[i].word == IND_WORD_LOWER) != (inner == IND_FUNNEL_BELOW);
    return false;
}

static bool find_place(const ind_deriving *d, uint32_t cell, ind_report_in_funnel *out) {
    const ind_report_measure *m = d->measure;
    size_t at;
    const ind_report_areas *set = ind_areas_of(d, cell, &at);
    uint32_t whole = set == NULL ? IND_NO_CELL : ind_whole_of(d, cell, set, at);
    place p;
    ind_funnel funnel;
    if (whole == IND_NO_CELL || set->count < 2 || !ind_may_be_judged(m, cell) || !ind_may_be_judged(m, whole) ||
        !size_of(m, cell, whole, &p) || !ind_funnel_limits(p.kind, p.centre, p.size, &funnel))
        return false;
    *out = (ind_report_in_funnel){.cell = cell,
                                  .group = set->within,
                                  .code = set->whole,
                                  .centre = m->cells.value[whole],
                                  .size = p.size,
                                  .low = p.factor * funnel.inner.low,
                                  .high = p.factor * funnel.inner.high,
                                  .outer_low = p.factor * funnel.outer.low,
                                  .outer_high = p.factor * funnel.outer.high,
                                  .place = place_in(p.value, funnel.inner),
                                  .outer_place = place_in(p.value, funnel.outer)};
    out->disagrees = disagrees(m, cell, out->place);
    return true;
}

void ind_make_funnels(ind_deriving *d) {
    ind_report_measure *m = d->measure;
    ind_report_in_funnel *all = NULL, one;
    size_t count = 0, room = 0;
    for (uint32_t cell = 0; cell < m->cells.count; cell++) {
        if (!find_place(d, cell, &one))
            continue;
        all = ind_arena_grow(d->arena, all, count, &room, sizeof one);
        all[count++] = one;
    }
    m->funnel = all;
    m->funnel_count = count;
}
