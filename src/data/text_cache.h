/* text_cache.h - what became of each different cell of a column of codes.
 *
 * Found by comparing sixteen bytes at once, without a call and without a look at the text that was kept. */
#ifndef IND_TEXT_CACHE_H
#define IND_TEXT_CACHE_H

#include "indikator/text.h"

#include <stdint.h>

enum { IND_CACHED_CELLS = 4096, IND_CACHED_LENGTH = 64 };

typedef struct {
    uint64_t low, high; /* the first sixteen bytes, zeros behind the end */
    uint32_t length;    /* UINT32_MAX: free */
    uint32_t code;
    char *text;         /* OWNED; NULL if sixteen bytes are all */
    uint8_t attention;
} ind_cached_cell;

typedef struct {
    ind_cached_cell *slots;
    unsigned shift; /* 64 - log2(slots) */
    size_t count;
} ind_text_cache;

void ind_text_cache_open(ind_text_cache *cache);
void ind_text_cache_free(ind_text_cache *cache);
/* CELL is not in the cache, and the cache is not full. */
void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention);

static inline bool ind_text_cache_takes(const ind_text_cache *cache, ind_str cell) {
    return cache->count < IND_CACHED_CELLS && cell.length <= IND_CACHED_LENGTH;
}

/* Sixteen bytes of CELL, behind whose end as many may be read. */
static inline void ind_text_cache_key(ind_str cell, uint64_t *low, uint64_t *high) {
    static const uint64_t mask[9] = {0,
                                     UINT64_C(0xFF),
                                     UINT64_C(0xFFFF),
                                     UINT64_C(0xFFFFFF),
                                     UINT64_C(0xFFFFFFFF),
                                     UINT64_C(0xFFFFFFFFFF),
                                     UINT64_C(0xFFFFFFFFFFFF),
                                     UINT64_C(0xFFFFFFFFFFFFFF),
                                     ~UINT64_C(0)};
    memcpy(low, cell.data, 8);
    memcpy(high, cell.data + 8, 8);
    *low &= mask[cell.length < 8 ? cell.length : 8];
    *high &= mask[cell.length < 8 ? 0 : cell.length < 16 ? cell.length - 8 : 8];
}

static inline size_t ind_text_cache_slot(const ind_text_cache *cache, uint64_t low, uint64_t high) {
    return (size_t)((low ^ high * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93) >> cache->shift);
}

/* NULL: not in the cache. */
static inline const ind_cached_cell *ind_text_cache_find(const ind_text_cache *cache, ind_str cell) {
    uint64_t low, high;
    ind_text_cache_key(cell, &low, &high);
    size_t mask = ((size_t)1 << (64 - cache->shift)) - 1;
    for (size_t at = ind_text_cache_slot(cache, low, high);; at = (at + 1) & mask) {
        const ind_cached_cell *slot = &cache->slots[at];
        if (slot->low == low && slot->high == high && slot->length == cell.length &&
            (cell.length <= 16 || memcmp(slot->text, cell.data, cell.length) == 0))
            return slot;
        if (slot->length == UINT32_MAX)
            return NULL;
    }
}

#endif
