/* text.h - a piece of UTF-8 text that somebody else owns.
 * Lengths travel with pointers: no NUL is promised, NUL may occur inside. */
#ifndef INDIKATOR_TEXT_H
#define INDIKATOR_TEXT_H

#include "indikator/api.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

IND_API_BEGIN

typedef struct {
    const char *data; /* BORROWED; never NULL where length > 0 */
    size_t length;    /* bytes */
} ind_str;

#define IND_STR(literal) ((ind_str){"" literal, sizeof(literal) - 1})
#define IND_STR_ARGS(text) (int)(text).length, (text).data /* for "%.*s" */

static inline ind_str ind_str_of(const char *text) {
    return (ind_str){text, text == NULL ? 0 : strlen(text)};
}

static inline bool ind_str_equal(ind_str a, ind_str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

static inline bool ind_str_is(ind_str a, const char *literal) {
    return ind_str_equal(a, ind_str_of(literal));
}

static inline bool ind_str_starts(ind_str text, ind_str prefix) {
    return text.length >= prefix.length && (prefix.length == 0 || memcmp(text.data, prefix.data, prefix.length) == 0);
}

/* Bytewise order, shorter first among equals; UTF-8 bytes sort as code points. */
static inline int ind_str_compare(ind_str a, ind_str b) {
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.data, b.data, shared);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

IND_API_END

#endif
