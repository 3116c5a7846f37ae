/* text_cache.c - the idea: searching for a good factor costs little, for it is done only when a new cell comes. */
#include "data/values/text_cache.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
    FIRST_SLOT_BITS = 6,
    MOST_SLOT_BITS = 14,
    SLOTS_A_CELL = 8,
    SEARCHED_CELLS = 512, /* with more, no factor is so good that the search pays */
    TRIES = 32
};

/* No cell has a zero and then another byte. */
static const ind_cache_key no_key = {0x100, 2};

static size_t slot_count(const ind_text_cache *cache) {
    return (size_t)1 << (64 - cache->shift);
}

static uint64_t scrambled(uint64_t number) {
    number *= UINT64_C(0xD6E8FEB86659FD93);
    return (number ^ number >> 32) * UINT64_C(0x9FB21C651E98DF25);
}

static void set_factor(ind_text_cache *cache, uint64_t seed) {
    cache->factor = scrambled(seed) | 1;
}

static void set_slots(ind_text_cache *cache, unsigned bits) {
    free(cache->slots);
    cache->shift = 64 - bits;
    cache->slots = ind_alloc_array(slot_count(cache), sizeof *cache->slots);
}

/* Its number. */
static size_t append(ind_text_cache *cache, ind_cached_cell cell) {
    size_t number = cache->count++;
    bool plain = cell.length <= IND_CACHE_SHORT && cell.attention == 0;
    cache->cells = ind_grow(cache->cells, number, &cache->capacity, sizeof *cache->cells);
    cache->codes = ind_grow(cache->codes, number, &cache->code_capacity, sizeof *cache->codes);
    cache->cells[number] = cell;
    cache->codes[number] = (ind_plain_code){plain ? cell.key : no_key, cell.code};
    cache->has_long_cells |= cell.length > IND_CACHE_WORD;
    return number;
}

void ind_text_cache_open(ind_text_cache *cache) {
    *cache = (ind_text_cache){0};
    append(cache, (ind_cached_cell){.key = no_key});
    set_slots(cache, FIRST_SLOT_BITS);
    set_factor(cache, 1);
}

void ind_text_cache_free(ind_text_cache *cache) {
    for (size_t i = 0; i < cache->count; i++)
        free(cache->cells[i].text);
    free(cache->cells);
    free(cache->codes);
    free(cache->slots);
    *cache = (ind_text_cache){0};
}

/* ---- looking up ---- */

/* Of its first bytes and its last: long texts often differ in their ends only.  Begins with zero, as only that of
 * the empty cell does, whose second half is even. */
static ind_cache_key long_key(ind_str cell) {
    uint64_t end;
    ind_cache_key key;
    memcpy(&key, cell.data, sizeof key);
    memcpy(&end, cell.data + cell.length - sizeof end, sizeof end);
    key.low += (end + cell.length) * UINT64_C(0x9FB21C651E98DF25);
    key.high += key.low * UINT64_C(0xD6E8FEB86659FD93);
    return (ind_cache_key){key.low << 8, key.high | 1};
}

static ind_cache_key key_of(ind_str cell) {
    return cell.length > IND_CACHE_SHORT ? long_key(cell) : ind_cache_key_of(cell);
}

static bool is_cell(const ind_cached_cell *known, ind_cache_key key, ind_str cell) {
    return known->key.low == key.low && known->key.high == key.high &&
           (known->text == NULL || ind_str_equal((ind_str){known->text, known->length}, cell));
}

static size_t next_slot(const ind_text_cache *cache, size_t slot) {
    return (slot + 1) & (slot_count(cache) - 1);
}

const ind_cached_cell *ind_text_cache_find(const ind_text_cache *cache, ind_str cell) {
    if (cell.length > IND_CACHED_LENGTH)
        return NULL;
    ind_cache_key key = key_of(cell);
    size_t slot = ind_cache_slot(cache, key);
    for (;; slot = next_slot(cache, slot)) {
        const ind_cached_cell *known = &cache->cells[cache->slots[slot]];
        if (is_cell(known, key, cell))
            return known;
        if (known == cache->cells)
            return NULL;
    }
}

/* ---- adding ---- */

/* False: not in its first slot. */
static bool put(ind_text_cache *cache, size_t number) {
    size_t first = ind_cache_slot(cache, cache->cells[number].key), slot = first;
    while (cache->slots[slot] != 0)
        slot = next_slot(cache, slot);
    cache->slots[slot] = (uint16_t)number;
    return slot == first;
}

/* How many are not in their first slots; given up when there are ENOUGH. */
static size_t put_all(ind_text_cache *cache, uint64_t seed, size_t enough) {
    size_t displaced = 0;
    set_factor(cache, seed);
    memset(cache->slots, 0, slot_count(cache) * sizeof *cache->slots);
    for (size_t number = 1; number < cache->count && displaced < enough; number++)
        displaced += !put(cache, number);
    return displaced;
}

static void arrange(ind_text_cache *cache) {
    size_t tries = cache->count <= SEARCHED_CELLS ? TRIES : 1, least = SIZE_MAX;
    uint64_t best = 1;
    for (uint64_t seed = 1; seed <= tries && least > 0; seed++) {
        size_t displaced = put_all(cache, seed, least);
        if (displaced < least) {
            least = displaced;
            best = seed;
        }
    }
    if (least > 0)
        put_all(cache, best, SIZE_MAX);
}

void ind_text_cache_add(ind_text_cache *cache, ind_str cell, uint32_t code, uint8_t attention) {
    size_t number = append(cache, (ind_cached_cell){.key = key_of(cell),
                                                    .text = cell.length > IND_CACHE_SHORT ? ind_copy(cell) : NULL,
                                                    .code = code,
                                                    .length = (uint8_t)cell.length,
                                                    .attention = attention});
    unsigned bits = 64 - cache->shift;
    bool crowded = bits < MOST_SLOT_BITS && cache->count * SLOTS_A_CELL > slot_count(cache);
    if (crowded)
        set_slots(cache, bits + 1);
    if (crowded || (!put(cache, number) && cache->count <= SEARCHED_CELLS))
        arrange(cache);
}
