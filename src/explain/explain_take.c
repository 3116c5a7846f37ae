/* explain_take.c - the rows of the entities in question, and what was noticed of their records.
 *
 * A finding comes before the batch that its row is in, so findings wait until the rows of the batch are known. */
#include "explain/explain.h"

#include <stdlib.h>

/* ---- rows ---- */

static void reserve(ind_explain_table *table, const ind_input *input) {
    if (table->columns == NULL) {
        table->columns = ind_alloc_array(input->column_count, sizeof *table->columns);
        for (size_t c = 0; c < input->column_count; c++)
            table->columns[c] = (ind_vector){.type = input->columns[c].type, .dict = input->columns[c].dict};
    }
    if (table->rows < table->capacity)
        return;
    table->capacity = table->capacity == 0 ? 64 : 2 * table->capacity;
    table->places = ind_realloc(table->places, table->capacity * sizeof *table->places);
    for (size_t c = 0; c < input->column_count; c++)
        table->columns[c].any =
            ind_realloc(table->columns[c].any, table->capacity * ind_type_size(table->columns[c].type));
}

static void add_row(ind_explanation *e, unsigned feed, const ind_vector *columns, size_t row, uint32_t place) {
    ind_explain_table *table = &e->tables[feed];
    const ind_input *input = e->job->feeds[feed].input;
    reserve(table, input);
    for (size_t c = 0; c < input->column_count; c++)
        ind_vector_copy(&table->columns[c], table->rows, &columns[c], row);
    table->places[table->rows++] = place;
}

static uint32_t add_subject(ind_explanation *e, uint64_t entity) {
    e->subjects =
        ind_arena_grow(e->run->arena, e->subjects, e->subject_count, &e->subject_capacity, sizeof *e->subjects);
    e->subjects[e->subject_count] = (ind_subject){entity};
    return (uint32_t)e->subject_count++;
}

static uint32_t subject_of(ind_explanation *e, uint32_t entity) {
    if (entity == IND_NULL_CODE)
        return add_subject(e, 0);
    return e->subject_of[entity] - 1;
}

/* ---- a batch ---- */

typedef struct {
    ind_explanation *e;
    const ind_input *input;
    const ind_batch *batch;
    unsigned feed;
    const ind_vector *columns;
    uint32_t *places; /* by row of the batch: row of the trace + 1, 0 none */
} taking;

static uint32_t place_of(const taking *t, size_t row, uint32_t entity) {
    ind_trace *trace = &t->e->trace;
    if (t->places[row] > 0)
        return t->places[row] - 1;
    trace->rows =
        ind_arena_grow(trace->arena, trace->rows, trace->row_count, &trace->row_capacity, sizeof *trace->rows);
    trace->rows[trace->row_count] = (ind_trace_row){
        .feed = t->feed, .file = t->batch->file, .line = t->batch->line[row], .subject = subject_of(t->e, entity)};
    t->places[row] = (uint32_t)++trace->row_count;
    return t->places[row] - 1;
}

static void take_entity(void *context, size_t row, ind_str text) {
    const taking *t = context;
    ind_explanation *e = t->e;
    uint32_t number = text.data == NULL ? IND_NULL_CODE : ind_dict_find(e->numbers, text);
    bool asked = ind_explain_target(e, t->input, t->batch->file, t->batch->line[row]) != NULL;
    bool wanted = number == IND_NULL_CODE ? asked : e->chosen[number];
    if (wanted)
        add_row(e, t->feed, t->columns, row, place_of(t, row, number));
}

/* Rows that every entity is held against: none of them is told of. */
static void take_all(const taking *t) {
    for (size_t row = 0; row < t->batch->count; row++)
        add_row(t->e, t->feed, t->columns, row, 0);
}

static void take_rows(const taking *t) {
    for (size_t row = 0; row < t->batch->count; row++)
        if (ind_explain_target(t->e, t->input, t->batch->file, t->batch->line[row]) != NULL)
            add_row(t->e, t->feed, t->columns, row, place_of(t, row, IND_NULL_CODE));
}

/* Of the findings that waited, those of rows that were taken stay. */
static void settle_notes(const taking *t) {
    ind_explanation *e = t->e;
    for (size_t i = 0; i < e->pending_count; i++) {
        size_t row = ind_batch_row_on(t->batch, e->pending[i].note.line);
        if (row == SIZE_MAX || t->places[row] == 0)
            continue;
        e->pending[i].row = t->places[row] - 1;
        e->notes = ind_grow(e->notes, e->note_count, &e->note_capacity, sizeof *e->notes);
        e->notes[e->note_count++] = e->pending[i];
    }
    e->pending_count = 0;
}

static void take_batch(void *context, const ind_input *input, const ind_batch *batch, const ind_vector *columns) {
    ind_explanation *e = context;
    taking t = {.e = e, .input = input, .batch = batch, .columns = columns};
    t.places = ind_alloc_array(batch->count, sizeof *t.places);
    for (unsigned f = 0; f < e->job->measure->feed_count; f++) {
        if (e->job->feeds[f].input != input)
            continue;
        t.feed = f;
        if (ind_kind_takes_all(e->job->measure, f))
            take_all(&t);
        else if (!ind_kind_counts(e->job->measure, f))
            ind_explain_entities_of(e, f, columns, batch->count, take_entity, &t);
        else
            take_rows(&t);
    }
    settle_notes(&t);
    free(t.places);
}

/* ---- findings ---- */

static void take_note(void *context, const ind_record_note *note) {
    ind_explanation *e = context;
    if (e->reading == NULL)
        return;
    ind_explain_note own = {*note, e->reading, UINT32_MAX};
    bool asked = ind_explain_target(e, e->reading, note->file, note->line) != NULL;
    if (note->fate == IND_FATE_KEPT) {
        e->pending = ind_grow(e->pending, e->pending_count, &e->pending_capacity, sizeof *e->pending);
        e->pending[e->pending_count++] = own;
    } else if (asked) {
        e->notes = ind_grow(e->notes, e->note_count, &e->note_capacity, sizeof *e->notes);
        e->notes[e->note_count++] = own;
    }
}

/* ---- the passes ---- */

static void begin(void *context) {
    ind_explanation *e = context;
    size_t kept = 0;
    for (size_t i = 0; i < e->note_count; i++)
        if (e->notes[i].input != e->reading)
            e->notes[kept++] = e->notes[i];
    e->note_count = kept;
    e->pending_count = 0;
    e->trace.row_count = e->rows_before;
    e->subject_count = e->subjects_before;
    for (unsigned f = 0; f < e->job->measure->feed_count; f++)
        if (e->job->feeds[f].input == e->reading)
            e->tables[f].rows = 0;
}

/* Subjects in order of their number. */
static void list_entities(ind_explanation *e) {
    uint32_t count = e->follows ? ind_dict_count(e->numbers) : 0;
    e->subject_of = ind_alloc_array((size_t)count + 1, sizeof *e->subject_of);
    for (uint32_t n = 1; n <= count; n++)
        if (e->chosen[n])
            e->subject_of[n] = add_subject(e, n) + 1;
}

ind_status ind_explain_take(ind_explanation *e) {
    ind_status status = IND_OK;
    e->watch = (ind_watch){e, begin, take_batch, take_note};
    list_entities(e);
    for (unsigned f = 0; f < e->job->measure->feed_count && status == IND_OK; f++) {
        bool again = false;
        for (unsigned k = 0; k < f; k++)
            again |= e->job->feeds[k].input == e->job->feeds[f].input;
        if (!again)
            status = ind_explain_read(e, e->job->feeds[f].input);
    }
    return status == IND_OK ? ind_explain_answered(e) : status;
}
