/* functions.h - the functions of the language, in one table.
 *
 * The letters of ARGS are the argument types of one form:
 *   T text  L list  I integer  N number (or integer)  D date  d date or datetime  M datetime  A any
 * and a "+" at the end says that the last one may repeat. */
#ifndef IND_LANGUAGE_FUNCTIONS_H
#define IND_LANGUAGE_FUNCTIONS_H

#include "language/tree/node.h"

typedef struct {
    const char *name; /* forms of one function stand side by side */
    const char *args;
    ind_type result;
    ind_operator op;             /* NONE: the value is the argument itself */
    bool may_fail;               /* can be unknown where no argument is */
    const char *signature, *doc; /* of a function's first form; NULL for the others */
} ind_function;

extern const ind_function ind_expr_functions[];
extern const size_t ind_expr_function_count;

#endif
