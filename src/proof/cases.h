/* cases.h - what the files about test cases share.
 *
 *   cases_file.c     a test file: opened, checked
 *   cases_tables.c   rows of a case as CSV texts
 *   cases_fault.c    errors of the test file
 *   one_case.c       one case: made ready, run
 *   cases.c          one case after the other
 *   cases_compare.c  what came out beside what is expected
 *   cases_flow.c     for a case that fails: where its rows went */
#ifndef IND_CASES_H
#define IND_CASES_H

#include "base/json_read.h"
#include "engine/engine.h"

typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena;
    ind_diag *diag;
    const ind_json *file;
    const char *path, *definition; /* of the test file, and of the definition beside it */
    const ind_json *base;          /* the definition expanded, nothing laid over it */
    bool invalid;                  /* the test file is wrong, not the figures */
    bool bad_values;               /* the case at hand has some on purpose */
    bool trying;                   /* a changed definition: a step of the flow that is gone counts as 0 */
    ind_buffer report;             /* of the case under way; empty: passed */
    const ind_json *told;          /* the cell or flow whose place the report has named */
} ind_cases;

/* One case, ready to be run. */
typedef struct {
    const ind_json *json;
    ind_str name;
    const ind_json *set; /* of the file, then of the case; NULL: the definition as it is */
    ind_run_options options;
} ind_case;

/* A test file without running it. */
ind_status ind_cases_check(ind_catalogue *catalogue, const char *path, ind_diag *diag);

/* ---- cases_fault.c ---- */

/* An error of the test file; WHAT has one "%.*s" for NAME. */
ind_status ind_cases_invalid(ind_cases *c, ind_place place, const char *rule, const char *help, const char *what,
                             ind_str name);
/* NODE is of a dataset that is not there, or whose file is bad. */
void ind_cases_no_dataset(ind_cases *c, const ind_json *node);

/* ---- cases_file.c ---- */

/* Open PATH for C, whose catalogue, arena and diag are set: the file is parsed and checked, the definition expanded. */
ind_status ind_cases_open(ind_cases *c, const char *path);
/* Is what the case expects something that the measure has?  Else c->invalid. */
void ind_cases_check_expected(ind_cases *c, const ind_measure *measure, const ind_json *one);

/* ---- cases_tables.c ---- */

/* Names of columns that a row of the dataset may have, and values that they can take. */
void ind_cases_check_columns(ind_cases *c, const ind_dataset *dataset, const ind_json *row);
/* Every dataset that the measure reads, empty where DATA does not name it, and those that DATA names. */
ind_data_file *ind_cases_tables(ind_cases *c, const ind_measure *measure, const ind_json *data, size_t *count);

/* ---- one_case.c ---- */

/* Everything about the case but the running.  IND_E_DEFINITION with findings; then c->invalid tells whether it is the
 * test file that is wrong. */
ind_status ind_case_prepare(ind_cases *c, const ind_json *one, ind_case *out);
/* The definition NODE, or a changed copy of it, as the case wants it. */
ind_status ind_case_measure(ind_cases *c, const ind_json *node, const ind_case *one, ind_measure **out);
/* Run it; RUN may be NULL, or gets the run, OWNED (NULL if nothing was computed).  The differences are in c->report:
 * empty if the case passes, which is what is returned. */
bool ind_case_run(ind_cases *c, const ind_case *one, const ind_measure *measure, ind_run **run);

/* ---- cases_compare.c ---- */

/* Differences go to c->report.  EXPECT and FLOW may be NULL. */
void ind_cases_compare(ind_cases *c, const ind_json *expect, const ind_json *flow, ind_run *run);
/* A number that is the same for the same cells and flow. */
uint64_t ind_cases_figures(ind_run *run);

/* ---- cases_flow.c ---- */

void ind_cases_tell_flow(ind_cases *c, const ind_run *run);

#endif
