/* letters.h - text in another form of the same letters: composed, without case, without marks. */
#ifndef IND_LETTERS_H
#define IND_LETTERS_H

#include "base/memory.h"

/* TEXT mapped by utf8proc with OPTIONS (of utf8proc_option_t), appended to OUT.  False, and OUT as it was, if TEXT is
 * not UTF-8; that is a fact about the data, and nothing else is told so. */
bool ind_letters_map(ind_str text, int options, ind_buffer *out);

#endif
