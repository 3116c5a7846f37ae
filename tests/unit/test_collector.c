/* test_collector.c - which measures share what is collected of a dataset, and what is read before rows are chosen. */
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define FOLLOWS(id, data, rest)                                                                                        \
    "{`format`:`indikator/1`,`id`:`" id "`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,"                \
    "`unit`:`index`,`kind`:`continuity`,`data`:{`dataset`:`besok`," data "},"                                          \
    "`period`:{`each`:true,`grain`:[`year`]},`min_contacts`:2,`same_day`:`keep_all`,`max_unknown_share`:0.1,"          \
    "`interval`:{`method`:`none`}," rest "}"
#define PERSON "`person`:`person_id`,`date`:`datum`"
#define PROVIDER "`provider`:`lakare`,"
#define WINDOW "`formula`:`coc`,`window`:{`months`:12,`incomplete`:`keep`}"

/* Each beside the first, "a"; in order of id. */
static const struct {
    const char *text;
    bool shares;
} measures[] = {
    {FOLLOWS("a", PERSON, PROVIDER WINDOW), true},
    {FOLLOWS("b", PERSON, PROVIDER "`formula`:`secon`,`window`:{`months`:24,`incomplete`:`hide`}"), true},
    {FOLLOWS("c", PERSON ",`where`:`svar = 'J'`", PROVIDER WINDOW), false},
    {FOLLOWS("d", "`person`:`person_id`,`date`:`slut`", PROVIDER WINDOW), false},
    {FOLLOWS("e", PERSON, "`provider`:`enhet`," WINDOW), false},
    {FOLLOWS("f", "`person`:`enhet`,`date`:`datum`", PROVIDER WINDOW), false},
    {FOLLOWS("g", "`person`:[`person_id`,`enhet`],`date`:`datum`", PROVIDER WINDOW), false},
    {FOLLOWS("h", PERSON, PROVIDER WINDOW ",`denominator`:`first.kon = 'K'`"), false},
    {FOLLOWS("i", PERSON, PROVIDER WINDOW ",`denominator`:`first.svar = 'J'`"), false},
    {FOLLOWS("j", PERSON ",`where`:`svar = 'N'`", PROVIDER WINDOW), false},
    {FOLLOWS("k", "`person`:`substr(person_id, 1, 1)`,`date`:`datum`", PROVIDER WINDOW), false},
};
enum { MEASURES = sizeof measures / sizeof *measures };

static bench *b;
static bench_run r;

static const bench_table tables[] = {
    {"besok", "id;person_id;datum;slut;lakare;enhet;svar;kon\n1;p1;2024-01-01;2024-01-02;x;u;J;K\n"
              "2;p1;2024-02-01;2024-02-02;x;u;J;K\n3;p1;2021-02-01;2021-02-02;x;u;J;K\n"},
    {"personer", "person_id\np1\n"},
    {NULL, NULL},
};

static int open_all(void **state) {
    (void)state;
    b = bench_open();
    ind_measure *loaded[MEASURES];
    for (size_t i = 0; i < MEASURES; i++) {
        char name[32];
        snprintf(name, sizeof name, "pack/%c.json", (char)('a' + i));
        const char *path = bench_write(b, name, measures[i].text);
        if (ind_measure_load(b->catalogue, path, b->diag, &loaded[i]) != IND_OK)
            return 1;
    }
    bench_run_set(&r, tables, &(bench_options){.period = "2024"});
    ind_run_new(b->catalogue, (const ind_measure *const *)loaded, MEASURES, &r.options, b->diag, &r.run);
    return r.run == NULL;
}

static int close_all(void **state) {
    (void)state;
    bench_run_close(&r);
    bench_close(b);
    return 0;
}

static ind_feed_plan *plan_of(size_t measure) {
    return &r.run->jobs[measure].feeds[0];
}

static void same_rows_and_columns_are_shared(void **state) {
    (void)state;
    for (size_t i = 1; i < MEASURES; i++)
        if ((plan_of(i)->collector == plan_of(0)->collector) != measures[i].shares)
            fail_msg("measure %c %s collector of a", (char)('a' + i), measures[i].shares ? "has not the" : "has the");
    assert_true(plan_of(2)->collector != plan_of(9)->collector); /* two conditions of one column */
    assert_true(plan_of(7)->collector != plan_of(8)->collector); /* two columns */
}

/* Kinds that ask for the same roles, but in another order, or need others of them. */
static void order_and_needs_tell_apart(void **state) {
    (void)state;
    ind_collector *collector = ind_collector_new(r.run->arena, plan_of(0));
    ind_job *job = &r.run->jobs[1];
    const ind_kind *kind = job->kind;
    assert_true(ind_collector_takes(collector, plan_of(1)));
    assert_int_equal(collector->users, 2);
    ind_kind other = *kind;
    job->kind = &other;
    other.feeds[0].sorted = 2;
    assert_false(ind_collector_takes(collector, plan_of(1)));
    other = *kind;
    other.feeds[0].needed = NULL;
    assert_false(ind_collector_takes(collector, plan_of(1)));
    other = *kind;
    assert_true(ind_collector_takes(collector, plan_of(1)));
    assert_int_equal(collector->users, 3);
    job->kind = kind;
    ind_collector_close(collector);
}

/* The days of all that share it: of 12 months, then of 24; a kind without days wants all. */
static void days_are_those_of_all(void **state) {
    (void)state;
    ind_collector *collector = ind_collector_new(r.run->arena, plan_of(0));
    int32_t to = collector->to, from = collector->from;
    assert_true(collector->has_days);
    assert_int_equal(to - from + 1, 366);
    assert_true(ind_collector_takes(collector, plan_of(1)));
    assert_int_equal(collector->to, to);
    assert_int_equal(from - collector->from, 365);
    ind_job *job = &r.run->jobs[1];
    const ind_kind *kind = job->kind;
    ind_kind timeless = *kind;
    timeless.days = NULL;
    job->kind = &timeless;
    assert_true(ind_collector_takes(collector, plan_of(1)));
    assert_false(collector->has_days);
    job->kind = kind;
    ind_collector_close(collector);
}

static uint32_t column_of(const char *name) {
    const ind_input *input = plan_of(0)->input;
    for (uint32_t c = 0; c < input->column_count; c++)
        if (ind_str_is(input->dataset->fields[input->columns[c].field].name, name))
            return c;
    return IND_NOT_SHARED;
}

static void entities_are_a_column_or_made(void **state) {
    (void)state;
    assert_int_equal(ind_collector_entity(plan_of(0)->collector), column_of("person_id"));
    assert_int_equal(ind_collector_entity(plan_of(5)->collector), column_of("enhet"));
    assert_int_equal(ind_collector_entity(plan_of(6)->collector), IND_NOT_SHARED);
    assert_int_equal(ind_collector_entity(plan_of(10)->collector), IND_NOT_SHARED);
}

/* The condition and the day that is needed; a part of a text; nothing else. */
static void early_is_what_rows_are_chosen_by(void **state) {
    (void)state;
    static const struct {
        size_t measure;
        const char *early[4];
    } wanted[] = {{0, {"datum"}}, {2, {"datum", "svar"}}, {3, {"slut"}}, {10, {"datum", "person_id"}}};
    size_t columns = plan_of(0)->input->column_count;
    bool *early = ind_alloc_array(columns, sizeof *early);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        memset(early, 0, columns * sizeof *early);
        ind_collector_early(plan_of(wanted[i].measure)->collector, early);
        for (uint32_t c = 0; c < columns; c++) {
            bool want = false;
            for (size_t k = 0; k < 4 && wanted[i].early[k] != NULL; k++)
                want |= c == column_of(wanted[i].early[k]);
            if (early[c] != want)
                fail_msg("measure %c, column %u: %s", (char)('a' + wanted[i].measure), (unsigned)c,
                         want ? "is not read early" : "is read early");
        }
    }
    free(early);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_rows_and_columns_are_shared),
        cmocka_unit_test(order_and_needs_tell_apart),
        cmocka_unit_test(days_are_those_of_all),
        cmocka_unit_test(entities_are_a_column_or_made),
        cmocka_unit_test(early_is_what_rows_are_chosen_by),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
