/* test_kept_rows.c - lists of rows that get shorter. */
#include "base/memory.h"
#include "engine/collect/kept_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void begins_with_all_or_the_true(void **state) {
    (void)state;
    static const uint8_t truth[] = {IND_TRUE, IND_FALSE, IND_UNKNOWN, IND_TRUE};
    static const uint32_t all[] = {0, 1, 2, 3}, met[] = {0, 3}, perhaps[] = {0, 2, 3};
    uint32_t rows[4];
    assert_int_equal(ind_rows_all(rows, 0), 0);
    assert_int_equal(ind_rows_all(rows, 4), 4);
    assert_memory_equal(rows, all, sizeof all);
    assert_int_equal(ind_rows_with_truth(rows, truth, IND_TRUE, 4), 2);
    assert_memory_equal(rows, met, sizeof met);
    assert_int_equal(ind_rows_not_false(rows, truth, 4), 3);
    assert_memory_equal(rows, perhaps, sizeof perhaps);
}

/* Of rows 1, 2 and 3, row 2 is unknown in each type. */
static void drops_the_unknown(void **state) {
    (void)state;
    static const ind_type types[] = {IND_TEXT, IND_LIST, IND_INTEGER, IND_NUMBER, IND_DATE, IND_DATETIME, IND_BOOLEAN};
    static const uint32_t left[] = {1, 3};
    for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
        ind_vector vector = ind_vector_new(types[t], NULL, 4);
        memset(vector.any, 1, 4 * ind_type_size(types[t]));
        ind_vector_set_null(&vector, 0);
        ind_vector_set_null(&vector, 2);
        uint32_t rows[] = {1, 2, 3};
        assert_int_equal(ind_rows_known(rows, 3, &vector), 2);
        assert_memory_equal(rows, left, sizeof left);
        free(vector.any);
    }
    const ind_str texts[] = {{NULL, 0}, IND_STR("a"), {NULL, 0}, IND_STR("")};
    uint32_t rows[] = {1, 2, 3};
    assert_int_equal(ind_rows_with_text(rows, 3, texts), 2);
    assert_memory_equal(rows, left, sizeof left);
}

/* Both ends belong to the days; unknown is on none. */
static void drops_other_days(void **state) {
    (void)state;
    enum { FROM = -2, TO = 3, DAY = 24 * 60, ROWS = 7 };
    int32_t days[ROWS] = {IND_NULL_DATE, FROM - 1, FROM, 0, TO, TO + 1, INT32_MAX};
    int64_t minutes[ROWS] = {IND_NULL_INTEGER,   FROM * DAY - 1, FROM * DAY, 0,
                             (TO + 1) * DAY - 1, (TO + 1) * DAY, INT64_MAX};
    const ind_vector by_day = {.type = IND_DATE, .day = days}, by_minute = {.type = IND_DATETIME, .integer = minutes};
    static const uint32_t left[] = {2, 3, 4};
    uint32_t rows[ROWS];
    assert_int_equal(ind_rows_between(rows, ind_rows_all(rows, ROWS), &by_day, FROM, TO), 3);
    assert_memory_equal(rows, left, sizeof left);
    assert_int_equal(ind_rows_between(rows, ind_rows_all(rows, ROWS), &by_minute, FROM, TO), 3);
    assert_memory_equal(rows, left, sizeof left);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_with_all_or_the_true),
        cmocka_unit_test(drops_the_unknown),
        cmocka_unit_test(drops_other_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
