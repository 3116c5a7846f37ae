/* codelist_change.c - a codelist with one row less or more, to see whether any test case notices. */
#include "data/schemas/codelist_read.h"

static ind_codelist *copy(ind_arena *arena, const ind_codelist *list, size_t rows) {
    ind_codelist *out = ind_arena_alloc(arena, sizeof *out);
    *out = *list;
    out->count = 0;
    out->longest = 0;
    out->rows = ind_arena_alloc(arena, (rows + 1) * sizeof *out->rows);
    out->values = ind_arena_alloc(arena, (rows * list->attribute_count + 1) * sizeof *out->values);
    return out;
}

static void add(ind_codelist *to, const ind_codelist *from, size_t row) {
    size_t width = from->attribute_count;
    to->rows[to->count] = from->rows[row];
    for (size_t a = 0; a < width; a++)
        to->values[to->count * width + a] = from->values[row * width + a];
    to->count++;
}

ind_codelist *ind_codelist_without(ind_arena *arena, const ind_codelist *list, size_t row) {
    ind_codelist *out = copy(arena, list, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (i != row)
            add(out, list, i);
    ind_codelist_index(arena, out);
    return out;
}

ind_codelist *ind_codelist_with(ind_arena *arena, const ind_codelist *list, ind_str code) {
    ind_codelist *out = copy(arena, list, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        add(out, list, i);
    out->rows[out->count++] = (ind_code_row){.code = code, .from = INT32_MIN, .to = INT32_MAX};
    ind_codelist_index(arena, out);
    return out;
}
