/* column.h - what the files about the columns of a CSV file share.
 *
 *   columns.c         all columns of a run of rows, opened and closed
 *   column.c          one column: which loop it gets, and a cell that is not in the usual form
 *   column_numbers.c  the loops for dates, times and numbers
 *   column_texts.c    ... for codes, identifiers and free text
 *   column_keys.c     keys and suppliers of the rows, when all columns are there
 *
 * For column*.c alone; all others see columns.h. */
#ifndef IND_COLUMN_H
#define IND_COLUMN_H

#include "data/tables/column_cells.h"
#include "data/values/plain_cells.h"
#include "data/values/text_cache.h"

/* Rows are converted so many at once: their bytes stay in the nearest cache from the first column to the last. */
enum { IND_ROWS_AT_ONCE = 128 };

typedef struct ind_csv_column ind_csv_column;
typedef void (*ind_convert_column)(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);

struct ind_csv_column {
    ind_reader *reader;
    ind_used *used;
    const ind_field *field;
    size_t place;    /* of the cell in a row */
    ind_vector *out; /* where values go; NULL: nobody wants them */
    ind_vector own;  /* OUT if it is not in the batch; else its values are NULL */
    ind_cell absent; /* what a blank cell is */
    ind_convert_column convert;
    bool unusual[256]; /* a cell that begins so may mean something else than it says */
    /* By its first and its last byte: a text whose two share a bit says what it means, and has nothing to be taken
     * off. */
    uint8_t first_byte[256], last_byte[256];
    bool in_key;
    bool found;           /* some cell of the last rows has a finding */
    ind_text_cache cache; /* of codes; cells NULL: none */
    ind_str *unnumbered;  /* texts of the batch that the receiver numbers; NULL: they are numbered here */
    ind_str *texts;       /* of a part of the key, one a row at hand; data NULL: no value */
    ind_buffer decoded;
    int64_t least, most; /* whole numbers that the field allows, of those in the usual form */
    ind_months months;
    int32_t *special;       /* days that mean something else */
    const ind_str *missing; /* texts of the schema that mean "no value" */
    size_t missing_count;
};

struct ind_columns {
    ind_reader *reader;
    ind_csv_column *columns;
    size_t count;
    ind_csv_column **key; /* parts of the key; NULL: in no file column, see used->cell */
    ind_csv_column *supplier;
    uint32_t *supplier_number; /* in the tally, of a code + 1; 0: not asked yet */
    size_t supplier_capacity;
    ind_buffer key_text;
};

/* ---- the loops: rows of a run, at most IND_ROWS_AT_ONCE, to places AT and following ---- */

void ind_convert_dates(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);
void ind_convert_datetimes(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);
void ind_convert_integers(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);
void ind_convert_numbers(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);
void ind_convert_codes(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);
/* Identifiers and free text: each cell is new. */
void ind_convert_texts(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);
/* Of which no form is usual. */
void ind_convert_others(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention);

/* Keys and suppliers of rows that are not taken as records. */
void ind_columns_count(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention);

/* ---- one column ---- */

void ind_csv_column_open(ind_csv_column *c, ind_reader *reader, ind_used *used, bool in_key);
void ind_csv_column_close(ind_csv_column *c);

/* ---- column_others.c: a cell that is not in the usual form ---- */

/* In UTF-8; BORROWED until the next cell. */
ind_str ind_decoded_cell(ind_csv_column *c, const ind_rows *rows, ind_str cell);
void ind_other_cell(ind_csv_column *c, const ind_rows *rows, ind_str cell, ind_cell *out);
/* Its value to ROW of the column. */
void ind_put_other(ind_csv_column *c, const ind_rows *rows, ind_str cell, size_t row, uint8_t *attention);
/* What its row needs, and to say so. */
uint8_t ind_attention_for(const ind_csv_column *c, const ind_cell *cell);
void ind_note_attention(ind_csv_column *c, uint8_t attention, uint8_t *of_row);

static inline bool ind_has_high_byte(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.data[i] & 0x80) != 0)
            return true;
    return false;
}

static inline bool ind_is_usual(const ind_csv_column *c, ind_str cell) {
    return cell.length > 0 && !c->unusual[(unsigned char)cell.data[0]];
}

/* ---- rows that wait ---- */

/* Each loop takes the cells in the usual form first and keeps the rows of all others for a second loop: what that
 * calls would cost the first one its registers. */
typedef struct {
    size_t count;
    uint8_t rows[IND_ROWS_AT_ONCE];
} ind_other_rows;
_Static_assert(IND_ROWS_AT_ONCE <= 256, "a row fits into a byte");

static inline bool ind_seldom(bool condition) {
    return __builtin_expect(condition, false);
}

#endif
