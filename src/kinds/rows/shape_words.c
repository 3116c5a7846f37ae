/* shape_words.c - units that are made of several rows, and their follow-up, in sentences. */
#include "kinds/rows/rows.h"

static const char *text_of(ind_words *w, const char *path) {
    ind_str text = ind_measure_param(w->measure, path)->text;
    return ind_words_format(w, "%.*s", IND_STR_ARGS(text));
}

/* ---- rows merged ---- */

static void say_dedupe(ind_words *w) {
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    if (!ind_words_has(w, "dedupe.by"))
        return;
    bool chain = ind_words_is(w, "dedupe.chain", "chain"), last = ind_words_is(w, "dedupe.keep", "last");
    ind_words_say(w, "dedupe.by dedupe.date dedupe.within_days dedupe.chain",
                  "%s som gäller samma händelse slås samman: de har samma värde för %s, och %s ligger högst %s efter "
                  "den %s av dem.",
                  "%s about the same event are merged: they have the same %s, and %s lies at most %s after the %s of "
                  "them.",
                  ind_words_sentence(w, many), ind_words_entity(w, "dedupe.by"), ind_words_of(w, "dedupe.date"),
                  ind_words_days(w, ind_words_integer(w, "dedupe.within_days")),
                  chain        ? w->english ? "latest so far" : "hittills senaste"
                  : w->english ? "first"
                               : "första");
    if (ind_words_has(w, "dedupe.differ"))
        ind_words_say(
            w, "dedupe.differ",
            "De slås samman bara om %s skiljer sig åt och är känt; av två som annars kunde slås samman gäller "
            "den tidigaste.",
            "They are merged only where %s differs and is known; of two that might be joined the earliest is.",
            ind_words_entity(w, "dedupe.differ"));
    ind_words_say(w, "dedupe.keep", "Av dem som slås samman räknas den %s.", "Of those that are merged the %s counts.",
                  last         ? w->english ? "last" : "sista"
                  : w->english ? "first"
                               : "första");
}

/* ---- items ---- */

static const ind_bilingual takes[] = {
    [IND_ITEM_ONLY] = {"det värde som raderna är ense om", "the value that the rows agree on"},
    [IND_ITEM_FIRST] = {"det första värdet", "the first value"},
    [IND_ITEM_LAST] = {"det sista värdet", "the last value"},
    [IND_ITEM_MIN] = {"det minsta värdet", "the least value"},
    [IND_ITEM_MAX] = {"det största värdet", "the greatest value"},
    [IND_ITEM_SUM] = {"summan", "the sum"},
    [IND_ITEM_MEAN] = {"medelvärdet", "the mean"},
    [IND_ITEM_COUNT] = {"antalet rader", "the number of rows"},
};

static const char *expression_of(ind_words *w, const ind_item *item, const char *key) {
    const ind_json *node = ind_json_get(item->node, key);
    return node == NULL || node->type != IND_JSON_TEXT ? NULL : ind_words_expression(w, node->text, 0, IND_SCOPE_ROW);
}

static const char *within_of(ind_words *w, const ind_item *item) {
    const ind_json *node = ind_json_get(item->node, "within");
    const char **names = ind_arena_alloc(w->arena, (item->within_count + 1) * sizeof *names);
    for (size_t i = 0; i < item->within_count; i++)
        names[i] =
            ind_words_expression(w, node->type == IND_JSON_ARRAY ? node->items[i]->text : node->text, 0, IND_SCOPE_ROW);
    return ind_words_list(w, names, item->within_count, w->english ? "and" : "och");
}

static void say_item(ind_words *w, const ind_item *item) {
    const char *where = expression_of(w, item, "where"), *value = expression_of(w, item, "value");
    const char *what = ind_words_pick(w, takes[item->take]);
    const char *of = value == NULL ? what : ind_words_format(w, w->english ? "%s of %s" : "%s av %s", what, value);
    if (item->within_count > 0)
        of = ind_words_format(w,
                              w->english ? "%s, the mean of the means by %s" : "%s, medelvärdet av medelvärdena per %s",
                              of, within_of(w, item));
    ind_words_add(w, ind_words_format(w, "items#%.*s", IND_STR_ARGS(item->name)), 0,
                  ind_words_format(w, w->english ? "%.*s is %s, where %s." : "%.*s är %s, där %s.",
                                   IND_STR_ARGS(item->name), of, where));
}

static void say_items(ind_words *w) {
    if (w->measure->item_count == 0)
        return;
    ind_words_say(w, "items", "Alla %s med samma värde för %s räknas som en enda enhet. De ger tillsammans:",
                  "All %s with the same values of %s count as one unit. Together they give:",
                  ind_words_row(w, 0, IND_ROW_MANY), ind_words_entity(w, "data.person"));
    for (size_t i = 0; i < w->measure->item_count; i++)
        say_item(w, &w->measure->items[i]);
    ind_words_say(w, "items unknown",
                  "Den första raden bestämmer allt annat om enheten. Ett värde som ingen rad ger, eller som raderna är "
                  "oense om, är okänt.",
                  "The first row decides all else about the unit. A value that no row gives, or that the rows do not "
                  "agree on, is unknown.");
}

/* ---- once per ---- */

static const char *order_of(ind_words *w) {
    return ind_words_of(w, ind_words_has(w, "once_per.order") ? "once_per.order" : "period.date");
}

static void say_fold(ind_words *w, const char *many) {
    ind_words_say(w, "once_per.entity once_per.over",
                  "%s i nämnaren som har samma värde för %s räknas som en enda i varje period, med vikt och grupp från "
                  "den sista. Är värdet okänt räknas de inte.",
                  "%s of the denominator with the same %s count as one in each period, with the weight and groups of "
                  "the last. Where it is unknown they do not count.",
                  many, ind_words_entity(w, "once_per.entity"));
    ind_words_say(w, "once_per.take", "De hör tillsammans till täljaren om %s.",
                  "Together they are in the numerator if %s.",
                  ind_words_is(w, "once_per.take", "all") ? w->english ? "all of them are" : "alla är det"
                  : w->english                            ? "at least one of them is"
                                                          : "minst en av dem är det");
}

static void say_once_per(ind_words *w) {
    if (!ind_words_has(w, "once_per.entity"))
        return;
    const char *many = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_MANY));
    if (ind_rows_fold(w->measure)) {
        say_fold(w, many);
    } else if (ind_words_is(w, "once_per.over", "look_back")) {
        ind_words_say(
            w, "once_per.entity once_per.take once_per.over once_per.look_back_months",
            "Av %s med samma värde för %s räknas en bara om ingen tidigare finns de senaste %s, räknat från "
            "den själv.",
            "Of %s with the same values of %s one counts only if there is none before it in the last %s, counted "
            "from itself.",
            ind_words_row(w, 0, IND_ROW_MANY), ind_words_entity(w, "once_per.entity"),
            ind_words_months(w, ind_words_integer(w, "once_per.look_back_months")));
    } else {
        ind_words_say(w, "once_per.entity once_per.take once_per.over",
                      "Av %s med samma värde för %s räknas i varje period bara den %s, vad den än är.",
                      "Of %s with the same values of %s only the %s counts in each period, whatever it is.",
                      ind_words_row(w, 0, IND_ROW_MANY), ind_words_entity(w, "once_per.entity"),
                      ind_words_is(w, "once_per.take", "last") ? w->english ? "last" : "sista"
                      : w->english                             ? "first"
                                                               : "första");
    }
    ind_words_say(w, "once_per.order", "Ordningen är den för %s, därefter nyckeln.",
                  "The order is that of %s, then the key.", order_of(w) == NULL ? "" : order_of(w));
}

void ind_rows_say_units(ind_words *w) {
    bool plain = !ind_rows_follow(w->measure);
    if (ind_words_has(w, "data.person") && plain)
        ind_words_say(w, "data.person", "Raderna hör ihop genom %s.", "Rows belong together by %s.",
                      ind_words_entity(w, "data.person"));
    if (plain)
        return;
    ind_words_begin(w, "units", "Vad som räknas som en", "What counts as one");
    if (ind_words_has(w, "data.person"))
        ind_words_say(w, "data.person", "Raderna hör ihop genom %s. Är värdet okänt räknas raden inte.",
                      "Rows belong together by %s. Where it is unknown a row does not count.",
                      ind_words_entity(w, "data.person"));
    say_dedupe(w);
    say_items(w);
    say_once_per(w);
}

/* ---- follow-up ---- */

void ind_rows_say_follow_up(ind_words *w) {
    const char *one = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_ONE));
    if (!ind_words_has(w, "follow_up.incomplete"))
        return;
    ind_words_begin(w, "follow_up", "Uppföljning", "Follow-up");
    if (ind_words_has(w, "follow_up.days"))
        ind_words_say(w, "follow_up.days", "%s följs i %s efter sin dag.", "%s is followed for %s after its day.", one,
                      ind_words_days(w, ind_words_integer(w, "follow_up.days")));
    else
        ind_words_say(w, "follow_up.until", "%s följs till och med %s.", "%s is followed until %s.", one,
                      ind_words_of(w, "follow_up.until"));
    ind_words_say(w, "follow_up.complete_until",
                  "Hur långt uppgifterna räcker står i datamängden %s (den av länets leveranser som slutar tidigast "
                  "avgör) eller anges vid körningen.",
                  "How far the data reach is stated in the dataset %s (the delivery of the county that ends first "
                  "decides) or is given to the run.",
                  text_of(w, "follow_up.complete_until"));
    if (ind_words_is(w, "follow_up.incomplete", "exclude_index"))
        ind_words_say(w, "follow_up.incomplete",
                      "%s vars uppföljning inte ryms i uppgifterna räknas inte, hur den än ser ut. Värdet märks då som "
                      "preliminärt.",
                      "%s whose follow-up reaches beyond the data is left out, whatever is known of it. The value is "
                      "then marked as preliminary.",
                      one);
    else if (ind_words_is(w, "follow_up.incomplete", "keep"))
        ind_words_say(w, "follow_up.incomplete",
                      "%s vars uppföljning inte ryms i uppgifterna räknas ändå, och värdet märks som preliminärt.",
                      "%s whose follow-up reaches beyond the data counts all the same, and the value is marked as "
                      "preliminary.",
                      one);
    else
        ind_words_say(w, "follow_up.incomplete",
                      "Om uppföljningen av någon av dem inte ryms i uppgifterna visas inget värde.",
                      "If the follow-up of any of them reaches beyond the data, no value is shown.");
}
