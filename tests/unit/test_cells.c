/* test_cells.c - the map of cells, their terms, and merging. */
#include "cells/cells.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT, SUM, TABLE, TERMS };
static const ind_term terms[TERMS] = {{"count", IND_TERM_COUNT, IND_ADDS, false},
                                      {"sum", IND_TERM_SUM, IND_ADDS, false},
                                      {"table", IND_TERM_TABLE, IND_ADDS, false}};

static uint64_t seed = 1;

static uint64_t random_bits(void) { /* splitmix64 */
    uint64_t x = seed += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static void assert_table(ind_cells *cells, uint32_t cell, size_t count, const double *values, const int64_t *counts) {
    const double *got_values;
    const int64_t *got_counts;
    assert_int_equal(ind_cells_get_table(cells, cell, TABLE, &got_values, &got_counts), count);
    for (size_t i = 0; i < count; i++) {
        assert_true(got_values[i] == values[i]);
        assert_int_equal(got_counts[i], counts[i]);
    }
}

static void numbers_cells_in_order_of_first_use(void **state) {
    (void)state;
    ind_cells *cells = ind_cells_new(terms, TERMS, 2);
    const uint32_t a[] = {1, 2}, b[] = {2, 1}, unknown[] = {0, 0};
    assert_int_equal(ind_cells_count_of(cells), 0);
    assert_true(ind_cells_find(cells, 7, a) == UINT32_MAX);
    assert_int_equal(ind_cells_at(cells, 7, a), 0);
    assert_int_equal(ind_cells_at(cells, 7, b), 1);
    assert_int_equal(ind_cells_at(cells, -7, a), 2);
    assert_int_equal(ind_cells_at(cells, 0, unknown), 3);
    assert_int_equal(ind_cells_at(cells, 7, a), 0);
    assert_int_equal(ind_cells_count_of(cells), 4);
    assert_int_equal(ind_cells_find(cells, -7, a), 2);
    assert_true(ind_cells_find(cells, -7, b) == UINT32_MAX);
    assert_int_equal(ind_cells_period(cells, 2), -7);
    assert_memory_equal(ind_cells_codes(cells, 1), b, sizeof b);
    ind_cells_free(cells);
    ind_cells_free(NULL);
}

static void cells_without_groups(void **state) {
    (void)state;
    ind_cells *cells = ind_cells_new(terms, TERMS, 0);
    assert_int_equal(ind_cells_at(cells, 1, NULL), 0);
    assert_int_equal(ind_cells_at(cells, INT32_MIN, NULL), 1);
    assert_int_equal(ind_cells_at(cells, INT32_MAX, NULL), 2);
    assert_int_equal(ind_cells_find(cells, 1, NULL), 0);
    assert_int_equal(ind_cells_period(cells, 1), INT32_MIN);
    ind_cells_free(cells);
}

static void grows_and_finds_again(void **state) {
    (void)state;
    enum { MANY = 20000 };
    ind_cells *cells = ind_cells_new(terms, TERMS, 2);
    for (uint32_t i = 0; i < MANY; i++) {
        const uint32_t codes[] = {i % 100, i / 100};
        uint32_t cell = ind_cells_at(cells, 5, codes);
        assert_int_equal(cell, i);
        ind_cells_count(cells, cell, COUNT, i);
        ind_cells_sum(cells, cell, SUM, 0.5 * i);
    }
    for (uint32_t i = 0; i < MANY; i++) {
        const uint32_t codes[] = {i % 100, i / 100};
        assert_int_equal(ind_cells_find(cells, 5, codes), i);
        assert_int_equal(ind_cells_at(cells, 5, codes), i);
        assert_int_equal(ind_cells_get_count(cells, i, COUNT), i);
        assert_true(ind_cells_get_sum(cells, i, SUM) == 0.5 * i);
    }
    assert_false(ind_cells_overflow(cells));
    ind_cells_free(cells);
}

/* Rolling up within one collection hands its own keys back to it. */
static void takes_its_own_codes_as_key(void **state) {
    (void)state;
    ind_cells *cells = ind_cells_new(terms, TERMS, 3);
    const uint32_t codes[] = {1, 2, 3};
    ind_cells_at(cells, 0, codes);
    for (int32_t period = 1; period < 100; period++)
        ind_cells_at(cells, period, ind_cells_codes(cells, (uint32_t)period - 1));
    assert_int_equal(ind_cells_count_of(cells), 100);
    for (int32_t period = 0; period < 100; period++)
        assert_int_equal(ind_cells_find(cells, period, codes), period);
    ind_cells_free(cells);
}

static void clearing_leaves_nothing_behind(void **state) {
    (void)state;
    ind_cells *cells = ind_cells_new(terms, TERMS, 1);
    for (int round = 0; round < 3; round++) {
        for (uint32_t code = 0; code < 50; code++) {
            uint32_t cell = ind_cells_at(cells, 1, &code);
            assert_int_equal(ind_cells_get_count(cells, cell, COUNT), 0);
            assert_true(ind_cells_get_sum(cells, cell, SUM) == 0);
            assert_table(cells, cell, 0, NULL, NULL);
            ind_cells_count(cells, cell, COUNT, INT64_MAX);
            ind_cells_count(cells, cell, COUNT, 1);
            ind_cells_sum(cells, cell, SUM, NAN);
            ind_cells_tally(cells, cell, TABLE, 1, 1);
        }
        assert_true(ind_cells_overflow(cells));
        ind_cells_clear(cells);
        assert_false(ind_cells_overflow(cells));
        assert_int_equal(ind_cells_count_of(cells), 0);
        assert_true(ind_cells_find(cells, 1, &(uint32_t){0}) == UINT32_MAX);
    }
    ind_cells_free(cells);
}

static void tables_are_sorted_and_exact(void **state) {
    (void)state;
    ind_cells *cells = ind_cells_new(terms, TERMS, 0);
    uint32_t cell = ind_cells_at(cells, 0, NULL);
    const double seen[] = {3, -1, 0.1, 3, -0.0, 0.0, 0.1 + 0.2, 0.3};
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        ind_cells_tally(cells, cell, TABLE, seen[i], 1);
    ind_cells_tally(cells, cell, TABLE, 99, 0);
    const double values[] = {-1, 0, 0.1, 0.3, 0.1 + 0.2, 3};
    const int64_t counts[] = {1, 2, 1, 1, 1, 2};
    assert_table(cells, cell, 6, values, counts);
    assert_table(cells, cell, 6, values, counts); /* asking again changes nothing */
    const double *got;
    const int64_t *times;
    ind_cells_get_table(cells, cell, TABLE, &got, &times);
    assert_false(signbit(got[1]));

    ind_cells_tally(cells, cell, TABLE, 3, 40); /* and it grows on after being sorted */
    ind_cells_tally(cells, cell, TABLE, -2, 1);
    assert_table(cells, cell, 7, (double[]){-2, -1, 0, 0.1, 0.3, 0.1 + 0.2, 3}, (int64_t[]){1, 1, 2, 1, 1, 1, 42});
    ind_cells_free(cells);
}

static void tables_of_two_cells_stand_side_by_side(void **state) {
    (void)state;
    ind_cells *cells = ind_cells_new(terms, TERMS, 0);
    uint32_t a = ind_cells_at(cells, 1, NULL), b = ind_cells_at(cells, 2, NULL);
    for (int i = 0; i < 1000; i++) {
        ind_cells_tally(cells, a, TABLE, 999 - i, 1);
        ind_cells_tally(cells, b, TABLE, i % 10, 1);
    }
    const double *values_a, *values_b;
    const int64_t *counts_a, *counts_b;
    assert_int_equal(ind_cells_get_table(cells, a, TABLE, &values_a, &counts_a), 1000);
    assert_int_equal(ind_cells_get_table(cells, b, TABLE, &values_b, &counts_b), 10);
    for (int i = 0; i < 1000; i++)
        assert_true(values_a[i] == i && counts_a[i] == 1 && values_b[i % 10] == i % 10 && counts_b[i % 10] == 100);
    ind_cells_free(cells);
}

static void overflow_at(int which, ind_cells *cells, uint32_t cell) {
    switch (which) {
    case 0:
        ind_cells_count(cells, cell, COUNT, INT64_MAX);
        ind_cells_count(cells, cell, COUNT, 1);
        break;
    case 1:
        ind_cells_count(cells, cell, COUNT, INT64_MIN);
        ind_cells_count(cells, cell, COUNT, -1);
        break;
    case 2: ind_cells_sum(cells, cell, SUM, 0x1p94); break;
    case 3: ind_cells_sum(cells, cell, SUM, NAN); break;
    case 4:
        ind_cells_tally(cells, cell, TABLE, 1, INT64_MAX);
        ind_cells_tally(cells, cell, TABLE, 1, 1);
        break;
    case 5: ind_cells_tally(cells, cell, TABLE, INFINITY, 1); break;
    default: ind_cells_tally(cells, cell, TABLE, NAN, 1); break;
    }
}

static void overflow_is_marked_and_inherited(void **state) {
    (void)state;
    for (int which = 0; which < 7; which++) {
        ind_cells *cells = ind_cells_new(terms, TERMS, 0), *other = ind_cells_new(terms, TERMS, 0);
        uint32_t cell = ind_cells_at(cells, 1, NULL), to = ind_cells_at(other, 1, NULL);
        ind_cells_count(cells, cell, COUNT, INT64_MAX / 2);
        ind_cells_count(cells, cell, COUNT, -(INT64_MAX / 2));
        assert_false(ind_cells_overflow(cells));
        overflow_at(which, cells, cell);
        if (!ind_cells_overflow(cells))
            fail_msg("overflow %d is not marked", which);
        ind_cells_merge(other, to, cells, cell);
        assert_true(ind_cells_overflow(other));
        ind_cells_free(cells);
        ind_cells_free(other);
    }
}

static void merging_marks_its_own_overflow(void **state) {
    (void)state;
    for (int term = COUNT; term < TERMS; term++) {
        ind_cells *cells = ind_cells_new(terms, TERMS, 0);
        uint32_t a = ind_cells_at(cells, 1, NULL), b = ind_cells_at(cells, 2, NULL);
        for (uint32_t cell = a; cell <= b; cell++) {
            ind_cells_count(cells, cell, COUNT, term == COUNT ? INT64_MAX : 1);
            ind_cells_sum(cells, cell, SUM, term == SUM ? 0x1p93 : 1);
            ind_cells_tally(cells, cell, TABLE, 1, term == TABLE ? INT64_MAX : 1);
        }
        assert_false(ind_cells_overflow(cells));
        ind_cells_merge(cells, a, cells, b);
        assert_true(ind_cells_overflow(cells));
        ind_cells_free(cells);
    }
}

/* ---- any split of the rows, merged, is the whole ---- */

enum { ROWS = 3000, PARTS = 4 };

typedef struct {
    int32_t period;
    uint32_t codes[2];
    double value;
} row;

static row random_row(void) {
    uint64_t bits = random_bits();
    return (row){.period = (int32_t)(bits % 3),
                 .codes = {(uint32_t)(bits >> 8) % 4, (uint32_t)(bits >> 16) % 3},
                 .value = ldexp((double)(bits >> 40), -20)};
}

static void add_row(ind_cells *cells, const row *r) {
    uint32_t cell = ind_cells_at(cells, r->period, r->codes);
    ind_cells_count(cells, cell, COUNT, 1);
    ind_cells_sum(cells, cell, SUM, r->value * 0.1);
    ind_cells_tally(cells, cell, TABLE, floor(r->value), 1);
}

static void merge_all(ind_cells *to, const ind_cells *from) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(from); cell++)
        ind_cells_merge(to, ind_cells_at(to, ind_cells_period(from, cell), ind_cells_codes(from, cell)), from, cell);
}

static void assert_same_cells(ind_cells *a, ind_cells *b) {
    assert_int_equal(ind_cells_count_of(a), ind_cells_count_of(b));
    for (uint32_t i = 0; i < ind_cells_count_of(a); i++) {
        uint32_t j = ind_cells_find(b, ind_cells_period(a, i), ind_cells_codes(a, i));
        assert_true(j != UINT32_MAX);
        assert_int_equal(ind_cells_get_count(a, i, COUNT), ind_cells_get_count(b, j, COUNT));
        assert_true(ind_cells_get_sum(a, i, SUM) == ind_cells_get_sum(b, j, SUM));
        const double *values;
        const int64_t *counts;
        size_t count = ind_cells_get_table(a, i, TABLE, &values, &counts);
        assert_table(b, j, count, values, counts);
    }
}

static void parts_merge_to_the_whole(void **state) {
    (void)state;
    ind_cells *whole = ind_cells_new(terms, TERMS, 2), *merged = ind_cells_new(terms, TERMS, 2), *parts[PARTS];
    for (int p = 0; p < PARTS; p++)
        parts[p] = ind_cells_new(terms, TERMS, 2);
    for (int i = 0; i < ROWS; i++) {
        row r = random_row();
        add_row(whole, &r);
        add_row(parts[random_bits() % PARTS], &r);
    }
    const double *values;
    const int64_t *counts;
    for (uint32_t cell = 0; cell < ind_cells_count_of(parts[1]); cell++)
        ind_cells_get_table(parts[1], cell, TABLE, &values, &counts); /* both forms of a table merge */
    for (int p = PARTS - 1; p >= 0; p--) {
        merge_all(merged, parts[p]);
        ind_cells_free(parts[p]);
    }
    assert_same_cells(whole, merged);
    ind_cells_free(whole);
    ind_cells_free(merged);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_cells_in_order_of_first_use),
        cmocka_unit_test(cells_without_groups),
        cmocka_unit_test(grows_and_finds_again),
        cmocka_unit_test(takes_its_own_codes_as_key),
        cmocka_unit_test(clearing_leaves_nothing_behind),
        cmocka_unit_test(tables_are_sorted_and_exact),
        cmocka_unit_test(tables_of_two_cells_stand_side_by_side),
        cmocka_unit_test(overflow_is_marked_and_inherited),
        cmocka_unit_test(merging_marks_its_own_overflow),
        cmocka_unit_test(parts_merge_to_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
