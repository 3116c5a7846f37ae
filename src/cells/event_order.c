/* event_order.c - the order of events, without moving them and without an allocation per entity.
 *
 *   1. (entity code << 32 | row) of all events is sorted by radix, 11 bits a pass, as many passes as
 *      the greatest code needs: this puts each entity's events side by side.
 *   2. Inside each entity the rows are sorted by comparison of all further columns.  Column 1 - mostly
 *      a date - is turned into an integer in the same order first, so that the columns, whose rows lie
 *      far apart in memory, are read for ties alone. */
#include "cells/event_order.h"
#include "base/memory.h"

#include <stdlib.h>

typedef struct {
    const ind_vector *columns;
    size_t column_count, count;
} table;

typedef struct {
    uint64_t key; /* order of column 1 as far as 64 bits can tell */
    uint32_t row;
} item;

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS, SHORT_RUN = 16 };

/* ---- step 1: by entity ---- */

/* One stable pass over 11 bits of FROM into TO. */
static void radix_pass(const uint64_t *from, uint64_t *to, size_t count, int shift) {
    size_t next[RADIX] = {0};
    for (size_t i = 0; i < count; i++)
        next[from[i] >> shift & (RADIX - 1)]++;
    size_t place = 0;
    for (size_t digit = 0; digit < RADIX; digit++) {
        size_t here = next[digit];
        next[digit] = place;
        place += here;
    }
    for (size_t i = 0; i < count; i++)
        to[next[from[i] >> shift & (RADIX - 1)]++] = from[i];
}

/* The pairs entity << 32 | row in order of entity; OWNED by the caller. */
static uint64_t *pairs_by_entity(const table *events, int alike) {
    const uint32_t *code = events->columns[0].code;
    uint64_t *pairs = ind_alloc_array(events->count, sizeof(uint64_t));
    uint64_t *other = ind_alloc_array(events->count, sizeof(uint64_t));
    uint64_t greatest = 0;
    for (size_t row = 0; row < events->count; row++) {
        pairs[row] = (uint64_t)code[row] << 32 | row;
        greatest = code[row] > greatest ? code[row] : greatest;
    }
    for (int bits = alike; greatest >> bits != 0; bits += RADIX_BITS) {
        radix_pass(pairs, other, events->count, 32 + bits);
        uint64_t *swap = pairs;
        pairs = other;
        other = swap;
    }
    free(other);
    return pairs;
}

static void find_starts(const uint64_t *pairs, size_t count, ind_event_order *order) {
    for (size_t i = 0; i < count; i++)
        order->entities += i == 0 || pairs[i] >> 32 != pairs[i - 1] >> 32;
    order->starts = ind_alloc_array(order->entities + 1, sizeof(size_t));
    size_t entity = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || pairs[i] >> 32 != pairs[i - 1] >> 32)
            order->starts[entity++] = i;
    order->starts[entity] = count;
}

/* ---- step 2: inside an entity ---- */

/* Smaller key: earlier event.  Equal keys say nothing.  Unknown is last. */
static uint64_t order_key(const ind_vector *column, size_t row) {
    const uint64_t sign = UINT64_C(1) << 63;
    if (ind_vector_is_null(column, row))
        return UINT64_MAX;
    switch (column->type) {
    case IND_INTEGER:
    case IND_DATETIME: return (uint64_t)column->integer[row] ^ sign;
    case IND_DATE: return (uint64_t)(int64_t)column->day[row] ^ sign;
    case IND_BOOLEAN: return column->truth[row];
    case IND_TEXT:
    case IND_LIST:
    case IND_NUMBER: return 0;
    }
    return 0;
}

static bool before(const table *events, item a, item b) {
    if (a.key != b.key)
        return a.key < b.key;
    for (size_t c = 1; c < events->column_count; c++) {
        int order = ind_vector_compare(&events->columns[c], a.row, &events->columns[c], b.row);
        if (order != 0)
            return order < 0;
    }
    return false;
}

static void sort_short(const table *events, item *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        item moving = items[i];
        size_t j = i;
        for (; j > 0 && before(events, moving, items[j - 1]); j--)
            items[j] = items[j - 1];
        items[j] = moving;
    }
}

/* Merge the sorted FROM[0..middle) and FROM[middle..count) into TO. */
static void merge(const table *events, const item *from, size_t middle, size_t count, item *to) {
    size_t a = 0, b = middle;
    for (size_t i = 0; i < count; i++) {
        bool second = a == middle || (b < count && before(events, from[b], from[a]));
        to[i] = second ? from[b++] : from[a++];
    }
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Short runs by insertion, then merged from the bottom up.  SPARE has room for COUNT items; the
 * result is in the array returned. */
static item *sort_items(const table *events, item *items, item *spare, size_t count) {
    for (size_t at = 0; at < count; at += SHORT_RUN)
        sort_short(events, items + at, least(SHORT_RUN, count - at));
    for (size_t run = SHORT_RUN; run < count; run *= 2) {
        for (size_t at = 0; at < count; at += 2 * run) {
            size_t both = least(2 * run, count - at);
            merge(events, items + at, least(run, both), both, spare + at);
        }
        item *swap = items;
        items = spare;
        spare = swap;
    }
    return items;
}

static size_t longest(const ind_event_order *order) {
    size_t most = 0;
    for (size_t e = 0; e < order->entities; e++) {
        size_t events = order->starts[e + 1] - order->starts[e];
        most = events > most ? events : most;
    }
    return most;
}

static void order_entities(const table *events, const uint64_t *pairs, ind_event_order *order) {
    size_t most = longest(order);
    item *items = ind_alloc_array(most, 2 * sizeof(item));
    order->rows = ind_alloc_array(events->count, sizeof(uint32_t));
    const ind_vector *first = events->column_count > 1 ? &events->columns[1] : NULL;
    for (size_t e = 0; e < order->entities; e++) {
        size_t start = order->starts[e], count = order->starts[e + 1] - start;
        for (size_t i = 0; i < count; i++) {
            uint32_t row = (uint32_t)pairs[start + i];
            items[i] = (item){first == NULL ? 0 : order_key(first, row), row};
        }
        const item *sorted = sort_items(events, items, items + most, count);
        for (size_t i = 0; i < count; i++)
            order->rows[start + i] = sorted[i].row;
    }
    free(items);
}

ind_event_order ind_event_order_of(const ind_vector *columns, size_t column_count, size_t count, int alike) {
    const table events = {columns, column_count, count};
    ind_event_order order = {0};
    uint64_t *pairs = pairs_by_entity(&events, alike);
    find_starts(pairs, count, &order);
    order_entities(&events, pairs, &order);
    free(pairs);
    return order;
}
