/* ratio.c - one sum over another, as for data that come as counts (taljare, namnare).
 * No interval unless the definition declares one, since the rows are not independent trials. */
#include "kinds/ratio/ratio.h"
#include "kinds/rows/shape.h"

#include <stdlib.h>

enum { ROWS, ABOVE, BELOW, INCOMPLETE };
static const ind_term terms[] = {{"rows", IND_TERM_COUNT, IND_ADDS, false},
                                 {"above", IND_TERM_SUM, IND_ADDS, false},
                                 {"below", IND_TERM_SUM, IND_ADDS, false},
                                 IND_ROW_INCOMPLETE_TERM(IND_ADDS)};

/* Parameters, by their number in the table. */
enum { P_INTERVAL_METHOD, P_DENOMINATOR, P_NUMERATOR_SUM, P_DENOMINATOR_SUM, P_MISSING_NUMERATOR };

static const ind_param_spec params[] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("wilson|none"),
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_NUMERATOR_SUM] = {.path = "numerator_sum",
                         .type = IND_PARAM_NUMERIC,
                         .required = true,
                         .scope = IND_SCOPE_ROW,
                         .help = "summed above the line"},
    [P_DENOMINATOR_SUM] = {.path = "denominator_sum",
                           .type = IND_PARAM_NUMERIC,
                           .required = true,
                           .scope = IND_SCOPE_ROW,
                           .help = "summed below the line"},
    [P_MISSING_NUMERATOR] = {.path = "missing.numerator",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "not_met|exclude|error",
                             .help = "what an unknown term means: 0, the row goes out, an error"},
};

enum { UNKNOWN_OUT = IND_ROWS_STEPS, UNKNOWN_ZERO, DENOMINATOR, STEPS };
static void facts_of_terms(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement);

static const ind_step_spec steps[STEPS] = {
    IND_ROW_STEPS,
    [UNKNOWN_OUT] = {.step = "unknown term",
                     .effect = IND_STEP_OUT,
                     .path = "missing.numerator",
                     .only = "exclude|error",
                     .facts = facts_of_terms},
    [UNKNOWN_ZERO] = {.step = "unknown term",
                      .effect = IND_STEP_MARK,
                      .path = "missing.numerator",
                      .only = "not_met",
                      .harmless = true,
                      .facts = facts_of_terms},
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
};

/* Of whole numbers, which most terms are: added as such while rows are read. */
typedef struct {
    int64_t rows, above, below;
} whole_sums;

typedef struct {
    ind_row_filter filter;
    ind_leaf_table *sums; /* of whole_sums, until they are settled */
    ind_eval *above, *below;
    const ind_vector *x, *n; /* of the batch: above the line, below */
    size_t unknown_step;
} ratio;

static void facts_of_terms(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    const ratio *r = state;
    ind_trace_number(trace, judgement, "above", ind_number_at(r->x, row));
    ind_trace_number(trace, judgement, "below", ind_number_at(r->n, row));
}

static void *open(const ind_kind_context *context) {
    ratio *r = ind_alloc(sizeof *r);
    ind_row_filter_open(&r->filter, context, steps, STEPS, INCOMPLETE);
    r->sums = ind_row_filter_table(&r->filter, sizeof(whole_sums));
    r->above = ind_row_eval_of(context, P_NUMERATOR_SUM);
    r->below = ind_row_eval_of(context, P_DENOMINATOR_SUM);
    r->unknown_step = ind_selection_has(&r->filter.selection, UNKNOWN_OUT) ? UNKNOWN_OUT : UNKNOWN_ZERO;
    return r;
}

static void close(void *state) {
    ratio *r = state;
    ind_row_filter_close(&r->filter);
    ind_leaf_table_free(r->sums);
    ind_eval_free(r->above);
    ind_eval_free(r->below);
    free(r);
}

/* X above the line, N below; NaN: unknown. */
static void count_row(ratio *r, size_t row, double x, double n) {
    const ind_kind_context *context = r->filter.context;
    if (!ind_selection_decide(&r->filter.selection, r->unknown_step, row, isnan(x) || isnan(n)))
        return;
    ind_selection_decide(&r->filter.selection, DENOMINATOR, row, true);
    if (!ind_row_filter_to_cells(&r->filter))
        return;
    uint32_t cell = ind_row_filter_cell(&r->filter, row);
    x = isnan(x) ? 0 : x;
    n = isnan(n) ? 0 : n;
    ind_cells_count(context->cells, cell, ROWS, 1);
    ind_cells_sum(context->cells, cell, ABOVE, x);
    ind_cells_sum(context->cells, cell, BELOW, n);
    if (context->trace == NULL)
        return;
    ind_trace_count *count = ind_row_filter_counted(&r->filter, row);
    count->value = x;
    count->below = n;
}

static void count_one_by_one(ratio *r) {
    ind_row_filter_list(&r->filter, true);
    for (size_t i = 0; i < r->filter.chosen_count; i++) {
        size_t row = r->filter.chosen[i];
        count_row(r, row, ind_number_at(r->x, row), ind_number_at(r->n, row));
    }
}

/* So that the sum of 2^32 of them fits; an unknown one is none. */
static bool is_small(int64_t x) {
    return x > -(INT64_C(1) << 31) && x < INT64_C(1) << 31;
}

static void count_whole(ratio *r) {
    const ind_leaf_table table = *r->sums; /* which the sums cannot be part of */
    const uint32_t *leaf = ind_strata_leaves(r->filter.context->strata);
    const int64_t *above = r->x->integer, *below = r->n->integer;
    whole_sums *sums = table.entries;
    ind_row_filter_list(&r->filter, false);
    for (size_t i = 0; i < r->filter.chosen_count; i++) {
        size_t row = r->filter.chosen[i];
        int64_t x = above[row], n = below[row];
        if (!is_small(x) || !is_small(n)) {
            count_row(r, row, ind_number_at(r->x, row), ind_number_at(r->n, row));
            continue;
        }
        whole_sums *at = &sums[ind_leaf_place(&table, ind_row_filter_period(&r->filter, row), leaf[row])];
        at->rows++;
        at->above += x;
        at->below += n;
    }
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    ratio *r = state;
    ind_row_filter_run(&r->filter, slots, rows, each);
    r->x = ind_eval_run(r->above, slots, rows);
    r->n = ind_eval_run(r->below, slots, rows);
    if (r->filter.context->trace == NULL && r->x->type == IND_INTEGER && r->n->type == IND_INTEGER &&
        ind_row_filter_reach(&r->filter, r->sums))
        count_whole(r);
    else
        count_one_by_one(r);
}

/* Both halves are whole numbers that a double holds. */
static void add_whole(ind_cells *cells, uint32_t cell, size_t term, int64_t sum) {
    int64_t low = sum % (INT64_C(1) << 32);
    ind_cells_sum(cells, cell, term, (double)(sum - low));
    ind_cells_sum(cells, cell, term, (double)low);
}

static void settle_sums(void *state, int32_t period, uint32_t leaf, const void *entry) {
    const ratio *r = state;
    const ind_kind_context *context = r->filter.context;
    const whole_sums *sums = entry;
    if (sums->rows == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_selection_flow(&r->filter.selection, DENOMINATOR)->n += sums->rows;
    ind_cells_count(context->cells, cell, ROWS, sums->rows);
    add_whole(context->cells, cell, ABOVE, sums->above);
    add_whole(context->cells, cell, BELOW, sums->below);
}

static void settle(void *state) {
    ratio *r = state;
    ind_leaf_table_give(r->sums, settle_sums, r);
}

static void reduce(void *state, const ind_events *feeds) {
    ratio *r = state;
    const ind_shape_user user = {.judge = collect, .state = r};
    ind_shape_run(r->filter.shape, &r->filter, feeds, &user);
}

static void merge(void *state, const void *other) {
    ind_shape_merge(((ratio *)state)->filter.shape, ((const ratio *)other)->filter.shape);
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    return ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
}

static ind_status finish(void *state, ind_diag *diag) {
    const ratio *r = state;
    ind_shape_finish(r->filter.shape, diag);
    const ind_measure *measure = r->filter.context->measure;
    int64_t unknown = ind_selection_flow(&r->filter.selection, r->unknown_step)->n;
    if (unknown == 0 || !ind_param_is(ind_kind_param(measure, P_MISSING_NUMERATOR), "error"))
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                        "%.*s: a term is unknown in %lld rows, which the definition calls an error",
                        IND_STR_ARGS(measure->id), (long long)unknown);
}

static bool is_whole(const ind_measure *measure, size_t term) {
    return ind_expr_type(ind_kind_param(measure, term)->expr) == IND_INTEGER;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double x = ind_cells_get_sum(cells, cell, ABOVE), n = ind_cells_get_sum(cells, cell, BELOW);
    bool whole = is_whole(measure, P_NUMERATOR_SUM) && is_whole(measure, P_DENOMINATOR_SUM);
    out->base = whole && n > 0 && n < 9e15 ? (int64_t)n : ind_cells_get_count(cells, cell, ROWS);
    if (ind_param_is(ind_kind_param(measure, P_INTERVAL_METHOD), "wilson"))
        ind_outcome_share(measure, x, n, out);
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
    out->value = n != 0 ? ind_unit_factor(measure) * (x / n) : NAN;
    ind_outcome_number(out, "numerator", x, is_whole(measure, P_NUMERATOR_SUM));
    ind_outcome_number(out, "denominator", n, is_whole(measure, P_DENOMINATOR_SUM));
    ind_outcome_number(out, "rows", (double)ind_cells_get_count(cells, cell, ROWS), true);
}

extern const ind_kind ind_kind_ratio;
const ind_kind ind_kind_ratio = {
    .spec = {.name = "ratio",
             .help = "one sum over another",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .interval_if_named = true,
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_ratio},
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
    .settle = settle,
    .finish = finish,
    .value = value,
    .template = ind_file_ratio_template,
    .explain = ind_phrases_of_ratio,
};
