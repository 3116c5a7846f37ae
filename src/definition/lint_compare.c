/* lint_compare.c - what values are compared with in another definition of the catalogue. */
#include "definition/compared.h"
#include "definition/lint.h"

static ind_str kind_of(ind_lint *lint, const char *path) {
    ind_diag *unsaid = ind_diag_new(); /* it is told where that definition is checked */
    const ind_json *node = NULL;
    ind_status status = ind_catalogue_expand(lint->catalogue, lint->arena, path, NULL, unsaid, &node);
    ind_diag_free(unsaid);
    const ind_json *kind = status == IND_OK ? ind_json_get(node, "kind") : NULL;
    return kind == NULL ? IND_STR("") : kind->text;
}

void ind_lint_compare(ind_lint *lint) {
    const ind_param *published = ind_lint_param(lint->measure, "compare.published");
    if (published->node == NULL)
        return;
    const ind_catalogue_entry *entry = ind_catalogue_find(lint->catalogue, published->text);
    ind_str nearest = ind_catalogue_nearest(lint->catalogue, published->text);
    if (entry == NULL)
        ind_lint_add(
            lint, "unknown_published", ind_json_place(published->node),
            nearest.length == 0 ? NULL : ind_arena_format(lint->arena, "the closest is '%.*s'", IND_STR_ARGS(nearest)),
            "no definition '%.*s' in the catalogue", IND_STR_ARGS(published->text));
    else if (!ind_str_is(kind_of(lint, entry->path), "published"))
        ind_lint_add(lint, "unknown_published", ind_json_place(published->node), NULL,
                     "'%.*s' is not of kind 'published'", IND_STR_ARGS(published->text));
}
