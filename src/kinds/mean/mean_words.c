/* mean_words.c - a mean in sentences. */
#include "kinds/mean/mean.h"

static void say_mean(ind_words *w) {
    ind_rows_say(w);
    ind_words_begin(w, "value", "Medelvärde", "Mean");
    ind_words_say(w, "value", "Medelvärdet beräknas på %s. Är värdet okänt räknas %s inte.",
                  "The mean is of %s. Where the value is unknown, %s does not count.", ind_words_of(w, "value"),
                  ind_words_row(w, 0, IND_ROW_THE));
    const char *weight = ind_words_of(w, "weight");
    if (weight == NULL)
        ind_words_say(w, "weight", "Alla %s väger lika.", "All %s weigh the same.", ind_words_row(w, 0, IND_ROW_MANY));
    else
        ind_words_say(w, "weight", "Som vikt används %s. Är vikten okänd eller negativ räknas %s inte.",
                      "The weight is %s. Where it is unknown or negative, %s does not count.", weight,
                      ind_words_row(w, 0, IND_ROW_THE));
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_mean = {
    .value = {"ett medelvärde", "a mean"},
    .say = say_mean,
};
