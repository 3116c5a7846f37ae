/* header_name.c - the idea: names are compared in one normal form, so that "Inskrivnings-Datum [d]" in one system and
 * "inskrivnings_datum" in another are the same column. */
#include "data/schemas/header_name.h"

#include "base/letters.h"
#include "data/text/trim.h"

#include <utf8proc.h>

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool starts_with_nbsp(ind_str text) {
    return text.length >= 2 && memcmp(text.data, "\xc2\xa0", 2) == 0;
}

ind_str ind_without_bom(ind_str text) {
    if (ind_str_starts(text, IND_STR("\xef\xbb\xbf")))
        return (ind_str){text.data + 3, text.length - 3};
    return text;
}

static ind_str without_unit(ind_str name) {
    if (name.length == 0)
        return name;
    char close = name.data[name.length - 1];
    char open = close == ']' ? '[' : close == ')' ? '(' : '\0';
    if (open == '\0')
        return name;
    for (size_t i = name.length - 1; i > 0; i--)
        if (name.data[i] == open)
            return ind_trim((ind_str){name.data, i});
    return name;
}

/* Length at I of what becomes '_': blanks, U+00A0, '-', '_'. */
static size_t joint(const char *text, size_t length, size_t i) {
    if (is_blank(text[i]) || text[i] == '-' || text[i] == '_')
        return 1;
    return starts_with_nbsp((ind_str){text + i, length - i}) ? 2 : 0;
}

static size_t join_words(char *text, size_t length) {
    size_t out = 0;
    for (size_t i = 0; i < length;) {
        size_t width = joint(text, length, i);
        if (width == 0) {
            text[out++] = text[i++];
            continue;
        }
        if (out == 0 || text[out - 1] != '_')
            text[out++] = '_';
        i += width;
    }
    return out;
}

ind_str ind_normalise_header(ind_arena *arena, ind_str name) {
    name = without_unit(ind_trim(ind_without_bom(ind_trim(name))));
    if (name.length == 0)
        return IND_STR("");
    ind_buffer plain = {0}; /* letters without marks in lower case */
    bool good =
        ind_letters_map(name, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD, &plain);
    ind_str copy = ind_arena_str(arena, good ? ind_buffer_str(&plain) : name);
    ind_buffer_free(&plain);
    char *text = (char *)copy.data; /* our own copy */
    copy.length = join_words(text, copy.length);
    text[copy.length] = '\0';
    return copy;
}
