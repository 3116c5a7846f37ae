/* published_beside.c - beside each value that of the whole, and the unweighted mean over the areas of its county.
 *
 * The whole is the row of the same period and other groups that has no area: the country.  A mean is over the areas
 * that have a value that is shown; whatever else is asked for, it is the same. */
#include "kinds/published/published.h"

#include <stdlib.h>

enum { SUM_N, SUM_X };
static const ind_term sum_terms[] = {{"n", IND_TERM_COUNT, 0, false}, {"x", IND_TERM_SUM, 0, false}};

typedef struct {
    const ind_kind_context *context;
    size_t mean_of;  /* number of the group; SIZE_MAX: none */
    ind_cells *sums; /* keys: the codes of the groups that are no areas, then the county's */
    ind_dict *wholes;
    uint32_t key[IND_MAX_GROUPS + 1];
} beside;

static ind_days days_of(const beside *b, int32_t period) {
    const ind_period *p = &b->context->calendar->items[period];
    return (ind_days){p->from, p->to};
}

/* The county of the cell; empty: it has no area. */
static ind_str whole_of(const beside *b, int32_t period, const uint32_t *codes) {
    ind_str whole = IND_STR("");
    ind_days days = days_of(b, period);
    for (size_t g = 0; g < b->context->measure->group_count && whole.length == 0; g++)
        if (ind_strata_is_area(b->context->strata, g) && codes[g] != 0)
            whole =
                ind_strata_whole_of(b->context->strata, g, ind_strata_in(b->context->strata, g, codes[g], days), days);
    return whole;
}

/* The codes with no area in b->key; true if the cell itself has none. */
static bool set_key(beside *b, const uint32_t *codes) {
    bool none = true;
    for (size_t g = 0; g < b->context->measure->group_count; g++) {
        bool area = ind_strata_is_area(b->context->strata, g);
        b->key[g] = area ? 0 : codes[g];
        none &= !area || codes[g] == 0;
    }
    b->key[b->context->measure->group_count] = 0;
    return none;
}

static double figure_of(ind_cells *cells, uint32_t cell) {
    if (cell == UINT32_MAX || ind_cells_get_count(cells, cell, N) == 0 ||
        ind_published_says(cells, cell) != SAYS_FIGURE)
        return NAN;
    return ind_published_number(cells, cell, FIGURE);
}

static void add_to(beside *b, int32_t period, uint32_t county, double x) {
    b->key[b->context->measure->group_count] = county;
    uint32_t at = ind_cells_at(b->sums, period, b->key);
    ind_cells_count(b->sums, at, SUM_N, 1);
    ind_cells_sum(b->sums, at, SUM_X, x);
}

static void sum_up(beside *b) {
    ind_cells *cells = b->context->cells;
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        const uint32_t *codes = ind_cells_codes(cells, cell);
        int32_t period = ind_cells_period(cells, cell);
        double x = figure_of(cells, cell);
        if (isnan(x) || codes[b->mean_of] == 0)
            continue;
        ind_str whole = whole_of(b, period, codes);
        set_key(b, codes);
        add_to(b, period, 0, x); /* of all */
        if (whole.length > 0)
            add_to(b, period, ind_dict_add(b->wholes, whole), x);
    }
}

static void put_mean(beside *b, uint32_t cell, int32_t period, ind_str whole) {
    ind_cells *cells = b->context->cells;
    uint32_t county = whole.length == 0 ? 0 : ind_dict_find(b->wholes, whole);
    if (whole.length > 0 && county == 0)
        return;
    b->key[b->context->measure->group_count] = county;
    uint32_t at = ind_cells_find(b->sums, period, b->key);
    if (at == UINT32_MAX)
        return;
    int64_t n = ind_cells_get_count(b->sums, at, SUM_N);
    ind_cells_tally(cells, cell, MEAN, ind_cells_get_sum(b->sums, at, SUM_X) / (double)n, 1);
    ind_cells_count(cells, cell, MEAN_N, n);
}

static void put(beside *b, bool whole_too) {
    ind_cells *cells = b->context->cells;
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        const uint32_t *codes = ind_cells_codes(cells, cell);
        int32_t period = ind_cells_period(cells, cell);
        ind_str whole = whole_of(b, period, codes);
        bool is_whole = set_key(b, codes);
        double x = is_whole || !whole_too ? (double)NAN : figure_of(cells, ind_cells_find(cells, period, b->key));
        if (!isnan(x))
            ind_cells_tally(cells, cell, REFERENCE, x, 1);
        if (b->mean_of != SIZE_MAX)
            put_mean(b, cell, period, whole);
    }
}

void ind_published_beside(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    const ind_param *mean = ind_kind_param(m, P_MEAN_OF);
    beside b = {.context = context, .mean_of = SIZE_MAX};
    for (size_t g = 0; mean->node != NULL && g < m->group_count; g++)
        if (ind_str_equal(m->groups[g].name, mean->text))
            b.mean_of = g;
    b.sums = ind_cells_new(sum_terms, 2, m->group_count + 1);
    b.wholes = ind_dict_new();
    if (b.mean_of != SIZE_MAX)
        sum_up(&b);
    put(&b, ind_kind_param(m, P_REFERENCE)->integer != 0);
    ind_dict_free(b.wholes);
    ind_cells_free(b.sums);
}
