/* test_codelist.c - codelists: looking up codes, and what is refused where. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "data/schemas/codelist.h"

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_codelist *list;
    ind_status status;
} loaded;

static loaded load(const char *path) {
    loaded l = {.arena = ind_arena_new(), .diag = ind_diag_new()};
    l.status = ind_codelist_load(l.arena, path, IND_STR("c"), l.diag, &l.list);
    return l;
}

static loaded load_text(const char *text) {
    char path[] = "/tmp/test_codelistXXXXXX";
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    assert_int_equal(write(handle, text, strlen(text)), strlen(text));
    close(handle);
    loaded l = load(path);
    remove(path);
    return l;
}

static void done(loaded l) {
    ind_arena_free(l.arena);
    ind_diag_free(l.diag);
}

static void print_findings(const loaded *l) {
    for (size_t i = 0; i < ind_diag_count(l->diag); i++) {
        const ind_finding *f = ind_diag_at(l->diag, i);
        print_error("%s:%d:%d: %s\n", f->place.file, (int)f->place.line, (int)f->place.column, f->message);
    }
}

#define HEAD "# version: 1\n"

/* ---- Looking up ---- */

static void reads_a_list(void **state) {
    (void)state;
    loaded l = load_text("\xEF\xBB\xBF# version: 2026-01-01\r\n#match : exact\r\n# title-sv: Län: alla\r\n# title-en: "
                         "L\r\n# source: S\r\n"
                         "kod;namn;giltig_fran;lan;giltig_till\r\n"
                         "0330;Knivsta;2003-01-01;03;\r\n1917;Heby;;19;2006-12-31\r\n0331;Heby;2007-01-01;;\r\n");
    print_findings(&l);
    assert_int_equal(l.status, IND_OK);
    assert_true(ind_str_is(ind_codelist_name(l.list), "c"));
    assert_true(ind_str_is(ind_codelist_version(l.list), "2026-01-01"));
    assert_false(ind_codelist_is_prefix(l.list));
    assert_int_equal(ind_codelist_count(l.list), 3);
    assert_true(ind_str_is(ind_codelist_code(l.list, 1), "1917"));
    assert_int_equal(ind_codelist_attribute_count(l.list), 2);
    assert_true(ind_str_is(ind_codelist_attribute_name(l.list, 1), "lan"));
    assert_int_equal(ind_codelist_attribute(l.list, IND_STR("namn")), 0);
    assert_int_equal(ind_codelist_attribute(l.list, IND_STR("giltig_fran")), -1);
    assert_int_equal(ind_codelist_attribute(l.list, IND_STR("kod")), -1);
    assert_true(ind_str_is(ind_codelist_value(l.list, 1, 1), "19"));
    assert_int_equal(ind_codelist_value(l.list, 2, 1).length, 0);
    assert_true(ind_str_starts(ind_codelist_text(l.list), IND_STR("# version")));
    done(l);
}

static void knows_validity(void **state) {
    (void)state;
    loaded l =
        load_text(HEAD "kod;giltig_fran;giltig_till\na;2000-01-01;2000-12-31\na;2002-01-01;\nb;;\na;;1999-12-31\n");
    assert_int_equal(l.status, IND_OK);
    static const struct {
        const char *code;
        int32_t from, to;
        ptrdiff_t row;
    } cases[] = {
        {"a", INT32_MIN, INT32_MAX, 3}, {"a", 10957, 10957, 0},  /* 2000-01-01 */
        {"a", 11322, 11322, 0},         {"a", 11323, 11687, -1}, /* 2000-12-31, then all of 2001 */
        {"a", 11322, 11688, 1},         {"a", 10956, 10957, 3},  {"a", INT32_MIN, 10956, 3},
        {"a", 20000, INT32_MAX, 1},     {"b", 0, 0, 2},          {"c", INT32_MIN, INT32_MAX, -1},
        {"", INT32_MIN, INT32_MAX, -1},
    };
    assert_int_equal(ind_day(2000, 1, 1), 10957);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ptrdiff_t row = ind_codelist_find(l.list, ind_str_of(cases[i].code), cases[i].from, cases[i].to);
        if (row != cases[i].row)
            fail_msg("case %zu: row %td", i, row);
    }
    assert_true(ind_codelist_valid(l.list, 2, INT32_MIN, INT32_MIN));
    assert_false(ind_codelist_valid(l.list, 0, 11323, INT32_MAX));
    done(l);
}

static void matches(void **state) {
    (void)state;
    static const struct {
        const char *match, *code;
        bool want;
    } cases[] = {
        {"exact", "E10", true},    {"exact", "E109", false},  {"exact", "E1", false},   {"exact", "", false},
        {"prefix", "E10", true},   {"prefix", "E109", true},  {"prefix", "E1", false},  {"prefix", "", false},
        {"prefix", "F0", true},    {"prefix", "F", false},    {"prefix", "XF0", false}, {"prefix", "F32", false},
        {"prefix", "F329A", true}, {"prefix", "e109", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[100];
        snprintf(text, sizeof text, HEAD "# match: %s\nkod\nE10\nF0\nF329\n", cases[i].match);
        loaded l = load_text(text);
        if (ind_codelist_has(l.list, ind_str_of(cases[i].code)) != cases[i].want)
            fail_msg("%s %s", cases[i].match, cases[i].code);
        done(l);
    }
}

static void finds_every_code_of_a_long_list(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    ind_buffer text = {0};
    ind_buffer_text(&text, HEAD "kod;n\n");
    for (int i = 0; i < COUNT; i++)
        ind_buffer_format(&text, "k%d;%d\n", i, i);
    loaded l = load_text(text.data);
    assert_int_equal(ind_codelist_count(l.list), COUNT);
    for (int i = 0; i < COUNT; i++) {
        char code[16];
        snprintf(code, sizeof code, "k%d", i);
        assert_int_equal(ind_codelist_find(l.list, ind_str_of(code), 0, 0), i);
    }
    assert_false(ind_codelist_has(l.list, IND_STR("k5000")));
    done(l);
    ind_buffer_free(&text);
}

static void allows_an_empty_list(void **state) {
    (void)state;
    loaded l = load_text(HEAD "kod;namn");
    assert_int_equal(l.status, IND_OK);
    assert_int_equal(ind_codelist_count(l.list), 0);
    assert_false(ind_codelist_has(l.list, IND_STR("a")));
    assert_int_equal(ind_codelist_find(l.list, IND_STR("a"), 0, 0), -1);
    done(l);
}

/* ---- What is refused ---- */

static const struct {
    const char *text;
    uint64_t line;
    uint32_t column;
    const char *rule, *message;
} bad[] = {
    {"kod\na\n", 1, 1, "missing_version", "the codelist has no version"},
    {"# version: 1\n", 2, 1, "missing_header", "the codelist has no header"},
    {"# version:\nkod\n", 1, 3, "bad_directive", "'version' is empty"},
    {"# version: 1\n# remark\nkod\n", 2, 1, "bad_directive", "a line that begins with # must be '# key: value'"},
    {"# version: 1\n#  titel-sv: x\nkod\n", 2, 4, "unknown_directive", "unknown directive 'titel-sv'"},
    {"# version: 1\n# version: 2\nkod\n", 2, 3, "repeated_directive", "'version' is given twice"},
    {"# version: 1\n# match: prefixes\nkod\n", 2, 10, "unknown_match", "unknown match 'prefixes'"},
    {HEAD "kod;Namn\na;b\n", 2, 5, "bad_name", "'Namn' is not a name of a column"},
    {HEAD "kod;\na;b\n", 2, 5, "bad_name", "'' is not a name of a column"},
    {HEAD "\nkod\n", 2, 1, "bad_name", "'' is not a name of a column"},
    {HEAD "kod;namn;kod\na;b;c\n", 2, 10, "duplicate_name", "two columns are called 'kod'"},
    {HEAD "giltig_fran;kod\n;a\n", 2, 1, "missing_code", "the first column must be the code"},
    {HEAD "kod;namn\na;b\nc\n", 4, 1, "ragged_row", "the row has 1 cell, the header has 2"},
    {HEAD "kod;namn\na;b;\nc;d\n", 3, 1, "ragged_row", "the row has 3 cells, the header has 2"},
    {HEAD "kod\na\n\nb\n", 4, 1, "empty_line", "empty line"},
    {HEAD "kod\na\n\n", 4, 1, "empty_line", "empty line"},
    {HEAD "kod;namn\n;b\n", 3, 1, "missing_code", "the row has no code"},
    {HEAD "kod\na\n# source: x\n", 4, 1, "late_directive", "directives stand before the header"},
    {HEAD "kod;namn\na; b\n", 3, 3, "codelist_cell", "space around a cell"},
    {HEAD "kod;namn\na;\"b\"\n", 3, 3, "codelist_cell", "quotes are not used in codelists"},
    {HEAD "kod;namn\na;b\tc\n", 3, 3, "codelist_cell", "control character in a cell"},
    {HEAD "kod;giltig_fran\na;2024-13-01\n", 3, 3, "bad_date", "'2024-13-01' is not a date"},
    {HEAD "kod;giltig_fran;giltig_till\na;2024-02-01;2024-01-31\n", 3, 1, "empty_range",
     "giltig_fran is after giltig_till"},
    {HEAD "kod;namn\na;b\nc;d\na;e\n", 5, 1, "duplicate_code", "code 'a' is already given for the same time"},
    {HEAD "kod;giltig_fran;giltig_till\na;;2024-01-31\na;2024-01-31;\n", 4, 1, "duplicate_code",
     "code 'a' is already given for the same time"},
    {HEAD "kod;giltig_fran;giltig_till\na;2024-01-31;\na;;2024-01-31\n", 4, 1, "duplicate_code",
     "code 'a' is already given for the same time"},
    {HEAD "kod;giltig_fran;giltig_till\na;;\na;2000-01-01;2000-12-31\n", 4, 1, "duplicate_code",
     "code 'a' is already given for the same time"},
    {HEAD "kod\n\xE5\n", 3, 1, "encoding", "the file is not UTF-8"},
};

static void refuses_bad_lists(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        loaded l = load_text(bad[i].text);
        if (l.status != IND_E_DEFINITION || l.list != NULL || ind_diag_count(l.diag) != 1) {
            print_findings(&l);
            fail_msg("%s: status %d, %zu findings", bad[i].message, (int)l.status, ind_diag_count(l.diag));
        }
        const ind_finding *f = ind_diag_at(l.diag, 0);
        if (f->place.line != bad[i].line || f->place.column != bad[i].column)
            fail_msg("%s: at %d:%d", bad[i].message, (int)f->place.line, (int)f->place.column);
        if (strcmp(f->rule, bad[i].rule) != 0 || strcmp(f->message, bad[i].message) != 0)
            fail_msg("%s: [%s] %s", bad[i].message, f->rule, f->message);
        done(l);
    }
}

static void collects_all_errors(void **state) {
    (void)state;
    loaded l = load_text("# verion: 1\nkod;giltig_fran\na;x\nb\na;\na;\n");
    static const uint64_t lines[] = {1, 1, 3, 4, 6};
    assert_int_equal(ind_diag_count(l.diag), 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(ind_diag_at(l.diag, i)->place.line, lines[i]);
    assert_string_equal(ind_diag_at(l.diag, 1)->help, "the closest is 'version'");
    done(l);
}

static void caps_findings_and_columns(void **state) {
    (void)state;
    ind_buffer text = {0};
    ind_buffer_text(&text, HEAD "kod;n\n");
    for (int i = 0; i < 1000; i++)
        ind_buffer_text(&text, "a\n");
    loaded l = load_text(text.data);
    assert_int_equal(ind_diag_count(l.diag), 100);
    done(l);
    text.length = 0;
    ind_buffer_text(&text, HEAD "kod");
    for (int i = 1; i < 64; i++)
        ind_buffer_format(&text, ";a%d", i);
    l = load_text(text.data);
    assert_int_equal(l.status, IND_OK);
    assert_int_equal(ind_codelist_attribute_count(l.list), 63);
    done(l);
    ind_buffer_text(&text, ";b");
    l = load_text(text.data);
    assert_int_equal(l.status, IND_E_DEFINITION);
    assert_string_equal(ind_diag_at(l.diag, 0)->rule, "too_many_columns");
    done(l);
    ind_buffer_free(&text);
}

static void reports_a_missing_file(void **state) {
    (void)state;
    loaded l = load("/nowhere/c.csv");
    assert_int_equal(l.status, IND_E_SYSTEM);
    done(l);
}

/* ---- Our own ---- */

static void loads_the_catalogue(void **state) {
    (void)state;
    DIR *folder = opendir(TEST_ROOT "/indicators/codelists");
    assert_non_null(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strstr(entry->d_name, ".csv") == NULL)
            continue;
        char path[1024];
        snprintf(path, sizeof path, TEST_ROOT "/indicators/codelists/%s", entry->d_name);
        loaded l = load(path);
        print_findings(&l);
        assert_int_equal(l.status, IND_OK);
        assert_int_equal(ind_diag_count(l.diag), 0);
        assert_true(ind_codelist_count(l.list) > 0);
        done(l);
        count++;
    }
    closedir(folder);
    assert_true(count > 0);
}

/* ---- Hierarchies ---- */

static void reads_hierarchies(void **state) {
    (void)state;
    loaded l =
        load_text("# version: 1\n# hierarchy: kod < del < hel\n#hierarchy:kod<zon\nkod;namn;del;hel;zon\n1;a;D;H;Z\n");
    size_t count;
    assert_non_null(l.list);
    assert_int_equal(ind_codelist_hierarchy_count(l.list), 2);
    const int *levels = ind_codelist_hierarchy(l.list, 0, &count);
    assert_int_equal(count, 3);
    assert_int_equal(levels[0], IND_LEVEL_CODE);
    assert_true(ind_str_is(ind_codelist_column_name(l.list, levels[2]), "hel"));
    assert_true(ind_str_is(ind_codelist_at(l.list, 0, levels[1]), "D"));
    assert_int_equal(ind_codelist_top(l.list, IND_LEVEL_CODE), levels[2]);
    assert_int_equal(ind_codelist_top(l.list, levels[1]), levels[2]);
    int name = ind_codelist_attribute(l.list, IND_STR("namn")), zone = ind_codelist_attribute(l.list, IND_STR("zon"));
    assert_int_equal(ind_codelist_top(l.list, zone), zone);
    assert_int_equal(ind_codelist_top(l.list, name), IND_LEVEL_NONE);
    assert_true(ind_codelist_is_part(l.list, IND_LEVEL_CODE, zone) &&
                ind_codelist_is_part(l.list, levels[1], levels[2]));
    assert_false(ind_codelist_is_part(l.list, levels[1], zone) || ind_codelist_is_part(l.list, levels[2], levels[1]));
    assert_false(ind_codelist_is_part(l.list, levels[1], levels[1]));
    done(l);
}

static void refuses_bad_hierarchies(void **state) {
    (void)state;
    static const char *const refused[] = {"del < hel", "kod < hell",  "kod < kod", "kod < del < del",
                                          "kod <",     "kod < < hel", ""};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char text[200];
        snprintf(text, sizeof text, "# version: 1\n# hierarchy: %s\nkod;del;hel\n1;D;H\n", refused[i]);
        loaded l = load_text(text);
        if (l.status != IND_E_DEFINITION || ind_diag_count(l.diag) != 1 || ind_diag_at(l.diag, 0)->place.line != 2)
            fail_msg("'%s' is taken", refused[i]);
        done(l);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_list),
        cmocka_unit_test(reads_hierarchies),
        cmocka_unit_test(refuses_bad_hierarchies),
        cmocka_unit_test(knows_validity),
        cmocka_unit_test(matches),
        cmocka_unit_test(finds_every_code_of_a_long_list),
        cmocka_unit_test(allows_an_empty_list),
        cmocka_unit_test(refuses_bad_lists),
        cmocka_unit_test(collects_all_errors),
        cmocka_unit_test(caps_findings_and_columns),
        cmocka_unit_test(reports_a_missing_file),
        cmocka_unit_test(loads_the_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
