/* followed_event_words.c - the event of an index, its window, and follow-up in sentences. */
#include "kinds/followed/followed.h"

static const char *pick(const ind_words *w, const char *sv, const char *en) {
    return w->english ? en : sv;
}

/* ---- what an event is ---- */

static void say_where(ind_words *w, bool elsewhere) {
    const char *where = ind_words_of(w, "event.where");
    const char *many = elsewhere ? ind_words_row(w, 1, IND_ROW_MANY) : NULL;
    if (where == NULL && elsewhere)
        ind_words_say(w, "event.where", "Alla %s kan vara händelser.", "All %s may be events.", many);
    else if (where == NULL)
        ind_words_say(w, "event.where", "Allt senare för samma person kan vara en händelse.",
                      "All that is later of the same person may be an event.");
    else if (elsewhere)
        ind_words_say(w, "event.where", "Händelser är bara de %s där %s.", "Only those %s are events where %s.", many,
                      where);
    else
        ind_words_say(w, "event.where",
                      "En händelse är något senare för samma person där %s. Är villkoret okänt är det ingen händelse.",
                      "An event is something later of the same person where %s. Where that is unknown it is no event.",
                      where);
}

static void say_days(ind_words *w) {
    const ind_param *date = ind_measure_param(w->measure, "event.date");
    if (date->count > 1)
        ind_words_say(w, "event.date", "Det är en händelse på var och en av dagarna %s. En okänd dag är ingen.",
                      "There is an event on each of the days %s. An unknown day is none.",
                      ind_words_entity(w, "event.date"));
    else if (date->count == 1)
        ind_words_say(w, "event.date", "Dagen för händelsen är %s.", "The day of the event is %s.",
                      ind_words_entity(w, "event.date"));
    else if (ind_words_has(w, "event.start"))
        ind_words_say(
            w, "event.start event.end",
            "Händelsen varar från och med %s till och med %s. Saknas slutet pågår den, och ligger slutet före "
            "början är den ingen händelse.",
            "The event lasts from %s to %s, both included. Without an end it is ongoing, and with an end "
            "before its start it is no event.",
            ind_words_of(w, "event.start"), ind_words_of(w, "event.end"));
}

static void say_dataset(ind_words *w) {
    const char *many = ind_words_row(w, 1, IND_ROW_MANY), *dataset = ind_words_dataset(w, w->measure->feeds[1].dataset);
    if (ind_words_has(w, "event.person"))
        ind_words_say(w, "event.dataset event.person",
                      "Händelserna söks bland alla %s i datamängden %s om samma person, enligt %s.",
                      "The events are looked for among all %s of the dataset %s about the same person, by %s.", many,
                      dataset, ind_words_entity(w, "event.person"));
    else
        ind_words_say(w, "event.dataset", "Händelserna söks bland alla %s i datamängden %s om samma person.",
                      "The events are looked for among all %s of the dataset %s about the same person.", many, dataset);
}

/* ---- the window ---- */

static const char *day_of(const ind_words *w, const char *path) {
    bool start = ind_words_is(w, path, "start");
    if (!ind_words_has(w, "data.end"))
        return pick(w, "index dag", "the day of the index");
    return start ? pick(w, "index första dag", "the first day of the index")
                 : pick(w, "index sista dag", "the last day of the index");
}

/* The keys of the window that are given, as one item has them. */
static const char *window_keys(ind_words *w) {
    return ind_words_format(w, "event.day_from event.day_to%s%s",
                            ind_words_has(w, "event.from_day_of") ? " event.from_day_of" : "",
                            ind_words_has(w, "event.to_day_of") ? " event.to_day_of" : "");
}

static void say_window(ind_words *w) {
    long long from = ind_words_integer(w, "event.day_from"), to = ind_words_integer(w, "event.day_to");
    const char *first = day_of(w, "event.from_day_of"), *last = day_of(w, "event.to_day_of");
    if (!ind_words_has(w, "event.day_from"))
        ind_words_say(w, "event.day_from event.day_to", "Vilken dag händelsen är spelar ingen roll.",
                      "On which day the event is does not matter.");
    else if (strcmp(first, last) != 0)
        ind_words_say(w, window_keys(w),
                      "Fönstret är från och med dag %lld räknat från %s till och med dag %lld räknat från %s.",
                      "The window is from day %lld counted from %s to day %lld counted from %s, both included.", from,
                      first, to, last);
    else if (from == to)
        ind_words_say(w, window_keys(w), "Fönstret är dag %lld, där %s är dag 0.",
                      "The window is day %lld, where %s is day 0.", from, first);
    else
        ind_words_say(w, window_keys(w), "Fönstret är dag %lld till dag %lld, båda inräknade, där %s är dag 0.",
                      "The window is day %lld to day %lld, both included, where %s is day 0.", from, to, first);
}

static void say_relation(ind_words *w) {
    const char *key = ind_words_has(w, "event.relation") ? "event.relation" : "event.relation default";
    if (!ind_words_has(w, "event.day_from"))
        return;
    if (ind_words_is(w, "event.relation", "overlaps"))
        ind_words_say(w, key, "I fönstret ligger en händelse som har minst en dag där.",
                      "An event that has some day there lies in the window.");
    else if (ind_words_is(w, "event.relation", "covers"))
        ind_words_say(w, key, "Händelserna ska tillsammans täcka varje dag i fönstret.",
                      "The events together must cover every day of the window.");
    else if (ind_measure_param(w->measure, "event.date")->count > 0)
        ind_words_say(w, key, "I fönstret ligger en händelse på någon av dess dagar.",
                      "An event on one of its days lies in the window.");
    else
        ind_words_say(w, key, "I fönstret ligger en händelse vars första dag är där.",
                      "An event whose first day is there lies in the window.");
}

/* ---- which of them decides ---- */

static void say_take(ind_words *w) {
    const char *window = ind_words_has(w, "event.day_from") ? pick(w, " i fönstret", " in the window") : "";
    const char *one = ind_words_is(w, "count", "persons") ? pick(w, "personer med något index", "persons with an index")
                                                          : pick(w, "de index", "the indexes");
    if (ind_words_is(w, "event.relation", "covers") && !ind_words_is(w, "event.take", "none"))
        ind_words_say(w, "event.take", "I täljaren ingår %s som täcks så.", "The numerator has %s that are covered so.",
                      one);
    else if (ind_words_is(w, "event.relation", "covers"))
        ind_words_say(w, "event.take", "I täljaren ingår %s som inte täcks så.",
                      "The numerator has %s that are not covered so.", one);
    else if (ind_words_is(w, "event.take", "none"))
        ind_words_say(w, "event.take", "I täljaren ingår %s som inte har någon händelse%s.",
                      "The numerator has %s that have no event%s.", one, window);
    else if (ind_words_is(w, "event.take", "any"))
        ind_words_say(w, "event.take", "I täljaren ingår %s som har minst en händelse%s.",
                      "The numerator has %s that have at least one event%s.", one, window);
    else
        ind_words_say(
            w, "event.take",
            "I täljaren ingår %s som har en händelse%s; är de flera gäller den %s, efter första dag, sista dag "
            "och datamängdens nyckel.",
            "The numerator has %s that have an event%s; of several the %s one counts, by first day, last day "
            "and the key of the dataset.",
            one, window,
            ind_words_is(w, "event.take", "first") ? pick(w, "första", "first") : pick(w, "sista", "last"));
}

static void say_later(ind_words *w) {
    const char *one = ind_words_is(w, "count", "persons") ? pick(w, "personer med något index", "persons with an index")
                                                          : pick(w, "de index", "the indexes");
    if (ind_words_is(w, "event.take", "next_episode"))
        ind_words_say(w, "event.take",
                      "I täljaren ingår %s som följs av en händelse. Bara det närmast följande prövas: är det ingen "
                      "händelse räknas inte heller något senare.",
                      "The numerator has %s that are followed by an event. Only what comes next is looked at: if it is "
                      "no event, nothing later counts either.",
                      one);
    else
        ind_words_say(w, "event.take",
                      "I täljaren ingår %s som följs av minst en händelse. Det som ligger emellan och inte är en "
                      "händelse döljer inte en senare.",
                      "The numerator has %s that are followed by at least one event. What lies between and is no event "
                      "does not hide a later one.",
                      one);
}

static void say_conditions(ind_words *w) {
    if (ind_words_of(w, "event.met") != NULL)
        ind_words_say(w, "event.met", "Händelsen ska vara en där %s.", "The event must be one where %s.",
                      ind_words_of(w, "event.met"));
    if (ind_words_of(w, "event.or") != NULL)
        ind_words_say(w, "event.or", "Dessutom ingår index där %s, med eller utan händelse.",
                      "Indexes where %s are in it too, with or without an event.", ind_words_of(w, "event.or"));
    if (!ind_words_has(w, "missing.event"))
        return;
    ind_words_say(w, "missing.event", "Är det okänt om ett index är uppfyllt %s.",
                  "Where it is unknown whether an index is met, %s.",
                  ind_words_is(w, "missing.event", "not_met")   ? pick(w, "räknas det som inte uppfyllt", "it is not")
                  : ind_words_is(w, "missing.event", "exclude") ? pick(w, "räknas det inte", "it is left out")
                                                                : pick(w, "avbryts beräkningen", "that is an error"));
}

void ind_followed_say_numerator(ind_words *w) {
    bool elsewhere = w->measure->feed_count > 1;
    ind_words_begin(w, "numerator", "Täljare: händelser", "Numerator: events");
    if (elsewhere)
        say_dataset(w);
    say_where(w, elsewhere);
    if (elsewhere)
        say_days(w);
    say_window(w);
    if (elsewhere)
        say_relation(w);
    if (elsewhere)
        say_take(w);
    else
        say_later(w);
    say_conditions(w);
}

/* ---- follow-up ---- */

static void say_death(ind_words *w) {
    long long days = ind_words_integer(w, "follow_up.days");
    if (ind_words_is(w, "follow_up.death", "keep"))
        ind_words_say(w, "follow_up.death", "Ett index är kvar även om personen avlider under uppföljningen.",
                      "An index stays even if the person dies during follow-up.");
    else if (ind_words_is(w, "follow_up.death", "exclude"))
        ind_words_say(w, "follow_up.death",
                      "Ett index räknas inte om personen avlider under uppföljningen, dag 0 till dag %lld, med eller "
                      "utan händelse.",
                      "An index is left out if the person dies during follow-up, day 0 to day %lld, with or without an "
                      "event.",
                      days);
    else
        ind_words_say(
            w, "follow_up.death",
            "Ett index utan händelse räknas inte om personen avlider under uppföljningen, dag 0 till dag %lld.",
            "An index without event is left out if the person dies during follow-up, day 0 to day %lld.", days);
}

static void say_moved(ind_words *w) {
    if (ind_words_is(w, "follow_up.moved", "keep"))
        ind_words_say(w, "follow_up.moved", "Ett index är kvar även om personen flyttar ut under uppföljningen.",
                      "An index stays even if the person moves away during follow-up.");
    else
        ind_words_say(
            w, "follow_up.moved",
            "Ett index räknas inte om personen flyttar ut under uppföljningen, dag 0 till dag %lld, med eller "
            "utan händelse.",
            "An index is left out if the person moves away during follow-up, day 0 to day %lld, with or "
            "without an event.",
            (long long)ind_words_integer(w, "follow_up.days"));
}

static void say_incomplete(ind_words *w) {
    if (ind_words_is(w, "follow_up.incomplete", "exclude_index"))
        ind_words_say(
            w, "follow_up.incomplete",
            "Ett index vars uppföljning eller fönster inte ryms i uppgifterna räknas inte, även om en händelse "
            "redan har setts. Värdet märks då.",
            "An index whose follow-up or window reaches beyond the data is left out, even if an event has "
            "been seen. The value is then marked.");
    else if (ind_words_is(w, "follow_up.incomplete", "keep"))
        ind_words_say(
            w, "follow_up.incomplete",
            "Ett index vars uppföljning eller fönster inte ryms i uppgifterna räknas ändå, och värdet märks.",
            "An index whose follow-up or window reaches beyond the data counts all the same, and the value is "
            "marked.");
    else
        ind_words_say(w, "follow_up.incomplete",
                      "Om uppföljningen eller fönstret för något index inte ryms i uppgifterna visas inget värde.",
                      "If the follow-up or window of any index reaches beyond the data, no value is shown.");
}

void ind_followed_say_follow_up(ind_words *w) {
    ind_words_begin(w, "follow_up", "Uppföljning", "Follow-up");
    if (!ind_words_has(w, "follow_up.days")) {
        ind_words_say(w, "follow_up", "Ett index räknas oavsett hur långt uppgifterna räcker.",
                      "An index counts however far the data reach.");
        return;
    }
    ind_words_say(w, "follow_up.days", "Varje index följs i %s efter %s.", "Every index is followed for %s after %s.",
                  ind_words_days(w, ind_words_integer(w, "follow_up.days")), day_of(w, "event.to_day_of"));
    ind_words_say(w, "follow_up.complete_until",
                  "Hur långt uppgifterna räcker står i datamängden %.*s (den av länets leveranser som slutar tidigast "
                  "avgör%s) eller anges vid körningen; det avgörs aldrig av den senaste dagen i uppgifterna.",
                  "How far the data reach is stated in the dataset %.*s (the delivery of the county that ends first "
                  "decides%s) or is given to the run; the latest day seen in the data never decides.",
                  IND_STR_ARGS(ind_measure_param(w->measure, "follow_up.complete_until")->text),
                  w->measure->feed_count > 1 ? pick(w, ", i båda datamängderna", ", of both datasets") : "");
    say_moved(w);
    say_incomplete(w);
    say_death(w);
}
