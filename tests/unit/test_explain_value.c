/* test_explain_value.c - values as an explanation writes them. */
#include "explain/explain_writers.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void writes_values(void **state) {
    (void)state;
    static const struct {
        ind_type type;
        ind_value value;
        const char *want;
    } cases[] = {
        {IND_TEXT, {.text = {"K", 1}}, "K"},
        {IND_TEXT, {.unknown = true}, ""},
        {IND_INTEGER, {.integer = -3}, "-3"},
        {IND_NUMBER, {.number = 2.5}, "2.5"},
        {IND_DATE, {.day = 0}, "1970-01-01"},
        {IND_DATETIME, {.integer = 0}, "1970-01-01T00:00"},
        {IND_DATETIME, {.integer = 1439}, "1970-01-01T23:59"},
        {IND_DATETIME, {.integer = 1440 + 61}, "1970-01-02T01:01"},
        {IND_DATETIME, {.integer = -1}, "1969-12-31T23:59"},
        {IND_DATETIME, {.integer = -1440}, "1969-12-31T00:00"},
        {IND_DATETIME, {.integer = -1441}, "1969-12-30T23:59"},
        {IND_BOOLEAN, {.truth = IND_TRUE}, "sant"},
        {IND_BOOLEAN, {.truth = IND_FALSE}, "falskt"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_buffer out = {0};
        ind_explain_value(cases[i].type, &cases[i].value, false, &out);
        ind_buffer_add(&out, "", 1);
        assert_string_equal(out.data, cases[i].want);
        ind_buffer_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
