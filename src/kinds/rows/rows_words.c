/* rows_words.c - what the row kinds have in common, in sentences. */
#include "kinds/rows/rows.h"

static void say_period(ind_words *w) {
    const char *one = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_ONE));
    if (ind_words_has(w, "period.each"))
        ind_words_say(w, "period.each", "%s prövas mot varje period för sig.", "%s is tested against every period.",
                      one);
    else
        ind_words_say(w, "period.date", "Perioden bestäms av %s.", "The period is that of %s.",
                      ind_words_of(w, "period.date"));
}

static void say_rows(ind_words *w) {
    ind_words_data(w);
    say_period(w);
    ind_rows_say_units(w);
}

void ind_rows_say_counted(ind_words *w) {
    ind_rows_say_chosen(w, "denominator");
}

void ind_rows_say_chosen(ind_words *w, const char *path) {
    say_rows(w);
    ind_words_begin(w, "counted", "Vad som räknas", "What is counted");
    ind_words_chosen(w, path, "Räknas gör", "Counted are");
}

void ind_rows_say(ind_words *w) {
    say_rows(w);
    ind_words_begin(w, "denominator", "Nämnare", "Denominator");
    ind_words_denominator(w, "I nämnaren ingår", "The denominator has");
}
