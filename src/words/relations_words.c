/* relations_words.c - what must or must not be in other datasets, in sentences. */
#include "words/describe.h"
#include "words/sentences.h"

static const char *clause_of(ind_words *w, const ind_relation *relation, const char *key) {
    const ind_json *node = ind_json_get(relation->node, key);
    return node == NULL ? NULL : ind_words_expression(w, node->text, relation->feed, IND_SCOPE_ROW);
}

static const char *span_of(ind_words *w, const ind_relation *relation) {
    const ind_json *span = ind_json_get(relation->node, "span");
    const char *day[2];
    for (size_t i = 0; i < 2; i++)
        day[i] = ind_words_expression(w, span->items[i]->text, 0, ind_unit_scope(w->measure));
    return ind_words_format(w, w->english ? "%s to %s" : "%s till och med %s", day[0], day[1]);
}

/* "vårdtillfällen där ..., från inskrivningsdagen till utskrivningsdagen" */
static const char *rows_of(ind_words *w, const ind_relation *relation) {
    const char *where = clause_of(w, relation, "where"), *to = clause_of(w, relation, "to");
    const char *from = clause_of(w, relation, "from");
    const char *rows = ind_words_row(w, relation->feed, relation->min == 1 ? IND_ROW_ONE : IND_ROW_MANY);
    const char *many = relation->min == 1 ? rows
                                          : ind_words_format(w, w->english ? "at least %lld %s" : "minst %lld %s",
                                                             (long long)relation->min, rows);
    const char *chosen =
        where == NULL ? many : ind_words_format(w, w->english ? "%s where %s" : "%s där %s", many, where);
    if (relation->type == IND_STARTS_WITHIN)
        return ind_words_format(w, w->english ? "%s, with %s" : "%s, med %s", chosen, from);
    if (to == NULL)
        return ind_words_format(w, w->english ? "%s, on %s" : "%s, på %s", chosen, from);
    return ind_words_format(w, w->english ? "%s, lasting from %s to %s," : "%s, som varar från %s till %s,", chosen,
                            from, to);
}

static const char *how_of(const ind_words *w, ind_relation_type type) {
    switch (type) {
    case IND_COVERS: return w->english ? "on every day of" : "under alla dagar av";
    case IND_OVERLAPS: return w->english ? "on some day of" : "under någon dag av";
    default: return w->english ? "within" : "inom";
    }
}

static void say_rules(ind_words *w, const char *path, const char *sv, const char *en) {
    const ind_param *param = ind_measure_find(w->measure, path);
    if (param == NULL || param->count == 0)
        return;
    ind_words_say(w, path, "%s", "%s", w->english ? en : sv);
    for (size_t i = 0; i < param->count; i++) {
        const ind_relation *relation = &param->relations[i];
        ind_str dataset = w->measure->feeds[relation->feed].dataset->name;
        ind_words_add(w, ind_words_format(w, "%s#%.*s", path, IND_STR_ARGS(relation->id)), (unsigned)i + 1,
                      ind_words_format(w, w->english ? "%.*s: %s %s %s (in %.*s)." : "%.*s: %s %s %s (i %.*s).",
                                       IND_STR_ARGS(relation->id), rows_of(w, relation), how_of(w, relation->type),
                                       span_of(w, relation), IND_STR_ARGS(dataset)));
    }
}

void ind_words_numerator_relations(ind_words *w) {
    say_rules(w, "numerator_all", "Till täljaren hör de för vilka det dessutom finns:",
              "In the numerator are those for whom there is, besides:");
    say_rules(w, "numerator_any", "Till täljaren hör de för vilka det finns något av:",
              "In the numerator are those for whom there is any of:");
}

static bool has(const ind_words *w, const char *path) {
    return ind_measure_param(w->measure, path)->count > 0;
}

void ind_words_relations(ind_words *w) {
    if (!has(w, "require") && !has(w, "exclude_if"))
        return;
    ind_words_begin(w, "relations", "Krav i andra datamängder", "Requirements in other datasets");
    say_rules(w, "require", "Bara de räknas för vilka det finns:", "Only those count for whom there is:");
    say_rules(w, "exclude_if", "De räknas inte för vilka det finns:", "Those do not count for whom there is:");
    ind_words_say(w, "relations unknown",
                  "En rad utan sista dag pågår. Vet man inte vem som räknas, eller vilka dagar det gäller, är ett krav "
                  "inte uppfyllt och ett undantag gäller inte.",
                  "A row without a last day goes on. Where it is not known who is counted, or which days are meant, a "
                  "requirement is not met and an exclusion does not hold.");
}
