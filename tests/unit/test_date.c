/* test_date.c - the calendar against a day-by-day count, and the rules that are built on it. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* ---- every day from 0001-01-01 to 9999-12-31, counted one by one ---- */

static int month_length(int year, int month) {
    static const int lengths[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    return lengths[month] + (month == 2 && leap);
}

/* 0001-01-01 is a Monday and 719162 days before 1970-01-01. */
static void counts_every_day(void **state) {
    (void)state;
    int32_t day = -719162, weekday = 1;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= month_length(year, month); d++, day++, weekday = weekday % 7 + 1) {
                ind_ymd ymd = ind_ymd_of(day);
                if (ind_day(year, month, d) != day || ymd.year != year || ymd.month != month || ymd.day != d ||
                    ind_weekday(day) != weekday || ind_days_in_month(year, month) != month_length(year, month))
                    fail_msg("%04d-%02d-%02d is day %d", year, month, d, day);
            }
    assert_int_equal(day, 2932897); /* 10000-01-01 */
    assert_int_equal(ind_day(1970, 1, 1), 0);
}

/* ---- text ---- */

static const struct {
    const char *name, *text;
    bool good;
    int32_t day;
} texts[] = {
    {"epoch", "1970-01-01", true, 0},           {"day before it", "1969-12-31", true, -1},
    {"leap day", "2024-02-29", true, 19782},    {"leap day of a century", "2000-02-29", true, 11016},
    {"no leap day", "2023-02-29", false, 0},    {"no leap day in 1900", "1900-02-29", false, 0},
    {"first day", "0001-01-01", true, -719162}, {"last day", "9999-12-31", true, 2932896},
    {"year 0", "0000-12-31", false, 0},         {"month 13", "2024-13-01", false, 0},
    {"month 0", "2024-00-01", false, 0},        {"day 0", "2024-01-00", false, 0},
    {"31 April", "2024-04-31", false, 0},       {"space after", "2024-01-01 ", false, 0},
    {"space before", " 2024-01-01", false, 0},  {"short", "2024-1-01", false, 0},
    {"no dashes", "20240101", false, 0},        {"other separators", "2024/01/01", false, 0},
    {"letters", "2024-0a-01", false, 0},        {"minus", "-024-01-01", false, 0},
    {"plus", "+024-01-01", false, 0},           {"empty", "", false, 0},
};

static void reads_dates(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t day = 77;
        char back[IND_DATE_TEXT];
        bool good = ind_date_parse(ind_str_of(texts[i].text), &day);
        if (good != texts[i].good || day != (good ? texts[i].day : 77))
            fail_msg("%s: %d, day %d", texts[i].name, (int)good, day);
        if (good && strcmp(ind_date_text(day, back), texts[i].text) != 0)
            fail_msg("%s: written as %s", texts[i].name, back);
    }
}

static int32_t day_of(const char *text) {
    int32_t day;
    if (!ind_date_parse(ind_str_of(text), &day))
        fail_msg("%s is no date", text);
    return day;
}

/* ---- months ---- */

static const struct {
    const char *name, *from;
    int64_t months;
    const char *to;
} additions[] = {
    {"plain", "2024-01-15", 1, "2024-02-15"},
    {"none", "2024-01-31", 0, "2024-01-31"},
    {"cut to the leap day", "2024-01-31", 1, "2024-02-29"},
    {"cut to 28 February", "2023-01-31", 1, "2023-02-28"},
    {"a year from the leap day", "2024-02-29", 12, "2025-02-28"},
    {"four years from the leap day", "2024-02-29", 48, "2028-02-29"},
    {"back over the year", "2024-01-31", -2, "2023-11-30"},
    {"back from the first of a month", "2025-01-01", -12, "2024-01-01"},
    {"to the end of the calendar", "9999-11-30", 1, "9999-12-30"},
    {"past the end", "9999-11-30", 2, "9999-12-30"},
    {"far past the end", "2024-01-31", 1000000, "9999-12-31"},
    {"before the beginning", "0001-02-28", -2, "0001-01-28"},
};

static void adds_months(void **state) {
    (void)state;
    char text[IND_DATE_TEXT];
    for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
        ind_date_text(ind_add_months(day_of(additions[i].from), additions[i].months), text);
        if (strcmp(text, additions[i].to) != 0)
            fail_msg("%s: %s", additions[i].name, text);
    }
}

static const struct {
    const char *name, *from, *to;
    int64_t months, age;
} spans[] = {
    {"the same day", "2024-05-17", "2024-05-17", 0, 0},
    {"a day short of a month", "2024-05-17", "2024-06-16", 0, 0},
    {"a month", "2024-05-17", "2024-06-17", 1, 0},
    {"31 January to 29 February", "2024-01-31", "2024-02-29", 1, 0},
    {"31 January to 28 February of a leap year", "2024-01-31", "2024-02-28", 0, 0},
    {"65 years", "1959-03-10", "2024-03-10", 780, 65},
    {"a day short of 65 years", "1959-03-10", "2024-03-09", 779, 64},
    {"born on the leap day: 28 February", "1960-02-29", "2025-02-28", 780, 64},
    {"born on the leap day: 1 March", "1960-02-29", "2025-03-01", 780, 65},
    {"born on the leap day: 29 February", "1960-02-29", "2024-02-29", 768, 64},
    {"born on the leap day: 28 February of a leap year", "1960-02-29", "2024-02-28", 767, 63},
    {"born on 28 February", "1960-02-28", "2025-02-28", 780, 65},
    {"a day back", "2024-05-17", "2024-05-16", -1, -1},
    {"a month back", "2024-05-17", "2024-04-17", -1, -1},
    {"a month and a day back", "2024-05-17", "2024-04-16", -2, -1},
    {"31 March back to 29 February", "2024-03-31", "2024-02-29", -1, -1},
};

static void counts_months_and_years(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        int64_t months = ind_months_between(day_of(spans[i].from), day_of(spans[i].to));
        int64_t age = ind_age(day_of(spans[i].from), day_of(spans[i].to));
        if (months != spans[i].months || age != spans[i].age)
            fail_msg("%s: %lld months, %lld years", spans[i].name, (long long)months, (long long)age);
    }
}

/* The greatest m with add_months(a, m) <= b, by trying. */
static void counts_months_as_they_are_added(void **state) {
    (void)state;
    for (int32_t a = day_of("2023-12-25"); a < day_of("2024-03-05"); a++)
        for (int32_t b = day_of("2023-10-25"); b < day_of("2025-04-05"); b += 1 + (b & 1)) {
            int64_t months = -10;
            while (ind_add_months(a, months + 1) <= b)
                months++;
            if (ind_months_between(a, b) != months)
                fail_msg("%d to %d: %lld, wanted %lld", a, b, (long long)ind_months_between(a, b), (long long)months);
        }
}

/* ---- weeks ---- */

static const struct {
    const char *name, *day;
    int32_t week;
} weeks[] = {
    {"a year that begins on Monday", "2024-01-01", 1},
    {"its last week is the next year's first", "2024-12-30", 1},
    {"Sunday before it", "2024-12-29", 52},
    {"a year that begins on Friday", "2021-01-01", 53},
    {"Sunday of that week", "2021-01-03", 53},
    {"Monday after it", "2021-01-04", 1},
    {"a year of 53 weeks", "2020-12-31", 53},
    {"a year that begins on Saturday", "2022-01-01", 52},
    {"a year that begins on Sunday", "2023-01-01", 52},
    {"a year that begins on Thursday", "2015-01-01", 1},
    {"and has 53 weeks", "2015-12-31", 53},
    {"a leap year that begins on Wednesday", "2020-01-01", 1},
    {"midsummer", "2024-06-21", 25},
    {"before 1970", "1969-12-29", 1},
    {"first day of the calendar", "0001-01-01", 1},
    {"last day of the calendar", "9999-12-31", 52},
};

static void numbers_weeks(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
        int32_t week = ind_iso_week(day_of(weeks[i].day));
        if (week != weeks[i].week)
            fail_msg("%s: week %d", weeks[i].name, week);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_every_day),
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(adds_months),
        cmocka_unit_test(counts_months_and_years),
        cmocka_unit_test(counts_months_as_they_are_added),
        cmocka_unit_test(numbers_weeks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
