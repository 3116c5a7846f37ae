/* cells.c - an open-addressing hash map from (period, group codes) to the number of a cell, and the
 * cells' terms in arrays by term: all counts of term 0 side by side, then all of term 1, and so on.
 *
 * A key is one row of the array KEYS: the period, then the codes. */
#include "cells/cells.h"
#include "base/memory.h"
#include "cells/value_table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef union {
    int64_t *count;
    ind_sum *sum;
    ind_value_table *tally;
    ind_keyed_sums *keyed;
    void *any;
} column;

struct ind_cells {
    const ind_term *terms; /* BORROWED */
    size_t term_count;
    column *columns;   /* one a term, CAPACITY cells each */
    size_t stride;     /* 1 + group codes */
    uint32_t *keys;    /* STRIDE a cell */
    uint32_t count;    /* cells */
    size_t capacity;   /* > count */
    uint64_t *slots;   /* upper half of the key's hash, and cell + 1; 0 = free */
    size_t slot_count; /* a power of two, at least twice the cells */
    bool overflow;
};

enum { FIRST_CELLS = 16 };

static size_t term_size(ind_term term) {
    switch (term.type) {
    case IND_TERM_COUNT: return sizeof(int64_t);
    case IND_TERM_SUM: return sizeof(ind_sum);
    case IND_TERM_TABLE: return sizeof(ind_value_table);
    case IND_TERM_KEYED: return sizeof(ind_keyed_sums);
    }
    return 0;
}

/* ---- the map ---- */

ind_cells *ind_cells_new(const ind_term *terms, size_t term_count, size_t keys) {
    ind_cells *cells = ind_alloc(sizeof(ind_cells));
    cells->terms = terms;
    cells->term_count = term_count;
    cells->stride = keys + 1;
    cells->capacity = FIRST_CELLS;
    cells->keys = ind_alloc_array(cells->capacity * cells->stride, sizeof(uint32_t));
    cells->slot_count = (size_t)2 * FIRST_CELLS;
    cells->slots = ind_alloc_array(cells->slot_count, sizeof(uint64_t));
    cells->columns = ind_alloc_array(term_count, sizeof(column));
    for (size_t t = 0; t < term_count; t++)
        cells->columns[t].any = ind_alloc_array(cells->capacity, term_size(terms[t]));
    return cells;
}

static void free_tables(ind_cells *cells) {
    for (size_t t = 0; t < cells->term_count; t++)
        for (uint32_t cell = 0; cell < cells->count; cell++)
            switch (cells->terms[t].type) {
            case IND_TERM_TABLE: ind_value_table_free(&cells->columns[t].tally[cell]); break;
            case IND_TERM_KEYED: ind_keyed_sums_free(&cells->columns[t].keyed[cell]); break;
            case IND_TERM_COUNT:
            case IND_TERM_SUM: break;
            }
}

void ind_cells_free(ind_cells *cells) {
    if (cells == NULL)
        return;
    free_tables(cells);
    for (size_t t = 0; t < cells->term_count; t++)
        free(cells->columns[t].any);
    free(cells->columns);
    free(cells->keys);
    free(cells->slots);
    free(cells);
}

void ind_cells_clear(ind_cells *cells) {
    free_tables(cells);
    memset(cells->slots, 0, cells->slot_count * sizeof(uint64_t));
    cells->count = 0;
    cells->overflow = false;
}

static bool has_key(const ind_cells *cells, uint32_t cell, int32_t period, const uint32_t *codes) {
    const uint32_t *key = cells->keys + cell * cells->stride;
    if (key[0] != (uint32_t)period)
        return false;
    for (size_t i = 1; i < cells->stride; i++)
        if (key[i] != codes[i - 1])
            return false;
    return true;
}

/* Each step multiplies what came before: whole numbers differ in their low bits, so that one round is enough. */
static uint64_t hash_key(uint32_t period, const uint32_t *codes, size_t count) {
    const uint64_t odd = UINT64_C(0xd6e8feb86659fd93);
    uint64_t hash = (period + UINT64_C(1)) * odd;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ hash >> 32 ^ codes[i]) * odd;
    return hash ^ hash >> 32;
}

static uint64_t tag_of(uint64_t hash) {
    return hash & ~(uint64_t)UINT32_MAX;
}

static uint32_t cell_in(uint64_t slot) {
    return (uint32_t)slot - 1;
}

/* The slot of the key's cell, or the free one where it belongs.  Another key is mostly told by the upper half of its
 * hash, without a look at where keys are. */
static size_t find_slot(const ind_cells *cells, uint64_t hash, int32_t period, const uint32_t *codes) {
    size_t mask = cells->slot_count - 1, slot = (size_t)hash & mask;
    while (cells->slots[slot] != 0 &&
           (tag_of(cells->slots[slot]) != tag_of(hash) || !has_key(cells, cell_in(cells->slots[slot]), period, codes)))
        slot = (slot + 1) & mask;
    return slot;
}

static uint64_t hash_of(const ind_cells *cells, int32_t period, const uint32_t *codes) {
    return hash_key((uint32_t)period, codes, cells->stride - 1);
}

static void rehash(ind_cells *cells) {
    free(cells->slots);
    cells->slot_count *= 2;
    cells->slots = ind_alloc_array(cells->slot_count, sizeof(uint64_t));
    for (uint32_t cell = 0; cell < cells->count; cell++) {
        const uint32_t *key = cells->keys + cell * cells->stride;
        uint64_t hash = hash_of(cells, (int32_t)key[0], key + 1);
        cells->slots[find_slot(cells, hash, (int32_t)key[0], key + 1)] = tag_of(hash) | (cell + 1);
    }
}

static void grow(ind_cells *cells) {
    cells->capacity *= 2;
    cells->keys = ind_realloc(cells->keys, cells->capacity * cells->stride * sizeof(uint32_t));
    for (size_t t = 0; t < cells->term_count; t++)
        cells->columns[t].any = ind_realloc(cells->columns[t].any, cells->capacity * term_size(cells->terms[t]));
}

static uint32_t append(ind_cells *cells, int32_t period, const uint32_t *codes) {
    if (cells->count >= UINT32_MAX - 1)
        ind_alloc_array(SIZE_MAX, 2); /* more cells than 32 bits can number count as out of memory */
    uint32_t cell = cells->count++;
    uint32_t *key = cells->keys + cell * cells->stride;
    key[0] = (uint32_t)period;
    for (size_t i = 1; i < cells->stride; i++)
        key[i] = codes[i - 1];
    for (size_t t = 0; t < cells->term_count; t++) {
        size_t size = term_size(cells->terms[t]);
        memset((char *)cells->columns[t].any + cell * size, 0, size);
    }
    /* Room for the next cell is made after this one is written: CODES may be a key of ours. */
    if (cells->count == cells->capacity)
        grow(cells);
    return cell;
}

/* Of a key that is met for the first time; apart, so that all other calls are short. */
static __attribute__((noinline)) uint32_t add_cell(ind_cells *cells, size_t slot, uint64_t hash, int32_t period,
                                                   const uint32_t *codes) {
    uint32_t cell = append(cells, period, codes);
    cells->slots[slot] = tag_of(hash) | (cell + 1);
    if ((size_t)cells->count * 2 > cells->slot_count)
        rehash(cells);
    return cell;
}

uint32_t ind_cells_at(ind_cells *cells, int32_t period, const uint32_t *codes) {
    uint64_t hash = hash_of(cells, period, codes);
    size_t slot = find_slot(cells, hash, period, codes);
    uint64_t found = cells->slots[slot];
    return found != 0 ? cell_in(found) : add_cell(cells, slot, hash, period, codes);
}

uint32_t ind_cells_find(const ind_cells *cells, int32_t period, const uint32_t *codes) {
    uint64_t found = cells->slots[find_slot(cells, hash_of(cells, period, codes), period, codes)];
    return found == 0 ? UINT32_MAX : cell_in(found);
}

uint32_t ind_cells_count_of(const ind_cells *cells) {
    return cells->count;
}

int32_t ind_cells_period(const ind_cells *cells, uint32_t cell) {
    return (int32_t)cells->keys[cell * cells->stride];
}

const uint32_t *ind_cells_codes(const ind_cells *cells, uint32_t cell) {
    return cells->keys + cell * cells->stride + 1;
}

/* ---- terms ---- */

void ind_cells_count(ind_cells *cells, uint32_t cell, size_t term, int64_t delta) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_COUNT);
    int64_t *count = &cells->columns[term].count[cell];
    if (__builtin_add_overflow(*count, delta, count))
        cells->overflow = true;
}

void ind_cells_sum(ind_cells *cells, uint32_t cell, size_t term, double x) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_SUM);
    ind_sum *sum = &cells->columns[term].sum[cell];
    ind_sum_add(sum, x);
    cells->overflow |= sum->overflow;
}

void ind_cells_tally(ind_cells *cells, uint32_t cell, size_t term, double x, int64_t times) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_TABLE && times >= 0);
    if (!ind_value_table_add(&cells->columns[term].tally[cell], x, times))
        cells->overflow = true;
}

void ind_cells_add_keyed(ind_cells *cells, uint32_t cell, size_t term, uint64_t key, double first, double second) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_KEYED && key != 0);
    if (!ind_keyed_sums_add(&cells->columns[term].keyed[cell], key, first, second))
        cells->overflow = true;
}

void ind_cells_empty(ind_cells *cells, uint32_t cell, size_t term) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_KEYED);
    ind_keyed_sums_free(&cells->columns[term].keyed[cell]);
}

int64_t ind_cells_get_count(const ind_cells *cells, uint32_t cell, size_t term) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_COUNT);
    return cells->columns[term].count[cell];
}

double ind_cells_get_sum(const ind_cells *cells, uint32_t cell, size_t term) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_SUM);
    return ind_sum_value(&cells->columns[term].sum[cell]);
}

void ind_cells_get_parts(const ind_cells *cells, uint32_t cell, size_t term, double *high, double *low) {
    assert(cells->terms[term].type == IND_TERM_SUM && cell < cells->count);
    ind_sum_parts(&cells->columns[term].sum[cell], high, low);
}

size_t ind_cells_get_table(ind_cells *cells, uint32_t cell, size_t term, const double **values,
                           const int64_t **counts) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_TABLE);
    return ind_value_table_list(&cells->columns[term].tally[cell], values, counts);
}

size_t ind_cells_get_keyed(const ind_cells *cells, uint32_t cell, size_t term, const ind_keyed_sum **list) {
    assert(cell < cells->count && cells->terms[term].type == IND_TERM_KEYED);
    return ind_keyed_sums_list(&cells->columns[term].keyed[cell], list);
}

bool ind_cells_overflow(const ind_cells *cells) {
    return cells->overflow;
}

/* ---- merging ---- */

static void merge_term(ind_cells *cells, uint32_t to, size_t term, const column *source, uint32_t from) {
    switch (cells->terms[term].type) {
    case IND_TERM_COUNT: ind_cells_count(cells, to, term, source->count[from]); break;
    case IND_TERM_SUM: {
        ind_sum *sum = &cells->columns[term].sum[to];
        ind_sum_merge(sum, &source->sum[from]);
        cells->overflow |= sum->overflow;
        break;
    }
    case IND_TERM_TABLE:
        if (!ind_value_table_merge(&cells->columns[term].tally[to], &source->tally[from]))
            cells->overflow = true;
        break;
    case IND_TERM_KEYED:
        if (!ind_keyed_sums_merge(&cells->columns[term].keyed[to], &source->keyed[from]))
            cells->overflow = true;
        break;
    }
}

void ind_cells_merge(ind_cells *cells, uint32_t to, const ind_cells *source, uint32_t from) {
    assert(cells->term_count == source->term_count && from < source->count);
    assert(cells != source || to != from);
    cells->overflow |= source->overflow;
    for (size_t t = 0; t < cells->term_count; t++)
        merge_term(cells, to, t, &source->columns[t], from);
}

void ind_cells_merge_scaled(ind_cells *cells, uint32_t to, const ind_cells *source, uint32_t from,
                            const double *factors) {
    cells->overflow |= source->overflow;
    for (size_t t = 0; t < cells->term_count; t++) {
        double high, low;
        if (cells->terms[t].type != IND_TERM_SUM || factors[t] == 1) {
            merge_term(cells, to, t, &source->columns[t], from);
            continue;
        }
        ind_cells_get_parts(source, from, t, &high, &low);
        ind_cells_sum(cells, to, t, high * factors[t]);
        ind_cells_sum(cells, to, t, low * factors[t]);
    }
}
