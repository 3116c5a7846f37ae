/* profile.c - counts what the columns of files hold, in memory that does not grow with the rows. */
#include "data/tables/profile.h"
#include "data/schemas/header_name.h"

#include <stdlib.h>

typedef struct {
    uint64_t rows, nulls;
    bool has_range;
    double low, high;
    ind_dict *texts;  /* those of COUNTS, by number; NULL: nothing is shown apart */
    uint64_t *counts; /* IND_CODES_COUNTED + 1 */
    bool is_bounded;
} counted;

struct ind_profiler {
    const ind_dataset *dataset;
    const uint32_t *fields;
    size_t field_count, file_count;
    counted *columns; /* by file, then field */
};

bool ind_field_is_hidden(const ind_field *field) {
    return field->identifying || field->sensitive;
}

static bool tells_apart(const ind_field *field) {
    return field->type == IND_TEXT && !ind_field_is_hidden(field);
}

ind_profiler *ind_profiler_new(const ind_dataset *dataset, const uint32_t *fields, size_t field_count,
                               size_t file_count) {
    ind_profiler *p = ind_alloc_array(1, sizeof *p);
    *p = (ind_profiler){dataset, fields, field_count, file_count, NULL};
    p->columns = ind_alloc_array(field_count * file_count + 1, sizeof *p->columns);
    memset(p->columns, 0, (field_count * file_count + 1) * sizeof *p->columns);
    return p;
}

static void clear(ind_profiler *p) {
    for (size_t i = 0; i < p->field_count * p->file_count; i++) {
        ind_dict_free(p->columns[i].texts);
        free(p->columns[i].counts);
        p->columns[i] = (counted){0};
    }
}

void ind_profiler_free(ind_profiler *p) {
    if (p == NULL)
        return;
    clear(p);
    free(p->columns);
    free(p);
}

void ind_profiler_begin(void *profiler) {
    clear(profiler);
}

/* ---- a batch ---- */

static void count_text(counted *c, ind_str text, uint64_t times) {
    if (c->texts == NULL) {
        c->texts = ind_dict_new();
        c->counts = ind_alloc_array(IND_CODES_COUNTED + 1, sizeof *c->counts);
        memset(c->counts, 0, (IND_CODES_COUNTED + 1) * sizeof *c->counts);
    }
    uint32_t code = ind_dict_find(c->texts, text);
    if (code == IND_NULL_CODE && ind_dict_count(c->texts) < IND_CODES_COUNTED)
        code = ind_dict_add(c->texts, text);
    c->is_bounded |= code == IND_NULL_CODE;
    c->counts[code] += times;
}

/* Equal neighbours are common, and counted at once. */
static void count_texts(counted *c, const ind_vector *column, const ind_str *texts, size_t rows) {
    for (size_t i = 0, next; i < rows; i = next) {
        ind_str text = texts != NULL                      ? texts[i]
                       : column->code[i] == IND_NULL_CODE ? (ind_str){NULL, 0}
                                                          : ind_dict_text(column->dict, column->code[i]);
        for (next = i + 1; next < rows; next++)
            if (texts != NULL ? (texts[next].data == NULL) != (text.data == NULL) || !ind_str_equal(texts[next], text)
                              : column->code[next] != column->code[i])
                break;
        if (text.data == NULL)
            c->nulls += next - i;
        else
            count_text(c, text, next - i);
    }
}

static void count_nulls(counted *c, const ind_vector *column, const ind_str *texts, size_t rows) {
    for (size_t i = 0; i < rows; i++)
        c->nulls += texts != NULL ? texts[i].data == NULL : column->code[i] == IND_NULL_CODE;
}

static void count_value(counted *c, double value) {
    c->low = !c->has_range || value < c->low ? value : c->low;
    c->high = !c->has_range || value > c->high ? value : c->high;
    c->has_range = true;
}

static void count_values(counted *c, const ind_vector *column, size_t rows) {
    for (size_t i = 0; i < rows; i++) {
        if (ind_vector_is_null(column, i))
            c->nulls++;
        else
            count_value(c, column->type == IND_DATE     ? column->day[i]
                           : column->type == IND_NUMBER ? column->number[i]
                                                        : (double)column->integer[i]);
    }
}

void ind_profiler_batch(void *profiler, const ind_batch *batch) {
    ind_profiler *p = profiler;
    for (size_t f = 0; f < p->field_count; f++) {
        counted *c = &p->columns[batch->file * p->field_count + f];
        const ind_field *field = &p->dataset->fields[p->fields[f]];
        const ind_str *texts = batch->texts == NULL ? NULL : batch->texts[f];
        c->rows += batch->count;
        if (tells_apart(field))
            count_texts(c, &batch->columns[f], texts, batch->count);
        else if (field->type == IND_TEXT || field->type == IND_LIST)
            count_nulls(c, &batch->columns[f], texts, batch->count);
        else
            count_values(c, &batch->columns[f], batch->count);
    }
}

/* ---- what came of it ---- */

static int by_count(const void *a, const void *b) {
    const ind_code_count *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : ind_str_compare(x->code, y->code);
}

/* A text that the schema does not know may be anything that somebody wrote: one that few rows have, or that could be
 * the number of a person, is not shown. */
static bool may_be_shown(const ind_field *field, const ind_code_count *one) {
    if (field->allowed_count > 0 || field->codelist.length > 0)
        return true;
    size_t digits = 0;
    for (size_t i = 0; i < one->code.length; i++)
        digits += one->code.data[i] >= '0' && one->code.data[i] <= '9';
    return one->count >= IND_FEW && digits < 10;
}

static void take_codes(const counted *c, ind_arena *arena, ind_column_profile *out) {
    uint32_t count = c->texts == NULL ? 0 : ind_dict_count(c->texts);
    ind_code_count *all = ind_alloc_array(count + 1, sizeof *all);
    size_t showable = 0;
    for (uint32_t i = 1; i <= count; i++) {
        all[showable] = (ind_code_count){ind_dict_text(c->texts, i), c->counts[i]};
        showable += may_be_shown(out->field, &all[showable]);
    }
    if (showable > 1)
        qsort(all, showable, sizeof *all, by_count);
    out->different = count;
    out->is_bounded = c->is_bounded;
    out->code_count = showable < IND_CODES_SHOWN ? showable : IND_CODES_SHOWN;
    ind_code_count *shown = ind_arena_alloc(arena, (out->code_count + 1) * sizeof *shown);
    for (size_t i = 0; i < out->code_count; i++)
        shown[i] = (ind_code_count){ind_arena_str(arena, all[i].code), all[i].count};
    out->codes = shown;
    free(all);
}

/* Findings call a column as the header of the file does. */
static bool is_about(const ind_field *field, const char *column, ind_arena *arena) {
    if (column == NULL)
        return false;
    ind_str name = ind_normalise_header(arena, ind_str_of(column));
    bool same = ind_str_equal(name, field->name);
    for (size_t i = 0; i < field->alias_count && !same; i++)
        same = ind_str_equal(name, field->aliases[i]);
    return same;
}

/* What the findings about the column say of cells that have become unknown. */
static void take_findings(const ind_file_report *report, ind_arena *arena, ind_column_profile *out) {
    for (size_t i = 0; i < report->findings.count; i++) {
        const ind_data_finding *f = &report->findings.items[i];
        if (!is_about(out->field, f->column, arena))
            continue;
        if (strcmp(f->rule, "missing_column") == 0)
            out->is_missing = true;
        else if (strcmp(f->rule, "unknown_code") == 0)
            out->unknown_codes += f->count;
        else if (strncmp(f->rule, "bad_", 4) == 0 || strcmp(f->rule, "out_of_range") == 0 ||
                 strcmp(f->rule, "lost_digits") == 0)
            out->unreadable += f->count;
    }
}

void ind_profiler_take(const ind_profiler *p, size_t file, const ind_file_report *report, ind_arena *arena,
                       ind_file_profile *out) {
    out->columns = ind_arena_alloc(arena, (p->dataset->field_count + 1) * sizeof *out->columns);
    for (uint32_t f = 0; f < p->dataset->field_count; f++) {
        const ind_field *field = &p->dataset->fields[f];
        if (field->derived.length > 0)
            continue;
        ind_column_profile *column = &out->columns[out->column_count++];
        *column = (ind_column_profile){.field = field, .is_hidden = ind_field_is_hidden(field), .is_missing = true};
        for (size_t i = 0; i < p->field_count; i++) {
            if (p->fields[i] != f)
                continue;
            const counted *c = &p->columns[file * p->field_count + i];
            column->is_missing = false;
            take_findings(report, arena, column);
            column->rows = c->rows;
            uint64_t known = column->unreadable + column->unknown_codes;
            column->empty = c->nulls > known ? c->nulls - known : 0;
            column->has_range = c->has_range && !column->is_hidden;
            column->low = column->has_range ? c->low : 0;
            column->high = column->has_range ? c->high : 0;
            if (tells_apart(field))
                take_codes(c, arena, column);
        }
    }
}
