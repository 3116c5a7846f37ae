/* json_layout.c - a value on one line where it fits, else its members below each other.
 *
 * What is chosen depends on the value and its place alone, never on the text it was read from, so that laying
 * out what has been laid out changes nothing. */
#include "base/json_layout.h"

enum { LINE = 120 };

static bool is_container(const ind_json *value) {
    return value->type == IND_JSON_OBJECT || value->type == IND_JSON_ARRAY;
}

static bool has_container(const ind_json *value) {
    for (size_t i = 0; i < value->count; i++)
        if (is_container(value->items[i]))
            return true;
    return false;
}

/* ---- one line ---- */

static void flat(const ind_json *value, ind_buffer *out) {
    bool object = value->type == IND_JSON_OBJECT;
    if (value->type == IND_JSON_NUMBER)
        ind_buffer_add(out, value->text.data, value->text.length);
    else if (!is_container(value))
        ind_json_canonical(value, NULL, out);
    else {
        ind_buffer_text(out, !object ? "[" : value->count > 0 ? "{ " : "{");
        for (size_t i = 0; i < value->count; i++) {
            ind_buffer_text(out, i == 0 ? "" : ", ");
            if (object) {
                ind_json_quote(value->items[i]->key, out);
                ind_buffer_text(out, ": ");
            }
            flat(value->items[i], out);
        }
        ind_buffer_text(out, !object ? "]" : value->count > 0 ? " }" : "}");
    }
}

static bool holds_objects(const ind_json *value) {
    for (size_t i = 0; i < value->count; i++) {
        const ind_json *item = value->items[i];
        if ((value->type == IND_JSON_ARRAY && item->type == IND_JSON_OBJECT) || holds_objects(item))
            return true;
    }
    return false;
}

/* An object with values of its own, and below them at most lists or objects of values. */
static bool is_row(const ind_json *value) {
    size_t own = 0;
    for (size_t i = 0; i < value->count; i++) {
        own += !is_container(value->items[i]);
        if (is_container(value->items[i]) && has_container(value->items[i]))
            return false;
    }
    return value->type == IND_JSON_OBJECT && own > 0;
}

/* Characters, not bytes, of TEXT. */
static size_t width(const ind_buffer *text) {
    size_t count = 0;
    for (size_t i = 0; i < text->length; i++)
        count += ((unsigned char)text->data[i] & 0xC0) != 0x80;
    return count;
}

/* ---- many lines ---- */

static void laid_out(const ind_json *value, size_t indent, size_t used, const ind_json_style *style, ind_buffer *out);

static void broken(const ind_json *value, size_t indent, const ind_json_style *style, bool outermost, ind_buffer *out) {
    bool object = value->type == IND_JSON_OBJECT;
    ind_buffer_text(out, object ? "{" : "[");
    for (size_t i = 0; i < value->count; i++) {
        const ind_json *item = value->items[i];
        bool blank =
            outermost && object && i > 0 && style->blank_before != NULL && ind_str_is(item->key, style->blank_before);
        ind_buffer_format(out, "%s\n%s%*s", i == 0 ? "" : ",", blank ? "\n" : "", (int)indent + 2, "");
        ind_buffer key = {0};
        if (object) {
            ind_json_quote(item->key, &key);
            ind_buffer_text(&key, ": ");
        }
        ind_buffer_add(out, key.data, key.length);
        laid_out(item, indent + 2, indent + 2 + width(&key) + 1, style, out); /* 1: the comma that may follow */
        ind_buffer_free(&key);
    }
    ind_buffer_format(out, "\n%*s%s", (int)indent, "", object ? "}" : "]");
}

static void laid_out(const ind_json *value, size_t indent, size_t used, const ind_json_style *style, ind_buffer *out) {
    ind_buffer line = {0};
    flat(value, &line);
    bool row = style->rows && is_row(value);
    if (!is_container(value) || value->count == 0 || row || (!holds_objects(value) && used + width(&line) <= LINE))
        ind_buffer_add(out, line.data, line.length);
    else
        broken(value, indent, style, false, out);
    ind_buffer_free(&line);
}

void ind_json_layout(const ind_json *value, size_t indent, const ind_json_style *style, ind_buffer *out) {
    if (is_container(value) && value->count > 0)
        broken(value, indent, style, true, out);
    else
        laid_out(value, indent, indent, style, out);
}
