/* open_catalogue.c - the catalogue as the public API shows it: definitions with their kinds. */
#include "engine/state/run_state.h"

ind_status ind_catalogue_load_all(const char *const *folders, size_t folder_count, ind_diag *diag,
                                  ind_catalogue **out) {
    size_t kinds;
    const ind_kind_spec *const *specs = ind_kind_specs(&kinds);
    ind_status status = ind_catalogue_open(folders, folder_count, specs, kinds, diag, out);
    (*out)->open_kind = ind_kind_spec_open();
    (*out)->check_keys = ind_derived_check_keys;
    return status;
}

ind_status ind_catalogue_load(const char *const *folders, size_t folder_count, ind_diag *diag, ind_catalogue **out) {
    ind_status status = ind_catalogue_load_all(folders, folder_count, diag, out);
    if (status != IND_OK) {
        ind_catalogue_close(*out);
        *out = NULL;
    }
    return status;
}

size_t ind_catalogue_measure_count(const ind_catalogue *catalogue) {
    return catalogue->entry_count;
}

ind_str ind_catalogue_measure_id(const ind_catalogue *catalogue, size_t index) {
    return catalogue->entries[index].id;
}

const char *ind_catalogue_measure_path(const ind_catalogue *catalogue, size_t index) {
    return catalogue->entries[index].path;
}

const char *ind_catalogue_measure_pack(const ind_catalogue *catalogue, size_t index) {
    return catalogue->entries[index].pack;
}

ptrdiff_t ind_catalogue_measure_find(const ind_catalogue *catalogue, ind_str id) {
    const ind_catalogue_entry *entry = ind_catalogue_find(catalogue, id);
    return entry == NULL ? -1 : entry - catalogue->entries;
}

ind_str ind_catalogue_measure_nearest(const ind_catalogue *catalogue, ind_str id) {
    return ind_catalogue_nearest(catalogue, id);
}

ind_status ind_measure_load_with(ind_catalogue *catalogue, const char *path, const ind_json *set, ind_leave leave,
                                 ind_diag *diag, ind_measure **out) {
    size_t before = ind_diag_count(diag);
    ind_status status = ind_catalogue_measure(catalogue, path, set, leave, diag, out);
    if (status == IND_OK)
        status = ind_kind_check(*out, diag);
    ind_diag_sort(diag, before);
    if (status != IND_OK)
        *out = NULL;
    return status;
}

ind_status ind_measure_load(ind_catalogue *catalogue, const char *path, ind_diag *diag, ind_measure **out) {
    return ind_measure_load_with(catalogue, path, NULL, IND_LEAVE_NOTHING, diag, out);
}

ind_status ind_measure_load_version(ind_catalogue *catalogue, const char *path, ind_diag *diag, ind_measure **out) {
    return ind_measure_load_with(catalogue, path, NULL, IND_LEAVE_FILE_NAME, diag, out);
}

ind_str ind_measure_id(const ind_measure *measure) {
    return measure->id;
}

ind_str ind_measure_version(const ind_measure *measure) {
    return measure->version;
}

ind_str ind_measure_title(const ind_measure *measure, bool english) {
    return english ? measure->title_en : measure->title_sv;
}

ind_str ind_measure_text(const ind_measure *measure, const char *key, size_t index) {
    const ind_json *node = ind_json_get(measure->node, key);
    if (node != NULL && node->type == IND_JSON_ARRAY)
        node = index < node->count ? node->items[index] : NULL;
    else if (index > 0)
        node = NULL;
    return node == NULL || node->type != IND_JSON_TEXT ? IND_STR("") : node->text;
}

ind_str ind_measure_kind(const ind_measure *measure) {
    return ind_str_of(measure->kind->name);
}

ind_str ind_measure_unit(const ind_measure *measure) {
    return measure->unit;
}

int ind_measure_decimals(const ind_measure *measure) {
    return measure->decimals;
}

ind_status ind_canonical_text(const char *name, ind_str text, ind_diag *diag, char **out) {
    size_t kinds;
    const ind_kind_spec *const *specs = ind_kind_specs(&kinds);
    ind_arena *arena = ind_arena_new();
    ind_buffer made = {0};
    ind_status status = ind_definition_canonical(arena, ind_source_new(arena, name, text), specs, kinds, diag, &made);
    ind_buffer_add(&made, "", 1);
    *out = status == IND_OK ? made.data : NULL;
    if (status != IND_OK)
        ind_buffer_free(&made);
    ind_arena_free(arena);
    return status;
}

const char *ind_kind_name(size_t index) {
    size_t count;
    const ind_kind_spec *const *specs = ind_kind_specs(&count);
    return index < count ? specs[index]->name : NULL;
}
