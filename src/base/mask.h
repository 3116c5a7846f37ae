/* mask.h - texts of files and data on their way to somebody's screen.
 *
 * A terminal obeys control characters, and signs that turn the direction of writing let a text look like another one.
 * Logs of continuous integration take lines with certain signs as commands ("::", "##[" of GitHub Actions).  Such
 * characters become '?', white space a space.  Files for machines escape them instead, each in its own way. */
#ifndef IND_MASK_H
#define IND_MASK_H

#include "base/memory.h"

#include <stdint.h>

/* The character at AT: its bytes, at least 1; *POINT is -1 where it is not UTF-8. */
size_t ind_mask_step(ind_str text, size_t at, int32_t *point);
/* Neither a control character (C0, DEL, C1), nor a sign of direction, a line separator or an invisible tag. */
bool ind_mask_is_plain(int32_t point);
/* Certainly nothing in TEXT is masked; false may be wrong. */
bool ind_mask_is_idle(ind_str text);
/* TEXT as one line, added to OUT. */
void ind_mask(ind_str text, ind_buffer *out);
/* The same of several lines, which stay lines. */
void ind_mask_lines(ind_str text, ind_buffer *out);

#endif
