/* cases.h - what the files about test cases share.
 *
 *   cases.c          the file, one case after the other
 *   cases_tables.c   rows of a case as CSV texts
 *   cases_compare.c  what came out beside what is expected */
#ifndef IND_CASES_H
#define IND_CASES_H

#include "base/json_read.h"
#include "engine/engine.h"

typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena;
    ind_diag *diag;
    const ind_json *file;
    const char *definition; /* path */
    bool invalid;           /* the test file is wrong, not the figures */
    ind_buffer report;      /* of the case under way; empty: passed */
} ind_cases;

/* An error of the test file; WHAT has one "%.*s" for NAME. */
ind_status ind_cases_invalid(ind_cases *c, ind_place place, const char *rule, const char *help, const char *what,
                             ind_str name);

/* Names of columns that a row of the dataset may have. */
void ind_cases_check_columns(ind_cases *c, const ind_dataset *dataset, const ind_json *row);
/* Every dataset that the measure reads, empty where DATA does not name it, and those that DATA names. */
ind_data_file *ind_cases_tables(ind_cases *c, const ind_measure *measure, const ind_json *data, size_t *count);

/* Differences go to c->report.  EXPECT and FLOW may be NULL. */
void ind_cases_compare(ind_cases *c, const ind_json *expect, const ind_json *flow, ind_run *run);

#endif
