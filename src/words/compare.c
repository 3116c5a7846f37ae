/* compare.c - two documents side by side, by the keys of their items; then the rest of the JSON. */
#include "words/compare.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    ind_words *before, *after;
    ind_changes *out;
} comparer;

/* ---- keys ---- */

/* Texts for readers, as in the hash of the computation (definition.c). */
static bool is_text(const char *key) {
    return ind_definition_is_text((ind_str){key, strcspn(key, ". #")}) || strncmp(key, "x-", 2) == 0 ||
           strcmp(key, "series.why") == 0;
}

static bool is_identity(const char *key) {
    return strncmp(key, "id ", 3) == 0 || strcmp(key, "id") == 0 || strcmp(key, "version") == 0;
}

static bool is_checksum(const ind_words_item *item) {
    return strcmp(item->key, "format") == 0;
}

static void add(comparer *c, ind_change change) {
    ind_changes *out = c->out;
    out->items = ind_arena_grow(c->arena, out->items, out->count, &out->room, sizeof change);
    out->items[out->count++] = change;
}

/* ---- sentences ---- */

static const ind_words_item *find(const ind_words *words, const char *key) {
    for (size_t s = 0; s < words->count; s++)
        for (size_t i = 0; i < words->sections[s].count; i++)
            if (strcmp(words->sections[s].items[i].key, key) == 0)
                return &words->sections[s].items[i];
    return NULL;
}

/* The place in a list is part of what a rule says. */
static const char *shown(comparer *c, const ind_words_item *item) {
    if (item == NULL || item->number == 0)
        return item == NULL ? NULL : item->text;
    return ind_arena_format(c->arena, "%u. %s", item->number, item->text);
}

static void compare_item(comparer *c, const char *section, const ind_words_item *before, const ind_words_item *after) {
    const ind_words_item *item = after != NULL ? after : before;
    const char *old = shown(c, before), *new = shown(c, after);
    if (is_checksum(item) || (old != NULL && new != NULL &&strcmp(old, new) == 0))
        return;
    add(c, (ind_change){.section = section,
                        .key = item->key,
                        .before = old,
                        .after = new,
                        .before_node = before == NULL ? NULL : before->node,
                        .after_node = after == NULL ? NULL : after->node,
                        .logic = !is_text(item->key) && !is_identity(item->key)});
}

/* Items of AFTER in their order; those that are gone, where they stood. */
static void compare_items(comparer *c) {
    for (size_t s = 0; s < c->after->count; s++) {
        const ind_words_section *section = &c->after->sections[s];
        for (size_t i = 0; i < section->count; i++)
            compare_item(c, section->title, find(c->before, section->items[i].key), &section->items[i]);
    }
    for (size_t s = 0; s < c->before->count; s++) {
        const ind_words_section *section = &c->before->sections[s];
        for (size_t i = 0; i < section->count; i++)
            if (find(c->after, section->items[i].key) == NULL)
                compare_item(c, section->title, &section->items[i], NULL);
    }
}

/* ---- values that no sentence is about ---- */

static bool names(const char *keys, const char *path) {
    for (const char *at = keys; *at != '\0'; at += strcspn(at, " ") + (at[strcspn(at, " ")] == ' ')) {
        size_t length = strcspn(at, " #");
        if (strncmp(at, path, length) == 0 && (path[length] == '\0' || path[length] == '.'))
            return true;
    }
    return false;
}

static bool is_told(const comparer *c, const char *path) {
    for (size_t i = 0; i < c->out->count; i++)
        if (names(c->out->items[i].key, path))
            return true;
    return false;
}

static const char *as_json(comparer *c, const ind_json *value) {
    if (value == NULL)
        return NULL;
    if (value->type == IND_JSON_TEXT)
        return ind_arena_str(c->arena, value->text).data;
    ind_buffer text = {0};
    ind_json_canonical(value, NULL, &text);
    const char *copy = ind_arena_str(c->arena, ind_buffer_str(&text)).data;
    ind_buffer_free(&text);
    return copy;
}

static bool equal(const ind_json *a, const ind_json *b) {
    ind_buffer x = {0}, y = {0};
    ind_json_canonical(a, NULL, &x);
    ind_json_canonical(b, NULL, &y);
    bool same = ind_str_equal(ind_buffer_str(&x), ind_buffer_str(&y));
    ind_buffer_free(&x);
    ind_buffer_free(&y);
    return same;
}

static void compare_json(comparer *c, const char *path, const ind_json *before, const ind_json *after) {
    bool objects =
        (before == NULL || before->type == IND_JSON_OBJECT) && (after == NULL || after->type == IND_JSON_OBJECT);
    if (before != NULL && after != NULL && equal(before, after))
        return;
    if (!objects) {
        if (!is_told(c, path))
            add(c, (ind_change){.key = path,
                                .before = as_json(c, before),
                                .after = as_json(c, after),
                                .before_node = before,
                                .after_node = after,
                                .logic = !is_text(path) && !is_identity(path)});
        return;
    }
    const ind_json *sides[] = {after, before};
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; sides[side] != NULL && i < sides[side]->count; i++) {
            const ind_json *member = sides[side]->items[i];
            char key[128];
            snprintf(key, sizeof key, "%.*s", IND_STR_ARGS(member->key));
            const ind_json *other = ind_json_get(side == 0 ? before : after, key);
            if (side == 1 && other != NULL)
                continue; /* seen from the other side */
            const char *below = ind_arena_format(c->arena, "%s%s%s", path, *path == '\0' ? "" : ".", key);
            compare_json(c, below, side == 0 ? other : member, side == 0 ? member : other);
        }
}

/* ---- the whole ---- */

static int by_weight(const ind_change *a, const ind_change *b) {
    return (int)b->logic - (int)a->logic;
}

/* What is of the computation first, else as it is. */
static void arrange(comparer *c) {
    ind_change *items = c->out->items;
    for (size_t i = 1; i < c->out->count; i++)
        for (size_t k = i; k > 0 && by_weight(&items[k - 1], &items[k]) > 0; k--) {
            ind_change swap = items[k];
            items[k] = items[k - 1];
            items[k - 1] = swap;
        }
}

ind_changes *ind_words_compare(ind_arena *arena, ind_catalogue *catalogue, const ind_measure *before,
                               const ind_measure *after, bool english) {
    comparer c = {arena, ind_words_describe(arena, catalogue, before, english),
                  ind_words_describe(arena, catalogue, after, english), ind_arena_alloc(arena, sizeof(ind_changes))};
    c.out->before = before;
    c.out->after = after;
    c.out->english = english;
    compare_items(&c);
    compare_json(&c, "", before->node, after->node);
    arrange(&c);
    return c.out;
}
