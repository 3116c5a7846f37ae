/* column_keys.c - what is asked of a row when all its columns are there: its key and its supplier. */
#include "data/tables/column.h"

/* Text of a part of the key; data NULL: it has no value in this row. */
static ind_str key_part(const ind_columns *columns, size_t part, size_t at, size_t row) {
    const ind_csv_column *c = columns->key[part];
    const ind_used *used = columns->reader->scan->key[part];
    ind_type type = columns->reader->scan->request->dataset->fields[used->field].type;
    if (c == NULL)
        return used->cell.state == IND_CELL_VALUE ? ind_key_bytes(&used->cell, type) : (ind_str){0};
    if (c->texts != NULL)
        return c->texts[row];
    if (ind_vector_is_null(c->out, at + row))
        return (ind_str){0};
    size_t size = ind_type_size(type);
    return (ind_str){(const char *)c->out->any + (at + row) * size, size};
}

/* The key of a row in columns->key_text; false if all of its parts are missing. */
static bool find_key(ind_columns *columns, size_t at, size_t row) {
    const ind_scan *scan = columns->reader->scan;
    bool some = false;
    columns->key_text.length = 0;
    for (size_t i = 0; i < scan->key_count; i++) {
        ind_str part = key_part(columns, i, at, row);
        ind_key_add(&columns->key_text, part);
        some = some || part.data != NULL;
    }
    return some;
}

/* Collected in the first pass; in the next one, a row whose key occurs twice is read as a record. */
static void take_keys(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_scan *scan = columns->reader->scan;
    if (scan->pass == IND_PASS_FINAL || scan->key_count == 0)
        return;
    for (size_t row = 0; row < rows->count; row++) {
        if ((attention[row] & IND_ROW_AS_RECORD) != 0 || !find_key(columns, at, row))
            continue;
        ind_hash hash = ind_hash_of(ind_buffer_str(&columns->key_text));
        if (scan->pass == IND_PASS_FIRST)
            ind_hashes_add(&scan->hashes, hash);
        else if (ind_hashes_have(scan->repeated, hash))
            attention[row] |= IND_ROW_AS_RECORD;
    }
}

static uint32_t number_of_supplier(ind_columns *columns, uint32_t code) {
    while (code >= columns->supplier_capacity) {
        size_t before = columns->supplier_capacity;
        columns->supplier_number =
            ind_grow(columns->supplier_number, before, &columns->supplier_capacity, sizeof *columns->supplier_number);
        memset(columns->supplier_number + before, 0,
               (columns->supplier_capacity - before) * sizeof *columns->supplier_number);
    }
    uint32_t *number = &columns->supplier_number[code];
    if (*number == 0)
        *number = ind_tally_number(&columns->reader->scan->tally, ind_dict_text(columns->supplier->out->dict, code));
    return *number;
}

static void count_suppliers(ind_columns *columns, const ind_rows *rows, size_t at, const uint8_t *attention) {
    ind_scan *scan = columns->reader->scan;
    bool same = scan->supplier != NULL && scan->supplier->cell.state == IND_CELL_VALUE;
    if (columns->supplier == NULL && !same)
        return;
    for (size_t row = 0; row < rows->count; row++) {
        if ((attention[row] & IND_ROW_AS_RECORD) != 0)
            continue;
        if (columns->supplier == NULL) {
            ind_tally_add(&scan->tally, scan->supplier->cell.text, false);
            continue;
        }
        uint32_t code = columns->supplier->out->code[at + row];
        if (code == IND_NULL_CODE)
            continue;
        uint32_t number = number_of_supplier(columns, code); /* may move the counts */
        scan->tally.counts[number].records++;
    }
}

void ind_columns_count(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    take_keys(columns, rows, at, attention);
    count_suppliers(columns, rows, at, attention);
}
