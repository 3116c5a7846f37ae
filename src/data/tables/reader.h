/* reader.h - what the parts that read one file share.
 *
 *   reader.c        its text piece by piece, its limits and its faults
 *   scan_file.c     opens it, finds dialect and header, chooses the lane, reports
 *   take_record.c   one record: counted, judged, converted, delivered
 *   lanes.c         several threads over the blocks of one file
 *   fast_lane.c     most records at once, by their positions; the others go to take_record.c */
#ifndef IND_READER_H
#define IND_READER_H

#include "data/tables/header.h"
#include "data/tables/scan_state.h"
#include "data/text/byte_source.h"
#include "data/text/dialect.h"
#include "data/text/encoding.h"

typedef struct {
    ind_scan *scan;
    uint32_t number; /* of the file in the request */
    const ind_input_file *file;
    ind_file_report *report;
    ind_diag *diag;
    ind_bytes *bytes;
    uint64_t reported; /* bytes that progress knows of */
    ind_buffer head;
    ind_encoding encoding; /* given */
    ind_decoder decoder;
    ind_dialect dialect;
    ind_records *records;
    ind_header header;
    size_t *content_order;           /* columns in an order that does not depend on the file */
    char decimal;                    /* given, 0: found out */
    uint64_t comma_line, point_line; /* first lines with each decimal mark, 0: none */
    bool ended;                      /* a record said that no data follow */
    bool mark_is_sure;               /* some number shows that its mark is no mark of thousands */
} ind_reader;

/* ---- reader.c ---- */

ind_place ind_reader_at(const ind_reader *reader, uint64_t line, uint32_t column); /* 0: none */
ind_status ind_reader_error(const ind_reader *reader, const char *rule, uint64_t line, uint32_t column,
                            const char *help, const char *message);
/* The next block of the file, and progress reported; empty at the end. */
ind_status ind_reader_next(ind_reader *reader, ind_str *block);
/* The next piece of the file, and progress reported; LENGTH 0 is the end. */
ind_status ind_reader_read(ind_reader *reader, char to[IND_BYTES_ROOM], size_t *length);
size_t ind_reader_record_limit(const ind_reader *reader);
/* Does the file hold two encodings, or two decimal marks, as far as its reader knows?  And the error about it. */
bool ind_reader_contradicts(const ind_reader *reader);
ind_status ind_reader_contradiction(const ind_reader *reader);
/* Marks that may all stand between thousands, in a column with whole numbers above 99: nobody knows what they are. */
ind_status ind_reader_check_marks(const ind_reader *reader);
/* What is wrong with a text in which no record ends; STATE is what ind_records_next said. */
ind_status ind_reader_broken(const ind_reader *reader, ind_record_state state);

/* ---- take_record.c ---- */

/* A record whose fields are as they stand in the file. */
ind_status ind_take_record(ind_reader *reader, ind_record *record);
/* It is no data: a footer, or the header once more. */
bool ind_is_footer(const ind_reader *reader, const ind_record *record);
/* Does the file have records, or may it, from which on nothing is data? */
bool ind_may_end_early(const ind_reader *reader);

/* The finding about a cell that stands as TEXT on LINE, if there is one that does not reject its record. */
void ind_note_cell(ind_reader *reader, const ind_used *used, const ind_cell *cell, ind_str text, uint64_t line);
/* Row ROW of VECTOR gets what is in CELL. */
void ind_put_cell(ind_vector *vector, size_t row, const ind_cell *cell);
/* Row ROW of wanted field WANTED in the batch gets what is in CELL. */
void ind_put_wanted(ind_scan *scan, size_t wanted, size_t row, const ind_cell *cell);
/* COUNT rows, whose values are in the vectors behind those delivered before, are a part of the batch; in the
 * candidates' pass they are only counted. */
void ind_deliver_rows(ind_reader *reader, uint64_t first_line, size_t count);
void ind_flush_batch(ind_reader *reader);

/* The bytes by which keys with this value are compared; CELL has a value. */
ind_str ind_key_bytes(const ind_cell *cell, ind_type type);
/* Add a part to a text of parts; data NULL: a part of a key that is missing, which is like every other missing part. */
void ind_key_add(ind_buffer *key, ind_str part);

/* In the last pass: the line of the next record, on LINE or later, that a verdict was given on; UINT64_MAX: none. */
uint64_t ind_next_verdict(const ind_reader *reader, uint64_t line);

#endif
