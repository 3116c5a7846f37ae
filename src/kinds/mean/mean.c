/* mean.c - the mean of a value over rows, plain or weighted. */
#include "kinds/mean/mean.h"
#include "kinds/common/moments.h"
#include "kinds/rows/shape.h"

#include <stdlib.h>

enum { INCOMPLETE = IND_M_TERMS };
static const ind_term terms[] = {IND_MOMENT_TERMS(IND_ADDS), IND_ROW_INCOMPLETE_TERM(IND_ADDS)};

/* Parameters, by their number in the table. */
enum { P_INTERVAL_METHOD, P_DENOMINATOR, P_VALUE, P_WEIGHT };

static const ind_param_spec params[] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("t|none"),
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_VALUE] = {.path = "value",
                 .type = IND_PARAM_NUMERIC,
                 .required = true,
                 .scope = IND_SCOPE_ROW,
                 .help = "what is averaged; rows where it is unknown do not count"},
    [P_WEIGHT] = {.path = "weight", .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW, .help = "weight of a row"},
};

enum { UNKNOWN = IND_ROWS_STEPS, DENOMINATOR, STEPS };
static void facts_of_value(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement);

static const ind_step_spec steps[STEPS] = {
    IND_ROW_STEPS,
    [UNKNOWN] = {.step = "exclude unknown value or weight",
                 .effect = IND_STEP_OUT,
                 .path = "value",
                 .told = IND_TELL_ASKED,
                 .facts = facts_of_value},
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
};

typedef struct {
    ind_row_filter filter;
    ind_eval *value, *weight;
    const ind_vector *values; /* of the batch */
} mean;

static void facts_of_value(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "value", ind_number_at(((const mean *)state)->values, row));
}

static void *open(const ind_kind_context *context) {
    mean *m = ind_alloc(sizeof *m);
    ind_row_filter_open(&m->filter, context, steps, STEPS, INCOMPLETE);
    m->value = ind_row_eval_of(context, P_VALUE);
    m->weight = ind_row_eval_of(context, P_WEIGHT);
    return m;
}

static void close(void *state) {
    mean *m = state;
    ind_row_filter_close(&m->filter);
    ind_eval_free(m->value);
    ind_eval_free(m->weight);
    free(m);
}

static void count_row(mean *m, size_t row, double x, double w) {
    const ind_kind_context *context = m->filter.context;
    if (!ind_selection_exclude(&m->filter.selection, UNKNOWN, row, isnan(x) || !(w >= 0)))
        return;
    ind_selection_decide(&m->filter.selection, DENOMINATOR, row, true);
    if (!ind_row_filter_to_cells(&m->filter))
        return;
    uint32_t cell = ind_row_filter_cell(&m->filter, row);
    if (m->weight == NULL)
        ind_moments_add(context->cells, cell, x);
    else
        ind_moments_add_weighted(context->cells, cell, x, w);
    if (context->trace == NULL)
        return;
    ind_trace_count *count = ind_row_filter_counted(&m->filter, row);
    count->value = x;
    count->weight = m->weight == NULL ? (double)NAN : w;
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    mean *m = state;
    ind_row_filter_run(&m->filter, slots, rows, each);
    m->values = ind_eval_run(m->value, slots, rows);
    const ind_vector *weights = m->weight == NULL ? NULL : ind_eval_run(m->weight, slots, rows);
    ind_row_filter_list(&m->filter, false);
    for (size_t i = 0; i < m->filter.chosen_count; i++) {
        size_t row = m->filter.chosen[i];
        count_row(m, row, ind_number_at(m->values, row), weights == NULL ? 1 : ind_number_at(weights, row));
    }
}

static void reduce(void *state, const ind_events *feeds) {
    mean *m = state;
    const ind_shape_user user = {.judge = collect, .state = m};
    ind_shape_run(m->filter.shape, &m->filter, feeds, &user);
}

static void merge(void *state, const void *other) {
    ind_shape_merge(((mean *)state)->filter.shape, ((const mean *)other)->filter.shape);
}

static ind_status finish(void *state, ind_diag *diag) {
    ind_shape_finish(((const mean *)state)->filter.shape, diag);
    return IND_OK;
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    return ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, ind_kind_param(measure, P_WEIGHT)->expr != NULL, out);
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
}

extern const ind_kind ind_kind_mean;
const ind_kind ind_kind_mean = {
    .spec = {.name = "mean",
             .help = "mean of a value over rows",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .values = {"a mean, which is not multiplied", "index|count|days|persons|points|ratio|", false, 0},
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_mean},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = check,
    .reduce = reduce,
    .merge = merge,
    .open = open,
    .close = close,
    .collect = collect,
    .finish = finish,
    .value = value,
    .template = ind_file_mean_template,
    .explain = ind_phrases_of_mean,
};
