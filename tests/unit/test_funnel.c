/* test_funnel.c - limits of funnels against R (4.2.2), and what must hold of any. */
#include "indikator/funnel.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* R: r <- qbinom(q, n, p); (r - (pbinom(r, n, p) - q) / dbinom(r, n, p)) / n, and cut at 0; likewise with pois. */
static const struct {
    ind_funnel_kind kind;
    double centre, size, outer_low, inner_low, inner_high, outer_high;
} funnels[] = {
    {IND_FUNNEL_BINOMIAL, 0.1, 100, 0.01417886500843479, 0.04038059552439349, 0.1577186116391268, 0.1983567185028856},
    {IND_FUNNEL_BINOMIAL, 0.5, 12, 0.0215, 0.17553030303030284, 0.7411363636363636, 0.8951666666666666},
    {IND_FUNNEL_BINOMIAL, 0.02, 30, 0, 0, 0.0655596354998098, 0.1243395197522654},
    {IND_FUNNEL_POISSON, 0.01, 2000, 0.00358459355388521, 0.00560250051922442, 0.0143728843350201, 0.0173567642868992},
    {IND_FUNNEL_POISSON, 3, 0.5, 0, 0, 7.7270219243104075, 11.9580689405125948},
};

static void limits_as_r(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof funnels / sizeof *funnels; i++) {
        ind_funnel got;
        assert_true(ind_funnel_limits(funnels[i].kind, funnels[i].centre, funnels[i].size, &got));
        double want[] = {funnels[i].outer_low, funnels[i].inner_low, funnels[i].inner_high, funnels[i].outer_high};
        double has[] = {got.outer.low, got.inner.low, got.inner.high, got.outer.high};
        for (int k = 0; k < 4; k++)
            if (fabs(has[k] - want[k]) > 1e-11 * want[k])
                fail_msg("funnel %d, limit %d: %.15g, want %.15g", (int)i, k, has[k], want[k]);
    }
}

/* 5 of 10 at most, of a share of a half: P(R <= 5) is 638/1024, P(R = 5) 252/1024. */
static void by_hand(void **state) {
    (void)state;
    double got;
    assert_true(ind_funnel_binomial(0.5, 10, 600 / 1024.0, &got));
    assert_true(fabs(got - (5 - 38 / 252.0) / 10) < 1e-12);
    assert_true(ind_funnel_binomial(0.5, 10, 638 / 1024.0, &got)); /* exactly a step: 5 of 10, from either side */
    assert_true(fabs(got - 0.5) < 1e-12);
}

/* Between two whole sizes the limit lies between theirs, and no step is in the way. */
static void goes_smoothly_between_sizes(void **state) {
    (void)state;
    double at_40, at_41, before = 0;
    assert_true(ind_funnel_binomial(0.2, 40, 0.975, &at_40) && ind_funnel_binomial(0.2, 41, 0.975, &at_41));
    for (int step = 0; step <= 1000; step++) {
        double got;
        assert_true(ind_funnel_binomial(0.2, 40 + step / 1000.0, 0.975, &got));
        assert_true(step == 0 || fabs(got - before) < fmax(1e-4, 2 * fabs(at_41 - at_40) / 1000));
        before = got;
    }
    assert_true(before == at_41);
    assert_true(ind_funnel_binomial(0.2, 0.4, 0.975, &at_40)); /* less than one: within 0..1 all the same */
    assert_true(at_40 >= 0 && at_40 <= 1);
}

static void narrows_around_the_centre(void **state) {
    (void)state;
    ind_interval before = {0, 1};
    for (double n = 10; n < 1e9; n *= 10) {
        ind_funnel got;
        assert_true(ind_funnel_limits(IND_FUNNEL_BINOMIAL, 0.3, n, &got));
        assert_true(got.outer.low <= got.inner.low && got.inner.low < 0.3 && 0.3 < got.inner.high);
        assert_true(got.inner.high <= got.outer.high && got.outer.low >= before.low && got.outer.high < before.high);
        before = got.outer;
    }
}

static void undefined_leaves_out_alone(void **state) {
    (void)state;
    const double nan = (double)NAN, inf = (double)INFINITY;
    double got = -7;
    ind_funnel funnel = {{-7, -7}, {-7, -7}};
    const struct {
        const char *name;
        bool defined;
    } cases[] = {
        {"centre 0", ind_funnel_binomial(0, 10, 0.5, &got)},
        {"centre 1", ind_funnel_binomial(1, 10, 0.5, &got)},
        {"centre nan", ind_funnel_binomial(nan, 10, 0.5, &got)},
        {"nobody", ind_funnel_binomial(0.5, 0, 0.5, &got)},
        {"endless", ind_funnel_binomial(0.5, inf, 0.5, &got)},
        {"more than there are", ind_funnel_binomial(0.5, 1e11, 0.5, &got)},
        {"more events than there are", ind_funnel_poisson(10, 1e10, 0.5, &got)},
        {"q 0", ind_funnel_binomial(0.5, 10, 0, &got)},
        {"q 1", ind_funnel_binomial(0.5, 10, 1, &got)},
        {"rate 0", ind_funnel_poisson(0, 10, 0.5, &got)},
        {"rate nan", ind_funnel_poisson(nan, 10, 0.5, &got)},
        {"no exposure", ind_funnel_poisson(1, 0, 0.5, &got)},
        {"less than none", ind_funnel_poisson(-1, -1, 0.5, &got)},
        {"rate q 1", ind_funnel_poisson(1, 10, 1, &got)},
        {"limits", ind_funnel_limits(IND_FUNNEL_BINOMIAL, 1, 10, &funnel)},
        {"limits of a rate", ind_funnel_limits(IND_FUNNEL_POISSON, 1, 0, &funnel)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cases[i].defined)
            fail_msg("%s: is defined", cases[i].name);
    assert_true(got == -7 && funnel.inner.low == -7 && funnel.outer.high == -7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_as_r),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(goes_smoothly_between_sizes),
        cmocka_unit_test(narrows_around_the_centre),
        cmocka_unit_test(undefined_leaves_out_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
