/* readmission_words.c - stays, episodes, index and event in sentences. */
#include "kinds/followed/followed.h"

static void say_data(ind_words *w) {
    ind_words_data(w);
    const char *many = ind_words_row(w, 0, IND_ROW_THE_MANY), *one = ind_words_row(w, 0, IND_ROW_ONE);
    const char *the = ind_words_row(w, 0, IND_ROW_THE), *start = ind_words_of(w, "data.start"),
               *end = ind_words_of(w, "data.end");
    ind_words_say(w, "data.person", "%s följs person för person, enligt %s.",
                  "%s are followed person by person, by %s.", ind_words_sentence(w, many),
                  ind_words_entity(w, "data.person"));
    ind_words_say(w, "data.start data.end", "%s räknas från och med %s till och med %s. %s",
                  "%s runs from %s to %s, both included. %s", ind_words_sentence(w, one), start, end,
                  ind_followed_without_end(w, the, start, end));
    if (ind_words_has(w, "data.death"))
        ind_words_say(w, "data.death", "Som dödsdag gäller %s, enligt uppgiften vid episodens första %s.",
                      "The day of death is %s, as known at the first %s of the episode.", ind_words_of(w, "data.death"),
                      ind_words_row_bare(w, 0));
    if (ind_words_has(w, "data.moved"))
        ind_words_say(w, "data.moved", "Som dag för utflyttning gäller %s, enligt uppgiften vid episodens första %s.",
                      "The day of moving away is %s, as known at the first %s of the episode.",
                      ind_words_of(w, "data.moved"), ind_words_row_bare(w, 0));
}

/* ---- denominator ---- */

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
    ind_followed_say_exclusions(w);
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
    ind_followed_say_episodes(w);
    say_denominator(w);
    say_numerator(w);
    ind_readmission_say_follow_up(w);
}

const ind_kind_words ind_words_of_readmission = {
    .value = {"andelen indexepisoder som följs av minst en händelse",
              "the share of the denominator that is followed by at least one event"},
    .first = {"episodens första $1", "the first $1 of the episode"},
    .last = {"episodens sista $1", "the last $1 of the episode"},
    .start = {"episodens första dag", "the first day of the episode"},
    .end = {"episodens sista dag", "the last day of the episode"},
    .counted = {"indexepisoder", "index episodes"},
    .say = say,
};
