/* lint_texts.c - what stands around the computation: texts, owner, review, policies left to a default, disclosure. */
#include "definition/lint.h"

#include "base/date.h"

enum { FLOOR = 5 }; /* least count in a public report where a dataset is about persons */

/* Of the file as a whole: where a key is missing there is nothing to underline. */
static ind_place whole(const ind_lint *lint) {
    return (ind_place){.file = lint->node->source->name, .line = 1, .column = 1};
}

static bool is_empty(const ind_json *value) {
    return value == NULL || value->type == IND_JSON_NULL || (value->type == IND_JSON_TEXT && value->text.length == 0) ||
           ((value->type == IND_JSON_ARRAY || value->type == IND_JSON_OBJECT) && value->count == 0);
}

static void check_presence(ind_lint *lint) {
    static const struct {
        const char *key, *rule, *what;
    } wanted[] = {
        {"description", "no_description", "what is counted, in Swedish and English"},
        {"limitations", "no_limitations", "what a reader must know before comparing the figures"},
        {"source", "no_source", "where the definition comes from"},
        {"owner", "no_owner", "who answers for it"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const ind_json *value = ind_json_get(lint->node, wanted[i].key);
        if (is_empty(value))
            ind_lint_add(lint, wanted[i].rule, value == NULL ? whole(lint) : ind_json_place(value), NULL,
                         "'%s' is %s: %s", wanted[i].key, value == NULL ? "missing" : "empty", wanted[i].what);
    }
}

static void check_translations(ind_lint *lint) {
    static const char *const keys[] = {"title", "description", "limitations"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ind_json *value = ind_json_get(lint->node, keys[i]);
        const ind_json *sv = ind_json_get(value, "sv"), *en = ind_json_get(value, "en");
        if (sv != NULL && en != NULL && sv->type == IND_JSON_TEXT && en->type == IND_JSON_TEXT && sv->text.length > 0 &&
            ind_str_equal(sv->text, en->text))
            ind_lint_add(lint, "untranslated", ind_json_place(en), NULL, "'%s' has the same text in 'sv' and 'en'",
                         keys[i]);
    }
}

static bool day_of(const ind_lint *lint, const char *key, const ind_json **node, int32_t *day) {
    *node = ind_json_get(lint->node, key);
    return *node != NULL && (*node)->type == IND_JSON_TEXT && ind_date_parse((*node)->text, day);
}

static void check_reviewed(ind_lint *lint) {
    bool last = !is_empty(ind_json_get(lint->node, "reviewed")),
         next = !is_empty(ind_json_get(lint->node, "next_review"));
    if (!last || !next)
        ind_lint_add(lint, "no_review", whole(lint), NULL, "%s%s%s missing: when somebody looks at the definition",
                     last ? "" : "'reviewed'", last || next ? "" : " and ",
                     next   ? " is"
                     : last ? "'next_review' is"
                            : "'next_review' are");
}

static void check_review(ind_lint *lint) {
    const ind_json *last, *next;
    int32_t last_day = 0, next_day = 0;
    bool has_last = day_of(lint, "reviewed", &last, &last_day),
         has_next = day_of(lint, "next_review", &next, &next_day);
    if (has_next && lint->today != IND_NULL_DATE && next_day < lint->today)
        ind_lint_add(lint, "review_passed", ind_json_place(next), "look at the definition, then move both dates",
                     "the next review was due on %.*s", IND_STR_ARGS(next->text));
    if (has_last && has_next && next_day <= last_day)
        ind_lint_add(lint, "review_order", ind_json_place(next), NULL, "'next_review' is not after 'reviewed'");
}

/* ---- policies ---- */

static bool is_given(const ind_measure *measure, const char *path) {
    const ind_param *param = ind_lint_param(measure, path);
    return param != NULL && param->node != NULL;
}

static bool is_choice(const ind_measure *measure, const char *path, const char *choice) {
    const ind_param *param = ind_lint_param(measure, path);
    return param != NULL && ind_param_is(param, choice);
}

static void left_to_default(ind_lint *lint, const char *path, const ind_json *at, const char *what, const char *help) {
    const ind_param *param = ind_lint_param(lint->measure, path);
    if (param == NULL || param->node != NULL)
        return;
    ind_lint_add(lint, "unnamed_policy", at == NULL ? whole(lint) : ind_json_key_place(at), help,
                 "'%s' is left to its default: %s", path, what);
}

/* "if what is governed is given, the policy must be named". */
static void check_policies(ind_lint *lint) {
    const ind_measure *m = lint->measure;
    const char *weight = is_given(m, "weight") ? "weight" : "respondent_weight";
    if (is_given(m, weight))
        left_to_default(lint, "missing.weight", ind_lint_param(m, weight)->node,
                        "an unknown or negative weight is an error",
                        "add \"missing\": { \"weight\": \"error\" } or \"exclude\"");
    if (is_given(m, "interval.level"))
        left_to_default(lint, "interval.method", ind_lint_param(m, "interval.level")->node, "the one of the kind",
                        "write the method that the kind has, or 'none'");
    left_to_default(lint, "reliability.min_denominator", ind_json_get(lint->node, "reliability"),
                    "0, so that a value of a single row is shown",
                    "add \"reliability\": { \"min_denominator\": 30 }, or 0 if every value shall be shown");
    if (is_choice(m, "follow_up.death", "exclude_index"))
        left_to_default(lint, "data.death", ind_lint_param(m, "follow_up.death")->node,
                        "the look-up personer.dodsdatum", "add \"death\" to \"data\"");
    if (is_choice(m, "follow_up.moved", "exclude"))
        left_to_default(lint, "data.moved", ind_lint_param(m, "follow_up.moved")->node,
                        "the look-up personer.flytt_datum", "add \"moved\" to \"data\"");
}

/* ---- disclosure ---- */

static const ind_dataset *personal_dataset(ind_lint *lint) {
    for (size_t f = 0; f < lint->measure->feed_count; f++) {
        const ind_feed *feed = &lint->measure->feeds[f];
        if (feed->dataset->personal)
            return feed->dataset;
        for (size_t i = 0; i < feed->basis_count; i++)
            if (feed->bases[i].dataset->personal)
                return feed->bases[i].dataset;
    }
    return NULL;
}

static void check_disclosure(ind_lint *lint) {
    const ind_param *least = ind_lint_param(lint->measure, "disclosure.min_count");
    const ind_dataset *personal = personal_dataset(lint);
    if (least->node != NULL && personal != NULL && least->integer < FLOOR)
        ind_lint_add(lint, "disclosure_floor", ind_json_place(least->node), "it can be tightened, never loosened",
                     "dataset '%.*s' is about persons, so 'disclosure.min_count' must be at least %d",
                     IND_STR_ARGS(personal->name), FLOOR);
}

void ind_lint_texts(ind_lint *lint) {
    check_presence(lint);
    check_translations(lint);
    check_reviewed(lint);
    check_review(lint);
    if (lint->measure == NULL)
        return;
    check_policies(lint);
    check_disclosure(lint);
}
