/* bind_operators.c - the type rules of the operators.  Both sides of a comparison have one type, with
 * integer widened to number; nothing else is converted in silence. */
#include "language/tree/bind.h"

#include "base/date.h"
#include "base/number.h"

static bool is_numeric(ind_type type) {
    return type == IND_INTEGER || type == IND_NUMBER;
}

static ind_str source_of(const ind_unit *unit, ind_operand operand) {
    return ind_expr_shown((ind_str){unit->reading.text.data + operand.start, operand.end - operand.start});
}

const char *ind_bind_described(ind_unit *unit, ind_operand operand) {
    if (!operand.is_name)
        return ind_type_name(operand.type);
    return ind_expr_help(unit, "%s '%.*s'", ind_type_name(operand.type), IND_STR_ARGS(source_of(unit, operand)));
}

static bool is_decimal(ind_str text) {
    double ignored;
    return ind_parse_decimal(text, '.', &ignored);
}

static const char *remedy_for_text(ind_unit *unit, ind_type wanted, ind_str text) {
    int32_t day;
    if (wanted == IND_DATE && ind_date_parse(text, &day))
        return ind_expr_help(unit, "write date '%.*s'", IND_STR_ARGS(ind_expr_shown(text)));
    if (is_numeric(wanted) && is_decimal(text))
        return ind_expr_help(unit, "write %.*s without quotes", IND_STR_ARGS(ind_expr_shown(text)));
    return NULL;
}

const char *ind_bind_remedy(ind_unit *unit, ind_type wanted, ind_operand given) {
    const ind_value *literal = ind_expr_literal(unit, given);
    ind_str source = source_of(unit, given);
    if (literal != NULL && given.type == IND_TEXT)
        return remedy_for_text(unit, wanted, literal->text);
    if (literal != NULL && wanted == IND_TEXT && is_numeric(given.type))
        return ind_expr_help(unit, "write '%.*s' with quotes", IND_STR_ARGS(source));
    if (wanted == IND_DATE && given.type == IND_DATETIME)
        return given.is_name ? ind_expr_help(unit, "use date_of(%.*s)", IND_STR_ARGS(source)) : "use date_of(...)";
    if (wanted == IND_INTEGER && given.type == IND_NUMBER)
        return "use round(...) or floor(...)";
    if (is_numeric(wanted) && given.type == IND_TEXT)
        return "use number(...)";
    if (wanted == IND_LIST && given.type == IND_TEXT)
        return "a text has one value: compare it with =";
    return given.type == IND_LIST ? "use has(list, 'X') or has_prefix(list, 'X')" : NULL;
}

/* The values of two types cannot meet: the fault is shown at the literal, if there is one. */
static void mismatch(ind_unit *unit, ind_operand left, ind_operand right) {
    if (ind_expr_literal(unit, left) != NULL && ind_expr_literal(unit, right) == NULL) {
        ind_operand swapped = left;
        left = right;
        right = swapped;
    }
    const char *help = ind_bind_remedy(unit, left.type, right);
    if (help == NULL || right.type == IND_LIST)
        help = ind_bind_remedy(unit, right.type, left);
    ind_expr_fail(unit, "type", right.start, right.end, help, "cannot compare %s with %s",
                  ind_bind_described(unit, left), ind_bind_described(unit, right));
}

bool ind_bind_comparable(ind_unit *unit, ind_operand left, ind_operand right) {
    if (left.bad || right.bad)
        return false;
    ind_type a = left.type, b = right.type;
    if (a != b && !(is_numeric(a) && is_numeric(b)))
        mismatch(unit, left, right);
    else if (a == IND_BOOLEAN)
        ind_expr_fail(unit, "type", left.start, right.end, "combine conditions with and, or and not",
                      "conditions cannot be compared");
    else if (a == IND_LIST)
        ind_expr_fail(unit, "type", left.start, right.end, "use has(list, 'X') or has_prefix(list, 'X')",
                      "lists cannot be compared");
    else
        return true;
    return false;
}

ind_operand ind_bind_compare(ind_unit *unit, ind_token_kind sign, ind_operand left, ind_operand right) {
    size_t start = left.start, end = right.end;
    if (!ind_bind_comparable(unit, left, right))
        return ind_expr_bad(start, end);
    if (left.type != right.type) {
        left = ind_expr_widen(unit, left);
        right = ind_expr_widen(unit, right);
    }
    bool swapped = sign == TOKEN_GREATER || sign == TOKEN_GREATER_EQUAL;
    ind_operand args[] = {swapped ? right : left, swapped ? left : right};
    ind_node node = {.type = IND_BOOLEAN, .swapped = swapped};
    node.op = sign == TOKEN_EQUAL                           ? IND_OP_EQUAL
              : sign == TOKEN_NOT_EQUAL                     ? IND_OP_DIFFER
              : sign == TOKEN_LESS || sign == TOKEN_GREATER ? IND_OP_LESS
                                                            : IND_OP_AT_MOST;
    return ind_expr_emit(unit, node, args, 2, false, start, end);
}

static const char *sign_name(ind_token_kind sign) {
    return sign == TOKEN_PLUS ? "+" : sign == TOKEN_MINUS ? "-" : sign == TOKEN_STAR ? "*" : "/";
}

static ind_operand arithmetic_fault(ind_unit *unit, ind_token_kind sign, ind_operand left, ind_operand right) {
    const char *help = NULL;
    if (is_numeric(left.type) || left.type == IND_DATE)
        help = ind_bind_remedy(unit, left.type, right);
    if (help == NULL && is_numeric(right.type))
        help = ind_bind_remedy(unit, right.type, left);
    bool moments = left.type == IND_DATE || left.type == IND_DATETIME;
    if (moments && right.type == IND_NUMBER)
        help = "only whole days or minutes can be added; use round(...) or floor(...)";
    ind_expr_fail(unit, "type", left.start, right.end, help, "'%s' cannot join %s and %s", sign_name(sign),
                  ind_bind_described(unit, left), ind_bind_described(unit, right));
    return ind_expr_bad(left.start, right.end);
}

static ind_operand number_arithmetic(ind_unit *unit, ind_token_kind sign, ind_operand left, ind_operand right) {
    bool whole = left.type == IND_INTEGER && right.type == IND_INTEGER && sign != TOKEN_SLASH;
    size_t start = left.start, end = right.end;
    ind_operand args[] = {whole ? left : ind_expr_widen(unit, left), whole ? right : ind_expr_widen(unit, right)};
    ind_node node = {.type = whole ? IND_INTEGER : IND_NUMBER};
    node.op = sign == TOKEN_PLUS    ? IND_OP_ADD
              : sign == TOKEN_MINUS ? IND_OP_SUBTRACT
              : sign == TOKEN_STAR  ? IND_OP_MULTIPLY
                                    : IND_OP_DIVIDE;
    return ind_expr_emit(unit, node, args, 2, true, start, end);
}

/* date +- integer and datetime +- integer. */
static ind_operand shift(ind_unit *unit, ind_token_kind sign, ind_operand moment, ind_operand by, size_t start,
                         size_t end) {
    ind_node node = {.type = moment.type};
    node.op = moment.type == IND_DATE ? IND_OP_ADD_DAYS : IND_OP_ADD_MINUTES;
    ind_operand args[] = {moment, sign == TOKEN_MINUS ? ind_bind_negative(unit, by, by.start) : by};
    return ind_expr_emit(unit, node, args, 2, true, start, end);
}

ind_operand ind_bind_arithmetic(ind_unit *unit, ind_token_kind sign, ind_operand left, ind_operand right) {
    size_t start = left.start, end = right.end;
    if (left.bad || right.bad)
        return ind_expr_bad(start, end);
    if (is_numeric(left.type) && is_numeric(right.type))
        return number_arithmetic(unit, sign, left, right);
    bool moment = left.type == IND_DATE || left.type == IND_DATETIME;
    bool sum = sign == TOKEN_PLUS || sign == TOKEN_MINUS;
    if (moment && sum && right.type == IND_INTEGER)
        return shift(unit, sign, left, right, start, end);
    if (sign == TOKEN_PLUS && left.type == IND_INTEGER && (right.type == IND_DATE || right.type == IND_DATETIME))
        return shift(unit, sign, right, left, start, end);
    if (moment && sign == TOKEN_MINUS && left.type == right.type) {
        ind_operand args[] = {right, left};
        ind_node node = {.type = IND_INTEGER, .swapped = true};
        node.op = left.type == IND_DATE ? IND_OP_DAYS_BETWEEN : IND_OP_MINUTES_BETWEEN;
        return ind_expr_emit(unit, node, args, 2, false, start, end);
    }
    return arithmetic_fault(unit, sign, left, right);
}

ind_operand ind_bind_negative(ind_unit *unit, ind_operand operand, size_t start) {
    if (operand.bad)
        return ind_expr_bad(start, operand.end);
    if (!is_numeric(operand.type)) {
        ind_expr_fail(unit, "type", start, operand.end, NULL, "'-' wants a number, not %s",
                      ind_bind_described(unit, operand));
        return ind_expr_bad(start, operand.end);
    }
    const ind_value *literal = ind_expr_literal(unit, operand);
    if (literal != NULL) {
        ind_value value = {.integer = -literal->integer, .number = -literal->number};
        return ind_expr_emit_literal(unit, operand.type, value, start, operand.end);
    }
    ind_node node = {.op = IND_OP_NEGATE, .type = operand.type};
    return ind_expr_emit(unit, node, &operand, 1, false, start, operand.end);
}

ind_operand ind_bind_condition(ind_unit *unit, const char *where, ind_operand operand) {
    if (operand.bad || operand.type == IND_BOOLEAN)
        return operand;
    const char *help =
        operand.type == IND_TEXT && operand.is_name
            ? ind_expr_help(unit, "compare it with a value: %.*s = 'J'", IND_STR_ARGS(source_of(unit, operand)))
            : NULL;
    ind_expr_fail(unit, "type", operand.start, operand.end, help, "'%s' wants a condition, not %s", where,
                  ind_bind_described(unit, operand));
    return ind_expr_bad(operand.start, operand.end);
}

ind_operand ind_bind_logic(ind_unit *unit, ind_operator op, ind_operand left, ind_operand right) {
    const char *word = op == IND_OP_AND ? "and" : "or";
    ind_operand args[] = {ind_bind_condition(unit, word, left), ind_bind_condition(unit, word, right)};
    ind_node node = {.type = IND_BOOLEAN, .op = op};
    return ind_expr_emit(unit, node, args, 2, false, left.start, right.end);
}

ind_operand ind_bind_not(ind_unit *unit, ind_operand operand, size_t start) {
    ind_operand arg = ind_bind_condition(unit, "not", operand);
    ind_node node = {.type = IND_BOOLEAN, .op = IND_OP_NOT};
    return ind_expr_emit(unit, node, &arg, 1, false, start, operand.end);
}
