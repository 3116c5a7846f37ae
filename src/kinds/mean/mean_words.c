/* mean_words.c - a mean in sentences. */
#include "kinds/mean/mean.h"

static void say_spread(ind_words *w) {
    static const ind_bilingual names[] = {{"det lägsta", "the least"},
                                          {"det högsta", "the greatest"},
                                          {"skillnaden mellan dem", "the difference between the two"},
                                          {"standardavvikelsen", "the standard deviation"}};
    const ind_param *spread = ind_measure_param(w->measure, "spread");
    const char *texts[8];
    for (size_t i = 0; i < spread->count; i++)
        texts[i] = ind_words_pick(w, names[spread->choices[i]]);
    if (spread->count == 0)
        return;
    ind_words_say(w, "spread", "Bredvid redovisas hur värdena sprider sig, även de med vikten 0: %s.",
                  "Beside it stands how far the values lie apart, those of weight 0 too: %s.",
                  ind_words_list(w, texts, spread->count, w->english ? "and" : "och"));
    if (ind_measure_param(w->measure, "levels")->count > 0)
        ind_words_say(w, "spread levels", "Finns både den första och den sista nivån bland dem märks det ut.",
                      "Where both the first and the last level are among them, it is marked.");
}

static void say_mean(ind_words *w) {
    ind_rows_say(w);
    ind_words_begin(w, "value", "Medelvärde", "Mean");
    ind_words_say(w, "value statistic", "Medelvärdet beräknas på %s. Är värdet okänt räknas %s inte.",
                  "The mean is of %s. Where the value is unknown, %s does not count.", ind_words_of(w, "value"),
                  ind_words_row(w, 0, IND_ROW_THE));
    const char *weight = ind_words_of(w, "weight");
    if (weight == NULL)
        ind_words_say(w, "weight", "Alla %s väger lika.", "All %s weigh the same.", ind_words_row(w, 0, IND_ROW_MANY));
    else
        ind_words_say(w, "weight",
                      "Som vikt används %s. Är vikten okänd räknas %s inte. Är den negativ visas inget värde.",
                      "The weight is %s. Where it is unknown, %s does not count. Where it is negative, no value is "
                      "shown.",
                      weight, ind_words_row(w, 0, IND_ROW_THE));
    if (weight != NULL && ind_words_is(w, "missing.all_weights", "equal"))
        ind_words_say(w, "missing.all_weights", "Har ingen av dem en vikt över 0 väger alla lika, vilket märks ut.",
                      "Where none of them has a weight above 0, all weigh the same, which is marked.");
    else if (weight != NULL)
        ind_words_say(w, "missing.all_weights", "Har ingen av dem en vikt över 0 visas inget värde.",
                      "Where none of them has a weight above 0, no value is shown.");
    say_spread(w);
    ind_rows_say_follow_up(w);
}

static ind_bilingual value_of(const ind_measure *measure) {
    bool range = ind_param_is(ind_measure_param(measure, "statistic"), "range");
    return range ? (ind_bilingual){"skillnaden mellan det högsta och det lägsta värdet; medelvärdet står bredvid",
                                   "the difference between the greatest and the least value; the mean stands beside"}
                 : (ind_bilingual){"ett medelvärde", "a mean"};
}

const ind_kind_words ind_words_of_mean = {
    .value_of = value_of,
    .value = {"ett medelvärde", "a mean"},
    .say = say_mean,
};
