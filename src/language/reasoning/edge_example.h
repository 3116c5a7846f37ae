/* edge_example.h - a value that falls on a point of an edge. */
#ifndef IND_LANGUAGE_EDGE_EXAMPLE_H
#define IND_LANGUAGE_EDGE_EXAMPLE_H

#include "language/tree/tree.h"

/* The slot whose value alone decides the edge, and as JSON a value that falls on POINT.  False where it takes more
 * than a column and a constant to say. */
bool ind_expr_edge_example(const ind_expr *expr, const ind_expr_edge *edge, unsigned point, uint32_t *slot,
                           ind_buffer *json);

#endif
