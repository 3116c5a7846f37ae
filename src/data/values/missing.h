/* missing.h - texts by which systems say that there is no value. */
#ifndef IND_MISSING_H
#define IND_MISSING_H

#include "indikator/text.h"

#include <stddef.h>

enum { IND_MISSING_LONGEST = 24, IND_MISSING_NONE = -1 };

/* The number of the marker that TEXT is, without regard to letter case; IND_MISSING_NONE. */
int ind_missing_marker(ind_str text);
/* Certainly no marker: false may be wrong. */
bool ind_missing_never(ind_str text);
/* It says that there is something and nobody knows what: an empty cell may say that there is nothing. */
bool ind_missing_is_unknown(int marker);
size_t ind_missing_count(void);
ind_str ind_missing_text(size_t marker); /* in small letters */

#endif
