/* rows.c - see rows.h.  Every step is counted, and how often its condition was unknown.
 *
 * Which rows pass a condition is mostly chance, and a jump on chance is guessed wrong every other time.  So the steps
 * work on all rows and combine truths, a byte a row, so that the compiler can take many rows at once. */
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

static void add_rule(ind_row_filter *filter, const ind_expr *expr, size_t step, bool exclude, const char *path,
                     size_t number) {
    filter->rules[filter->rule_count++] = (ind_row_rule){
        .eval = row_eval(filter->context, expr), .path = path, .number = number, .step = step, .exclude = exclude};
}

bool ind_date_may_be_unknown(const ind_measure *measure) {
    const ind_expr *date = ind_measure_param(measure, "period.date")->expr;
    const ind_feed *feed = &measure->feeds[0];
    uint32_t slot;
    if (date == NULL || !ind_expr_may_be_unknown(date) || !ind_expr_is_slot(date, &slot))
        return date != NULL && ind_expr_may_be_unknown(date);
    const ind_column *column = &feed->columns[feed->slots[IND_SCOPE_ROW].items[slot].column];
    return column->foreign_key >= 0 || !feed->dataset->fields[column->field].required;
}

void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const char *condition) {
    const ind_measure *measure = context->measure;
    const ind_param *exclude = ind_measure_param(measure, "exclude");
    const ind_expr *where = measure->feeds[0].where;
    *filter = (ind_row_filter){.context = context, .date = ind_row_eval_of(context, "period.date")};
    filter->rules = ind_alloc_array(exclude->count + 2, sizeof *filter->rules);
    filter->rows_step = ind_flow_add(context->flow, context->arena, "rows", false);
    if (where != NULL)
        add_rule(filter, where, ind_flow_add(context->flow, context->arena, "where", true), false, "data.where", 0);
    filter->rules_before = filter->rule_count;
    const ind_expr *chosen = condition == NULL ? NULL : ind_measure_param(measure, condition)->expr;
    filter->dates_fail = ind_date_may_be_unknown(measure);
    filter->period_step = ind_flow_add(context->flow, context->arena, IND_STEP_PERIOD, filter->dates_fail);
    if (chosen != NULL)
        add_rule(filter, chosen, ind_flow_add(context->flow, context->arena, "selected", true), false, condition, 0);
    for (size_t i = 0; i < exclude->count; i++)
        add_rule(filter, exclude->rules[i].where,
                 ind_flow_add_rule(context->flow, context->arena, exclude->rules[i].id), true, "exclude", i);
}

void ind_row_filter_close(ind_row_filter *filter) {
    for (size_t i = 0; i < filter->rule_count; i++)
        ind_eval_free(filter->rules[i].eval);
    ind_eval_free(filter->date);
    free(filter->rules);
    free(filter->month);
    free(filter->in);
    free(filter->chosen);
    free(filter->unit);
}

static void reserve(ind_row_filter *filter, size_t count) {
    if (count <= filter->capacity)
        return;
    filter->capacity = count;
    filter->month = ind_realloc(filter->month, count * sizeof *filter->month);
    filter->in = ind_realloc(filter->in, count * sizeof *filter->in);
    filter->chosen = ind_realloc(filter->chosen, count * sizeof *filter->chosen);
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
static void tell_period(const ind_row_filter *filter, const uint8_t *before, const int32_t *day, size_t count) {
    ind_trace *trace = filter->context->trace;
    for (size_t row = 0; row < count; row++) {
        if (!before[row])
            continue;
        ind_judgement *judgement = ind_trace_step(trace, filter->unit[row], filter->context->flow, filter->period_step,
                                                  true, !filter->in[row]);
        if (!filter->in[row])
            judgement->says = day == NULL || day[row] == IND_NULL_DATE ? "no day" : "outside period";
        if (day == NULL)
            continue;
        judgement->unknown = day[row] == IND_NULL_DATE;
        ind_trace_day(trace, judgement, "day", day[row]);
        ind_trace_param(trace, judgement, "period.date");
    }
}

ind_trace_count *ind_row_filter_tell(const ind_row_filter *filter, size_t row) {
    return ind_trace_counted(filter->context->trace, filter->unit[row], ind_row_filter_period(filter, row),
                             ind_strata_codes(filter->context->strata, row));
}

/* ---- the steps ---- */

/* Bytes are added as bytes: so many of them that no sum overflows. */
enum { AT_ONCE = 128 };

static size_t at_once(const ind_row_filter *filter, size_t from) {
    return filter->count - from < AT_ONCE ? filter->count - from : AT_ONCE;
}

static uint8_t some_in(const uint8_t *in, size_t count) {
    uint8_t sum = 0;
    for (size_t row = 0; row < count; row++)
        sum = (uint8_t)(sum + in[row]);
    return sum;
}

static void apply_to_some(uint8_t *restrict in, const uint8_t *restrict truth, size_t count, bool exclude,
                          ind_flow_step *step) {
    uint8_t met = 0, unknown = 0, leave = exclude;
    for (size_t row = 0; row < count; row++) {
        uint8_t now = truth[row] == IND_TRUE;
        unknown = (uint8_t)(unknown + (in[row] & (truth[row] == IND_UNKNOWN)));
        met = (uint8_t)(met + (in[row] & now));
        in[row] = (uint8_t)(in[row] & (now ^ leave));
    }
    step->unknown += unknown;
    step->n += met;
}

static void apply_rule(ind_row_filter *filter, const ind_row_rule *rule, const ind_vector *slots) {
    const uint8_t *truth = ind_eval_run(rule->eval, slots, filter->count)->truth;
    ind_flow_step *step = &filter->context->flow->items[rule->step];
    if (filter->context->trace != NULL)
        tell_rule(filter, rule, slots, truth, filter->count);
    for (size_t from = 0; from < filter->count; from += AT_ONCE)
        apply_to_some(filter->in + from, truth + from, at_once(filter, from), rule->exclude, step);
}

static int64_t rows_in(const ind_row_filter *filter) {
    int64_t in = 0;
    for (size_t from = 0; from < filter->count; from += AT_ONCE)
        in += some_in(filter->in + from, at_once(filter, from));
    return in;
}

/* Of the rows that are in, those that no day puts in a period. */
static int64_t rows_without_day(const ind_row_filter *filter, const int32_t *day) {
    int64_t without = 0;
    for (size_t from = 0; from < filter->count; from += AT_ONCE) {
        uint8_t sum = 0;
        for (size_t row = from, end = from + at_once(filter, from); row < end; row++)
            sum = (uint8_t)(sum + (filter->in[row] & (day[row] == IND_NULL_DATE)));
        without += sum;
    }
    return without;
}

static void set_periods(ind_row_filter *filter, const ind_vector *slots) {
    const ind_kind_context *context = filter->context;
    const int32_t *day = NULL;
    uint8_t *before = NULL;
    if (context->trace != NULL) {
        before = ind_alloc(filter->count);
        memcpy(before, filter->in, filter->count);
    }
    if (!context->strata_are_run)
        ind_strata_run(context->strata, slots, filter->count, filter->rules_before > 0 ? filter->in : NULL);
    if (filter->each < 0) {
        day = ind_eval_run(filter->date, slots, filter->count)->day;
        if (filter->dates_fail)
            context->flow->items[filter->period_step].unknown += rows_without_day(filter, day);
        ind_calendar_months(context->calendar, day, filter->count, filter->month, filter->in);
    }
    context->flow->items[filter->period_step].n += rows_in(filter);
    if (before != NULL)
        tell_period(filter, before, day, filter->count);
    free(before);
}

void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    reserve(filter, count);
    filter->count = count;
    filter->each = each;
    memset(filter->in, true, count);
    if (each <= 0)
        filter->context->flow->items[filter->rows_step].n += (int64_t)count;
    if (filter->context->trace != NULL)
        tell_rows(filter, count, each);
    for (size_t i = 0; i < filter->rules_before; i++)
        apply_rule(filter, &filter->rules[i], slots);
    set_periods(filter, slots);
    for (size_t i = filter->rules_before; i < filter->rule_count; i++)
        apply_rule(filter, &filter->rules[i], slots);
}

void ind_row_filter_list(ind_row_filter *filter) {
    uint32_t *restrict chosen = filter->chosen;
    const uint8_t *restrict in = filter->in;
    size_t listed = 0;
    for (size_t row = 0, count = filter->count; row < count; row++) {
        chosen[listed] = (uint32_t)row;
        listed += in[row];
    }
    filter->chosen_count = listed;
}

/* ---- counting ---- */

uint32_t ind_row_filter_cell(const ind_row_filter *filter, size_t row) {
    return ind_cells_at(filter->context->cells, ind_row_filter_period(filter, row),
                        ind_strata_codes(filter->context->strata, row));
}

ind_leaf_table *ind_row_filter_table(const ind_row_filter *filter, size_t size) {
    const ind_calendar *calendar = filter->context->calendar;
    if (filter->date == NULL)
        return ind_leaf_table_new(0, calendar->count, size);
    int32_t first = ind_month_of_day(calendar->from);
    return ind_leaf_table_new(first, (size_t)(ind_calendar_month(calendar, calendar->to) - first) + 1, size);
}

bool ind_row_filter_reach(const ind_row_filter *filter, ind_leaf_table *table) {
    return ind_leaf_table_reach(table, ind_strata_leaf_count(filter->context->strata), filter->count);
}

/* 1 becomes the truth, 0 becomes IND_OUT, which has all bits of any truth. */
static void set_verdicts(uint8_t *restrict in, const uint8_t *restrict truth, size_t count) {
    for (size_t row = 0; row < count; row++)
        in[row] = (uint8_t)(truth[row] | ((in[row] - 1) & IND_OUT));
}

static void count_period(ind_row_counts *counts, const uint32_t *leaf, const uint8_t *verdict, size_t count) {
    for (size_t row = 0; row < count; row++)
        counts[leaf[row]][verdict[row]]++;
}

static void count_months(const ind_leaf_table *table, const int32_t *month, const uint32_t *leaf,
                         const uint8_t *verdict, size_t count) {
    const ind_leaf_table t = *table; /* which the counts cannot be part of */
    ind_row_counts *counts = t.entries;
    for (size_t row = 0; row < count; row++)
        counts[ind_leaf_place(&t, month[row], leaf[row])][verdict[row]]++;
}

void ind_row_filter_count(ind_row_filter *filter, ind_leaf_table *table, const uint8_t *truth) {
    const uint32_t *leaf = ind_strata_leaves(filter->context->strata);
    set_verdicts(filter->in, truth, filter->count);
    if (filter->each >= 0)
        count_period((ind_row_counts *)table->entries + ind_leaf_place(table, filter->each, 0), leaf, filter->in,
                     filter->count);
    else
        count_months(table, filter->month, leaf, filter->in, filter->count);
}

/* A row that is held against every period may be in several. */
unsigned ind_rows_lack(const ind_measure *measure) {
    return ind_measure_param(measure, "period.each")->integer == 0 ? 0 : IND_ADDS_TIME;
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
