/* test_strata.c - which strata a split shows, in which order and under which name. */
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define DEFINITION(groups, split)                                                                                      \
    BENCH_ENVELOPE                                                                                                     \
    "`kind`:`proportion`,`data`:{`dataset`:`besok`},`denominator`:`id is not null`,`numerator`:`svar is null`,"        \
    "`period`:{`date`:`datum`,`grain`:[`all`]},`groups`:{" groups "},`by`:[[`" split "`]]}"
#define KOMMUN DEFINITION("`k`:`kommunkod`", "k")
#define COUNTY DEFINITION("`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}", "lan")
#define ROWS(rows)                                                                                                     \
    { "besok", "id;datum;kommunkod;kon;enhet\n" rows }
#define DELIVERIES(rows)                                                                                               \
    { "leveranser", "dataset;lamnare;period_fran;period_till\n" rows }

/* Strata as "code name", those with a count in brackets. */
static const struct {
    const char *name, *definition;
    bench_table tables[BENCH_TABLES];
    bench_options options;
    const char *strata;
} cases[] = {
    {"codelist: the kommuner of the counties in the data",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n")},
     {.period = "2024"},
     "0480 Nyköping, [0488 Trosa]"},
    {"codes of the schema that nobody has in the period",
     BENCH_ENVELOPE
     "`kind`:`continuity`,`data`:{`dataset`:`besok`,`person`:`person_id`,`date`:`datum`},`provider`:`enhet`,"
     "`formula`:`coc`,`window`:{`months`:12,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`keep_all`,"
     "`max_unknown_share`:0,`period`:{`each`:true,`grain`:[`year`]},`groups`:{`kon`:`last.kon`},`by`:[[`kon`]]}",
     {{"besok", "id;person_id;datum;kon;enhet\n1;p;2024-01-05;K;a\n2;p;2024-01-06;K;a\n"}},
     {.period = "2024"},
     "M, [K]"},
    {"a row outside the period says too which counties there are",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n2;2022-01-05;1880;K;\n")},
     {.period = "2024"},
     "0480 Nyköping, [0488 Trosa], 1880 Örebro"},
    {"no rows, no counties", KOMMUN, {ROWS("")}, {.period = "2024"}, ""},
    {"the counties in the deliveries",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n"), DELIVERIES("besok;18;2024-01-01;2024-12-31\n")},
     {.period = "2024"},
     "1880 Örebro"},
    {"deliveries of another dataset",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n"), DELIVERIES("svar;18;2024-01-01;2024-12-31\n")},
     {.period = "2024"},
     "0480 Nyköping, [0488 Trosa]"},
    {"a county asked for stands over deliveries",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n2;2024-01-05;1880;K;\n"), DELIVERIES("besok;18;2024-01-01;2024-12-31\n")},
     {.period = "2024", .area = "04"},
     "[0480 Nyköping], [0488 Trosa]"}, /* both not delivered */
    {"a kommun asked for",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024", .area = "0480"},
     "[0480 Nyköping]"},
    {"unknown, where it was counted",
     KOMMUN,
     {ROWS("1;2024-01-05;0488;K;\n2;2024-01-05;;K;\n")},
     {.period = "2024"},
     "0480 Nyköping, [0488 Trosa], [?]"},
    {"a code that the codelist lacks is unknown",
     KOMMUN,
     {ROWS("1;2024-01-05;0499;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024"},
     "[0480 Nyköping], 0488 Trosa, [?]"},
    {"a code that is no longer valid is unknown, not lost",
     KOMMUN,
     {ROWS("1;2024-01-05;1917;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024"},
     "[0480 Nyköping], 0488 Trosa, [?]"},
    {"and a stratum while it was", KOMMUN, {ROWS("1;2006-01-05;1917;K;\n")}, {.period = "2006"}, "[1917 Heby]"},
    {"valid on some day of the run", KOMMUN, {ROWS("1;2006-01-05;1917;K;\n")}, {.period = "2006..2008"}, "[1917 Heby]"},
    {"a code that is not yet valid", KOMMUN, {ROWS("1;1990-01-05;0480;K;\n")}, {.period = "1990"}, "[0480 Nyköping]"},
    {"an attribute of the codelist, in the order of the file",
     COUNTY,
     {ROWS("1;2024-01-05;1880;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024"},
     "[04 Södermanlands län], [18 Örebro län]"},
    {"an attribute, cut to the deliveries",
     COUNTY,
     {ROWS("1;2024-01-05;1880;K;\n2;2024-01-05;0480;K;\n"), DELIVERIES("besok;1880;2024-01-01;2024-12-31\n")},
     {.period = "2024"},
     "[18 Örebro län]"},
    {"an attribute, cut to a county",
     COUNTY,
     {ROWS("1;2024-01-05;1880;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024", .area = "04"},
     "[04 Södermanlands län]"},
    {"an attribute of a code that is no longer valid",
     COUNTY,
     {ROWS("1;2024-01-05;1917;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024"},
     "[04 Södermanlands län], [?]"},
    {"the values that a column may have, in the order of the schema",
     DEFINITION("`kon`:`kon`", "kon"),
     {ROWS("1;2024-01-05;0480;K;\n")},
     {.period = "2024"},
     "M, [K]"},
    {"values seen, in order of their bytes",
     DEFINITION("`enhet`:`enhet`", "enhet"),
     {ROWS("1;2024-01-05;;;b\n2;2024-01-05;;;Å\n3;2024-01-05;;;a 10\n4;2024-01-05;;;a 9\n5;2022-01-05;;;c\n")},
     {.period = "2024"},
     "[a 10], [a 9], [b], c, [Å]"},
    {"values of an expression",
     DEFINITION("`g`:`case when kon = 'K' then 'kvinna' when kon = 'M' then 'man' end`", "g"),
     {ROWS("1;2024-01-05;;M;\n2;2024-01-05;;K;\n3;2024-01-05;;;\n")},
     {.period = "2024"},
     "[kvinna], [man], [?]"},
    {"a derived column has not the codelist of what it is made of",
     DEFINITION("`d`:`lansdel`", "d"),
     {ROWS("1;2024-01-05;1880;K;\n2;2024-01-05;0480;K;\n")},
     {.period = "2024"},
     "[04], [18]"},
    {"a look-up",
     DEFINITION("`kon`:`personer.kon`", "kon"),
     {{"besok", "id;datum;person_id\n1;2024-01-05;p\n2;2024-01-05;q\n"}, {"personer", "person_id;kon\np;X\n"}},
     {.period = "2024"},
     "[X], [?]"},
};

static void add_stratum(void *context, const ind_cell_result *r) {
    ind_buffer *out = context;
    bool counted = r->status != IND_CELL_NO_DATA;
    ind_buffer_format(out, "%s%s%.*s%s%.*s%s", out->length == 0 ? "" : ", ", counted ? "[" : "",
                      r->group_value[0].length == 0 ? 1 : (int)r->group_value[0].length,
                      r->group_value[0].length == 0 ? "?" : r->group_value[0].data,
                      r->group_label[0].length == 0 ? "" : " ", IND_STR_ARGS(r->group_label[0]), counted ? "]" : "");
}

static void shows_the_domain(void **state) {
    (void)state;
    bench *b = bench_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench_run run;
        ind_buffer strata = {0};
        bench_reload(b);
        bench_run_open(b, &run, cases[i].definition, cases[i].tables, &cases[i].options);
        if (run.run == NULL)
            fail_msg("%s: status %d, %s", cases[i].name, (int)run.status, ind_diag_at(b->diag, 0)->message);
        ind_buffer_text(&strata, "");
        ind_run_give(run.run, 0, &(ind_result_taker){.context = &strata, .cell = add_stratum});
        if (strcmp(strata.data, cases[i].strata) != 0)
            fail_msg("%s: expected\n%s\nactual\n%s", cases[i].name, cases[i].strata, strata.data);
        ind_buffer_free(&strata);
        bench_run_close(&run);
    }
    bench_close(b);
}

/* ---- several measures in one run ---- */

#define NAMED(name, data, groups, split)                                                                               \
    "{`format`:`indikator/1`,`id`:`" name "`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`unit`:`percent`,"              \
    "`better`:`lower`,`kind`:`proportion`,`data`:{`dataset`:`besok`" data "},`denominator`:`kon is not null`,"         \
    "`numerator`:`svar is null`,`period`:{`date`:`datum`,`grain`:[`all`]},`groups`:{" groups "},"                      \
    "`by`:[[`" split "`]]}"

/* Measures with the same strata share them; where other rows are seen, or other groups, they have their own. */
static void measures_do_not_mix(void **state) {
    (void)state;
    static const struct {
        const char *path, *definition, *strata;
    } measures[] = {
        {"pack/a.json", NAMED("a", "", "`e`:`enhet`", "e"), "[e1], [e2], e3, [?]"},
        {"pack/b.json", NAMED("b", ",`where`:`id < '3'`", "`e`:`enhet`", "e"), "[e1], [e2]"},
        {"pack/c.json", NAMED("c", "", "`k`:`kon`,`u`:`enhet`", "u"), "[e1], [e2], e3, [?]"},
        {"pack/d.json", NAMED("d", "", "`u`:`enhet`", "u"), "[e1], [e2], e3, [?]"},
        {"pack/e.json", NAMED("e", ",`where`:`id < '3'`", "`u`:`enhet`", "u"), "[e1], [e2]"},
        {"pack/f.json", NAMED("f", "", "`e`:`lansdel`", "e"), "[?]"},
    };
    enum { COUNT = sizeof measures / sizeof *measures };
    static const bench_table tables[BENCH_TABLES] = {
        ROWS("1;2024-01-05;;K;e1\n2;2024-01-05;;K;e2\n3;2023-01-05;;K;e3\n4;2024-01-05;;M;\n")};
    bench *b = bench_open();
    const ind_measure *loaded[COUNT];
    bench_run r;
    bench_run_set(&r, tables, &(bench_options){.period = "2024"});
    for (size_t i = 0; i < COUNT; i++) {
        ind_measure *measure;
        assert_int_equal(
            ind_measure_load(b->catalogue, bench_write(b, measures[i].path, measures[i].definition), b->diag, &measure),
            IND_OK);
        loaded[i] = measure;
    }
    assert_int_equal(ind_run_new(b->catalogue, loaded, COUNT, &r.options, b->diag, &r.run), IND_OK);
    for (size_t i = 0; i < COUNT; i++) {
        ind_buffer strata = {0};
        ind_run_give(r.run, i, &(ind_result_taker){.context = &strata, .cell = add_stratum});
        if (strcmp(strata.data, measures[i].strata) != 0)
            fail_msg("%s: expected\n%s\nactual\n%s", measures[i].path, measures[i].strata, strata.data);
        ind_buffer_free(&strata);
    }
    bench_run_close(&r);
    bench_close(b);
}

/* Rows are counted one by one where a table of all months and strata would be too large. */
static void many_months_and_strata(void **state) {
    (void)state;
    enum { UNITS = 200 };
    ind_buffer csv = {0}, strata = {0}, want = {0};
    ind_buffer_text(&csv, "id;datum;enhet\n");
    for (int i = 0; i < UNITS; i++) {
        ind_buffer_format(&csv, "%d;%d-01-05;e%03d\n", i, 1900 + i, i);
        ind_buffer_format(&want, "%s[e%03d]", i == 0 ? "" : ", ", i);
    }
    const bench_table tables[BENCH_TABLES] = {{"besok", csv.data}};
    bench *b = bench_open();
    bench_run run;
    bench_run_open(b, &run, DEFINITION("`e`:`enhet`", "e"), tables, &(bench_options){.period = "1900..2099"});
    assert_non_null(run.run);
    ind_run_give(run.run, 0, &(ind_result_taker){.context = &strata, .cell = add_stratum});
    assert_string_equal(strata.data, want.data);
    bench_run_close(&run);
    bench_close(b);
    ind_buffer_free(&csv);
    ind_buffer_free(&strata);
    ind_buffer_free(&want);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(shows_the_domain), cmocka_unit_test(measures_do_not_mix),
                                       cmocka_unit_test(many_months_and_strata)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
