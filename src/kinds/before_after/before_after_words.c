/* before_after_words.c - a cohort before and after in sentences. */
#include "kinds/before_after/before_after.h"

static void say_starts(ind_words *w) {
    const char *the_many = ind_words_row(w, 0, IND_ROW_THE_MANY);
    ind_words_data(w);
    ind_words_say(
        w, "data.person data.date period.each",
        "%s ger personer att följa: personen anges av %s, och %s är starten, dag 0. Varje period har dem vars "
        "start ligger i den.",
        "%s give persons to follow: the person is told by %s, and %s is the start, day 0. Every period has "
        "those whose start lies in it.",
        ind_words_sentence(w, the_many), ind_words_entity(w, "data.person"), ind_words_of(w, "data.date"));
    ind_words_say(w, "data.first_in_months",
                  "Bara den som inte har haft någon start de %s som ligger före räknas; flera samma dag är en.",
                  "It counts only where the person has had no start in the %s before; several of one day are one.",
                  ind_words_months(w, ind_words_integer(w, "data.first_in_months")));
}

static void say_joining(ind_words *w) {
    const char *many = ind_words_row(w, 1, IND_ROW_MANY);
    bool in = ind_words_has(w, "event.transfer_in"), out = ind_words_has(w, "event.transfer_out");
    ind_words_say(w, "event.join_within_days",
                  "%s som överlappar varandra är en enda händelse%s börjar högst %s efter den förras slut.",
                  "%s that overlap are one event%s begin at most %s after the end of the one before.",
                  ind_words_sentence(w, many),
                  w->english  ? in || out ? ", and with a transfer so are those that" : ", and so are those that"
                  : in || out ? ", och vid överflyttning även de som"
                              : ", och även de som",
                  ind_words_days(w, ind_words_integer(w, "event.join_within_days")));
    ind_words_where(w, "event.transfer_out", ind_words_format(w, "Överflyttade ut är %s", many),
                    ind_words_format(w, "Transferred out are %s", many));
    ind_words_where(w, "event.transfer_in", ind_words_format(w, "Överflyttade in är %s", many),
                    ind_words_format(w, "Transferred in are %s", many));
}

static void say_events(ind_words *w) {
    const char *many = ind_words_row(w, 1, IND_ROW_MANY);
    ind_words_begin(w, "event", "Händelser", "Events");
    ind_words_say(w, "event.dataset event.start event.person", "Händelserna är %s i datamängden %s, på dagen för %s.",
                  "The events are %s of the dataset %s, on the day of %s.", many,
                  ind_words_dataset(w, w->measure->feeds[1].dataset), ind_words_of(w, "event.start"));
    ind_words_where(w, "event.where", ind_words_format(w, "Av dem räknas bara %s", many),
                    ind_words_format(w, "Of these, those %s count", many));
    if (ind_words_has(w, "event.join_within_days"))
        say_joining(w);
    if (ind_words_is(w, "event.at_start", "leave_out"))
        ind_words_say(w, "event.at_start event.end",
                      "En händelse som pågår på dag 0, till och med %s, räknas varken före eller efter.",
                      "An event that goes on at day 0, until %s, counts neither before nor after.",
                      ind_words_of(w, "event.end"));
    else if (ind_words_has(w, "event.at_start"))
        ind_words_say(
            w, "event.at_start event.end", "En händelse som pågår på dag 0, till och med %s, räknas där den börjar.",
            "An event that goes on at day 0, until %s, counts where it begins.", ind_words_of(w, "event.end"));
}

static void say_incomplete(ind_words *w) {
    static const ind_bilingual incomplete[] = {
        {"Den vars tid före inte är levererad räknas inte.",
         "A person whose time before is not delivered does not count."},
        {"Den vars tid före inte är levererad räknas ändå, och värdet märks.",
         "A person whose time before is not delivered counts all the same, and the value is marked."},
        {"Är någons tid före inte levererad visas inget värde.",
         "Where somebody's time before is not delivered, no value is shown."}};
    int choice = ind_measure_param(w->measure, "before.incomplete")->choice;
    ind_words_say(w, "before.incomplete", "%s", "%s", ind_words_pick(w, incomplete[choice < 0 ? 0 : choice]));
}

static void say_time(ind_words *w) {
    long long days = ind_words_integer(w, "before.days"), gap = ind_words_integer(w, "before.gap");
    ind_words_begin(w, "time", "Persontid", "Person-time");
    ind_words_say(w, "before.days before.gap", "Tiden före är dag -%lld till dag -%lld.",
                  "The time before is day -%lld to day -%lld.", gap + days, gap + 1);
    if (gap > 0)
        ind_words_say(
            w, "before.gap",
            "De %lld dagarna närmast före starten räknas inte, eftersom det som ledde till starten ligger där.",
            "The %lld days right before the start do not count, since what led to the start lies there.", gap);
    ind_words_say(
        w, "after.days data.death data.moved follow_up.complete_until",
        "Tiden efter är dag 0 till dag %lld, och slutar tidigare den dag personen dör eller flyttar, eller den "
        "sista dag som är levererad.",
        "The time after is day 0 to day %lld, and ends before that on the day the person dies or moves, or the "
        "last day that is delivered.",
        (long long)ind_words_integer(w, "after.days") - 1);
    say_incomplete(w);
}

static void say(ind_words *w) {
    say_starts(w);
    say_events(w);
    say_time(w);
    ind_words_begin(w, "denominator", "Nämnare", "Denominator");
    ind_words_denominator(w, "Av dem ingår", "Of them it has");
    ind_words_begin(w, "index", "Kvot", "Ratio");
    ind_words_say(w, "value",
                  "Värdet är händelser per persontid efter starten, delat med händelser per persontid före den.",
                  "The value is events by person-time after the start, divided by events by person-time before it.");
    ind_words_say(w, "per_person_years", "De två talen redovisas också, per %lld personår om 365,25 dagar.",
                  "The two rates are given too, for %lld person-years of 365.25 days.",
                  (long long)ind_words_integer(w, "per_person_years"));
    ind_words_say(w, "caution", "%s", "%s", ind_words_pick(w, ind_words_of_before_after.caution));
}

const ind_kind_words ind_words_of_before_after = {
    .value = {"hur ofta något händer efter en start, jämfört med före",
              "how often something happens after a start, compared with before"},
    .first = {"personens $1 vid starten", "the person's $1 at the start"},
    .last = {"personens $1 vid starten", "the person's $1 at the start"},
    .start = {"dagen för starten", "the day of the start"},
    .end = {"dagen för starten", "the day of the start"},
    .counted = {"personer", "persons"},
    .caution = {"Värdet kan bero på regression mot medelvärdet.", "The value may be due to regression to the mean."},
    .say = say,
};
