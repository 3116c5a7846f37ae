/* feed.c - a feed of a measure in one thread: its columns become slots of the row scope; rows go to the kind at once,
 * events wait in a timeline until all are there. */
#include "engine/engine.h"

#include <stdlib.h>

static const ind_feed *feed_of(const ind_feed_scan *feed) {
    return &feed->plan->job->measure->feeds[feed->plan->number];
}

static const ind_feed_spec *spec_of(const ind_feed_scan *feed) {
    return &feed->plan->job->kind->feeds[feed->plan->number];
}

static bool follows(const ind_feed_scan *feed) {
    return ind_kind_follows(feed->plan->job->measure);
}

static void set_slots(ind_feed_scan *feed, const ind_vector *columns) {
    const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == IND_SIDE_ROW)
            feed->slots[i] = columns[feed->plan->column[slots->items[i].column]];
}

/* ---- rows ---- */

static void set_period(ind_feed_scan *feed, const ind_period *period, size_t count) {
    const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < slots->count; i++) {
        if (slots->items[i].side == IND_SIDE_ROW)
            continue;
        int32_t day = slots->items[i].side == IND_SIDE_PERIOD_START ? period->from : period->to;
        for (size_t row = 0; row < count; row++)
            feed->slots[i].day[row] = day;
    }
}

static void take_rows(ind_feed_scan *feed, size_t count) {
    const ind_job *job = feed->plan->job;
    if (job->kind->adds_up(job->measure)) {
        job->kind->collect(feed->counter->state, feed->slots, count, -1);
        return;
    }
    for (size_t p = 0; p < job->calendar.count; p++) {
        set_period(feed, &job->calendar.items[p], count);
        job->kind->collect(feed->counter->state, feed->slots, count, (int)p);
    }
}

/* ---- events ---- */

/* One number for an entity of several columns. */
static ind_vector joined_entity(ind_feed_scan *feed, const ind_vector *const *parts, size_t count) {
    ind_buffer text = {0};
    for (size_t row = 0; row < count; row++) {
        bool known = true;
        text.length = 0;
        for (size_t k = 0; k < feed->entity_count; k++) {
            ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
            uint32_t length = (uint32_t)part.length;
            known = known && parts[k]->code[row] != IND_NULL_CODE;
            ind_buffer_add(&text, &length, sizeof length);
            ind_buffer_add(&text, part.data, part.length);
        }
        feed->entity_codes.code[row] = known ? ind_dict_add(feed->entities, ind_buffer_str(&text)) : IND_NULL_CODE;
    }
    ind_buffer_free(&text);
    return feed->entity_codes;
}

static ind_vector entity_of(ind_feed_scan *feed, size_t count) {
    const ind_vector *parts[IND_MAX_KEY];
    for (size_t k = 0; k < feed->entity_count; k++)
        parts[k] = ind_eval_run(feed->entity[k], feed->slots, count);
    return feed->entity_count == 1 ? *parts[0] : joined_entity(feed, parts, count);
}

/* The columns of the timeline for COUNT rows (0: types and dictionaries only). */
static void set_event(ind_feed_scan *feed, const ind_vector *columns, size_t count) {
    const ind_feed_spec *spec = spec_of(feed);
    size_t at = 0;
    feed->event[at++] = entity_of(feed, count);
    for (unsigned r = 0; r < IND_MAX_ROLES; r++) {
        if (r == spec->sorted)
            for (size_t k = 0; k < feed->plan->tie_count; k++)
                feed->event[at++] = columns[feed->plan->tie[k]];
        if (feed->roles[r] == NULL)
            continue;
        feed->role_column[r] = (int)at;
        feed->event[at++] = *ind_eval_run(feed->roles[r], feed->slots, count);
    }
    feed->first_column = at;
    for (size_t c = 0; c < feed_of(feed)->column_count; c++)
        feed->event[at++] = columns[feed->plan->column[c]];
    feed->event_columns = at;
}

static void drop_without_needed(ind_feed_scan *feed, size_t count) {
    const ind_feed_spec *spec = spec_of(feed);
    for (unsigned r = 0; r < IND_MAX_ROLES && spec->needed != NULL; r++) {
        if (spec->roles[r] == NULL || strcmp(spec->roles[r], spec->needed) != 0)
            continue;
        for (size_t row = 0; row < count; row++)
            if (ind_vector_is_null(&feed->event[feed->role_column[r]], row))
                feed->keep[row] = IND_FALSE;
    }
}

static void take_events(ind_feed_scan *feed, const ind_vector *columns, size_t count) {
    const uint8_t *truth = feed->where == NULL ? NULL : ind_eval_run(feed->where, feed->slots, count)->truth;
    for (size_t row = 0; row < count; row++)
        feed->keep[row] = truth == NULL ? IND_TRUE : truth[row];
    set_event(feed, columns, count);
    drop_without_needed(feed, count);
    ind_timeline_add(feed->timeline, feed->event, count, feed->keep);
}

void ind_feed_take(ind_feed_scan *feed, const ind_vector *columns, size_t count) {
    set_slots(feed, columns);
    feed->rows += (int64_t)count;
    if (follows(feed))
        take_events(feed, columns, count);
    else
        take_rows(feed, count);
}

/* ---- beginning and end ---- */

static ind_eval *eval_at(const ind_measure *measure, const char *path) {
    const ind_expr *expr = path == NULL ? NULL : ind_measure_param(measure, path)->expr;
    return expr == NULL ? NULL : ind_eval_new(expr);
}

static void open_timeline(ind_feed_scan *feed, const ind_vector *columns) {
    const ind_feed_spec *spec = spec_of(feed);
    const ind_measure *measure = feed->plan->job->measure;
    const ind_param *entity = ind_measure_param(measure, spec->entity);
    feed->where = eval_at(measure, spec->where);
    feed->entity_count = entity->count;
    feed->entity = ind_alloc_array(entity->count, sizeof *feed->entity);
    for (size_t k = 0; k < entity->count; k++)
        feed->entity[k] = ind_eval_new(entity->exprs[k]);
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        feed->roles[r] = eval_at(measure, spec->roles[r]);
    if (entity->count > 1) {
        feed->entities = ind_dict_new();
        feed->entity_codes = ind_vector_new(IND_TEXT, feed->entities, IND_BATCH_ROWS);
    }
    feed->keep = ind_alloc(IND_BATCH_ROWS);
    feed->event =
        ind_alloc_array(1 + IND_MAX_ROLES + feed->plan->tie_count + feed_of(feed)->column_count, sizeof *feed->event);
    set_event(feed, columns, 0);
    feed->timeline = ind_timeline_new(feed->event, feed->event_columns);
}

ind_feed_scan *ind_feed_open(const ind_feed_plan *plan, ind_dict *const *dicts) {
    ind_feed_scan *feed = ind_alloc(sizeof *feed);
    feed->plan = plan;
    const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
    feed->slots = ind_alloc_array(slots->count, sizeof *feed->slots);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            feed->slots[i] = ind_vector_new(IND_DATE, NULL, IND_BATCH_ROWS);
    ind_vector *columns = ind_alloc_array(plan->input->column_count, sizeof *columns);
    for (size_t c = 0; c < plan->input->column_count; c++)
        columns[c] = (ind_vector){.type = plan->input->columns[c].type, .dict = dicts[c]};
    set_slots(feed, columns);
    if (follows(feed))
        open_timeline(feed, columns);
    free(columns);
    return feed;
}

void ind_feed_clear(ind_feed_scan *feed) {
    feed->rows = 0;
    if (feed->timeline != NULL)
        ind_timeline_clear(feed->timeline);
}

void ind_feed_free(ind_feed_scan *feed) {
    if (feed == NULL)
        return;
    const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            free(feed->slots[i].any);
    free(feed->slots);
    ind_eval_free(feed->where);
    for (size_t k = 0; k < feed->entity_count; k++)
        ind_eval_free(feed->entity[k]);
    free(feed->entity);
    for (size_t r = 0; r < IND_MAX_ROLES; r++)
        ind_eval_free(feed->roles[r]);
    ind_dict_free(feed->entities);
    free(feed->entity_codes.any);
    free(feed->keep);
    free(feed->event);
    ind_timeline_free(feed->timeline);
    free(feed);
}

void ind_feed_merge(ind_feed_scan *to, const ind_feed_scan *from) {
    to->rows += from->rows;
    if (to->timeline != NULL)
        ind_timeline_absorb(to->timeline, from->timeline);
}
