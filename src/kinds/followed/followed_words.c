/* followed_words.c - data and index in sentences; followed_event_words.c has the event and follow-up. */
#include "kinds/followed/followed.h"

/* ---- data ---- */

static void say_days(ind_words *w) {
    const char *one = ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_ONE));
    const char *the = ind_words_row(w, 0, IND_ROW_THE), *start = ind_words_of(w, "data.start"),
               *end = ind_words_of(w, "data.end");
    if (end == NULL)
        ind_words_say(w, "data.start", "Dagen för %s är %s.", "The day of %s is %s.", the, start);
    else
        ind_words_say(w, "data.start data.end", "%s räknas från och med %s till och med %s. %s",
                      "%s runs from %s to %s, both included. %s", one, start, end,
                      ind_followed_without_end(w, the, start, end));
}

static void say_data(ind_words *w) {
    ind_words_data(w);
    ind_words_say(w, "data.person", "%s följs person för person, enligt %s.",
                  "%s are followed person by person, by %s.",
                  ind_words_sentence(w, ind_words_row(w, 0, IND_ROW_THE_MANY)), ind_words_entity(w, "data.person"));
    say_days(w);
    if (ind_words_has(w, "data.death"))
        ind_words_say(w, "data.death", "Som dödsdag gäller %s.", "The day of death is %s.",
                      ind_words_of(w, "data.death"));
    if (ind_words_has(w, "data.moved"))
        ind_words_say(w, "data.moved", "Som dag för utflyttning gäller %s.", "The day of moving away is %s.",
                      ind_words_of(w, "data.moved"));
}

/* ---- denominator ---- */

static void say_count(ind_words *w) {
    if (ind_words_is(w, "count", "persons"))
        ind_words_say(
            w, "count",
            "Personer räknas: var och en som har minst ett index i perioden, en gång i varje period. Personen "
            "redovisas efter sitt sista index i perioden.",
            "Persons are counted: everyone with at least one index in the period, once in each period. A "
            "person is shown by the groups of the last index in the period.");
    else
        ind_words_say(w, "count", "Index räknas: en person kan bidra med flera.",
                      "Indexes are counted: a person may contribute several.");
}

/* What may be an index, such as "ett avslutat vårdtillfälle". */
static void say_index(ind_words *w) {
    const char *where = ind_words_of(w, "index.where");
    bool episodes = ind_words_has(w, "episode.ongoing");
    const char *one = episodes ? w->english ? "an episode" : "en episod" : ind_words_row(w, 0, IND_ROW_ONE);
    const char *sentence = ind_words_sentence(w, one);
    const char *ended_sv = ind_words_has(w, "data.end") ? " som har avslutats" : "";
    const char *ended_en = ind_words_has(w, "data.end") ? " that has ended" : "";
    if (where == NULL)
        ind_words_say(w, "index.where", "%s%s är ett index.", "%s%s is an index.", sentence,
                      w->english ? ended_en : ended_sv);
    else
        ind_words_say(w, "index.where", "%s%s är ett index om %s. Är villkoret okänt är det inget index.",
                      "%s%s is an index if %s. Where that is unknown it is not an index.", sentence,
                      w->english ? ended_en : ended_sv, where);
}

static void say_reuse(ind_words *w) {
    const ind_param *may_be = ind_measure_param(w->measure, "event.event_may_be_index");
    if (may_be->node == NULL)
        return;
    if (may_be->integer != 0)
        ind_words_say(w, "event.event_may_be_index", "Det som är en händelse kan själv vara index.",
                      "What is an event may itself be an index.");
    else
        ind_words_say(w, "event.event_may_be_index", "Det som har räknats som händelse kan inte själv vara index.",
                      "What has been counted as an event cannot be an index.");
}

static void say_denominator(ind_words *w) {
    ind_words_begin(w, "denominator", "Nämnare: index", "Denominator: indexes");
    say_count(w);
    ind_words_say(w, "period.date",
                  "Perioden för ett index bestäms av %s. Händelser söks också före och efter perioden.",
                  "The period of an index is that of %s. Events are looked for before and after the period too.",
                  ind_words_of(w, "period.date"));
    say_index(w);
    ind_followed_say_exclusions(w);
    say_reuse(w);
}

static void say(ind_words *w) {
    if (ind_words_is(w, "count", "persons"))
        w->counted = w->english ? "persons" : "personer";
    say_data(w);
    if (ind_words_has(w, "episode.ongoing"))
        ind_followed_say_episodes(w);
    say_denominator(w);
    ind_followed_say_numerator(w);
    ind_followed_say_follow_up(w);
}

const ind_kind_words ind_words_of_followed = {
    .value = {"andelen av nämnaren som uppfyller det som sägs om händelser",
              "the share of the denominator that meets what is said of events"},
    .first = {"index första $1", "the first $1 of the index"},
    .last = {"index sista $1", "the last $1 of the index"},
    .start = {"index första dag", "the first day of the index"},
    .end = {"index sista dag", "the last day of the index"},
    .counted = {"index", "indexes"},
    .say = say,
};
