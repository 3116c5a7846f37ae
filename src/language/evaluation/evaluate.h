/* evaluate.h - the values of an expression over columns, seen from outside. */
#ifndef IND_LANGUAGE_EVALUATE_H
#define IND_LANGUAGE_EVALUATE_H

#include "language/tree/tree.h"

/* Do both say the same of the same slots?  NULL is like NULL.  False may be wrong, true is not. */
bool ind_expr_same(const ind_expr *a, const ind_expr *b);

/* Evaluation: one ind_eval a thread and expression, which keeps buffers and what was found once
 * for each distinct text (like, in, codelists, lower(...) ...). */
typedef struct ind_eval ind_eval;
ind_eval *ind_eval_new(const ind_expr *expr); /* OWNED; EXPR is BORROWED */
void ind_eval_free(ind_eval *eval);           /* NULL is fine */

/* Values of rows 0..COUNT-1.  SLOTS[i] is the vector of slot i (COUNT values; slots that the
 * expression does not read may be zero).  The result is BORROWED until the next run of EVAL.  Texts it makes
 * are in dictionaries that EVAL owns and that only grow.
 * Integer overflow, division by zero, dates outside years 1-9999 give unknown; of these, what left its range is
 * counted (ind_expr_overflowed).
 * Slots may come with another dictionary than in the run before. */
const ind_vector *ind_eval_run(ind_eval *eval, const ind_vector *slots, size_t count);

/* Forget what was found for texts.  Needed when a dictionary of an earlier run has been freed:
 * the next one could lie at the same address and be taken for it. */
void ind_eval_forget(ind_eval *eval);

/* ---- overflow: arithmetic that left its range ----
 *
 * An integer beyond 64 bits, a number too large for a double, a day outside the years 1 to 9999.  It is unknown, like
 * a missing value, but no value is missing: so it is counted, in all evaluations of the expression by all threads.
 * Rows count whose result rests on it: not those where "case" or "coalesce" took another value, or where the other
 * side of "and" or "or" decides. */
typedef struct {
    uint64_t count;    /* rows, each time that they were evaluated */
    size_t start, end; /* bytes of the text compiled: the first calculation in it that overflowed in such a row */
} ind_expr_overflow;
ind_expr_overflow ind_expr_overflowed(const ind_expr *expr);
void ind_expr_forget_overflows(const ind_expr *expr); /* count from zero */

#endif
