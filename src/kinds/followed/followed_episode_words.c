/* followed_episode_words.c - rows that are joined into episodes, and rules that leave some out, in sentences. */
#include "kinds/followed/followed.h"

static void say_join(ind_words *w) {
    const char *one = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_ONE)),
               *when = ind_words_of(w, "episode.join_when");
    const char *pronoun = ind_words_row_neuter(w, 0) ? "det" : "den";
    int64_t days = ind_words_integer(w, "episode.join_within_days");
    const char *within = ind_words_days(w, days);
    if (when == NULL)
        ind_words_say(w, "episode.join_within_days episode.join_when",
                      "%s läggs också till episoden om %s börjar högst %s efter episodens hittills sista dag.",
                      "%s is joined also if %s begins at most %s after the last day of the episode so far.", one,
                      w->english ? "it" : pronoun, within);
    else
        ind_words_say(w,
                      ind_words_is(w, "missing.join", "not_met")
                          ? "episode.join_within_days episode.join_when missing.join"
                          : "episode.join_within_days episode.join_when",
                      "%s läggs också till episoden om %s börjar högst %s efter episodens hittills sista dag, och "
                      "dessutom %s. Är det villkoret okänt läggs %s inte till.",
                      "%s is joined also if %s begins at most %s after the last day of the episode so far, and "
                      "moreover %s. Where that is unknown %s is not joined.",
                      one, w->english ? "it" : pronoun, within, when, ind_words_row(w, 0, IND_ROW_THE));
}

static void say_overlap(ind_words *w, const char *path, const char *sv, const char *en) {
    const char *one = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_ONE));
    if (ind_words_is(w, path, "join"))
        ind_words_say(w, path, "%s som börjar %s läggs alltid till episoden.", "%s that begins %s is always joined.",
                      one, w->english ? en : sv);
    else
        ind_words_say(w, path, "%s som börjar %s läggs inte till episoden enbart av det skälet.",
                      "%s that begins %s is not joined for that reason alone.", one, w->english ? en : sv);
}

static void say_joined(ind_words *w, const char *many) {
    ind_words_say(
        w, "episode",
        "%s för samma person som hör ihop läggs samman till en episod. De ordnas efter första dag, sedan efter sista "
        "dag (pågående sist) och sist efter datamängdens nyckel. Episoden slutar på den senaste sista dagen.",
        "%s of one person that belong together are joined to an episode. They are ordered by first day, then by last "
        "day (ongoing ones last), then by the key of the dataset. The episode ends on the latest last day.",
        ind_words_sentence(w, many));
}

static void say_policies(ind_words *w) {
    say_overlap(w, "episode.overlap", "före episodens hittills sista dag (överlappar)",
                "before the last day of the episode so far (overlaps)");
    say_overlap(w, "episode.same_day", "samma dag som episodens hittills sista dag",
                "on the last day of the episode so far");
    say_join(w);
}

/* Episodes whose bounds cannot be told. */
static void say_unknown_joining(ind_words *w) {
    if (ind_words_of(w, "episode.join_when") == NULL || !ind_words_has(w, "missing.join") ||
        ind_words_is(w, "missing.join", "not_met"))
        return; /* which the condition itself has said */
    if (ind_words_is(w, "missing.join", "exclude"))
        ind_words_say(w, "missing.join", "Är det okänt om två hör ihop är ingen av de båda episoderna en indexepisod.",
                      "Where it is unknown whether two belong together, neither of the two is an index episode.");
    else
        ind_words_say(w, "missing.join", "Är det okänt om två hör ihop avbryts beräkningen.",
                      "Where it is unknown whether two belong together, that is an error.");
}

/* What is made of stays whose end was perhaps never registered. */
static void say_open(ind_words *w) {
    if (ind_words_is(w, "episode.open", "drop"))
        ind_words_say(w, "episode.open",
                      "En som saknar sista dag, fast personen har kommit en senare dag, räknas inte.",
                      "One without a last day does not count if the person has come on a later day.");
    else if (ind_words_is(w, "episode.open", "close"))
        ind_words_say(
            w, "episode.open",
            "En som saknar sista dag, fast personen har kommit en senare dag, är en episod för sig och aldrig "
            "en indexepisod.",
            "One without a last day is an episode of its own, and never an index episode, if the person has "
            "come on a later day.");
    else
        ind_words_say(w, "episode.open",
                      "En som saknar sista dag räknas som pågående även om personen har kommit senare.",
                      "One without a last day counts as ongoing even if the person has come later.");
}

void ind_followed_say_episodes(ind_words *w) {
    bool followed = w->measure->kind->params == ind_params_of_followed;
    ind_words_begin(w, "episodes", followed ? "Episoder" : "Vårdepisoder", "Episodes");
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    bool none = ind_words_is(w, "episode.join", "none");
    if (none)
        ind_words_say(w, "episode episode.join",
                      "Inga %s läggs samman: var och en är en episod för sig, också de som överlappar.",
                      "No %s are joined: each is an episode of its own, also those that overlap.", many);
    else
        say_joined(w, many);
    if (ind_words_of(w, "episode.where") != NULL)
        ind_words_where(w, "episode.where", ind_words_format(w, "Med i episoderna är bara de %s", many),
                        ind_words_format(w, "Only those %s are joined", many));
    if (!none)
        say_policies(w);
    say_unknown_joining(w);
    say_open(w);
    if (ind_words_has(w, "event.dataset"))
        ind_words_say(w, "episode.ongoing", "En episod som pågår är aldrig en indexepisod.",
                      "An ongoing episode is never an index episode.");
    else if (ind_words_is(w, "episode.ongoing", "absent"))
        ind_words_say(w, "episode.ongoing",
                      "Källan har bara avslutade %s. Det som pågick när uppgifterna hämtades saknas, så de senaste "
                      "värdena kan stiga.",
                      "The source has only ended %s. What was ongoing when the data were taken is missing, so that the "
                      "latest values may rise.",
                      many);
    else
        ind_words_say(w, "episode.ongoing", "En episod som pågår kan vara en händelse men aldrig en indexepisod.",
                      "An ongoing episode may be an event but never an index episode.");
}

const char *ind_followed_without_end(ind_words *w, const char *the, const char *start, const char *end) {
    if (w->english)
        return ind_words_format(w,
                                "Without an end %s is taken as ongoing, and with an end before its start %s is left "
                                "out.",
                                the, the);
    return ind_words_format(w, "Saknas %s betraktas %s som pågående, och ligger %s före %s tas %s inte med.", end, the,
                            end, start, the);
}

void ind_followed_say_exclusions(ind_words *w) {
    if (ind_measure_param(w->measure, "index.exclude")->count == 0) {
        ind_words_say(w, "index.exclude", "Inga undantag görs.", "There are no exclusions.");
        return;
    }
    ind_words_say(w, "index.exclude",
                  "Följande utesluts, i nämnd ordning, och räknas under den första regel som gäller; går en regel inte "
                  "att pröva utesluter den inte:",
                  "Of these the following are excluded, in this order, by the first rule that holds (a rule whose "
                  "condition is unknown does not exclude):");
    ind_words_rules(w, "index.exclude");
}
