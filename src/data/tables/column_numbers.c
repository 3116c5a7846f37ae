/* column_numbers.c - one loop for each type, and in it the form that nearly all cells have. */
#include "data/tables/column.h"

static inline bool is_date(ind_csv_column *c, ind_str cell, int32_t *day) {
    return cell.length == 10 && ind_plain_date(cell.data, &c->months, day);
}

void ind_convert_dates(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    int32_t unwanted[IND_ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->day + at;
    ind_other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (ind_seldom(!is_date(c, ind_inner_cell(&all, row), &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_date(c, cell, &out[row]))
            ind_put_other(c, rows, cell, at + row, &attention[row]);
    }
}

static inline bool is_datetime(ind_csv_column *c, ind_str cell, int64_t *minutes) {
    return ind_plain_datetime(cell, &c->months, minutes);
}

void ind_convert_datetimes(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    int64_t unwanted[IND_ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->integer + at;
    ind_other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (ind_seldom(!is_datetime(c, ind_inner_cell(&all, row), &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_datetime(c, cell, &out[row]))
            ind_put_other(c, rows, cell, at + row, &attention[row]);
    }
}

static inline bool is_allowed(const ind_csv_column *c, int64_t value) {
    return value >= c->least && value <= c->most;
}

static inline bool is_short_integer(const ind_csv_column *c, ind_str cell, int64_t *value) {
    bool digits = cell.length - 1 < 4   ? ind_four_digits(cell, value)
                  : cell.length - 1 < 8 ? ind_eight_digits(cell, value)
                                        : false;
    return digits && !c->unusual[(unsigned char)cell.data[0]] && is_allowed(c, *value);
}

static inline bool is_integer(const ind_csv_column *c, ind_str cell, int64_t *value) {
    return ind_is_usual(c, cell) && ind_plain_integer(cell, value) && is_allowed(c, *value);
}

void ind_convert_integers(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    int64_t unwanted[IND_ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->integer + at;
    ind_other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (ind_seldom(!is_short_integer(c, ind_inner_cell(&all, row), &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_integer(c, cell, &out[row]))
            ind_put_other(c, rows, cell, at + row, &attention[row]);
    }
}

/* The decimal mark that needs no attention: the given one, or the one that was met before. */
static char known_mark(const ind_reader *r) {
    return r->decimal != '\0' ? r->decimal : r->comma_line != 0 ? ',' : r->point_line != 0 ? '.' : '\0';
}

static inline bool in_range(const ind_field *field, double value) {
    return !(field->has_minimum && value < field->minimum) && !(field->has_maximum && value > field->maximum);
}

static inline bool is_number(const ind_csv_column *c, ind_str cell, char mark, double *value) {
    return ind_is_usual(c, cell) && ind_plain_number(cell, mark, value) && in_range(c->field, *value);
}

/* As long as a mark may be one of thousands, marks are left to the record path, and what stands beside them is noted.
 */
static void note_hundreds(ind_csv_column *c, const double *out, const ind_other_rows *others, size_t count) {
    size_t next = 0;
    for (size_t row = 0; row < count && !c->used->has_hundreds; row++) {
        if (next < others->count && others->rows[next] == row)
            next++;
        else
            c->used->has_hundreds = out[row] > IND_BELOW_HUNDRED;
    }
}

void ind_convert_numbers(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    double unwanted[IND_ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->number + at;
    bool sure = c->reader->mark_is_sure || c->reader->decimal != '\0';
    char mark = sure ? known_mark(c->reader) : '\0';
    ind_other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (ind_seldom(!is_number(c, ind_inner_cell(&all, row), mark, &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    if (!sure && !c->used->has_hundreds)
        note_hundreds(c, out, &others, rows->count);
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_number(c, cell, mark, &out[row]))
            ind_put_other(c, rows, cell, at + row, &attention[row]);
    }
}

void ind_convert_others(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    for (size_t row = 0, count = rows->count; row < count; row++)
        ind_put_other(c, rows, ind_bare_cell(&all, ind_raw_cell(&all, row)), at + row, &attention[row]);
}
