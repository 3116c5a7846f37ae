/* header.c - the idea: names are compared in one normal form (header_name.c).
 *
 * A file whose header is missing, or has lost its line break, has a patient's data where the names should be.  So a
 * name is shown only if it looks like one (name_like.h), no unknown one beside what looks like data, and nothing at all
 * if no column is known. */
#include "data/tables/header.h"

#include "base/hint.h"
#include "data/schemas/header_name.h"
#include "data/tables/name_like.h"
#include "data/tables/read_table.h"

#include <stdlib.h>

enum { MOST_SAID = 20 }; /* faults of one kind */

int ind_header_field(const ind_dataset *dataset, const ind_str *normal, ind_str name) {
    for (size_t f = 0; f < dataset->field_count; f++) {
        const ind_field *field = &dataset->fields[f];
        if (field->derived.length > 0)
            continue;
        if (ind_str_equal(normal[f], name))
            return (int)f;
        for (size_t a = 0; a < field->alias_count; a++)
            if (ind_str_equal(field->aliases[a], name))
                return (int)f;
    }
    return -1;
}

typedef struct {
    size_t twice;
} faults;

typedef struct {
    const ind_dataset *dataset;
    const char *path;
    ind_findings *findings;
    ind_diag *diag;
    ind_header *header;
    faults *found; /* of those that may be as many as the columns, so far */
} binding;

static ind_status fault(const binding *b, const char *rule, size_t column, const char *help, const char *message) {
    ind_place place = {.file = b->path, .line = b->header->line, .column = (uint32_t)column};
    return ind_diag_add(b->diag, IND_ERROR, IND_E_DATA, rule, place, help, "%s", message);
}

/* DATA: what looks like a record stands in the header, so that a word of it may be somebody's. */
static void set_label(const ind_dataset *dataset, ind_column *column, bool data, ind_arena *arena) {
    column->is_shown = ind_looks_like_name(column->name) && (!data || column->field >= 0);
    column->label = column->is_shown     ? column->name.data
                    : column->field >= 0 ? ind_arena_str(arena, dataset->fields[column->field].name).data
                                         : ind_name_shape(arena, column->name);
}

/* Code and name often stand side by side, as 'kommunkod' and 'kommun': a column with the field's own name goes before
 * one with an alias, which is then read as little as one that the schema does not know. */
static void prefer_own_names(const binding *b, const ind_str *normal) {
    const ind_header *header = b->header;
    bool *own = ind_alloc_array(b->dataset->field_count, sizeof *own);
    for (size_t i = 0; i < header->count; i++) {
        int field = header->columns[i].field;
        if (field >= 0 && ind_str_equal(normal[field], header->columns[i].normal))
            own[field] = true;
    }
    for (size_t i = 0; i < header->count; i++) {
        ind_column *column = &header->columns[i];
        if (column->field < 0 || !own[column->field] || ind_str_equal(normal[column->field], column->normal))
            continue;
        column->field = -1;
        column->is_second = true;
    }
    free(own);
}

static bool fill_columns(const binding *b, const ind_str *normal, const ind_record *record, ind_arena *arena) {
    ind_header *header = b->header;
    bool known = false, data = false;
    for (size_t i = 0; i < header->count; i++) {
        ind_column *column = &header->columns[i];
        ind_str name = ind_trim(ind_without_bom(ind_trim(record->fields[i])));
        column->name = ind_arena_str(arena, name);
        column->normal = ind_normalise_header(arena, name);
        column->field = column->normal.length > 0 ? ind_header_field(b->dataset, normal, column->normal) : -1;
        known = known || column->field >= 0;
        data = data || ind_looks_like_data(column->name);
    }
    prefer_own_names(b, normal);
    for (size_t i = 0; i < header->count; i++)
        set_label(b->dataset, &header->columns[i], data, arena);
    return known;
}

typedef struct {
    ind_str normal;
    size_t column;
} named_column;

static int compare_names(const void *left, const void *right) {
    const named_column *a = left, *b = right;
    int order = ind_str_compare(a->normal, b->normal);
    return order != 0 ? order : (a->column > b->column) - (a->column < b->column);
}

static ind_status twice(const binding *b, size_t first, size_t second) {
    if (++b->found->twice > MOST_SAID)
        return IND_E_DATA;
    ind_place place = {.file = b->path, .line = b->header->line, .column = (uint32_t)(second + 1)};
    return ind_diag_add(b->diag, IND_ERROR, IND_E_DATA, "duplicate_column", place, NULL,
                        "column '%s' occurs twice in the header (fields %zu and %zu)", b->header->columns[second].label,
                        first + 1, second + 1);
}

/* Unknown columns with one name are as doubtful as known ones: which of them is meant later? */
static ind_status check_unknown_twice(const binding *b) {
    const ind_header *header = b->header;
    named_column *names = ind_alloc_array(header->count, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < header->count; i++)
        if (header->columns[i].field < 0 && !header->columns[i].is_second && header->columns[i].normal.length > 0)
            names[count++] = (named_column){header->columns[i].normal, i};
    qsort(names, count, sizeof *names, compare_names);
    ind_status status = IND_OK;
    for (size_t i = 1; i < count; i++)
        if (ind_str_equal(names[i - 1].normal, names[i].normal))
            status = twice(b, names[i - 1].column, names[i].column);
    free(names);
    return status;
}

static ind_status check_names(const binding *b) {
    const ind_header *header = b->header;
    ind_status status = check_unknown_twice(b);
    for (size_t i = 0; i < header->count; i++) {
        const ind_column *column = &header->columns[i];
        if (column->field < 0)
            continue;
        int *of = &header->column_of[column->field];
        if (*of == IND_NOT_IN_FILE)
            *of = (int)i;
        else
            status = twice(b, (size_t)*of, i);
    }
    return status;
}

/* Those that were not said one by one. */
static void say_rest(const binding *b, const char *rule, size_t found, const char *what) {
    ind_place place = {.file = b->path, .line = b->header->line};
    if (found > MOST_SAID)
        ind_diag_add(b->diag, IND_ERROR, IND_E_DATA, rule, place, NULL, "%zu columns %s; the first %d are shown", found,
                     what, MOST_SAID);
}

static const char *closest_column(const binding *b, ind_str wanted, ind_arena *arena) {
    ind_hint hint = ind_hint_start(wanted);
    for (size_t i = 0; i < b->header->count; i++)
        if (b->header->columns[i].field < 0 && b->header->columns[i].is_shown)
            ind_hint_offer(&hint, b->header->columns[i].normal);
    ind_str best = ind_hint_best(&hint);
    return best.length == 0 ? NULL : ind_arena_format(arena, "the closest is '%.*s'", IND_STR_ARGS(best));
}

static ind_status check_missing(const binding *b, const bool *needed, ind_arena *arena) {
    ind_status status = IND_OK;
    for (size_t f = 0; f < b->dataset->field_count; f++) {
        const ind_field *field = &b->dataset->fields[f];
        if (!needed[f] || field->derived.length > 0 || b->header->column_of[f] != IND_NOT_IN_FILE)
            continue;
        if (field->optional) {
            ind_findings_add(b->findings, "missing_column", IND_NOTE, ind_arena_str(arena, field->name).data, 0,
                             "is not in the file, so its values are unknown", b->header->line, NULL);
            continue;
        }
        ind_place place = {.file = b->path, .line = b->header->line};
        status = ind_diag_add(b->diag, IND_ERROR, IND_E_DATA, "missing_column", place,
                              closest_column(b, field->name, arena), "column '%.*s' of dataset '%.*s' is missing",
                              IND_STR_ARGS(field->name), IND_STR_ARGS(b->dataset->name));
    }
    return status;
}

static void note_unknown(const binding *b) {
    for (size_t i = 0; i < b->header->count; i++) {
        const ind_column *column = &b->header->columns[i];
        if (column->field < 0 && column->name.length == 0)
            ind_findings_add(b->findings, "unnamed_column", IND_NOTE, NULL, (uint32_t)(i + 1),
                             "a column without a name was not read", b->header->line, NULL);
        else if (column->field < 0)
            ind_findings_add(b->findings, "unknown_column", IND_NOTE, column->label, (uint32_t)(i + 1),
                             column->is_second ? "was not read, as another column has the field's own name"
                                               : "is not in the schema and was not read",
                             b->header->line, NULL);
    }
}

ind_status ind_header_bind(const ind_dataset *dataset, const ind_str *normal, const bool *needed,
                           const ind_record *record, const char *path, ind_arena *arena, ind_findings *findings,
                           ind_diag *diag, ind_header *out) {
    faults found = {0};
    binding b = {dataset, path, findings, diag, out, &found};
    *out = (ind_header){.line = record->line};
    if (record->nul)
        return fault(&b, "nul_byte", 0, "if it is UTF-16, give the encoding", "the header has NUL bytes");
    if (record->count > IND_MAX_COLUMNS) {
        ind_place place = {.file = path, .line = record->line};
        return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "too_many_columns", place, NULL,
                            "the header has %zu columns, at most %d are read", record->count, IND_MAX_COLUMNS);
    }
    out->count = record->count;
    if (out->count > 1 && ind_trim(record->fields[out->count - 1]).length == 0)
        out->count--;
    out->columns = ind_arena_alloc(arena, out->count * sizeof *out->columns);
    out->column_of = ind_arena_alloc(arena, dataset->field_count * sizeof *out->column_of);
    for (size_t f = 0; f < dataset->field_count; f++)
        out->column_of[f] = IND_NOT_IN_FILE;
    if (!fill_columns(&b, normal, record, arena))
        return fault(&b, "no_known_column", 0, NULL, "no known column; is the header missing?");
    ind_status status = check_names(&b);
    say_rest(&b, "duplicate_column", found.twice, "have the name of another one");
    status = ind_status_worst(status, check_missing(&b, needed, arena));
    if (status == IND_OK)
        note_unknown(&b);
    return status;
}

/* Behind a byte order mark in mid-file the quotes of the first name are stray ones to the parser. */
static ind_str name_behind_bom(ind_str text) {
    ind_str name = ind_without_bom(text);
    size_t length = name.length;
    if (length < text.length && length >= 2 && name.data[0] == '"' && name.data[length - 1] == '"')
        name = (ind_str){name.data + 1, length - 2};
    return name;
}

bool ind_header_repeated(const ind_header *header, const ind_record *record) {
    if (record->stored < header->count)
        return false;
    for (size_t i = 0; i < header->count; i++)
        if (!ind_str_equal(ind_trim(name_behind_bom(record->fields[i])), header->columns[i].name))
            return false;
    return true;
}

/* What CELL names: a field of the dataset, the number of fields and more for a column that the schema does not know, or
 * -1. */
static int named_by(const ind_header *header, const ind_dataset *dataset, const ind_str *normal, ind_str name) {
    int field = name.length == 0 ? -1 : ind_header_field(dataset, normal, name);
    for (size_t i = 0; i < header->count && field < 0 && name.length > 0; i++)
        if (header->columns[i].field < 0 && ind_str_equal(header->columns[i].normal, name))
            field = (int)(dataset->field_count + i);
    return field;
}

ind_header_likeness ind_header_like(const ind_header *header, const ind_dataset *dataset, const ind_str *normal,
                                    const ind_record *record) {
    ind_arena *arena = ind_arena_new();
    size_t names = 0, filled = 0;
    bool same = true;
    for (size_t i = 0; i < record->stored; i++) {
        ind_str cell = ind_trim(name_behind_bom(record->fields[i]));
        int named = named_by(header, dataset, normal, ind_normalise_header(arena, cell));
        int here = i >= header->count              ? -1
                   : header->columns[i].field >= 0 ? header->columns[i].field
                                                   : (int)(dataset->field_count + i);
        filled += cell.length > 0;
        names += named >= 0;
        same = same && (named < 0 || named == here);
    }
    ind_arena_free(arena);
    if (names < 2 || 2 * names <= filled)
        return IND_NO_HEADER;
    bool as_wide = record->count == header->count || record->count == header->count + 1;
    return same && as_wide ? IND_SAME_HEADER : IND_OTHER_HEADER;
}
