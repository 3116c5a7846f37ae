/* shared.h - what conditions of many definitions have in common, computed once for a batch of rows.
 *
 * An ind_shared belongs to one thread.  Evaluations join it when they are made; from then on a node that says the same
 * of the same columns as a node of another evaluation is computed by whoever comes first, and only looked up by the
 * others.  All of them must be run on the same rows between two calls of ind_shared_next. */
#ifndef IND_LANGUAGE_SHARED_H
#define IND_LANGUAGE_SHARED_H

#include "language/evaluation/evaluate.h"

typedef struct ind_shared ind_shared;

ind_shared *ind_shared_new(void);         /* OWNED by the caller */
void ind_shared_free(ind_shared *shared); /* NULL is fine; evaluations that have joined may live on */

#define IND_NOT_SHARED UINT32_MAX
/* COLUMNS[slot]: the same number for the same column in all evaluations, or IND_NOT_SHARED.  Before the first run. */
void ind_eval_join(ind_eval *eval, ind_shared *shared, const uint32_t *columns);
/* Do both say the same of the same columns?  As ind_expr_same otherwise; a slot that is not shared is like no other. */
bool ind_expr_same_columns(const ind_expr *a, const uint32_t *columns_a, const ind_expr *b, const uint32_t *columns_b);

void ind_shared_next(ind_shared *shared, size_t rows); /* another batch of so many rows */

#endif
