/* kept_rows.h - the rows of a batch that are kept, as a list that gets shorter with each thing asked of them.
 *
 * ROWS are ascending and stay so.  What is returned is how many are left. */
#ifndef IND_KEPT_ROWS_H
#define IND_KEPT_ROWS_H

#include "base/vector.h"

/* The first list: all of COUNT rows, or those for which TRUTH is the one WANTED, or not IND_FALSE. */
size_t ind_rows_all(uint32_t *rows, size_t count);
size_t ind_rows_with_truth(uint32_t *rows, const uint8_t *truth, uint8_t wanted, size_t count);
size_t ind_rows_not_false(uint32_t *rows, const uint8_t *truth, size_t count);

/* Of COUNT rows in the list, those with a value; with a text (its data is not NULL); on the days FROM..TO, WHEN being
 * dates or datetimes. */
size_t ind_rows_known(uint32_t *rows, size_t count, const ind_vector *vector);
size_t ind_rows_with_text(uint32_t *rows, size_t count, const ind_str *texts);
size_t ind_rows_between(uint32_t *rows, size_t count, const ind_vector *when, int32_t from, int32_t to);

#endif
