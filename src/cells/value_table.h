/* value_table.h - a table value -> count that grows, and is read in order of the values. */
#ifndef IND_VALUE_TABLE_H
#define IND_VALUE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    double value;
    int64_t times; /* > 0; 0 in a free slot */
} ind_value_table_entry;

/* All zero is an empty table.  The fields are private. */
typedef struct {
    ind_value_table_entry *entries; /* hashed form; NULL while empty or sorted */
    size_t slots;                   /* of ENTRIES, a power of two */
    size_t used;                    /* different values */
    double *values;                 /* sorted form; NULL while hashed */
    int64_t *counts;                /* of VALUES */
} ind_value_table;

void ind_value_table_free(ind_value_table *tally); /* what it holds, not the struct */

/* TIMES >= 0; 0 changes nothing, and 0 and -0 are one value.  False for a value that is not finite, which is
 * left out, and where the count of a value overflows, which then stays at the greatest. */
bool ind_value_table_add(ind_value_table *tally, double value, int64_t times);
bool ind_value_table_merge(ind_value_table *tally, const ind_value_table *other); /* another one */

/* How many values; they come ascending with their counts, BORROWED until the table is next changed. */
size_t ind_value_table_list(ind_value_table *tally, const double **values, const int64_t **counts);

/* A step of a hash: every bit of VALUE reaches the low bits of the outcome.  (Doubles of small
 * integers differ in their high bits only.) */
static inline uint64_t ind_mix(uint64_t hash, uint64_t value) {
    hash ^= value;
    for (int round = 0; round < 2; round++)
        hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

#endif
