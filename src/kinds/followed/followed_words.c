/* followed_words.c - stays, episodes, index and event in sentences. */
#include "kinds/followed/followed.h"

static void say_data(ind_words *w) {
    ind_words_data(w);
    const char *many = ind_words_row(w, 0, IND_ROW_THE_MANY), *one = ind_words_row(w, 0, IND_ROW_ONE);
    const char *the = ind_words_row(w, 0, IND_ROW_THE), *start = ind_words_of(w, "data.start"),
               *end = ind_words_of(w, "data.end");
    ind_words_say(w, "data.person", "%s följs person för person, enligt %s.",
                  "%s are followed person by person, by %s.", ind_words_sentence(w, many),
                  ind_words_entity(w, "data.person"));
    ind_words_say(w, "data.start data.end",
                  "%s räknas från och med %s till och med %s. Saknas slutet räknas %s som pågående, och ligger slutet "
                  "före början räknas %s inte alls.",
                  "%s runs from %s to %s, both included. Without an end %s is taken as ongoing, and with an end before "
                  "its start %s is left out.",
                  ind_words_sentence(w, one), start, end, the, the);
    if (ind_words_has(w, "data.death"))
        ind_words_say(w, "data.death", "Som dödsdag gäller %s, enligt uppgiften vid episodens första %s.",
                      "The day of death is %s, as known at the first %s of the episode.", ind_words_of(w, "data.death"),
                      ind_words_row_bare(w, 0));
    if (ind_words_has(w, "data.moved"))
        ind_words_say(w, "data.moved", "Som dag för utflyttning gäller %s, enligt uppgiften vid episodens första %s.",
                      "The day of moving away is %s, as known at the first %s of the episode.",
                      ind_words_of(w, "data.moved"), ind_words_row_bare(w, 0));
}

/* ---- episodes ---- */

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
        ind_words_say(w, "episode.join_within_days episode.join_when",
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
        return;
    if (ind_words_is(w, "missing.join", "exclude"))
        ind_words_say(w, "missing.join", "Är det okänt om två hör ihop är ingen av de båda episoderna en indexepisod.",
                      "Where it is unknown whether two belong together, neither of the two is an index episode.");
    else
        ind_words_say(w, "missing.join", "Är det okänt om två hör ihop avbryts beräkningen.",
                      "Where it is unknown whether two belong together, that is an error.");
}

/* What is made of stays whose end was perhaps never registered. */
static void say_open(ind_words *w) {
    if (ind_words_is(w, "episode.open", "keep"))
        ind_words_say(w, "episode.open",
                      "En som saknar sista dag räknas som pågående även om personen har kommit senare.",
                      "One without a last day counts as ongoing even if the person has come later.");
    else if (ind_words_is(w, "episode.open", "drop"))
        ind_words_say(w, "episode.open",
                      "En som saknar sista dag, fast personen har kommit en senare dag, räknas inte.",
                      "One without a last day does not count if the person has come on a later day.");
    else
        ind_words_say(
            w, "episode.open",
            "En som saknar sista dag, fast personen har kommit en senare dag, är en episod för sig och aldrig "
            "en indexepisod.",
            "One without a last day is an episode of its own, and never an index episode, if the person has "
            "come on a later day.");
}

static void say_episodes(ind_words *w) {
    ind_words_begin(w, "episodes", "Vårdepisoder", "Episodes");
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
    if (ind_words_is(w, "episode.ongoing", "absent"))
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

/* ---- denominator ---- */

static void say_exclusions(ind_words *w) {
    if (ind_measure_param(w->measure, "index.exclude")->count == 0) {
        ind_words_say(w, "index.exclude", "Inga undantag görs.", "There are no exclusions.");
        return;
    }
    ind_words_say(w, "index.exclude",
                  "Bland dem utesluts, i denna ordning och av den första regel som stämmer (en regel vars villkor är "
                  "okänt utesluter inte):",
                  "Of these the following are excluded, in this order, by the first rule that holds (a rule whose "
                  "condition is unknown does not exclude):");
    ind_words_rules(w, "index.exclude");
}

static void say_denominator(ind_words *w) {
    ind_words_begin(w, "denominator", "Nämnare: indexepisoder", "Denominator: index episodes");
    if (ind_words_is(w, "count", "persons"))
        ind_words_say(w, "count",
                      "Personer räknas: var och en som har minst en indexepisod i perioden, en gång i varje period. "
                      "Personen redovisas efter sin sista indexepisod i perioden.",
                      "Persons are counted: everyone with at least one index episode in the period, once in each "
                      "period. A person is shown by the groups of the last index episode in the period.");
    else
        ind_words_say(w, "count", "Episoder räknas: en person kan bidra med flera.",
                      "Episodes are counted: a person may contribute several.");
    ind_words_say(w, "period.date",
                  "Perioden för en indexepisod bestäms av %s. Episoder före och efter perioden används när %s läggs "
                  "samman och när händelser söks.",
                  "The period of an index episode is that of %s. Episodes before and after the period are used where "
                  "%s are joined and events are looked for.",
                  ind_words_of(w, "period.date"), ind_words_row(w, 0, IND_ROW_MANY));
    const char *where = ind_words_of(w, "index.where");
    if (where == NULL)
        ind_words_say(w, "index.where", "Varje avslutad episod är en indexepisod.",
                      "Every ended episode is an index episode.");
    else
        ind_words_say(w, "index.where",
                      "En avslutad episod är en indexepisod om %s. Är villkoret okänt är episoden ingen indexepisod.",
                      "An ended episode is an index episode if %s. Where that is unknown it is not an index episode.",
                      where);
    say_exclusions(w);
    if (ind_measure_param(w->measure, "event.event_may_be_index")->integer != 0)
        ind_words_say(w, "event.event_may_be_index", "En episod som är en händelse kan själv vara indexepisod.",
                      "An episode that is an event may itself be an index episode.");
    else
        ind_words_say(w, "event.event_may_be_index",
                      "En episod som har räknats som händelse kan inte själv vara indexepisod.",
                      "An episode that has been counted as an event cannot be an index episode.");
}

/* ---- numerator ---- */

static void say_unknown_event(ind_words *w) {
    if (ind_words_is(w, "missing.event", "exclude"))
        ind_words_say(w, "missing.event",
                      "En indexepisod utan känd händelse räknas inte om det är okänt om en senare episod i fönstret är "
                      "en händelse.",
                      "An index episode without a known event is left out where it is unknown whether a later episode "
                      "in the window is one.");
    else
        ind_words_say(w, "missing.event", "Är det okänt om en indexepisod följs av en händelse avbryts beräkningen.",
                      "Where it is unknown whether an index episode is followed by an event, that is an error.");
}

static void say_numerator(ind_words *w) {
    ind_words_begin(w, "numerator", "Täljare: händelser", "Numerator: events");
    bool persons = ind_words_is(w, "count", "persons");
    long long from = ind_words_integer(w, "event.day_from"), to = ind_words_integer(w, "event.day_to");
    ind_words_say(w, "event", "I täljaren ingår %s som följs av minst en händelse.",
                  "The numerator has %s that are followed by at least one event.",
                  persons      ? w->english ? "persons with an index episode" : "personer med någon indexepisod"
                  : w->english ? "index episodes"
                               : "de indexepisoder");
    const char *where = ind_words_of(w, "event.where");
    if (where == NULL)
        ind_words_say(w, "event.where", "Varje senare episod för samma person kan vara en händelse.",
                      "Every later episode of the same person may be an event.");
    else
        ind_words_say(
            w, "event.where",
            "En händelse är en senare episod för samma person där %s. Är villkoret okänt är episoden ingen händelse.",
            "An event is a later episode of the same person where %s. Where that is unknown the episode is no event.",
            where);
    if (where != NULL && ind_words_has(w, "missing.event") && !ind_words_is(w, "missing.event", "not_met"))
        say_unknown_event(w);
    if (from == to)
        ind_words_say(
            w, "event.day_from event.day_to",
            "Händelsen ska börja exakt dag %lld efter indexepisodens sista dag, som är dag 0.",
            "The event must begin on day %lld exactly after the last day of the index episode, which is day 0.", from);
    else
        ind_words_say(w, "event.day_from event.day_to",
                      "Händelsen ska börja tidigast dag %lld och senast dag %lld, båda dagarna inräknade, där "
                      "indexepisodens sista dag är dag 0.",
                      "The event must begin on day %lld at the earliest and on day %lld at the latest, both included, "
                      "where the last day of the index episode is day 0.",
                      from, to);
    if (ind_words_is(w, "event.take", "next_episode"))
        ind_words_say(w, "event.take",
                      "Bara den närmast följande episoden prövas: är den ingen händelse räknas inte heller en senare.",
                      "Only the next episode is looked at: if it is no event, a later one does not count either.");
    else
        ind_words_say(
            w, "event.take",
            "Alla senare episoder prövas: en episod däremellan som inte är en händelse döljer inte en senare.",
            "All later episodes are looked at: an episode between that is no event does not hide a later one.");
}

static void say(ind_words *w) {
    if (ind_words_is(w, "count", "persons"))
        w->counted = w->english ? "persons" : "personer";
    say_data(w);
    say_episodes(w);
    say_denominator(w);
    say_numerator(w);
    ind_followed_say_follow_up(w);
}

const ind_kind_words ind_words_of_readmission = {
    .value = {"andelen av nämnaren som följs av minst en händelse",
              "the share of the denominator that is followed by at least one event"},
    .first = {"episodens första $1", "the first $1 of the episode"},
    .last = {"episodens sista $1", "the last $1 of the episode"},
    .start = {"episodens första dag", "the first day of the episode"},
    .end = {"episodens sista dag", "the last day of the episode"},
    .counted = {"indexepisoder", "index episodes"},
    .say = say,
};
