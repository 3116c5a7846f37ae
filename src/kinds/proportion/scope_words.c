/* scope_words.c - who is to answer, in sentences. */
#include "kinds/proportion/scope.h"

static const char *name_of(ind_words *w) {
    ind_str title = ind_codelist_name(ind_measure_param(w->measure, "scope.codelist")->codelist);
    return ind_words_format(w, "%.*s", IND_STR_ARGS(title));
}

void ind_scope_say(ind_words *w) {
    if (ind_words_has(w, "scope.codelist")) {
        ind_words_begin(w, "scope", "Vilka som ska svara", "Who is to answer");
        ind_words_say(w, "scope.codelist scope.key",
                      "Alla i kodlistan %s som gäller i perioden ska svara, vare sig de har gjort det eller inte; vem "
                      "en rad är från anges av %s. Den som listan inte har räknas inte.",
                      "All that the codelist %s has in the period are to answer, whether they have done so or not; who "
                      "a row is from is told by %s. Who is not on the list does not count.",
                      name_of(w), ind_words_of(w, "scope.key"));
        if (ind_words_is(w, "missing.numerator", "not_met"))
            ind_words_say(w, "scope silent", "Den som inte har svarat är kvar i nämnaren men inte i täljaren.",
                          "Who has not answered stays in the denominator but not in the numerator.");
    }
    if (!ind_words_is(w, "missing.numerator", "unanswered"))
        return;
    ind_words_say(w, "scope bounds",
                  "Värdet är andelen av dem som har svarat. Bredvid redovisas vad det vore om alla som inte har svarat "
                  "hade svarat nej, och om de hade svarat ja, och hur många som har svarat. Har någon inte svarat "
                  "märks värdet ut som ofullständigt.",
                  "The value is the share of those who have answered. Beside it stands what it would be had all who "
                  "have not answered said no, or yes, and how many have answered. Where somebody has not, the value is "
                  "marked as partial.");
}
