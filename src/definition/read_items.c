/* read_items.c - "items": named values of an entity, made from its rows. */
#include "definition/builder.h"

#define KEYS "where|value|take|within"

static const int values[] = {IND_TEXT, IND_NUMBER, IND_INTEGER, IND_DATE, IND_BOOLEAN, -1};

static bool is_number(ind_type type) {
    return type == IND_NUMBER || type == IND_INTEGER;
}

/* Names stand bare in expressions, beside the columns. */
static void check_name(ind_builder *builder, const ind_json *node) {
    const ind_dataset *dataset = builder->measure->feeds[0].dataset;
    if (ind_dataset_field(dataset, node->key) >= 0)
        ind_builder_error(builder, node, true, "duplicate_name", NULL, "dataset '%.*s' has a column '%.*s'",
                          IND_STR_ARGS(dataset->name), IND_STR_ARGS(node->key));
}

static void read_take(ind_builder *builder, const ind_json *node, ind_item *item) {
    const ind_json *take = ind_json_get(node, "take");
    int choice = 0;
    if (take != NULL && take->type != IND_JSON_TEXT)
        ind_builder_error(builder, take, false, "wrong_type", NULL, "'take' must be a text");
    else if (take != NULL)
        choice = ind_builder_choice(builder, take, "take", IND_ITEM_CHOICES);
    item->take = choice < 0 ? IND_ITEM_ONLY : (ind_item_take)choice;
}

/* A sum of whole numbers is one, a mean is not. */
static void set_type(ind_builder *builder, const ind_json *value, ind_item *item) {
    ind_type type = item->value == NULL ? IND_INTEGER : ind_expr_type(item->value);
    bool counts = item->take >= IND_ITEM_SUM && item->take <= IND_ITEM_MEAN;
    bool ordered = is_number(type) || type == IND_DATE;
    if (item->value != NULL &&
        ((counts && !is_number(type)) || ((item->take == IND_ITEM_MIN || item->take == IND_ITEM_MAX) && !ordered)))
        ind_builder_error(builder, value, false, "type", NULL, "this is %s, wanted a number%s", ind_type_name(type),
                          counts ? "" : " or a date");
    item->type = item->take == IND_ITEM_MEAN ? IND_NUMBER : item->take == IND_ITEM_COUNT ? IND_INTEGER : type;
}

static void read_item(ind_builder *builder, const ind_json *node, ind_item *item) {
    *item = (ind_item){.name = node->key, .node = node};
    check_name(builder, node);
    if (node->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, node, false, "wrong_type", NULL,
                          "an item is {\"where\": condition, \"value\": expression}");
        return;
    }
    ind_builder_only_keys(builder, node, KEYS);
    read_take(builder, node, item);
    const ind_json *where = ind_json_get(node, "where"), *value = ind_json_get(node, "value");
    const ind_json *within = ind_json_get(node, "within");
    if (where == NULL || (value == NULL) != (item->take == IND_ITEM_COUNT))
        ind_builder_error(builder, node, true, "missing_key", "rows are counted without a value",
                          "an item has 'where' and, unless 'take' is 'count', 'value'");
    if (within != NULL && item->take != IND_ITEM_MEAN)
        ind_builder_error(builder, within, true, "unknown_key", "take it away",
                          "'within' says nothing unless 'take' is 'mean'");
    if (where != NULL)
        item->where = ind_builder_expression(builder, where, 0, IND_SCOPE_ROW, ind_conditions);
    if (value != NULL)
        item->value = ind_builder_expression(builder, value, 0, IND_SCOPE_ROW, values);
    if (within != NULL)
        item->within = ind_builder_columns(builder, within, "within", 0, ind_keys, &item->within_count);
    if (item->value != NULL || item->take == IND_ITEM_COUNT)
        set_type(builder, value, item);
}

void ind_builder_items(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    if (node->type != IND_JSON_OBJECT || node->count == 0 || node->count > IND_MAX_ITEMS) {
        ind_builder_error(builder, node, false, node->type != IND_JSON_OBJECT ? "wrong_type" : "too_many", NULL,
                          "'%s' is an object with 1 to %d items", param->spec->path, IND_MAX_ITEMS);
        return;
    }
    ind_item *items = ind_arena_alloc(builder->arena, node->count * sizeof *items);
    builder->of_rows = true;
    for (size_t i = 0; i < node->count; i++)
        read_item(builder, node->items[i], &items[i]);
    builder->of_rows = false;
    param->items = items;
    param->count = node->count;
    builder->measure->items = items;
    builder->measure->item_count = node->count;
}
