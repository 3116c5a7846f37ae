/* population_years.c - a population by year becomes that of each period.
 *
 * A period is over the year of each 31 December in it: a calendar year over its own, twelve months that begin in April
 * over the year in which they begin, pooled years over the sum of theirs.  That year's number is known soonest, and it
 * is one of a day in the period.  Where a table has the year, but not for a group that it has in another, the group
 * lacks a population; where the whole year is not there yet, the definition says whether that of the year before stands
 * for it. */
#include "kinds/rate/population_persons.h"

#include <stdlib.h>

typedef struct {
    ind_population *population;
    const ind_kind_context *context;
    const ind_cells *raw; /* by year */
    ind_cells *leaves;    /* of all years, without terms */
    ind_cells *years;     /* that the table has */
} placing;

/* ---- which groups, in which areas ---- */

bool ind_rate_delivers(const ind_kind_context *context, ind_str whole, ind_days days) {
    ind_str dataset = context->measure->feeds[0].dataset->name;
    return ind_deliveries_cover(context->deliveries, dataset, whole, days.from, days.to) != IND_DELIVERED_NONE;
}

/* A group is no part of those who could have an event that is delivered: its area is not valid in the period, or lies
 * in a whole that has delivered no events. */
static bool is_covered(const ind_kind_context *context, const uint32_t *codes, ind_days days) {
    const ind_strata *strata = context->strata;
    for (size_t g = 0; g < context->measure->group_count; g++) {
        if (!ind_strata_is_area(strata, g))
            continue;
        ind_str whole = ind_strata_whole_of(strata, g, codes[g], days);
        if (ind_strata_in(strata, g, codes[g], days) == 0 || !ind_rate_delivers(context, whole, days))
            return false;
    }
    return true;
}

static ind_days days_of(const ind_kind_context *context, size_t period) {
    return (ind_days){context->calendar->items[period].from, context->calendar->items[period].to};
}

/* ---- one group in one year ---- */

typedef enum { THERE, NOT_OUT, MISSING, MISFIT } what_is_there;

/* Do its classes make up the groups by age FIRST to LAST, each of them as often? */
static bool make_up(const placing *p, uint32_t cell, size_t first, size_t last) {
    const ind_age_limits *limits = &p->population->limits;
    int64_t starts = ind_cells_get_count(p->raw, cell, STARTS), groups = (int64_t)(last - first + 1);
    int64_t once = ind_class_limit(limits->at[first]) - ind_class_limit(limits->at[last + 1]);
    return starts > 0 && starts % groups == 0 && ind_cells_get_count(p->raw, cell, SEAMS) == starts / groups * once;
}

/* A group by age has the classes of one of them, any other group those of all ages. */
static bool classes_fit(const placing *p, uint32_t cell) {
    size_t bands = p->population->limits.count;
    bool one = ind_rate_groups_by_age(p->context->measure), fit = false;
    if (!ind_rate_has_age(p->context->measure, P_CLASS_FROM))
        return true;
    for (size_t i = 0; i < (one ? bands : 1) && !fit; i++)
        fit = make_up(p, cell, i, one ? i : bands - 1);
    return fit && ind_cells_get_count(p->raw, cell, STRADDLING) == 0;
}

static what_is_there look(const placing *p, const uint32_t *codes, int32_t year, uint32_t *cell) {
    *cell = ind_cells_find(p->raw, year, codes);
    if (ind_cells_find(p->years, year, NULL) == UINT32_MAX)
        return NOT_OUT;
    if (*cell == UINT32_MAX || ind_cells_get_count(p->raw, *cell, LACKING) > 0)
        return MISSING;
    if (!classes_fit(p, *cell))
        return MISFIT;
    return ind_cells_get_count(p->raw, *cell, ROWS) > 0 ? THERE : MISSING;
}

/* The same by class of a standardised rate: of the year the end, or the mean. */
static void add_classes(const placing *p, uint32_t to, uint32_t cell, size_t which, double part) {
    const ind_keyed_sum *classes;
    size_t count = p->population->by_class ? ind_cells_get_keyed(p->raw, cell, CLASSES, &classes) : 0;
    for (size_t i = 0; i < count; i++)
        ind_cells_add_keyed(p->context->cells, to, CLASSES, classes[i].key, 0, classes[i].sums[which] * part);
}

/* The number at the end of the year, once or half of it. */
static void add(const placing *p, uint32_t to, uint32_t cell, size_t term, double part) {
    double high, low;
    ind_cells_get_parts(p->raw, cell, term, &high, &low);
    ind_cells_sum(p->context->cells, to, POPULATION, high * part);
    ind_cells_sum(p->context->cells, to, POPULATION, low * part);
    ind_cells_count(p->context->cells, to, ROWS, 1);
    ind_cells_count(p->context->cells, to, NOISY, ind_cells_period(p->raw, cell) >= p->population->noisy_from);
    add_classes(p, to, cell, term == MEAN ? 1 : 0, part);
}

static void mark(const placing *p, uint32_t to, what_is_there what) {
    ind_cells_count(p->context->cells, to, what == MISFIT ? MISFITS : LACKING, 1);
    *(what == MISFIT ? &p->population->misfits : &p->population->lacking) += 1;
}

static bool takes_earlier(const placing *p) {
    return ind_param_is(ind_kind_param(p->context->measure, P_IF_MISSING), "previous_year");
}

static void mark_earlier(const placing *p, uint32_t to) {
    ind_cells_count(p->context->cells, to, EARLIER, 1);
    p->population->earlier++;
}

/* At the end of YEAR; where the table does not have it yet, of the year before. */
static void add_end(const placing *p, const uint32_t *codes, int32_t year, uint32_t to) {
    uint32_t cell;
    what_is_there what = look(p, codes, year, &cell);
    if (what == NOT_OUT && takes_earlier(p)) {
        what = look(p, codes, year - 1, &cell);
        if (what == THERE)
            mark_earlier(p, to);
    }
    if (what == THERE)
        add(p, to, cell, POPULATION, 1);
    else
        mark(p, to, what);
}

static bool has_mean(const placing *p, uint32_t cell) {
    int64_t rows = ind_cells_get_count(p->raw, cell, ROWS);
    return ind_kind_param(p->context->measure, P_MEAN)->node != NULL &&
           ind_cells_get_count(p->raw, cell, MEAN_ROWS) == rows;
}

/* The mean as the table has it, else of the two ends; the later not there yet: the earlier. */
static void add_mean(const placing *p, const uint32_t *codes, int32_t year, uint32_t to) {
    uint32_t later, before;
    what_is_there at_end = look(p, codes, year, &later);
    if (at_end == THERE && has_mean(p, later)) {
        add(p, to, later, MEAN, 1);
        return;
    }
    what_is_there at_start = look(p, codes, year - 1, &before);
    if (at_start != THERE || (at_end != THERE && !(at_end == NOT_OUT && takes_earlier(p)))) {
        mark(p, to, at_end != THERE ? at_end : at_start);
        return;
    }
    add(p, to, before, POPULATION, at_end == THERE ? 0.5 : 1);
    if (at_end == THERE)
        add(p, to, later, POPULATION, 0.5);
    else
        mark_earlier(p, to);
}

static void place_year(const placing *p, const uint32_t *codes, int32_t year, uint32_t to) {
    const ind_param *date = ind_kind_param(p->context->measure, P_DATE);
    if (ind_param_is(date, "mean"))
        add_mean(p, codes, year, to);
    else
        add_end(p, codes, ind_param_is(date, "31dec_previous") ? year - 1 : year, to);
}

/* ---- all of them ---- */

/* Of the months of the period, each December is the end of a year. */
static void place_leaf(const placing *p, const uint32_t *codes, size_t period) {
    const ind_period *at = &p->context->calendar->items[period];
    uint32_t to = ind_cells_at(p->context->cells, (int32_t)period, codes);
    for (int32_t month = at->first_month; month <= at->last_month; month++)
        if (month % 12 == 11)
            place_year(p, codes, month / 12, to);
}

/* Is the group one in the years that the period is about, or beside them?  One that was there before, or comes later,
 * is not missed. */
static bool is_expected(const placing *p, const uint32_t *codes, size_t period) {
    const ind_period *at = &p->context->calendar->items[period];
    for (int32_t year = at->first_month / 12 - 2; year <= at->last_month / 12 + 1; year++)
        if (ind_cells_find(p->raw, year, codes) != UINT32_MAX)
            return true;
    return false;
}

static void place_years(const placing *p) {
    for (uint32_t leaf = 0; leaf < ind_cells_count_of(p->leaves); leaf++) {
        const uint32_t *codes = ind_cells_codes(p->leaves, leaf);
        for (size_t period = 0; period < p->context->calendar->count; period++)
            if (is_covered(p->context, codes, days_of(p->context, period)) && is_expected(p, codes, period))
                place_leaf(p, codes, period);
    }
}

static void place_person(void *context, int32_t period, const uint32_t *codes, double share) {
    const placing *p = context;
    if (!is_covered(p->context, codes, days_of(p->context, (size_t)period)))
        return;
    uint32_t cell = ind_cells_at(p->context->cells, period, codes);
    ind_cells_sum(p->context->cells, cell, POPULATION, share);
    ind_cells_count(p->context->cells, cell, ROWS, 1);
}

static void place_periods(placing *p) {
    if (p->population->persons != NULL)
        ind_stock_persons_give(p->population->persons, place_person, p);
    for (uint32_t cell = 0; cell < ind_cells_count_of(p->raw); cell++) {
        int32_t period = ind_cells_period(p->raw, cell);
        const uint32_t *codes = ind_cells_codes(p->raw, cell);
        if (is_covered(p->context, codes, days_of(p->context, (size_t)period)))
            ind_cells_merge(p->context->cells, ind_cells_at(p->context->cells, period, codes), p->raw, cell);
    }
}

void ind_population_place(void *state, const ind_cells *raw) {
    ind_population *population = state;
    const ind_kind_context *context = population->filter.context;
    placing p = {.population = population, .context = context, .raw = raw};
    if (!population->by_year) {
        place_periods(&p);
        return;
    }
    p.leaves = ind_cells_new(NULL, 0, context->measure->group_count);
    p.years = ind_cells_new(NULL, 0, 0);
    for (uint32_t cell = 0; cell < ind_cells_count_of(raw); cell++) {
        ind_cells_at(p.leaves, 0, ind_cells_codes(raw, cell));
        ind_cells_at(p.years, ind_cells_period(raw, cell), NULL);
    }
    place_years(&p);
    ind_cells_free(p.leaves);
    ind_cells_free(p.years);
}
