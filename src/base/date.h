/* date.h - days of the proleptic Gregorian calendar as numbers: 0 is 1970-01-01.
 * Years 1 to 9999.  No time zone: datetimes are local minutes, so a day has 1440 of them. */
#ifndef IND_DATE_H
#define IND_DATE_H

#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int32_t year, month, day; /* month 1-12, day 1-31 */
} ind_ymd;

enum {
    IND_FIRST_DAY = -719162, /* 0001-01-01 */
    IND_LAST_DAY = 2932896   /* 9999-12-31 */
};

int32_t ind_day(int32_t year, int32_t month, int32_t day); /* the date must exist */

/* Of days from 0001-01-01 on.  Neri and Schneider, "Euclidean affine functions and their application to calendar
 * algorithms" (2023): years begin in March, so that the leap day is the last of its year.  Inline, so that nothing is
 * worked out for who asks for the year alone. */
static inline ind_ymd ind_ymd_of(int32_t day) {
    enum { DAYS_OF_ERA = 146097, SINCE_MARCH_0 = 719468, YEAR_SCALE = 2939745, MONTH_SCALE = 2141, JANUARY = 306 };
    uint32_t quarters = 4 * (uint32_t)(day + SINCE_MARCH_0) + 3; /* of days */
    uint32_t century = quarters / DAYS_OF_ERA, in_century = quarters % DAYS_OF_ERA | 3;
    uint64_t scaled = (uint64_t)YEAR_SCALE * in_century;
    uint32_t day_of_year = (uint32_t)scaled / YEAR_SCALE / 4;
    uint32_t in_month = MONTH_SCALE * day_of_year + 197913;
    bool next_year = day_of_year >= JANUARY;
    return (ind_ymd){(int32_t)(100 * century + (uint32_t)(scaled >> 32) + next_year),
                     (int32_t)(in_month >> 16) - (next_year ? 12 : 0),
                     (int32_t)((in_month & 0xffff) / MONTH_SCALE) + 1};
}

bool ind_date_exists(int32_t year, int32_t month, int32_t day);
int32_t ind_days_in_month(int32_t year, int32_t month);

/* Months added; the day is cut to the length of the month reached (2024-01-31 + 1 = 2024-02-29). */
int32_t ind_add_months(int32_t day, int64_t months);
/* Whole months from A to B: the greatest m with ind_add_months(a, m) <= b; negative if b is before a. */
int64_t ind_months_between(int32_t a, int32_t b);
/* Age in whole years on DAY.  Who is born on 29 February turns on 1 March in other years. */
int64_t ind_age(int32_t born, int32_t day);
int32_t ind_weekday(int32_t day);  /* 1 Monday to 7 Sunday */
int32_t ind_iso_week(int32_t day); /* ISO 8601 */
int32_t ind_iso_year(int32_t day); /* the year that this week belongs to */

/* Strict "YYYY-MM-DD" (true and *DAY set) - nothing before or after. */
bool ind_date_parse(ind_str text, int32_t *day);
enum { IND_DATE_TEXT = 11 };
const char *ind_date_text(int32_t day, char out[IND_DATE_TEXT]); /* "YYYY-MM-DD" */

#endif
