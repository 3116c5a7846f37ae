/* count_rows.c - rows are counted, or persons, or a number of each row is summed. */
#include "kinds/count/count.h"
#include "kinds/rows/shape.h"

#include <stdlib.h>

static void make_room(ind_counting *c, size_t rows) {
    if (rows <= c->capacity)
        return;
    c->capacity = rows;
    c->unknown = ind_realloc(c->unknown, rows);
    c->counts = ind_realloc(c->counts, rows);
    memset(c->counts, IND_TRUE, rows);
}

static void judge_numbers(ind_counting *c) {
    ind_selection *selection = &c->filter.selection;
    for (size_t row = 0; row < selection->n; row++)
        c->unknown[row] = ind_vector_is_null(c->numbers, row);
    ind_selection_answer(selection, UNKNOWN, c->unknown, NULL);
}

static void count_one_by_one(ind_counting *c) {
    const ind_kind_context *context = c->filter.context;
    ind_row_filter_list(&c->filter, false);
    for (size_t i = 0; i < c->filter.chosen_count; i++) {
        size_t row = c->filter.chosen[i];
        uint32_t cell = ind_row_filter_cell(&c->filter, row);
        ind_cells_count(context->cells, cell, N, 1);
        if (c->sum != NULL)
            ind_cells_count(context->cells, cell, SUM, c->numbers->integer[row]);
        if (context->trace == NULL)
            continue;
        ind_trace_count *count = ind_row_filter_counted(&c->filter, row);
        count->value = c->sum == NULL ? (double)NAN : ind_number_at(c->numbers, row);
    }
}

/* False if a sum of numbers like X may not fit into 64 bits: there are fewer than 2^32 of them. */
static bool is_small(int64_t x) {
    return x > -(INT64_C(1) << 31) && x < INT64_C(1) << 31;
}

static void sum_rows(ind_counting *c) {
    const ind_leaf_table table = *c->table; /* which the sums cannot be part of */
    const uint32_t *leaf = ind_strata_leaves(c->filter.context->strata);
    ind_cells *cells = c->filter.context->cells;
    ind_row_sum *sums = table.entries;
    ind_row_filter_list(&c->filter, false);
    for (size_t i = 0; i < c->filter.chosen_count; i++) {
        size_t row = c->filter.chosen[i];
        int64_t x = c->numbers->integer[row];
        ind_row_sum *at = &sums[ind_leaf_place(&table, ind_row_filter_period(&c->filter, row), leaf[row])];
        at->rows++;
        if (is_small(x))
            at->sum += x;
        else
            ind_cells_count(cells, ind_row_filter_cell(&c->filter, row), SUM, x);
    }
}

static void count_rows(ind_counting *c) {
    bool fast = c->filter.context->trace == NULL && ind_row_filter_reach(&c->filter, c->table);
    if (!fast)
        count_one_by_one(c);
    else if (c->sum != NULL)
        sum_rows(c);
    else
        ind_row_filter_count(&c->filter, c->table, c->counts);
}

void ind_count_collect(void *state, const ind_vector *slots, size_t rows, int each) {
    ind_counting *c = state;
    make_room(c, rows);
    ind_row_filter_run(&c->filter, slots, rows, each);
    if (c->sum != NULL) {
        c->numbers = ind_eval_run(c->sum, slots, rows);
        judge_numbers(c);
    }
    if (c->folds) {
        ind_row_fold_keep(&c->fold, each);
        return;
    }
    ind_selection_pass(&c->filter.selection, DENOMINATOR);
    if (ind_row_filter_to_cells(&c->filter))
        count_rows(c);
}

static void settle_entry(void *state, int32_t period, uint32_t leaf, const void *entry) {
    const ind_counting *c = state;
    const ind_kind_context *context = c->filter.context;
    int64_t n = c->sum != NULL ? ((const ind_row_sum *)entry)->rows : (*(const ind_row_counts *)entry)[IND_TRUE];
    if (n == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_cells_count(context->cells, cell, N, n);
    if (c->sum != NULL)
        ind_cells_count(context->cells, cell, SUM, ((const ind_row_sum *)entry)->sum);
}

void ind_count_settle(void *state) {
    ind_counting *c = state;
    ind_leaf_table_give(c->table, settle_entry, c);
}

/* ---- persons ---- */

void ind_count_alike(void *state, const ind_alike *alike) {
    ind_counting *c = state;
    const ind_kind_context *context = c->filter.context;
    uint32_t unit = ind_alike_pass(alike, &c->filter.selection, DENOMINATOR);
    if (!alike->cells)
        return;
    ind_cells_count(context->cells, ind_alike_cell(alike), N, 1);
    if (context->trace != NULL)
        ind_alike_counted(alike, unit);
}

static void fold(void *state, const ind_row_unit *units, size_t count, int each) {
    ind_row_fold_run(&((ind_counting *)state)->fold, units, count, each);
}

void ind_count_reduce(void *state, const ind_events *feeds) {
    ind_counting *c = state;
    const ind_shape_user user = {.judge = ind_count_collect, .fold = fold, .state = c};
    c->filter.shape_feeds = feeds;
    ind_shape_run(c->filter.shape, &c->filter, feeds, &user);
}
