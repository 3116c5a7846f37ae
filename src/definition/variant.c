/* variant.c - a variant is another definition with some values exchanged.
 *
 * {"format","id","title","extends": ID, "set": {"/event/day_to": 7}}: one level, no variant of
 * a variant.  The result is JSON like any other, whose values still know the file they stand in. */
#include "base/json_read.h"
#include "definition/builder.h"

#include <stdio.h>

typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena; /* of what is made */
    ind_diag *diag;
} expansion;

static ind_status fail(const expansion *x, const ind_json *node, const char *rule, const char *help,
                       const char *message, ind_str name) {
    return ind_diag_add(x->diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(node), help, message,
                        IND_STR_ARGS(name));
}

static ind_json *copy_object(ind_arena *arena, const ind_json *object, size_t room) {
    ind_json *copy = ind_arena_alloc(arena, sizeof *copy);
    *copy = *object;
    copy->items = ind_arena_alloc(arena, (object->count + room) * sizeof(ind_json *));
    for (size_t i = 0; i < object->count; i++)
        copy->items[i] = object->items[i];
    return copy;
}

/* Put VALUE under KEY of OBJECT (which is a copy with room), replacing what was there. */
static void put(ind_arena *arena, ind_json *object, ind_str key, const ind_json *value) {
    ind_json *member = ind_arena_alloc(arena, sizeof *member);
    *member = *value;
    member->key = key;
    for (size_t i = 0; i < object->count; i++)
        if (ind_str_equal(object->items[i]->key, key)) {
            object->items[i] = member;
            return;
        }
    object->items[object->count++] = member;
}

/* "~1" and "~0" of a JSON pointer. */
static ind_str unescape(ind_arena *arena, ind_str part) {
    char *text = ind_arena_alloc(arena, part.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < part.length; i++) {
        bool escape =
            part.data[i] == '~' && i + 1 < part.length && (part.data[i + 1] == '0' || part.data[i + 1] == '1');
        text[length++] = escape ? (part.data[++i] == '1' ? '/' : '~') : part.data[i];
    }
    return (ind_str){text, length};
}

static size_t array_index(ind_str part, size_t count) {
    size_t index = 0;
    for (size_t i = 0; i < part.length; i++) {
        if (part.data[i] < '0' || part.data[i] > '9' || index > count)
            return SIZE_MAX;
        index = index * 10 + (size_t)(part.data[i] - '0');
    }
    return part.length > 0 && index < count ? index : SIZE_MAX;
}

/* A copy of NODE in which the value at POINTER is VALUE; NULL if the way there does not exist.
 * Only what lies on the way is copied. */
static ind_json *replaced(ind_arena *arena, const ind_json *node, ind_str pointer, const ind_json *value) {
    if (pointer.length == 0 || pointer.data[0] != '/')
        return NULL;
    ind_str rest = {pointer.data + 1, pointer.length - 1};
    size_t cut = 0;
    while (cut < rest.length && rest.data[cut] != '/')
        cut++;
    ind_str key = unescape(arena, (ind_str){rest.data, cut});
    bool last = cut == rest.length;
    ind_str below = {rest.data + cut, rest.length - cut};
    ind_json *copy = copy_object(arena, node, 1);
    if (node->type == IND_JSON_OBJECT) {
        size_t at = 0;
        while (at < node->count && !ind_str_equal(node->items[at]->key, key))
            at++;
        if (last) {
            put(arena, copy, key, value);
            return copy;
        }
        ind_json *inner = at < node->count ? replaced(arena, node->items[at], below, value) : NULL;
        if (inner != NULL)
            copy->items[at] = inner;
        return inner == NULL ? NULL : copy;
    }
    size_t at = node->type == IND_JSON_ARRAY ? array_index(key, node->count) : SIZE_MAX;
    if (at == SIZE_MAX)
        return NULL;
    if (last) {
        ind_json *item = ind_arena_alloc(arena, sizeof *item);
        *item = *value;
        item->key = IND_STR("");
        copy->items[at] = item;
        return copy;
    }
    copy->items[at] = replaced(arena, node->items[at], below, value);
    return copy->items[at] == NULL ? NULL : copy;
}

static ind_status lay_over(const expansion *x, const ind_json *set, const ind_json **node) {
    enum { MOST = 1000 }; /* each copies what lies on its way */
    ind_status status = IND_OK;
    if (set->count > MOST)
        return ind_diag_add(x->diag, IND_ERROR, IND_E_DEFINITION, "too_many", ind_json_key_place(set),
                            "a definition of its own says it better", "'set' has %zu keys, at most %d can be laid over",
                            set->count, MOST);
    for (size_t i = 0; i < set->count; i++) {
        const ind_json *item = set->items[i];
        ind_json *changed = replaced(x->arena, *node, item->key, item);
        bool pointer = ind_str_starts(item->key, IND_STR("/"));
        if (changed == NULL)
            status = ind_diag_add(x->diag, IND_ERROR, IND_E_DEFINITION, pointer ? "pointer" : "pointer_form",
                                  ind_json_key_place(item), "a JSON pointer such as /event/day_to",
                                  "'%.*s' leads nowhere", IND_STR_ARGS(item->key));
        else
            *node = changed;
    }
    return status;
}

static ind_status parse_file(const expansion *x, const char *path, ind_json **out) {
    ind_source *source;
    ind_status status = ind_source_load(x->arena, path, x->diag, &source);
    if (status == IND_OK)
        status = ind_json_parse(x->arena, source, x->diag, out);
    if (status == IND_OK && !ind_json_check_version(*out, "indikator/1", x->diag))
        status = IND_E_DEFINITION;
    return status;
}

static ind_status check_variant_keys(const expansion *x, const ind_json *variant) {
    static const char *const known[] = {"format",      "id",          "title",   "extends",      "set",    "version",
                                        "description", "limitations", "purpose", "formula_text", "changes"};
    ind_status status = IND_OK;
    for (size_t i = 0; i < variant->count; i++) {
        bool good = ind_str_starts(variant->items[i]->key, IND_STR("x-"));
        for (size_t k = 0; !good && k < sizeof known / sizeof *known; k++)
            good = ind_str_is(variant->items[i]->key, known[k]);
        if (!good)
            status =
                ind_diag_add(x->diag, IND_ERROR, IND_E_DEFINITION, "unknown_key", ind_json_key_place(variant->items[i]),
                             "a variant has format, id, version, title, texts and changes of its own, extends and set",
                             "unknown key '%.*s'", IND_STR_ARGS(variant->items[i]->key));
    }
    return status;
}

static ind_status parent_of(const expansion *x, const ind_json *extends, ind_json **out) {
    if (extends->type != IND_JSON_TEXT)
        return fail(x, extends, "wrong_type", NULL, "'extends' must be the id of a definition%.*s", IND_STR(""));
    const ind_catalogue_entry *entry = ind_catalogue_find(x->catalogue, extends->text);
    if (entry == NULL) {
        char help[160];
        ind_str nearest = ind_catalogue_nearest(x->catalogue, extends->text);
        snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
        return fail(x, extends, "unknown_id", nearest.length > 0 ? help : NULL, "no definition '%.*s'", extends->text);
    }
    ind_status status = parse_file(x, entry->path, out);
    if (status == IND_OK && ind_json_get(*out, "extends") != NULL)
        return fail(x, extends, "extends", "extend the definition that it extends", "'%.*s' is itself a variant",
                    extends->text);
    return status;
}

static ind_status expand_variant(const expansion *x, const ind_json *variant, const ind_json **node) {
    ind_json *parent = NULL;
    ind_status status = check_variant_keys(x, variant);
    status = ind_status_worst(status, parent_of(x, ind_json_get(variant, "extends"), &parent));
    static const char *const needed[] = {"format", "id", "title"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (ind_json_get(variant, needed[i]) == NULL)
            status = fail(x, variant, "missing_key", "a variant has a name and a title of its own", "'%.*s' is missing",
                          ind_str_of(needed[i]));
    const ind_json *set = ind_json_get(variant, "set");
    if (set == NULL || set->type != IND_JSON_OBJECT)
        return fail(x, variant, "missing_key", NULL, "a variant needs 'set', an object of JSON pointers%.*s",
                    IND_STR(""));
    if (status != IND_OK)
        return status;
    ind_json *expanded = copy_object(x->arena, parent, variant->count);
    for (size_t i = 0; i < variant->count; i++) {
        ind_str key = variant->items[i]->key;
        if (!ind_str_is(key, "extends") && !ind_str_is(key, "set"))
            put(x->arena, expanded, key, variant->items[i]);
    }
    *node = expanded;
    return lay_over(x, set, node);
}

ind_status ind_catalogue_expand(ind_catalogue *catalogue, ind_arena *arena, const char *path, const ind_json *set,
                                ind_diag *diag, const ind_json **out) {
    expansion x = {catalogue, arena, diag};
    ind_json *file = NULL;
    ind_status status = parse_file(&x, path, &file);
    const ind_json *node = file;
    if (status == IND_OK && ind_json_get(file, "extends") != NULL)
        status = expand_variant(&x, file, &node);
    if (status == IND_OK && set != NULL)
        status = lay_over(&x, set, &node);
    *out = status == IND_OK ? node : NULL;
    return status;
}

ind_status ind_catalogue_lay_over(ind_catalogue *catalogue, ind_arena *arena, const ind_json *node, const ind_json *set,
                                  ind_diag *diag, const ind_json **out) {
    expansion x = {catalogue, arena, diag};
    ind_status status = set == NULL ? IND_OK : lay_over(&x, set, &node);
    *out = status == IND_OK ? node : NULL;
    return status;
}

ind_status ind_catalogue_measure(ind_catalogue *catalogue, const char *path, const ind_json *set, ind_leave leave,
                                 ind_diag *diag, ind_measure **out) {
    const ind_json *node;
    *out = NULL;
    ind_status status = ind_catalogue_expand(catalogue, catalogue->arena, path, set, diag, &node);
    return status != IND_OK ? status : ind_measure_compile(catalogue, catalogue->arena, node, path, leave, diag, out);
}
