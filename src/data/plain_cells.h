/* plain_cells.h - the usual form of a date, a time, a whole number and a decimal number, read without a call.
 *
 * False means "not in the usual form", never "wrong": syntax.c has the last word.  What is read here, it reads in the
 * same way.  Up to eight bytes behind a cell may be read. */
#ifndef IND_PLAIN_CELLS_H
#define IND_PLAIN_CELLS_H

#include "base/date.h"
#include "indikator/text.h"

#include <stdint.h>

static inline uint64_t ind_load8(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline unsigned ind_digit(const char *at) {
    return (unsigned char)*at - (unsigned)'0'; /* above 9: not a digit */
}

/* The last month that was read; dates of a file come in runs. */
typedef struct {
    uint64_t text; /* "YYYY-MM-" */
    int32_t first; /* day before its first */
    unsigned days; /* 0: no month yet */
} ind_last_month;

static inline bool ind_plain_month(const char *text, ind_last_month *last) {
    unsigned digits[6] = {ind_digit(text),     ind_digit(text + 1), ind_digit(text + 2),
                          ind_digit(text + 3), ind_digit(text + 5), ind_digit(text + 6)};
    for (size_t i = 0; i < 6; i++)
        if (digits[i] > 9)
            return false;
    int32_t year = (int32_t)(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]);
    int32_t month = (int32_t)(digits[4] * 10 + digits[5]);
    if (text[4] != '-' || text[7] != '-' || !ind_date_exists(year, month, 1))
        return false;
    *last = (ind_last_month){ind_load8(text), ind_day(year, month, 1) - 1, (unsigned)ind_days_in_month(year, month)};
    return true;
}

/* "YYYY-MM-DD", ten bytes at TEXT. */
static inline bool ind_plain_date(const char *text, ind_last_month *last, int32_t *day) {
    if ((last->days == 0 || ind_load8(text) != last->text) && !ind_plain_month(text, last))
        return false;
    unsigned tens = ind_digit(text + 8), ones = ind_digit(text + 9);
    unsigned of_month = tens * 10 + ones;
    *day = last->first + (int32_t)of_month;
    return tens <= 9 && ones <= 9 && of_month >= 1 && of_month <= last->days;
}

/* "YYYY-MM-DDThh:mm", T or space, perhaps with ":ss". */
static inline bool ind_plain_datetime(ind_str cell, ind_last_month *last, int64_t *minutes) {
    const char *text = cell.data;
    int32_t day;
    if ((cell.length != 16 && cell.length != 19) || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' ||
        !ind_plain_date(text, last, &day))
        return false;
    unsigned h = ind_digit(text + 11), hh = ind_digit(text + 12), m = ind_digit(text + 14), mm = ind_digit(text + 15);
    if (h > 9 || hh > 9 || m > 5 || mm > 9 || h * 10 + hh > 23)
        return false;
    if (cell.length == 19 && (text[16] != ':' || ind_digit(text + 17) > 5 || ind_digit(text + 18) > 9))
        return false;
    *minutes = (int64_t)day * 1440 + (int64_t)((h * 10 + hh) * 60 + m * 10 + mm);
    return true;
}

enum { IND_PLAIN_DIGITS = 15 }; /* exact as integer and as double */

/* Digits from AT on, to the first byte that is none. */
static inline size_t ind_plain_digits(ind_str cell, size_t at, uint64_t *value) {
    while (at < cell.length && ind_digit(cell.data + at) <= 9)
        *value = *value * 10 + ind_digit(cell.data + at++);
    return at;
}

/* Up to eight digits at once: filled up with zeros in front, then added up in pairs, fours and eight. */
static inline bool ind_eight_digits(ind_str cell, uint64_t *out) {
    const uint64_t zeros = UINT64_C(0x3030303030303030);
    unsigned missing = 8 * (8 - (unsigned)cell.length); /* bits; the length is 1 to 8 */
    uint64_t word = ind_load8(cell.data) << missing;
    word |= missing == 0 ? 0 : zeros >> (64 - missing);
    uint64_t digits = word ^ zeros;
    if (((digits + UINT64_C(0x7676767676767676)) | digits) & UINT64_C(0x8080808080808080))
        return false;
    digits = digits * 10 + (digits >> 8);
    digits = (digits & UINT64_C(0x00FF00FF00FF00FF)) * 100 + (digits >> 16 & UINT64_C(0x00FF00FF00FF00FF));
    digits = (digits & UINT64_C(0x0000FFFF0000FFFF)) * 10000 + (digits >> 32 & UINT64_C(0x0000FFFF));
    *out = digits & UINT64_C(0xFFFFFFFF);
    return true;
}

static inline bool ind_plain_integer(ind_str cell, int64_t *out) {
    uint64_t value = 0;
    if (cell.length == 0 || cell.length > IND_PLAIN_DIGITS)
        return false;
    if (cell.length <= 8 ? !ind_eight_digits(cell, &value) : ind_plain_digits(cell, 0, &value) < cell.length)
        return false;
    *out = (int64_t)value;
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
