/* test_person_time.c - the ratio of two rates of the same persons, from sums and products, against each person's own
 * terms added up. */
#include "statistics/person_time.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 8 };

typedef struct {
    const char *name;
    int count;
    double persons[MOST][IND_PT_SUMS]; /* events and days after, events and days before */
    double ratio;                      /* NaN: none */
    bool has_interval;
    double low, high; /* 95 %, by hand */
} cohort;

static ind_person_time sums_of(const cohort *c) {
    ind_person_time p = {.persons = c->count};
    for (int k = 0; k < c->count; k++)
        for (int i = 0; i < IND_PT_SUMS; i++) {
            p.sums[i] += c->persons[k][i];
            for (int j = i; j < IND_PT_SUMS; j++)
                p.products[ind_person_time_product(i, j)] += c->persons[k][i] * c->persons[k][j];
        }
    return p;
}

/* m/(m-1) * sum of (a/A - t/T - b/B + s/S)^2, person by person. */
static double variance_of(const cohort *c, const ind_person_time *p) {
    double sum = 0;
    for (int k = 0; k < c->count; k++) {
        const double *x = c->persons[k];
        double term = x[0] / p->sums[0] - x[1] / p->sums[1] - x[2] / p->sums[2] + x[3] / p->sums[3];
        sum += term * term;
    }
    return c->count / (c->count - 1.0) * sum;
}

static const cohort cohorts[] = {
    {"4 in 730 days, 1 in 465", 2, {{1, 365, 3, 365}, {0, 100, 1, 365}}, 0.392473118, true, 0.342229415, 0.450093247},
    {"as often", 3, {{1, 10, 0, 10}, {0, 10, 1, 10}, {2, 10, 2, 10}}, 1, true, 0.322521, 3.100569},
    {"none after", 2, {{0, 365, 3, 365}, {0, 100, 1, 365}}, 0, false, 0, 0},
    {"none before", 2, {{1, 365, 0, 365}, {0, 100, 0, 365}}, NAN, false, 0, 0},
    {"one person", 1, {{1, 365, 3, 365}}, 1 / 3.0, false, 0, 0},
    {"all alike", 3, {{1, 365, 3, 365}, {1, 365, 3, 365}, {1, 365, 3, 365}}, 1 / 3.0, false, 0, 0},
    {"nobody", 0, {{0}}, NAN, false, 0, 0},
};

static void ratio_and_interval(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cohorts / sizeof *cohorts; i++) {
        const cohort *c = &cohorts[i];
        ind_person_time p = sums_of(c);
        ind_interval got = {0, 0};
        double ratio = ind_person_time_ratio(&p), variance;
        if (isnan(c->ratio) != isnan(ratio) || fabs(ratio - c->ratio) > 1e-8)
            fail_msg("%s: ratio %.9g, want %.9g", c->name, ratio, c->ratio);
        if (ind_person_time_interval(&p, 0.95, &got) != c->has_interval)
            fail_msg("%s: an interval where there is none, or none where there is one", c->name);
        if (!c->has_interval)
            continue;
        if (!ind_person_time_variance(&p, &variance) || fabs(variance - variance_of(c, &p)) > 1e-12 * variance)
            fail_msg("%s: variance %.15g, want %.15g", c->name, variance, variance_of(c, &p));
        if (fabs(got.low - c->low) > 1e-5 * c->low || fabs(got.high - c->high) > 1e-5 * c->high)
            fail_msg("%s: %.9g - %.9g, want %.9g - %.9g", c->name, got.low, got.high, c->low, c->high);
    }
}

/* Two halves of a cohort make the whole. */
static void halves_add(void **state) {
    (void)state;
    cohort whole = {"whole", 4, {{1, 365, 3, 365}, {0, 100, 1, 365}, {2, 365, 0, 365}, {5, 40, 2, 365}}, 0, true, 0, 0};
    cohort first = whole, second = {.count = 2};
    first.count = 2;
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < IND_PT_SUMS; i++)
            second.persons[k][i] = whole.persons[2 + k][i];
    ind_person_time a = sums_of(&first), b = sums_of(&second), all = sums_of(&whole);
    double together = 0, apart = 1;
    a.persons += b.persons;
    for (int i = 0; i < IND_PT_SUMS; i++)
        a.sums[i] += b.sums[i];
    for (int i = 0; i < IND_PT_PRODUCTS; i++)
        a.products[i] += b.products[i];
    assert_true(ind_person_time_variance(&all, &together) && ind_person_time_variance(&a, &apart));
    assert_true(together == apart);
}

static void products_have_numbers(void **state) {
    (void)state;
    bool used[IND_PT_PRODUCTS] = {false};
    for (int i = 0; i < IND_PT_SUMS; i++)
        for (int j = i; j < IND_PT_SUMS; j++) {
            int number = ind_person_time_product(i, j);
            assert_true(number >= 0 && number < IND_PT_PRODUCTS && !used[number]);
            assert_int_equal(number, ind_person_time_product(j, i));
            used[number] = true;
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratio_and_interval),
        cmocka_unit_test(halves_add),
        cmocka_unit_test(products_have_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
