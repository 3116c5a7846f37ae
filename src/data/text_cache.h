/* text_cache.h - what became of each different cell of a column of codes.
 *
 * Found by comparing sixteen bytes at once, without a call and without a look at the text that was kept. */
#ifndef IND_TEXT_CACHE_H
#define IND_TEXT_CACHE_H

#include "indikator/text.h"

#include <stdint.h>

enum { IND_CACHED_CELLS = 4096, IND_CACHED_LENGTH = 64 };

/* Two cells side by side: which of them it is, is worked out without a jump that would often be guessed wrong. */
typedef struct {
    uint64_t low[2], high[2]; /* see ind_text_cache_key */
    uint32_t code[2];
    uint16_t length[2]; /* UINT16_MAX: free */
    uint8_t attention[2];
} ind_cached_pair;

typedef struct {
    ind_cached_pair *pairs;
    char **texts; /* OWNED; two a pair: of a cell of more than sixteen bytes, else NULL */
    size_t mask;  /* pairs - 1 */
    unsigned shift;
    size_t count; /* cells */
} ind_text_cache;

void ind_text_cache_open(ind_text_cache *cache);
void ind_text_cache_free(ind_text_cache *cache);
/* CELL is not in the cache, and the cache is not full. */
void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention);

static inline bool ind_text_cache_takes(const ind_text_cache *cache, ind_str cell) {
    return cache->count < IND_CACHED_CELLS && cell.length <= IND_CACHED_LENGTH;
}

/* A key of sixteen bytes, which for up to so many is CELL itself, behind whose end as many may be read.  Without
 * branches: lengths come in no order. */
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
    if (cell.length > 16) { /* long texts often differ in their ends only */
        uint64_t end;
        memcpy(&end, cell.data + cell.length - 8, 8);
        *high += end * UINT64_C(0x9FB21C651E98DF25);
    }
}

static inline size_t ind_text_cache_pair(const ind_text_cache *cache, uint64_t low, uint64_t high) {
    return (size_t)((low * UINT64_C(0xD6E8FEB86659FD93) + high * UINT64_C(0x9E3779B97F4A7C15)) >> cache->shift);
}

/* False: not in the cache. */
static inline bool ind_text_cache_find(const ind_text_cache *cache, ind_str cell, uint32_t *code, uint8_t *attention) {
    uint64_t low, high;
    ind_text_cache_key(cell, &low, &high);
    for (size_t at = ind_text_cache_pair(cache, low, high);; at = (at + 1) & cache->mask) {
        const ind_cached_pair *pair = &cache->pairs[at];
        size_t side = ((pair->low[1] ^ low) | (pair->high[1] ^ high) | (uint64_t)(pair->length[1] ^ cell.length)) == 0;
        bool same = pair->low[side] == low && pair->high[side] == high && pair->length[side] == cell.length;
        if (same && (cell.length <= 16 || memcmp(cache->texts[2 * at + side], cell.data, cell.length) == 0)) {
            *code = pair->code[side];
            *attention = pair->attention[side];
            return true;
        }
        if (pair->length[1] == UINT16_MAX)
            return false;
    }
}

#endif
