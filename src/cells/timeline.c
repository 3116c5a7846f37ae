/* timeline.c - events come in by rows of a batch, wait side by side until there are many, and are then dealt out to the
 * parts: so that each column of each part gets many values at a time.  Sorting a part lays its chunks end to end, works
 * out the order as an index (event_order.c) and then moves each column once.
 *
 * Two events whose order is left open are alike in every value, so the outcome does not depend on
 * the order in which they came - provided that values which compare as equal also have equal
 * bits.  For that, -0 becomes 0 and every NaN the same NaN on the way in. */
#include "cells/timeline.h"
#include "base/memory.h"
#include "cells/event_order.h"

#include <assert.h>
#include <stdlib.h>

enum { PARTS = IND_TIMELINE_PARTS, PART_BITS = 6, FIRST_EVENTS = 16, MOST_EVENTS = 4096, WAITING = 16384 };
_Static_assert(PARTS == 1 << PART_BITS, "an entity's part is the lowest bits of its code");

typedef struct chunk {
    struct chunk *next;
    size_t count, capacity; /* events */
    void *values[];         /* of each column; behind this header */
} chunk;

typedef struct {
    chunk *chunks; /* the one that is filled comes first */
    size_t count;
    bool sorted;
    ind_timeline_part view; /* once sorted */
} part;

struct ind_timeline {
    ind_vector *columns; /* types and dictionaries */
    size_t column_count, event_size;
    part parts[PARTS];
    chunk *waiting; /* not dealt out yet; NULL: none so far */
    uint32_t *rows; /* places that are gathered at once */
    size_t rows_capacity;
};

ind_timeline *ind_timeline_new(const ind_vector *columns, size_t column_count) {
    assert(column_count > 0 && columns[0].type == IND_TEXT);
    ind_timeline *timeline = ind_alloc(sizeof(ind_timeline));
    timeline->column_count = column_count;
    timeline->columns = ind_alloc_array(column_count, sizeof(ind_vector));
    for (size_t c = 0; c < column_count; c++) {
        timeline->columns[c] = (ind_vector){.type = columns[c].type, .dict = columns[c].dict};
        timeline->event_size += ind_type_size(columns[c].type);
    }
    return timeline;
}

static void free_chunks(part *p) {
    for (chunk *c = p->chunks; c != NULL;) {
        chunk *next = c->next;
        free(c);
        c = next;
    }
    p->chunks = NULL;
}

void ind_timeline_drop(ind_timeline *timeline, unsigned number) {
    part *p = &timeline->parts[number];
    free_chunks(p);
    for (size_t c = 0; p->sorted && c < timeline->column_count; c++)
        free(p->view.columns[c].any);
    free((void *)p->view.columns);
    free((void *)p->view.starts);
    *p = (part){0};
}

void ind_timeline_clear(ind_timeline *timeline) {
    free(timeline->waiting);
    timeline->waiting = NULL;
    for (unsigned n = 0; n < PARTS; n++)
        ind_timeline_drop(timeline, n);
}

void ind_timeline_free(ind_timeline *timeline) {
    if (timeline == NULL)
        return;
    ind_timeline_clear(timeline);
    free(timeline->columns);
    free(timeline->rows);
    free(timeline);
}

/* ---- collecting ---- */

/* One block: header, then the columns, the widest values first so that all are aligned. */
static chunk *new_chunk(const ind_timeline *timeline, size_t capacity) {
    size_t header = sizeof(chunk) + timeline->column_count * sizeof(void *);
    header = (header + 7) & ~(size_t)7;
    chunk *c = ind_alloc(header + capacity * timeline->event_size);
    char *at = (char *)c + header;
    c->capacity = capacity;
    for (size_t size = sizeof(int64_t); size > 0; size /= 2)
        for (size_t i = 0; i < timeline->column_count; i++) {
            if (ind_type_size(timeline->columns[i].type) != size)
                continue;
            c->values[i] = at;
            at += capacity * size;
        }
    return c;
}

static chunk *with_room(const ind_timeline *timeline, part *p) {
    chunk *c = p->chunks;
    if (c != NULL && c->count < c->capacity)
        return c;
    size_t capacity = c == NULL ? FIRST_EVENTS : 2 * c->capacity;
    chunk *added = new_chunk(timeline, capacity < MOST_EVENTS ? capacity : MOST_EVENTS);
    added->next = c;
    p->chunks = added;
    return added;
}

static void normalise(double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = isnan(numbers[i]) ? (double)NAN : numbers[i] + 0.0;
}

static ind_vector behind(const ind_timeline *timeline, const chunk *c, size_t column) {
    ind_vector out = timeline->columns[column];
    out.any = c->values[column];
    return ind_vector_slice(&out, c->count);
}

/* Rows of COLUMNS behind what is in the chunk, which has room for them. */
static void append(const ind_timeline *timeline, chunk *c, const ind_vector *columns, const uint32_t *rows,
                   size_t count) {
    for (size_t i = 0; i < timeline->column_count; i++) {
        ind_vector to = behind(timeline, c, i);
        ind_vector_gather(&to, &columns[i], rows, count);
        if (to.type == IND_NUMBER)
            normalise(to.number, count);
    }
    c->count += count;
}

static void add_to_part(ind_timeline *timeline, part *p, const ind_vector *columns, const uint32_t *rows,
                        size_t count) {
    assert(!p->sorted);
    p->count += count;
    if (p->count >= UINT32_MAX)
        ind_out_of_memory(); /* more events than the index can number */
    while (count > 0) {
        chunk *c = with_room(timeline, p);
        size_t some = c->capacity - c->count < count ? c->capacity - c->count : count;
        append(timeline, c, columns, rows, some);
        rows += some;
        count -= some;
    }
}

static uint32_t *room_for_rows(ind_timeline *timeline, size_t count) {
    if (count > timeline->rows_capacity) {
        timeline->rows = ind_realloc(timeline->rows, count * sizeof(uint32_t));
        timeline->rows_capacity = count;
    }
    return timeline->rows;
}

/* What is waiting, in order of parts; part N ends at ENDS[N]. */
static void order_by_part(ind_timeline *timeline, size_t ends[PARTS]) {
    const chunk *c = timeline->waiting;
    const uint32_t *entity = c->values[0];
    uint32_t *rows = room_for_rows(timeline, c->count);
    size_t next[PARTS] = {0}, place = 0;
    for (size_t i = 0; i < c->count; i++)
        next[entity[i] % PARTS]++;
    for (unsigned n = 0; n < PARTS; n++) {
        size_t here = next[n];
        next[n] = place;
        ends[n] = place += here;
    }
    for (size_t i = 0; i < c->count; i++)
        rows[next[entity[i] % PARTS]++] = (uint32_t)i;
}

static void deal_out(ind_timeline *timeline) {
    chunk *c = timeline->waiting;
    if (c == NULL || c->count == 0)
        return;
    size_t ends[PARTS];
    ind_vector *columns = ind_alloc_array(timeline->column_count, sizeof *columns);
    for (size_t i = 0; i < timeline->column_count; i++) {
        columns[i] = timeline->columns[i];
        columns[i].any = c->values[i];
    }
    order_by_part(timeline, ends);
    for (unsigned n = 0; n < PARTS; n++) {
        size_t from = n == 0 ? 0 : ends[n - 1];
        if (ends[n] > from)
            add_to_part(timeline, &timeline->parts[n], columns, timeline->rows + from, ends[n] - from);
    }
    c->count = 0;
    free(columns);
}

static chunk *room_for_waiting(ind_timeline *timeline, size_t count) {
    chunk *c = timeline->waiting;
    if (c != NULL && c->capacity - c->count >= count)
        return c;
    deal_out(timeline);
    if (c == NULL || c->capacity < count) {
        free(c);
        timeline->waiting = new_chunk(timeline, count < WAITING ? WAITING : count);
    }
    return timeline->waiting;
}

void ind_timeline_add(ind_timeline *timeline, const ind_vector *columns, size_t count, const uint8_t *keep) {
    chunk *waiting = room_for_waiting(timeline, count);
    uint32_t *rows = room_for_rows(timeline, count);
    size_t kept = 0;
    for (size_t c = 0; c < timeline->column_count; c++)
        assert(timeline->columns[c].type == columns[c].type && timeline->columns[c].dict == columns[c].dict);
    for (size_t row = 0; row < count; row++) {
        rows[kept] = (uint32_t)row;
        kept += columns[0].code[row] != IND_NULL_CODE && (keep == NULL || keep[row] == IND_TRUE);
    }
    append(timeline, waiting, columns, rows, kept);
}

void ind_timeline_end(ind_timeline *timeline) {
    deal_out(timeline);
    free(timeline->waiting);
    free(timeline->rows);
    timeline->waiting = NULL;
    timeline->rows = NULL;
    timeline->rows_capacity = 0;
}

/* ---- bringing together ---- */

/* Codes of the column as codes of TO; each text is looked up once. */
static void translate(ind_timeline *timeline, size_t column, ind_dict *to) {
    const ind_dict *from = timeline->columns[column].dict;
    uint32_t *map = ind_alloc_array((size_t)ind_dict_count(from) + 1, sizeof *map);
    for (unsigned n = 0; n < PARTS; n++)
        for (chunk *c = timeline->parts[n].chunks; c != NULL; c = c->next) {
            uint32_t *codes = c->values[column];
            for (size_t i = 0; i < c->count; i++) {
                if (codes[i] != IND_NULL_CODE && map[codes[i]] == IND_NULL_CODE)
                    map[codes[i]] = ind_dict_add(to, ind_dict_text(from, codes[i]));
                codes[i] = map[codes[i]];
            }
        }
    free(map);
}

static void take_chunks(part *to, part *from) {
    chunk **last = &to->chunks;
    assert(!to->sorted && !from->sorted);
    while (*last != NULL)
        last = &(*last)->next;
    *last = from->chunks;
    to->count += from->count;
    if (to->count >= UINT32_MAX)
        ind_out_of_memory();
    *from = (part){0};
}

void ind_timeline_absorb(ind_timeline *timeline, ind_timeline *from) {
    assert(timeline->column_count == from->column_count && timeline->columns[0].dict == from->columns[0].dict);
    ind_timeline_end(from);
    for (size_t c = 0; c < timeline->column_count; c++)
        if (from->columns[c].dict != timeline->columns[c].dict)
            translate(from, c, timeline->columns[c].dict);
    for (unsigned n = 0; n < PARTS; n++)
        take_chunks(&timeline->parts[n], &from->parts[n]);
}

size_t ind_timeline_events(const ind_timeline *timeline) {
    size_t count = timeline->waiting == NULL ? 0 : timeline->waiting->count;
    for (unsigned n = 0; n < PARTS; n++)
        count += timeline->parts[n].count;
    return count;
}

const ind_vector *ind_timeline_columns(const ind_timeline *timeline) {
    return timeline->columns;
}

/* ---- sorting ---- */

/* All chunks of the part end to end; OWNED by the caller, as are the values. */
static ind_vector *end_to_end(const ind_timeline *timeline, const part *p) {
    ind_vector *columns = ind_alloc_array(timeline->column_count, sizeof *columns);
    for (size_t i = 0; i < timeline->column_count; i++) {
        size_t size = ind_type_size(timeline->columns[i].type);
        columns[i] = timeline->columns[i];
        columns[i].any = ind_alloc_array(p->count, size);
        char *at = columns[i].any;
        for (const chunk *c = p->chunks; c != NULL; c = c->next) {
            memcpy(at, c->values[i], c->count * size);
            at += c->count * size;
        }
    }
    return columns;
}

static void permute(ind_vector *column, const uint32_t *rows, size_t count) {
    ind_vector moved = *column;
    moved.any = ind_alloc_array(count, ind_type_size(column->type));
    ind_vector_gather(&moved, column, rows, count);
    free(column->any);
    *column = moved;
}

const ind_timeline_part *ind_timeline_sort(ind_timeline *timeline, unsigned number) {
    part *p = &timeline->parts[number];
    assert(timeline->waiting == NULL);
    if (p->sorted)
        return &p->view;
    ind_vector *columns = end_to_end(timeline, p);
    free_chunks(p);
    ind_event_order order = ind_event_order_of(columns, timeline->column_count, p->count, PART_BITS);
    for (size_t i = 0; i < timeline->column_count; i++)
        permute(&columns[i], order.rows, p->count);
    free(order.rows);
    p->view = (ind_timeline_part){columns, p->count, order.entities, order.starts};
    p->sorted = true;
    return &p->view;
}

const ind_timeline_part *ind_timeline_find(const ind_timeline *timeline, uint32_t entity, size_t *first,
                                           size_t *count) {
    const ind_timeline_part *view = &timeline->parts[entity % PARTS].view;
    assert(timeline->parts[entity % PARTS].sorted);
    const uint32_t *code = view->columns[0].code;
    size_t low = 0, high = view->entities;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code[view->starts[middle]] < entity)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < view->entities && code[view->starts[low]] == entity;
    *first = found ? view->starts[low] : 0;
    *count = found ? view->starts[low + 1] - view->starts[low] : 0;
    return view;
}
