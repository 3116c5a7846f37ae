/* compare.h - "diff": two definitions, and with data their figures side by side. */
#ifndef INDIKATOR_COMPARE_H
#define INDIKATOR_COMPARE_H

#include "indikator/run.h"

typedef struct ind_comparison ind_comparison;

/* BEFORE and AFTER are of CATALOGUE and BORROWED, as is RUN: NULL, or a run of exactly these two in this order.
 * *OUT is OWNED by the caller. */
ind_comparison *ind_compare(ind_catalogue *catalogue, const ind_measure *before, const ind_measure *after, ind_run *run,
                            bool english);
void ind_comparison_free(ind_comparison *comparison); /* NULL is fine */

bool ind_comparison_is_same(const ind_comparison *comparison); /* no key differs, and no figure */
/* Text, or JSON ("indikator-diff/1").  OWNED by the caller (free). */
char *ind_comparison_text(const ind_comparison *comparison, bool json);

#endif
