/* json_write.c - texts and whole values as JSON of one form.
 *
 * The canonical form is what definitions are hashed by: two files that differ only in spaces, in the
 * order of members, in escapes or in the way a number is written give the same bytes. */
#include "base/json.h"
#include "base/mask.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

static bool is_escaped(unsigned char byte) {
    return byte < 0x20 || byte == '"' || byte == '\\';
}

static void escape(unsigned char byte, ind_buffer *out) {
    static const char plain[] = "\b\t\n\f\r\"\\", letter[] = "btnfr\"\\";
    const char *found = byte == '\0' ? NULL : strchr(plain, byte);
    if (found != NULL)
        ind_buffer_add(out, (char[]){'\\', letter[found - plain]}, 2);
    else
        ind_buffer_format(out, "\\u%04x", byte);
}

/* Bytes that a character begins with which a screen would obey: see mask.h. */
static bool may_be_masked(unsigned char byte) {
    return byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte == 0xEF || byte == 0xF3;
}

/* The character at AT, escaped where it must be or is masked on screens; its bytes. */
static size_t quote_one(ind_str text, size_t at, ind_buffer *out) {
    int32_t point;
    size_t length = ind_mask_step(text, at, &point);
    if (is_escaped((unsigned char)text.data[at]))
        escape((unsigned char)text.data[at], out);
    else if (point < 0 || ind_mask_is_plain(point))
        ind_buffer_add(out, text.data + at, length);
    else if (point < 0x10000)
        ind_buffer_format(out, "\\u%04x", (unsigned)point);
    else
        ind_buffer_format(out, "\\u%04x\\u%04x", 0xD800 + ((unsigned)(point - 0x10000) >> 10),
                          0xDC00 + ((unsigned)(point - 0x10000) & 0x3FF));
    return length;
}

void ind_json_quote(ind_str text, ind_buffer *out) {
    ind_buffer_add(out, "\"", 1);
    for (size_t from = 0, to; from < text.length; from = to) {
        for (to = from; to < text.length && !is_escaped((unsigned char)text.data[to]) &&
                        !may_be_masked((unsigned char)text.data[to]);)
            to++;
        ind_buffer_add(out, text.data + from, to - from);
        if (to < text.length)
            to += quote_one(text, to, out);
    }
    ind_buffer_add(out, "\"", 1);
}

void ind_json_quote_clean(ind_str text, ind_buffer *out) {
    ind_buffer clean = {0};
    utf8proc_int32_t point;
    for (size_t at = 0; at < text.length;) {
        utf8proc_ssize_t length =
            utf8proc_iterate((const utf8proc_uint8_t *)text.data + at, (utf8proc_ssize_t)(text.length - at), &point);
        ind_buffer_add(&clean, length > 0 ? text.data + at : "\xef\xbf\xbd", length > 0 ? (size_t)length : 3);
        at += length > 0 ? (size_t)length : 1;
    }
    ind_json_quote(ind_buffer_str(&clean), out);
    ind_buffer_free(&clean);
}

/* The fewest digits that give the same double back.  Text is read back in the locale it was written in, so
 * the only trace of a locale is its decimal mark. */
static void shortest(double number, char *text, size_t size) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    for (char *p = text; *p != '\0'; p++)
        if (strchr("+-0123456789e", *p) == NULL)
            *p = '.';
}

static void canonical_number(const ind_json *value, ind_buffer *out) {
    int64_t integer;
    char text[40];
    if (ind_json_integer(value, &integer)) {
        ind_buffer_format(out, "%lld", (long long)integer);
        return;
    }
    if (value->number == floor(value->number) && fabs(value->number) < 9007199254740992.0) /* 2^53 */
        snprintf(text, sizeof text, "%lld", (long long)value->number);
    else
        shortest(value->number, text, sizeof text);
    ind_buffer_text(out, text);
}

static int by_key(const void *a, const void *b) {
    return ind_str_compare((*(ind_json *const *)a)->key, (*(ind_json *const *)b)->key);
}

static void canonical_array(const ind_json *value, bool (*skip)(const ind_json *), ind_buffer *out) {
    ind_buffer_add(out, "[", 1);
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            ind_buffer_add(out, ",", 1);
        ind_json_canonical(value->items[i], skip, out);
    }
    ind_buffer_add(out, "]", 1);
}

static void canonical_object(const ind_json *value, bool (*skip)(const ind_json *), ind_buffer *out) {
    ind_json **sorted = ind_alloc_array(value->count, sizeof *sorted);
    size_t count = 0;
    for (size_t i = 0; i < value->count; i++)
        if (skip == NULL || !skip(value->items[i]))
            sorted[count++] = value->items[i];
    qsort(sorted, count, sizeof *sorted, by_key);
    ind_buffer_add(out, "{", 1);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ind_buffer_add(out, ",", 1);
        ind_json_quote(sorted[i]->key, out);
        ind_buffer_add(out, ":", 1);
        ind_json_canonical(sorted[i], skip, out);
    }
    ind_buffer_add(out, "}", 1);
    free(sorted);
}

void ind_json_canonical(const ind_json *value, bool (*skip)(const ind_json *member), ind_buffer *out) {
    switch (value->type) {
    case IND_JSON_OBJECT: canonical_object(value, skip, out); break;
    case IND_JSON_ARRAY: canonical_array(value, skip, out); break;
    case IND_JSON_TEXT: ind_json_quote(value->text, out); break;
    case IND_JSON_NUMBER: canonical_number(value, out); break;
    default: ind_buffer_text(out, ind_json_type_name(value->type)); break;
    }
}
