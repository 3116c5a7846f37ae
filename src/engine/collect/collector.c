/* collector.c - see collector.h. */
#include "engine/collect/collector.h"

#include "base/plain.h"
#include "engine/collect/kept_rows.h"
#include "engine/state/run_state.h"

#include <stdlib.h>

struct ind_collection {
    const ind_collector *collector;
    ind_feed_rows asks;
    ind_vector *slots; /* of the row scope */
    ind_eval *where, *roles[IND_MAX_ROLES], **entity;
    const ind_vector *met; /* what WHERE has said of the batch */
    size_t entity_count;
    /* A role of several days: a row is an event on each of them.  The first day is in ROLES. */
    size_t spread;
    ind_eval **further;
    size_t further_count;
    uint32_t *rows_of_day;
    ind_vector *event; /* columns of the timeline, for a batch */
    uint32_t *origin;  /* of each: the input's column; IND_NOT_SHARED: none */
    size_t event_columns;
    int role_column[IND_MAX_ROLES]; /* of the timeline; -1: not given */
    size_t first_column;            /* of the feed, in the timeline */
    size_t first_tie;               /* of the primary key, in the timeline */
    ind_vector entity_codes;        /* if the entity is not simply a column */
    ind_str *entity_texts, *names;  /* of a batch that has numbered those that are to come as texts */
    uint32_t *rows;                 /* of the batch that are kept */
    size_t row_count;
    ind_timeline *timeline;
    int64_t rows_seen, outside; /* OUTSIDE: met "where", but on other days */
    int64_t no_entity, no_day;
    bool where_fails; /* it can be unknown ... */
    int64_t unknown;  /* ... and is for so many rows with an entity, which are not kept */
    int64_t *places;  /* BORROWED */
};

static const ind_feed *feed_of(const ind_feed_plan *plan) {
    return &plan->job->measure->feeds[plan->number];
}

static ind_feed_rows rows_of(const ind_feed_plan *plan) {
    return ind_kind_feed(plan->job->kind, plan->job->measure, plan->number);
}

/* ---- who shares it ---- */

static bool same_slots(const ind_feed_plan *a, const ind_feed_plan *b) {
    const ind_slots *x = &feed_of(a)->slots[IND_SCOPE_ROW], *y = &feed_of(b)->slots[IND_SCOPE_ROW];
    bool same = x->count == y->count;
    for (size_t i = 0; same && i < x->count; i++)
        same = x->items[i].side == y->items[i].side && x->items[i].column == y->items[i].column;
    return same;
}

static bool same_columns(const ind_feed_plan *a, const ind_feed_plan *b) {
    bool same = a->input == b->input && feed_of(a)->column_count == feed_of(b)->column_count;
    for (size_t c = 0; same && c < feed_of(a)->column_count; c++)
        same = a->column[c] == b->column[c];
    return same;
}

static bool same_expressions(const ind_expr *const *x, size_t count, const ind_expr *const *y, size_t others) {
    bool same = count == others;
    for (size_t k = 0; same && k < count; k++)
        same = ind_expr_same(x[k], y[k]);
    return same;
}

static bool same_rows(const ind_feed_plan *a, const ind_feed_plan *b) {
    ind_feed_rows x = rows_of(a), y = rows_of(b);
    bool same = x.sorted == y.sorted && x.keeps_unknown == y.keeps_unknown && x.roles_only == y.roles_only &&
                a->tie_count == b->tie_count && ind_expr_same(x.where, y.where) &&
                same_expressions(x.entity, x.entity_count, y.entity, y.entity_count);
    for (size_t r = 0; same && r < IND_MAX_ROLES; r++)
        same = x.roles[r].needed == y.roles[r].needed &&
               same_expressions(x.roles[r].exprs, x.roles[r].count, y.roles[r].exprs, y.roles[r].count);
    return same;
}

/* The days that PLAN's measure looks at, into those of COLLECTOR. */
static void add_days(ind_collector *collector, const ind_feed_plan *plan) {
    int32_t from, to;
    if (plan->job->kind->days == NULL || ind_measure_relation(plan->job->measure, plan->number) != NULL)
        collector->has_days = false;
    if (!collector->has_days)
        return;
    plan->job->kind->days(plan->job->measure, &plan->job->calendar, plan->number, &from, &to);
    collector->from = from < collector->from ? from : collector->from;
    collector->to = to > collector->to ? to : collector->to;
}

bool ind_collector_takes(ind_collector *collector, const ind_feed_plan *plan) {
    const ind_feed_plan *own = collector->plan;
    if (IND_IS_PLAIN || own->job == plan->job || !same_columns(own, plan) || !same_slots(own, plan) ||
        !same_rows(own, plan))
        return false;
    collector->users++;
    add_days(collector, plan);
    return true;
}

ind_collector *ind_collector_new(ind_arena *arena, const ind_feed_plan *plan) {
    ind_collector *collector = ind_arena_alloc(arena, sizeof *collector);
    ind_feed_rows rows = rows_of(plan);
    uint32_t slot;
    *collector = (ind_collector){
        .plan = plan, .users = 1, .named = IND_NOT_SHARED, .has_days = true, .from = INT32_MAX, .to = INT32_MIN};
    if (rows.entity_count > 1 || !ind_expr_is_slot(rows.entity[0], &slot))
        collector->entities = ind_dict_new();
    add_days(collector, plan);
    return collector;
}

void ind_collector_close(ind_collector *collector) {
    ind_collection_free(collector->collection);
    ind_dict_free(collector->entities);
    collector->collection = NULL;
    collector->entities = NULL;
}

/* ---- its entities ---- */

uint32_t ind_collector_entity(const ind_collector *collector) {
    const ind_feed_plan *plan = collector->plan;
    uint32_t slot;
    ind_feed_rows rows = rows_of(plan);
    return rows.entity_count == 1 && ind_expr_is_slot(rows.entity[0], &slot) ? plan->slot_column[slot] : IND_NOT_SHARED;
}

/* ---- which columns are read before rows are chosen ---- */

typedef struct {
    const ind_feed_plan *plan;
    bool *early;
} reads;

static void mark_early(void *context, uint32_t slot) {
    const reads *r = context;
    const ind_slot *item = &feed_of(r->plan)->slots[IND_SCOPE_ROW].items[slot];
    if (item->side == IND_SIDE_ROW)
        r->early[r->plan->column[item->column]] = true;
}

static void mark_reads(const reads *r, const ind_expr *expr, bool also_name) {
    uint32_t slot;
    if (expr != NULL && (also_name || !ind_expr_is_slot(expr, &slot)))
        ind_expr_slots(expr, mark_early, (void *)r);
}

void ind_collector_early(const ind_collector *collector, bool *early) {
    const reads r = {collector->plan, early};
    ind_feed_rows rows = rows_of(r.plan);
    mark_reads(&r, rows.where, true);
    for (size_t k = 0; k < rows.entity_count; k++)
        mark_reads(&r, rows.entity[k], false);
    for (size_t i = 0; i < IND_MAX_ROLES; i++)
        for (size_t k = 0; k < rows.roles[i].count; k++)
            mark_reads(&r, rows.roles[i].exprs[k], rows.roles[i].needed || rows.roles[i].count > 1);
    bool all_rows = !collector->has_days && rows.where == NULL;
    for (size_t c = 0; c < feed_of(r.plan)->column_count && all_rows; c++) /* nothing is saved; but see by_text */
        if (r.plan->column[c] != ind_collector_entity(collector))
            early[r.plan->column[c]] = true;
}

/* ---- choosing rows ---- */

static void set_slots(ind_collection *c, const ind_vector *columns) {
    const ind_feed_plan *plan = c->collector->plan;
    const ind_slots *slots = &feed_of(plan)->slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == IND_SIDE_ROW)
            c->slots[i] = columns[plan->column[slots->items[i].column]];
}

/* A column that is numbered late has texts so far. */
static void drop_without_entity(ind_collection *c, const ind_str *const *texts, size_t count) {
    const ind_feed_plan *plan = c->collector->plan;
    uint32_t slot;
    for (size_t k = 0; k < c->entity_count; k++) {
        bool column = ind_expr_is_slot(c->asks.entity[k], &slot);
        const ind_str *late = column && texts != NULL ? texts[plan->slot_column[slot]] : NULL;
        const ind_vector *vector = column ? &c->slots[slot] : ind_eval_run(c->entity[k], c->slots, count);
        c->row_count = late != NULL ? ind_rows_with_text(c->rows, c->row_count, late)
                                    : ind_rows_known(c->rows, c->row_count, vector);
    }
}

static void drop_other_days(ind_collection *c, const ind_vector *when) {
    size_t before = c->row_count;
    c->row_count = ind_rows_between(c->rows, before, when, c->collector->from, c->collector->to);
    c->outside += (int64_t)(before - c->row_count);
}

/* Rows on no day that the role ROLE has. */
static void drop_without_day(ind_collection *c, size_t role, size_t count) {
    const ind_vector *first = ind_eval_run(c->roles[role], c->slots, count);
    if (role != c->spread || c->further_count == 0) {
        c->row_count = ind_rows_known(c->rows, c->row_count, first);
        return;
    }
    size_t kept = 0;
    for (size_t i = 0; i < c->row_count; i++)
        c->rows_of_day[i] = ind_vector_is_null(first, c->rows[i]);
    for (size_t k = 0; k < c->further_count; k++) {
        const ind_vector *day = ind_eval_run(c->further[k], c->slots, count);
        for (size_t i = 0; i < c->row_count; i++)
            c->rows_of_day[i] &= ind_vector_is_null(day, c->rows[i]);
    }
    for (size_t i = 0; i < c->row_count; i++) {
        c->rows[kept] = c->rows[i];
        kept += c->rows_of_day[i] == 0;
    }
    c->row_count = kept;
}

/* Those that meet "where"; of rows with an entity it is counted how often that is not known. */
static size_t rows_where(ind_collection *c, const ind_str *const *texts, size_t count) {
    if (c->where == NULL)
        return ind_rows_all(c->rows, count);
    c->met = ind_eval_run(c->where, c->slots, count);
    const uint8_t *truth = c->met->truth;
    if (c->asks.keeps_unknown)
        return ind_rows_not_false(c->rows, truth, count);
    if (c->where_fails) {
        c->row_count = ind_rows_with_truth(c->rows, truth, IND_UNKNOWN, count);
        drop_without_entity(c, texts, count);
        c->unknown += (int64_t)c->row_count;
    }
    return ind_rows_with_truth(c->rows, truth, IND_TRUE, count);
}

const uint32_t *ind_collection_choose(ind_collection *c, const ind_vector *columns, const ind_str *const *texts,
                                      size_t count, size_t *kept) {
    set_slots(c, columns);
    c->rows_seen += (int64_t)count;
    c->row_count = rows_where(c, texts, count);
    size_t met = c->row_count;
    drop_without_entity(c, texts, count);
    c->no_entity += (int64_t)(met - c->row_count);
    met = c->row_count;
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        if (c->asks.roles[r].needed && c->roles[r] != NULL)
            drop_without_day(c, r, count);
    c->no_day += (int64_t)(met - c->row_count);
    if (c->collector->has_days)
        drop_other_days(c, ind_eval_run(c->roles[0], c->slots, count));
    *kept = c->row_count;
    return c->rows;
}

/* ---- events ---- */

/* One number for an entity of several columns, or of a text that is made of one, which stands for itself. */
static ind_vector made_entity(ind_collection *c, const ind_vector *const *parts) {
    ind_buffer text = {0};
    for (size_t i = 0; i < c->row_count; i++) {
        uint32_t row = c->rows[i];
        text.length = 0;
        for (size_t k = 0; k < c->entity_count; k++) {
            ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
            uint32_t length = (uint32_t)part.length;
            if (c->entity_count > 1)
                ind_buffer_add(&text, &length, sizeof length);
            ind_buffer_add(&text, part.data, part.length);
        }
        c->entity_codes.code[row] = ind_dict_add(c->collector->entities, ind_buffer_str(&text));
    }
    ind_buffer_free(&text);
    return c->entity_codes;
}

static ind_vector entity_of(ind_collection *c, size_t count) {
    const ind_vector *parts[IND_MAX_KEY];
    for (size_t k = 0; k < c->entity_count; k++)
        parts[k] = ind_eval_run(c->entity[k], c->slots, count);
    return c->collector->entities == NULL ? *parts[0] : made_entity(c, parts);
}

/* The column of the input that EXPR is the name of. */
static uint32_t origin_of(const ind_feed_plan *plan, const ind_expr *expr) {
    uint32_t slot;
    return ind_expr_is_slot(expr, &slot) ? plan->slot_column[slot] : IND_NOT_SHARED;
}

static uint32_t origin_of_role(const ind_collection *c, size_t role) {
    const ind_feed_role *own = &c->asks.roles[role];
    return own->count == 1 ? origin_of(c->collector->plan, own->exprs[0]) : IND_NOT_SHARED;
}

/* The truth of "where" may be a role, and has been worked out. */
static const ind_vector *role_values(ind_collection *c, size_t role, size_t count) {
    bool is_where = count > 0 && c->asks.where != NULL && c->asks.roles[role].exprs[0] == c->asks.where;
    return is_where ? c->met : ind_eval_run(c->roles[role], c->slots, count);
}

static void add_event_column(ind_collection *c, ind_vector column, uint32_t origin) {
    c->event[c->event_columns] = column;
    c->origin[c->event_columns++] = origin;
}

/* The columns of the timeline for COUNT rows (0: types and dictionaries only). */
static void set_event(ind_collection *c, const ind_vector *columns, size_t count) {
    const ind_feed_plan *plan = c->collector->plan;
    c->event_columns = 0;
    add_event_column(c, entity_of(c, count), ind_collector_entity(c->collector));
    for (unsigned r = 0; r < IND_MAX_ROLES; r++) {
        if (r == c->asks.sorted) { /* equal keys leave nothing to chance */
            c->first_tie = c->event_columns;
            for (size_t k = 0; k < plan->tie_count; k++)
                add_event_column(c, columns[plan->tie[k]], plan->tie[k]);
        }
        c->role_column[r] = c->roles[r] == NULL ? -1 : (int)c->event_columns;
        if (c->roles[r] != NULL)
            add_event_column(c, *role_values(c, r, count), origin_of_role(c, r));
    }
    c->first_column = c->event_columns;
    for (size_t i = 0; i < feed_of(plan)->column_count && !c->asks.roles_only; i++)
        add_event_column(c, columns[plan->column[i]], plan->column[i]);
    if (c->collector->placed)
        add_event_column(c, (ind_vector){.type = IND_INTEGER, .integer = c->places}, IND_NOT_SHARED);
}

/* Those of an event column by row, which the batch has if it has not numbered COLUMN of the input, else MADE. */
static const ind_str *texts_of(const ind_collection *c, const ind_str *const *texts, uint32_t column,
                               const ind_vector *event, ind_str *made) {
    if (texts[column] != NULL)
        return texts[column];
    for (size_t i = 0; i < c->row_count; i++)
        made[c->rows[i]] = ind_dict_text(event->dict, event->code[c->rows[i]]);
    return made;
}

/* The column of the timeline whose names are told apart within entities; 0: none. */
static size_t named_event(const ind_collection *c) {
    return c->collector->named != IND_NOT_SHARED ? (size_t)c->role_column[c->asks.named] : 0;
}

/* Each row once for each day that it has. */
static void add_each_day(ind_collection *c, const ind_str *entities, const ind_str *names, size_t count) {
    ind_vector *day = &c->event[c->role_column[c->spread]];
    for (size_t k = 0; k <= c->further_count; k++) {
        if (k > 0)
            *day = *ind_eval_run(c->further[k - 1], c->slots, count);
        memcpy(c->rows_of_day, c->rows, c->row_count * sizeof *c->rows);
        size_t kept = ind_rows_known(c->rows_of_day, c->row_count, day);
        ind_timeline_add(c->timeline, c->event, entities, names, c->rows_of_day, kept);
    }
}

void ind_collection_take(ind_collection *c, const ind_vector *columns, const ind_str *const *texts, size_t count) {
    const ind_str *entities = NULL, *names = NULL;
    set_event(c, columns, count);
    if (c->collector->by_text)
        entities = texts_of(c, texts, ind_collector_entity(c->collector), &c->event[0], c->entity_texts);
    if (c->collector->named != IND_NOT_SHARED)
        names = texts_of(c, texts, c->collector->named, &c->event[named_event(c)], c->names);
    if (c->further_count == 0)
        ind_timeline_add(c->timeline, c->event, entities, names, c->rows, c->row_count);
    else
        add_each_day(c, entities, names, count);
}

/* ---- beginning and end ---- */

/* A column may be there several times: as entity, role, part of the primary key and for itself. */
static void new_timeline(ind_collection *c) {
    size_t *same = ind_alloc_array(c->event_columns, sizeof *same);
    for (size_t i = 0; i < c->event_columns; i++) {
        bool unique = c->origin[i] == IND_NOT_SHARED;
        while (same[i] < i && (unique || c->origin[same[i]] != c->origin[i]))
            same[i]++;
    }
    c->timeline = ind_timeline_new(&(ind_timeline_shape){.columns = c->event,
                                                         .column_count = c->event_columns,
                                                         .same = same,
                                                         .by_text = c->collector->by_text,
                                                         .keeps_keys = c->collector->sought,
                                                         .named = named_event(c)});
    free(same);
}

static void open_timeline(ind_collection *c) {
    const ind_input *input = c->collector->plan->input;
    ind_vector *columns = ind_alloc_array(input->column_count, sizeof *columns);
    for (size_t i = 0; i < input->column_count; i++)
        columns[i] = (ind_vector){.type = input->columns[i].type, .dict = input->columns[i].dict};
    set_slots(c, columns);
    set_event(c, columns, 0);
    new_timeline(c);
    free(columns);
}

/* What is not of the row (a period) is unknown here. */
static void open_slots(ind_collection *c) {
    const ind_slots *slots = &feed_of(c->collector->plan)->slots[IND_SCOPE_ROW];
    c->slots = ind_alloc_array(slots->count, sizeof *c->slots);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            c->slots[i] = ind_vector_new(IND_DATE, NULL, IND_BATCH_ROWS);
}

static void close_slots(ind_collection *c) {
    const ind_slots *slots = &feed_of(c->collector->plan)->slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            free(c->slots[i].any);
    free(c->slots);
}

static void open_roles(ind_collection *c) {
    for (size_t r = 0; r < IND_MAX_ROLES; r++) {
        const ind_expr *const *exprs = c->asks.roles[r].exprs;
        size_t count = c->asks.roles[r].count;
        c->roles[r] = count == 0 ? NULL : ind_eval_new(exprs[0]);
        if (count < 2)
            continue;
        c->spread = r; /* one role at most */
        c->further_count = count - 1;
        c->further = ind_alloc_array(c->further_count, sizeof *c->further);
        for (size_t k = 1; k < count; k++)
            c->further[k - 1] = ind_eval_new(exprs[k]);
    }
    c->rows_of_day = ind_alloc_array(c->further_count > 0 ? IND_BATCH_ROWS : 0, sizeof *c->rows_of_day);
}

ind_collection *ind_collection_open(const ind_collector *collector, ind_shared *shared) {
    const ind_feed_plan *plan = collector->plan;
    ind_collection *c = ind_alloc(sizeof *c);
    c->collector = collector;
    c->asks = rows_of(plan);
    open_slots(c);
    c->where = c->asks.where == NULL ? NULL : ind_eval_new(c->asks.where);
    c->where_fails = c->where != NULL && ind_expr_may_be_unknown(c->asks.where);
    if (c->where != NULL && shared != NULL)
        ind_eval_join(c->where, shared, plan->slot_column);
    c->entity_count = c->asks.entity_count;
    c->entity = ind_alloc_array(c->entity_count, sizeof *c->entity);
    for (size_t k = 0; k < c->entity_count; k++)
        c->entity[k] = ind_eval_new(c->asks.entity[k]);
    open_roles(c);
    c->entity_codes = ind_vector_new(IND_TEXT, collector->entities, collector->entities == NULL ? 0 : IND_BATCH_ROWS);
    c->entity_texts = ind_alloc_array(collector->by_text ? IND_BATCH_ROWS : 0, sizeof *c->entity_texts);
    c->names = ind_alloc_array(collector->named != IND_NOT_SHARED ? IND_BATCH_ROWS : 0, sizeof *c->names);
    c->rows = ind_alloc_array(IND_BATCH_ROWS, sizeof *c->rows);
    size_t most = 2 + IND_MAX_ROLES + plan->tie_count + feed_of(plan)->column_count;
    c->event = ind_alloc_array(most, sizeof *c->event);
    c->origin = ind_alloc_array(most, sizeof *c->origin);
    open_timeline(c);
    return c;
}

void ind_collection_free(ind_collection *c) {
    if (c == NULL)
        return;
    close_slots(c);
    ind_eval_free(c->where);
    for (size_t k = 0; k < c->entity_count; k++)
        ind_eval_free(c->entity[k]);
    free(c->entity);
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        ind_eval_free(c->roles[r]);
    for (size_t k = 0; k < c->further_count; k++)
        ind_eval_free(c->further[k]);
    free(c->further);
    free(c->rows_of_day);
    free(c->entity_codes.any);
    free(c->entity_texts);
    free(c->names);
    free(c->rows);
    free(c->event);
    free(c->origin);
    ind_timeline_free(c->timeline);
    free(c);
}

void ind_collection_clear(ind_collection *c) {
    c->rows_seen = c->outside = c->no_entity = c->no_day = c->unknown = 0;
    ind_timeline_clear(c->timeline);
}

void ind_collection_absorb(ind_collection *c, ind_collection *from) {
    c->rows_seen += from->rows_seen;
    c->outside += from->outside;
    c->no_entity += from->no_entity;
    c->no_day += from->no_day;
    c->unknown += from->unknown;
    ind_timeline_absorb(c->timeline, from->timeline);
}

/* ---- when all is there ---- */

void ind_collection_place(ind_collection *c, int64_t *numbers) {
    c->places = numbers;
}

int ind_collection_place_column(const ind_collection *c) {
    return (int)c->event_columns - 1;
}

int64_t ind_collection_rows(const ind_collection *c) {
    return c->rows_seen;
}

void ind_collection_unplaced(const ind_collection *c, int64_t *no_entity, int64_t *no_day) {
    *no_entity = c->no_entity;
    *no_day = c->no_day;
}

ind_timeline *ind_collection_timeline(const ind_collection *c) {
    return c->timeline;
}

ind_events ind_collection_events(const ind_collection *c, const ind_timeline_part *part, bool first,
                                 ind_vector *roles) {
    ind_events events = {.timeline = c->timeline, .role_column = c->role_column, .part = part};
    if (part == NULL)
        return events;
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        roles[r] = c->role_column[r] < 0 ? (ind_vector){0} : part->columns[c->role_column[r]];
    events.roles = roles;
    events.columns = part->columns + c->first_column;
    events.ties = part->columns + c->first_tie;
    events.tie_count = c->collector->plan->tie_count;
    events.met = (int64_t)part->events + (first ? c->outside : 0);
    events.unknown = first ? c->unknown : 0;
    return events;
}
