/* overflow.h - which rows of an expression rest on arithmetic that left its range. */
#ifndef IND_LANGUAGE_OVERFLOW_H
#define IND_LANGUAGE_OVERFLOW_H

#include "language/evaluation/evaluate.h"
#include "language/tree/node.h"

ind_overflows *ind_overflows_new(ind_arena *arena);
/* Count those among COUNT rows of VALUES, by node number. */
void ind_overflows_see(const ind_expr *expr, const ind_vector *values, size_t count);

#endif
