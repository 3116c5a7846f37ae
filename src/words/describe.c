/* describe.c - what is said of every definition: its head, data, periods and groups, uncertainty, comparison and
 * origin. */
#include "words/words.h"

#include <stdio.h>

static const char *text_of(ind_words *w, ind_str text) {
    return ind_arena_str(w->arena, text).data;
}

static const char *in_language(ind_words *w, const char *key) {
    const ind_json *texts = ind_json_get(w->measure->node, key);
    const ind_json *text = ind_json_get(texts, w->english ? "en" : "sv");
    return text == NULL || text->text.length == 0 ? NULL : text_of(w, text->text);
}

static const ind_param *param_of(const ind_words *w, const char *path) {
    return ind_measure_param(w->measure, path);
}

const char *ind_words_counted(ind_words *w) {
    const ind_kind_words *kind = w->measure->kind->words;
    if (w->counted != NULL)
        return w->counted;
    return kind->counted.sv != NULL ? ind_words_pick(w, kind->counted) : ind_words_row(w, 0, IND_ROW_MANY);
}

/* ---- head ---- */

typedef struct {
    const char *code;
    ind_bilingual text;
} coded;

static const char *look_up(ind_words *w, const coded *table, size_t count, ind_str code) {
    for (size_t i = 0; i < count; i++)
        if (ind_str_is(code, table[i].code))
            return ind_words_pick(w, table[i].text);
    return text_of(w, code);
}
#define LOOK_UP(w, table, code) look_up(w, table, sizeof(table) / sizeof *(table), code)

static const coded units[] = {
    {"percent", {"i procent", "in percent"}},
    {"index", {"som ett index", "as an index"}},
    {"count", {"som ett antal", "as a count"}},
    {"days", {"i dagar", "in days"}},
    {"persons", {"i antal personer", "in persons"}},
    {"ratio", {"som en kvot", "as a ratio"}},
    {"per_1000", {"per 1 000", "per 1,000"}},
    {"per_100000", {"per 100 000", "per 100,000"}},
    {"points", {"i poäng", "in points"}},
};

static const coded directions[] = {
    {"higher", {"Ett högre värde är bättre.", "A higher value is better."}},
    {"lower", {"Ett lägre värde är bättre.", "A lower value is better."}},
    {"contextual",
     {"Om ett högt eller lågt värde är bra beror på sammanhanget.", "Whether a high or a low value is good depends."}},
};

static void say_plausible(ind_words *w) {
    const ind_param *range = param_of(w, "plausible");
    if (range->node == NULL)
        return;
    const char *low = ind_words_number(w, range->node->items[0]->text),
               *high = ind_words_number(w, range->node->items[1]->text);
    ind_words_say(w, "plausible", "Värden mellan %s och %s bedöms som rimliga; andra bör granskas.",
                  "Values between %s and %s are believed; others should be looked into.", low, high);
}

static void say_head(ind_words *w) {
    const ind_measure *m = w->measure;
    ind_words_begin(w, "measure", "Vad måttet visar", "What is measured");
    const char *description = in_language(w, "description");
    if (description != NULL)
        ind_words_say(w, "description", "%s", "%s", description);
    ind_words_say(w, "kind", "Värdet är %s.", "The value is %s.", ind_words_pick(w, m->kind->words->value));
    ind_words_say(w, "unit decimals", "Det anges %s med %s.", "It is given %s with %s.", LOOK_UP(w, units, m->unit),
                  m->decimals == 0   ? w->english ? "no decimals" : "hela tal"
                  : m->decimals == 1 ? w->english ? "1 decimal" : "1 decimal"
                                     : ind_words_format(w, w->english ? "%d decimals" : "%d decimaler", m->decimals));
    ind_words_say(w, "better", "%s", "%s", LOOK_UP(w, directions, m->better));
    say_plausible(w);
    const ind_param *target = param_of(w, "target.value");
    if (target->node != NULL)
        ind_words_say(w, "target.value", "Målvärdet är %s.", "The target is %s.",
                      ind_words_number(w, target->node->text));
}

/* ---- data ---- */

void ind_words_data(ind_words *w) {
    ind_words_begin(w, "data", "Underlag", "Data");
    ind_words_say(w, "data.dataset", "Underlaget är datamängden %s.", "The data are the dataset %s.",
                  ind_words_dataset(w, w->measure->feeds[0].dataset));
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    if (ind_words_of(w, "data.where") == NULL)
        ind_words_say(w, "data.where", "Alla %s i datamängden ingår.", "All %s of the dataset take part.", many);
    ind_words_where(w, "data.where", ind_words_format(w, "Ur datamängden ingår bara %s", many),
                    ind_words_format(w, "Of the dataset, those %s take part", many));
}

void ind_words_denominator(ind_words *w, const char *sv, const char *en) {
    if (ind_words_of(w, "denominator") == NULL)
        ind_words_say(w, "denominator", "%s alla %s.", "%s all %s.", w->english ? en : sv, ind_words_counted(w));
    ind_words_where(w, "denominator", ind_words_format(w, "%s de %s", sv, ind_words_counted(w)),
                    ind_words_format(w, "%s the %s", en, ind_words_counted(w)));
    if (ind_words_of(w, "denominator") != NULL)
        ind_words_say(w, "denominator unknown",
                      "Går det inte att avgöra om villkoret är uppfyllt räknas det som inte uppfyllt.",
                      "Where it cannot be told whether the condition holds, it is taken as not met.");
    if (param_of(w, "exclude")->count == 0) {
        ind_words_say(w, "exclude", "Inga undantag görs.", "There are no exclusions.");
        return;
    }
    ind_words_say(w, "exclude",
                  "Därefter utesluts, i denna ordning och av den första regel som stämmer (en regel vars villkor är "
                  "okänt utesluter inte):",
                  "Then are excluded, in this order and by the first rule that holds (a rule whose condition is "
                  "unknown does not exclude):");
    ind_words_rules(w, "exclude");
}

void ind_words_weight(ind_words *w, const char *path) {
    const char *weight = ind_words_of(w, path), *the = ind_words_row(w, 0, IND_ROW_THE);
    bool respondent = ind_str_is(ind_str_of(path), "respondent_weight");
    const char *unit = respondent ? (w->english ? "the respondent" : "den svarande") : the;
    const char *all = respondent ? (w->english ? "respondents" : "svarande") : ind_words_row(w, 0, IND_ROW_MANY);
    if (weight == NULL) {
        ind_words_say(w, path, "Alla %s väger lika.", "All %s weigh the same.", all);
        return;
    }
    ind_words_say(w, path, "Som vikt för %s används %s. De antal som redovisas är ovägda.",
                  "The weight of %s is %s. The counts that are shown are unweighted.", unit, weight);
    if (ind_words_is(w, "missing.weight", "exclude"))
        ind_words_say(w, "missing.weight", "Är vikten okänd eller negativ tas %s bort.",
                      "Where the weight is unknown or negative, %s is left out.", unit);
    else
        ind_words_say(w, "missing.weight", "Är vikten okänd eller negativ avbryts beräkningen.",
                      "Where the weight is unknown or negative, the computation stops.");
}

/* ---- periods and groups ---- */

static const coded grains[] = {
    {"month", {"månad", "month"}},
    {"quarter", {"kvartal", "quarter"}},
    {"year", {"kalenderår", "calendar year"}},
    {"rolling12", {"rullande tolv månader", "rolling twelve months"}},
    {"cumulative", {"ackumulerat från januari", "cumulated from January"}},
    {"all", {"hela den tid som beräknas", "all the time that is computed"}},
};

static void say_grains(ind_words *w) {
    const ind_json *list = param_of(w, "period.grain")->node;
    const char **items = ind_arena_alloc(w->arena, list->count * sizeof *items);
    for (size_t i = 0; i < list->count; i++)
        items[i] = LOOK_UP(w, grains, list->items[i]->text);
    ind_words_say(w, "period.grain", "Värden redovisas per %s.", "Values are given by %s.",
                  ind_words_list(w, items, list->count, w->english ? "and by" : "och per"));
}

/* What the column of that name is called in some dataset: an attribute of a codelist is a code of its own. */
static const char *column_named(ind_words *w, ind_str name) {
    for (size_t i = 0; i < ind_catalogue_dataset_count(w->catalogue); i++) {
        const ind_dataset *dataset =
            ind_catalogue_dataset(w->catalogue, ind_catalogue_dataset_name(w->catalogue, i), w->diag);
        int field = dataset == NULL ? -1 : ind_dataset_field(dataset, name);
        const char *words = field < 0 ? NULL : ind_words_field_short(w, &dataset->fields[field]);
        if (words != NULL)
            return words;
    }
    return NULL;
}

static const char *group_name(ind_words *w, const ind_group *group) {
    const char *name = NULL;
    if (group->codelist != NULL && group->attribute >= 0)
        name = column_named(w, ind_codelist_attribute_name(group->codelist, group->attribute));
    else if (group->field != NULL)
        name = ind_words_field_short(w, group->field);
    return name != NULL ? name : text_of(w, group->name);
}

static const char *split_name(ind_words *w, const ind_grouping *split) {
    const char *items[IND_MAX_GROUPS];
    for (size_t g = 0; g < split->count; g++)
        items[g] = group_name(w, &w->measure->groups[split->group[g]]);
    if (split->count == 0)
        return w->english ? "in total" : "totalt";
    return ind_words_format(w, w->english ? "by %s" : "per %s",
                            ind_words_list(w, items, split->count, w->english ? "and" : "och"));
}

static void say_splits(ind_words *w) {
    const ind_measure *m = w->measure;
    const char **items = ind_arena_alloc(w->arena, (m->by_count + 1) * sizeof *items);
    for (size_t b = 0; b < m->by_count; b++)
        items[b] = split_name(w, &m->by[b]);
    if (m->by_count == 0)
        ind_words_say(w, "by", "De redovisas totalt.", "They are given in total.");
    else
        ind_words_say(w, "by", "De redovisas %s.", "They are given %s.",
                      ind_words_list(w, items, m->by_count, w->english ? "and" : "samt"));
}

static bool is_reported(const ind_measure *m, size_t group) {
    for (size_t b = 0; b < m->by_count; b++)
        for (size_t g = 0; g < m->by[b].count; g++)
            if (m->by[b].group[g] == group)
                return true;
    return false;
}

static void say_group(ind_words *w, const ind_group *group) {
    const ind_json *node = ind_json_get(ind_json_get(w->measure->node, "groups"), text_of(w, group->name));
    const ind_json *key = node->type == IND_JSON_OBJECT ? ind_json_get(node, "key") : node;
    ind_scope_kind scope = w->measure->kind->row_scope_groups || !w->measure->kind->timeline ||
                                   strcmp(w->measure->kind->name, "survey_index") == 0
                               ? IND_SCOPE_ROW
                               : IND_SCOPE_ENTITY;
    const char *value = ind_words_expression(w, key->text, 0, scope);
    const char *path = ind_words_format(w, "groups.%.*s", IND_STR_ARGS(group->name));
    const char *name = group_name(w, group);
    if (group->codelist != NULL && group->attribute >= 0)
        ind_words_say(w, path, "Som %s gäller det som kodlistan %s anger för %s.",
                      "The %s is what the codelist %s gives for %s.", name, ind_words_codelist(w, group->codelist),
                      value);
    else
        ind_words_say(w, path, "Som %s gäller %s.", "The %s is %s.", name, value);
}

static void say_reporting(ind_words *w) {
    ind_words_begin(w, "reporting", "Redovisning", "Reporting");
    say_grains(w);
    say_splits(w);
    bool any = false;
    for (size_t g = 0; g < w->measure->group_count; g++) {
        if (is_reported(w->measure, g))
            say_group(w, &w->measure->groups[g]);
        any |= is_reported(w->measure, g);
    }
    if (any)
        ind_words_say(w, "groups", "Är uppgiften okänd redovisas den som en egen grupp.",
                      "Where it is unknown, it is given as a group of its own.");
}

/* ---- uncertainty ---- */

static const char *levels(ind_words *w) {
    const ind_param *level = param_of(w, "interval.level");
    const char **items = ind_arena_alloc(w->arena, (level->count + 1) * sizeof *items);
    for (size_t i = 0; i < level->count; i++) {
        char digits[40];
        snprintf(digits, sizeof digits, "%.10g", 100 * level->numbers[i]);
        items[i] = ind_words_format(w, w->english ? "%s%%" : "%s procent", ind_words_number(w, ind_str_of(digits)));
    }
    return ind_words_list(w, items, level->count, w->english ? "and" : "och");
}

static void say_interval(ind_words *w) {
    const ind_param *level = param_of(w, "interval.level"), *method = param_of(w, "interval.method");
    bool none = ind_param_is(method, "none") || level->count == 0 ||
                (method->node == NULL && strcmp(w->measure->kind->name, "ratio") == 0);
    bool share = strcmp(w->measure->kind->name, "proportion") == 0 || strcmp(w->measure->kind->name, "ratio") == 0 ||
                 strcmp(w->measure->kind->name, "readmission") == 0;
    bool weighted = ind_words_has(w, "weight") || ind_words_has(w, "respondent_weight");
    if (none) {
        ind_words_say(w, "interval.method interval.level", "Inget konfidensintervall beräknas.",
                      "No confidence interval is computed.");
        return;
    }
    ind_words_say(w, "interval.method interval.level",
                  "Konfidensintervallet har konfidensgraden %s och beräknas med %s%s.",
                  "The confidence interval has the confidence level %s and is computed with %s%s.", levels(w),
                  share ? (w->english ? "Wilson's method" : "Wilsons metod")
                        : (w->english ? "Student's t distribution" : "t-fördelningen"),
                  !weighted    ? ""
                  : w->english ? ", on the effective number after weighting (Kish)"
                               : ", på det effektiva antalet efter vägning (Kish)");
}

static void say_uncertainty(ind_words *w) {
    ind_words_begin(w, "uncertainty", "Osäkerhet och röjandeskydd", "Uncertainty and disclosure");
    say_interval(w);
    const char *counted = ind_words_counted(w);
    long long least = ind_words_integer(w, "reliability.min_denominator");
    if (least > 1)
        ind_words_say(w, "reliability.min_denominator",
                      "Vilar ett värde på färre än %lld %s visas det inte, utan märks som osäkert.",
                      "A value that rests on fewer than %lld %s is not shown, but marked as unreliable.", least,
                      counted);
    else
        ind_words_say(w, "reliability.min_denominator", "Inget minsta antal krävs för att ett värde ska visas.",
                      "No least number is needed for a value to be shown.");
    const ind_param *floor = param_of(w, "disclosure.min_count");
    bool personal = w->measure->feeds[0].dataset->personal;
    if (floor->node != NULL || personal)
        ind_words_say(
            w, "disclosure.min_count",
            "I en offentlig rapport ska inget antal från 1 till %lld kunna utläsas%s. Interna rapporter är inte "
            "maskerade.",
            "In a public report no count from 1 to %lld may be found out%s. Internal reports are not suppressed.",
            (long long)(floor->node != NULL && (floor->integer > 5 || !personal) ? floor->integer : 5) - 1,
            floor->node != NULL ? ""
            : w->english        ? " (by default)"
                                : " (förval)");
}

/* ---- comparison, limits, origin ---- */

static void say_comparable(ind_words *w) {
    const ind_json *node = ind_json_get(w->measure->node, "comparable");
    if (node == NULL)
        return;
    ind_words_begin(w, "comparable", "Jämförelse med officiell statistik", "Comparison with official statistics");
    const ind_param *kolada = param_of(w, "comparable.kolada"), *degree = param_of(w, "comparable.degree");
    if (kolada->node != NULL)
        ind_words_say(w, "comparable.kolada", "Närmaste officiella mått är Kolada %s.",
                      "The nearest official measure is Kolada %s.", text_of(w, kolada->text));
    else
        ind_words_say(w, "comparable.kolada", "Inget nyckeltal i Kolada motsvarar måttet.",
                      "No series in Kolada corresponds to the measure.");
    static const coded degrees[] = {
        {"same", {"Definitionen är densamma som den officiella.", "The definition is that of the official measure."}},
        {"near",
         {"Definitionen ligger nära den officiella, men värdena kan skilja sig.",
          "The definition is close to the official one, but the values may differ."}},
        {"far",
         {"Definitionen skiljer sig från den officiella, och värdena bör inte jämföras.",
          "The definition differs from the official one, and the values should not be compared."}},
    };
    if (degree->node != NULL)
        ind_words_say(w, "comparable.degree", "%s", "%s", LOOK_UP(w, degrees, degree->text));
    const ind_json *why = ind_json_get(ind_json_get(node, "why"), w->english ? "en" : "sv");
    if (why != NULL)
        ind_words_say(w, "comparable.why", "Skäl: %s.", "Reason: %s.", text_of(w, why->text));
}

static const coded views[] = {
    {"individ", {"individ", "individual"}},    {"brukare", {"brukare", "user"}},
    {"medarbetare", {"medarbetare", "staff"}}, {"organisation", {"organisation", "organisation"}},
    {"region", {"region", "region"}},          {"kommun", {"kommun", "municipality"}},
};

static void say_texts(ind_words *w, const char *key, const char *sv, const char *en) {
    const ind_json *list = ind_json_get(w->measure->node, key);
    if (list == NULL || list->type != IND_JSON_ARRAY || list->count == 0)
        return;
    const char **items = ind_arena_alloc(w->arena, list->count * sizeof *items);
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i]->type == IND_JSON_TEXT ? LOOK_UP(w, views, list->items[i]->text) : "";
    ind_words_say(w, key, "%s: %s.", "%s: %s.", w->english ? en : sv,
                  ind_words_list(w, items, list->count, w->english ? "and" : "och"));
}

static void say_sources(ind_words *w) {
    const ind_json *list = ind_json_get(w->measure->node, "source");
    if (list == NULL || (list->type != IND_JSON_ARRAY && list->type != IND_JSON_TEXT))
        return;
    ind_buffer out = {0};
    for (size_t i = 0; i < (list->type == IND_JSON_ARRAY ? list->count : 1); i++) {
        const ind_json *item = list->type == IND_JSON_ARRAY ? list->items[i] : list;
        ind_buffer_format(&out, "%s%.*s", i == 0 ? "" : "; ", IND_STR_ARGS(item->text));
    }
    ind_words_say(w, "source", "Källor: %.*s", "Sources: %.*s", (int)out.length, out.data);
    ind_buffer_free(&out);
}

static void say_origin(ind_words *w) {
    static const coded states[] = {
        {"proposal", {"ett förslag", "a proposal"}},
        {"decided", {"beslutad", "decided"}},
        {"closed", {"avslutad", "closed"}},
    };
    const ind_measure *m = w->measure;
    ind_words_begin(w, "origin", "Om definitionen", "About the definition");
    ind_words_say(w, "id version", "Definitionen heter %s och har version %s.", "The definition is %s, version %s.",
                  text_of(w, m->id), text_of(w, m->version));
    if (m->status.length > 0)
        ind_words_say(w, "status", "Den är %s.", "It is %s.", LOOK_UP(w, states, m->status));
    const ind_param *owner = param_of(w, "owner"), *area = param_of(w, "target_area");
    if (owner->node != NULL)
        ind_words_say(w, "owner", "Ansvarig: %s.", "Owner: %s.", text_of(w, owner->text));
    const ind_param *reviewed = param_of(w, "reviewed"), *next = param_of(w, "next_review");
    if (reviewed->node != NULL)
        ind_words_say(w, "reviewed", "Senast granskad: %s.", "Last review: %s.", text_of(w, reviewed->text));
    if (next->node != NULL)
        ind_words_say(w, "next_review", "Nästa granskning: %s.", "Next review: %s.", text_of(w, next->text));
    if (area->node != NULL)
        ind_words_say(w, "target_area", "Målområde: %s.", "Target area: %s.", text_of(w, area->text));
    say_texts(w, "indicator", "Indikator", "Indicator");
    say_texts(w, "perspective", "Perspektiv", "Perspective");
    say_texts(w, "principal", "Huvudman", "Principal");
    say_sources(w);
    ind_words_say(w, "format", "Kontrollsumma: %s; för beräkningen utan texter: %s.",
                  "Hash: %s; of the computation without texts: %s.", m->hash, m->logic_hash);
}

ind_words *ind_words_describe(ind_arena *arena, ind_catalogue *catalogue, const ind_measure *measure, bool english) {
    ind_words *w = ind_arena_alloc(arena, sizeof *w);
    *w = (ind_words){
        .arena = arena, .catalogue = catalogue, .measure = measure, .diag = ind_diag_new(), .english = english};
    say_head(w);
    measure->kind->words->say(w);
    say_reporting(w);
    say_uncertainty(w);
    say_comparable(w);
    const char *limitations = in_language(w, "limitations");
    if (limitations != NULL) {
        ind_words_begin(w, "limitations", "Begränsningar", "Limitations");
        ind_words_say(w, "limitations", "%s", "%s", limitations);
    }
    say_origin(w);
    ind_diag_free(w->diag);
    w->diag = NULL;
    return w;
}
