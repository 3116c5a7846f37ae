/* read_table.h - read the CSV files of one dataset: typed columns in batches, nothing lost in silence.
 *
 * bytes -> source (blocks, hash, UTF-16) -> blocks of whole records -> positions of fields -> typed columns -> batches
 *                                                       \-> libcsv -> record -> cells --------------/
 *
 * What a file means is said once, by the lower way (csv_reference.c, take_record.c).  The upper way is for records
 * in which nothing is special, and gives the same.
 *
 * Only needed columns are converted; required ones, the key and the supplier always are, so that the same
 * records are rejected for everyone.  For every file: records = rows + rejected + duplicates.
 *
 * Keys: identical records count once (duplicate_record).  The same key with other content is rejected
 * (conflicting_key), all of them, unless one of the files was delivered later (superseded_record).  Missing parts
 * of a key are alike; a record whose parts are all missing, or one unreadable, is not compared. */
#ifndef IND_TABLE_H
#define IND_TABLE_H

#include "base/plain.h"
#include "base/vector.h"
#include "data/schemas/codelist.h"
#include "data/schemas/dataset.h"
#include "data/tables/data_findings.h"

enum {
    IND_MAX_COLUMNS = 4096,
    IND_MAX_RECORD = 16 << 20, /* bytes of one record */
    IND_BATCH_ROWS = IND_AT_A_TIME(4096)
};

/* One dialect option set by the user for a dataset; zero or empty: from the schema, else detected. */
typedef struct {
    ind_str encoding;      /* "utf-8", "windows-1252", "utf-16" */
    char separator;        /* ';' ',' '|' '\t' */
    char decimal;          /* ',' '.' */
    int preamble_rows;     /* -1: not given */
    const ind_str *footer; /* beside those of the schema */
    size_t footer_count;
    const ind_str *ends_at; /* the same */
    size_t ends_at_count;
} ind_dialect_options;

typedef struct {
    const char *path;  /* "-" is standard input */
    int32_t delivered; /* day of leveranser.uttagsdatum of this file, IND_NULL_DATE if not known */
    ind_str memory;    /* data not NULL: the bytes of the file; PATH is then only its name */
} ind_input_file;

/* What was found out about one file, for the report. */
typedef struct {
    const char *file; /* last part of the path */
    char hash[44];    /* "xxh128-1m:" + 32 hex digits: XXH3-128 over the XXH3-128 of each 1 MiB of raw bytes */
    uint64_t bytes;   /* as they are in the file */
    uint64_t records, rows, rejected, duplicates, skipped; /* skipped: rows that are no data, not records */
    const char *encoding; /* "ascii", "utf-8", "windows-1252", "utf-16le", "utf-16be" */
    bool bom;
    const char *line_end;    /* "lf", "crlf", "cr", "mixed", "none" */
    char separator, decimal; /* decimal: 0 where no number was written with a mark and none was given */
    uint64_t header_line;
    ind_findings findings;
} ind_file_report;

/* A cell that could not be read, and is unknown in its batch. */
typedef struct {
    uint64_t line; /* where its record starts */
    uint32_t field;
} ind_bad_cell;

typedef struct {
    size_t count;
    const ind_bad_cell *bad; /* of these rows; in no order */
    size_t bad_count;
    const ind_vector *columns; /* one per wanted field, in the order asked for */
    /* One per wanted field: NULL, or of one that is unnumbered its texts, which the receiver numbers where it needs to,
     * by writing codes into the column; data NULL: no value.  BORROWED until the receiver returns. */
    const ind_str *const *texts;
    uint32_t file;        /* index of the file all rows of a batch are from */
    const uint64_t *line; /* physical line where each record starts */
} ind_batch;

/* The row of BATCH whose record starts on LINE, which rows are in order of; SIZE_MAX if there is none. */
size_t ind_batch_row_on(const ind_batch *batch, uint64_t line);

typedef enum {
    IND_LANE_AUTOMATIC, /* our own scan, libcsv only for records that need it */
    IND_LANE_REFERENCE  /* libcsv alone */
} ind_lane;

/* A further thread that batches are given to. */
typedef struct {
    void *context; /* for BATCH */
} ind_table_thread;

/* What was noticed of one record, for somebody who asks about single records. */
typedef enum { IND_FATE_KEPT, IND_FATE_REJECTED, IND_FATE_DUPLICATE, IND_FATE_SKIPPED } ind_fate;

typedef struct {
    uint32_t file;
    uint64_t line; /* where the record starts */
    ind_fate fate; /* KEPT: only a cell is unknown, or was read as another value */
    ind_severity severity;
    const char *rule, *column, *what; /* as in ind_data_finding; BORROWED for the life of the report */
    uint32_t other_file;              /* of records with one key: another one, the one that is kept if there is */
    uint64_t other_line;              /* 0: none */
} ind_record_note;

typedef struct {
    const ind_dataset *dataset;
    const ind_input_file *files;
    size_t file_count;
    const uint32_t *wanted; /* fields to deliver; no derived ones, no doubles */
    ind_dict *const *dicts; /* one per wanted field: the dictionary for text and list, else NULL */
    const bool *unnumbered; /* one per wanted field: give its texts, if it is one of simple texts; NULL: none */
    size_t wanted_count;
    /* Codelists of fields (one per field of the dataset, NULL = none): a code that is not in it is
     * unknown with a finding; padding to the field's width is tried first. */
    const ind_codelist *const *codelists;
    ind_dialect_options dialect;
    double max_rejected; /* percent, judged per file and per value of the supplier field */
    bool check_keys;
    ind_arena *arena; /* for texts of the file reports */
    /* BEGIN is called before the first batch, and again if the rows must be delivered anew
     * (duplicate keys were found): forget everything. */
    void (*begin)(void *context);
    void (*batch)(void *context, const ind_batch *batch);
    /* Further threads.  Rows come in any order and to any thread; BEGIN is called by the caller's thread, PROGRESS by
     * any, one at a time, both with the context of the request. */
    const ind_table_thread *threads;
    size_t thread_count;
    void *progress_context;
    void (*progress)(void *context, uint64_t bytes); /* may be NULL; bytes read since the last call */
    void *context;
    /* Called for each finding on a record, in order, by the reference lane without further threads; may be NULL.
     * BEGIN makes all that was noted before void. */
    void (*note)(void *context, const ind_record_note *note);
    void *note_context;
    ind_lane lane;       /* never changes a result: tests hold the lanes against each other */
    size_t block_size;   /* 0: 64 KiB.  Never changes a result: tests go down to one byte */
    size_t record_limit; /* 0: IND_MAX_RECORD */
} ind_table_request;

/* REPORTS has file_count entries, zeroed, filled also on errors as far as it got.
 * IND_E_SYSTEM cannot open or read; IND_E_DATA broken file, no header, missing column, too many rejected. */
ind_status ind_table_read(const ind_table_request *request, ind_file_report *reports, ind_diag *diag);
/* IND_E_DATA if a file is another one NOW than BEFORE. */
ind_status ind_table_same_files(const ind_table_request *request, const ind_file_report *before,
                                const ind_file_report *now, ind_diag *diag);
void ind_file_report_free(ind_file_report *report);

#endif
