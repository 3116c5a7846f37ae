/* alike.c - see alike.h. */
#include "data/text/alike.h"

#include "base/letters.h"
#include "data/text/trim.h"

#include <stdlib.h>
#include <utf8proc.h>
#include <xxhash.h>

static bool is_ascii(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.data[i] & 0x80) != 0)
            return false;
    return true;
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

void ind_alike_word(ind_str text, ind_buffer *out) {
    const int plain = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD;
    if (!is_ascii(text) && ind_letters_map(text, plain, out))
        return;
    for (size_t i = 0; i < text.length; i++) {
        char c = small(text.data[i]);
        ind_buffer_add(out, &c, 1);
    }
}

static bool same_ascii(ind_str a, ind_str b) {
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (small(a.data[i]) != small(b.data[i]))
            return false;
    return true;
}

bool ind_alike_words(ind_str a, ind_str b) {
    if (is_ascii(a) && is_ascii(b))
        return same_ascii(a, b);
    ind_buffer both = {0};
    ind_alike_word(a, &both);
    size_t first = both.length;
    ind_alike_word(b, &both);
    bool same = both.length == 2 * first && (first == 0 || memcmp(both.data, both.data + first, first) == 0);
    ind_buffer_free(&both);
    return same;
}

/* 4711.0, 4711,00: how a number with decimals writes a whole one. */
static ind_str without_decimals(ind_str text) {
    size_t end = text.length;
    while (end > 0 && text.data[end - 1] == '0')
        end--;
    bool mark = end > 1 && end < text.length && (text.data[end - 1] == '.' || text.data[end - 1] == ',');
    if (!mark || text.data[end - 2] < '0' || text.data[end - 2] > '9')
        return text;
    return (ind_str){text.data, end - 1};
}

static bool is_joint(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '-' || c == '_' || c == '.' || c == '\'' || c == '"' ||
           c == '=' || c == '`';
}

/* Hyphens, dashes and apostrophes of typesetters. */
static size_t typed_sign(ind_str text) {
    static const char *const signs[] = {"\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93", "\xe2\x80\x94",
                                        "\xe2\x88\x92", "\xe2\x80\x98", "\xe2\x80\x99", "\xc2\xb4"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (ind_str_starts(text, ind_str_of(signs[i])))
            return strlen(signs[i]);
    return 0;
}

static void drop_joints(ind_str text, ind_buffer *out) {
    for (size_t i = 0; i < text.length;) {
        ind_str rest = {text.data + i, text.length - i};
        bool high = ((unsigned char)text.data[i] & 0x80) != 0;
        size_t drop = is_joint(text.data[i]) ? 1 : !high ? 0 : ind_blank_sign(rest);
        if (drop == 0 && high)
            drop = typed_sign(rest);
        if (drop == 0)
            ind_buffer_add(out, text.data + i++, 1);
        i += drop;
    }
}

void ind_alike_id(ind_str text, ind_buffer *out) {
    ind_buffer bare = {0};
    text = ind_trim(text);
    if (text.length > 3 && ind_str_starts(text, IND_STR("=\"")) && text.data[text.length - 1] == '"')
        text = (ind_str){text.data + 2, text.length - 3};
    drop_joints(without_decimals(text), &bare);
    size_t zeros = 0;
    while (zeros + 1 < bare.length && bare.data[zeros] == '0')
        zeros++;
    ind_str rest = {bare.length == 0 ? "" : bare.data + zeros, bare.length - zeros};
    ind_alike_word(rest, out);
    ind_buffer_free(&bare);
}

/* Eight bytes at once: letters have bit 6, small ones bit 5 too; what stands below the digits, and high bytes, are
 * marks. */
static void look_at(ind_alike_style *style, uint64_t word) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t high = ones * 0xF0, digits = ones * '0';
    if ((((word & high) ^ digits) | (((word + ones * 6) & high) ^ digits)) == 0) /* all are */
        return;
    uint64_t line = word ^ ones * '_'; /* zero where there is one */
    style->marks |= (line - ones) & ~line & ones << 7;
    uint64_t letters = word & ones << 6, small = word << 1;
    style->lower |= letters & small;
    style->upper |= letters & ~small;
    style->marks |= (word & ones << 5 & ~(word >> 1) & ~(word << 1)) | (word & ones << 7);
}

/* The last eight bytes, or all there are, some of them twice; then zeros. */
static uint64_t last_bytes(ind_str text) {
    uint64_t word = 0;
    uint32_t first, last;
    if (text.length >= 8) {
        memcpy(&word, text.data + text.length - 8, 8);
        return word;
    }
    if (text.length < 4) {
        for (size_t i = 0; i < text.length; i++)
            word |= (uint64_t)(unsigned char)text.data[i] << 8 * i;
        return word;
    }
    memcpy(&first, text.data, 4);
    memcpy(&last, text.data + text.length - 4, 4);
    return (uint64_t)last << 32 | first;
}

void ind_alike_look(ind_alike_style *style, ind_str text) {
    uint64_t word = 0;
    for (size_t i = 0; i + 8 < text.length; i += 8) {
        memcpy(&word, text.data + i, 8);
        look_at(style, word);
    }
    look_at(style, last_bytes(text));
    style->marks |= text.length > 1 && text.data[0] == '0';
    bool first = style->longest == 0;
    style->shortest = first || text.length < style->shortest ? text.length : style->shortest;
    style->longest = text.length > style->longest ? text.length : style->longest;
}

uint64_t ind_alike_hash(ind_str text, ind_buffer *scratch) {
    scratch->length = 0;
    ind_alike_id(text, scratch);
    return XXH3_64bits(scratch->length == 0 ? "" : scratch->data, scratch->length);
}

static int by_value(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

size_t ind_alike_count(uint64_t *forms, size_t count) {
    size_t alike = 0;
    qsort(forms, count, sizeof *forms, by_value);
    for (size_t i = 0; i < count; i++)
        alike += (i > 0 && forms[i] == forms[i - 1]) || (i + 1 < count && forms[i] == forms[i + 1]);
    return alike;
}
