/* edge.h - edges, for those who compile and evaluate. */
#ifndef IND_EXPRESSION_EDGE_H
#define IND_EXPRESSION_EDGE_H

#include "expression/node.h"

void ind_edges_find(ind_arena *arena, ind_expr *expr);
/* What COUNT rows of VALUES, by node number, fell on. */
void ind_expr_see_points(const ind_expr *expr, const ind_vector *values, size_t count, unsigned *points);

#endif
