/* compare.h - "diff": two definitions, and with data their figures side by side. */
#ifndef INDIKATOR_COMPARE_H
#define INDIKATOR_COMPARE_H

#include "indikator/api.h"
#include "indikator/run.h"

IND_API_BEGIN

typedef struct ind_comparison ind_comparison;

/* The measure with its cells split by entity (person, respondent, row) instead: who is in the denominator and the
 * numerator.  For a run of its own, without splits; its cells name persons, and must never be shown.  *OUT lives in
 * CATALOGUE; NULL where the entity cannot be a group (a key that is no text, too many groups). */
ind_status ind_measure_by_entity(ind_catalogue *catalogue, const ind_measure *measure, ind_diag *diag,
                                 ind_measure **out);

/* BEFORE and AFTER are of CATALOGUE and BORROWED, as are the runs, which may be NULL: FIGURES of these two, MEMBERS of
 * these two by entity.  The result is OWNED by the caller. */
ind_comparison *ind_compare(ind_catalogue *catalogue, const ind_measure *before, const ind_measure *after,
                            ind_run *figures, ind_run *members, bool english);
void ind_comparison_free(ind_comparison *comparison); /* NULL is fine */

bool ind_comparison_is_same(const ind_comparison *comparison); /* no key differs, and no figure */
/* Text, or JSON ("indikator-diff/1").  OWNED by the caller (free). */
char *ind_comparison_text(const ind_comparison *comparison, bool json);

IND_API_END

#endif
