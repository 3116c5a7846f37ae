/* read_relations.c - "require" and "exclude_if": rules about the rows that a unit's person has in another dataset.
 *
 * Each rule asks for rows of its own, so that it is a feed.  Its days are held against a span of days of the unit. */
#include "definition/builder.h"

#define KEYS "id|dataset|person|from|to|where|relation|span|min"

enum { MOST_ROWS = 1000 };

static const ind_json *text_of(ind_builder *builder, const ind_json *item, const char *key) {
    const ind_json *node = ind_json_get(item, key);
    if (node == NULL)
        ind_builder_error(builder, item, false, "missing_key", NULL, "'%s' is missing", key);
    else if (node->type != IND_JSON_TEXT)
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'%s' must be a text, got %s", key,
                          ind_json_type_name(node->type));
    else
        return node;
    return NULL;
}

static void read_type(ind_builder *builder, const ind_json *item, ind_relation *relation) {
    const ind_json *node = text_of(builder, item, "relation");
    int choice = node == NULL ? -1 : ind_builder_choice(builder, node, "relation", IND_RELATION_CHOICES);
    relation->type = choice < 0 ? IND_COVERS : (ind_relation_type)choice;
}

static void read_min(ind_builder *builder, const ind_json *item, ind_relation *relation) {
    const ind_json *node = ind_json_get(item, "min");
    relation->min = 1;
    if (node == NULL)
        return;
    if (node->type == IND_JSON_NUMBER && node->number >= 1 && node->number <= MOST_ROWS &&
        node->number == (double)(int64_t)node->number)
        relation->min = (int64_t)node->number;
    else
        ind_builder_error(builder, node, false, "out_of_range", NULL, "'min' must be a whole number 1 to %d",
                          MOST_ROWS);
}

static void read_span(ind_builder *builder, const ind_json *item) {
    const ind_json *node = ind_json_get(item, "span");
    if (node == NULL)
        ind_builder_error(builder, item, false, "missing_key", "[first day, last day] of what is counted",
                          "'span' is missing");
    else if (node->type != IND_JSON_ARRAY || node->count != 2)
        ind_builder_error(builder, node, false, "wrong_type", "[first day, last day] of what is counted",
                          "'span' must be two dates");
}

static void new_feed(ind_builder *builder, const ind_json *item, ind_relation *relation) {
    ind_measure *measure = builder->measure;
    const ind_json *node = text_of(builder, item, "dataset");
    const ind_dataset *dataset = node == NULL ? NULL : ind_builder_dataset(builder, node);
    if (dataset == NULL)
        return;
    if (measure->feed_count == IND_MAX_FEEDS) {
        ind_builder_error(builder, node, false, "too_many", NULL, "a measure reads at most %d selections of rows",
                          IND_MAX_FEEDS);
        return;
    }
    relation->feed = (unsigned)measure->feed_count++;
    measure->feeds[relation->feed].dataset = dataset;
    measure->relation_count++;
}

static bool read_one(ind_builder *builder, const ind_param *param, const ind_json *item, ind_relation *relation) {
    *relation = (ind_relation){.node = item};
    if (item->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, item, false, "wrong_type", NULL, "a rule of '%s' is an object", param->spec->path);
        return false;
    }
    ind_builder_only_keys(builder, item, KEYS);
    const ind_json *id = text_of(builder, item, "id");
    relation->id = id == NULL ? IND_STR("") : id->text;
    text_of(builder, item, "from");
    read_type(builder, item, relation);
    read_min(builder, item, relation);
    read_span(builder, item);
    new_feed(builder, item, relation);
    return true;
}

void ind_builder_relations(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    if (node->type != IND_JSON_ARRAY) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'%s' must be an array of rules",
                          param->spec->path);
        return;
    }
    ind_relation *relations = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *relations);
    ind_rule *rules = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *rules);
    for (size_t i = 0; i < node->count; i++) {
        if (!read_one(builder, param, node->items[i], &relations[i]))
            return;
        rules[i] = (ind_rule){.id = relations[i].id};
    }
    param->relations = relations;
    param->rules = rules;
    param->count = node->count;
}

/* ---- expressions ---- */

/* Without a person of its own, a rule names the columns of "data.person" in its dataset. */
static const ind_json *person_of(ind_builder *builder, const ind_relation *relation) {
    const ind_json *own = ind_json_get(relation->node, "person");
    const ind_json *person = own == NULL ? ind_builder_find(builder->measure->node, "data.person") : own;
    if (person == NULL)
        ind_builder_error(builder, relation->node, false, "missing_key",
                          "name the columns that tell whose row it is, here and in \"data\"", "'person' is missing");
    return person;
}

static void bind_person(ind_builder *builder, ind_relation *relation) {
    const ind_json *node = person_of(builder, relation);
    if (node == NULL)
        return;
    relation->person =
        ind_builder_columns(builder, node, "person", relation->feed, ind_labels, &relation->person_count);
}

static const ind_expr *bind(ind_builder *builder, const ind_relation *relation, const char *key, const int *types) {
    const ind_json *node = ind_json_get(relation->node, key);
    return node == NULL ? NULL : ind_builder_expression(builder, node, relation->feed, IND_SCOPE_ROW, types);
}

/* Also of those before the parameter: two rules with one id would be one step of the flow. */
static void check_id(ind_builder *builder, const ind_param *param, size_t number) {
    const ind_relation *relation = &param->relations[number];
    for (size_t i = 0; i < number; i++)
        if (ind_str_equal(param->relations[i].id, relation->id))
            ind_builder_error(builder, relation->node, false, "duplicate_name", NULL,
                              "two rules of '%s' have the id '%.*s'", param->spec->path, IND_STR_ARGS(relation->id));
}

void ind_builder_bind_relations(ind_builder *builder, ind_param *param) {
    for (size_t i = 0; i < param->count; i++) {
        ind_relation *relation = &param->relations[i];
        const ind_json *span = ind_json_get(relation->node, "span");
        check_id(builder, param, i);
        if (relation->feed == 0) /* its dataset is not known */
            continue;
        bind_person(builder, relation);
        relation->from = bind(builder, relation, "from", ind_dates);
        relation->to = bind(builder, relation, "to", ind_dates);
        relation->where = bind(builder, relation, "where", ind_conditions);
        builder->measure->feeds[relation->feed].where = relation->where;
        for (size_t k = 0; span != NULL && span->type == IND_JSON_ARRAY && span->count == 2 && k < 2; k++)
            relation->span[k] =
                ind_builder_expression(builder, span->items[k], 0, ind_unit_scope(builder->measure), ind_dates);
    }
}
