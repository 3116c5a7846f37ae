/* text_cache.c - open addressing, at most half full. */
#include "data/text_cache.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_BITS = 7 };

static ind_text_cache with_slots(unsigned bits) {
    size_t count = (size_t)1 << bits;
    ind_text_cache cache = {.mask = count - 1, .shift = 64 - bits};
    cache.slots = ind_alloc_array(count, sizeof *cache.slots);
    cache.texts = ind_alloc_array(count, sizeof *cache.texts);
    for (size_t i = 0; i < count; i++)
        cache.slots[i].length = UINT16_MAX;
    return cache;
}

void ind_text_cache_open(ind_text_cache *cache) {
    *cache = with_slots(FIRST_BITS);
}

void ind_text_cache_free(ind_text_cache *cache) {
    for (size_t i = 0; cache->slots != NULL && i <= cache->mask; i++)
        free(cache->texts[i]);
    free(cache->slots);
    free(cache->texts);
    *cache = (ind_text_cache){0};
}

static void put(ind_text_cache *cache, ind_cached_cell cell, char *text) {
    size_t at = ind_text_cache_slot(cache, cell.low, cell.high);
    while (cache->slots[at].length != UINT16_MAX)
        at = (at + 1) & cache->mask;
    cache->slots[at] = cell;
    cache->texts[at] = text;
    cache->count++;
}

static void grow(ind_text_cache *cache) {
    ind_text_cache old = *cache;
    *cache = with_slots(64 - old.shift + 1);
    for (size_t i = 0; i <= old.mask; i++)
        if (old.slots[i].length != UINT16_MAX)
            put(cache, old.slots[i], old.texts[i]);
    free(old.slots);
    free(old.texts);
}

void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention) {
    ind_cached_cell added = {.length = (uint16_t)cell.length, .code = code, .attention = attention};
    ind_text_cache_key(cell, &added.low, &added.high);
    if ((cache->count + 1) * 2 > cache->mask + 1)
        grow(cache);
    put(cache, added, cell.length > 16 ? ind_copy(cell) : NULL);
}
