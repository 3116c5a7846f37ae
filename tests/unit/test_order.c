/* test_order.c - days of a row that come one after the other: a time counts as its day, before 1970 too. */
#include "engine/load/order.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* One row; days and minutes are counted from 1 January 1970. */
static bool is_wrong(ind_vector before, ind_vector after) {
    const ind_order_pair pair = {.before = 0, .after = 1, .column = "after", .what = "is earlier"};
    const ind_vector columns[] = {before, after};
    const ind_batch batch = {.count = 1, .columns = columns, .line = (const uint64_t[]){2}};
    ind_findings findings = {0};
    ind_order_check(&pair, 1, columns, &batch, &findings);
    bool wrong = findings.count == 1;
    ind_findings_free(&findings);
    return wrong;
}

static bool is_wrong_date(int64_t minutes, int32_t day) {
    return is_wrong((ind_vector){.type = IND_DATETIME, .integer = &minutes},
                    (ind_vector){.type = IND_DATE, .day = &day});
}

static void a_time_counts_as_its_day(void **state) {
    (void)state;
    enum { LAST_MINUTE = 1439, A_DAY = 1440 };
    static const struct {
        int64_t minutes;
        int32_t day;
    } times[] = {{0, 0}, {LAST_MINUTE, 0}, {A_DAY, 1}, {-1, -1}, {-A_DAY, -1}, {-A_DAY - 1, -2}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_false(is_wrong_date(times[i].minutes, times[i].day));
        assert_true(is_wrong_date(times[i].minutes, times[i].day - 1));
    }
}

static void times_of_one_day_are_in_order(void **state) {
    (void)state;
    int64_t evening = 1200, morning = 480, next = 1440 + 60;
    ind_vector first = {.type = IND_DATETIME, .integer = &evening},
               second = {.type = IND_DATETIME, .integer = &morning};
    assert_false(is_wrong(first, second));
    first.integer = &next;
    assert_true(is_wrong(first, second));
}

static void unknown_is_in_order(void **state) {
    (void)state;
    assert_false(is_wrong_date(0, IND_NULL_DATE));
    assert_false(is_wrong_date(IND_NULL_INTEGER, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_counts_as_its_day),
        cmocka_unit_test(times_of_one_day_are_in_order),
        cmocka_unit_test(unknown_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
