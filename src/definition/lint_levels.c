/* lint_levels.c - a value at the limit of two levels belongs to the worse one. */
#include "definition/lint.h"

void ind_lint_levels(ind_lint *lint) {
    const ind_param *levels = ind_lint_param(lint->measure, "levels");
    bool lower = ind_str_is(lint->measure->better, "lower"), higher = ind_str_is(lint->measure->better, "higher");
    for (size_t i = 1; i < levels->count; i++) {
        const ind_level *level = &levels->levels[i];
        if ((lower && level->above) || (higher && !level->above))
            ind_lint_add(lint, "level_half", ind_json_place(ind_json_get(level->node, lower ? "above" : "from")),
                         lower ? "\"from\": the limit is in this level" : "\"above\": the limit is in the level before",
                         "%s values are better, and a value at this limit is taken to the better level",
                         lower ? "lower" : "higher");
    }
}
