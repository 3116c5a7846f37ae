/* cases_tables.c - rows of a test case become CSV texts, which are read like any other file.
 *
 * A row names the columns that it cares about; defaults fill the rest, then a text of the primary key that is named
 * nowhere is numbered, and everything else is empty.  A row with "repeat" stands for so many rows, in whose texts "#"
 * is the number of the repetition. */
#include "base/hint.h"
#include "data/values/convert.h"
#include "proof/cases.h"

#include <stdio.h>

enum { MOST_REPEATS = 10000 };

static bool in_key(const ind_dataset *dataset, uint32_t field) {
    for (size_t k = 0; k < dataset->key_count; k++)
        if (dataset->key[k] == field)
            return true;
    return false;
}

/* A value that no file could give the column: most likely a slip, and as a finding in the data it would be lost. */
static void check_value(ind_cases *c, const ind_dataset *dataset, uint32_t field, const ind_json *value) {
    ind_cell cell;
    if (value->type != IND_JSON_TEXT && value->type != IND_JSON_NUMBER) {
        if (value->type != IND_JSON_NULL)
            ind_cases_invalid(c, ind_json_place(value), "wrong_type", NULL,
                              "a value of a row is a text, a number or null%.*s", IND_STR(""));
        return;
    }
    if (c->bad_values || (value->text.length > 0 && memchr(value->text.data, '#', value->text.length) != NULL))
        return; /* on purpose; of a row that repeats */
    ind_converter *converter = ind_converter_new(dataset, field, NULL);
    ind_convert(converter, value->text, '.', &cell);
    if (cell.state == IND_CELL_BAD)
        ind_cases_invalid(c, ind_json_place(value), cell.rule, "if it is on purpose: \"bad_values\": true in the case",
                          ind_arena_format(c->arena, "'%%.*s' %s", cell.what), value->key);
    ind_converter_free(converter);
}

static size_t repeats_of(ind_cases *c, const ind_dataset *dataset, const ind_json *row) {
    const ind_json *repeat = ind_dataset_field(dataset, IND_STR("repeat")) < 0 ? ind_json_get(row, "repeat") : NULL;
    int64_t times = 1;
    if (repeat != NULL && !ind_json_check_integer(repeat, 1, MOST_REPEATS, c->diag, &times))
        c->invalid = true;
    return (size_t)times;
}

void ind_cases_check_columns(ind_cases *c, const ind_dataset *dataset, const ind_json *row) {
    for (size_t i = 0; i < row->count; i++) {
        ind_str name = row->items[i]->key;
        int field = ind_dataset_field(dataset, name);
        if (field >= 0 && dataset->fields[field].derived.length == 0) {
            check_value(c, dataset, (uint32_t)field, row->items[i]);
            continue;
        }
        if (field < 0 && ind_str_is(name, "repeat"))
            continue;
        ind_hint hint = ind_hint_start(name);
        for (size_t f = 0; f < dataset->field_count; f++)
            if (dataset->fields[f].derived.length == 0)
                ind_hint_offer(&hint, dataset->fields[f].name);
        ind_str best = ind_hint_best(&hint);
        char help[160];
        snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(best));
        ind_cases_invalid(c, ind_json_key_place(row->items[i]), "unknown_column", best.length > 0 ? help : NULL,
                          field >= 0 ? "'%.*s' is a derived column: give the columns it is made of"
                                     : "the dataset has no column '%.*s'",
                          name);
    }
}

/* TIME: of the row's repetition; 0: it is not repeated. */
static void put_cell(ind_buffer *csv, ind_str text, size_t time) {
    ind_buffer_add(csv, "\"", 1);
    for (size_t i = 0; i < text.length; i++)
        if (time > 0 && text.data[i] == '#')
            ind_buffer_format(csv, "%zu", time);
        else
            ind_buffer_add(csv, text.data[i] == '"' ? "\"\"" : text.data + i, text.data[i] == '"' ? 2 : 1);
    ind_buffer_add(csv, "\"", 1);
}

static void put_value(ind_cases *c, ind_buffer *csv, const ind_dataset *dataset, uint32_t field, const ind_json *row,
                      const ind_json *defaults, size_t number, size_t time) {
    const char *name = ind_arena_str(c->arena, dataset->fields[field].name).data;
    const ind_json *value = ind_json_get(row, name);
    if (value == NULL)
        value = ind_json_get(defaults, name);
    if (value != NULL && (value->type == IND_JSON_TEXT || value->type == IND_JSON_NUMBER)) {
        put_cell(csv, value->text, time);
    } else if (value == NULL && in_key(dataset, field) && dataset->fields[field].type == IND_TEXT) {
        char running[24];
        snprintf(running, sizeof running, "%zu", number + 1);
        put_cell(csv, ind_str_of(running), 0);
    }
}

static void put_header(ind_buffer *csv, const ind_dataset *dataset) {
    const char *between = "";
    for (size_t f = 0; f < dataset->field_count; f++) {
        if (dataset->fields[f].derived.length > 0)
            continue;
        ind_buffer_format(csv, "%s%.*s", between, IND_STR_ARGS(dataset->fields[f].name));
        between = ";";
    }
    ind_buffer_text(csv, "\n");
}

static void put_row(ind_cases *c, ind_buffer *csv, const ind_dataset *dataset, const ind_json *row,
                    const ind_json *defaults, size_t number, size_t time) {
    const char *between = "";
    for (uint32_t f = 0; f < dataset->field_count; f++) {
        if (dataset->fields[f].derived.length > 0)
            continue;
        ind_buffer_text(csv, between);
        put_value(c, csv, dataset, f, row, defaults, number, time);
        between = ";";
    }
    ind_buffer_text(csv, "\n");
}

static ind_str make_csv(ind_cases *c, const ind_dataset *dataset, const ind_json *rows, const ind_json *defaults) {
    ind_buffer csv = {0};
    size_t number = 0;
    put_header(&csv, dataset);
    for (size_t r = 0; rows != NULL && r < rows->count; r++) {
        if (!ind_json_check_type(rows->items[r], IND_JSON_AS_OBJECT, c->diag)) {
            c->invalid = true;
            continue;
        }
        ind_cases_check_columns(c, dataset, rows->items[r]);
        bool repeated = ind_json_get(rows->items[r], "repeat") != NULL;
        size_t times = repeats_of(c, dataset, rows->items[r]);
        for (size_t time = 1; time <= times; time++)
            put_row(c, &csv, dataset, rows->items[r], defaults, number++, repeated ? time : 0);
    }
    ind_str text = ind_arena_str(c->arena, ind_buffer_str(&csv));
    ind_buffer_free(&csv);
    return text;
}

typedef struct {
    ind_data_file *items;
    size_t count, capacity;
} tables;

static void add_table(ind_cases *c, tables *t, ind_str name, const ind_json *data) {
    for (size_t i = 0; i < t->count; i++)
        if (ind_str_is(name, t->items[i].dataset))
            return;
    const ind_dataset *dataset = ind_catalogue_dataset(c->catalogue, name, c->diag);
    if (dataset == NULL)
        return;
    const char *text = ind_arena_str(c->arena, name).data;
    const ind_json *rows = ind_json_member(data, text, IND_JSON_AS_ARRAY);
    const ind_json *defaults =
        ind_json_member(ind_json_member(c->file, "defaults", IND_JSON_AS_OBJECT), text, IND_JSON_AS_OBJECT);
    t->items = ind_arena_grow(c->arena, t->items, t->count, &t->capacity, sizeof *t->items);
    t->items[t->count++] = (ind_data_file){.dataset = text,
                                           .path = ind_arena_format(c->arena, "%s.csv", text),
                                           .content = make_csv(c, dataset, rows, defaults)};
}

ind_data_file *ind_cases_tables(ind_cases *c, const ind_measure *measure, const ind_json *data, size_t *count) {
    tables t = {0};
    for (size_t f = 0; f < measure->feed_count; f++) {
        const ind_feed *feed = &measure->feeds[f];
        add_table(c, &t, feed->dataset->name, data);
        for (size_t i = 0; i < feed->basis_count; i++)
            add_table(c, &t, feed->bases[i].dataset->name, data);
    }
    for (size_t i = 0; i < data->count; i++) {
        if (ind_catalogue_dataset(c->catalogue, data->items[i]->key, c->diag) == NULL)
            ind_cases_no_dataset(c, data->items[i]);
        else if (data->items[i]->type != IND_JSON_ARRAY)
            ind_cases_invalid(c, ind_json_place(data->items[i]), "wrong_type", NULL, "'%.*s' must be an array of rows",
                              data->items[i]->key);
        else
            add_table(c, &t, data->items[i]->key, data);
    }
    *count = t.count;
    return t.items;
}
