/* test_signals.c - run charts and p-charts, counted by hand; limits as in Anhoej & Olesen (2014) and by R (4.2.2). */
#include "indikator/signals.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 64 };

/* A series around 0: '+' above, '-' below, '0' on it; distances all differ, so that the median is the middle. */
static size_t series_of(const char *signs, double *values) {
    size_t count = strlen(signs);
    for (size_t i = 0; i < count; i++)
        values[i] = signs[i] == '0' ? 0 : (signs[i] == '+' ? 1.0 : -1.0) * (1 + (double)i / 100);
    return count;
}

static const struct {
    const char *name, *signs;
    size_t useful, longest, from, to, crossings;
    bool long_run, few_crossings;
} series[] = {
    {"to and fro", "+-+-+-+-+-+-", 12, 1, 0, 0, 11, false, false},
    {"3 crossings of 12 are enough", "+++---+++---", 12, 3, 0, 2, 3, false, false},
    {"2 are too few", "++++------++", 12, 6, 4, 9, 2, false, true},
    {"7 of 12 in a run are not too many", "-+++++++-+--", 12, 7, 1, 7, 4, false, false},
    {"8 are", "-++++++++-+-", 12, 8, 1, 8, 4, true, false},
    {"a point on the centre breaks no run", "-++++0++++-+-", 12, 8, 1, 9, 4, true, false},
    {"the first of two longest", "-+++--+++-+-+-", 14, 3, 1, 3, 8, false, false},
    {"24 months, first low then high", "------------++++++++++++", 24, 12, 0, 11, 1, true, true},
    {"24 months, 8 in a run", "++++++++-+-+-+-+-+-+-+-+", 24, 8, 0, 7, 16, false, false},
    {"24 months, 9 in a run", "+++++++++-+-+-+-+-+-+-+-", 24, 9, 0, 8, 15, true, false},
    {"24 months, 8 crossings", "+++---+++---+++---++----", 24, 4, 20, 23, 7, false, true},
};

static void runs_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
        double values[MOST];
        ind_run_chart got;
        size_t count = series_of(series[i].signs, values);
        if (!ind_run_chart_around(values, count, 0, &got))
            fail_msg("%s: too few points", series[i].name);
        if (got.points != count || got.useful != series[i].useful || got.longest_run != series[i].longest ||
            got.run_from != series[i].from || got.run_to != series[i].to || got.crossings != series[i].crossings)
            fail_msg("%s: useful %zu, run %zu (%zu-%zu), crossings %zu", series[i].name, got.useful, got.longest_run,
                     got.run_from, got.run_to, got.crossings);
        if (got.long_run != series[i].long_run || got.few_crossings != series[i].few_crossings)
            fail_msg("%s: a signal where there is none, or none where there is one", series[i].name);
    }
}

/* round(log2 n) + 3 and qbinom(0.05, n - 1, 0.5). */
static void limits_as_printed(void **state) {
    (void)state;
    static const struct {
        size_t useful, run, crossings;
    } limits[] = {{12, 7, 3}, {14, 7, 4}, {20, 7, 6}, {22, 7, 7}, {23, 8, 7}, {24, 8, 8}, {36, 8, 13}, {40, 8, 14}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        double values[MOST];
        ind_run_chart got;
        for (size_t k = 0; k < limits[i].useful; k++)
            values[k] = k % 2 == 0 ? 1 : -1;
        assert_true(ind_run_chart_around(values, limits[i].useful, 0, &got));
        assert_int_equal(got.longest_run_limit, limits[i].run);
        assert_int_equal(got.crossings_limit, limits[i].crossings);
    }
}

static void centre_is_the_median(void **state) {
    (void)state;
    static const double odd[] = {7, 3, 9, 1, 11, 5, 13, 2, 8, 4, 12, 6, 10};
    static const double ties[] = {5, 5, 5, 1, 9, 2, 8, 3, 7, 4, 6, 1, 9, 5, 2, 8};
    ind_run_chart got;
    assert_true(ind_run_chart_of(odd, 13, &got)); /* 1..13: one point is on its median */
    assert_true(got.centre == 7 && got.points == 13 && got.useful == 12);
    assert_true(ind_run_chart_of(ties, 16, &got)); /* four are on it */
    assert_true(got.centre == 5 && got.useful == 12);
    assert_false(ind_run_chart_of(ties, 15, &got)); /* eleven are left */
    assert_true(got.centre == 5 && got.points == 15 && got.useful == 11 && got.crossings_limit == 0);
    assert_true(ind_run_chart_of(odd, 12, &got)); /* 1..13 without 10: half-way between 6 and 7 */
    assert_true(got.centre == 6.5 && got.useful == 12);
}

static void too_few_or_no_number(void **state) {
    (void)state;
    double values[12] = {1, 2, 3, 4, 5, (double)NAN, 7, 8, 9, 10, 11, 12};
    ind_run_chart got;
    assert_false(ind_run_chart_of(values, 12, &got));
    assert_true(isnan(got.centre) && got.useful == 0 && got.points == 12);
    assert_false(ind_run_chart_of(values, 0, &got));
    assert_true(isnan(got.centre) && got.points == 0);
    assert_false(ind_run_chart_around(values, 12, 6.5, &got)); /* also where the centre is known */
    assert_true(isnan(got.centre) && got.useful == 0);
    values[5] = 6;
    assert_true(ind_run_chart_of(values, 12, &got)); /* 1..12, a rise */
    assert_true(got.long_run == false && got.longest_run == 6 && got.few_crossings && got.crossings == 1);
    assert_false(ind_run_chart_around(values, 12, (double)INFINITY, &got));
    assert_false(ind_run_chart_of(values, 11, &got));
    assert_true(got.centre == 6 && got.useful == 10);
}

static void p_chart_by_hand(void **state) {
    (void)state;
    /* 144 of 1440, 10 %: limits 10 -+ 3 * sqrt(0.09/120) = 1.7842 to 18.2158 %; 22 of 120 is 18.33 %. */
    double x[12] = {12, 11, 13, 22, 8, 10, 14, 9, 12, 10, 12, 11}, n[12];
    ind_p_chart got;
    ind_interval limits[12];
    bool beyond[12];
    for (int i = 0; i < 12; i++)
        n[i] = 120;
    assert_true(ind_p_chart_of(x, n, 12, &got, limits, beyond));
    assert_true(got.centre == 0.1 && got.points == 12 && got.beyond == 1 && beyond[3] && !beyond[4]);
    assert_true(fabs(limits[0].low - 0.0178416) < 1e-6 && fabs(limits[0].high - 0.1821584) < 1e-6);
    assert_true(!got.has_runs && got.runs.useful == 9 && !got.runs.long_run); /* three are on the centre */
}

static void p_chart_limits_are_cut(void **state) {
    (void)state;
    double x[12] = {0, 1, 0, 2, 10, 0, 1, 9, 0, 10, 0, 10}, n[12] = {10, 10, 10, 10, 10, 10, 10, 10, 2, 10, 1000, 10};
    ind_p_chart got;
    ind_interval limits[12];
    bool beyond[12];
    assert_true(ind_p_chart_of(x, n, 12, &got, limits, beyond));
    for (int i = 0; i < 12; i++)
        assert_true(limits[i].low >= 0 && limits[i].high <= 1);
    assert_true(limits[0].low == 0 && !beyond[0]); /* 0 of 10 is not below 0 */
    assert_true(limits[10].low > 0 && beyond[10]); /* 0 of 1,000 is */
    assert_true(got.has_runs && got.runs.useful == 12);
}

static void p_chart_undefined(void **state) {
    (void)state;
    double x[13], n[13];
    ind_p_chart got = {.points = 77};
    ind_interval limits[13] = {{-7, -7}};
    bool beyond[13];
    for (int i = 0; i < 13; i++) {
        x[i] = 0;
        n[i] = 10;
    }
    assert_false(ind_p_chart_of(x, n, 13, &got, limits, beyond)); /* all 0 */
    x[0] = 3;
    assert_false(ind_p_chart_of(x, n, 11, &got, limits, beyond)); /* too few */
    assert_true(got.points == 77 && limits[0].low == -7);
    assert_true(ind_p_chart_of(x, n, 12, &got, limits, beyond));
    n[1] = 0;
    assert_false(ind_p_chart_of(x, n, 13, &got, limits, beyond)); /* nobody */
    n[1] = 10;
    x[2] = 11;
    assert_false(ind_p_chart_of(x, n, 13, &got, limits, beyond)); /* more than all */
    x[2] = (double)NAN;
    assert_false(ind_p_chart_of(x, n, 13, &got, limits, beyond));
}

static void rules_have_names(void **state) {
    (void)state;
    assert_string_equal(ind_signal_name(IND_SIGNAL_BEYOND_LIMITS), "beyond_limits");
    assert_string_equal(ind_signal_name(IND_SIGNAL_LONG_RUN), "long_run");
    assert_string_equal(ind_signal_name(IND_SIGNAL_FEW_CROSSINGS), "few_crossings");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_by_hand),         cmocka_unit_test(limits_as_printed),
        cmocka_unit_test(centre_is_the_median), cmocka_unit_test(too_few_or_no_number),
        cmocka_unit_test(p_chart_by_hand),      cmocka_unit_test(p_chart_limits_are_cut),
        cmocka_unit_test(p_chart_undefined),    cmocka_unit_test(rules_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
