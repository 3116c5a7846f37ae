/* trim.h - blanks and signs that nobody sees, of any alphabet.
 *
 * Text that went through a web page or a word processor has no-break spaces, zero-width spaces, soft hyphens, marks of
 * direction and byte order marks at any place.  Two cells that look alike must be alike. */
#ifndef IND_TRIM_H
#define IND_TRIM_H

#include "base/memory.h"

/* Without blanks and invisible signs around it. */
ind_str ind_trim(ind_str text);
/* The same for blanks of ASCII and the no-break space alone: what is taken off without a word. */
ind_str ind_trim_plain(ind_str text);

/* Bytes of the sign that TEXT begins with, if it is a blank beyond ASCII or invisible; else 0. */
size_t ind_blank_sign(ind_str text);
/* TEXT without its invisible signs, also those inside; blanks stay.  Appended to OUT.  False, and OUT as it was, if it
 * has none. */
bool ind_drop_invisible(ind_str text, ind_buffer *out);

#endif
