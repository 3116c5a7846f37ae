/* test_followed.c - one index and the events around it: which of them lie in its window, and what they make of it;
 * every answer was worked out by hand. */
#include "base/plain.h"
#include "engine/collect/collector.h"
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- the events of one index ---- */

/* A stay of p from 1 to 10 March 2024; the year before had a 29 February. */
#define STAYS "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n"
#define ONE_STAY STAYS "1;p;0480;2024-03-01;2024-03-10;3;"
#define VISITS "id;person_id;datum;slut;svar;kon;kommunkod\n"
#define PERSONS "person_id;dodsdatum;flytt_datum\np;;\nq;;\n"
#define INDEX                                                                                                          \
    BENCH_ENVELOPE "`kind`:`followed`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`,`end`:"    \
                   "`ut_datum`},"
#define ALONE                                                                                                          \
    "`count`:`index`,`follow_up`:{`days`:60,`complete_until`:`leveranser`,`incomplete`:`exclude_index`,`death`:"       \
    "`keep`,`moved`:`keep`},`missing`:{`event`:`not_met`},`period`:{`date`:`end`,`grain`:[`year`]}}"
#define DAY "`dataset`:`besok`,`date`:`datum`,"
#define DAYS "`dataset`:`besok`,`date`:[`datum`,`slut`],"
#define LASTS "`dataset`:`besok`,`start`:`datum`,`end`:`slut`,"
#define ANY ",`take`:`any`"
#define WEEK "`day_from`:0,`day_to`:7"
#define J ",`met`:`svar = 'J'`"
#define OVERLAPS ",`relation`:`overlaps`"
#define COVERS ",`relation`:`covers`"

typedef struct {
    const char *name, *event;
    const char *visits; /* rows of VISITS */
    const char *met;    /* "1", "0", "?": it is unknown */
} window_case;

static const window_case windows[] = {
    {"the day before the first day", DAY WEEK ANY, "1;p;2024-03-09", "0"},
    {"the first day", DAY WEEK ANY, "1;p;2024-03-10", "1"},
    {"the last day", DAY WEEK ANY, "1;p;2024-03-17", "1"},
    {"the day after the last day", DAY WEEK ANY, "1;p;2024-03-18", "0"},
    {"no row at all", DAY WEEK ANY, "", "0"},
    {"somebody else's row", DAY WEEK ANY, "1;q;2024-03-11", "0"},
    {"before the end: too early", DAY "`day_from`:-5,`day_to`:-1" ANY, "1;p;2024-03-04", "0"},
    {"before the end: the first day", DAY "`day_from`:-5,`day_to`:-1" ANY, "1;p;2024-03-05", "1"},
    {"before the end: the last day", DAY "`day_from`:-5,`day_to`:-1" ANY, "1;p;2024-03-09", "1"},
    {"before the end: too late", DAY "`day_from`:-5,`day_to`:-1" ANY, "1;p;2024-03-10", "0"},
    {"of the start: too early", DAY "`day_from`:-2,`day_to`:-1,`from_day_of`:`start`,`to_day_of`:`start`" ANY,
     "1;p;2024-02-27", "0"},
    {"of the start: the first day", DAY "`day_from`:-2,`day_to`:-1,`from_day_of`:`start`,`to_day_of`:`start`" ANY,
     "1;p;2024-02-28", "1"},
    {"of the start: the last day", DAY "`day_from`:-2,`day_to`:-1,`from_day_of`:`start`,`to_day_of`:`start`" ANY,
     "1;p;2024-02-29", "1"},
    {"of the start: too late", DAY "`day_from`:-2,`day_to`:-1,`from_day_of`:`start`,`to_day_of`:`start`" ANY,
     "1;p;2024-03-01", "0"},
    {"start to end: too early", DAY "`day_from`:0,`day_to`:0,`from_day_of`:`start`" ANY, "1;p;2024-02-29", "0"},
    {"start to end: the first day", DAY "`day_from`:0,`day_to`:0,`from_day_of`:`start`" ANY, "1;p;2024-03-01", "1"},
    {"start to end: the last day", DAY "`day_from`:0,`day_to`:0,`from_day_of`:`start`" ANY, "1;p;2024-03-10", "1"},
    {"start to end: too late", DAY "`day_from`:0,`day_to`:0,`from_day_of`:`start`" ANY, "1;p;2024-03-11", "0"},
    {"from the third day to the end", DAY "`day_from`:2,`day_to`:0,`from_day_of`:`start`" ANY, "1;p;2024-03-02", "0"},
    {"from the third day to the end, in it", DAY "`day_from`:2,`day_to`:0,`from_day_of`:`start`" ANY, "1;p;2024-03-03",
     "1"},
    {"end to start: the first day", DAY "`day_from`:-9,`day_to`:5,`to_day_of`:`start`" ANY, "1;p;2024-03-01", "1"},
    {"end to start: the last day", DAY "`day_from`:-9,`day_to`:5,`to_day_of`:`start`" ANY, "1;p;2024-03-06", "1"},
    {"end to start: too late", DAY "`day_from`:-9,`day_to`:5,`to_day_of`:`start`" ANY, "1;p;2024-03-07", "0"},
    {"a window that ends before it begins has nothing in it", DAY "`day_from`:0,`day_to`:0,`to_day_of`:`start`" ANY,
     "1;p;2024-03-01\n2;p;2024-03-05\n3;p;2024-03-10", "0"},
    {"nor anything across it", LASTS "`day_from`:0,`day_to`:0,`to_day_of`:`start`" OVERLAPS ANY,
     "1;p;2024-02-01;2024-04-01", "0"},
    {"nor is it covered", LASTS "`day_from`:0,`day_to`:0,`to_day_of`:`start`" COVERS ANY, "1;p;2024-02-01;2024-04-01",
     "0"},

    {"any day: long before", "`dataset`:`besok`,`date`:`datum`" ANY, "1;p;2001-01-01", "1"},
    {"any day: nothing", "`dataset`:`besok`" ANY, "1;q;2024-03-11", "0"},
    {"any day, none known: a row", "`dataset`:`besok`" ANY, "1;p;", "1"},
    {"any day: the row must have the day that is asked for", "`dataset`:`besok`,`date`:`datum`" ANY, "1;p;", "0"},

    {"several: one of them is enough", DAY WEEK ANY, "1;p;2024-01-01\n2;p;2024-03-12\n3;p;2024-05-01", "1"},
    {"several: around the window", DAY WEEK ANY, "1;p;2024-03-09\n2;p;2024-03-18\n3;p;2024-03-08\n4;p;2024-04-01", "0"},

    /* ---- events that last ---- */
    {"begins before the window", LASTS WEEK ANY, "1;p;2024-03-09;2024-03-20", "0"},
    {"begins on the last day", LASTS WEEK ANY, "1;p;2024-03-17;2024-05-20", "1"},
    {"ends before the window", LASTS WEEK OVERLAPS ANY, "1;p;2024-03-01;2024-03-09", "0"},
    {"ends on its first day", LASTS WEEK OVERLAPS ANY, "1;p;2024-03-01;2024-03-10", "1"},
    {"begins on its last day", LASTS WEEK OVERLAPS ANY, "1;p;2024-03-17;2024-05-20", "1"},
    {"begins after the window", LASTS WEEK OVERLAPS ANY, "1;p;2024-03-18;2024-05-20", "0"},
    {"lies across it", LASTS WEEK OVERLAPS ANY, "1;p;2024-01-01;2024-05-20", "1"},
    {"is ongoing since before it", LASTS WEEK OVERLAPS ANY, "1;p;2024-01-01;", "1"},
    {"is ongoing since after it", LASTS WEEK OVERLAPS ANY, "1;p;2024-03-18;", "0"},
    {"ends before it begins", LASTS WEEK OVERLAPS ANY, "1;p;2024-03-12;2024-03-11", "0"},
    {"ends before it begins, begins in the window", LASTS WEEK ANY, "1;p;2024-03-12;2024-03-11", "0"},
    {"a short one before a long one that lies across", LASTS WEEK OVERLAPS ANY,
     "1;p;2024-01-01;2024-06-01\n2;p;2024-01-02;2024-01-03", "1"},
    {"covers all days", LASTS WEEK COVERS ANY, "1;p;2024-03-10;2024-03-17", "1"},
    {"covers all but the first day", LASTS WEEK COVERS ANY, "1;p;2024-03-11;2024-03-17", "0"},
    {"covers all but the last day", LASTS WEEK COVERS ANY, "1;p;2024-03-10;2024-03-16", "0"},
    {"two together", LASTS WEEK COVERS ANY, "1;p;2024-03-10;2024-03-13\n2;p;2024-03-14;2024-03-17", "1"},
    {"two that overlap", LASTS WEEK COVERS ANY, "1;p;2024-03-01;2024-03-13\n2;p;2024-03-12;2024-03-18", "1"},
    {"a day between two", LASTS WEEK COVERS ANY, "1;p;2024-03-10;2024-03-12\n2;p;2024-03-14;2024-03-17", "0"},
    {"one inside another, then the rest", LASTS WEEK COVERS ANY,
     "1;p;2024-03-09;2024-03-14\n2;p;2024-03-10;2024-03-11\n3;p;2024-03-15;2024-04-01", "1"},
    {"an ongoing one", LASTS WEEK COVERS ANY, "1;p;2024-01-01;", "1"},
    {"what ends before it begins covers nothing", LASTS WEEK COVERS ANY,
     "1;p;2024-03-10;2024-03-12\n2;p;2024-03-13;2024-03-12\n3;p;2024-03-14;2024-03-17", "0"},
    {"not covered, which is asked for", LASTS WEEK COVERS ",`take`:`none`", "1;p;2024-03-11;2024-03-17", "1"},
    {"covered, and none is asked for", LASTS WEEK COVERS ",`take`:`none`", "1;p;2024-03-10;2024-03-17", "0"},
    {"covered only by those that are as asked", LASTS WEEK COVERS ANY J,
     "1;p;2024-03-10;2024-03-13;J\n2;p;2024-03-14;2024-03-17;N", "0"},
    {"covered if an unknown one is", LASTS WEEK COVERS ANY J, "1;p;2024-03-10;2024-03-13;J\n2;p;2024-03-14;2024-03-17;",
     "?"},
    {"not covered even with an unknown one", LASTS WEEK COVERS ANY J,
     "1;p;2024-03-10;2024-03-12;J\n2;p;2024-03-14;2024-03-17;", "0"},
    {"single days side by side", DAY "`day_from`:0,`day_to`:2" COVERS ANY,
     "1;p;2024-03-10\n2;p;2024-03-11\n3;p;2024-03-11\n4;p;2024-03-12", "1"},
    {"single days with a gap", DAY "`day_from`:0,`day_to`:2" COVERS ANY, "1;p;2024-03-10\n2;p;2024-03-12", "0"},

    /* ---- several days a row ---- */
    {"the second day lies in it", DAYS WEEK ANY, "1;p;2024-03-01;2024-03-12", "1"},
    {"the first day lies in it", DAYS WEEK ANY, "1;p;2024-03-12;2024-05-01", "1"},
    {"the window lies between the two", DAYS WEEK ANY, "1;p;2024-03-01;2024-05-01", "0"},
    {"one is unknown, the other lies in it", DAYS WEEK ANY, "1;p;;2024-03-12", "1"},
    {"one is unknown, the other does not", DAYS WEEK ANY, "1;p;2024-03-01;", "0"},
    {"both are unknown", DAYS WEEK ANY, "1;p;;", "0"},
    {"days of several rows are in order", DAYS WEEK ",`take`:`first`" J,
     "1;p;2024-03-01;2024-03-13;J\n2;p;2024-03-11;2024-04-01;N", "0"},

    /* ---- the first, the last, none ---- */
    {"the first is not as asked", DAY WEEK ",`take`:`first`" J, "1;p;2024-03-11;;N\n2;p;2024-03-12;;J", "0"},
    {"the last is", DAY WEEK ",`take`:`last`" J, "1;p;2024-03-11;;N\n2;p;2024-03-12;;J", "1"},
    {"some is", DAY WEEK ANY J, "1;p;2024-03-11;;N\n2;p;2024-03-12;;J", "1"},
    {"one before the window is not the first", DAY WEEK ",`take`:`first`" J, "1;p;2024-03-09;;N\n2;p;2024-03-12;;J",
     "1"},
    {"one after it is not the last", DAY WEEK ",`take`:`last`" J, "1;p;2024-03-12;;J\n2;p;2024-03-18;;N", "1"},
    {"of one day the key decides: the first", DAY WEEK ",`take`:`first`" J, "2;p;2024-03-12;;N\n1;p;2024-03-12;;J",
     "1"},
    {"of one day the key decides: the last", DAY WEEK ",`take`:`last`" J, "2;p;2024-03-12;;N\n1;p;2024-03-12;;J", "0"},
    {"of one first day the last day decides", LASTS WEEK ",`take`:`first`" J,
     "1;p;2024-03-12;2024-03-14;N\n2;p;2024-03-12;2024-03-13;J", "1"},
    {"an ongoing one is last", LASTS WEEK ",`take`:`last`" J, "1;p;2024-03-12;;J\n2;p;2024-03-12;2024-03-13;N", "1"},
    {"the first across the window begins before it", LASTS WEEK OVERLAPS ",`take`:`first`" J,
     "1;p;2024-03-01;2024-03-12;N\n2;p;2024-03-11;2024-03-13;J", "0"},
    {"what ends before it begins is not the first", LASTS WEEK ",`take`:`first`" J,
     "1;p;2024-03-11;2024-03-10;N\n2;p;2024-03-12;2024-03-13;J", "1"},
    {"there is no first", DAY WEEK ",`take`:`first`" J, "1;p;2024-03-18;;J", "0"},
    {"none, and there is none", DAY WEEK ",`take`:`none`", "1;p;2024-03-18", "1"},
    {"none, and there is one", DAY WEEK ",`take`:`none`", "1;p;2024-03-17", "0"},
    {"none that is as asked", DAY WEEK ",`take`:`none`" J, "1;p;2024-03-17;;N", "1"},

    /* ---- unknown ---- */
    {"perhaps an event", DAY "`where`:`kon = 'K'`," WEEK ANY, "1;p;2024-03-12;;J;", "?"},
    {"perhaps an event, outside the window", DAY "`where`:`kon = 'K'`," WEEK ANY, "1;p;2024-03-18;;J;", "0"},
    {"perhaps one, and one that is", DAY "`where`:`kon = 'K'`," WEEK ANY, "1;p;2024-03-12;;J;\n2;p;2024-03-13;;J;K",
     "1"},
    {"no event, and one that is", DAY "`where`:`kon = 'K'`," WEEK ANY, "1;p;2024-03-12;;J;M\n2;p;2024-03-13;;J;K", "1"},
    {"no event", DAY "`where`:`kon = 'K'`," WEEK ANY, "1;p;2024-03-12;;J;M", "0"},
    {"perhaps as asked", DAY WEEK ANY J, "1;p;2024-03-12;;", "?"},
    {"perhaps an event, but not as asked", DAY "`where`:`kon = 'K'`," WEEK ANY J, "1;p;2024-03-12;;N;", "0"},
    {"none, and perhaps one", DAY WEEK ",`take`:`none`" J, "1;p;2024-03-12;;", "?"},
    {"none, and one that is beside one that may be", DAY WEEK ",`take`:`none`" J, "1;p;2024-03-12;;\n2;p;2024-03-13;;J",
     "0"},
    {"the first may be another", DAY "`where`:`kon = 'K'`," WEEK ",`take`:`first`" J,
     "1;p;2024-03-12;;N;\n2;p;2024-03-13;;J;K", "?"},
    {"whichever is the first", DAY "`where`:`kon = 'K'`," WEEK ",`take`:`first`" J,
     "1;p;2024-03-12;;J;\n2;p;2024-03-13;;J;K", "1"},
    {"whichever is the first, not", DAY "`where`:`kon = 'K'`," WEEK ",`take`:`first`" J,
     "1;p;2024-03-12;;N;\n2;p;2024-03-13;;N;K", "0"},
    {"the first may be the only one, or none", DAY "`where`:`kon = 'K'`," WEEK ",`take`:`first`" J,
     "1;p;2024-03-12;;J;", "?"},
    {"what is known after the first does not matter", DAY "`where`:`kon = 'K'`," WEEK ",`take`:`first`" J,
     "1;p;2024-03-12;;J;K\n2;p;2024-03-13;;N;", "1"},
    {"what is known before the last does not matter", DAY "`where`:`kon = 'K'`," WEEK ",`take`:`last`" J,
     "1;p;2024-03-12;;N;\n2;p;2024-03-13;;J;K", "1"},
    {"the first is there, perhaps as asked", DAY WEEK ",`take`:`first`" J, "1;p;2024-03-12;;\n2;p;2024-03-13;;J", "?"},

    /* ---- without event ---- */
    {"met without any event", DAY WEEK ANY ",`or`:`satt = '3'`", "", "1"},
    {"not met without one", DAY WEEK ANY ",`or`:`satt = '4'`", "", "0"},
    {"perhaps met without one", DAY WEEK ANY ",`or`:`planerad = 'J'`", "", "?"},
    {"perhaps met without one, and there is one", DAY WEEK ANY ",`or`:`planerad = 'J'`", "1;p;2024-03-12", "1"},
    {"met, though there is an event and none is asked for", DAY WEEK ",`take`:`none`,`or`:`satt = '3'`",
     "1;p;2024-03-12", "1"},
};

/* Rows of visits that stop early have nothing in the columns behind. */
static void pad(const char *csv, ind_buffer *out) {
    size_t columns = 0, wanted = 0;
    for (const char *at = csv; *at != '\n'; at++)
        wanted += *at == ';';
    for (const char *at = csv; *at != '\0'; at++) {
        for (; *at == '\n' && at[-1] != '\n' && columns < wanted; columns++)
            ind_buffer_text(out, ";");
        columns = *at == '\n' ? 0 : columns + (*at == ';');
        ind_buffer_add(out, at, 1);
    }
    ind_buffer_add(out, "", 1);
}

/* "1", "0", "?" of the only index; "-": it is not in the denominator. */
static const char *answer(const bench_run *run) {
    const ind_flow *flow = &run->run->jobs[0].counter.flow;
    const ind_flow_step *last = &flow->items[flow->count - 1];
    return last[-1].n != 1 ? "-" : last->n == 1 ? "1" : last->unknown > 0 ? "?" : "0";
}

static void looks_for_events(void **state) {
    (void)state;
    bench *b = bench_open();
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        const window_case *c = &windows[i];
        char definition[2048], rows[1024];
        ind_buffer visits = {0};
        snprintf(definition, sizeof definition, INDEX "`event`:{%s}," ALONE, c->event);
        snprintf(rows, sizeof rows, VISITS "%s\n", c->visits);
        pad(rows, &visits);
        bench_table tables[BENCH_TABLES] = {
            {"vistelser", ONE_STAY "\n"}, {"besok", visits.data}, {"personer", PERSONS}};
        bench_run run;
        bench_reload(b);
        bench_run_open(b, &run, definition, tables, &(bench_options){.period = "2024", .complete_until = "2025-06-30"});
        for (size_t f = 0; run.run == NULL && f < ind_diag_count(b->diag); f++)
            print_error("%s\n", ind_diag_at(b->diag, f)->message);
        if (run.run == NULL)
            fail_msg("%s: refused", c->name);
        if (strcmp(answer(&run), c->met) != 0)
            fail_msg("%s: expected %s, got %s", c->name, c->met, answer(&run));
        bench_run_close(&run);
        ind_buffer_free(&visits);
    }
    bench_close(b);
}

/* ---- whole tables ---- */

typedef struct {
    const char *name, *definition;
    bench_table tables[BENCH_TABLES];
    bench_options options;
    const char *results, *flow;
    const char *said; /* NULL, or of a warning: its rule and a part of its text */
} table_case;

#define FOLLOW(incomplete, death, moved)                                                                               \
    "`follow_up`:{`days`:7,`complete_until`:`leveranser`,`incomplete`:`" incomplete "`,`death`:`" death                \
    "`,`moved`:`" moved "`},"
#define BY_END(grain) "`period`:{`date`:`end`,`grain`:[" grain "]}"
#define CONTACT "`event`:{" DAY WEEK ANY "},"
#define NOT_MET "`missing`:{`event`:`not_met`},"
#define STAYS_OF(rows)                                                                                                 \
    { "vistelser", STAYS rows }
#define VISITS_OF(rows)                                                                                                \
    { "besok", VISITS rows }
#define NOBODY_IN_PARTICULAR                                                                                           \
    { "personer", PERSONS }
#define REACHES(rows)                                                                                                  \
    { "leveranser", "dataset;lamnare;period_fran;period_till\n" rows }

/* p came on day 7 of the first stay; the second is never followed; q has no visit, r is known to nobody. */
#define FOUR_STAYS                                                                                                     \
    "1;p;0480;2024-03-01;2024-03-10;3;N\n2;p;0488;2024-05-01;2024-05-02;3;N\n3;q;1880;2024-03-01;2024-03-31;3;N\n4;;"  \
    "0480;2024-03-01;2024-03-02;3;N\n"

static const table_case tables[] = {
    {"indexes, by columns that stand bare",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END(
         "`year`") ",`groups`:{`k`:`kommunkod`,"
                   "`l`:{`codelist`:`kommuner`,`key`:`first.kommunkod`,`attribute`:`lanskod`}},`by`:[[],[`k`],[`l`]]}",
     {STAYS_OF(FOUR_STAYS), VISITS_OF("1;p;2024-03-17\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2024-12-31"},
     "2024: ok 33.3333333333 numerator=1 denominator=3 [preliminary]\n"
     "2024 k=0480: ok 100 numerator=1 denominator=1 [preliminary]\n2024 k=0488: ok 0 numerator=0 denominator=1 "
     "[preliminary]\n2024 k=1880: ok 0 numerator=0 denominator=1 [preliminary]\n"
     "2024 l=04: ok 50 numerator=1 denominator=2 [preliminary]\n2024 l=18: ok 0 numerator=0 denominator=1 "
     "[preliminary]\n",
     "rows=4, exclude end before start=0, in period=3, index=3, exclude incomplete follow-up=0, denominator=3, "
     "numerator=1",
     "no_entity: m: of 4 rows, 1 are of nobody known"},
    {"persons, once a period, in the groups of their last index",
     INDEX CONTACT "`count`:`persons`," FOLLOW("exclude_index", "keep", "keep")
         BY_END("`quarter`,`year`") ",`groups`:{`k`:`kommunkod`},`by`:[[`k`]]}",
     {STAYS_OF(FOUR_STAYS), VISITS_OF("1;p;2024-03-17\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024-Q1 k=0480: ok 100 numerator=1 denominator=1\n2024-Q1 k=1880: ok 0 numerator=0 denominator=1\n"
     "2024-Q2 k=0488: ok 0 numerator=0 denominator=1\n"
     "2024 k=0488: ok 100 numerator=1 denominator=1\n2024 k=1880: ok 0 numerator=0 denominator=1\n",
     NULL,
     NULL},
    {"an index of one day",
     BENCH_ENVELOPE "`kind`:`followed`,`data`:{`dataset`:`besok`,`person`:`person_id`,`start`:`datum`},`event`:{"
                    "`dataset`:`vistelser`,`start`:`in_datum`,`end`:`ut_datum`,`day_from`:0,`day_to`:0,`relation`:"
                    "`overlaps`,`take`:`any`},`count`:`index`,`period`:{`date`:`end`,`grain`:[`month`]}}",
     {STAYS_OF(FOUR_STAYS), VISITS_OF("1;p;2024-03-10\n2;p;2024-03-11\n3;q;2024-04-01\n4;q;2024-03-31\n"),
      NOBODY_IN_PARTICULAR},
     {.period = "2024-03..2024-04"},
     "2024-03: ok 66.6666666667 numerator=2 denominator=3\n2024-04: ok 0 numerator=0 denominator=1\n",
     "rows=4, in period=4, index=4, denominator=4, numerator=2",
     "no_event_entity: m: of 4 rows of 'vistelser', 1 are of nobody known"},
    {"episodes: the event counts from the end of the last stay",
     INDEX "`episode`:{`join_within_days`:1,`overlap`:`join`,`same_day`:`join`,`ongoing`:`event_only`}," CONTACT
           "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;p;0480;2024-03-11;2024-03-20;3;N\n3;q;0480;2024-03-01;;3;N\n"),
      VISITS_OF("1;p;2024-03-12\n2;q;2024-03-12\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     "rows=3, exclude end before start=0, episodes=2, in period=1, index=1, exclude incomplete follow-up=0, "
     "denominator=1, numerator=0",
     NULL},
    {"later rows without episodes: day -1 to 30, from start to end",
     INDEX
     "`event`:{`where`:`planerad = 'N'`,`day_from`:-1,`day_to`:30,`take`:`any_later_episode`,"
     "`event_may_be_index`:true},`count`:`index`," NOT_MET
     "`follow_up`:{`days`:30,`complete_until`:`leveranser`,`incomplete`:`keep`,`death`:`keep`,`moved`:`keep`}," BY_END(
         "`year`") "}",
     {STAYS_OF(
          "1;p;0480;2024-03-01;2024-03-10;3;N\n2;p;0480;2024-03-09;2024-03-20;3;N\n3;p;0480;2024-04-19;2024-04-20;3;N\n"
          "4;p;0480;2024-05-01;2024-05-02;3;J\n"),
      NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 50 numerator=2 denominator=4\n",
     NULL,
     NULL},
    {"later rows on any day, each the event of one index",
     INDEX "`event`:{`take`:`any_later_episode`,`event_may_be_index`:false},`count`:`index`," BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;p;0480;2024-08-09;2024-08-20;3;N\n3;p;0480;2024-11-19;2024-11-20;"
               "3;N\n"),
      NOBODY_IN_PARTICULAR},
     {.period = "2024"},
     "2024: ok 50 numerator=1 denominator=2\n",
     "rows=3, exclude end before start=0, in period=3, index=3, exclude event of an earlier index=1, denominator=2, "
     "numerator=1",
     NULL},
    {"later rows counted from the start",
     INDEX "`event`:{`day_from`:5,`day_to`:10,`from_day_of`:`start`,`to_day_of`:`start`,`take`:`any_later_episode`,"
           "`event_may_be_index`:true},`count`:`index`,"
           "`follow_up`:{`days`:10,`complete_until`:`leveranser`,`incomplete`:`exclude_index`,`death`:`keep`,`moved`:"
           "`keep`}," BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-02;3;N\n2;p;0480;2024-03-06;2024-03-10;3;N\n3;p;0480;2024-03-17;2024-03-21;"
               "3;N\n4;q;0480;2024-03-16;2024-03-21;3;N\n"),
      NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2024-03-26"},
     "2024: ok 33.3333333333 numerator=1 denominator=3 [preliminary] [partial]\n",
     "rows=4, exclude end before start=0, in period=4, index=4, exclude incomplete follow-up=1, denominator=3, "
     "numerator=1",
     NULL},

    /* ---- follow-up ---- */
    {"the dataset that ends first decides: that of the events",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-03-01;2024-03-11;3;N\n"),
      VISITS_OF("1;p;2024-03-12\n"), NOBODY_IN_PARTICULAR,
      REACHES("vistelser;04;2024-01-01;2024-12-31\nbesok;04;2024-01-01;2024-03-17\n")},
     {.period = "2024"},
     "2024: ok 100 numerator=1 denominator=1 [preliminary] [partial]\n",
     "rows=2, exclude end before start=0, in period=2, index=2, exclude incomplete follow-up=1, denominator=1, "
     "numerator=1",
     NULL},
    {"and that of the index",
     INDEX CONTACT "`count`:`index`," FOLLOW("keep", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF("1;p;2024-03-12\n"), NOBODY_IN_PARTICULAR,
      REACHES("vistelser;04;2024-01-01;2024-03-16\nbesok;04;2024-01-01;2024-12-31\n")},
     {.period = "2024"},
     "2024: ok 100 numerator=1 denominator=1 [preliminary] [partial]\n",
     NULL,
     NULL},
    {"hidden where one cannot be followed",
     INDEX CONTACT "`count`:`index`," FOLLOW("hide", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF("1;p;2024-03-12\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2024-03-16"},
     "2024: incomplete_follow_up null numerator=1 denominator=1 [preliminary] [partial]\n",
     NULL,
     NULL},
    {"a county whose events are not delivered has no figure",
     INDEX CONTACT "`count`:`index`," FOLLOW("keep", "keep", "keep") BY_END(
         "`year`") ",`groups`:{`l`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}},`by`:[[`l`]]}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;1880;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;p;2024-03-12\n"), NOBODY_IN_PARTICULAR,
      REACHES(
          "vistelser;04;2024-01-01;2025-12-31\nvistelser;18;2024-01-01;2025-12-31\nbesok;04;2024-01-01;2025-12-31\n")},
     {.period = "2024"},
     "2024 l=04: ok 100 numerator=1 denominator=1\n2024 l=18: not_delivered null\n",
     NULL,
     NULL},
    {"a window that begins before the events were delivered: flagged",
     INDEX "`event`:{" DAY "`day_from`:-30,`day_to`:-1" ANY "},`count`:`index`," BY_END("`month`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-05-01;2024-05-10;3;N\n"),
      VISITS_OF("1;p;2024-03-05\n"), NOBODY_IN_PARTICULAR,
      REACHES("vistelser;04;2024-01-01;2024-12-31\nbesok;04;2024-03-01;2024-12-31\n")},
     {.period = "2024-03..2024-05"},
     "2024-03: ok 100 numerator=1 denominator=1 [incomplete_look_back]\n2024-05: ok 0 numerator=0 denominator=1\n",
     NULL,
     NULL},
    {"a window after the index that begins before the events were delivered",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-03-01;2024-03-11;3;N\n"),
      VISITS_OF("1;p;2024-03-12\n"), NOBODY_IN_PARTICULAR,
      REACHES("vistelser;04;2024-01-01;2025-12-31\nbesok;04;2024-03-11;2025-12-31\n")},
     {.period = "2024"},
     "2024: ok 0 numerator=0 denominator=1 [partial]\n",
     NULL,
     NULL},
    {"a window that begins with a long stay, before the events were delivered",
     INDEX "`event`:{" DAY "`day_from`:0,`day_to`:0,`from_day_of`:`start`" ANY
           "},`count`:`index`," BY_END("`month`") "}",
     {STAYS_OF("1;p;0480;2024-02-01;2024-03-20;3;N\n2;q;1880;2024-02-15;2024-03-20;3;N\n"),
      VISITS_OF("1;p;2024-03-05\n"), NOBODY_IN_PARTICULAR,
      REACHES("vistelser;04;2024-01-01;2024-12-31\nbesok;04;2024-02-15;2024-12-31\n")},
     {.period = "2024-03"},
     "2024-03: ok 50 numerator=1 denominator=2 [incomplete_look_back]\n",
     NULL,
     NULL},
    {"a window that begins before the events were delivered: left out",
     INDEX "`event`:{" DAY "`day_from`:-9,`day_to`:-1,`take`:`none`},`count`:`index`," FOLLOW(
         "exclude_index", "keep", "keep") BY_END("`month`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-09;3;N\n2;q;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF(""),
      NOBODY_IN_PARTICULAR, REACHES("vistelser;04;2024-01-01;2024-12-31\nbesok;04;2024-03-01;2024-12-31\n")},
     {.period = "2024-03"},
     "2024-03: ok 100 numerator=1 denominator=1 [incomplete_look_back]\n",
     "rows=2, exclude end before start=0, in period=2, index=2, exclude incomplete follow-up=1, denominator=1, "
     "numerator=1",
     NULL},
    /* e dies on the day of discharge, d on day 7, f on day 8; g moves on day 7 */
    {"death without an event, and moving away",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "exclude_index", "exclude") BY_END("`year`") "}",
     {STAYS_OF(
          "1;d;0480;2024-03-01;2024-03-10;3;N\n2;e;0480;2024-03-01;2024-03-10;3;N\n3;f;0480;2024-03-01;2024-03-10;3;N\n"
          "4;g;0480;2024-03-01;2024-03-10;3;N\n5;h;0480;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;d;2024-03-12\n"),
      {"personer",
       "person_id;dodsdatum;flytt_datum\nd;2024-03-17;\ne;2024-03-10;\nf;2024-03-18;\ng;;2024-03-17\nh;;2024-03-18\n"}},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 33.3333333333 numerator=1 denominator=3\n",
     "rows=5, exclude end before start=0, in period=5, index=5, exclude moved=1, exclude incomplete follow-up=0, "
     "exclude death within follow-up=1, denominator=3, numerator=1",
     NULL},
    {"death whatever the event",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "exclude", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;d;0480;2024-03-01;2024-03-10;3;N\n2;f;0480;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;d;2024-03-12\n"),
      {"personer", "person_id;dodsdatum;flytt_datum\nd;2024-03-17;\nf;2024-03-18;\n"}},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     NULL,
     NULL},
    /* d: the first visit decides, though it is not as asked; e has none */
    {"death where the first event decides already, and where none is asked for",
     INDEX "`event`:{" DAY WEEK ",`take`:`first`" J
           "},`count`:`index`," NOT_MET FOLLOW("exclude_index", "exclude_index", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;d;0480;2024-03-01;2024-03-10;3;N\n2;e;0480;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;d;2024-03-12;;N\n"),
      {"personer", "person_id;dodsdatum;flytt_datum\nd;2024-03-17;\ne;2024-03-17;\n"}},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     NULL,
     NULL},
    {"death of somebody who is met without any event",
     INDEX "`event`:{" DAY WEEK ANY ",`or`:`satt = '3'`},`count`:`index`," NOT_MET FOLLOW(
         "exclude_index", "exclude_index", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;d;0480;2024-03-01;2024-03-10;3;N\n2;e;0480;2024-03-01;2024-03-10;4;N\n"),
      VISITS_OF(""),
      {"personer", "person_id;dodsdatum;flytt_datum\nd;2024-03-17;\ne;2024-03-17;\n"}},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 100 numerator=1 denominator=1\n",
     NULL,
     NULL},
    {"death where none is asked for",
     INDEX "`event`:{" DAY WEEK ",`take`:`none`},`count`:`index`," FOLLOW("exclude_index", "exclude_index", "keep")
         BY_END("`year`") "}",
     {STAYS_OF("1;d;0480;2024-03-01;2024-03-10;3;N\n2;e;0480;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;d;2024-03-12;;N\n"),
      {"personer", "person_id;dodsdatum;flytt_datum\nd;2024-03-17;\ne;2024-03-17;\n"}},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     NULL,
     NULL},

    /* ---- unknown ---- */
    {"an unknown event leaves the index out",
     INDEX "`event`:{" DAY "`where`:`kon = 'K'`," WEEK ANY "},`count`:`index`,`missing`:{`event`:`exclude`}," FOLLOW(
         "exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;p;2024-03-12;;;\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     "rows=2, exclude end before start=0, in period=2, index=2, exclude incomplete follow-up=0, exclude unknown "
     "event=1, "
     "denominator=1, numerator=0",
     NULL},
    {"persons of whom it is unknown, and one who is met by another index",
     INDEX "`event`:{" DAY WEEK ANY J "},`count`:`persons`," NOT_MET FOLLOW("exclude_index", "keep", "keep")
         BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-03-01;2024-03-10;3;N\n3;q;0480;2024-04-01;2024-04-10;"
               "3;N\n"),
      VISITS_OF("1;p;2024-03-12\n2;q;2024-03-12\n3;q;2024-04-12;;J\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 50 numerator=1 denominator=2\n",
     "rows=3, exclude end before start=0, in period=3, index=3, exclude incomplete follow-up=0, denominator=2, "
     "numerator=1 (1)",
     NULL},
    {"an unknown event is an error",
     INDEX "`event`:{" DAY WEEK ANY J "},`count`:`index`,`missing`:{`event`:`error`}," FOLLOW(
         "exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF("1;p;2024-03-12;;;\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "refused 4\nunknown_condition: m: of 1 counted it is unknown whether there is an event ('missing.event')\n",
     NULL,
     NULL},
    {"an unknown event, and nobody says what it means",
     INDEX "`event`:{" DAY WEEK ANY J "},`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF("1;p;2024-03-12;;;\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     NULL,
     "unknown_condition: m: of 1 counted it is unknown whether they are met: they are not"},

    /* ---- who it is, and bad rows ---- */
    {"rows of events of nobody, and on no day",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF("1;;2024-03-12\n2;p;\n3;p;\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=1\n",
     NULL,
     "no_event_day: m: of 3 rows of 'besok', 2 are on no known day"},
    {"events that end before they begin",
     INDEX "`event`:{" LASTS WEEK ANY "},`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;p;0480;2024-04-01;2024-04-10;3;N\n"),
      VISITS_OF("1;p;2024-03-12;2024-03-11\n2;p;2024-08-12;2024-08-11\n3;r;2024-03-12;2024-03-11\n"),
      NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 0 numerator=0 denominator=2\n",
     NULL,
     "event_order: m: 2 events of 'besok' end before they begin: they are none"},
    {"a person by another name in a dataset that knows no persons",
     INDEX "`event`:{`dataset`:`svar`,`person`:`respondent`,`take`:`any`},`count`:`index`," BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-03-01;2024-03-10;3;N\n3;p;0480;2024-04-01;2024-04-10;"
               "3;N\n"),
      {"svar", "enkat;omgang;respondent;kommunkod;fraga;kod;vikt\ne;2024;x;0480;f;1;1\ne;2024;p;0480;f;1;1\n"},
      NOBODY_IN_PARTICULAR},
     {.period = "2024"},
     "2024: ok 66.6666666667 numerator=2 denominator=3\n",
     "rows=3, exclude end before start=0, in period=3, index=3, denominator=3, numerator=2",
     NULL},
    {"a person that is part of a text",
     INDEX "`event`:{`dataset`:`svar`,`person`:`substr(respondent, 2, 9)`,`take`:`any`},`count`:`index`," BY_END(
         "`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;q;0480;2024-03-01;2024-03-10;3;N\n"),
      {"svar", "enkat;omgang;respondent;kommunkod;fraga;kod;vikt\ne;2024;xp;0480;f;1;1\n"},
      NOBODY_IN_PARTICULAR},
     {.period = "2024"},
     "2024: ok 50 numerator=1 denominator=2\n",
     NULL,
     NULL},
    {"a person by two columns",
     BENCH_ENVELOPE
     "`kind`:`followed`,`data`:{`dataset`:`vistelser`,`person`:[`person_id`,`kommunkod`],`start`:`in_datum`},"
     "`event`:{`dataset`:`besok`,`date`:`datum`,`day_from`:0,`day_to`:0,`take`:`any`},`count`:`index`,"
     "`period`:{`date`:`start`,`grain`:[`year`]}}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n2;p;0488;2024-03-01;2024-03-10;3;N\n"),
      VISITS_OF("1;p;2024-03-01;;;;0488\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024"},
     "2024: ok 50 numerator=1 denominator=2\n",
     NULL,
     NULL},
    {"events in the dataset of the index, whose row is among them",
     BENCH_ENVELOPE
     "`kind`:`followed`,`data`:{`dataset`:`besok`,`person`:`person_id`,`start`:`datum`},`index`:{`where`:`svar "
     "= 'J'`},`event`:{`dataset`:`besok`,`date`:`datum`,`day_from`:0,`day_to`:1,`take`:`last`,`met`:`svar = "
     "'J'`}," NOT_MET "`count`:`index`,`follow_up`:{`days`:1,`complete_until`:`leveranser`,`incomplete`:`keep`,"
     "`death`:`keep`,`moved`:`keep`},`period`:{`date`:`start`,`grain`:[`year`]}}",
     {VISITS_OF("1;p;2024-03-01;;J\n2;p;2024-03-02;;N\n3;p;2024-03-04;;J\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "2024: ok 50 numerator=1 denominator=2\n",
     "rows=3, in period=3, index=2, denominator=2, numerator=1",
     NULL},
    {"a dataset of events that is not given",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), NOBODY_IN_PARTICULAR},
     {.period = "2024", .complete_until = "2025-12-31"},
     "refused 1\ndataset 'besok' is not among the data\n",
     NULL,
     NULL},
    {"a dataset of events whose reach nobody tells",
     INDEX CONTACT "`count`:`index`," FOLLOW("exclude_index", "keep", "keep") BY_END("`year`") "}",
     {STAYS_OF("1;p;0480;2024-03-01;2024-03-10;3;N\n"), VISITS_OF(""), NOBODY_IN_PARTICULAR,
      REACHES("vistelser;04;2024-01-01;2024-12-31\n")},
     {.period = "2024"},
     "refused 2\ncomplete_until: 'm' needs to know how far the data of 'besok' reach\n",
     NULL,
     NULL},
};

static bool is_said(const bench *b, const char *said) {
    for (size_t i = 0; i < ind_diag_count(b->diag); i++) {
        const ind_finding *f = ind_diag_at(b->diag, i);
        size_t length = f->rule == NULL ? 0 : strlen(f->rule);
        if (length > 0 && strncmp(said, f->rule, length) == 0 && strncmp(said + length, ": ", 2) == 0 &&
            strstr(f->message, said + length + 2) != NULL)
            return true;
    }
    return false;
}

static void counts_tables(void **state) {
    (void)state;
    bench *b = bench_open();
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const table_case *c = &tables[i];
        ind_buffer results = {0}, flow = {0}, padded[BENCH_TABLES] = {0};
        bench_table given[BENCH_TABLES] = {0};
        bench_run run;
        for (size_t t = 0; t < BENCH_TABLES && c->tables[t].dataset != NULL; t++) {
            pad(c->tables[t].csv, &padded[t]);
            given[t] = (bench_table){c->tables[t].dataset, padded[t].data};
        }
        bench_reload(b);
        bench_run_open(b, &run, c->definition, given, &c->options);
        bench_results(b, &run, &results);
        if (strcmp(results.data, c->results) != 0)
            fail_msg("%s: expected\n%s\nactual\n%s", c->name, c->results, results.data);
        if (c->flow != NULL && run.run != NULL)
            bench_flow(&run, &flow);
        if (c->flow != NULL && (flow.data == NULL || strcmp(flow.data, c->flow) != 0))
            fail_msg("%s: expected flow\n%s\nactual\n%s", c->name, c->flow, flow.data);
        for (size_t f = 0; c->said != NULL && !is_said(b, c->said) && f < ind_diag_count(b->diag); f++)
            print_error("%s\n", ind_diag_at(b->diag, f)->message);
        if (c->said != NULL && !is_said(b, c->said))
            fail_msg("%s: not said: %s", c->name, c->said);
        bench_run_close(&run);
        ind_buffer_free(&results);
        ind_buffer_free(&flow);
        for (size_t t = 0; t < BENCH_TABLES; t++)
            ind_buffer_free(&padded[t]);
    }
    bench_close(b);
}

/* ---- many persons, whose numbers nobody needs ---- */

/* Identifiers that no table knows, some too long to be their own key. */
#define SCHEMA(name, more)                                                                                             \
    "{`format`:`indikator-dataset/1`,`name`:`" name "`,`title`:{`sv`:`t`,`en`:`t`},`fields`:[{`name`:`vem`,`type`:"    \
    "`string`,`x-indikator`:{`identifying`:true}},{`name`:`dag`,`type`:`date`}" more "]}"

static void add_person(ind_buffer *csv, unsigned person, const char *day, const char *more) {
    ind_buffer_format(csv, person % 7 == 0 ? "a person with a long name, number %u;%s%s\n" : "p%u;%s%s\n", person, day,
                      more);
}

/* Every third person has a visit in the window, every fifth one outside it; every eleventh visit is of a stranger. */
static void finds_persons_by_their_texts(void **state) {
    enum { PEOPLE = 2000 };
    (void)state;
    bench *b = bench_open();
    ind_buffer arrivals = {0}, visits = {0}, results = {0}, wanted = {0};
    unsigned met = 0;
    bench_write(b, "datasets/ankomster.json", SCHEMA("ankomster", ""));
    bench_write(b, "datasets/traffar.json", SCHEMA("traffar", ",{`name`:`sort`,`type`:`string`}"));
    bench_reload(b);
    ind_buffer_text(&arrivals, "vem;dag\n");
    ind_buffer_text(&visits, "vem;dag;sort\n");
    for (unsigned i = 0; i < PEOPLE; i++) {
        add_person(&arrivals, i * 37 % PEOPLE, "2024-05-01", "");
        if (i % 5 == 0)
            add_person(&visits, i, "2024-06-01", ";A");
        if (i % 3 == 0)
            add_person(&visits, i, "2024-05-03", i % 2 == 0 ? ";A" : ";B");
        if (i % 11 == 0)
            add_person(&visits, i + PEOPLE, "2024-05-03", ";A");
        met += i % 3 == 0 && i % 2 == 0;
    }
    ind_buffer_add(&arrivals, "", 1);
    ind_buffer_add(&visits, "", 1);
    const bench_table given[BENCH_TABLES] = {{"ankomster", arrivals.data}, {"traffar", visits.data}};
    bench_run run;
    bench_run_open(b, &run,
                   BENCH_ENVELOPE
                   "`kind`:`followed`,`data`:{`dataset`:`ankomster`,`person`:`vem`,`start`:`dag`},`event`:{"
                   "`dataset`:`traffar`,`date`:`dag`,`day_from`:0,`day_to`:7,`take`:`first`,`met`:`sort = "
                   "'A'`},`count`:`index`," NOT_MET FOLLOW("keep", "keep", "keep") BY_END("`year`") "}",
                   given, &(bench_options){.period = "2024", .complete_until = "2025-12-31"});
    assert_non_null(run.run);
    bench_results(b, &run, &results);
    ind_buffer_format(&wanted, " numerator=%u denominator=%u\n", met, (unsigned)PEOPLE);
    ind_buffer_add(&wanted, "", 1);
    assert_non_null(strstr(results.data, wanted.data));
    ind_collector *events = run.run->jobs[0].feeds[1].collector;
    assert_true(events->by_text == !IND_IS_PLAIN && events->sought);
    bench_run_close(&run);
    ind_buffer_free(&arrivals);
    ind_buffer_free(&visits);
    ind_buffer_free(&results);
    ind_buffer_free(&wanted);
    bench_close(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(looks_for_events), cmocka_unit_test(counts_tables),
                                       cmocka_unit_test(finds_persons_by_their_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
