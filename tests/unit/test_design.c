/* test_design.c - weights, rows of the same person, strata and finite populations, by hand. */
#include "statistics/design.h"
#include "support/near.h"

#include <math.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Answers 1, 0, 1 with weights 1, 2, 3: p = 4/6; sum of w^2 (y-p)^2 = 1/9 + 4*4/9 + 9/9 = 26/9;
 * v = 3/2 * 26/9 / 36 = 13/108; p(1-p)/v = 2/9 * 108/13 = 24/13. */
static void a_weighted_share(void **state) {
    double v;
    (void)state;
    assert_true(ind_weighted_share_variance(3, 6, 14, 10, 4.0 / 6, &v));
    assert_near(v, 13.0 / 108, 1e-15);
    assert_near(ind_share_effective(4.0 / 6, v, 99), 24.0 / 13, 1e-12);
    assert_false(ind_weighted_share_variance(1, 1, 1, 1, 1, &v));
    assert_false(ind_weighted_share_variance(3, 0, 0, 0, 0, &v));
    assert_near(ind_share_effective(0, 0, 7), 7, 0);
    assert_near(ind_share_effective(1, 0, 7), 7, 0);
}

/* Three persons with 2, 1 and 3 rows, of which 1, 0 and 3 are met: p = 4/6; deviations 1 - 4/3, 0 - 2/3, 3 - 2 =
 * -1/3, -2/3, 1; sum of squares 14/9; v = 3/2 * 14/9 / 36 = 7/108; p(1-p)/v = 24/7. */
static void rows_of_the_same_person(void **state) {
    const ind_keyed_sum persons[] = {{10, {2, 1}}, {11, {1, 0}}, {12, {3, 3}}};
    ind_clustered c;
    (void)state;
    assert_true(ind_clustered_share(persons, 3, 6, &c));
    assert_near(c.persons, 3, 0);
    assert_near(c.variance, 7.0 / 108, 1e-15);
    assert_near(c.effective, 24.0 / 7, 1e-12);
    assert_false(ind_clustered_share(persons, 1, 2, &c));
    assert_false(ind_clustered_share(persons, 0, 0, &c));
}

/* Persons that are unlike within are worth more than their rows: never above the rows. */
static void never_above_the_rows(void **state) {
    const ind_keyed_sum persons[] = {{10, {2, 1}}, {11, {2, 1}}, {12, {2, 1}}, {13, {2, 1}}, {14, {1, 1}}};
    ind_clustered c;
    (void)state;
    assert_true(ind_clustered_share(persons, COUNT_OF(persons), 9, &c));
    assert_near(c.effective, 9, 0);
}

/* All alike, one third each, which no double holds: v is 0, and n^2 / sum of n_i^2 = 81 / (9 + 36) stands. */
static void persons_alike(void **state) {
    const ind_keyed_sum thirds[] = {{10, {3, 1}}, {11, {6, 2}}}, none[] = {{10, {3, 0}}, {11, {6, 0}}};
    ind_clustered c;
    (void)state;
    assert_true(ind_clustered_share(thirds, 2, 9, &c));
    assert_near(c.variance, 0, 0);
    assert_near(c.effective, 81.0 / 45, 1e-12);
    assert_true(ind_clustered_share(none, 2, 9, &c));
    assert_near(c.effective, 81.0 / 45, 1e-12);
}

/* Rows of nobody known are persons of their own: four such rows, one met, are what four persons are. */
static void rows_of_nobody(void **state) {
    const ind_keyed_sum nobody[] = {{IND_NOBODY, {4, 1}}, {10, {2, 2}}};
    const ind_keyed_sum apart[] = {{6, {1, 1}}, {7, {1, 0}}, {8, {1, 0}}, {9, {1, 0}}, {10, {2, 2}}};
    ind_clustered a, b;
    (void)state;
    assert_true(ind_clustered_share(nobody, 2, 6, &a));
    assert_true(ind_clustered_share(apart, 5, 6, &b));
    assert_near(a.persons, 5, 0);
    assert_near(a.variance, b.variance, 1e-15);
    assert_near(a.effective, b.effective, 1e-12);
    assert_true(ind_clustered_share(nobody, 1, 4, &a));
}

static void a_part_of_the_population(void **state) {
    double f = -1;
    (void)state;
    assert_true(ind_sampling_fraction(30, 40, &f));
    assert_near(f, 0.75, 0);
    assert_true(ind_sampling_fraction(40, 40, &f));
    assert_near(f, 1, 0);
    assert_false(ind_sampling_fraction(41, 40, &f));
    assert_false(ind_sampling_fraction(0, 0, &f));
    assert_false(ind_sampling_fraction(3, NAN, &f));
}

/* Two strata: 2 of 4 with values 1 and 3, and 3 of 6 with 2, 2, 5.  Means 2 and 3, s^2 2 and 3;
 * mean = .4 * 2 + .6 * 3 = 2.6; v = .16 * .5 * 2/2 + .36 * .5 * 3/3 = .26. */
static void strata(void **state) {
    ind_stratum h[] = {{2, 4, 4, 10}, {3, 6, 9, 33}};
    double mean, v;
    (void)state;
    assert_true(ind_stratified_mean(h, 2, &mean, &v));
    assert_near(mean, 2.6, 1e-15);
    assert_near(v, 0.26, 1e-15);
    h[0] = (ind_stratum){4, 4, 8, 20}; /* all of it have answered */
    assert_true(ind_stratified_mean(h, 2, &mean, &v));
    assert_near(v, 0.18, 1e-15);
    h[0] = (ind_stratum){1, 4, 1, 1};
    assert_false(ind_stratified_mean(h, 2, &mean, &v));
    h[0] = (ind_stratum){1, 1, 1, 1};
    assert_true(ind_stratified_mean(h, 2, &mean, &v));
    h[0] = (ind_stratum){0, 4, 0, 0};
    assert_false(ind_stratified_mean(h, 2, &mean, &v));
    h[0] = (ind_stratum){5, 4, 5, 5};
    assert_false(ind_stratified_mean(h, 2, &mean, &v));
    assert_false(ind_stratified_mean(h, 0, &mean, &v));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_weighted_share),
                                       cmocka_unit_test(rows_of_the_same_person),
                                       cmocka_unit_test(never_above_the_rows),
                                       cmocka_unit_test(persons_alike),
                                       cmocka_unit_test(rows_of_nobody),
                                       cmocka_unit_test(a_part_of_the_population),
                                       cmocka_unit_test(strata)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
