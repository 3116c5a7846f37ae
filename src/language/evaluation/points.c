/* points.c - which points of the edges values fall on.
 *
 * An edge is looked at after a piece of rows has been evaluated, from the values of the node's arguments that are there
 * anyway.  Without a watch nothing of this is done. */
#include "language/evaluation/eval.h"

#include <math.h>

static unsigned of_difference(int64_t a, int64_t b) {
    if (a == b)
        return IND_POINT_AT;
    /* The lesser one plus 1 is at most the greater: no integer is left. */
    return a < b ? (a + 1 == b ? IND_POINT_BELOW : 0) : b + 1 == a ? IND_POINT_ABOVE : 0;
}

static unsigned of_numbers(double a, double b) {
    double reach = b == 0 ? 0.2 : fabs(b) / 5;
    return a == b                    ? IND_POINT_AT
           : a < b && a >= b - reach ? IND_POINT_BELOW
           : a > b && a <= b + reach ? IND_POINT_ABOVE
                                     : 0;
}

static unsigned of_texts(const ind_vector *a, const ind_vector *b, size_t row) {
    int order = ind_vector_compare(a, row, b, row);
    return order == 0 ? IND_POINT_AT : IND_POINT_OTHER | (order < 0 ? IND_POINT_BELOW : IND_POINT_ABOVE);
}

/* Where A lies, as seen from the edge B. */
static unsigned of_comparison(const ind_vector *a, const ind_vector *b, size_t row) {
    if (ind_vector_is_null(a, row) || ind_vector_is_null(b, row))
        return IND_POINT_UNKNOWN;
    switch (a->type) {
    case IND_NUMBER: return of_numbers(a->number[row], b->number[row]);
    case IND_DATE: return of_difference(a->day[row], b->day[row]);
    case IND_TEXT: return of_texts(a, b, row);
    default: return of_difference(a->integer[row], b->integer[row]);
    }
}

/* Is the code, or one of the list "a|b|c", nearly in the codelist? */
static bool is_near(const ind_codeset *codeset, ind_str codes) {
    for (size_t from = 0, to; codeset->near != NULL && from < codes.length; from = to + 1) {
        for (to = from; to < codes.length && codes.data[to] != '|';)
            to++;
        if (codeset->near(codeset->context, (ind_str){codes.data + from, to - from}))
            return true;
    }
    return false;
}

static unsigned of_membership(const ind_node *node, const ind_vector *value, uint8_t truth, size_t row) {
    if (truth == IND_UNKNOWN)
        return IND_POINT_UNKNOWN;
    if (truth == IND_TRUE)
        return IND_POINT_IN;
    bool text = value->type == IND_TEXT || value->type == IND_LIST;
    bool near = text && is_near(&node->codeset, ind_dict_text(value->dict, value->code[row]));
    return IND_POINT_OUT | (near ? (unsigned)IND_POINT_NEAR : 0U);
}

static unsigned points_of(const ind_expr *expr, const ind_expr_edge *edge, const ind_vector *values, size_t row) {
    const ind_node *node = &expr->nodes[edge->node];
    const ind_vector *a = &values[node->args[0]];
    if ((edge->points & IND_POINT_AT) != 0)
        return of_comparison(&values[node->args[node->swapped]], &values[node->args[!node->swapped]], row);
    if ((edge->points & IND_POINT_KNOWN) != 0)
        return ind_vector_is_null(a, row) ? IND_POINT_UNKNOWN : IND_POINT_KNOWN;
    return of_membership(node, a, values[edge->node].truth[row], row);
}

void ind_expr_see_points(const ind_expr *expr, const ind_vector *values, size_t count, unsigned *points) {
    for (size_t e = 0; e < expr->edge_count; e++) {
        const ind_expr_edge *edge = &expr->edges[e];
        for (size_t row = 0; row < count; row++)
            points[e] |= points_of(expr, edge, values, row) & edge->points;
    }
}
