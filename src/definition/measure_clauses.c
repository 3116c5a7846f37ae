/* measure_clauses.c - see measure_clauses.h. */
#include "definition/measure_clauses.h"

typedef struct {
    ind_arena *arena;
    const ind_measure *measure;
    ind_clause *items;
    size_t count, capacity;
} clauses;

const char *ind_pointer_of(ind_arena *arena, const char *path) {
    char *pointer = ind_arena_format(arena, "/%s", path);
    for (char *at = pointer; *at != '\0'; at++)
        if (*at == '.')
            *at = '/';
    return pointer;
}

bool ind_written_in(const ind_json *node, const char *path) {
    return node != NULL && node->source != NULL && strcmp(node->source->name, path) == 0;
}

ind_place ind_clause_place(const ind_json *node, size_t start, size_t end) {
    return ind_source_place(node->source, ind_json_text_offset(node, start), ind_json_text_offset(node, end));
}

static void add(clauses *c, const char *pointer, const ind_json *node, const ind_expr *expr, unsigned feed,
                ind_scope_kind scope) {
    if (node == NULL || expr == NULL || node->type != IND_JSON_TEXT)
        return;
    c->items = ind_arena_grow(c->arena, c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = (ind_clause){pointer, node, expr, feed, scope};
}

/* Of an entity, or of days. */
static void add_list(clauses *c, const ind_param *param, const char *pointer) {
    for (size_t i = 0; i < param->count; i++) {
        bool many = param->node->type == IND_JSON_ARRAY;
        add(c, many ? ind_arena_format(c->arena, "%s/%zu", pointer, i) : pointer,
            many ? param->node->items[i] : param->node, param->exprs[i], param->spec->feed, IND_SCOPE_ROW);
    }
}

static void add_rules(clauses *c, const ind_param *param, const char *pointer) {
    for (size_t i = 0; i < param->count; i++)
        add(c, ind_arena_format(c->arena, "%s/%zu/where", pointer, i), ind_json_get(param->node->items[i], "where"),
            param->rules[i].where, param->spec->feed, param->spec->scope);
}

/* A key of an object as a step of a pointer. */
const char *ind_pointer_key(ind_arena *arena, ind_str key) {
    char *text = ind_arena_alloc(arena, 2 * key.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < key.length; i++) {
        bool escape = key.data[i] == '~' || key.data[i] == '/';
        if (escape)
            text[length++] = '~';
        text[length++] = !escape ? key.data[i] : key.data[i] == '/' ? '1' : '0';
    }
    return text;
}

static void add_items(clauses *c, const ind_param *param, const char *pointer) {
    for (size_t i = 0; i < param->count; i++) {
        const ind_item *item = &param->items[i];
        const char *at = ind_arena_format(c->arena, "%s/%s", pointer, ind_pointer_key(c->arena, item->name));
        const ind_json *within = ind_json_get(item->node, "within");
        add(c, ind_arena_format(c->arena, "%s/where", at), ind_json_get(item->node, "where"), item->where, 0,
            IND_SCOPE_ROW);
        add(c, ind_arena_format(c->arena, "%s/value", at), ind_json_get(item->node, "value"), item->value, 0,
            IND_SCOPE_ROW);
        for (size_t k = 0; k < item->within_count; k++) {
            bool many = within->type == IND_JSON_ARRAY;
            add(c, ind_arena_format(c->arena, many ? "%s/within/%zu" : "%s/within", at, k),
                many ? within->items[k] : within, item->within[k], 0, IND_SCOPE_ROW);
        }
    }
}

/* What a relation reads of its own dataset, and the days of the unit that it is held against. */
static void add_relation(clauses *c, const ind_relation *relation, const char *pointer) {
    const struct {
        const char *key;
        const ind_expr *expr;
    } own[] = {{"from", relation->from}, {"to", relation->to}, {"where", relation->where}};
    const ind_json *span = ind_json_get(relation->node, "span"), *person = ind_json_get(relation->node, "person");
    for (size_t i = 0; person != NULL && i < relation->person_count; i++) {
        bool many = person->type == IND_JSON_ARRAY;
        add(c, ind_arena_format(c->arena, many ? "%s/person/%zu" : "%s/person", pointer, i),
            many ? person->items[i] : person, relation->person[i], relation->feed, IND_SCOPE_ROW);
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        add(c, ind_arena_format(c->arena, "%s/%s", pointer, own[i].key), ind_json_get(relation->node, own[i].key),
            own[i].expr, relation->feed, IND_SCOPE_ROW);
    for (size_t i = 0; i < 2; i++)
        add(c, ind_arena_format(c->arena, "%s/span/%zu", pointer, i), span->items[i], relation->span[i], 0,
            ind_unit_scope(c->measure));
}

static void add_groups(clauses *c, const ind_param *param, const char *pointer) {
    const ind_measure *m = c->measure;
    ind_scope_kind scope = ind_unit_scope(m);
    for (size_t i = 0; i < param->node->count; i++) {
        const ind_json *item = param->node->items[i];
        bool object = item->type == IND_JSON_OBJECT;
        const char *at =
            ind_arena_format(c->arena, "%s/%s%s", pointer, ind_pointer_key(c->arena, item->key), object ? "/key" : "");
        for (size_t g = 0; g < m->group_count; g++)
            if (ind_str_equal(m->groups[g].name, item->key))
                add(c, at, object ? ind_json_get(item, "key") : item, m->groups[g].expr, 0, scope);
    }
}

static void add_match(clauses *c, const ind_param *param, const char *pointer) {
    for (size_t i = 0; i < param->node->count; i++) {
        const ind_json *item = param->node->items[i];
        for (size_t g = 0; g < c->measure->group_count; g++)
            if (ind_str_equal(c->measure->groups[g].name, item->key))
                add(c, ind_arena_format(c->arena, "%s/%s", pointer, ind_pointer_key(c->arena, item->key)), item,
                    c->measure->groups[g].beside, IND_FEED_BESIDE, IND_SCOPE_ROW);
    }
}

ind_clause *ind_clauses_of(ind_arena *arena, const ind_measure *measure, size_t *count) {
    clauses c = {.arena = arena, .measure = measure};
    for (size_t i = 0; i < measure->param_count; i++) {
        const ind_param *param = &measure->params[i];
        if (param->node == NULL)
            continue;
        const char *pointer = ind_pointer_of(arena, param->spec->path);
        if (param->spec->type == IND_PARAM_ENTITY || param->spec->type == IND_PARAM_COLUMNS ||
            param->spec->type == IND_PARAM_DATES)
            add_list(&c, param, pointer);
        else if (param->spec->type == IND_PARAM_RULES)
            add_rules(&c, param, pointer);
        else if (param->spec->type == IND_PARAM_RELATIONS)
            for (size_t k = 0; k < param->count; k++)
                add_relation(&c, &param->relations[k], ind_arena_format(arena, "%s/%zu", pointer, k));
        else if (param->spec->type == IND_PARAM_ITEMS)
            add_items(&c, param, pointer);
        else if (param->spec->type == IND_PARAM_GROUPS)
            add_groups(&c, param, pointer);
        else if (param->spec->type == IND_PARAM_MATCH)
            add_match(&c, param, pointer);
        else
            add(&c, pointer, param->node, param->expr, param->spec->feed, param->spec->scope);
    }
    *count = c.count;
    return c.items;
}
