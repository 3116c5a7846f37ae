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

int32_t ind_day(int32_t year, int32_t month, int32_t day); /* the date must exist */
ind_ymd ind_ymd_of(int32_t day);
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

/* Strict "YYYY-MM-DD" (true and *DAY set) - nothing before or after. */
bool ind_date_parse(ind_str text, int32_t *day);
enum { IND_DATE_TEXT = 11 };
const char *ind_date_text(int32_t day, char out[IND_DATE_TEXT]); /* "YYYY-MM-DD" */

#endif
