/* explain.h - why a row or an entity was counted, or not.
 *
 *   ind_explain_new -> ind_explain_write -> ind_explain_free
 *
 * The rows in question, and all rows of their entities, go through the same engine as in a run; the kind of the
 * measure tells what it decides on the way. */
#ifndef INDIKATOR_EXPLAIN_H
#define INDIKATOR_EXPLAIN_H

#include "indikator/api.h"
#include "indikator/run.h"

#include <stdio.h>

IND_API_BEGIN

/* Rows of a data file, by the physical lines that their records start on. */
typedef struct {
    const char *file;  /* as given among the data, or its last part if only one file is called so */
    uint64_t from, to; /* lines, from 1, closed */
} ind_explain_rows;

/* Entities by number: an entity's number is its place, from 1, in order of its first row in the data (files in the
 * order given, then lines).  Records that are rejected or dropped are no rows.  The same for every measure that
 * follows the same entities over the same data. */
typedef struct {
    uint64_t from, to;
} ind_explain_entities;

typedef struct {
    const ind_explain_rows *rows;
    size_t row_count;
    const ind_explain_entities *entities;
    size_t entity_count;
} ind_explain_subjects;

typedef struct ind_explanation ind_explanation;

/* MEASURE, SUBJECTS and OPTIONS with all they point to are BORROWED for the life of *OUT, which is OWNED by the
 * caller and NULL unless IND_OK.  IND_E_USAGE: no such row, file or entity, or as ind_run_new; IND_E_DATA,
 * IND_E_SYSTEM: as ind_run_new. */
ind_status ind_explain_new(ind_catalogue *catalogue, const ind_measure *measure, const ind_run_options *options,
                           const ind_explain_subjects *subjects, ind_diag *diag, ind_explanation **out);
void ind_explain_free(ind_explanation *explanation); /* NULL is fine */

typedef struct {
    bool json, english;
    bool why_not;          /* only what speaks against */
    bool show_identifiers; /* values of identifying and sensitive columns too */
} ind_explain_options;

/* Write errors stay in FILE for the caller to check (ferror). */
void ind_explain_write(const ind_explanation *explanation, const ind_explain_options *options, FILE *file);

/* Calls EACH for every row of the data that the explanation shows. */
void ind_explain_places(const ind_explanation *explanation,
                        void (*each)(void *context, const char *file, uint64_t line), void *context);

IND_API_END

#endif
