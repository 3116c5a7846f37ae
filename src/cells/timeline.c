/* timeline.c - a store of events by column: it grows while batches come in; sorting works out the order
 * as an index (event_order.c) and then moves each column once.
 *
 * Two events whose order is left open are alike in every value, so the outcome does not depend on
 * the order in which they came - provided that values which compare as equal also have equal
 * bits.  For that, -0 becomes 0 and every NaN the same NaN on the way in. */
#include "cells/timeline.h"
#include "base/memory.h"
#include "cells/event_order.h"

#include <assert.h>
#include <stdlib.h>

struct ind_timeline {
    ind_vector *columns; /* CAPACITY values each */
    size_t column_count;
    size_t count, capacity; /* events */
    uint32_t *kept;         /* rows of a batch to be added */
    size_t kept_capacity;
    size_t *starts; /* ENTITIES + 1, once sorted */
    size_t entities;
    bool sorted;
};

enum { FIRST_EVENTS = 64 };

ind_timeline *ind_timeline_new(const ind_vector *columns, size_t column_count) {
    assert(column_count > 0 && columns[0].type == IND_TEXT);
    ind_timeline *timeline = ind_alloc(sizeof(ind_timeline));
    timeline->column_count = column_count;
    timeline->columns = ind_alloc_array(column_count, sizeof(ind_vector));
    for (size_t c = 0; c < column_count; c++)
        timeline->columns[c] = (ind_vector){.type = columns[c].type, .dict = columns[c].dict};
    return timeline;
}

void ind_timeline_free(ind_timeline *timeline) {
    if (timeline == NULL)
        return;
    for (size_t c = 0; c < timeline->column_count; c++)
        free(timeline->columns[c].any);
    free(timeline->columns);
    free(timeline->kept);
    free(timeline->starts);
    free(timeline);
}

void ind_timeline_clear(ind_timeline *timeline) {
    free(timeline->starts);
    timeline->starts = NULL;
    timeline->entities = 0;
    timeline->count = 0;
    timeline->sorted = false;
}

/* ---- collecting ---- */

static void reserve(ind_timeline *timeline, size_t count) {
    if (count >= UINT32_MAX)
        ind_alloc_array(SIZE_MAX, 2); /* more rows than the index can number count as out of memory */
    if (count <= timeline->capacity)
        return;
    size_t wanted = timeline->capacity < FIRST_EVENTS ? FIRST_EVENTS : timeline->capacity * 2;
    timeline->capacity = wanted < count ? count : wanted;
    for (size_t c = 0; c < timeline->column_count; c++) {
        ind_vector *column = &timeline->columns[c];
        column->any = ind_realloc(column->any, timeline->capacity * ind_type_size(column->type));
    }
}

static size_t choose(ind_timeline *timeline, const ind_vector *entity, size_t count, const uint8_t *keep) {
    if (count > timeline->kept_capacity) {
        timeline->kept = ind_realloc(timeline->kept, count * sizeof(uint32_t));
        timeline->kept_capacity = count;
    }
    size_t kept = 0;
    for (size_t row = 0; row < count; row++)
        if (entity->code[row] != IND_NULL_CODE && (keep == NULL || keep[row] == IND_TRUE))
            timeline->kept[kept++] = (uint32_t)row;
    return kept;
}

/* TO[i] = FROM[rows[i]] */
static void gather(ind_vector *to, size_t at, const ind_vector *from, const uint32_t *rows, size_t count) {
    switch (ind_type_size(to->type)) {
    case sizeof(uint8_t):
        for (size_t i = 0; i < count; i++)
            to->truth[at + i] = from->truth[rows[i]];
        break;
    case sizeof(uint32_t):
        for (size_t i = 0; i < count; i++)
            to->code[at + i] = from->code[rows[i]];
        break;
    default:
        for (size_t i = 0; i < count; i++)
            to->integer[at + i] = from->integer[rows[i]];
    }
}

static void normalise(double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = isnan(numbers[i]) ? (double)NAN : numbers[i] + 0.0;
}

void ind_timeline_add(ind_timeline *timeline, const ind_vector *columns, size_t count, const uint8_t *keep) {
    assert(!timeline->sorted && count < UINT32_MAX);
    size_t kept = choose(timeline, &columns[0], count, keep);
    if (kept == 0)
        return;
    reserve(timeline, timeline->count + kept);
    for (size_t c = 0; c < timeline->column_count; c++) {
        ind_vector *column = &timeline->columns[c];
        assert(column->type == columns[c].type && column->dict == columns[c].dict);
        gather(column, timeline->count, &columns[c], timeline->kept, kept);
        if (column->type == IND_NUMBER)
            normalise(column->number + timeline->count, kept);
    }
    timeline->count += kept;
}

/* Codes of FROM as codes of TO; each text is looked up once. */
static void translate(ind_vector *to, size_t at, const ind_vector *from, size_t count) {
    uint32_t *map = ind_alloc_array((size_t)ind_dict_count(from->dict) + 1, sizeof *map);
    for (size_t i = 0; i < count; i++) {
        uint32_t code = from->code[i];
        if (code != IND_NULL_CODE && map[code] == IND_NULL_CODE)
            map[code] = ind_dict_add(to->dict, ind_dict_text(from->dict, code));
        to->code[at + i] = map[code];
    }
    free(map);
}

void ind_timeline_absorb(ind_timeline *timeline, const ind_timeline *from) {
    assert(!timeline->sorted && !from->sorted && timeline->column_count == from->column_count);
    reserve(timeline, timeline->count + from->count);
    for (size_t c = 0; c < timeline->column_count && from->count > 0; c++) {
        ind_vector *to = &timeline->columns[c];
        const ind_vector *theirs = &from->columns[c];
        size_t size = ind_type_size(to->type);
        if (to->dict != theirs->dict)
            translate(to, timeline->count, theirs, from->count);
        else
            memcpy((char *)to->any + timeline->count * size, theirs->any, from->count * size);
    }
    timeline->count += from->count;
}

/* ---- sorting ---- */

static void permute(ind_timeline *timeline, const uint32_t *rows) {
    for (size_t c = 0; c < timeline->column_count; c++) {
        ind_vector *column = &timeline->columns[c];
        ind_vector moved = *column;
        moved.any = ind_alloc_array(timeline->count, ind_type_size(column->type));
        gather(&moved, 0, column, rows, timeline->count);
        free(column->any);
        *column = moved;
    }
    timeline->capacity = timeline->count;
}

void ind_timeline_sort(ind_timeline *timeline) {
    if (timeline->sorted)
        return;
    ind_event_order order = ind_event_order_of(timeline->columns, timeline->column_count, timeline->count);
    permute(timeline, order.rows);
    free(order.rows);
    timeline->starts = order.starts;
    timeline->entities = order.entities;
    timeline->sorted = true;
}

/* ---- reading ---- */

size_t ind_timeline_events(const ind_timeline *timeline) {
    return timeline->count;
}

const ind_vector *ind_timeline_columns(const ind_timeline *timeline) {
    return timeline->columns;
}

size_t ind_timeline_entities(const ind_timeline *timeline) {
    return timeline->entities;
}

const size_t *ind_timeline_starts(const ind_timeline *timeline) {
    return timeline->starts;
}

size_t ind_timeline_find(const ind_timeline *timeline, uint32_t entity, size_t *count) {
    const uint32_t *code = timeline->columns[0].code;
    size_t low = 0, high = timeline->entities;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code[timeline->starts[middle]] < entity)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < timeline->entities && code[timeline->starts[low]] == entity;
    *count = found ? timeline->starts[low + 1] - timeline->starts[low] : 0;
    return found ? timeline->starts[low] : SIZE_MAX;
}
