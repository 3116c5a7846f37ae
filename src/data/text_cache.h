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
    uint32_t code;
    uint16_t length; /* UINT16_MAX: free */
    uint8_t attention;
} ind_cached_cell; /* small, for all that are in use should stay in the nearest memory */

typedef struct {
    ind_cached_cell *slots;
    char **texts; /* OWNED; of the cells of more than sixteen bytes, else NULL */
    size_t mask;  /* slots - 1 */
    unsigned shift;
    size_t count;
} ind_text_cache;

void ind_text_cache_open(ind_text_cache *cache);
void ind_text_cache_free(ind_text_cache *cache);
/* CELL is not in the cache, and the cache is not full. */
void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention);

static inline bool ind_text_cache_takes(const ind_text_cache *cache, ind_str cell) {
    return cache->count < IND_CACHED_CELLS && cell.length <= IND_CACHED_LENGTH;
}

/* Sixteen bytes of CELL, behind whose end as many may be read.  Without branches: lengths come in no order. */
static inline void ind_text_cache_key(ind_str cell, uint64_t *low, uint64_t *high) {
    static const unsigned char ones[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    const unsigned char *mask = ones + 16 - (cell.length < 16 ? cell.length : 16);
    uint64_t low_mask, high_mask;
    memcpy(&low_mask, mask, 8);
    memcpy(&high_mask, mask + 8, 8);
    memcpy(low, cell.data, 8);
    memcpy(high, cell.data + 8, 8);
    *low &= low_mask;
    *high &= high_mask;
}

static inline size_t ind_text_cache_slot(const ind_text_cache *cache, uint64_t low, uint64_t high) {
    return (size_t)((low ^ high * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93) >> cache->shift);
}

/* NULL: not in the cache. */
static inline const ind_cached_cell *ind_text_cache_find(const ind_text_cache *cache, ind_str cell) {
    uint64_t low, high;
    ind_text_cache_key(cell, &low, &high);
    for (size_t at = ind_text_cache_slot(cache, low, high);; at = (at + 1) & cache->mask) {
        const ind_cached_cell *slot = &cache->slots[at];
        bool same = slot->low == low && slot->high == high && slot->length == cell.length;
        if (same && (cell.length <= 16 || memcmp(cache->texts[at], cell.data, cell.length) == 0))
            return slot;
        if (slot->length == UINT16_MAX)
            return NULL;
    }
}

#endif
