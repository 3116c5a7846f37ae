/* ratio.c - one sum over another, as for data that come as counts (taljare, namnare).
 * No interval unless the definition declares one, since the rows are not independent trials. */
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { ROWS, ABOVE, BELOW };
static const ind_term terms[] = {{"rows", IND_TERM_COUNT, IND_ADDS, false},
                                 {"above", IND_TERM_SUM, IND_ADDS, false},
                                 {"below", IND_TERM_SUM, IND_ADDS, false}};

static const ind_param_spec params[] = {
    IND_ROW_PARAMS,
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "wilson|none", .help = "confidence interval"},
    {.path = "denominator", .type = IND_PARAM_CONDITION, .scope = IND_SCOPE_ROW, .help = "rows that count"},
    {.path = "numerator_sum",
     .type = IND_PARAM_NUMERIC,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "summed above the line"},
    {.path = "denominator_sum",
     .type = IND_PARAM_NUMERIC,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "summed below the line"},
    {.path = "missing.numerator",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "not_met|exclude|error",
     .help = "what an unknown term means: 0, the row goes out, an error"},
};

/* Of whole numbers, which most terms are: added as such while rows are read. */
typedef struct {
    int64_t rows, above, below;
} whole_sums;

typedef struct {
    ind_row_filter filter;
    ind_leaf_table *sums; /* of whole_sums, until they are settled */
    ind_eval *above, *below;
    enum { ZERO, EXCLUDE, FAIL } unknown;
    int64_t unknowns;
    size_t unknown_step, count_step;
} ratio;

static void *open(const ind_kind_context *context) {
    ratio *r = ind_alloc(sizeof *r);
    ind_row_filter_open(&r->filter, context, "denominator");
    r->sums = ind_row_filter_table(&r->filter, sizeof(whole_sums));
    r->above = ind_row_eval_of(context, "numerator_sum");
    r->below = ind_row_eval_of(context, "denominator_sum");
    r->unknown = (unsigned)ind_measure_param(context->measure, "missing.numerator")->choice;
    r->unknown_step = ind_flow_add(context->flow, context->arena, "unknown term", false);
    r->count_step = ind_flow_add(context->flow, context->arena, "denominator", false);
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
static void tell_terms(const ratio *r, const ind_vector *above, const ind_vector *below, size_t rows) {
    const ind_kind_context *context = r->filter.context;
    for (size_t row = 0; row < rows; row++) {
        double x = ind_number_at(above, row), n = ind_number_at(below, row);
        bool unknown = isnan(x) || isnan(n), asked = r->filter.in[row];
        ind_judgement *terms_known =
            ind_trace_step(context->trace, r->filter.unit[row], context->flow, r->unknown_step, asked, unknown);
        terms_known->counted = asked && unknown;
        terms_known->against = unknown && r->unknown != ZERO;
        ind_trace_param(context->trace, terms_known, "missing.numerator");
        ind_trace_number(context->trace, terms_known, "above", x);
        ind_trace_number(context->trace, terms_known, "below", n);
    }
}

static void tell_counted(const ratio *r, size_t row, double x, double n) {
    const ind_kind_context *context = r->filter.context;
    ind_trace_step(context->trace, r->filter.unit[row], context->flow, r->count_step, true, false);
    ind_trace_count *count = ind_row_filter_tell(&r->filter, row);
    count->value = x;
    count->below = n;
}

static void count_row(ratio *r, size_t row, double x, double n) {
    const ind_kind_context *context = r->filter.context;
    bool unknown = isnan(x) || isnan(n);
    context->flow->items[r->unknown_step].n += unknown;
    r->unknowns += unknown;
    if (unknown && r->unknown != ZERO)
        return;
    uint32_t cell = ind_row_filter_cell(&r->filter, row);
    context->flow->items[r->count_step].n++;
    ind_cells_count(context->cells, cell, ROWS, 1);
    ind_cells_sum(context->cells, cell, ABOVE, isnan(x) ? 0 : x);
    ind_cells_sum(context->cells, cell, BELOW, isnan(n) ? 0 : n);
    if (context->trace != NULL)
        tell_counted(r, row, isnan(x) ? 0 : x, isnan(n) ? 0 : n);
}

static void count_one_by_one(ratio *r, const ind_vector *above, const ind_vector *below) {
    for (size_t i = 0; i < r->filter.chosen_count; i++) {
        size_t row = r->filter.chosen[i];
        count_row(r, row, ind_number_at(above, row), ind_number_at(below, row));
    }
}

/* So that the sum of 2^32 of them fits; an unknown one is none. */
static bool is_small(int64_t x) {
    return x > -(INT64_C(1) << 31) && x < INT64_C(1) << 31;
}

static void count_whole(ratio *r, const ind_vector *above, const ind_vector *below) {
    const ind_leaf_table table = *r->sums; /* which the sums cannot be part of */
    const uint32_t *leaf = ind_strata_leaves(r->filter.context->strata);
    whole_sums *sums = table.entries;
    for (size_t i = 0; i < r->filter.chosen_count; i++) {
        size_t row = r->filter.chosen[i];
        int64_t x = above->integer[row], n = below->integer[row];
        if (!is_small(x) || !is_small(n)) {
            count_row(r, row, ind_number_at(above, row), ind_number_at(below, row));
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
    const ind_vector *above = ind_eval_run(r->above, slots, rows), *below = ind_eval_run(r->below, slots, rows);
    bool trace = r->filter.context->trace != NULL;
    if (trace)
        tell_terms(r, above, below, rows);
    ind_row_filter_list(&r->filter);
    if (!trace && above->type == IND_INTEGER && below->type == IND_INTEGER && ind_row_filter_reach(&r->filter, r->sums))
        count_whole(r, above, below);
    else
        count_one_by_one(r, above, below);
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
    context->flow->items[r->count_step].n += sums->rows;
    ind_cells_count(context->cells, cell, ROWS, sums->rows);
    add_whole(context->cells, cell, ABOVE, sums->above);
    add_whole(context->cells, cell, BELOW, sums->below);
}

static void settle(void *state) {
    ratio *r = state;
    ind_leaf_table_give(r->sums, settle_sums, r);
}

static void merge(void *state, const void *other) {
    ((ratio *)state)->unknowns += ((const ratio *)other)->unknowns;
}

static ind_status finish(void *state, ind_diag *diag) {
    ratio *r = state;
    if (r->unknown != FAIL || r->unknowns == 0)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                        "%.*s: a term is unknown in %lld rows, which the definition calls an error",
                        IND_STR_ARGS(r->filter.context->measure->id), (long long)r->unknowns);
}

static bool is_whole(const ind_measure *measure, const char *path) {
    return ind_expr_type(ind_measure_param(measure, path)->expr) == IND_INTEGER;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double x = ind_cells_get_sum(cells, cell, ABOVE), n = ind_cells_get_sum(cells, cell, BELOW);
    bool whole = is_whole(measure, "numerator_sum") && is_whole(measure, "denominator_sum");
    out->base = whole && n >= 0 && n < 9e15 ? (int64_t)n : ind_cells_get_count(cells, cell, ROWS);
    if (ind_param_is(ind_measure_param(measure, "interval.method"), "wilson"))
        ind_outcome_share(measure, x, n, out);
    out->value = n != 0 ? ind_unit_factor(measure) * (x / n) : NAN;
    ind_outcome_number(out, "numerator", x, is_whole(measure, "numerator_sum"));
    ind_outcome_number(out, "denominator", n, is_whole(measure, "denominator_sum"));
    ind_outcome_number(out, "rows", (double)ind_cells_get_count(cells, cell, ROWS), true);
}

const ind_kind ind_kind_ratio = {
    .spec = {.name = "ratio",
             .help = "one sum over another",
             .row_scope_groups = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_ratio},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .lacks = ind_rows_lack,
    .check = ind_rows_check,
    .open = open,
    .close = close,
    .collect = collect,
    .settle = settle,
    .merge = merge,
    .finish = finish,
    .value = value,
    .explain = ind_phrases_of_ratio,
};
