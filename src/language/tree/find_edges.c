/* find_edges.c - where the edges of an expression are. */
#include "language/tree/node.h"

/* That values can fall on at NODE; 0: it is no edge. */
static unsigned points_at(const ind_node *node) {
    switch (node->op) {
    case IND_OP_EQUAL:
    case IND_OP_DIFFER:
        if (node->of == IND_TEXT)
            return IND_POINT_AT | IND_POINT_OTHER; /* fall through */
    case IND_OP_LESS:
    case IND_OP_AT_MOST: return IND_POINT_BELOW | IND_POINT_AT | IND_POINT_ABOVE;
    case IND_OP_IS_NULL:
    case IND_OP_COALESCE: return IND_POINT_KNOWN;
    case IND_OP_IN:
    case IND_OP_IN_CODELIST:
    case IND_OP_LIKE:
    case IND_OP_HAS:
    case IND_OP_HAS_PREFIX:
    case IND_OP_WITHIN_DAYS:
    case IND_OP_OVERLAPS:
        return IND_POINT_IN | IND_POINT_OUT | (node->codeset.near != NULL ? (unsigned)IND_POINT_NEAR : 0U);
    default: return 0;
    }
}

static bool can_be_unknown(const ind_expr *expr, const ind_node *node) {
    bool unknown = false;
    for (uint32_t i = 0; i < node->count; i++)
        unknown = unknown || expr->nodes[node->args[i]].nullable;
    return unknown;
}

void ind_edges_find(ind_arena *arena, ind_expr *expr) {
    ind_expr_edge *edges = NULL;
    size_t room = 0;
    for (uint32_t i = 0; i < expr->count; i++) {
        const ind_node *node = &expr->nodes[i];
        unsigned points = node->used && !node->constant && !node->derived ? points_at(node) : 0;
        if (points == 0)
            continue;
        edges = ind_arena_grow(arena, edges, expr->edge_count, &room, sizeof *edges);
        points |= can_be_unknown(expr, node) ? (unsigned)IND_POINT_UNKNOWN : 0U;
        edges[expr->edge_count++] = (ind_expr_edge){node->start, node->end, points, node->codeset.context, i};
    }
    expr->edges = edges;
}

const ind_expr_edge *ind_expr_edges(const ind_expr *expr, size_t *count) {
    *count = expr->edge_count;
    return expr->edges;
}

static void mark_slots(const ind_expr *expr, uint32_t number, void (*mark)(void *context, uint32_t slot),
                       void *context) {
    const ind_node *node = &expr->nodes[number];
    if (node->op == IND_OP_SLOT)
        mark(context, node->slot);
    for (uint32_t i = 0; i < node->count; i++)
        mark_slots(expr, node->args[i], mark, context);
}

void ind_expr_edge_slots(const ind_expr *expr, const ind_expr_edge *edge, void (*mark)(void *context, uint32_t slot),
                         void *context) {
    mark_slots(expr, edge->node, mark, context);
}

void ind_expr_set_watch(const ind_expr *expr, const ind_expr_watch *watch) {
    *expr->watch = watch;
}
