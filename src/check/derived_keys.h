/* derived_keys.h - derived columns that look-ups go by, worked out of the rows of one dataset. */
#ifndef IND_DERIVED_KEYS_H
#define IND_DERIVED_KEYS_H

#include "engine/state/run_state.h"

typedef struct ind_derived_keys ind_derived_keys;

/* FIELDS: of the file, in the order of its batches; BORROWED. */
ind_derived_keys *ind_derived_keys_new(ind_run *run, const ind_dataset *dataset, const uint32_t *fields, size_t count);
void ind_derived_keys_free(ind_derived_keys *keys); /* NULL is fine */
/* The number of the derived column FIELD; -1: it is made of something that the file has not got, such as another
 * look-up. */
int ind_derived_keys_number(const ind_derived_keys *keys, uint32_t field);
/* Works them out for a batch, and one of them; BORROWED until the next batch. */
void ind_derived_keys_run(ind_derived_keys *keys, const ind_batch *batch);
const ind_vector *ind_derived_keys_column(const ind_derived_keys *keys, int number);
/* Is the field of the file part of such a key?  Then its texts have numbers. */
bool ind_derived_keys_read(ind_run *run, const ind_dataset *dataset, uint32_t field);

#endif
