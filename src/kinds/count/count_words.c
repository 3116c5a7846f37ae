/* count_words.c - a count in sentences. */
#include "kinds/count/count.h"

static void say_count(ind_words *w) {
    ind_rows_say_counted(w);
    ind_counting_say(w, "");
    ind_words_say(
        w, "zero",
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
