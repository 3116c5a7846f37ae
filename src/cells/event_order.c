/* event_order.c - the order of events, without moving them and without an allocation per entity.
 *
 *   1. Each entity's events are put side by side.  With codes, (code << 32 | row) of all events is sorted by radix, 11
 *      bits a pass, as many passes as the greatest code needs.  With keys, events are dealt into about half as many
 *      buckets as there are events, by the hash of the key; a bucket where keys differ is sorted by them.
 *   2. Inside each entity the rows are sorted by comparison of the columns.  The first column - mostly a date - is
 *      turned into an integer in the same order, so that the columns, whose rows lie far apart in memory, are read for
 *      ties alone. */
#include "cells/event_order.h"
#include "base/memory.h"
#include "cells/event_names.h"

#include <stdlib.h>
#include <string.h>

/* What decides between rows whose items have the same key: the keys of the entities, or else the columns. */
typedef struct {
    const ind_text_key *keys;
    ind_event_columns further;
} table;

typedef struct {
    uint64_t key; /* smaller: earlier; equal keys say nothing */
    uint32_t row;
} item;

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS, SHORT_RUN = 16, MOST_BUCKET_BITS = 16 };
enum { RANK_BITS = 6, RANKED_RUN = 1 << RANK_BITS, FEW_ITEMS = 4, LANES = 8 };

/* ---- sorting ---- */

static int compare_column(const ind_event_columns *further, size_t column, uint32_t a, uint32_t b) {
    const ind_vector *values = &further->columns[column];
    const ind_text_key *names = values->any;
    return column == further->named ? ind_event_names_compare(&names[a], &names[b])
                                    : ind_vector_compare(values, a, values, b);
}

static bool before(const table *events, item a, item b) {
    if (a.key != b.key)
        return a.key < b.key;
    if (events->keys != NULL)
        return ind_text_key_compare(&events->keys[a.row], &events->keys[b.row]) < 0;
    for (size_t c = 0; c < events->further.count; c++) {
        int order = compare_column(&events->further, c, a.row, b.row);
        if (order != 0)
            return order < 0;
    }
    return false;
}

static bool is_sorted(const table *events, const item *items, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (before(events, items[i], items[i - 1]))
            return false;
    return true;
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

/* Do keys that tell items apart and an item's place fit into 31 bits together?  Days and minutes do. */
static bool are_close(const item *items, size_t count, uint64_t *lowest) {
    uint64_t low = items[0].key, high = items[0].key;
    for (size_t i = 1; i < count; i++) {
        low = items[i].key < low ? items[i].key : low;
        high = items[i].key > high ? items[i].key : high;
    }
    *lowest = low;
    return high > low && high - low < UINT64_C(1) << (31 - RANK_BITS);
}

/* At most RANKED_RUN items, whose keys are close: each goes to the place that is the number of those before it.  That
 * takes count^2 comparisons, but many at a time and without a branch; only ties are left to be decided. */
static void sort_ranked(const table *events, item *items, item *spare, size_t count, uint64_t lowest) {
    int32_t keys[RANKED_RUN];
    size_t padded = (count + LANES - 1) / LANES * LANES;
    for (size_t i = 0; i < count; i++)
        keys[i] = (int32_t)((items[i].key - lowest) << RANK_BITS | i);
    for (size_t i = count; i < padded; i++)
        keys[i] = INT32_MAX;
    for (size_t i = 0; i < count; i++) {
        int32_t key = keys[i], rank = 0;
        for (size_t k = 0; k < padded; k++)
            rank += keys[k] < key;
        spare[rank] = items[i];
    }
    memcpy(items, spare, count * sizeof *items);
    sort_short(events, items, count);
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

/* Short runs, merged from the bottom up.  SPARE has room for COUNT items; the result is in the array returned. */
static item *sort_items(const table *events, item *items, item *spare, size_t count) {
    uint64_t lowest = 0;
    bool ranked = count > FEW_ITEMS && are_close(items, count, &lowest);
    size_t run = ranked ? RANKED_RUN : SHORT_RUN;
    for (size_t at = 0; at < count; at += run)
        if (ranked)
            sort_ranked(events, items + at, spare + at, least(run, count - at), lowest);
        else
            sort_short(events, items + at, least(run, count - at));
    for (; run < count; run *= 2) {
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

/* ---- step 1 with codes ---- */

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
static uint64_t *pairs_by_code(const uint32_t *code, size_t count, int alike) {
    uint64_t *pairs = ind_alloc_array(count, sizeof(uint64_t));
    uint64_t *other = ind_alloc_array(count, sizeof(uint64_t));
    uint64_t greatest = 0;
    for (size_t row = 0; row < count; row++) {
        pairs[row] = (uint64_t)code[row] << 32 | row;
        greatest = code[row] > greatest ? code[row] : greatest;
    }
    for (int bits = alike; greatest >> bits != 0; bits += RADIX_BITS) {
        radix_pass(pairs, other, count, 32 + bits);
        uint64_t *swap = pairs;
        pairs = other;
        other = swap;
    }
    free(other);
    return pairs;
}

static ind_event_order entities_of_pairs(const uint64_t *pairs, size_t count) {
    ind_event_order order = {.rows = ind_alloc_array(count, sizeof(uint32_t)),
                             .starts = ind_alloc_array(count + 1, sizeof(size_t))};
    for (size_t i = 0; i < count; i++) {
        order.rows[i] = (uint32_t)pairs[i];
        if (i == 0 || pairs[i] >> 32 != pairs[i - 1] >> 32)
            order.starts[order.entities++] = i;
    }
    order.starts[order.entities] = count;
    return order;
}

/* ---- step 1 with keys ---- */

/* Buckets by the hash, so many that mostly one holds one entity or two: an entity has several events. */
typedef struct {
    uint32_t *rows; /* bucket by bucket */
    uint32_t *ends; /* of each bucket, in ROWS */
    size_t count;
} buckets;

static int bucket_bits(size_t count) {
    int bits = 1;
    while (bits < MOST_BUCKET_BITS && (size_t)2 << bits < count)
        bits++;
    return bits;
}

static buckets into_buckets(const ind_text_key *keys, size_t count, int alike) {
    int bits = bucket_bits(count);
    buckets b = {.rows = ind_alloc_unset(count, sizeof(uint32_t)),
                 .ends = ind_alloc_array(((size_t)1 << bits) + 1, sizeof(uint32_t)),
                 .count = (size_t)1 << bits};
    uint32_t *bucket = ind_alloc_unset(count, sizeof(uint32_t)), *next = b.ends + 1;
    for (size_t row = 0; row < count; row++) {
        bucket[row] = (uint32_t)(ind_text_key_hash(&keys[row]) << alike >> (64 - bits));
        next[bucket[row]]++;
    }
    for (size_t i = 1; i < b.count; i++)
        next[i] += next[i - 1];
    next = b.ends; /* where each bucket begins, and ends when it is filled */
    for (size_t row = 0; row < count; row++)
        b.rows[next[bucket[row]]++] = (uint32_t)row;
    free(bucket);
    return b;
}

static bool all_same(const ind_text_key *keys, const uint32_t *rows, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (!ind_text_key_same(&keys[rows[0]], &keys[rows[i]]))
            return false;
    return true;
}

/* Rows with the same key side by side: by pairs, few as they are. */
static void group_few(const ind_text_key *keys, uint32_t *rows, size_t count) {
    for (size_t first = 0, end; first < count; first = end) {
        end = first + 1;
        for (size_t i = end; i < count; i++) {
            uint32_t row = rows[i];
            if (!ind_text_key_same(&keys[row], &keys[rows[first]]))
                continue;
            rows[i] = rows[end];
            rows[end++] = row;
        }
    }
}

static void group_many(const ind_text_key *keys, uint32_t *rows, size_t count) {
    const table events = {.keys = keys};
    item *items = ind_alloc_array(count, 2 * sizeof(item));
    for (size_t i = 0; i < count; i++)
        items[i] = (item){ind_text_key_hash(&keys[rows[i]]), rows[i]};
    const item *sorted = sort_items(&events, items, items + count, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = sorted[i].row;
    free(items);
}

static ind_event_order entities_of_keys(const ind_text_key *keys, size_t count, int alike) {
    buckets b = into_buckets(keys, count, alike);
    ind_event_order order = {
        .rows = b.rows, .starts = ind_alloc_unset(count + 1, sizeof(size_t)), .bits = bucket_bits(count)};
    for (size_t bucket = 0, from = 0; bucket < b.count; from = b.ends[bucket++]) {
        size_t to = b.ends[bucket];
        if (to - from <= SHORT_RUN)
            group_few(keys, b.rows + from, to - from);
        else if (!all_same(keys, b.rows + from, to - from))
            group_many(keys, b.rows + from, to - from);
        for (size_t i = from; i < to; i++)
            if (i == from || !ind_text_key_same(&keys[b.rows[i]], &keys[b.rows[i - 1]]))
                order.starts[order.entities++] = i;
    }
    order.starts[order.entities] = count;
    free(b.ends);
    return order;
}

/* ---- step 2: inside an entity ---- */

/* The order of COLUMN as far as 64 bits can tell; unknown is last. */
static void set_keys(const ind_vector *column, item *items, size_t count) {
    const uint64_t sign = UINT64_C(1) << 63;
    switch (column->type) {
    case IND_INTEGER:
    case IND_DATETIME:
        for (size_t i = 0; i < count; i++) {
            int64_t value = column->integer[items[i].row];
            items[i].key = value == IND_NULL_INTEGER ? UINT64_MAX : (uint64_t)value ^ sign;
        }
        break;
    case IND_DATE:
        for (size_t i = 0; i < count; i++) {
            int32_t day = column->day[items[i].row];
            items[i].key = day == IND_NULL_DATE ? UINT64_MAX : (uint64_t)(int64_t)day ^ sign;
        }
        break;
    case IND_TEXT:
    case IND_LIST:
    case IND_NUMBER:
    case IND_BOOLEAN: break; /* the columns decide */
    }
}

static void order_entity(const table *events, uint32_t *rows, size_t count, item *items, item *spare) {
    for (size_t i = 0; i < count; i++)
        items[i] = (item){0, rows[i]};
    if (events->further.count > 0)
        set_keys(&events->further.columns[0], items, count);
    if (is_sorted(events, items, count)) /* as they mostly come */
        return;
    const item *sorted = sort_items(events, items, spare, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = sorted[i].row;
}

static size_t longest(const ind_event_order *order) {
    size_t most = 0;
    for (size_t e = 0; e < order->entities; e++) {
        size_t events = order->starts[e + 1] - order->starts[e];
        most = events > most ? events : most;
    }
    return most;
}

static void order_entities(const table *events, ind_event_order *order) {
    size_t most = longest(order);
    item *items = ind_alloc_array(most, 2 * sizeof(item));
    for (size_t e = 0; e < order->entities; e++) {
        size_t start = order->starts[e], count = order->starts[e + 1] - start;
        if (count > 1)
            order_entity(events, order->rows + start, count, items, items + most);
    }
    free(items);
}

ind_event_order ind_event_order_by_code(const uint32_t *codes, const ind_event_columns *columns, size_t count,
                                        int alike) {
    const table events = {.further = *columns};
    uint64_t *pairs = pairs_by_code(codes, count, alike);
    ind_event_order order = entities_of_pairs(pairs, count);
    free(pairs);
    order_entities(&events, &order);
    return order;
}

ind_event_order ind_event_order_by_key(const ind_text_key *keys, const ind_event_columns *columns, size_t count,
                                       int alike) {
    const table events = {.further = *columns};
    ind_event_order order = entities_of_keys(keys, count, alike);
    order_entities(&events, &order);
    return order;
}
