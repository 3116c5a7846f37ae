/* catalogue_files.c - which files there are, and each dataset and codelist loaded at most once. */
#include "definition/catalogue_files.h"
#include "base/folder.h"
#include "base/hint.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ind_str name;
    const char *path;
    bool tried;
    void *loaded; /* ind_dataset or ind_codelist */
} resource;

typedef struct {
    resource *items;
    size_t count, capacity;
} resources;

struct ind_catalogue_state {
    resources datasets, codelists, outlines;
};

static int by_name(const void *a, const void *b) {
    return ind_str_compare(((const resource *)a)->name, ((const resource *)b)->name);
}

static int by_id(const void *a, const void *b) {
    return ind_str_compare(((const ind_catalogue_entry *)a)->id, ((const ind_catalogue_entry *)b)->id);
}

/* In the order of a folder's listing there is no meaning. */
static int by_id_and_path(const void *a, const void *b) {
    int order = by_id(a, b);
    return order != 0 ? order : strcmp(((const ind_catalogue_entry *)a)->path, ((const ind_catalogue_entry *)b)->path);
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

static ind_str stem(ind_arena *arena, const char *file, const char *end) {
    return ind_arena_str(arena, (ind_str){file, strlen(file) - strlen(end)});
}

static ind_status cannot_read(ind_diag *diag, const char *path, int error) {
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "unreadable_file", (ind_place){.file = path},
                        error == ENOENT ? "there is no such folder" : NULL, "cannot read this folder: error %d", error);
}

typedef struct {
    const char **items;
    size_t count;
} names;

/* A catalogue need not have the folder, but what is there must be readable, and to its end. */
static ind_status names_in(ind_catalogue *catalogue, const char *path, ind_diag *diag, names *out) {
    int error = ind_folder_names(catalogue->arena, path, &out->items, &out->count);
    return error == 0 || error == ENOENT || error == ENOTDIR ? IND_OK : cannot_read(diag, path, error);
}

static ind_status add_resources(ind_catalogue *catalogue, const char *folder, const char *end, resources *list,
                                ind_diag *diag) {
    names found; /* none in a folder of definitions only */
    ind_status status = names_in(catalogue, folder, diag, &found);
    for (size_t i = 0; i < found.count; i++) {
        if (!ends_with(found.items[i], end))
            continue;
        list->items = ind_arena_grow(catalogue->arena, list->items, list->count, &list->capacity, sizeof *list->items);
        list->items[list->count++] =
            (resource){.name = stem(catalogue->arena, found.items[i], end),
                       .path = ind_arena_format(catalogue->arena, "%s/%s", folder, found.items[i])};
    }
    return status;
}

static ind_status add_pack(ind_catalogue *catalogue, const char *folder, const char *pack, ind_diag *diag) {
    const char *path = ind_arena_format(catalogue->arena, "%s/%s", folder, pack);
    names found; /* none in a plain file such as a README */
    ind_status status = names_in(catalogue, path, diag, &found);
    for (size_t i = 0; i < found.count; i++) {
        const char *name = found.items[i];
        if (!ends_with(name, ".json") || ends_with(name, ".test.json"))
            continue;
        catalogue->entries = ind_arena_grow(catalogue->arena, catalogue->entries, catalogue->entry_count,
                                            &catalogue->entry_capacity, sizeof *catalogue->entries);
        catalogue->entries[catalogue->entry_count++] =
            (ind_catalogue_entry){.id = stem(catalogue->arena, name, ".json"),
                                  .path = ind_arena_format(catalogue->arena, "%s/%s", path, name),
                                  .pack = ind_arena_str(catalogue->arena, ind_str_of(pack)).data};
    }
    return status;
}

static bool is_no_pack(const char *folder) {
    static const char *const others[] = {"schema", "datasets", "codelists", "outlines"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(folder, others[i]) == 0)
            return true;
    return false;
}

static ind_status add_folder(ind_catalogue *catalogue, const char *folder, ind_diag *diag) {
    names packs;
    int error = ind_folder_names(catalogue->arena, folder, &packs.items, &packs.count);
    if (error != 0)
        return cannot_read(diag, folder, error);
    ind_status status = IND_OK;
    for (size_t i = 0; i < packs.count; i++) {
        const char *name = packs.items[i];
        if (!is_no_pack(name))
            status = ind_status_worst(status, add_pack(catalogue, folder, name, diag));
    }
    const char *datasets = ind_arena_format(catalogue->arena, "%s/datasets", folder);
    const char *codelists = ind_arena_format(catalogue->arena, "%s/codelists", folder);
    status = ind_status_worst(status, add_resources(catalogue, datasets, ".json", &catalogue->state->datasets, diag));
    const char *outlines = ind_arena_format(catalogue->arena, "%s/outlines", folder);
    status = ind_status_worst(status, add_resources(catalogue, outlines, ".json", &catalogue->state->outlines, diag));
    return ind_status_worst(status, add_resources(catalogue, codelists, ".csv", &catalogue->state->codelists, diag));
}

static void sort_all(ind_catalogue *catalogue) {
    struct ind_catalogue_state *state = catalogue->state;
    if (catalogue->entry_count > 0)
        qsort(catalogue->entries, catalogue->entry_count, sizeof *catalogue->entries, by_id_and_path);
    if (state->datasets.count > 0)
        qsort(state->datasets.items, state->datasets.count, sizeof(resource), by_name);
    if (state->codelists.count > 0)
        qsort(state->codelists.items, state->codelists.count, sizeof(resource), by_name);
    if (state->outlines.count > 0)
        qsort(state->outlines.items, state->outlines.count, sizeof(resource), by_name);
}

static ind_status twice(ind_diag *diag, const char *what, ind_str name, const char *first, const char *second) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "duplicate_id", (ind_place){.file = second}, NULL,
                        "%s '%.*s' is also in %s", what, IND_STR_ARGS(name), first);
}

static ind_status check_unique(const ind_catalogue *catalogue, ind_diag *diag) {
    ind_status status = IND_OK;
    for (size_t i = 1; i < catalogue->entry_count; i++) {
        const ind_catalogue_entry *a = &catalogue->entries[i - 1], *b = &catalogue->entries[i];
        if (ind_str_equal(a->id, b->id))
            status = twice(diag, "definition", a->id, a->path, b->path);
    }
    const resources *lists[] = {&catalogue->state->datasets, &catalogue->state->codelists, &catalogue->state->outlines};
    static const char *const what[] = {"dataset", "codelist", "outline"};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 1; i < lists[l]->count; i++) {
            const resource *a = &lists[l]->items[i - 1], *b = &lists[l]->items[i];
            if (ind_str_equal(a->name, b->name))
                status = twice(diag, what[l], a->name, a->path, b->path);
        }
    return status;
}

ind_status ind_catalogue_open(const char *const *folders, size_t folder_count, const ind_kind_spec *const *kinds,
                              size_t kind_count, ind_diag *diag, ind_catalogue **out) {
    ind_arena *arena = ind_arena_new();
    ind_catalogue *catalogue = ind_arena_alloc(arena, sizeof *catalogue);
    catalogue->arena = arena;
    catalogue->kinds = kinds;
    catalogue->kind_count = kind_count;
    catalogue->state = ind_arena_alloc(arena, sizeof *catalogue->state);
    catalogue->folders = ind_arena_alloc(arena, (folder_count + 1) * sizeof(char *));
    ind_status status = IND_OK;
    for (size_t i = 0; i < folder_count; i++) {
        catalogue->folders[catalogue->folder_count++] = ind_arena_str(arena, ind_str_of(folders[i])).data;
        status = ind_status_worst(status, add_folder(catalogue, folders[i], diag));
    }
    sort_all(catalogue);
    status = ind_status_worst(status, check_unique(catalogue, diag));
    *out = catalogue;
    return status;
}

void ind_catalogue_close(ind_catalogue *catalogue) {
    if (catalogue != NULL)
        ind_arena_free(catalogue->arena);
}

const ind_catalogue_entry *ind_catalogue_find(const ind_catalogue *catalogue, ind_str id) {
    ind_catalogue_entry key = {.id = id};
    if (catalogue->entry_count == 0)
        return NULL;
    return bsearch(&key, catalogue->entries, catalogue->entry_count, sizeof key, by_id);
}

ind_str ind_catalogue_nearest(const ind_catalogue *catalogue, ind_str id) {
    ind_hint hint = ind_hint_start(id);
    for (size_t i = 0; i < catalogue->entry_count; i++)
        ind_hint_offer(&hint, catalogue->entries[i].id);
    return ind_hint_best(&hint);
}

static resource *find_resource(const resources *list, ind_str name) {
    resource key = {.name = name};
    return list->count == 0 ? NULL : bsearch(&key, list->items, list->count, sizeof key, by_name);
}

static ind_str nearest_resource(const resources *list, ind_str name) {
    ind_hint hint = ind_hint_start(name);
    for (size_t i = 0; i < list->count; i++)
        ind_hint_offer(&hint, list->items[i].name);
    return ind_hint_best(&hint);
}

bool ind_catalogue_has_codelist(const ind_catalogue *catalogue, ind_str name) {
    return find_resource(&catalogue->state->codelists, name) != NULL;
}

bool ind_catalogue_has_dataset(const ind_catalogue *catalogue, ind_str name) {
    return find_resource(&catalogue->state->datasets, name) != NULL;
}

const char *ind_catalogue_dataset_path(const ind_catalogue *catalogue, ind_str name) {
    const resource *found = find_resource(&catalogue->state->datasets, name);
    return found == NULL ? NULL : found->path;
}

const ind_codelist *ind_catalogue_codelist(ind_catalogue *catalogue, ind_str name, ind_diag *diag) {
    if (catalogue->instead != NULL && ind_str_equal(name, ind_codelist_name(catalogue->instead)))
        return catalogue->instead;
    resource *found = find_resource(&catalogue->state->codelists, name);
    if (found == NULL)
        return NULL;
    if (!found->tried) {
        found->tried = true;
        ind_codelist *list = NULL;
        if (ind_codelist_load(catalogue->arena, found->path, name, diag, &list) == IND_OK)
            found->loaded = list;
    }
    return found->loaded;
}

static bool is_own_field(const ind_dataset *dataset, int field) {
    return field >= 0 && dataset->fields[field].derived.length == 0;
}

static bool is_day(const ind_dataset *target, ind_str name) {
    int field = ind_dataset_field(target, name);
    return is_own_field(target, field) && target->fields[field].type == IND_DATE;
}

/* Both sides of a reference have the fields that it is made of, of one type, and those of the target in its file. */
static bool check_foreign_key(const ind_dataset *dataset, const ind_foreign_key *key, const ind_dataset *target,
                              ind_diag *diag) {
    bool good = key->count <= IND_MAX_KEY;
    for (size_t f = 0; f < key->count && good; f++) {
        int at = ind_dataset_field(target, key->target_names[f]);
        good = is_own_field(target, at) && target->fields[at].type == dataset->fields[key->fields[f]].type;
    }
    if (key->has_valid)
        good = good && is_day(target, key->valid_from) && is_day(target, key->valid_to);
    if (!good)
        ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "foreign_key", ind_json_place(key->node),
                     "both sides have the same fields with the same types, those of the target in its file; days of "
                     "validity are dates",
                     "this reference does not fit the fields of dataset '%.*s'", IND_STR_ARGS(target->name));
    return good;
}

/* Names in a schema that only the catalogue can check. */
static bool check_references(ind_catalogue *catalogue, const ind_dataset *dataset, ind_diag *diag) {
    bool good = true;
    for (size_t i = 0; i < dataset->field_count; i++) {
        const ind_field *field = &dataset->fields[i];
        if (field->codelist.length == 0 || ind_catalogue_codelist(catalogue, field->codelist, diag) != NULL)
            continue;
        good = false;
        if (!ind_catalogue_has_codelist(catalogue,
                                        field->codelist)) /* else what is wrong with its file has been said */
            ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "unknown_codelist", ind_json_place(field->node), NULL,
                         "no codelist '%.*s'", IND_STR_ARGS(field->codelist));
    }
    for (size_t i = 0; i < dataset->foreign_key_count; i++) {
        const ind_foreign_key *key = &dataset->foreign_keys[i];
        if (find_resource(&catalogue->state->datasets, key->target) == NULL) {
            ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "unknown_dataset", ind_json_place(key->node), NULL,
                         "no dataset '%.*s'", IND_STR_ARGS(key->target));
            good = false;
            continue;
        }
        const ind_dataset *target = ind_catalogue_dataset(catalogue, key->target, diag);
        good = (target == NULL || check_foreign_key(dataset, key, target, diag)) && good;
    }
    return good && (catalogue->check_keys == NULL || catalogue->check_keys(catalogue, dataset, diag));
}

const ind_dataset *ind_catalogue_dataset(ind_catalogue *catalogue, ind_str name, ind_diag *diag) {
    resource *found = find_resource(&catalogue->state->datasets, name);
    if (found == NULL)
        return NULL;
    if (!found->tried) {
        found->tried = true;
        ind_dataset *dataset = NULL;
        if (ind_dataset_load(catalogue->arena, found->path, diag, &dataset) == IND_OK)
            found->loaded = dataset; /* before it is checked: references may go in a circle */
        if (dataset != NULL && !check_references(catalogue, dataset, diag))
            found->loaded = NULL;
    }
    return found->loaded;
}

ind_str ind_catalogue_nearest_dataset(const ind_catalogue *catalogue, ind_str name) {
    return nearest_resource(&catalogue->state->datasets, name);
}

ind_str ind_catalogue_nearest_codelist(const ind_catalogue *catalogue, ind_str name) {
    return nearest_resource(&catalogue->state->codelists, name);
}

size_t ind_catalogue_dataset_count(const ind_catalogue *catalogue) {
    return catalogue->state->datasets.count;
}

ind_str ind_catalogue_dataset_name(const ind_catalogue *catalogue, size_t index) {
    return catalogue->state->datasets.items[index].name;
}

size_t ind_catalogue_codelist_count(const ind_catalogue *catalogue) {
    return catalogue->state->codelists.count;
}

ind_str ind_catalogue_codelist_name(const ind_catalogue *catalogue, size_t index) {
    return catalogue->state->codelists.items[index].name;
}

size_t ind_catalogue_outline_count(const ind_catalogue *catalogue) {
    return catalogue->state->outlines.count;
}

ind_str ind_catalogue_outline_name(const ind_catalogue *catalogue, size_t index, const char **path) {
    const resource *found = &catalogue->state->outlines.items[index];
    *path = found->path;
    return found->name;
}
