/* check.h - the type rules: from operands and an operator to an operand, or an error. */
#ifndef IND_EXPRESSION_CHECK_H
#define IND_EXPRESSION_CHECK_H

#include "expression/compile.h"

/* check.c: operators. */
ind_operand ind_expr_check_compare(ind_unit *unit, ind_token_kind op, ind_operand left, ind_operand right);
ind_operand ind_expr_check_arithmetic(ind_unit *unit, ind_token_kind op, ind_operand left, ind_operand right);
ind_operand ind_expr_check_negate(ind_unit *unit, ind_operand operand, size_t start);
ind_operand ind_expr_check_logic(ind_unit *unit, ind_keyword op, ind_operand left, ind_operand right);
ind_operand ind_expr_check_not(ind_unit *unit, ind_operand operand, size_t start);
ind_operand ind_expr_check_condition(ind_unit *unit, const char *where, ind_operand operand); /* it must be a boolean */
bool ind_expr_check_comparable(ind_unit *unit, ind_operand left, ind_operand right);

/* check_choice.c: between, in, like, is null, case, coalesce. */
ind_operand ind_expr_check_between(ind_unit *unit, ind_operand value, ind_operand low, ind_operand high);
ind_operand ind_expr_check_in_list(ind_unit *unit, ind_operand value, const ind_operand *items, size_t count,
                                   size_t end);
ind_operand ind_expr_check_in_codelist(ind_unit *unit, ind_operand value, const ind_token *name);
ind_operand ind_expr_check_like(ind_unit *unit, ind_operand value, const ind_token *pattern);
ind_operand ind_expr_check_is_null(ind_unit *unit, ind_operand value, size_t end);
/* OPERANDS are condition, value, condition, value ... and perhaps the value of else. */
ind_operand ind_expr_check_case(ind_unit *unit, ind_operand *operands, size_t count, bool has_else, size_t start,
                                size_t end);
ind_operand ind_expr_check_coalesce(ind_unit *unit, ind_operand *operands, size_t count, size_t start, size_t end);

/* check_name.c, functions.c */
ind_operand ind_expr_check_name(ind_unit *unit, ind_str qualifier, ind_str name, size_t start, size_t end);
ind_operand ind_expr_check_call(ind_unit *unit, const ind_token *name, ind_operand *args, size_t count, size_t end);

/* How messages speak of an operand: "integer 'alder'", or only "integer". */
const char *ind_expr_described(ind_unit *unit, ind_operand operand);
/* A remedy for "TYPE wanted, OPERAND given"; NULL if there is no likely one. */
const char *ind_expr_remedy(ind_unit *unit, ind_type wanted, ind_operand given);

#endif
