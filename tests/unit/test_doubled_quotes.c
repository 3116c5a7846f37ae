/* Quotes that are written twice: one for two, and in which column they stand. */
#include "data/text/doubled_quotes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka wants the four above first */
#include <cmocka.h>

static void makes_one_of_two(void **state) {
    (void)state;
    static const struct {
        const char *field, *want;
    } cases[] = {
        {"", ""},
        {"a", "a"},
        {"\"\"", "\""},
        {"a\"\"b", "a\"b"},
        {"\"\"a", "\"a"},
        {"a\"\"", "a\""},
        {"\"\"\"\"", "\"\""},
        {"a\"\"b\"\"c", "a\"b\"c"},
        {"\xc3\xa4", "\xc3\xa4"},
    };
    ind_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_str field = ind_str_of(cases[i].field), got = ind_single_quotes(field, &out);
        if (!ind_str_equal(got, ind_str_of(cases[i].want)))
            fail_msg("%s: %.*s", cases[i].field, (int)got.length, got.data);
    }
    ind_buffer_free(&out);
}

static void finds_columns(void **state) {
    (void)state;
    /* a;b;c of two records and d;e of one: fields end at these places */
    uint32_t room[] = {UINT32_MAX, 5, 10, 15, 20, 25, 30, 35, 40}, breaks[] = {15, 30, 40},
             items[] = {2, 7, 8, 17, 29, 33, 38};
    ind_index index = {.ends = room + 1, .end_count = 8, .breaks = breaks, .record_count = 3};
    ind_places doubled = {items, sizeof items / sizeof *items, sizeof items / sizeof *items};
    static const bool columns[3][3] = {{true, false, false}, {false, true, false}, {false, false, true}};
    static const uint32_t want[3][4] = {{2, 17, 33}, {7, 8, 38}, {29}};
    for (size_t c = 0; c < 3; c++) {
        ind_places found = {0};
        ind_doubled_quotes_find(&index, &doubled, columns[c], 3, &found);
        assert_int_equal(found.count, c == 2 ? 1 : 3);
        assert_memory_equal(found.items, want[c], found.count * sizeof *found.items);
        ind_places_free(&found);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_one_of_two),
        cmocka_unit_test(finds_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
