/* compared_words.c - what values are compared with, how, at which level, and what is then said of them. */
#include "definition/compared.h"
#include "words/describe.h"

static const char *number_at(ind_words *w, const char *path) {
    return ind_words_number(w, ind_measure_param(w->measure, path)->node->text);
}

static void say_way(ind_words *w) {
    long long year = ind_words_integer(w, "target.year");
    if (!ind_words_has(w, "target.year"))
        return;
    ind_words_say(w, "target.year", "Målet ska nås år %lld.", "The target is to be reached in %lld.", year);
    if (ind_words_has(w, "target.baseline.year"))
        ind_words_say(w, "target.baseline.year target.baseline.value",
                      "Vägen dit antas vara en rät linje från %s år %lld; linjen är ett antagande, ingen plan.",
                      "The way there is taken to be a straight line from %s in %lld; the line is an assumption, no "
                      "plan.",
                      number_at(w, "target.baseline.value"), (long long)ind_words_integer(w, "target.baseline.year"));
}

/* "Kvinnor" of code K; the code where the list has no name for it. */
static const char *name_of(ind_words *w, const ind_codelist *list, ind_str code) {
    int name = ind_codelist_attribute(list, w->english ? IND_STR("namn_en") : IND_STR("namn"));
    ptrdiff_t row = ind_codelist_find(list, code, INT32_MIN, INT32_MAX);
    ind_str text = name < 0 || row < 0 ? code : ind_codelist_value(list, (size_t)row, name);
    return ind_words_text(w, text.length == 0 ? code : text);
}

static void say_sex(ind_words *w) {
    ind_str codes[2];
    int group = ind_measure_sex_group(w->measure, codes);
    if (group < 0)
        return;
    const ind_codelist *list = w->measure->groups[group].codelist;
    ind_words_say(w, "compare.with",
                  "%s jämförs med %s på konfidensnivån 95 procent: högre, lägre eller ingen "
                  "statistiskt säkerställd skillnad.",
                  "%s are compared with %s at the confidence level 95%%: higher, lower or no statistically significant "
                  "difference.",
                  name_of(w, list, codes[0]), name_of(w, list, codes[1]));
}

static void say_time(ind_words *w, bool month) {
    bool directed = ind_str_is(w->measure->better, "higher") || ind_str_is(w->measure->better, "lower");
    const char *sv = directed ? "bättre, sämre eller ingen statistiskt säkerställd skillnad"
                              : "inget sägs vara bättre eller sämre",
               *en = directed ? "better, worse or no statistically significant difference"
                              : "nothing is called better or worse";
    if (month)
        ind_words_say(w, "compare.with",
                      "Varje månad jämförs med samma månad året före på konfidensnivån 95 procent: %s.",
                      "Each month is compared with the same month of the year before at the confidence level 95%%: %s.",
                      w->english ? en : sv);
    else
        ind_words_say(w, "compare.with",
                      "Varje period som är längre än en månad jämförs med samma period ett år tidigare på "
                      "konfidensnivån 95 procent: %s.",
                      "Each period longer than a month is compared with the same one a year before at the confidence "
                      "level 95%%: %s.",
                      w->english ? en : sv);
}

static void say_with(ind_words *w, ind_with with) {
    switch (with) {
    case IND_WITH_YEAR_BEFORE:
    case IND_WITH_SAME_MONTH: say_time(w, with == IND_WITH_SAME_MONTH); break;
    case IND_WITH_WHOLE:
        ind_words_say(w, "compare.with",
                      "Varje område jämförs med resten av den helhet som det är en del av, på konfidensnivån "
                      "1 − 0,05/k, där k är helhetens antal områden i kodlistan: högre, lägre eller ingen statistiskt "
                      "säkerställd skillnad.",
                      "Each area is compared with the rest of the whole that it is part of, at the confidence level "
                      "1 − 0.05/k, where k is how many areas the codelist has of the whole: higher, lower or no "
                      "statistically significant difference.");
        break;
    case IND_WITH_SEX: say_sex(w); break;
    case IND_WITH_TARGET:
        ind_words_say(
            w, "compare.with",
            "Värdet når målet om hela intervallet på konfidensnivån 95 procent gör det, når det inte om inget "
            "av intervallet gör det, och är annars osäkert.",
            "The value reaches the target if its whole interval at the confidence level 95%% does, misses it "
            "if none of the interval does, and is uncertain else.");
        break;
    case IND_WITH_PUBLISHED:
        ind_words_say(w, "compare.with",
                      "Värdet jämförs med det publicerade måttet %s för samma period och grupp på konfidensnivån 95 "
                      "procent.",
                      "The value is compared with the published measure %s of the same period and group at the "
                      "confidence level 95%%.",
                      ind_words_text(w, ind_measure_param(w->measure, "compare.published")->text));
        break;
    default: break;
    }
}

static void say_how(ind_words *w) {
    if (ind_param_is(ind_measure_param(w->measure, "compare.measure"), "ratio"))
        ind_words_say(w, "compare.measure", "Jämförelsen är kvoten mellan två tal, med exakta gränser.",
                      "The comparison is the ratio of two rates, with exact limits.");
    else
        ind_words_say(w, "compare.measure",
                      "Jämförelsen är en skillnad, med gränser av de båda värdenas egna intervall (MOVER).",
                      "The comparison is a difference, with limits from the intervals of both values (MOVER).");
    if (ind_words_has(w, "compare.least_difference"))
        ind_words_say(w, "compare.least_difference", "Skillnader över tid som inte är större än %s kommenteras inte.",
                      "Of differences over time that are not greater than %s nothing is said.",
                      number_at(w, "compare.least_difference"));
}

/* ---- signals and funnels ---- */

static const ind_coded rules[] = {
    {"beyond_limits", {"en punkt utanför 3 sigma", "a point beyond 3 sigma"}},
    {"long_run",
     {"en svit på samma sida om mittlinjen som är längre än log₂ n (avrundat) + 3",
      "a run on one side of the centre that is longer than log₂ n (rounded) + 3"}},
    {"few_crossings",
     {"färre korsningar av mittlinjen än 5-procentskvantilen i Bin(n − 1, ½)",
      "fewer crossings of the centre than the 5 percent quantile of Bin(n − 1, ½)"}},
};
static const ind_coded chart_grains[] = {
    {"month", {"månader", "months"}}, {"quarter", {"kvartal", "quarters"}}, {"year", {"år", "years"}}};

static const char *listed(ind_words *w, const char *path, const ind_coded *table, size_t count) {
    const ind_json *node = ind_measure_param(w->measure, path)->node;
    const char **items = ind_arena_alloc(w->arena, (node->count + 1) * sizeof *items);
    for (size_t i = 0; i < node->count; i++)
        items[i] = ind_words_look_up(w, table, count, node->items[i]->text);
    return ind_words_list(w, items, node->count, w->english ? "or" : "eller");
}

static void say_signals(ind_words *w) {
    const ind_param *chart = ind_measure_param(w->measure, "signals.chart");
    if (chart->node == NULL)
        return;
    const char *grains = listed(w, "signals.grain", chart_grains, sizeof chart_grains / sizeof *chart_grains);
    if (ind_param_is(chart, "p"))
        ind_words_say(w, "signals.chart signals.grain",
                      "Serier av %s med minst 12 punkter hålls mot ett p-diagram kring den gemensamma andelen.",
                      "Series of %s with at least 12 points are held against a p-chart around their common share.",
                      grains);
    else
        ind_words_say(w, "signals.chart signals.grain",
                      "Serier av %s med minst 12 punkter hålls mot ett seriediagram kring medianen (Anhøj).",
                      "Series of %s with at least 12 points are held against a run chart around the median (Anhøj).",
                      grains);
    const char *all = ind_measure_param(w->measure, "signals.rules")->node != NULL
                          ? listed(w, "signals.rules", rules, sizeof rules / sizeof *rules)
                          : ind_words_format(w, "%s %s %s", ind_words_pick(w, rules[1].text),
                                             w->english ? "or" : "eller", ind_words_pick(w, rules[2].text));
    if (strstr(all, "log₂ n") != NULL || strstr(all, "Bin(n") != NULL)
        ind_words_say(w, "signals.rules", "En signal är %s, där n är antalet punkter som inte ligger på mittlinjen.",
                      "A signal is %s, where n is how many points are not on the centre.", all);
    else
        ind_words_say(w, "signals.rules", "En signal är %s.", "A signal is %s.", all);
    if (ind_words_has(w, "signals.baseline.from"))
        ind_words_say(w, "signals.baseline.from signals.baseline.to",
                      "Mittlinjen är fryst: den är perioderna från %s till %s.",
                      "The centre is frozen: it is that of the periods from %s to %s.",
                      ind_words_text(w, ind_measure_param(w->measure, "signals.baseline.from")->text),
                      ind_words_text(w, ind_measure_param(w->measure, "signals.baseline.to")->text));
}

static void say_funnel(ind_words *w) {
    if (!ind_words_has(w, "funnel.centre"))
        return;
    ind_words_say(
        w, "funnel.centre",
        "Områden ställs mot en tratt kring värdet för den helhet som de är delar av, med gränser för 95 och 99,8 "
        "procent av områden som liknar den.",
        "Areas are held against a funnel around the value of the whole that they are part of, with limits for "
        "95 and 99.8%% of areas that are like it.");
    ind_words_say(w, "funnel.overdispersion", "Gränserna justeras inte för överspridning.",
                  "The limits are not corrected for overdispersion.");
}

void ind_words_compared(ind_words *w) {
    const ind_param *with = ind_measure_param(w->measure, "compare.with");
    say_way(w);
    for (size_t i = 0; i < with->count; i++)
        say_with(w, (ind_with)with->choices[i]);
    if (with->node != NULL)
        say_how(w);
    else if (ind_words_has(w, "compare.published"))
        ind_words_say(w, "compare.published", "Där det begärs jämförs värdet med det publicerade måttet %s.",
                      "Where it is asked for, the value is compared with the published measure %s.",
                      ind_words_text(w, ind_measure_param(w->measure, "compare.published")->text));
    say_signals(w);
    say_funnel(w);
}
