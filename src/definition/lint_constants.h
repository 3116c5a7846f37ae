/* lint_constants.h - the constants of an expression, each with what it is held against; private to the lint rules. */
#ifndef IND_LINT_CONSTANTS_H
#define IND_LINT_CONSTANTS_H

#include "definition/lint.h"

typedef enum {
    IND_HELD_NOT,
    IND_HELD_EQUAL, /* = <> in */
    IND_HELD_LESS,
    IND_HELD_AT_MOST, /* between is two of them */
    IND_HELD_LIKE,
    IND_HELD_HAS,   /* an element of a list */
    IND_HELD_PREFIX /* has_prefix */
} ind_held;

typedef struct {
    const ind_lint_expr *at;
    ind_held how;
    bool left;        /* of an order: the constant stands first, c < x */
    uint32_t node;    /* the comparison */
    uint32_t subject; /* what is compared, without conversions */
    uint32_t place;   /* where the constant stands */
    ind_judged value; /* never unknown */
} ind_lint_constant;

void ind_lint_each_constant(ind_lint *lint, const ind_lint_expr *at,
                            void (*each)(void *context, const ind_lint_constant *constant), void *context);
uint32_t ind_lint_unwrapped(const ind_expr *expr, uint32_t node); /* without conversions of type */
/* Where VALUE stands in the list at node LIST; LIST if that cannot be told. */
uint32_t ind_lint_literal(const ind_expr *expr, uint32_t list, const ind_judged *value);
/* Is it what coalesce gives where the subject is unknown? */
bool ind_lint_is_default(ind_lint *lint, const ind_lint_constant *constant);
uint32_t ind_lint_inner(const ind_expr *expr, uint32_t node); /* the one varying value of a coalesce, or NODE itself */
/* The column that NODE is, perhaps inside of coalesce; NULL. */
const ind_field *ind_lint_column(const ind_lint *lint, const ind_lint_expr *at, uint32_t node);
const ind_dataset *ind_lint_dataset(ind_lint *lint, const ind_lint_expr *at, uint32_t node); /* where that column is */

#endif
