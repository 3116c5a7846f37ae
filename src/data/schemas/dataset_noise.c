/* dataset_noise.c - "noise" of a schema: numbers that have been given a small random error on purpose, so that nobody
 * can be told from them.  Parts then do not add up to totals, which have errors of their own. */
#include "data/schemas/dataset_read.h"

#include <math.h>

static const ind_json_key noise_keys[] = {{"columns", IND_JSON_AS_ARRAY, true}, {"year", IND_JSON_AS_TEXT, true},
                                          {"from", IND_JSON_AS_NUMBER, true},   {"at_most", IND_JSON_AS_NUMBER, false},
                                          {"why", IND_JSON_AS_OBJECT, true},    {0}};

static bool are_numbers(const ind_dataset_reader *reader, const ind_json *array, const ind_noise *noise) {
    bool good = noise->column_count == array->count;
    for (size_t i = 0; good && i < noise->column_count; i++) {
        ind_type type = reader->dataset->fields[noise->columns[i]].type;
        good = type == IND_INTEGER || type == IND_NUMBER;
        if (!good)
            ind_json_error(reader->diag, ind_json_place(array->items[i]), "type", NULL, "noise is of numbers");
    }
    return good;
}

static bool read_year(const ind_dataset_reader *reader, const ind_json *object, ind_noise *noise) {
    const ind_json *year = ind_json_get(object, "year"), *from = ind_json_get(object, "from");
    int field = ind_dataset_find_field(reader, year, false);
    if (field < 0)
        return false;
    noise->year = (uint32_t)field;
    noise->from = (int)from->number;
    if (reader->dataset->fields[field].type != IND_INTEGER) {
        ind_json_error(reader->diag, ind_json_place(year), "type", NULL, "a year is a column of whole numbers");
        return false;
    }
    if (from->number == floor(from->number) && noise->from >= 1900 && noise->from < 10000)
        return true;
    ind_json_error(reader->diag, ind_json_place(from), "out_of_range", NULL, "'from' must be a year, 1900 to 9999");
    return false;
}

static bool read_most(const ind_dataset_reader *reader, const ind_json *object, ind_noise *noise) {
    const ind_json *most = ind_json_get(object, "at_most");
    noise->at_most = most == NULL ? (double)INFINITY : most->number;
    if (noise->at_most > 0)
        return true;
    ind_json_error(reader->diag, ind_json_place(most), "out_of_range", NULL, "'at_most' must be above 0");
    return false;
}

void ind_dataset_read_noise(const ind_dataset_reader *reader) {
    const ind_json *extension = ind_json_member(reader->dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *object = ind_json_member(extension, "noise", IND_JSON_AS_OBJECT);
    if (object == NULL || !ind_json_check_object(object, noise_keys, IND_JSON_X_IS_ERROR, reader->diag))
        return;
    ind_noise *noise = ind_arena_alloc(reader->arena, sizeof *noise);
    const ind_json *columns = ind_json_get(object, "columns");
    *noise = (ind_noise){.why = ind_json_get(object, "why")};
    noise->column_count = ind_dataset_find_fields(reader, columns, &noise->columns);
    bool good = ind_json_check_bilingual(noise->why, true, reader->diag);
    good = are_numbers(reader, columns, noise) && good;
    good = read_year(reader, object, noise) && good;
    good = read_most(reader, object, noise) && good;
    if (good && noise->column_count > 0)
        reader->dataset->noise = noise;
}

bool ind_dataset_is_noisy(const ind_dataset *dataset, uint32_t field) {
    for (size_t i = 0; dataset->noise != NULL && i < dataset->noise->column_count; i++)
        if (dataset->noise->columns[i] == field)
            return true;
    return false;
}
