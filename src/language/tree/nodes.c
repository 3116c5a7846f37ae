/* nodes.c - nodes are made here, and what can be known of them from their arguments is worked out:
 * whether they are constant, can be unknown, and can be remembered by one text's code. */
#include "language/tree/bind.h"

ind_operand ind_expr_bad(size_t start, size_t end) {
    return (ind_operand){.bad = true, .type = IND_BOOLEAN, .start = start, .end = end};
}

static ind_operand append(ind_unit *unit, ind_node node, size_t start, size_t end) {
    ind_compiler *c = unit->compiler;
    c->nodes = ind_grow(c->nodes, c->node_count, &c->node_room, sizeof *c->nodes);
    const ind_unit *outmost = unit;
    node.start = (uint32_t)start;
    node.end = (uint32_t)end;
    node.derived = unit->outer != NULL;
    for (; outmost->outer != NULL; outmost = outmost->outer) { /* a derived column stands where it is named */
        node.start = (uint32_t)outmost->name_start;
        node.end = (uint32_t)outmost->name_end;
    }
    c->nodes[c->node_count] = node;
    return (ind_operand){.node = (uint32_t)c->node_count++, .type = node.type, .start = start, .end = end};
}

static void look_at_args(const ind_unit *unit, ind_node *node) {
    int32_t varying = -1, many = 0;
    node->constant = true;
    node->of = unit->compiler->nodes[node->args[0]].type;
    for (uint32_t i = 0; i < node->count; i++) {
        const ind_node *arg = &unit->compiler->nodes[node->args[i]];
        node->nullable = node->nullable || arg->nullable;
        if (arg->constant)
            continue;
        node->constant = false;
        varying = (int32_t)i;
        many++;
    }
    node->mapped = -1;
    if (many == 1) {
        ind_type type = unit->compiler->nodes[node->args[varying]].type;
        if (type == IND_TEXT || type == IND_LIST)
            node->mapped = varying;
    }
}

ind_operand ind_expr_emit(ind_unit *unit, ind_node node, const ind_operand *args, size_t count, bool may_fail,
                          size_t start, size_t end) {
    uint32_t *numbers = ind_arena_alloc(unit->compiler->arena, count * sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        if (args[i].bad)
            return ind_expr_bad(start, end);
        numbers[i] = args[i].node;
    }
    node.args = numbers;
    node.count = (uint32_t)count;
    node.nullable = may_fail;
    look_at_args(unit, &node);
    return append(unit, node, start, end);
}

ind_operand ind_expr_emit_slot(ind_unit *unit, const ind_name *name, size_t start, size_t end) {
    ind_node node = {.op = IND_OP_SLOT, .type = name->type, .of = name->type, .slot = name->slot, .mapped = -1};
    node.nullable = !name->known;
    return append(unit, node, start, end);
}

ind_operand ind_expr_emit_literal(ind_unit *unit, ind_type type, ind_value value, size_t start, size_t end) {
    ind_node node = {.op = IND_OP_LITERAL, .type = type, .of = type, .value = value, .constant = true, .mapped = -1};
    return append(unit, node, start, end);
}

const ind_value *ind_expr_literal(const ind_unit *unit, ind_operand operand) {
    if (operand.bad || unit->compiler->nodes[operand.node].op != IND_OP_LITERAL)
        return NULL;
    return &unit->compiler->nodes[operand.node].value;
}

ind_operand ind_expr_widen(ind_unit *unit, ind_operand operand) {
    if (operand.bad || operand.type != IND_INTEGER)
        return operand;
    const ind_value *literal = ind_expr_literal(unit, operand);
    if (literal != NULL) {
        ind_value value = {.number = (double)literal->integer};
        return ind_expr_emit_literal(unit, IND_NUMBER, value, operand.start, operand.end);
    }
    ind_node node = {.op = IND_OP_WIDEN, .type = IND_NUMBER};
    ind_operand widened = ind_expr_emit(unit, node, &operand, 1, false, operand.start, operand.end);
    widened.is_name = operand.is_name;
    return widened;
}

ind_operand ind_expr_to_date(ind_unit *unit, ind_operand operand) {
    if (operand.bad || operand.type != IND_DATETIME)
        return operand;
    ind_node node = {.op = IND_OP_DATE_OF, .type = IND_DATE};
    return ind_expr_emit(unit, node, &operand, 1, false, operand.start, operand.end);
}

void ind_nodes_use(ind_node *nodes, uint32_t root) {
    nodes[root].used = true;
    for (size_t i = (size_t)root + 1; i-- > 0;)
        for (uint32_t k = 0; nodes[i].used && k < nodes[i].count; k++)
            nodes[nodes[i].args[k]].used = true;
}
