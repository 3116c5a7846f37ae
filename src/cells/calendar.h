/* calendar.h - the periods of a run.  All are made of whole months.
 *
 * Those that lie side by side (a month, a tertial, a year) are shown where they lie inside the days asked for.  Those
 * that overlap move by a step, and are shown where their last step lies inside: twelve months by a month, three years
 * by a year.  What they need before the days asked for is read, not shown. */
#ifndef IND_CALENDAR_H
#define IND_CALENDAR_H

#include "base/memory.h"
#include "definition/definition.h"

typedef struct {
    ind_grain grain;
    int32_t from, to;                /* days, closed */
    int32_t as_of;                   /* the day that what is late or done is judged on: TO, or before it */
    int32_t first_month, last_month; /* year * 12 + month - 1 */
    char label[24];                  /* 2024-03, 2024-Q1, 2024-T1, 2024-H1, 2024, 2023-04..2024-03, all */
} ind_period;

typedef struct {
    ind_period *items; /* grains in the order asked for, then by time */
    size_t count, capacity;
    int32_t from, to; /* days that are read: those asked for, and what the periods have before and after */
    int32_t *months;  /* OWNED; see ind_calendar_month: of each of these days, then of any other day */
    int year_from;    /* month that a broken year begins with; 0: there are none */
} ind_calendar;

/* Which periods. */
typedef struct {
    const int *grains;
    size_t count;
    int year_from; /* month that a broken year begins with, 2..12; 0: none is named */
    int years;     /* that are pooled: those from YEAR_FROM on, else of the calendar */
    bool inside;   /* an overlapping period must begin inside the days asked for, too: the data begin there */
    bool open;     /* also those that the last day asked for lies in: they go on after it, or began before */
} ind_periods_wanted;

const char *ind_grain_name(ind_grain grain); /* "month", ... */
/* All that the definition names, in their order: those of "period.grain", then broken and pooled years. */
size_t ind_calendar_grains(const ind_measure *measure, int out[IND_GRAINS]);
/* Is each period of LONGER made of whole ones of GRAIN, where neither grain overlaps?  Of "all" it may be. */
bool ind_grain_is_part(ind_grain grain, ind_grain longer, int year_from);
/* "2024", "2024-Q1", "2024-T1", "2024-H1", "2024-03" or two of them with "..": first and last day.  False: none. */
bool ind_period_parse(ind_str text, int32_t *from, int32_t *to);
/* The periods wanted of the days FROM..TO, in the order of the grains, then by time. */
void ind_calendar_make(ind_calendar *calendar, int32_t from, int32_t to, const ind_periods_wanted *wanted);
void ind_calendar_free(ind_calendar *calendar);

static inline int32_t ind_month_of(int32_t year, int32_t month) {
    return year * 12 + month - 1;
}
int32_t ind_month_of_day(int32_t day);
int32_t ind_first_day_of_month(int32_t month); /* of a month number */

/* Is the day known, and one of those that are read? */
static inline bool ind_calendar_has(const ind_calendar *calendar, int32_t day) {
    return day != IND_NULL_DATE && day >= calendar->from && day <= calendar->to;
}

/* The month to count a day in: its own, or the first of those that are in the same periods as all months between.  So
 * nothing is counted by month where only years are asked for. */
int32_t ind_calendar_month(const ind_calendar *calendar, int32_t day);
/* The same for COUNT days.  IN[i] becomes 0 where the day is none of the run; MONTH[i] is then any of the run's. */
void ind_calendar_months(const ind_calendar *calendar, const int32_t *day, size_t count, int32_t *month, uint8_t *in);

#endif
