/* records.h - CSV text to records: fields without their quotes, and where each record stands.
 *
 * Text is given in blocks cut anywhere; no cut changes a result.  What a record is, libcsv says, in its lenient
 * mode: quotes may be doubled, hold separators and line breaks, or stand stray inside a field; blanks around a
 * field are dropped; empty lines are no records; CR, LF and CRLF end a line.  A ^Z at the end is dropped.
 * Knows nothing of headers, encodings or types.  Belongs to one thread. */
#ifndef IND_RECORDS_H
#define IND_RECORDS_H

#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t line;   /* physical line where it starts, from 1 */
    size_t count;    /* fields in the text */
    size_t stored;   /* fields in FIELDS: COUNT, or the field limit, whose last one then holds the rest */
    ind_str *fields; /* BORROWED until the next call of ind_records_next */
    bool high;       /* some byte is 0x80 or more */
    bool nul;        /* some byte is 0 */
    /* Quotes that no writer produces (quote_watch.h): numbers of fields, 0: none. */
    uint32_t stray_field, swallow_field;
    uint64_t swallow_open, swallow_close; /* lines of its quotes */
} ind_record;

typedef struct {
    char separator;
    uint32_t skip_lines; /* physical lines to leave out at the start */
    size_t record_limit; /* bytes of one record as written */
    size_t field_limit;  /* fields stored of one record */
    size_t fields;       /* of a record, for quotes that swallow some; 0: not known yet */
} ind_records_options;

typedef enum {
    IND_RECORD_READY,
    IND_RECORD_NEED_BLOCK, /* call ind_records_give */
    IND_RECORD_END,
    IND_RECORD_UNCLOSED, /* the input ended inside quotes */
    IND_RECORD_TOO_LONG
} ind_record_state;

typedef struct ind_records ind_records;

ind_records *ind_records_new(const ind_records_options *options); /* OWNED by the caller */
void ind_records_free(ind_records *records);                      /* NULL is fine */

void ind_records_expect(ind_records *records, size_t fields); /* options.fields, from here on */
void ind_records_give(ind_records *records, ind_str block);   /* BORROWED until more is needed; empty: the end */
ind_record_state ind_records_next(ind_records *records, ind_record *out);

/* Most of a file is read by another lane (fast_lane.h).  It takes over where this one stands between two records,
 * and comes back with single records, or with all that is left. */
typedef struct {
    ind_str text;  /* given and not read yet; BORROWED as it was */
    uint64_t line; /* that it begins on */
} ind_records_rest;
bool ind_records_take_over(ind_records *records, ind_records_rest *rest); /* false: not between two records */
/* What is given next begins on LINE, where a record may begin.  All that was given before has been read. */
void ind_records_restart(ind_records *records, uint64_t line);
/* So many records, read elsewhere, ended with each line end. */
ind_records *
ind_records_like(const ind_records *records); /* another with the same options, at a record's start; OWNED */
void ind_records_add_ends(ind_records *records, const ind_records *from); /* what ind_records_line_end judges */
void ind_records_count_ends(ind_records *records, uint64_t lf, uint64_t crlf, uint64_t cr);

/* After UNCLOSED or TOO_LONG: where the record starts, and the quote that is open (0 and 0: none). */
typedef struct {
    uint64_t line, quote_line;
    uint32_t quote_field; /* field number from 1 */
} ind_records_place;
ind_records_place ind_records_where(const ind_records *records);

/* How the records so far ended: "lf", "crlf", "cr", "mixed", or "none". */
const char *ind_records_line_end(const ind_records *records);

#endif
