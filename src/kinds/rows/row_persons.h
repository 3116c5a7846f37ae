/* row_persons.h - of which persons the rows of a cell are, and what each of them has there.
 *
 * Each cell has a table of persons, by a number that is made of what names them, so that parts of the data make the
 * whole.  It tells how many persons there are, those apart of whom nobody knows, and how alike the rows of one are. */
#ifndef IND_ROW_PERSONS_H
#define IND_ROW_PERSONS_H

#include "kinds/rows/rows.h"

typedef struct ind_row_persons ind_row_persons;
#define IND_ROW_PERSONS_TERM(adds)                                                                                     \
    { "persons", IND_TERM_KEYED, adds, false }

/* NULL: the measure does not ask for them.  OWNED by the caller. */
ind_row_persons *ind_row_persons_open(const ind_kind_context *context);
void ind_row_persons_close(ind_row_persons *persons); /* NULL is fine */
/* The persons of the rows of the last run that have been left, into term TERM of their cells: the sum of the weights of
 * their rows, and of those that are met.  PERSONS NULL: nothing.  TRUTH NULL: none is met; WEIGHTS NULL: each is 1. */
void ind_row_persons_count(ind_row_persons *persons, const ind_row_filter *filter, const ind_vector *slots, size_t term,
                           const uint8_t *truth, const ind_vector *weights);
/* Row by row instead: the rows of a batch are read; then the key of one of them, IND_NOBODY if it is not known whose it
 * is. */
void ind_row_persons_read(ind_row_persons *persons, const ind_vector *slots, size_t rows);
uint64_t ind_row_persons_key(ind_row_persons *persons, size_t row);
/* Of a cell, beside its value. */
void ind_row_persons_value(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t term, ind_outcome *out);
/* Rules across parameters. */
ind_status ind_row_persons_check(const ind_measure *measure, ind_diag *diag);

#endif
