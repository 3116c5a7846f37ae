/* bind.c - the walk over what is written.  The type rules are in bind_operators.c, bind_choices.c and functions.c. */
#include "language/tree/bind.h"

#include "base/date.h"

#include <stdlib.h>

static ind_operand bind_date(ind_unit *unit, const ind_syntax *x) {
    ind_value value = {0};
    if (ind_date_parse(x->text, &value.day))
        return ind_expr_emit_literal(unit, IND_DATE, value, x->start, x->end);
    ind_expr_fail(unit, "syntax", x->text_start, x->end, "write dates as date '2025-01-31'", "there is no such date");
    return ind_expr_bad(x->start, x->end);
}

/* The operands of X from item FROM on, to be freed. */
static ind_operand *bind_items(ind_unit *unit, const ind_syntax *x, size_t from) {
    ind_operand *operands = ind_alloc_array(x->count - from, sizeof *operands);
    for (size_t i = from; i < x->count; i++) {
        operands[i - from] = ind_expr_bind(unit, x->items[i]);
        if (x->kind == IND_SYNTAX_CASE && i % 2 == 0 && i + 1 < x->count)
            operands[i - from] = ind_bind_condition(unit, "when", operands[i - from]);
    }
    return operands;
}

/* call, case: all operands are bound before the whole is looked at */
static ind_operand bind_with_items(ind_unit *unit, const ind_syntax *x) {
    ind_operand *operands = bind_items(unit, x, 0), out = ind_expr_bad(x->start, x->end);
    if (!unit->stopped)
        out = x->kind == IND_SYNTAX_CALL ? ind_bind_call(unit, x, operands, x->count)
                                         : ind_bind_case(unit, operands, x->count, x->start, x->end);
    free(operands);
    return out;
}

static ind_operand bind_in(ind_unit *unit, const ind_syntax *x, ind_operand value) {
    ind_operand *items = bind_items(unit, x, 1), out = ind_expr_bad(x->start, x->end);
    if (!unit->stopped)
        out = ind_bind_in_list(unit, value, items, x->count - 1, x->end);
    free(items);
    return out;
}

/* The reading ended after the items. */
static ind_operand bind_fault(ind_unit *unit, const ind_syntax *x) {
    for (size_t i = 0; i < x->count; i++)
        ind_expr_bind(unit, x->items[i]);
    ind_expr_tell(unit, unit->reading.fault);
    unit->stopped = true;
    return ind_expr_bad(x->start, x->end);
}

static ind_operand bind_chain(ind_unit *unit, const ind_syntax *x) {
    ind_operator op = x->kind == IND_SYNTAX_AND ? IND_OP_AND : IND_OP_OR;
    ind_operand left = ind_expr_bind(unit, x->items[0]);
    for (size_t i = 1; i < x->count; i++)
        left = ind_bind_logic(unit, op, left, ind_expr_bind(unit, x->items[i]));
    return left;
}

/* "a + b - c ..." hangs on its left side as deep as it is long: no recursion there. */
static ind_operand bind_sum(ind_unit *unit, const ind_syntax *x) {
    size_t length = 0;
    const ind_syntax *first = x;
    for (; first->kind == IND_SYNTAX_SUM; first = first->items[0])
        length++;
    const ind_syntax **sums = ind_alloc_array(length, sizeof *sums);
    for (size_t i = length; i-- > 0; x = x->items[0])
        sums[i] = x;
    ind_operand left = ind_expr_bind(unit, first);
    for (size_t i = 0; i < length; i++) {
        left.start = unit->reading.tokens[sums[i]->items[0]->first].start;
        left.end = unit->reading.tokens[sums[i]->items[0]->last].end;
        left = ind_bind_arithmetic(unit, sums[i]->sign, left, ind_expr_bind(unit, sums[i]->items[1]));
    }
    free(sums);
    return left;
}

/* between, in, like, is null: a question about a value */
static ind_operand bind_question(ind_unit *unit, const ind_syntax *x) {
    ind_operand value = ind_expr_bind(unit, x->items[0]), low, out;
    switch (x->kind) {
    case IND_SYNTAX_BETWEEN:
        low = ind_expr_bind(unit, x->items[1]);
        out = ind_bind_between(unit, value, low, ind_expr_bind(unit, x->items[2]));
        break;
    case IND_SYNTAX_IN: out = bind_in(unit, x, value); break;
    case IND_SYNTAX_CODELIST: out = ind_bind_in_codelist(unit, value, x); break;
    case IND_SYNTAX_LIKE: out = ind_bind_like(unit, value, x); break;
    default: out = ind_bind_is_null(unit, value, x->end);
    }
    return x->negated ? ind_bind_not(unit, out, value.start) : out;
}

static ind_operand bind(ind_unit *unit, const ind_syntax *x) {
    ind_operand left;
    switch (x->kind) {
    case IND_SYNTAX_INTEGER:
        return ind_expr_emit_literal(unit, IND_INTEGER, (ind_value){.integer = x->integer}, x->start, x->end);
    case IND_SYNTAX_NUMBER:
        return ind_expr_emit_literal(unit, IND_NUMBER, (ind_value){.number = x->number}, x->start, x->end);
    case IND_SYNTAX_TEXT: return ind_expr_emit_literal(unit, IND_TEXT, (ind_value){.text = x->text}, x->start, x->end);
    case IND_SYNTAX_TRUTH:
        return ind_expr_emit_literal(unit, IND_BOOLEAN, (ind_value){.truth = (uint8_t)x->integer}, x->start, x->end);
    case IND_SYNTAX_DATE: return bind_date(unit, x);
    case IND_SYNTAX_NAME: return ind_bind_name(unit, x);
    case IND_SYNTAX_CALL:
    case IND_SYNTAX_CASE: return bind_with_items(unit, x);
    case IND_SYNTAX_AND:
    case IND_SYNTAX_OR: return bind_chain(unit, x);
    case IND_SYNTAX_NOT: return ind_bind_not(unit, ind_expr_bind(unit, x->items[0]), x->start);
    case IND_SYNTAX_NEGATIVE: return ind_bind_negative(unit, ind_expr_bind(unit, x->items[0]), x->start);
    case IND_SYNTAX_SUM: return bind_sum(unit, x);
    case IND_SYNTAX_COMPARE:
        left = ind_expr_bind(unit, x->items[0]);
        return ind_bind_compare(unit, x->sign, left, ind_expr_bind(unit, x->items[1]));
    case IND_SYNTAX_BAD: return ind_expr_bad(x->start, x->end);
    case IND_SYNTAX_FAULT: return bind_fault(unit, x);
    default: return bind_question(unit, x);
    }
}

ind_operand ind_expr_bind(ind_unit *unit, const ind_syntax *syntax) {
    if (unit->stopped)
        return ind_expr_bad(syntax->start, syntax->end);
    ind_operand out = bind(unit, syntax);
    out.start = unit->reading.tokens[syntax->first].start;
    out.end = unit->reading.tokens[syntax->last].end;
    return out;
}
