/* cases.h - the test cases of definitions: <id>.test.json beside <id>.json. */
#ifndef INDIKATOR_CASES_H
#define INDIKATOR_CASES_H

#include "indikator/api.h"
#include "indikator/catalogue.h"

IND_API_BEGIN

typedef struct {
    const char *file;
    ind_place place; /* of the case in it */
    ind_str id;      /* of the definition; empty if the file could not be read */
    ind_str name;    /* of the case */
    bool passed;
    const char *report; /* of a failed case, ready to print: expected beside actual, what decides it, the way of its
                         * rows; BORROWED for the call */
} ind_case_result;

/* Run the cases of one test file with the same engine and CSV reader as "run"; FILTER, which may be NULL, is a part of
 * their names or of the id.
 * IND_FINDINGS if a case fails; IND_E_DEFINITION if the test file or the definition is invalid. */
ind_status ind_cases_run(ind_catalogue *catalogue, const char *path, const char *filter, ind_diag *diag,
                         void (*each)(void *context, const ind_case_result *result), void *context);

IND_API_END

#endif
