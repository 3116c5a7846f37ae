/* expression.h - the condition language: one line of text to a typed tree, and trees over columns.
 *
 * A small subset of the SQL search condition (docs/reference/expressions.md).  Statically typed,
 * no I/O, no clock, always ends.  Unknown values follow SQL's three-valued logic.
 *
 *   text --read (lex.h, syntax.h)--> what is written --bind (bind.h, with a scope that knows names)-->
 *   ind_expr, what it means (node.h) --evaluate (eval.h, kernels.h, with vectors)--> ind_vector
 *
 * Reasoning about conditions (judge.h), their edges, changes and parts read the two trees, never how they are computed.
 *
 * Names become SLOTS: small numbers that the owner of the scope hands out.  To evaluate, the
 * owner lays one vector a slot side by side; this module knows nothing of datasets. */
#ifndef IND_EXPRESSION_H
#define IND_EXPRESSION_H

#include "language/evaluation/evaluate.h"
#include "language/reasoning/change.h"
#include "language/reasoning/edge_example.h"
#include "language/tree/tree.h"

/* Compile TEXT.  Every error found goes to REPORT; false if there was one (then *OUT is NULL).
 * *OUT lives in ARENA.  Literal texts are kept as texts. */
bool ind_expr_compile(ind_arena *arena, ind_str text, const ind_scope *scope,
                      void (*report)(void *context, const ind_expr_error *error), void *report_context,
                      const ind_expr **out);

#endif
