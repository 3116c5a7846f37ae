/* alike.h - two writings of one word or one identifier. */
#ifndef IND_ALIKE_H
#define IND_ALIKE_H

#include "base/memory.h"

/* TEXT without letter case and without the marks of å ä ö é, appended to OUT. */
void ind_alike_word(ind_str text, ind_buffer *out);
bool ind_alike_words(ind_str a, ind_str b);

/* The form that all writings of an identifier have in common, appended to OUT: as ind_alike_word, and without blanks,
 * hyphens, underscores, dots, apostrophes, invisible signs, the ="..." of spreadsheets, a trailing ".0" and leading
 * zeros. */
void ind_alike_id(ind_str text, ind_buffer *out);

#endif
