/* tuples.h - several columns of codes as one number a row, which is asked for once for each combination of codes. */
#ifndef IND_TUPLES_H
#define IND_TUPLES_H

#include "base/vector.h"

typedef struct ind_tuples ind_tuples;

ind_tuples *ind_tuples_new(size_t columns); /* OWNED by the caller */
void ind_tuples_free(ind_tuples *tuples);   /* NULL is fine */

/* OUT[row]: what NUMBER, below 2^31, gives for the codes of COLUMNS in the row, or for codes all IND_NULL_CODE where
 * IN[row] is 0; IN NULL: in all rows. */
void ind_tuples_run(ind_tuples *tuples, const ind_vector *columns, size_t count, const uint8_t *in,
                    uint32_t (*number)(void *context, const uint32_t *codes), void *context, uint32_t *out);

#endif
