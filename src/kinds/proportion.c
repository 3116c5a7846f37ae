/* proportion.c - a share of rows: numerator rows inside denominator rows, plain or weighted.
 *
 * The numerator is asked only of rows in the denominator, so that it cannot be outside.  Weighted:
 * sum of w over the numerator / sum of w, Wilson's interval on Kish's effective n.  With once_per the rows are first
 * reduced to one of each entity and period. */
#include "kinds/once_per.h"
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { N, X, W, WW, WX, WWX };
static const ind_term terms[] = {{"n", IND_TERM_COUNT, IND_ADDS, false}, {"x", IND_TERM_COUNT, IND_ADDS, false},
                                 {"w", IND_TERM_SUM, IND_ADDS, false},   {"ww", IND_TERM_SUM, IND_ADDS, false},
                                 {"wx", IND_TERM_SUM, IND_ADDS, false},  {"wwx", IND_TERM_SUM, IND_ADDS, false}};

static const ind_param_spec params[] = {
    IND_ROW_PARAMS,
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "wilson|none", .help = "confidence interval"},
    {.path = "denominator",
     .type = IND_PARAM_CONDITION,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "rows in the denominator"},
    {.path = "numerator",
     .type = IND_PARAM_CONDITION,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "those of them in the numerator"},
    {.path = "weight", .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW, .help = "weight of a row"},
    {.path = "once_per.entity",
     .type = IND_PARAM_ENTITY,
     .with_parent = true,
     .scope = IND_SCOPE_ROW,
     .help = "counted once a period, in the stratum of its last row"},
    {.path = "once_per.take",
     .type = IND_PARAM_CHOICE,
     .with_parent = true,
     .choices = "any|all|last",
     .help = "in the numerator if any, all or the last of its rows are"},
    {.path = "missing.numerator",
     .type = IND_PARAM_CHOICE,
     .choices = "not_met|exclude|error",
     .help = "what an unknown numerator means"},
    {.path = "missing.weight",
     .type = IND_PARAM_CHOICE,
     .choices = "exclude|error",
     .fallback = "error",
     .help = "what an unknown or negative weight means"},
};

typedef struct {
    ind_row_filter filter;
    ind_leaf_table *counts; /* of ind_row_counts: rows without weights, until they are settled */
    ind_eval *numerator, *weight;
    enum { NOT_MET, EXCLUDE, FAIL } unknown_numerator;
    bool drop_bad_weight;
    int64_t unknown, bad_weights;
    size_t unknown_step, weight_step, denominator_step, numerator_step;
} proportion;

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_rows_check(measure, diag);
    const ind_param *take = ind_measure_param(measure, "once_per.take");
    if (take->node != NULL && ind_measure_param(measure, "period.date")->node == NULL)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period", ind_json_place(take->node), NULL,
                              "'once_per' needs 'period.date'");
    const ind_param *numerator = ind_measure_param(measure, "numerator");
    if (ind_measure_param(measure, "missing.numerator")->node != NULL || !ind_expr_may_be_unknown(numerator->expr))
        return status;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_policy", ind_json_place(numerator->node),
                        "add \"missing\": {\"numerator\": \"not_met\"}, \"exclude\" or \"error\"",
                        "the numerator can be unknown, and no policy says what that means");
}

static void *open(const ind_kind_context *context) {
    proportion *p = ind_alloc(sizeof *p);
    const ind_measure *measure = context->measure;
    ind_row_filter_open(&p->filter, context, "denominator");
    p->counts = ind_row_filter_table(&p->filter, sizeof(ind_row_counts));
    p->numerator = ind_row_eval_of(context, "numerator");
    p->weight = ind_row_eval_of(context, "weight");
    const ind_param *missing = ind_measure_param(measure, "missing.numerator");
    p->unknown_numerator = missing->choice < 0 ? NOT_MET : (unsigned)missing->choice;
    p->drop_bad_weight = ind_param_is(ind_measure_param(measure, "missing.weight"), "exclude");
    if (p->unknown_numerator == EXCLUDE)
        p->unknown_step = ind_flow_add(context->flow, context->arena, "exclude unknown numerator", false);
    if (p->weight != NULL && p->drop_bad_weight)
        p->weight_step = ind_flow_add(context->flow, context->arena, "exclude unknown weight", false);
    p->denominator_step = ind_flow_add(context->flow, context->arena, "denominator", false);
    p->numerator_step = ind_flow_add(context->flow, context->arena, "numerator", true);
    return p;
}

static void close(void *state) {
    proportion *p = state;
    ind_row_filter_close(&p->filter);
    ind_leaf_table_free(p->counts);
    ind_eval_free(p->numerator);
    ind_eval_free(p->weight);
    free(p);
}

static void count(proportion *p, uint32_t cell, bool met, double w) {
    ind_cells *cells = p->filter.context->cells;
    ind_cells_count(cells, cell, N, 1);
    ind_cells_count(cells, cell, X, met);
    if (p->weight == NULL)
        return;
    ind_cells_sum(cells, cell, W, w);
    ind_cells_sum(cells, cell, WW, w * w);
    if (!met)
        return;
    ind_cells_sum(cells, cell, WX, w);
    ind_cells_sum(cells, cell, WWX, w * w);
}

/* Is the row in the denominator after all?  Its numerator and weight may be unknown. */
static bool settle_row(proportion *p, uint8_t truth, double w) {
    ind_flow_step *flow = p->filter.context->flow->items;
    bool unknown = truth == IND_UNKNOWN;
    p->unknown += unknown;
    if (unknown && p->unknown_numerator == EXCLUDE) {
        flow[p->unknown_step].n++;
        return false;
    }
    if (!(w >= 0)) {
        p->bad_weights++;
        if (p->drop_bad_weight)
            flow[p->weight_step].n++;
        return false;
    }
    flow[p->numerator_step].unknown += unknown;
    return true;
}

static void count_flow(proportion *p, bool met) {
    p->filter.context->flow->items[p->denominator_step].n++;
    p->filter.context->flow->items[p->numerator_step].n += met;
}

/* ---- for a trace ---- */

/* What "settle_row" asked of each row, those in the filter and, for information, the others. */
static void tell_rows(const proportion *p, const ind_vector *slots, size_t rows, const uint8_t *truth,
                      const ind_vector *weights) {
    const ind_kind_context *context = p->filter.context;
    bool each_row = !ind_once_per_given(context->measure);
    for (size_t row = 0; row < rows; row++) {
        uint32_t unit = p->filter.unit[row];
        bool asked = p->filter.in[row], unknown = truth[row] == IND_UNKNOWN;
        if (p->unknown_numerator == EXCLUDE) {
            ind_trace_param(context->trace,
                            ind_trace_step(context->trace, unit, context->flow, p->unknown_step, asked, unknown),
                            "missing.numerator");
            asked = asked && !unknown;
        }
        if (weights != NULL && p->drop_bad_weight) {
            bool bad = !(ind_number_at(weights, row) >= 0);
            ind_trace_param(context->trace,
                            ind_trace_step(context->trace, unit, context->flow, p->weight_step, asked, bad),
                            "missing.weight");
            asked = asked && !bad;
        }
        ind_judgement *numerator =
            ind_trace_step(context->trace, unit, context->flow, p->numerator_step, asked, truth[row] != IND_TRUE);
        numerator->counted = numerator->counted && each_row;
        ind_trace_condition(context->trace, numerator, "numerator", 0, slots, row);
        if (each_row)
            continue;
        context->trace->units[unit].in_denominator = asked; /* through its entity */
        context->trace->units[unit].in_numerator = asked && truth[row] == IND_TRUE;
    }
}

static void tell_counted(const proportion *p, uint32_t unit, ind_trace_count *count, bool met, double w) {
    ind_trace *trace = p->filter.context->trace;
    count->has_numerator = true;
    count->met = met;
    count->weight = p->weight == NULL ? (double)NAN : w;
    trace->units[unit].in_numerator |= met;
}

static void tell_row_counted(const proportion *p, size_t row, bool met, double w) {
    uint32_t unit = p->filter.unit[row];
    ind_trace_step(p->filter.context->trace, unit, p->filter.context->flow, p->denominator_step, true, false);
    tell_counted(p, unit, ind_row_filter_tell(&p->filter, row), met, w);
}

/* ---- counting ---- */

static void count_one_by_one(proportion *p, const uint8_t *truth, const ind_vector *weights) {
    ind_row_filter_list(&p->filter);
    for (size_t i = 0; i < p->filter.chosen_count; i++) {
        size_t row = p->filter.chosen[i];
        double w = weights == NULL ? 1 : ind_number_at(weights, row);
        if (!settle_row(p, truth[row], w))
            continue;
        count_flow(p, truth[row] == IND_TRUE);
        count(p, ind_row_filter_cell(&p->filter, row), truth[row] == IND_TRUE, w);
        if (p->filter.context->trace != NULL)
            tell_row_counted(p, row, truth[row] == IND_TRUE, w);
    }
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    proportion *p = state;
    ind_row_filter_run(&p->filter, slots, rows, each);
    const uint8_t *truth = ind_eval_run(p->numerator, slots, rows)->truth;
    const ind_vector *weights = p->weight == NULL ? NULL : ind_eval_run(p->weight, slots, rows);
    if (p->filter.context->trace != NULL)
        tell_rows(p, slots, rows, truth, weights);
    if (p->filter.context->trace == NULL && weights == NULL && ind_row_filter_reach(&p->filter, p->counts))
        ind_row_filter_count(&p->filter, p->counts, truth);
    else
        count_one_by_one(p, truth, weights);
}

/* What "settle_row" says of each row, for all rows of an entry. */
static void settle_rows(void *state, int32_t period, uint32_t leaf, const void *entry) {
    proportion *p = state;
    const ind_kind_context *context = p->filter.context;
    const uint32_t *n = *(const ind_row_counts *)entry;
    ind_flow_step *flow = context->flow->items;
    bool exclude = p->unknown_numerator == EXCLUDE;
    int64_t count = (int64_t)n[IND_FALSE] + n[IND_TRUE] + (exclude ? 0 : n[IND_UNKNOWN]);
    p->unknown += n[IND_UNKNOWN];
    if (exclude)
        flow[p->unknown_step].n += n[IND_UNKNOWN];
    else
        flow[p->numerator_step].unknown += n[IND_UNKNOWN];
    flow[p->denominator_step].n += count;
    flow[p->numerator_step].n += n[IND_TRUE];
    if (count == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_cells_count(context->cells, cell, N, count);
    ind_cells_count(context->cells, cell, X, n[IND_TRUE]);
}

static void settle(void *state) {
    proportion *p = state;
    ind_leaf_table_give(p->counts, settle_rows, p);
}

/* ---- once_per ---- */

static void settle_block(void *state, const ind_vector *slots, size_t rows, ind_once_row *out) {
    proportion *p = state;
    ind_row_filter_run(&p->filter, slots, rows, -1);
    const int32_t *day = ind_eval_run(p->filter.date, slots, rows)->day;
    const uint8_t *truth = ind_eval_run(p->numerator, slots, rows)->truth;
    const ind_vector *weights = p->weight == NULL ? NULL : ind_eval_run(p->weight, slots, rows);
    if (p->filter.context->trace != NULL)
        tell_rows(p, slots, rows, truth, weights);
    for (size_t row = 0; row < rows; row++) {
        double w = weights == NULL ? 1 : ind_number_at(weights, row);
        bool in = p->filter.in[row] && settle_row(p, truth[row], w);
        out[row] = (ind_once_row){.day = in ? day[row] : IND_NULL_DATE, .met = truth[row] == IND_TRUE, .weight = w};
    }
}

/* UNIT: the entity in the period, of the trace. */
static void tell_once(const proportion *p, uint32_t unit, int32_t period, const uint32_t *codes, bool met, double w) {
    const ind_kind_context *context = p->filter.context;
    ind_judgement *in = ind_trace_step(context->trace, unit, context->flow, p->denominator_step, true, false);
    in->counted = period < 0; /* the flow counts an entity once, whatever the periods */
    ind_judgement *numerator = ind_trace_step(context->trace, unit, context->flow, p->numerator_step, true, !met);
    numerator->counted = numerator->counted && period < 0;
    ind_trace_param(context->trace, numerator, "once_per.take");
    if (period >= 0)
        tell_counted(p, unit, ind_trace_counted(context->trace, unit, period, codes), met, w);
}

static void count_once(void *state, int32_t period, const uint32_t *codes, bool met, double w, uint32_t unit) {
    proportion *p = state;
    if (p->filter.context->trace != NULL)
        tell_once(p, unit, period, codes, met, w);
    if (period < 0)
        count_flow(p, met);
    else
        count(p, ind_cells_at(p->filter.context->cells, period, codes), met, w);
}

static void reduce(void *state, const ind_events *feeds) {
    proportion *p = state;
    ind_flow_step *rows = &p->filter.context->flow->items[p->filter.rows_step];
    int64_t read = rows->n;
    ind_once_per_run(p->filter.context, feeds, settle_block, count_once, p);
    rows->n = read; /* the events are those rows once more */
}

/* An entity that is taken once in each period may have rows in several, and from several suppliers. */
static unsigned lacks(const ind_measure *measure) {
    return ind_rows_lack(measure) | (ind_once_per_given(measure) ? IND_ADDS_TIME | IND_ADDS_SUPPLIERS : 0u);
}

static void merge(void *state, const void *other) {
    proportion *p = state;
    const proportion *from = other;
    p->unknown += from->unknown;
    p->bad_weights += from->bad_weights;
}

static ind_status finish(void *state, ind_diag *diag) {
    proportion *p = state;
    const ind_measure *measure = p->filter.context->measure;
    ind_status status = IND_OK;
    if (p->unknown > 0 && p->unknown_numerator == FAIL)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                              "%.*s: the numerator is unknown in %lld rows, which the definition calls an error",
                              IND_STR_ARGS(measure->id), (long long)p->unknown);
    if (p->bad_weights > 0 && !p->drop_bad_weight)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_weight", (ind_place){0}, NULL,
                              "%.*s: the weight is unknown or negative in %lld rows", IND_STR_ARGS(measure->id),
                              (long long)p->bad_weights);
    return status;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    int64_t n = ind_cells_get_count(cells, cell, N), x = ind_cells_get_count(cells, cell, X);
    out->base = n;
    ind_outcome_number(out, "numerator", (double)x, true);
    ind_outcome_number(out, "denominator", (double)n, true);
    if (ind_measure_param(measure, "weight")->expr == NULL) {
        ind_outcome_share(measure, (double)x, (double)n, out);
        return;
    }
    double w = ind_cells_get_sum(cells, cell, W);
    double effective = ind_effective_n(w, ind_cells_get_sum(cells, cell, WW));
    double share = w > 0 ? ind_cells_get_sum(cells, cell, WX) / w : NAN;
    ind_outcome_share(measure, share * effective, effective, out);
    if (w > 0)
        out->value = ind_unit_factor(measure) * share;
    ind_outcome_number(out, "n_weighted", w, false);
    ind_outcome_number(out, "n_effective", effective, false);
}

const ind_kind ind_kind_proportion = {
    .spec = {.name = "proportion",
             .help = "share of rows",
             .row_scope_groups = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_proportion},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .feeds = {{.entity = "once_per.entity", .roles = {"period.date"}, .sorted = 1}},
    .lacks = lacks,
    .check = check,
    .open = open,
    .close = close,
    .collect = collect,
    .settle = settle,
    .reduce = reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .explain = ind_phrases_of_proportion,
};
