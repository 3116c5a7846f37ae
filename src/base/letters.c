/* letters.c - the only caller of utf8proc_map, which answers "not UTF-8" and "out of memory" in the same way, by a
 * number below zero.  Whoever looked at the sign alone took lack of memory for a fact about the data. */
#include "base/letters.h"

#include <stdlib.h>
#include <utf8proc.h>

bool ind_letters_map(ind_str text, int options, ind_buffer *out) {
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.length, &mapped,
                                           (utf8proc_option_t)options);
    if (length == UTF8PROC_ERROR_NOMEM || length == UTF8PROC_ERROR_OVERFLOW)
        ind_out_of_memory();
    if (length >= 0)
        ind_buffer_add(out, mapped, (size_t)length);
    free(mapped);
    return length >= 0;
}
