/* bind_choices.c - the type rules of between, in, like, is null, case and coalesce. */
#include "language/tree/bind.h"
#include "language/tree/set.h"

#include <stdlib.h>

ind_operand ind_bind_between(ind_unit *unit, ind_operand value, ind_operand low, ind_operand high) {
    ind_operand args[] = {ind_bind_compare(unit, TOKEN_GREATER_EQUAL, value, low),
                          ind_bind_compare(unit, TOKEN_LESS_EQUAL, value, high)};
    ind_node node = {.type = IND_BOOLEAN, .op = IND_OP_BOTH};
    return ind_expr_emit(unit, node, args, 2, false, value.start, high.end);
}

/* True if all are comparable with VALUE; *WIDEN if a number is among them. */
static bool check_items(ind_unit *unit, ind_operand value, const ind_operand *items, size_t count, bool *literals,
                        bool *widen) {
    bool ok = !value.bad;
    *literals = true;
    *widen = value.type == IND_NUMBER;
    for (size_t i = 0; i < count; i++) {
        bool fits = ind_bind_comparable(unit, value, items[i]);
        if (!fits && value.type == IND_LIST)
            return false; /* the fault is the left side's: once is enough */
        ok = ok && fits;
        *literals = *literals && ind_expr_literal(unit, items[i]) != NULL;
        *widen = *widen || items[i].type == IND_NUMBER;
    }
    return ok;
}

/* Items that are not literals: x = a or x = b or ... */
static ind_operand in_expressions(ind_unit *unit, ind_operand value, const ind_operand *items, size_t count,
                                  size_t end) {
    ind_operand any = ind_bind_compare(unit, TOKEN_EQUAL, value, items[0]);
    for (size_t i = 1; i < count; i++)
        any = ind_bind_logic(unit, IND_OP_OR, any, ind_bind_compare(unit, TOKEN_EQUAL, value, items[i]));
    any.start = value.start;
    any.end = end;
    return any;
}

ind_operand ind_bind_in_list(ind_unit *unit, ind_operand value, const ind_operand *items, size_t count, size_t end) {
    bool literals, widen;
    if (!check_items(unit, value, items, count, &literals, &widen))
        return ind_expr_bad(value.start, end);
    if (!literals)
        return in_expressions(unit, value, items, count, end);
    if (widen)
        value = ind_expr_widen(unit, value);
    ind_set *set = ind_expr_set_new(unit->compiler->arena, value.type, count);
    for (size_t i = 0; i < count; i++)
        ind_expr_set_add(set, value.type, items[i].type, ind_expr_literal(unit, items[i]));
    ind_expr_set_sort(set, value.type);
    ind_node node = {.op = IND_OP_IN, .type = IND_BOOLEAN, .set = set};
    return ind_expr_emit(unit, node, &value, 1, false, value.start, end);
}

ind_operand ind_bind_in_codelist(ind_unit *unit, ind_operand value, const ind_syntax *x) {
    ind_node node = {.op = IND_OP_IN_CODELIST, .type = IND_BOOLEAN, .value.text = x->text};
    const char *help = NULL;
    const ind_scope *scope = unit->scope;
    if (scope->codelist == NULL || !scope->codelist(scope->context, x->text, &node.codeset, &help)) {
        ind_expr_fail(unit, "unknown_codelist", x->text_start, x->end, help, "no such codelist '%.*s'",
                      IND_STR_ARGS(ind_expr_shown(x->text)));
        return ind_expr_bad(value.start, x->end);
    }
    if (!value.bad && value.type != IND_TEXT && value.type != IND_LIST) {
        ind_expr_fail(unit, "type", value.start, value.end, "codes are texts",
                      "'in codelist' wants a text or a list, not %s", ind_bind_described(unit, value));
        return ind_expr_bad(value.start, x->end);
    }
    return ind_expr_emit(unit, node, &value, 1, false, value.start, x->end);
}

ind_operand ind_bind_like(ind_unit *unit, ind_operand value, const ind_syntax *x) {
    if (!value.bad && value.type != IND_TEXT) {
        ind_expr_fail(unit, "type", value.start, value.end, value.type == IND_LIST ? "use has_prefix(list, 'X')" : NULL,
                      "'like' wants a text, not %s", ind_bind_described(unit, value));
        return ind_expr_bad(value.start, x->end);
    }
    ind_node node = {.op = IND_OP_LIKE, .type = IND_BOOLEAN, .value.text = x->text};
    return ind_expr_emit(unit, node, &value, 1, false, value.start, x->end);
}

ind_operand ind_bind_is_null(ind_unit *unit, ind_operand value, size_t end) {
    ind_node node = {.type = IND_BOOLEAN, .op = IND_OP_IS_NULL};
    ind_operand result = ind_expr_emit(unit, node, &value, 1, false, value.start, end);
    if (!result.bad)
        unit->compiler->nodes[result.node].nullable = false;
    return result;
}

/* VALUES of case or coalesce get one type, integers being widened if a number is among them. */
static bool unify(ind_unit *unit, ind_operand **values, size_t count, const char *what) {
    bool integer = false, number = false, ok = true;
    for (size_t i = 0; i < count; i++) {
        if (values[i]->bad)
            return false;
        integer = integer || values[i]->type == IND_INTEGER;
        number = number || values[i]->type == IND_NUMBER;
    }
    for (size_t i = 0; i < count && integer && number; i++)
        *values[i] = ind_expr_widen(unit, *values[i]);
    for (size_t i = 1; i < count; i++) {
        if (values[i]->type == values[0]->type)
            continue;
        ind_expr_fail(unit, "type", values[i]->start, values[i]->end,
                      ind_bind_remedy(unit, values[0]->type, *values[i]),
                      "the values of %s must have one type, not %s and %s", what, ind_bind_described(unit, *values[0]),
                      ind_bind_described(unit, *values[i]));
        ok = false;
    }
    return ok;
}

ind_operand ind_bind_case(ind_unit *unit, ind_operand *operands, size_t count, size_t start, size_t end) {
    bool has_else = count % 2 == 1;
    size_t values = count / 2 + has_else;
    ind_operand **value = ind_alloc_array(values, sizeof(ind_operand *));
    bool ok = count >= 2, nullable = !has_else;
    for (size_t i = 0; i < count / 2; i++) {
        value[i] = &operands[2 * i + 1];
        ok = ok && !operands[2 * i].bad;
    }
    if (has_else)
        value[values - 1] = &operands[count - 1];
    ok = unify(unit, value, values, "case") && ok;
    for (size_t i = 0; i < values && ok; i++)
        nullable = nullable || unit->compiler->nodes[value[i]->node].nullable;
    ind_node node = {.has_else = has_else, .op = IND_OP_CASE, .type = values == 0 ? IND_TEXT : value[0]->type};
    free(value);
    if (!ok)
        return ind_expr_bad(start, end);
    ind_operand result = ind_expr_emit(unit, node, operands, count, false, start, end);
    unit->compiler->nodes[result.node].nullable = nullable; /* an unknown condition is only not met */
    return result;
}

ind_operand ind_bind_coalesce(ind_unit *unit, ind_operand *operands, size_t count, size_t start, size_t end) {
    ind_operand **value = ind_alloc_array(count, sizeof(ind_operand *));
    bool nullable = true;
    for (size_t i = 0; i < count; i++)
        value[i] = &operands[i];
    bool ok = unify(unit, value, count, "coalesce");
    free(value);
    if (!ok)
        return ind_expr_bad(start, end);
    for (size_t i = 0; i < count; i++)
        nullable = nullable && unit->compiler->nodes[operands[i].node].nullable;
    ind_node node = {.op = IND_OP_COALESCE, .type = operands[0].type};
    ind_operand result = ind_expr_emit(unit, node, operands, count, false, start, end);
    unit->compiler->nodes[result.node].nullable = nullable;
    return result;
}
