/* match_groups.c - what the groups of a measure are in the rows of another dataset that are counted beside.
 *
 * Where nothing is said a group is written there as it is written here: most datasets call an area the same. */
#include "definition/builder.h"

#include <stdio.h>

static const ind_param *match_of(const ind_measure *measure) {
    for (size_t i = 0; i < measure->param_count; i++)
        if (measure->params[i].spec->type == IND_PARAM_MATCH)
            return &measure->params[i];
    return NULL;
}

/* The expression of the group as "groups" has it: of one by codelist, its key. */
static const ind_json *written(const ind_measure *measure, const ind_group *group) {
    const ind_json *groups = ind_json_get(measure->node, "groups");
    for (size_t i = 0; i < groups->count; i++)
        if (ind_str_equal(groups->items[i]->key, group->name))
            return groups->items[i]->type == IND_JSON_OBJECT ? ind_json_get(groups->items[i], "key") : groups->items[i];
    return NULL;
}

static const ind_json *said(const ind_param *match, const ind_group *group) {
    for (size_t i = 0; match->node != NULL && i < match->node->count; i++)
        if (ind_str_equal(match->node->items[i]->key, group->name))
            return match->node->items[i];
    return NULL;
}

/* As it is written for the first dataset, in the other one. */
static const ind_expr *bind_same(ind_builder *builder, const ind_param *match, const ind_group *group) {
    const ind_json *node = written(builder->measure, group);
    ind_builder own = *builder;
    own.diag = ind_diag_new(); /* what is wrong there is told of the other dataset */
    own.failed = false;
    const ind_expr *expr = ind_builder_expression(&own, node, IND_FEED_BESIDE, IND_SCOPE_ROW, ind_labels);
    ind_diag_append_system(builder->diag, own.diag);
    ind_diag_free(own.diag);
    if (expr != NULL)
        return expr;
    char help[200];
    snprintf(help, sizeof help, "say with '%s.%.*s' what it is there", match->spec->path, IND_STR_ARGS(group->name));
    ind_builder_error(builder, node, false, "group_beside", help,
                      "dataset '%.*s' does not have what group '%.*s' reads",
                      IND_STR_ARGS(builder->measure->feeds[IND_FEED_BESIDE].dataset->name), IND_STR_ARGS(group->name));
    return NULL;
}

static void bind_group(ind_builder *builder, const ind_param *match, ind_group *group) {
    const ind_json *node = said(match, group);
    group->beside = node == NULL ? bind_same(builder, match, group)
                                 : ind_builder_expression(builder, node, IND_FEED_BESIDE, IND_SCOPE_ROW, ind_labels);
    if (group->beside != NULL)
        ind_builder_tells_who(builder, node == NULL ? written(builder->measure, group) : node, group->beside,
                              IND_FEED_BESIDE);
}

static bool is_group(const ind_measure *measure, ind_str name) {
    for (size_t g = 0; g < measure->group_count; g++)
        if (ind_str_equal(measure->groups[g].name, name))
            return true;
    return false;
}

/* What is said of one group. */
static void check_said(ind_builder *builder, const ind_param *match, const ind_json *item) {
    if (ind_str_starts(item->key, IND_STR("x-")))
        return;
    if (item->type != IND_JSON_TEXT)
        ind_builder_error(builder, item, false, "wrong_type", NULL, "'%s.%.*s' must be a text, got %s",
                          match->spec->path, IND_STR_ARGS(item->key), ind_json_type_name(item->type));
    else if (!is_group(builder->measure, item->key))
        ind_builder_no_group(builder, item, item->key, true);
}

void ind_builder_match(ind_builder *builder) {
    ind_measure *measure = builder->measure;
    const ind_param *match = match_of(measure);
    if (match->node != NULL && match->node->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, match->node, false, "wrong_type", NULL, "'%s' must be an object", match->spec->path);
        return;
    }
    for (size_t i = 0; match->node != NULL && i < match->node->count; i++)
        check_said(builder, match, match->node->items[i]);
    for (size_t g = 0; g < measure->group_count && !builder->failed; g++)
        bind_group(builder, match, &measure->groups[g]);
}
