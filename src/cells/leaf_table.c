/* leaf_table.c - grows with the leaves, by doubling. */
#include "cells/leaf_table.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ENTRIES = 1 << 18, FIRST_BITS = 4 };

ind_leaf_table *ind_leaf_table_new(int32_t first, size_t periods, size_t size) {
    ind_leaf_table *table = ind_alloc(sizeof *table);
    *table = (ind_leaf_table){.first = first, .periods = periods, .size = size};
    return table;
}

void ind_leaf_table_free(ind_leaf_table *table) {
    if (table != NULL)
        free(table->entries);
    free(table);
}

static void widen(ind_leaf_table *table, unsigned bits) {
    size_t old = table->size << table->bits, new = table->size << bits; /* bytes a period */
    char *entries = ind_alloc_array(table->periods, new);
    for (size_t p = 0; table->entries != NULL && p < table->periods; p++)
        memcpy(entries + p * new, (const char *)table->entries + p * old, old);
    free(table->entries);
    table->entries = entries;
    table->bits = bits;
}

bool ind_leaf_table_reach(ind_leaf_table *table, uint32_t leaves, size_t count) {
    unsigned bits = table->entries == NULL ? FIRST_BITS : table->bits;
    while ((size_t)1 << bits < leaves)
        bits++;
    if (table->rows + count > UINT32_MAX || table->periods << bits > MOST_ENTRIES)
        return false;
    table->rows += count;
    if (table->entries == NULL || bits > table->bits)
        widen(table, bits);
    return true;
}

void ind_leaf_table_give(const ind_leaf_table *table,
                         void (*each)(void *context, int32_t period, uint32_t leaf, const void *entry), void *context) {
    size_t leaves = table->entries == NULL ? 0 : (size_t)1 << table->bits;
    const char *entry = table->entries;
    for (size_t p = 0; p < table->periods; p++)
        for (size_t leaf = 0; leaf < leaves; leaf++, entry += table->size)
            each(context, table->first + (int32_t)p, (uint32_t)leaf, entry);
}
