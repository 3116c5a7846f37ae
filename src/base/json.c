/* json.c - what can be asked of JSON as a tree that knows where each value stands. */
#include "base/json.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>

static ind_json *find_sorted(const ind_json *object, ind_str key) {
    size_t low = 0, high = object->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ind_str_compare(object->by_key[middle]->key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < object->count && ind_str_equal(object->by_key[low]->key, key) ? object->by_key[low] : NULL;
}

ind_json *ind_json_get(const ind_json *object, const char *key) {
    if (object == NULL || object->type != IND_JSON_OBJECT)
        return NULL;
    if (object->by_key != NULL && object->by_key_of == object->items)
        return find_sorted(object, ind_str_of(key));
    for (size_t i = 0; i < object->count; i++)
        if (ind_str_is(object->items[i]->key, key))
            return object->items[i];
    return NULL;
}

bool ind_json_integer(const ind_json *value, int64_t *out) {
    return value->type == IND_JSON_NUMBER && ind_parse_integer(value->text, out);
}

const char *ind_json_type_name(ind_json_type type) {
    static const char *const names[] = {"null", "false", "true", "number", "text", "array", "object"};
    return names[type];
}

/* Bytes that one character or escape takes in the source, and the bytes it stands for in *DECODED. */
static size_t escape_length(const char *source, size_t *decoded) {
    *decoded = 1;
    if (source[0] != '\\')
        return 1;
    if (source[1] != 'u')
        return 2;
    char digits[5] = {source[2], source[3], source[4], source[5], '\0'};
    long code = strtol(digits, NULL, 16);
    bool pair = code >= 0xD800 && code <= 0xDBFF;
    *decoded = pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    return pair ? 12 : 6;
}

size_t ind_json_text_offset(const ind_json *text, size_t offset) {
    if (text->type != IND_JSON_TEXT)
        return text->start;
    size_t at = text->start + 1, decoded = 0;
    for (size_t seen = 0; at + 1 < text->end; seen += decoded) {
        size_t length = escape_length(text->source->text.data + at, &decoded);
        if (seen + decoded > offset)
            return at;
        at += length;
    }
    return at;
}

ind_place ind_json_place(const ind_json *value) {
    return ind_source_place(value->source, value->start, value->end);
}

ind_place ind_json_key_place(const ind_json *value) {
    if (value->key_end == 0)
        return ind_json_place(value);
    return ind_source_place(value->source, value->key_start, value->key_end);
}

const char *ind_shown(ind_str text, char out[IND_SHOWN_TEXT]) {
    static const char more[] = "...";
    size_t used = 0, characters = 0, i = 0;
    for (; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        bool starts = (byte & 0xC0) != 0x80;
        if ((starts && characters == 60) || used + sizeof more + 1 > IND_SHOWN_TEXT)
            break;
        characters += starts;
        out[used++] = byte < 0x20 || byte == 0x7F ? '.' : (char)byte;
    }
    memcpy(out + used, i < text.length ? more : "", i < text.length ? sizeof more : 1);
    return out;
}
