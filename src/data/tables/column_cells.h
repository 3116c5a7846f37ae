/* column_cells.h - where the cells of one column stand in rows, and what is around them.
 *
 * All in line: what is asked for in each row stays in registers only while no other function gets its address. */
#ifndef IND_COLUMN_CELLS_H
#define IND_COLUMN_CELLS_H

#include "data/tables/columns.h"

/* A copy of what is asked for in each row, which no other store can change. */
typedef struct {
    const char *text;
    const uint32_t *end; /* of the column's cell in the first row */
    size_t stride;
    bool quoted, after_crlf; /* AFTER_CRLF: an LF may stand before the cell */

    /* What is around the last cell is probably around all of them: an LF, quotes, or both. */
    bool wrapped;
    uint16_t lead, lead_mask; /* the bytes before it */
    size_t lead_length, around;
} ind_column_cells;

/* All between two ends. */
static inline ind_str ind_raw_cell(const ind_column_cells *cells, size_t row) {
    const uint32_t *end = cells->end + row * cells->stride;
    uint32_t start = end[-1] + 1;
    return (ind_str){cells->text + start, *end - start};
}

static inline uint16_t ind_load2(const char *at) {
    uint16_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* LAST: row of the cell to look at. */
static inline void ind_see_wrapping(ind_column_cells *cells, size_t last) {
    static const char ones[] = {'\xFF', '\xFF', 0, 0};
    ind_str cell = ind_raw_cell(cells, last);
    size_t lf = cells->after_crlf && cell.length > 0 && cell.data[0] == '\n';
    size_t quote = cells->quoted && cell.length > lf + 1 && cell.data[lf] == '"';
    cells->lead_length = lf + quote;
    cells->around = lf + 2 * quote;
    cells->wrapped = cells->around > 0;
    cells->lead_mask = ind_load2(ones + 2 - cells->lead_length);
    cells->lead = ind_load2(cell.data) & cells->lead_mask;
}

static inline ind_column_cells ind_column_cells_of(const ind_rows *rows, size_t place) {
    ind_column_cells cells = {.text = rows->text,
                              .end = rows->ends + place,
                              .stride = rows->stride,
                              .quoted = rows->quoted,
                              .after_crlf = rows->returns && place == 0};
    if ((cells.quoted || cells.after_crlf) && rows->count > 0)
        ind_see_wrapping(&cells, rows->count - 1);
    return cells;
}

/* Without the LF of the line before and without quotes. */
static inline ind_str ind_bare_cell(const ind_column_cells *cells, ind_str cell) {
    bool lf = cells->after_crlf && cell.data > cells->text && cell.data[-1] == '\r' && cell.data[0] == '\n';
    if (lf && cell.length > 0)
        cell = (ind_str){cell.data + 1, cell.length - 1};
    if (cells->quoted && cell.length > 1 && cell.data[0] == '"')
        cell = (ind_str){cell.data + 1, cell.length - 2};
    return cell;
}

/* What is in a cell with the same around it as the last one; empty for a cell that has it not. */
static inline ind_str ind_inner_cell(const ind_column_cells *cells, size_t row) {
    ind_str cell = ind_raw_cell(cells, row);
    if (!cells->wrapped)
        return cell;
    bool alike = (ind_load2(cell.data) & cells->lead_mask) == cells->lead && cell.length >= cells->around;
    return alike ? (ind_str){cell.data + cells->lead_length, cell.length - cells->around} : (ind_str){cell.data, 0};
}

#endif
