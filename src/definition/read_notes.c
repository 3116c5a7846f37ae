/* read_notes.c - "open_facts" and "changes": what a definition says of itself beside its computation. */
#include "base/date.h"
#include "definition/builder.h"

static bool is_list(ind_builder *builder, const ind_param *param) {
    const ind_json *node = param->node;
    if (node->type == IND_JSON_ARRAY && node->count > 0)
        return true;
    ind_builder_error(builder, node, false, node->type == IND_JSON_ARRAY ? "too_few" : "wrong_type", NULL,
                      "'%s' must be an array with something in it", param->spec->path);
    return false;
}

static bool is_object(ind_builder *builder, const ind_json *node, const char *what, const char *keys) {
    if (node->type != IND_JSON_OBJECT) {
        ind_builder_error(builder, node, false, "wrong_type", NULL, "%s is an object", what);
        return false;
    }
    ind_builder_only_keys(builder, node, keys);
    return true;
}

/* The text at KEY of NODE; NULL after an error. */
static const ind_json *text_at(ind_builder *builder, const ind_json *node, const char *key, const char *what) {
    const ind_json *text = ind_json_get(node, key);
    if (text != NULL && text->type == IND_JSON_TEXT && text->text.length > 0)
        return text;
    ind_builder_error(builder, text == NULL ? node : text, false, text == NULL ? "missing_key" : "wrong_type", NULL,
                      "%s needs a text '%s'", what, key);
    return NULL;
}

static void title_at(ind_builder *builder, const ind_json *node, const char *key, const char *what) {
    const ind_json *title = ind_json_get(node, key);
    if (title == NULL || title->type != IND_JSON_OBJECT)
        ind_builder_error(builder, title == NULL ? node : title, false, title == NULL ? "missing_key" : "wrong_type",
                          NULL, "%s needs '%s' with texts 'sv' and 'en'", what, key);
    else
        ind_builder_title(builder, title, key);
}

/* ---- facts ---- */

void ind_builder_facts(ind_builder *builder, ind_param *param) {
    if (!is_list(builder, param))
        return;
    for (size_t i = 0; i < param->node->count; i++) {
        const ind_json *fact = param->node->items[i];
        if (!is_object(builder, fact, "an open fact", "at|text"))
            continue;
        const ind_json *at = text_at(builder, fact, "at", "an open fact");
        if (at != NULL && ind_json_at(builder->measure->node, at->text) == NULL)
            ind_builder_error(builder, at, false, "unknown_place", "such as /follow_up/days",
                              "the definition has nothing at '%.*s'", IND_STR_ARGS(at->text));
        title_at(builder, fact, "text", "an open fact");
    }
}

/* ---- changes ---- */

static void read_change(ind_builder *builder, const ind_json *change, const ind_json *newer) {
    text_at(builder, change, "version", "a change");
    title_at(builder, change, "what", "a change");
    title_at(builder, change, "why", "a change");
    const ind_json *date = text_at(builder, change, "date", "a change"),
                   *after = newer == NULL ? NULL : ind_json_get(newer, "date");
    int32_t day, next;
    if (date != NULL && !ind_date_parse(date->text, &day))
        ind_builder_error(builder, date, false, "bad_date", NULL, "'date' must be a date YYYY-MM-DD");
    else if (date != NULL && after != NULL && after->type == IND_JSON_TEXT && ind_date_parse(after->text, &next) &&
             day > next)
        ind_builder_error(builder, date, false, "day_order", "the newest stands first",
                          "a change is later than the one before it");
}

void ind_builder_changes(ind_builder *builder, ind_param *param) {
    if (!is_list(builder, param))
        return;
    const ind_json *newer = NULL, *version = ind_json_get(builder->measure->node, "version");
    for (size_t i = 0; i < param->node->count; i++) {
        const ind_json *change = param->node->items[i];
        if (!is_object(builder, change, "a change", "version|date|what|why"))
            continue;
        read_change(builder, change, newer);
        const ind_json *own = ind_json_get(change, "version");
        if (i == 0 && own != NULL && version != NULL && own->type == IND_JSON_TEXT && version->type == IND_JSON_TEXT &&
            !ind_str_equal(own->text, version->text))
            ind_builder_error(builder, own, false, "version_of_change", "say first what this version has changed",
                              "the newest change is of version '%.*s', the definition of '%.*s'",
                              IND_STR_ARGS(own->text), IND_STR_ARGS(version->text));
        newer = change;
    }
}
