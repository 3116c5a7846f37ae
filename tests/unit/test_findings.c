/* Findings: counted, the least lines kept in any order of arrival, never a cell. */
#include "data/tables/data_findings.h"
#include "report/finding_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka wants the three above first */
#include <cmocka.h>

static void keeps_the_least_lines(void **state) {
    (void)state;
    ind_findings findings = {0};
    for (uint64_t i = 0; i < 100; i++) /* 37 and 101 share no factor: every line from 1 to 100 once */
        ind_findings_add(&findings, "bad_date", IND_WARNING, "datum", 3, "is not a date",
                         (i * 37) % 101 == 0 ? 100 : (i * 37) % 101, i % 2 == 0 ? "99/9" : NULL);
    assert_int_equal(findings.count, 1);
    const ind_data_finding *item = &findings.items[0];
    assert_int_equal(item->count, 100);
    assert_int_equal(item->shown, IND_FINDINGS_SHOWN);
    for (uint32_t i = 1; i < item->shown; i++)
        assert_true(item->line[i - 1] <= item->line[i]);
    assert_int_equal(item->line[0], 1);
    assert_true(item->line[IND_FINDINGS_SHOWN - 1] <= 22);
    ind_findings_free(&findings);
}

static void shapes_stay_with_their_lines(void **state) {
    (void)state;
    ind_findings findings = {0};
    ind_findings_add(&findings, "r", IND_WARNING, "c", 1, "w", 30, "30");
    ind_findings_add(&findings, "r", IND_WARNING, "c", 1, "w", 10, "10");
    ind_findings_add(&findings, "r", IND_WARNING, "c", 1, "w", 20, NULL);
    ind_findings_add(&findings, "r", IND_WARNING, "c", 1, "w", 5, "a shape that is far too long");
    const ind_data_finding *item = &findings.items[0];
    static const char *const want[] = {"a shape that is", "10", "", "30"};
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(item->shape[i], want[i]);
    ind_findings_free(&findings);
}

static void sorts_by_rule_and_field(void **state) {
    (void)state;
    ind_findings findings = {0};
    ind_findings_add(&findings, "b", IND_NOTE, "y", 2, "", 1, NULL);
    ind_findings_add(&findings, "b", IND_NOTE, "x", 1, "", 1, NULL);
    ind_findings_add(&findings, "a", IND_NOTE, "z", 9, "", 1, NULL);
    ind_findings_add(&findings, "b", IND_NOTE, NULL, 0, "", 1, NULL);
    ind_findings_add(&findings, "b", IND_NOTE, "x", 1, "", 2, NULL);
    ind_findings_sort(&findings);
    assert_int_equal(findings.count, 4);
    assert_string_equal(findings.items[0].rule, "a");
    assert_null(findings.items[1].column);
    assert_string_equal(findings.items[2].column, "x");
    assert_int_equal(findings.items[2].count, 2);
    assert_string_equal(findings.items[3].column, "y");
    ind_findings_clear(&findings);
    assert_int_equal(findings.count, 0);
    ind_findings_free(&findings);
}

static void shapes(void **state) {
    (void)state;
    static const struct {
        const char *cell, *want;
    } cases[] = {
        {"", ""},
        {"31/01/2024", "99/99/9999"},
        {"abc-DEF", "xxx-xxx"},
        {"\xc3\xa5\xc3\xa4\xc3\xb6 \xe2\x80\x93 1", "xxx ? 9"},
        {"a\tb\x7f", "x.x."},
        {"1234567890123456", "999999999999"},
        {"\xff\xfe", "??"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[16];
        assert_string_equal(ind_shape(ind_str_of(cases[i].cell), out), cases[i].want);
    }
}

static void says_them_in_swedish(void **state) {
    (void)state;
    static const struct {
        const char *rule, *en, *sv; /* NULL: there is none */
    } cases[] = {
        {"bad_integer", "is not a whole number", "är inget heltal"},
        {"bad_number", "is not a whole number", NULL},
        {"bad_integer", "is not a whole number at all", NULL},
        {"missing_lookup", "has no row in 'personer'", "har ingen rad i 'personer'"},
        {"missing_lookup", "has no row in ''", "har ingen rad i ''"},
        {"missing_lookup", "has no row in 'personer", NULL},
        {"mixed_decimals", "mixes decimal comma (line 3) and decimal point (line 44)",
         "blandar decimalkomma (rad 3) och decimalpunkt (rad 44)"},
        {"too_many_rejected", "supplier '0480': 3 of 40 records (7.50 %) are rejected, more than 0.1 %",
         "lämnaren '0480': 3 av 40 poster (7.50 %) avvisas, mer än 0.1 %"},
        {"too_many_rejected", "3 of 40 records (7.50 %) are rejected, more than 0.1 %",
         "3 av 40 poster (7.50 %) avvisas, mer än 0.1 %"},
        {"duplicate_column", "column '{2}' occurs twice in the header (fields 1 and 3)",
         "kolumnen '{2}' står två gånger i rubriken (fält 1 och 3)"},
        {"no_such_rule", "is not a number", NULL},
    };
    ind_arena *arena = ind_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = ind_finding_in_swedish(arena, cases[i].rule, cases[i].en);
        if (cases[i].sv == NULL)
            assert_null(got);
        else
            assert_string_equal(got == NULL ? "" : got, cases[i].sv);
    }
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_least_lines),   cmocka_unit_test(shapes_stay_with_their_lines),
        cmocka_unit_test(sorts_by_rule_and_field), cmocka_unit_test(shapes),
        cmocka_unit_test(says_them_in_swedish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
