/* timeline.c - events are dealt out while they come in, into chunks of columns; sorting a part lays its chunks end to
 * end, works out the order as an index (event_order.c) and then moves each column once.
 *
 * Two events whose order is left open are alike in every value, so the outcome does not depend on
 * the order in which they came - provided that values which compare as equal also have equal
 * bits.  For that, -0 becomes 0 and every NaN the same NaN on the way in. */
#include "cells/timeline.h"
#include "base/memory.h"
#include "cells/event_order.h"

#include <assert.h>
#include <stdlib.h>

enum { PARTS = IND_TIMELINE_PARTS, PART_BITS = 6, FIRST_EVENTS = 16, MOST_EVENTS = 4096 };
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
    uint32_t *kept; /* rows of a batch to be added, part by part */
    size_t kept_capacity;
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
    for (unsigned n = 0; n < PARTS; n++)
        ind_timeline_drop(timeline, n);
}

void ind_timeline_free(ind_timeline *timeline) {
    if (timeline == NULL)
        return;
    ind_timeline_clear(timeline);
    free(timeline->columns);
    free(timeline->kept);
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

/* Rows that are kept, in timeline->kept, part by part; ENDS[n] is where those of part n end. */
static void deal(ind_timeline *timeline, const ind_vector *entity, size_t count, const uint8_t *keep,
                 size_t ends[PARTS]) {
    if (count > timeline->kept_capacity) {
        timeline->kept = ind_realloc(timeline->kept, count * sizeof(uint32_t));
        timeline->kept_capacity = count;
    }
    size_t next[PARTS] = {0}, place = 0;
    for (size_t row = 0; row < count; row++)
        next[entity->code[row] % PARTS] +=
            entity->code[row] != IND_NULL_CODE && (keep == NULL || keep[row] == IND_TRUE);
    for (unsigned n = 0; n < PARTS; n++) {
        size_t here = next[n];
        next[n] = place;
        ends[n] = place += here;
    }
    for (size_t row = 0; row < count; row++)
        if (entity->code[row] != IND_NULL_CODE && (keep == NULL || keep[row] == IND_TRUE))
            timeline->kept[next[entity->code[row] % PARTS]++] = (uint32_t)row;
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

static void add_to_part(ind_timeline *timeline, part *p, const ind_vector *columns, const uint32_t *rows,
                        size_t count) {
    p->count += count;
    if (p->count >= UINT32_MAX)
        ind_out_of_memory(); /* more events than the index can number */
    while (count > 0) {
        chunk *c = with_room(timeline, p);
        size_t some = c->capacity - c->count < count ? c->capacity - c->count : count;
        for (size_t i = 0; i < timeline->column_count; i++) {
            ind_vector to = behind(timeline, c, i);
            ind_vector_gather(&to, &columns[i], rows, some);
            if (to.type == IND_NUMBER)
                normalise(to.number, some);
        }
        c->count += some;
        rows += some;
        count -= some;
    }
}

void ind_timeline_add(ind_timeline *timeline, const ind_vector *columns, size_t count, const uint8_t *keep) {
    assert(count < UINT32_MAX);
    for (size_t c = 0; c < timeline->column_count; c++)
        assert(timeline->columns[c].type == columns[c].type && timeline->columns[c].dict == columns[c].dict);
    size_t ends[PARTS];
    deal(timeline, &columns[0], count, keep, ends);
    for (unsigned n = 0; n < PARTS; n++) {
        size_t from = n == 0 ? 0 : ends[n - 1];
        assert(!timeline->parts[n].sorted);
        if (ends[n] > from)
            add_to_part(timeline, &timeline->parts[n], columns, timeline->kept + from, ends[n] - from);
    }
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
    for (size_t c = 0; c < timeline->column_count; c++)
        if (from->columns[c].dict != timeline->columns[c].dict)
            translate(from, c, timeline->columns[c].dict);
    for (unsigned n = 0; n < PARTS; n++)
        take_chunks(&timeline->parts[n], &from->parts[n]);
}

size_t ind_timeline_events(const ind_timeline *timeline) {
    size_t count = 0;
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
