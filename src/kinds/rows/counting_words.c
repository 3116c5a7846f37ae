/* counting_words.c - what is counted, in sentences. */
#include "kinds/rows/counting.h"

/* The key NAME of what is counted, where the kind has it. */
static const char *key(ind_words *w, const char *before, const char *name) {
    return ind_words_format(w, "%s%s", before, name);
}

static void say_distinct(ind_words *w, const char *before) {
    const char *entity = key(w, before, "distinct.entity"), *take = key(w, before, "distinct.take");
    const char *own = key(w, before, "distinct.order");
    bool last = ind_words_is(w, take, "last");
    const char *many = ind_words_row(w, 0, IND_ROW_MANY), *who = ind_words_entity(w, entity);
    const char *order = ind_words_has(w, own)                ? own
                        : ind_words_has(w, "once_per.order") ? "once_per.order"
                                                             : "period.date";
    bool rate = before[0] != '\0';
    ind_words_say(
        w, entity,
        rate ? "Det som räknas är hur många olika de är: alla sådana %s med samma värde för %s räknas som en enda i "
               "varje period. Är värdet okänt räknas de inte."
             : "Värdet är hur många olika som räknas: alla sådana %s med samma värde för %s räknas som en enda i "
               "varje period. Är värdet okänt räknas de inte.",
        rate ? "What counts is how many different ones they are: all such %s with the same value of %s count as one in "
               "each period. Where it is unknown they do not count."
             : "The value is how many different ones count: all such %s with the same value of %s count as one in each "
               "period. Where it is unknown they do not count.",
        many, who);
    ind_words_say(w, take,
                  "Var och en räknas i gruppen för den %s av dem, så att grupperna summerar till totalen; perioder "
                  "summerar inte.",
                  "Each counts in the group of the %s of them, so that groups add up to the total; periods do not.",
                  w->english ? last ? "last" : "first"
                  : last     ? "sista"
                             : "första");
    ind_words_say(w, own, "Ordningen är den för %s, därefter nyckeln.", "The order is that of %s, then the key.",
                  ind_words_of(w, order));
}

static void say_sum(ind_words *w, const char *before) {
    const char *the = ind_words_row(w, 0, IND_ROW_THE), *sum = key(w, before, "sum");
    if (before[0] == '\0')
        ind_words_say(w, sum, "Värdet är summan av %s.", "The value is the sum of %s.", ind_words_of(w, sum));
    else
        ind_words_say(w, sum, "Det som räknas är summan av %s.", "What counts is the sum of %s.", ind_words_of(w, sum));
    if (ind_words_is(w, "missing.sum", "exclude"))
        ind_words_say(w, "missing.sum", "Är talet okänt räknas %s inte.",
                      "Where the number is unknown, %s does not count.", the);
    else if (ind_words_is(w, "missing.sum", "error"))
        ind_words_say(w, "missing.sum", "Är talet okänt avbryts beräkningen.",
                      "Where the number is unknown, the computation stops.");
}

void ind_counting_say(ind_words *w, const char *before) {
    if (ind_words_has(w, key(w, before, "distinct.entity")))
        say_distinct(w, before);
    else if (ind_words_has(w, key(w, before, "sum")))
        say_sum(w, before);
    else if (before[0] == '\0')
        ind_words_say(w, "rows", "Värdet är antalet sådana %s.", "The value is the number of such %s.",
                      ind_words_counted(w));
    else
        ind_words_say(w, "rows", "Det som räknas är antalet sådana %s.", "What counts is the number of such %s.",
                      ind_words_counted(w));
}
