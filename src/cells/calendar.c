/* calendar.c - period texts and lists of whole periods. */
#include "cells/calendar.h"
#include "base/date.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>

int32_t ind_month_of_day(int32_t day) {
    ind_ymd d = ind_ymd_of(day);
    return ind_month_of(d.year, d.month);
}

int32_t ind_first_day_of_month(int32_t month) {
    return ind_day(month / 12, month % 12 + 1, 1);
}

static bool digits(ind_str text, size_t at, size_t count, int32_t *out) {
    int64_t value;
    if (at + count > text.length || text.data[at] == '-' ||
        !ind_parse_integer((ind_str){text.data + at, count}, &value))
        return false;
    *out = (int32_t)value;
    return true;
}

static const struct {
    char letter;
    int32_t months;
} parts_of_year[] = {{'Q', 3}, {'T', 4}, {'H', 6}};

/* One period as first and last month. */
static bool parse_one(ind_str text, int32_t *first, int32_t *last) {
    int32_t year, part;
    if (!digits(text, 0, 4, &year) || year < 1)
        return false;
    *first = ind_month_of(year, 1);
    *last = ind_month_of(year, 12);
    if (text.length == 4)
        return true;
    if (text.length != 7 || text.data[4] != '-')
        return false;
    for (size_t i = 0; i < sizeof parts_of_year / sizeof *parts_of_year; i++) {
        int32_t months = parts_of_year[i].months;
        if (text.data[5] == parts_of_year[i].letter && digits(text, 6, 1, &part) && part >= 1 && part <= 12 / months) {
            *first = ind_month_of(year, months * (part - 1) + 1);
            *last = *first + months - 1;
            return true;
        }
    }
    if (!digits(text, 5, 2, &part) || part < 1 || part > 12)
        return false;
    *first = *last = ind_month_of(year, part);
    return true;
}

bool ind_period_parse(ind_str text, int32_t *from, int32_t *to) {
    int32_t first, last, ignored;
    size_t dots = 0;
    while (dots + 1 < text.length && !(text.data[dots] == '.' && text.data[dots + 1] == '.'))
        dots++;
    bool range = dots + 1 < text.length;
    ind_str left = {text.data, range ? dots : text.length};
    if (!parse_one(left, &first, &last))
        return false;
    if (range && !parse_one((ind_str){text.data + dots + 2, text.length - dots - 2}, &ignored, &last))
        return false;
    if (last < first || last >= ind_month_of(9999, 12))
        return false;
    *from = ind_first_day_of_month(first);
    *to = ind_first_day_of_month(last + 1) - 1;
    return true;
}

const char *ind_grain_name(ind_grain grain) {
    static const char *const names[IND_GRAINS] = {"month",     "quarter",    "tertial", "half_year",   "year",
                                                  "rolling12", "cumulative", "all",     "broken_year", "pooled_years"};
    return names[grain];
}

size_t ind_calendar_grains(const ind_measure *measure, int out[IND_GRAINS]) {
    const ind_param *grains = ind_measure_param(measure, "period.grain");
    size_t count = 0;
    for (size_t i = 0; i < grains->count; i++)
        out[count++] = grains->choices[i];
    if (ind_measure_param(measure, "period.year_from")->node != NULL)
        out[count++] = IND_GRAIN_BROKEN_YEAR;
    if (ind_measure_param(measure, "period.years")->node != NULL)
        out[count++] = IND_GRAIN_POOLED_YEARS;
    return count;
}

/* Months of a period that lies beside others; 0: it does not. */
static int32_t length_of(ind_grain grain) {
    static const int32_t lengths[IND_GRAINS] = {
        [IND_GRAIN_MONTH] = 1,     [IND_GRAIN_QUARTER] = 3, [IND_GRAIN_TERTIAL] = 4,
        [IND_GRAIN_HALF_YEAR] = 6, [IND_GRAIN_YEAR] = 12,   [IND_GRAIN_BROKEN_YEAR] = 12};
    return lengths[grain];
}

/* Months after January that a year of the grain begins. */
static int32_t offset_of(ind_grain grain, int year_from) {
    return grain == IND_GRAIN_BROKEN_YEAR && year_from > 0 ? year_from - 1 : 0;
}

bool ind_grain_is_part(ind_grain grain, ind_grain longer, int year_from) {
    int32_t months = length_of(grain), of = length_of(longer);
    if (months == 0 || grain == longer || longer == IND_GRAIN_ALL)
        return months > 0 && longer == IND_GRAIN_ALL;
    return months < of && of % months == 0 && offset_of(longer, year_from) % months == 0;
}

static void month_text(int32_t month, char out[8]) {
    char date[IND_DATE_TEXT];
    memcpy(out, ind_date_text(ind_first_day_of_month(month), date), 7);
    out[7] = '\0';
}

/* "2024-T1" */
static void part_label(ind_period *period, size_t part) {
    int year = period->last_month / 12, number = period->last_month % 12 / parts_of_year[part].months + 1;
    snprintf(period->label, sizeof period->label, "%04d-%c%d", year, parts_of_year[part].letter, number);
}

static void label(ind_period *period) {
    char first[8], last[8];
    month_text(period->first_month, first);
    month_text(period->last_month, last);
    int year = period->last_month / 12;
    switch (period->grain) {
    case IND_GRAIN_MONTH: snprintf(period->label, sizeof period->label, "%s", last); break;
    case IND_GRAIN_QUARTER: part_label(period, 0); break;
    case IND_GRAIN_TERTIAL: part_label(period, 1); break;
    case IND_GRAIN_HALF_YEAR: part_label(period, 2); break;
    case IND_GRAIN_YEAR: snprintf(period->label, sizeof period->label, "%04d", year); break;
    case IND_GRAIN_ALL: snprintf(period->label, sizeof period->label, "all"); break;
    default: snprintf(period->label, sizeof period->label, "%s..%s", first, last);
    }
}

/* Of a calendar that goes from the year 1 to 9999. */
static void add(ind_calendar *calendar, ind_grain grain, int32_t first, int32_t last) {
    if (first < ind_month_of(1, 1) || last >= ind_month_of(9999, 12))
        return;
    calendar->items = ind_grow(calendar->items, calendar->count, &calendar->capacity, sizeof *calendar->items);
    ind_period *period = &calendar->items[calendar->count++];
    *period = (ind_period){.grain = grain, .first_month = first, .last_month = last};
    period->from = ind_first_day_of_month(first);
    period->to = ind_first_day_of_month(last + 1) - 1;
    label(period);
}

/* What periods are made of. */
typedef struct {
    ind_calendar *calendar;
    const ind_periods_wanted *wanted;
    int32_t first, last; /* whole months asked for */
} making;

/* The first month at or after MONTH that a period of so many months begins with. */
static int32_t begins_from(int32_t month, int32_t months, int32_t offset) {
    return (month - offset + months - 1) / months * months + offset;
}

/* Periods that lie side by side, or move by so many months; each begins BEFORE months before its last step. */
static void add_steps(const making *m, ind_grain grain, int32_t months, int32_t offset, int32_t before) {
    int32_t begin = begins_from(m->first, months, offset);
    bool holds_all = m->wanted->open && !m->wanted->inside && begin > m->last; /* one holds all of them */
    for (int32_t at = holds_all ? begin - months : begin; at <= m->last; at += months) {
        bool whole = at >= m->first && at + months - 1 <= m->last;
        if ((whole || m->wanted->open) && (!m->wanted->inside || at - before >= m->first))
            add(m->calendar, grain, at - before, at + months - 1);
    }
}

static void add_cumulative(const making *m) {
    for (int32_t month = m->first; month <= m->last; month++)
        if (!m->wanted->inside || month / 12 * 12 >= m->first)
            add(m->calendar, IND_GRAIN_CUMULATIVE, month / 12 * 12, month);
}

static void add_grain(const making *m, ind_grain grain) {
    int32_t year = m->wanted->year_from > 0 ? m->wanted->year_from - 1 : 0;
    switch (grain) {
    case IND_GRAIN_ROLLING12: add_steps(m, grain, 1, 0, 11); break;
    case IND_GRAIN_POOLED_YEARS: add_steps(m, grain, 12, year, 12 * (m->wanted->years - 1)); break;
    case IND_GRAIN_CUMULATIVE: add_cumulative(m); break;
    case IND_GRAIN_ALL: add(m->calendar, grain, m->first, m->last); break;
    default: add_steps(m, grain, length_of(grain), offset_of(grain, m->wanted->year_from), 0);
    }
}

static size_t days_of(const ind_calendar *calendar) {
    return calendar->to < calendar->from ? 0 : (size_t)((int64_t)calendar->to - calendar->from) + 1;
}

/* Does each period have both months, or neither? */
static bool always_together(const ind_calendar *calendar, int32_t month, int32_t next) {
    for (size_t p = 0; p < calendar->count; p++) {
        const ind_period *period = &calendar->items[p];
        bool one = month >= period->first_month && month <= period->last_month;
        bool other = next >= period->first_month && next <= period->last_month;
        if (one != other)
            return false;
    }
    return true;
}

/* One place more than there are days: for all days outside, so that a day is looked up without a jump. */
static void list_months(ind_calendar *calendar) {
    size_t count = days_of(calendar);
    int32_t first = ind_month_of_day(calendar->from), month = first - 1, last_day = INT32_MIN, shown = first;
    calendar->months = ind_alloc_array(count + 1, sizeof *calendar->months);
    for (size_t i = 0; i < count; i++) {
        int32_t day = calendar->from + (int32_t)i;
        if (day > last_day) {
            last_day = ind_first_day_of_month(++month + 1) - 1;
            shown = month > first && always_together(calendar, month - 1, month) ? shown : month;
        }
        calendar->months[i] = shown;
    }
    calendar->months[count] = first;
}

int32_t ind_calendar_month(const ind_calendar *calendar, int32_t day) {
    return day < calendar->from || day > calendar->to ? ind_month_of_day(day) : calendar->months[day - calendar->from];
}

void ind_calendar_months(const ind_calendar *calendar, const int32_t *day, size_t count, int32_t *month, uint8_t *in) {
    const int32_t *months = calendar->months;
    uint32_t days = (uint32_t)days_of(calendar), from = (uint32_t)calendar->from;
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)day[i] - from;
        in[i] = in[i] & (at < days);
        month[i] = (int32_t)(at < days ? at : days);
    }
    for (size_t i = 0; i < count; i++)
        month[i] = months[month[i]];
}

void ind_calendar_make(ind_calendar *calendar, int32_t from, int32_t to, const ind_periods_wanted *wanted) {
    *calendar = (ind_calendar){.from = from, .to = to, .year_from = wanted->year_from};
    ind_ymd start = ind_ymd_of(from);
    making m = {calendar, wanted, ind_month_of(start.year, start.month) + (start.day > 1),
                ind_month_of_day(to + 1) - 1};
    for (size_t i = 0; i < wanted->count && m.first <= m.last; i++)
        add_grain(&m, (ind_grain)wanted->grains[i]);
    for (size_t p = 0; p < calendar->count; p++) {
        const ind_period *period = &calendar->items[p];
        calendar->from = period->from < calendar->from ? period->from : calendar->from;
        calendar->to = period->to > calendar->to ? period->to : calendar->to;
    }
    list_months(calendar);
}

void ind_calendar_free(ind_calendar *calendar) {
    free(calendar->items);
    free(calendar->months);
    *calendar = (ind_calendar){0};
}
