/* builder.c - what the files of this folder ask while a definition is compiled. */
#include "definition/builder.h"

#include "base/hint.h"

#include <stdio.h>

void ind_builder_error(ind_builder *builder, const ind_json *node, bool at_key, const char *rule, const char *help,
                       const char *format, ...) {
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    builder->failed = true;
    ind_diag_add(builder->diag, IND_ERROR, IND_E_DEFINITION, rule,
                 at_key ? ind_json_key_place(node) : ind_json_place(node), help, "%s", message);
}

ind_json *ind_builder_find(const ind_json *object, const char *path) {
    const char *dot = strchr(path, '.');
    if (dot == NULL)
        return ind_json_get(object, path);
    char head[64];
    snprintf(head, sizeof head, "%.*s", (int)(dot - path), path);
    return ind_builder_find(ind_json_get(object, head), dot + 1);
}

/* ---- values ---- */

int ind_choice_of(const char *choices, ind_str text) {
    int index = 0;
    for (const char *at = choices; at != NULL; index++) {
        size_t length = strcspn(at, "|");
        if (ind_str_equal((ind_str){at, length}, text))
            return index;
        at = at[length] == '|' ? at + length + 1 : NULL;
    }
    return -1;
}

int ind_builder_choice(ind_builder *builder, const ind_json *node, const char *key, const char *choices) {
    int choice = ind_choice_of(choices, node->text);
    if (choice < 0)
        ind_builder_error(builder, node, false, "unknown_value", NULL, "'%s' must be one of %s, got '%.*s'", key,
                          choices, IND_STR_ARGS(node->text));
    return choice;
}

void ind_builder_only_keys(ind_builder *builder, const ind_json *item, const char *keys) {
    for (size_t i = 0; i < item->count; i++) {
        ind_str key = item->items[i]->key;
        ind_hint hint = ind_hint_start(key);
        bool known = ind_str_starts(key, IND_STR("x-"));
        for (const char *at = keys; !known && at != NULL; at = strchr(at, '|') == NULL ? NULL : strchr(at, '|') + 1) {
            ind_str one = {at, strcspn(at, "|")};
            known = ind_str_equal(one, key);
            ind_hint_offer(&hint, one);
        }
        char help[160];
        snprintf(help, sizeof help, "the closest is '%.*s'; keys of your own begin with 'x-'",
                 IND_STR_ARGS(ind_hint_best(&hint)));
        if (!known)
            ind_builder_error(builder, item->items[i], true, "unknown_key",
                              ind_hint_best(&hint).length > 0 ? help : "keys of your own begin with 'x-'",
                              "unknown key '%.*s'", IND_STR_ARGS(key));
    }
}

const ind_dataset *ind_builder_dataset(ind_builder *builder, const ind_json *node) {
    const ind_dataset *dataset = ind_catalogue_dataset(builder->catalogue, node->text, builder->diag);
    if (dataset != NULL)
        return dataset;
    builder->failed = true;
    if (ind_catalogue_has_dataset(builder->catalogue, node->text))
        return NULL; /* what is wrong with its file has been said */
    char help[160];
    ind_str nearest = ind_catalogue_nearest_dataset(builder->catalogue, node->text);
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    ind_builder_error(builder, node, false, "unknown_dataset", nearest.length > 0 ? help : NULL, "no dataset '%.*s'",
                      IND_STR_ARGS(node->text));
    return NULL;
}

void ind_builder_title(ind_builder *builder, const ind_json *node, const char *name) {
    static const char *const languages[] = {"sv", "en"};
    for (size_t i = 0; i < 2; i++) {
        const ind_json *text = ind_json_get(node, languages[i]);
        if (text == NULL || text->type != IND_JSON_TEXT || text->text.length == 0)
            ind_builder_error(builder, text == NULL ? node : text, false, "missing_text", NULL,
                              "'%s' needs a text '%s'", name, languages[i]);
    }
    for (size_t i = 0; i < node->count; i++)
        if (!ind_str_is(node->items[i]->key, "sv") && !ind_str_is(node->items[i]->key, "en"))
            ind_builder_error(builder, node->items[i], true, "unknown_key", "languages are 'sv' and 'en'",
                              "unknown key '%.*s'", IND_STR_ARGS(node->items[i]->key));
}
