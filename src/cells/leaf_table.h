/* leaf_table.h - what a kind counts of each period and leaf (see strata.h) while rows are read: a plain table of
 * entries that begin as zeros.  A kind that adds to it row by row brings all to cells in the end. */
#ifndef IND_LEAF_TABLE_H
#define IND_LEAF_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The fields are for those who add. */
typedef struct {
    void *entries; /* by period, then by leaf */
    unsigned bits; /* there is room for 2^bits leaves a period */
    int32_t first; /* period */
    size_t periods, size;
    uint64_t rows; /* so far; below 2^32, so that entries may count in 32 bits */
} ind_leaf_table;

/* PERIODS: FIRST and so many following.  SIZE: of an entry. */
ind_leaf_table *ind_leaf_table_new(int32_t first, size_t periods, size_t size); /* OWNED by the caller */
void ind_leaf_table_free(ind_leaf_table *table);                                /* NULL is fine */
/* Make room for COUNT more rows in so many leaves; false if the table would be too large: count in another way. */
bool ind_leaf_table_reach(ind_leaf_table *table, uint32_t leaves, size_t count);
/* All entries. */
void ind_leaf_table_give(const ind_leaf_table *table,
                         void (*each)(void *context, int32_t period, uint32_t leaf, const void *entry), void *context);

/* Number of an entry. */
static inline size_t ind_leaf_place(const ind_leaf_table *table, int32_t period, uint32_t leaf) {
    return ((size_t)(uint32_t)(period - table->first) << table->bits) + leaf;
}

#endif
