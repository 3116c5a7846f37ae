/* counting.c - see counting.h. */
#include "kinds/rows/counting.h"

#include "kinds/rows/shape.h"

#include <stdlib.h>

static void count_alike(void *state, const ind_alike *alike);

/* ---- set-up ---- */

void ind_counting_open(ind_counting *c, const ind_kind_context *context, const ind_step_spec *steps, size_t count,
                       size_t counted, const ind_counting_params *params) {
    bool sums = ind_kind_param(context->measure, params->sum)->expr != NULL;
    ind_row_filter_open(&c->filter, context, steps, count, IND_COUNTED_INCOMPLETE);
    c->table = ind_row_filter_table(&c->filter, sums ? sizeof(ind_row_sum) : sizeof(ind_row_counts));
    c->sum = ind_row_eval_of(context, params->sum);
    c->folds = ind_rows_distinct(context->measure);
    c->persons = ind_measure_clusters(context->measure) ? ind_row_persons_open(context) : NULL;
    c->counted = counted;
    c->fold = (ind_row_fold){.filter = &c->filter,
                             .takes_first = ind_param_is(ind_kind_param(context->measure, params->take), "first"),
                             .count = count_alike,
                             .state = c};
}

void ind_counting_close(ind_counting *c) {
    ind_row_filter_close(&c->filter);
    ind_row_fold_close(&c->fold);
    ind_leaf_table_free(c->table);
    ind_eval_free(c->sum);
    ind_row_persons_close(c->persons);
    free(c->unknown);
    free(c->counts);
    free(c->keys);
}

void ind_counting_facts(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "number", ind_number_at(((const ind_counting *)state)->numbers, row));
}

/* ---- what a cell has of each person ---- */

static void read_persons(ind_counting *c, const ind_vector *slots, size_t rows) {
    size_t from = c->folds ? c->filter.block->from : 0;
    if (from + rows > c->keys_capacity) {
        c->keys_capacity = from + rows < 2 * c->keys_capacity ? 2 * c->keys_capacity : from + rows;
        c->keys = ind_realloc(c->keys, c->keys_capacity * sizeof *c->keys);
    }
    ind_row_persons_read(c->persons, slots, rows);
    for (size_t row = 0; row < rows; row++)
        if (ind_selection_stays(&c->filter.selection, row))
            c->keys[from + row] = ind_row_persons_key(c->persons, row);
}

/* UNIT counts, with X: what is kept of it beside the sums of the cell. */
static void add_more(ind_counting *c, uint32_t cell, size_t unit, double x) {
    if (c->persons != NULL)
        ind_counted_add(c->filter.context->cells, cell, IND_COUNTED_PERSONS, c->keys[unit],
                        c->class == NULL ? 0 : c->class[unit], x);
    if (c->add != NULL)
        c->add(c, cell, unit);
}

/* ---- rows ---- */

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
    ind_selection_answer(selection, IND_COUNTED_UNKNOWN, c->unknown, NULL);
}

static void count_one_by_one(ind_counting *c) {
    const ind_kind_context *context = c->filter.context;
    ind_row_filter_list(&c->filter, false);
    for (size_t i = 0; i < c->filter.chosen_count; i++) {
        size_t row = c->filter.chosen[i];
        uint32_t cell = ind_row_filter_cell(&c->filter, row);
        ind_cells_count(context->cells, cell, IND_COUNTED_N, 1);
        if (c->sum != NULL)
            ind_cells_count(context->cells, cell, IND_COUNTED_SUM, c->numbers->integer[row]);
        add_more(c, cell, row, c->sum == NULL ? 1 : ind_number_at(c->numbers, row));
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
            ind_cells_count(cells, ind_row_filter_cell(&c->filter, row), IND_COUNTED_SUM, x);
    }
}

static void count_rows(ind_counting *c) {
    bool alone = c->add == NULL && c->persons == NULL;
    bool fast = alone && c->filter.context->trace == NULL && ind_row_filter_reach(&c->filter, c->table);
    if (!fast)
        count_one_by_one(c);
    else if (c->sum != NULL)
        sum_rows(c);
    else
        ind_row_filter_count(&c->filter, c->table, c->counts);
}

/* What is counted for the flow alone, by its groups. */
static void count_flow(ind_counting *c) {
    const ind_kind_context *context = c->filter.context;
    ind_row_filter_list(&c->filter, false);
    for (size_t i = 0; i < c->filter.chosen_count; i++) {
        const uint32_t *codes = ind_strata_codes(context->strata, c->filter.chosen[i]);
        ind_cells_count(context->cells, ind_cells_at(context->cells, IND_FLOW_CELLS, codes), IND_COUNTED_N, 1);
    }
}

void ind_counting_collect(void *state, const ind_vector *slots, size_t rows, int each) {
    ind_counting *c = state;
    make_room(c, rows);
    ind_row_filter_run(&c->filter, slots, rows, each);
    if (c->sum != NULL) {
        c->numbers = ind_eval_run(c->sum, slots, rows);
        judge_numbers(c);
    }
    if (c->judge != NULL)
        c->judge(c, slots);
    if (c->persons != NULL)
        read_persons(c, slots, rows);
    if (c->folds) {
        ind_row_fold_keep(&c->fold, each);
        return;
    }
    ind_selection_pass(&c->filter.selection, c->counted);
    if (ind_row_filter_to_cells(&c->filter))
        count_rows(c);
    else if (c->keeps_flow)
        count_flow(c);
}

static void settle_entry(void *state, int32_t period, uint32_t leaf, const void *entry) {
    const ind_counting *c = state;
    const ind_kind_context *context = c->filter.context;
    int64_t n = c->sum != NULL ? ((const ind_row_sum *)entry)->rows : (*(const ind_row_counts *)entry)[IND_TRUE];
    if (n == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_cells_count(context->cells, cell, IND_COUNTED_N, n);
    if (c->sum != NULL)
        ind_cells_count(context->cells, cell, IND_COUNTED_SUM, ((const ind_row_sum *)entry)->sum);
}

void ind_counting_settle(void *state) {
    ind_counting *c = state;
    ind_leaf_table_give(c->table, settle_entry, c);
}

/* ---- persons ---- */

static void count_alike(void *state, const ind_alike *alike) {
    ind_counting *c = state;
    const ind_kind_context *context = c->filter.context;
    if (c->judge_alike != NULL && !c->judge_alike(c, alike))
        return;
    uint32_t unit = ind_alike_pass(alike, &c->filter.selection, c->counted);
    if (alike->flow && c->keeps_flow) {
        ind_alike once = *alike;
        once.period = IND_FLOW_CELLS;
        ind_cells_count(context->cells, ind_alike_cell(&once), IND_COUNTED_N, 1);
    }
    if (!alike->cells)
        return;
    uint32_t cell = ind_alike_cell(alike);
    ind_cells_count(context->cells, cell, IND_COUNTED_N, 1);
    add_more(c, cell, alike->taken, 1);
    if (context->trace != NULL)
        ind_alike_counted(alike, unit);
}

static void fold(void *state, const ind_row_unit *units, size_t count, int each) {
    ind_row_fold_run(&((ind_counting *)state)->fold, units, count, each);
}

void ind_counting_reduce(void *state, const ind_events *feeds) {
    ind_counting *c = state;
    const ind_shape_user user = {.judge = ind_counting_collect, .fold = fold, .state = c};
    c->filter.shape_feeds = feeds;
    ind_shape_run(c->filter.shape, &c->filter, feeds, &user);
}

/* ---- all together ---- */

void ind_counting_merge(void *state, const void *other) {
    ind_shape_merge(((ind_counting *)state)->filter.shape, ((const ind_counting *)other)->filter.shape);
}

/* A number that is not known to be one of those is not in the sum, and nobody would miss it: there is no denominator
 * that it is in.  A condition without a sum may ask for what most rows do not have, such as a cause of injury. */
static void say_unknown(const ind_counting *c, const ind_counting_params *params, ind_diag *diag) {
    enum { LEAST = 5 }; /* and more than one in a hundred */
    const ind_flow_step *selected = ind_selection_flow(&c->filter.selection, IND_ROWS_SELECTED);
    int64_t asked = ind_selection_flow(&c->filter.selection, IND_ROWS_IN_PERIOD)->n;
    if (ind_kind_param(c->filter.context->measure, params->sum)->node == NULL ||
        !ind_selection_has(&c->filter.selection, IND_ROWS_SELECTED) || selected->unknown < LEAST ||
        100 * selected->unknown <= asked)
        return;
    ind_diag_add(diag, IND_WARNING, IND_OK, "unknown_condition", (ind_place){0},
                 "find out why values that it reads are missing; where that is meant, say so in the condition",
                 "%.*s: of %lld rows it is unknown whether they are summed, and they are not",
                 IND_STR_ARGS(c->filter.context->measure->id), (long long)selected->unknown);
}

ind_status ind_counting_finish(const ind_counting *c, const ind_counting_params *params, ind_diag *diag) {
    const ind_measure *measure = c->filter.context->measure;
    ind_shape_finish(c->filter.shape, diag);
    ind_row_filter_say_nothing(&c->filter, c->counted, diag);
    say_unknown(c, params, diag);
    if (!ind_param_is(ind_kind_param(measure, params->missing), "error"))
        return IND_OK;
    int64_t unknown = ind_selection_flow(&c->filter.selection, IND_COUNTED_UNKNOWN)->n;
    if (unknown == 0)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                        "%.*s: the number to be summed is unknown in %lld rows, which the definition calls an error",
                        IND_STR_ARGS(measure->id), (long long)unknown);
}
