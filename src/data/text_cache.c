/* text_cache.c - open addressing, at most half full. */
#include "data/text_cache.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_BITS = 7 };

static ind_cached_cell *free_slots(size_t count) {
    ind_cached_cell *slots = ind_alloc_array(count, sizeof *slots);
    for (size_t i = 0; i < count; i++)
        slots[i].length = UINT32_MAX;
    return slots;
}

void ind_text_cache_open(ind_text_cache *cache) {
    *cache = (ind_text_cache){.slots = free_slots((size_t)1 << FIRST_BITS), .shift = 64 - FIRST_BITS};
}

static size_t slots_of(const ind_text_cache *cache) {
    return cache->slots == NULL ? 0 : (size_t)1 << (64 - cache->shift);
}

void ind_text_cache_free(ind_text_cache *cache) {
    for (size_t i = 0; i < slots_of(cache); i++)
        free(cache->slots[i].text);
    free(cache->slots);
    *cache = (ind_text_cache){0};
}

static void put(ind_text_cache *cache, ind_cached_cell cell) {
    size_t mask = slots_of(cache) - 1, at = ind_text_cache_slot(cache, cell.low, cell.high);
    while (cache->slots[at].length != UINT32_MAX)
        at = (at + 1) & mask;
    cache->slots[at] = cell;
    cache->count++;
}

static void grow(ind_text_cache *cache) {
    ind_text_cache old = *cache;
    *cache = (ind_text_cache){.slots = free_slots(2 * slots_of(&old)), .shift = old.shift - 1};
    for (size_t i = 0; i < slots_of(&old); i++)
        if (old.slots[i].length != UINT32_MAX)
            put(cache, old.slots[i]);
    free(old.slots);
}

void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention) {
    ind_cached_cell added = {.length = (uint32_t)cell.length, .code = code, .attention = attention};
    ind_text_cache_key(cell, &added.low, &added.high);
    added.text = cell.length > 16 ? ind_copy(cell) : NULL;
    if ((cache->count + 1) * 2 > slots_of(cache))
        grow(cache);
    put(cache, added);
}
