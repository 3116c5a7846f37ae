/* test_keyed_sums.c - what each person has in a cell, in whatever order and parts it came. */
#include "cells/keyed_sums.h"
#include "support/near.h"

#include <math.h>

#include <stdlib.h>

static void sums_come_by_key_in_order(void **state) {
    (void)state;
    ind_keyed_sums table = {0};
    const ind_keyed_sum *list;
    assert_int_equal(ind_keyed_sums_list(&table, &list), 0);
    assert_true(ind_keyed_sums_add(&table, 77, 1, 1));
    assert_true(ind_keyed_sums_add(&table, 5, 1, 0));
    assert_true(ind_keyed_sums_add(&table, 77, 1, 0));
    assert_int_equal(ind_keyed_sums_list(&table, &list), 2);
    assert_int_equal(list[0].key, 5);
    assert_int_equal(list[1].key, 77);
    assert_near(list[1].sums[0], 2, 0);
    assert_near(list[1].sums[1], 1, 0);
    assert_true(ind_keyed_sums_add(&table, 6, 0.25, -3)); /* after it was listed */
    assert_int_equal(ind_keyed_sums_list(&table, &list), 3);
    assert_near(list[1].sums[0], 0.25, 0);
    assert_near(list[1].sums[1], -3, 0);
    ind_keyed_sums_free(&table);
}

/* Ten times 0.1 added as doubles is not 1; and the order of 1e9, 1e-9 and their negatives leaves no trace. */
static void parts_make_the_whole(void **state) {
    static const double terms[] = {0.1, 1e9, -0.3, 1e-9, 1.0 / 3, -1e9, 0.7};
    enum { TERMS = sizeof terms / sizeof *terms, KEYS = 40 };
    (void)state;
    ind_keyed_sums whole = {0}, parts[3] = {{0}, {0}, {0}};
    for (uint64_t key = 0; key < KEYS; key++)
        for (size_t i = 0; i < TERMS; i++) {
            assert_true(ind_keyed_sums_add(&whole, key * 977 + IND_FIRST_KEY, terms[i], -terms[i]));
            assert_true(ind_keyed_sums_add(&parts[(i + key) % 3], key * 977 + IND_FIRST_KEY, terms[TERMS - 1 - i],
                                           -terms[TERMS - 1 - i]));
        }
    assert_true(ind_keyed_sums_merge(&parts[2], &parts[0]));
    assert_true(ind_keyed_sums_merge(&parts[2], &parts[1]));
    const ind_keyed_sum *a, *b;
    assert_int_equal(ind_keyed_sums_list(&whole, &a), KEYS);
    assert_int_equal(ind_keyed_sums_list(&parts[2], &b), KEYS);
    assert_memory_equal(a, b, KEYS * sizeof *a);
    assert_near(a[0].sums[0], 0.1 - 0.3 + 1e-9 + 1.0 / 3 + 0.7, 1e-15);
    assert_near(a[0].sums[1], -a[0].sums[0], 1e-15);
    ind_keyed_sums_free(&whole);
    for (size_t i = 0; i < 3; i++)
        ind_keyed_sums_free(&parts[i]);
}

static void a_number_that_does_not_fit_is_told(void **state) {
    (void)state;
    ind_keyed_sums table = {0};
    assert_false(ind_keyed_sums_add(&table, 9, NAN, 0));
    assert_false(ind_keyed_sums_add(&table, 9, 0, INFINITY));
    assert_false(ind_keyed_sums_add(&table, 9, 0x1p62, 0));
    assert_true(ind_keyed_sums_add(&table, 8, 0x1p61, -0x1p61));
    assert_true(ind_keyed_sums_add(&table, 8, 0x1p61, -0x1p61));
    assert_true(ind_keyed_sums_add(&table, 8, 0x1p61, -0x1p61));
    assert_false(ind_keyed_sums_add(&table, 8, 0x1p61, 0));
    ind_keyed_sums_free(&table);
}

/* A fraction that rounds up to the next whole number, and one below what a step holds. */
static void steps_round(void **state) {
    (void)state;
    ind_keyed_sums table = {0};
    const ind_keyed_sum *list;
    assert_true(ind_keyed_sums_add(&table, 3, -0x1p-80, 0x1p-64));
    assert_int_equal(ind_keyed_sums_list(&table, &list), 1);
    assert_near(list[0].sums[0], 0, 0);
    assert_near(list[0].sums[1], 0x1p-64, 0);
    ind_keyed_sums_free(&table);
    assert_int_equal(ind_key_of_hash(0), 2);
    assert_int_equal(ind_key_of_hash(1), 3);
    assert_int_equal(ind_key_of_hash(2), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_come_by_key_in_order), cmocka_unit_test(parts_make_the_whole),
        cmocka_unit_test(a_number_that_does_not_fit_is_told), cmocka_unit_test(steps_round)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
