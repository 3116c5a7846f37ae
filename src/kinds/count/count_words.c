/* count_words.c - a count in sentences. */
#include "kinds/count/count.h"

static void say_distinct(ind_words *w) {
    bool last = ind_words_is(w, "distinct.take", "last");
    const char *many = ind_words_row(w, 0, IND_ROW_MANY), *who = ind_words_entity(w, "distinct.entity");
    const char *order = ind_words_has(w, "distinct.order")   ? "distinct.order"
                        : ind_words_has(w, "once_per.order") ? "once_per.order"
                                                             : "period.date";
    ind_words_say(
        w, "distinct.entity",
        "Värdet är hur många olika som räknas: alla sådana %s med samma värde för %s räknas som en enda i "
        "varje period. Är värdet okänt räknas de inte.",
        "The value is how many different ones count: all such %s with the same value of %s count as one in each "
        "period. Where it is unknown they do not count.",
        many, who);
    ind_words_say(w, "distinct.take",
                  "Var och en räknas i gruppen för den %s av dem, så att grupperna summerar till totalen; perioder "
                  "summerar inte.",
                  "Each counts in the group of the %s of them, so that groups add up to the total; periods do not.",
                  w->english ? last ? "last" : "first"
                  : last     ? "sista"
                             : "första");
    ind_words_say(w, "distinct.order", "Ordningen är den för %s, därefter nyckeln.",
                  "The order is that of %s, then the key.", ind_words_of(w, order));
}

static void say_sum(ind_words *w) {
    const char *the = ind_words_row(w, 0, IND_ROW_THE);
    ind_words_say(w, "sum", "Värdet är summan av %s.", "The value is the sum of %s.", ind_words_of(w, "sum"));
    if (ind_words_is(w, "missing.sum", "exclude"))
        ind_words_say(w, "missing.sum", "Är talet okänt räknas %s inte.",
                      "Where the number is unknown, %s does not count.", the);
    else if (ind_words_is(w, "missing.sum", "error"))
        ind_words_say(w, "missing.sum", "Är talet okänt avbryts beräkningen.",
                      "Where the number is unknown, the computation stops.");
}

static void say_count(ind_words *w) {
    ind_rows_say_counted(w);
    if (ind_words_has(w, "distinct.entity"))
        say_distinct(w);
    else if (ind_words_has(w, "sum"))
        say_sum(w);
    else
        ind_words_say(w, "rows", "Värdet är antalet sådana %s.", "The value is the number of such %s.",
                      ind_words_counted(w));
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
