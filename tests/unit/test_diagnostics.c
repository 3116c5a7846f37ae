/* test_diagnostics.c - the list of findings: which status wins, order, and that it keeps its own copies. */
#include "indikator/diagnostics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* The order in which one status stands over another. */
static const ind_status order[] = {IND_E_INTERNAL,   IND_E_SYSTEM, IND_E_USAGE,
                                   IND_E_DEFINITION, IND_E_DATA,   IND_E_REFUSED,
                                   IND_E_MISMATCH,   IND_FINDINGS, IND_OK};
enum { STATUSES = sizeof order / sizeof *order };

static void chooses_the_worst_status(void **state) {
    (void)state;
    for (size_t i = 0; i < STATUSES; i++)
        for (size_t j = 0; j < STATUSES; j++)
            if (ind_status_worst(order[i], order[j]) != order[i < j ? i : j])
                fail_msg("%d and %d", (int)order[i], (int)order[j]);
}

static void keeps_copies(void **state) {
    (void)state;
    ind_diag *diag = ind_diag_new();
    assert_int_equal(ind_diag_status(diag), IND_OK);
    char file[] = "a.json", line[] = "{ }", help[] = "write it";
    ind_place place = {.file = file, .line = 3, .column = 2, .source_line = ind_str_of(line), .width = 1};
    assert_int_equal(ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "rule", place, help, "%s %d", "fact", 1),
                     IND_E_DEFINITION);
    memset(file, 'x', 4);
    memset(line, 'x', 3);
    memset(help, 'x', 4);
    ind_diag_add(diag, IND_NOTE, IND_OK, "note", (ind_place){0}, NULL, "%*s|", 5000, "");
    const ind_finding *first = ind_diag_at(diag, 0), *second = ind_diag_at(diag, 1);
    assert_string_equal(first->place.file, "a.json");
    assert_true(ind_str_is(first->place.source_line, "{ }"));
    assert_string_equal(first->help, "write it");
    assert_string_equal(first->message, "fact 1");
    assert_null(second->help);
    assert_null(second->place.file);
    assert_int_equal(strlen(second->message), 5001);
    assert_int_equal(ind_diag_status(diag), IND_E_DEFINITION);
    ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "disk", (ind_place){0}, NULL, "full");
    assert_int_equal(ind_diag_status(diag), IND_E_SYSTEM);
    ind_diag_free(diag);
    ind_diag_free(NULL);
}

/* In the order they are added; RANK is where each stands after sorting from the second on. */
static const struct {
    const char *name, *file;
    uint64_t line;
    uint32_t column;
    size_t rank;
} findings[] = {
    {"before the sorted part", "z", 9, 9, 0}, {"second column", "b", 2, 7, 5}, {"other file", "a", 70, 1, 3},
    {"first of two alike", "b", 2, 3, 4},     {"no file", NULL, 0, 0, 1},      {"later line", "b", 10, 1, 7},
    {"second of two alike", "b", 2, 7, 6},    {"no line", "a", 0, 0, 2},
};
enum { FINDINGS = sizeof findings / sizeof *findings };

static void sorts_by_place(void **state) {
    (void)state;
    ind_diag *diag = ind_diag_new();
    for (size_t i = 0; i < FINDINGS; i++)
        ind_diag_add(diag, IND_ERROR, IND_FINDINGS, "rule",
                     (ind_place){.file = findings[i].file, .line = findings[i].line, .column = findings[i].column},
                     NULL, "%s", findings[i].name);
    ind_diag_sort(diag, 1);
    for (size_t i = 0; i < FINDINGS; i++)
        if (strcmp(ind_diag_at(diag, findings[i].rank)->message, findings[i].name) != 0)
            fail_msg("%s: at its place is '%s'", findings[i].name, ind_diag_at(diag, findings[i].rank)->message);
    ind_diag_sort(diag, FINDINGS);
    assert_int_equal(ind_diag_count(diag), FINDINGS);
    ind_diag_free(diag);
}

/* Many findings, shuffled, each twice and one with another message at the same place: sorted as by a slow and simple
 * sort, and then each once. */
static void keeps_each_once(void **state) {
    (void)state;
    enum { MANY = 500 };
    ind_diag *diag = ind_diag_new();
    uint32_t random = 1;
    for (int i = 0; i < 2 * MANY; i++) {
        random = random * 1664525u + 1013904223u;
        uint32_t line = (random >> 8) % MANY + 1;
        ind_place place = {.file = line % 2 == 0 ? "a" : "b", .line = line, .column = line % 7 + 1};
        ind_diag_add(diag, IND_WARNING, IND_OK, line % 3 == 0 ? "one" : "two", place, NULL, "line %u of %s", line,
                     line % 5 == 0 && i % 2 == 0 ? "old" : "new");
    }
    ind_diag_sort(diag, 0);
    for (size_t i = 1; i < ind_diag_count(diag); i++) {
        const ind_place *a = &ind_diag_at(diag, i - 1)->place, *b = &ind_diag_at(diag, i)->place;
        int files = strcmp(a->file, b->file);
        assert_true(files < 0 || (files == 0 && a->line <= b->line));
    }
    ind_diag_unique(diag, 0);
    for (size_t i = 0; i < ind_diag_count(diag); i++)
        for (size_t k = 0; k < i; k++) {
            const ind_finding *a = ind_diag_at(diag, i), *b = ind_diag_at(diag, k);
            assert_false(a->place.line == b->place.line && strcmp(a->message, b->message) == 0);
        }
    size_t count = ind_diag_count(diag);
    assert_in_range(count, MANY / 2, MANY + MANY / 5);
    ind_diag_unique(diag, 0);
    assert_int_equal(ind_diag_count(diag), count);
    ind_diag_free(diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses_the_worst_status),
        cmocka_unit_test(keeps_copies),
        cmocka_unit_test(sorts_by_place),
        cmocka_unit_test(keeps_each_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
