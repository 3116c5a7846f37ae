/* names.c - names in expressions become columns of feeds and slots of scopes.
 *
 * A feed is the rows of one dataset that a measure asks for; a column of it is a field of the dataset, or one reached
 * by a look-up.  A slot is a column seen from one side: the row, the candidate of a pair, the first or the last row of
 * an entity.  Derived columns are expanded where they are named, in a scope of their own
 * that keeps the side: last.x of a derived x reads its parts from the last row. */
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
    ind_name_fault fault;
} name_scope;

static ind_name resolve(void *context, ind_path path, ind_str name);
static bool find_codelist(void *context, ind_str name, ind_codeset *out, const char **help);

static name_scope *scope_new(ind_builder *builder, unsigned feed, ind_scope_kind kind) {
    name_scope *scope = ind_arena_alloc(builder->arena, sizeof *scope);
    *scope = (name_scope){.builder = builder, .feed = feed, .kind = kind, .of_rows = builder->of_rows};
    scope->scope = (ind_scope){resolve, find_codelist, scope};
    return scope;
}

static ind_feed *feed_of(const name_scope *scope) {
    return &scope->builder->measure->feeds[scope->feed];
}

static ind_way_finder finder_of(name_scope *scope) {
    return (ind_way_finder){.catalogue = scope->builder->catalogue,
                            .arena = scope->builder->arena,
                            .diag = scope->builder->diag,
                            .fault = &scope->fault,
                            .derived = ind_catalogue_derived,
                            .roles = scope->kind == IND_SCOPE_ENTITY && !scope->fixed};
}

static uint32_t slot_of(ind_arena *arena, ind_slots *slots, ind_side side, uint32_t column, ind_type type) {
    for (uint32_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == side && slots->items[i].column == column)
            return i;
    slots->items = ind_arena_grow(arena, slots->items, slots->count, &slots->capacity, sizeof *slots->items);
    slots->items[slots->count] = (ind_slot){side, column, type};
    return (uint32_t)slots->count++;
}

static ind_name a_slot(name_scope *scope, ind_side side, const ind_column *column) {
    const ind_way_finder finder = finder_of(scope);
    uint32_t number = ind_builder_column(scope->builder, feed_of(scope), &finder, *column);
    uint32_t slot =
        slot_of(scope->builder->arena, &feed_of(scope)->slots[scope->kind], side, number, column->schema->type);
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = column->schema->type};
}

static ind_name a_role(const name_scope *scope, ind_side side) {
    uint32_t slot = slot_of(scope->builder->arena, &feed_of(scope)->slots[scope->kind], side, 0, IND_DATE);
    bool period = side >= IND_SIDE_PERIOD_START && side <= IND_SIDE_PERIOD_AS_OF;
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = IND_DATE, .known = period};
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
        return ind_no_column(&scope->fault, dataset, name);
    const ind_field *schema = &dataset->fields[field];
    if (schema->derived.length > 0)
        return a_macro(scope, side, schema);
    const ind_way_finder finder = finder_of(scope);
    const ind_column own = ind_way_own(&finder, dataset, (uint32_t)field);
    return a_slot(scope, side, &own);
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

/* PATH begins with "period". */
static ind_name of_period(name_scope *scope, ind_path path, ind_str name) {
    if (path.count == 1 && ind_str_is(name, "start"))
        return a_role(scope, IND_SIDE_PERIOD_START);
    if (path.count == 1 && ind_str_is(name, "end"))
        return a_role(scope, IND_SIDE_PERIOD_END);
    if (path.count == 1 && ind_str_is(name, "as_of"))
        return a_role(scope, IND_SIDE_PERIOD_AS_OF);
    name = path.count > 1 ? path.parts[1] : name;
    snprintf(scope->fault.message, sizeof scope->fault.message, "a period has no '%.*s'", IND_STR_ARGS(name));
    return (ind_name){
        .kind = IND_NAME_UNKNOWN, .message = scope->fault.message, .help = "period.start, period.end and period.as_of"};
}

/* PATH begins with "window". */
static ind_name of_window(name_scope *scope, ind_path path, ind_str name) {
    if (path.count == 1 && ind_str_is(name, "start"))
        return a_role(scope, IND_SIDE_WINDOW_START);
    if (path.count == 1 && ind_str_is(name, "end"))
        return a_role(scope, IND_SIDE_WINDOW_END);
    name = path.count > 1 ? path.parts[1] : name;
    snprintf(scope->fault.message, sizeof scope->fault.message, "a window has no '%.*s'", IND_STR_ARGS(name));
    return (ind_name){.kind = IND_NAME_UNKNOWN, .message = scope->fault.message, .help = "window.start and window.end"};
}

/* One period at a time is judged where the definition says "each": row by row, or once the rows of
 * an entity have been gathered. */
static bool in_a_period(const name_scope *scope) {
    const ind_measure *measure = scope->builder->measure;
    if (scope->feed == IND_FEED_BESIDE && measure->kind->beside_year != NULL && ind_measure_beside_is_each(measure))
        return true;
    const ind_json *each = ind_builder_find(measure->node, "period.each");
    bool counted = scope->feed == 0 || (scope->feed == IND_FEED_BESIDE && ind_measure_counts_beside(measure));
    return each != NULL && each->type == IND_JSON_TRUE && counted &&
           measure->kind->timeline == (scope->kind == IND_SCOPE_ENTITY);
}

/* Is an entity one row, which has all its columns? */
static bool is_one_row(const name_scope *scope) {
    const ind_measure *measure = scope->builder->measure;
    const char *unless = measure->kind->one_row_unless, *given = measure->kind->one_row_if;
    return (unless != NULL && ind_json_get(measure->node, unless) == NULL) ||
           (given != NULL && ind_json_get(measure->node, given) != NULL);
}

static ind_name look_up(name_scope *scope, ind_side side, ind_path path, ind_str name) {
    const ind_way_finder finder = finder_of(scope);
    ind_column column;
    ind_name found = ind_way_find(&finder, feed_of(scope)->dataset, path, name, &column);
    if (found.kind == IND_NAME_UNKNOWN)
        return found;
    if (ind_column_of_period(feed_of(scope)->dataset, &column) && !in_a_period(scope))
        return ind_no_period(&scope->fault);
    return a_slot(scope, side, &column);
}

/* The side that the first part of a path names; false: it is a look-up. */
static bool side_of(const name_scope *scope, ind_str part, ind_side *side) {
    bool entity = scope->kind == IND_SCOPE_ENTITY && !scope->fixed;
    if (scope->kind == IND_SCOPE_PAIR && !scope->fixed && ind_str_is(part, "next"))
        *side = IND_SIDE_NEXT;
    else if (entity && ind_str_is(part, "first"))
        *side = IND_SIDE_FIRST;
    else if (entity && ind_str_is(part, "last"))
        *side = IND_SIDE_LAST;
    else
        return false;
    return true;
}

static ind_name not_through_entity(name_scope *scope, ind_str as) {
    snprintf(scope->fault.message, sizeof scope->fault.message, "look-up '%.*s' does not go through the person",
             IND_STR_ARGS(as));
    snprintf(scope->fault.help, sizeof scope->fault.help, "write first.%.*s.<column> or last.%.*s.<column>",
             IND_STR_ARGS(as), IND_STR_ARGS(as));
    return (ind_name){.kind = IND_NAME_UNKNOWN, .message = scope->fault.message, .help = scope->fault.help};
}

static ind_name qualified(name_scope *scope, ind_path path, ind_str name) {
    ind_side side = scope->fixed ? scope->side : IND_SIDE_ROW;
    if (ind_str_is(path.parts[0], "period"))
        return in_a_period(scope) ? of_period(scope, path, name) : ind_no_period(&scope->fault);
    bool entity = scope->kind == IND_SCOPE_ENTITY && !scope->fixed;
    if (entity && ind_str_is(path.parts[0], "window") && scope->builder->measure->kind->windows)
        return of_window(scope, path, name);
    if (side_of(scope, path.parts[0], &side))
        return path.count == 1 ? own_column(scope, side, name)
                               : look_up(scope, side, (ind_path){path.parts + 1, path.count - 1}, name);
    if (scope->kind != IND_SCOPE_ENTITY || scope->fixed || is_one_row(scope))
        return look_up(scope, side, path, name);
    const ind_dataset *dataset = feed_of(scope)->dataset;
    int foreign_key = ind_dataset_foreign_key(dataset, path.parts[0]);
    if (foreign_key >= 0 && !through_entity(scope, &dataset->foreign_keys[foreign_key]))
        return not_through_entity(scope, path.parts[0]);
    return look_up(scope, IND_SIDE_FIRST, path, name);
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
        return ind_no_column(&scope->fault, dataset, name);
    snprintf(scope->fault.message, sizeof scope->fault.message, "'%.*s' may differ between the rows joined here",
             IND_STR_ARGS(name));
    snprintf(scope->fault.help, sizeof scope->fault.help, "write first.%.*s or last.%.*s", IND_STR_ARGS(name),
             IND_STR_ARGS(name));
    return (ind_name){.kind = IND_NAME_UNKNOWN, .message = scope->fault.message, .help = scope->fault.help};
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
    return (ind_name){.kind = IND_NAME_SLOT, .slot = slot, .type = item->type, .known = item->take == IND_ITEM_COUNT};
}

static ind_name resolve(void *context, ind_path path, ind_str name) {
    name_scope *scope = context;
    if (path.count > 0)
        return qualified(scope, path, name);
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

static bool find_codelist(void *context, ind_str name, ind_codeset *out, const char **help) {
    name_scope *scope = context;
    const ind_codelist *list =
        ind_find_codeset(scope->builder->catalogue, name, scope->builder->diag, &scope->fault, out, help);
    if (list != NULL)
        ind_builder_note_codelist(scope->builder, list);
    return list != NULL;
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
        if (feed->dataset->foreign_keys[k].count == 1 && !ind_key_of_period(&feed->dataset->foreign_keys[k]) &&
            feed->dataset->foreign_keys[k].fields[0] == column->field)
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
    name_scope *scope = scope_new(builder, number, IND_SCOPE_ROW);
    const ind_way_finder finder = finder_of(scope);
    ind_column column;
    if (ind_way_find(&finder, feed->dataset, (ind_path){&table->as, 1}, table->target_names[0], &column).kind !=
        IND_NAME_UNKNOWN)
        (void)ind_builder_column(builder, feed, &finder, column);
}
