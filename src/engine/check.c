/* check.c - everything about one file that can be known without data, by what the file is. */
#include "engine/engine.h"

#include <stdio.h>

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Name of the folder that the file is in. */
static bool is_in(const char *path, const char *folder) {
    const char *slash = strrchr(path, '/');
    size_t length = strlen(folder);
    return slash != NULL && (size_t)(slash - path) >= length && memcmp(slash - length, folder, length) == 0 &&
           ((size_t)(slash - path) == length || slash[-(ptrdiff_t)length - 1] == '/');
}

static ind_str stem(const char *path, const char *end) {
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return (ind_str){name, strlen(name) - strlen(end)};
}

ind_status ind_check_file(ind_catalogue *catalogue, const char *path, ind_diag *diag) {
    ind_measure *measure;
    ind_dataset *dataset;
    ind_codelist *list;
    if (ends_with(path, ".test.json"))
        return ind_cases_check(catalogue, path, diag);
    if (ends_with(path, ".csv"))
        return ind_codelist_load(catalogue->arena, path, stem(path, ".csv"), diag, &list);
    if (ends_with(path, ".json") && is_in(path, "datasets"))
        return ind_dataset_load(catalogue->arena, path, diag, &dataset);
    if (ends_with(path, ".json"))
        return ind_measure_load(catalogue, path, diag, &measure);
    return ind_diag_add(diag, IND_ERROR, IND_E_USAGE, "file_name", (ind_place){.file = path},
                        "definitions, test files and dataset schemas end in .json, codelists in .csv",
                        "not a file of a catalogue");
}

/* The test file of a definition, if there is one. */
static ind_status check_cases_of(ind_catalogue *catalogue, const char *path, ind_diag *diag, size_t *files) {
    size_t stem_length = strlen(path) - strlen(".json");
    const char *cases = ind_arena_format(catalogue->arena, "%.*s.test.json", (int)stem_length, path);
    FILE *file = fopen(cases, "rb");
    if (file == NULL)
        return IND_OK;
    fclose(file);
    (*files)++;
    return ind_cases_check(catalogue, cases, diag);
}

ind_status ind_check_all(ind_catalogue *catalogue, ind_diag *diag, size_t *files) {
    ind_status status = IND_OK;
    *files = ind_catalogue_dataset_count(catalogue) + ind_catalogue_codelist_count(catalogue) + catalogue->entry_count;
    for (size_t i = 0; i < ind_catalogue_dataset_count(catalogue); i++)
        if (ind_catalogue_dataset(catalogue, ind_catalogue_dataset_name(catalogue, i), diag) == NULL)
            status = ind_status_worst(status, IND_E_DEFINITION);
    for (size_t i = 0; i < ind_catalogue_codelist_count(catalogue); i++)
        if (ind_catalogue_codelist(catalogue, ind_catalogue_codelist_name(catalogue, i), diag) == NULL)
            status = ind_status_worst(status, IND_E_DEFINITION);
    for (size_t i = 0; i < catalogue->entry_count; i++) {
        status = ind_status_worst(status, ind_check_file(catalogue, catalogue->entries[i].path, diag));
        status = ind_status_worst(status, check_cases_of(catalogue, catalogue->entries[i].path, diag, files));
    }
    return status;
}
