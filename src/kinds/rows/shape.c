/* shape.c - see shape.h. */
#include "kinds/rows/shape.h"

#include "kinds/rows/shape_rows.h"

#include <stdlib.h>

ind_row_shape *ind_shape_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    ind_row_shape *s = ind_alloc(sizeof *s);
    s->context = context;
    s->each = ind_row_param(m, IND_ROW_EACH)->integer != 0;
    s->folds = ind_rows_folded_by(m) != NULL;
    s->takes_one = ind_rows_take_one(m);
    s->takes_last = ind_param_is(ind_row_param(m, IND_ROW_ONCE_TAKE), "last");
    s->look_back = ind_rows_look_back(m);
    ind_shape_rows_open(s);
    return s;
}

void ind_shape_close(ind_row_shape *s) {
    if (s == NULL)
        return;
    ind_shape_rows_close(s);
    ind_gather_free(s->gather);
    free(s->units);
    free(s->told);
    free(s);
}

/* ---- units ---- */

static void add_unit(ind_row_shape *s, size_t entity, size_t event, int32_t period) {
    size_t before = s->unit_capacity;
    s->units = ind_grow(s->units, s->unit_count, &s->unit_capacity, sizeof *s->units);
    if (s->context->trace != NULL && before != s->unit_capacity)
        s->told = ind_realloc(s->told, s->unit_capacity * sizeof *s->told);
    ind_row_unit *unit = &s->units[s->unit_count++];
    *unit = (ind_row_unit){.row = {.first = event, .last = event, .period = period}, .entity = entity};
    if (s->folds)
        unit->alike = s->fold_by.first[event - s->at];
}

static uint32_t row_of(const ind_row_shape *s, size_t event) {
    return ind_trace_row_of(s->context->trace, 0, s->feeds->part, event);
}

/* Of a trace, the unit that was added last; its rows are added by who knows them. */
static uint32_t tell_unit(ind_row_shape *s, ind_unit_kind kind) {
    uint32_t told = ind_trace_unit(s->context->trace, kind, s->units[s->unit_count - 1].row.period);
    s->context->trace->units[told].for_flow = s->pass == IND_PASS_FLOW;
    s->told[s->unit_count - 1] = told;
    return told;
}

static void add_rows(ind_row_shape *s, size_t entity, size_t from, size_t to, int32_t period) {
    for (size_t e = from; e < to; e++) {
        if (!s->stays[e - s->at])
            continue;
        add_unit(s, entity, e, period);
        if (s->context->trace != NULL)
            ind_trace_member_add(s->context->trace, tell_unit(s, IND_UNIT_ROW), row_of(s, e), "row");
    }
}

static void add_entity(ind_row_shape *s, size_t entity, size_t from, size_t to, int32_t period) {
    size_t first = from;
    while (first < to && !s->stays[first - s->at])
        first++;
    if (first == to)
        return;
    add_unit(s, entity, first, period);
    size_t unit = s->unit_count - 1;
    ind_item_values_make(s->items, unit, from - s->at, to - s->at, s->stays, s->unit_capacity);
    if (s->context->trace == NULL)
        return;
    uint32_t told = tell_unit(s, IND_UNIT_ENTITY);
    for (size_t e = from; e < to; e++)
        if (s->stays[e - s->at])
            ind_trace_member_add(s->context->trace, told, row_of(s, e), "counted");
    ind_trace_step(s->context->trace, told, ind_selection_flow(&s->rows, IND_SHAPE_ITEMS), true, false);
}

static void add_chosen(ind_row_shape *s, size_t entity, size_t from, size_t to, int32_t period) {
    for (size_t e = from; e < to; e++) {
        if (!s->chosen[e - s->at])
            continue;
        add_unit(s, entity, e, period);
        if (s->context->trace != NULL)
            ind_trace_member_add(s->context->trace, tell_unit(s, IND_UNIT_ENTITY), row_of(s, e),
                                 s->takes_last ? "last" : "first");
    }
}

/* Units of the entities FIRST..END-1, whose rows have been chosen. */
static void make_units(ind_row_shape *s, size_t first, size_t end, ind_row_pass pass, int32_t period) {
    const size_t *starts = s->feeds->part->starts;
    s->unit_count = 0;
    s->pass = pass;
    for (size_t entity = first; entity < end; entity++) {
        size_t from = starts[entity], to = starts[entity + 1];
        if (s->items != NULL)
            add_entity(s, entity, from, to, period);
        else if (s->takes_one)
            add_chosen(s, entity, from, to, period);
        else
            add_rows(s, entity, from, to, period);
    }
    if (s->items != NULL)
        ind_selection_flow(&s->rows, IND_SHAPE_ITEMS)->n += (int64_t)s->unit_count;
}

static void judge_units(ind_row_shape *s, ind_row_filter *filter, const ind_shape_user *user, int each) {
    ind_gather *gather = ind_shape_gather(s);
    for (size_t from = 0; from < s->unit_count; from += IND_GATHER_ROWS) {
        size_t n = s->unit_count - from < IND_GATHER_ROWS ? s->unit_count - from : IND_GATHER_ROWS;
        ind_row_block block = {.feeds = s->feeds,
                               .units = s->units + from,
                               .from = from,
                               .told = s->told == NULL ? NULL : s->told + from,
                               .pass = s->pass};
        if (s->items != NULL)
            ind_gather_items(gather, ind_item_values_of(s->items, from));
        filter->block = &block;
        user->judge(user->state, ind_gather_run(gather, s->feeds, &s->units[from].row, sizeof *s->units, n), n, each);
        filter->block = NULL;
    }
    if (s->folds && user->fold != NULL && s->unit_count > 0)
        user->fold(user->state, s->units, s->unit_count, each);
}

/* ---- passes ---- */

static void run_each(ind_row_shape *s, ind_row_filter *filter, const ind_shape_user *user, size_t first, size_t end) {
    for (size_t p = 0; p < s->context->calendar->count; p++) {
        ind_shape_rows_choose(s, first, end, (int32_t)p);
        if (s->takes_one)
            ind_shape_rows_once(s, first, end, IND_NULL_DATE, IND_NULL_DATE, true);
        make_units(s, first, end, IND_PASS_ALL, (int32_t)p);
        judge_units(s, filter, user, (int)p);
    }
}

/* What is first or last in the days of the run is counted in the flow; what is so in each period, in its cells. */
static void run_once_a_period(ind_row_shape *s, ind_row_filter *filter, const ind_shape_user *user, size_t first,
                              size_t end) {
    const ind_calendar *calendar = s->context->calendar;
    ind_shape_rows_choose(s, first, end, -1);
    ind_shape_rows_once(s, first, end, calendar->from, calendar->to, true);
    make_units(s, first, end, IND_PASS_FLOW, -1);
    judge_units(s, filter, user, 0);
    for (size_t p = 0; p < calendar->count; p++) {
        ind_shape_rows_once(s, first, end, calendar->items[p].from, calendar->items[p].to, false);
        make_units(s, first, end, IND_PASS_CELLS, (int32_t)p);
        judge_units(s, filter, user, (int)p);
    }
}

static void run_by_date(ind_row_shape *s, ind_row_filter *filter, const ind_shape_user *user, size_t first,
                        size_t end) {
    ind_shape_rows_choose(s, first, end, -1);
    if (s->takes_one)
        ind_shape_rows_once(s, first, end, IND_NULL_DATE, IND_NULL_DATE, true);
    make_units(s, first, end, IND_PASS_ALL, -1);
    judge_units(s, filter, user, -1);
}

/* So many entities from FROM on that what is known of their rows stays in the processor's cache. */
static size_t some_entities(const ind_timeline_part *part, size_t from) {
    size_t to = from + 1;
    while (to < part->entities && part->starts[to + 1] - part->starts[from] <= IND_GATHER_ROWS)
        to++;
    return to;
}

void ind_shape_run(ind_row_shape *s, ind_row_filter *filter, const ind_events *feeds, const ind_shape_user *user) {
    s->feeds = feeds;
    ind_shape_rows_begin(s);
    for (size_t from = 0, to; from < feeds->part->entities; from = to) {
        to = some_entities(feeds->part, from);
        if (s->each)
            run_each(s, filter, user, from, to);
        else if (s->takes_one && s->look_back == 0)
            run_once_a_period(s, filter, user, from, to);
        else
            run_by_date(s, filter, user, from, to);
    }
}

/* ---- what is said ---- */

void ind_shape_merge(ind_row_shape *to, const ind_row_shape *from) {
    if (to == NULL)
        return;
    to->differ += from->differ;
    to->untold += from->untold;
    if (to->dedupe != NULL)
        ind_dedupe_merge(to->dedupe, from->dedupe);
    if (to->items != NULL)
        ind_item_values_merge(to->items, from->items);
}

static void say_untold(const ind_row_shape *s, int64_t times, const char *what, ind_diag *diag) {
    if (times > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "not_told_apart", (ind_place){0},
                     "look at the findings of those columns; where a missing value is meant, say so in 'where'",
                     "%.*s: %lld times a row %s", IND_STR_ARGS(s->context->measure->id), (long long)times, what);
}

void ind_shape_finish(const ind_row_shape *s, ind_diag *diag) {
    if (s == NULL)
        return;
    say_untold(s, s->untold,
               !ind_rows_distinct(s->context->measure) ? "lacks a column of 'once_per' or its order: it does not count"
               : s->takes_one ? "lacks a column of 'once_per' or 'distinct', or their order: it does not count"
                              : "lacks a column of 'distinct' or its order: it does not count",
               diag);
    if (s->dedupe != NULL)
        say_untold(s, ind_dedupe_untold(s->dedupe), "lacks a column of 'dedupe': it is merged with none", diag);
    if (s->items == NULL)
        return;
    ind_str id = s->context->measure->id;
    int64_t torn = ind_item_values_torn(s->items), shared = ind_item_values_shared(s->items);
    if (torn > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "torn_item", (ind_place){0},
                     "'take' says which of several values is meant",
                     "%.*s: %lld times rows give an item two values: it is unknown", IND_STR_ARGS(id), (long long)torn);
    if (shared > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "shared_item", (ind_place){0},
                     "let their conditions exclude each other", "%.*s: %lld rows are chosen for two items",
                     IND_STR_ARGS(id), (long long)shared);
    if (s->differ > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "rows_differ", (ind_place){0}, NULL,
                     "%.*s: %lld units have rows that contradict each other in a column that is read: the first row "
                     "decides",
                     IND_STR_ARGS(id), (long long)s->differ);
}
