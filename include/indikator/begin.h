/* begin.h - "init": a new definition with its test file. */
#ifndef INDIKATOR_BEGIN_H
#define INDIKATOR_BEGIN_H

#include "indikator/api.h"
#include "indikator/catalogue.h"

IND_API_BEGIN

typedef struct {
    char *definition, *test; /* the texts of both files, in canonical form */
} ind_begun;

/* A definition of KIND called ID over DATASET (NULL: one that fits the kind), which passes "check", and test cases at
 * its edges, which it passes.  IND_E_USAGE: no such kind or dataset, or the dataset lacks a column that the kind needs.
 * *OUT is OWNED by the caller: ind_begun_free. */
ind_status ind_begin_definition(ind_catalogue *catalogue, const char *kind, const char *id, const char *dataset,
                                ind_diag *diag, ind_begun *out);
void ind_begun_free(ind_begun *begun);

IND_API_END

#endif
