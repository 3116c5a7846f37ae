/* test_quantile.c - the nine types of quantile against R 4.2.2. */
#include "statistics/quantiles.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* 2 3 3 5 8 13 21 21 34 55 as a table. */
static const double values[] = {2, 3, 5, 8, 13, 21, 34, 55};
static const int64_t counts[] = {1, 2, 1, 1, 1, 2, 1, 1};
enum { VALUES = 8 };

static void nine_types_as_r(void **state) { /* quantile(x, q, type = 1:9) */
    (void)state;
    static const struct {
        double q, want[9];
    } cases[] = {
        {0, {2, 2, 2, 2, 2, 2, 2, 2, 2}},
        {0.1, {2, 2.5, 2, 2, 2.5, 2.1, 2.9, 2.3666666666666663, 2.4}},
        {0.25, {3, 3, 3, 3, 3, 3, 3.5, 3, 3}},
        {0.33, {5, 5, 3, 3.6, 4.6, 4.26, 4.94, 4.4866666666666664, 4.515}},
        {0.5, {8, 10.5, 8, 8, 10.5, 10.5, 10.5, 10.5, 10.5}},
        {0.9, {34, 44.5, 34, 34, 44.5, 52.9, 36.1, 47.3, 46.6}},
        {1, {55, 55, 55, 55, 55, 55, 55, 55, 55}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int type = 1; type <= 9; type++) {
            double got, want = cases[i].want[type - 1];
            assert_true(ind_quantile(values, counts, VALUES, cases[i].q, type, &got));
            if (!(fabs(got - want) <= 1e-9 * want))
                fail_msg("q %g, type %d: got %.15g, want %.15g", cases[i].q, type, got, want);
        }
}

/* In doubles 0.07 * 100 is over 7, and 0.29 * 100 and 0.57 * 100 are under 29 and 57 (R bug 15811). */
static void whole_positions_are_whole(void **state) {
    (void)state;
    double ranks[100];
    int64_t ones[100];
    for (int i = 0; i < 100; i++) {
        ranks[i] = i + 1;
        ones[i] = 1;
    }
    for (int percent = 1; percent < 100; percent++) {
        double got, q = percent / 100.0;
        assert_true(ind_quantile(ranks, ones, 100, q, 1, &got));
        assert_true(got == percent);
        assert_true(ind_quantile(ranks, ones, 100, q, 2, &got));
        assert_true(got == percent + 0.5);
        assert_true(ind_quantile(ranks, ones, 100, q, 3, &got));
        assert_true(got == percent);
    }
}

/* quantile(1:10, q, type = 3): halfway between two ranks it is the even one. */
static void ties_go_to_the_even_rank(void **state) {
    (void)state;
    static const double want[] = {2, 2, 4, 4, 6, 6, 8, 8, 10};
    double ranks[10];
    int64_t ones[10];
    for (int i = 0; i < 10; i++) {
        ranks[i] = i + 1;
        ones[i] = 1;
    }
    for (int i = 0; i < 9; i++) {
        double got, q = (15 + 10 * i) / 100.0;
        assert_true(ind_quantile(ranks, ones, 10, q, 3, &got));
        if (got != want[i])
            fail_msg("q %g: got %g, want %g", q, got, want[i]);
    }
}

static void one_value_is_every_quantile(void **state) {
    (void)state;
    const double value = 0.1;
    const int64_t once = 1, often = INT64_MAX;
    for (int type = 1; type <= 9; type++)
        for (double q = 0; q <= 1; q += 0.125) {
            double got;
            assert_true(ind_quantile(&value, &once, 1, q, type, &got));
            assert_true(got == value);
            assert_true(ind_quantile(&value, &often, 1, q, type, &got));
            assert_true(got == value);
        }
}

static void undefined_leaves_out_alone(void **state) {
    (void)state;
    const int64_t huge[] = {INT64_MAX, 1};
    double out = -7;
    assert_false(ind_quantile(NULL, NULL, 0, 0.5, 7, &out));
    assert_false(ind_quantile(values, counts, VALUES, -0.01, 7, &out));
    assert_false(ind_quantile(values, counts, VALUES, 1.01, 7, &out));
    assert_false(ind_quantile(values, counts, VALUES, (double)NAN, 7, &out));
    assert_false(ind_quantile(values, counts, VALUES, 0.5, 0, &out));
    assert_false(ind_quantile(values, counts, VALUES, 0.5, 10, &out));
    assert_false(ind_quantile(values, huge, 2, 0.5, 7, &out));
    assert_true(out == -7);
}

static void order_statistics(void **state) {
    (void)state;
    static const double sorted[] = {2, 3, 3, 5, 8, 13, 21, 21, 34, 55};
    for (int rank = 1; rank <= 10; rank++)
        assert_true(ind_order_statistic(values, counts, VALUES, rank) == sorted[rank - 1]);
    assert_true(isnan(ind_order_statistic(values, counts, VALUES, 0)));
    assert_true(isnan(ind_order_statistic(values, counts, VALUES, 11)));
    assert_true(isnan(ind_order_statistic(values, counts, 0, 1)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nine_types_as_r),
        cmocka_unit_test(whole_positions_are_whole),
        cmocka_unit_test(ties_go_to_the_even_rank),
        cmocka_unit_test(one_value_is_every_quantile),
        cmocka_unit_test(undefined_leaves_out_alone),
        cmocka_unit_test(order_statistics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
