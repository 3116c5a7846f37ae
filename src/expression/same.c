/* same.c - are two compiled expressions the same?  Node by node: the same text in the same scope compiles to the same
 * list. */
#include "expression/node.h"

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
    return a->kernel == b->kernel && a->scalar == b->scalar && a->type == b->type && a->has_else == b->has_else &&
           a->count == b->count && same_value(&a->value, &b->value) && a->codeset.has == b->codeset.has &&
           a->codeset.context == b->codeset.context && same_set(a->set, b->set);
}

static bool same_node(const ind_node *a, const ind_node *b) {
    bool same = a->slot == b->slot && ind_node_same(a, b);
    for (uint32_t i = 0; same && i < a->count; i++)
        same = a->args[i] == b->args[i];
    return same;
}

bool ind_expr_same(const ind_expr *a, const ind_expr *b) {
    if (a == NULL || b == NULL)
        return a == b;
    bool same = a->count == b->count && a->root == b->root;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_node(&a->nodes[i], &b->nodes[i]);
    return same;
}
