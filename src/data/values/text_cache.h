/* text_cache.h - what became of each different cell of a column of codes.
 *
 * A hash table with many slots, whose factor is chosen by what is in it, so that nearly every cell is in the first
 * slot that is looked at: then no jump is guessed wrong, in whatever order cells come. */
#ifndef IND_TEXT_CACHE_H
#define IND_TEXT_CACHE_H

#include "indikator/text.h"

#include <stdint.h>

enum {
    IND_CACHED_CELLS = 4096,
    IND_CACHED_LENGTH = 64,
    IND_CACHE_SHORT = 16, /* bytes of a cell that is compared at once */
    IND_CACHE_WORD = 8    /* ... and as one word */
};

/* Of a short cell: its bytes, then zeros.  So there must be no NUL in a cell. */
typedef struct {
    uint64_t low, high;
} ind_cache_key;

typedef struct {
    ind_cache_key key;
    char *text; /* OWNED; of a long cell, else NULL */
    uint32_t code;
    uint8_t length, attention;
} ind_cached_cell;

/* What is looked at first: a short cell that needs no attention.  Any other has the key of none. */
typedef struct {
    ind_cache_key key;
    uint32_t code;
} ind_plain_code;

typedef struct {
    ind_cached_cell *cells; /* number 0 stands for "none": its key is that of no cell */
    ind_plain_code *codes;  /* of each of CELLS */
    size_t count, capacity, code_capacity;
    bool has_long_cells; /* some cell is longer than a word */
    uint16_t *slots;     /* numbers of cells; what has no place there is in the next one that is free */
    unsigned shift;      /* 64 less the bits of a slot's number */
    uint64_t factor;
} ind_text_cache;

void ind_text_cache_open(ind_text_cache *cache);
void ind_text_cache_free(ind_text_cache *cache);
/* NULL: not in the cache. */
const ind_cached_cell *ind_text_cache_find(const ind_text_cache *cache, ind_str cell);
/* CELL is not in the cache, and the cache takes it. */
void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention);

static inline bool ind_text_cache_is_full(const ind_text_cache *cache) {
    return cache->count > IND_CACHED_CELLS;
}

static inline bool ind_text_cache_takes(const ind_text_cache *cache, ind_str cell) {
    return !ind_text_cache_is_full(cache) && cell.length <= IND_CACHED_LENGTH;
}

/* CELL is short; as many bytes may be read behind its end.  Without branches: lengths come in no order. */
static inline ind_cache_key ind_cache_key_of(ind_str cell) {
    static const unsigned char ones[2 * IND_CACHE_SHORT] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    ind_cache_key key, mask;
    memcpy(&mask, ones + IND_CACHE_SHORT - cell.length, sizeof mask);
    memcpy(&key, cell.data, sizeof key);
    return (ind_cache_key){key.low & mask.low, key.high & mask.high};
}

/* Keys that differ are seldom so little apart in one half and so much in the other that they come to the same. */
static inline size_t ind_cache_slot(const ind_text_cache *cache, ind_cache_key key) {
    return (size_t)((key.low + key.high * 8) * cache->factor >> cache->shift);
}

/* NULL: not in the cache, or not in its first slot, or it needs attention. */
static inline const ind_plain_code *ind_text_cache_first(const ind_text_cache *cache, ind_str cell) {
    ind_cache_key key = ind_cache_key_of(cell);
    const ind_plain_code *found = &cache->codes[cache->slots[ind_cache_slot(cache, key)]];
    return found->key.low == key.low && found->key.high == key.high ? found : NULL;
}

/* The same for a cell of at most a word, where there are no longer ones: at two thirds of the price. */
static inline const ind_plain_code *ind_text_cache_word(const ind_text_cache *cache, ind_str cell) {
    static const uint64_t masks[IND_CACHE_WORD + 1] = {0,
                                                       UINT64_C(0xFF),
                                                       UINT64_C(0xFFFF),
                                                       UINT64_C(0xFFFFFF),
                                                       UINT64_C(0xFFFFFFFF),
                                                       UINT64_C(0xFFFFFFFFFF),
                                                       UINT64_C(0xFFFFFFFFFFFF),
                                                       UINT64_C(0xFFFFFFFFFFFFFF),
                                                       UINT64_C(0xFFFFFFFFFFFFFFFF)};
    ind_cache_key key = {0};
    memcpy(&key.low, cell.data, sizeof key.low);
    key.low &= masks[cell.length];
    const ind_plain_code *found = &cache->codes[cache->slots[ind_cache_slot(cache, key)]];
    return found->key.low == key.low ? found : NULL;
}

#endif
