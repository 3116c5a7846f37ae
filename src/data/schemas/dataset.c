/* dataset.c - the schema of one dataset, from its file.
 *
 * Each object of the file has a table of its keys (ind_json_key), and those tables are the form of the file:
 * indicators/schema/dataset.schema.json says the same.  Reading goes on after an error, so that all
 * errors of a file are found in one run; the dataset is handed out only if there were none. */
#include "data/schemas/dataset_read.h"

#include <math.h>
#include <stdio.h>

static const ind_json_key file_keys[] = {
    {"format", IND_JSON_AS_TEXT, true},         {"name", IND_JSON_AS_TEXT, true},
    {"title", IND_JSON_AS_OBJECT, true},        {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
    {"fields", IND_JSON_AS_ARRAY, true},        {"missingValues", IND_JSON_AS_ARRAY, false},
    {"primaryKey", IND_JSON_AS_ARRAY, false},   {"foreignKeys", IND_JSON_AS_ARRAY, false},
    {"x-indikator", IND_JSON_AS_OBJECT, false}, {0},
};

static const ind_json_key extension_keys[] = {
    {"personal", IND_JSON_AS_BOOLEAN, false},
    {"supplier", IND_JSON_AS_TEXT, false},
    {"date", IND_JSON_AS_TEXT, false},
    {"max_unreadable", IND_JSON_AS_NUMBER, false},
    {"max_rejected", IND_JSON_AS_NUMBER, false},
    {"preamble_rows", IND_JSON_AS_NUMBER, false},
    {"footer", IND_JSON_AS_ARRAY, false},
    {"ends_at", IND_JSON_AS_ARRAY, false},
    {"encoding", IND_JSON_AS_TEXT, false},
    {"separator", IND_JSON_AS_TEXT, false},
    {"decimal", IND_JSON_AS_TEXT, false},
    {"derived", IND_JSON_AS_ARRAY, false},
    {"order", IND_JSON_AS_ARRAY, false},
    {"words", IND_JSON_AS_OBJECT, false},
    {"deliveries", IND_JSON_AS_OBJECT, false},
    {"sums", IND_JSON_AS_ARRAY, false},
    {"comments", IND_JSON_AS_OBJECT, false},
    {"noise", IND_JSON_AS_OBJECT, false},
    {0},
};

/* ---- The head of the file ---- */

/* The last part of PATH without ".json". */
static ind_str file_stem(const char *path) {
    const char *slash = strrchr(path, '/');
    ind_str stem = ind_str_of(slash == NULL ? path : slash + 1);
    const ind_str ending = IND_STR(".json");
    if (stem.length > ending.length && strcmp(stem.data + stem.length - ending.length, ending.data) == 0)
        stem.length -= ending.length;
    return stem;
}

static void read_name(const ind_dataset_reader *reader) {
    ind_dataset *dataset = reader->dataset;
    const ind_json *name = ind_json_member(dataset->node, "name", IND_JSON_AS_TEXT);
    if (name == NULL || !ind_dataset_check_name(name, reader->diag))
        return;
    dataset->name = name->text;
    ind_str stem = file_stem(dataset->path);
    if (!ind_str_equal(stem, name->text))
        ind_json_error(reader->diag, ind_json_place(name), "name_is_file", NULL,
                       "the name '%.*s' is not that of the file, '%.*s'", IND_STR_ARGS(name->text), IND_STR_ARGS(stem));
}

static void check_format(const ind_dataset_reader *reader) {
    static const char *const formats[] = {"indikator-dataset/1", NULL};
    const ind_json *format = ind_json_member(reader->dataset->node, "format", IND_JSON_AS_TEXT);
    int index;
    if (format != NULL)
        ind_json_check_choice(format, formats, reader->diag, &index);
}

static void check_titles(const ind_dataset_reader *reader) {
    const ind_json *title = ind_json_member(reader->dataset->node, "title", IND_JSON_AS_OBJECT);
    const ind_json *description = ind_json_member(reader->dataset->node, "description", IND_JSON_AS_OBJECT);
    if (title != NULL)
        ind_json_check_bilingual(title, true, reader->diag);
    if (description != NULL)
        ind_json_check_bilingual(description, false, reader->diag);
}

static bool has_empty(const ind_str *texts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (texts[i].length == 0)
            return true;
    return false;
}

/* The texts that mean "no value"; the empty text is added where it is not among them. */
static void read_missing(const ind_dataset_reader *reader) {
    ind_dataset *dataset = reader->dataset;
    const ind_json *array = ind_json_member(dataset->node, "missingValues", IND_JSON_AS_ARRAY);
    ind_str *given = NULL;
    size_t count = 0;
    if (array != NULL)
        ind_json_check_texts(reader->arena, array, 0, reader->diag, &given, &count);
    ind_str *missing = ind_arena_alloc(reader->arena, (count + 1) * sizeof *missing);
    for (size_t i = 0; i < count; i++)
        missing[i] = given[i];
    if (!has_empty(given, count))
        missing[count++] = IND_STR("");
    dataset->missing = missing;
    dataset->missing_count = count;
}

/* ---- x-indikator ---- */

/* The member KEY of OBJECT, one of CHOICES; the empty text if it is absent. */
static ind_str read_choice(const ind_dataset_reader *reader, const ind_json *object, const char *key,
                           const char *const *choices) {
    const ind_json *value = ind_json_member(object, key, IND_JSON_AS_TEXT);
    int index;
    if (value == NULL || !ind_json_check_choice(value, choices, reader->diag, &index))
        return (ind_str){0};
    return value->text;
}

static char first_byte(ind_str text) {
    return text.length == 0 ? '\0' : text.data[0];
}

static void read_dialect(const ind_dataset_reader *reader, const ind_json *extension) {
    static const char *const encodings[] = {"utf-8", "windows-1252", "utf-16", NULL};
    static const char *const separators[] = {";", ",", "\t", "|", NULL};
    static const char *const decimals[] = {",", ".", NULL};
    ind_dataset *dataset = reader->dataset;
    dataset->encoding = read_choice(reader, extension, "encoding", encodings);
    dataset->separator = first_byte(read_choice(reader, extension, "separator", separators));
    dataset->decimal = first_byte(read_choice(reader, extension, "decimal", decimals));
    const ind_json *rows = ind_json_member(extension, "preamble_rows", IND_JSON_AS_NUMBER);
    int64_t count = 0;
    if (rows != NULL && ind_json_check_integer(rows, 0, 1000, reader->diag, &count))
        dataset->preamble_rows = (uint32_t)count;
    ind_dataset_read_texts(reader, extension, "footer", 0, &dataset->footer, &dataset->footer_count);
    ind_dataset_read_texts(reader, extension, "ends_at", 0, &dataset->ends_at, &dataset->ends_at_count);
}

static void read_extension(const ind_dataset_reader *reader) {
    const ind_json *extension = ind_json_member(reader->dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    if (extension != NULL)
        ind_json_check_object(extension, extension_keys, IND_JSON_X_IS_ERROR, reader->diag);
    /* rows are about persons unless the schema says that they are not: forgetting the key must not open a gate */
    const ind_json *personal = ind_json_member(extension, "personal", IND_JSON_AS_BOOLEAN);
    reader->dataset->personal = personal == NULL || personal->type == IND_JSON_TRUE;
    read_dialect(reader, extension);
    ind_dataset_check_row_words(reader, extension);
}

/* ---- The file ---- */

static void read_schema(const ind_dataset_reader *reader) {
    if (!ind_json_check_type(reader->dataset->node, IND_JSON_AS_OBJECT, reader->diag))
        return;
    if (!ind_json_check_version(reader->dataset->node, "indikator-dataset/1", reader->diag))
        return;
    ind_json_check_object(reader->dataset->node, file_keys, IND_JSON_X_IS_FREE, reader->diag);
    check_format(reader);
    read_name(reader);
    check_titles(reader);
    read_missing(reader);
    read_extension(reader);
    ind_dataset_read_fields(reader);
    ind_dataset_read_keys(reader);
    ind_dataset_read_sums(reader);
    ind_dataset_read_noise(reader);
    ind_dataset_read_deliveries(reader);
    ind_dataset_read_comments(reader);
}

static ind_status worst_from(const ind_diag *diag, size_t from) {
    ind_status status = IND_OK;
    for (size_t i = from; i < ind_diag_count(diag); i++)
        status = ind_status_worst(status, ind_diag_at(diag, i)->status);
    return status;
}

ind_status ind_dataset_load(ind_arena *arena, const char *path, ind_diag *diag, ind_dataset **out) {
    *out = NULL;
    size_t before = ind_diag_count(diag);
    ind_source *source;
    ind_json *root;
    ind_status status = ind_source_load(arena, path, diag, &source);
    if (status == IND_OK)
        status = ind_json_parse(arena, source, diag, &root);
    if (status != IND_OK)
        return status;
    ind_dataset *dataset = ind_arena_alloc(arena, sizeof *dataset);
    *dataset = (ind_dataset){
        .path = source->name, .node = root, .supplier = -1, .date = -1, .max_unreadable = 1, .max_rejected = NAN};
    read_schema(&(ind_dataset_reader){.arena = arena, .diag = diag, .dataset = dataset});
    ind_diag_sort(diag, before);
    status = worst_from(diag, before);
    if (status == IND_OK)
        *out = dataset;
    return status;
}
