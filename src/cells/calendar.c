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
    if (text.data[5] == 'Q' && digits(text, 6, 1, &part) && part >= 1 && part <= 4) {
        *first = ind_month_of(year, 3 * part - 2);
        *last = *first + 2;
        return true;
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
    static const char *const names[] = {"month", "quarter", "year", "rolling12", "cumulative", "all"};
    return names[grain];
}

static void month_text(int32_t month, char out[8]) {
    char date[IND_DATE_TEXT];
    memcpy(out, ind_date_text(ind_first_day_of_month(month), date), 7);
    out[7] = '\0';
}

static void label(ind_period *period) {
    char first[8], last[8];
    month_text(period->first_month, first);
    month_text(period->last_month, last);
    int year = period->last_month / 12;
    switch (period->grain) {
    case IND_GRAIN_MONTH: snprintf(period->label, sizeof period->label, "%s", last); break;
    case IND_GRAIN_QUARTER:
        snprintf(period->label, sizeof period->label, "%04d-Q%d", year, period->last_month % 12 / 3 + 1);
        break;
    case IND_GRAIN_YEAR: snprintf(period->label, sizeof period->label, "%04d", year); break;
    case IND_GRAIN_ALL: snprintf(period->label, sizeof period->label, "all"); break;
    default: snprintf(period->label, sizeof period->label, "%s..%s", first, last);
    }
}

static void add(ind_calendar *calendar, ind_grain grain, int32_t first, int32_t last) {
    calendar->items = ind_grow(calendar->items, calendar->count, &calendar->capacity, sizeof *calendar->items);
    ind_period *period = &calendar->items[calendar->count++];
    *period = (ind_period){.grain = grain, .first_month = first, .last_month = last};
    period->from = ind_first_day_of_month(first);
    period->to = ind_first_day_of_month(last + 1) - 1;
    label(period);
}

/* Months FIRST..LAST are whole months of the run. */
static void add_grain(ind_calendar *calendar, ind_grain grain, int32_t first, int32_t last) {
    switch (grain) {
    case IND_GRAIN_MONTH:
        for (int32_t m = first; m <= last; m++)
            add(calendar, grain, m, m);
        break;
    case IND_GRAIN_QUARTER:
        for (int32_t m = (first + 2) / 3 * 3; m + 2 <= last; m += 3)
            add(calendar, grain, m, m + 2);
        break;
    case IND_GRAIN_YEAR:
        for (int32_t m = (first + 11) / 12 * 12; m + 11 <= last; m += 12)
            add(calendar, grain, m, m + 11);
        break;
    case IND_GRAIN_ROLLING12:
        for (int32_t m = first + 11; m <= last; m++)
            add(calendar, grain, m - 11, m);
        break;
    case IND_GRAIN_CUMULATIVE:
        for (int32_t m = first; m <= last; m++)
            if (m / 12 * 12 >= first)
                add(calendar, grain, m / 12 * 12, m);
        break;
    case IND_GRAIN_ALL:
        if (first <= last)
            add(calendar, grain, first, last);
        break;
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

void ind_calendar_make(ind_calendar *calendar, int32_t from, int32_t to, const int *grains, size_t count) {
    *calendar = (ind_calendar){.from = from, .to = to};
    ind_ymd start = ind_ymd_of(from);
    int32_t first = ind_month_of(start.year, start.month) + (start.day > 1);
    int32_t last = ind_month_of_day(to + 1) - 1;
    for (size_t i = 0; i < count; i++)
        add_grain(calendar, (ind_grain)grains[i], first, last);
    list_months(calendar);
}

void ind_calendar_free(ind_calendar *calendar) {
    free(calendar->items);
    free(calendar->months);
    *calendar = (ind_calendar){0};
}
