/* tree.c - what can be asked of the tree as a whole. */
#include "language/tree/node.h"

bool ind_path_equal(ind_path a, ind_path b) {
    bool equal = a.count == b.count;
    for (size_t i = 0; equal && i < a.count; i++)
        equal = ind_str_equal(a.parts[i], b.parts[i]);
    return equal;
}

ind_type ind_expr_type(const ind_expr *expr) {
    return expr->nodes[expr->root].type;
}

bool ind_expr_is_slot(const ind_expr *expr, uint32_t *slot) {
    const ind_node *root = &expr->nodes[expr->root];
    *slot = root->slot;
    return root->op == IND_OP_SLOT;
}

void ind_expr_slots(const ind_expr *expr, void (*mark)(void *context, uint32_t slot), void *context) {
    for (size_t i = 0; i < expr->count; i++)
        if (expr->nodes[i].used && expr->nodes[i].op == IND_OP_SLOT)
            mark(context, expr->nodes[i].slot);
}

bool ind_expr_may_be_unknown(const ind_expr *expr) {
    return expr->nodes[expr->root].nullable;
}
