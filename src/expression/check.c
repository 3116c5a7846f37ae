/* check.c - the type rules of the operators.  Both sides of a comparison have one type, with
 * integer widened to number; nothing else is converted in silence. */
#include "expression/check.h"

#include "base/date.h"
#include "base/number.h"
#include "expression/kernels.h"
#include "expression/text.h"

static bool is_numeric(ind_type type) {
    return type == IND_INTEGER || type == IND_NUMBER;
}

static ind_str source_of(const ind_unit *unit, ind_operand operand) {
    return ind_expr_shown((ind_str){unit->text.data + operand.start, operand.end - operand.start});
}

const char *ind_expr_described(ind_unit *unit, ind_operand operand) {
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

const char *ind_expr_remedy(ind_unit *unit, ind_type wanted, ind_operand given) {
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
    const char *help = ind_expr_remedy(unit, left.type, right);
    if (help == NULL || right.type == IND_LIST)
        help = ind_expr_remedy(unit, right.type, left);
    ind_expr_fail(unit, "type", right.start, right.end, help, "cannot compare %s with %s",
                  ind_expr_described(unit, left), ind_expr_described(unit, right));
}

bool ind_expr_check_comparable(ind_unit *unit, ind_operand left, ind_operand right) {
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

/* Columns: integer and datetime, number, date, text. */
static const struct {
    ind_kernel *integer, *number, *day, *text;
    ind_scalar *scalar;
} comparisons[] = {
    {ind_kernel_equal_integer, ind_kernel_equal_number, ind_kernel_equal_day, ind_kernel_equal_text, ind_scalar_equal},
    {ind_kernel_differ_integer, ind_kernel_differ_number, ind_kernel_differ_day, ind_kernel_differ_text,
     ind_scalar_differ},
    {ind_kernel_less_integer, ind_kernel_less_number, ind_kernel_less_day, ind_kernel_text, ind_scalar_less},
    {ind_kernel_at_most_integer, ind_kernel_at_most_number, ind_kernel_at_most_day, ind_kernel_text,
     ind_scalar_at_most},
};

static ind_node comparison_node(size_t row, ind_type type) {
    ind_node node = {.type = IND_BOOLEAN};
    switch (type) {
    case IND_NUMBER: node.kernel = comparisons[row].number; break;
    case IND_DATE: node.kernel = comparisons[row].day; break;
    case IND_TEXT:
        node.kernel = comparisons[row].text;
        node.scalar = comparisons[row].scalar;
        break;
    default: node.kernel = comparisons[row].integer; break;
    }
    return node;
}

ind_operand ind_expr_check_compare(ind_unit *unit, ind_token_kind op, ind_operand left, ind_operand right) {
    size_t start = left.start, end = right.end;
    if (!ind_expr_check_comparable(unit, left, right))
        return ind_expr_bad(start, end);
    if (left.type != right.type) {
        left = ind_expr_widen(unit, left);
        right = ind_expr_widen(unit, right);
    }
    bool swap = op == TOKEN_GREATER || op == TOKEN_GREATER_EQUAL;
    ind_operand args[] = {swap ? right : left, swap ? left : right};
    size_t row = op == TOKEN_EQUAL ? 0 : op == TOKEN_NOT_EQUAL ? 1 : op == TOKEN_LESS || op == TOKEN_GREATER ? 2 : 3;
    unsigned points = row < 2 && left.type == IND_TEXT ? IND_POINT_AT | IND_POINT_OTHER
                                                       : IND_POINT_BELOW | IND_POINT_AT | IND_POINT_ABOVE;
    ind_operand result = ind_expr_emit(unit, comparison_node(row, left.type), args, 2, false, start, end);
    return ind_expr_note_edge(unit, result, points, swap);
}

static const char *sign_name(ind_token_kind op) {
    return op == TOKEN_PLUS ? "+" : op == TOKEN_MINUS ? "-" : op == TOKEN_STAR ? "*" : "/";
}

static ind_operand arithmetic_fault(ind_unit *unit, ind_token_kind op, ind_operand left, ind_operand right) {
    const char *help = NULL;
    if (is_numeric(left.type) || left.type == IND_DATE)
        help = ind_expr_remedy(unit, left.type, right);
    if (help == NULL && is_numeric(right.type))
        help = ind_expr_remedy(unit, right.type, left);
    bool moments = left.type == IND_DATE || left.type == IND_DATETIME;
    if (moments && right.type == IND_NUMBER)
        help = "only whole days or minutes can be added; use round(...) or floor(...)";
    ind_expr_fail(unit, "type", left.start, right.end, help, "'%s' cannot join %s and %s", sign_name(op),
                  ind_expr_described(unit, left), ind_expr_described(unit, right));
    return ind_expr_bad(left.start, right.end);
}

static ind_operand number_arithmetic(ind_unit *unit, ind_token_kind op, ind_operand left, ind_operand right) {
    bool whole = left.type == IND_INTEGER && right.type == IND_INTEGER && op != TOKEN_SLASH;
    size_t start = left.start, end = right.end;
    ind_operand args[] = {whole ? left : ind_expr_widen(unit, left), whole ? right : ind_expr_widen(unit, right)};
    ind_node node = {.type = whole ? IND_INTEGER : IND_NUMBER};
    switch (op) {
    case TOKEN_PLUS: node.kernel = whole ? ind_kernel_add_integer : ind_kernel_add_number; break;
    case TOKEN_MINUS: node.kernel = whole ? ind_kernel_subtract_integer : ind_kernel_subtract_number; break;
    case TOKEN_STAR: node.kernel = whole ? ind_kernel_multiply_integer : ind_kernel_multiply_number; break;
    default: node.kernel = ind_kernel_divide; break;
    }
    return ind_expr_emit(unit, node, args, 2, true, start, end);
}

/* date +- integer and datetime +- integer. */
static ind_operand shift(ind_unit *unit, ind_token_kind op, ind_operand moment, ind_operand by, size_t start,
                         size_t end) {
    ind_node node = {.type = moment.type};
    node.kernel = moment.type == IND_DATE ? ind_kernel_add_days : ind_kernel_add_minutes;
    ind_operand args[] = {moment, op == TOKEN_MINUS ? ind_expr_check_negate(unit, by, by.start) : by};
    return ind_expr_emit(unit, node, args, 2, true, start, end);
}

ind_operand ind_expr_check_arithmetic(ind_unit *unit, ind_token_kind op, ind_operand left, ind_operand right) {
    size_t start = left.start, end = right.end;
    if (left.bad || right.bad)
        return ind_expr_bad(start, end);
    if (is_numeric(left.type) && is_numeric(right.type))
        return number_arithmetic(unit, op, left, right);
    bool moment = left.type == IND_DATE || left.type == IND_DATETIME;
    bool sum = op == TOKEN_PLUS || op == TOKEN_MINUS;
    if (moment && sum && right.type == IND_INTEGER)
        return shift(unit, op, left, right, start, end);
    if (op == TOKEN_PLUS && left.type == IND_INTEGER && (right.type == IND_DATE || right.type == IND_DATETIME))
        return shift(unit, op, right, left, start, end);
    if (moment && op == TOKEN_MINUS && left.type == right.type) {
        ind_operand args[] = {right, left};
        ind_node node = {.type = IND_INTEGER};
        node.kernel = left.type == IND_DATE ? ind_kernel_days_between : ind_kernel_minutes_between;
        return ind_expr_emit(unit, node, args, 2, false, start, end);
    }
    return arithmetic_fault(unit, op, left, right);
}

ind_operand ind_expr_check_negate(ind_unit *unit, ind_operand operand, size_t start) {
    if (operand.bad)
        return ind_expr_bad(start, operand.end);
    if (!is_numeric(operand.type)) {
        ind_expr_fail(unit, "type", start, operand.end, NULL, "'-' wants a number, not %s",
                      ind_expr_described(unit, operand));
        return ind_expr_bad(start, operand.end);
    }
    const ind_value *literal = ind_expr_literal(unit, operand);
    if (literal != NULL) {
        ind_value value = {.integer = -literal->integer, .number = -literal->number};
        return ind_expr_emit_literal(unit, operand.type, value, start, operand.end);
    }
    ind_node node = {.type = operand.type};
    node.kernel = operand.type == IND_INTEGER ? ind_kernel_negate_integer : ind_kernel_negate_number;
    return ind_expr_emit(unit, node, &operand, 1, false, start, operand.end);
}

ind_operand ind_expr_check_condition(ind_unit *unit, const char *where, ind_operand operand) {
    if (operand.bad || operand.type == IND_BOOLEAN)
        return operand;
    const char *help =
        operand.type == IND_TEXT && operand.is_name
            ? ind_expr_help(unit, "compare it with a value: %.*s = 'J'", IND_STR_ARGS(source_of(unit, operand)))
            : NULL;
    ind_expr_fail(unit, "type", operand.start, operand.end, help, "'%s' wants a condition, not %s", where,
                  ind_expr_described(unit, operand));
    return ind_expr_bad(operand.start, operand.end);
}

ind_operand ind_expr_check_logic(ind_unit *unit, ind_keyword op, ind_operand left, ind_operand right) {
    const char *word = op == KEY_AND ? "and" : "or";
    ind_operand args[] = {ind_expr_check_condition(unit, word, left), ind_expr_check_condition(unit, word, right)};
    ind_node node = {.type = IND_BOOLEAN, .kernel = op == KEY_AND ? ind_kernel_and : ind_kernel_or};
    return ind_expr_emit(unit, node, args, 2, false, left.start, right.end);
}

ind_operand ind_expr_check_not(ind_unit *unit, ind_operand operand, size_t start) {
    ind_operand arg = ind_expr_check_condition(unit, "not", operand);
    ind_node node = {.type = IND_BOOLEAN, .kernel = ind_kernel_not};
    return ind_expr_emit(unit, node, &arg, 1, false, start, operand.end);
}
