/* columns.c - the idea: one loop a column, and in it the form that nearly all cells have.
 *
 * Each loop tries that form first and sends everything else (blank, missing marker, blanks at the edges, other date
 * form, padded, mapped, in a codelist, outside a range) to ind_convert, the only place that knows the rules.  Columns
 * of codes keep what became of each different cell; columns of identifiers go straight to their dictionary. */
#include "data/tables/columns.h"

#include "data/tables/column.h"

#include <stdlib.h>

/* ---- findings ---- */

void ind_columns_add_findings(ind_columns *columns, const ind_rows *rows, size_t row) {
    for (size_t i = 0; i < columns->count; i++) {
        ind_csv_column *c = &columns->columns[i];
        if (!c->found)
            continue;
        ind_column_cells all = ind_column_cells_of(rows, c->place);
        ind_cell outcome;
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        ind_other_cell(c, rows, cell, &outcome);
        ind_note_cell(c->reader, c->used, &outcome, ind_decoded_cell(c, rows, cell), rows->line + row);
    }
}

/* ---- all columns ---- */

static void convert_some(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i].convert(&columns->columns[i], rows, at, attention);
    ind_columns_count(columns, rows, at, attention);
}

bool ind_columns_convert(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    uint8_t any = 0;
    memset(attention, 0, rows->count);
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i].found = false;
    for (size_t from = 0; from < rows->count; from += IND_ROWS_AT_ONCE) {
        ind_rows some = *rows;
        some.ends += from * rows->stride;
        some.count = rows->count - from < IND_ROWS_AT_ONCE ? rows->count - from : IND_ROWS_AT_ONCE;
        convert_some(columns, &some, at + from, attention + from);
    }
    for (size_t row = 0; row < rows->count; row++)
        any |= attention[row];
    return any != 0;
}

void ind_columns_move(ind_columns *columns, size_t from, size_t to, size_t count) {
    for (size_t i = 0; i < columns->count; i++) {
        ind_vector *out = columns->columns[i].out;
        if (out == NULL)
            continue;
        size_t size = ind_type_size(out->type);
        memmove((char *)out->any + to * size, (char *)out->any + from * size, count * size);
        if (columns->columns[i].unnumbered != NULL)
            memmove(columns->columns[i].unnumbered + to, columns->columns[i].unnumbered + from,
                    count * sizeof(ind_str));
    }
}

/* ---- beginning and end ---- */

/* A column that is not in the file has the same value in all rows. */
static void fill_absent(ind_scan *scan, ind_used *used) {
    ind_convert_absent(used->converter, &used->cell);
    for (size_t row = 0; used->wanted >= 0 && row < IND_BATCH_ROWS; row++)
        ind_put_wanted(scan, (size_t)used->wanted, row, &used->cell);
}

static bool is_in_key(const ind_scan *scan, const ind_used *used) {
    for (size_t i = 0; i < scan->key_count; i++)
        if (scan->key[i] == used)
            return true;
    return false;
}

/* Where only records with the same key are looked for, no other cells are read. */
static bool tells_candidates(const ind_scan *scan, const ind_used *used) {
    return used->required || used == scan->supplier || is_in_key(scan, used);
}

ind_columns *ind_columns_new(ind_reader *reader) {
    ind_scan *scan = reader->scan;
    ind_columns *columns = ind_alloc(sizeof *columns);
    columns->reader = reader;
    columns->columns = ind_alloc_array(scan->used_count, sizeof *columns->columns);
    columns->key = ind_alloc_array(scan->key_count, sizeof *columns->key);
    for (size_t i = 0; i < scan->used_count; i++) {
        ind_used *used = &scan->used[i];
        if (used->column == IND_NOT_IN_FILE) {
            fill_absent(scan, used);
            continue;
        }
        if (scan->pass == IND_PASS_CANDIDATES && !tells_candidates(scan, used))
            continue;
        ind_csv_column *c = &columns->columns[columns->count++];
        ind_csv_column_open(c, reader, used, is_in_key(scan, used));
        if (scan->supplier == used)
            columns->supplier = c;
        for (size_t k = 0; k < scan->key_count; k++)
            if (scan->key[k] == used)
                columns->key[k] = c;
    }
    return columns;
}

void ind_columns_free(ind_columns *columns) {
    if (columns == NULL)
        return;
    for (size_t i = 0; i < columns->count; i++)
        ind_csv_column_close(&columns->columns[i]);
    free(columns->columns);
    free(columns->key);
    free(columns->supplier_number);
    ind_buffer_free(&columns->key_text);
    free(columns);
}
