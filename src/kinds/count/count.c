/* count.c - how many rows, how many different persons, or the sum of a whole number.
 *
 * Nothing counted is a value: 0.  Rows are counted as a share counts its denominator; a person is counted once in each
 * period, in the stratum of the first or the last of its rows that count (rows/fold.h).  No interval unless the
 * definition names its method, since whether the events are independent only it can tell. */
#include "kinds/count/count.h"
#include "kinds/common/value_levels.h"
#include "kinds/rows/shape.h"

#include <stdlib.h>

static const ind_term terms[] = {{"n", IND_TERM_COUNT, IND_ADDS, false},
                                 {"sum", IND_TERM_COUNT, IND_ADDS, false},
                                 IND_ROW_INCOMPLETE_TERM(IND_ADDS)};

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

static void facts_of_sum(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "number", ind_number_at(((const ind_counting *)state)->numbers, row));
}

/* ---- set-up ---- */

static void *open(const ind_kind_context *context) {
    ind_counting *c = ind_alloc(sizeof *c);
    bool sums = ind_kind_param(context->measure, P_SUM)->expr != NULL;
    ind_row_filter_open(&c->filter, context, steps, STEPS, INCOMPLETE);
    c->table = ind_row_filter_table(&c->filter, sums ? sizeof(ind_row_sum) : sizeof(ind_row_counts));
    c->sum = ind_row_eval_of(context, P_SUM);
    c->folds = ind_rows_distinct(context->measure);
    c->fold = (ind_row_fold){.filter = &c->filter,
                             .takes_first = ind_param_is(ind_kind_param(context->measure, P_DISTINCT_TAKE), "first"),
                             .count = ind_count_alike,
                             .state = c};
    return c;
}

static void close(void *state) {
    ind_counting *c = state;
    ind_row_filter_close(&c->filter);
    ind_row_fold_close(&c->fold);
    ind_leaf_table_free(c->table);
    ind_eval_free(c->sum);
    free(c->unknown);
    free(c->counts);
    free(c);
}

/* ---- figures ---- */

static void merge(void *state, const void *other) {
    ind_shape_merge(((ind_counting *)state)->filter.shape, ((const ind_counting *)other)->filter.shape);
}

static ind_status finish(void *state, ind_diag *diag) {
    const ind_counting *c = state;
    const ind_measure *measure = c->filter.context->measure;
    ind_shape_finish(c->filter.shape, diag);
    ind_row_filter_say_nothing(&c->filter, DENOMINATOR, diag);
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
    ind_outcome_exact(measure, out->value, 1, false, out);
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
    .collect = ind_count_collect,
    .settle = ind_count_settle,
    .reduce = ind_count_reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_count_template,
    .explain = ind_phrases_of_count,
};
