/* set.h - the literals of in (...): sorted once, searched by halves. */
#ifndef IND_LANGUAGE_SET_H
#define IND_LANGUAGE_SET_H

#include "language/tree/node.h"

ind_set *ind_expr_set_new(ind_arena *arena, ind_type type, size_t room);
/* VALUE is of type FROM; integers become numbers in a set of numbers. */
void ind_expr_set_add(ind_set *set, ind_type type, ind_type from, const ind_value *value);
void ind_expr_set_sort(ind_set *set, ind_type type);

bool ind_expr_set_has_integer(const ind_set *set, int64_t value);
bool ind_expr_set_has_number(const ind_set *set, double value);
bool ind_expr_set_has_text(const ind_set *set, ind_str value);

#endif
