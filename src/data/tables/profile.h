/* profile.h - what was made of the files of some datasets, as data for writers; no measure is needed for it.
 *
 * Holds no value of a column that the schema calls identifying or sensitive. */
#ifndef IND_VALIDATION_H
#define IND_VALIDATION_H

#include "data/tables/read_table.h"
#include "indikator/validation.h"

enum {
    IND_CODES_COUNTED = 4096, /* different texts of a column that are told apart */
    IND_CODES_SHOWN = 10,
    IND_FEW = 5 /* smaller counts are not told */
};

typedef struct {
    ind_str code;
    uint64_t count;
} ind_code_count;

typedef struct {
    const ind_field *field;
    bool is_missing; /* the file lacks the column */
    bool is_hidden;  /* identifying or sensitive: nothing of its values is told */
    uint64_t rows, empty, unreadable, unknown_codes;
    bool has_range;
    double low, high;            /* least and greatest, by the field's type */
    const ind_code_count *codes; /* the most common ones, the commonest first */
    size_t code_count;
    uint64_t different; /* texts told apart */
    bool is_bounded;    /* there are more than could be told apart */
} ind_column_profile;

typedef struct {
    const char *path;
    ind_file_report report; /* OWNED by the validation */
    ind_column_profile *columns;
    size_t column_count;
} ind_file_profile;

typedef struct {
    ind_str supplier;
    int32_t from, till, taken; /* IND_NULL_DATE: not known */
} ind_delivery_profile;

typedef struct {
    const ind_dataset *dataset;
    ind_status status; /* of reading it */
    ind_file_profile *files;
    size_t file_count;
    ind_delivery_profile *deliveries;
    size_t delivery_count;
} ind_dataset_profile;

struct ind_validation {
    ind_arena *arena;
    ind_dataset_profile *datasets; /* by name */
    size_t dataset_count;
    const ind_finding *errors; /* what stopped the reading, or was refused */
    size_t error_count;
    ind_status status;
    void *owner; /* of texts that are borrowed here; freed by whoever made the validation */
};

/* ---- counting, batch by batch (profile.c) ---- */

typedef struct ind_profiler ind_profiler;

/* FIELDS of DATASET are delivered in batches, in this order; FILE_COUNT files. */
ind_profiler *ind_profiler_new(const ind_dataset *dataset, const uint32_t *fields, size_t field_count,
                               size_t file_count);
void ind_profiler_free(ind_profiler *profiler); /* NULL is fine */
void ind_profiler_begin(void *profiler);        /* forget what was counted */
void ind_profiler_batch(void *profiler, const ind_batch *batch);
/* The columns of file FILE, with what REPORT says of them; in ARENA. */
void ind_profiler_take(const ind_profiler *profiler, size_t file, const ind_file_report *report, ind_arena *arena,
                       ind_file_profile *out);
/* Is nothing of the values of FIELD told? */
bool ind_field_is_hidden(const ind_field *field);

#endif
