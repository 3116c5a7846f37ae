/* count_words.c - a count in sentences. */
#include "kinds/count/count.h"

static void say_excess(ind_words *w) {
    if (!ind_words_has(w, "excess.by"))
        return;
    const char *by = ind_words_entity(w, "excess.by");
    ind_words_say(w, "excess.by", "Summan tas för sig för varje värde av %s; är det okänt hör raderna ihop.",
                  "The sum is taken for each value of %s by itself; rows of which it is unknown belong together.", by);
    ind_words_say(w, "excess.each", "Varje kalendermånad räknas för sig.", "Each calendar month counts by itself.");
    ind_words_say(
        w, "excess.allowed",
        "Värdet är bara det som ligger över summan av %s för samma rader, minst 0, och läggs sedan ihop. Det som "
        "en månad har till godo får ingen annan.",
        "The value is only what is above the sum of %s of the same rows, at least 0, and is then added up. What "
        "one month has to spare no other may use.",
        ind_words_of(w, "excess.allowed"));
}

static void say_also(ind_words *w) {
    if (!ind_words_has(w, "also.sum"))
        return;
    const char *name = ind_words_format(w, "%.*s", IND_STR_ARGS(ind_measure_param(w->measure, "also.name")->text));
    ind_words_say(w, "also.name", "Bredvid värdet står %s.", "Beside the value stands %s.", name);
    ind_words_say(w, "also.sum", "Det är summan av %s; är talet okänt för någon rad visas det inte.",
                  "It is the sum of %s; where the number is unknown of some row it is not shown.",
                  ind_words_of(w, "also.sum"));
}

static void say_count(ind_words *w) {
    ind_rows_say_counted(w);
    ind_counting_say(w, "");
    say_excess(w);
    say_also(w);
    if (ind_words_is(w, "missing.rows", "no_data"))
        ind_words_say(w, "missing.rows",
                      "Finns ingen sådan i en grupp visas inget värde: den saknas, och är inte 0. Det gäller också där "
                      "någon, eller någon dag i perioden, inte har levererats.",
                      "Where a group has none no value is shown: it is missing, and not 0. So it is where someone has "
                      "not delivered, or not for every day of the period.");
    else
        ind_words_say(
            w, "missing.rows",
            "Finns ingen sådan i en grupp är värdet 0. Saknas leverans från någon, eller för någon dag i perioden, "
            "visas inget värde.",
            "Where a group has none the value is 0. Where someone has not delivered, or not for every day of the "
            "period, no value is shown.");
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_count = {
    .value = {"ett antal", "a number"},
    .say = say_count,
};
