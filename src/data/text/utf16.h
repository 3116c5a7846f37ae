/* utf16.h - UTF-16 to UTF-8, piece by piece.
 * What is not valid (half a surrogate pair, half a unit) comes out as bytes that are not valid UTF-8,
 * so that the check of each field finds it and can name line and column. */
#ifndef IND_UTF16_H
#define IND_UTF16_H

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool big_endian;
    bool has_byte; /* half a unit is waiting */
    uint8_t byte;
    uint16_t lead; /* a leading surrogate is waiting, else 0 */
} ind_utf16;

/* Append the UTF-8 of PIECE to OUT; an empty PIECE is the end of the input. */
void ind_utf16_decode(ind_utf16 *state, ind_str piece, ind_buffer *out);

#endif
