/* date.c - the civil calendar by arithmetic on 400-year eras; see date.h for the way back. */
#include "base/date.h"

enum { DAYS_OF_ERA = 146097, EPOCH = 719468 }; /* 0000-03-01 to 1970-01-01 */

int32_t ind_day(int32_t year, int32_t month, int32_t day) {
    int32_t y = month <= 2 ? year - 1 : year;
    int32_t era = y / 400, in_era = y % 400;
    int32_t from_march = (month + 9) % 12;
    int32_t day_of_year = (153 * from_march + 2) / 5 + day - 1;
    return era * DAYS_OF_ERA + in_era * 365 + in_era / 4 - in_era / 100 + day_of_year - EPOCH;
}

static bool is_leap(int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t ind_days_in_month(int32_t year, int32_t month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool ind_date_exists(int32_t year, int32_t month, int32_t day) {
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= ind_days_in_month(year, month);
}

int32_t ind_add_months(int32_t day, int64_t months) {
    ind_ymd d = ind_ymd_of(day);
    int64_t total = (int64_t)d.year * 12 + d.month - 1 + months;
    if (total < 12)
        total = 12;
    if (total > 9999 * 12 + 11)
        total = 9999 * 12 + 11;
    int32_t year = (int32_t)(total / 12), month = (int32_t)(total % 12) + 1;
    int32_t last = ind_days_in_month(year, month);
    return ind_day(year, month, d.day < last ? d.day : last);
}

int64_t ind_months_between(int32_t a, int32_t b) {
    ind_ymd from = ind_ymd_of(a), to = ind_ymd_of(b);
    int64_t months = ((int64_t)to.year - from.year) * 12 + to.month - from.month;
    if (ind_add_months(a, months) > b)
        months--;
    return months;
}

int64_t ind_age(int32_t born, int32_t day) {
    ind_ymd from = ind_ymd_of(born), to = ind_ymd_of(day);
    bool had_birthday = to.month > from.month || (to.month == from.month && to.day >= from.day);
    return (int64_t)to.year - from.year - !had_birthday;
}

int32_t ind_weekday(int32_t day) {
    int32_t shifted = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (shifted < 0 ? shifted + 7 : shifted) + 1;
}

static int32_t thursday_of(int32_t day) { /* a week belongs to the year of its Thursday */
    return day + 4 - ind_weekday(day);
}

int32_t ind_iso_week(int32_t day) {
    int32_t thursday = thursday_of(day);
    return (thursday - ind_day(ind_ymd_of(thursday).year, 1, 1)) / 7 + 1;
}

int32_t ind_iso_year(int32_t day) {
    return ind_ymd_of(thursday_of(day)).year;
}

static bool digits(const char *text, size_t count, int32_t *out) {
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

bool ind_date_parse(ind_str text, int32_t *day) {
    int32_t y, m, d;
    if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-' || !digits(text.data, 4, &y) ||
        !digits(text.data + 5, 2, &m) || !digits(text.data + 8, 2, &d) || !ind_date_exists(y, m, d))
        return false;
    *day = ind_day(y, m, d);
    return true;
}

static void put_digits(char *out, int32_t value, int count) {
    for (int i = count - 1; i >= 0; i--, value /= 10)
        out[i] = (char)('0' + value % 10);
}

const char *ind_date_text(int32_t day, char out[IND_DATE_TEXT]) {
    ind_ymd d = ind_ymd_of(day);
    put_digits(out, d.year, 4);
    put_digits(out + 5, d.month, 2);
    put_digits(out + 8, d.day, 2);
    out[4] = out[7] = '-';
    out[10] = '\0';
    return out;
}
