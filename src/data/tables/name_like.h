/* name_like.h - may a message show this text from a header?
 *
 * Where the line break after the header was lost, or the header itself, a person's record stands among the names. */
#ifndef IND_NAME_LIKE_H
#define IND_NAME_LIKE_H

#include "base/memory.h"

/* Does it look like the name of a column: a letter, then at most 39 letters, digits, '_', ' ', '-', '.' or '/', and
 * perhaps a short unit in brackets; no long run of digits and not many of them, no date in words. */
bool ind_looks_like_name(ind_str name);
/* Does it look like what stands in a record?  Not so a name, nothing, or a year, by which some tables are laid out. */
bool ind_looks_like_data(ind_str name);
/* Digits as 9, letters as x, at most 12 characters; lives in ARENA. */
const char *ind_name_shape(ind_arena *arena, ind_str name);

#endif
