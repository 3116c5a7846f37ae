/* canonical.c - one layout for definitions, variants and test files: keys in the order of the contract, then the lines
 * of json_layout.h.
 *
 * Order means nothing to the program but in lists and in "set", which are left as they are; so are the names that an
 * author gives (groups, items, columns of rows).  Keys that nobody knows come after those that are known, "x-" keys
 * last. */
#include "base/json_layout.h"
#include "definition/catalogue_files.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    const char **paths; /* known keys in order, "period.date" */
    size_t count;
} key_order;

static bool begins(const char *path, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(path, prefix, length) == 0 && (path[length] == '.' || path[length] == '\0');
}

/* ---- the order ---- */

static void add_path(key_order *order, const char *path) {
    order->paths[order->count++] = path;
}

/* What of a kind's table stands after its own keys, in objects that it shares with the envelope. */
static bool is_late(const char *path) {
    return begins(path, "missing") || begins(path, "period") || begins(path, "interval");
}

static size_t count_of(const ind_kind_spec *kind) {
    return kind->shared_count + kind->param_count;
}

static const ind_param_spec *param_at(const ind_kind_spec *kind, size_t i) {
    return i < kind->shared_count ? &kind->shared[i] : &kind->params[i - kind->shared_count];
}

static const ind_param_spec *spec_of(const ind_kind_spec *kind, const char *path) {
    for (size_t i = 0; i < count_of(kind); i++)
        if (strcmp(param_at(kind, i)->path, path) == 0)
            return param_at(kind, i);
    return NULL;
}

static void add_late(key_order *order, const ind_kind_spec *kind, const char *prefix) {
    for (size_t i = 0; i < count_of(kind); i++)
        if (begins(param_at(kind, i)->path, prefix))
            add_path(order, param_at(kind, i)->path);
}

static void add_kind(key_order *order, const ind_kind_spec *kind) {
    bool pair = spec_of(kind, "denominator") != NULL && spec_of(kind, "exclude") != NULL;
    for (size_t i = 0; i < count_of(kind); i++) {
        const char *path = param_at(kind, i)->path;
        if (is_late(path) || (pair && strcmp(path, "exclude") == 0))
            continue;
        add_path(order, path);
        if (pair && strcmp(path, "denominator") == 0)
            add_path(order, "exclude");
    }
    add_late(order, kind, "missing");
    add_late(order, kind, "period");
}

static key_order definition_order(ind_arena *arena, const ind_kind_spec *kind) {
    size_t shared, at = 0;
    const ind_param_spec *envelope = ind_envelope(&shared);
    size_t own = kind == NULL ? 0 : count_of(kind);
    key_order order = {arena, ind_arena_alloc(arena, (shared + own + 4) * sizeof(char *)), 0};
    for (; at < shared && strcmp(envelope[at].path, "data.dataset") != 0; at++)
        add_path(&order, envelope[at].path);
    add_path(&order, "extends");
    add_path(&order, "set");
    for (; at < shared && begins(envelope[at].path, "data"); at++)
        add_path(&order, envelope[at].path);
    if (kind != NULL)
        add_kind(&order, kind);
    add_path(&order, "period");
    for (; at < shared; at++) {
        if (kind != NULL && strcmp(envelope[at].path, "interval.level") == 0)
            add_late(&order, kind, "interval");
        add_path(&order, envelope[at].path);
    }
    return order;
}

/* ---- sorting ---- */

typedef struct {
    ind_json *member;
    size_t rank, place;
} ranked;

static int by_rank(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static size_t rank_of(const key_order *order, const char *path, ind_str key) {
    for (size_t i = 0; i < order->count; i++)
        if (begins(order->paths[i], path))
            return i;
    return order->count + (ind_str_starts(key, IND_STR("x-")) ? 1 : 0);
}

static ind_json *sorted(const key_order *order, const ind_json *value, const char *prefix) {
    ind_json *copy = ind_arena_alloc(order->arena, sizeof *copy);
    *copy = *value;
    if (value->type != IND_JSON_OBJECT)
        return copy;
    ranked *members = ind_alloc_array(value->count, sizeof *members);
    for (size_t i = 0; i < value->count; i++) {
        const ind_json *member = value->items[i];
        const char *path = ind_arena_format(order->arena, "%s%.*s", prefix, IND_STR_ARGS(member->key));
        bool deeper =
            rank_of(order, path, member->key) < order->count && strcmp(path, "groups") != 0 && strcmp(path, "set") != 0;
        const char *below = ind_arena_format(order->arena, "%s.", path);
        members[i] =
            (ranked){deeper ? sorted(order, member, below) : value->items[i], rank_of(order, path, member->key), i};
    }
    qsort(members, value->count, sizeof *members, by_rank);
    copy->items = ind_arena_alloc(order->arena, value->count * sizeof(ind_json *));
    for (size_t i = 0; i < value->count; i++)
        copy->items[i] = members[i].member;
    free(members);
    return copy;
}

/* The elements of the list KEY, each sorted by ORDER. */
static void sort_elements(const key_order *order, const ind_json *object, const char *key) {
    ind_json *list = ind_json_get(object, key);
    if (list == NULL || list->type != IND_JSON_ARRAY)
        return;
    ind_json **items = ind_arena_alloc(order->arena, list->count * sizeof(ind_json *));
    for (size_t i = 0; i < list->count; i++)
        items[i] = sorted(order, list->items[i], "");
    list->items = items;
}

/* {"sv", "en"}, {"id", "where"}, levels and rules about another dataset, wherever they are. */
static void sort_small(ind_arena *arena, ind_json *value) {
    static const char *keys[] = {"sv",    "en", "id",    "title",    "dataset", "person", "from",
                                 "above", "to", "where", "relation", "span",    "min",    "colour"};
    key_order order = {arena, keys, sizeof keys / sizeof *keys};
    for (size_t i = 0; i < value->count; i++) {
        const ind_json *item = value->items[i];
        bool rule = ind_json_get(item, "where") != NULL || ind_json_get(item, "relation") != NULL;
        bool level = ind_json_get(item, "title") != NULL;
        bool small = ind_json_get(item, "sv") != NULL || (ind_json_get(item, "id") != NULL && (rule || level));
        if (small)
            value->items[i] = sorted(&order, value->items[i], "");
        if (!small || level)
            sort_small(arena, value->items[i]);
    }
}

/* The values of an entity, in the order of their author. */
static void sort_items(ind_arena *arena, const ind_json *object) {
    static const char *keys[] = {"where", "value", "take", "within"};
    key_order order = {arena, keys, sizeof keys / sizeof *keys};
    ind_json *items = ind_json_get(object, "items");
    for (size_t i = 0; items != NULL && items->type == IND_JSON_OBJECT && i < items->count; i++)
        items->items[i] = sorted(&order, items->items[i], "");
}

static void sort_waivers(ind_arena *arena, const ind_json *object, const char *key) {
    static const char *keys[] = {"rule", "at", "clause", "points", "from", "to", "nth", "why"};
    key_order order = {arena, keys, sizeof keys / sizeof *keys};
    sort_elements(&order, object, key);
}

/* What a definition says of itself beside its computation. */
static void sort_notes(ind_arena *arena, ind_json *object) {
    static const char *change[] = {"version", "date", "what.sv", "what.en", "why.sv", "why.en"};
    static const char *fact[] = {"at", "text.sv", "text.en"};
    key_order changes = {arena, change, sizeof change / sizeof *change},
              facts = {arena, fact, sizeof fact / sizeof *fact};
    sort_elements(&changes, object, "changes");
    sort_elements(&facts, object, "open_facts");
}

/* ---- the whole ---- */

static ind_json *definition(ind_arena *arena, const ind_json *node, const ind_kind_spec *const *kinds,
                            size_t kind_count) {
    const ind_json *name = ind_json_get(node, "kind");
    const ind_kind_spec *kind = NULL;
    for (size_t i = 0; i < kind_count && name != NULL && name->type == IND_JSON_TEXT; i++)
        if (ind_str_is(name->text, kinds[i]->name))
            kind = kinds[i];
    key_order order = definition_order(arena, kind);
    ind_json *made = sorted(&order, node, "");
    sort_small(arena, made);
    sort_items(arena, made);
    sort_notes(arena, made);
    sort_waivers(arena, made, "x-waive");
    return made;
}

static ind_json *test_file(ind_arena *arena, const ind_json *node) {
    static const char *file[] = {"format",   "id",    "description",   "set",
                                 "period",   "grain", "open_period",   "complete_until",
                                 "defaults", "cases", "x-unreachable", "x-equivalent"};
    static const char *one[] = {"name",           "description", "set",  "period", "grain", "open_period",
                                "complete_until", "bad_values",  "data", "expect", "flow",  "error"};
    key_order whole = {arena, file, sizeof file / sizeof *file}, each = {arena, one, sizeof one / sizeof *one};
    ind_json *made = sorted(&whole, node, "");
    sort_elements(&each, made, "cases");
    sort_waivers(arena, made, "x-unreachable");
    sort_waivers(arena, made, "x-equivalent");
    return made;
}

ind_status ind_definition_canonical(ind_arena *arena, const ind_source *source, const ind_kind_spec *const *kinds,
                                    size_t kind_count, ind_diag *diag, ind_buffer *out) {
    ind_json *node;
    ind_status status = ind_json_parse(arena, source, diag, &node);
    if (status != IND_OK)
        return status;
    const ind_json *format = ind_json_get(node, "format");
    bool is_text = format != NULL && format->type == IND_JSON_TEXT;
    bool test = is_text && ind_str_is(format->text, "indikator-test/1");
    if (!test && !(is_text && ind_str_is(format->text, "indikator/1")))
        return IND_FINDINGS;
    const ind_json *ordered = test ? test_file(arena, node) : definition(arena, node, kinds, kind_count);
    ind_json_layout(ordered, 0, &(ind_json_style){.rows = test, .blank_before = test ? NULL : "kind"}, out);
    ind_buffer_text(out, "\n");
    return IND_OK;
}
