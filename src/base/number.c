/* number.c - numbers and text without the locale.
 *
 * Reading: up to 19 digits as an integer mantissa with a power of ten is exact in double
 * arithmetic when both parts are (Clinger's fast path); the rest goes through strtod with
 * a point, in the "C" locale.  Writing: 12 significant digits, so that the last bits, in which libm
 * differs between machines, do not show.  Numbers of usual size times a power of ten, with the exact remainder that
 * fma gives, round to them; others go through snprintf. */
#include "base/number.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

bool ind_parse_integer(ind_str text, int64_t *out) {
    size_t i = 0;
    bool negative = text.length > 0 && text.data[0] == '-';
    if (negative)
        i++;
    if (i == text.length)
        return false;
    int64_t value = 0; /* kept negative: its range is the larger one */
    for (; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, text.data[i] - '0', &value))
            return false;
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}

static locale_t the_c_locale;

static void make_c_locale(void) {
    the_c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static locale_t c_locale(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_c_locale);
    return the_c_locale;
}

static double slow_decimal(ind_str text, char mark) {
    char copy[400];
    if (text.length >= sizeof copy)
        return NAN;
    for (size_t i = 0; i < text.length; i++)
        copy[i] = text.data[i] == mark ? '.' : text.data[i];
    copy[text.length] = '\0';
    locale_t before = uselocale(c_locale());
    double value = strtod(copy, NULL);
    uselocale(before);
    return value;
}

bool ind_parse_decimal(ind_str text, char mark, double *out) {
    static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
                                   1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
    size_t i = 0, whole = 0, fraction = 0;
    bool negative = text.length > 0 && text.data[0] == '-';
    uint64_t mantissa = 0;
    for (i = negative; i < text.length && isdigit((unsigned char)text.data[i]); i++, whole++)
        mantissa = mantissa * 10 + (uint64_t)(text.data[i] - '0');
    if (whole == 0)
        return false;
    if (i < text.length) {
        if (text.data[i++] != mark)
            return false;
        for (; i < text.length && isdigit((unsigned char)text.data[i]); i++, fraction++)
            mantissa = mantissa * 10 + (uint64_t)(text.data[i] - '0');
        if (fraction == 0 || i < text.length)
            return false;
    }
    double value;
    if (whole + fraction <= 19 && mantissa < (UINT64_C(1) << 53)) {
        value = (double)mantissa / power[fraction];
        value = negative ? -value : value;
    } else {
        value = slow_decimal(text, mark);
    }
    if (!isfinite(value))
        return false;
    *out = value;
    return true;
}

double ind_parse_json_number(ind_str text) {
    double value;
    return ind_parse_decimal(text, '.', &value) ? value : slow_decimal(text, '.');
}

enum { DIGITS = 12 }; /* significant ones that are written */

/* The digits of X as a number, halves going to the even one as in printf; false: X is not of usual size. */
static bool usual_digits(double x, uint64_t *number, int *exponent) {
    static const double ten_to[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}; /* exactly */
    if (!(x >= 1e-10 && x < 1e12))
        return false;
    int places = DIGITS;
    while (x >= ten_to[DIGITS - places])
        places--;
    double product = x * ten_to[places], rest = fma(x, ten_to[places], -product); /* their sum is exact */
    while (product < 1e11 || (product == 1e11 && rest < 0)) {
        places++;
        product = x * ten_to[places];
        rest = fma(x, ten_to[places], -product);
    }
    double whole = floor(product), over_half = product - whole - 0.5;
    *number = (uint64_t)whole;
    *number += over_half > -rest || (over_half == -rest && *number % 2 == 1);
    *exponent = DIGITS - places;
    if (*number == UINT64_C(1000000000000)) {
        *number /= 10;
        ++*exponent;
    }
    return true;
}

static void print_digits(double x, char digits[DIGITS], int *exponent) {
    char text[48];
    locale_t before = uselocale(c_locale());
    snprintf(text, sizeof text, "%.*e", DIGITS - 1, x);
    uselocale(before);
    const char *p = text;
    for (; *p != 'e'; p++)
        if (*p != '.')
            *digits++ = *p;
    *exponent = (int)strtol(p + 1, NULL, 10) + 1;
}

/* Significant digits of |x| without trailing zeros; the value is 0.d1d2d3... * 10^*exponent. */
static int significant(double x, char digits[DIGITS], int *exponent) {
    uint64_t number;
    x = fabs(x);
    if (!usual_digits(x, &number, exponent))
        print_digits(x, digits, exponent);
    else
        for (int i = DIGITS - 1; i >= 0; i--, number /= 10)
            digits[i] = (char)('0' + number % 10);
    int length = DIGITS;
    while (length > 1 && digits[length - 1] == '0')
        length--;
    return length;
}

/* Digits with a decimal mark at place EXPONENT, at least DECIMALS places after it. */
static void place(const char *digits, int length, int exponent, int decimals, char mark, char *out) {
    if (exponent <= 0)
        *out++ = '0';
    for (int i = 0; i < exponent; i++)
        *out++ = i < length ? digits[i] : '0';
    int places = length - exponent > decimals ? length - exponent : decimals;
    if (places > 0)
        *out++ = mark;
    for (int i = 0; i < places; i++) {
        int at = exponent + i;
        *out++ = at >= 0 && at < length ? digits[at] : '0';
    }
    *out = '\0';
}

const char *ind_integer_text(int64_t x, char out[IND_INTEGER_TEXT]) {
    uint64_t rest = x < 0 ? -(uint64_t)x : (uint64_t)x;
    char *p = out + IND_INTEGER_TEXT - 1;
    *p = '\0';
    do
        *--p = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (x < 0)
        *--p = '-';
    return p;
}

const char *ind_number_text(double x, char out[IND_NUMBER_TEXT]) {
    if (x == 0)
        return memcpy(out, "0", 2);
    char digits[DIGITS], *p = out;
    int exponent, length = significant(x, digits, &exponent);
    if (x < 0)
        *p++ = '-';
    if (exponent > -7 && exponent <= 15) {
        place(digits, length, exponent, 0, '.', p);
        return out;
    }
    place(digits, length, 1, 0, '.', p);
    snprintf(p + strlen(p), (size_t)(IND_NUMBER_TEXT - (p - out)) - strlen(p), "e%d", exponent - 1);
    return out;
}

/* Cut DIGITS to KEEP places, halves away from zero; a carry may add one place to *EXPONENT. */
static int round_digits(char *digits, int length, int keep, int *exponent) {
    if (keep < 0 || (keep == 0 && digits[0] < '5')) {
        digits[0] = '0';
        return 1;
    }
    if (keep >= length)
        return length;
    bool up = digits[keep] >= '5';
    int i = keep - 1;
    while (up && i >= 0 && digits[i] == '9')
        digits[i--] = '0';
    if (up && i >= 0)
        digits[i]++;
    if (up && i < 0) {
        memmove(digits + 1, digits, (size_t)keep);
        digits[0] = '1';
        (*exponent)++;
        keep++;
    }
    return keep;
}

const char *ind_number_fixed(double x, int decimals, char mark, char out[IND_NUMBER_TEXT]) {
    enum { MOST = 17 }; /* more than a double has, and room in OUT */
    if (fabs(x) >= 1e40)
        return ind_number_text(x, out);
    decimals = decimals < 0 ? 0 : decimals > MOST ? MOST : decimals;
    char digits[DIGITS];
    int exponent, length = significant(x, digits, &exponent);
    length = round_digits(digits, length, exponent + decimals, &exponent);
    char *p = out;
    bool zero = true;
    for (int i = 0; i < length; i++)
        zero = zero && digits[i] == '0';
    if (zero)
        exponent = 0, length = 0;
    else if (x < 0)
        *p++ = '-';
    place(digits, length, exponent, decimals, mark, p);
    return out;
}
