/* timeline.c - events come in by rows of a batch and are dealt out to the parts: each column of each part gets its
 * values of the batch at a time.  Sorting a part lays its chunks end to end, works out the order as an index
 * (event_order.c) and then moves each column once.
 *
 * Two events whose order is left open are alike in every value, so the outcome does not depend on
 * the order in which they came - provided that values which compare as equal also have equal
 * bits.  For that, -0 becomes 0 and every NaN the same NaN on the way in. */
#include "cells/timeline.h"
#include "base/memory.h"
#include "base/text_key.h"
#include "cells/event_names.h"
#include "cells/event_order.h"

#include <assert.h>
#include <stdlib.h>

/* An entity's part is the lowest bits of its code, or the highest of its hash. */
enum { PARTS = IND_TIMELINE_PARTS, PART_BITS = IND_TIMELINE_PART_BITS };
enum { FIRST_EVENTS = 16, MOST_EVENTS = 1024, AHEAD = 16 };

typedef struct chunk {
    struct chunk *next;
    size_t count, capacity; /* events */
    void *values[];         /* of each store; behind this header */
} chunk;

typedef struct {
    chunk *first, *last; /* in order of time; the last one is filled */
    size_t count;
    bool sorted;
    ind_timeline_part view; /* once sorted */
} part;

/* What is kept of an event: columns that are not the same as an earlier one. */
typedef struct {
    ind_vector type; /* without values */
    size_t size;     /* of a value */
    size_t column;
    bool named;
} store;

/* Of the rows at hand; in order of parts from ROWS on. */
typedef struct {
    ind_text_key *keys, *moved_keys;
    ind_text_key *names, *moved_names;
    ind_str *texts;  /* of entities */
    uint32_t *codes; /* of those that are too long for their keys */
    uint32_t *known, *rows;
    uint8_t *parts;
    size_t capacity;
} dealing;

struct ind_timeline {
    ind_vector *columns; /* types and dictionaries */
    size_t *store_of;    /* by column */
    size_t column_count;
    store *stores; /* the first is the entity: its code, or its key */
    size_t store_count, event_size;
    bool by_text, keeps_keys;
    size_t named; /* column; 0: none */
    part parts[PARTS];
    dealing dealing;
};

/* ---- beginning and end ---- */

static void add_store(ind_timeline *timeline, size_t column) {
    ind_vector type = timeline->columns[column];
    bool named = column != 0 && column == timeline->named, key = column == 0 && timeline->by_text;
    store *added = &timeline->stores[timeline->store_count++];
    *added = (store){type, named || key ? sizeof(ind_text_key) : ind_type_size(type.type), column, named};
    timeline->event_size += added->size;
}

ind_timeline *ind_timeline_new(const ind_timeline_shape *shape) {
    assert(shape->column_count > 0 && shape->columns[0].type == IND_TEXT);
    ind_timeline *timeline = ind_alloc(sizeof(ind_timeline));
    timeline->by_text = shape->by_text;
    timeline->keeps_keys = shape->by_text && shape->keeps_keys;
    timeline->named = shape->named;
    timeline->column_count = shape->column_count;
    timeline->columns = ind_alloc_array(shape->column_count, sizeof(ind_vector));
    timeline->store_of = ind_alloc_array(shape->column_count, sizeof(size_t));
    timeline->stores = ind_alloc_array(shape->column_count, sizeof(store));
    for (size_t c = 0; c < shape->column_count; c++) {
        timeline->columns[c] = (ind_vector){.type = shape->columns[c].type, .dict = shape->columns[c].dict};
        bool own = shape->same == NULL || shape->same[c] == c;
        timeline->store_of[c] = own ? timeline->store_count : timeline->store_of[shape->same[c]];
        if (own)
            add_store(timeline, c);
    }
    return timeline;
}

static void free_chunks(part *p) {
    for (chunk *c = p->first; c != NULL;) {
        chunk *next = c->next;
        free(c);
        c = next;
    }
    p->first = p->last = NULL;
}

void ind_timeline_drop(ind_timeline *timeline, unsigned number) {
    part *p = &timeline->parts[number];
    free_chunks(p);
    for (size_t s = 0; p->sorted && s < timeline->store_count; s++)
        free(p->view.columns[timeline->stores[s].column].any);
    free((void *)p->view.columns);
    free((void *)p->view.starts);
    free((void *)p->view.keys);
    *p = (part){0};
}

void ind_timeline_clear(ind_timeline *timeline) {
    for (unsigned n = 0; n < PARTS; n++)
        ind_timeline_drop(timeline, n);
}

static void free_dealing(dealing *d) {
    free(d->keys);
    free(d->moved_keys);
    free(d->names);
    free(d->moved_names);
    free(d->texts);
    free(d->codes);
    free(d->known);
    free(d->rows);
    free(d->parts);
    *d = (dealing){0};
}

void ind_timeline_free(ind_timeline *timeline) {
    if (timeline == NULL)
        return;
    ind_timeline_clear(timeline);
    free_dealing(&timeline->dealing);
    free(timeline->columns);
    free(timeline->store_of);
    free(timeline->stores);
    free(timeline);
}

/* ---- room for events ---- */

/* One block: header, then the stores, the widest values first so that all are aligned. */
static chunk *new_chunk(const ind_timeline *timeline, size_t capacity) {
    size_t header = sizeof(chunk) + timeline->store_count * sizeof(void *);
    header = (header + 7) & ~(size_t)7;
    chunk *c = ind_alloc_unset(1, header + capacity * timeline->event_size);
    char *at = (char *)c + header;
    *c = (chunk){.capacity = capacity};
    for (size_t size = sizeof(ind_text_key); size > 0; size /= 2)
        for (size_t s = 0; s < timeline->store_count; s++) {
            if (timeline->stores[s].size != size)
                continue;
            c->values[s] = at;
            at += capacity * size;
        }
    return c;
}

static chunk *with_room(const ind_timeline *timeline, part *p) {
    chunk *c = p->last;
    if (c != NULL && c->count < c->capacity)
        return c;
    size_t capacity = c == NULL ? FIRST_EVENTS : 2 * c->capacity;
    chunk *added = new_chunk(timeline, capacity < MOST_EVENTS ? capacity : MOST_EVENTS);
    if (c == NULL)
        p->first = added;
    else
        c->next = added;
    p->last = added;
    return added;
}

/* ---- dealing out ---- */

static void reserve(ind_timeline *timeline, size_t count) {
    dealing *d = &timeline->dealing;
    if (count <= d->capacity)
        return;
    free_dealing(d);
    size_t keys = timeline->by_text ? count : 0, names = timeline->named != 0 ? count : 0;
    d->capacity = count;
    d->keys = ind_alloc_unset(keys, sizeof *d->keys);
    d->moved_keys = ind_alloc_unset(keys, sizeof *d->moved_keys);
    d->names = ind_alloc_unset(names, sizeof *d->names);
    d->moved_names = ind_alloc_unset(names, sizeof *d->moved_names);
    d->texts = ind_alloc_unset(keys, sizeof *d->texts);
    d->codes = ind_alloc_unset(keys, sizeof *d->codes);
    d->known = ind_alloc_unset(count, sizeof *d->known);
    d->rows = ind_alloc_unset(count, sizeof *d->rows);
    d->parts = ind_alloc_unset(count, sizeof *d->parts);
}

/* Rows with an entity, and their parts.  Returns how many.  (Arrays that are written stand in variables of their own:
 * the compiler must not take them for changes of what points to them.) */
static size_t choose_by_code(const dealing *d, const uint32_t *codes, const uint32_t *rows, size_t count) {
    uint32_t *known = d->known;
    uint8_t *parts = d->parts;
    size_t chosen = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t code = codes[rows[i]];
        known[chosen] = rows[i];
        parts[chosen] = code % PARTS;
        chosen += code != IND_NULL_CODE;
    }
    return chosen;
}

/* Texts that are too long for their keys are kept once, in the dictionary of entities. */
static void keep_long_texts(ind_timeline *timeline, size_t count) {
    ind_dict *entities = timeline->columns[0].dict;
    ind_str *texts = timeline->dealing.texts;
    uint32_t *codes = timeline->dealing.codes;
    ind_dict_add_all(entities, texts, count, codes);
    for (size_t i = 0; i < count; i++)
        texts[i] = ind_dict_text(entities, codes[i]);
}

static size_t choose_by_text(ind_timeline *timeline, const ind_str *texts, const uint32_t *rows, size_t count) {
    ind_text_key *keys = timeline->dealing.keys;
    ind_str *known_texts = timeline->dealing.texts;
    uint32_t *known = timeline->dealing.known;
    uint8_t *parts = timeline->dealing.parts;
    size_t chosen = 0;
    bool is_long = false;
    for (size_t i = 0; i < count; i++) {
        ind_str text = texts[rows[i]];
        known_texts[chosen] = text;
        known[chosen] = rows[i];
        chosen += text.data != NULL;
        is_long |= text.length > IND_SHORT_TEXT;
    }
    if (is_long)
        keep_long_texts(timeline, chosen);
    for (size_t i = 0; i < chosen; i++) {
        if (i + AHEAD < chosen)
            __builtin_prefetch(known_texts[i + AHEAD].data);
        ind_text_key_set(&keys[i], known_texts[i]);
    }
    for (size_t i = 0; i < chosen; i++) /* not at once: a key is written in pieces, which must have arrived */
        parts[i] = (uint8_t)(ind_text_key_hash(&keys[i]) >> (64 - PART_BITS));
    return chosen;
}

static void move_keys(const ind_text_key *keys, size_t count, const uint32_t *to, ind_text_key *moved) {
    for (size_t i = 0; i < count; i++)
        moved[to[i]] = keys[i];
}

/* Rows in order of parts; part N ends at ENDS[N]. */
static void order_by_part(const ind_timeline *timeline, size_t count, uint32_t ends[PARTS]) {
    const dealing *d = &timeline->dealing;
    const uint8_t *parts = d->parts;
    uint32_t *known = d->known, *rows = d->rows;
    uint32_t next[PARTS] = {0}, place = 0;
    for (size_t i = 0; i < count; i++)
        next[parts[i]]++;
    for (unsigned n = 0; n < PARTS; n++) {
        uint32_t here = next[n];
        next[n] = place;
        ends[n] = place += here;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t to = next[parts[i]]++;
        rows[to] = known[i];
        known[i] = to;
    }
    if (timeline->by_text)
        move_keys(d->keys, count, known, d->moved_keys);
    if (timeline->named != 0)
        move_keys(d->names, count, known, d->moved_names);
}

static void normalise(double *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = isnan(numbers[i]) ? (double)NAN : numbers[i] + 0.0;
}

static void append_store(const ind_timeline *timeline, const store *from, void *values, const ind_vector *columns,
                         size_t at, size_t count) {
    const dealing *d = &timeline->dealing;
    if (from->size == sizeof(ind_text_key)) {
        memcpy(values, (from->named ? d->moved_names : d->moved_keys) + at, count * sizeof(ind_text_key));
        return;
    }
    ind_vector to = from->type;
    to.any = values;
    ind_vector_gather(&to, &columns[from->column], d->rows + at, count);
    if (to.type == IND_NUMBER)
        normalise(to.number, count);
}

/* COUNT of the rows, from place AT in their order, behind what the part has. */
static void add_to_part(ind_timeline *timeline, part *p, const ind_vector *columns, size_t at, size_t count) {
    assert(!p->sorted);
    p->count += count;
    if (p->count >= UINT32_MAX)
        ind_out_of_memory(); /* more events than the index can number */
    while (count > 0) {
        chunk *c = with_room(timeline, p);
        size_t some = c->capacity - c->count < count ? c->capacity - c->count : count;
        for (size_t s = 0; s < timeline->store_count; s++) {
            const store *to = &timeline->stores[s];
            append_store(timeline, to, (char *)c->values[s] + c->count * to->size, columns, at, some);
        }
        c->count += some;
        at += some;
        count -= some;
    }
}

/* The part's events will be written next: lines of memory that are far away are asked for in time. */
static void ask_for_room(const ind_timeline *timeline, const part *p, size_t count) {
    enum { LINE = 64 };
    const chunk *c = p->last;
    if (c == NULL)
        return;
    count = count < c->capacity - c->count ? count : c->capacity - c->count;
    for (size_t s = 0; s < timeline->store_count; s++) {
        size_t size = timeline->stores[s].size;
        const char *at = (const char *)c->values[s] + c->count * size;
        for (size_t byte = 0; byte < count * size; byte += LINE)
            __builtin_prefetch(at + byte, 1);
    }
}

void ind_timeline_add(ind_timeline *timeline, const ind_vector *columns, const ind_str *texts, const ind_str *names,
                      const uint32_t *rows, size_t count) {
    uint32_t ends[PARTS];
    for (size_t c = 0; c < timeline->column_count; c++)
        assert(timeline->columns[c].type == columns[c].type && timeline->columns[c].dict == columns[c].dict);
    reserve(timeline, count);
    size_t known = timeline->by_text ? choose_by_text(timeline, texts, rows, count)
                                     : choose_by_code(&timeline->dealing, columns[0].code, rows, count);
    if (timeline->named != 0)
        ind_event_names_set(timeline->dealing.names, names, timeline->dealing.known, known,
                            timeline->columns[timeline->named].dict);
    order_by_part(timeline, known, ends);
    for (unsigned n = 0; n < PARTS; n++) {
        size_t from = n == 0 ? 0 : ends[n - 1];
        if (n + 2 < PARTS)
            __builtin_prefetch(timeline->parts[n + 2].last);
        if (n + 1 < PARTS)
            ask_for_room(timeline, &timeline->parts[n + 1], ends[n + 1] - ends[n]);
        if (ends[n] > from)
            add_to_part(timeline, &timeline->parts[n], columns, from, ends[n] - from);
    }
}

/* ---- bringing together ---- */

/* Codes of the store as codes of TO; each text is looked up once. */
static void translate(ind_timeline *timeline, size_t number, ind_dict *to) {
    const ind_dict *from = timeline->stores[number].type.dict;
    uint32_t *map = ind_alloc_array((size_t)ind_dict_count(from) + 1, sizeof *map);
    for (unsigned n = 0; n < PARTS; n++)
        for (chunk *c = timeline->parts[n].first; c != NULL; c = c->next) {
            uint32_t *codes = c->values[number];
            for (size_t i = 0; i < c->count; i++) {
                if (codes[i] != IND_NULL_CODE && map[codes[i]] == IND_NULL_CODE)
                    map[codes[i]] = ind_dict_add(to, ind_dict_text(from, codes[i]));
                codes[i] = map[codes[i]];
            }
        }
    free(map);
}

static void take_chunks(part *to, part *from) {
    assert(!to->sorted && !from->sorted);
    if (to->first == NULL)
        to->first = from->first;
    else
        to->last->next = from->first;
    to->last = from->last == NULL ? to->last : from->last;
    to->count += from->count;
    if (to->count >= UINT32_MAX)
        ind_out_of_memory();
    *from = (part){0};
}

void ind_timeline_absorb(ind_timeline *timeline, ind_timeline *from) {
    assert(timeline->store_count == from->store_count && timeline->by_text == from->by_text);
    assert(timeline->columns[0].dict == from->columns[0].dict && timeline->named == from->named);
    for (size_t s = 1; s < timeline->store_count; s++)
        if (!from->stores[s].named && from->stores[s].type.dict != timeline->stores[s].type.dict)
            translate(from, s, timeline->stores[s].type.dict);
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

/* All chunks of the part end to end. */
static void *end_to_end(const ind_timeline *timeline, const part *p, size_t number) {
    size_t size = timeline->stores[number].size;
    char *values = ind_alloc_unset(p->count, size), *at = values;
    for (const chunk *c = p->first; c != NULL; c = c->next) {
        memcpy(at, c->values[number], c->count * size);
        at += c->count * size;
    }
    return values;
}

static ind_event_order order_of(const ind_timeline *timeline, const ind_vector *stores, size_t count) {
    ind_event_columns further = {.columns = stores + 1, .count = timeline->store_count - 1};
    while (further.named < further.count && !timeline->stores[further.named + 1].named)
        further.named++;
    return timeline->by_text ? ind_event_order_by_key(stores[0].any, &further, count, PART_BITS)
                             : ind_event_order_by_code(stores[0].code, &further, count, PART_BITS);
}

/* STORES laid end to end -> values of the columns in ORDER; what is the same is there once. */
static ind_vector *in_order(const ind_timeline *timeline, const ind_vector *stores, const ind_event_order *order,
                            size_t count, size_t *alike) {
    ind_vector *columns = ind_alloc_array(timeline->column_count, sizeof *columns);
    for (size_t c = 0; c < timeline->column_count; c++) {
        const store *from = &timeline->stores[timeline->store_of[c]];
        const ind_vector *values = &stores[timeline->store_of[c]];
        columns[c] = timeline->columns[c];
        if (from->column < c) {
            columns[c].any = columns[from->column].any;
        } else if (from->named) {
            columns[c].code = ind_event_names_number(values->any, order->rows, order->starts, order->entities, alike);
        } else if (from->size == ind_type_size(from->type.type)) {
            columns[c].any = ind_alloc_unset(count, from->size);
            ind_vector_gather(&columns[c], values, order->rows, count);
        }
    }
    return columns;
}

/* One for each entity, of the events' keys. */
static ind_text_key *keys_of(const ind_text_key *events, const ind_event_order *order) {
    ind_text_key *keys = ind_alloc_unset(order->entities, sizeof *keys);
    for (size_t e = 0; e < order->entities; e++)
        keys[e] = events[order->rows[order->starts[e]]];
    return keys;
}

const ind_timeline_part *ind_timeline_sort(ind_timeline *timeline, unsigned number) {
    part *p = &timeline->parts[number];
    if (p->sorted)
        return &p->view;
    ind_vector *stores = ind_alloc_array(timeline->store_count, sizeof *stores);
    for (size_t s = 0; s < timeline->store_count; s++) {
        stores[s] = timeline->stores[s].type;
        stores[s].any = end_to_end(timeline, p, s);
    }
    free_chunks(p);
    ind_event_order order = order_of(timeline, stores, p->count);
    size_t alike = 0;
    ind_vector *columns = in_order(timeline, stores, &order, p->count, &alike);
    ind_text_key *keys = timeline->keeps_keys ? keys_of(stores[0].any, &order) : NULL;
    for (size_t s = 0; s < timeline->store_count; s++)
        free(stores[s].any);
    free(stores);
    free(order.rows);
    p->view = (ind_timeline_part){.columns = columns,
                                  .events = p->count,
                                  .entities = order.entities,
                                  .alike = alike,
                                  .starts = order.starts,
                                  .keys = keys,
                                  .key_bits = order.bits};
    p->sorted = true;
    return &p->view;
}

const ind_timeline_part *ind_timeline_sorted(const ind_timeline *timeline, unsigned number) {
    assert(timeline->parts[number].sorted);
    return &timeline->parts[number].view;
}
