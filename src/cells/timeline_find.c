/* timeline_find.c - the events of an entity that another timeline asks for.
 *
 * Who asks goes through his own entities in their order, which is that of the timeline too: the next one is near, and
 * is looked for in steps that grow.  Entities with numbers are in order of them; those with keys in order of some bits
 * of their hash, and behind each other where these are the same. */
#include "cells/timeline.h"

#include <assert.h>

/* ---- by number ---- */

static uint32_t code_of(const ind_timeline_part *part, size_t entity) {
    return part->columns[0].code[part->starts[entity]];
}

/* The first of the entities LOW..HIGH-1 that is not before ENTITY, else HIGH. */
static size_t not_before(const ind_timeline_part *part, uint32_t entity, size_t low, size_t high) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code_of(part, middle) < entity)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const ind_timeline_part *give(const ind_timeline_part *part, size_t at, bool found, size_t *first,
                                     size_t *count) {
    *first = found ? part->starts[at] : 0;
    *count = found ? part->starts[at + 1] - part->starts[at] : 0;
    return part;
}

static const ind_timeline_part *give_code(const ind_timeline_part *part, uint32_t entity, size_t at, size_t *first,
                                          size_t *count) {
    return give(part, at, at < part->entities && code_of(part, at) == entity, first, count);
}

const ind_timeline_part *ind_timeline_find(const ind_timeline *timeline, uint32_t entity, size_t *first,
                                           size_t *count) {
    const ind_timeline_part *part = ind_timeline_sorted(timeline, entity % IND_TIMELINE_PARTS);
    return give_code(part, entity, not_before(part, entity, 0, part->entities), first, count);
}

const ind_timeline_part *ind_timeline_find_next(const ind_timeline *timeline, uint32_t entity, size_t *at,
                                                size_t *first, size_t *count) {
    const ind_timeline_part *part = ind_timeline_sorted(timeline, entity % IND_TIMELINE_PARTS);
    size_t low = *at < part->entities && code_of(part, *at) <= entity ? *at : 0, high = low;
    for (size_t step = 1; high < part->entities && code_of(part, high) < entity; step *= 2) {
        low = high + 1;
        high += step;
    }
    *at = not_before(part, entity, low, high < part->entities ? high : part->entities);
    return give_code(part, entity, *at, first, count);
}

/* ---- by key ---- */

static uint64_t place_of(const ind_timeline_part *part, const ind_text_key *key) {
    return ind_text_key_hash(key) << IND_TIMELINE_PART_BITS >> (64 - part->key_bits);
}

/* The first entity in LOW..HIGH-1 whose place is not before PLACE, else HIGH. */
static size_t place_not_before(const ind_timeline_part *part, uint64_t place, size_t low, size_t high) {
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (place_of(part, &part->keys[middle]) < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The same of all entities, which is not far from AT. */
static size_t place_near(const ind_timeline_part *part, uint64_t place, size_t at) {
    size_t count = part->entities, low = 0, high = at < count ? at : count;
    if (high == count || place_of(part, &part->keys[high]) >= place) {
        for (size_t step = 1; high > 0; step *= 2) {
            size_t probe = high > step ? high - step : 0;
            if (place_of(part, &part->keys[probe]) < place) {
                low = probe + 1;
                break;
            }
            high = probe;
        }
        return place_not_before(part, place, low, high);
    }
    low = ++high;
    for (size_t step = 1; high < count && place_of(part, &part->keys[high]) < place; step *= 2) {
        low = high + 1;
        high += step;
    }
    return place_not_before(part, place, low, high < count ? high : count);
}

const ind_timeline_part *ind_timeline_find_key(const ind_timeline *timeline, const ind_text_key *entity, size_t *at,
                                               size_t *first, size_t *count) {
    unsigned number = (unsigned)(ind_text_key_hash(entity) >> (64 - IND_TIMELINE_PART_BITS));
    const ind_timeline_part *part = ind_timeline_sorted(timeline, number);
    uint64_t place = place_of(part, entity);
    size_t e = *at = place_near(part, place, *at);
    assert(part->keys != NULL || part->entities == 0);
    while (e < part->entities && place_of(part, &part->keys[e]) == place && !ind_text_key_same(&part->keys[e], entity))
        e++;
    return give(part, e, e < part->entities && ind_text_key_same(&part->keys[e], entity), first, count);
}
