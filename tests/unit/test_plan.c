/* test_plan.c - what a run is going to read and count, told from the measures and the options. */
#include "base/date.h"
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MEASURE(id, rest)                                                                                              \
    "{`format`:`indikator/1`,`id`:`" id "`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,"                \
    "`unit`:`percent`,`kind`:`proportion`,`data`:{`dataset`:`besok`},`interval`:{`method`:`none`}," rest "}"
#define COUNTED "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`,"
#define MONTHS "`period`:{`date`:`datum`,`grain`:[`month`,`quarter`,`year`]}"
#define GROUPS                                                                                                         \
    ",`groups`:{`kon`:`kon`,`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}},`by`:[[],[`kon`],[" \
    "`lan`],[`lan`,`kon`]]"

#define STAYS                                                                                                          \
    "{`format`:`indikator/1`,`id`:`b`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,`unit`:`percent`,"    \
    "`kind`:`proportion`,`data`:{`dataset`:`vistelser`},`interval`:{`method`:`none`},`denominator`:`true`,"            \
    "`numerator`:`coalesce(satt, '') = '1'`,`period`:{`date`:`in_datum`,`grain`:[`month`]}}"

enum { MOST = 8 };

typedef struct {
    bench *b;
    bench_run r;
    ind_measure *loaded[MOST];
} planned;

static const bench_table tables[] = {
    {"besok", "id;person_id;datum;slut;kommunkod;kon;svar;antal\n1;p1;2024-01-01;2024-01-02;0480;K;J;1\n"},
    {"personer", "person_id;kon;fodelsedatum;giltig_fran;giltig_till\np1;K;1950-01-01;;\n"},
    {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2023-12-02;2024-05-30\n"
                   "besok;18;2024-01-01;2024-06-29\nvistelser;04;2020-01-01;2025-12-31\n"},
    {NULL, NULL},
};

/* The texts in order of their ids, "a", "b"...; NULL ends them. */
static planned plan_of(const char *const *texts, const bench_table *data, const bench_options *options) {
    planned p = {.b = bench_open()};
    size_t count = 0;
    for (; texts[count] != NULL; count++) {
        char name[32];
        snprintf(name, sizeof name, "pack/%c.json", (char)('a' + count));
        if (ind_measure_load(p.b->catalogue, bench_write(p.b, name, texts[count]), p.b->diag, &p.loaded[count]) !=
            IND_OK)
            fail_msg("%s: %s", name, ind_diag_at(p.b->diag, 0)->message);
    }
    bench_run_set(&p.r, data, options);
    for (size_t i = 0, other = count - 1; i < other; i++, other--) { /* the run puts them in order */
        ind_measure *swap = p.loaded[i];
        p.loaded[i] = p.loaded[other];
        p.loaded[other] = swap;
    }
    p.r.status =
        ind_run_new(p.b->catalogue, (const ind_measure *const *)p.loaded, count, &p.r.options, p.b->diag, &p.r.run);
    return p;
}

static planned plan(const char *const *texts, const bench_options *options) {
    return plan_of(texts, tables, options);
}

static void unplan(planned *p) {
    bench_run_close(&p->r);
    bench_close(p->b);
}

static const char *const one[] = {MEASURE("a", COUNTED MONTHS GROUPS), NULL};

/* ---- period ---- */

static void whole_months_of_deliveries(void **state) {
    (void)state;
    planned p = plan(one, &(bench_options){0});
    char from[IND_DATE_TEXT], to[IND_DATE_TEXT];
    assert_non_null(p.r.run);
    ind_date_text(p.r.run->from, from);
    ind_date_text(p.r.run->to, to);
    assert_string_equal(from, "2024-01-01"); /* not December, of which a day is missing */
    assert_string_equal(to, "2024-05-31");   /* nor June; May is there in county 18 */
    assert_int_equal(p.r.run->jobs[0].calendar.count, 5 + 1);
    unplan(&p);
}

static void grains_that_are_asked_for(void **state) {
    (void)state;
    static const struct {
        const char *grain;
        size_t periods; /* of 2023-07..2024-12 */
    } cases[] = {{"month", 18}, {"quarter", 6}, {"year", 1}, {NULL, 18 + 6 + 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        planned p = plan(one, &(bench_options){.period = "2023-07..2024-12", .grain = cases[i].grain});
        assert_int_equal(p.r.run->jobs[0].calendar.count, cases[i].periods);
        unplan(&p);
    }
}

static void refuses_what_is_no_period(void **state) {
    (void)state;
    static const struct {
        bench_options options;
        const char *rule;
    } cases[] = {{{.period = "2024-13"}, "period"},
                 {{.period = "1800..2024"}, "period"},
                 {{.period = "2024", .grain = "manad"}, "grain"},
                 {{.period = "2024", .split = "kn"}, "split"},
                 {{.period = "2024", .area = "99"}, "area"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        planned p = plan(one, &cases[i].options);
        assert_null(p.r.run);
        assert_int_equal(p.r.status, IND_E_USAGE);
        bool said = false;
        for (size_t k = 0; k < ind_diag_count(p.b->diag); k++)
            said |= strcmp(ind_diag_at(p.b->diag, k)->rule, cases[i].rule) == 0;
        assert_true(said);
        unplan(&p);
    }
    planned p = plan(one, &(bench_options){.period = "1825..2024"}); /* two hundred years */
    assert_non_null(p.r.run);
    unplan(&p);
}

/* Of all datasets that are counted: from the first day of any to the last day of any. */
static void period_of_several_datasets(void **state) {
    (void)state;
    static const bench_table both[] = {
        {"besok", "id;person_id;datum;svar\n1;p1;2024-01-01;J\n"},
        {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;p1;0480;2024-01-01;2024-01-02;1;N\n"},
        {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2023-11-01;2024-03-31\n"
                       "vistelser;04;2023-12-01;2024-05-31\npersoner;04;2020-01-01;2025-12-31\n"},
        {NULL, NULL},
    };
    static const char *const texts[] = {MEASURE("a", COUNTED MONTHS), STAYS, NULL};
    planned p = plan_of(texts, both, &(bench_options){0});
    int32_t from, to = 0;
    assert_true(ind_date_parse(IND_STR("2023-11-01"), &from) && ind_date_parse(IND_STR("2024-05-31"), &to));
    assert_int_equal(p.r.run->from, from);
    assert_int_equal(p.r.run->to, to);
    unplan(&p);
}

/* ---- splits and areas ---- */

static void splits_that_are_asked_for(void **state) {
    (void)state;
    static const struct {
        const char *split, *shown; /* of the four */
    } cases[] = {{NULL, "1111"}, {"", "1000"}, {"kon", "0100"}, {"kon,lan", "0001"}, {"lan,kon", "0001"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        planned p = plan(one, &(bench_options){.period = "2024", .split = cases[i].split});
        for (size_t s = 0; s < 4; s++)
            assert_int_equal(p.r.run->jobs[0].splits[s], cases[i].shown[s] == '1');
        unplan(&p);
    }
}

static void areas_asked_for_or_delivered(void **state) {
    (void)state;
    planned p = plan(one, &(bench_options){.period = "2024", .area = "0480"});
    assert_true(p.r.run->jobs[0].areas.count == 1 && ind_str_is(p.r.run->jobs[0].areas.codes[0], "0480"));
    unplan(&p);
    p = plan(one, &(bench_options){.period = "2024"});
    assert_int_equal(p.r.run->jobs[0].areas.count, 2); /* those who deliver visits */
    unplan(&p);
    static const char *const nowhere[] = {MEASURE("a", COUNTED MONTHS), MEASURE("b", COUNTED MONTHS GROUPS), NULL};
    p = plan(nowhere, &(bench_options){.period = "2024", .area = "04"});
    assert_true(p.r.run->jobs[0].skipped && p.r.run->jobs[0].reason != NULL);
    assert_false(p.r.run->jobs[1].skipped);
    unplan(&p);
}

/* ---- measures and their data ---- */

static void measures_without_their_data(void **state) {
    (void)state;
    static const char *const texts[] = {MEASURE("a", COUNTED MONTHS), STAYS, NULL};
    planned p = plan(texts, &(bench_options){.period = "2024"});
    assert_null(p.r.run->jobs[0].reason);
    assert_string_equal(p.r.run->jobs[1].reason, "dataset 'vistelser' is not among the data");
    assert_null(ind_run_input(p.r.run, IND_STR("vistelser")));
    unplan(&p);
}

/* ---- columns ---- */

static bool wants(const planned *p, const char *dataset, const char *field) {
    const ind_input *input = ind_run_input(p->r.run, ind_str_of(dataset));
    int at = ind_dataset_field(input->dataset, ind_str_of(field));
    return input->wanted_fields[at];
}

static void only_what_is_needed_is_read(void **state) {
    (void)state;
    static const char *const texts[] = {
        MEASURE("a", COUNTED MONTHS),
        MEASURE("b", "`denominator`:`coalesce(personer.kon, '') = 'K'`,`numerator`:`coalesce(svar, '') = 'J'`," MONTHS),
        NULL};
    planned p = plan(texts, &(bench_options){.period = "2024"});
    static const char *const read[] = {"datum", "svar", "person_id"}, *const unread[] = {"slut", "antal", "kon",
                                                                                         "vikt"};
    for (size_t i = 0; i < 3; i++)
        assert_true(wants(&p, "besok", read[i]));
    for (size_t i = 0; i < 4; i++)
        assert_false(wants(&p, "besok", unread[i]));
    assert_true(wants(&p, "personer", "kon") && wants(&p, "personer", "giltig_till"));
    assert_false(wants(&p, "personer", "fodelsedatum"));
    ind_input *visits = ind_run_input(p.r.run, IND_STR("besok")),
              *persons = ind_run_input(p.r.run, IND_STR("personer"));
    assert_true(visits->is_scanned && !visits->is_reference && persons->is_reference && !persons->is_scanned);
    size_t svar = 0; /* a column that two measures ask for is there once */
    for (size_t c = 0; c < visits->column_count; c++)
        svar += ind_str_is(visits->dataset->fields[visits->columns[c].field].name, "svar") &&
                visits->columns[c].foreign_key < 0;
    assert_int_equal(svar, 1);
    unplan(&p);
}

static void a_key_has_the_numbers_of_its_table(void **state) {
    (void)state;
    planned p = plan(one, &(bench_options){.period = "2024"});
    ind_input *visits = ind_run_input(p.r.run, IND_STR("besok")),
              *persons = ind_run_input(p.r.run, IND_STR("personer"));
    uint32_t here = (uint32_t)ind_dataset_field(visits->dataset, IND_STR("person_id"));
    uint32_t there = (uint32_t)ind_dataset_field(persons->dataset, IND_STR("person_id"));
    uint32_t sex = (uint32_t)ind_dataset_field(visits->dataset, IND_STR("kon"));
    uint32_t its_sex = (uint32_t)ind_dataset_field(persons->dataset, IND_STR("kon"));
    assert_ptr_equal(ind_run_dict(p.r.run, visits->dataset, here), ind_run_dict(p.r.run, persons->dataset, there));
    assert_ptr_not_equal(ind_run_dict(p.r.run, visits->dataset, sex), ind_run_dict(p.r.run, persons->dataset, its_sex));
    assert_null(ind_run_dict(p.r.run, visits->dataset, (uint32_t)ind_dataset_field(visits->dataset, IND_STR("antal"))));
    unplan(&p);
}

/* ---- strata ---- */

#define SEX(where, group) "`data`:{`dataset`:`besok`" where "},`groups`:{`kon`:" group "},`by`:[[`kon`]],"
#define OTHER(id, head)                                                                                                \
    "{`format`:`indikator/1`,`id`:`" id "`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,"                \
    "`unit`:`percent`,`kind`:`proportion`,`interval`:{`method`:`none`}," head COUNTED MONTHS "}"

static void strata_of_the_same_rows_are_shared(void **state) {
    (void)state;
    static const char *const texts[] = {
        OTHER("a", SEX("", "`kon`")),
        OTHER("b", SEX("", "`kon`")),
        OTHER("c", SEX("", "`svar`")),
        OTHER("d", SEX(",`where`:`antal > 1`", "`kon`")),
        OTHER("e", SEX(",`where`:`antal > 2`", "`kon`")),
        OTHER("f", SEX(",`where`:`antal > 1`", "`kon`")),
        OTHER("g", SEX("", "{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}")),
        NULL};
    static const int of[] = {-1, 0, -1, -1, -1, 3, -1};
    planned p = plan(texts, &(bench_options){.period = "2024"});
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        const ind_feed_plan *strata = p.r.run->jobs[i].feeds[0].strata;
        const ind_feed_plan *want = of[i] < 0 ? NULL : &p.r.run->jobs[of[i]].feeds[0];
        if (strata != want)
            fail_msg("measure %c: %s", (char)('a' + i), want == NULL ? "has another's strata" : "has not their strata");
    }
    unplan(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_months_of_deliveries),         cmocka_unit_test(period_of_several_datasets),
        cmocka_unit_test(grains_that_are_asked_for),          cmocka_unit_test(refuses_what_is_no_period),
        cmocka_unit_test(splits_that_are_asked_for),          cmocka_unit_test(areas_asked_for_or_delivered),
        cmocka_unit_test(measures_without_their_data),        cmocka_unit_test(only_what_is_needed_is_read),
        cmocka_unit_test(a_key_has_the_numbers_of_its_table), cmocka_unit_test(strata_of_the_same_rows_are_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
