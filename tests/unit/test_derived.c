/* test_derived.c - what follows from the cells of reports that were written by hand: who is compared with whom, who is
 * not, and what is said of it.
 *
 * A report is a JSON text with ` for "; what it says of comparisons is worked out anew and held against a list: the
 * cell, with what, the value and its limits (worked out by R: prop.test without correction, poisson.test, MOVER), the
 * word. */
#include "figures/read.h"
#include "indikator/derived.h"
#include "indikator/signals.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                                           \
    "{`format`:`indikator-report/1`,`class`:`internal`,`generator`:{`name`:`indikator`,`version`:`1`},"                \
    "`run`:{`period`:null,`options`:{`max_rejected`:0.1,`key_check`:true}},`inputs`:[],`indicators`:["
#define MEASURE(id, kind, unit, better, more, compare, periods, cells)                                                 \
    "{`id`:`" id "`,`version`:`1`,`kind`:`" kind "`,`state`:`computed`,`hash`:`h`,`logic_hash`:`l`,"                   \
    "`title`:{`sv`:`t`,`en`:`t`},`unit`:`" unit "`,`decimals`:1,`better`:`" better "`" more ",`flow`:[],"              \
    "`compare`:{`measure`:`difference`,`made`:[]," compare "},"                                                        \
    "`periods`:[" periods "],`groups`:[],`results`:[" cells "]}"
#define TAIL "]}"
#define P(label, grain, from, to) "{`period`:`" label "`,`grain`:`" grain "`,`from`:`" from "`,`to`:`" to "`}"
#define Y23 P("2023", "year", "2023-01-01", "2023-12-31")
#define Y24 P("2024", "year", "2024-01-01", "2024-12-31")
/* 54 of 110, 30 of 110 */
#define CELL(period, grain, group, more)                                                                               \
    "{`period`:`" period "`,`grain`:`" grain "`,`group`:{" group "},`status`:`ok`" more "}"
#define HIGH                                                                                                           \
    ",`value`:49.0909090909,`numerator`:54,`denominator`:110,`intervals`:[{`level`:0.95,`low`:39.9382912302,"          \
    "`high`:58.3048795613}]"
#define LOW                                                                                                            \
    ",`value`:27.2727272727,`numerator`:30,`denominator`:110,`intervals`:[{`level`:0.95,`low`:19.8226849178,"          \
    "`high`:36.2565848685}]"
#define TIME "`with`:[`year_before`]"
#define RISE                                                                                                           \
    HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,                                        \
                 CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL

typedef struct {
    uint32_t cell;
    ind_with with;
    double value, low, high;
    ind_word word;
} want;

enum { MOST = 4 };
static const struct {
    const char *name, *text;
    size_t count;
    want wanted[MOST];
    ind_apart apart; /* of the first of what was asked for, where nothing was compared */
} cases[] = {
    {"a rise", RISE, 1, {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}}, 0},
    {"a rise that is bad",
     HEAD MEASURE("m", "proportion", "percent", "lower", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_WORSE}},
     0},
    {"no direction",
     HEAD MEASURE("m", "proportion", "percent", "neither", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_NONE}},
     0},
    {"significant, and just not greater than the least that is spoken of",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME ",`least_difference`:22", Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_NONE}},
     0},
    {"just as great",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME ",`least_difference`:20", Y23 "," Y24,
                  CELL("2023", "year", "", ",`value`:30,`intervals`:[{`level`:0.95,`low`:29,`high`:31}]") "," CELL(
                      "2024", "year", "", ",`value`:50,`intervals`:[{`level`:0.95,`low`:49,`high`:51}]")) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 20, 18.5857864376, 21.4142135624, IND_WORD_NONE}},
     0},
    {"just greater than it",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME ",`least_difference`:21.8", Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"alike",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", LOW)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 0, -11.6710251645, 11.6710251645, IND_WORD_NO_DIFFERENCE}},
     0},
    {"preliminary",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", ",`flags`:[`preliminary`]" HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_FLAGGED},
    {"partial before",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", ",`flags`:[`partial`]" LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_FLAGGED},
    {"findings in the data of the measure",
     HEAD MEASURE("m", "proportion", "percent", "higher", ",`flags`:[`data_findings`]", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_FLAGGED},
    {"rows in the first and the last level, which forbids nothing",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", ",`flags`:[`mixed`]" HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"a break between, which no cell has a flag of",
     HEAD MEASURE("m", "proportion", "percent", "higher", ",`series`:{`breaks`:[`2024-01-01`]}", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_FLAGGED},
    {"a break on the first day of the one before",
     HEAD MEASURE("m", "proportion", "percent", "higher", ",`series`:{`breaks`:[`2023-01-01`]}", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"a break after both",
     HEAD MEASURE("m", "proportion", "percent", "higher", ",`series`:{`breaks`:[`2025-01-01`]}", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"figures that need a caution",
     HEAD MEASURE("m", "before_after", "ratio", "lower", ",`caution`:{`sv`:`v`,`en`:`v`}", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_CAUTION},
    {"no interval at 0.95",
     HEAD MEASURE("m", "quantile", "days", "lower", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "", ",`value`:3,`n`:4") "," CELL("2024", "year", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_NO_INTERVAL},
    {"twelve months earlier, not the month before",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME,
                  P("2022-03..2023-02", "rolling12", "2022-03-01", "2023-02-28") "," P(
                      "2023-02..2024-01", "rolling12", "2023-02-01",
                      "2024-01-31") "," P("2023-03..2024-02", "rolling12", "2023-03-01", "2024-02-29"),
                  CELL("2022-03..2023-02", "rolling12", "", LOW) "," CELL(
                      "2023-02..2024-01", "rolling12", "", LOW) "," CELL("2023-03..2024-02", "rolling12", "", HIGH))
         TAIL,
     1,
     {{2, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"pooled years overlap",
     HEAD MEASURE(
         "m", "proportion", "percent", "higher", "", TIME,
         P("2022-01..2023-12", "pooled_years", "2022-01-01", "2023-12-31") "," P("2023-01..2024-12", "pooled_years",
                                                                                 "2023-01-01", "2024-12-31"),
         CELL("2022-01..2023-12", "pooled_years", "", LOW) "," CELL("2023-01..2024-12", "pooled_years", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_NO_PAIR},
    {"months are not for year_before",
     HEAD MEASURE(
         "m", "proportion", "percent", "higher", "", TIME,
         P("2023-02", "month", "2023-02-01", "2023-02-28") "," P("2024-02", "month", "2024-02-01", "2024-02-29"),
         CELL("2023-02", "month", "", LOW) "," CELL("2024-02", "month", "", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_NO_PAIR},
    {"the same month, of a leap year",
     HEAD MEASURE(
         "m", "proportion", "percent", "higher", "", "`with`:[`same_month`]",
         P("2023-02", "month", "2023-02-01", "2023-02-28") "," P("2024-02", "month", "2024-02-01", "2024-02-29"),
         CELL("2023-02", "month", "", LOW) "," CELL("2024-02", "month", "", HIGH)) TAIL,
     1,
     {{1, IND_WITH_SAME_MONTH, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"each group with its own",
     HEAD MEASURE("m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,
                  CELL("2023", "year", "`g`:`a`", LOW) "," CELL("2024", "year", "`g`:`b`", HIGH)) TAIL,
     0,
     {{0}},
     IND_APART_NO_PAIR},
    {"who was asked of a population, over time as if it had no end",
     HEAD MEASURE(
         "m", "proportion", "percent", "higher", "", TIME, Y23 "," Y24,
         CELL("2023", "year", "", LOW) "," CELL(
             "2024", "year", "",
             ",`value`:49.0909090909,`numerator`:54,`denominator`:110,`n_effective`:220,`sampling_fraction`:0.5,"
             "`intervals`:[{`level`:0.95,`low`:42.5,`high`:55.7}]")) TAIL,
     1,
     {{1, IND_WITH_YEAR_BEFORE, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_BETTER}},
     0},
    {"a ratio of rates",
     HEAD MEASURE("m", "rate", "percent", "lower", "", "`with`:[`year_before`]", Y23 "," Y24,
                  CELL("2023", "year", "", ",`value`:40,`events`:20,`population`:50") "," CELL(
                      "2024", "year", "", ",`value`:12,`events`:6,`population`:50")) TAIL,
     0,
     {{0}},
     IND_APART_NO_INTERVAL},
    {"targets",
     HEAD MEASURE("m", "proportion", "percent", "higher", ",`target`:36.2565848685", "`with`:[`target`]", Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     2,
     {{0, IND_WITH_TARGET, -8.9838575958, -16.4338999507, 0, IND_WORD_UNCERTAIN},
      {1, IND_WITH_TARGET, 12.8343242224, 3.6817063617, 22.0482946928, IND_WORD_REACHES}},
     0},
    {"a target that lower values reach",
     HEAD MEASURE("m", "proportion", "percent", "lower", ",`target`:36.2565848685", "`with`:[`target`]", Y23 "," Y24,
                  CELL("2023", "year", "", LOW) "," CELL("2024", "year", "", HIGH)) TAIL,
     2,
     {{0, IND_WITH_TARGET, -8.9838575958, -16.4338999507, 0, IND_WORD_REACHES},
      {1, IND_WITH_TARGET, 12.8343242224, 3.6817063617, 22.0482946928, IND_WORD_MISSES}},
     0},
    {"a target without direction",
     HEAD MEASURE("m", "proportion", "percent", "contextual", ",`target`:30", "`with`:[`target`]", Y23,
                  CELL("2023", "year", "", LOW)) TAIL,
     0,
     {{0}},
     IND_APART_NO_TARGET},
    {"one sex with the other, once",
     HEAD MEASURE("m", "proportion", "percent", "neither", "", "`with`:[`sex`],`sex`:{`group`:`kon`,`codes`:[`K`,`M`]}",
                  Y23,
                  CELL("2023", "year", "`kon`:`K`", HIGH) "," CELL("2023", "year", "`kon`:`M`", LOW) "," CELL(
                      "2023", "year", "`kon`:null", LOW) "," CELL("2023", "year", "", LOW)) TAIL,
     1,
     {{0, IND_WITH_SEX, 21.8181818182, 8.99320185694, 33.6672485713, IND_WORD_HIGHER}},
     0},
};

static ind_report *read_report(const char *text) {
    char *json = strdup(text);
    for (char *at = json; (at = strchr(at, '`')) != NULL;)
        *at = '"';
    ind_diag *diag = ind_diag_new();
    ind_report *report = NULL;
    if (ind_report_parse("hand", ind_str_of(json), diag, &report) != IND_OK)
        fail_msg("%s in %s", ind_diag_at(diag, 0)->message, json);
    ind_diag_free(diag);
    free(json);
    return report;
}

static bool near(double a, double b) {
    return fabs(a - b) < 1e-9 * (1 + fabs(b));
}

static void compares(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_report *report = read_report(cases[i].text);
        ind_report_derive(report);
        const ind_report_measure *m = &report->measures[0];
        if (m->comparison_count != cases[i].count)
            fail_msg("%s: %zu comparisons", cases[i].name, m->comparison_count);
        if (m->compare.made_count != 1 || m->compare.made[0].apart != cases[i].apart)
            fail_msg("%s: apart for %d", cases[i].name, (int)m->compare.made[0].apart);
        for (size_t k = 0; k < cases[i].count; k++) {
            const ind_report_comparison *got = &m->comparisons[k];
            const want *w = &cases[i].wanted[k];
            if (got->cell != w->cell || got->with != w->with || got->word != w->word || !near(got->value, w->value) ||
                !near(got->low, w->low) || !near(got->high, w->high))
                fail_msg("%s: cell %u, %s, %.12g (%.12g to %.12g), word %d", cases[i].name, got->cell,
                         ind_with_name(got->with), got->value, got->low, got->high, (int)got->word);
        }
        ind_report_free(report);
    }
}

/* ---- a part and the rest ---- */

#define AREAS                                                                                                          \
    ",`areas`:[{`group`:`kommun`,`within`:`lan`,`whole`:`04`,`count`:3,`level`:0.95,`codes`:[`0480`,`0484`,`0488`]}]"
#define SHARE ",`value`:49.0909090909,`numerator`:54,`denominator`:110"
#define WHOLE ",`value`:40,`numerator`:80,`denominator`:200,`intervals`:[{`level`:0.95,`low`:33.4568,`high`:46.9238}]"
static const struct {
    const char *name, *whole, *part;
    double against, low, high; /* of the rest; of the difference.  NaN: there is no rest */
} rests[] = {
    {"a share", WHOLE, HIGH, 100.0 * 26 / 90, 6.590291578633, 32.634464914652},
    {"a share with exact limits", WHOLE,
     SHARE ",`intervals`:[{`level`:0.95,`low`:39.433065971061,`high`:58.798915255447}]", 100.0 * 26 / 90,
     5.928569277669, 33.489750690920},
    {"a share with weights", ",`value`:40,`numerator`:80,`denominator`:200,`n_weighted`:300,`n_effective`:150",
     SHARE
     ",`n_weighted`:100,`n_effective`:60,`intervals`:[{`level`:0.95,`low`:36.882540448438,`high`:61.408681100894}]",
     (40 * 300 - 49.0909090909 * 100) / 200, -3.42017932834, 29.72194180438},
    {"a share of clustered rows", ",`value`:40,`numerator`:80,`denominator`:200,`n_effective`:100",
     SHARE ",`n_effective`:60,`intervals`:[{`level`:0.95,`low`:36.882540448438,`high`:61.408681100894}]",
     100.0 * 26 / 90, 1.262522377242, 36.822684078573},
    {"limits of another kind", WHOLE, SHARE ",`intervals`:[{`level`:0.95,`low`:39,`high`:58}]", NAN, NAN, NAN},
    {"more in the part than in the whole", ",`value`:25,`numerator`:50,`denominator`:200", HIGH, NAN, NAN, NAN},
    {"nothing but the part", ",`value`:49.0909090909,`numerator`:54,`denominator`:110", HIGH, NAN, NAN, NAN},
    {"sums", ",`value`:40,`numerator`:80,`denominator`:200,`rows`:9", HIGH ",`rows`:3", NAN, NAN, NAN},
    {"no counts", ",`value`:40,`n`:200", ",`value`:40,`n`:20,`intervals`:[{`level`:0.95,`low`:30,`high`:50}]", NAN, NAN,
     NAN},
    {"a mean", ",`value`:4,`n`:10,`sd`:2",
     ",`value`:6,`n`:4,`sd`:1,`intervals`:[{`level`:0.95,`low`:4.4087768473581,`high`:7.5912231526419}]",
     (40.0 - 24.0) / 6, 1.351669808145, 5.314996858522},
    {"a mean of an index", ",`value`:4,`n`:10,`sd`:2",
     ",`value`:6,`n`:4,`sd`:1,`intervals`:[{`level`:0.95,`low`:4.3,`high`:7.4}]", NAN, NAN, NAN},
    {"a rate", ",`value`:27.5,`events`:44,`population`:160",
     ",`value`:12,`events`:6,`population`:50,`intervals`:[{`level`:0.95,`low`:4.4037885069817,`high`:26.118948045037}]",
     100.0 * 38 / 110, -37.491901488636, -5.184650602246},
    {"a rate of events that belong together", ",`value`:27.5,`events`:44,`population`:160",
     ",`value`:12,`events`:6,`population`:50,`intervals`:[{`level`:0.95,`low`:3,`high`:30}]", NAN, NAN, NAN},
    {"a standardised rate", ",`value`:28,`events`:44,`population`:160",
     ",`value`:12,`events`:6,`population`:50,`intervals`:[{`level`:0.95,`low`:4.4037885069817,`high`:26.118948045037}]",
     NAN, NAN, NAN},
};

static void compares_with_the_rest(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        ind_arena *arena = ind_arena_new();
        char *text = ind_arena_format(arena,
                                      HEAD MEASURE("m", "mean", "percent", "neither", AREAS, "`with`:[`whole`]", Y23,
                                                   CELL("2023", "year", "`lan`:`04`",
                                                        "%s") "," CELL("2023", "year", "`kommun`:`0480`", "%s")) TAIL,
                                      rests[i].whole, rests[i].part);
        ind_report *report = read_report(text);
        ind_report_derive(report);
        const ind_report_measure *m = &report->measures[0];
        bool none = isnan(rests[i].against);
        if (m->comparison_count != !none ||
            (!none && (!near(m->comparisons[0].against, rests[i].against) ||
                       !near(m->comparisons[0].low, rests[i].low) || !near(m->comparisons[0].high, rests[i].high))))
            fail_msg("%s: %zu comparisons, against %.12g, %.12g to %.12g", rests[i].name, m->comparison_count,
                     m->comparison_count == 0 ? (double)NAN : m->comparisons[0].against,
                     m->comparison_count == 0 ? (double)NAN : m->comparisons[0].low,
                     m->comparison_count == 0 ? (double)NAN : m->comparisons[0].high);
        if (none)
            assert_int_equal(m->compare.made[0].apart, IND_APART_NO_REST);
        ind_report_free(report);
        ind_arena_free(arena);
    }
}

/* ---- flags ---- */

static void leaves_out_what_is_flagged(void **state) {
    (void)state;
    const char *flag;
    for (size_t i = 0; (flag = ind_flag_name((1u << IND_FLAGS) - 1, i)) != NULL; i++) {
        ind_arena *arena = ind_arena_new();
        char *text =
            ind_arena_format(arena,
                             HEAD MEASURE("m", "proportion", "percent", "higher", ",`target`:90", "`with`:[`target`]",
                                          Y23, CELL("2023", "year", "", ",`flags`:[`%s`]" LOW)) TAIL,
                             flag);
        ind_report *report = read_report(text);
        ind_report_derive(report);
        size_t count = report->measures[0].comparison_count;
        bool judged = strcmp(flag, "mixed") == 0 || strcmp(flag, "population_noise") == 0;
        if (count != judged)
            fail_msg("%s: %zu comparisons", flag, count);
        ind_report_free(report);
        ind_arena_free(arena);
    }
}

/* ---- funnels and charts ---- */

#define FUNNEL ",`funnel`:{`centre`:`whole`,`overdispersion`:`none`}" AREAS
static const struct {
    const char *name, *whole;
    double size, low, high, outer_low, outer_high;
    ind_funnel_place place, outer;
} funnels[] = {
    {"binomial", WHOLE, 110, 30.45379521129, 48.80422667357, 25.46675928039, 54.20877444061, IND_FUNNEL_ABOVE,
     IND_FUNNEL_INSIDE},
    {"half as many, for the design", WHOLE ",`n_effective`:100", 55, 26.25118015837, 52.25147000354, 19.30686621101,
     59.83236528710, IND_FUNNEL_INSIDE, IND_FUNNEL_INSIDE},
};

static void places_in_a_funnel(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof funnels / sizeof *funnels; i++) {
        ind_arena *arena = ind_arena_new();
        char *text = ind_arena_format(
            arena,
            HEAD MEASURE("m", "proportion", "percent", "neither", FUNNEL, "`with`:[`target`]", Y23,
                         CELL("2023", "year", "`lan`:`04`", "%s") "," CELL("2023", "year", "`kommun`:`0480`", HIGH))
                TAIL,
            funnels[i].whole);
        ind_report *report = read_report(text);
        ind_report_derive(report);
        const ind_report_in_funnel *f = ind_report_funnel_of(&report->measures[0], 1);
        assert_int_equal(report->measures[0].funnel_count, 1);
        assert_non_null(f);
        if (!near(f->size, funnels[i].size) || !near(f->low, funnels[i].low) || !near(f->high, funnels[i].high) ||
            !near(f->outer_low, funnels[i].outer_low) || !near(f->outer_high, funnels[i].outer_high) ||
            f->place != funnels[i].place || f->outer_place != funnels[i].outer)
            fail_msg("%s: size %.12g, %.12g to %.12g, %.12g to %.12g", funnels[i].name, f->size, f->low, f->high,
                     f->outer_low, f->outer_high);
        ind_report_free(report);
        ind_arena_free(arena);
    }
}

/* A year of months from 2023-01 on; "." has no value, "p" is preliminary.  h: 60 of 100, l: 40 of 100, m: 50. */
static char *series_text(ind_arena *arena, const char *points, const char *more) {
    const char *periods = "", *cells = "";
    for (size_t i = 0; points[i] != '\0'; i++) {
        int year = 2023 + (int)i / 12, month = (int)i % 12 + 1, x = points[i] == 'h' ? 60 : points[i] == 'l' ? 40 : 50;
        periods =
            ind_arena_format(arena, "%s%s{`period`:`%d-%02d`,`grain`:`month`,`from`:`%d-%02d-01`,`to`:`%d-%02d-28`}",
                             periods, i == 0 ? "" : ",", year, month, year, month, year, month);
        const char *value = points[i] == '.'
                                ? "`status`:`no_data`,`value`:null"
                                : ind_arena_format(arena, "`status`:`ok`%s,`value`:%d,`numerator`:%d,`denominator`:100",
                                                   points[i] == 'p' ? ",`flags`:[`preliminary`]" : "", x, x);
        cells = ind_arena_format(arena, "%s%s{`period`:`%d-%02d`,`grain`:`month`,`group`:{},%s}", cells,
                                 i == 0 ? "" : ",", year, month, value);
    }
    return ind_arena_format(arena,
                            HEAD MEASURE("m", "proportion", "percent", "neither",
                                         ",`signals`:{`chart`:%s,`too_few`:0,`charts`:[]}", "`with`:[`target`]", "%s",
                                         "%s") TAIL,
                            more, periods, cells);
}

#define RUN "`run`,`grain`:[`month`],`rules`:[`long_run`,`few_crossings`]"
#define P_CHART "`p`,`grain`:[`month`],`rules`:[`beyond_limits`]"
static const struct {
    const char *name, *points, *chart;
    int64_t too_few;
    size_t points_kept;
    double centre;
    const char *signals; /* "rule from to;" */
} series[] = {
    {"eleven points", "hlhlhlhlhlh", RUN, 1, 0, 0, ""},
    {"twelve", "hlhlhlhlhlhl", RUN, 0, 12, 50, ""},
    {"twelve of which one is on the centre", "hlhlhlmhlhlhl", RUN, 0, 13, 50, ""},
    {"twelve of which two are on the centre", "hlhlhmmlhlhl", RUN, 1, 0, 0, ""},
    {"no value and preliminary are left out", "hl.hlhplhlhlhl", RUN, 0, 12, 50, ""},
    {"a long run", "llllllllhhhhhhhh", RUN, 0, 16, 50, "long_run 2023-01 2023-08;few_crossings  ;"},
    {"a run of seven of twelve is none", "lllllllhhhhhhhlhlhlh", RUN, 0, 20, 50, ""},
    {"a p-chart", "hhhhhhlhhhhh", P_CHART, 0, 12, 100.0 * 700 / 1200, "beyond_limits 2023-07 2023-07;"},
    {"a p-chart of points that are alike", "hhhhhhhhhhhh", P_CHART, 0, 12, 60, ""},
    {"a frozen centre", "llllllllllllhhhh",
     "`run`,`grain`:[`month`],`rules`:[`long_run`],`baseline`:{`from`:`2023-01-01`,`to`:`2023-12-31`}", 1, 0, 0, ""},
    {"a p-chart frozen", "llllllllllllhhhh", P_CHART ",`baseline`:{`from`:`2023-01-01`,`to`:`2023-12-31`}", 0, 16, 40,
     "beyond_limits 2024-01 2024-01;beyond_limits 2024-02 2024-02;beyond_limits 2024-03 2024-03;beyond_limits 2024-04 "
     "2024-04;"},
    {"eleven points in the baseline", "llllllllllllhhhh", P_CHART ",`baseline`:{`from`:`2023-02-01`,`to`:`2023-12-31`}",
     1, 0, 0, ""},
};

static void looks_at_series(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
        ind_arena *arena = ind_arena_new();
        ind_report *report = read_report(series_text(arena, series[i].points, series[i].chart));
        ind_report_derive(report);
        const ind_report_measure *m = &report->measures[0];
        const ind_report_chart *chart = m->chart_count == 1 ? &m->charts[0] : NULL;
        const char *found = "";
        for (size_t s = 0; chart != NULL && s < chart->signal_count; s++)
            found =
                ind_arena_format(arena, "%s%s %.*s %.*s;", found, ind_signal_name((ind_signal)chart->signals[s].rule),
                                 IND_STR_ARGS(chart->signals[s].from), IND_STR_ARGS(chart->signals[s].to));
        if (m->signals.too_few != series[i].too_few || (chart == NULL) != (series[i].points_kept == 0) ||
            strcmp(found, series[i].signals) != 0 ||
            (chart != NULL && (chart->points != series[i].points_kept || !near(chart->centre, series[i].centre))))
            fail_msg("%s: %zu charts, %lld too few, %zu points around %.12g: %s", series[i].name, m->chart_count,
                     (long long)m->signals.too_few, chart == NULL ? 0 : chart->points,
                     chart == NULL ? (double)NAN : chart->centre, found);
        ind_report_free(report);
        ind_arena_free(arena);
    }
}

/* Rates beside each other: 6 of 50 over 20 of 50, by poisson.test; not where events of one person belong together. */
static void divides_rates(void **state) {
    (void)state;
    static const struct {
        const char *name, *limits;
        size_t count;
    } rates[] = {
        {"no limits", "", 1},
        {"of independent events", ",`intervals`:[{`level`:0.95,`low`:4.4037885069817,`high`:26.118948045037}]", 1},
        {"of events that belong together", ",`intervals`:[{`level`:0.95,`low`:3,`high`:30}]", 0},
        {"of days", ",`rows`:3", 0}};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        ind_arena *arena = ind_arena_new();
        char *text =
            ind_arena_format(arena,
                             HEAD MEASURE("m", "rate", "percent", "lower", "", TIME, Y23 "," Y24,
                                          CELL("2023", "year", "", ",`value`:40,`events`:20,`population`:50") "," CELL(
                                              "2024", "year", "", ",`value`:12,`events`:6,`population`:50%s")) TAIL,
                             rates[i].limits);
        ind_report *report = read_report(text);
        report->measures[0].compare.ratio = true;
        ind_report_derive(report);
        const ind_report_measure *m = &report->measures[0];
        if (m->comparison_count != rates[i].count)
            fail_msg("%s: %zu", rates[i].name, m->comparison_count);
        if (m->comparison_count == 1 &&
            !(near(m->comparisons[0].value, 0.3) && near(m->comparisons[0].low, 0.0985873506651) &&
              near(m->comparisons[0].high, 0.774544469237) && m->comparisons[0].word == IND_WORD_BETTER))
            fail_msg("%s: %.12g", rates[i].name, m->comparisons[0].value);
        ind_report_free(report);
        ind_arena_free(arena);
    }
}

/* Working out twice gives the same as once. */
static void replaces_what_was_there(void **state) {
    (void)state;
    ind_report *report = read_report(RISE);
    ind_report_derive(report);
    ind_report_derive(report);
    assert_int_equal(report->measures[0].comparison_count, 1);
    assert_int_equal(report->measures[0].compare.made_count, 1);
    assert_true(near(report->measures[0].compare.made[0].by_chance, 0.05));
    ind_report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(compares),
                                       cmocka_unit_test(compares_with_the_rest),
                                       cmocka_unit_test(leaves_out_what_is_flagged),
                                       cmocka_unit_test(places_in_a_funnel),
                                       cmocka_unit_test(looks_at_series),
                                       cmocka_unit_test(divides_rates),
                                       cmocka_unit_test(replaces_what_was_there)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
