/* ratio_words.c - a ratio in sentences. */
#include "kinds/ratio/ratio.h"

static void say_ratio(ind_words *w) {
    ind_rows_say(w);
    ind_words_begin(w, "sums", "Kvot", "Ratio");
    ind_words_say(w, "numerator_sum", "Kvotens täljare är summan av %s.",
                  "The numerator of the ratio is the sum of %s.", ind_words_of(w, "numerator_sum"));
    ind_words_say(w, "denominator_sum", "Kvotens nämnare är summan av %s.",
                  "The denominator of the ratio is the sum of %s.", ind_words_of(w, "denominator_sum"));
    const char *the = ind_words_row(w, 0, IND_ROW_THE);
    if (ind_words_is(w, "missing.numerator", "not_met"))
        ind_words_say(w, "missing.numerator", "En okänd term räknas som 0.", "An unknown term counts as 0.");
    else if (ind_words_is(w, "missing.numerator", "exclude"))
        ind_words_say(w, "missing.numerator", "Är en av termerna okänd räknas %s inte.",
                      "Where one of the terms is unknown, %s does not count.", the);
    else
        ind_words_say(w, "missing.numerator", "Är en term okänd avbryts beräkningen.",
                      "Where a term is unknown, the computation stops.");
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_ratio = {
    .value = {"en summa delad med en annan", "one sum over another"},
    .say = say_ratio,
};
