/* text_cache.c - open addressing by pairs, of which at most a third is full. */
#include "data/text_cache.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_BITS = 6 };

static ind_text_cache with_pairs(unsigned bits) {
    size_t count = (size_t)1 << bits;
    ind_text_cache cache = {.mask = count - 1, .shift = 64 - bits};
    cache.pairs = ind_alloc_array(count, sizeof *cache.pairs);
    cache.texts = ind_alloc_array(2 * count, sizeof *cache.texts);
    for (size_t i = 0; i < count; i++)
        cache.pairs[i].length[0] = cache.pairs[i].length[1] = UINT16_MAX;
    return cache;
}

void ind_text_cache_open(ind_text_cache *cache) {
    *cache = with_pairs(FIRST_BITS);
}

void ind_text_cache_free(ind_text_cache *cache) {
    for (size_t i = 0; cache->pairs != NULL && i < 2 * (cache->mask + 1); i++)
        free(cache->texts[i]);
    free(cache->pairs);
    free(cache->texts);
    *cache = (ind_text_cache){0};
}

typedef struct {
    uint64_t low, high;
    uint32_t code;
    uint16_t length;
    uint8_t attention;
    char *text;
} cached_cell;

static void put(ind_text_cache *cache, cached_cell cell) {
    size_t at = ind_text_cache_pair(cache, cell.low, cell.high);
    while (cache->pairs[at].length[1] != UINT16_MAX)
        at = (at + 1) & cache->mask;
    ind_cached_pair *pair = &cache->pairs[at];
    size_t side = pair->length[0] != UINT16_MAX;
    pair->low[side] = cell.low;
    pair->high[side] = cell.high;
    pair->code[side] = cell.code;
    pair->length[side] = cell.length;
    pair->attention[side] = cell.attention;
    cache->texts[2 * at + side] = cell.text;
    cache->count++;
}

static void grow(ind_text_cache *cache) {
    ind_text_cache old = *cache;
    *cache = with_pairs(64 - old.shift + 1);
    for (size_t at = 0; at <= old.mask; at++)
        for (size_t side = 0; side < 2; side++) {
            const ind_cached_pair *pair = &old.pairs[at];
            if (pair->length[side] != UINT16_MAX)
                put(cache, (cached_cell){pair->low[side], pair->high[side], pair->code[side], pair->length[side],
                                         pair->attention[side], old.texts[2 * at + side]});
        }
    free(old.pairs);
    free(old.texts);
}

void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention) {
    cached_cell added = {.code = code, .length = (uint16_t)cell.length, .attention = attention};
    ind_text_cache_key(cell, &added.low, &added.high);
    added.text = cell.length > 16 ? ind_copy(cell) : NULL;
    if (cache->count * 3 > 2 * (cache->mask + 1))
        grow(cache);
    put(cache, added);
}
