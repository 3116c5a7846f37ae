/* test_person_number.c - what has the form of a personal identity number.  The good ones are made here, so that none
 * stands in the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "data/values/person_number.h"

/* "YYMMDDNNN" with its check digit behind; BORROWED until the next call. */
static const char *ten(const char *nine) {
    static char text[11];
    int sum = 0;
    for (int i = 0; i < 9; i++) {
        int product = (nine[i] - '0') * (2 - i % 2);
        sum += product > 9 ? product - 9 : product;
    }
    snprintf(text, sizeof text, "%s%d", nine, (10 - sum % 10) % 10);
    return text;
}

static bool is(const char *format, const char *nine) {
    char text[32], head[16];
    const char *all = ten(nine);
    snprintf(head, sizeof head, "%.6s", all);
    snprintf(text, sizeof text, format, head, all + 6);
    return ind_is_person_number(ind_str_of(text));
}

static void knows_the_forms(void **state) {
    (void)state;
    static const char *const good[] = {"%s%s", "%s-%s", "%s+%s", "19%s%s", "19%s-%s", "20%s%s", "18%s%s"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!is(good[i], "800229123") && !is(good[i], "440229123"))
            fail_msg("%s", good[i]);
    static const char *const bad[] = {"%s %s", "21%s%s", "99%s%s", "1%s%s", "%s%s0", "x%s%s", "%s/%s"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (is(bad[i], "800229123"))
            fail_msg("%s", bad[i]);
}

static void looks_at_the_date(void **state) {
    (void)state;
    assert_true(is("%s%s", "800101123"));
    assert_true(is("%s%s", "800289123"));  /* samordningsnummer: 29 February 1980 */
    assert_false(is("%s%s", "800291123")); /* 31 February */
    assert_false(is("%s%s", "810229123"));
    assert_false(is("%s%s", "801301123"));
    assert_true(is("%s%s", "800160123")); /* the day is not known */
    assert_false(is("%s%s", "800101000"));
}

static void looks_at_the_check_digit(void **state) {
    (void)state;
    char text[11];
    snprintf(text, sizeof text, "%s", ten("800101123"));
    for (char digit = '0'; digit <= '9'; digit++) {
        bool right = text[9] == digit;
        char other[11];
        snprintf(other, sizeof other, "%.9s%c", text, digit);
        assert_int_equal(ind_is_person_number((ind_str){other, 10}), right);
    }
}

/* Of numbers in a row 0.7 % pass: months, days and a digit in ten. */
static void few_pass_by_chance(void **state) {
    (void)state;
    size_t passed = 0;
    char text[11];
    uint64_t next = 1;
    for (size_t i = 0; i < 200000; i++) {
        next = next * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        snprintf(text, sizeof text, "%010llu", (unsigned long long)((next >> 20) % UINT64_C(10000000000)));
        passed += ind_is_person_number((ind_str){text, 10});
    }
    assert_in_range(passed, 1200, 1700);
}

static void knows_the_shape(void **state) {
    (void)state;
    assert_true(ind_has_person_number_shape(IND_STR("0000000000")));
    assert_true(ind_has_person_number_shape(IND_STR("000000-0000")));
    assert_true(ind_has_person_number_shape(IND_STR("00000000+0000")));
    assert_false(ind_has_person_number_shape(IND_STR("00000000000")));
    assert_false(ind_has_person_number_shape(IND_STR("P000000001")));
    assert_false(ind_has_person_number_shape(IND_STR("")));
    assert_false(ind_is_person_number(IND_STR("0000000000")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_forms),          cmocka_unit_test(looks_at_the_date),
        cmocka_unit_test(looks_at_the_check_digit), cmocka_unit_test(few_pass_by_chance),
        cmocka_unit_test(knows_the_shape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
