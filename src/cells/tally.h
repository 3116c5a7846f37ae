/* tally.h - a table value -> count that grows, and is read in order of the values. */
#ifndef IND_TALLY_H
#define IND_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    double value;
    int64_t times; /* > 0; 0 in a free slot */
} ind_tally_entry;

/* All zero is an empty table.  The fields are private. */
typedef struct {
    ind_tally_entry *entries; /* hashed form; NULL while empty or sorted */
    size_t slots;             /* of ENTRIES, a power of two */
    size_t used;              /* different values */
    double *values;           /* sorted form; NULL while hashed */
    int64_t *counts;          /* of VALUES */
} ind_tally;

void ind_tally_free(ind_tally *tally); /* what it holds, not the struct */

/* TIMES >= 0; 0 changes nothing, and 0 and -0 are one value.  False for a value that is not finite, which is
 * left out, and where the count of a value overflows, which then stays at the greatest. */
bool ind_tally_add(ind_tally *tally, double value, int64_t times);
bool ind_tally_merge(ind_tally *tally, const ind_tally *other); /* another one */

/* How many values; they come ascending with their counts, BORROWED until the table is next changed. */
size_t ind_tally_list(ind_tally *tally, const double **values, const int64_t **counts);

/* A step of a hash: every bit of VALUE reaches the low bits of the outcome.  (Doubles of small
 * integers differ in their high bits only.) */
static inline uint64_t ind_mix(uint64_t hash, uint64_t value) {
    hash ^= value;
    for (int round = 0; round < 2; round++)
        hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

#endif
