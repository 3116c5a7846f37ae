/* about.c - what a definition says of itself in texts: its purpose, source, perspective, open questions and changes. */
#include "words/describe.h"

static const char *text_in(ind_words *w, const ind_json *texts) {
    const ind_json *text = ind_json_get(texts, w->english ? "en" : "sv");
    return text == NULL ? "" : ind_words_text(w, text->text);
}

/* NULL: the definition has none. */
static const char *text_of(ind_words *w, const char *key) {
    const ind_json *node = ind_measure_param(w->measure, key)->node;
    return node == NULL ? NULL : text_in(w, node);
}

void ind_words_purpose(ind_words *w) {
    const char *purpose = text_of(w, "purpose"), *formula = text_of(w, "formula_text");
    if (purpose != NULL)
        ind_words_say(w, "purpose", "Syfte: %s", "Purpose: %s", purpose);
    if (formula != NULL)
        ind_words_say(w, "formula_text", "Formel: %s", "Formula: %s", formula);
}

void ind_words_why_open(ind_words *w) {
    ind_words_say(w, "status#open", "Måttet beräknas inte: ingen regel för det är känd.",
                  "The measure is not computed: no rule for it is known.");
    const char *why = text_of(w, "open");
    ind_words_say(w, "open", "Skäl: %s", "Reason: %s", why == NULL ? "" : why);
}

void ind_words_goal(ind_words *w) {
    const char *goal = text_of(w, "target_text");
    if (goal != NULL)
        ind_words_say(w, "target_text", "Mål: %s", "Goal: %s", goal);
}

/* ---- where the data come from ---- */

static const ind_coded how_often[] = {
    {"day", {"varje dag", "every day"}},
    {"month", {"varje månad", "every month"}},
    {"quarter", {"varje kvartal", "every quarter"}},
    {"half_year", {"varje halvår", "every half-year"}},
    {"year", {"varje år", "every year"}},
    {"two_years", {"vartannat år", "every other year"}},
    {"irregular", {"oregelbundet", "irregularly"}},
};

static const ind_coded perspectives[] = {
    {"consumption",
     {"Konsumtionsperspektiv: områden är där personerna bor.",
      "Consumption perspective: areas are where the persons live."}},
    {"production",
     {"Produktionsperspektiv: områden är där vården ges.", "Production perspective: areas are where care is given."}},
};

void ind_words_source_system(ind_words *w) {
    const char *system = text_of(w, "source_system");
    const ind_param *updated = ind_measure_param(w->measure, "updated"),
                    *area = ind_measure_param(w->measure, "area_perspective");
    if (system != NULL)
        ind_words_say(w, "source_system", "Datakälla: %s", "Source of the data: %s", system);
    if (updated->node != NULL)
        ind_words_say(w, "updated", "Nya värden finns %s.", "There are new figures %s.",
                      LOOK_UP(w, how_often, updated->text));
    if (area->node != NULL)
        ind_words_say(w, "area_perspective", "%s", "%s", LOOK_UP(w, perspectives, area->text));
}

/* ---- open questions, changes ---- */

void ind_words_open_facts(ind_words *w) {
    const ind_json *facts = ind_measure_param(w->measure, "open_facts")->node;
    if (facts == NULL)
        return;
    ind_words_begin(w, "open_facts", "Öppna frågor", "Open questions");
    for (size_t i = 0; i < facts->count; i++)
        ind_words_say(
            w, ind_words_format(w, "open_facts#%zu", i + 1), "%s Det som står i definitionen på %s är ett antagande.",
            "%s What the definition says at %s is an assumption.", text_in(w, ind_json_get(facts->items[i], "text")),
            ind_words_text(w, ind_json_get(facts->items[i], "at")->text));
}

void ind_words_changes(ind_words *w) {
    const ind_json *changes = ind_measure_param(w->measure, "changes")->node;
    if (changes == NULL)
        return;
    const ind_json *newest = changes->items[0];
    ind_words_say(
        w, "changes", "Senaste ändring (%s, version %s): %s Skäl: %s", "Latest change (%s, version %s): %s Reason: %s",
        ind_words_text(w, ind_json_get(newest, "date")->text), ind_words_text(w, ind_json_get(newest, "version")->text),
        text_in(w, ind_json_get(newest, "what")), text_in(w, ind_json_get(newest, "why")));
}
