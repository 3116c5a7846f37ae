/* test_number.c - numbers to and from text, the same in every locale. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t seed = 7;

static uint64_t random_bits(void) { /* splitmix64 */
    uint64_t x = seed += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* ---- integers ---- */

static const struct {
    const char *name, *text;
    bool good;
    int64_t value;
} integers[] = {
    {"zero", "0", true, 0},
    {"plain", "42", true, 42},
    {"negative", "-42", true, -42},
    {"negative zero", "-0", true, 0},
    {"leading zeros", "007", true, 7},
    {"greatest", "9223372036854775807", true, INT64_MAX},
    {"one more", "9223372036854775808", false, 0},
    {"least", "-9223372036854775808", true, INT64_MIN},
    {"one less", "-9223372036854775809", false, 0},
    {"far too long", "99999999999999999999999999999999", false, 0},
    {"empty", "", false, 0},
    {"only a sign", "-", false, 0},
    {"plus", "+1", false, 0},
    {"space", " 1", false, 0},
    {"space after", "1 ", false, 0},
    {"fraction", "1.0", false, 0},
    {"letters", "1e3", false, 0},
    {"thousands", "1 000", false, 0},
};

static void reads_integers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
        int64_t value = 77;
        bool good = ind_parse_integer(ind_str_of(integers[i].text), &value);
        if (good != integers[i].good || value != (good ? integers[i].value : 77))
            fail_msg("%s: %d, %lld", integers[i].name, (int)good, (long long)value);
    }
}

/* ---- decimals ---- */

static const struct {
    const char *name, *text;
    char mark;
    bool good;
    double value;
} decimals[] = {
    {"whole", "12", '.', true, 12},
    {"point", "1.25", '.', true, 1.25},
    {"comma", "1,25", ',', true, 1.25},
    {"a point where the mark is a comma", "1.25", ',', false, 0},
    {"negative", "-0,5", ',', true, -0.5},
    {"a tenth", "0.1", '.', true, 0.1},
    {"halfway between two doubles", "9007199254740993", '.', true, 9007199254740992.0},
    {"19 digits", "0.1234567890123456789", '.', true, 0.1234567890123456789},
    {"more than 19 digits", "3.14159265358979323846264338", '.', true, 3.14159265358979323846264338},
    {"many zeros in front", "00000000000000000000000000001.5", '.', true, 1.5},
    {"small, with more digits than the fast path takes", "0.00000000000000000000000000123", '.', true, 1.23e-27},
    {"only a mark", ".", '.', false, 0},
    {"nothing before the mark", ".5", '.', false, 0},
    {"nothing after the mark", "5.", '.', false, 0},
    {"two marks", "1.2.3", '.', false, 0},
    {"exponent", "1e5", '.', false, 0},
    {"empty", "", '.', false, 0},
    {"sign", "-", '.', false, 0},
    {"plus", "+1", '.', false, 0},
    {"hexadecimal", "0x10", '.', false, 0},
    {"nan", "nan", '.', false, 0},
    {"infinity", "inf", '.', false, 0},
};

static void check_decimals(const char *when) {
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        double value = 77;
        bool good = ind_parse_decimal(ind_str_of(decimals[i].text), decimals[i].mark, &value);
        if (good != decimals[i].good || value != (good ? decimals[i].value : 77))
            fail_msg("%s%s: %d, %.17g", decimals[i].name, when, (int)good, value);
    }
}

static void reads_decimals(void **state) {
    (void)state;
    check_decimals("");
    char nines[401];
    double value = 77;
    memset(nines, '9', sizeof nines);
    assert_false(ind_parse_decimal((ind_str){nines, 400}, '.', &value)); /* longer than a number may be */
    assert_false(ind_parse_decimal((ind_str){nines, 310}, '.', &value)); /* more than a double holds */
    assert_true(ind_parse_decimal((ind_str){nines, 308}, '.', &value));
}

static void reads_decimals_as_strtod(void **state) {
    (void)state;
    for (int i = 0; i < 200000; i++) {
        char text[64];
        int places = (int)(random_bits() % 18);
        double x = (double)(random_bits() >> (random_bits() % 60)) / 1e6;
        snprintf(text, sizeof text, "%s%.*f", random_bits() % 2 == 0 ? "-" : "", places, x);
        double value, want = strtod(text, NULL);
        if (!ind_parse_decimal(ind_str_of(text), '.', &value) || value != want)
            fail_msg("%s: %.17g, wanted %.17g", text, value, want);
    }
}

/* ---- writing ---- */

static const struct {
    const char *name;
    double x;
    const char *text;
} written[] = {
    {"zero", 0, "0"},
    {"negative zero", -0.0, "0"},
    {"one", 1, "1"},
    {"negative", -2.5, "-2.5"},
    {"a third", 1 / 3.0, "0.333333333333"},
    {"two thirds", 2 / 3.0, "0.666666666667"},
    {"12 digits are rounded", 123456.7890123, "123456.789012"},
    {"a carry through all digits", 0.9999999999999, "1"},
    {"trailing zeros go", 100.5, "100.5"},
    {"a large whole number", 123456789012345.0, "123456789012000"},
    {"the last without exponent", 999999999999000.0, "999999999999000"},
    {"the first with exponent", 1e15, "1e15"},
    {"large", -1.5e300, "-1.5e300"},
    {"the least without exponent", 1e-7, "0.0000001"},
    {"below it", 9.99e-8, "9.99e-8"},
    {"small", 1.25e-300, "1.25e-300"},
    {"the smallest", 4.9406564584124654e-324, "4.94065645841e-324"},
    {"the greatest", 1.7976931348623157e308, "1.79769313486e308"},
    {"a percentage", 100 * (2 / 21.0), "9.52380952381"},
};

static void check_written(const char *when) {
    char text[IND_NUMBER_TEXT];
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (strcmp(ind_number_text(written[i].x, text), written[i].text) != 0)
            fail_msg("%s%s: %s", written[i].name, when, text);
}

static void writes_integers(void **state) {
    (void)state;
    static const int64_t numbers[] = {0, 7, -7, 10, 1234567890123, INT64_MAX, INT64_MIN};
    static const char *const texts[] = {
        "0", "7", "-7", "10", "1234567890123", "9223372036854775807", "-9223372036854775808"};
    char text[IND_INTEGER_TEXT];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_string_equal(ind_integer_text(numbers[i], text), texts[i]);
}

static void writes_numbers(void **state) {
    (void)state;
    check_written("");
}

static const struct {
    const char *name;
    double x;
    int decimals;
    char mark;
    const char *text;
} fixed[] = {
    {"one decimal", 9.5238, 1, '.', "9.5"},
    {"comma", 9.5238, 2, ',', "9,52"},
    {"no decimals", 9.5, 0, '.', "10"},
    {"a half goes away from zero", 2.5, 0, '.', "3"},
    {"below zero too", -2.5, 0, '.', "-3"},
    {"a half in decimal digits, not in binary", 1.005, 2, '.', "1.01"},
    {"0.285", 0.285, 2, '.', "0.29"},
    {"just below a half", 2.4999999999, 0, '.', "2"},
    {"padded", 3, 2, '.', "3.00"},
    {"a carry makes a digit", 99.96, 1, '.', "100.0"},
    {"a carry from nothing", 0.95, 0, '.', "1"},
    {"a half of nothing", 0.5, 0, '.', "1"},
    {"less than a half of nothing", 0.4, 0, '.', "0"},
    {"nothing has no sign", -0.04, 1, '.', "0.0"},
    {"small with many places", 0.000123, 6, '.', "0.000123"},
    {"far below the last place", 1e-30, 2, '.', "0.00"},
    {"large", 1e20, 1, '.', "100000000000000000000.0"},
    {"too large for places", 1e40, 2, '.', "1e40"},
    {"more places than a double has", 0.5, 100, '.', "0.50000000000000000"},
    {"less than no places", 12.5, -3, '.', "13"},
};

static void writes_fixed_places(void **state) {
    (void)state;
    char text[IND_NUMBER_TEXT];
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(ind_number_fixed(fixed[i].x, fixed[i].decimals, fixed[i].mark, text), fixed[i].text) != 0)
            fail_msg("%s: %s", fixed[i].name, text);
}

static void same_digits_as_snprintf(double x) {
    char text[IND_NUMBER_TEXT], want[64];
    snprintf(want, sizeof want, "%.11e", x);
    ind_number_text(x, text);
    if (strtod(text, NULL) != strtod(want, NULL))
        fail_msg("%a: %s, wanted %s", x, text, want);
}

/* Where digits are few or all nines, halves are exact, and powers of ten are near. */
static void writes_usual_numbers_as_snprintf(void **state) {
    (void)state;
    for (int i = 0; i < 200000; i++) {
        double x = (double)(random_bits() >> (random_bits() % 64)) / pow(2, (double)(random_bits() % 64));
        double y = (double)(random_bits() % 100000) / (double)(1 + random_bits() % 100000);
        double power = pow(10, (double)(random_bits() % 26) - 12);
        int64_t near = (int64_t)(random_bits() % 9) - 4;
        same_digits_as_snprintf(x);
        same_digits_as_snprintf(-100 * y);
        same_digits_as_snprintf(power * (1 + (double)near * 0x1p-52));
        same_digits_as_snprintf(power * (1 + (double)near * 5e-13));
        same_digits_as_snprintf((double)(random_bits() % 1000000000000) + 0.5 * (double)near);
    }
}

/* Any double: what is written is the nearest number of 12 digits, and reads back as itself. */
static void writes_numbers_as_snprintf(void **state) {
    (void)state;
    for (int i = 0; i < 200000; i++) {
        double x;
        uint64_t bits = random_bits();
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        char text[IND_NUMBER_TEXT], want[64], again[IND_NUMBER_TEXT];
        snprintf(want, sizeof want, "%.11e", x);
        ind_number_text(x, text);
        if (strtod(text, NULL) != strtod(want, NULL) || strcmp(ind_number_text(strtod(text, NULL), again), text) != 0)
            fail_msg("%a: %s, wanted %s", x, text, want);
    }
}

/* ---- a decimal comma in the locale ---- */

static void keeps_out_of_the_locale(void **state) {
    (void)state;
    locale_t swedish = newlocale(LC_ALL_MASK, "sv_SE.UTF-8", (locale_t)0);
    if (swedish == (locale_t)0)
        skip();
    locale_t before = uselocale(swedish);
    char comma[16];
    snprintf(comma, sizeof comma, "%.1f", 0.5);
    check_written(" (sv_SE)");
    check_decimals(" (sv_SE)");
    assert_true(uselocale((locale_t)0) == swedish); /* and puts it back */
    uselocale(before);
    freelocale(swedish);
    assert_string_equal(comma, "0,5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_integers),
        cmocka_unit_test(reads_decimals),
        cmocka_unit_test(reads_decimals_as_strtod),
        cmocka_unit_test(writes_integers),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(writes_fixed_places),
        cmocka_unit_test(writes_usual_numbers_as_snprintf),
        cmocka_unit_test(writes_numbers_as_snprintf),
        cmocka_unit_test(keeps_out_of_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
