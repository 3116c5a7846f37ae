/* value_syntax.c - the idea: accept what is unambiguous, in full, or nothing.
 *
 * Day and month are never guessed, a time of day in a date column is an error and not cut off, and spaces in a
 * number must stand where thousands end, or "12 34" would become a number nobody wrote. */
#include "data/values/value_syntax.h"

#include "base/date.h"
#include "base/number.h"

enum { LONGEST_NUMBER = 64, MINUTES_A_DAY = 1440 };

static bool digits(ind_str text, size_t at, size_t count, int32_t *value) {
    if (text.length < at + count)
        return false;
    int32_t sum = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        sum = sum * 10 + (text.data[i] - '0');
    }
    *value = sum;
    return true;
}

static bool compact_date(ind_str text, int32_t *day) {
    int32_t year, month, of_month;
    if (text.length != 8 || !digits(text, 0, 4, &year) || !digits(text, 4, 2, &month) ||
        !digits(text, 6, 2, &of_month) || !ind_date_exists(year, month, of_month))
        return false;
    *day = ind_day(year, month, of_month);
    return true;
}

static bool bare_date(ind_str text, int32_t *day) {
    return compact_date(text, day) || ind_date_parse(text, day);
}

/* What follows the minutes: "", "ss" behind a colon if COLON, and a fraction; *ZERO tells whether all of it is zero. */
static bool seconds(ind_str text, bool colon, bool *zero) {
    int32_t second;
    *zero = true;
    if (text.length == 0)
        return true;
    size_t at = colon ? 1 : 0;
    if ((colon && text.data[0] != ':') || !digits(text, at, 2, &second) || second >= 60)
        return false;
    *zero = second == 0;
    at += 2;
    if (at < text.length && (text.data[at] != '.' || at + 1 == text.length))
        return false;
    for (at++; at < text.length; at++) {
        if (text.data[at] < '0' || text.data[at] > '9')
            return false;
        *zero = *zero && text.data[at] == '0';
    }
    return true;
}

/* "hh:mm[:ss[.fff]]" or "hhmm[ss[.fff]]"; *ZERO tells whether all of it is zero. */
static bool time_of_day(ind_str text, int32_t *minutes, bool *zero) {
    int32_t hour, minute;
    size_t colon = text.length > 2 && text.data[2] == ':' ? 1 : 0, end = 4 + colon;
    if (!digits(text, 0, 2, &hour) || !digits(text, 2 + colon, 2, &minute) ||
        !seconds((ind_str){text.data + end, text.length - end}, colon == 1, zero))
        return false;
    *minutes = hour * 60 + minute;
    *zero = *zero && *minutes == 0;
    return hour < 24 && minute < 60;
}

/* "hh:mm", "hhmm" or "hh" behind the sign of an offset from UTC, in minutes; none is more than 14 hours. */
static bool take_offset(ind_str text, int32_t *offset) {
    int32_t hours, minutes = 0;
    size_t colon = text.length == 5 && text.data[2] == ':' ? 1 : 0;
    if ((text.length != 2 && text.length != 4 + colon) || !digits(text, 0, 2, &hours) ||
        (text.length > 2 && !digits(text, 2 + colon, 2, &minutes)) || hours > 14 || minutes >= 60)
        return false;
    *offset = hours * 60 + minutes;
    return true;
}

/* Cut "Z" or an offset off *TEXT; false if there is none. */
static bool cut_zone(ind_str *text, int32_t *offset) {
    *offset = 0;
    if (text->length > 0 && text->data[text->length - 1] == 'Z') {
        text->length--;
        return true;
    }
    for (size_t i = 0; i < text->length; i++) {
        bool behind = text->data[i] == '-';
        if ((behind || text->data[i] == '+') &&
            take_offset((ind_str){text->data + i + 1, text->length - i - 1}, offset)) {
            *offset = behind ? -*offset : *offset;
            text->length = i;
            return true;
        }
    }
    return false;
}

static int32_t last_sunday(int32_t year, int32_t month) {
    int32_t day = ind_day(year, month, ind_days_in_month(year, month));
    return day - ind_weekday(day) % 7;
}

/* What Swedish clocks show at a minute of UTC: an hour more, and two from 01:00 UTC on the last Sunday of March to that
 * of October (directive 2000/84/EC), of September until 1995; summer time of before 1981 is left out. */
static bool swedish_clock(int64_t utc, int64_t *local) {
    int64_t day = utc / MINUTES_A_DAY;
    if (day <= IND_FIRST_DAY || day >= IND_LAST_DAY)
        return false;
    int32_t year = ind_ymd_of((int32_t)day).year;
    int64_t from = (int64_t)last_sunday(year, 3) * MINUTES_A_DAY + 60;
    int64_t until = (int64_t)last_sunday(year, year <= 1995 ? 9 : 10) * MINUTES_A_DAY + 60;
    *local = utc + (year > 1980 && utc >= from && utc < until ? 120 : 60);
    return true;
}

/* "YYYY-MM-DDThh:mm", T or a space. */
static bool timestamp(ind_str text, int32_t *day, int32_t *minutes, bool *zero) {
    if (text.length < 16 || (text.data[10] != ' ' && text.data[10] != 'T') || text.data[13] != ':')
        return false;
    return ind_date_parse((ind_str){text.data, 10}, day) &&
           time_of_day((ind_str){text.data + 11, text.length - 11}, minutes, zero);
}

/* "YYYYMMDDhhmm", perhaps with a T between. */
static bool compact_timestamp(ind_str text, int32_t *day, int32_t *minutes) {
    bool zero;
    if (text.length < 12)
        return false;
    size_t from = text.data[8] == 'T' ? 9 : 8;
    return memchr(text.data, ':', text.length) == NULL && compact_date((ind_str){text.data, 8}, day) &&
           time_of_day((ind_str){text.data + from, text.length - from}, minutes, &zero);
}

static bool partial_date(ind_str text, ind_partial partial, int32_t *day) {
    int32_t year, month = 0;
    bool has_month = text.length == 7 && text.data[4] == '-' && digits(text, 5, 2, &month);
    if (partial == IND_PARTIAL_REJECT || (text.length != 4 && !has_month) || !digits(text, 0, 4, &year) ||
        !ind_date_exists(year, has_month ? month : 1, 1))
        return false;
    int32_t of_month = 1;
    if (!has_month)
        month = partial == IND_PARTIAL_FIRST ? 1 : partial == IND_PARTIAL_MIDDLE ? 7 : 12; /* middle: 1 July */
    if (partial == IND_PARTIAL_LAST)
        of_month = ind_days_in_month(year, month);
    else if (partial == IND_PARTIAL_MIDDLE && has_month)
        of_month = 15;
    *day = ind_day(year, month, of_month);
    return true;
}

bool ind_read_date(ind_str text, ind_partial partial, int32_t *day, bool *was_partial) {
    int32_t minutes;
    bool zero = false;
    *was_partial = false;
    if (bare_date(text, day))
        return true;
    if (timestamp(text, day, &minutes, &zero))
        return zero;
    return *was_partial = partial_date(text, partial, day);
}

static bool any_timestamp(ind_str text, int64_t *out) {
    int32_t day, minutes;
    bool zero;
    if (!timestamp(text, &day, &minutes, &zero) && !compact_timestamp(text, &day, &minutes))
        return false;
    *out = (int64_t)day * MINUTES_A_DAY + minutes;
    return true;
}

bool ind_read_datetime(ind_str text, int64_t *out) {
    int32_t day, offset;
    if (bare_date(text, &day)) {
        *out = (int64_t)day * MINUTES_A_DAY;
        return true;
    }
    return any_timestamp(text, out) ||
           (cut_zone(&text, &offset) && any_timestamp(text, out) && swedish_clock(*out - offset, out));
}

/* Bytes of the space at AT that may stand between thousands, 0 if there is none. */
static size_t space_at(ind_str text, size_t at) {
    ind_str rest = {text.data + at, text.length - at};
    if (ind_str_starts(rest, IND_STR(" ")))
        return 1;
    if (ind_str_starts(rest, IND_STR("\xc2\xa0")))
        return 2;
    return ind_str_starts(rest, IND_STR("\xe2\x80\xaf")) ? 3 : 0;
}

static size_t minus_at_start(ind_str text) {
    if (ind_str_starts(text, IND_STR("-")))
        return 1;
    return ind_str_starts(text, IND_STR("\xe2\x88\x92")) ? 3 : 0;
}

typedef struct {
    char text[LONGEST_NUMBER];
    size_t length;
    char mark;
} plain_number;

static bool keep(plain_number *out, char c) {
    if (out->length == LONGEST_NUMBER)
        return false;
    out->text[out->length++] = c;
    return true;
}

/* Digits with spaces between thousands; *AT stops at what is neither. */
static bool whole_part(ind_str text, size_t *at, plain_number *out) {
    size_t group = 0;
    bool grouped = false;
    while (*at < text.length) {
        char c = text.data[*at];
        size_t space = space_at(text, *at);
        if (c >= '0' && c <= '9') {
            group++;
            (*at)++;
            if (!keep(out, c))
                return false;
        } else if (space > 0) {
            if (group == 0 || group > 3 || (grouped && group != 3))
                return false;
            grouped = true;
            group = 0;
            *at += space;
        } else {
            break;
        }
    }
    return grouped ? group == 3 : group > 0;
}

/* TEXT as "-?digits(.digits)?" with point; false if it is anything else. */
static bool plain(ind_str text, plain_number *out) {
    *out = (plain_number){0};
    size_t at = minus_at_start(text);
    if (at > 0)
        keep(out, '-');
    if (!whole_part(text, &at, out))
        return false;
    if (at == text.length)
        return true;
    out->mark = text.data[at];
    if ((out->mark != ',' && out->mark != '.') || ++at == text.length || !keep(out, '.'))
        return false;
    for (; at < text.length; at++)
        if (text.data[at] < '0' || text.data[at] > '9' || !keep(out, text.data[at]))
            return false;
    return true;
}

bool ind_read_integer(ind_str text, int64_t *out) {
    plain_number number;
    return plain(text, &number) && number.mark == '\0' &&
           ind_parse_integer((ind_str){number.text, number.length}, out) && *out != IND_NULL_INTEGER;
}

bool ind_read_number(ind_str text, double *out, char *mark) {
    plain_number number;
    if (!plain(text, &number) || !ind_parse_decimal((ind_str){number.text, number.length}, '.', out))
        return false;
    *mark = number.mark;
    if (*out == 0.0)
        *out = 0.0; /* no minus zero: it would be another key and another exact value */
    return true;
}

/* Between thousands there are three digits behind it, and one to three before it that do not begin with zero. */
bool ind_is_decimal_mark(ind_str text) {
    size_t at = minus_at_start(text), from = at;
    while (at < text.length && text.data[at] != ',' && text.data[at] != '.')
        at++;
    bool thousands = text.length - at == 4 && at - from >= 1 && at - from <= 3 && text.data[from] != '0';
    return !thousands;
}

static size_t skip_digits(ind_str text, size_t at) {
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at;
}

/* Without a mark and without a sign, a number of a system and an identifier such as "12E5" or a hash in hexadecimal
 * digits look alike: the number has been an identifier, of 8 digits or more, and hashes have their lengths. */
static bool looks_like_number(ind_str text, size_t mantissa, size_t digits_of_power, int power) {
    bool hash = text.length == 8 || text.length == 12 || text.length == 16;
    return text.data[0] != '0' && digits_of_power <= 2 && power >= 3 && mantissa <= 12 &&
           mantissa + (size_t)power >= 8 && mantissa + (size_t)power <= 24 && !(hash && text.data[mantissa] == 'e');
}

bool ind_is_scientific(ind_str text) {
    size_t whole = skip_digits(text, 0), at = whole;
    bool mark = false, sign = false;
    if (at == 0)
        return false;
    if (at < text.length && (text.data[at] == ',' || text.data[at] == '.')) {
        size_t from = at + 1;
        at = skip_digits(text, from);
        mark = true;
        if (at == from)
            return false;
    }
    if (at + 1 >= text.length || (text.data[at] != 'E' && text.data[at] != 'e'))
        return false;
    if (text.data[at + 1] == '+' || text.data[at + 1] == '-') {
        sign = true;
        at++;
    }
    size_t first = ++at;
    int power = 0;
    for (at = first; at < text.length && text.data[at] >= '0' && text.data[at] <= '9' && at - first < 3; at++)
        power = power * 10 + (text.data[at] - '0');
    if (at == first || at < text.length)
        return false;
    return mark || sign || looks_like_number(text, whole, at - first, power);
}
