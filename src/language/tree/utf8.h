/* utf8.h - step through text character by character.  A character is a code point. */
#ifndef IND_LANGUAGE_UTF8_H
#define IND_LANGUAGE_UTF8_H

#include "indikator/text.h"

#include <stdint.h>
#include <utf8proc.h>

/* Bytes of the character at AT (which must be inside TEXT).  A byte that is not UTF-8 counts as
 * one character, with *POINT -1. */
static inline size_t ind_utf8_step(ind_str text, size_t at, int32_t *point) {
    unsigned char first = (unsigned char)text.data[at];
    if (first < 0x80) {
        *point = first;
        return 1;
    }
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.data + at;
    utf8proc_ssize_t length = utf8proc_iterate(bytes, (utf8proc_ssize_t)(text.length - at), point);
    if (length > 0)
        return (size_t)length;
    *point = -1;
    return 1;
}

#endif
