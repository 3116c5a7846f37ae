/* test_standardise.c - standardised rates, and events of which a person has several: published examples, and by hand.
 */
#include "cells/cells.h"
#include "indikator/interval.h"
#include "kinds/rows/counting_interval.h"
#include "statistics/standardise.h"
#include "support/near.h"

#include <math.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Oak Ridge, Center for Epidemiologic Research: directly adjusted rates by ages of ten years, with weights of the US
 * population of 1970 (www.csm.ornl.gov/~frome/ES/ex-direct.html).  The rates are printed with four decimals. */
static const double us_1970[] = {0.28111788, 0.21226284, 0.22695215, 0.19851136, 0.08115578};
typedef struct {
    double events[5], rates[5], value, error;
} published;
static const published examples[] = {
    {{3, 9, 7, 2, 1}, {36.1228, 17.2003, 15.6352, 5.7322, 10.5584}, 19.3490, 6.2478},
    {{0, 0, 0, 10, 2}, {0, 0, 0, 28.6608, 21.1169}, 7.4032, 2.1692},
};

static void published_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        const published *e = &examples[i];
        double population[5], value, variance;
        for (size_t j = 0; j < 5; j++)
            population[j] = e->events[j] > 0 ? e->events[j] / e->rates[j] : 1;
        assert_true(ind_standardise_directly(us_1970, e->events, population, 5, NULL, &value, &variance));
        assert_near(value, e->value, 1e-4);
        assert_near(sqrt(variance), e->error, 1e-4);
    }
}

/* Twice the events in 200 as in 100: 0.6 * 4/200 + 0.4 * 2/100 = 0.02, 0.36 * 4/40000 + 0.16 * 2/10000 = 6.8e-5. */
static void by_hand(void **state) {
    const double shares[] = {0.6, 0.4, 0}, events[] = {4, 2, 3}, population[] = {200, 100, 0};
    double weights[3], value, variance;
    (void)state;
    assert_true(ind_standardise_directly(shares, events, population, 3, weights, &value, &variance));
    assert_near(value, 0.02, 1e-15);
    assert_near(variance, 6.8e-5, 1e-18);
    assert_near(weights[0], 0.003, 1e-18);
    assert_near(weights[1], 0.004, 1e-18);
    assert_near(weights[2], 0, 0);
    const double nobody[] = {200, 0, 50};
    assert_false(ind_standardise_directly(shares, events, nobody, 3, NULL, &value, &variance));
    const double rates[] = {0.02, 0.06, 0.5};
    assert_near(ind_standardise_expected(rates, population, 3), 10, 1e-14);
    assert_near(ind_standardise_expected(rates, nobody, 3), 29, 1e-14);
}

enum { PERSONS };
static const ind_term terms[] = {[PERSONS] = {"persons", IND_TERM_KEYED, IND_ADDS, false}};

/* Of two classes: A 3 and 2, B 2 and 0, E 0 and 4, and twice somebody nobody knows in the second. */
static ind_cells *make_persons(const uint64_t *keys, int32_t period) {
    ind_cells *cells = ind_cells_new(terms, 1, 0);
    uint32_t cell = ind_cells_at(cells, period, NULL);
    const struct {
        uint64_t key;
        size_t class;
        int times;
    } rows[] = {{keys[0], 0, 3}, {keys[2], 1, 4}, {keys[0], 1, 2}, {IND_NOBODY, 1, 2}, {keys[1], 0, 2}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (int k = 0; k < rows[i].times; k++)
            ind_counted_add(cells, cell, PERSONS, rows[i].key, rows[i].class, 1);
    return cells;
}

/* Weights 0.003 and 0.004: A 0.017, B 0.006, E 0.016, nobody 0.004 each. */
static void persons_of_classes(void **state) {
    const uint64_t keys[] = {UINT64_MAX, 77, UINT64_C(1) << 57}; /* also keys of which little is left */
    const double weights[] = {0.003, 0.004};
    ind_cells *cells = make_persons(keys, 0);
    (void)state;
    ind_counted c = ind_counted_persons(cells, 0, PERSONS, 0.049, weights);
    assert_near(c.variance, 0.017 * 0.017 + 0.006 * 0.006 + 0.016 * 0.016 + 2 * 0.004 * 0.004, 1e-18);
    assert_near(c.events, 5, 0);
    assert_near(c.value, 0.049, 0);
    c = ind_counted_persons(cells, 0, PERSONS, 13, NULL);
    assert_near(c.variance, 25 + 4 + 16 + 2, 0);
    ind_cells_free(cells);
}

/* Two halves of the data have the same persons: together they are those of the whole. */
static void parts_make_the_whole(void **state) {
    const uint64_t keys[] = {5, 6, 7};
    ind_cells *whole = make_persons(keys, 0), *part = make_persons(keys, 1);
    (void)state;
    ind_cells_merge(whole, 0, part, 0);
    ind_counted c = ind_counted_persons(whole, 0, PERSONS, 26, NULL);
    assert_near(c.variance, 100 + 16 + 64 + 4, 0);
    assert_near(c.events, 3 + 4, 0);
    ind_cells_empty(whole, 0, PERSONS);
    c = ind_counted_persons(whole, 0, PERSONS, 0, NULL);
    assert_near(c.variance, 0, 0);
    assert_near(c.events, 0, 0);
    ind_cells_free(whole);
    ind_cells_free(part);
}

/* Days of a sum: of somebody nobody knows each row is a person of its own. */
static void sums_of_persons(void **state) {
    ind_cells *cells = ind_cells_new(terms, 1, 0);
    (void)state;
    uint32_t cell = ind_cells_at(cells, 0, NULL);
    ind_counted_add(cells, cell, PERSONS, 9, 0, 30);
    ind_counted_add(cells, cell, PERSONS, 9, 0, 10);
    ind_counted_add(cells, cell, PERSONS, IND_NOBODY, 0, 3);
    ind_counted_add(cells, cell, PERSONS, IND_NOBODY, 0, 4);
    ind_counted_add(cells, cell, PERSONS, 8, 0, 3e9); /* whose square is too great for a sum of squares of many */
    ind_counted c = ind_counted_persons(cells, cell, PERSONS, 3000000047.0, NULL);
    assert_false(ind_cells_overflow(cells));
    assert_near(c.variance, 9e18 + 1600 + 9 + 16, 4096);
    ind_cells_free(cells);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples),   cmocka_unit_test(by_hand),         cmocka_unit_test(persons_of_classes),
        cmocka_unit_test(parts_make_the_whole), cmocka_unit_test(sums_of_persons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
