/* frame_words.c - the sample of a survey in sentences. */
#include "kinds/rows/frame.h"

/* Rows that are held against each period: what their groups are. */
static void say_each(ind_words *w) {
    const ind_json *groups = ind_measure_param(w->measure, "frame.groups")->node;
    const char *texts[IND_MAX_GROUPS];
    size_t count = 0;
    for (size_t i = 0; groups != NULL && i < groups->count && count < IND_MAX_GROUPS; i++)
        if (groups->items[i]->type == IND_JSON_TEXT)
            texts[count++] =
                ind_words_format(w, w->english ? "%.*s by %s" : "%.*s efter %s", IND_STR_ARGS(groups->items[i]->key),
                                 ind_words_expression(w, groups->items[i]->text, IND_FEED_BESIDE, IND_SCOPE_ROW));
    if (count > 0)
        ind_words_say(w, "frame.groups", "Där hålls varje rad mot varje period, och grupperna är %s.",
                      "There, each row is held against every period, and the groups are %s.",
                      ind_words_list(w, texts, count, w->english ? "and" : "och"));
}

void ind_frame_say(ind_words *w, const char *sv_who, const char *en_who) {
    if (!ind_words_has(w, "frame.dataset"))
        return;
    const char *rows = ind_words_row(w, IND_FEED_BESIDE, IND_ROW_MANY);
    ind_words_begin(w, "frame", "Urval och svarsfrekvens", "Sample and response rate");
    ind_words_say(w, "frame.dataset frame.asked", "Hur många som har tillfrågats hämtas ur datamängden %s: %s.",
                  "How many were asked is read from the dataset %s: %s.",
                  ind_words_dataset(w, w->measure->feeds[IND_FEED_BESIDE].dataset), ind_words_of(w, "frame.asked"));
    if (ind_words_has(w, "frame.where"))
        ind_words_where(w, "frame.where", ind_words_format(w, "Där gäller de %s", rows),
                        ind_words_format(w, "There, those %s stand", rows));
    if (ind_words_has(w, "frame.date"))
        ind_words_say(w, "frame.date frame.groups", "Perioden för %s bestäms av %s.", "The period of %s is that of %s.",
                      rows, ind_words_of(w, "frame.date"));
    else
        say_each(w);
    if (ind_words_has(w, "frame.over_coverage"))
        ind_words_say(w, "frame.over_coverage", "Från dem dras övertäckningen: %s.",
                      "Over-coverage is taken from them: %s.", ind_words_of(w, "frame.over_coverage"));
    if (ind_words_has(w, "frame.population"))
        ind_words_say(w, "frame.population", "Populationen redovisas också: %s.", "The population is given too: %s.",
                      ind_words_of(w, "frame.population"));
    if (ind_words_has(w, "frame.stratum"))
        ind_words_say(w, "stratum frame.stratum",
                      "Urvalet är stratifierat: variansen räknas inom varje stratum, som anges av %s och av %s, "
                      "och vägs med antalet personer i det. Saknas svar i ett stratum, eller finns bara ett, "
                      "finns inget intervall.",
                      "The sample is stratified: the variance is that within each stratum, given by %s "
                      "and by %s, weighed by the persons in it. Where nobody in a stratum has answered, or "
                      "only one, there is no interval.",
                      ind_words_entity(w, "stratum"), ind_words_entity(w, "frame.stratum"));
    ind_words_say(w, "frame",
                  "Svarsfrekvensen är %s, delat med de tillfrågade utan övertäckning, i procent. Den visas bara där "
                  "urvalet anger hur många som har tillfrågats i hela gruppen.",
                  "The response rate is %s, over those asked less over-coverage, in percent. It is shown only where "
                  "the sample tells how many were asked in all of the group.",
                  w->english ? en_who : sv_who);
}
