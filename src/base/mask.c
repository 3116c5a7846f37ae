/* mask.c - see mask.h. */
#include "base/mask.h"

#include <utf8proc.h>

size_t ind_mask_step(ind_str text, size_t at, int32_t *point) {
    utf8proc_int32_t found = -1;
    size_t left = text.length - at;
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)text.data + at, (utf8proc_ssize_t)(left < 4 ? left : 4), &found);
    *point = length > 0 ? found : -1;
    return length > 0 ? (size_t)length : 1;
}

bool ind_mask_is_plain(int32_t point) {
    static const struct {
        int32_t from, to;
    } masked[] = {{-1, 0x1F},       {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200E, 0x200F},  {0x2028, 0x202E},
                  {0x2066, 0x2069}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    if (point >= 0x20 && point < 0x7F)
        return true;
    for (size_t i = 0; i < sizeof masked / sizeof *masked; i++)
        if (point >= masked[i].from && point <= masked[i].to)
            return false;
    return true;
}

/* Does a command of a log begin at AT?  One with "::" begins its line, but a line may be broken at any space. */
static bool is_command(ind_str text, size_t at) {
    ind_str rest = {text.data + at, text.length - at};
    bool begins = at == 0 || strchr(" \t\r\n", text.data[at - 1]) != NULL;
    return (begins && ind_str_starts(rest, IND_STR("::"))) || ind_str_starts(rest, IND_STR("##["));
}

/* Signs of commands, and the bytes that masked characters begin with; most texts have none of them. */
static bool is_ordinary(unsigned char byte) {
    return byte >= 0x20 && byte < 0x7F ? byte != ':' && byte != '#' : byte == 0xC3;
}

/* The end of the ordinary characters from AT on: ASCII, and letters such as å. */
static size_t end_of_ordinary(ind_str text, size_t at) {
    while (at < text.length && is_ordinary((unsigned char)text.data[at])) {
        bool letter = (unsigned char)text.data[at] == 0xC3;
        if (letter && (at + 1 == text.length || ((unsigned char)text.data[at + 1] & 0xC0) != 0x80))
            break;
        at += 1 + letter;
    }
    return at;
}

bool ind_mask_is_idle(ind_str text) {
    return end_of_ordinary(text, 0) == text.length;
}

static void mask(ind_str text, bool lines, ind_buffer *out) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = end_of_ordinary(text, at) - at;
        if (length > 0) {
            ind_buffer_add(out, text.data + at, length);
            continue;
        }
        length = ind_mask_step(text, at, &point);
        if (point == '\n' && lines)
            ind_buffer_add(out, "\n", 1);
        else if (point == '\t' || point == '\n' || point == '\r')
            ind_buffer_add(out, " ", 1);
        else if (!ind_mask_is_plain(point) || is_command(text, at))
            ind_buffer_add(out, "?", 1);
        else
            ind_buffer_add(out, text.data + at, length);
    }
}

void ind_mask(ind_str text, ind_buffer *out) {
    mask(text, false, out);
}

void ind_mask_lines(ind_str text, ind_buffer *out) {
    mask(text, true, out);
}
