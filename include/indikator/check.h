/* check.h - everything about the files of a catalogue that can be known without data (indikator/rules.h). */
#ifndef INDIKATOR_CHECK_H
#define INDIKATOR_CHECK_H

#include "indikator/api.h"
#include "indikator/catalogue.h"

IND_API_BEGIN

typedef struct {
    int32_t today;    /* days since 1970-01-01: reviews due before it have passed */
    ind_diag *waived; /* findings that a definition waives, the reason as help; BORROWED */
} ind_check_options;

/* Check COUNT files, each by what it is: a definition or variant, a test file, a dataset schema, a codelist.  The
 * findings added to DIAG are sorted by file, line and column, each once.
 * IND_E_DEFINITION, IND_E_SYSTEM, or IND_FINDINGS if everything can be computed but there is an error. */
ind_status ind_check_files(ind_catalogue *catalogue, const char *const *paths, size_t count,
                           const ind_check_options *options, ind_diag *diag);

/* What is known without data of a measure that is about to be computed: the findings of "check", less those that the
 * definition waives, that say that its figures are not what they are called.  IND_E_DEFINITION if it must not be
 * computed; what is hardly meant is a warning. */
ind_status ind_measure_judge(ind_catalogue *catalogue, const ind_measure *measure, ind_diag *diag);

IND_API_END

#endif
