/* row_keys.h - which rows are alike in some columns. */
#ifndef IND_ROW_KEYS_H
#define IND_ROW_KEYS_H

#include "kinds/common/kind.h"

/* The values of columns, row by row, as numbers that are the same where the values are. */
typedef struct {
    ind_eval **evals;
    size_t count;
    int64_t *values; /* COUNT a row */
    size_t capacity;
    size_t *slots; /* of a hash table: row + 1; 0: free */
    size_t room;
} ind_row_keys;
#define IND_NO_KEY INT64_MIN /* unknown */

/* COLUMNS but those that are the ENTITY whose rows are looked at: they are alike anyhow. */
void ind_row_keys_open(ind_row_keys *keys, const ind_expr *const *columns, size_t count, const ind_param *entity);
void ind_row_keys_close(ind_row_keys *keys);
/* Rows FROM..FROM+N-1, whose slots are SLOTS; ROOM: for how many rows there must be. */
void ind_row_keys_set(ind_row_keys *keys, const ind_vector *slots, size_t from, size_t n, size_t room);
static inline const int64_t *ind_row_key(const ind_row_keys *keys, size_t row) {
    return keys->values + row * keys->count;
}
bool ind_row_key_known(const ind_row_keys *keys, size_t row);
bool ind_row_key_same(const ind_row_keys *keys, size_t a, size_t b);

/* FIRST[row - FROM]: the first of the rows FROM..TO-1 that is alike; SIZE_MAX where a column is unknown. */
void ind_row_keys_group(ind_row_keys *keys, size_t from, size_t to, size_t *first);

#endif
