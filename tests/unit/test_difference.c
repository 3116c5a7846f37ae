/* test_difference.c - limits of a difference and of a ratio, against what Newcombe (1998) prints and against R (4.2.2).
 */
#include "indikator/difference.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static ind_interval wilson(double x, double n) {
    ind_interval limits = {NAN, NAN};
    assert_true(ind_interval_wilson(x, n, 0.95, &limits));
    return limits;
}

/* "Interval estimation for the difference between independent proportions", table II, method 10. */
static const struct {
    double x1, n1, x2, n2, low, high; /* four decimals */
} printed[] = {
    {56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},  {6, 7, 2, 7, 0.0582, 0.8062},
    {5, 56, 0, 29, -0.0381, 0.1926},  {0, 10, 0, 20, -0.1611, 0.2775}, {0, 10, 0, 10, -0.2775, 0.2775},
    {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000},
};

static void difference_as_newcombe(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        double p1 = printed[i].x1 / printed[i].n1, p2 = printed[i].x2 / printed[i].n2;
        ind_interval of1 = wilson(printed[i].x1, printed[i].n1), of2 = wilson(printed[i].x2, printed[i].n2);
        ind_interval got, back;
        assert_true(ind_difference_mover(p1, of1, p2, of2, &got));
        if (fabs(got.low - printed[i].low) > 5.1e-5 || fabs(got.high - printed[i].high) > 5.1e-5)
            fail_msg("row %d: %.6f - %.6f, want %.4f - %.4f", (int)i, got.low, got.high, printed[i].low,
                     printed[i].high);
        assert_true(ind_difference_mover(p2, of2, p1, of1, &back)); /* the other way round */
        assert_true(back.low == -got.high && back.high == -got.low);
    }
}

static void ratio_by_mover(void **state) { /* uniroot() of the limits of p1 - r * p2 */
    (void)state;
    static const struct {
        double p1, l1, u1, p2, l2, u2, low, high;
    } cases[] = {
        {0.8, 0.7, 0.87, 0.6, 0.49, 0.7, 1.08714644654097, 1.65911030527629},
        {0.1, 0.02, 0.3, 0.2, 0.05, 0.9, 0.0554320224633076, 2.8807892943709201}, /* u2 > 2 p2 */
        {0, 0, 0.3, 0.2, 0.1, 0.3, 0, 1.7320508075688772},                        /* the root of 0.03 r^2 = 0.09 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_interval got, of1 = {cases[i].l1, cases[i].u1}, of2 = {cases[i].l2, cases[i].u2};
        assert_true(ind_ratio_mover(cases[i].p1, of1, cases[i].p2, of2, &got));
        if (fabs(got.low - cases[i].low) > 1e-9 || fabs(got.high - cases[i].high) > 1e-9)
            fail_msg("row %d: %.15g - %.15g", (int)i, got.low, got.high);
    }
}

static void ratio_of_rates(void **state) { /* poisson.test(c(x1, x2), c(t1, t2)) */
    (void)state;
    static const struct {
        double x1, t1, x2, t2, level, low, high;
    } cases[] = {
        {11, 800, 25, 1011, 0.95, 0.246962131814288, 1.171552515254040},
        {0, 10, 4, 20, 0.9, 0, 2.22948505376226},
        {100000, 1, 99000, 1, 0.998, 0.996192863189287, 1.024203628364475},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_interval got;
        assert_true(ind_ratio_of_rates(cases[i].x1, cases[i].t1, cases[i].x2, cases[i].t2, cases[i].level, &got));
        if (fabs(got.low - cases[i].low) > 1e-12 * cases[i].low ||
            fabs(got.high - cases[i].high) > 1e-12 * cases[i].high)
            fail_msg("row %d: %.15g - %.15g", (int)i, got.low, got.high);
    }
}

static void undefined_leaves_out_alone(void **state) {
    (void)state;
    const double nan = (double)NAN, inf = (double)INFINITY;
    const ind_interval fine = {0.1, 0.3}, from_0 = {0, 0.3}, endless = {0.1, inf}, none = {nan, nan},
                       below = {-0.1, 0.3};
    ind_interval got = {-7, -7};
    const struct {
        const char *name;
        bool defined;
    } cases[] = {
        {"difference, value outside its limits", ind_difference_mover(0.4, fine, 0.2, fine, &got)},
        {"difference, second outside its limits", ind_difference_mover(0.2, fine, 0.05, fine, &got)},
        {"difference, no upper limit", ind_difference_mover(0.2, endless, 0.2, fine, &got)},
        {"difference, no limits", ind_difference_mover(0.2, fine, 0.2, none, &got)},
        {"difference, nan", ind_difference_mover(nan, fine, 0.2, fine, &got)},
        {"ratio, the second may be 0", ind_ratio_mover(0.2, fine, 0.2, from_0, &got)},
        {"ratio, the first may be below 0", ind_ratio_mover(0.2, below, 0.2, fine, &got)},
        {"ratio, nan", ind_ratio_mover(0.2, fine, nan, fine, &got)},
        {"ratio, value outside its limits", ind_ratio_mover(0.4, fine, 0.2, fine, &got)},
        {"rates, no second events", ind_ratio_of_rates(3, 10, 0, 10, 0.95, &got)},
        {"rates, no events", ind_ratio_of_rates(0, 10, 0, 10, 0.95, &got)},
        {"rates, no time", ind_ratio_of_rates(3, 0, 2, 10, 0.95, &got)},
        {"rates, no second time", ind_ratio_of_rates(3, 10, 2, 0, 0.95, &got)},
        {"rates, time without end", ind_ratio_of_rates(3, 10, 2, inf, 0.95, &got)},
        {"rates, not whole", ind_ratio_of_rates(2.5, 10, 2, 10, 0.95, &got)},
        {"rates, less than none", ind_ratio_of_rates(-1, 10, 2, 10, 0.95, &got)},
        {"rates, level", ind_ratio_of_rates(3, 10, 2, 10, 1, &got)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].defined)
            fail_msg("%s: is defined", cases[i].name);
    assert_true(got.low == -7 && got.high == -7);
}

/* 100 and 100 at 5 %: five are expected of each; with one less of one side they are not.  The same of those not met. */
static void enough_for_a_word(void **state) {
    (void)state;
    assert_true(ind_shares_are_enough(0.05, 100, 0.05, 100));
    assert_false(ind_shares_are_enough(0.05, 99, 0.05, 100));
    assert_false(ind_shares_are_enough(0.05, 100, 0.05, 99));
    assert_true(ind_shares_are_enough(0, 100, 0.1, 100)); /* expected, not met */
    assert_true(ind_shares_are_enough(0.95, 101, 0.95, 101));
    assert_false(ind_shares_are_enough(0.95, 99, 0.95, 99));
    assert_false(ind_shares_are_enough(NAN, 0, 0.5, 100));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(difference_as_newcombe), cmocka_unit_test(ratio_by_mover),
        cmocka_unit_test(ratio_of_rates),         cmocka_unit_test(undefined_leaves_out_alone),
        cmocka_unit_test(enough_for_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
