/* ratio_words.c - a ratio in sentences. */
#include "kinds/ratio/ratio.h"

/* What the groups are in the rows above the line, where they are called otherwise. */
static void say_groups(ind_words *w) {
    const ind_json *groups = ind_measure_param(w->measure, "numerator_data.groups")->node;
    for (size_t i = 0; groups != NULL && i < groups->count; i++) {
        const ind_json *group = groups->items[i];
        if (group->type != IND_JSON_TEXT)
            continue;
        ind_words_say(w, ind_words_format(w, "numerator_data.groups.%.*s", IND_STR_ARGS(group->key)),
                      "Gruppen %.*s bestäms där av %s.", "The group %.*s is there that of %s.",
                      IND_STR_ARGS(group->key), ind_words_expression(w, group->text, IND_FEED_BESIDE, IND_SCOPE_ROW));
    }
}

static void say_numerator_data(ind_words *w) {
    const char *many = ind_words_row(w, IND_FEED_BESIDE, IND_ROW_MANY);
    ind_words_begin(w, "numerator_data", "Täljarens underlag", "Data of the numerator");
    ind_words_say(w, "numerator_data.dataset",
                  "Täljaren hämtas ur datamängden %s; dess rader räknas var för sig, i samma perioder och grupper.",
                  "The numerator comes from the dataset %s; its rows are counted by themselves, in the same periods "
                  "and groups.",
                  ind_words_dataset(w, w->measure->feeds[IND_FEED_BESIDE].dataset));
    if (ind_words_of(w, "numerator_data.where") == NULL)
        ind_words_say(w, "numerator_data.where", "Alla %s där ingår.", "All %s there take part.", many);
    ind_words_where(w, "numerator_data.where", ind_words_format(w, "Ur den ingår bara %s", many),
                    ind_words_format(w, "Of it, those %s take part", many));
    if (ind_words_has(w, "numerator_data.date"))
        ind_words_say(w, "numerator_data.date", "Perioden bestäms där av %s.", "Its period is that of %s.",
                      ind_words_of(w, "numerator_data.date"));
    say_groups(w);
}

static void say_unknown(ind_words *w) {
    const char *the = ind_words_row(w, 0, IND_ROW_THE);
    bool two = ind_measure_counts_beside(w->measure);
    if (ind_words_is(w, "missing.numerator", "not_met"))
        ind_words_say(w, "missing.numerator", "En okänd term räknas som 0.", "An unknown term counts as 0.");
    else if (ind_words_is(w, "missing.numerator", "error"))
        ind_words_say(w, "missing.numerator", "Är en term okänd avbryts beräkningen.",
                      "Where a term is unknown, the computation stops.");
    else if (two)
        ind_words_say(w, "missing.numerator", "Är det som summeras okänt räknas raden inte.",
                      "Where what is summed is unknown, the row does not count.");
    else
        ind_words_say(w, "missing.numerator", "Är en av termerna okänd räknas %s inte.",
                      "Where one of the terms is unknown, %s does not count.", the);
}

/* "antalet vårdkontakter", where each row adds 1, else "summan av ..." */
static const char *sum_of(ind_words *w, const char *path, unsigned feed) {
    const ind_param *param = ind_measure_param(w->measure, path);
    if (ind_str_is(param->node->text, "1"))
        return ind_words_format(w, w->english ? "the number of %s" : "antalet %s",
                                ind_words_row(w, feed, IND_ROW_MANY));
    return ind_words_format(w, w->english ? "the sum of %s" : "summan av %s", ind_words_of(w, path));
}

static void say_ratio(ind_words *w) {
    ind_rows_say(w);
    bool two = ind_measure_counts_beside(w->measure);
    if (two)
        say_numerator_data(w);
    ind_words_begin(w, "sums", "Kvot", "Ratio");
    ind_words_say(w, "numerator_sum", "Kvotens täljare är %s.", "The numerator of the ratio is %s.",
                  sum_of(w, "numerator_sum", two ? IND_FEED_BESIDE : 0));
    ind_words_say(w, "denominator_sum", "Kvotens nämnare är %s.", "The denominator of the ratio is %s.",
                  sum_of(w, "denominator_sum", 0));
    say_unknown(w);
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_ratio = {
    .value = {"en summa delad med en annan", "one sum over another"},
    .say = say_ratio,
};
