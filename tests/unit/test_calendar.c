/* test_calendar.c - period texts, and the whole periods of a run with their labels. */
#include "base/date.h"
#include "cells/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* ---- texts ---- */

static const struct {
    const char *name, *text, *from, *to; /* FROM NULL: no period */
} texts[] = {
    {"year", "2024", "2024-01-01", "2024-12-31"},
    {"month", "2024-03", "2024-03-01", "2024-03-31"},
    {"February of a leap year", "2024-02", "2024-02-01", "2024-02-29"},
    {"quarter", "2024-Q1", "2024-01-01", "2024-03-31"},
    {"last quarter", "2024-Q4", "2024-10-01", "2024-12-31"},
    {"years", "2023..2024", "2023-01-01", "2024-12-31"},
    {"months", "2023-11..2024-02", "2023-11-01", "2024-02-29"},
    {"of two lengths", "2023-Q3..2024", "2023-07-01", "2024-12-31"},
    {"the same twice", "2024-03..2024-03", "2024-03-01", "2024-03-31"},
    {"the first year", "0001", "0001-01-01", "0001-12-31"},
    {"backwards", "2024..2023", NULL, NULL},
    {"backwards in a year", "2024-03..2024-02", NULL, NULL},
    {"month 13", "2024-13", NULL, NULL},
    {"month 0", "2024-00", NULL, NULL},
    {"quarter 5", "2024-Q5", NULL, NULL},
    {"quarter 0", "2024-Q0", NULL, NULL},
    {"tertial", "2024-T1", "2024-01-01", "2024-04-30"},
    {"last tertial", "2024-T3", "2024-09-01", "2024-12-31"},
    {"half-year", "2024-H1", "2024-01-01", "2024-06-30"},
    {"second half-year", "2023-H2..2024-T1", "2023-07-01", "2024-04-30"},
    {"tertial 4", "2024-T4", NULL, NULL},
    {"tertial 0", "2024-T0", NULL, NULL},
    {"half-year 3", "2024-H3", NULL, NULL},
    {"half-year with a sign after it", "2024-H11", NULL, NULL},
    {"small q", "2024-q1", NULL, NULL},
    {"year 0", "0000", NULL, NULL},
    {"a day", "2024-03-01", NULL, NULL},
    {"short year", "24", NULL, NULL},
    {"short month", "2024-3", NULL, NULL},
    {"minus", "-024", NULL, NULL},
    {"plus in the month", "2024-+3", NULL, NULL},
    {"space", "2024 ", NULL, NULL},
    {"one dot", "2023.2024", NULL, NULL},
    {"three dots", "2023...2024", NULL, NULL},
    {"open end", "2023..", NULL, NULL},
    {"open beginning", "..2024", NULL, NULL},
    {"three periods", "2022..2023..2024", NULL, NULL},
    {"empty", "", NULL, NULL},
    {"word", "year", NULL, NULL},
    {"the end of the calendar", "9999-12", NULL, NULL},
};

static void reads_periods(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t from = 0, to = 0;
        char first[IND_DATE_TEXT], last[IND_DATE_TEXT];
        bool good = ind_period_parse(ind_str_of(texts[i].text), &from, &to);
        if (good != (texts[i].from != NULL))
            fail_msg("%s: %d", texts[i].name, (int)good);
        if (good && (strcmp(ind_date_text(from, first), texts[i].from) != 0 ||
                     strcmp(ind_date_text(to, last), texts[i].to) != 0))
            fail_msg("%s: %s to %s", texts[i].name, first, last);
    }
}

/* ---- calendars ---- */

#define M IND_GRAIN_MONTH
#define Q IND_GRAIN_QUARTER
#define T IND_GRAIN_TERTIAL
#define H IND_GRAIN_HALF_YEAR
#define Y IND_GRAIN_YEAR
#define R IND_GRAIN_ROLLING12
#define C IND_GRAIN_CUMULATIVE
#define A IND_GRAIN_ALL
#define B IND_GRAIN_BROKEN_YEAR
#define P IND_GRAIN_POOLED_YEARS

static const struct {
    const char *name, *from, *to;
    int grains[6];
    size_t count;
    const char *labels;
    int year_from, years;
    bool inside, open;
    const char *read; /* first day, and the last: those asked for, unless given */
} calendars[] = {
    {"months", "2023-12-01", "2024-02-29", {M}, 1, .labels = "2023-12 2024-01 2024-02"},
    {"quarters inside", "2023-12-01", "2024-08-31", {Q}, 1, .labels = "2024-Q1 2024-Q2"},
    {"a quarter from its first month", "2024-04-01", "2024-06-30", {Q}, 1, .labels = "2024-Q2"},
    {"no whole quarter", "2024-02-01", "2024-04-30", {Q}, 1, .labels = ""},
    {"tertials inside", "2023-09-01", "2024-11-30", {T}, 1, .labels = "2023-T3 2024-T1 2024-T2"},
    {"a day short of a tertial", "2024-01-01", "2024-04-29", {T}, 1, .labels = ""},
    {"a tertial of a leap year", "2024-01-01", "2024-04-30", {T}, 1, .labels = "2024-T1"},
    {"half-years inside", "2023-06-01", "2024-12-31", {H}, 1, .labels = "2023-H2 2024-H1 2024-H2"},
    {"no whole half-year", "2024-02-01", "2024-11-30", {H}, 1, .labels = ""},
    {"years inside", "2022-02-01", "2024-12-31", {Y}, 1, .labels = "2023 2024"},
    {"a month short of a year", "2024-01-01", "2024-11-30", {Y}, 1, .labels = ""},
    {"years from April",
     "2023-04-01",
     "2025-03-31",
     {B},
     1,
     .labels = "2023-04..2024-03 2024-04..2025-03",
     .year_from = 4},
    {"years from April, of calendar years",
     "2023-01-01",
     "2025-12-31",
     {B},
     1,
     .labels = "2023-04..2024-03 2024-04..2025-03",
     .year_from = 4},
    {"years from December", "2023-12-01", "2024-12-31", {B}, 1, .labels = "2023-12..2024-11", .year_from = 12},
    {"no whole year from May", "2024-01-01", "2025-04-29", {B}, 1, .labels = "", .year_from = 5},
    {"three years pooled",
     "2024-01-01",
     "2024-12-31",
     {P},
     1,
     .labels = "2022-01..2024-12",
     .years = 3,
     .read = "2022-01-01 2024-12-31"},
    {"three years pooled, of each year",
     "2023-01-01",
     "2024-12-31",
     {P, Y},
     2,
     .labels = "2021-01..2023-12 2022-01..2024-12 2023 2024",
     .years = 3,
     .read = "2021-01-01 2024-12-31"},
    {"three years pooled that the data have",
     "2021-01-01",
     "2024-11-30",
     {P},
     1,
     .labels = "2021-01..2023-12",
     .years = 3,
     .inside = true},
    {"pooled years need a whole year", "2024-02-01", "2024-12-31", {P}, 1, .labels = "", .years = 3},
    {"two broken years pooled",
     "2024-01-01",
     "2025-12-31",
     {P, B},
     2,
     .labels = "2023-04..2025-03 2024-04..2025-03",
     .year_from = 4,
     .years = 2,
     .read = "2023-04-01 2025-12-31"},
    {"twelve months back that the data have",
     "2023-03-01",
     "2024-04-30",
     {R},
     1,
     .labels = "2023-03..2024-02 2023-04..2024-03 2023-05..2024-04",
     .inside = true},
    {"twelve months back of one month",
     "2024-12-01",
     "2024-12-31",
     {R},
     1,
     .labels = "2024-01..2024-12",
     .read = "2024-01-01 2024-12-31"},
    {"twelve months back over a leap day",
     "2024-01-01",
     "2024-02-29",
     {R, M},
     2,
     .labels = "2023-02..2024-01 2023-03..2024-02 2024-01 2024-02",
     .read = "2023-02-01 2024-02-29"},
    {"eleven months of data", "2023-03-01", "2024-01-31", {R}, 1, .labels = "", .inside = true},
    {"from January on that the data have",
     "2023-11-01",
     "2024-02-29",
     {C},
     1,
     .labels = "2024-01..2024-01 2024-01..2024-02",
     .inside = true},
    {"from January on",
     "2024-03-01",
     "2024-04-30",
     {C},
     1,
     .labels = "2024-01..2024-03 2024-01..2024-04",
     .read = "2024-01-01 2024-04-30"},
    {"all", "2023-11-01", "2024-02-29", {A}, 1, .labels = "all"},
    {"all is what is asked for, whatever is read",
     "2024-12-01",
     "2024-12-31",
     {A, R},
     2,
     .labels = "all 2024-01..2024-12",
     .read = "2024-01-01 2024-12-31"},
    {"grains in the order asked for",
     "2024-01-01",
     "2024-03-31",
     {A, Q, M},
     3,
     .labels = "all 2024-Q1 2024-01 2024-02 2024-03"},
    {"days at the ends make no month", "2024-01-02", "2024-04-29", {M}, 1, .labels = "2024-02 2024-03"},
    {"a part of a month", "2024-01-02", "2024-01-30", {M, Q, Y, R, C, A}, 6, .labels = ""},
    {"a part of a month, of longer periods",
     "2024-01-02",
     "2024-01-30",
     {T, H, B, P},
     4,
     .labels = "",
     .year_from = 2,
     .years = 2,
     .open = true},
    {"backwards", "2024-03-01", "2024-01-31", {M, A}, 2, .labels = ""},
    {"no grain", "2024-01-01", "2024-12-31", {0}, 0, .labels = ""},
    {"no year before the first",
     "0001-01-01",
     "0001-12-31",
     {R, P, Y},
     3,
     .labels = "0001-01..0001-12 0001",
     .years = 2},
    {"none that goes on after the last",
     "9999-01-01",
     "9999-11-30",
     {Y, Q},
     2,
     .labels = "9999-Q1 9999-Q2 9999-Q3",
     .open = true},
    {"periods that go on",
     "2024-01-01",
     "2024-08-31",
     {M, Q, T, H, Y},
     5,
     .labels = "2024-01 2024-02 2024-03 2024-04 2024-05 2024-06 2024-07 2024-08 2024-Q1 2024-Q2 2024-Q3 2024-T1 "
               "2024-T2 2024-H1 "
               "2024-H2 2024",
     .inside = true,
     .open = true,
     .read = "2024-01-01 2024-12-31"},
    {"that go on, and began before the data",
     "2024-02-01",
     "2024-08-31",
     {Y, H, P},
     3,
     .labels = "2024-H2",
     .years = 2,
     .inside = true,
     .open = true,
     .read = "2024-02-01 2024-12-31"},
    {"that go on, and began before what is asked for",
     "2024-08-01",
     "2024-08-31",
     {Y, H, Q, B},
     4,
     .labels = "2024 2024-H2 2024-Q3 2024-04..2025-03",
     .year_from = 4,
     .open = true,
     .read = "2024-01-01 2025-03-31"},
    {"that the last day ends, and began before what is asked for",
     "2024-05-01",
     "2024-12-31",
     {Y, H, Q},
     3,
     .labels = "2024 2024-H2 2024-Q3 2024-Q4",
     .open = true,
     .read = "2024-01-01 2024-12-31"},
    {"that the last day ends, and began before the data",
     "2024-05-01",
     "2024-12-31",
     {Y, H, Q},
     3,
     .labels = "2024-H2 2024-Q3 2024-Q4",
     .inside = true,
     .open = true},
    {"pooled years that go on",
     "2024-01-01",
     "2025-08-31",
     {P},
     1,
     .labels = "2022-01..2024-12 2023-01..2025-12",
     .years = 3,
     .open = true,
     .read = "2022-01-01 2025-12-31"},
};

static bool has_whole_months(const ind_period *period) {
    return ind_first_day_of_month(period->first_month) == period->from &&
           ind_month_of_day(period->to) == period->last_month &&
           ind_month_of_day(period->to + 1) == period->last_month + 1;
}

static void makes_whole_periods(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++) {
        int32_t from = 0, to = 0;
        ind_calendar calendar;
        char labels[256] = "", first[IND_DATE_TEXT], last[IND_DATE_TEXT], read[2 * IND_DATE_TEXT],
             wanted[2 * IND_DATE_TEXT];
        assert_true(ind_date_parse(ind_str_of(calendars[i].from), &from) &&
                    ind_date_parse(ind_str_of(calendars[i].to), &to));
        ind_calendar_make(&calendar, from, to,
                          &(ind_periods_wanted){.grains = calendars[i].grains,
                                                .count = calendars[i].count,
                                                .year_from = calendars[i].year_from,
                                                .years = calendars[i].years,
                                                .inside = calendars[i].inside,
                                                .open = calendars[i].open});
        for (size_t p = 0; p < calendar.count; p++) {
            const ind_period *period = &calendar.items[p];
            snprintf(labels + strlen(labels), sizeof labels - strlen(labels), "%s%s", p == 0 ? "" : " ", period->label);
            if (!has_whole_months(period) || period->from < calendar.from || period->to > calendar.to)
                fail_msg("%s: the days of %s", calendars[i].name, period->label);
        }
        if (strcmp(labels, calendars[i].labels) != 0)
            fail_msg("%s: %s", calendars[i].name, labels);
        snprintf(read, sizeof read, "%s %s", ind_date_text(calendar.from, first), ind_date_text(calendar.to, last));
        snprintf(wanted, sizeof wanted, "%s %s", calendars[i].from, calendars[i].to);
        if (strcmp(read, calendars[i].read == NULL ? wanted : calendars[i].read) != 0)
            fail_msg("%s: %s is read", calendars[i].name, read);
        ind_calendar_free(&calendar);
    }
}

/* Whole periods of a grain inside those of a longer one. */
static void knows_what_is_part_of_what(void **state) {
    (void)state;
    static const struct {
        int grain, longer, year_from;
        bool part;
    } pairs[] = {{M, Q, 0, true},  {M, T, 0, true},  {M, B, 4, true},  {Q, T, 0, false}, {Q, H, 0, true},
                 {T, H, 0, false}, {T, Y, 0, true},  {H, Y, 0, true},  {Y, H, 0, false}, {Y, A, 0, true},
                 {Q, B, 4, true},  {Q, B, 5, false}, {T, B, 5, true},  {T, B, 4, false}, {H, B, 7, true},
                 {H, B, 4, false}, {Y, B, 4, false}, {B, Y, 4, false}, {B, A, 4, true},  {M, R, 0, false},
                 {R, Y, 0, false}, {M, C, 0, false}, {Y, P, 0, false}, {P, A, 0, false}, {A, A, 0, false},
                 {M, M, 0, false}, {C, A, 0, false}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (ind_grain_is_part((ind_grain)pairs[i].grain, (ind_grain)pairs[i].longer, pairs[i].year_from) !=
            pairs[i].part)
            fail_msg("pair %zu", i);
}

static void finds_months_of_days(void **state) {
    (void)state;
    enum { COUNT = 9 };
    ind_calendar calendar;
    int32_t from = ind_day(2023, 11, 15), to = ind_day(2024, 3, 1), first = ind_month_of(2023, 11);
    const int32_t day[COUNT] = {
        from - 1,  from,     ind_day(2023, 11, 30), ind_day(2023, 12, 1), ind_day(2024, 2, 29), to, to + 1,
        INT32_MAX, INT32_MIN /* unknown */};
    const int32_t want[COUNT] = {-1, first, first, first + 1, first + 3, first + 4, -1, -1, -1};
    uint8_t in[COUNT] = {1, 1, 1, 1, 0, 1, 1, 1, 1};
    int32_t month[COUNT];
    ind_calendar_make(&calendar, from, to, &(ind_periods_wanted){.grains = (const int[]){IND_GRAIN_MONTH}, .count = 1});
    ind_calendar_months(&calendar, day, COUNT, month, in);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(in[i], want[i] >= 0 && i != 4);
        if (want[i] >= 0)
            assert_int_equal(month[i], want[i]);
        assert_in_range(month[i], first, first + 4);
    }
    ind_calendar_free(&calendar);
}

static void counts_together_what_all_periods_have_together(void **state) {
    (void)state;
    static const struct {
        const char *from, *day, *counted_in;
        int grains[2];
        size_t count;
    } items[] = {
        {"2023-01-01", "2023-12-31", "2023-01-01", {IND_GRAIN_YEAR}, 1},
        {"2023-01-01", "2024-12-31", "2024-01-01", {IND_GRAIN_YEAR}, 1},
        {"2023-01-01", "2024-06-01", "2024-04-01", {IND_GRAIN_YEAR, IND_GRAIN_QUARTER}, 2},
        {"2023-01-01", "2024-06-01", "2024-06-01", {IND_GRAIN_YEAR, IND_GRAIN_CUMULATIVE}, 2},
        {"2023-01-01", "2024-12-31", "2024-12-01", {IND_GRAIN_YEAR, IND_GRAIN_ROLLING12}, 2},
        {"2023-02-01", "2023-12-31", "2023-02-01", {IND_GRAIN_YEAR}, 1}, /* months that no period has */
        {"2023-02-01", "2024-12-31", "2024-01-01", {IND_GRAIN_YEAR}, 1},
        {"2023-01-01", "2025-01-31", "2025-01-01", {IND_GRAIN_YEAR}, 1}, /* outside the run: as it is */
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        ind_calendar calendar;
        int32_t from = 0, day = 0, want = 0;
        assert_true(ind_date_parse(ind_str_of(items[i].from), &from) && ind_date_parse(ind_str_of(items[i].day), &day));
        assert_true(ind_date_parse(ind_str_of(items[i].counted_in), &want));
        ind_calendar_make(&calendar, from, ind_day(2024, 12, 31),
                          &(ind_periods_wanted){.grains = items[i].grains, .count = items[i].count, .inside = true});
        assert_int_equal(ind_calendar_month(&calendar, day), ind_month_of_day(want));
        ind_calendar_free(&calendar);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_periods),
        cmocka_unit_test(makes_whole_periods),
        cmocka_unit_test(knows_what_is_part_of_what),
        cmocka_unit_test(finds_months_of_days),
        cmocka_unit_test(counts_together_what_all_periods_have_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
