/* keyed_sums.h - a table key -> two sums: what each person, or each stratum of a sample, has in a cell.
 *
 * Parts of the data make the whole exactly, whatever their order: the sums of a key are whole numbers of steps of
 * 2^-64.  That holds every count, and a weight of 10^-9 to ten digits. */
#ifndef IND_KEYED_SUMS_H
#define IND_KEYED_SUMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys are numbers that are made of what names somebody, so that all parts of the data have the same; those below
 * IND_FIRST_KEY have a meaning.  Rows of nobody known are of IND_NOBODY, be they of one person or of many. */
enum { IND_NOBODY = 1, IND_FIRST_KEY = 2 };
static inline uint64_t ind_key_of_hash(uint64_t hash) {
    return hash < IND_FIRST_KEY ? hash + IND_FIRST_KEY : hash;
}

/* What a key has. */
typedef struct {
    uint64_t key;
    double sums[2];
} ind_keyed_sum;

typedef struct {
    uint64_t key;     /* 0 in a free slot */
    uint64_t part[2]; /* of each sum: steps of 2^-64 above the whole number */
    int64_t whole[2];
} ind_keyed_entry;

/* All zero is an empty table.  The fields are private. */
typedef struct {
    ind_keyed_entry *entries;
    size_t slots, used; /* a power of two; different keys */
    ind_keyed_sum *list;
} ind_keyed_sums;

void ind_keyed_sums_free(ind_keyed_sums *table); /* what it holds, not the struct */
/* False for a number that is not finite or not below 2^62, or where a sum is not: the sums are then of no use. */
bool ind_keyed_sums_add(ind_keyed_sums *table, uint64_t key, double first, double second);
bool ind_keyed_sums_merge(ind_keyed_sums *table, const ind_keyed_sums *other); /* another one */
/* How many keys; they come in their order, BORROWED until the table is next changed. */
size_t ind_keyed_sums_list(ind_keyed_sums *table, const ind_keyed_sum **list);

#endif
