/* outlines.c - the outlines of a catalogue, held against its definitions. */
#include "definition/catalogue_files.h"
#include "definition/outline.h"

#include <stdio.h>

static void unknown_measure(const ind_catalogue *catalogue, const ind_json *id, ind_diag *diag) {
    ind_str nearest = ind_catalogue_nearest(catalogue, id->text);
    char help[160];
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    ind_json_error(diag, ind_json_place(id), "unknown_id", nearest.length > 0 ? help : NULL, "no definition '%.*s'",
                   IND_STR_ARGS(id->text));
}

/* Every id is a definition's; a measure may stand in several indicators, as some belong to two. */
static bool check_row(const ind_catalogue *catalogue, const ind_json *row, ind_diag *diag) {
    const ind_json *ids = ind_json_get(row, "measures");
    bool good = true;
    for (size_t i = 0; ids != NULL && i < ids->count; i++)
        if (ind_catalogue_find(catalogue, ids->items[i]->text) == NULL) {
            unknown_measure(catalogue, ids->items[i], diag);
            good = false;
        }
    return good;
}

static bool check_measures(const ind_catalogue *catalogue, const ind_json *file, ind_diag *diag) {
    const ind_json *areas = ind_json_get(file, "target_areas");
    bool good = true;
    for (size_t a = 0; a < areas->count; a++) {
        const ind_json *indicators = ind_json_get(areas->items[a], "indicators");
        for (size_t i = 0; i < indicators->count; i++) {
            const ind_json *rows = ind_json_get(indicators->items[i], "rows");
            for (size_t r = 0; r < rows->count; r++)
                good &= check_row(catalogue, rows->items[r], diag);
        }
    }
    return good;
}

ind_status ind_catalogue_read_outline(ind_catalogue *catalogue, const char *path, ind_str name, ind_diag *diag,
                                      ind_outline *out) {
    const ind_json *file;
    ind_status status = ind_outline_load(catalogue->arena, path, name, diag, out, &file);
    return status != IND_OK || check_measures(catalogue, file, diag) ? status : IND_E_DEFINITION;
}

ind_status ind_catalogue_outlines(ind_catalogue *catalogue, ind_diag *diag, ind_outlines *out) {
    size_t count = ind_catalogue_outline_count(catalogue);
    ind_status status = IND_OK;
    if (catalogue->outlines.count < count) {
        ind_outline *items = ind_arena_alloc(catalogue->arena, count * sizeof *items);
        for (size_t i = 0; i < count; i++) {
            const char *path;
            ind_str name = ind_catalogue_outline_name(catalogue, i, &path);
            status = ind_status_worst(status, ind_catalogue_read_outline(catalogue, path, name, diag, &items[i]));
        }
        if (status == IND_OK)
            catalogue->outlines = (ind_outlines){items, count};
    }
    *out = catalogue->outlines;
    return status;
}
