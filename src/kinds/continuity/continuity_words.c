/* continuity_words.c - contacts, window and index in sentences. */
#include "kinds/continuity/continuity.h"

#include <stdio.h>

static const char *percent(ind_words *w, double share) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.10g", 100 * share);
    return ind_words_number(w, ind_str_of(digits));
}

static void say_window(ind_words *w) {
    const char *many = ind_words_row(w, 0, IND_ROW_MANY), *the_many = ind_words_row(w, 0, IND_ROW_THE_MANY);
    ind_words_data(w);
    ind_words_say(w, "data.person", "%s följs person för person, enligt %s.",
                  "%s are followed person by person, by %s.", ind_words_sentence(w, the_many),
                  ind_words_entity(w, "data.person"));
    if (ind_words_has(w, "order"))
        ind_words_say(w, "data.date order",
                      "De ordnas efter %s, samma dag efter %s och sist efter datamängdens nyckel.",
                      "They are ordered by %s, those of one day by %s and at last by the key of the dataset.",
                      ind_words_of(w, "data.date"), ind_words_entity(w, "order"));
    else
        ind_words_say(w, "data.date", "De ordnas efter %s, samma dag efter datamängdens nyckel.",
                      "They are ordered by %s, those of one day by the key of the dataset.",
                      ind_words_of(w, "data.date"));
    if (ind_measure_param(w->measure, "window.unbounded")->integer != 0)
        ind_words_say(
            w, "window.unbounded period.each",
            "För varje period räknas alla %s som levererats till och med periodens sista dag, hur gamla de än "
            "är. Den som har levererat längre tillbaka har därför längre fönster.",
            "For every period, all %s delivered up to the last day of the period count, however old. Who has "
            "delivered further back thus has a longer window.",
            many);
    else
        ind_words_say(
            w, "window.months period.each",
            "För varje period räknas %s i ett fönster på %s som slutar på periodens sista dag, båda ändar inräknade.",
            "For every period, %s count in a window of %s that ends on the last day of the period, both ends included.",
            many, ind_words_months(w, ind_words_integer(w, "window.months")));
    if (ind_words_has(w, "at_listed_unit.unit"))
        ind_words_say(w, "at_listed_unit.unit at_listed_unit.listed",
                      "Av dem räknas bara de där %s är densamma som %s. Den som inte är listad räknas inte.",
                      "Of these, only those count where %s is the same as %s. Who is not listed does not count.",
                      ind_words_of(w, "at_listed_unit.unit"), ind_words_of(w, "at_listed_unit.listed"));
    if (ind_measure_param(w->measure, "window.unbounded")->integer != 0)
        return;
    if (ind_words_is(w, "window.incomplete", "hide"))
        ind_words_say(
            w, "window.incomplete", "Börjar fönstret, eller tiden för diagnoser, före leveranserna visas inget värde.",
            "Where the window, or the time for diagnoses, begins before the deliveries do, no value is shown.");
    else
        ind_words_say(w, "window.incomplete",
                      "Börjar fönstret, eller tiden för diagnoser, före leveranserna visas värdet ändå, men märks.",
                      "Where the window, or the time for diagnoses, begins before the deliveries do, the value is "
                      "shown all the same, but marked.");
}

static void say_provider(ind_words *w) {
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    ind_words_say(w, "provider", "Vem personen träffade anges av %s.", "Whom the person met is told by %s.",
                  ind_words_of(w, "provider"));
    if (ind_words_is(w, "same_day", "merge_same_provider"))
        ind_words_say(w, "same_day", "Flera %s samma dag hos samma behandlare räknas som en enda.",
                      "Several %s on one day with the same provider count as one.", many);
    else
        ind_words_say(w, "same_day", "Flera %s samma dag hos samma behandlare räknas var för sig.",
                      "Several %s on one day with the same provider count each.", many);
    const ind_codelist *generic = ind_measure_param(w->measure, "generic_providers")->codelist;
    if (generic != NULL)
        ind_words_say(
            w, "generic_providers",
            "%s hos en behandlare som finns i kodlistan %s tas bort, eftersom ett sådant id inte är en bestämd person.",
            "%s with a provider in the codelist %s are dropped, since such an id does not identify one person.",
            ind_words_sentence(w, many), ind_words_codelist(w, generic));
}

static void say_chronic(ind_words *w) {
    const ind_codelist *list = ind_measure_param(w->measure, "chronic.codelist")->codelist;
    if (!ind_words_has(w, "chronic.dataset")) {
        ind_words_say(w, "chronic", "Ingen diagnos krävs.", "No diagnosis is needed.");
        return;
    }
    const char *rows = ind_words_row(w, 1, IND_ROW_MANY);
    ind_words_say(w, "chronic.codelist chronic.diagnosis chronic.months_before",
                  "Personen ska ha minst en kod bland %s som %s i kodlistan %s, under fönstret eller de %s före det.",
                  "The person must have at least one code among %s that %s in the codelist %s, during the window or "
                  "the %s before it.",
                  ind_words_of(w, "chronic.diagnosis"),
                  ind_codelist_is_prefix(list) ? w->english ? "begins as one" : "börjar som någon"
                  : w->english                 ? "is"
                                               : "finns",
                  ind_words_codelist(w, list), ind_words_months(w, ind_words_integer(w, "chronic.months_before")));
    ind_words_say(w, "chronic.dataset chronic.person chronic.date",
                  "Koderna söks bland alla %s i datamängden %s, enligt %s och %s.",
                  "The codes are looked for among all %s of the dataset %s, by %s and %s.", rows,
                  ind_words_dataset(w, w->measure->feeds[1].dataset), ind_words_entity(w, "chronic.person"),
                  ind_words_of(w, "chronic.date"));
    if (ind_words_has(w, "chronic.where"))
        ind_words_where(w, "chronic.where", ind_words_format(w, "Bland dem gäller bara %s", rows),
                        ind_words_format(w, "Of these, those %s stand", rows));
}

static void say_formula(ind_words *w) {
    static const ind_bilingual formulas[] = {
        {"Indexet är COC (Bice och Boxerman): av alla par av personens $1, andelen där båda är hos samma behandlare. 1 "
         "betyder att alla är hos samma, 0 att alla är hos olika.",
         "The index is COC (Bice and Boxerman): of all pairs of the person's $1, the share where both are with the "
         "same provider. 1 means all with the same, 0 all with different ones."},
        {"Indexet är UPC: andelen av personens $1 som är hos den behandlare som personen har träffat oftast.",
         "The index is UPC: the share of the person's $1 that are with the provider met most."},
        {"Indexet är SECON: av personens $1 i tidsordning, från och med den andra, andelen som är hos samma behandlare "
         "som "
         "den närmast föregående.",
         "The index is SECON: of the person's $1 in order of time, from the second on, the share with the same "
         "provider as the one before."},
    };
    int choice = ind_measure_param(w->measure, "formula")->choice;
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    ind_words_begin(w, "index", "Index", "Index");
    ind_words_say(w, "formula", "%s", "%s",
                  ind_words_fill(w, ind_words_pick(w, formulas[choice < 0 ? 0 : choice]), &many, 1));
    ind_words_say(w, "value", "Värdet är medelvärdet över personer, där alla väger lika. Medianen redovisas också.",
                  "The value is the mean over persons, all of the same weight. The median is given too.");
    if (ind_words_has(w, "share_at_least"))
        ind_words_say(w, "share_at_least", "Dessutom redovisas andelen personer med ett index på minst %s.",
                      "The share of persons with an index of at least %s is given too.",
                      ind_persons_number(w, ind_measure_param(w->measure, "share_at_least")->number));
}

static void say_demands(ind_words *w) {
    static const ind_bilingual shares[] = {
        {"Andelen tas innan flera samma dag räknas som en.",
         "The share is taken before several on one day count as one."},
        {"Andelen tas sedan flera samma dag räknats som en.",
         "The share is taken when several on one day have been counted as one."},
    };
    static const ind_bilingual generic[] = {
        {"De som tas bort för att id:t inte är en bestämd person hör inte till de okända.",
         "Those dropped since the id does not identify one person are not among the unknown."},
        {"De som tas bort för att id:t inte är en bestämd person hör till de okända.",
         "Those dropped since the id does not identify one person are among the unknown."},
    };
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    ind_words_begin(w, "denominator", "Nämnare", "Denominator");
    ind_words_say(w, "max_unknown_share",
                  "Är behandlaren okänd vid mer än %s procent av en persons %s i fönstret räknas personen inte; annars "
                  "tas de med okänd behandlare bort.",
                  "A person whose provider is unknown at more than %s percent of the %s in the window does not count; "
                  "otherwise those with unknown provider are dropped.",
                  percent(w, ind_measure_param(w->measure, "max_unknown_share")->number), many);
    ind_words_say(w, "unknown_share_of", "%s", "%s",
                  ind_words_pick(w, shares[ind_words_is(w, "unknown_share_of", "merged")]));
    if (ind_words_has(w, "generic_providers"))
        ind_words_say(w, "generic_as", "%s", "%s",
                      ind_words_pick(w, generic[ind_words_is(w, "generic_as", "unknown")]));
    ind_words_say(
        w, "min_contacts",
        "Personen ska ha minst %lld %s kvar i fönstret. Den som har färre ingår inte (och räknas alltså inte som 0).",
        "The person must have at least %lld %s left in the window. Those with fewer are outside, and do not count as "
        "0.",
        (long long)ind_words_integer(w, "min_contacts"), many);
    say_chronic(w);
    ind_words_denominator(w, "Av dem som uppfyller kraven ingår i nämnaren",
                          "Of those who meet these demands, the denominator has");
}

static void say(ind_words *w) {
    say_window(w);
    say_provider(w);
    say_demands(w);
    say_formula(w);
}

const ind_kind_words ind_words_of_continuity = {
    .value = {"medelvärdet över personer av ett index för hur samlad kontakten är",
              "the mean over persons of an index of how concentrated the contacts are"},
    IND_PERSON_WORDS,
    .say = say,
};
