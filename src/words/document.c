/* document.c - sections and items, and the small change of writing sentences. */
#include "base/mask.h"
#include "words/sentences.h"

#include <stdio.h>
#include <utf8proc.h>

const char *ind_words_pick(const ind_words *words, ind_bilingual text) {
    return words->english ? text.en : text.sv;
}

const char *ind_words_format(ind_words *words, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = ind_arena_vformat(words->arena, format, arguments);
    va_end(arguments);
    return text;
}

static const char *take(ind_words *words, ind_buffer *buffer) {
    const char *text = ind_arena_str(words->arena, ind_buffer_str(buffer)).data;
    ind_buffer_free(buffer);
    return text == NULL ? "" : text;
}

const char *ind_words_fill(ind_words *words, const char *template, const char *const *values, size_t count) {
    ind_buffer out = {0};
    for (const char *at = template; *at != '\0'; at++) {
        size_t index = at[0] == '$' && at[1] >= '1' && at[1] <= '9' ? (size_t)(at[1] - '1') : count;
        if (index < count)
            ind_buffer_text(&out, values[index]);
        else
            ind_buffer_add(&out, at, 1);
        at += index < count;
    }
    return take(words, &out);
}

const char *ind_words_list(ind_words *words, const char *const *items, size_t count, const char *last) {
    ind_buffer out = {0};
    for (size_t i = 0; i < count; i++)
        ind_buffer_format(&out, "%s%s%s%s",
                          i == 0          ? ""
                          : i + 1 < count ? ", "
                                          : " ",
                          i > 0 && i + 1 == count ? last : "", i > 0 && i + 1 == count ? " " : "", items[i]);
    return take(words, &out);
}

const char *ind_words_sentence(ind_words *words, const char *text) {
    utf8proc_int32_t point;
    utf8proc_uint8_t first[4];
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
    if (length <= 0)
        return text;
    utf8proc_ssize_t written = utf8proc_encode_char(utf8proc_toupper(point), first);
    return ind_words_format(words, "%.*s%s", (int)written, (const char *)first, text + length);
}

void ind_words_begin(ind_words *words, const char *id, const char *sv, const char *en) {
    words->sections =
        ind_arena_grow(words->arena, words->sections, words->count, &words->room, sizeof *words->sections);
    words->sections[words->count++] = (ind_words_section){.id = id, .title = words->english ? en : sv};
}

/* ---- items ---- */

static const ind_json *json_at(const ind_json *node, const char *path) {
    while (node != NULL && *path != '\0') {
        size_t length = strcspn(path, ". ");
        char key[128];
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        node = ind_json_get(node, key);
        path += length;
        if (*path != '.')
            break;
        path++;
    }
    return node;
}

/* The value that KEY speaks of; "index.exclude.2" is the third element. */
static const ind_json *node_of(const ind_words *words, const char *key) {
    const char *hash = strchr(key, '#');
    if (hash == NULL)
        return json_at(words->measure->node, key);
    char path[128];
    snprintf(path, sizeof path, "%.*s", (int)(hash - key), key);
    const ind_json *list = json_at(words->measure->node, path);
    ind_str id = ind_str_of(hash + 1);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const ind_json *own = ind_json_get(list->items[i], "id");
        if (own != NULL && ind_str_equal(own->text, id))
            return list->items[i];
    }
    return list;
}

static const char *expression_of(const ind_words *words, const ind_json *node, const char *key) {
    const ind_json *where = node != NULL && node->type == IND_JSON_OBJECT ? ind_json_get(node, "where") : NULL;
    if (strchr(key, '#') != NULL && where != NULL)
        return where->text.data;
    char path[128];
    snprintf(path, sizeof path, "%.*s", (int)strcspn(key, " "), key);
    for (size_t i = 0; i < words->measure->param_count; i++) {
        const ind_param *param = &words->measure->params[i];
        if (param->expr != NULL && strcmp(param->spec->path, path) == 0)
            return ind_arena_str(words->arena, param->text).data;
    }
    return NULL;
}

/* Texts come from files: nothing is said that a terminal would obey, and a line is a line. */
static const char *clean(ind_words *words, ind_str text) {
    ind_buffer masked = {0};
    ind_mask(text, &masked);
    return take(words, &masked);
}

static void append(ind_words *words, ind_words_item item) {
    item.text = clean(words, ind_str_of(item.text));
    ind_words_section *section = &words->sections[words->count - 1];
    section->items = ind_arena_grow(words->arena, section->items, section->count, &section->room, sizeof item);
    section->items[section->count++] = item;
}

void ind_words_say(ind_words *words, const char *key, const char *sv, const char *en, ...) {
    va_list arguments;
    va_start(arguments, en);
    const char *text = ind_arena_vformat(words->arena, words->english ? en : sv, arguments);
    va_end(arguments);
    const ind_json *node = node_of(words, key);
    append(words, (ind_words_item){.key = key,
                                   .text = ind_words_sentence(words, text),
                                   .node = node,
                                   .expression = expression_of(words, node, key)});
}

void ind_words_add(ind_words *words, const char *key, unsigned number, const char *text) {
    const ind_json *node = node_of(words, key);
    append(words, (ind_words_item){.key = key,
                                   .text = text,
                                   .node = node,
                                   .expression = expression_of(words, node, key),
                                   .sub = true,
                                   .number = number});
}
