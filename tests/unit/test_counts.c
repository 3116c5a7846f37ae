/* test_counts.c - count and quantile over small tables; every figure expected here was worked out by hand. */
#include "support/kind_cases.h"

#define YEAR "`period`:{`date`:`datum`,`grain`:[`year`]}"
#define QUARTERS "`period`:{`date`:`datum`,`grain`:[`quarter`,`year`]}"
#define BY_KOMMUN "`groups`:{`kommunkod`:`kommunkod`},`by`:[[],[`kommunkod`]]"
#define COUNT(data) BENCH_HEAD "`unit`:`count`,`better`:`contextual`,`kind`:`count`,`data`:{`dataset`:`besok`" data "},"
#define DISTINCT(entity, take, more) "`distinct`:{`entity`:" entity ",`take`:`" take "`" more "}"
#define DELIVERED(from, to)                                                                                            \
    { "leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;" from ";" to "\n" }

/* p three times, first in 0480; q twice, first in 0488; one of nobody; one without a day. */
#define VISITS                                                                                                         \
    {                                                                                                                  \
        "besok", "id;person_id;datum;kommunkod;antal\n1;p;2024-01-05;0480;2\n2;p;2024-02-05;0488;\n"                   \
                 "3;q;2024-02-06;0488;-1\n4;q;2024-05-01;0480;10\n5;p;2024-05-02;0488;0\n6;;2024-05-03;0480;3\n"       \
                 "7;p;;0480;7\n"                                                                                       \
    }

/* ---- rows ---- */

static const kind_case rows[] = {
    {"rows, and 0 of a kommun without any",
     COUNT("") QUARTERS "," BY_KOMMUN "}",
     {VISITS, DELIVERED("2024-01-01", "2024-12-31")},
     {.period = "2024"},
     "2024-Q1: ok 3 n=3\n2024-Q2: ok 3 n=3\n2024-Q3: ok 0 n=0\n2024-Q4: ok 0 n=0\n2024: ok 6 n=6\n"
     "2024-Q1 kommunkod=0480: ok 1 n=1\n2024-Q1 kommunkod=0488: ok 2 n=2\n2024-Q2 kommunkod=0480: ok 2 n=2\n"
     "2024-Q2 kommunkod=0488: ok 1 n=1\n2024-Q3 kommunkod=0480: ok 0 n=0\n2024-Q3 kommunkod=0488: ok 0 n=0\n"
     "2024-Q4 kommunkod=0480: ok 0 n=0\n2024-Q4 kommunkod=0488: ok 0 n=0\n2024 kommunkod=0480: ok 3 n=3\n"
     "2024 kommunkod=0488: ok 3 n=3\n",
     "rows=7, in period=6 (1), denominator=6"},
    {"nothing tells what was delivered: a period without anything is no 0",
     COUNT("") QUARTERS "}",
     {VISITS},
     {.period = "2024"},
     "2024-Q1: ok 3 n=3\n2024-Q2: ok 3 n=3\n2024: ok 6 n=6\n",
     NULL},
    {"but a group without anything is, where another has some",
     COUNT("") "`denominator`:`person_id = 'q'`," QUARTERS "," BY_KOMMUN "}",
     {VISITS},
     {.period = "2024"},
     "2024-Q1: ok 1 n=1\n2024-Q2: ok 1 n=1\n2024: ok 2 n=2\n2024-Q1 kommunkod=0480: ok 0 n=0\n"
     "2024-Q1 kommunkod=0488: ok 1 n=1\n2024-Q2 kommunkod=0480: ok 1 n=1\n2024-Q2 kommunkod=0488: ok 0 n=0\n"
     "2024 kommunkod=0480: ok 1 n=1\n2024 kommunkod=0488: ok 1 n=1\n",
     "rows=7, in period=6 (1), selected=2 (1), denominator=2"},
    {"how far the data reach is given to the run",
     COUNT("") QUARTERS "}",
     {VISITS},
     {.period = "2024", .complete_until = "2024-09-30"},
     "2024-Q1: ok 3 n=3\n2024-Q2: ok 3 n=3\n2024-Q3: ok 0 n=0\n2024-Q4: not_delivered null\n2024: not_delivered null\n",
     NULL},
    {"a part of the days is no count",
     COUNT("") QUARTERS "}",
     {VISITS, DELIVERED("2024-01-02", "2024-12-30")},
     {.period = "2024"},
     "2024-Q1: not_delivered null\n2024-Q2: ok 3 n=3\n2024-Q3: ok 0 n=0\n2024-Q4: not_delivered null\n"
     "2024: not_delivered null\n",
     NULL},
    {"two areas that lie apart have no 0",
     COUNT("") YEAR "," BENCH_BY_AREA "`by`:[[`lan`,`kommunkod`]]}",
     {{"besok", "id;datum;kommunkod\n1;2024-01-05;0480\n2;2024-02-05;1880\n"}},
     {.period = "2024"},
     "2024 lan=04 kommunkod=0480: ok 1 n=1\n2024 lan=04 kommunkod=0488: ok 0 n=0\n2024 lan=18 kommunkod=1880: ok 1 "
     "n=1\n",
     NULL},
    {"too few to show, and none",
     COUNT("") QUARTERS ",`reliability`:{`min_denominator`:4}}",
     {VISITS, DELIVERED("2024-01-01", "2024-12-31")},
     {.period = "2024"},
     "2024-Q1: unreliable null n=3\n2024-Q2: unreliable null n=3\n2024-Q3: unreliable null n=0\n"
     "2024-Q4: unreliable null n=0\n2024: ok 6 n=6\n",
     NULL},
    {"the unknown kommun is a group only where something counts",
     COUNT("") "`exclude`:[{`id`:`a`,`where`:`antal = 1`}]," YEAR "," BY_KOMMUN "}",
     {{"besok", "id;datum;kommunkod;antal\n1;2024-01-05;0480;2\n2;2024-02-05;;1\n"}},
     {.period = "2024"},
     "2024: ok 1 n=1\n2024 kommunkod=0480: ok 1 n=1\n2024 kommunkod=0488: ok 0 n=0\n",
     NULL},
    {"follow-up hides a count, also of nothing",
     COUNT("") "`follow_up`:{`days`:30,`complete_until`:`leveranser`,`incomplete`:`hide`}," QUARTERS "}",
     {{"besok", "id;datum;kommunkod\n1;2024-01-05;0480\n2;2024-12-05;0480\n"}, DELIVERED("2024-01-01", "2024-12-31")},
     {.period = "2024"},
     "2024-Q1: ok 1 n=1\n2024-Q2: ok 0 n=0\n2024-Q3: ok 0 n=0\n2024-Q4: incomplete_follow_up null n=1 [preliminary]\n"
     "2024: incomplete_follow_up null n=2 [preliminary]\n",
     NULL},
    {"a stock is counted in each period",
     COUNT(",`where`:`datum <= period.end and (slut is null or slut > period.end)`") "`period`:{`each`:true,`grain`:[`"
                                                                                     "quarter`]}}",
     {{"besok", "id;datum;slut\n1;2024-01-05;\n2;2024-02-05;2024-06-30\n3;2024-07-01;2024-07-02\n"}},
     {.period = "2024"},
     "2024-Q1: ok 2 n=2\n2024-Q2: ok 1 n=1\n2024-Q3: ok 1 n=1\n2024-Q4: ok 1 n=1\n",
     "rows=3, where=5, in period=5, denominator=5"},
};

static void counts_rows(void **state) {
    (void)state;
    CHECK(rows);
}

/* ---- persons ---- */

#define UNTIL "`follow_up`:{`until`:`slut`,`complete_until`:`leveranser`,`incomplete`:`exclude_index`},"
/* p twice, with days of follow-up; the data reach until 15 January. */
#define LATE(first, until_first, second, until_second)                                                                 \
    {                                                                                                                  \
        {"besok", "id;person_id;datum;kommunkod;slut\n1;p;2024-01-05;" first ";" until_first                           \
                  "\n2;p;2024-01-06;" second ";" until_second "\n3;;2024-01-05;1880;2024-02-01\n"},                    \
        {                                                                                                              \
            "leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2024-01-01;2025-01-15\n"                  \
                          "besok;18;2024-01-01;2025-01-15\n"                                                           \
        }                                                                                                              \
    }

static const kind_case persons[] = {
    {"each once in a period, in the kommun of the first visit",
     COUNT("") DISTINCT("`person_id`", "first", "") "," QUARTERS "," BY_KOMMUN "}",
     {VISITS},
     {.period = "2024"},
     "2024-Q1: ok 2 n=2\n2024-Q2: ok 2 n=2\n2024: ok 2 n=2\n2024-Q1 kommunkod=0480: ok 1 n=1\n"
     "2024-Q1 kommunkod=0488: ok 1 n=1\n2024-Q2 kommunkod=0480: ok 1 n=1\n2024-Q2 kommunkod=0488: ok 1 n=1\n"
     "2024 kommunkod=0480: ok 1 n=1\n2024 kommunkod=0488: ok 1 n=1\n",
     "rows=7, in period=5 (1), denominator=2"},
    {"in that of the last",
     COUNT("") DISTINCT("[`person_id`]", "last", "") "," QUARTERS "," BY_KOMMUN "}",
     {VISITS},
     {.period = "2024"},
     "2024-Q1: ok 2 n=2\n2024-Q2: ok 2 n=2\n2024: ok 2 n=2\n2024-Q1 kommunkod=0480: ok 0 n=0\n"
     "2024-Q1 kommunkod=0488: ok 2 n=2\n2024-Q2 kommunkod=0480: ok 1 n=1\n2024-Q2 kommunkod=0488: ok 1 n=1\n"
     "2024 kommunkod=0480: ok 1 n=1\n2024 kommunkod=0488: ok 1 n=1\n",
     NULL},
    {"of the first that counts, not of the first",
     COUNT("") DISTINCT("`person_id`", "first",
                        "") ",`denominator`:`antal <> 2`,`exclude`:[{`id`:`a`,`where`:`antal < 0`}]," YEAR "," BY_KOMMUN
                            "}",
     {VISITS},
     {.period = "2024"},
     "2024: ok 2 n=2\n2024 kommunkod=0480: ok 1 n=1\n2024 kommunkod=0488: ok 1 n=1\n",
     "rows=7, in period=5 (1), selected=3 (1), exclude a=1, denominator=2"},
    {"by two columns",
     COUNT("") DISTINCT("[`person_id`,`kommunkod`]", "first", "") "," YEAR "}",
     {VISITS},
     {.period = "2024"},
     "2024: ok 4 n=4\n",
     NULL},
    {"in the order of another day; without it a row does not count",
     COUNT("") DISTINCT("`person_id`", "first", ",`order`:`slut`") "," YEAR "," BY_KOMMUN "}",
     {{"besok", "id;person_id;datum;slut;kommunkod\n1;p;2024-01-05;2024-03-02;0480\n2;p;2024-01-06;2024-03-01;0488\n"
                "3;q;2024-01-05;;0480\n4;q;2024-01-06;2024-03-01;0488\n5;r;2024-01-05;;0480\n"}},
     {.period = "2024"},
     "2024: ok 2 n=2\n2024 kommunkod=0480: ok 0 n=0\n2024 kommunkod=0488: ok 2 n=2\n",
     "rows=5, in period=5, denominator=2"},
    {"of those that once_per takes",
     COUNT(",`person`:`person_id`") "`once_per`:{`entity`:[`person_id`,`kommunkod`],`take`:`first`},`denominator`:`"
                                    "antal >= 0`," DISTINCT("`person_id`", "last", "") "," YEAR "," BY_KOMMUN "}",
     {VISITS},
     {.period = "2024"},
     "2024: ok 2 n=2\n2024 kommunkod=0480: ok 2 n=2\n2024 kommunkod=0488: ok 0 n=0\n",
     "rows=7, in period=5 (1), once per=4, selected=2 (1), denominator=2"},
    {"a stock of persons",
     COUNT(",`where`:`datum <= period.end`") DISTINCT(
         "`person_id`", "last", ",`order`:`datum`") ","
                                                    "`period`:{`each`:true,`grain`:[`quarter`]}," BY_KOMMUN "}",
     {VISITS},
     {.period = "2024-01..2024-06"},
     "2024-Q1: ok 2 n=2\n2024-Q2: ok 2 n=2\n2024-Q1 kommunkod=0480: ok 0 n=0\n2024-Q1 kommunkod=0488: ok 2 n=2\n"
     "2024-Q2 kommunkod=0480: ok 1 n=1\n2024-Q2 kommunkod=0488: ok 1 n=1\n",
     "rows=7, where=8 (2), in period=8, denominator=4"},
    {"merged before they are counted",
     COUNT(",`person`:`person_id`") "`dedupe`:{`by`:`person_id`,`date`:`datum`,`within_days`:3,`keep`:`last`,`chain`:`"
                                    "anchor`}," DISTINCT("`person_id`", "last", "") "," YEAR "," BY_KOMMUN "}",
     {{"besok", "id;person_id;datum;kommunkod\n1;p;2024-01-05;0480\n2;p;2024-01-06;0488\n3;p;2023-12-20;0480\n"}},
     {.period = "2024"},
     "2024: ok 1 n=1\n2024 kommunkod=0480: ok 0 n=0\n2024 kommunkod=0488: ok 1 n=1\n",
     "rows=3, exclude merged=1, in period=1, denominator=1"},
    {"who lacks follow-up makes the cells preliminary that they count in and that they may count in: the last",
     COUNT("") UNTIL DISTINCT("`person_id`", "last", "") "," YEAR "," BY_KOMMUN "}",
     LATE("0480", "2024-02-01", "0488", "2025-02-01"),
     {.period = "2024"},
     "2024: ok 1 n=1 [preliminary]\n2024 kommunkod=0480: ok 1 n=1 [preliminary]\n"
     "2024 kommunkod=0488: ok 0 n=0 [preliminary]\n2024 kommunkod=1880: ok 0 n=0\n",
     "rows=3, in period=2, exclude incomplete follow-up=1, denominator=1"},
    {"the same, the first",
     COUNT("") UNTIL DISTINCT("`person_id`", "first", "") "," YEAR "," BY_KOMMUN "}",
     LATE("0480", "2025-02-01", "0488", "2024-02-01"),
     {.period = "2024"},
     "2024: ok 1 n=1 [preliminary]\n2024 kommunkod=0480: ok 0 n=0 [preliminary]\n"
     "2024 kommunkod=0488: ok 1 n=1 [preliminary]\n2024 kommunkod=1880: ok 0 n=0\n",
     NULL},
    {"where what lacks it can take nobody elsewhere, no cell but their own is",
     COUNT("") UNTIL DISTINCT("`person_id`", "last", "") "," YEAR "," BY_KOMMUN "}",
     LATE("0480", "2025-02-01", "0488", "2024-02-01"),
     {.period = "2024"},
     "2024: ok 1 n=1 [preliminary]\n2024 kommunkod=0480: ok 0 n=0\n"
     "2024 kommunkod=0488: ok 1 n=1 [preliminary]\n2024 kommunkod=1880: ok 0 n=0\n",
     NULL},
};

static void counts_persons(void **state) {
    (void)state;
    CHECK(persons);
}

/* ---- sums ---- */

#define LARGE "9223372036854775807"
static const kind_case sums[] = {
    {"of the rows with a number, negative ones too",
     COUNT("") "`sum`:`antal`,`missing`:{`sum`:`exclude`}," QUARTERS "}",
     {VISITS},
     {.period = "2024"},
     "2024-Q1: ok 1 n=2\n2024-Q2: ok 13 n=3\n2024: ok 14 n=5\n",
     "rows=7, in period=6 (1), exclude unknown number=1, denominator=5"},
    {"an unknown number is an error",
     COUNT("") "`sum`:`antal`,`missing`:{`sum`:`error`}," QUARTERS "}",
     {VISITS},
     {.period = "2024"},
     "refused 4\nunknown_numerator: m: the number to be summed is unknown in 1 rows, which the definition calls an "
     "error\n",
     NULL},
    {"no policy is needed where it is known",
     COUNT("") "`sum`:`coalesce(antal, 100)`," YEAR "}",
     {VISITS},
     {.period = "2024"},
     "2024: ok 114 n=6\n",
     NULL},
    {"numbers that do not fit into 32 bits, and of one person",
     COUNT("") "`sum`:`antal`,`missing`:{`sum`:`exclude`},`once_per`:{`entity`:`person_id`,`take`:`last`}," YEAR "}",
     {{"besok", "id;person_id;datum;antal\n1;p;2024-01-05;1\n2;p;2024-01-06;4611686018427387904\n3;q;2024-01-05;-5\n"}},
     {.period = "2024"},
     "2024: ok 4.61168601843e18 n=2\n",
     NULL},
    {"the same, row by row",
     COUNT("") "`sum`:`antal`,`missing`:{`sum`:`exclude`}," YEAR "}",
     {{"besok", "id;datum;antal\n1;2024-01-05;2147483648\n2;2024-01-06;-2147483648\n3;2024-01-05;-5\n4;2024-01-05;"
                "2147483647\n"}},
     {.period = "2024"},
     "2024: ok 2147483642 n=4\n",
     NULL},
    {"a sum that does not fit is no number",
     COUNT("") "`sum`:`antal`,`missing`:{`sum`:`exclude`}," YEAR "}",
     {{"besok", "id;datum;antal\n1;2024-01-05;" LARGE "\n2;2024-01-06;" LARGE "\n"}},
     {.period = "2024"},
     "refused 4\noverflow: m: a sum is too large, or a value is not a number\n",
     NULL},
};

static void sums_numbers(void **state) {
    (void)state;
    CHECK(sums);
}

/* ---- quantiles ---- */

#define QUANTILE(rest)                                                                                                 \
    BENCH_HEAD "`unit`:`index`,`better`:`lower`,`kind`:`quantile`,`data`:{`dataset`:`besok`},`value`:`varde`," rest
#define VALUES                                                                                                         \
    {                                                                                                                  \
        {                                                                                                              \
            "besok", "id;datum;kommunkod;varde\n1;2024-01-05;0480;3\n2;2024-02-05;0488;1\n3;2024-02-06;0488;2,5\n"     \
                     "4;2024-05-01;0480;10\n5;2024-05-02;0488;\n6;2024-05-03;0480;3\n"                                 \
        }                                                                                                              \
    }

static const kind_case quantiles[] = {
    {"of several the first is the value, and the whole has the values of all parts",
     QUANTILE("`q`:[0.5,0.25,0.975,0,1],`quantile_type`:7," QUARTERS "," BY_KOMMUN "}"),
     VALUES,
     {.period = "2024"},
     "2024-Q1: ok 2.5 n=3 q25=1.75 q97_5=2.975 q0=1 q100=3\n2024-Q2: ok 6.5 n=2 q25=4.75 q97_5=9.825 q0=3 q100=10\n"
     "2024: ok 3 n=5 q25=2.5 q97_5=9.3 q0=1 q100=10\n2024-Q1 kommunkod=0480: ok 3 n=1 q25=3 q97_5=3 q0=3 q100=3\n"
     "2024-Q1 kommunkod=0488: ok 1.75 n=2 q25=1.375 q97_5=2.4625 q0=1 q100=2.5\n"
     "2024-Q2 kommunkod=0480: ok 6.5 n=2 q25=4.75 q97_5=9.825 q0=3 q100=10\n"
     "2024 kommunkod=0480: ok 3 n=3 q25=3 q97_5=9.65 q0=3 q100=10\n"
     "2024 kommunkod=0488: ok 1.75 n=2 q25=1.375 q97_5=2.4625 q0=1 q100=2.5\n",
     "rows=6, in period=6, exclude unknown value=1, denominator=5"},
    {"by another type",
     QUANTILE("`q`:[0.25],`quantile_type`:1," YEAR "}"),
     VALUES,
     {.period = "2024"},
     "2024: ok 2.5 n=5\n",
     NULL},
    {"of the first rows of persons",
     QUANTILE("`q`:[0.5],`quantile_type`:2,`once_per`:{`entity`:`kommunkod`,`take`:`first`}," YEAR "}"),
     VALUES,
     {.period = "2024"},
     "2024: ok 2 n=2\n",
     NULL},
    {"too few to show",
     QUANTILE("`q`:[0.5,0.1],`quantile_type`:2,`reliability`:{`min_denominator`:3}," QUARTERS "}"),
     VALUES,
     {.period = "2024"},
     "2024-Q1: ok 2.5 n=3 q10=1\n2024-Q2: unreliable null n=2\n2024: ok 3 n=5 q10=1\n",
     NULL},
    {"some of the days are delivered",
     QUANTILE("`q`:[0.5],`quantile_type`:2," YEAR "}"),
     {{"besok", "id;datum;kommunkod;varde\n1;2024-01-05;0480;3\n"}, DELIVERED("2024-01-01", "2024-11-30")},
     {.period = "2024"},
     "2024: ok 3 n=1 [partial]\n",
     NULL},
};

static void finds_quantiles(void **state) {
    (void)state;
    CHECK(quantiles);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_rows),
        cmocka_unit_test(counts_persons),
        cmocka_unit_test(sums_numbers),
        cmocka_unit_test(finds_quantiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
