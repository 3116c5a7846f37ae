/* test_kinds.c - whole runs over small tables; every figure expected here was worked out by hand. */
#include "support/kind_cases.h"

#define YEAR "`period`:{`date`:`datum`,`grain`:[`year`]}"

/* ---- proportion ---- */

#define PROPORTION BENCH_ENVELOPE "`kind`:`proportion`,`data`:{`dataset`:`besok`},"
#define POLICY(what) "`missing`:{`numerator`:`" what "`},"

/* Six visits: 3 of 4 known answers are J; one answer is unknown, one row has no day. */
#define SIX_VISITS                                                                                                     \
    {                                                                                                                  \
        {                                                                                                              \
            "besok",                                                                                                   \
                "id;datum;svar;kommunkod;kon\n1;2024-01-05;J;0480;K\n2;2024-02-05;N;0480;M\n3;2024-02-06;J;0488;K\n"   \
                "4;2024-04-01;J;1880;K\n5;2024-04-02;;1880;M\n6;;J;0480;K\n"                                           \
        }                                                                                                              \
    }

static const kind_case proportions[] = {
    {"unknown is not met",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar = 'J'`," POLICY("not_met") YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "2024: ok 60 numerator=3 denominator=5\n",
     "rows=6, in period=5 (1), selected=5, denominator=5, numerator=3 (1)"},
    {"unknown is left out",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar = 'J'`," POLICY("exclude") YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "2024: ok 75 numerator=3 denominator=4\n",
     "rows=6, in period=5 (1), selected=5, exclude unknown numerator=1, denominator=4, numerator=3"},
    {"unknown is an error",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar = 'J'`," POLICY("error") YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "refused 4\nunknown_numerator: m: the numerator is unknown in 1 rows, which the definition calls an error\n",
     NULL},
    {"no policy for unknown",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar = 'J'`," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "refused 3\nmissing_policy: the numerator can be unknown, and no policy says what that means\n",
     NULL},
    {"no policy needed",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "2024: ok 20 numerator=1 denominator=5\n",
     NULL},
    {"plausible: one value",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`,"
                "`plausible`:[1]," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "refused 3\ntoo_few: 'plausible' has two values\n",
     NULL},
    {"plausible: three values",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`,"
                "`plausible`:[1,2,3]," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "refused 3\ntoo_many: 'plausible' has two values\n",
     NULL},
    {"plausible: the greatest first",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`,"
                "`plausible`:[2,1]," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "refused 3\nplausible_range: 'plausible' is the least and the greatest value that is believed\n",
     NULL},
    {"plausible: one value twice",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`,"
                "`plausible`:[60,60]," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "2024: ok 20 numerator=1 denominator=5\n",
     NULL},
    {"five levels",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`,"
                "`interval`:{`method`:`wilson`,`level`:[0.5,0.6,0.8,0.9,0.95]}," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "refused 3\ntoo_many: more than 4 confidence levels\n",
     NULL},
    {"the numerator is inside the denominator",
     PROPORTION "`denominator`:`svar = 'N'`,`numerator`:`svar is not null`," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "2024: ok 100 numerator=1 denominator=1\n",
     NULL},
    {"exclusions in order, first hit only",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`,"
                "`exclude`:[{`id`:`a`,`where`:`svar = 'J'`},{`id`:`b`,`where`:`kon = 'K' or svar = 'N'`}]," YEAR "}",
     SIX_VISITS,
     {.period = "2024"},
     "2024: ok 100 numerator=1 denominator=1\n",
     "rows=6, in period=5 (1), selected=5, exclude a=3 (1), exclude b=1 (1), denominator=1, numerator=1"},
    {"months, quarters and what grows over the year",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`,"
                "`period`:{`date`:`datum`,`grain`:[`quarter`,`cumulative`,`all`,`month`]}}",
     SIX_VISITS,
     {.period = "2024-01..2024-06"},
     "2024-Q1: ok 66.6666666667 numerator=2 denominator=3\n2024-Q2: ok 100 numerator=1 denominator=1\n"
     "2024-01..2024-01: ok 100 numerator=1 denominator=1\n2024-01..2024-02: ok 66.6666666667 numerator=2 "
     "denominator=3\n"
     "2024-01..2024-03: ok 66.6666666667 numerator=2 denominator=3\n2024-01..2024-04: ok 75 numerator=3 denominator=4\n"
     "2024-01..2024-05: ok 75 numerator=3 denominator=4\n2024-01..2024-06: ok 75 numerator=3 denominator=4\n"
     "all: ok 75 numerator=3 denominator=4\n2024-01: ok 100 numerator=1 denominator=1\n"
     "2024-02: ok 50 numerator=1 denominator=2\n2024-04: ok 100 numerator=1 denominator=1\n",
     NULL},
    {"a grain asked for",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`,"
                "`period`:{`date`:`datum`,`grain`:[`quarter`,`all`]}}",
     SIX_VISITS,
     {.period = "2024-01..2024-06", .grain = "all"},
     "all: ok 75 numerator=3 denominator=4\n",
     NULL},
    {"a grain that the definition lacks",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`," YEAR "}",
     SIX_VISITS,
     {.period = "2024", .grain = "month"},
     "refused 1\nthe definition has none of the grains asked for\n",
     NULL},
    {"a beginning of a grain is no grain",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`," YEAR "}",
     SIX_VISITS,
     {.period = "2024", .grain = "yea"},
     "refused 2\ngrain: no grain 'yea'\n",
     NULL},
    {"rolling twelve months: the last month is inside, what lies before is read",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`,"
                "`period`:{`date`:`datum`,`grain`:[`rolling12`]}}",
     SIX_VISITS,
     {.period = "2024-01..2024-03"},
     "2023-02..2024-01: ok 100 numerator=1 denominator=1\n2023-03..2024-02: ok 66.6666666667 numerator=2 "
     "denominator=3\n2023-04..2024-03: ok 66.6666666667 numerator=2 "
     "denominator=3\n",
     NULL},
    {"by area and sex",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`," YEAR ","
                "`groups`:{`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`},`kon`:`kon`},`by`:[[`"
                "kon`],[`lan`,`kon`],[]]}",
     SIX_VISITS,
     {.period = "2024"},
     "2024 kon=M: ok 0 numerator=0 denominator=1\n2024 kon=K: ok 100 numerator=3 denominator=3\n"
     "2024 lan=04 kon=M: ok 0 numerator=0 denominator=1\n2024 lan=04 kon=K: ok 100 numerator=2 denominator=2\n"
     "2024 lan=18 kon=K: ok 100 numerator=1 denominator=1\n2024: ok 75 numerator=3 denominator=4\n",
     NULL},
    {"too few to show",
     PROPORTION "`denominator`:`svar is not null`,`numerator`:`coalesce(svar, '') = 'J'`," YEAR ","
                "`groups`:{`kon`:`kon`},`by`:[[`kon`]],`reliability`:{`min_denominator`:2}}",
     SIX_VISITS,
     {.period = "2024"},
     "2024 kon=M: unreliable null numerator=0 denominator=1\n2024 kon=K: ok 100 numerator=3 denominator=3\n",
     NULL},
    {"each period: a stock on its last day",
     PROPORTION "`denominator`:`datum <= period.end and (slut is null or slut > "
                "period.end)`,`numerator`:`coalesce(svar, '') = 'J'`,"
                "`period`:{`each`:true,`grain`:[`month`]}}",
     {{"besok", "id;datum;slut;svar\n1;2023-05-01;2024-01-31;J\n2;2024-01-01;;N\n3;2024-02-29;2024-03-30;J\n"}},
     {.period = "2024-01..2024-03"},
     "2024-01: ok 0 numerator=0 denominator=1\n2024-02: ok 50 numerator=1 denominator=2\n2024-03: ok 0 numerator=0 "
     "denominator=1\n",
     NULL},
    /* weights 1, 3 and 2, of which 3 and 2 are in: 5/6; effective n = 36/14 */
    {"weighted",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`coalesce(svar, '') = 'J'`,`weight`:`vikt`," YEAR "}",
     {{"besok", "id;datum;svar;vikt\n1;2024-01-05;N;1\n2;2024-02-05;J;3\n3;2024-02-06;J;2\n"}},
     {.period = "2024"},
     "2024: ok 83.3333333333 numerator=2 denominator=3 n_weighted=6 n_effective=3.15789473684\n",
     NULL},
    {"weight unknown: an error if nothing is said",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`coalesce(svar, '') = 'J'`,`weight`:`vikt`," YEAR "}",
     {{"besok", "id;datum;svar;vikt\n1;2024-01-05;N;1\n2;2024-02-05;J;\n3;2024-02-06;J;-2\n"}},
     {.period = "2024"},
     "refused 4\nbad_weight: m: the weight is unknown or negative in 2 rows\n",
     NULL},
    {"weight unknown: the row goes out",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`coalesce(svar, '') = "
                "'J'`,`weight`:`vikt`,`missing`:{`weight`:`exclude`}," YEAR "}",
     {{"besok", "id;datum;svar;vikt\n1;2024-01-05;N;1\n2;2024-02-05;J;\n3;2024-02-06;J;-2\n4;2024-02-06;J;3\n"}},
     {.period = "2024"},
     "2024: ok 75 numerator=1 denominator=2 n_weighted=4 n_effective=1.33333333333\n",
     NULL},
    {"all weights zero",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`coalesce(svar, '') = 'J'`,`weight`:`vikt`," YEAR "}",
     {{"besok", "id;datum;svar;vikt\n1;2024-01-05;N;0\n"}},
     {.period = "2024"},
     "2024: not_applicable null numerator=0 denominator=1 n_weighted=0\n",
     NULL},
};

static void counts_proportions(void **state) {
    (void)state;
    CHECK(proportions);
}

/* ---- mean and ratio ---- */

#define MEAN BENCH_HEAD "`unit`:`days`,`better`:`lower`,`kind`:`mean`,`data`:{`dataset`:`besok`},"
#define RATIO BENCH_ENVELOPE "`kind`:`ratio`,`data`:{`dataset`:`besok`},"

static const kind_case means[] = {
    /* 1, 2, 6: mean 3, squares of the differences 4 + 1 + 9 = 14, sd = sqrt(7) */
    {"plain; an unknown value does not count",
     MEAN "`value`:`varde`," YEAR "}",
     {{"besok", "id;datum;varde\n1;2024-01-05;1\n2;2024-01-05;2\n3;2024-01-06;6\n4;2024-01-07;\n5;2023-12-31;900\n"}},
     {.period = "2024"},
     "2024: ok 3 n=3 sd=2.64575131106\n",
     "rows=5, in period=4, exclude unknown value or weight=1, denominator=3"},
    {"one value has no spread",
     MEAN "`value`:`varde`," YEAR "}",
     {{"besok", "id;datum;varde\n1;2024-01-05;7,5\n"}},
     {.period = "2024"},
     "2024: ok 7.5 n=1 sd=null\n",
     NULL},
    {"alike values have none either",
     MEAN "`value`:`varde`," YEAR "}",
     {{"besok", "id;datum;varde\n1;2024-01-05;0,1\n2;2024-01-05;0,1\n3;2024-01-05;0,1\n"}},
     {.period = "2024"},
     "2024: ok 0.1 n=3 sd=0\n",
     NULL},
    /* weights 1 and 3: (0 + 3*4)/4 = 3; variance 3*4*4/4 - 9 = 3; effective n 16/10 = 1.6: sd = sqrt(3*1.6/0.6) =
       sqrt(8) */
    {"weighted",
     MEAN "`value`:`antal`,`weight`:`vikt`," YEAR "}",
     {{"besok", "id;datum;antal;vikt\n1;2024-01-05;0;1\n2;2024-01-05;4;3\n3;2024-01-05;9;\n"}},
     {.period = "2024"},
     "2024: ok 3 n=2 sd=2.82842712475 n_weighted=4 n_effective=1.6\n",
     NULL},
    {"nothing counted",
     MEAN "`value`:`varde`," YEAR "}",
     {{"besok", "id;datum;varde\n1;2023-01-05;7,5\n"}},
     {.period = "2024"},
     "",
     NULL},
    {"a ratio of sums",
     RATIO "`numerator_sum`:`antal`,`denominator_sum`:`varde`,`missing`:{`numerator`:`not_met`}," YEAR "}",
     {{"besok", "id;datum;antal;varde\n1;2024-01-05;1;4\n2;2024-01-05;2;\n3;2024-01-05;;4\n"}},
     {.period = "2024"},
     "2024: ok 37.5 numerator=3 denominator=8 rows=3\n",
     "rows=3, in period=3, unknown term=2, denominator=3"},
    {"a ratio without the rows that lack a term",
     RATIO "`numerator_sum`:`antal`,`denominator_sum`:`varde`,`missing`:{`numerator`:`exclude`}," YEAR "}",
     {{"besok", "id;datum;antal;varde\n1;2024-01-05;1;4\n2;2024-01-05;2;\n3;2024-01-05;;4\n"}},
     {.period = "2024"},
     "2024: ok 25 numerator=1 denominator=4 rows=1\n",
     NULL},
    {"a ratio whose terms must be known",
     RATIO "`numerator_sum`:`antal`,`denominator_sum`:`varde`,`missing`:{`numerator`:`error`}," YEAR "}",
     {{"besok", "id;datum;antal;varde\n1;2024-01-05;1;4\n2;2024-01-05;2;\n"}},
     {.period = "2024"},
     "refused 4\nunknown_numerator: m: a term is unknown in 1 rows of 'besok', which the definition calls an error\n",
     NULL},
    {"whole terms, small and large, of both signs",
     RATIO "`numerator_sum`:`antal`,`denominator_sum`:`2`,`missing`:{`numerator`:`not_met`}," YEAR "}",
     {{"besok", "id;datum;antal\n1;2024-01-05;3\n2;2024-01-05;-5\n3;2024-01-05;4000000000\n4;2024-02-05;2147483647\n"
                "5;2024-01-05;\n6;2023-01-05;7\n"}},
     {.period = "2024"},
     "2024: ok 61474836450 numerator=6147483645 denominator=10 rows=5\n",
     "rows=6, in period=5, unknown term=1, denominator=5"},
    {"counts: reliability is judged on their sum",
     RATIO "`numerator_sum`:`antal`,`denominator_sum`:`antal * "
           "2`,`missing`:{`numerator`:`error`},`reliability`:{`min_denominator`:8}," YEAR "}",
     {{"besok", "id;datum;antal\n1;2024-01-05;1\n2;2024-01-05;3\n"}},
     {.period = "2024"},
     "2024: ok 50 numerator=4 denominator=8 rows=2\n",
     NULL},
};

static void counts_means(void **state) {
    (void)state;
    CHECK(means);
}

/* ---- survey_index ---- */

#define SURVEY                                                                                                         \
    BENCH_HEAD                                                                                                         \
    "`unit`:`index`,`better`:`higher`,`kind`:`survey_index`,`data`:{`dataset`:`svar`,`where`:`enkat = 'E'`},"          \
    "`respondent`:[`enkat`,`omgang`,`respondent`],`item`:`fraga`,`points`:`fragor.poang`,`item_weight`:`fragor."       \
    "vikt`,"                                                                                                           \
    "`denominator`:`fraga <> 'q9'`,`period`:{`date`:`dag`,`grain`:[`year`]},"
/* The dimension of the national patient survey: weights 0.34, 0.23, 0.43. */
#define QUESTIONS                                                                                                      \
    {                                                                                                                  \
        "fragor", "enkat;fraga;kod;poang;vikt\nE;q1;1;0;0,34\nE;q1;3;50;0,34\nE;q1;5;100;0,34\nE;q2;1;0;0,23\nE;q2;3;" \
                  "50;0,23\n"                                                                                          \
                  "E;q2;5;100;0,23\nE;q3;1;0;0,43\nE;q3;3;50;0,43\nE;q3;5;100;0,43\nE;q9;5;100;0,5\n"                  \
    }
#define ANSWERS(rows)                                                                                                  \
    { {"svar", "enkat;omgang;respondent;kommunkod;fraga;kod;vikt\n" rows}, QUESTIONS }

static const kind_case surveys[] = {
    {"100, 50, not answered: proportional",
     SURVEY "`incomplete`:{`weights`:`proportional`,`min_answered`:1}}",
     ANSWERS("E;2024;a;0480;q1;5;\nE;2024;a;0480;q2;3;\nE;2024;a;0480;q3;;\n"),
     {.period = "2024"},
     "2024: ok 79.8245614035 n=1 sd=null\n",
     NULL},
    {"100, not answered, 50: proportional",
     SURVEY "`incomplete`:{`weights`:`proportional`,`min_answered`:1}}",
     ANSWERS("E;2024;a;0480;q1;5;\nE;2024;a;0480;q2;;\nE;2024;a;0480;q3;3;\n"),
     {.period = "2024"},
     "2024: ok 72.0779220779 n=1 sd=null\n",
     NULL},
    {"100, not answered, 50: equal",
     SURVEY "`incomplete`:{`weights`:`equal`,`min_answered`:1}}",
     ANSWERS("E;2024;a;0480;q1;5;\nE;2024;a;0480;q2;;\nE;2024;a;0480;q3;3;\n"),
     {.period = "2024"},
     "2024: ok 75 n=1 sd=null\n",
     NULL},
    /* b: 0, and has no question of the dimension besides; c answered one, too few; d has only q9 */
    {"too few answers, other questions, other surveys",
     SURVEY "`incomplete`:{`weights`:`equal`,`min_answered`:2}}",
     ANSWERS(
         "E;2024;a;0480;q1;5;\nE;2024;a;0480;q2;3;\nE;2024;b;0480;q1;1;\nE;2024;b;0480;q2;1;\nE;2024;b;0480;q9;5;\n"
         "E;2024;c;0480;q1;5;\nE;2024;d;0480;q9;5;\nX;2024;a;0480;q1;1;\nE;2023;a;0480;q1;5;\nE;2023;a;0480;q2;5;\n"),
     {.period = "2024"},
     "2024: ok 37.5 n=2 sd=53.033008589\n",
     NULL},
    {"the weight of the respondent: (1*100 + 3*0)/4",
     SURVEY "`respondent_weight`:`vikt`,`incomplete`:{`weights`:`equal`,`min_answered`:1}}",
     ANSWERS("E;2024;a;0480;q1;5;1\nE;2024;b;0480;q1;1;3\n"),
     {.period = "2024"},
     "2024: ok 25 n=2 sd=70.7106781187 n_weighted=4 n_effective=1.6\n",
     NULL},
    {"the weight must be known",
     SURVEY "`respondent_weight`:`vikt`,`incomplete`:{`weights`:`equal`,`min_answered`:1}}",
     ANSWERS("E;2024;a;0480;q1;5;1\nE;2024;b;0480;q1;1;\n"),
     {.period = "2024"},
     "refused 4\nbad_weight: m: the weight of 1 respondents is unknown or negative\n",
     NULL},
    {"proportional needs weights",
     BENCH_HEAD "`unit`:`index`,`better`:`higher`,`kind`:`survey_index`,`data`:{`dataset`:`svar`},`respondent`:`"
                "respondent`,`item`:`fraga`,"
                "`points`:`fragor.poang`,`denominator`:`fraga <> 'q9'`,`period`:{`date`:`dag`,`grain`:[`year`]},"
                "`incomplete`:{`weights`:`proportional`,`min_answered`:1}}",
     ANSWERS(""),
     {.period = "2024"},
     "refused 3\nmissing_key: 'incomplete.weights': 'proportional' needs 'item_weight'\n",
     NULL},
};

static void counts_surveys(void **state) {
    (void)state;
    CHECK(surveys);
}

/* ---- continuity ---- */

#define CONTINUITY(formula)                                                                                            \
    BENCH_HEAD "`unit`:`index`,`better`:`higher`,`kind`:`continuity`,`data`:{`dataset`:`besok`,`person`:`person_id`,`" \
               "date`:`datum`},"                                                                                       \
               "`provider`:`lakare`,`formula`:`" formula "`,`period`:{`each`:true,`grain`:[`year`]},"
#define CONTACTS                                                                                                       \
    "`window`:{`months`:12,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`keep_all`,`max_unknown_share`:0.1}"
#define SEQUENCE(rows)                                                                                                 \
    {                                                                                                                  \
        { "besok", "id;person_id;datum;lakare;kommunkod\n" rows }                                                      \
    }
/* A B A B in id order, two a day: neighbours are in order of the key within a day. */
#define ABAB "1;p;2024-01-01;A;0480\n2;p;2024-01-01;B;0480\n3;p;2024-01-02;A;0480\n4;p;2024-01-02;B;0480\n"
#define TEN                                                                                                            \
    "1;p;2024-01-01;A;\n2;p;2024-01-02;A;\n3;p;2024-01-03;A;\n4;p;2024-01-04;A;\n5;p;2024-01-05;A;\n"                  \
    "6;p;2024-01-06;A;\n7;p;2024-01-07;A;\n8;p;2024-01-08;A;\n9;p;2024-01-09;A;\n10;p;2024-01-10;;\n"

static const kind_case continuities[] = {
    {"coc of ABAB",
     CONTINUITY("coc") CONTACTS,
     SEQUENCE(ABAB),
     {.period = "2024"},
     "2024: ok 0.333333333333 n=1 sd=null contacts=4 median=0.333333333333\n",
     NULL},
    {"upc of ABAB",
     CONTINUITY("upc") CONTACTS,
     SEQUENCE(ABAB),
     {.period = "2024"},
     "2024: ok 0.5 n=1 sd=null contacts=4 median=0.5\n",
     NULL},
    {"secon of ABAB",
     CONTINUITY("secon") CONTACTS,
     SEQUENCE(ABAB),
     {.period = "2024"},
     "2024: ok 0 n=1 sd=null contacts=4 median=0\n",
     NULL},
    {"the same with the rows the other way about",
     CONTINUITY("secon") CONTACTS,
     SEQUENCE("4;p;2024-01-02;B;0480\n3;p;2024-01-02;A;0480\n2;p;2024-01-01;B;0480\n1;p;2024-01-01;A;0480\n"),
     {.period = "2024"},
     "2024: ok 0 n=1 sd=null contacts=4 median=0\n",
     NULL},
    {"contacts of a day with one provider are one",
     CONTINUITY("coc") "`window`:{`months`:12,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`merge_same_provider`,`"
                       "max_unknown_share`:0}",
     SEQUENCE("1;p;2024-01-01;A;0480\n2;p;2024-01-01;B;0480\n3;p;2024-01-01;A;0480\n4;p;2024-01-02;A;0480\n"),
     {.period = "2024"},
     "2024: ok 0.333333333333 n=1 sd=null contacts=3 median=0.333333333333\n",
     NULL},
    {"one unknown of ten is not more than a tenth",
     CONTINUITY("upc") CONTACTS,
     SEQUENCE(TEN),
     {.period = "2024"},
     "2024: ok 1 n=1 sd=null contacts=9 median=1\n",
     NULL},
    {"two of eleven are",
     CONTINUITY("upc") CONTACTS,
     SEQUENCE(TEN "11;p;2024-01-11;;\n"),
     {.period = "2024"},
     "",
     "rows=11, persons in windows=1, exclude unknown providers=1, exclude too few contacts=0, "
     "denominator=0"},
    {"first the condition, then the exclusions in order: q is taken by the first that speaks against it",
     CONTINUITY(
         "upc") "`denominator`:`last.kommunkod = '0480'`,`exclude`:[{`id`:`q`,`where`:`first.lakare = 'B'`},{`id`:`r`,`"
                "where`:`first.lakare in ('B', 'C')`}]," CONTACTS,
     SEQUENCE("1;p;2024-01-01;A;0480\n2;p;2024-01-02;A;0480\n3;q;2024-01-01;B;1880\n4;q;2024-01-02;B;1880\n"
              "5;r;2024-01-01;C;0480\n6;r;2024-01-02;C;0480\n7;s;2024-01-01;B;0480\n8;s;2024-01-02;B;0480\n"),
     {.period = "2024"},
     "2024: ok 1 n=1 sd=null contacts=2 median=1\n",
     "rows=8, persons in windows=4, exclude unknown providers=0, exclude too few contacts=0, selected=3, exclude q=1, "
     "exclude r=1, denominator=1"},
    {"a window of twelve months, both ends",
     CONTINUITY("upc") CONTACTS,
     SEQUENCE("1;p;2023-12-31;A;0480\n2;p;2024-01-01;B;0480\n3;p;2024-12-31;B;0480\n4;p;2025-01-01;A;0480\n"),
     {.period = "2024"},
     "2024: ok 1 n=1 sd=null contacts=2 median=1\n",
     NULL},
    {"a window longer than the period",
     CONTINUITY("upc") "`window`:{`months`:18,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`keep_all`,`max_unknown_"
                       "share`:0.1}",
     SEQUENCE("0;p;2023-06-30;A;0480\n1;p;2023-07-01;A;0480\n2;p;2024-01-01;B;0480\n3;p;2024-12-31;B;0480\n"),
     {.period = "2024"},
     "2024: ok 0.666666666667 n=1 sd=null contacts=3 median=0.666666666667\n",
     NULL},
    {"two persons, share and median; the area is that of the last contact",
     CONTINUITY(
         "upc") "`share_at_least`:0.75,`groups`:{`kommunkod`:`last.kommunkod`},`by`:[[],[`kommunkod`]]," CONTACTS,
     SEQUENCE("1;p;2024-01-01;A;1880\n2;p;2024-01-02;A;0480\n3;q;2024-01-01;A;0480\n4;q;2024-01-02;B;1880\n5;r;2024-01-"
              "02;B;1880\n"),
     {.period = "2024"},
     "2024: ok 0.75 n=2 sd=0.353553390593 contacts=4 median=0.75 share_at_least=50\n"
     "2024 kommunkod=0480: ok 1 n=1 sd=null contacts=2 median=1 share_at_least=100\n"
     "2024 kommunkod=1880: ok 0.5 n=1 sd=null contacts=2 median=0.5 share_at_least=0\n",
     NULL},
    {"a diagnosis in the window or before, found by the text of the person",
     CONTINUITY("upc") "`chronic`:{`dataset`:`svar`,`person`:`respondent`,`date`:`dag`,`diagnosis`:`kod`,`codelist`:`"
                       "kroniska`,`months_before`:12}," CONTACTS,
     {{"besok", "id;person_id;datum;lakare\n1;p;2024-01-01;A\n2;p;2024-01-02;A\n3;q;2024-01-01;A\n4;q;2024-01-02;B\n5;"
                "r;2024-01-01;A\n6;r;2024-01-02;A\n"},
      {"svar", "enkat;omgang;respondent;kommunkod;fraga;kod;vikt\nE;2021;x;0480;a;I109;\nE;2022;p;0480;a;I109;\nE;2023;"
               "q;0480;a;I109;\nE;2024;r;0480;a;J00;\n"}},
     {.period = "2024"},
     "2024: ok 0.5 n=1 sd=null contacts=2 median=0.5\n",
     "rows=6, persons in windows=3, exclude unknown providers=0, exclude too few contacts=0, exclude not chronic=2, "
     "denominator=1"},
    {"a window that begins before the deliveries",
     CONTINUITY("upc") CONTACTS,
     {{"besok", "id;person_id;datum;lakare\n1;p;2024-06-01;A\n2;p;2024-07-02;A\n"},
      {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2024-03-01;2024-12-31\n"}},
     {.period = "2024"},
     "2024: ok 1 n=1 sd=null contacts=2 median=1 [incomplete_look_back] [partial]\n",
     NULL},
    {"the same, hidden",
     CONTINUITY("upc") "`window`:{`months`:12,`incomplete`:`hide`},`min_contacts`:2,`same_day`:`keep_all`,`max_unknown_"
                       "share`:0.1}",
     {{"besok", "id;person_id;datum;lakare\n1;p;2024-06-01;A\n2;p;2024-07-02;A\n"},
      {"leveranser", "dataset;lamnare;period_fran;period_till\nbesok;04;2024-03-01;2024-11-30\n"}},
     {.period = "2024"},
     "2024: incomplete_follow_up null n=1 sd=null contacts=2 [incomplete_look_back] [partial]\n",
     NULL},
};

static void counts_continuity(void **state) {
    (void)state;
    bench *b = bench_open();
    bench_write(b, "codelists/kroniska.csv", "# version: 1\n# match: prefix\nkod;namn\nI10;Hypertoni\n");
    for (size_t i = 0; i < sizeof continuities / sizeof *continuities; i++)
        check_case(b, &continuities[i]);
    bench_close(b);
}

/* 29 unknown of 100 is a share of exactly 0.29, which in binary 0.29 * 100 is not. */
static void judges_shares_exactly(void **state) {
    (void)state;
    ind_buffer csv = {0};
    ind_buffer_text(&csv, "id;person_id;datum;lakare\n");
    for (int i = 0; i < 100; i++)
        ind_buffer_format(&csv, "%d;p;2024-01-01;%s\n", i, i < 29 ? "" : "A");
    const kind_case one = {"29 of 100",
                           CONTINUITY("upc") "`window`:{`months`:12,`incomplete`:`keep`},`min_contacts`:2,`same_day`:`"
                                             "keep_all`,`max_unknown_share`:0.29}",
                           {{"besok", csv.data}},
                           {.period = "2024"},
                           "2024: ok 1 n=1 sd=null contacts=71 median=1\n",
                           NULL};
    check_all(&one, 1);
    ind_buffer_free(&csv);
}

/* ---- readmission ---- */

#define READMISSION                                                                                                    \
    BENCH_ENVELOPE "`kind`:`readmission`,`data`:{`dataset`:`vistelser`,`person`:`person_id`,`start`:`in_datum`,`end`:" \
                   "`ut_datum`},"
#define EPISODE                                                                                                        \
    "`episode`:{`join_within_days`:1,`join_when`:`satt = "                                                             \
    "'1'`,`overlap`:`join`,`same_day`:`join`,`ongoing`:`event_only`},"
#define EVENT(take, again)                                                                                             \
    "`event`:{`where`:`first.planerad = 'N'`,`day_from`:1,`day_to`:30,`take`:`" take "`,`event_may_be_index`:" again   \
    "},"
#define FOLLOW_UP(what)                                                                                                \
    "`follow_up`:{`days`:30,`complete_until`:`leveranser`,`incomplete`:`" what "`,`death`:`keep`,`moved`:`keep`},"
#define BY_END(grain) "`period`:{`date`:`end`,`grain`:[" grain "]},"
#define STAYS(rows)                                                                                                    \
    {                                                                                                                  \
        {"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n" rows}, {                              \
            "personer", "person_id\np\nq\n"                                                                            \
        }                                                                                                              \
    }
/* Four episodes: the first of two stays; 11, 8 and 20 days between them; the third is planned. */
#define VECTOR                                                                                                         \
    "1;p;0480;2024-01-01;2024-01-05;1;N\n2;p;0480;2024-01-05;2024-01-09;3;N\n3;p;0480;2024-01-20;2024-01-22;3;N\n"     \
    "4;p;0480;2024-01-30;2024-02-01;3;J\n5;p;1880;2024-02-21;2024-02-25;3;N\n"
#define AS_USUAL EPISODE EVENT("any_later_episode", "true") "`count`:`episodes`," FOLLOW_UP("exclude_index")

static const kind_case readmissions[] = {
    {"the test vector",
     READMISSION AS_USUAL BY_END("`month`,`year`") "`interval`:{`method`:`none`}}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024-01: ok 100 numerator=2 denominator=2\n2024-02: ok 50 numerator=1 denominator=2\n2024: ok 75 numerator=3 "
     "denominator=4\n",
     "rows=5, exclude end before start=0, episodes=4, in period=4, index=4, exclude incomplete follow-up=0, "
     "denominator=4, numerator=3"},
    {"the next episode only: the planned one hides the later",
     READMISSION EPISODE EVENT("next_episode", "true") "`count`:`episodes`," FOLLOW_UP("exclude_index")
         BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 50 numerator=2 denominator=4\n",
     NULL},
    /* E2 is the event of E1 and so no index; E4 that of E3 */
    {"an event is no index",
     READMISSION EPISODE EVENT("any_later_episode", "false") "`count`:`episodes`," FOLLOW_UP("exclude_index")
         BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 100 numerator=2 denominator=2\n",
     "rows=5, exclude end before start=0, episodes=4, in period=4, index=4, exclude event of an earlier "
     "index=2, "
     "exclude incomplete follow-up=0, denominator=2, numerator=2"},
    {"an event is taken by an index before the period of the run",
     READMISSION EPISODE EVENT("any_later_episode", "false") "`count`:`episodes`," FOLLOW_UP("exclude_index")
         BY_END("`month`") "`interval`:{`method`:`none`}}",
     STAYS("1;p;0480;2024-01-20;2024-01-25;3;N\n2;p;0480;2024-02-05;2024-02-08;3;N\n"
           "3;p;0480;2024-02-20;2024-02-22;3;N\n"),
     {.period = "2024-02", .complete_until = "2025-06-30"},
     "2024-02: ok 0 numerator=0 denominator=1\n",
     "rows=3, exclude end before start=0, episodes=3, in period=2, index=2, exclude event of an earlier index=1, "
     "exclude incomplete follow-up=0, denominator=1, numerator=0"},
    {"persons are placed by their last index, whatever the area",
     READMISSION EPISODE EVENT("any_later_episode", "true") "`count`:`persons`," FOLLOW_UP("exclude_index")
         BY_END("`year`") "`groups`:{`kommunkod`:`first.kommunkod`},`by`:[[`kommunkod`],[]]}",
     STAYS(VECTOR "6;q;0480;2024-02-01;2024-02-02;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30", .area = "0480"},
     "2024 kommunkod=0480: ok 0 numerator=0 denominator=1\n",
     "rows=6, exclude end before start=0, episodes=5, in period=5, index=5, exclude incomplete follow-up=0, "
     "denominator=2, numerator=1"},
    {"persons: met if any index is, in the stratum of the last",
     READMISSION EPISODE EVENT("any_later_episode", "true") "`count`:`persons`," FOLLOW_UP("exclude_index")
         BY_END("`month`,`year`") "`groups`:{`kommunkod`:`first.kommunkod`},`by`:[[`kommunkod`]]}",
     STAYS(VECTOR "6;q;0480;2024-02-01;2024-02-02;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024-01 kommunkod=0480: ok 100 numerator=1 denominator=1\n2024-02 kommunkod=0480: ok 0 numerator=0 "
     "denominator=1\n"
     "2024-02 kommunkod=1880: ok 100 numerator=1 denominator=1\n"
     "2024 kommunkod=0480: ok 0 numerator=0 denominator=1\n2024 kommunkod=1880: ok 100 numerator=1 denominator=1\n",
     "rows=6, exclude end before start=0, episodes=5, in period=5, index=5, exclude incomplete follow-up=0, "
     "denominator=2, numerator=1"},
    {"day 30 is inside, day 31 is not",
     READMISSION AS_USUAL BY_END("`year`") "`x-y`:1}",
     STAYS("1;p;0480;2024-01-01;2024-01-10;3;N\n2;p;0480;2024-02-09;2024-02-09;3;N\n3;q;0480;2024-01-01;2024-01-10;3;"
           "N\n4;q;0480;2024-02-10;2024-02-10;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 25 numerator=1 denominator=4\n",
     NULL},
    {"same day: joined",
     READMISSION AS_USUAL BY_END("`year`") "`x-y`:1}",
     STAYS("1;p;0480;2024-01-01;2024-01-10;3;N\n2;p;0480;2024-01-10;2024-01-12;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 0 numerator=0 denominator=1\n",
     NULL},
    {"same day: separate, and day 0 counts if it is said",
     READMISSION "`episode`:{`join_within_days`:1,`join_when`:`satt = "
                 "'1'`,`overlap`:`join`,`same_day`:`separate`,`ongoing`:`event_only`},"
                 "`event`:{`day_from`:0,`day_to`:30,`take`:`any_later_episode`,`event_may_be_index`:true},`count`:`"
                 "episodes`," FOLLOW_UP("exclude_index") BY_END("`year`") "`x-y`:1}",
     STAYS("1;p;0480;2024-01-01;2024-01-10;3;N\n2;p;0480;2024-01-10;2024-01-12;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 50 numerator=1 denominator=2\n",
     NULL},
    {"overlap: separate, unless the code says transfer",
     READMISSION "`episode`:{`join_within_days`:1,`join_when`:`satt = "
                 "'1'`,`overlap`:`separate`,`same_day`:`separate`,`ongoing`:`event_only`}," EVENT(
                     "any_later_episode", "true") "`count`:`episodes`," FOLLOW_UP("exclude_index")
                     BY_END("`year`") "`x-y`:1}",
     STAYS("1;p;0480;2024-01-01;2024-01-10;3;N\n2;p;0480;2024-01-05;2024-01-12;3;N\n3;q;0480;2024-01-01;2024-01-10;1;"
           "N\n4;q;0480;2024-01-05;2024-01-12;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 0 numerator=0 denominator=3\n",
     NULL},
    {"an ongoing stay swallows what follows, is an event, and no index",
     READMISSION AS_USUAL BY_END("`year`") "`x-y`:1}",
     STAYS("1;p;0480;2024-01-01;2024-01-10;3;N\n2;p;0480;2024-01-20;;3;N\n3;p;0480;2024-02-01;2024-02-03;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 100 numerator=1 denominator=1\n",
     NULL},
    {"an end before the start is left out and counted",
     READMISSION AS_USUAL BY_END("`year`") "`x-y`:1}",
     STAYS("1;p;0480;2024-01-01;2024-01-10;3;N\n2;p;0480;2024-01-20;2024-01-19;3;N\n"),
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 0 numerator=0 denominator=1\n",
     "rows=2, exclude end before start=1, episodes=1, in period=1, index=1, exclude incomplete follow-up=0, "
     "denominator=1, numerator=0"},
    /* 25 Feb + 30 days = 26 Mar */
    {"follow-up that ends a day too early: out",
     READMISSION AS_USUAL BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2024-03-25"},
     "2024: ok 100 numerator=3 denominator=3 [preliminary] [partial]\n",
     NULL},
    {"follow-up that is just long enough",
     READMISSION AS_USUAL BY_END("`month`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024-02", .complete_until = "2024-03-26"},
     "2024-02: ok 50 numerator=1 denominator=2 [preliminary]\n",
     NULL},
    {"incomplete, kept and flagged",
     READMISSION EPISODE EVENT("any_later_episode", "true") "`count`:`episodes`," FOLLOW_UP("keep")
         BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2024-03-25"},
     "2024: ok 75 numerator=3 denominator=4 [preliminary] [partial]\n",
     NULL},
    {"incomplete, hidden",
     READMISSION EPISODE EVENT("any_later_episode", "true") "`count`:`episodes`," FOLLOW_UP("hide")
         BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2024-03-25"},
     "2024: incomplete_follow_up null numerator=3 denominator=4 [preliminary] [partial]\n",
     NULL},
    {"how far the deliveries of the county reach",
     READMISSION AS_USUAL BY_END("`year`") "`groups`:{`kommunkod`:`first.kommunkod`},`by`:[[`kommunkod`]]}",
     {{"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;p;0480;2024-11-01;2024-11-10;3;N\n2;q;"
                    "1880;2024-11-01;2024-11-10;3;N\n"},
      {"personer", "person_id\np\nq\n"},
      {"leveranser", "dataset;lamnare;period_fran;period_till\nvistelser;04;2024-01-01;2025-02-28\nvistelser;18;2024-"
                     "01-01;2024-11-30\n"}},
     {.period = "2024"},
     "2024 kommunkod=0480: ok 0 numerator=0 denominator=1\n",
     NULL},
    {"nobody knows how far the data reach",
     READMISSION AS_USUAL BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024"},
     "refused 2\ncomplete_until: 'm' needs to know how far the data of 'vistelser' reach\n",
     NULL},
    {"moved or dead within follow-up",
     READMISSION EPISODE EVENT("any_later_episode",
                               "true") "`count`:`episodes`,"
                                       "`follow_up`:{`days`:30,`complete_until`:`leveranser`,`incomplete`:`exclude_"
                                       "index`,`death`:`exclude_index`,`moved`:`exclude`}," BY_END("`year`") "`x-y`:1}",
     {{"vistelser", "id;person_id;kommunkod;in_datum;ut_datum;satt;planerad\n1;a;0480;2024-01-01;2024-01-10;3;N\n2;b;"
                    "0480;2024-01-01;2024-01-10;3;N\n"
                    "3;c;0480;2024-01-01;2024-01-10;3;N\n4;d;0480;2024-01-01;2024-01-10;3;N\n5;d;0480;2024-01-20;2024-"
                    "01-20;3;J\n6;e;0480;2024-01-01;2024-01-10;3;N\n7;e;0480;2024-01-20;2024-01-20;3;N\n"},
      {"personer",
       "person_id;dodsdatum;flytt_datum\na;;2024-02-09\nb;;2024-02-10\nc;2024-02-09;\nd;2024-02-19;\ne;2024-02-10;\n"}},
     {.period = "2024", .complete_until = "2025-06-30"},
     "2024: ok 33.3333333333 numerator=1 denominator=3\n",
     "rows=7, exclude end before start=0, episodes=7, in period=7, index=7, exclude moved=1, exclude "
     "incomplete follow-up=0, "
     "exclude death within follow-up=3, denominator=3, numerator=1"},
    {"follow-up shorter than the window",
     READMISSION EPISODE EVENT("any_later_episode",
                               "true") "`count`:`episodes`,"
                                       "`follow_up`:{`days`:29,`complete_until`:`leveranser`,`incomplete`:`keep`,`"
                                       "death`:`keep`,`moved`:`keep`}," BY_END("`year`") "`x-y`:1}",
     STAYS(VECTOR),
     {.period = "2024", .complete_until = "2025-06-30"},
     "refused 3\nwindow: 'follow_up.days' is shorter than 'event.day_to': late events would be missed in silence\n",
     NULL},
};

static void counts_readmissions(void **state) {
    (void)state;
    CHECK(readmissions);
}

/* ---- areas and splits ---- */

#define AREAS PROPORTION "`denominator`:`id is not null`,`numerator`:`coalesce(svar, '') = 'J'`," YEAR "," BENCH_BY_AREA

static const kind_case areas[] = {
    {"a county: a key of the total, and strata; the cells of both are shown once",
     AREAS "`by`:[[],[`lan`],[`kommunkod`]]}",
     SIX_VISITS,
     {.period = "2024", .area = "04"},
     "2024 lan=04: ok 66.6666666667 numerator=2 denominator=3\n"
     "2024 kommunkod=0480: ok 50 numerator=1 denominator=2\n2024 kommunkod=0488: ok 100 numerator=1 denominator=1\n",
     NULL},
    {"a kommun",
     AREAS "`by`:[[`kommunkod`]]}",
     SIX_VISITS,
     {.period = "2024", .area = "0488"},
     "2024 kommunkod=0488: ok 100 numerator=1 denominator=1\n",
     NULL},
    {"no such area",
     AREAS "`by`:[[`kommunkod`]]}",
     SIX_VISITS,
     {.period = "2024", .area = "0499"},
     "refused 2\narea: no area '0499'\n",
     NULL},
    {"a split without area gets each of the areas as a key, in the order asked for",
     AREAS "`by`:[[],[`kommunkod`]]}",
     SIX_VISITS,
     {.period = "2024", .area = "04"},
     "2024 lan=04: ok 66.6666666667 numerator=2 denominator=3\n2024 kommunkod=0480: ok 50 numerator=1 denominator=2\n"
     "2024 kommunkod=0488: ok 100 numerator=1 denominator=1\n",
     NULL},
    {"a county that is no group of its own, summed over its kommuner",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`coalesce(svar, '') = 'J'`," YEAR
                ",`groups`:{`kommunkod`:`kommunkod`},`by`:[[]]}",
     SIX_VISITS,
     {.period = "2024", .area = "04"},
     "2024 area=04: ok 66.6666666667 numerator=2 denominator=3\n",
     NULL},
    {"a kommun in a split by county and kommun",
     AREAS "`by`:[[`lan`,`kommunkod`],[`lan`]]}",
     SIX_VISITS,
     {.period = "2024", .area = "0480"},
     "2024 lan=04 kommunkod=0480: ok 50 numerator=1 denominator=2\n",
     NULL},
    {"a measure that knows no areas is skipped, which is no fault",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`," YEAR "}",
     SIX_VISITS,
     {.period = "2024", .area = "04"},
     "refused 0\nthe definition has no group that tells the areas asked for\n",
     NULL},
    {"one split",
     AREAS "`by`:[[],[`lan`],[`kommunkod`,`lan`]]}",
     SIX_VISITS,
     {.period = "2024", .split = "lan,kommunkod"},
     "2024 kommunkod=0480 lan=04: ok 50 numerator=1 denominator=2\n2024 kommunkod=0488 lan=04: ok 100 numerator=1 "
     "denominator=1\n"
     "2024 kommunkod=1880 lan=18: ok 50 numerator=1 denominator=2\n",
     NULL},
    {"the total",
     AREAS "`by`:[[],[`lan`]]}",
     SIX_VISITS,
     {.period = "2024", .split = ""},
     "2024: ok 60 numerator=3 denominator=5\n",
     NULL},
    {"the total of a definition without splits",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`," YEAR "}",
     SIX_VISITS,
     {.period = "2024", .split = ""},
     "2024: ok 20 numerator=1 denominator=5\n",
     NULL},
    {"a split that it lacks",
     PROPORTION "`denominator`:`id is not null`,`numerator`:`svar is null`," YEAR "}",
     SIX_VISITS,
     {.period = "2024", .split = "lan"},
     "refused 2\nsplit: no chosen definition is reported by 'lan'\n",
     NULL},
};

static void cuts_to_areas(void **state) {
    (void)state;
    CHECK(areas);
}

/* 0.7 * 90 is less than 63 in floating point, 63 / 90 is 0.7. */
static void shares_at_a_limit(void **state) {
    (void)state;
    assert_false(ind_share_exceeds(63, 90, 0.7));
    assert_true(ind_share_exceeds(64, 90, 0.7));
    assert_false(ind_share_exceeds(1, 3, 1.0 / 3));
    assert_false(ind_share_exceeds(0, 1, 0));
    assert_true(ind_share_exceeds(1, 1, 0.999));
    for (int64_t whole = 1; whole <= 1000; whole++)
        for (int64_t tenth = 0; tenth <= 10; tenth++)
            if (whole * tenth % 10 == 0) /* exactly the limit, however it is written */
                assert_false(ind_share_exceeds(whole * tenth / 10, whole, (double)tenth / 10));
}

/* What the arrays of a measure have room for, and what is looked up by number. */
static void tables_hold(void **state) {
    (void)state;
    size_t kinds;
    const ind_kind_spec *const *specs = ind_kind_specs(&kinds);
    for (size_t k = 0; k < kinds; k++) {
        size_t shared;
        ind_envelope(&shared);
        assert_true(shared + specs[k]->param_count <= IND_MAX_PARAMS);
        for (size_t i = 0; i < specs[k]->param_count; i++) {
            const ind_param_spec *spec = &specs[k]->params[i];
            if (spec->path == NULL) /* a number without a parameter */
                fail_msg("%s: parameter %zu is not there", specs[k]->name, i);
            assert_true(spec->feed < IND_MAX_FEEDS);
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(spec->path, specs[k]->params[j].path);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_at_a_limit),   cmocka_unit_test(counts_proportions),
        cmocka_unit_test(counts_means),        cmocka_unit_test(counts_surveys),
        cmocka_unit_test(counts_continuity),   cmocka_unit_test(judges_shares_exactly),
        cmocka_unit_test(counts_readmissions), cmocka_unit_test(cuts_to_areas),
        cmocka_unit_test(tables_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
