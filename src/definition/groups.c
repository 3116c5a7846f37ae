/* groups.c - named ways to split, and the splits that are reported. */
#include "base/hint.h"
#include "definition/builder.h"

#include <math.h>
#include <stdio.h>

typedef struct {
    uint32_t slot;
    size_t count;
} one_slot;

static void see_slot(void *context, uint32_t slot) {
    one_slot *seen = context;
    if (seen->count == 0 || seen->slot != slot)
        seen->count++;
    seen->slot = slot;
}

/* The field if EXPR is nothing but one column of the file: its text ends with that column's name and has
 * no more than qualifiers before it.  A derived column has another name than what it is made of. */
static const ind_field *plain_column(const ind_measure *measure, const ind_json *node, const ind_expr *expr) {
    for (size_t i = 0; i < node->text.length; i++)
        if (strchr(" ()'+-*/<>=,|", node->text.data[i]) != NULL)
            return NULL;
    one_slot seen = {0};
    ind_expr_slots(expr, see_slot, &seen);
    if (seen.count != 1)
        return NULL;
    const ind_feed *feed = &measure->feeds[0];
    const ind_slot *slot = &feed->slots[ind_unit_scope(measure)].items[seen.slot];
    if (slot->side > IND_SIDE_LAST)
        return NULL;
    const ind_field *field = feed->columns[slot->column].schema;
    size_t dot = node->text.length;
    while (dot > 0 && node->text.data[dot - 1] != '.')
        dot--;
    return ind_str_equal((ind_str){node->text.data + dot, node->text.length - dot}, field->name) ? field : NULL;
}

typedef struct {
    const ind_feed *feed;
    ind_scope_kind scope;
    const ind_field *found;
} identifier;

static void see_identifier(void *context, uint32_t slot) {
    identifier *seen = context;
    const ind_slot *read = &seen->feed->slots[seen->scope].items[slot];
    const ind_field *field = read->side <= IND_SIDE_LAST ? seen->feed->columns[read->column].schema : NULL;
    if (field != NULL && field->identifying)
        seen->found = field;
}

/* The codes of a group stand in the report, so that what tells who somebody is cannot be one, nor a part of one. */
bool ind_builder_tells_who(ind_builder *builder, const ind_json *node, const ind_expr *expr, unsigned feed) {
    identifier seen = {.feed = &builder->measure->feeds[feed], .scope = ind_unit_scope(builder->measure)};
    ind_expr_slots(expr, see_identifier, &seen);
    if ((builder->leave & IND_LEAVE_IDENTIFYING_GROUPS) != 0)
        return false;
    if (seen.found != NULL)
        ind_builder_error(builder, node, false, "identifying_group",
                          "group by what many share: the area, the unit, the sex, a band of age",
                          "column '%.*s' tells who somebody is, and every value of a group is written into the report",
                          IND_STR_ARGS(seen.found->name));
    return seen.found != NULL;
}

static bool read_simple(ind_builder *builder, const ind_json *node, ind_group *group) {
    ind_measure *measure = builder->measure;
    group->expr = ind_builder_expression(builder, node, 0, ind_unit_scope(measure), ind_labels);
    group->attribute = -1;
    if (group->expr == NULL || ind_builder_tells_who(builder, node, group->expr, 0))
        return false;
    group->field = plain_column(measure, node, group->expr);
    if (group->field != NULL && group->field->codelist.length > 0)
        group->codelist = ind_catalogue_codelist(builder->catalogue, group->field->codelist, builder->diag);
    return true;
}

static const ind_json *member(ind_builder *builder, const ind_json *node, const char *key) {
    const ind_json *value = ind_json_get(node, key);
    if (value != NULL && value->type == IND_JSON_TEXT)
        return value;
    ind_builder_error(
        builder, value == NULL ? node : value, false, "missing_key", NULL,
        "a group by codelist has the texts 'codelist', 'key' and, if it is not by the code itself, 'attribute'");
    return NULL;
}

static bool find_attribute(ind_builder *builder, const ind_json *node, ind_group *group) {
    group->attribute = ind_codelist_attribute(group->codelist, node->text);
    if (group->attribute >= 0)
        return true;
    ind_hint hint = ind_hint_start(node->text);
    for (size_t i = 0; i < ind_codelist_attribute_count(group->codelist); i++)
        ind_hint_offer(&hint, ind_codelist_attribute_name(group->codelist, (int)i));
    char help[160];
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(ind_hint_best(&hint)));
    ind_builder_error(builder, node, false, "unknown_attribute", ind_hint_best(&hint).length > 0 ? help : NULL,
                      "codelist '%.*s' has no attribute '%.*s'", IND_STR_ARGS(ind_codelist_name(group->codelist)),
                      IND_STR_ARGS(node->text));
    return false;
}

static bool read_by_codelist(ind_builder *builder, const ind_json *node, ind_group *group) {
    for (size_t i = 0; i < node->count; i++) {
        ind_str key = node->items[i]->key;
        if (!ind_str_is(key, "codelist") && !ind_str_is(key, "key") && !ind_str_is(key, "attribute"))
            ind_builder_error(builder, node->items[i], true, "unknown_key",
                              "a group has 'codelist', 'key' and 'attribute'", "unknown key '%.*s'", IND_STR_ARGS(key));
    }
    const ind_json *list = member(builder, node, "codelist"), *key = member(builder, node, "key"),
                   *attribute = ind_json_get(node, "attribute");
    if (attribute != NULL)
        attribute = member(builder, node, "attribute");
    if (list == NULL || key == NULL || (attribute == NULL && ind_json_get(node, "attribute") != NULL))
        return false;
    group->codelist = ind_catalogue_codelist(builder->catalogue, list->text, builder->diag);
    group->expr = ind_builder_expression(builder, key, 0, ind_unit_scope(builder->measure), ind_labels);
    if (group->codelist == NULL) {
        builder->failed = true;
        if (!ind_catalogue_has_codelist(builder->catalogue, list->text)) /* else its file is bad, which has been said */
            ind_builder_error(builder, list, false, "unknown_codelist", NULL, "no codelist '%.*s'",
                              IND_STR_ARGS(list->text));
        return false;
    }
    return (attribute == NULL || find_attribute(builder, attribute, group)) && group->expr != NULL &&
           !ind_builder_tells_who(builder, key, group->expr, 0);
}

void ind_builder_groups(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    ind_measure *measure = builder->measure;
    if (node->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'groups' must be an object");
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        if (ind_str_starts(node->items[i]->key, IND_STR("x-")))
            continue;
        if (measure->group_count == IND_MAX_GROUPS) {
            ind_builder_error(builder, node->items[i], true, "too_many", NULL, "more than %d groups", IND_MAX_GROUPS);
            return;
        }
        ind_group *group = &measure->groups[measure->group_count];
        *group = (ind_group){.name = node->items[i]->key, .attribute = -1, .least = -1};
        bool object = node->items[i]->type == IND_JSON_OBJECT;
        if (object ? read_by_codelist(builder, node->items[i], group) : read_simple(builder, node->items[i], group))
            measure->group_count++;
    }
}

static int find_group(const ind_measure *measure, ind_str name) {
    for (size_t i = 0; i < measure->group_count; i++)
        if (ind_str_equal(measure->groups[i].name, name))
            return (int)i;
    return -1;
}

void ind_builder_no_group(ind_builder *builder, const ind_json *node, ind_str name, bool at_key) {
    enum { MOST = 8 * IND_MAX_GROUPS }; /* of which the nearest is sought */
    const ind_json *groups = ind_json_get(builder->measure->node, "groups");
    ind_hint hint = ind_hint_start(name);
    if (groups != NULL && ind_json_get(groups, name.data) != NULL)
        return; /* it is there, and what is wrong with it has been said */
    for (size_t i = 0; groups != NULL && i < groups->count && i < MOST; i++)
        ind_hint_offer(&hint, groups->items[i]->key);
    char help[160];
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(ind_hint_best(&hint)));
    ind_builder_error(builder, node, at_key, "unknown_group", ind_hint_best(&hint).length > 0 ? help : NULL,
                      "no group '%.*s'", IND_STR_ARGS(name));
}

static void read_split(ind_builder *builder, const ind_json *node, ind_grouping *grouping) {
    for (size_t i = 0; i < node->count; i++) {
        const ind_json *name = node->items[i];
        int group = name->type == IND_JSON_TEXT ? find_group(builder->measure, name->text) : -1;
        if (name->type != IND_JSON_TEXT) {
            ind_builder_error(builder, name, false, "wrong_type", NULL, "'by' names groups");
        } else if (group < 0) {
            ind_builder_no_group(builder, name, name->text, false);
        } else if (grouping->count < IND_MAX_GROUPS) {
            for (size_t j = 0; j < grouping->count; j++)
                if (grouping->group[j] == (size_t)group)
                    ind_builder_error(builder, name, false, "repeated_value", NULL, "group '%.*s' is named twice",
                                      IND_STR_ARGS(name->text));
            grouping->group[grouping->count++] = (size_t)group;
        }
    }
}

/* The groups of a split, in any order, as a number; those of equal splits are equal. */
static size_t set_of(const ind_grouping *split) {
    size_t set = 0;
    for (size_t i = 0; i < split->count; i++)
        set |= (size_t)1 << split->group[i];
    return set;
}

void ind_builder_by(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    ind_measure *measure = builder->measure;
    bool known[1 << IND_MAX_GROUPS] = {false}; /* splits so far */
    bool array = node->type == IND_JSON_ARRAY;
    for (size_t i = 0; array && i < node->count; i++)
        array = node->items[i]->type == IND_JSON_ARRAY;
    if (!array) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'by' must be an array of arrays of group names");
        return;
    }
    measure->by = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *measure->by);
    measure->by_count = node->count;
    for (size_t i = 0; i < node->count; i++) {
        read_split(builder, node->items[i], &measure->by[i]);
        if (measure->by[i].count != node->items[i]->count)
            continue; /* that has been said */
        bool *seen = &known[set_of(&measure->by[i])];
        if (*seen)
            ind_builder_error(builder, node->items[i], false, "duplicate_split", NULL, "'by' has this split twice");
        *seen = true;
    }
}

/* The limit of one group, which is an edge like any number of the definition. */
static bool read_limit(ind_builder *builder, const ind_param *param, const ind_json *item, ind_param *out) {
    ind_measure *measure = builder->measure;
    int group = find_group(measure, item->key);
    double least = item->type == IND_JSON_NUMBER ? item->number : 0;
    if (group < 0)
        ind_builder_no_group(builder, item, item->key, true);
    else if (item->type != IND_JSON_NUMBER || least != floor(least))
        ind_builder_error(builder, item, false, "wrong_type", NULL, "'%s.%.*s' must be a whole number",
                          param->spec->path, IND_STR_ARGS(item->key));
    else if (least < param->spec->low || least > param->spec->high)
        ind_builder_error(builder, item, false, "out_of_range", NULL, "'%s.%.*s' must be %g to %g", param->spec->path,
                          IND_STR_ARGS(item->key), param->spec->low, param->spec->high);
    else {
        ind_param_spec *spec = ind_arena_alloc(builder->arena, sizeof *spec);
        *spec = *param->spec;
        spec->path = ind_arena_format(builder->arena, "%s.%.*s", param->spec->path, IND_STR_ARGS(item->key));
        spec->type = IND_PARAM_INTEGER;
        *out = (ind_param){.spec = spec, .node = item, .integer = (int64_t)least, .number = least};
        measure->groups[group].least = (int64_t)least;
        return true;
    }
    return false;
}

void ind_builder_limits(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    if (node->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'%s' must be an object", param->spec->path);
        return;
    }
    ind_param *limits = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *limits);
    for (size_t i = 0; i < node->count; i++)
        if (!ind_str_starts(node->items[i]->key, IND_STR("x-")))
            param->count += read_limit(builder, param, node->items[i], &limits[param->count]);
    param->limits = limits;
}
