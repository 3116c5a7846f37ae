/* header_name.h - the form in which names of columns are compared. */
#ifndef IND_HEADER_NAME_H
#define IND_HEADER_NAME_H

#include "base/memory.h"

/* Without the byte order mark that it begins with. */
ind_str ind_without_bom(ind_str text);
/* "Inskrivnings-Datum [d]" -> "inskrivnings_datum": lower case, å ä -> a, ö -> o, é -> e, NFC or
 * NFD alike, spaces and '-' -> '_', a trailing unit in brackets cut.  The copy lives in ARENA. */
ind_str ind_normalise_header(ind_arena *arena, ind_str name);

#endif
