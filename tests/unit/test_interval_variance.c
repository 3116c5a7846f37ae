/* test_interval_variance.c - intervals that rest on a variance, and exact limits of a share, against R (4.2.2) and
 * printed tables.  tests/oracle compares a far larger grid; these few run everywhere. */
#include "indikator/interval.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool near(double got, double want, double tolerance) {
    return fabs(got - want) <= tolerance * fabs(want) + 1e-300;
}

static void assert_limits(const char *name, bool defined, ind_interval got, double low, double high, double tolerance) {
    if (!defined)
        fail_msg("%s: is not defined", name);
    if (!near(got.low, low, tolerance) || !near(got.high, high, tolerance))
        fail_msg("%s: %.15g - %.15g, want %.15g - %.15g", name, got.low, got.high, low, high);
}

/* binom.test(x, n, conf.level = level); 15 of 148 and 1 of 29 as Newcombe (1998) prints them. */
static void clopper_pearson(void **state) {
    (void)state;
    static const struct {
        const char *name;
        double x, n, level, low, high, tolerance;
    } cases[] = {
        {"3 of 17", 3, 17, 0.95, 0.037985068070626, 0.434317872844284, 1e-12},
        {"1 of a million", 1, 1e6, 0.95, 2.53178076637942e-08, 5.57163065517224e-06, 1e-12},
        {"all but one", 999999, 1e6, 0.99, 0.999992569894388, 0.999999994987458, 1e-12},
        {"half", 500000, 1e6, 0.998, 0.498454387925321, 0.501545612074679, 1e-12},
        {"none", 0, 20, 0.95, 0, 0.168433470983085, 1e-12},
        {"all", 20, 20, 0.95, 0.831566529016915, 1, 1e-12},
        {"15 of 148, printed", 15, 148, 0.95, 0.0579, 0.1617, 1e-3},
        {"1 of 29, printed", 1, 29, 0.95, 0.00087, 0.1776, 5e-3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_interval got = {-7, -7};
        bool defined = ind_interval_clopper_pearson(cases[i].x, cases[i].n, cases[i].level, &got);
        assert_limits(cases[i].name, defined, got, cases[i].low, cases[i].high, cases[i].tolerance);
    }
}

static void normal_and_margin(void **state) {
    (void)state;
    ind_interval got = {-7, -7};
    bool defined = ind_interval_normal(-1200, 90000, 0.95, &got);
    assert_limits("a sum", defined, got, -1787.989195362016, -612.010804637984, 1e-12);
    assert_true(near(ind_margin(2.25e-4, 0.99), 0.0386374395532335, 1e-12));
    /* Kolada's margin of 20 % of 100 is 7.84 percentage points, symmetric; Wilson's limits are not. */
    assert_true(near(ind_margin(0.2 * 0.8 / 100, 0.95), 0.0783985, 1e-6));
}

static void mean_by_variance(void **state) { /* mean + c(-1, 1) * qt(1 - (1 - level) / 2, df) * sqrt(v) */
    (void)state;
    ind_interval got = {-7, -7}, by_sd = {-7, -7};
    bool defined = ind_interval_mean_variance(3.2, 0.1008333333, 11, 0.95, &got);
    assert_limits("df 11", defined, got, 2.50109334405182, 3.89890665594818, 1e-12);
    defined = ind_interval_mean_variance(3.2, 4, 1.5, 0.99, &got);
    assert_limits("df 1.5", defined, got, -32.4406210289256, 38.8406210289256, 1e-12);
    /* Of 12 values with sd 1.1 it is ind_interval_mean. */
    assert_true(ind_interval_mean(3.2, 1.1, 12, 0.95, &by_sd));
    defined = ind_interval_mean_variance(3.2, 1.1 * 1.1 / 12, 11, 0.95, &got);
    assert_limits("the same mean", defined, got, by_sd.low, by_sd.high, 1e-14);
}

static void index_stays_within(void **state) { /* plogis(qlogis(m) + c(-1, 1) * t * sqrt(v) / (m * (1 - m))) */
    (void)state;
    ind_interval got = {-7, -7};
    bool defined = ind_interval_index(82.5, 4, 39, 0, 100, 0.95, &got);
    assert_limits("0 to 100", defined, got, 78.0810837867148, 86.1856647259009, 1e-12);
    defined = ind_interval_index(1.02, 1e-4, 7, 1, 5, 0.99, &got);
    assert_limits("1 to 5, near its end", defined, got, 1.00346026458075, 1.11335572749654, 1e-12);
    defined = ind_interval_index(-0.5, 0.25, 2, -1, 1, 0.8, &got);
    assert_limits("-1 to 1", defined, got, -0.947463237230190, 0.609278174494074, 1e-12);
    for (double variance = 1e-6; variance < 1e12; variance *= 10) {
        assert_true(ind_interval_index(99.5, variance, 1, 0, 100, 0.998, &got));
        assert_true(got.low >= 0 && got.low < 99.5 && got.high > 99.5 && got.high <= 100);
    }
}

static void dobson(void **state) {
    (void)state;
    ind_interval got = {-7, -7}, events = {-7, -7};
    bool defined = ind_interval_dobson(12.5, 1.5, 100, 0.95, &got);
    assert_limits("Byar", defined, got, 10.2173334285987, 15.1488705628911, 1e-12);
    defined = ind_interval_dobson(0.004, 2.7e-7, 9, 0.99, &got);
    assert_limits("exact", defined, got, 0.00298370227384105, 0.00590498277101469, 1e-12);
    defined = ind_interval_dobson(100, 1 + 99 * 99, 2, 0.95, &got); /* two persons: -23.06 before the cut */
    assert_limits("cut at 0", defined, got, 0, 465.7654540344573, 1e-12);
    /* Of independent events of one class it is the interval of the count. */
    assert_true(ind_interval_poisson(17, 0.95, &events));
    defined = ind_interval_dobson(17 / 1000.0, 17 / 1e6, 17, 0.95, &got);
    assert_limits("one class", defined, got, events.low / 1000, events.high / 1000, 1e-12);
}

static void undefined_leaves_out_alone(void **state) {
    (void)state;
    const double nan = (double)NAN, inf = (double)INFINITY;
    ind_interval got = {-7, -7};
    const struct {
        const char *name;
        bool defined;
    } cases[] = {
        {"exact share, n = 0", ind_interval_clopper_pearson(0, 0, 0.95, &got)},
        {"exact share, x < 0", ind_interval_clopper_pearson(-1, 10, 0.95, &got)},
        {"exact share, x > n", ind_interval_clopper_pearson(11, 10, 0.95, &got)},
        {"exact share, x not whole", ind_interval_clopper_pearson(2.5, 10, 0.95, &got)},
        {"exact share, n not whole", ind_interval_clopper_pearson(2, 10.5, 0.95, &got)},
        {"exact share, n infinite", ind_interval_clopper_pearson(2, inf, 0.95, &got)},
        {"exact share, more than there are", ind_interval_clopper_pearson(2, 1e11, 0.95, &got)},
        {"exact share, nan", ind_interval_clopper_pearson(nan, 10, 0.95, &got)},
        {"exact share, level", ind_interval_clopper_pearson(2, 10, 1, &got)},
        {"normal, variance 0", ind_interval_normal(1, 0, 0.95, &got)},
        {"normal, variance < 0", ind_interval_normal(1, -1, 0.95, &got)},
        {"normal, variance infinite", ind_interval_normal(1, inf, 0.95, &got)},
        {"normal, nan", ind_interval_normal(nan, 1, 0.95, &got)},
        {"normal, level", ind_interval_normal(1, 1, 0, &got)},
        {"mean, variance 0", ind_interval_mean_variance(1, 0, 10, 0.95, &got)},
        {"mean, df 0", ind_interval_mean_variance(1, 1, 0, 0.95, &got)},
        {"mean, df infinite", ind_interval_mean_variance(1, 1, inf, 0.95, &got)},
        {"mean, nan", ind_interval_mean_variance(nan, 1, 10, 0.95, &got)},
        {"mean, level", ind_interval_mean_variance(1, 1, 10, nan, &got)},
        {"index, low end", ind_interval_index(0, 1, 10, 0, 100, 0.95, &got)},
        {"index, high end", ind_interval_index(100, 1, 10, 0, 100, 0.95, &got)},
        {"index, outside", ind_interval_index(101, 1, 10, 0, 100, 0.95, &got)},
        {"index, variance 0", ind_interval_index(50, 0, 10, 0, 100, 0.95, &got)},
        {"index, df 0", ind_interval_index(50, 1, 0, 0, 100, 0.95, &got)},
        {"index, no width", ind_interval_index(50, 1, 10, 50, 50, 0.95, &got)},
        {"index, ends swapped", ind_interval_index(50, 1, 10, 100, 0, 0.95, &got)},
        {"index, no bound", ind_interval_index(50, 1, 10, 0, inf, 0.95, &got)},
        {"index, level", ind_interval_index(50, 1, 10, 0, 100, 1, &got)},
        {"Dobson, no events", ind_interval_dobson(0, 1, 0, 0.95, &got)},
        {"Dobson, value < 0", ind_interval_dobson(-1, 1, 10, 0.95, &got)},
        {"Dobson, variance 0", ind_interval_dobson(1, 0, 10, 0.95, &got)},
        {"Dobson, nan", ind_interval_dobson(nan, 1, 10, 0.95, &got)},
        {"Dobson, level", ind_interval_dobson(1, 1, 10, 1, &got)},
        {"margin, variance 0", !isnan(ind_margin(0, 0.95))},
        {"margin, variance < 0", !isnan(ind_margin(-1, 0.95))},
        {"margin, level", !isnan(ind_margin(1, 1))},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].defined)
            fail_msg("%s: is defined", cases[i].name);
    assert_true(got.low == -7 && got.high == -7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clopper_pearson),  cmocka_unit_test(normal_and_margin),
        cmocka_unit_test(mean_by_variance), cmocka_unit_test(index_stays_within),
        cmocka_unit_test(dobson),           cmocka_unit_test(undefined_leaves_out_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
