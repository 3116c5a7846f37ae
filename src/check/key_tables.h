/* key_tables.h - "validate": which foreign keys of a dataset have no row in the one that they point at.
 *
 * Of a dataset that others point at only hashes of its keys are kept, with their validity: 16 bytes a row. */
#ifndef IND_KEY_TABLES_H
#define IND_KEY_TABLES_H

#include "engine/engine.h"

typedef struct ind_key_tables ind_key_tables;

ind_key_tables *ind_key_tables_new(ind_run *run);
void ind_key_tables_free(ind_key_tables *tables);
/* INPUT is about to be read, from its beginning; FIELDS are in its batches, in this order. */
void ind_key_tables_begin(ind_key_tables *tables, ind_input *input, const uint32_t *fields, size_t count);
/* Its keys are kept, and those that point elsewhere looked for: misses are findings of the input. */
void ind_key_tables_take(ind_key_tables *tables, const ind_batch *batch);
void ind_key_tables_end(ind_key_tables *tables, bool good); /* all of it is read, and it is GOOD */
/* Does INPUT point at none of the inputs that are LEFT to be read? */
bool ind_key_tables_ready(const ind_key_tables *tables, const bool *left, const ind_input *input);

#endif
