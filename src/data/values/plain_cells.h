/* plain_cells.h - the usual form of a date, a time, a whole number and a decimal number, read without a call.
 *
 * False means "not in the usual form", never "wrong": value_syntax.c has the last word.  What is read here, it reads in
 * the same way.  Up to eight bytes behind a cell may be read. */
#ifndef IND_PLAIN_CELLS_H
#define IND_PLAIN_CELLS_H

#include "base/date.h"
#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

static inline uint64_t ind_load8(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline unsigned ind_digit(const char *at) {
    return (unsigned char)*at - (unsigned)'0'; /* above 9: not a digit */
}

typedef struct {
    uint64_t text;  /* "YYYY-MM-"; 0: none */
    int32_t before; /* day before its first */
    uint32_t days;
} ind_month;

/* Months that were read: of 21 years, none in the place of another. */
enum { IND_MONTHS = 256 };
typedef struct {
    ind_month months[IND_MONTHS];
    const bool *unusual; /* BORROWED; a text whose first byte is one of these is not read */
    /* Of no month with a day outside LEAST..MOST, or one of SPECIAL, any text is read: whoever knows the rules looks at
     * those days. */
    bool has_limits;
    int32_t least, most;
    const int32_t *special; /* BORROWED */
    size_t special_count;
} ind_months;

/* TEXT "YYYY-MM-" to MONTH, which is its place in MONTHS. */
bool ind_read_month(const ind_months *months, const char *text, ind_month *month);

/* Twelve times the year and the month, of which 8 bits are enough: each digit has its factor, and all products come
 * to be added up in byte 6. */
static inline size_t ind_month_place(uint64_t text) {
    const uint64_t digits = UINT64_C(0x000F0F000F0F0000); /* of the year's tens and ones, and the month's */
    const uint64_t factors = (UINT64_C(120) << 32) + (UINT64_C(12) << 24) + (UINT64_C(10) << 8) + UINT64_C(1);
    return (size_t)((text & digits) * factors >> 48) % IND_MONTHS;
}

/* "YYYY-MM-DD", ten bytes at TEXT. */
static inline bool ind_plain_date(const char *text, ind_months *months, int32_t *day) {
    uint64_t word = ind_load8(text);
    ind_month *month = &months->months[ind_month_place(word)];
    if (month->text != word && !ind_read_month(months, text, month))
        return false;
    unsigned ones = ind_digit(text + 9), of_month = ind_digit(text + 8) * 10 + ones;
    *day = month->before + (int32_t)of_month;
    return ones <= 9 && of_month - 1 < month->days; /* tens that are no digit make it large */
}

/* "hh:mm:ss" as bytes, each 0 where it may be least.  False: one is more than it may be at most. */
static inline bool ind_plain_clock(uint64_t word, uint64_t *minutes) {
    uint64_t digits = word ^ UINT64_C(0x30303A30303A3030); /* "00:00:00" */
    const uint64_t room = UINT64_C(0x767A7F767A7F767D);    /* 0x7F less the most that each may be */
    uint64_t pairs = digits * 10 + (digits >> 8);
    uint64_t hours = pairs & 0xFF;
    *minutes = hours * 60 + (pairs >> 24 & 0xFF);
    return (((digits + room) | digits) & UINT64_C(0x8080808080808080)) == 0 && hours <= 23;
}

/* "YYYY-MM-DDThh:mm", T or space, perhaps with ":ss". */
static inline bool ind_plain_datetime(ind_str cell, ind_months *months, int64_t *minutes) {
    const char *text = cell.data;
    uint64_t clock, of_day;
    int32_t day;
    if ((cell.length != 16 && cell.length != 19) || (text[10] != 'T' && text[10] != ' '))
        return false;
    clock = ind_load8(text + 11);
    if (cell.length == 16)
        clock = (clock & UINT64_C(0xFFFFFFFFFF)) | UINT64_C(0x30303A0000000000); /* ":00" */
    if (!ind_plain_clock(clock, &of_day) || !ind_plain_date(text, months, &day))
        return false;
    *minutes = (int64_t)day * 1440 + (int64_t)of_day;
    return true;
}

enum { IND_PLAIN_DIGITS = 15 }; /* exact as integer and as double */

/* Digits from AT on, to the first byte that is none. */
static inline size_t ind_plain_digits(ind_str cell, size_t at, uint64_t *value) {
    while (at < cell.length && ind_digit(cell.data + at) <= 9)
        *value = *value * 10 + ind_digit(cell.data + at++);
    return at;
}

/* One to eight digits at once: zeros in front of them, then added up in pairs, and the pairs with their factors. */
static inline bool ind_eight_digits(ind_str cell, int64_t *out) {
    uint64_t digits = (ind_load8(cell.data) ^ UINT64_C(0x3030303030303030)) << 8 * (8 - cell.length);
    if (((digits + UINT64_C(0x7676767676767676)) | digits) & UINT64_C(0x8080808080808080))
        return false;
    const uint64_t outer = UINT64_C(0x000000FF000000FF); /* first and third pair */
    digits = digits * 10 + (digits >> 8);
    uint64_t high = (digits & outer) * (UINT64_C(100) + (UINT64_C(1000000) << 32));
    uint64_t low = (digits >> 16 & outer) * (UINT64_C(1) + (UINT64_C(10000) << 32));
    *out = (int64_t)((high + low) >> 32);
    return true;
}

/* One to four in the same way, at half the price. */
static inline bool ind_four_digits(ind_str cell, int64_t *out) {
    uint32_t digits;
    memcpy(&digits, cell.data, sizeof digits);
    digits = (digits ^ UINT32_C(0x30303030)) << 8 * (4 - cell.length);
    if (((digits + UINT32_C(0x76767676)) | digits) & UINT32_C(0x80808080))
        return false;
    digits = digits * 10 + (digits >> 8);
    *out = (digits & 0xFF) * 100 + (digits >> 16 & 0xFF);
    return true;
}

static inline bool ind_plain_integer(ind_str cell, int64_t *out) {
    int64_t high = 0, low;
    if (cell.length == 0 || cell.length > IND_PLAIN_DIGITS)
        return false;
    if (cell.length > 8) {
        if (!ind_eight_digits((ind_str){cell.data, cell.length - 8}, &high))
            return false;
        cell = (ind_str){cell.data + cell.length - 8, 8};
    }
    if (!ind_eight_digits(cell, &low))
        return false;
    *out = high * 100000000 + low;
    return true;
}

/* Digits, or digits, MARK, digits. */
static inline bool ind_plain_number(ind_str cell, char mark, double *out) {
    static const double power[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    uint64_t value = 0;
    if (cell.length > IND_PLAIN_DIGITS + 1)
        return false;
    size_t whole = ind_plain_digits(cell, 0, &value);
    if (whole == 0 || whole > IND_PLAIN_DIGITS)
        return false;
    *out = (double)value;
    if (whole == cell.length)
        return true;
    size_t from = whole + 1;
    if (cell.data[whole] != mark || from == cell.length || ind_plain_digits(cell, from, &value) < cell.length)
        return false;
    *out = (double)value / power[cell.length - from];
    return true;
}

#endif
