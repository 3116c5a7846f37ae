/* test_interval.c - the intervals against printed tables and against R (4.2.2).
 * tests/oracle/intervals.R compares a far larger grid; these few run everywhere. */
#include "indikator/interval.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef bool interval_1(double, double, ind_interval *);

/* As close as a table with that many decimals can say. */
static void assert_printed(const char *name, double got, double want, int decimals) {
    if (!(fabs(got - want) <= 0.5 * pow(10, -decimals) * (1 + 1e-6)))
        fail_msg("%s: got %.*f, want %.*f", name, decimals + 3, got, decimals, want);
}

static void assert_near(const char *name, double got, double want) {
    if (!(fabs(got - want) <= 1e-9 * fabs(want)))
        fail_msg("%s: got %.15g, want %.15g", name, got, want);
}

static const struct {
    const char *name;
    double x, n, low, high; /* limits with 4 decimals */
} shares[] = {
    {"0 of 10", 0, 10, 0.0000, 0.2775},     {"1 of 10", 1, 10, 0.0179, 0.4042},
    {"5 of 10", 5, 10, 0.2366, 0.7634},     {"10 of 100", 10, 100, 0.0552, 0.1744},
    {"58 of 580", 58, 580, 0.0782, 0.1271}, {"100 of 100", 100, 100, 0.9630, 1.0000},
};

static void wilson_as_printed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        ind_interval got;
        assert_true(ind_interval_wilson(shares[i].x, shares[i].n, 0.95, &got));
        assert_printed(shares[i].name, got.low, shares[i].low, 4);
        assert_printed(shares[i].name, got.high, shares[i].high, 4);
    }
}

static const struct {
    const char *name;
    interval_1 *of;
    double events, low, high;
    int decimals;
} counts[] = {
    {"Byar, 1", ind_interval_byar, 1, 0.013, 5.564, 3},
    {"Byar, 5", ind_interval_byar, 5, 1.611, 11.668, 3},
    {"Byar, 10", ind_interval_byar, 10, 4.787, 18.391, 3},
    {"Byar, 100", ind_interval_byar, 100, 81.362, 121.628, 3},
    {"exact, 0", ind_interval_poisson_exact, 0, 0, 3.6889, 4},
    {"exact, 1", ind_interval_poisson_exact, 1, 0.0253, 5.5716, 4},
    {"exact, 5", ind_interval_poisson_exact, 5, 1.6235, 11.6683, 4},
    {"exact, 9", ind_interval_poisson_exact, 9, 4.1154, 17.0848, 4},
    {"reported, 0", ind_interval_poisson, 0, 0, 3.6889, 4},
    {"reported, 9", ind_interval_poisson, 9, 4.1154, 17.0848, 4},
    {"reported, 10", ind_interval_poisson, 10, 4.787, 18.391, 3},
    {"reported, 100", ind_interval_poisson, 100, 81.362, 121.628, 3},
};

static void poisson_as_printed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        ind_interval got;
        assert_true(counts[i].of(counts[i].events, 0.95, &got));
        assert_printed(counts[i].name, got.low, counts[i].low, counts[i].decimals);
        assert_printed(counts[i].name, got.high, counts[i].high, counts[i].decimals);
    }
}

static void wilson_as_r(void **state) { /* prop.test(x, n, conf.level, correct = FALSE) */
    (void)state;
    static const struct {
        double x, n, level, low, high;
    } cases[] = {
        {20, 210, 0.95, 0.062499352887342138, 0.142519164393982350},
        {58, 580, 0.95, 0.078155473553588678, 0.127108227764852838},
        {1, 1000000, 0.95, 1.7652457674537213e-07, 5.6649118043114411e-06},
        {37, 41, 0.99, 0.72226678129088473, 0.97050264521591145},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_interval got;
        assert_true(ind_interval_wilson(cases[i].x, cases[i].n, cases[i].level, &got));
        assert_near("wilson low", got.low, cases[i].low);
        assert_near("wilson high", got.high, cases[i].high);
    }
}

static void poisson_as_r(void **state) { /* poisson.test(), and Byar's formula with qnorm() */
    (void)state;
    static const struct {
        interval_1 *of;
        double events, level, low, high;
    } cases[] = {
        {ind_interval_poisson_exact, 0, 0.95, 0, 3.6888794541139354},
        {ind_interval_poisson_exact, 1, 0.95, 0.025317807984289897, 5.571643390938898932},
        {ind_interval_poisson_exact, 9, 0.95, 4.1153730973783329, 17.0848034514191696},
        {ind_interval_poisson_exact, 250, 0.99, 211.15168243116383, 293.68468832742985},
        {ind_interval_byar, 10, 0.95, 4.78744991396756, 18.39145860575647},
        {ind_interval_byar, 42, 0.8, 33.9400112461701, 51.5857805756578},
        {ind_interval_byar, 100, 0.95, 81.3621054905279, 121.6279375792065},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_interval got;
        assert_true(cases[i].of(cases[i].events, cases[i].level, &got));
        assert_near("poisson low", got.low, cases[i].low);
        assert_near("poisson high", got.high, cases[i].high);
    }
}

static void mean_as_r(void **state) { /* mean + c(-1, 1) * qt(1 - (1 - level) / 2, n - 1) * sd / sqrt(n) */
    (void)state;
    static const struct {
        double mean, sd, n, level, low, high;
    } cases[] = {
        {3.2, 1.1, 12, 0.95, 2.5010933439362963, 3.8989066560637040},
        {3.2, 1.1, 2, 0.95, -6.6831078853031274, 13.0831078853031286},
        {-40, 7, 2.5, 0.99, -118.893877772009134, 38.893877772009134},
        {5, 0, 100, 0.95, 5, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_interval got;
        assert_true(ind_interval_mean(cases[i].mean, cases[i].sd, cases[i].n, cases[i].level, &got));
        assert_near("mean low", got.low, cases[i].low);
        assert_near("mean high", got.high, cases[i].high);
    }
}

static void edges_are_exact(void **state) {
    (void)state;
    ind_interval got;
    for (double n = 1; n < 1e15; n *= 7) {
        assert_true(ind_interval_wilson(0, n, 0.95, &got));
        assert_true(got.low == 0 && got.high > 0 && got.high < 1);
        assert_true(ind_interval_wilson(n, n, 0.95, &got));
        assert_true(got.high == 1 && got.low > 0 && got.low < 1);
    }
    assert_true(ind_interval_wilson(2.5, 7.25, 0.95, &got)); /* effective numbers */
    assert_true(got.low < 2.5 / 7.25 && got.high > 2.5 / 7.25);
    assert_true(ind_interval_byar(1, 0.999, &got)); /* the formula gives -0.009 */
    assert_true(got.low == 0);
}

static void undefined_leaves_out_alone(void **state) {
    (void)state;
    const double nan = (double)NAN, inf = (double)INFINITY;
    ind_interval got = {-7, -7};
    const struct {
        const char *name;
        bool defined;
    } cases[] = {
        {"wilson n = 0", ind_interval_wilson(0, 0, 0.95, &got)},
        {"wilson n < 0", ind_interval_wilson(0, -1, 0.95, &got)},
        {"wilson n infinite", ind_interval_wilson(0, inf, 0.95, &got)},
        {"wilson n nan", ind_interval_wilson(0, nan, 0.95, &got)},
        {"wilson x < 0", ind_interval_wilson(-1, 10, 0.95, &got)},
        {"wilson x > n", ind_interval_wilson(11, 10, 0.95, &got)},
        {"wilson x nan", ind_interval_wilson(nan, 10, 0.95, &got)},
        {"wilson level 0", ind_interval_wilson(1, 10, 0, &got)},
        {"wilson level 1", ind_interval_wilson(1, 10, 1, &got)},
        {"wilson level nan", ind_interval_wilson(1, 10, nan, &got)},
        {"byar 0", ind_interval_byar(0, 0.95, &got)},
        {"byar infinite", ind_interval_byar(inf, 0.95, &got)},
        {"byar level", ind_interval_byar(10, 95, &got)},
        {"exact < 0", ind_interval_poisson_exact(-1, 0.95, &got)},
        {"exact nan", ind_interval_poisson_exact(nan, 0.95, &got)},
        {"exact level", ind_interval_poisson_exact(1, -0.5, &got)},
        {"poisson nan", ind_interval_poisson(nan, 0.95, &got)},
        {"mean n = 1", ind_interval_mean(1, 1, 1, 0.95, &got)},
        {"mean n infinite", ind_interval_mean(1, 1, inf, 0.95, &got)},
        {"mean sd < 0", ind_interval_mean(1, -1, 10, 0.95, &got)},
        {"mean sd nan", ind_interval_mean(1, nan, 10, 0.95, &got)},
        {"mean nan", ind_interval_mean(nan, 1, 10, 0.95, &got)},
        {"mean level", ind_interval_mean(1, 1, 10, 1.5, &got)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].defined)
            fail_msg("%s: is defined", cases[i].name);
    assert_true(got.low == -7 && got.high == -7);
}

static void ranks_as_r(void **state) { /* by pbinom() over all ranks */
    (void)state;
    static const struct {
        int64_t n;
        double q, level;
        bool defined;
        int64_t low, high;
    } cases[] = {
        {5, 0.5, 0.95, false, -1, -1},    {6, 0.5, 0.95, true, 1, 6},      {6, 0.1, 0.95, false, -1, -1},
        {6, 0.9, 0.95, false, -1, -1},    {10, 0.5, 0.95, true, 2, 9},     {10, 0.9, 0.95, false, -1, -1},
        {20, 0.5, 0.95, true, 6, 15},     {100, 0.1, 0.95, true, 5, 17},   {100, 0.5, 0.95, true, 40, 61},
        {100, 0.9, 0.95, true, 84, 96},   {999, 0.1, 0.95, true, 82, 120}, {999, 0.5, 0.95, true, 469, 531},
        {999, 0.9, 0.95, true, 880, 918}, {6, 0.5, 0.99, false, -1, -1},   {100, 0, 0.95, false, -1, -1},
        {100, 1, 0.95, false, -1, -1},    {100, NAN, 0.95, false, -1, -1}, {100, 0.5, 1, false, -1, -1},
        {-1, 0.5, 0.95, false, -1, -1},   {6, 0.5, 0.96875, true, 1, 6}, /* P(B < 1) is the tail: a tie */
        {7, 0.5, 0.875, true, 2, 6},                                     /* P(B < 2) likewise */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t low = -1, high = -1;
        bool defined = ind_interval_quantile_ranks(cases[i].n, cases[i].q, cases[i].level, &low, &high);
        if (defined != cases[i].defined || low != cases[i].low || high != cases[i].high)
            fail_msg("n %d, q %g, level %g: got %d %d", (int)cases[i].n, cases[i].q, cases[i].level, (int)low,
                     (int)high);
    }
}

static void effective_n_by_kish(void **state) {
    (void)state;
    assert_true(ind_effective_n(10, 10) == 10);       /* ten weights of 1 */
    assert_true(ind_effective_n(30, 90) == 10);       /* ten weights of 3 */
    assert_true(ind_effective_n(6, 14) == 36.0 / 14); /* 1, 2, 3 */
    assert_true(ind_effective_n(0, 0) == 0);
    assert_true(ind_effective_n(1, (double)NAN) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wilson_as_printed),   cmocka_unit_test(poisson_as_printed),
        cmocka_unit_test(wilson_as_r),         cmocka_unit_test(poisson_as_r),
        cmocka_unit_test(mean_as_r),           cmocka_unit_test(edges_are_exact),
        cmocka_unit_test(ranks_as_r),          cmocka_unit_test(undefined_leaves_out_alone),
        cmocka_unit_test(effective_n_by_kish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
