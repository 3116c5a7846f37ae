/* proportion_words.c - a proportion in sentences. */
#include "kinds/proportion/scope.h"

static void say_missing_numerator(ind_words *w) {
    const char *one = ind_words_row(w, 0, IND_ROW_ONE), *the = ind_words_row(w, 0, IND_ROW_THE);
    if (!ind_words_has(w, "missing.numerator"))
        return;
    if (ind_words_is(w, "missing.numerator", "not_met"))
        ind_words_say(w, "missing.numerator",
                      "Går det inte att avgöra om %s hör till täljaren är %s kvar i nämnaren men inte i täljaren.",
                      "Where it cannot be told whether %s is in the numerator, %s stays in the denominator but not in "
                      "the numerator.",
                      one, the);
    else if (ind_words_is(w, "missing.numerator", "unanswered"))
        ind_words_say(
            w, "missing.numerator",
            "Går det inte att avgöra om %s hör till täljaren är den inget svar, och tas bort ur nämnaren.",
            "Where it cannot be told whether %s is in the numerator, it is no answer, and is taken out of the "
            "denominator.",
            one);
    else if (ind_words_is(w, "missing.numerator", "exclude"))
        ind_words_say(
            w, "missing.numerator", "Går det inte att avgöra om %s hör till täljaren tas %s bort ur nämnaren.",
            "Where it cannot be told whether %s is in the numerator, %s is taken out of the denominator.", one, the);
    else
        ind_words_say(
            w, "missing.numerator", "Går det inte att avgöra om %s i nämnaren hör till täljaren avbryts beräkningen.",
            "Where it cannot be told whether %s of the denominator is in the numerator, the computation stops.", one);
}

static void say_proportion(ind_words *w) {
    ind_rows_say(w);
    ind_words_weight(w, "weight");
    ind_words_begin(w, "numerator", "Täljare", "Numerator");
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    if (ind_words_of(w, "numerator") == NULL && !ind_relations_of_numerator(w->measure))
        ind_words_say(w, "numerator", "I täljaren ingår alla %s i nämnaren.",
                      "The numerator has all %s of the denominator.", many);
    ind_words_where(w, "numerator", ind_words_format(w, "I täljaren ingår de %s i nämnaren", many),
                    ind_words_format(w, "The numerator has those %s of the denominator", many));
    ind_words_numerator_relations(w);
    if (ind_words_has(w, "weight"))
        ind_words_say(w, "weight sums",
                      "Andelen är summan av vikterna i täljaren delad med summan av vikterna i nämnaren.",
                      "The share is the sum of the weights in the numerator over that in the denominator.");
    say_missing_numerator(w);
    ind_scope_say(w);
    ind_frame_say(w, "alla som räknas i nämnaren", "all that count in the denominator");
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_proportion = {
    .value = {"andelen av nämnaren som hör till täljaren", "the share of the denominator that is in the numerator"},
    .say = say_proportion,
};
