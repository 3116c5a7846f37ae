/* header.h - the header record of one file bound to the fields of its dataset. */
#ifndef IND_HEADER_H
#define IND_HEADER_H

#include "data/schemas/dataset.h"
#include "data/tables/data_findings.h"
#include "data/text/records.h"
#include "data/text/trim.h"

enum { IND_NOT_IN_FILE = -1 };

typedef struct {
    int field;         /* of the dataset; -1: the schema does not know it */
    ind_str name;      /* as written, trimmed */
    ind_str normal;    /* normalised */
    const char *label; /* what a message may say: the name, or its shape where it looks like data; of a known column
                        * that of the schema */
    bool is_shown;     /* the label is the name */
    bool is_second;    /* it has an alias of a field whose own name another column has */
} ind_column;

typedef struct {
    ind_column *columns; /* in file order; an empty last one is left out */
    size_t count;
    int *column_of; /* one per field of the dataset: its column, or IND_NOT_IN_FILE */
    uint64_t line;
} ind_header;

/* NORMAL: the normalised names of the dataset's fields.  NEEDED: one flag per field.
 * Everything lives in ARENA.  Notes on unknown and missing columns go to FINDINGS, errors to DIAG.
 * IND_E_DATA: no known column, a needed one is missing, a name twice, too many. */
ind_status ind_header_bind(const ind_dataset *dataset, const ind_str *normal, const bool *needed,
                           const ind_record *record, const char *path, ind_arena *arena, ind_findings *findings,
                           ind_diag *diag, ind_header *out);

/* The dataset's field that NAME (already normalised) means, or -1. */
int ind_header_field(const ind_dataset *dataset, const ind_str *normal, ind_str name);
typedef enum { IND_NO_HEADER, IND_SAME_HEADER, IND_OTHER_HEADER } ind_header_likeness;
/* Most cells of the record are names of columns: of the same ones in the same order, or not. */
ind_header_likeness ind_header_like(const ind_header *header, const ind_dataset *dataset, const ind_str *normal,
                                    const ind_record *record);
/* The record says the header's names once more. */
bool ind_header_repeated(const ind_header *header, const ind_record *record);

#endif
