/* test_numerator_data.c - what a ratio may say of a numerator in another dataset, and what is counted.
 *
 * In the texts here ` stands for " and ^ stands before each place where a finding must be. */
#include "support/kind_cases.h"
#include "support/marks.h"

#define HEAD                                                                                                           \
    "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`lower`,`unit`:`ratio`,\n"    \
    "`kind`:`ratio`,`missing`:{`numerator`:`exclude`},\n"
#define OF(period, numerator, more)                                                                                    \
    HEAD "`data`:{`dataset`:`besok`},`period`:{" period ",`grain`:[`year`]},`denominator_sum`:`1`,\n"                  \
         "`numerator_data`:" numerator more "}"
#define LACKS(numerator, more)                                                                                         \
    HEAD "`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`denominator_sum`:`1`,\n"              \
         "^`numerator_data`:" numerator ",`numerator_sum`:`1`" more "}"
#define DATED(numerator, more) OF("`date`:`datum`", numerator, ",`numerator_sum`:`1`" more)
#define STOCK(numerator) OF("`each`:true", numerator, ",`numerator_sum`:`1`")
#define GROUPS ",`groups`:{`kommunkod`:`kommunkod`,`enhet`:`enhet`}"

static const marked_case keys[] = {
    {"rows of another dataset", DATED("{`dataset`:`vistelser`,`where`:`satt = '1'`,`date`:`ut_datum`}", ""), "", NULL},
    {"rows of the same", DATED("{`dataset`:`besok`,`where`:`kon = 'K'`,`date`:`slut`,`x-why`:1}", ""), "", NULL},
    {"held against every period", STOCK("{`dataset`:`vistelser`,`where`:`in_datum <= period.end`}"), "", NULL},
    {"groups that are called the same, and one that is not",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:{`enhet`:`satt`,`x-y`:1}}", GROUPS), "", NULL},
    {"no dataset: that alone is said", LACKS("{`date`:`ut_datum`}", ""), "missing_key",
     "'numerator_data.dataset' is missing"},
    {"a dataset that there is not", DATED("{`dataset`:^`vistelsen`,`date`:`ut_datum`}", ""), "unknown_dataset",
     "the closest is 'vistelser'"},
    {"another key", DATED("{`dataset`:`vistelser`,^`day`:`ut_datum`,`date`:`ut_datum`}", ""), "unknown_key", NULL},
    {"no day", DATED("^{`dataset`:`vistelser`}", ""), "numerator_data", "'numerator_data.date' is missing"},
    {"a day where every period is asked", STOCK("{`dataset`:`vistelser`,`date`:^`ut_datum`}"), "numerator_data",
     "'numerator_data.date' says nothing"},
    {"a day that is none", DATED("{`dataset`:`vistelser`,`date`:^`satt`}", ""), "type", NULL},
    {"a condition of the other dataset", DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`where`:`^antal = 1`}", ""),
     "unknown_name", NULL},
    {"the period where rows have a day",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`where`:`in_datum < ^period.end`}", ""), "unknown_name", NULL},
    {"a sum of the other dataset",
     OF("`date`:`datum`", "{`dataset`:`vistelser`,`date`:`ut_datum`}", ",`numerator_sum`:`^antal`"), "unknown_name",
     NULL},
    {"the interval of a share",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`}", ",`interval`:{`method`:^`wilson`,`level`:[0.95]}"),
     "numerator_data", "part of the denominator"},
    {"a group that the dataset does not have",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`}", ",`groups`:{`kommunkod`:`kommunkod`,`enhet`:^`enhet`}"),
     "group_beside", "'numerator_data.groups.enhet'"},
    {"the key of a codelist that it does not have",
     DATED("{`dataset`:`svar`,`date`:`dag`}",
           ",`groups`:{`lan`:{`codelist`:`kommuner`,`key`:^`upper(enhet)`,`attribute`:`lanskod`}}"),
     "group_beside", "what group 'lan' reads"},
    {"groups that are no object", DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:^[]}", GROUPS), "wrong_type",
     "'numerator_data.groups' must be an object"},
    {"a group that is no text", DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:{`enhet`:^1}}", GROUPS),
     "wrong_type", "'numerator_data.groups.enhet' must be a text"},
    {"a group that there is not",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:{`enhet`:`satt`,^`enheet`:`satt`}}", GROUPS),
     "unknown_group", "the closest is 'enhet'"},
    {"a group that is no label",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:{`enhet`:^`in_datum`}}", GROUPS), "type", NULL},
    {"a group that tells who it is",
     DATED("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:{`enhet`:^`person_id`}}", GROUPS), "identifying_group",
     "'person_id'"},
    {"without a dataset of its own, groups say nothing", LACKS("{`groups`:{`enhet`:`satt`}}", GROUPS), "missing_key",
     NULL},
};

static void reads_keys(void **state) {
    (void)state;
    check_marked(keys, sizeof keys / sizeof *keys);
}

/* ---- what is counted ---- */

#define YEAR "`period`:{`date`:`datum`,`grain`:[`year`]}"
#define TWO(numerator, sums, more)                                                                                     \
    BENCH_HEAD "`unit`:`ratio`,`better`:`lower`,`kind`:`ratio`,`data`:{`dataset`:`besok`},`numerator_data`:" numerator \
               "," sums "," more "}"
#define STAYS "{`dataset`:`vistelser`,`where`:`satt = '1'`,`date`:`ut_datum`}"
#define ONES "`numerator_sum`:`1`,`denominator_sum`:`antal`"
#define OUT "`missing`:{`numerator`:`exclude`}"

static const kind_case counted[] = {
    {"each dataset in its own days",
     TWO(STAYS, ONES, OUT "," YEAR),
     {{"besok", "id;datum;antal\n1;2024-01-05;4\n2;2024-12-31;4\n3;2025-01-01;4\n4;2024-02-01;\n"},
      {"vistelser",
       "id;ut_datum;satt\n1;2024-03-01;1\n2;2024-03-01;2\n3;2023-12-31;1\n4;2024-01-01;1\n5;;1\n6;2024-05-05;\n"}},
     {.period = "2024"},
     "2024: ok 0.25 numerator=2 denominator=8 rows=2 numerator_rows=2\n",
     "rows=4, in period=3, unknown term=1, denominator=2, numerator rows=6, numerator where=4 (1), numerator in "
     "period=2 (1), "
     "numerator unknown term=0, numerator=2"},
    {"rows above and none below are not applicable",
     TWO(STAYS, ONES, OUT "," YEAR),
     {{"besok", "id;datum;antal\n1;2023-01-05;4\n"}, {"vistelser", "id;ut_datum;satt\n1;2024-03-01;1\n"}},
     {.period = "2024"},
     "2024: not_applicable null numerator=1 denominator=0 rows=0 numerator_rows=1\n",
     NULL},
    {"neither above nor below are no data",
     TWO(STAYS, ONES, OUT "," YEAR),
     {{"besok", "id;datum;antal\n1;2023-01-05;4\n"}, {"vistelser", "id;ut_datum;satt\n1;2023-03-01;1\n"}},
     {.period = "2024"},
     "",
     NULL},
    {"an unknown sum above is an error where the definition says so",
     TWO(STAYS, "`numerator_sum`:`number(planerad)`,`denominator_sum`:`1`", "`missing`:{`numerator`:`error`}," YEAR),
     {{"besok", "id;datum\n1;2024-01-05\n"}, {"vistelser", "id;ut_datum;satt;planerad\n1;2024-03-01;1;\n"}},
     {.period = "2024"},
     "refused 4\nunknown_numerator: m: a term is unknown in 1 rows of 'vistelser', which the definition calls an "
     "error\n",
     NULL},
    {"an unknown sum above is nothing",
     TWO(STAYS, "`numerator_sum`:`number(planerad)`,`denominator_sum`:`1`", "`missing`:{`numerator`:`not_met`}," YEAR),
     {{"besok", "id;datum\n1;2024-01-05\n"},
      {"vistelser", "id;ut_datum;satt;planerad\n1;2024-03-01;1;\n2;2024-03-01;1;3\n"}},
     {.period = "2024"},
     "2024: ok 3 numerator=3 denominator=1 rows=1 numerator_rows=2\n",
     NULL},
    {"large whole sums above",
     TWO(STAYS, "`numerator_sum`:`4000000000`,`denominator_sum`:`1`", OUT "," YEAR),
     {{"besok", "id;datum\n1;2024-01-05\n"}, {"vistelser", "id;ut_datum;satt\n1;2024-03-01;1\n2;2024-03-01;1\n"}},
     {.period = "2024"},
     "2024: ok 8000000000 numerator=8000000000 denominator=1 rows=1 numerator_rows=2\n",
     NULL},
    {"the first visit of a person, and all stays",
     TWO(STAYS, ONES, "`once_per`:{`entity`:`person_id`,`take`:`first`}," OUT "," YEAR),
     {{"besok", "id;person_id;datum;antal\n1;a;2024-01-05;4\n2;a;2024-01-06;9\n3;b;2024-02-01;1\n"},
      {"vistelser", "id;ut_datum;satt\n1;2024-03-01;1\n2;2024-04-01;1\n"}},
     {.period = "2024"},
     "2024: ok 0.4 numerator=2 denominator=5 rows=2 numerator_rows=2\n",
     NULL},
    {"a stock over a stock",
     TWO("{`dataset`:`vistelser`,`where`:`in_datum <= period.end and (ut_datum is null or ut_datum > period.end)`}",
         ONES, OUT ",`period`:{`each`:true,`grain`:[`quarter`]}"),
     {{"besok", "id;antal\n1;2\n"}, {"vistelser", "id;in_datum;ut_datum\n1;2024-03-31;\n2;2024-04-01;2024-06-30\n"}},
     {.period = "2024-Q1..2024-Q2"},
     "2024-Q1: ok 0.5 numerator=1 denominator=2 rows=1 numerator_rows=1\n"
     "2024-Q2: ok 0.5 numerator=1 denominator=2 rows=1 numerator_rows=1\n",
     NULL},
    {"by kommun, as the other dataset calls it, and the unknown",
     TWO("{`dataset`:`vistelser`,`date`:`ut_datum`,`groups`:{`kommunkod`:`satt`}}", ONES,
         "`groups`:{`kommunkod`:`kommunkod`},`by`:[[`kommunkod`]]," OUT "," YEAR),
     {{"besok", "id;datum;kommunkod;antal\n1;2024-01-05;0480;4\n2;2024-01-05;0488;2\n"},
      {"vistelser", "id;ut_datum;kommunkod;satt\n1;2024-03-01;0488;0480\n2;2024-03-01;0480;\n"}},
     {.period = "2024"},
     "2024 kommunkod=0480: ok 0.25 numerator=1 denominator=4 rows=1 numerator_rows=1\n"
     "2024 kommunkod=0488: ok 0 numerator=0 denominator=2 rows=1 numerator_rows=0\n"
     "2024 kommunkod=?: not_applicable null numerator=1 denominator=0 rows=0 numerator_rows=1\n",
     NULL},
    {"what is above is delivered for one county only",
     TWO("{`dataset`:`vistelser`,`date`:`ut_datum`}", ONES,
         "`groups`:{`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}},`by`:[[],[`lan`]]," OUT
         "," YEAR),
     {{"besok", "id;datum;kommunkod;antal\n1;2024-01-05;0480;4\n2;2024-01-05;1880;2\n"},
      {"vistelser", "id;ut_datum;kommunkod\n1;2024-03-01;0480\n"},
      {"leveranser",
       "dataset;lamnare;period_fran;period_till\nbesok;04;2024-01-01;2024-12-31\nbesok;18;2024-01-01;2024-12-31\n"
       "vistelser;04;2024-01-01;2024-12-31\n"}},
     {.period = "2024"},
     "2024: not_delivered null\n"
     "2024 lan=04: ok 0.25 numerator=1 denominator=4 rows=1 numerator_rows=1\n"
     "2024 lan=18: not_delivered null\n",
     NULL},
    {"half a year of what is above is no figure",
     TWO("{`dataset`:`vistelser`,`date`:`ut_datum`}", ONES, OUT "," YEAR),
     {{"besok", "id;datum;antal\n1;2024-01-05;4\n"},
      {"vistelser", "id;ut_datum\n1;2024-03-01\n"},
      {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2024-01-01;2024-12-31\nvistelser;04;2024-01-01;"
                     "2024-06-30\n"}},
     {.period = "2024"},
     "2024: not_delivered null\n",
     NULL},
};

static void counts(void **state) {
    (void)state;
    CHECK(counted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_keys),
        cmocka_unit_test(counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
