/* distinct_words.c - visits, window and how many different ones in sentences. */
#include "kinds/distinct/distinct.h"

static void say_window(ind_words *w) {
    const char *many = ind_words_row(w, 0, IND_ROW_MANY), *the_many = ind_words_row(w, 0, IND_ROW_THE_MANY);
    ind_words_data(w);
    ind_words_say(
        w, "data.person data.start",
        "%s följs person för person, i ordning efter %s och sedan datamängdens nyckel; personen identifieras av %s.",
        "%s are followed person by person, by %s and then by the key of the dataset; the person is identified by %s.",
        ind_words_sentence(w, the_many), ind_words_of(w, "data.start"), ind_words_entity(w, "data.person"));
    ind_words_say(w, "window.start window.days period.each",
                  "För varje period räknas %s i ett fönster på %s; fönstrets första dag är %s.",
                  "For every period, %s count in a window of %s; its first day is %s.", many,
                  ind_words_days(w, ind_words_integer(w, "window.days")), ind_words_of(w, "window.start"));
    if (ind_words_has(w, "hours.from"))
        ind_words_say(w, "hours.from hours.before",
                      "Bara de som börjar klockan %02lld.00 eller senare, och före klockan %02lld.00, räknas.",
                      "Only those that begin at %02lld:00 or later, and before %02lld:00, count.",
                      (long long)ind_words_integer(w, "hours.from"), (long long)ind_words_integer(w, "hours.before"));
    if (ind_words_is(w, "window.incomplete", "hide"))
        ind_words_say(w, "window.incomplete", "Når fönstret utanför leveranserna visas inget värde.",
                      "Where the window reaches outside the deliveries, no value is shown.");
    else
        ind_words_say(w, "window.incomplete", "Når fönstret utanför leveranserna visas värdet ändå, men märks.",
                      "Where the window reaches outside the deliveries, the value is shown all the same, but marked.");
}

static const char *visits_are(ind_words *w, const char *path) {
    return ind_words_is(w, path, "start")
               ? w->english ? "those that begin at one time being one" : "de som börjar samtidigt är ett"
           : w->english ? "every row being one"
                        : "varje rad är ett";
}

static void say_counted(ind_words *w) {
    static const ind_bilingual unknown[] = {
        {"Är det okänt är besöket som om det inte fanns.",
         "Where it is unknown, it is as if the visit were not there."},
        {"Alla en persons besök där det är okänt räknas som en enda till.",
         "All visits of a person where it is unknown count as one more."},
        {"Varje besök där det är okänt räknas som en till.", "Every visit where it is unknown counts as one more."},
    };
    ind_words_begin(w, "index", "Det som räknas", "What is counted");
    ind_words_say(w, "of", "För varje person räknas hur många olika värden som finns för %s.",
                  "For every person it is counted how many different values there are of %s.", ind_words_of(w, "of"));
    int choice = ind_measure_param(w->measure, "unknown_provider")->choice;
    ind_words_say(w, "unknown_provider", "%s", "%s", ind_words_pick(w, unknown[choice < 0 ? 0 : choice]));
    static const ind_bilingual values[] = {
        {"Värdet är medelvärdet över personer, där alla väger lika. Medianen redovisas också.",
         "The value is the mean over persons, all of the same weight. The median is given too."},
        {"Värdet är medianen över personer. Medelvärdet redovisas också.",
         "The value is the median over persons. The mean is given too."}};
    int statistic = ind_measure_param(w->measure, "statistic")->choice;
    if (statistic == STATISTIC_SHARE)
        ind_words_say(w, "statistic share_more_than",
                      "Värdet är andelen personer med fler än %s. Medelvärdet och medianen redovisas också.",
                      "The value is the share of persons with more than %s. The mean and the median are given too.",
                      ind_persons_number(w, ind_measure_param(w->measure, "share_more_than")->number));
    else
        ind_words_say(w, "statistic", "%s", "%s", ind_words_pick(w, values[statistic < 0 ? 0 : statistic]));
    if (ind_words_has(w, "share_more_than") && statistic != STATISTIC_SHARE)
        ind_words_say(w, "share_more_than", "Dessutom redovisas andelen personer med fler än %s.",
                      "The share of persons with more than %s is given too.",
                      ind_persons_number(w, ind_measure_param(w->measure, "share_more_than")->number));
}

static void say(ind_words *w) {
    say_window(w);
    ind_words_begin(w, "denominator", "Nämnare", "Denominator");
    ind_words_say(
        w, "min_events.n min_events.distinct",
        "Personen ska ha minst %lld besök i fönstret (%s). Den som har färre ingår inte (och räknas alltså inte som "
        "0).",
        "The person must have at least %lld visits in the window (%s). Those with fewer are outside, and do not count "
        "as 0.",
        (long long)ind_words_integer(w, "min_events.n"), visits_are(w, "min_events.distinct"));
    if (ind_words_has(w, "every_day_at_least.n"))
        ind_words_say(
            w, "every_day_at_least.n every_day_at_least.distinct", "Varje dag i fönstret ska ha minst %lld besök (%s).",
            "Every day of the window must have at least %lld visits (%s).",
            (long long)ind_words_integer(w, "every_day_at_least.n"), visits_are(w, "every_day_at_least.distinct"));
    ind_words_say(w, "max_unknown_share",
                  "En person där det som räknas är okänt för mer än %s procent av besöken räknas inte.",
                  "A person for whom what is counted is unknown at more than %s percent of the visits does not count.",
                  ind_persons_number(w, 100 * ind_measure_param(w->measure, "max_unknown_share")->number));
    ind_words_denominator(w, "Av dem som uppfyller kraven ingår i nämnaren",
                          "Of those who meet these demands, the denominator has");
    say_counted(w);
}

const ind_kind_words ind_words_of_distinct = {
    .value = {"medelvärdet över personer av hur många olika som personen mött",
              "the mean over persons of how many different ones the person met"},
    IND_PERSON_WORDS,
    .say = say,
};
