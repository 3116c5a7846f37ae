/* codelist_load.c - a codelist from its file, with its index and the same codes as columns have them. */
#include "data/schemas/code_form.h"
#include "data/schemas/codelist_read.h"
#include "data/text/alike.h"

static void index_rows(ind_arena *arena, ind_codelist *list) {
    list->slot_count = 16;
    while (list->slot_count < list->count * 2)
        list->slot_count *= 2;
    list->slots = ind_arena_alloc(arena, list->slot_count * sizeof *list->slots);
    memset(list->slots, 0xFF, list->slot_count * sizeof *list->slots);
    list->shortest = SIZE_MAX;
    for (size_t i = 0; i < list->count; i++) {
        ind_str code = list->rows[i].code;
        size_t slot = ind_codelist_slot(list, code);
        list->rows[i].previous = list->slots[slot];
        list->slots[slot] = (uint32_t)i;
        list->shortest = code.length < list->shortest ? code.length : list->shortest;
        list->longest = code.length > list->longest ? code.length : list->longest;
    }
}

static ind_str column_form(ind_arena *arena, const ind_codelist *list, ind_str code) {
    ind_buffer form = {0};
    if (list->alike)
        ind_alike_id(code, &form);
    else
        ind_icd10_add(code, &form);
    ind_str out = ind_arena_str(arena, form.length == 0 ? code : ind_buffer_str(&form));
    ind_buffer_free(&form);
    return out;
}

/* A list of diagnoses is one whose codes all have the form of ICD-10 once they are written as columns have them. */
static ind_codelist *normalised_of(ind_arena *arena, const ind_codelist *list) {
    ind_codelist *normalised = ind_arena_alloc(arena, sizeof *normalised);
    *normalised = *list;
    normalised->normalised = NULL;
    normalised->rows = ind_arena_alloc(arena, (list->count + 1) * sizeof *normalised->rows);
    bool differs = false;
    for (size_t i = 0; i < list->count; i++) {
        normalised->rows[i] = list->rows[i];
        normalised->rows[i].code = column_form(arena, list, list->rows[i].code);
        differs = differs || !ind_str_equal(normalised->rows[i].code, list->rows[i].code);
        if (!list->alike && !ind_icd10_is(normalised->rows[i].code))
            return NULL;
    }
    if (!differs && !list->alike)
        return NULL;
    index_rows(arena, normalised);
    return normalised;
}

void ind_codelist_index(ind_arena *arena, ind_codelist *list) {
    index_rows(arena, list);
    list->normalised = normalised_of(arena, list);
}

ind_status ind_codelist_load(ind_arena *arena, const char *path, ind_str name, ind_diag *diag, ind_codelist **out) {
    *out = NULL;
    ind_source *source;
    ind_status status = ind_source_load(arena, path, diag, &source);
    if (status != IND_OK)
        return status;
    ind_codelist *list = ind_arena_alloc(arena, sizeof *list);
    list->name = ind_arena_str(arena, name);
    list->source = source;
    if (!ind_codelist_read(arena, list, diag))
        return IND_E_DEFINITION;
    ind_codelist_index(arena, list);
    *out = list;
    return IND_OK;
}
