/* trim.c - the idea: nearly all cells are ASCII, so that a sign is looked at only behind a high byte. */
#include "data/text/trim.h"

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The code point that TEXT begins with, and its bytes; -1 if it is no UTF-8 of two or three bytes. */
static int32_t point_at(ind_str text, size_t *width) {
    const unsigned char *at = (const unsigned char *)text.data;
    *width = 0;
    if (text.length >= 2 && at[0] >= 0xC2 && at[0] < 0xE0 && (at[1] & 0xC0) == 0x80) {
        *width = 2;
        return (at[0] & 0x1F) << 6 | (at[1] & 0x3F);
    }
    if (text.length >= 3 && at[0] >= 0xE0 && at[0] < 0xF0 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
        *width = 3;
        return (at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    }
    return -1;
}

static bool is_blank_point(int32_t c) {
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x2800 || c == 0x3000;
}

static bool is_invisible_point(int32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

size_t ind_blank_sign(ind_str text) {
    size_t width;
    if (text.length < 2 || ((unsigned char)text.data[0] & 0x80) == 0)
        return 0;
    int32_t point = point_at(text, &width);
    return is_blank_point(point) || is_invisible_point(point) ? width : 0;
}

static size_t invisible_sign(ind_str text) {
    size_t width;
    return is_invisible_point(point_at(text, &width)) ? width : 0;
}

/* Bytes of the blank sign that TEXT ends with. */
static size_t last_sign(ind_str text) {
    for (size_t width = 2; width <= 3 && width <= text.length; width++)
        if (ind_blank_sign((ind_str){text.data + text.length - width, width}) == width)
            return width;
    return 0;
}

ind_str ind_trim(ind_str text) {
    for (size_t drop = 1; drop > 0 && text.length > 0;) {
        drop = is_blank(text.data[0]) ? 1 : ind_blank_sign(text);
        text = (ind_str){text.data + drop, text.length - drop};
    }
    while (text.length > 0) {
        char last = text.data[text.length - 1];
        size_t drop = is_blank(last) ? 1 : ((unsigned char)last & 0x80) == 0 ? 0 : last_sign(text);
        if (drop == 0)
            break;
        text.length -= drop;
    }
    return text;
}

static bool begins_with_nbsp(ind_str text) {
    return text.length >= 2 && memcmp(text.data, "\xc2\xa0", 2) == 0;
}

static bool ends_with_nbsp(ind_str text) {
    return text.length >= 2 && memcmp(text.data + text.length - 2, "\xc2\xa0", 2) == 0;
}

ind_str ind_trim_plain(ind_str text) {
    for (size_t drop = 1; drop > 0 && text.length > 0;) {
        drop = is_blank(text.data[0]) ? 1 : begins_with_nbsp(text) ? 2 : 0;
        text = (ind_str){text.data + drop, text.length - drop};
    }
    for (size_t drop = 1; drop > 0 && text.length > 0;) {
        drop = is_blank(text.data[text.length - 1]) ? 1 : ends_with_nbsp(text) ? 2 : 0;
        text.length -= drop;
    }
    return text;
}

bool ind_drop_invisible(ind_str text, ind_buffer *out) {
    size_t before = out->length;
    bool found = false;
    for (size_t i = 0; i < text.length;) {
        bool high = ((unsigned char)text.data[i] & 0x80) != 0;
        size_t sign = high ? invisible_sign((ind_str){text.data + i, text.length - i}) : 0;
        if (sign == 0)
            ind_buffer_add(out, text.data + i++, 1);
        i += sign;
        found = found || sign > 0;
    }
    if (!found)
        out->length = before;
    return found;
}
