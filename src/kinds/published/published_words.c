/* published_words.c - a published value in sentences. */
#include "kinds/published/published.h"

static void say_interval(ind_words *w) {
    if (ind_words_has(w, "margin"))
        ind_words_say(w, "margin", "Intervallet är det publicerade: värdet minus och plus %s.",
                      "The interval is the one that was published: the value minus and plus %s.",
                      ind_words_of(w, "margin"));
    if (ind_words_has(w, "low"))
        ind_words_say(w, "low high", "Intervallet är det publicerade, från %s till %s.",
                      "The interval is the one that was published, from %s to %s.", ind_words_of(w, "low"),
                      ind_words_of(w, "high"));
    if (ind_words_has(w, "terms.numerator"))
        ind_words_say(w, "terms.numerator", "Som täljare visas %s.", "The numerator that is shown is %s.",
                      ind_words_of(w, "terms.numerator"));
    if (ind_words_has(w, "terms.denominator"))
        ind_words_say(w, "terms.denominator", "Som nämnare visas %s.", "The denominator that is shown is %s.",
                      ind_words_of(w, "terms.denominator"));
}

static void say_mark(ind_words *w, const char *path, const char *sv, const char *en) {
    if (ind_words_has(w, path))
        ind_words_say(w, path, "Värdet saknas och visas som %s om %s.",
                      "There is no value, and it is shown as %s, where %s.", w->english ? en : sv,
                      ind_words_of(w, path));
}

static void say_marks(ind_words *w) {
    if (!ind_words_has(w, "marks.of"))
        return;
    ind_words_begin(w, "marks", "Utan värde", "Without a value");
    ind_words_say(w, "marks.of",
                  "Varför ett värde saknas säger %s. En markering som inte nämns här, eller som står bredvid ett "
                  "värde, är ett fel i underlaget.",
                  "Why there is no value, %s says. A mark that is not named here, or that stands beside a value, is a "
                  "fault of the data.",
                  ind_words_of(w, "marks.of"));
    say_mark(w, "marks.suppressed", "sekretess", "secrecy");
    say_mark(w, "marks.no_data", "ingen i nämnaren", "nobody to count");
    say_mark(w, "marks.not_delivered", "uppgifter ej levererade", "data not delivered");
    say_mark(w, "marks.not_applicable", "ej tillämpligt", "not applicable");
}

static void say_beside(ind_words *w) {
    const ind_param *mean = ind_kind_param(w->measure, P_MEAN_OF);
    if (ind_kind_param(w->measure, P_REFERENCE)->integer != 0)
        ind_words_say(w, "beside.whole", "Bredvid varje värde står det som inte har något område, såsom rikets.",
                      "Beside each value stands the one that has no area, such as the country's.");
    if (mean->node != NULL)
        ind_words_say(w, "beside.mean_of",
                      "Bredvid varje värde står det ovägda medelvärdet över de värden av gruppen %.*s som visas i "
                      "samma län, och hur många de är.",
                      "Beside each value stands the unweighted mean over the values of the group %.*s that are shown "
                      "in the same county, and how many they are.",
                      IND_STR_ARGS(mean->text));
}

static void say_published(ind_words *w) {
    ind_rows_say_counted(w);
    ind_words_say(w, "period.label", "Vilken period %s gäller står i %s.", "Which period %s is about, %s says.",
                  ind_words_row(w, 0, IND_ROW_THE), ind_words_of(w, "period.label"));
    ind_words_begin(w, "value", "Värde", "Value");
    ind_words_say(w, "value", "Värdet är %s. Det summeras aldrig: har en cell ingen egen rad har den inget värde.",
                  "The value is %s. It is never summed: where a cell has no row of its own, it has no value.",
                  ind_words_of(w, "value"));
    say_interval(w);
    say_beside(w);
    say_marks(w);
}

const ind_kind_words ind_words_of_published = {
    .value = {"ett publicerat värde", "a published value"},
    .say = say_published,
};
