/* scope_value.c - what a definition may say of those who are to answer, and what is said of a value that rests on some
 * of them: had the silent ones all said no, or yes. */
#include "kinds/common/moments.h"
#include "kinds/proportion/scope.h"

#include <math.h>

bool ind_scope_lists(const ind_measure *measure) {
    return ind_kind_param(measure, P_SCOPE_CODELIST)->codelist != NULL;
}

bool ind_scope_tells_unanswered(const ind_measure *measure) {
    return ind_param_is(ind_kind_param(measure, P_MISSING_NUMERATOR), "unanswered");
}

static ind_status refuse(ind_diag *diag, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "scope", ind_json_place(at), help, "%s", what);
}

ind_str ind_scope_text_of_group(const ind_measure *m, size_t group) {
    const ind_json *groups = ind_json_get(m->node, "groups");
    for (size_t i = 0; groups != NULL && i < groups->count; i++) {
        const ind_json *own = groups->items[i];
        const ind_json *key = own->type == IND_JSON_TEXT ? own : ind_json_get(own, "key");
        if (ind_str_equal(own->key, m->groups[group].name) && key != NULL)
            return key->text;
    }
    return IND_STR("");
}

static bool is_key_or_group(const ind_measure *m, ind_str text) {
    bool is = ind_str_equal(ind_kind_param(m, P_SCOPE_KEY)->node->text, text);
    for (size_t g = 0; g < m->group_count && !is; g++)
        is = ind_str_equal(ind_scope_text_of_group(m, g), text);
    return is;
}

/* So that nobody answers twice in a cell: an answer is told by who gives it, and by groups. */
static bool answers_once(const ind_measure *m) {
    const ind_json *entity = ind_row_param(m, IND_ROW_ONCE_ENTITY)->node;
    bool has_key = false, only = ind_rows_take_one(m) && ind_rows_once_a_period(m);
    size_t count = entity == NULL ? 0 : entity->type == IND_JSON_TEXT ? 1 : entity->count;
    for (size_t i = 0; i < count; i++) {
        ind_str text = entity->type == IND_JSON_TEXT ? entity->text : entity->items[i]->text;
        only = only && is_key_or_group(m, text);
        has_key |= ind_str_equal(ind_kind_param(m, P_SCOPE_KEY)->node->text, text);
    }
    return only && has_key;
}

static ind_status check_list(const ind_measure *m, ind_diag *diag) {
    const ind_json *scope = ind_json_get(m->node, "scope");
    const ind_param *missing = ind_kind_param(m, P_MISSING_NUMERATOR);
    if (ind_measure_counts_beside(m))
        return refuse(diag, scope, "one of 'scope' and 'frame'", "who is to answer is said twice");
    if (ind_kind_param(m, P_WEIGHT)->node != NULL)
        return refuse(diag, ind_kind_param(m, P_WEIGHT)->node, "leave it out",
                      "who is to answer and has not done so has no weight");
    if (!ind_param_is(missing, "unanswered") && !ind_param_is(missing, "not_met"))
        return refuse(diag, scope, "\"missing\": { \"numerator\": \"unanswered\" }, or \"not_met\"",
                      "no policy says what it means that somebody of the scope has not answered");
    if (!answers_once(m))
        return refuse(diag, scope, "\"once_per\": { \"entity\": [the key, and groups], \"take\": \"last\" }",
                      "nobody may answer twice in a cell: 'once_per' takes the first or last answer in each period of "
                      "'scope.key', perhaps for each value of groups");
    return IND_OK;
}

ind_status ind_scope_check(const ind_measure *m, ind_diag *diag) {
    const ind_param *missing = ind_kind_param(m, P_MISSING_NUMERATOR);
    if (ind_kind_param(m, P_SCOPE_CODELIST)->node != NULL && ind_kind_param(m, P_SCOPE_KEY)->node != NULL)
        return check_list(m, diag);
    if (!ind_scope_tells_unanswered(m))
        return IND_OK;
    if (!ind_measure_counts_beside(m))
        return refuse(diag, missing->node, "\"scope\": { \"codelist\": ..., \"key\": ... }, or 'frame'",
                      "nothing says who is to answer");
    if (ind_kind_param(m, P_WEIGHT)->node != NULL || ind_rows_fold(m))
        return refuse(diag, missing->node, "\"exclude\"", "answers with weights, or of several rows, have no bounds");
    return IND_OK;
}

/* How many are to answer; NaN: it is not known. */
static double all_of(const ind_measure *m, const ind_cells *cells, uint32_t cell, const ind_outcome *out) {
    if (ind_scope_lists(m))
        return (double)ind_cells_get_count(cells, cell, SCOPE);
    double asked = NAN, outside = 0;
    for (size_t i = 0; i < out->number_count; i++) {
        asked = strcmp(out->numbers[i].name, "asked") == 0 ? out->numbers[i].value : asked;
        outside = strcmp(out->numbers[i].name, "over_coverage") == 0 ? out->numbers[i].value : outside;
    }
    return asked - outside;
}

void ind_scope_value(const ind_measure *m, const ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double n = (double)ind_cells_get_count(cells, cell, N), x = (double)ind_cells_get_count(cells, cell, X);
    double all = all_of(m, cells, cell, out), factor = ind_unit_factor(m);
    if (ind_scope_lists(m))
        ind_outcome_number(out, "asked", all, true);
    if (!ind_scope_tells_unanswered(m))
        return;
    bool known = all > 0 && all >= n;
    out->unanswered = known && all > n;
    ind_outcome_also(out, "lowest", known ? factor * (x / all) : (double)NAN);
    ind_outcome_also(out, "highest", known ? factor * ((x + (all - n)) / all) : (double)NAN);
    ind_outcome_also(out, "answered", n);
}
