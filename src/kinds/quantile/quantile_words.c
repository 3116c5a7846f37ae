/* quantile_words.c - a quantile in sentences. */
#include "kinds/quantile/quantile.h"

#include <stdio.h>

/* "medianen", "25:e percentilen". */
static const char *name_of(ind_words *w, double q) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.10g", 100 * q);
    if (q == 0.5)
        return w->english ? "the median" : "medianen";
    if (w->english)
        return ind_words_format(w, "the %s%% quantile", digits);
    return ind_words_format(w, "%s-procentkvantilen", ind_words_number(w, ind_str_of(digits)));
}

/* How a value between two of those that there are is found, of the type. */
static const ind_bilingual types[10] = {
    [1] = {"det minsta värde som minst så stor andel av värdena inte överstiger",
           "the least value that at least this share of the values do not exceed"},
    [2] = {"det minsta värde som minst så stor andel av värdena inte överstiger; är det precis så stor andel, "
           "medelvärdet av det och nästa",
           "the least value that at least this share of the values do not exceed; where it is exactly this share, the "
           "mean of it and the next"},
    [3] = {"det värde vars rangtal ligger närmast; ligger två lika nära, det med jämnt rangtal",
           "the value of the nearest rank; of two equally near the even one"},
    [4] = {"rät linje mellan värdena, med position nq", "a straight line between the values, at position nq"},
    [5] = {"rät linje mellan värdena, med position nq + 1/2",
           "a straight line between the values, at position nq + 1/2"},
    [6] = {"rät linje mellan värdena, med position (n + 1)q",
           "a straight line between the values, at position (n + 1)q"},
    [7] = {"rät linje mellan värdena, med position (n − 1)q + 1",
           "a straight line between the values, at position (n − 1)q + 1"},
    [8] = {"rät linje mellan värdena, med position (n + 1/3)q + 1/3",
           "a straight line between the values, at position (n + 1/3)q + 1/3"},
    [9] = {"rät linje mellan värdena, med position (n + 1/4)q + 3/8",
           "a straight line between the values, at position (n + 1/4)q + 3/8"},
};

static void say_q(ind_words *w) {
    const ind_param *q = ind_measure_param(w->measure, "q");
    const char *names[16], *value = ind_words_of(w, "value");
    size_t more = q->count - 1;
    ind_words_say(w, "q", "Värdet är %s av %s.", "The value is %s of %s.", name_of(w, q->numbers[0]), value);
    for (size_t i = 0; i < more; i++)
        names[i] = name_of(w, q->numbers[i + 1]);
    if (more > 0)
        ind_words_say(w, "q also", "Bredvid redovisas %s.", "Beside it stand %s.",
                      ind_words_list(w, names, more, w->english ? "and" : "och"));
}

static void say_quantile(ind_words *w) {
    int type = (int)ind_words_integer(w, "quantile_type");
    ind_rows_say_counted(w);
    ind_words_begin(w, "value", "Kvantil", "Quantile");
    say_q(w);
    ind_words_say(w, "value", "Är värdet okänt räknas %s inte.", "Where the value is unknown, %s does not count.",
                  ind_words_row(w, 0, IND_ROW_THE));
    ind_words_say(w, "quantile_type", "Den bestäms enligt typ %d hos Hyndman och Fan, som i R: %s.",
                  "It is found by type %d of Hyndman and Fan, as in R: %s.", type, ind_words_pick(w, types[type]));
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_quantile = {
    .value = {"en kvantil", "a quantile"},
    .say = say_quantile,
};
