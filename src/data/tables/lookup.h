/* lookup.h - referenced tables in memory, and rows found in them by foreign key. */
#ifndef IND_LOOKUP_H
#define IND_LOOKUP_H

#include "data/tables/read_table.h"

/* A whole table: the wanted fields as columns, and behind them what is made of its rows. */
typedef struct {
    const ind_dataset *dataset;
    const uint32_t *fields; /* of the dataset, ascending */
    size_t field_count, column_count;
    ind_vector *columns; /* OWNED values, in the order of fields; then those made */
    size_t rows, capacity;
    bool has_places; /* where its rows stand is wanted */
    uint32_t *file;  /* OWNED, by row */
    uint64_t *line;
} ind_reference;

void ind_reference_clear(ind_reference *table);
void ind_reference_add(ind_reference *table, const ind_batch *batch);
void ind_reference_free(ind_reference *table);
const ind_vector *ind_reference_column(const ind_reference *table, uint32_t field); /* NULL: not wanted, or made */

/* The way from the rows of a dataset to those of a table, by one foreign key. */
typedef struct ind_lookup ind_lookup;

/* KEYS: types and dictionaries of the key's fields on this side. */
ind_lookup *ind_lookup_new(const ind_foreign_key *key, const ind_vector *const *keys, const ind_reference *table);
/* The same way for another thread: the chains are shared with LOOKUP, which must live longer. */
ind_lookup *ind_lookup_share(const ind_lookup *lookup);
void ind_lookup_free(ind_lookup *lookup); /* NULL is fine */

/* Days of TABLE that are a fact of whom its rows are about, into all versions of the row, by the schema ("versions").
 * Into TORN, by field: how many have contradicted each other; the earliest day is then taken. */
void ind_lookup_unify(const ind_lookup *lookup, ind_reference *table, uint64_t *torn);

enum { IND_ROW_NONE = -1, IND_ROW_MISS = -2 }; /* no key; a key that the table lacks */
/* Row of the table for each of COUNT rows; AT is the validity column, days or minutes (NULL if the key has none). */
void ind_lookup_run(ind_lookup *lookup, const ind_vector *const *keys, const ind_vector *at, size_t count,
                    int64_t *rows);
/* The same without a day: IND_ROW_NONE, IND_ROW_MISS or, where the table has some row of the key, 0. */
void ind_lookup_known(ind_lookup *lookup, const ind_vector *const *keys, size_t count, int64_t *rows);
/* Values of the rows found, which FROM has by row of the table; unknown where there is none. */
void ind_lookup_take(ind_vector *to, const ind_vector *from, const int64_t *rows, size_t count);

#endif
