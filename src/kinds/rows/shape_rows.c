/* shape_rows.c - the rows of some entities: which take part, and which are merged. */
#include "kinds/rows/shape_rows.h"

#include <stdlib.h>

static bool once_in_days(const ind_measure *m) {
    return ind_rows_take_one(m) && ind_rows_once_a_period(m) && ind_row_param(m, IND_ROW_EACH)->integer == 0;
}

/* Is the condition of rows asked here, since it is about each period? */
static bool where_here(const ind_measure *m) {
    return ind_row_param(m, IND_ROW_EACH)->integer != 0;
}

static void facts_of_day(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    const ind_row_shape *s = state;
    if (judgement->against)
        judgement->says = s->day[row] == IND_NULL_DATE ? "no day" : "outside period";
    ind_trace_day(trace, judgement, "day", s->day[row]);
}

static const ind_step_spec steps[IND_SHAPE_STEPS] = {
    [IND_SHAPE_ROWS] = {.step = "rows"},
    [IND_SHAPE_WHERE] = {.step = "where", .path = "data.where", .only = "", .unknowns = true},
    [IND_SHAPE_MERGED] = {.step = "exclude merged", .effect = IND_STEP_OUT, .path = "dedupe.by", .only = ""},
    [IND_SHAPE_PERIOD] = {.step = IND_STEP_PERIOD,
                          .path = "period.date",
                          .when = once_in_days,
                          .unknowns = true,
                          .told = IND_TELL_ASKED,
                          .facts = facts_of_day},
    [IND_SHAPE_ONCE] = {.step = "once per",
                        .path = "once_per.take",
                        .when = ind_rows_take_one,
                        .unknowns = true,
                        .told = IND_TELL_ASKED},
    [IND_SHAPE_ITEMS] = {.step = "with items", .path = "items", .only = ""},
};

/* ---- set-up ---- */

static void mark_column(void *context, uint32_t slot) {
    ind_row_shape *s = context;
    const ind_slot *read = &s->context->measure->feeds[0].slots[IND_SCOPE_ROW].items[slot];
    if (read->side == IND_SIDE_ROW)
        s->unit_column[read->column] = true;
}

static void mark(ind_row_shape *s, const ind_expr *expr) {
    if (expr != NULL)
        ind_expr_slots(expr, mark_column, s);
}

/* Columns that are read of a unit, which has one row's for all. */
static void find_unit_columns(ind_row_shape *s) {
    const ind_measure *m = s->context->measure;
    s->unit_column = ind_alloc_array(m->feeds[0].column_count, sizeof *s->unit_column);
    for (size_t i = 0; i < m->param_count; i++) {
        const ind_param *param = &m->params[i];
        if (!param->spec->of_rows && param->spec->feed == 0)
            mark(s, param->expr);
        for (size_t k = 0; param->spec->type == IND_PARAM_RULES && k < param->count; k++)
            mark(s, param->rules[k].where);
    }
    mark(s, ind_row_param(m, IND_ROW_DATE)->expr);
    for (size_t g = 0; g < m->group_count; g++)
        mark(s, m->groups[g].expr);
}

/* Rows alike in COLUMNS; NULL: none are looked for. */
static void open_groups(ind_row_groups *groups, const ind_measure *m, const ind_param *columns) {
    ind_row_keys_open(&groups->keys, columns == NULL ? NULL : columns->exprs, columns == NULL ? 0 : columns->count,
                      ind_rows_feed(m).entity_param);
}

void ind_shape_rows_open(ind_row_shape *s) {
    const ind_measure *m = s->context->measure;
    const ind_slots *slots = &m->feeds[0].slots[IND_SCOPE_ROW];
    const ind_expr *date = ind_row_param(m, IND_ROW_DATE)->expr;
    ind_selection_open(&s->rows, s->context, steps, IND_SHAPE_STEPS, s);
    s->rows.of_rows = true;
    s->own_slots = ind_alloc_array(slots->count, sizeof *s->own_slots);
    s->gathered = ind_alloc_array(where_here(m) ? IND_GATHER_ROWS : 0, sizeof *s->gathered);
    s->dedupe = ind_dedupe_open(m);
    s->items = ind_item_values_open(m);
    s->date = date == NULL ? NULL : ind_eval_new(date);
    open_groups(&s->take_from, m, s->takes_one ? ind_row_param(m, IND_ROW_ONCE_ENTITY) : NULL);
    open_groups(&s->fold_by, m, ind_rows_folded_by(m));
    if (s->items != NULL)
        find_unit_columns(s);
}

void ind_shape_rows_close(ind_row_shape *s) {
    ind_selection_close(&s->rows);
    free(s->own_slots);
    free(s->gathered);
    ind_dedupe_close(s->dedupe);
    ind_item_values_close(s->items);
    ind_row_keys_close(&s->take_from.keys);
    ind_row_keys_close(&s->fold_by.keys);
    ind_eval_free(s->date);
    free(s->unit_column);
    free(s->stays);
    free(s->chosen);
    free(s->take_from.first);
    free(s->fold_by.first);
    free(s->latest);
    free(s->day);
}

void ind_shape_rows_begin(ind_row_shape *s) {
    if (!where_here(s->context->measure))
        ind_selection_met(&s->rows, IND_SHAPE_WHERE, s->feeds);
}

static void make_room(ind_row_shape *s, size_t count) {
    if (s->capacity >= count)
        return;
    s->capacity = count;
    s->stays = ind_realloc(s->stays, count);
    s->chosen = ind_realloc(s->chosen, count);
    s->take_from.first = ind_realloc(s->take_from.first, count * sizeof *s->take_from.first);
    s->fold_by.first = ind_realloc(s->fold_by.first, count * sizeof *s->fold_by.first);
    s->latest = ind_realloc(s->latest, count * sizeof *s->latest);
    s->day = ind_realloc(s->day, count * sizeof *s->day);
}

/* ---- rows that take part ---- */

ind_gather *ind_shape_gather(ind_row_shape *s) {
    if (s->gather == NULL) {
        s->gather = ind_gather_new(s->context->measure, IND_SCOPE_ROW, s->feeds, s->context->calendar);
        ind_gather_look_up(s->gather, s->context->measure, s->context->of_period);
    }
    return s->gather;
}

/* Conditions are asked of the events as they stand; what a period decides is gathered with it. */
static void set_slots(ind_row_shape *s, size_t event, size_t n, int32_t period) {
    const ind_slots *slots = &s->context->measure->feeds[0].slots[IND_SCOPE_ROW];
    for (size_t row = 0; period >= 0 && row < n; row++)
        s->gathered[row] = (ind_entity_row){.first = event + row, .last = event + row, .period = period};
    if (period >= 0) {
        s->slots = ind_gather_run(ind_shape_gather(s), s->feeds, s->gathered, sizeof *s->gathered, n);
        return;
    }
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == IND_SIDE_ROW)
            s->own_slots[i] = ind_vector_slice(&s->feeds->columns[slots->items[i].column], event);
    s->slots = s->own_slots;
}

static void set_days(ind_row_shape *s, size_t from, size_t n) {
    const int32_t *day = s->date == NULL ? NULL : ind_eval_run(s->date, s->slots, n)->day;
    for (size_t i = 0; i < n; i++)
        s->day[from + i] = day == NULL ? IND_NULL_DATE : day[i];
}

static void read_block(ind_row_shape *s, size_t from, size_t n, size_t count) {
    ind_selection_block(&s->rows, from, n);
    if (where_here(s->context->measure))
        ind_selection_ask(&s->rows, IND_SHAPE_WHERE, s->slots);
    set_days(s, from, n);
    if (s->dedupe != NULL)
        ind_dedupe_set(s->dedupe, s->slots, from, n, count);
    if (s->items != NULL)
        ind_item_values_set(s->items, s->slots, from, n, count);
    if (s->takes_one)
        ind_row_keys_set(&s->take_from.keys, s->slots, from, n, count);
    if (s->folds)
        ind_row_keys_set(&s->fold_by.keys, s->slots, from, n, count);
}

static void merge_rows(ind_row_shape *s, size_t first, size_t end, size_t count) {
    const size_t *starts = s->feeds->part->starts;
    if (s->dedupe == NULL)
        return;
    for (size_t entity = first; entity < end; entity++)
        ind_dedupe_run(s->dedupe, s->feeds, s->at, starts[entity] - s->at, starts[entity + 1] - s->at, s->stays,
                       s->chosen);
    ind_selection_block(&s->rows, 0, count);
    ind_selection_answer(&s->rows, IND_SHAPE_MERGED, s->chosen, NULL);
    ind_selection_stayers(&s->rows, s->stays);
}

static bool is_torn(const ind_row_shape *s, const ind_vector *column, size_t from, size_t to) {
    size_t known = SIZE_MAX;
    for (size_t e = from; e < to; e++) {
        if (!s->stays[e - s->at] || ind_vector_is_null(column, e))
            continue;
        if (known != SIZE_MAX && ind_vector_compare(column, e, column, known) != 0)
            return true;
        known = e;
    }
    return false;
}

static void count_torn(ind_row_shape *s, size_t first, size_t end) {
    const size_t *starts = s->feeds->part->starts;
    for (size_t entity = first; s->items != NULL && entity < end; entity++) {
        bool torn = false;
        for (size_t c = 0; c < s->context->measure->feeds[0].column_count && !torn; c++)
            torn = s->unit_column[c] && s->feeds->columns[c].any != NULL &&
                   is_torn(s, &s->feeds->columns[c], starts[entity], starts[entity + 1]);
        s->differ += torn;
    }
}

void ind_shape_rows_choose(ind_row_shape *s, size_t first, size_t end, int32_t period) {
    const size_t *starts = s->feeds->part->starts;
    size_t count = starts[end] - starts[first];
    s->at = starts[first];
    make_room(s, count);
    ind_selection_begin(&s->rows, count);
    for (size_t row = 0; s->rows.told != NULL && row < count; row++)
        s->rows.told[row] = ind_trace_row_of(s->context->trace, 0, s->feeds->part, s->at + row);
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        set_slots(s, s->at + from, n, period);
        read_block(s, from, n, count);
    }
    ind_selection_block(&s->rows, 0, count);
    ind_selection_stayers(&s->rows, s->stays);
    merge_rows(s, first, end, count);
    count_torn(s, first, end);
    ind_shape_rows_alike(s, first, end);
}
