/* rows_words.c - the row kinds in sentences: proportion, ratio and mean. */
#include "kinds/words.h"

static void say_period(ind_words *w) {
    const char *one = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_ONE));
    if (ind_words_has(w, "period.each"))
        ind_words_say(w, "period.each", "%s prövas mot varje period för sig.", "%s is tested against every period.",
                      one);
    else
        ind_words_say(w, "period.date", "Perioden bestäms av %s.", "The period is that of %s.",
                      ind_words_of(w, "period.date"));
}

static void say_denominator(ind_words *w) {
    ind_words_data(w);
    say_period(w);
    ind_words_begin(w, "denominator", "Nämnare", "Denominator");
    ind_words_denominator(w, "I nämnaren ingår", "The denominator has");
}

/* ---- proportion ---- */

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
    else if (ind_words_is(w, "missing.numerator", "exclude"))
        ind_words_say(
            w, "missing.numerator", "Går det inte att avgöra om %s hör till täljaren tas %s bort ur nämnaren.",
            "Where it cannot be told whether %s is in the numerator, %s is taken out of the denominator.", one, the);
    else
        ind_words_say(
            w, "missing.numerator", "Går det inte att avgöra om %s i nämnaren hör till täljaren avbryts beräkningen.",
            "Where it cannot be told whether %s of the denominator is in the numerator, the computation stops.", one);
}

static void say_once_per(ind_words *w) {
    static const ind_bilingual takes[] = {
        {"om minst en av dem är det", "if at least one of them is"},
        {"om alla är det", "if all of them are"},
        {"om den sista är det", "if the last of them is"},
    };
    if (!ind_words_has(w, "once_per.entity"))
        return;
    int choice = ind_measure_param(w->measure, "once_per.take")->choice;
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    ind_words_say(w, "once_per.entity",
                  "%s i nämnaren som har samma värde för %s räknas som en enda i varje period, med vikt och grupp från "
                  "den sista. Är värdet okänt räknas de inte.",
                  "%s of the denominator with the same %s count as one in each period, with the weight and groups of "
                  "the last. Where it is unknown they do not count.",
                  ind_words_sentence(w, many), ind_words_entity(w, "once_per.entity"));
    ind_words_say(w, "once_per.take", "De hör tillsammans till täljaren %s.", "Together they are in the numerator %s.",
                  ind_words_pick(w, takes[choice < 0 ? 0 : choice]));
}

static void say_proportion(ind_words *w) {
    say_denominator(w);
    ind_words_weight(w, "weight");
    say_once_per(w);
    ind_words_begin(w, "numerator", "Täljare", "Numerator");
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    if (ind_words_of(w, "numerator") == NULL)
        ind_words_say(w, "numerator", "I täljaren ingår alla %s i nämnaren.",
                      "The numerator has all %s of the denominator.", many);
    ind_words_where(w, "numerator", ind_words_format(w, "I täljaren ingår de %s i nämnaren", many),
                    ind_words_format(w, "The numerator has those %s of the denominator", many));
    if (ind_words_has(w, "weight"))
        ind_words_say(w, "weight sums",
                      "Andelen är summan av vikterna i täljaren delad med summan av vikterna i nämnaren.",
                      "The share is the sum of the weights in the numerator over that in the denominator.");
    say_missing_numerator(w);
}

const ind_kind_words ind_words_of_proportion = {
    .value = {"andelen av nämnaren som hör till täljaren", "the share of the denominator that is in the numerator"},
    .say = say_proportion,
};

/* ---- ratio ---- */

static void say_ratio(ind_words *w) {
    say_denominator(w);
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
}

const ind_kind_words ind_words_of_ratio = {
    .value = {"en summa delad med en annan", "one sum over another"},
    .say = say_ratio,
};

/* ---- mean ---- */

static void say_mean(ind_words *w) {
    say_denominator(w);
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
}

const ind_kind_words ind_words_of_mean = {
    .value = {"ett medelvärde", "a mean"},
    .say = say_mean,
};
