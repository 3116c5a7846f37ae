/* json_parse.c - JSON text to its tree, or to findings in the order of the text. */
#include "base/json_scan.h"

ind_status ind_json_parse_each(ind_arena *arena, const ind_source *source, const ind_json_each *each, ind_diag *diag,
                               ind_json **out) {
    *out = NULL;
    size_t before = ind_diag_count(diag);
    ind_json *root = ind_json_scan(arena, source, each, diag);
    ind_diag_sort(diag, before);
    if (root == NULL || ind_diag_count(diag) > before)
        return IND_E_DEFINITION;
    *out = root;
    return IND_OK;
}

ind_status ind_json_parse(ind_arena *arena, const ind_source *source, ind_diag *diag, ind_json **out) {
    return ind_json_parse_each(arena, source, NULL, diag, out);
}
