/* cases_fault.c - what is wrong with a test file. */
#include "proof/cases.h"

ind_status ind_cases_invalid(ind_cases *c, ind_place place, const char *rule, const char *help, const char *what,
                             ind_str name) {
    c->invalid = true;
    return ind_json_error(c->diag, place, rule, help, what, IND_STR_ARGS(name));
}

/* Nothing is said of a file that is there: what is wrong with it has been said. */
void ind_cases_no_dataset(ind_cases *c, const ind_json *node) {
    c->invalid = true;
    if (!ind_catalogue_has_dataset(c->catalogue, node->key))
        ind_cases_invalid(c, ind_json_key_place(node), "unknown_dataset", NULL, "no dataset '%.*s'", node->key);
}
