/* mean.c - the mean of a value over rows, plain or weighted. */
#include "kinds/moments.h"
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

static const ind_param_spec params[] = {
    IND_ROW_PARAMS,
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "t|none", .help = "confidence interval"},
    {.path = "denominator", .type = IND_PARAM_CONDITION, .scope = IND_SCOPE_ROW, .help = "rows that count"},
    {.path = "value",
     .type = IND_PARAM_NUMERIC,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "what is averaged; rows where it is unknown do not count"},
    {.path = "weight", .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW, .help = "weight of a row"},
};

typedef struct {
    ind_row_filter filter;
    ind_eval *value, *weight;
    size_t unknown_step, count_step;
} mean;

static void *open(const ind_kind_context *context) {
    mean *m = ind_alloc(sizeof *m);
    ind_row_filter_open(&m->filter, context, "denominator");
    m->value = ind_row_eval_of(context, "value");
    m->weight = ind_row_eval_of(context, "weight");
    m->unknown_step = ind_flow_add(context->flow, context->arena, "exclude unknown value or weight", false);
    m->count_step = ind_flow_add(context->flow, context->arena, "denominator", false);
    return m;
}

static void close(void *state) {
    mean *m = state;
    ind_row_filter_close(&m->filter);
    ind_eval_free(m->value);
    ind_eval_free(m->weight);
    free(m);
}

/* The row was asked for value and weight, and counted if both are KNOWN. */
static void tell(const mean *m, size_t row, double x, double w, bool known) {
    const ind_kind_context *context = m->filter.context;
    uint32_t unit = m->filter.unit[row];
    ind_judgement *asked = ind_trace_step(context->trace, unit, context->flow, m->unknown_step, true, !known);
    ind_trace_param(context->trace, asked, "value");
    ind_trace_number(context->trace, asked, "value", x);
    if (!known)
        return;
    ind_trace_step(context->trace, unit, context->flow, m->count_step, true, false);
    ind_trace_count *count = ind_row_filter_tell(&m->filter, row);
    count->value = x;
    count->weight = m->weight == NULL ? (double)NAN : w;
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    mean *m = state;
    const ind_kind_context *context = m->filter.context;
    ind_row_filter_run(&m->filter, slots, rows, each);
    const ind_vector *values = ind_eval_run(m->value, slots, rows);
    const ind_vector *weights = m->weight == NULL ? NULL : ind_eval_run(m->weight, slots, rows);
    ind_row_filter_list(&m->filter);
    for (size_t i = 0; i < m->filter.chosen_count; i++) {
        size_t row = m->filter.chosen[i];
        double x = ind_number_at(values, row), w = weights == NULL ? 1 : ind_number_at(weights, row);
        bool known = !isnan(x) && w >= 0;
        context->flow->items[known ? m->count_step : m->unknown_step].n++;
        if (known && weights != NULL)
            ind_moments_add_weighted(context->cells, ind_row_filter_cell(&m->filter, row), x, w);
        else if (known)
            ind_moments_add(context->cells, ind_row_filter_cell(&m->filter, row), x);
        if (context->trace != NULL)
            tell(m, row, x, w, known);
    }
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, ind_measure_param(measure, "weight")->expr != NULL, out);
}

const ind_kind ind_kind_mean = {
    .spec = {.name = "mean",
             .help = "mean of a value over rows",
             .row_scope_groups = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_mean},
    .terms = ind_moment_terms,
    .term_count = IND_M_TERMS,
    .lacks = ind_rows_lack,
    .check = ind_rows_check,
    .open = open,
    .close = close,
    .collect = collect,
    .value = value,
    .explain = ind_phrases_of_mean,
};
