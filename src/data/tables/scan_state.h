/* scan_state.h - one file of a dataset, from its first byte to batches.
 *
 * A scan is what all files of one request and all passes over them share: converters, batch, keys, tally. */
#ifndef IND_SCAN_H
#define IND_SCAN_H

#include "data/tables/keys.h"
#include "data/tables/read_table.h"
#include "data/tables/tally.h"
#include "data/values/convert.h"

enum { IND_BELOW_HUNDRED = 99 };

typedef enum {
    IND_PASS_FIRST,      /* deliver rows, collect hashes of keys */
    IND_PASS_CANDIDATES, /* read the records whose key may occur twice */
    IND_PASS_FINAL       /* deliver rows without those that were decided against */
} ind_pass;

/* A field that some part of the work looks at. */
typedef struct {
    uint32_t field;
    ind_converter *converter;
    bool required;
    bool reported;    /* its findings are; false for numbers read only for their decimal mark */
    ptrdiff_t wanted; /* place in request->wanted, or -1 */
    int column;       /* of the file at hand, or IND_NOT_IN_FILE */
    ind_cell cell;    /* of the record at hand */
    /* Of the file at hand, of numbers while no mark is sure. */
    uint64_t marked_line; /* the first with a mark; 0: none */
    bool has_hundreds;    /* some without a mark is above 99 */
} ind_used;

typedef struct ind_scan {
    const ind_table_request *request;
    void *context;                   /* of this thread */
    struct ind_scan **other_threads; /* OWNED by the first: those of the other threads */
    size_t other_thread_count;
    ind_pass pass;
    ind_str *normal; /* normalised name of each field */
    bool *needed;    /* one per field */
    ind_used *used;
    size_t used_count;
    bool has_numbers;    /* among them, so that decimal marks are met */
    ind_used *supplier;  /* in USED; NULL: none */
    ind_used **key;      /* in USED */
    size_t key_count;    /* 0: keys are not checked */
    ind_vector *vectors; /* one per wanted field */
    ind_str **texts;     /* of those that are unnumbered; else NULL */
    bool has_unnumbered;
    uint64_t *lines;
    size_t filled;     /* rows in the batch */
    ind_bad_cell *bad; /* of those rows */
    size_t bad_count, bad_capacity;
    ind_hashes hashes;
    ind_candidates candidates;
    const ind_hashes *repeated;    /* of the first thread, after the first pass */
    const ind_candidates *decided; /* of the first thread */
    size_t next_candidate;
    ind_tally tally;
    ind_buffer key_text, content;
    bool again; /* every input may be read once more */
} ind_scan;

/* With those of the request's other threads; OWNED by the caller, the request is BORROWED. */
ind_scan *ind_scan_new(const ind_table_request *request);
void ind_scan_begin(ind_scan *scan, ind_pass pass); /* in all threads */
void ind_scan_join(ind_scan *scan);                 /* keys, candidates and suppliers of all threads, into the first */
void ind_scan_free(ind_scan *scan);                 /* NULL is fine */

ind_status ind_scan_file(ind_scan *scan, uint32_t file, ind_file_report *report, ind_diag *diag);

#endif
