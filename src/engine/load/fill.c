/* fill.c - see fill.h. */
#include "engine/load/fill.h"
#include "data/values/value_syntax.h"
#include "engine/load/load.h"

#include <stdlib.h>

typedef struct {
    size_t at; /* in the batch */
    uint32_t number;
    const ind_field *field;
    ind_vector column; /* the filled one */
    /* of "from" */
    int key; /* in the batch; -1: it has a default */
    const ind_codelist *list;
    int attribute;
    uint32_t *memo; /* code of the key -> code of the value + 1 */
    size_t memo_size;
} filled_column;

struct ind_fill {
    const ind_origin *origin;
    filled_column *columns;
    size_t column_count;
    ind_vector *all; /* of the batch */
    ind_dict *keys;  /* of the field and of "default_within", to places in COUNTS */
    ind_filled *counts;
    size_t count, capacity;
    ind_buffer text, last; /* keys; LAST has number LAST_NUMBER */
    uint32_t last_number;
};

static int place_of(const ind_origin *origin, int field) {
    for (size_t i = 0; field >= 0 && i < origin->wanted_count; i++)
        if (origin->wanted[i] == (uint32_t)field)
            return (int)i;
    return -1;
}

static bool is_plain(ind_type type) {
    return type == IND_TEXT || type == IND_NUMBER || type == IND_INTEGER;
}

static void add_column(ind_fill *fill, ind_run *run, const ind_input *input, size_t at) {
    uint32_t number = fill->origin->wanted[at];
    const ind_field *field = &input->dataset->fields[number];
    filled_column c = {.at = at, .number = number, .field = field, .key = -1};
    if (field->from_key >= 0 && field->from_list.length > 0 && field->type == IND_TEXT) {
        c.key = place_of(fill->origin, field->from_key);
        c.list = ind_catalogue_codelist(run->catalogue, field->from_list, run->diag);
        c.attribute = c.list == NULL ? -1 : ind_codelist_attribute(c.list, field->from_attribute);
    }
    bool follows = c.key >= 0 && c.attribute >= 0;
    if (!follows && (field->default_value.length == 0 || !is_plain(field->type)))
        return;
    c.key = follows ? c.key : -1;
    c.column = ind_vector_new(field->type, input->dicts[number], IND_BATCH_ROWS);
    fill->columns[fill->column_count++] = c;
}

ind_fill *ind_fill_new(ind_run *run, const ind_input *input, const ind_origin *origin) {
    ind_fill *fill = ind_alloc(sizeof *fill);
    fill->origin = origin;
    fill->keys = ind_dict_new();
    fill->columns = ind_alloc_array(origin->wanted_count, sizeof *fill->columns);
    fill->all = ind_alloc_array(origin->wanted_count, sizeof *fill->all);
    for (size_t at = 0; at < origin->wanted_count; at++)
        add_column(fill, run, input, at);
    if (fill->column_count > 0)
        return fill;
    ind_fill_free(fill);
    return NULL;
}

void ind_fill_free(ind_fill *fill) {
    if (fill == NULL)
        return;
    for (size_t c = 0; c < fill->column_count; c++) {
        free(fill->columns[c].column.any);
        free(fill->columns[c].memo);
    }
    free(fill->columns);
    free(fill->all);
    free(fill->counts);
    ind_dict_free(fill->keys);
    ind_buffer_free(&fill->text);
    ind_buffer_free(&fill->last);
    free(fill);
}

static ind_filled nothing(uint32_t field) {
    return (ind_filled){.field = field, .least = INFINITY, .most = -INFINITY};
}

void ind_fill_clear(ind_fill *fill) {
    for (size_t i = 0; fill != NULL && i < fill->count; i++)
        fill->counts[i] = nothing(fill->counts[i].field);
}

/* ---- values that follow from another field ---- */

static uint32_t value_of(filled_column *c, const ind_vector *key, uint32_t code) {
    ptrdiff_t row = ind_codelist_find(c->list, ind_dict_text(key->dict, code), INT32_MIN, INT32_MAX);
    ind_str value = row < 0 ? IND_STR("") : ind_codelist_value(c->list, (size_t)row, c->attribute);
    return value.length == 0 ? IND_NULL_CODE : ind_dict_add(c->column.dict, value);
}

static uint32_t remembered(filled_column *c, const ind_vector *key, uint32_t code) {
    if (code >= c->memo_size) {
        size_t size = 2 * (size_t)code + 64;
        c->memo = ind_realloc(c->memo, size * sizeof *c->memo);
        memset(c->memo + c->memo_size, 0, (size - c->memo_size) * sizeof *c->memo);
        c->memo_size = size;
    }
    if (c->memo[code] == 0)
        c->memo[code] = value_of(c, key, code) + 1;
    return c->memo[code] - 1;
}

static void follow_key(filled_column *c, const ind_batch *batch) {
    const ind_vector *key = &batch->columns[c->key], *own = &batch->columns[c->at];
    for (size_t row = 0; row < batch->count; row++) {
        uint32_t code = key->code[row], value = code == IND_NULL_CODE ? IND_NULL_CODE : remembered(c, key, code);
        c->column.code[row] = value == IND_NULL_CODE ? own->code[row] : value;
    }
}

/* ---- defaults ---- */

static void take_range(ind_filled *count, double least, double most) {
    count->least = least < count->least ? least : count->least;
    count->most = most > count->most ? most : count->most;
}

static ind_filled *count_of(ind_fill *fill, const filled_column *c, const ind_batch *batch, size_t row) {
    fill->text.length = 0;
    ind_buffer_add(&fill->text, (const char *)&c->number, sizeof c->number);
    for (size_t i = 0; i < c->field->default_within_count; i++) {
        int at = place_of(fill->origin, (int)c->field->default_within[i]);
        const ind_vector *column = at < 0 ? NULL : &batch->columns[at];
        if (column != NULL)
            ind_buffer_add(&fill->text, (const char *)column->any + row * ind_type_size(column->type),
                           ind_type_size(column->type));
    }
    ind_str now = ind_buffer_str(&fill->text), last = ind_buffer_str(&fill->last);
    if (ind_str_equal(now, last)) /* rows alike stand together */
        return &fill->counts[fill->last_number - 1];
    uint32_t number = ind_dict_add(fill->keys, now);
    fill->last.length = 0;
    ind_buffer_add(&fill->last, now.data, now.length);
    fill->last_number = number;
    if (number > fill->count) {
        fill->counts = ind_grow(fill->counts, fill->count, &fill->capacity, sizeof *fill->counts);
        fill->counts[fill->count++] = nothing(c->number);
    }
    return &fill->counts[number - 1];
}

static bool is_bad(const ind_batch *batch, size_t row, uint32_t field) {
    for (size_t i = 0; i < batch->bad_count; i++)
        if (batch->bad[i].line == batch->line[row] && batch->bad[i].field == field)
            return true;
    return false;
}

static void put_default(filled_column *c, size_t row) {
    ind_str text = c->field->default_value;
    char mark;
    if (c->column.type == IND_TEXT)
        c->column.code[row] = ind_dict_add(c->column.dict, text);
    else if (c->column.type == IND_INTEGER)
        ind_read_integer(text, &c->column.integer[row]);
    else
        ind_read_number(text, &c->column.number[row], &mark);
}

static void put_defaults(ind_fill *fill, filled_column *c, const ind_batch *batch) {
    const ind_vector *own = &batch->columns[c->at];
    memcpy(c->column.any, own->any, batch->count * ind_type_size(own->type));
    for (size_t row = 0; row < batch->count; row++) {
        bool empty = ind_vector_is_null(own, row);
        if (empty && is_bad(batch, row, c->number))
            continue;
        ind_filled *count = count_of(fill, c, batch, row);
        count->given += !empty;
        count->filled += empty;
        if (empty)
            put_default(c, row);
        else if (own->type == IND_NUMBER)
            take_range(count, own->number[row], own->number[row]);
    }
}

ind_batch ind_fill_batch(ind_fill *fill, const ind_batch *batch) {
    ind_batch out = *batch;
    memcpy(fill->all, batch->columns, fill->origin->wanted_count * sizeof *fill->all);
    for (size_t i = 0; i < fill->column_count; i++) {
        filled_column *c = &fill->columns[i];
        if (c->key >= 0)
            follow_key(c, batch);
        else
            put_defaults(fill, c, batch);
        fill->all[c->at] = c->column;
    }
    out.columns = fill->all;
    return out;
}

/* ---- what was counted ---- */

void ind_fill_merge(ind_fill *into, const ind_fill *from) {
    for (size_t i = 0; i < from->count; i++) {
        ind_str key = ind_dict_text(from->keys, (uint32_t)i + 1);
        uint32_t number = ind_dict_add(into->keys, key);
        if (number > into->count) {
            into->counts = ind_grow(into->counts, into->count, &into->capacity, sizeof *into->counts);
            into->counts[into->count++] = nothing(from->counts[i].field);
        }
        into->counts[number - 1].given += from->counts[i].given;
        into->counts[number - 1].filled += from->counts[i].filled;
        take_range(&into->counts[number - 1], from->counts[i].least, from->counts[i].most);
    }
}

size_t ind_fill_count(const ind_fill *fill) {
    return fill == NULL ? 0 : fill->count;
}

ind_filled ind_fill_at(const ind_fill *fill, size_t index) {
    return fill->counts[index];
}
