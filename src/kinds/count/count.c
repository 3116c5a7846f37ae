/* count.c - how many rows, how many different persons, or the sum of a whole number.
 *
 * Nothing counted is a value: 0.  Rows are counted as a share counts its denominator; a person is counted once in each
 * period, in the stratum of the first or the last of its rows that count (rows/fold.h).  No interval unless the
 * definition names its method, since whether the events are independent only it can tell. */
#include "kinds/count/count.h"
#include "kinds/rows/shape.h"

#include <stdlib.h>

enum { N, SUM, INCOMPLETE };
static const ind_term terms[] = {{"n", IND_TERM_COUNT, IND_ADDS, false},
                                 {"sum", IND_TERM_COUNT, IND_ADDS, false},
                                 IND_ROW_INCOMPLETE_TERM(IND_ADDS)};

enum { UNKNOWN = IND_ROWS_STEPS, DENOMINATOR, STEPS };
static void facts_of_sum(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement);

static const ind_step_spec steps[STEPS] = {
    IND_ROW_STEPS,
    [UNKNOWN] = {.step = "exclude unknown number",
                 .effect = IND_STEP_OUT,
                 .path = "missing.sum",
                 .only = "exclude|error",
                 .facts = facts_of_sum},
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
};

/* Of rows whose numbers are summed, while they are read. */
typedef struct {
    int64_t rows, sum;
} row_sum;

typedef struct {
    ind_row_filter filter;
    ind_row_fold fold;
    bool folds;            /* persons are counted */
    ind_leaf_table *table; /* of ind_row_counts or, with a sum, row_sum, until they are settled */
    ind_eval *sum;
    const ind_vector *numbers; /* to be summed, of the batch */
    uint8_t *unknown, *counts; /* by row of the batch: its number is; it counts, as all that are left do */
    size_t capacity;
} counting;

static void facts_of_sum(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "number", ind_number_at(((const counting *)state)->numbers, row));
}

/* ---- set-up ---- */

static void count_alike(void *state, const ind_alike *alike);

static void *open(const ind_kind_context *context) {
    counting *c = ind_alloc(sizeof *c);
    bool sums = ind_kind_param(context->measure, P_SUM)->expr != NULL;
    ind_row_filter_open(&c->filter, context, steps, STEPS, INCOMPLETE);
    c->table = ind_row_filter_table(&c->filter, sums ? sizeof(row_sum) : sizeof(ind_row_counts));
    c->sum = ind_row_eval_of(context, P_SUM);
    c->folds = ind_rows_distinct(context->measure);
    c->fold = (ind_row_fold){.filter = &c->filter,
                             .takes_first = ind_param_is(ind_kind_param(context->measure, P_DISTINCT_TAKE), "first"),
                             .count = count_alike,
                             .state = c};
    return c;
}

static void close(void *state) {
    counting *c = state;
    ind_row_filter_close(&c->filter);
    ind_row_fold_close(&c->fold);
    ind_leaf_table_free(c->table);
    ind_eval_free(c->sum);
    free(c->unknown);
    free(c->counts);
    free(c);
}

static void make_room(counting *c, size_t rows) {
    if (rows <= c->capacity)
        return;
    c->capacity = rows;
    c->unknown = ind_realloc(c->unknown, rows);
    c->counts = ind_realloc(c->counts, rows);
    memset(c->counts, IND_TRUE, rows);
}

/* ---- rows ---- */

static void judge_numbers(counting *c) {
    ind_selection *selection = &c->filter.selection;
    for (size_t row = 0; row < selection->n; row++)
        c->unknown[row] = ind_vector_is_null(c->numbers, row);
    ind_selection_answer(selection, UNKNOWN, c->unknown, NULL);
}

static void count_one_by_one(counting *c) {
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

static void sum_rows(counting *c) {
    const ind_leaf_table table = *c->table; /* which the sums cannot be part of */
    const uint32_t *leaf = ind_strata_leaves(c->filter.context->strata);
    ind_cells *cells = c->filter.context->cells;
    row_sum *sums = table.entries;
    ind_row_filter_list(&c->filter, false);
    for (size_t i = 0; i < c->filter.chosen_count; i++) {
        size_t row = c->filter.chosen[i];
        int64_t x = c->numbers->integer[row];
        row_sum *at = &sums[ind_leaf_place(&table, ind_row_filter_period(&c->filter, row), leaf[row])];
        at->rows++;
        if (is_small(x))
            at->sum += x;
        else
            ind_cells_count(cells, ind_row_filter_cell(&c->filter, row), SUM, x);
    }
}

static void count_rows(counting *c) {
    bool fast = c->filter.context->trace == NULL && ind_row_filter_reach(&c->filter, c->table);
    if (!fast)
        count_one_by_one(c);
    else if (c->sum != NULL)
        sum_rows(c);
    else
        ind_row_filter_count(&c->filter, c->table, c->counts);
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    counting *c = state;
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
    const counting *c = state;
    const ind_kind_context *context = c->filter.context;
    int64_t n = c->sum != NULL ? ((const row_sum *)entry)->rows : (*(const ind_row_counts *)entry)[IND_TRUE];
    if (n == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_cells_count(context->cells, cell, N, n);
    if (c->sum != NULL)
        ind_cells_count(context->cells, cell, SUM, ((const row_sum *)entry)->sum);
}

static void settle(void *state) {
    counting *c = state;
    ind_leaf_table_give(c->table, settle_entry, c);
}

/* ---- persons ---- */

static void count_alike(void *state, const ind_alike *alike) {
    counting *c = state;
    const ind_kind_context *context = c->filter.context;
    uint32_t unit = ind_alike_pass(alike, &c->filter.selection, DENOMINATOR);
    if (!alike->cells)
        return;
    ind_cells_count(context->cells, ind_alike_cell(alike), N, 1);
    if (context->trace != NULL)
        ind_alike_counted(alike, unit);
}

static void fold(void *state, const ind_row_unit *units, size_t count, int each) {
    ind_row_fold_run(&((counting *)state)->fold, units, count, each);
}

static void reduce(void *state, const ind_events *feeds) {
    counting *c = state;
    const ind_shape_user user = {.judge = collect, .fold = fold, .state = c};
    c->filter.shape_feeds = feeds;
    ind_shape_run(c->filter.shape, &c->filter, feeds, &user);
}

/* ---- figures ---- */

static void merge(void *state, const void *other) {
    ind_shape_merge(((counting *)state)->filter.shape, ((const counting *)other)->filter.shape);
}

static ind_status finish(void *state, ind_diag *diag) {
    const counting *c = state;
    const ind_measure *measure = c->filter.context->measure;
    ind_shape_finish(c->filter.shape, diag);
    if (!ind_param_is(ind_kind_param(measure, P_MISSING_SUM), "error"))
        return IND_OK;
    int64_t unknown = ind_selection_flow(&c->filter.selection, UNKNOWN)->n;
    if (unknown == 0)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                        "%.*s: the number to be summed is unknown in %lld rows, which the definition calls an error",
                        IND_STR_ARGS(measure->id), (long long)unknown);
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    const double *levels;
    bool sums = ind_kind_param(measure, P_SUM)->expr != NULL;
    out->base = ind_cells_get_count(cells, cell, N);
    out->value = (double)(sums ? ind_cells_get_count(cells, cell, SUM) : out->base);
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
    ind_outcome_number(out, "n", (double)out->base, true);
    if (!ind_param_is(ind_kind_param(measure, P_INTERVAL_METHOD), "poisson"))
        return;
    size_t count = ind_kind_levels(measure, &levels);
    for (size_t i = 0; i < count; i++)
        out->has_interval[i] = ind_interval_poisson(out->value, levels[i], &out->intervals[i]);
}

extern const ind_kind ind_kind_count;
const ind_kind ind_kind_count = {
    .spec = {.name = "count",
             .help = "number of rows or of persons, or the sum of a whole number",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = ind_params_of_count,
             .param_count = PARAMS,
             .values = {"a number of something", "count|days|persons|points|", false, 0},
             .interval_if_named = true,
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_count},
    .counts = true,
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = ind_count_check,
    .open = open,
    .close = close,
    .collect = collect,
    .settle = settle,
    .reduce = reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_count_template,
    .explain = ind_phrases_of_count,
};
