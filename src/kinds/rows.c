/* rows.c - see rows.h.  Every step is counted, and how often its condition was unknown.
 *
 * Which rows pass a condition is mostly chance, and a jump on chance is guessed wrong every other time.  So the steps
 * work on all rows and combine truths; only then the rows that are in are listed. */
#include "kinds/rows.h"

#include <stdlib.h>

ind_eval *ind_eval_of(const ind_measure *measure, const char *path) {
    const ind_expr *expr = ind_measure_param(measure, path)->expr;
    return expr == NULL ? NULL : ind_eval_new(expr);
}

static ind_eval *row_eval(const ind_kind_context *context, const ind_expr *expr) {
    ind_eval *eval = ind_eval_new(expr);
    if (context->shared != NULL)
        ind_eval_join(eval, context->shared, context->columns);
    return eval;
}

ind_eval *ind_row_eval_of(const ind_kind_context *context, const char *path) {
    const ind_expr *expr = ind_measure_param(context->measure, path)->expr;
    return expr == NULL ? NULL : row_eval(context, expr);
}

static void add_rule(ind_row_filter *filter, const ind_expr *expr, const char *step, bool exclude, const char *path,
                     size_t number) {
    const ind_kind_context *context = filter->context;
    filter->rules[filter->rule_count++] =
        (ind_row_rule){.eval = row_eval(context, expr),
                       .path = path,
                       .number = number,
                       .step = ind_flow_add(context->flow, context->arena, step, true),
                       .exclude = exclude};
}

void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const char *condition) {
    const ind_measure *measure = context->measure;
    const ind_param *exclude = ind_measure_param(measure, "exclude");
    const ind_expr *where = measure->feeds[0].where;
    *filter = (ind_row_filter){.context = context, .date = ind_row_eval_of(context, "period.date")};
    filter->rules = ind_alloc_array(exclude->count + 2, sizeof *filter->rules);
    filter->rows_step = ind_flow_add(context->flow, context->arena, "rows", false);
    if (where != NULL)
        add_rule(filter, where, "where", false, "data.where", 0);
    const ind_expr *chosen = condition == NULL ? NULL : ind_measure_param(measure, condition)->expr;
    filter->period_step = ind_flow_add(context->flow, context->arena, "in period and area", false);
    if (chosen != NULL)
        add_rule(filter, chosen, "selected", false, condition, 0);
    for (size_t i = 0; i < exclude->count; i++)
        add_rule(filter, exclude->rules[i].where,
                 ind_arena_format(context->arena, "exclude %.*s", IND_STR_ARGS(exclude->rules[i].id)), true, "exclude",
                 i);
}

void ind_row_filter_close(ind_row_filter *filter) {
    for (size_t i = 0; i < filter->rule_count; i++)
        ind_eval_free(filter->rules[i].eval);
    ind_eval_free(filter->date);
    free(filter->rules);
    free(filter->period);
    free(filter->in);
    free(filter->chosen);
    free(filter->unit);
    free(filter->cell);
}

static void reserve(ind_row_filter *filter, size_t count) {
    if (count <= filter->capacity)
        return;
    filter->capacity = count;
    filter->period = ind_realloc(filter->period, count * sizeof *filter->period);
    filter->in = ind_realloc(filter->in, count * sizeof *filter->in);
    filter->chosen = ind_realloc(filter->chosen, count * sizeof *filter->chosen);
    filter->cell = ind_realloc(filter->cell, count * sizeof *filter->cell);
}

/* ---- for a trace ---- */

static void tell_rows(ind_row_filter *filter, size_t count, int each) {
    ind_trace *trace = filter->context->trace;
    filter->unit = ind_realloc(filter->unit, count * sizeof *filter->unit);
    for (size_t row = 0; row < count; row++) {
        filter->unit[row] = ind_trace_unit(trace, IND_UNIT_ROW, each);
        ind_trace_member_add(trace, filter->unit[row], trace->batch[row], "row");
        ind_judgement *read =
            ind_trace_step(trace, filter->unit[row], filter->context->flow, filter->rows_step, true, false);
        read->counted = each <= 0 && !ind_kind_follows(filter->context->measure); /* else by the engine */
    }
}

static void tell_rule(ind_row_filter *filter, const ind_row_rule *rule, const ind_vector *slots, const uint8_t *truth,
                      size_t count) {
    ind_trace *trace = filter->context->trace;
    for (size_t row = 0; row < count; row++) {
        bool against = (truth[row] == IND_TRUE) == rule->exclude;
        ind_judgement *judgement =
            ind_trace_step(trace, filter->unit[row], filter->context->flow, rule->step, filter->in[row], against);
        ind_trace_condition(trace, judgement, rule->path, rule->number, slots, row);
    }
}

/* Of the rows that are in; DAY may be NULL. */
static void tell_period(const ind_row_filter *filter, const bool *before, const int32_t *day, size_t count) {
    ind_trace *trace = filter->context->trace;
    for (size_t row = 0; row < count; row++) {
        if (!before[row])
            continue;
        ind_judgement *judgement = ind_trace_step(trace, filter->unit[row], filter->context->flow, filter->period_step,
                                                  true, !filter->in[row]);
        if (!filter->in[row])
            judgement->says =
                ind_strata_filter(filter->context->strata) && !ind_strata_inside(filter->context->strata, row)
                    ? "outside area"
                : day == NULL || day[row] == IND_NULL_DATE ? "no day"
                                                           : "outside period";
        if (day == NULL)
            continue;
        ind_trace_day(trace, judgement, "day", day[row]);
        ind_trace_param(trace, judgement, "period.date");
    }
}

ind_trace_count *ind_row_filter_tell(const ind_row_filter *filter, size_t row) {
    return ind_trace_counted(filter->context->trace, filter->unit[row], filter->period[row],
                             ind_strata_codes(filter->context->strata, row));
}

/* ---- the steps ---- */

static void apply_rule(ind_row_filter *filter, const ind_row_rule *rule, const ind_vector *slots, size_t count) {
    const uint8_t *truth = ind_eval_run(rule->eval, slots, count)->truth;
    ind_flow_step *step = &filter->context->flow->items[rule->step];
    if (filter->context->trace != NULL)
        tell_rule(filter, rule, slots, truth, count);
    bool *in = filter->in, exclude = rule->exclude;
    uint32_t met = 0, unknown = 0;
    for (size_t row = 0; row < count; row++) {
        bool now = truth[row] == IND_TRUE;
        unknown += in[row] & (truth[row] == IND_UNKNOWN);
        met += in[row] & now;
        in[row] = in[row] & (now != exclude);
    }
    step->unknown += unknown;
    step->n += met;
}

static void leave_other_areas(ind_row_filter *filter, size_t count) {
    for (size_t row = 0; row < count; row++)
        filter->in[row] = filter->in[row] && ind_strata_inside(filter->context->strata, row);
}

/* The month of each row's day, and whether it is in the calendar at all. */
static void set_months(ind_row_filter *filter, const int32_t *day, size_t count) {
    const ind_calendar *calendar = filter->context->calendar;
    ind_month_days known = {.first = 1};
    bool months = ind_rows_add_up(filter->context->measure);
    for (size_t row = 0; row < count; row++) {
        bool inside = day[row] != IND_NULL_DATE && day[row] >= calendar->from && day[row] <= calendar->to;
        filter->period[row] = months && inside ? ind_month_of_next_day(&known, day[row]) : 0;
        filter->in[row] = filter->in[row] & inside;
    }
}

static void set_periods(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    const int32_t *day = NULL;
    bool *before = NULL;
    if (filter->context->trace != NULL) {
        before = ind_alloc(count);
        memcpy(before, filter->in, count);
    }
    ind_strata_run(filter->context->strata, slots, count, filter->in);
    if (ind_strata_filter(filter->context->strata))
        leave_other_areas(filter, count);
    if (each < 0) {
        day = ind_eval_run(filter->date, slots, count)->day;
        set_months(filter, day, count);
    }
    uint32_t in = 0;
    for (size_t row = 0; row < count; row++) {
        filter->period[row] = each >= 0 ? each : filter->period[row];
        in += filter->in[row];
    }
    filter->context->flow->items[filter->period_step].n += in;
    if (before != NULL)
        tell_period(filter, before, day, count);
    free(before);
}

static void list_chosen(ind_row_filter *filter, size_t count) {
    size_t chosen = 0;
    for (size_t row = 0; row < count; row++) {
        filter->chosen[chosen] = (uint32_t)row;
        chosen += filter->in[row];
    }
    filter->chosen_count = chosen;
}

void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    reserve(filter, count);
    memset(filter->in, true, count);
    if (each <= 0)
        filter->context->flow->items[filter->rows_step].n += (int64_t)count;
    if (filter->context->trace != NULL)
        tell_rows(filter, count, each);
    size_t next = 0;
    if (filter->context->measure->feeds[0].where != NULL)
        apply_rule(filter, &filter->rules[next++], slots, count);
    set_periods(filter, slots, count, each);
    for (; next < filter->rule_count; next++)
        apply_rule(filter, &filter->rules[next], slots, count);
    list_chosen(filter, count);
}

uint32_t ind_row_filter_cell(const ind_row_filter *filter, size_t row) {
    return ind_cells_at(filter->context->cells, filter->period[row], ind_strata_codes(filter->context->strata, row));
}

const uint32_t *ind_row_filter_cells(ind_row_filter *filter) {
    ind_cells_at_rows(filter->context->cells, filter->period, ind_strata_codes(filter->context->strata, 0),
                      filter->chosen, filter->chosen_count, filter->cell);
    return filter->cell;
}

bool ind_rows_add_up(const ind_measure *measure) {
    return ind_measure_param(measure, "period.each")->integer == 0;
}

ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag) {
    bool date = ind_measure_param(measure, "period.date")->node != NULL;
    bool each = ind_measure_param(measure, "period.each")->integer != 0;
    if (date != each)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period",
                        ind_json_key_place(ind_json_get(measure->node, "period")),
                        "'date' puts a row in one period, 'each' tests it against every period",
                        "'period' needs either 'date' or 'each'");
}
