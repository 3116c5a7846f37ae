/* rate_words.c - a rate in sentences. */
#include "base/number.h"
#include "kinds/rate/rate.h"

#include <limits.h>

static const char *pick(const ind_words *w, const char *sv, const char *en) {
    return w->english ? en : sv;
}

/* ---- what is counted ---- */

static void say_distinct_per(ind_words *w) {
    if (ind_words_is(w, "distinct_per", "calendar_year"))
        ind_words_say(w, "distinct_per",
                      "I flera år tillsammans räknas var och en en gång varje kalenderår, och åren läggs ihop.",
                      "In pooled years each counts once in every calendar year, and the years are added.");
    else if (ind_words_is(w, "distinct_per", "period"))
        ind_words_say(w, "distinct_per", "I flera år tillsammans räknas var och en en enda gång.",
                      "In pooled years each counts once.");
}

static void say_events(ind_words *w) {
    ind_rows_say_chosen(w, "count.where");
    ind_counting_say(w, "count.");
    say_distinct_per(w);
    ind_words_say(
        w, "outside",
        "Den vars område är okänt, eller saknar befolkning i perioden, räknas inte i någon grupp och inte i "
        "totalen.",
        "Who is of no known area, or of one without a population in the period, counts in no group, nor in the "
        "total.");
}

/* ---- over whom ---- */

static void say_groups(ind_words *w) {
    const ind_json *groups = ind_measure_param(w->measure, "population.match")->node;
    for (size_t i = 0; groups != NULL && i < groups->count; i++) {
        const ind_json *group = groups->items[i];
        if (group->type == IND_JSON_TEXT)
            ind_words_say(w, ind_words_format(w, "population.match.%.*s population.match", IND_STR_ARGS(group->key)),
                          "Gruppen %.*s bestäms där av %s.", "The group %.*s is there that of %s.",
                          IND_STR_ARGS(group->key),
                          ind_words_expression(w, group->text, IND_FEED_BESIDE, IND_SCOPE_ROW));
    }
}

static void say_date(ind_words *w) {
    const char *value = ind_words_of(w, "population.value");
    if (ind_words_is(w, "population.date", "31dec_previous"))
        ind_words_say(w, "population.date population.value", "Den är %s den 31 december året före.",
                      "It is that of %s on 31 December of the year before.", value);
    else if (ind_words_is(w, "population.date", "31dec"))
        ind_words_say(w, "population.date population.value", "Den är %s den 31 december samma år.",
                      "It is that of %s on 31 December of the same year.", value);
    else if (ind_words_has(w, "population.mean"))
        ind_words_say(w, "population.date population.mean population.value",
                      "Den är %s; saknas det, medelvärdet av %s den 31 december samma år och året före.",
                      "It is that of %s; where that is missing, the mean of %s on 31 December of the same year and of "
                      "the year before.",
                      ind_words_of(w, "population.mean"), value);
    else
        ind_words_say(w, "population.date population.value",
                      "Den är medelvärdet av %s den 31 december samma år och året före.",
                      "It is the mean of %s on 31 December of the same year and of the year before.", value);
}

static void say_year(ind_words *w) {
    ind_words_say(w, "population.year",
                  "Raderna gäller %s. En period räknas mot det år vars 31 december ligger i den, flera år mot summan "
                  "av årens.",
                  "Its rows are of %s. A period is over the year whose 31 December lies in it, several years over the "
                  "sum of theirs.",
                  ind_words_of(w, "population.year"));
    say_date(w);
    if (ind_words_is(w, "population.if_missing", "previous_year"))
        ind_words_say(w, "population.if_missing", "Har tabellen inte året än tas året före, och värdet är preliminärt.",
                      "Where the table does not have the year yet, the year before is taken, and the value is "
                      "preliminary.");
    else
        ind_words_say(w, "population.if_missing", "Har tabellen inte året än visas inget värde.",
                      "Where the table does not have the year yet, no value is shown.");
}

static void say_stock(ind_words *w) {
    bool last = ind_words_is(w, "population.distinct.take", "last");
    ind_words_say(
        w, "population.value population.distinct.entity",
        "Den är hur många olika de är, i varje period för sig: rader med samma värde för %s räknas som en. Är "
        "värdet okänt räknas raden inte.",
        "It is how many different ones they are, in each period by itself: rows with the same value of %s "
        "count as one. Where it is unknown the row does not count.",
        ind_words_entity(w, "population.distinct.entity"));
    ind_words_say(w, "population.distinct.take population.distinct.order",
                  "Var och en räknas i gruppen för den %s raden efter %s; av flera samma dag gäller de grupper som "
                  "kommer först i bokstavsordning. Är dagen okänd räknas raden inte.",
                  "Each counts in the group of the %s row by %s; of several on one day, the groups that come first in "
                  "order of letters. Where the day is unknown the row does not count.",
                  w->english ? last ? "last" : "first"
                  : last     ? "sista"
                             : "första",
                  ind_words_of(w, "population.distinct.order"));
}

static void say_months(ind_words *w) {
    const char *from = ind_words_of(w, "population.month_ends.from"), *to = ind_words_of(w, "population.month_ends.to");
    if (from == NULL)
        return;
    ind_words_say(w, "population.month_ends.from population.month_ends.to",
                  to == NULL ? "Den är medelvärdet över de sista dagarna i periodens månader: en rad räknas från och "
                               "med %s."
                             : "Den är medelvärdet över de sista dagarna i periodens månader: en rad räknas från och "
                               "med %s till och med %s, och saknas den dagen pågår raden.",
                  to == NULL ? "It is the mean over the last days of the months of the period: a row counts from %s on."
                             : "It is the mean over the last days of the months of the period: a row counts from %s to "
                               "%s, and where that day is missing it goes on.",
                  from, to);
}

static const char *ages(ind_words *w) {
    bool has_from = ind_words_has(w, "population.age.from"), has_to = ind_words_has(w, "population.age.to");
    ind_age_band band = ind_rate_band(w->measure);
    if (has_from && has_to)
        return ind_words_format(w, pick(w, "%lld–%lld år", "%lld–%lld years"), (long long)band.from,
                                (long long)band.to);
    return has_to ? ind_words_format(w, pick(w, "högst %lld år", "at most %lld years"), (long long)band.to)
                  : ind_words_format(w, pick(w, "minst %lld år", "at least %lld years"), (long long)band.from);
}

static void say_age(ind_words *w) {
    bool has_from = ind_words_has(w, "population.age.from"), has_to = ind_words_has(w, "population.age.to");
    const char *key = has_from && has_to ? "population.age.from population.age.to"
                      : has_from         ? "population.age.from"
                                         : "population.age.to";
    if (!has_from && !has_to)
        return;
    if (ind_words_has(w, "population.age.of")) {
        ind_words_say(w, key, "Bara åldern %s ingår.", "Only those of %s take part.", ages(w));
        ind_words_say(w, "population.age.of", "Åldern för det som räknas bestäms av %s. Är den okänd räknas det inte.",
                      "Of what is counted, the age is that of %s. Where it is unknown it does not count.",
                      ind_words_of(w, "population.age.of"));
    } else {
        ind_words_say(w, key, "Bara befolkningen %s ingår; det som räknas kan gälla alla åldrar.",
                      "Only the population of %s takes part; what is counted may be about any age.", ages(w));
    }
    const ind_json *bands = ind_measure_param(w->measure, "population.age.bands")->node;
    for (size_t i = 0; bands != NULL && i < bands->count; i++)
        ind_words_say(w, ind_words_format(w, "population.age.bands#%zu", i + 1),
                      "En åldersgrupp börjar vid %s år; ingen klass får gå över den gränsen.",
                      "A group by age begins at %s years; no class may lie across that limit.",
                      ind_words_number(w, bands->items[i]->text));
    if (ind_words_has(w, "population.age.class_from"))
        ind_words_say(w, "population.age.class_from population.age.class_to",
                      "Befolkningens klasser går från %s till %s. Går en klass över en gräns, eller saknas en, visas "
                      "inget värde.",
                      "The classes of the population go from %s to %s. Where a class lies across a limit, or one is "
                      "missing, no value is shown.",
                      ind_words_of(w, "population.age.class_from"), ind_words_of(w, "population.age.class_to"));
}

static const char *size_of_noise(ind_words *w, const ind_noise *noise) {
    if (isinf(noise->at_most))
        return pick(w, "hur stora är inte känt", "how great ones is not known");
    char digits[IND_NUMBER_TEXT];
    return ind_words_format(w, pick(w, "vart och ett högst %s", "each at most %s"),
                            ind_words_number(w, ind_str_of(ind_number_text(noise->at_most, digits))));
}

/* What a publisher has added to its numbers so that nobody is told by them. */
static void say_noise(ind_words *w) {
    const ind_noise *noise = w->measure->feeds[IND_FEED_BESIDE].dataset->noise;
    int from = ind_rate_noisy_from(w->measure);
    if (from == INT_MAX)
        return;
    const ind_json *why = ind_json_get(noise->why, w->english ? "en" : "sv");
    ind_words_say(
        w, "population.value",
        "Från år %d har vart och ett av talen ett litet slumpmässigt fel: %s. Summor av dem samlar sådana fel, "
        "%s. Intervallet räknar inte med dem; värdena märks population_noise.",
        "From %d on each of the numbers has a small random error: %s. Sums of them gather such errors, %s. The "
        "interval does not count them in; values are marked population_noise.",
        from, ind_words_format(w, "%.*s", IND_STR_ARGS(why->text)), size_of_noise(w, noise));
}

static void say_population(ind_words *w) {
    const char *many = ind_words_row(w, IND_FEED_BESIDE, IND_ROW_MANY);
    ind_words_begin(w, "population", "Befolkning", "Population");
    ind_words_say(w, "population.dataset",
                  "Det som räknas delas med en befolkning ur datamängden %s. Är den 0, eller saknas den, visas inget "
                  "värde.",
                  "What is counted is divided by a population from the dataset %s. Where that is 0, or missing, no "
                  "value is shown.",
                  ind_words_dataset(w, w->measure->feeds[IND_FEED_BESIDE].dataset));
    if (ind_words_of(w, "population.where") == NULL)
        ind_words_say(w, "population.where", "Alla %s där ingår.", "All %s there take part.", many);
    ind_words_where(w, "population.where", ind_words_format(w, "Ur den ingår bara %s", many),
                    ind_words_format(w, "Of it, those %s take part", many));
    if (ind_rate_by_year(w->measure))
        say_year(w);
    else if (ind_words_has(w, "population.distinct.entity"))
        say_stock(w);
    else if (ind_str_is(ind_measure_param(w->measure, "population.value")->node->text, "1"))
        ind_words_say(w, "population.value", "Varje rad räknas som en, i varje period för sig.",
                      "Each row counts as one, in each period by itself.");
    else
        ind_words_say(w, "population.value", "Den är summan, i varje period för sig, av %s.",
                      "It is the sum, in each period by itself, of %s.", ind_words_of(w, "population.value"));
    say_months(w);
    say_noise(w);
    say_age(w);
    say_groups(w);
}

/* ---- standardised ---- */

static void say_direct(ind_words *w, const ind_codelist *table) {
    ind_words_say(
        w, "standardise.method standardise.standard standardise.by",
        "Värdet är direkt åldersstandardiserat: talet i varje åldersklass vägs med klassens andel av kodlistan "
        "%s, folkmängden år %d, i måttets åldrar. Saknas befolkning i en klass visas inget värde.",
        "The value is directly standardised by age: the rate of each class of age is weighed by the part that "
        "the class has of the codelist %s, the population of %d, in the ages of the measure. Where a class "
        "has no population, no value is shown.",
        ind_words_codelist(w, table), ind_codelist_year(table));
    ind_words_say(w, "standardise.method", "Det råa värdet, utan vägning, redovisas vid sidan av (crude).",
                  "The crude value, without weights, is told beside it (crude).");
}

static void say_indirect(ind_words *w, const ind_codelist *table) {
    ind_words_say(
        w, "standardise.method standardise.reference standardise.by",
        "Värdet är indirekt åldersstandardiserat: det som räknas delas med hur många det skulle vara om varje "
        "åldersklass hade talet i kodlistan %s, från år %d.",
        "The value is indirectly standardised by age: what is counted is divided by how many there would be if "
        "each class of age had the rate of the codelist %s, of %d.",
        ind_words_codelist(w, table), ind_codelist_year(table));
    ind_words_say(
        w, "standardise.method",
        "Två gruppers värden får aldrig jämföras med varandra: vart och ett är vägt med gruppens egna åldrar. "
        "Var och en jämförs bara med den fasta tabellen.",
        "The values of two groups must never be compared with each other: each is weighed by the group's own "
        "ages. Each is held against the fixed table alone.");
}

static void say_standardised(ind_words *w) {
    const ind_codelist *table = ind_standard_table(w->measure);
    if (table == NULL)
        return;
    ind_words_begin(w, "standardise", "Standardisering", "Standardisation");
    if (ind_standard_method_of(w->measure) == IND_DIRECT)
        say_direct(w, table);
    else
        say_indirect(w, table);
    ind_words_say(
        w, "standardise.by",
        "En befolkningsklass ska ligga i en enda av tabellens klasser; gör den inte det visas inget värde.",
        "A class of the population must lie in one class of the table; where it does not, no value is shown.");
    ind_words_say(w, "standardise", "Vilar ett värde på färre än 10 som räknas visas det inte.",
                  "A value that rests on fewer than 10 of what is counted is not shown.");
}

static void say_rate(ind_words *w) {
    say_events(w);
    say_population(w);
    say_standardised(w);
    ind_rows_say_follow_up(w);
}

const ind_kind_words ind_words_of_rate = {
    .value = {"ett antal i förhållande till en befolkning", "a number in relation to a population"},
    .say = say_rate,
};
