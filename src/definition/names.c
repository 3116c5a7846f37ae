/* names.c - names in expressions become columns of feeds and slots of scopes.
 *
 * A feed is the rows of one dataset that a measure asks for; a column of it is a field of the dataset, or one reached
 * by a look-up.  A slot is a column seen from one side: the row, the candidate of a pair, the first or the last row of
 * an entity.  Derived columns are expanded where they are named, in a scope of their own
 * that keeps the side: last.x of a derived x reads its parts from the last row. */
#include "base/hint.h"
#include "definition/builder.h"

#include <stdio.h>

typedef struct name_scope {
    ind_builder *builder;
    unsigned feed;
    ind_scope_kind kind;
    bool of_rows; /* before there are items */
    bool fixed;   /* inside a derived column: bare names are of SIDE */
    ind_side side;
    ind_scope scope;
    char message[256], help[160];
} name_scope;

static ind_name resolve(void *context, ind_str qualifier, ind_str name);
static bool find_codelist(void *context, ind_str name, ind_codeset *out, const char **help);

static name_scope *scope_new(ind_builder *builder, unsigned feed, ind_scope_kind kind) {
    name_scope *scope = ind_arena_alloc(builder->arena, sizeof *scope);
    *scope = (name_scope){.builder = builder, .feed = feed, .kind = kind, .of_rows = builder->of_rows};
    scope->scope = (ind_scope){resolve, find_codelist, scope};
    return scope;
}

static uint32_t feed_column(ind_arena *arena, ind_feed *feed, int foreign_key, uint32_t field,
                            const ind_field *schema) {
    for (uint32_t i = 0; i < feed->column_count; i++)
        if (feed->columns[i].foreign_key == foreign_key && feed->columns[i].field == field)
            return i;
    feed->columns =
        ind_arena_grow(arena, feed->columns, feed->column_count, &feed->column_capacity, sizeof *feed->columns);
    feed->columns[feed->column_count] = (ind_column){foreign_key, field, schema};
    return (uint32_t)feed->column_count++;
}

static uint32_t slot_of(ind_arena *arena, ind_slots *slots, ind_side side, uint32_t column, ind_type type) {
    for (uint32_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == side && slots->items[i].column == column)
            return i;
    slots->items = ind_arena_grow(arena, slots->items, slots->count, &slots->capacity, sizeof *slots->items);
    slots->items[slots->count] = (ind_slot){side, column, type};
    return (uint32_t)slots->count++;
}

static ind_feed *feed_of(const name_scope *scope) {
    return &scope->builder->measure->feeds[scope->feed];
}

static ind_name a_slot(const name_scope *scope, ind_side side, int foreign_key, uint32_t field,
                       const ind_field *schema) {
    ind_feed *feed = feed_of(scope);
    uint32_t column = feed_column(scope->builder->arena, feed, foreign_key, field, schema);
    uint32_t slot = slot_of(scope->builder->arena, &feed->slots[scope->kind], side, column, schema->type);
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = schema->type};
}

static ind_name a_role(const name_scope *scope, ind_side side) {
    uint32_t slot = slot_of(scope->builder->arena, &feed_of(scope)->slots[scope->kind], side, 0, IND_DATE);
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = IND_DATE};
}

static ind_name unknown(name_scope *scope, ind_str nearest, const char *help) {
    snprintf(scope->help, sizeof scope->help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    return (ind_name){
        .kind = IND_NAME_UNKNOWN, .message = scope->message, .help = nearest.length > 0 ? scope->help : help};
}

static ind_str nearest_field(const ind_dataset *dataset, ind_str name) {
    ind_hint hint = ind_hint_start(name);
    for (size_t i = 0; i < dataset->field_count; i++)
        ind_hint_offer(&hint, dataset->fields[i].name);
    return ind_hint_best(&hint);
}

static ind_name no_column(name_scope *scope, const ind_dataset *dataset, ind_str name) {
    snprintf(scope->message, sizeof scope->message, "dataset '%.*s' has no column '%.*s'", IND_STR_ARGS(dataset->name),
             IND_STR_ARGS(name));
    return unknown(scope, nearest_field(dataset, name), NULL);
}

static ind_name a_macro(const name_scope *scope, ind_side side, const ind_field *field) {
    name_scope *inside = scope_new(scope->builder, scope->feed, scope->kind);
    inside->fixed = true;
    inside->side = side;
    return (ind_name){.kind = IND_NAME_MACRO, .expression = field->derived, .macro_scope = &inside->scope};
}

static ind_name own_column(name_scope *scope, ind_side side, ind_str name) {
    const ind_dataset *dataset = feed_of(scope)->dataset;
    int field = ind_dataset_field(dataset, name);
    if (field < 0)
        return no_column(scope, dataset, name);
    const ind_field *schema = &dataset->fields[field];
    return schema->derived.length > 0 ? a_macro(scope, side, schema) : a_slot(scope, side, -1, (uint32_t)field, schema);
}

static bool names_field(const ind_json *entity, ind_str field) {
    if (entity->type == IND_JSON_TEXT)
        return ind_str_equal(entity->text, field);
    for (size_t i = 0; entity->type == IND_JSON_ARRAY && i < entity->count; i++)
        if (ind_str_equal(entity->items[i]->text, field))
            return true;
    return false;
}

/* Is the look-up reached through the entity's own columns, and thus one for all its rows? */
static bool through_entity(const name_scope *scope, const ind_foreign_key *key) {
    const ind_json *entity = ind_builder_find(scope->builder->measure->node, "data.person");
    bool through = entity != NULL && key->count > 0;
    for (size_t f = 0; f < key->count && through; f++)
        through = names_field(entity, feed_of(scope)->dataset->fields[key->fields[f]].name);
    return through;
}

static ind_name look_up(name_scope *scope, ind_side side, int foreign_key, ind_str name) {
    ind_builder *builder = scope->builder;
    const ind_foreign_key *key = &feed_of(scope)->dataset->foreign_keys[foreign_key];
    const ind_dataset *target = ind_catalogue_dataset(builder->catalogue, key->target, builder->diag);
    if (target == NULL) {
        snprintf(scope->message, sizeof scope->message, "look-up '%.*s' needs dataset '%.*s', which cannot be read",
                 IND_STR_ARGS(key->as), IND_STR_ARGS(key->target));
        return unknown(scope, IND_STR(""), NULL);
    }
    int field = ind_dataset_field(target, name);
    if (field < 0)
        return no_column(scope, target, name);
    if (target->fields[field].derived.length > 0) {
        snprintf(scope->message, sizeof scope->message, "'%.*s' is a derived column, which cannot be looked up",
                 IND_STR_ARGS(name));
        return unknown(scope, IND_STR(""), "name the columns it is made of");
    }
    return a_slot(scope, side, foreign_key, (uint32_t)field, &target->fields[field]);
}

static ind_name of_period(name_scope *scope, ind_str name) {
    if (ind_str_is(name, "start"))
        return a_role(scope, IND_SIDE_PERIOD_START);
    if (ind_str_is(name, "end"))
        return a_role(scope, IND_SIDE_PERIOD_END);
    snprintf(scope->message, sizeof scope->message, "a period has no '%.*s'", IND_STR_ARGS(name));
    return unknown(scope, IND_STR(""), "period.start and period.end");
}

static ind_name no_period(name_scope *scope) {
    snprintf(scope->message, sizeof scope->message, "there is no period here");
    return unknown(scope, IND_STR(""), "period.start and period.end are known where \"period\" has \"each\": true");
}

static ind_name of_window(name_scope *scope, ind_str name) {
    if (ind_str_is(name, "start"))
        return a_role(scope, IND_SIDE_WINDOW_START);
    if (ind_str_is(name, "end"))
        return a_role(scope, IND_SIDE_WINDOW_END);
    snprintf(scope->message, sizeof scope->message, "a window has no '%.*s'", IND_STR_ARGS(name));
    return unknown(scope, IND_STR(""), "window.start and window.end");
}

static ind_name no_look_up(name_scope *scope, ind_str qualifier) {
    const ind_dataset *dataset = feed_of(scope)->dataset;
    ind_hint hint = ind_hint_start(qualifier);
    for (size_t i = 0; i < dataset->foreign_key_count; i++)
        ind_hint_offer(&hint, dataset->foreign_keys[i].as);
    if (scope->kind == IND_SCOPE_ENTITY) {
        ind_hint_offer(&hint, IND_STR("first"));
        ind_hint_offer(&hint, IND_STR("last"));
    }
    snprintf(scope->message, sizeof scope->message, "dataset '%.*s' has no look-up '%.*s'", IND_STR_ARGS(dataset->name),
             IND_STR_ARGS(qualifier));
    return unknown(scope, ind_hint_best(&hint), NULL);
}

/* One period at a time is judged where the definition says "each": row by row, or once the rows of
 * an entity have been gathered. */
static bool in_a_period(const name_scope *scope) {
    const ind_measure *measure = scope->builder->measure;
    const ind_json *each = ind_builder_find(measure->node, "period.each");
    return each != NULL && each->type == IND_JSON_TRUE && scope->feed == 0 &&
           measure->kind->timeline == (scope->kind == IND_SCOPE_ENTITY);
}

/* Is an entity one row, which has all its columns? */
static bool is_one_row(const name_scope *scope) {
    const ind_measure *measure = scope->builder->measure;
    const char *unless = measure->kind->one_row_unless;
    return unless != NULL && ind_json_get(measure->node, unless) == NULL;
}

static ind_name qualified(name_scope *scope, ind_str qualifier, ind_str name) {
    bool entity = scope->kind == IND_SCOPE_ENTITY && !scope->fixed;
    if (ind_str_is(qualifier, "period"))
        return in_a_period(scope) ? of_period(scope, name) : no_period(scope);
    if (entity && ind_str_is(qualifier, "window") && scope->builder->measure->kind->windows)
        return of_window(scope, name);
    if (scope->kind == IND_SCOPE_PAIR && !scope->fixed && ind_str_is(qualifier, "next"))
        return own_column(scope, IND_SIDE_NEXT, name);
    if (entity && ind_str_is(qualifier, "first"))
        return own_column(scope, IND_SIDE_FIRST, name);
    if (entity && ind_str_is(qualifier, "last"))
        return own_column(scope, IND_SIDE_LAST, name);
    int foreign_key = ind_dataset_foreign_key(feed_of(scope)->dataset, qualifier);
    if (foreign_key < 0)
        return no_look_up(scope, qualifier);
    if (entity && !is_one_row(scope) && !through_entity(scope, &feed_of(scope)->dataset->foreign_keys[foreign_key])) {
        snprintf(scope->message, sizeof scope->message, "look-up '%.*s' does not go through the person",
                 IND_STR_ARGS(qualifier));
        return unknown(scope, IND_STR(""),
                       "make it a derived column of the dataset and write first.<column> or last.<column>");
    }
    return look_up(scope, scope->fixed ? scope->side : entity ? IND_SIDE_FIRST : IND_SIDE_ROW, foreign_key, name);
}

static ind_name bare_on_entity(name_scope *scope, ind_str name) {
    if (ind_str_is(name, "start"))
        return a_role(scope, IND_SIDE_START);
    if (ind_str_is(name, "end"))
        return a_role(scope, IND_SIDE_END);
    const ind_dataset *dataset = feed_of(scope)->dataset;
    if (is_one_row(scope))
        return own_column(scope, IND_SIDE_ROW, name);
    if (ind_dataset_field(dataset, name) < 0)
        return no_column(scope, dataset, name);
    snprintf(scope->message, sizeof scope->message, "'%.*s' may differ between the rows joined here",
             IND_STR_ARGS(name));
    snprintf(scope->help, sizeof scope->help, "write first.%.*s or last.%.*s", IND_STR_ARGS(name), IND_STR_ARGS(name));
    return (ind_name){.kind = IND_NAME_UNKNOWN, .message = scope->message, .help = scope->help};
}

/* An item of the measure, where units are made; NULL: there is none of that name. */
static const ind_item *item_of(const name_scope *scope, ind_str name) {
    const ind_measure *measure = scope->builder->measure;
    if (scope->feed != 0 || scope->kind != IND_SCOPE_ROW || scope->of_rows)
        return NULL;
    for (size_t i = 0; i < measure->item_count; i++)
        if (ind_str_equal(measure->items[i].name, name))
            return &measure->items[i];
    return NULL;
}

static ind_name an_item(const name_scope *scope, const ind_item *item) {
    uint32_t number = (uint32_t)(item - scope->builder->measure->items);
    uint32_t slot =
        slot_of(scope->builder->arena, &feed_of(scope)->slots[scope->kind], IND_SIDE_ITEM, number, item->type);
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = item->type};
}

static ind_name resolve(void *context, ind_str qualifier, ind_str name) {
    name_scope *scope = context;
    if (qualifier.length > 0)
        return qualified(scope, qualifier, name);
    if (scope->fixed)
        return own_column(scope, scope->side, name);
    const ind_item *item = item_of(scope, name);
    if (item != NULL)
        return an_item(scope, item);
    if (scope->kind == IND_SCOPE_ENTITY)
        return bare_on_entity(scope, name);
    return own_column(scope, IND_SIDE_ROW, name);
}

/* ---- codelists ---- */

static bool codelist_has(const void *context, ind_str code) {
    return ind_codelist_has(context, code);
}

static bool codelist_near(const void *context, ind_str code) {
    return ind_codelist_is_near(context, code);
}

void ind_builder_note_codelist(ind_builder *builder, const ind_codelist *list) {
    ind_measure *measure = builder->measure;
    for (size_t i = 0; i < measure->codelist_count; i++)
        if (measure->codelists[i] == list)
            return;
    measure->codelists = ind_arena_grow(builder->arena, measure->codelists, measure->codelist_count,
                                        &measure->codelist_capacity, sizeof *measure->codelists);
    measure->codelists[measure->codelist_count++] = list;
}

static bool find_codelist(void *context, ind_str name, ind_codeset *out, const char **help) {
    name_scope *scope = context;
    const ind_codelist *list = ind_catalogue_codelist(scope->builder->catalogue, name, scope->builder->diag);
    if (list == NULL) {
        ind_str nearest = ind_catalogue_nearest_codelist(scope->builder->catalogue, name);
        bool broken =
            ind_catalogue_has_codelist(scope->builder->catalogue, name); /* what is wrong with its file has been said */
        if (broken)
            snprintf(scope->help, sizeof scope->help, "its file is there, and has errors");
        else
            snprintf(scope->help, sizeof scope->help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
        *help = nearest.length > 0 ? scope->help : NULL;
        return false;
    }
    ind_builder_note_codelist(scope->builder, list);
    *out = (ind_codeset){codelist_has, list, ind_codelist_is_prefix(list) ? codelist_near : NULL};
    return true;
}

/* ---- expressions of parameters ---- */

const int ind_conditions[] = {IND_BOOLEAN, -1}, ind_dates[] = {IND_DATE, -1}, ind_labels[] = {IND_TEXT, -1},
          ind_keys[] = {IND_TEXT, IND_DATE, IND_INTEGER, IND_DATETIME, -1};

typedef struct {
    ind_builder *builder;
    const ind_json *node;
} report_context;

static void report(void *context, const ind_expr_error *error) {
    report_context *at = context;
    const ind_json *node = at->node;
    at->builder->failed = true;
    ind_place place = ind_source_place(node->source, ind_json_text_offset(node, error->start),
                                       ind_json_text_offset(node, error->end));
    ind_diag_add(at->builder->diag, IND_ERROR, IND_E_DEFINITION, error->rule, place, error->help, "%s", error->message);
}

static bool allowed_type(ind_type type, const int *allowed) {
    for (; *allowed >= 0; allowed++)
        if ((int)type == *allowed)
            return true;
    return false;
}

const ind_expr *ind_builder_expression(ind_builder *builder, const ind_json *node, unsigned feed, ind_scope_kind scope,
                                       const int *allowed) {
    if (node->type != IND_JSON_TEXT) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "an expression is a text, got %s",
                          ind_json_type_name(node->type));
        return NULL;
    }
    if (node->text.length == 0) {
        ind_builder_error(builder, node, false, "empty_text", NULL, "an expression is empty");
        return NULL;
    }
    if (builder->measure->feeds[feed].dataset == NULL)
        return NULL; /* said already */
    const ind_expr *expr = NULL;
    report_context context = {builder, node};
    name_scope *names = scope_new(builder, feed, scope);
    if (!ind_expr_compile(builder->arena, node->text, &names->scope, report, &context, &expr))
        return NULL;
    if (!allowed_type(ind_expr_type(expr), allowed)) {
        ind_builder_error(builder, node, false, "type", NULL, "this is %s, wanted %s",
                          ind_type_name(ind_expr_type(expr)), ind_type_name((ind_type)allowed[0]));
        return NULL;
    }
    return expr;
}

const ind_expr *const *ind_builder_columns(ind_builder *builder, const ind_json *node, const char *key, unsigned feed,
                                           const int *allowed, size_t *count) {
    bool many = node->type == IND_JSON_ARRAY;
    *count = many ? node->count : 1;
    const ind_expr **exprs = ind_arena_alloc(builder->arena, (*count + 1) * sizeof *exprs);
    for (size_t i = 0; i < *count; i++)
        exprs[i] = ind_builder_expression(builder, many ? node->items[i] : node, feed, IND_SCOPE_ROW, allowed);
    if (*count == 0)
        ind_builder_error(builder, node, false, "too_few", NULL, "'%s' names no column", key);
    if (*count > IND_MAX_KEY)
        ind_builder_error(builder, node, false, "too_many", NULL, "'%s' names more than %d columns", key, IND_MAX_KEY);
    return exprs;
}

/* The foreign key of FEED's dataset that COLUMN alone is; -1: none. */
static int key_of(const ind_feed *feed, const ind_column *column) {
    for (size_t k = 0; column->foreign_key < 0 && k < feed->dataset->foreign_key_count; k++)
        if (feed->dataset->foreign_keys[k].count == 1 && feed->dataset->foreign_keys[k].fields[0] == column->field)
            return (int)k;
    return -1;
}

static bool looks_up(const ind_feed *feed, ind_str target) {
    for (size_t c = 0; c < feed->column_count; c++)
        if (feed->columns[c].foreign_key >= 0 &&
            ind_str_equal(feed->dataset->foreign_keys[feed->columns[c].foreign_key].target, target))
            return true;
    return false;
}

void ind_builder_hold_against_table(ind_builder *builder, unsigned number, const ind_expr *person) {
    ind_feed *feed = &builder->measure->feeds[number];
    uint32_t slot;
    if (person == NULL || !ind_expr_is_slot(person, &slot))
        return;
    int key = key_of(feed, &feed->columns[feed->slots[IND_SCOPE_ROW].items[slot].column]);
    if (key < 0 || !looks_up(&builder->measure->feeds[0], feed->dataset->foreign_keys[key].target))
        return;
    const ind_foreign_key *table = &feed->dataset->foreign_keys[key];
    const ind_dataset *target = ind_catalogue_dataset(builder->catalogue, table->target, builder->diag);
    int field = target == NULL ? -1 : ind_dataset_field(target, table->target_names[0]);
    if (field >= 0)
        feed_column(builder->arena, feed, key, (uint32_t)field, &target->fields[field]);
}
