/* rows.c - see rows.h. */
#include "kinds/rows/rows.h"

#include "kinds/rows/shape.h"

#include <stdlib.h>

bool ind_date_may_be_unknown(const ind_measure *measure, unsigned number, const ind_expr *date) {
    const ind_feed *feed = &measure->feeds[number];
    uint32_t slot;
    if (date == NULL || !ind_expr_may_be_unknown(date) || !ind_expr_is_slot(date, &slot))
        return date != NULL && ind_expr_may_be_unknown(date);
    const ind_column *column = &feed->columns[feed->slots[IND_SCOPE_ROW].items[slot].column];
    return column->foreign_key >= 0 || !feed->dataset->fields[column->field].required;
}

void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const ind_step_spec *steps,
                         size_t count, size_t incomplete) {
    const ind_measure *m = context->measure;
    const ind_expr *until = ind_row_param(m, IND_ROW_FOLLOW_UNTIL)->expr;
    ind_row_shape *shape = context->follows ? ind_shape_open(context) : NULL; /* its steps are the first */
    ind_row_filter_open_by(filter, context, ind_row_param(m, IND_ROW_DATE)->expr, steps, count);
    filter->shape = shape;
    filter->until = until == NULL ? NULL : ind_row_eval_new(context, until);
    filter->incomplete_term = incomplete;
    filter->follows_up = ind_row_param(m, IND_ROW_FOLLOW_INCOMPLETE)->node != NULL;
    filter->relations = ind_relations_open(context);
    filter->lists_seen = ind_measure_lists_seen(m) && ind_rows_chosen_by_period(m);
}

void ind_row_filter_open_by(ind_row_filter *filter, const ind_kind_context *context, const ind_expr *date,
                            const ind_step_spec *steps, size_t count) {
    *filter = (ind_row_filter){.context = context, .date = date == NULL ? NULL : ind_row_eval_new(context, date)};
    filter->counts_rows = !context->follows;
    ind_selection_open(&filter->selection, context, steps, count, filter);
    filter->dates_fail = ind_date_may_be_unknown(context->measure, context->feed, date);
    if (!filter->dates_fail && ind_selection_has(&filter->selection, IND_ROWS_IN_PERIOD))
        ind_selection_flow(&filter->selection, IND_ROWS_IN_PERIOD)->unknown = -1;
}

void ind_row_filter_close(ind_row_filter *filter) {
    ind_selection_close(&filter->selection);
    ind_relations_close(filter->relations);
    ind_shape_close(filter->shape);
    ind_eval_free(filter->date);
    ind_eval_free(filter->until);
    free(filter->incomplete);
    free(filter->unseen);
    free(filter->needed);
    free(filter->month);
    free(filter->in);
    free(filter->seen);
    free(filter->chosen);
}

static void reserve(ind_row_filter *filter, size_t count) {
    if (count <= filter->capacity)
        return;
    filter->capacity = count;
    filter->month = ind_realloc(filter->month, count * sizeof *filter->month);
    filter->in = ind_realloc(filter->in, count * sizeof *filter->in);
    filter->chosen = ind_realloc(filter->chosen, count * sizeof *filter->chosen);
    filter->incomplete = ind_realloc(filter->incomplete, count * sizeof *filter->incomplete);
    filter->unseen = ind_realloc(filter->unseen, count);
    memset(filter->unseen, false, count);
    if (filter->follows_up)
        filter->needed = ind_realloc(filter->needed, count * sizeof *filter->needed);
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

/* Units of entities: what they are to a trace, and whether the flow counts them. */
static void take_units(ind_row_filter *filter) {
    const ind_row_block *block = filter->block;
    ind_selection *selection = &filter->selection;
    if (selection->told != NULL)
        memcpy(selection->told, block->told, selection->n * sizeof *selection->told);
    selection->seen = block->pass == IND_PASS_CELLS ? filter->unseen : NULL;
    selection->tells_unseen = block->pass == IND_PASS_CELLS;
}

/* A row that no day puts in a period is in none. */
static void set_unknown(uint8_t *restrict in, const int32_t *restrict day, size_t count) {
    for (size_t row = 0; row < count; row++)
        in[row] = day[row] == IND_NULL_DATE ? IND_UNKNOWN : in[row];
}

static void set_periods(ind_row_filter *filter, const ind_vector *slots) {
    const ind_kind_context *context = filter->context;
    size_t count = filter->selection.n;
    bool some = filter->block == NULL && ind_selection_has(&filter->selection, IND_ROWS_WHERE);
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

static void make_room_for_seen(ind_row_filter *filter, size_t room) {
    size_t before = filter->seen_capacity;
    if (room <= before)
        return;
    filter->seen_capacity = room < 2 * before ? 2 * before : room;
    filter->seen = ind_realloc(filter->seen, filter->seen_capacity * sizeof *filter->seen);
    memset(filter->seen + before, false, (filter->seen_capacity - before) * sizeof *filter->seen);
}

/* The rows that are left get a cell of their period, which is how it is known what was seen there. */
static void see(ind_row_filter *filter) {
    const ind_kind_context *context = filter->context;
    const uint32_t *leaf = ind_strata_leaves(context->strata);
    size_t periods = context->calendar->count;
    if (!filter->lists_seen || !ind_row_filter_to_cells(filter))
        return;
    make_room_for_seen(filter, ind_strata_leaf_count(context->strata) * periods);
    for (size_t row = 0; row < filter->selection.n; row++) {
        size_t at = leaf[row] * periods + (size_t)filter->each;
        if (filter->seen[at] || !ind_selection_stays(&filter->selection, row))
            continue;
        filter->seen[at] = true;
        ind_row_filter_cell(filter, row);
    }
}

/* ---- follow-up ---- */

/* The day that must be in the data for a row; unknown: nothing is known of its follow-up. */
static void set_needed(ind_row_filter *filter, const ind_vector *slots) {
    size_t count = filter->selection.n;
    int32_t days = (int32_t)ind_row_param(filter->context->measure, IND_ROW_FOLLOW_DAYS)->integer;
    ind_eval *eval = filter->until != NULL ? filter->until : filter->date;
    const int32_t *day = ind_eval_run(eval, slots, count)->day;
    for (size_t row = 0; row < count; row++)
        filter->needed[row] = day[row] == IND_NULL_DATE ? IND_NULL_DATE : day[row] + days;
}

static bool is_delivered(const ind_row_filter *filter, size_t row) {
    int32_t until;
    return filter->needed[row] != IND_NULL_DATE &&
           ind_kind_until(filter->context->measure, filter->context->deliveries,
                          ind_strata_whole(filter->context->strata, row), &until) &&
           filter->needed[row] <= until;
}

static void count_incomplete(const ind_row_filter *filter) {
    for (size_t row = 0; row < filter->selection.n; row++)
        if (filter->incomplete[row])
            ind_cells_count(filter->context->cells, ind_row_filter_cell(filter, row), filter->incomplete_term, 1);
}

static void follow_up(ind_row_filter *filter, const ind_vector *slots) {
    ind_selection *selection = &filter->selection;
    bool out = ind_selection_has(selection, IND_ROWS_INCOMPLETE_OUT);
    uint8_t *truth = filter->in; /* free until rows are counted */
    if (!filter->follows_up)
        return;
    set_needed(filter, slots);
    for (size_t row = 0; row < selection->n; row++) {
        bool asked = ind_selection_stays(selection, row) || selection->told != NULL;
        truth[row] = asked && is_delivered(filter, row) != out; /* out: "incomplete" is asked, else "complete" */
    }
    for (size_t row = 0; row < selection->n; row++)
        filter->incomplete[row] = ind_selection_stays(selection, row) && truth[row] == out;
    ind_selection_answer(selection, out ? IND_ROWS_INCOMPLETE_OUT : IND_ROWS_INCOMPLETE, truth, NULL);
    if (ind_row_filter_to_cells(filter) && ind_rows_folded_by(filter->context->measure) == NULL)
        count_incomplete(filter);
}

void ind_row_facts_reach(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    const ind_row_filter *filter = state;
    if (ind_selection_has(&filter->selection, IND_ROWS_INCOMPLETE) && filter->incomplete[row])
        judgement->step = "incomplete";
    ind_trace_day(trace, judgement, "needed", filter->needed[row]);
}

void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each) {
    reserve(filter, count);
    filter->each = each;
    ind_selection_begin(&filter->selection, count);
    if (filter->block != NULL) {
        take_units(filter);
    } else {
        read_rows(filter);
        ind_selection_ask(&filter->selection, IND_ROWS_WHERE, slots);
    }
    set_periods(filter, slots);
    see(filter);
    ind_selection_ask(&filter->selection, IND_ROWS_SELECTED, slots);
    ind_selection_ask(&filter->selection, IND_ROWS_EXCLUDE, slots);
    if (filter->block != NULL)
        ind_relations_ask(filter->relations, &filter->selection, IND_ROWS_REQUIRE, slots, filter->block->feeds,
                          &filter->block->units->row, sizeof(ind_row_unit));
    follow_up(filter, slots);
}

void ind_rows_incomplete(const ind_measure *measure, const ind_cells *cells, uint32_t cell, size_t term,
                         ind_outcome *out) {
    const ind_param *policy = ind_row_param(measure, IND_ROW_FOLLOW_INCOMPLETE);
    if (policy->node == NULL)
        return;
    out->incomplete = ind_cells_get_count(cells, cell, term);
    out->hide = out->incomplete > 0 && ind_param_is(policy, "hide");
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
    return filter->block == NULL &&
           ind_leaf_table_reach(table, ind_strata_leaf_count(filter->context->strata), filter->selection.n);
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

/* ---- what is said ---- */

void ind_row_filter_say_nothing(const ind_row_filter *filter, size_t step, ind_diag *diag) {
    enum { MANY = 5 };
    const ind_kind_context *context = filter->context;
    ind_str dataset = context->measure->feeds[context->feed].dataset->name;
    int64_t rows = context->flow->items[0].n;
    if ((rows > 0 && rows < MANY) || ind_selection_flow(&filter->selection, step)->n > 0)
        return;
    ind_diag_add(diag, IND_WARNING, IND_OK, "nothing_counts", (ind_place){0},
                 "the flow of the report says where the rows are left", "%.*s: none of %lld rows of '%.*s' counts",
                 IND_STR_ARGS(context->measure->id), (long long)rows, IND_STR_ARGS(dataset));
}
