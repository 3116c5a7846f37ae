/* paired_words.c - pairs and their changes in sentences. */
#include "kinds/paired/paired.h"

static void say_rounds(ind_words *w) {
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    ind_words_say(w, "data.person", "Det som bedöms flera gånger identifieras av %s; %s med samma värden hör ihop.",
                  "What is judged several times is identified by %s; %s with the same values belong together.",
                  ind_words_entity(w, "data.person"), many);
    ind_words_say(w, "data.date period.each",
                  "Omgångens dag är %s. I varje period gäller den sista omgången, som jämförs med den sista före "
                  "perioden.",
                  "The day of a round is %s. In every period the last round counts, and is compared with the last one "
                  "before the period.",
                  ind_words_of(w, "data.date"));
    ind_words_say(w, "before.months", "Den tidigare omgången får ligga högst %s före perioden.",
                  "The earlier round may lie at most %s before the period.",
                  ind_words_months(w, ind_words_integer(w, "before.months")));
    if (ind_words_has(w, "data.order"))
        ind_words_say(w, "data.order", "Av flera %s i en omgång gäller den senaste enligt %s.",
                      "Of several %s of a round the latest by %s counts.", many, ind_words_of(w, "data.order"));
    ind_words_say(w, "contradictory", "Har %s av samma dag olika värden, och skiljer inget dem åt, är paret bortfall.",
                  "Where %s of one day have different values and nothing tells them apart, the pair is lost.", many);
}

static void say_window(ind_words *w, const char *near, const char *from, const char *to, const char *sv,
                       const char *en) {
    ind_words_say(
        w, ind_words_format(w, "%s %s %s", near, from, to),
        "%s är den som ligger närmast %s, från dag %lld till dag %lld räknat från den dagen; av två lika nära "
        "den tidigare.",
        "%s is the one nearest to %s, from day %lld to day %lld counted from that day; of two as near, the "
        "earlier.",
        w->english ? en : sv, ind_words_of(w, near), (long long)ind_words_integer(w, from),
        (long long)ind_words_integer(w, to));
}

/* Of a sum: which days, and which rows are one. */
static void say_sums(ind_words *w) {
    const char *measured = ind_words_row(w, 1, IND_ROW_MANY);
    ind_words_say(
        w, "measurement.take before.near before.day_from before.day_to after.near after.day_from after.day_to",
        "Det första värdet är summan över de %s som ligger från dag %lld till dag %lld räknat från %s, det "
        "andra summan från dag %lld till dag %lld räknat från %s. Finns inga är summan 0.",
        "The first value is the sum over the %s from day %lld to day %lld counted from %s, the second the "
        "sum from day %lld to day %lld counted from %s. Where there are none the sum is 0.",
        measured, (long long)ind_words_integer(w, "before.day_from"), (long long)ind_words_integer(w, "before.day_to"),
        ind_words_of(w, "before.near"), (long long)ind_words_integer(w, "after.day_from"),
        (long long)ind_words_integer(w, "after.day_to"), ind_words_of(w, "after.near"));
    if (ind_words_has(w, "measurement.once"))
        ind_words_say(w, "measurement.once", "Av flera %s som är samtidiga, enligt %s, räknas bara det största värdet.",
                      "Of several %s of one moment, by %s, only the greatest value counts.", measured,
                      ind_words_of(w, "measurement.once"));
}

static void say_above(ind_words *w) {
    if (ind_words_has(w, "before.above"))
        ind_words_say(w, "before.above", "Den vars första värde inte är större än %s ingår inte.",
                      "Those whose first value is not greater than %s are left out.",
                      ind_persons_number(w, ind_measure_param(w->measure, "before.above")->number));
}

static void say_near(ind_words *w) {
    const char *many = ind_words_row(w, 0, IND_ROW_MANY), *measured = ind_words_row(w, 1, IND_ROW_MANY);
    ind_words_say(w, "data.date period.each data.person", "Varje period har de %s vars %s ligger i den.",
                  "Every period has the %s whose %s lies in it.", many, ind_words_of(w, "data.date"));
    ind_words_say(w, "measurement.dataset measurement.date measurement.person",
                  "Värdena hämtas ur %s i datamängden %s, enligt %s.",
                  "The values come from the %s of the dataset %s, by %s.", measured,
                  ind_words_dataset(w, w->measure->feeds[1].dataset), ind_words_of(w, "measurement.date"));
    ind_words_where(w, "measurement.where", ind_words_format(w, "Bland dem gäller bara %s", measured),
                    ind_words_format(w, "Of these, those %s stand", measured));
    if (ind_words_is(w, "measurement.take", "sum")) {
        say_sums(w);
        return;
    }
    say_window(w, "before.near", "before.day_from", "before.day_to", "Den första mätningen", "The first measurement");
    say_window(w, "after.near", "after.day_from", "after.day_to", "Den andra mätningen", "The second measurement");
    ind_words_say(w, "two_measurements", "En och samma mätning kan inte vara båda.",
                  "One and the same measurement cannot be both.");
}

static void say_incomplete(ind_words *w) {
    if (ind_words_is(w, "before.incomplete", "exclude_index"))
        ind_words_say(w, "before.incomplete", "Den vars dagar når utanför leveranserna ingår inte.",
                      "Those whose days reach outside the deliveries are left out.");
    else if (ind_words_is(w, "before.incomplete", "hide"))
        ind_words_say(w, "before.incomplete", "Når dagarna som behövs utanför leveranserna visas inget värde.",
                      "Where the days that are needed reach outside the deliveries, no value is shown.");
    else
        ind_words_say(w, "before.incomplete",
                      "Når dagarna som behövs utanför leveranserna visas värdet ändå, men märks.",
                      "Where the days that are needed reach outside the deliveries, the value is shown all the same, "
                      "but marked.");
}

static void say_improved(ind_words *w) {
    bool lower = ind_words_is(w, "direction", "lower");
    if (ind_words_has(w, "least_change"))
        ind_words_say(
            w, "direction least_change",
            "%s värde är bättre: den som ändrats minst %s åt det hållet har förbättrats, minst lika mycket åt "
            "andra hållet försämrats.",
            "A %s value is better: a change of at least %s that way is an improvement, of as much the other "
            "way a worsening.",
            w->english ? lower ? "lower" : "higher"
            : lower    ? "Ett lägre"
                       : "Ett högre",
            ind_persons_number(w, ind_measure_param(w->measure, "least_change")->number));
    else
        ind_words_say(w, "direction", "%s värde är bättre. Den som inte har ändrats har inte förbättrats.",
                      "A %s value is better. What has not changed has not improved.",
                      w->english ? lower ? "lower" : "higher"
                      : lower    ? "Ett lägre"
                                 : "Ett högre");
}

static void say_statistic(ind_words *w) {
    static const ind_bilingual values[] = {
        {"Värdet är medelvärdet av förändringen från det tidigare till det senare värdet, över par som alla väger "
         "lika.",
         "The value is the mean of the change from the earlier to the later value, over pairs of the same weight."},
        {"Värdet är medianen av förändringen från det tidigare till det senare värdet.",
         "The value is the median of the change from the earlier to the later value."},
        {"Värdet är andelen av paren som har förbättrats.", "The value is the share of the pairs that has improved."}};
    int choice = ind_measure_param(w->measure, "statistic")->choice;
    ind_words_begin(w, "index", "Förändring", "Change");
    if (ind_words_has(w, "value"))
        ind_words_say(w, "value", "Det som jämförs är %s.", "What is compared is %s.", ind_words_of(w, "value"));
    else
        ind_words_say(w, "measurement.value", "Det som jämförs är %s.", "What is compared is %s.",
                      ind_words_of(w, "measurement.value"));
    say_improved(w);
    ind_words_say(w, "statistic", "%s", "%s", ind_words_pick(w, values[choice < 0 ? 0 : choice]));
    ind_words_say(w, "lost",
                  "Den som saknar ett av de två värdena är bortfall: antalet redovisas, men räknas inte i värdet.",
                  "What lacks one of the two values is lost: the number is told, but does not count in the value.");
}

static void say(ind_words *w) {
    ind_words_data(w);
    if (ind_words_has(w, "measurement.dataset"))
        say_near(w);
    else
        say_rounds(w);
    say_incomplete(w);
    say_above(w);
    ind_words_begin(w, "denominator", "Nämnare", "Denominator");
    ind_words_denominator(w, "Nämnaren har", "The denominator has");
    say_statistic(w);
}

const ind_kind_words ind_words_of_paired = {
    .value = {"hur mycket något har ändrats mellan två tillfällen", "how much something has changed between two times"},
    .first = {"parets tidigare $1", "the pair's earlier $1"},
    .last = {"parets senare $1", "the pair's later $1"},
    .start = {"dagen för parets tidigare värde", "the day of the pair's earlier value"},
    .end = {"dagen för parets senare värde", "the day of the pair's later value"},
    .entities = {"par", "pairs"},
    .counted = {"par", "pairs"},
    .say = say,
};
