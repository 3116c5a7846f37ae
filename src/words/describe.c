/* describe.c - what is said of every definition: its head, data, periods and groups, uncertainty, comparison and
 * origin. */
#include "words/describe.h"

#include <stdio.h>

static const char *in_language(ind_words *w, const char *key) {
    const ind_json *texts = ind_json_get(w->measure->node, key);
    const ind_json *text = ind_json_get(texts, w->english ? "en" : "sv");
    return text == NULL || text->text.length == 0 ? NULL : ind_words_text(w, text->text);
}

/* ---- head ---- */

static const ind_coded units[] = {
    {"percent", {"i procent", "in percent"}},
    {"index", {"som ett index", "as an index"}},
    {"count", {"som ett antal", "as a count"}},
    {"days", {"i dagar", "in days"}},
    {"minutes", {"i minuter", "in minutes"}},
    {"persons", {"i antal personer", "in persons"}},
    {"ratio", {"som en kvot", "as a ratio"}},
    {"per_1000", {"per 1 000", "per 1,000"}},
    {"per_10000", {"per 10 000", "per 10,000"}},
    {"per_100000", {"per 100 000", "per 100,000"}},
    {"points", {"i poäng", "in points"}},
    {"per_inhabitant", {"per invånare", "per inhabitant"}},
    {"days_per_inhabitant", {"i dagar per invånare", "in days per inhabitant"}},
    {"sek", {"i kronor", "in kronor"}},
    {"sek_per_person", {"i kronor per person", "in kronor per person"}},
};

static const ind_coded directions[] = {
    {"higher", {"Ett högre värde är bättre.", "A higher value is better."}},
    {"lower", {"Ett lägre värde är bättre.", "A lower value is better."}},
    {"neither", {"Varken ett högre eller ett lägre värde är bättre.", "Neither a higher nor a lower value is better."}},
    {"contextual",
     {"Om ett högt eller lågt värde är bra beror på sammanhanget.", "Whether a high or a low value is good depends."}},
};

static void say_plausible(ind_words *w) {
    const ind_param *range = ind_measure_param(w->measure, "plausible");
    if (range->node == NULL)
        return;
    const char *low = ind_words_number(w, range->node->items[0]->text),
               *high = ind_words_number(w, range->node->items[1]->text);
    ind_words_say(w, "plausible", "Värden mellan %s och %s bedöms som rimliga; andra bör granskas.",
                  "Values between %s and %s are considered plausible; others should be reviewed.", low, high);
}

static ind_bilingual value_of(const ind_measure *m) {
    const ind_kind_words *words = m->kind->words;
    return words->value_of != NULL ? words->value_of(m) : words->value;
}

static void say_head(ind_words *w) {
    const ind_measure *m = w->measure;
    ind_words_begin(w, "measure", "Vad måttet visar", "What is measured");
    const char *description = in_language(w, "description");
    if (description != NULL)
        ind_words_say(w, "description", "%s", "%s", description);
    ind_words_purpose(w);
    if (ind_measure_is_open(m)) {
        ind_words_why_open(w);
        return;
    }
    ind_words_say(w, "kind", "Värdet är %s.", "The value is %s.", ind_words_pick(w, value_of(m)));
    ind_words_say(w, "unit decimals", "Det anges %s med %s.", "It is given %s with %s.", LOOK_UP(w, units, m->unit),
                  m->decimals == 0   ? w->english ? "no decimals" : "hela tal"
                  : m->decimals == 1 ? w->english ? "1 decimal" : "en decimal"
                                     : ind_words_format(w, w->english ? "%d decimals" : "%d decimaler", m->decimals));
    ind_words_say(w, "better", "%s", "%s", LOOK_UP(w, directions, m->better));
    say_plausible(w);
    const ind_param *target = ind_measure_param(w->measure, "target.value");
    if (target->node != NULL)
        ind_words_say(w, "target.value", "Målvärdet är %s.", "The target is %s.",
                      ind_words_number(w, target->node->text));
    ind_words_goal(w);
    ind_words_compared(w);
}

/* ---- data ---- */

void ind_words_data(ind_words *w) {
    ind_words_begin(w, "data", "Underlag", "Data");
    ind_words_say(w, "data.dataset", "Underlaget är datamängden %s.", "The data are the dataset %s.",
                  ind_words_dataset(w, w->measure->feeds[0].dataset));
    ind_words_source_system(w);
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    if (ind_words_of(w, "data.where") == NULL)
        ind_words_say(w, "data.where", "Alla %s i datamängden ingår.", "All %s of the dataset take part.", many);
    ind_words_where(w, "data.where", ind_words_format(w, "Ur datamängden ingår bara %s", many),
                    ind_words_format(w, "Of the dataset, those %s take part", many));
}

void ind_words_denominator(ind_words *w, const char *sv, const char *en) {
    ind_words_chosen(w, "denominator", sv, en);
}

void ind_words_chosen(ind_words *w, const char *path, const char *sv, const char *en) {
    if (ind_words_of(w, path) == NULL)
        ind_words_say(w, path, "%s alla %s.", "%s all %s.", w->english ? en : sv, ind_words_counted(w));
    ind_words_where(w, path, ind_words_format(w, "%s de %s", sv, ind_words_counted(w)),
                    ind_words_format(w, "%s the %s", en, ind_words_counted(w)));
    if (ind_words_of(w, path) != NULL)
        ind_words_say(w, ind_words_format(w, "%s unknown", path),
                      "Går det inte att avgöra om villkoret är uppfyllt räknas det som inte uppfyllt.",
                      "Where it cannot be told whether the condition holds, it is taken as not met.");
    if (ind_measure_param(w->measure, "exclude")->count == 0) {
        ind_words_say(w, "exclude", "Inga undantag görs.", "There are no exclusions.");
        return;
    }
    ind_words_say(w, "exclude",
                  "Följande utesluts, i nämnd ordning, och räknas under den första regel som gäller; går en regel inte "
                  "att pröva utesluter den inte:",
                  "Then the following are excluded, in this order, by the first rule that holds (a rule whose "
                  "condition is unknown does not exclude):");
    ind_words_rules(w, "exclude");
}

void ind_words_weight(ind_words *w, const char *path) {
    const char *weight = ind_words_of(w, path), *the = ind_words_row(w, 0, IND_ROW_THE);
    bool respondent = ind_str_is(ind_str_of(path), "respondent_weight");
    const char *unit = respondent ? (w->english ? "the respondent" : "den svarande") : the;
    const char *all = respondent ? (w->english ? "respondents" : "svarande") : ind_words_row(w, 0, IND_ROW_MANY);
    if (weight == NULL) {
        ind_words_say(w, path, "Alla %s väger lika.", "All %s weigh the same.", all);
        return;
    }
    ind_words_say(w, path, "Som vikt för %s används %s. De antal som redovisas är ovägda.",
                  "The weight of %s is %s. The counts that are shown are unweighted.", unit, weight);
    if (ind_words_is(w, "missing.weight", "exclude"))
        ind_words_say(w, "missing.weight", "Är vikten okänd eller negativ tas %s bort.",
                      "Where the weight is unknown or negative, %s is left out.", unit);
    else
        ind_words_say(w, "missing.weight", "Är vikten okänd eller negativ avbryts beräkningen.",
                      "Where the weight is unknown or negative, the computation stops.");
    if (ind_words_is(w, "period.round_weights", "scaled_to_answers"))
        ind_words_say(
            w, "period.round_weights",
            "Har en period flera omgångar skalas varje omgångs vikter, i varje redovisad grupp, så att de "
            "summerar till omgångens antal %s där.",
            "Where a period has several rounds, the weights of each are scaled, in every group shown, to sum to "
            "the number of its %s there.",
            all);
    else if (ind_words_has(w, "period.round_weights"))
        ind_words_say(w, "period.round_weights", "Har en period flera omgångar tas deras vikter som de har levererats.",
                      "Where a period has several rounds, their weights are taken as delivered.");
}

ind_words *ind_words_describe(ind_arena *arena, ind_catalogue *catalogue, const ind_measure *measure, bool english) {
    ind_words *w = ind_arena_alloc(arena, sizeof *w);
    *w = (ind_words){
        .arena = arena, .catalogue = catalogue, .measure = measure, .diag = ind_diag_new(), .english = english};
    say_head(w);
    if (!ind_measure_is_open(measure)) {
        measure->kind->words->say(w);
        ind_words_relations(w);
        ind_words_reporting(w);
    }
    ind_words_closing(w);
    ind_diag_free(w->diag);
    w->diag = NULL;
    return w;
}
