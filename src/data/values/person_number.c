/* person_number.c - the digits are laid out as YYMMDDNNNC, then the date and the check digit are looked at. */
#include "data/values/person_number.h"

#include "base/date.h"

enum { DIGITS = 10 };

typedef struct {
    int digit[DIGITS]; /* YYMMDDNNNC; the seventh may stand for a letter */
    int century;       /* 18 to 20; 0: not given */
} number;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The text without the sign before its last four characters; false if it is of another length. */
static bool take_sign(ind_str text, char out[DIGITS + 2], size_t *length) {
    bool sign = (text.length == DIGITS + 1 || text.length == DIGITS + 3) &&
                (text.data[text.length - 5] == '-' || text.data[text.length - 5] == '+');
    *length = text.length - sign;
    if (*length != DIGITS && *length != DIGITS + 2)
        return false;
    for (size_t i = 0, at = 0; i < text.length; i++)
        if (!sign || i != text.length - 5)
            out[at++] = text.data[i];
    return true;
}

bool ind_has_person_number_shape(ind_str text) {
    char plain[DIGITS + 2];
    size_t length;
    if (text.length < DIGITS || text.length > DIGITS + 3 || !take_sign(text, plain, &length))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_digit(plain[i]))
            return false;
    return true;
}

/* Of an interim number, or of a reserve number of Västra Götaland, what the letter counts as; -1: another character. */
static int value_of_letter(char c, bool reserve) {
    static const char interim[] = "TRSUWXJKLMN";
    if (reserve)
        return c == 'K' ? 5 : c == 'M' ? 7 : c == 'X' ? 8 : -1;
    for (const char *at = interim; *at != '\0'; at++)
        if (*at == c)
            return 1;
    return -1;
}

static bool take_digits(const char *plain, size_t length, bool reserve, number *out) {
    const char *ten = plain + (length - DIGITS);
    out->century = 0;
    if (length == DIGITS + 2) {
        if (!is_digit(plain[0]) || !is_digit(plain[1]))
            return false;
        out->century = 10 * (plain[0] - '0') + plain[1] - '0';
    }
    for (size_t i = 0; i < DIGITS; i++) {
        bool letter = i == (reserve ? 8u : 6u) && !is_digit(ten[i]);
        out->digit[i] = letter ? value_of_letter(ten[i], reserve) : is_digit(ten[i]) ? ten[i] - '0' : -1;
        if (out->digit[i] < 0)
            return false;
    }
    return true;
}

/* Weights 2, 1, 2, ... from the digit FROM to the last but one; the last makes the sum a multiple of ten. */
static bool has_check_digit(const number *n, size_t from) {
    int sum = 0;
    for (size_t i = from; i < DIGITS; i++) {
        int product = n->digit[i] * ((i - from) % 2 == 0 ? 2 : 1);
        sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 == 0;
}

/* Days of a samordningsnummer are from 61; 60 says that the day is not known. */
static bool has_date(const number *n) {
    int year = 10 * n->digit[0] + n->digit[1], month = 10 * n->digit[2] + n->digit[3];
    int day = 10 * n->digit[4] + n->digit[5];
    if (n->century != 0 && (n->century < 18 || n->century > 20))
        return false;
    if (day >= 60)
        day = day == 60 ? 1 : day - 60;
    if (n->century != 0)
        return ind_date_exists(100 * n->century + year, month, day);
    return ind_date_exists(1900 + year, month, day) || ind_date_exists(2000 + year, month, day);
}

static bool is_stockholm_reserve(const char *plain, size_t length) {
    number n;
    return length == DIGITS + 2 && plain[0] == '9' && plain[1] == '9' && (plain[2] == '1' || plain[2] == '2') &&
           (plain[3] == '8' || plain[3] == '9' || plain[3] == '0') && take_digits(plain, length, false, &n) &&
           has_check_digit(&n, 2);
}

bool ind_is_person_number(ind_str text) {
    char plain[DIGITS + 2];
    size_t length;
    number n;
    if (text.length < DIGITS || text.length > DIGITS + 3 || !take_sign(text, plain, &length))
        return false;
    const char *ten = plain + (length - DIGITS);
    if (is_stockholm_reserve(plain, length))
        return true;
    bool reserve = !is_digit(ten[8]);
    bool unused = ten[6] == '0' && ten[7] == '0' && ten[8] == '0'; /* 000 is not given to anybody */
    return !unused && take_digits(plain, length, reserve, &n) && has_date(&n) && has_check_digit(&n, 0);
}
