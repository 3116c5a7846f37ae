/* expressions.c - the expressions of a definition: its parameters, rules and groups, each with the types that it may
 * have. */
#include "definition/builder.h"

#include <stdio.h>

static const int numerics[] = {IND_NUMBER, IND_INTEGER, -1}, times[] = {IND_DATETIME, IND_DATE, -1},
                 codes[] = {IND_TEXT, IND_LIST, -1};

static const int *types_of(ind_param_type type) {
    switch (type) {
    case IND_PARAM_CONDITION: return ind_conditions;
    case IND_PARAM_NUMERIC: return numerics;
    case IND_PARAM_DATE: return ind_dates;
    case IND_PARAM_WHEN: return times;
    case IND_PARAM_LABEL: return ind_labels;
    case IND_PARAM_CODES: return codes;
    default: return NULL;
    }
}

static void bind_list(ind_builder *builder, ind_param *param, const ind_json *node, const int *allowed) {
    param->exprs = ind_builder_columns(builder, node, param->spec->path, param->spec->feed, allowed, &param->count);
}

/* An entity of another dataset that is not given: its columns are called as those of SAME_AS, or it must be said. */
static void bind_same_entity(ind_builder *builder, ind_param *param) {
    const ind_param_spec *spec = param->spec;
    const ind_measure *measure = builder->measure;
    const ind_param *like = ind_measure_param(measure, spec->same_as);
    ind_builder own = *builder;
    if (measure->feeds[spec->feed].dataset == NULL || like->node == NULL)
        return;
    own.diag = ind_diag_new(); /* what is wrong there is told of the other dataset */
    own.failed = false;
    bind_list(&own, param, like->node, ind_labels);
    ind_diag_append_system(builder->diag, own.diag);
    ind_diag_free(own.diag);
    if (!own.failed)
        return;
    char help[160];
    snprintf(help, sizeof help, "say with '%s' whom its rows are about", spec->path);
    for (size_t i = 0; i < measure->param_count; i++)
        if (measure->params[i].dataset == measure->feeds[spec->feed].dataset &&
            measure->params[i].spec->feed == spec->feed)
            ind_builder_error(builder, measure->params[i].node, false, "event_person", help,
                              "dataset '%.*s' does not have the columns of '%s'",
                              IND_STR_ARGS(measure->feeds[spec->feed].dataset->name), spec->same_as);
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
    rule->where = ind_builder_expression(builder, where, param->spec->feed, param->spec->scope, ind_conditions);
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
    if (param->node == NULL && spec->same_as != NULL)
        bind_same_entity(builder, param);
    if (param->node == NULL)
        return;
    builder->of_rows = spec->of_rows;
    switch (spec->type) {
    case IND_PARAM_ENTITY: bind_list(builder, param, param->node, ind_labels); break;
    case IND_PARAM_COLUMNS: bind_list(builder, param, param->node, ind_keys); break;
    case IND_PARAM_DATES: bind_list(builder, param, param->node, ind_dates); break;
    case IND_PARAM_RULES: bind_rules(builder, param); break;
    case IND_PARAM_RELATIONS: ind_builder_bind_relations(builder, param); break;
    case IND_PARAM_GROUPS: ind_builder_groups(builder, param); break;
    case IND_PARAM_BY: ind_builder_by(builder, param); break;
    case IND_PARAM_LIMITS: ind_builder_limits(builder, param); break;
    default:
        if (types_of(spec->type) != NULL)
            param->expr = ind_builder_expression(builder, param->node, spec->feed, spec->scope, types_of(spec->type));
    }
    builder->of_rows = false;
}

void ind_builder_bind(ind_builder *builder) {
    ind_measure *measure = builder->measure;
    for (size_t i = 0; i < measure->param_count; i++) /* others may read them */
        if (measure->params[i].spec->type == IND_PARAM_ITEMS && measure->params[i].node != NULL)
            ind_builder_items(builder, &measure->params[i]);
    for (size_t i = 0; i < measure->param_count; i++)
        bind_param(builder, &measure->params[i]);
    for (size_t i = 0; i < measure->group_count; i++)
        if (measure->groups[i].codelist != NULL)
            ind_builder_note_codelist(builder, measure->groups[i].codelist);
    for (size_t f = 1; f < measure->feed_count; f++) { /* all that the first one looks up is known now */
        const ind_relation *relation = ind_measure_relation(measure, f);
        if (relation != NULL && relation->person_count == 1)
            ind_builder_hold_against_table(builder, (unsigned)f, relation->person[0]);
    }
    for (size_t i = 0; i < measure->param_count; i++)
        if (measure->params[i].spec->same_as != NULL && measure->params[i].count == 1)
            ind_builder_hold_against_table(builder, measure->params[i].spec->feed, measure->params[i].exprs[0]);
    if (ind_measure_counts_beside(measure) && measure->feeds[IND_FEED_BESIDE].dataset != NULL)
        ind_builder_match(builder);
    measure->feeds[0].where = ind_measure_param(measure, "data.where")->expr;
}
