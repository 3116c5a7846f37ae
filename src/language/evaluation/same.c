/* same.c - are two compiled expressions the same?  Node by node: the same text in the same scope compiles to the same
 * list. */
#include "language/evaluation/shared.h"
#include "language/tree/node.h"

static bool same_value(const ind_value *a, const ind_value *b) {
    return a->unknown == b->unknown && a->truth == b->truth && a->day == b->day && a->integer == b->integer &&
           memcmp(&a->number, &b->number, sizeof a->number) == 0 && ind_str_equal(a->text, b->text);
}

/* A set has one of the three arrays. */
static bool same_set(const ind_set *a, const ind_set *b) {
    if (a == NULL || b == NULL)
        return a == b;
    bool same = a->count == b->count && (a->texts == NULL) == (b->texts == NULL) &&
                (a->numbers == NULL) == (b->numbers == NULL);
    for (size_t i = 0; same && i < a->count; i++)
        same = a->texts != NULL     ? ind_str_equal(a->texts[i], b->texts[i])
               : a->numbers != NULL ? memcmp(&a->numbers[i], &b->numbers[i], sizeof *a->numbers) == 0
                                    : a->integers[i] == b->integers[i];
    return same;
}

bool ind_node_same(const ind_node *a, const ind_node *b) {
    return a->op == b->op && a->of == b->of && a->type == b->type && a->has_else == b->has_else &&
           a->count == b->count && same_value(&a->value, &b->value) && a->codeset.has == b->codeset.has &&
           a->codeset.context == b->codeset.context && same_set(a->set, b->set);
}

/* COLUMNS_A NULL: slots are compared themselves. */
static bool same_slot(uint32_t a, const uint32_t *columns_a, uint32_t b, const uint32_t *columns_b) {
    if (columns_a == NULL)
        return a == b;
    return columns_a[a] == columns_b[b] && columns_a[a] != IND_NOT_SHARED;
}

static bool same_node(const ind_node *a, const uint32_t *columns_a, const ind_node *b, const uint32_t *columns_b) {
    bool same = ind_node_same(a, b) && (a->op != IND_OP_SLOT || same_slot(a->slot, columns_a, b->slot, columns_b));
    for (uint32_t i = 0; same && i < a->count; i++)
        same = a->args[i] == b->args[i];
    return same;
}

bool ind_expr_same_columns(const ind_expr *a, const uint32_t *columns_a, const ind_expr *b, const uint32_t *columns_b) {
    if (a == NULL || b == NULL)
        return a == b;
    bool same = a->count == b->count && a->root == b->root;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_node(&a->nodes[i], columns_a, &b->nodes[i], columns_b);
    return same;
}

bool ind_expr_same(const ind_expr *a, const ind_expr *b) {
    return ind_expr_same_columns(a, NULL, b, NULL);
}
