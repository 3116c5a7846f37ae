/* definition.c - one definition from expanded JSON to a compiled measure, and its hashes. */
#include "base/hint.h"
#include "definition/builder.h"

#include <stdio.h>
#include <xxhash.h>

/* ---- hashes ---- */

bool ind_definition_is_text(ind_str key) {
    static const char *const texts[] = {
        "title",       "description", "limitations",  "source",        "target_area", "indicator",
        "perspective", "principal",   "status",       "owner",         "reviewed",    "next_review",
        "comparable",  "purpose",     "formula_text", "source_system", "updated",     "area_perspective",
        "open_facts",  "changes",     "open",         "target_text"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (ind_str_is(key, texts[i]))
            return true;
    return false;
}

static bool is_free(const ind_json *member) {
    return ind_str_starts(member->key, IND_STR("x-"));
}

static bool is_caption(const ind_json *member) {
    return ind_str_is(member->key, "title") || ind_str_is(member->key, "description") ||
           (ind_str_is(member->key, "words") && member->type == IND_JSON_OBJECT) ||
           (is_free(member) && !ind_str_is(member->key, "x-indikator"));
}

static bool is_reason(ind_str key) {
    return ind_str_is(key, "why");
}

static ind_json *without(ind_arena *arena, const ind_json *object, bool (*leaves_out)(ind_str key)) {
    ind_json *copy = ind_arena_alloc(arena, sizeof *copy);
    *copy = *object;
    copy->items = ind_arena_alloc(arena, object->count * sizeof(ind_json *));
    copy->count = 0;
    for (size_t i = 0; i < object->count; i++)
        if (!leaves_out(object->items[i]->key))
            copy->items[copy->count++] = object->items[i];
    return copy;
}

/* The definition without its texts, which stand at its top only, as a group may be called "status"; and what changed at
 * a break of its series. */
static const ind_json *without_texts(ind_arena *arena, const ind_json *definition) {
    ind_json *copy = without(arena, definition, ind_definition_is_text);
    for (size_t i = 0; i < copy->count; i++)
        if (ind_str_is(copy->items[i]->key, "series"))
            copy->items[i] = without(arena, copy->items[i], is_reason);
    return copy;
}

static bool reads_dataset(const ind_measure *measure, ind_str name) {
    for (size_t f = 0; f < measure->feed_count; f++) {
        const ind_feed *feed = &measure->feeds[f];
        if (ind_str_equal(feed->dataset->name, name))
            return true;
        for (size_t i = 0; i < feed->basis_count; i++)
            if (ind_str_equal(feed->bases[i].dataset->name, name))
                return true;
    }
    return false;
}

static bool reads_codelist(const ind_measure *measure, ind_str name) {
    for (size_t i = 0; i < measure->codelist_count; i++)
        if (ind_str_equal(ind_codelist_name(measure->codelists[i]), name))
            return true;
    for (size_t f = 0; f < measure->feed_count; f++)
        for (size_t i = 0; i < measure->feeds[f].basis_count; i++) {
            const ind_basis *basis = &measure->feeds[f].bases[i];
            if (!basis->is_key && ind_str_equal(basis->dataset->fields[basis->field].codelist, name))
                return true;
        }
    return false;
}

/* What the figures depend on beside the definition: schemas and codelists, in order of name. */
static void add_surroundings(const ind_builder *builder, ind_buffer *text) {
    ind_catalogue *catalogue = builder->catalogue;
    for (size_t i = 0; i < ind_catalogue_dataset_count(catalogue); i++) {
        ind_str name = ind_catalogue_dataset_name(catalogue, i);
        if (reads_dataset(builder->measure, name))
            ind_json_canonical(ind_catalogue_dataset(catalogue, name, builder->diag)->node, is_caption, text);
    }
    for (size_t i = 0; i < ind_catalogue_codelist_count(catalogue); i++) {
        ind_str name = ind_catalogue_codelist_name(catalogue, i);
        if (!reads_codelist(builder->measure, name))
            continue;
        ind_str list = ind_codelist_text(ind_catalogue_codelist(catalogue, name, builder->diag));
        ind_buffer_add(text, list.data, list.length);
    }
}

static void hash_of(const ind_builder *builder, const ind_json *node, bool (*skip)(const ind_json *), char out[44]) {
    ind_buffer text = {0};
    ind_json_canonical(node, skip, &text);
    add_surroundings(builder, &text);
    XXH128_hash_t hash = XXH3_128bits(text.data, text.length);
    snprintf(out, 44, "xxh128:%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
    ind_buffer_free(&text);
}

/* ---- compiling ---- */

bool ind_measure_is_open(const ind_measure *measure) {
    return ind_str_is(measure->status, "open");
}

static bool says_open(const ind_json *definition) {
    const ind_json *status = ind_json_get(definition, "status");
    return status != NULL && status->type == IND_JSON_TEXT && ind_str_is(status->text, "open");
}

/* The reason stands in the definition just where it is open. */
static void check_open(ind_builder *builder) {
    const ind_json *node = builder->measure->node, *open = ind_json_get(node, "open");
    if (says_open(node) && open == NULL)
        ind_builder_error(builder, ind_json_get(node, "status"), false, "open_reason", "say why with 'open'",
                          "a measure is open for a reason");
    else if (!says_open(node) && open != NULL)
        ind_builder_error(builder, open, true, "open_reason", "take it away, or say \"status\": \"open\"",
                          "'open' is the reason of a measure whose 'status' is 'open'");
}

static const ind_kind_spec *find_kind(ind_builder *builder) {
    const ind_json *node = ind_json_get(builder->measure->node, "kind");
    if (node == NULL && says_open(builder->measure->node))
        return builder->catalogue->open_kind;
    if (node == NULL || node->type != IND_JSON_TEXT)
        return NULL; /* said with the other missing keys */
    ind_hint hint = ind_hint_start(node->text);
    for (size_t i = 0; i < builder->catalogue->kind_count; i++) {
        const ind_kind_spec *kind = builder->catalogue->kinds[i];
        if (ind_str_is(node->text, kind->name))
            return kind;
        ind_hint_offer(&hint, ind_str_of(kind->name));
    }
    char help[160];
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(ind_hint_best(&hint)));
    ind_builder_error(builder, node, false, "unknown_kind", ind_hint_best(&hint).length > 0 ? help : NULL,
                      "no kind '%.*s'", IND_STR_ARGS(node->text));
    return NULL;
}

/* "id" is the file's name without ".json". */
static void check_id(ind_builder *builder) {
    const ind_measure *measure = builder->measure;
    const ind_json *node = ind_json_get(measure->node, "id");
    const char *slash = strrchr(measure->path, '/');
    const char *name = slash == NULL ? measure->path : slash + 1;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0)
        length -= 5;
    if ((builder->leave & IND_LEAVE_FILE_NAME) != 0)
        return;
    if (node != NULL && node->type == IND_JSON_TEXT && !ind_str_equal(node->text, (ind_str){name, length}))
        ind_builder_error(builder, node, false, "name_is_file", NULL, "id '%.*s' is not the name of the file",
                          IND_STR_ARGS(node->text));
}

static void copy_texts(ind_measure *measure) {
    const ind_json *title = ind_json_get(measure->node, "title");
    measure->id = ind_measure_param(measure, "id")->text;
    measure->version = ind_measure_param(measure, "version")->text;
    measure->unit = ind_measure_param(measure, "unit")->text;
    measure->better = ind_measure_param(measure, "better")->text;
    measure->status = ind_measure_param(measure, "status")->text;
    measure->decimals = (int)ind_measure_param(measure, "decimals")->integer;
    measure->title_sv = ind_json_get(title, "sv")->text;
    measure->title_en = ind_json_get(title, "en")->text;
}

ind_status ind_measure_compile(ind_catalogue *catalogue, ind_arena *arena, const ind_json *node, const char *path,
                               ind_leave leave, ind_diag *diag, ind_measure **out) {
    ind_builder builder = {.catalogue = catalogue, .arena = arena, .diag = diag, .leave = leave};
    builder.measure = ind_arena_alloc(arena, sizeof(ind_measure));
    builder.measure->path = path;
    builder.measure->node = node;
    *out = NULL;
    if (node->type != IND_JSON_OBJECT) {
        ind_builder_error(&builder, node, false, "wrong_type", NULL, "a definition is an object");
        return IND_E_DEFINITION;
    }
    builder.measure->kind = find_kind(&builder);
    ind_builder_parameters(&builder, builder.measure->kind);
    check_id(&builder);
    check_open(&builder);
    if (builder.measure->kind != NULL && builder.measure->feeds[0].dataset != NULL)
        ind_builder_bind(&builder);
    if (builder.failed)
        return IND_E_DEFINITION;
    copy_texts(builder.measure);
    hash_of(&builder, node, NULL, builder.measure->hash);
    hash_of(&builder, without_texts(builder.arena, node), is_free, builder.measure->logic_hash);
    *out = builder.measure;
    return IND_OK;
}
