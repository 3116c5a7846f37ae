/* test_tuples.c - one number for the codes of several columns, asked for as seldom as can be. */
#include "base/memory.h"
#include "cells/tuples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 1000, COLUMNS = 2 };

static size_t asked;

/* Any number that tells combinations apart. */
static uint32_t number_of(void *context, const uint32_t *codes) {
    (void)context;
    asked++;
    return codes[0] * 1000 + codes[1];
}

static void add_words(ind_dict *dict, size_t count) {
    char word[16];
    while (ind_dict_count(dict) < count) {
        snprintf(word, sizeof word, "%u", ind_dict_count(dict));
        ind_dict_add(dict, ind_str_of(word));
    }
}

static void check(ind_tuples *tuples, const ind_vector *columns, const uint8_t *in, const char *name) {
    static uint32_t out[ROWS];
    ind_tuples_run(tuples, columns, ROWS, in, number_of, NULL, out);
    for (size_t row = 0; row < ROWS; row++) {
        uint32_t want = in == NULL || in[row] ? columns[0].code[row] * 1000 + columns[1].code[row] : 0;
        if (out[row] != want)
            fail_msg("%s: row %zu has %u, not %u", name, row, out[row], want);
    }
}

static void numbers_rows(void **state) {
    (void)state;
    static uint32_t codes[COLUMNS][ROWS];
    static uint8_t in[ROWS];
    ind_dict *dicts[COLUMNS] = {ind_dict_new(), ind_dict_new()}, *other = ind_dict_new();
    ind_vector columns[COLUMNS] = {{.type = IND_TEXT, .code = codes[0], .dict = dicts[0]},
                                   {.type = IND_TEXT, .code = codes[1], .dict = dicts[1]}};
    ind_tuples *tuples = ind_tuples_new(COLUMNS);
    add_words(dicts[0], 9);
    add_words(dicts[1], 3);
    for (uint32_t row = 0; row < ROWS; row++) {
        codes[0][row] = row % 10;
        codes[1][row] = row / 10 % 4;
        in[row] = row % 3 != 0;
    }
    check(tuples, columns, NULL, "all rows");
    assert_int_equal(asked, 40);
    check(tuples, columns, NULL, "once more");
    check(tuples, columns, in, "some rows");
    assert_int_equal(asked, 40);
    add_words(dicts[0], 500);
    for (uint32_t row = 0; row < ROWS; row += 7)
        codes[0][row] = row / 2;
    check(tuples, columns, NULL, "a dictionary that has grown");
    add_words(other, 3);
    columns[1].dict = other;
    asked = 0;
    check(tuples, columns, NULL, "another dictionary");
    assert_true(asked > 0);
    add_words(other, 1 << 12);
    for (uint32_t row = 0; row < ROWS; row += 11)
        codes[1][row] = 4000;
    check(tuples, columns, NULL, "more combinations than an array holds");
    check(tuples, columns, in, "... of some rows");
    ind_tuples_free(tuples);
    ind_dict_free(dicts[0]);
    ind_dict_free(dicts[1]);
    ind_dict_free(other);
}

static uint32_t always_seven(void *context, const uint32_t *codes) {
    (void)context;
    (void)codes;
    return 7;
}

static void without_columns(void **state) {
    (void)state;
    static const uint8_t in[3] = {1, 0, 1};
    uint32_t out[3] = {0};
    ind_tuples *tuples = ind_tuples_new(0);
    ind_tuples_run(tuples, NULL, 3, in, always_seven, NULL, out);
    for (size_t row = 0; row < 3; row++)
        assert_int_equal(out[row], 7);
    ind_tuples_free(tuples);
    ind_tuples_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_rows), cmocka_unit_test(without_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
