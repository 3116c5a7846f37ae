/* test_report.c - a run as JSON, CSV and table: escapes, numbers, what is not there, and order. */
#include "support/workbench.h"

#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Two measures over the same rows; units are called what nobody should call them. */
#define MEASURE(id, title, unit, rest)                                                                                 \
    "{`format`:`indikator/1`,`id`:`" id "`,`version`:`1.0`,`title`:{`sv`:`" title "`,`en`:`t`},`unit`:`" unit          \
    "`,`better`:`lower`,"                                                                                              \
    "`period`:{`date`:`datum`,`grain`:[`year`,`month`]},`data`:{`dataset`:`besok`}," rest "}"

static const char share[] = MEASURE("share", "Andel \\u201dnej\\u201d; 1\\\\2 \\u0007", "percent",
                                    "`kind`:`proportion`,`denominator`:`id is not null`,`numerator`:`svar is null`,"
                                    "`interval`:{`level`:[0.95,0.5]},`target`:{`value`:12.5},`groups`:{`enhet`:`enhet`,"
                                    "`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}},"
                                    "`by`:[[`enhet`,`lan`],[`lan`]]");
static const char average[] = MEASURE("average", "Medel", "days", "`kind`:`mean`,`value`:`varde`,`decimals`:2");

static const char visits[] = "id;datum;kommunkod;enhet;svar;varde\n"
                             "1;2024-01-05;0480;\"a;\"\"b\"\"\";J;0,1\n2;2024-01-06;0480;\"a;\"\"b\"\"\";;0,2\n3;2024-"
                             "02-06;0480;Åsa;;1e\n4;2024-02-06;;Åsa;;\n";

static bench *b;
static bench_run run;

static int open_run(void **state) {
    (void)state;
    static const bench_table tables[BENCH_TABLES] = {{"besok", visits}};
    static const bench_options options = {.period = "2024-01..2024-12"};
    ind_measure *measures[2];
    b = bench_open();
    const char *paths[] = {bench_write(b, "pack/share.json", share), bench_write(b, "pack/average.json", average)};
    bench_run_set(&run, tables, &options);
    for (size_t i = 0; i < 2; i++)
        if (ind_measure_load(b->catalogue, paths[i], b->diag, &measures[i]) != IND_OK) {
            print_error("%s\n", ind_diag_at(b->diag, 0)->message);
            return 1;
        }
    run.status = ind_run_new(b->catalogue, (const ind_measure *const *)measures, 2, &run.options, b->diag, &run.run);
    return run.run == NULL;
}

static int close_run(void **state) {
    (void)state;
    bench_run_close(&run);
    bench_close(b);
    return 0;
}

/* OWNED by the caller. */
static char *written(ind_format format, bool english) {
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    assert_non_null(file);
    ind_report *report = ind_run_report(run.run);
    ind_report_write(report, &(ind_report_options){.format = format, .english = english}, file);
    ind_report_free(report);
    fclose(file);
    return text;
}

static void names_formats(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool good;
        ind_format format;
    } names[] = {{"json", true, IND_FORMAT_JSON},
                 {"csv", true, IND_FORMAT_CSV},
                 {"table", true, IND_FORMAT_TABLE},
                 {"JSON", false, 0},
                 {"", false, 0},
                 {"xlsx", false, 0}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ind_format format = IND_FORMAT_JSON;
        if (ind_format_parse(names[i].name, &format) != names[i].good || (names[i].good && format != names[i].format))
            fail_msg("'%s': %d", names[i].name, (int)format);
    }
}

/* ---- JSON ---- */

/* Pieces of the report, each of them where it stands after the one before. */
static const struct {
    const char *name, *text;
} pieces[] = {
    {"format", "{ `format`: `indikator-report/1`, `class`: `internal`"},
    {"period", "`period`: {`from`: `2024-01-01`, `to`: `2024-12-31`}"},
    {"input", "`dataset`: `besok`, `file`: `besok`, `hash`: `xxh128-1m:"},
    {"counts of the input", "`records`: 4, `rows`: 4, `rejected`: 0"},
    {"what was found in it", "`rule`: `bad_number`, `column`: `varde`, `count`: 1, `first`: [`besok:4`]"},
    {"measures in order of id", "`id`: `average`"},
    {"a mean", "{ `period`: `2024`, `grain`: `year`, `group`: {}, `status`: `ok`, `value`: 0.15, `n`: 2, `sd`: "
               "0.0707106781187 }"},
    {"periods in order", "{ `period`: `2024-01`, `grain`: `month`, `group`: {}"},
    {"nothing counted", "{ `period`: `2024-03`, `grain`: `month`, `group`: {}, `status`: `no_data`, `value`: null }"},
    {"the other measure", "`id`: `share`, `version`: `1.0`, `kind`: `proportion`, `state`: `computed`"},
    {"escapes in a title", "`title`: {`sv`: `Andel \xe2\x80\x9dnej\xe2\x80\x9d; 1\\\\2 \\u0007`, `en`: `t`}"},
    {"target", "`target`: 12.5"},
    {"flow with unknowns", "{ `step`: `denominator`, `id`: `denominator`, `origin`: `built_in`, `effect`: `in`, `n`: 4 }"},
    {"escapes in a group, intervals",
     "`group`: {`enhet`: `a;\\`b\\``, `lan`: `04`}, `status`: `ok`, `value`: 50, `numerator`: 1, `denominator`: 2, "
     "`intervals`: [{`level`: 0.95, `low`: 9.45312057342, `high`: 90.5468794266}, {`level`: 0.5, "},
    {"an unknown group is null", "`group`: {`enhet`: `Åsa`, `lan`: null}, `status`: `ok`, `value`: 100"},
    {"the other split",
     "`group`: {`lan`: `04`}, `status`: `ok`, `value`: 66.6666666667, `numerator`: 2, `denominator`: 3"},
};

static void writes_json(void **state) {
    (void)state;
    char *text = written(IND_FORMAT_JSON, false);
    const char *at = text;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char piece[512];
        size_t length = strlen(pieces[i].text);
        for (size_t k = 0; k <= length; k++)
            piece[k] = pieces[i].text[k] == '`' ? '"' : pieces[i].text[k];
        const char *found = strstr(at, piece);
        if (found == NULL) {
            print_error("%s\n", text);
            fail_msg("%s: there is no %s after the one before", pieces[i].name, piece);
        }
        at = found + length;
    }
    free(text);
}

/* It is JSON by the strict reader of definitions, and the same each time. */
static void writes_valid_json(void **state) {
    (void)state;
    char *text = written(IND_FORMAT_JSON, false), *again = written(IND_FORMAT_JSON, true);
    ind_arena *arena = ind_arena_new();
    ind_json *node;
    assert_string_equal(text, again); /* the language is no part of it */
    ind_status status = ind_json_parse(arena, ind_source_new(arena, "report.json", ind_str_of(text)), b->diag, &node);
    if (status != IND_OK)
        fail_msg("%d:%d: %s", (int)ind_diag_at(b->diag, ind_diag_count(b->diag) - 1)->place.line,
                 (int)ind_diag_at(b->diag, ind_diag_count(b->diag) - 1)->place.column,
                 ind_diag_at(b->diag, ind_diag_count(b->diag) - 1)->message);
    assert_int_equal(ind_json_get(node, "indicators")->count, 2);
    assert_int_equal(text[strlen(text) - 1], '\n');
    ind_arena_free(arena);
    free(text);
    free(again);
}

/* ---- CSV ---- */

static const struct {
    const char *name, *line;
} lines[] = {
    {"header: every group, level and number that some measure has",
     "indicator;title;period;grain;from;to;group;enhet;enhet_name;lan;lan_name;status;reason;flags;value;low;high;low_50;high_"
     "50;"
     "n;sd;numerator;denominator;unit"},
    {"a mean, without groups", "average;Medel;2024;year;2024-01-01;2024-12-31;;;;;;ok;;data_findings;0.15;;;;;2;0.0707106781187;;;days"},
    {"nothing counted", "average;Medel;2024-03;month;2024-03-01;2024-03-31;;;;;;no_data;;data_findings;;;;;;;;;;days"},
    {"quotes and separators in title and group",
     "share;\"Andel \xe2\x80\x9dnej\xe2\x80\x9d; 1\\2 ?\";2024;year;2024-01-01;2024-12-31;\"enhet=a;\"\"b\"\",lan=04\";\"a;\"\"b\"\"\";;04;"
     "Södermanlands län;ok;;;50;9.45312057342;90.5468794266;28.4758884582;71.5241115418;;;1;2;percent"},
    {"an unknown group",
     "share;\"Andel \xe2\x80\x9dnej\xe2\x80\x9d; 1\\2 "
     "?\";2024;year;2024-01-01;2024-12-31;enhet=Åsa,lan=;Åsa;;;;ok;;;100;20.6549314377;100;68.7315255917;100;;;1;1;percent"},
};

static bool has_line(const char *text, const char *line) {
    size_t length = strlen(line);
    for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1)
        if (strncmp(at, line, length) == 0 && at[length] == '\n')
            return true;
    return false;
}

static void writes_csv(void **state) {
    (void)state;
    char *text = written(IND_FORMAT_CSV, false);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (!has_line(text, lines[i].line)) {
            print_error("%s\n", text);
            fail_msg("%s: there is no line %s", lines[i].name, lines[i].line);
        }
    }
    free(text);
}

/* ---- table ---- */

static void writes_a_table(void **state) {
    (void)state;
    static const struct {
        bool english;
        const char *title, *heading, *value;
    } languages[] = {{false, "Medel  (average, dagar)\n", "  period   grupp  värde  intervall  nämnare  \n",
                      "  2024             0,15                   2  anmärkning på underlaget\n"},
                     {true, "t  (average, days)\n", "  period   group  value  interval  denominator  \n",
                      "  2024             0.15                      2  data_findings\n"}};
    for (size_t i = 0; i < 2; i++) {
        char *text = written(IND_FORMAT_TABLE, languages[i].english);
        if (strstr(text, languages[i].title) == NULL || strstr(text, languages[i].heading) == NULL ||
            strstr(text, languages[i].value) == NULL)
            fail_msg("%s: %s", languages[i].english ? "english" : "swedish", text);
        assert_null(strchr(text, '\a'));
        free(text);
    }
}

static void names_flags(void **state) {
    (void)state;
    unsigned both = IND_FLAG_PRELIMINARY | IND_FLAG_INCOMPLETE_LOOK_BACK;
    assert_null(ind_flag_name(0, 0));
    assert_string_equal(ind_flag_name(both, 0), "preliminary");
    assert_string_equal(ind_flag_name(both, 1), "incomplete_look_back");
    assert_null(ind_flag_name(both, 2));
    assert_string_equal(ind_flag_name(IND_FLAG_INCOMPLETE_LOOK_BACK, 0), "incomplete_look_back");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_formats), cmocka_unit_test(writes_json),    cmocka_unit_test(writes_valid_json),
        cmocka_unit_test(writes_csv),    cmocka_unit_test(writes_a_table), cmocka_unit_test(names_flags),
    };
    return cmocka_run_group_tests(tests, open_run, close_run);
}
