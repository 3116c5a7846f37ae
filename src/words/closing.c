/* closing.c - how sure the figures are, what they may be compared with, and where the definition comes from. */
#include "words/describe.h"

#include <stdio.h>

/* ---- uncertainty ---- */

static const char *levels(ind_words *w) {
    const ind_param *level = ind_measure_param(w->measure, "interval.level");
    const char **items = ind_arena_alloc(w->arena, (level->count + 1) * sizeof *items);
    for (size_t i = 0; i < level->count; i++) {
        char digits[40];
        snprintf(digits, sizeof digits, "%.10g", 100 * level->numbers[i]);
        items[i] = ind_words_format(w, w->english ? "%s%%" : "%s-", ind_words_number(w, ind_str_of(digits)));
    }
    return ind_words_list(w, items, level->count, w->english ? "and" : "och");
}

static const ind_coded methods[] = {
    {"wilson", {"Wilsons metod", "Wilson's method"}},
    {"clopper_pearson", {"Clopper och Pearsons exakta metod", "the exact method of Clopper and Pearson"}},
    {"t", {"t-fördelningen", "Student's t distribution"}},
    {"logit", {"t-fördelningen på logitskalan", "Student's t distribution on the logit scale"}},
    {"ranks",
     {"rangtal enligt binomialfördelningen (inget för färre än 6 värden)",
      "ranks by the binomial distribution (none for fewer than 6 values)"}},
    {"published", {"det som har publicerats", "what was published"}},
    {"poisson",
     {"Poissonfördelningen (exakt under 10, därefter med Byars approximation)",
      "the Poisson distribution (exact below 10, from there by Byar's approximation)"}},
    {"dobson",
     {"Dobsons metod (Poissonfördelningen, uttänjd till den varians som finns)",
      "Dobson's method (the Poisson distribution, stretched to the variance that there is)"}},
    {"sum",
     {"normalfördelningen, med variansen av vad varje person har",
      "the normal distribution, with the variance of what each person has"}},
    {"log_ratio",
     {"normalfördelningen på kvotens logaritm, med varje person som en enhet",
      "the normal distribution on the logarithm of the ratio, each person being a unit"}},
};

/* The one in force: the first that the kind has, unless another is named. */
static ind_str method_of(const ind_param *method) {
    if (method->node != NULL && method->choice > 0)
        return method->text;
    return (ind_str){method->spec->choices, strcspn(method->spec->choices, "|")};
}

/* Of a share, and of a mean, what weights do to it. */
static const char *by_weights(const ind_words *w) {
    bool share = ind_words_has(w, "weight") && w->measure->kind->values.is_share;
    if (!ind_words_has(w, "weight") && !ind_words_has(w, "respondent_weight"))
        return "";
    if (share)
        return w->english ? ", on the number of independent answers with the same variance (linearised)"
                          : ", på det antal oberoende svar som har samma varians (linjäriserad)";
    return w->english ? ", with the linearised variance of the weighted mean"
                      : ", med den linjäriserade variansen av det vägda medelvärdet";
}

/* How what was counted came about, where it is not so many independent values. */
static void say_design(ind_words *w) {
    const ind_param *range = ind_measure_find(w->measure, "interval.range");
    const ind_param *finite = ind_measure_find(w->measure, "interval.finite_population");
    if (range != NULL && range->node != NULL)
        ind_words_say(w, "interval.range", "Gränserna ligger alltid mellan %s och %s.",
                      "The limits always lie between %s and %s.", ind_words_number(w, range->node->items[0]->text),
                      ind_words_number(w, range->node->items[1]->text));
    if (ind_measure_clusters(w->measure))
        ind_words_say(w, "interval.cluster",
                      "Det som räknas flera gånger av samma person hör ihop: variansen räknas över personer.",
                      "What is counted several times of the same person belongs together: the variance is that of "
                      "persons.");
    if (finite != NULL && finite->integer != 0)
        ind_words_say(w, "interval.finite_population",
                      "Populationen är ändlig: variansen minskas med den andel av den, utan övertäckning, som har "
                      "svarat. Det förutsätter att bortfallet är slumpmässigt. Har alla svarat finns inget intervall.",
                      "The population is finite: the variance is reduced by the part of it, over-coverage left out, "
                      "that has answered. That takes non-response to be at random. Where all have answered there is "
                      "no interval.");
}

static void say_interval(ind_words *w) {
    const ind_param *level = ind_measure_param(w->measure, "interval.level"),
                    *method = ind_measure_param(w->measure, "interval.method");
    bool none = ind_param_is(method, "none") || level->count == 0 ||
                (method->node == NULL && w->measure->kind->interval_if_named);
    if (none) {
        ind_words_say(w, "interval.method interval.level interval.cluster interval.range interval.finite_population",
                      "Inget konfidensintervall beräknas.", "No confidence interval is computed.");
        return;
    }
    ind_words_say(w, "interval.method interval.level", "%sprocentiga konfidensintervall beräknas med %s%s.",
                  "The confidence interval has the confidence level %s and is computed with %s%s.", levels(w),
                  LOOK_UP(w, methods, method_of(method)), by_weights(w));
    say_design(w);
}

static void say_limits(ind_words *w, const char *counted) {
    const ind_param *by = ind_measure_param(w->measure, "reliability.by");
    for (size_t i = 0; i < by->count; i++) {
        ind_str group = by->limits[i].node->key;
        ind_words_say(w, ind_words_format(w, "reliability.by#%.*s", IND_STR_ARGS(group)),
                      "I redovisningar efter gruppen %.*s gäller i stället %lld %s.",
                      "In splits by the group %.*s it is %lld %s instead.", IND_STR_ARGS(group),
                      (long long)by->limits[i].integer, counted);
    }
    if (ind_measure_counts_persons(w->measure))
        ind_words_say(w, "reliability.of",
                      "Gränsen gäller hur många personer som det räknade är från, inte hur många svar eller rader.",
                      "The limit is on how many persons what is counted is of, not on answers or rows.");
}

static void say_uncertainty(ind_words *w) {
    ind_words_begin(w, "uncertainty", "Osäkerhet och röjandeskydd", "Uncertainty and disclosure");
    say_interval(w);
    const char *counted = ind_words_counted(w);
    long long least = ind_words_integer(w, "reliability.min_denominator");
    if (least > 1)
        ind_words_say(w, "reliability.min_denominator",
                      "Värden som bygger på färre än %lld %s redovisas inte utan markeras som osäkra.",
                      "A value that rests on fewer than %lld %s is not shown, but marked as unreliable.", least,
                      counted);
    else
        ind_words_say(w, "reliability.min_denominator", "Inget minsta antal krävs för att ett värde ska visas.",
                      "No least number is needed for a value to be shown.");
    say_limits(w, counted);
    const ind_param *floor = ind_measure_param(w->measure, "disclosure.min_count");
    bool personal = w->measure->feeds[0].dataset->personal;
    if (floor->node != NULL || personal)
        ind_words_say(
            w, "disclosure.min_count",
            "I en offentlig rapport ska inget antal från 1 till %lld kunna utläsas%s. Interna rapporter är inte "
            "maskerade.",
            "In a public report no count from 1 to %lld can be deduced%s. Internal reports are not suppressed.",
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
    const ind_param *kolada = ind_measure_param(w->measure, "comparable.kolada"),
                    *degree = ind_measure_param(w->measure, "comparable.degree");
    if (kolada->node != NULL)
        ind_words_say(w, "comparable.kolada", "Närmaste officiella mått är Kolada %s.",
                      "The nearest official measure is Kolada %s.", ind_words_text(w, kolada->text));
    else
        ind_words_say(w, "comparable.kolada", "Kolada saknar motsvarande nyckeltal.",
                      "No series in Kolada corresponds to the measure.");
    static const ind_coded degrees[] = {
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
        ind_words_say(w, "comparable.why", "Skäl: %s.", "Reason: %s.", ind_words_text(w, why->text));
}

static const ind_coded views[] = {
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
    static const ind_coded states[] = {
        {"proposal", {"ett förslag", "a proposal"}},
        {"decided", {"beslutad", "decided"}},
        {"closed", {"avslutad", "closed"}},
        {"open", {"öppen: inget beräknas", "open: nothing is computed"}},
    };
    const ind_measure *m = w->measure;
    ind_words_begin(w, "origin", "Om definitionen", "About the definition");
    ind_words_say(w, "id version", "Definitionen heter %s och har version %s.", "The definition is %s, version %s.",
                  ind_words_text(w, m->id), ind_words_text(w, m->version));
    if (m->status.length > 0)
        ind_words_say(w, "status", "Den är %s.", "It is %s.", LOOK_UP(w, states, m->status));
    const ind_param *owner = ind_measure_param(w->measure, "owner"),
                    *area = ind_measure_param(w->measure, "target_area");
    if (owner->node != NULL)
        ind_words_say(w, "owner", "Ansvarig: %s.", "Owner: %s.", ind_words_text(w, owner->text));
    const ind_param *reviewed = ind_measure_param(w->measure, "reviewed"),
                    *next = ind_measure_param(w->measure, "next_review");
    if (reviewed->node != NULL)
        ind_words_say(w, "reviewed", "Senast granskad: %s.", "Last review: %s.", ind_words_text(w, reviewed->text));
    if (next->node != NULL)
        ind_words_say(w, "next_review", "Nästa granskning: %s.", "Next review: %s.", ind_words_text(w, next->text));
    ind_words_changes(w);
    if (area->node != NULL)
        ind_words_say(w, "target_area", "Målområde: %s.", "Target area: %s.", ind_words_text(w, area->text));
    say_texts(w, "indicator", "Indikator", "Indicator");
    say_texts(w, "perspective", "Perspektiv", "Perspective");
    say_texts(w, "principal", "Huvudman", "Principal");
    say_sources(w);
    ind_words_say(w, "format", "Kontrollsumma: %s; för beräkningen utan texter: %s.",
                  "Hash: %s; of the computation without texts: %s.", m->hash, m->logic_hash);
}

void ind_words_closing(ind_words *w) {
    if (!ind_measure_is_open(w->measure))
        say_uncertainty(w);
    say_comparable(w);
    const ind_json *limitations = ind_json_get(ind_json_get(w->measure->node, "limitations"), w->english ? "en" : "sv");
    if (limitations != NULL && limitations->text.length > 0) {
        ind_words_begin(w, "limitations", "Begränsningar", "Limitations");
        ind_words_say(w, "limitations", "%s", "%s", ind_words_text(w, limitations->text));
    }
    ind_words_open_facts(w);
    say_origin(w);
}
