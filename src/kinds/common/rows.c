/* rows.c - see rows.h. */
#include "kinds/common/rows.h"

#include <stdlib.h>

bool ind_date_may_be_unknown(const ind_measure *measure, const ind_expr *date) {
    const ind_feed *feed = &measure->feeds[0];
    uint32_t slot;
    if (date == NULL || !ind_expr_may_be_unknown(date) || !ind_expr_is_slot(date, &slot))
        return date != NULL && ind_expr_may_be_unknown(date);
    const ind_column *column = &feed->columns[feed->slots[IND_SCOPE_ROW].items[slot].column];
    return column->foreign_key >= 0 || !feed->dataset->fields[column->field].required;
}

void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const ind_step_spec *steps,
                         size_t count) {
    *filter = (ind_row_filter){.context = context, .date = ind_row_eval_of(context, IND_ROW_DATE)};
    filter->counts_rows = !context->follows;
    ind_selection_open(&filter->selection, context, steps, count, filter);
    filter->dates_fail =
        ind_date_may_be_unknown(context->measure, ind_kind_param(context->measure, IND_ROW_DATE)->expr);
    if (!filter->dates_fail)
        ind_selection_flow(&filter->selection, IND_ROWS_IN_PERIOD)->unknown = -1;
}

void ind_row_filter_close(ind_row_filter *filter) {
    ind_selection_close(&filter->selection);
    ind_eval_free(filter->date);
    free(filter->month);
    free(filter->in);
    free(filter->chosen);
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

static void add_units(const ind_row_filter *filter) {
    ind_trace *trace = filter->context->trace;
    for (size_t row = 0; row < filter->selection.n; row++) {
        filter->selection.told[row] = ind_trace_unit(trace, IND_UNIT_ROW, filter->each);
        ind_trace_member_add(trace, filter->selection.told[row], trace->batch[row], "row");
    }
}

static bool counts_rows(const ind_row_filter *filter) {
    return filter->counts_rows && filter->each <= 0;
}

void ind_row_facts_read(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    (void)row;
    (void)trace;
    judgement->counted = counts_rows(state);
}

void ind_row_facts_period(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    const ind_row_filter *filter = state;
    if (judgement->against)
        judgement->says = filter->day == NULL || filter->day[row] == IND_NULL_DATE ? "no day" : "outside period";
    if (filter->day == NULL)
        judgement->param = NULL;
    else
        ind_trace_day(trace, judgement, "day", filter->day[row]);
}

ind_trace_count *ind_row_filter_counted(const ind_row_filter *filter, size_t row) {
    return ind_trace_counted(filter->context->trace, filter->selection.told[row], ind_row_filter_period(filter, row),
                             ind_strata_codes(filter->context->strata, row));
}

/* ---- the steps ---- */

static void read_rows(ind_row_filter *filter) {
    ind_selection *selection = &filter->selection;
    int64_t *n = &ind_selection_flow(selection, IND_ROWS_READ)->n, before = *n;
    if (filter->context->trace != NULL) {
        add_units(filter);
        ind_selection_pass(selection, IND_ROWS_READ);
    }
    *n = before + (counts_rows(filter) ? (int64_t)selection->n : 0);
}

/* A row that no day puts in a period is in none. */
static void set_unknown(uint8_t *restrict in, const int32_t *restrict day, size_t count) {
    for (size_t row = 0; row < count; row++)
        in[row] = day[row] == IND_NULL_DATE ? IND_UNKNOWN : in[row];
}

static void set_periods(ind_row_filter *filter, const ind_vector *slots) {
    const ind_kind_context *context = filter->context;
    size_t count = filter->selection.n;
    bool some = ind_selection_has(&filter->selection, IND_ROWS_WHERE);
    if (some)
        ind_selection_stayers(&filter->selection, filter->in);
    else
        memset(filter->in, true, count);
    if (!context->strata_are_run)
        ind_strata_run(context->strata, slots, count, some ? filter->in : NULL);
    filter->day = filter->each >= 0 ? NULL : ind_eval_run(filter->date, slots, count)->day;
    if (filter->day != NULL)
        ind_calendar_months(context->calendar, filter->day, count, filter->month, filter->in);
    if (filter->day != NULL && filter->dates_fail)
        set_unknown(filter->in, filter->day, count);
    ind_selection_answer(&filter->selection, IND_ROWS_IN_PERIOD, filter->in, NULL);
}

void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    reserve(filter, count);
    filter->each = each;
    ind_selection_begin(&filter->selection, count);
    read_rows(filter);
    ind_selection_ask(&filter->selection, IND_ROWS_WHERE, slots);
    set_periods(filter, slots);
    ind_selection_ask(&filter->selection, IND_ROWS_SELECTED, slots);
    ind_selection_ask(&filter->selection, IND_ROWS_EXCLUDE, slots);
}

void ind_row_filter_list(ind_row_filter *filter, bool asked) {
    filter->chosen_count = ind_selection_list(&filter->selection, asked, filter->chosen);
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
    return ind_leaf_table_reach(table, ind_strata_leaf_count(filter->context->strata), filter->selection.n);
}

/* One that was taken is IND_OUT, which has all bits of any truth. */
static void set_verdicts(uint8_t *restrict in, const uint8_t *restrict taken, const uint8_t *restrict truth,
                         size_t count) {
    for (size_t row = 0; row < count; row++)
        in[row] = (uint8_t)(truth[row] | (taken[row] == 0 ? 0 : IND_OUT));
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
    size_t count = filter->selection.n;
    set_verdicts(filter->in, filter->selection.taken, truth, count);
    if (filter->each >= 0)
        count_period((ind_row_counts *)table->entries + ind_leaf_place(table, filter->each, 0), leaf, filter->in,
                     count);
    else
        count_months(table, filter->month, leaf, filter->in, count);
}

/* A row that is held against every period may be in several. */
unsigned ind_rows_lack(const ind_measure *measure) {
    return ind_kind_param(measure, IND_ROW_EACH)->integer == 0 ? 0 : IND_ADDS_TIME;
}

ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag) {
    bool date = ind_kind_param(measure, IND_ROW_DATE)->node != NULL;
    bool each = ind_kind_param(measure, IND_ROW_EACH)->integer != 0;
    if (date != each)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period",
                        ind_json_key_place(ind_json_get(measure->node, "period")),
                        "'date' puts a row in one period, 'each' tests it against every period",
                        "'period' needs either 'date' or 'each'");
}
