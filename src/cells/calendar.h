/* calendar.h - the periods of a run.  All are made of whole months. */
#ifndef IND_CALENDAR_H
#define IND_CALENDAR_H

#include "base/memory.h"
#include "definition/definition.h"

typedef struct {
    ind_grain grain;
    int32_t from, to;                /* days, closed */
    int32_t first_month, last_month; /* year * 12 + month - 1 */
    char label[24];                  /* 2024-03, 2024-Q1, 2024, 2023-04..2024-03, all */
} ind_period;

typedef struct {
    ind_period *items; /* grains in the order asked for, then by time */
    size_t count, capacity;
    int32_t from, to; /* days of the run */
    int32_t *months;  /* OWNED; see ind_calendar_month: of each of these days, then of any other day */
} ind_calendar;

const char *ind_grain_name(ind_grain grain); /* "month", ... */
/* "2024", "2024-Q1", "2024-03" or two of them with "..": first and last day.  False if it is none. */
bool ind_period_parse(ind_str text, int32_t *from, int32_t *to);
/* All whole periods of the GRAINS inside FROM..TO; a rolling or cumulative window must begin inside too. */
void ind_calendar_make(ind_calendar *calendar, int32_t from, int32_t to, const int *grains, size_t count);
void ind_calendar_free(ind_calendar *calendar);

static inline int32_t ind_month_of(int32_t year, int32_t month) {
    return year * 12 + month - 1;
}
int32_t ind_month_of_day(int32_t day);
int32_t ind_first_day_of_month(int32_t month); /* of a month number */

/* Is the day known, and one of the run? */
static inline bool ind_calendar_has(const ind_calendar *calendar, int32_t day) {
    return day != IND_NULL_DATE && day >= calendar->from && day <= calendar->to;
}

/* The month to count a day in: its own, or the first of those that are in the same periods as all months between.  So
 * nothing is counted by month where only years are asked for. */
int32_t ind_calendar_month(const ind_calendar *calendar, int32_t day);
/* The same for COUNT days.  IN[i] becomes 0 where the day is none of the run; MONTH[i] is then any of the run's. */
void ind_calendar_months(const ind_calendar *calendar, const int32_t *day, size_t count, int32_t *month, uint8_t *in);

#endif
