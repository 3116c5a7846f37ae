/* rows.c - see rows.h.  Every step is counted, and how often its condition was unknown. */
#include "kinds/rows.h"

#include <stdlib.h>

ind_eval *ind_eval_of(const ind_measure *measure, const char *path) {
    const ind_expr *expr = ind_measure_param(measure, path)->expr;
    return expr == NULL ? NULL : ind_eval_new(expr);
}

static void add_rule(ind_row_filter *filter, const ind_expr *expr, const char *step, bool exclude) {
    const ind_kind_context *context = filter->context;
    filter->rules[filter->rule_count++] = (ind_row_rule){
        .eval = ind_eval_new(expr), .step = ind_flow_add(context->flow, context->arena, step, true), .exclude = exclude};
}

void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const char *condition) {
    const ind_measure *measure = context->measure;
    const ind_param *exclude = ind_measure_param(measure, "exclude");
    const ind_expr *where = measure->feeds[0].where;
    *filter = (ind_row_filter){.context = context, .date = ind_eval_of(measure, "period.date")};
    filter->rules = ind_alloc_array(exclude->count + 2, sizeof *filter->rules);
    filter->rows_step = ind_flow_add(context->flow, context->arena, "rows", false);
    if (where != NULL)
        add_rule(filter, where, "where", false);
    const ind_expr *chosen = condition == NULL ? NULL : ind_measure_param(measure, condition)->expr;
    filter->period_step = ind_flow_add(context->flow, context->arena, "in period and area", false);
    if (chosen != NULL)
        add_rule(filter, chosen, "selected", false);
    for (size_t i = 0; i < exclude->count; i++)
        add_rule(filter, exclude->rules[i].where,
                 ind_arena_format(context->arena, "exclude %.*s", IND_STR_ARGS(exclude->rules[i].id)), true);
}

void ind_row_filter_close(ind_row_filter *filter) {
    for (size_t i = 0; i < filter->rule_count; i++)
        ind_eval_free(filter->rules[i].eval);
    ind_eval_free(filter->date);
    free(filter->rules);
    free(filter->period);
    free(filter->in);
}

static void reserve(ind_row_filter *filter, size_t count) {
    if (count <= filter->capacity)
        return;
    filter->capacity = count;
    filter->period = ind_realloc(filter->period, count * sizeof *filter->period);
    filter->in = ind_realloc(filter->in, count * sizeof *filter->in);
}

static void apply_rule(ind_row_filter *filter, const ind_row_rule *rule, const ind_vector *slots, size_t count) {
    const uint8_t *truth = ind_eval_run(rule->eval, slots, count)->truth;
    ind_flow_step *step = &filter->context->flow->items[rule->step];
    for (size_t row = 0; row < count; row++) {
        if (!filter->in[row])
            continue;
        step->unknown += truth[row] == IND_UNKNOWN;
        step->n += truth[row] == IND_TRUE;
        filter->in[row] = (truth[row] == IND_TRUE) != rule->exclude;
    }
}

static void set_periods(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    const ind_calendar *calendar = filter->context->calendar;
    ind_strata_run(filter->context->strata, slots, count, filter->in);
    const int32_t *day = each < 0 ? ind_eval_run(filter->date, slots, count)->day : NULL;
    bool months = ind_rows_add_up(filter->context->measure);
    ind_month_days known = {.first = 1};
    for (size_t row = 0; row < count; row++) {
        if (!filter->in[row])
            continue;
        filter->in[row] = ind_strata_inside(filter->context->strata, row) &&
                          (each >= 0 || (day[row] != IND_NULL_DATE && day[row] >= calendar->from && day[row] <= calendar->to));
        filter->period[row] = each >= 0 ? each : months && filter->in[row] ? ind_month_of_next_day(&known, day[row]) : 0;
        filter->context->flow->items[filter->period_step].n += filter->in[row];
    }
}

void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    reserve(filter, count);
    for (size_t row = 0; row < count; row++)
        filter->in[row] = true;
    if (each <= 0)
        filter->context->flow->items[filter->rows_step].n += (int64_t)count;
    size_t next = 0;
    if (filter->context->measure->feeds[0].where != NULL)
        apply_rule(filter, &filter->rules[next++], slots, count);
    set_periods(filter, slots, count, each);
    for (; next < filter->rule_count; next++)
        apply_rule(filter, &filter->rules[next], slots, count);
}

uint32_t ind_row_filter_cell(const ind_row_filter *filter, size_t row) {
    return ind_cells_at(filter->context->cells, filter->period[row], ind_strata_codes(filter->context->strata, row));
}

bool ind_rows_add_up(const ind_measure *measure) {
    return ind_measure_param(measure, "period.each")->integer == 0;
}

ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag) {
    bool date = ind_measure_param(measure, "period.date")->node != NULL;
    bool each = ind_measure_param(measure, "period.each")->integer != 0;
    if (date != each)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period", ind_json_key_place(ind_json_get(measure->node, "period")),
                        "'date' puts a row in one period, 'each' tests it against every period",
                        "'period' needs either 'date' or 'each'");
}
