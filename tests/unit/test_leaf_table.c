/* test_leaf_table.c - entries keep what was added while the table grows, and a table that would be too large is none.
 */
#include "base/memory.h"
#include "cells/leaf_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = 24300, PERIODS = 3, LEAVES = 100 };

typedef struct {
    int64_t n, sum;
} entry;

typedef struct {
    int64_t n, sum, entries;
} totals;

static void add(ind_leaf_table *table, int32_t period, uint32_t leaf) {
    entry *e = (entry *)table->entries + ind_leaf_place(table, period, leaf);
    e->n++;
    e->sum += period * (int64_t)1000 + leaf;
}

static void check_entry(void *context, int32_t period, uint32_t leaf, const void *given) {
    totals *t = context;
    const entry *e = given;
    t->entries++;
    t->n += e->n;
    t->sum += e->sum;
    if (e->sum != e->n * (period * (int64_t)1000 + leaf))
        fail_msg("period %d, leaf %u: %lld rows with a sum of %lld", (int)period, leaf, (long long)e->n,
                 (long long)e->sum);
}

static void keeps_entries_while_it_grows(void **state) {
    (void)state;
    totals t = {0};
    ind_leaf_table *table = ind_leaf_table_new(FIRST, PERIODS, sizeof(entry));
    ind_leaf_table_give(table, check_entry, &t);
    assert_int_equal(t.entries, 0);
    for (uint32_t leaves = 1; leaves <= LEAVES; leaves++) {
        assert_true(ind_leaf_table_reach(table, leaves, PERIODS));
        for (int32_t p = 0; p < PERIODS; p++)
            add(table, FIRST + p, leaves - 1 - (leaves + (uint32_t)p) / 3 % leaves);
    }
    ind_leaf_table_give(table, check_entry, &t);
    assert_int_equal(t.n, LEAVES * PERIODS);
    assert_int_equal(table->rows, LEAVES * PERIODS);
    ind_leaf_table_free(table);
    ind_leaf_table_free(NULL);
}

static void is_never_too_large(void **state) {
    (void)state;
    ind_leaf_table *table = ind_leaf_table_new(0, 1000, sizeof(uint32_t));
    assert_true(ind_leaf_table_reach(table, 256, 1));
    assert_false(ind_leaf_table_reach(table, 257, 1));
    assert_true(ind_leaf_table_reach(table, 256, UINT32_MAX - 1)); /* a count of 32 bits holds as many */
    assert_false(ind_leaf_table_reach(table, 256, 1));
    ind_leaf_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_entries_while_it_grows),
                                       cmocka_unit_test(is_never_too_large)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
