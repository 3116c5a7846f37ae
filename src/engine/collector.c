/* collector.c - see collector.h. */
#include "engine/collector.h"

#include "engine/engine.h"

#include <stdlib.h>

struct ind_collection {
    const ind_collector *collector;
    ind_vector *slots; /* of the row scope */
    ind_eval *where, *roles[IND_MAX_ROLES], **entity;
    size_t entity_count;
    ind_vector *event; /* columns of the timeline, for a batch */
    size_t event_columns;
    int role_column[IND_MAX_ROLES]; /* of the timeline; -1: not given */
    size_t first_column;            /* of the feed, in the timeline */
    ind_vector entity_codes;        /* if the entity is not simply a column */
    uint8_t *keep;
    ind_timeline *timeline;
    int64_t rows, outside; /* seen; met "where", but on other days */
    int64_t *places;       /* BORROWED */
};

static const ind_feed *feed_of(const ind_feed_plan *plan) {
    return &plan->job->measure->feeds[plan->number];
}

static const ind_feed_spec *spec_of(const ind_feed_plan *plan) {
    return &plan->job->kind->feeds[plan->number];
}

static const ind_expr *expr_at(const ind_feed_plan *plan, const char *path) {
    return path == NULL ? NULL : ind_measure_param(plan->job->measure, path)->expr;
}

static bool is_needed(const ind_feed_spec *spec, size_t role) {
    return spec->needed != NULL && spec->roles[role] != NULL && strcmp(spec->roles[role], spec->needed) == 0;
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

static bool same_entity(const ind_feed_plan *a, const ind_feed_plan *b) {
    const ind_param *x = ind_measure_param(a->job->measure, spec_of(a)->entity);
    const ind_param *y = ind_measure_param(b->job->measure, spec_of(b)->entity);
    bool same = x->count == y->count;
    for (size_t k = 0; same && k < x->count; k++)
        same = ind_expr_same(x->exprs[k], y->exprs[k]);
    return same;
}

static bool same_roles(const ind_feed_plan *a, const ind_feed_plan *b) {
    const ind_feed_spec *x = spec_of(a), *y = spec_of(b);
    bool same = x->sorted == y->sorted;
    for (size_t r = 0; same && r < IND_MAX_ROLES; r++)
        same = is_needed(x, r) == is_needed(y, r) && ind_expr_same(expr_at(a, x->roles[r]), expr_at(b, y->roles[r]));
    return same;
}

/* The days that PLAN's measure looks at, into those of COLLECTOR. */
static void add_days(ind_collector *collector, const ind_feed_plan *plan) {
    int32_t from, to;
    if (plan->job->kind->days == NULL)
        collector->has_days = false;
    if (!collector->has_days)
        return;
    plan->job->kind->days(plan->job->measure, &plan->job->calendar, plan->number, &from, &to);
    collector->from = from < collector->from ? from : collector->from;
    collector->to = to > collector->to ? to : collector->to;
}

bool ind_collector_takes(ind_collector *collector, const ind_feed_plan *plan) {
    const ind_feed_plan *own = collector->plan;
    if (!same_columns(own, plan) || !same_slots(own, plan) || !same_entity(own, plan) || !same_roles(own, plan) ||
        !ind_expr_same(expr_at(own, spec_of(own)->where), expr_at(plan, spec_of(plan)->where)))
        return false;
    collector->users++;
    add_days(collector, plan);
    return true;
}

ind_collector *ind_collector_new(ind_arena *arena, const ind_feed_plan *plan) {
    ind_collector *collector = ind_arena_alloc(arena, sizeof *collector);
    const ind_param *entity = ind_measure_param(plan->job->measure, spec_of(plan)->entity);
    uint32_t slot;
    *collector = (ind_collector){.plan = plan, .users = 1, .has_days = true, .from = INT32_MAX, .to = INT32_MIN};
    if (entity->count > 1 || !ind_expr_is_slot(entity->exprs[0], &slot))
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
    const ind_feed_spec *spec = spec_of(r.plan);
    const ind_param *entity = ind_measure_param(r.plan->job->measure, spec->entity);
    mark_reads(&r, expr_at(r.plan, spec->where), true);
    for (size_t k = 0; k < entity->count; k++)
        mark_reads(&r, entity->exprs[k], false);
    for (size_t i = 0; i < IND_MAX_ROLES; i++)
        mark_reads(&r, expr_at(r.plan, spec->roles[i]), is_needed(spec, i));
    bool all_rows = !collector->has_days && expr_at(r.plan, spec->where) == NULL;
    for (size_t c = 0; c < feed_of(r.plan)->column_count && all_rows; c++)
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

static void drop_unknown(uint8_t *keep, const ind_vector *vector, size_t count) {
    bool text = vector->type == IND_TEXT || vector->type == IND_LIST;
    for (size_t row = 0; row < count && text; row++)
        keep[row] = vector->code[row] == IND_NULL_CODE ? IND_FALSE : keep[row];
    for (size_t row = 0; row < count && vector->type == IND_DATE; row++)
        keep[row] = vector->day[row] == IND_NULL_DATE ? IND_FALSE : keep[row];
    for (size_t row = 0; row < count && !text && vector->type != IND_DATE; row++)
        keep[row] = ind_vector_is_null(vector, row) ? IND_FALSE : keep[row];
}

/* A column that is numbered late is not evaluated yet. */
static void drop_without_entity(ind_collection *c, size_t count) {
    const ind_feed_plan *plan = c->collector->plan;
    const ind_param *entity = ind_measure_param(plan->job->measure, spec_of(plan)->entity);
    uint32_t slot;
    for (size_t k = 0; k < c->entity_count; k++)
        if (ind_expr_is_slot(entity->exprs[k], &slot))
            drop_unknown(c->keep, &c->slots[slot], count);
        else
            drop_unknown(c->keep, ind_eval_run(c->entity[k], c->slots, count), count);
}

enum { DAY_MINUTES = 24 * 60 };

/* Of rows that are kept, those on other days go. */
static void drop_other_days(ind_collection *c, const ind_vector *when, size_t count) {
    int64_t unit = when->type == IND_DATE ? 1 : DAY_MINUTES;
    int64_t from = c->collector->from * unit, end = ((int64_t)c->collector->to + 1) * unit;
    uint32_t outside = 0;
    for (size_t row = 0; row < count; row++) {
        int64_t at = when->type == IND_DATE ? when->day[row] : when->integer[row];
        bool elsewhere = (c->keep[row] == IND_TRUE) & ((at < from) | (at >= end));
        outside += elsewhere;
        c->keep[row] = elsewhere ? (uint8_t)IND_FALSE : c->keep[row];
    }
    c->outside += outside;
}

const uint8_t *ind_collection_choose(ind_collection *c, const ind_vector *columns, size_t count) {
    const ind_feed_spec *spec = spec_of(c->collector->plan);
    set_slots(c, columns);
    c->rows += (int64_t)count;
    if (c->where == NULL)
        memset(c->keep, IND_TRUE, count);
    else
        memcpy(c->keep, ind_eval_run(c->where, c->slots, count)->truth, count);
    drop_without_entity(c, count);
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        if (is_needed(spec, r))
            drop_unknown(c->keep, ind_eval_run(c->roles[r], c->slots, count), count);
    if (c->collector->has_days)
        drop_other_days(c, ind_eval_run(c->roles[0], c->slots, count), count);
    return c->keep;
}

/* ---- events ---- */

/* One number for an entity of several columns, or of a text that is made of one. */
static ind_vector made_entity(ind_collection *c, const ind_vector *const *parts, size_t count) {
    ind_buffer text = {0};
    for (size_t row = 0; row < count; row++) {
        c->entity_codes.code[row] = IND_NULL_CODE;
        if (c->keep[row] != IND_TRUE)
            continue;
        text.length = 0;
        for (size_t k = 0; k < c->entity_count; k++) {
            ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
            uint32_t length = (uint32_t)part.length;
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
    return c->collector->entities == NULL ? *parts[0] : made_entity(c, parts, count);
}

/* The columns of the timeline for COUNT rows (0: types and dictionaries only). */
static void set_event(ind_collection *c, const ind_vector *columns, size_t count) {
    const ind_feed_plan *plan = c->collector->plan;
    const ind_feed_spec *spec = spec_of(plan);
    size_t at = 0;
    c->event[at++] = entity_of(c, count);
    for (unsigned r = 0; r < IND_MAX_ROLES; r++) {
        if (r == spec->sorted)
            for (size_t k = 0; k < plan->tie_count; k++)
                c->event[at++] = columns[plan->tie[k]];
        c->role_column[r] = c->roles[r] == NULL ? -1 : (int)at;
        if (c->roles[r] != NULL)
            c->event[at++] = *ind_eval_run(c->roles[r], c->slots, count);
    }
    c->first_column = at;
    for (size_t i = 0; i < feed_of(plan)->column_count; i++)
        c->event[at++] = columns[plan->column[i]];
    if (c->collector->placed)
        c->event[at++] = (ind_vector){.type = IND_INTEGER, .integer = c->places};
    c->event_columns = at;
}

void ind_collection_take(ind_collection *c, const ind_vector *columns, size_t count) {
    set_event(c, columns, count);
    ind_timeline_add(c->timeline, c->event, count, c->keep);
}

/* ---- beginning and end ---- */

static ind_eval *eval_at(const ind_feed_plan *plan, const char *path) {
    const ind_expr *expr = expr_at(plan, path);
    return expr == NULL ? NULL : ind_eval_new(expr);
}

static void open_timeline(ind_collection *c) {
    const ind_input *input = c->collector->plan->input;
    ind_vector *columns = ind_alloc_array(input->column_count, sizeof *columns);
    for (size_t i = 0; i < input->column_count; i++)
        columns[i] = (ind_vector){.type = input->columns[i].type, .dict = input->columns[i].dict};
    set_slots(c, columns);
    set_event(c, columns, 0);
    c->timeline = ind_timeline_new(c->event, c->event_columns);
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

ind_collection *ind_collection_open(const ind_collector *collector, ind_shared *shared) {
    const ind_feed_plan *plan = collector->plan;
    const ind_feed_spec *spec = spec_of(plan);
    const ind_param *entity = ind_measure_param(plan->job->measure, spec->entity);
    ind_collection *c = ind_alloc(sizeof *c);
    c->collector = collector;
    open_slots(c);
    c->where = eval_at(plan, spec->where);
    if (c->where != NULL && shared != NULL)
        ind_eval_join(c->where, shared, plan->slot_column);
    c->entity_count = entity->count;
    c->entity = ind_alloc_array(entity->count, sizeof *c->entity);
    for (size_t k = 0; k < entity->count; k++)
        c->entity[k] = ind_eval_new(entity->exprs[k]);
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        c->roles[r] = eval_at(plan, spec->roles[r]);
    c->entity_codes = ind_vector_new(IND_TEXT, collector->entities, collector->entities == NULL ? 0 : IND_BATCH_ROWS);
    c->keep = ind_alloc(IND_BATCH_ROWS);
    c->event = ind_alloc_array(2 + IND_MAX_ROLES + plan->tie_count + feed_of(plan)->column_count, sizeof *c->event);
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
    free(c->entity_codes.any);
    free(c->keep);
    free(c->event);
    ind_timeline_free(c->timeline);
    free(c);
}

void ind_collection_clear(ind_collection *c) {
    c->rows = c->outside = 0;
    ind_timeline_clear(c->timeline);
}

void ind_collection_absorb(ind_collection *c, ind_collection *from) {
    c->rows += from->rows;
    c->outside += from->outside;
    ind_timeline_absorb(c->timeline, from->timeline);
}

/* ---- when all is there ---- */

void ind_collection_place(ind_collection *c, int64_t *numbers) {
    c->places = numbers;
}

int ind_collection_place_column(const ind_collection *c) {
    return (int)c->event_columns - 1;
}

void ind_collection_end(ind_collection *c) {
    ind_timeline_end(c->timeline);
}

int64_t ind_collection_rows(const ind_collection *c) {
    return c->rows;
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
    events.met = (int64_t)part->events + (first ? c->outside : 0);
    return events;
}
