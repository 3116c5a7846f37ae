/* find_rule.c - finding a rule in the table of rules_table.c. */
#include "definition/rules_table.h"

#include "base/hint.h"

const ind_check_rule *ind_rule_at(size_t index) {
    return &ind_rule_table[index];
}

size_t ind_rule_count(void) {
    return ind_rule_table_count;
}

const ind_check_rule *ind_rule_find(ind_str id) {
    for (size_t i = 0; i < ind_rule_table_count; i++)
        if (ind_str_is(id, ind_rule_table[i].id))
            return &ind_rule_table[i];
    return NULL;
}

ind_str ind_rule_nearest(ind_str id, bool with_data) {
    ind_hint hint = ind_hint_start(id);
    for (size_t i = 0; i < ind_rule_table_count; i++)
        ind_hint_offer(&hint, ind_str_of(ind_rule_table[i].id));
    for (size_t i = 0; with_data && i < ind_data_rule_count(); i++)
        ind_hint_offer(&hint, ind_str_of(ind_data_rule_at(i)->id));
    return ind_hint_best(&hint);
}

const char *ind_rule_stage_name(ind_rule_stage stage) {
    static const char *const names[] = {"file", "schema", "meaning", "sense", "waiver", "test"};
    return names[stage];
}

bool ind_rule_waivable(const ind_check_rule *rule) {
    return rule->stage == IND_RULE_SENSE;
}
