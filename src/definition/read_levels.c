/* read_levels.c - "levels": ordered classes of a value, from the least values to the greatest. */
#include "definition/builder.h"

enum { MOST = 20 };

static void wrong(ind_builder *builder, const ind_json *at, const char *help, const char *what) {
    ind_builder_error(builder, at, false, "levels", help, "%s", what);
}

static const ind_json *text_in(ind_builder *builder, const ind_json *node, const char *key) {
    const ind_json *text = ind_json_get(node, key);
    if (text != NULL && text->type == IND_JSON_TEXT && text->text.length > 0)
        return text;
    ind_builder_error(builder, text == NULL ? node : text, false, text == NULL ? "missing_key" : "wrong_type", NULL,
                      "a level needs a text '%s'", key);
    return NULL;
}

static void read_title(ind_builder *builder, const ind_json *node, ind_level *level) {
    const ind_json *title = ind_json_get(node, "title");
    const ind_json *sv = title == NULL ? NULL : ind_json_get(title, "sv"),
                   *en = title == NULL ? NULL : ind_json_get(title, "en");
    bool has = sv != NULL && en != NULL && sv->type == IND_JSON_TEXT && en->type == IND_JSON_TEXT &&
               sv->text.length > 0 && en->text.length > 0;
    if (!has || title->count != 2) {
        ind_builder_error(builder, title == NULL ? node : title, false, "missing_text", NULL,
                          "a level needs a 'title' with texts 'sv' and 'en'");
        return;
    }
    level->sv = sv->text;
    level->en = en->text;
}

/* "#1a9850", in small letters. */
static bool is_colour(ind_str text) {
    bool good = text.length == 7 && text.data[0] == '#';
    for (size_t i = 1; good && i < text.length; i++)
        good = (text.data[i] >= '0' && text.data[i] <= '9') || (text.data[i] >= 'a' && text.data[i] <= 'f');
    return good;
}

static void read_limit(ind_builder *builder, const ind_json *node, bool first, ind_level *level) {
    const ind_json *from = ind_json_get(node, "from"), *above = ind_json_get(node, "above");
    const ind_json *limit = from != NULL ? from : above;
    if (first && limit != NULL)
        wrong(builder, limit, "leave it out", "the first level has no limit: it holds all values below the next");
    else if (!first && (from == NULL) == (above == NULL))
        wrong(builder, node, "\"from\": the limit is in it; \"above\": it is not",
              "a level has either 'from' or 'above', the first one neither");
    else if (limit != NULL && (limit->type != IND_JSON_NUMBER || limit->number < -1e12 || limit->number > 1e12))
        ind_builder_error(builder, limit, false, "wrong_type", NULL,
                          "a limit must be a number within a million million");
    else if (limit != NULL)
        *level = (ind_level){.id = level->id, .above = from == NULL, .has_limit = true, .limit = limit->number};
}

static void read_level(ind_builder *builder, const ind_json *node, bool first, ind_level *level) {
    if (node->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "a level is an object");
        return;
    }
    ind_builder_only_keys(builder, node, "id|title|from|above|colour");
    read_limit(builder, node, first, level);
    const ind_json *id = text_in(builder, node, "id"), *colour = ind_json_get(node, "colour");
    level->node = node;
    level->id = id == NULL ? IND_STR("") : id->text;
    read_title(builder, node, level);
    if (colour != NULL && (colour->type != IND_JSON_TEXT || !is_colour(colour->text)))
        wrong(builder, colour, "such as \"#1a9850\"", "a colour has six digits 0-9, a-f behind a '#'");
    else if (colour != NULL)
        level->colour = colour->text;
}

static void check_order(ind_builder *builder, const ind_level *levels, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (levels[k].id.length > 0 && ind_str_equal(levels[k].id, levels[i].id))
            ind_builder_error(builder, ind_json_get(levels[i].node, "id"), false, "repeated_value", NULL,
                              "two levels have the id '%.*s'", IND_STR_ARGS(levels[i].id));
    if (i > 0 && levels[i].has_limit && levels[i - 1].has_limit && !(levels[i].limit > levels[i - 1].limit))
        ind_builder_error(builder, levels[i].node, false, "level_order", "the least values stand first",
                          "the limit of each level is above that of the one before");
}

void ind_builder_levels(ind_builder *builder, ind_param *param) {
    const ind_json *node = param->node;
    if (node->type != IND_JSON_ARRAY) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "'levels' must be an array");
        return;
    }
    if (node->count < 2 || node->count > MOST) {
        ind_builder_error(builder, node, false, node->count < 2 ? "too_few" : "too_many", NULL,
                          "'levels' has 2 to %d levels", MOST);
        return;
    }
    ind_level *levels = ind_arena_alloc(builder->arena, node->count * sizeof *levels);
    for (size_t i = 0; i < node->count; i++) {
        read_level(builder, node->items[i], i == 0, &levels[i]);
        check_order(builder, levels, i);
    }
    param->levels = levels;
    param->count = node->count;
}
