/* test_units.c - units of several rows, and rows in other datasets, as whole runs over small tables; every figure
 * expected here was worked out by hand.
 *
 * Where it matters which rows count, "antal" of them is 1, 10, 100 ...: a sum of 101 is the first and the third. */
#include "support/kind_cases.h"

#define YEAR "`period`:{`date`:`datum`,`grain`:[`year`]}"
#define OF(data) "`data`:{`dataset`:`besok`" data "},"
#define PERSON ",`person`:`person_id`"

/* ---- dedupe ---- */

#define RATIO                                                                                                          \
    BENCH_HEAD "`unit`:`ratio`,`better`:`lower`,`kind`:`ratio`,`numerator_sum`:`antal`,`denominator_sum`:`1`,"         \
               "`missing`:{`numerator`:`not_met`},"
#define MERGED(by, date, days, rest) "`dedupe`:{`by`:" by ",`date`:`" date "`,`within_days`:" days "," rest "}"
#define FIRST "`keep`:`first`,`chain`:`anchor`"
#define LAST "`keep`:`last`,`chain`:`anchor`"
#define CHAIN "`keep`:`first`,`chain`:`chain`"
#define DEDUPE(by, date, days, rest) RATIO OF(PERSON) YEAR "," MERGED(by, date, days, rest) "}"
#define ROWS(rows)                                                                                                     \
    {                                                                                                                  \
        { "besok", "id;person_id;datum;slut;enhet;lakare;antal\n" rows }                                               \
    }
#define IN_2024                                                                                                        \
    { .period = "2024" }

static const kind_case merged[] = {
    {"on the last day, and the day after", DEDUPE("`person_id`", "datum", "3", FIRST),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-04;;;;10\n3;p;2024-03-05;;;;100\n"), IN_2024,
     "2024: ok 50.5 numerator=101 denominator=2 rows=2\n",
     "rows=3, exclude merged=1, in period=2, unknown term=0, denominator=2"},
    {"no day but their own", DEDUPE("`person_id`", "datum", "0", FIRST),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-01;;;;10\n3;p;2024-03-02;;;;100\n"), IN_2024,
     "2024: ok 50.5 numerator=101 denominator=2 rows=2\n", NULL},
    {"the last of them", DEDUPE("`person_id`", "datum", "3", LAST),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-04;;;;10\n3;p;2024-03-05;;;;100\n"), IN_2024,
     "2024: ok 55 numerator=110 denominator=2 rows=2\n", NULL},
    {"days are counted from the first", DEDUPE("`person_id`", "datum", "3", FIRST),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-03;;;;10\n3;p;2024-03-05;;;;100\n4;p;2024-03-07;;;;1000\n"), IN_2024,
     "2024: ok 50.5 numerator=101 denominator=2 rows=2\n", NULL},
    {"or from the latest so far", DEDUPE("`person_id`", "datum", "3", CHAIN),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-03;;;;10\n3;p;2024-03-05;;;;100\n4;p;2024-03-09;;;;1000\n"), IN_2024,
     "2024: ok 500.5 numerator=1001 denominator=2 rows=2\n", NULL},
    {"a chain that keeps its last", DEDUPE("`person_id`", "datum", "3", "`keep`:`last`,`chain`:`chain`"),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-03;;;;10\n3;p;2024-03-05;;;;100\n4;p;2024-03-09;;;;1000\n"), IN_2024,
     "2024: ok 550 numerator=1100 denominator=2 rows=2\n", NULL},
    {"two persons are never one", DEDUPE("`person_id`", "datum", "3", FIRST),
     ROWS("1;p;2024-03-01;;;;1\n2;q;2024-03-01;;;;10\n3;;2024-03-01;;;;100\n4;;2024-03-01;;;;1000\n"), IN_2024,
     "2024: ok 5.5 numerator=11 denominator=2 rows=2\n",
     "rows=4, exclude merged=0, in period=2, unknown term=0, denominator=2"},
    {"alike in all columns; an unknown one is like none", DEDUPE("[`enhet`,`person_id`]", "datum", "3", FIRST),
     ROWS("1;p;2024-03-01;;u;;1\n2;p;2024-03-01;;v;;10\n3;p;2024-03-02;;u;;100\n4;p;2024-03-02;;;;1000\n"
          "5;p;2024-03-02;;;;10000\n"),
     IN_2024, "2024: ok 2752.75 numerator=11011 denominator=4 rows=4\n",
     "rows=5, exclude merged=1, in period=4, unknown term=0, denominator=4"},
    {"by the primary key on one day, whatever the day of the period", DEDUPE("`person_id`", "slut", "3", FIRST),
     ROWS("b;p;2024-03-01;2024-05-01;;;1\na;p;2024-03-09;2024-05-01;;;10\nc;p;2024-03-05;2024-05-04;;;100\n"), IN_2024,
     "2024: ok 10 numerator=10 denominator=1 rows=1\n", NULL},
    {"an unknown day is merged with none, and may count", DEDUPE("`person_id`", "slut", "3650", FIRST),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-01;;;;10\n3;p;2024-03-01;2024-03-01;;;100\n"
          "4;p;2024-03-01;2024-03-02;;;1000\n"),
     IN_2024, "2024: ok 37 numerator=111 denominator=3 rows=3\n", NULL},
    {"a source has an event once", DEDUPE("`person_id`", "datum", "3", FIRST ",`differ`:`enhet`"),
     ROWS("1;p;2024-03-01;;REGION;;1\n2;p;2024-03-02;;REGION;;10\n3;p;2024-03-03;;KOMMUN;;100\n"
          "4;p;2024-03-04;;KOMMUN;;1000\n"),
     IN_2024, "2024: ok 5.5 numerator=11 denominator=2 rows=2\n", /* 3 joins 1, the earliest; 4 joins 2 */
     NULL},
    {"three of one source, then three of another, each joins the earliest that it can",
     DEDUPE("`person_id`", "datum", "30", FIRST ",`differ`:`enhet`"),
     ROWS("1;p;2024-03-01;;REGION;;1\n2;p;2024-03-02;;REGION;;10\n3;p;2024-03-03;;REGION;;100\n"
          "4;p;2024-03-04;;KOMMUN;;1000\n5;p;2024-03-05;;KOMMUN;;10000\n6;p;2024-03-06;;KOMMUN;;100000\n"
          "7;p;2024-03-07;;KOMMUN;;1000000\n8;p;2024-04-01;;ANNAN;;10000000\n9;p;2024-04-02;;ANNAN;;100000000\n"),
     IN_2024,
     "2024: ok 250027.75 numerator=1000111 denominator=4 rows=4\n", /* 8 joins 2, for 1 is too old; 9 joins 3 */
     NULL},
    {"an unknown source joins none, and none joins it", DEDUPE("`person_id`", "datum", "3", FIRST ",`differ`:`enhet`"),
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-01;;u;;10\n3;p;2024-03-01;;;;100\n4;p;2024-03-01;;v;;1000\n"), IN_2024,
     "2024: ok 37 numerator=111 denominator=3 rows=3\n", NULL},
    {"all columns must differ, from all rows",
     DEDUPE("`person_id`", "datum", "3", FIRST ",`differ`:[`enhet`,`lakare`]"),
     ROWS("1;p;2024-03-01;;u;x;1\n2;p;2024-03-01;;v;x;10\n3;p;2024-03-01;;v;y;100\n4;p;2024-03-01;;w;y;1000\n"),
     IN_2024, "2024: ok 5.5 numerator=11 denominator=2 rows=2\n", /* 3 joins 1; 4 has y of 3, so it joins 2 */
     NULL},
    {"also rows outside the period", DEDUPE("`person_id`", "datum", "3", FIRST),
     ROWS("1;p;2023-12-30;;;;1\n2;p;2024-01-02;;;;10\n3;p;2024-12-31;;;;100\n4;p;2025-01-03;;;;1000\n"), IN_2024,
     "2024: ok 100 numerator=100 denominator=1 rows=1\n",
     "rows=4, exclude merged=2, in period=1, unknown term=0, denominator=1"},
    {"of what 'where' keeps",
     RATIO OF(PERSON ",`where`:`enhet = 'u'`") YEAR "," MERGED("`person_id`", "datum", "3", FIRST) "}",
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-01;;v;;10\n3;p;2024-03-02;;u;;100\n4;p;2024-03-05;;u;;1000\n"), IN_2024,
     "2024: ok 100 numerator=100 denominator=1 rows=1\n",
     "rows=4, where=2 (1), exclude merged=1, in period=1, unknown term=0, denominator=1"},
    {"before once_per takes one",
     RATIO OF(PERSON) YEAR
     "," MERGED("`person_id`", "datum", "3", FIRST) ",`once_per`:{`entity`:`person_id`,`take`:`last`}}",
     ROWS("1;p;2024-03-01;;;;1\n2;p;2024-03-04;;;;10\n"), IN_2024, "2024: ok 1 numerator=1 denominator=1 rows=1\n",
     "rows=2, exclude merged=1, in period=1, once per=1, unknown term=0, denominator=1"},
};

/* ---- once_per ---- */

#define ONCE(data, period, once) RATIO OF(data) period ",`once_per`:{" once "}}"
#define QUARTERS "`period`:{`date`:`datum`,`grain`:[`quarter`,`year`]}"
#define STOCK "`period`:{`each`:true,`grain`:[`quarter`]}"

static const kind_case once[] = {
    {"the first of each period, by the key on one day",
     ONCE(PERSON, QUARTERS, "`entity`:`person_id`,`take`:`first`"),
     ROWS("b;p;2024-01-01;;;;1\na;p;2024-01-01;;;;10\nc;p;2024-04-01;;;;100\nd;q;2024-06-30;;;;1000\n"
          "e;p;2023-12-31;;;;10000\n"),
     {.period = "2024-Q1..2024-Q4"},
     "2024-Q1: ok 10 numerator=10 denominator=1 rows=1\n2024-Q2: ok 550 numerator=1100 denominator=2 rows=2\n"
     "2024: ok 505 numerator=1010 denominator=2 rows=2\n",
     "rows=5, in period=4, once per=2, unknown term=0, denominator=2"},
    {"the last of each period",
     ONCE("", QUARTERS, "`entity`:`person_id`,`take`:`last`"),
     ROWS("b;p;2024-03-31;;;;1\na;p;2024-03-31;;;;10\nc;p;2024-04-01;;;;100\nd;;2024-06-30;;;;1000\n"
          "e;p;2025-01-01;;;;10000\nf;p;;;;;100000\n"),
     {.period = "2024-Q1..2024-Q4"},
     "2024-Q1: ok 1 numerator=1 denominator=1 rows=1\n2024-Q2: ok 100 numerator=100 denominator=1 rows=1\n"
     "2024: ok 100 numerator=100 denominator=1 rows=1\n",
     "rows=6, in period=3 (1), once per=1, unknown term=0, denominator=1"},
    {"the last, whatever it is",
     RATIO OF(PERSON) YEAR ",`denominator`:`enhet = 'u'`,`exclude`:[{`id`:`x`,`where`:`lakare = 'x'`}],"
                           "`once_per`:{`entity`:`person_id`,`take`:`last`}}",
     ROWS("1;p;2024-01-01;;u;;1\n2;p;2024-01-02;;v;;10\n3;q;2024-01-01;;u;;100\n4;q;2024-01-02;;u;x;1000\n"
          "5;r;2024-01-01;;v;;10000\n6;r;2024-01-02;;u;;100000\n"),
     IN_2024, "2024: ok 100000 numerator=100000 denominator=1 rows=1\n",
     "rows=6, in period=6, once per=3, selected=2, exclude x=1 (1), unknown term=0, denominator=1"},
    {"by another day than that of the period", ONCE(PERSON, YEAR, "`entity`:`person_id`,`take`:`last`,`order`:`slut`"),
     ROWS("1;p;2024-01-01;2024-09-01;;;1\n2;p;2024-02-01;2024-03-01;;;10\n3;p;2024-03-01;;;;100\n"
          "4;p;2025-01-01;2025-01-01;;;1000\n"),
     IN_2024, "2024: ok 1 numerator=1 denominator=1 rows=1\n",
     "rows=4, in period=3, once per=1 (1), unknown term=0, denominator=1"},
    {"of a stock by its order; the period chooses the rows",
     RATIO OF(PERSON ",`where`:`datum <= period.end and coalesce(slut, period.end) >= period.end`") STOCK
     ",`once_per`:{`entity`:`person_id`,`take`:`last`,`order`:`datum`}}",
     ROWS("1;p;2023-01-01;;;;1\n2;p;2024-03-31;2024-06-30;;;10\n3;p;2024-04-01;2024-06-29;;;100\n4;q;;;;;1000\n"),
     {.period = "2024-Q1..2024-Q3"},
     "2024-Q1: ok 10 numerator=10 denominator=1 rows=1\n2024-Q2: ok 10 numerator=10 denominator=1 rows=1\n"
     "2024-Q3: ok 1 numerator=1 denominator=1 rows=1\n",
     "rows=4, where=5 (3), once per=3, in period=3, unknown term=0, denominator=3"},
    {"nothing before it for a month: on the last day, and the day after",
     ONCE(PERSON, YEAR, "`entity`:`person_id`,`take`:`first`,`over`:`look_back`,`look_back_months`:1"),
     ROWS("1;p;2024-01-31;;;;1\n2;p;2024-02-29;;;;10\n3;p;2024-03-30;;;;100\n4;q;2023-12-10;;;;1000\n"
          "5;q;2024-01-10;;;;10000\n6;r;2023-12-10;;;;100000\n7;r;2024-01-11;;;;1000000\n"),
     IN_2024, "2024: ok 500000.5 numerator=1000001 denominator=2 rows=2\n",
     "rows=7, once per=4, in period=2, unknown term=0, denominator=2"},
    {"a row that does not count is still before the next",
     ONCE(PERSON, YEAR, "`entity`:`person_id`,`take`:`first`,`over`:`look_back`,`look_back_months`:1"),
     ROWS("1;p;2024-01-01;;;;1\n2;p;2024-01-20;;;;10\n3;p;2024-02-10;;;;100\n4;p;2024-03-11;;;;1000\n"), IN_2024,
     "2024: ok 500.5 numerator=1001 denominator=2 rows=2\n", NULL},
    {"looking back on one day goes by the key",
     ONCE(PERSON, YEAR, "`entity`:[`person_id`,`enhet`],`take`:`first`,`over`:`look_back`,`look_back_months`:1200"),
     ROWS("b;p;2024-01-01;;u;;1\na;p;2024-01-01;;u;;10\nc;p;2024-01-01;;v;;100\nd;p;2024-01-01;;;;1000\n"), IN_2024,
     "2024: ok 55 numerator=110 denominator=2 rows=2\n",
     "rows=4, once per=2 (1), in period=2, unknown term=0, denominator=2"},
};

/* ---- any and all ---- */

#define FOLDED(once, more)                                                                                             \
    BENCH_ENVELOPE "`kind`:`proportion`,`denominator`:`enhet is not null`,`numerator`:`enhet = 'J'`,"                  \
                   "`missing`:{`numerator`:`not_met`}," OF(PERSON) YEAR ",`once_per`:{" once "}" more "}"

static const kind_case folded[] = {
    {"any", FOLDED("`entity`:`person_id`,`take`:`any`", ""),
     ROWS("1;p;2024-01-01;;J;;\n2;p;2024-01-02;;N;;\n3;q;2024-01-01;;N;;\n4;r;2023-01-01;;J;;\n5;r;2024-01-02;;N;;\n"
          "6;s;2024-01-02;;;;\n"),
     IN_2024, "2024: ok 33.3333333333 numerator=1 denominator=3\n",
     "rows=6, in period=5, selected=4, denominator=3, numerator=1"},
    {"all", FOLDED("`entity`:`person_id`,`take`:`all`", ""),
     ROWS("1;p;2024-01-01;;J;;\n2;p;2024-01-02;;N;;\n3;q;2024-01-01;;J;;\n4;r;2023-01-01;;N;;\n5;r;2024-01-02;;J;;\n"
          "6;s;2024-01-02;;;;\n7;s;2024-01-03;;J;;\n"),
     IN_2024, "2024: ok 75 numerator=3 denominator=4\n", NULL},
    {"in the stratum and with the weight of the last in the denominator",
     FOLDED("`entity`:`person_id`,`take`:`any`", ",`weight`:`antal`,`groups`:{`g`:`lakare`},`by`:[[`g`]]"),
     ROWS("1;p;2024-01-01;;J;x;1\n2;p;2024-01-02;;N;y;2\n3;p;2024-01-03;;;z;3\n"), IN_2024,
     "2024 g=y: ok 100 numerator=1 denominator=1 n_weighted=2 n_effective=1\n", NULL},
    {"the last by its order, unknown after all others",
     FOLDED("`entity`:`person_id`,`take`:`any`,`order`:`slut`", ",`groups`:{`g`:`lakare`},`by`:[[`g`]]"),
     ROWS("1;p;2024-01-01;2024-02-01;N;x;\n2;p;2024-01-02;2024-01-01;J;y;\n3;q;2024-01-03;;J;z;\n"
          "4;q;2024-01-03;2024-01-03;N;x;\n"),
     IN_2024, "2024 g=x: ok 100 numerator=1 denominator=1\n2024 g=z: ok 100 numerator=1 denominator=1\n", NULL},
    {"a row of which an entity is unknown does not count", FOLDED("`entity`:[`person_id`,`lakare`],`take`:`any`", ""),
     ROWS("1;p;2024-01-01;;J;x;\n2;p;2024-01-02;;N;y;\n3;p;2024-01-03;;J;;\n4;;2024-01-03;;J;x;\n"), IN_2024,
     "2024: ok 50 numerator=1 denominator=2\n", "rows=4, in period=3, selected=3, denominator=2, numerator=1"},
};

/* ---- items ---- */

#define ITEMS(kind, items)                                                                                             \
    BENCH_HEAD "`unit`:`ratio`,`better`:`lower`,`items`:{" items "}," OF(PERSON) YEAR "," kind "}"
#define MEAN "`kind`:`mean`,`value`:`v`"
#define ITEM(item) ITEMS(MEAN, "`v`:{" item "}")

static const kind_case items[] = {
    {"only: what the rows agree on", ITEM("`where`:`enhet = 'u'`,`value`:`antal`"),
     ROWS("1;p;2024-01-01;;u;;3\n2;p;2024-01-02;;u;;3\n3;p;2024-01-03;;v;;4\n4;p;2024-01-04;;;;5\n5;p;2024-01-04;;u;;"
          "\n"),
     IN_2024, "2024: ok 3 n=1 sd=null\n",
     "rows=5, with items=1, in period=1, exclude unknown value or weight=0, denominator=1"},
    {"only: what they do not agree on is unknown; nor does anybody give it",
     ITEM("`where`:`enhet = 'u'`,`value`:`antal`"),
     ROWS("1;p;2024-01-01;;u;;3\n2;p;2024-01-02;;u;;4\n3;q;2024-01-03;;v;;4\n4;r;2024-01-03;;u;;4\n"), IN_2024,
     "2024: ok 4 n=1 sd=null\n", "rows=4, with items=3, in period=3, exclude unknown value or weight=2, denominator=1"},
    {"the first, by day and then by key; the period is that of the first row",
     ITEM("`where`:`true`,`value`:`antal`,`take`:`first`"),
     ROWS("b;p;2024-01-01;;;;1\na;p;2024-01-01;;;;10\nc;p;2023-12-31;;;;\nd;q;2024-01-01;;;;\ne;q;2024-01-02;;;;100\n"
          "f;r;2024-01-02;;;;1000\nb2;r;;;;;10000\n"),
     IN_2024, "2024: ok 550 n=2 sd=636.396103068\n",
     "rows=7, with items=3, in period=2, exclude unknown value or weight=0, denominator=2"},
    {"the last; an unknown day comes after all others", ITEM("`where`:`true`,`value`:`antal`,`take`:`last`"),
     ROWS("b;p;2024-01-01;;;;1\na;p;2024-01-01;;;;10\nc;q;2024-01-01;;;;100\na2;q;;;;;1000\n"), IN_2024,
     "2024: ok 500.5 n=2 sd=706.399674405\n", NULL},
    {"the least and the greatest, of numbers and of days",
     ITEMS("`kind`:`mean`,`value`:`high - low + days_between(from, until)`",
           "`low`:{`where`:`true`,`value`:`antal`,`take`:`min`},`high`:{`where`:`true`,`value`:`antal`,`take`:`max`},"
           "`from`:{`where`:`true`,`value`:`slut`,`take`:`min`},`until`:{`where`:`true`,`value`:`slut`,`take`:`max`}"),
     ROWS("1;p;2024-01-01;2024-02-01;;;3\n2;p;2024-01-01;2024-01-30;;;-2\n3;p;2024-01-01;;;;1\n"
          "4;p;2024-01-01;2024-01-31;;;\n"),
     IN_2024, "2024: ok 7 n=1 sd=null\n", NULL},
    {"sums of whole numbers, of decimals, of nothing", ITEM("`where`:`enhet = 'u'`,`value`:`antal`,`take`:`sum`"),
     ROWS("1;p;2024-01-01;;u;;3\n2;p;2024-01-02;;u;;4\n3;p;2024-01-02;;v;;5\n4;q;2024-01-02;;v;;5\n"), IN_2024,
     "2024: ok 7 n=1 sd=null\n", NULL},
    {"a sum that leaves 64 bits is unknown", ITEM("`where`:`true`,`value`:`antal`,`take`:`sum`"),
     ROWS("1;p;2024-01-01;;;;9223372036854775807\n2;p;2024-01-02;;;;1\n3;q;2024-01-01;;;;2\n"), IN_2024,
     "2024: ok 2 n=1 sd=null\n", NULL},
    {"how many rows: 0 where there is none", ITEM("`where`:`enhet = 'u'`,`take`:`count`"),
     ROWS("1;p;2024-01-01;;u;;3\n2;p;2024-01-02;;u;;\n3;p;2024-01-02;;;;5\n4;q;2024-01-02;;v;;5\n"), IN_2024,
     "2024: ok 1 n=2 sd=1.41421356237\n", NULL},
    {"the mean of rows", ITEM("`where`:`true`,`value`:`antal`,`take`:`mean`"),
     ROWS("1;p;2024-01-01;;u;;1\n2;p;2024-01-02;;u;;2\n3;p;2024-01-02;;v;;6\n4;p;2024-01-02;;v;;\n"), IN_2024,
     "2024: ok 3 n=1 sd=null\n", NULL},
    {"the mean of means: (1.5 + 6) / 2", ITEM("`where`:`true`,`value`:`antal`,`take`:`mean`,`within`:`enhet`"),
     ROWS("1;p;2024-01-01;;u;;1\n2;p;2024-01-02;;v;;6\n3;p;2024-01-02;;u;;2\n"), IN_2024, "2024: ok 3.75 n=1 sd=null\n",
     NULL},
    {"of the last column first: u has x 1.5 and y 5, v has x 9, unknown has 1: (3.25 + 9 + 1) / 3",
     ITEM("`where`:`true`,`value`:`antal`,`take`:`mean`,`within`:[`enhet`,`lakare`]"),
     ROWS("1;p;2024-01-01;;u;x;1\n2;p;2024-01-02;;u;x;2\n3;p;2024-01-02;;u;y;5\n4;p;2024-01-02;;v;x;9\n"
          "5;p;2024-01-02;;;x;1\n6;p;2024-01-02;;;x;1\n"),
     IN_2024, "2024: ok 4.41666666667 n=1 sd=null\n", NULL},
    {"texts, days and conditions",
     ITEMS("`kind`:`proportion`,`denominator`:`text = 'v'`,`numerator`:`day = date '2024-02-02' and flag`,"
           "`missing`:{`numerator`:`not_met`},`groups`:{`g`:`text`},`by`:[[],[`g`]]",
           "`text`:{`where`:`true`,`value`:`enhet`,`take`:`last`},`day`:{`where`:`true`,`value`:`slut`},"
           "`flag`:{`where`:`antal is not null`,`value`:`antal > 1`,`take`:`first`}"),
     ROWS("1;p;2024-01-01;2024-02-02;u;;2\n2;p;2024-01-02;;v;;1\n3;q;2024-01-01;2024-02-02;v;;1\n"
          "4;q;2024-01-02;2024-02-02;;;2\n5;r;2024-01-02;;u;;2\n"),
     IN_2024, "2024: ok 0.5 numerator=1 denominator=2\n2024 g=v: ok 0.5 numerator=1 denominator=2\n", NULL},
    {"rows merged before: the second gives nothing",
     BENCH_HEAD "`unit`:`ratio`,`better`:`lower`,`items`:{`v`:{`where`:`true`,`take`:`count`}}," OF(PERSON) YEAR
     "," MEAN "," MERGED("`person_id`", "datum", "3", FIRST) "}",
     ROWS("1;p;2024-01-01;;u;;2\n2;p;2024-01-02;;v;;1\n3;p;2024-01-05;;v;;1\n"), IN_2024, "2024: ok 2 n=1 sd=null\n",
     "rows=3, exclude merged=1, with items=1, in period=1, exclude unknown value or weight=0, denominator=1"},
};

/* ---- rows in other datasets ---- */

#define SHARE                                                                                                          \
    "`kind`:`proportion`,`denominator`:`id is not null`,`numerator`:`antal = 1`,`missing`:{`numerator`:`not_met`},"
#define RULES(rules) BENCH_ENVELOPE SHARE OF(PERSON) YEAR "," rules "}"
#define RULE(relation, first, last, more)                                                                              \
    "{`id`:`r`,`dataset`:`vistelser`,`from`:`in_datum`,`to`:`ut_datum`,`relation`:`" relation "`,"                     \
    "`span`:[`" first "`,`" last "`]" more "}"
#define REQUIRE(relation, more) RULES("`require`:[" RULE(relation, "datum", "slut", more) "]")
#define ONE_DAY                                                                                                        \
    RULES("`require`:[{`id`:`r`,`dataset`:`vistelser`,`from`:`in_datum`,`relation`:`overlaps`,`span`:[`datum`,`slut`]" \
          "}]")
/* One unit, 10..14 March. */
#define STAYS(rows)                                                                                                    \
    {                                                                                                                  \
        {"besok", "id;person_id;datum;slut;antal\n1;p;2024-03-10;2024-03-14;1\n"},                                     \
            {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n" rows},                            \
            {"personer", "person_id\np\n"},                                                                            \
    }
#define MET "2024: ok 100 numerator=1 denominator=1\n"
#define NOT_MET ""

static const kind_case related[] = {
    {"covers: all days in one row", REQUIRE("covers", ""), STAYS("1;p;;2024-03-10;2024-03-14;;\n"), IN_2024, MET,
     "rows=1, in period=1, selected=1, require r=1, denominator=1, numerator=1"},
    {"covers: not the first day", REQUIRE("covers", ""), STAYS("1;p;;2024-03-11;2024-03-20;;\n"), IN_2024, NOT_MET,
     "rows=1, in period=1, selected=1, require r=0, denominator=0, numerator=0"},
    {"covers: not the last day", REQUIRE("covers", ""), STAYS("1;p;;2024-03-01;2024-03-13;;\n"), IN_2024, NOT_MET,
     NULL},
    {"covers: it goes on", REQUIRE("covers", ""), STAYS("1;p;;2024-03-10;;;\n"), IN_2024, MET, NULL},
    {"covers: three, one right after the other", REQUIRE("covers", ""),
     STAYS("1;p;;2024-03-01;2024-03-10;;\n2;p;;2024-03-11;2024-03-12;;\n3;p;;2024-03-13;2024-03-14;;\n"), IN_2024, MET,
     NULL},
    {"covers: a day between them", REQUIRE("covers", ""),
     STAYS("1;p;;2024-03-01;2024-03-11;;\n2;p;;2024-03-13;2024-03-20;;\n"), IN_2024, NOT_MET, NULL},
    {"covers: a day between them that a third has", REQUIRE("covers", ""),
     STAYS("1;p;;2024-03-01;2024-03-11;;\n2;p;;2024-03-13;2024-03-20;;\n3;p;;2024-03-12;2024-03-12;;\n"), IN_2024, MET,
     NULL},
    {"covers: the day between is before the span", REQUIRE("covers", ""),
     STAYS("1;p;;2024-03-01;2024-03-08;;\n2;p;;2024-03-10;2024-03-20;;\n"), IN_2024, MET, NULL},
    {"covers: two on each day", REQUIRE("covers", ",`min`:2"),
     STAYS("1;p;;2024-03-01;2024-03-12;;\n2;p;;2024-03-01;;;\n3;p;;2024-03-13;2024-03-14;;\n"), IN_2024, MET, NULL},
    {"covers: one day with one", REQUIRE("covers", ",`min`:2"),
     STAYS("1;p;;2024-03-01;2024-03-12;;\n2;p;;2024-03-01;;;\n3;p;;2024-03-14;2024-03-14;;\n"), IN_2024, NOT_MET, NULL},
    {"covers: nobody's rows, another's, those without a first day, those that end before they begin",
     REQUIRE("covers", ""),
     STAYS("1;;;2024-03-10;2024-03-14;;\n2;q;;2024-03-10;2024-03-14;;\n3;p;;;2024-03-14;;\n"
           "4;p;;2024-03-14;2024-03-10;;\n"),
     IN_2024, NOT_MET, NULL},
    {"covers: a row that ends before it begins takes no day away", REQUIRE("covers", ""),
     STAYS("1;p;;2024-03-10;2024-03-14;;\n2;p;;2024-03-12;2024-03-11;;\n3;p;;2024-03-13;2024-03-01;;\n"), IN_2024, MET,
     NULL},
    {"covers: a condition", REQUIRE("covers", ",`where`:`satt = 'A'`"),
     STAYS("1;p;;2024-03-10;2024-03-12;A;\n2;p;;2024-03-13;2024-03-14;;\n3;p;;2024-03-13;2024-03-14;B;\n"), IN_2024,
     NOT_MET, NULL},
    {"overlaps: its last day is the first", REQUIRE("overlaps", ""), STAYS("1;p;;2024-03-01;2024-03-10;;\n"), IN_2024,
     MET, NULL},
    {"overlaps: it ends the day before", REQUIRE("overlaps", ""), STAYS("1;p;;2024-03-01;2024-03-09;;\n"), IN_2024,
     NOT_MET, NULL},
    {"overlaps: its first day is the last", REQUIRE("overlaps", ""), STAYS("1;p;;2024-03-14;;;\n"), IN_2024, MET, NULL},
    {"overlaps: it begins the day after", REQUIRE("overlaps", ""), STAYS("1;p;;2024-03-15;;;\n"), IN_2024, NOT_MET,
     NULL},
    {"overlaps: before and after, not in", REQUIRE("overlaps", ",`min`:2"),
     STAYS("1;p;;2024-03-01;2024-03-20;;\n2;p;;2024-03-12;2024-03-11;;\n3;p;;2024-03-20;2024-03-30;;\n"), IN_2024,
     NOT_MET, NULL},
    {"overlaps: two", REQUIRE("overlaps", ",`min`:2"),
     STAYS("1;p;;2024-03-01;2024-03-20;;\n2;p;;2024-03-12;2024-03-12;;\n"), IN_2024, MET, NULL},
    {"one day: on the first and the last", ONE_DAY, STAYS("1;p;;2024-03-10;2024-03-01;;\n"), IN_2024, MET, NULL},
    {"one day: whatever its last day", ONE_DAY, STAYS("1;p;;2024-03-09;2024-04-01;;\n2;p;;2024-03-15;;;\n"), IN_2024,
     NOT_MET, NULL},
    {"starts_within: the first and the last day", REQUIRE("starts_within", ",`min`:2"),
     STAYS("1;p;;2024-03-10;2024-04-10;;\n2;p;;2024-03-14;2024-03-14;;\n"), IN_2024, MET, NULL},
    {"starts_within: the days before and after", REQUIRE("starts_within", ""),
     STAYS("1;p;;2024-03-09;2024-04-10;;\n2;p;;2024-03-15;;;\n"), IN_2024, NOT_MET, NULL},
    {"starts_within: a row that ends before it begins is about no day", REQUIRE("starts_within", ""),
     STAYS("1;p;;2024-03-12;2024-03-11;;\n"), IN_2024, NOT_MET, NULL},
    {"a person without any row", REQUIRE("covers", ""), STAYS("1;q;;2024-03-10;2024-03-14;;\n"), IN_2024, NOT_MET,
     NULL},
    {"no rows at all", REQUIRE("covers", ""), STAYS(""), IN_2024, NOT_MET, NULL},
    {"not there, so it counts", RULES("`exclude_if`:[" RULE("overlaps", "datum", "slut", "") "]"), STAYS(""), IN_2024,
     MET, "rows=1, in period=1, selected=1, exclude r=0, denominator=1, numerator=1"},
    {"a span that ends before it begins: a requirement is not met",
     RULES("`require`:[" RULE("overlaps", "slut", "datum", "") "]"), STAYS("1;p;;2024-03-01;;;\n"), IN_2024, NOT_MET,
     "rows=1, in period=1, selected=1, require r=0 (1), denominator=0, numerator=0"},
    {"and an exclusion does not hold", RULES("`exclude_if`:[" RULE("overlaps", "slut", "datum", "") "]"),
     STAYS("1;p;;2024-03-01;;;\n"), IN_2024, MET,
     "rows=1, in period=1, selected=1, exclude r=0 (1), denominator=1, numerator=1"},
    {"a day of the span that is unknown",
     RULES("`exclude_if`:[" RULE("overlaps", "datum", "case when antal = 2 then slut end", "") "]"),
     STAYS("1;p;;2024-03-01;;;\n"), IN_2024, MET,
     "rows=1, in period=1, selected=1, exclude r=0 (1), denominator=1, numerator=1"},
    {"first all requirements, then the exclusions, in the order written; the first takes it",
     RULES(
         "`exclude_if`:[{`id`:`x`,`dataset`:`vistelser`,`from`:`in_datum`,`relation`:`overlaps`,`span`:[`datum`,`slut`]"
         "}],"
         "`require`:[{`id`:`a`,`dataset`:`vistelser`,`from`:`in_datum`,`relation`:`overlaps`,`span`:[`datum`,`slut`]},"
         "{`id`:`b`,`dataset`:`vistelser`,`from`:`in_datum`,`relation`:`overlaps`,`span`:[`datum`,`datum`]}]"),
     STAYS("1;p;;2024-03-12;;;\n"), IN_2024, NOT_MET,
     "rows=1, in period=1, selected=1, require a=1, require b=0, exclude x=0, denominator=0, numerator=0"},
    {"nobody's unit is not counted at all",
     RULES("`exclude_if`:[" RULE("overlaps", "datum", "slut", "") "]"),
     {{"besok", "id;person_id;datum;slut;antal\n1;;2024-03-10;2024-03-14;1\n"},
      {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;;;2024-03-10;2024-03-14;;\n"},
      {"personer", "person_id\np\n"}},
     IN_2024,
     "",
     "rows=1, in period=0, selected=0, exclude r=0, denominator=0, numerator=0"},
};

/* ---- rows in other datasets, of every kind ---- */

#define SURVEY(rules)                                                                                                  \
    BENCH_HEAD "`unit`:`index`,`better`:`higher`,`kind`:`survey_index`,`data`:{`dataset`:`besok`},"                    \
               "`respondent`:[`person_id`,`enhet`],`item`:`svar`,`points`:`varde`,`denominator`:`true`,"               \
               "`incomplete`:{`weights`:`equal`,`min_answered`:1}," YEAR "," rules "}"
#define CONTINUITY(rules)                                                                                              \
    BENCH_HEAD                                                                                                         \
    "`unit`:`index`,`better`:`higher`,`kind`:`continuity`,`data`:{`dataset`:`besok`,`person`:`person_id`,"             \
    "`date`:`datum`},`provider`:`lakare`,`formula`:`upc`,`window`:{`months`:12,`incomplete`:`keep`},"                  \
    "`min_contacts`:2,`same_day`:`keep_all`,`max_unknown_share`:1,`period`:{`each`:true,`grain`:[`year`]}," rules "}"
#define DISTINCT(rules)                                                                                                \
    BENCH_HEAD "`unit`:`persons`,`better`:`lower`,`kind`:`distinct`,`data`:{`dataset`:`besok`,`person`:`person_id`,"   \
               "`start`:`datum`},`of`:`lakare`,`window`:{`start`:`period.start`,`days`:366,`incomplete`:`keep`},"      \
               "`unknown_provider`:`one`,`max_unknown_share`:1,`min_events`:{`n`:1,`distinct`:`row`},"                 \
               "`period`:{`each`:true,`grain`:[`year`]}," rules "}"
#define STAY(id, person, relation, first, last)                                                                        \
    "{`id`:`" id "`,`dataset`:`vistelser`,`person`:" person ",`from`:`in_datum`,`to`:`ut_datum`,"                      \
    "`relation`:`" relation "`,`span`:[`" first "`,`" last "`]}"
#define TWO_TABLES(visits, stays)                                                                                      \
    {                                                                                                                  \
        {"besok", "id;person_id;datum;enhet;lakare;svar;varde\n" visits},                                              \
            {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n" stays},                           \
            {"personer", "person_id\np\n"},                                                                            \
    }

static const kind_case other_kinds[] = {
    {"a mean: rows of p, who has a stay on the day",
     BENCH_HEAD "`unit`:`index`,`better`:`higher`,`kind`:`mean`,`value`:`varde`," OF(PERSON) YEAR
     ",`require`:[" STAY("r", "`person_id`", "covers", "datum", "datum") "]}",
     TWO_TABLES("1;p;2024-01-01;;;;2\n2;p;2024-01-05;;;;4\n3;q;2024-01-01;;;;8\n", "1;p;;2024-01-01;2024-01-04;;\n"),
     IN_2024, "2024: ok 2 n=1 sd=null\n",
     "rows=3, in period=3, require r=1, exclude unknown value or weight=0, denominator=1"},
    {"a ratio: rows without one",
     RATIO OF(PERSON) YEAR ",`exclude_if`:[" STAY("x", "`person_id`", "covers", "datum", "datum") "]}",
     {{"besok", "id;person_id;datum;antal\n1;p;2024-01-01;1\n2;p;2024-01-05;10\n3;q;2024-01-01;100\n"},
      {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;p;;2024-01-01;2024-01-04;;\n"},
      {"personer", "person_id\np\n"}},
     IN_2024,
     "2024: ok 55 numerator=110 denominator=2 rows=2\n",
     "rows=3, in period=3, exclude x=1, unknown term=0, denominator=2"},
    {"respondents: by the day of their first row, and all columns that name them",
     SURVEY("`require`:[" STAY("r", "[`person_id`,`satt`]", "covers", "datum", "datum") "]"),
     TWO_TABLES("1;p;2024-01-01;u;;a;2\n2;p;2024-06-01;u;;b;4\n3;p;2024-01-01;v;;a;8\n4;q;2024-01-01;u;;a;16\n",
                "1;p;;2024-01-01;2024-01-01;u;\n2;q;;2024-01-01;2024-01-01;v;\n3;q;;2024-06-01;;u;\n"),
     IN_2024, "2024: ok 3 n=1 sd=null\n",
     "rows=4, exclude answers without item weight=0, respondents=3, in period=3, require r=1, "
     "exclude too few answers=0, denominator=1"},
    {"persons in a window: by their first and last contact in it",
     CONTINUITY("`require`:[" STAY("r", "`person_id`", "covers", "start", "end") "],`exclude_if`:[" STAY(
         "x", "`person_id`", "starts_within", "first.datum", "last.datum") "]"),
     TWO_TABLES("1;p;2024-01-10;;a;;\n2;p;2024-02-10;;b;;\n3;q;2024-01-10;;a;;\n4;q;2024-02-10;;a;;\n"
                "5;r;2024-01-10;;a;;\n6;r;2024-02-10;;a;;\n7;p;2025-01-10;;b;;\n",
                "1;p;;2024-01-09;2024-02-10;;\n2;q;;2024-01-10;;;\n3;r;;2024-01-01;2024-02-09;;\n"),
     IN_2024, "2024: ok 0.5 n=1 sd=null contacts=2 median=0.5\n",
     "rows=7, persons in windows=3, exclude unknown providers=0, exclude too few contacts=0, require r=2, exclude x=1, "
     "denominator=1"},
    {"persons in a window: by the days of the period",
     DISTINCT("`require`:[" STAY("r", "`person_id`", "covers", "period.start", "period.end") "]"),
     TWO_TABLES("1;p;2024-01-10;;a;;\n2;p;2024-02-10;;b;;\n3;q;2024-01-10;;a;;\n4;r;2024-02-10;;a;;\n",
                "1;p;;2024-01-01;2024-12-31;;\n2;q;;2024-01-02;;;\n3;r;;2023-01-01;2024-12-30;;\n"),
     IN_2024, "2024: ok 2 n=1 sd=null visits=2 unknown_visits=0 median=2\n",
     "rows=4, persons in windows=3, exclude unknown providers=0, exclude too few visits=0, require r=1, denominator=1"},
    {"of a stock: each period by its own days",
     BENCH_ENVELOPE SHARE OF(PERSON) "`period`:{`each`:true,`grain`:[`quarter`]},`require`:[" STAY(
         "r", "`person_id`", "covers", "period.start", "period.end") "]}",
     {{"besok", "id;person_id;datum;antal\n1;p;2024-01-01;1\n"},
      {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;p;;2023-01-01;2024-06-30;;\n"
                    "2;p;;2024-07-02;;;\n"},
      {"personer", "person_id\np\n"}},
     {.period = "2024-Q1..2024-Q4"},
     "2024-Q1: ok 100 numerator=1 denominator=1\n2024-Q2: ok 100 numerator=1 denominator=1\n"
     "2024-Q4: ok 100 numerator=1 denominator=1\n",
     "rows=1, in period=4, selected=4, require r=3, denominator=3, numerator=3"},
};

/* ---- follow-up ---- */

#define FOLLOWED(follow, more)                                                                                         \
    BENCH_ENVELOPE                                                                                                     \
    "`kind`:`proportion`,`denominator`:`true`,`numerator`:`slut is not null`,`data`:{`dataset`:`besok`},"              \
    "`period`:{`date`:`datum`,`grain`:[`month`]},`follow_up`:{`complete_until`:`leveranser`," follow "}" more "}"
#define DELIVERED(until)                                                                                               \
    {                                                                                                                  \
        {"besok", "id;person_id;datum;slut;kommunkod\n1;p;2024-01-30;2024-02-01;0480\n2;p;2024-01-31;;0480\n"          \
                  "3;q;2024-01-01;2024-03-01;0480\n"},                                                                 \
            {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2023-01-01;" until "\n"},                \
    }

static const kind_case followed[] = {
    {"all is in the data",
     FOLLOWED("`days`:10,`incomplete`:`exclude_index`", ""),
     DELIVERED("2024-02-10"),
     {.period = "2024-01"},
     "2024-01: ok 66.6666666667 numerator=2 denominator=3\n",
     "rows=3, in period=3, selected=3, exclude incomplete follow-up=0, denominator=3, numerator=2"},
    {"a day is missing: out",
     FOLLOWED("`days`:10,`incomplete`:`exclude_index`", ""),
     DELIVERED("2024-02-09"),
     {.period = "2024-01"},
     "2024-01: ok 100 numerator=2 denominator=2 [preliminary]\n",
     "rows=3, in period=3, selected=3, exclude incomplete follow-up=1, denominator=2, numerator=2"},
    {"a day is missing: in",
     FOLLOWED("`days`:10,`incomplete`:`keep`", ""),
     DELIVERED("2024-02-09"),
     {.period = "2024-01"},
     "2024-01: ok 66.6666666667 numerator=2 denominator=3 [preliminary]\n",
     "rows=3, in period=3, selected=3, denominator=3, numerator=2"},
    {"a day is missing: no value",
     FOLLOWED("`days`:10,`incomplete`:`hide`", ""),
     DELIVERED("2024-02-09"),
     {.period = "2024-01"},
     "2024-01: incomplete_follow_up null numerator=2 denominator=3 [preliminary]\n",
     NULL},
    {"until a day of the row; where it is unknown it is not full",
     FOLLOWED("`until`:`slut + 9`,`incomplete`:`exclude_index`", ""),
     DELIVERED("2024-03-09"),
     {.period = "2024-01"},
     "2024-01: ok 100 numerator=1 denominator=1 [preliminary]\n",
     "rows=3, in period=3, selected=3, exclude incomplete follow-up=2, denominator=1, numerator=1"},
    {"nobody has told",
     FOLLOWED("`days`:10,`incomplete`:`exclude_index`", ""),
     {{"besok", "id;person_id;datum;slut;kommunkod\n1;p;2024-01-30;2024-02-01;0480\n"},
      {"leveranser", "dataset;lamnare;period_fran;period_till\nvistelser;04;2023-01-01;2025-01-01\n"}},
     {.period = "2024-01"},
     "refused 2\ncomplete_until: 'm' needs to know how far the data of 'besok' reach\n",
     NULL},
    {"no day more, and none less",
     FOLLOWED("`days`:0,`incomplete`:`exclude_index`", ""),
     DELIVERED("2024-01-30"),
     {.period = "2024-01"},
     "2024-01: ok 100 numerator=2 denominator=2 [preliminary] [partial]\n",
     NULL},
    {"how far the other dataset reaches counts too",
     BENCH_ENVELOPE "`kind`:`proportion`,`denominator`:`true`,`numerator`:`slut is not null`," OF(
         PERSON) "`period`:{`date`:`datum`,`grain`:[`month`]},`follow_up`:{`complete_until`:`leveranser`,`days`:10,"
                 "`incomplete`:`exclude_index`},`exclude_if`:[" STAY("x", "`person_id`", "overlaps", "datum",
                                                                     "datum") "]}",
     {{"besok", "id;person_id;datum;slut;kommunkod\n1;p;2024-01-30;2024-02-01;0480\n2;p;2024-01-31;;0480\n"},
      {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;q;;2024-01-01;2024-01-04;;\n"},
      {"personer", "person_id\np\n"},
      {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2023-01-01;2025-01-01\n"
                     "vistelser;04;2023-01-01;2024-02-09\n"}},
     {.period = "2024-01"},
     "2024-01: ok 100 numerator=1 denominator=1 [preliminary]\n",
     "rows=2, in period=2, selected=2, exclude x=0, exclude incomplete follow-up=1, denominator=1, numerator=1"},
};

static void merges(void **state) {
    (void)state;
    CHECK(merged);
}

static void takes_once(void **state) {
    (void)state;
    CHECK(once);
}

static void folds(void **state) {
    (void)state;
    CHECK(folded);
}

static void makes_items(void **state) {
    (void)state;
    CHECK(items);
}

static void asks_other_datasets(void **state) {
    (void)state;
    CHECK(related);
}

static void asks_for_every_kind(void **state) {
    (void)state;
    CHECK(other_kinds);
}

static void follows_rows_up(void **state) {
    (void)state;
    CHECK(followed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merges),          cmocka_unit_test(takes_once),          cmocka_unit_test(folds),
        cmocka_unit_test(makes_items),     cmocka_unit_test(asks_other_datasets), cmocka_unit_test(asks_for_every_kind),
        cmocka_unit_test(follows_rows_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
