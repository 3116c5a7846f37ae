/* proof.h - do the test cases of a definition prove it?  docs/reference/coverage.md says how both are counted.
 *
 * Coverage: at every edge of the definition, is there a case on each side and on the edge itself?  Mutation: is there
 * a case that fails when one thing about the definition is changed?  A variant answers for what it sets itself; what
 * it inherits is its parent's. */
#ifndef INDIKATOR_PROOF_H
#define INDIKATOR_PROOF_H

#include "indikator/api.h"
#include "indikator/catalogue.h"

#include <stdbool.h>

IND_API_BEGIN

typedef struct {
    bool coverage, mutation, write_skeletons;
    double min_coverage, min_mutation; /* percent; a definition below is a finding */
} ind_proof_wish;

typedef struct {
    size_t points, reached, points_waived;  /* the waived ones are not among POINTS */
    size_t mutants, killed, mutants_waived; /* the waived ones are not among MUTANTS */
    size_t skeletons;                       /* cases added to the test file */
} ind_proof_score;

/* Judge the cases in the test file PATH; those that fail prove nothing and are left out.
 * Missing points are warnings "edge_not_tested", changes that no case notices "mutant_survived", both at the place in
 * the definition.  IND_FINDINGS: a percentage is below the least, or a waiver matches nothing.  IND_E_DEFINITION: the
 * test file or the definition is invalid.  IND_E_SYSTEM: the test file cannot be written. */
ind_status ind_cases_prove(ind_catalogue *catalogue, const char *path, const ind_proof_wish *wish, ind_diag *diag,
                           ind_proof_score *out);
double ind_proof_percent(size_t part, size_t whole); /* 100 where there is nothing to prove */

IND_API_END

#endif
