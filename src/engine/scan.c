/* scan.c - a dataset is read once; each batch goes to every feed that asks for it.
 *
 *   batch of own fields + rows found by look-ups -> columns of the input
 *   -> slots of a feed -> row kinds collect, timeline kinds get events */
#include "engine/engine.h"

#include <stdlib.h>

typedef struct {
    ind_run *run;
    ind_input *input;
    uint32_t *wanted; /* own fields, ascending */
    size_t wanted_count;
    int *position; /* of a field in the batch; -1: not wanted */
    ind_feed_scan **feeds;
    size_t feed_count;
} scan;

/* ---- columns of a batch ---- */

static const ind_vector *own_vector(const scan *s, const ind_batch *batch, uint32_t field) {
    return &batch->columns[s->position[field]];
}

static void note_misses(scan *s, const ind_batch *batch, const ind_foreign_key *key, const int64_t *rows) {
    uint32_t field = key->fields[key->count - 1];
    const char *column = ind_arena_str(s->run->arena, s->input->dataset->fields[field].name).data;
    const char *what = ind_arena_format(s->run->arena, "has no row in '%.*s'", IND_STR_ARGS(key->target));
    for (size_t row = 0; row < batch->count; row++)
        if (rows[row] == IND_ROW_MISS)
            ind_findings_add(&s->input->misses[batch->file], "missing_lookup", IND_WARNING, column, field + 1, what,
                             batch->line[row], NULL);
}

static void take_values(ind_scan_column *column, const ind_vector *from, const int64_t *rows, size_t count) {
    for (size_t row = 0; row < count; row++) {
        if (rows[row] >= 0)
            ind_vector_copy(&column->looked_up, row, from, (size_t)rows[row]);
        else
            ind_vector_set_null(&column->looked_up, row);
    }
}

static void run_lookup(scan *s, const ind_batch *batch, int foreign_key) {
    ind_input *input = s->input;
    const ind_foreign_key *key = &input->dataset->foreign_keys[foreign_key];
    const ind_vector *keys[IND_MAX_KEY];
    for (size_t f = 0; f < key->count; f++)
        keys[f] = own_vector(s, batch, key->fields[f]);
    const ind_vector *at = key->has_valid ? own_vector(s, batch, key->valid_at) : NULL;
    ind_lookup_run(input->lookups[foreign_key], keys, at, batch->count, input->rows);
    note_misses(s, batch, key, input->rows);
    const ind_reference *table = &ind_run_input(s->run, key->target)->table;
    for (size_t c = 0; c < input->column_count; c++)
        if (input->columns[c].foreign_key == foreign_key)
            take_values(&input->columns[c], ind_reference_column(table, input->columns[c].field), input->rows, batch->count);
}

static void run_lookups(scan *s, const ind_batch *batch) {
    for (size_t k = 0; k < s->input->dataset->foreign_key_count; k++)
        if (s->input->lookups[k] != NULL)
            run_lookup(s, batch, (int)k);
}

static ind_vector column_vector(const scan *s, const ind_batch *batch, uint32_t number) {
    const ind_scan_column *column = &s->input->columns[number];
    if (batch == NULL)
        return (ind_vector){.type = column->type, .dict = column->dict};
    return column->foreign_key >= 0 ? column->looked_up : *own_vector(s, batch, column->field);
}

/* ---- feeds ---- */

static const ind_feed *feed_of(const ind_feed_scan *feed) {
    return &feed->job->measure->feeds[feed->number];
}

static void set_slots(const scan *s, ind_feed_scan *feed, const ind_batch *batch) {
    const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == IND_SIDE_ROW)
            feed->slots[i] = column_vector(s, batch, feed->column[slots->items[i].column]);
}

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

static void feed_rows(ind_feed_scan *feed, size_t count) {
    ind_job *job = feed->job;
    if (job->kind->adds_up(job->measure)) {
        job->kind->collect(job->state, feed->slots, count, -1);
        return;
    }
    for (size_t p = 0; p < job->calendar.count; p++) {
        set_period(feed, &job->calendar.items[p], count);
        job->kind->collect(job->state, feed->slots, count, (int)p);
    }
}

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
static void set_event(const scan *s, ind_feed_scan *feed, const ind_batch *batch) {
    const ind_feed_spec *spec = &feed->job->kind->feeds[feed->number];
    size_t count = batch == NULL ? 0 : batch->count, at = 0;
    feed->event[at++] = entity_of(feed, count);
    for (unsigned r = 0; r < IND_MAX_ROLES; r++) {
        if (r == spec->sorted)
            for (size_t k = 0; k < feed->tie_count; k++)
                feed->event[at++] = column_vector(s, batch, feed->tie[k]);
        if (feed->roles[r] == NULL)
            continue;
        feed->role_column[r] = (int)at;
        feed->event[at++] = *ind_eval_run(feed->roles[r], feed->slots, count);
    }
    feed->first_column = at;
    for (size_t c = 0; c < feed_of(feed)->column_count; c++)
        feed->event[at++] = column_vector(s, batch, feed->column[c]);
    feed->event_columns = at;
}

static void feed_events(const scan *s, ind_feed_scan *feed, const ind_batch *batch) {
    const ind_feed_spec *spec = &feed->job->kind->feeds[feed->number];
    size_t count = batch->count;
    const uint8_t *truth = feed->where == NULL ? NULL : ind_eval_run(feed->where, feed->slots, count)->truth;
    for (size_t row = 0; row < count; row++)
        feed->keep[row] = truth == NULL ? IND_TRUE : truth[row];
    set_event(s, feed, batch);
    for (unsigned r = 0; r < IND_MAX_ROLES && spec->needed != NULL; r++) {
        if (spec->roles[r] == NULL || strcmp(spec->roles[r], spec->needed) != 0)
            continue;
        for (size_t row = 0; row < count; row++)
            if (ind_vector_is_null(&feed->event[feed->role_column[r]], row))
                feed->keep[row] = IND_FALSE;
    }
    if (feed->number == 0)
        feed->job->flow.items[0].n += (int64_t)count;
    ind_timeline_add(feed->timeline, feed->event, count, feed->keep);
}

/* ---- beginning and end ---- */

static ind_eval *eval_at(const ind_measure *measure, const char *path) {
    const ind_expr *expr = path == NULL ? NULL : ind_measure_param(measure, path)->expr;
    return expr == NULL ? NULL : ind_eval_new(expr);
}

static void open_timeline(const scan *s, ind_feed_scan *feed) {
    const ind_feed_spec *spec = &feed->job->kind->feeds[feed->number];
    const ind_measure *measure = feed->job->measure;
    const ind_param *entity = ind_measure_param(measure, spec->entity);
    const ind_expr *where = feed->number == 0 ? feed_of(feed)->where : ind_measure_param(measure, "chronic.where")->expr;
    feed->where = where == NULL ? NULL : ind_eval_new(where);
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
    feed->event = ind_alloc_array(1 + IND_MAX_ROLES + feed->tie_count + feed_of(feed)->column_count, sizeof *feed->event);
    set_event(s, feed, NULL);
    feed->timeline = ind_timeline_new(feed->event, feed->event_columns);
}

static void open_feed(const scan *s, ind_feed_scan *feed) {
    const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
    feed->slots = ind_alloc_array(slots->count, sizeof *feed->slots);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            feed->slots[i] = ind_vector_new(IND_DATE, NULL, IND_BATCH_ROWS);
    set_slots(s, feed, NULL);
    if (ind_kind_follows(feed->job->measure))
        open_timeline(s, feed);
}

void ind_feed_scan_free(ind_feed_scan *feed) {
    if (feed->slots != NULL) {
        const ind_slots *slots = &feed_of(feed)->slots[IND_SCOPE_ROW];
        for (size_t i = 0; i < slots->count; i++)
            if (slots->items[i].side != IND_SIDE_ROW)
                free(feed->slots[i].any);
    }
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
}

static void begin(void *context) {
    scan *s = context;
    for (size_t f = 0; f < s->input->file_count; f++)
        ind_findings_clear(&s->input->misses[f]);
    for (size_t i = 0; i < s->feed_count; i++) {
        if (s->feeds[i]->timeline != NULL)
            ind_timeline_clear(s->feeds[i]->timeline);
        if (s->feeds[i]->number == 0)
            ind_job_restart(s->run, s->feeds[i]->job);
    }
}

static void take_batch(void *context, const ind_batch *batch) {
    scan *s = context;
    run_lookups(s, batch);
    for (size_t i = 0; i < s->feed_count; i++) {
        ind_feed_scan *feed = s->feeds[i];
        set_slots(s, feed, batch);
        if (ind_kind_follows(feed->job->measure))
            feed_events(s, feed, batch);
        else
            feed_rows(feed, batch->count);
    }
}

static void find_feeds(scan *s) {
    ind_run *run = s->run;
    s->feeds = ind_alloc_array(run->job_count * IND_MAX_FEEDS, sizeof *s->feeds);
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++)
            if (run->jobs[i].feeds[f].input == s->input)
                s->feeds[s->feed_count++] = &run->jobs[i].feeds[f];
}

static void find_fields(scan *s) {
    const ind_dataset *dataset = s->input->dataset;
    s->wanted = ind_alloc_array(dataset->field_count, sizeof *s->wanted);
    s->position = ind_alloc_array(dataset->field_count, sizeof *s->position);
    for (uint32_t f = 0; f < dataset->field_count; f++) {
        s->position[f] = s->input->wanted_fields[f] ? (int)s->wanted_count : -1;
        if (s->input->wanted_fields[f])
            s->wanted[s->wanted_count++] = f;
    }
}

ind_status ind_scan_input(ind_run *run, ind_input *input) {
    scan s = {.run = run, .input = input};
    find_feeds(&s);
    find_fields(&s);
    input->rows = ind_alloc_array(IND_BATCH_ROWS, sizeof *input->rows);
    for (size_t c = 0; c < input->column_count; c++)
        if (input->columns[c].foreign_key >= 0)
            input->columns[c].looked_up = ind_vector_new(input->columns[c].type, input->columns[c].dict, IND_BATCH_ROWS);
    for (size_t i = 0; i < s.feed_count; i++)
        open_feed(&s, s.feeds[i]);
    ind_status status = ind_input_read(run, input, s.wanted, s.wanted_count, begin, take_batch, &s);
    for (size_t c = 0; c < input->column_count; c++)
        free(input->columns[c].looked_up.any);
    free(input->rows);
    free(s.feeds);
    free(s.wanted);
    free(s.position);
    return status;
}
