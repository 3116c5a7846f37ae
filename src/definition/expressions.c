/* expressions.c - the expressions of a definition: its parameters, rules and groups, each with the types that it may
 * have. */
#include "definition/builder.h"

static const int conditions[] = {IND_BOOLEAN, -1}, numerics[] = {IND_NUMBER, IND_INTEGER, -1}, dates[] = {IND_DATE, -1},
                 times[] = {IND_DATETIME, IND_DATE, -1}, labels[] = {IND_TEXT, -1}, codes[] = {IND_TEXT, IND_LIST, -1};

static const int *types_of(ind_param_type type) {
    switch (type) {
    case IND_PARAM_CONDITION: return conditions;
    case IND_PARAM_NUMERIC: return numerics;
    case IND_PARAM_DATE: return dates;
    case IND_PARAM_WHEN: return times;
    case IND_PARAM_LABEL: return labels;
    case IND_PARAM_CODES: return codes;
    default: return NULL;
    }
}

static void bind_entity(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    bool many = node->type == IND_JSON_ARRAY;
    param->count = many ? node->count : 1;
    const ind_expr **exprs = ind_arena_alloc(builder->arena, (param->count + 1) * sizeof *exprs);
    for (size_t i = 0; i < param->count; i++)
        exprs[i] =
            ind_builder_expression(builder, many ? node->items[i] : node, param->spec->feed, IND_SCOPE_ROW, labels);
    if (param->count == 0)
        ind_builder_error(builder, node, false, "too_few", NULL, "'%s' names no column", param->spec->path);
    if (param->count > IND_MAX_KEY)
        ind_builder_error(builder, node, false, "too_many", NULL, "'%s' names more than %d columns", param->spec->path,
                          IND_MAX_KEY);
    param->exprs = exprs;
}

static bool read_rule(ind_builder *builder, const ind_param *param, const ind_json *item, ind_rule *rule) {
    const ind_json *id = ind_json_get(item, "id"), *where = ind_json_get(item, "where");
    if (item->type != IND_JSON_OBJECT || id == NULL || where == NULL || id->type != IND_JSON_TEXT) {
        ind_builder_error(builder, item, false, "wrong_type", NULL,
                          "a rule of '%s' is {\"id\": text, \"where\": condition}", param->spec->path);
        return false;
    }
    for (size_t i = 0; i < item->count; i++)
        if (item->items[i] != id && item->items[i] != where && !ind_str_starts(item->items[i]->key, IND_STR("x-")))
            ind_builder_error(builder, item->items[i], true, "unknown_key", "a rule has 'id' and 'where'",
                              "unknown key '%.*s'", IND_STR_ARGS(item->items[i]->key));
    rule->id = id->text;
    rule->where = ind_builder_expression(builder, where, param->spec->feed, param->spec->scope, conditions);
    return true;
}

static void check_rule_ids(ind_builder *builder, const ind_param *param, const ind_rule *rules) {
    ind_dict *ids = ind_dict_new();
    for (size_t i = 0; i < param->node->count; i++) {
        uint32_t before = ind_dict_count(ids);
        if (ind_dict_add(ids, rules[i].id) <= before)
            ind_builder_error(builder, param->node->items[i], false, "duplicate_name", NULL,
                              "two rules of '%s' have the id '%.*s'", param->spec->path, IND_STR_ARGS(rules[i].id));
    }
    ind_dict_free(ids);
}

static void bind_rules(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    if (node->type != IND_JSON_ARRAY) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'%s' must be an array of rules",
                          param->spec->path);
        return;
    }
    ind_rule *rules = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *rules);
    for (size_t i = 0; i < node->count; i++)
        if (!read_rule(builder, param, node->items[i], &rules[i]))
            return;
    check_rule_ids(builder, param, rules);
    param->rules = rules;
    param->count = node->count;
}

/* The fallback of an expression, such as "personer.dodsdatum", is in force where the dataset has that look-up and
 * column. */
static void bind_fallback(ind_builder *builder, ind_param *param) {
    const ind_param_spec *spec = param->spec;
    const ind_dataset *dataset = builder->measure->feeds[spec->feed].dataset;
    ind_str text = ind_str_of(spec->fallback), as = {text.data, strcspn(text.data, ".")};
    int key = ind_dataset_foreign_key(dataset, as);
    const ind_dataset *target =
        key < 0 ? NULL : ind_catalogue_dataset(builder->catalogue, dataset->foreign_keys[key].target, builder->diag);
    if (target == NULL || ind_key_of_period(&dataset->foreign_keys[key]) ||
        ind_dataset_field(target, (ind_str){text.data + as.length + 1, text.length - as.length - 1}) < 0)
        return;
    ind_json *node = ind_arena_alloc(builder->arena, sizeof *node);
    *node = *builder->measure->node;
    node->type = IND_JSON_TEXT;
    node->text = text;
    param->expr = ind_builder_expression(builder, node, spec->feed, spec->scope, types_of(spec->type));
}

static void bind_param(ind_builder *builder, ind_param *param) {
    const ind_param_spec *spec = param->spec;
    if (spec->type == IND_PARAM_CODELIST && param->codelist != NULL)
        ind_builder_note_codelist(builder, param->codelist);
    if (param->node == NULL && spec->fallback != NULL && types_of(spec->type) != NULL)
        bind_fallback(builder, param);
    if (param->node == NULL)
        return;
    switch (spec->type) {
    case IND_PARAM_ENTITY: bind_entity(builder, param); break;
    case IND_PARAM_RULES: bind_rules(builder, param); break;
    case IND_PARAM_GROUPS: ind_builder_groups(builder, param); break;
    case IND_PARAM_BY: ind_builder_by(builder, param); break;
    default:
        if (types_of(spec->type) != NULL)
            param->expr = ind_builder_expression(builder, param->node, spec->feed, spec->scope, types_of(spec->type));
    }
}

void ind_builder_bind(ind_builder *builder) {
    ind_measure *measure = builder->measure;
    for (size_t i = 0; i < measure->param_count; i++)
        bind_param(builder, &measure->params[i]);
    for (size_t i = 0; i < measure->group_count; i++)
        if (measure->groups[i].codelist != NULL)
            ind_builder_note_codelist(builder, measure->groups[i].codelist);
    measure->feeds[0].where = ind_measure_param(measure, "data.where")->expr;
}
