/* columns.h - each used column of many records at once, from its bytes to its vector.
 *
 * A cell in the usual form is read here; any other goes through ind_convert.  A row with a cell that decides over the
 * whole record is only marked: it must be taken as a record. */
#ifndef IND_COLUMNS_H
#define IND_COLUMNS_H

#include "data/tables/reader.h"
#include "data/text/csv_fast.h"

/* Records of one block that follow each other and have the same number of fields. */
typedef struct {
    const char *text;     /* IND_MASK_PAD bytes may be read behind its end */
    const uint32_t *ends; /* of the fields, row by row; ends[-1]: the end before */
    size_t stride, count; /* fields a row; rows */
    uint64_t line;        /* of the first; each is on a line of its own */
    bool quoted;          /* a field may be in simple quotes */
    bool returns;         /* line ends may be CRLF */
    bool high;            /* there may be bytes of 0x80 and more */
    bool latin;           /* they are Windows-1252; else UTF-8 as it should be */
} ind_rows;

typedef struct ind_columns ind_columns;

ind_columns *ind_columns_new(ind_reader *reader); /* for one file; OWNED by the caller */
void ind_columns_free(ind_columns *columns);      /* NULL is fine */

/* What is to be done about a row, as bits. */
enum {
    IND_ROW_AS_RECORD = 1,   /* it must be taken as a record */
    IND_ROW_WITH_FINDING = 2 /* else: there is something to tell about it */
};
/* Convert ROWS to places AT and following of the vectors.  ATTENTION gets one byte a row.  For rows that are not taken
 * as records keys and suppliers are counted.  True: some row needs attention. */
bool ind_columns_convert(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention);
/* Tell what there is about row ROW of the rows last converted. */
void ind_columns_add_findings(ind_columns *columns, const ind_rows *rows, size_t row);
/* Move COUNT rows in all vectors. */
void ind_columns_move(ind_columns *columns, size_t from, size_t to, size_t count);

#endif
