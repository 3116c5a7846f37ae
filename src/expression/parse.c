/* parse.c - the grammar, by recursive descent: one function a level of precedence.
 *
 *   or:          and { "or" and }
 *   and:         not { "and" not }
 *   not:         "not" not | comparison
 *   comparison:  sum [ op sum | [not] between sum and sum | [not] in ( list ) | [not] in codelist NAME
 *                    | [not] like 'pattern' | is [not] null ]
 *   sum:         product { ("+" | "-") product }
 *   product:     sign { ("*" | "/") sign }
 *   sign:        "-" sign | primary
 *   primary:     literal | name | name(...) | case ... end | ( or )
 *
 * "end" and "date" are keywords only where a value cannot begin, or before a text: definitions
 * have a role called end, and there is a function called date.
 *
 * The first syntax error ends the reading of a text, as what follows would be guesses; errors of
 * names and types before it have been reported by then.  After it every function returns without
 * reading on, because the current token is TOKEN_END. */
#include "base/date.h"
#include "expression/check.h"

static ind_operand parse_or(ind_unit *unit);

static const ind_token *peek(const ind_unit *unit) {
    return &unit->tokens[unit->at];
}

static const ind_token *peek_second(const ind_unit *unit) {
    return &unit->tokens[unit->at + (unit->at + 1 < unit->token_count ? 1 : 0)];
}

static const ind_token *take(ind_unit *unit) {
    const ind_token *token = peek(unit);
    unit->at += token->kind != TOKEN_END;
    return token;
}

static bool accept(ind_unit *unit, ind_token_kind kind) {
    bool met = peek(unit)->kind == kind && kind != TOKEN_END;
    unit->at += met;
    return met;
}

static bool at_keyword(const ind_unit *unit, ind_keyword key) {
    return peek(unit)->kind == TOKEN_WORD && peek(unit)->keyword == key;
}

static bool accept_keyword(ind_unit *unit, ind_keyword key) {
    bool met = at_keyword(unit, key);
    unit->at += met;
    return met;
}

/* The byte after the last token read. */
static size_t last_end(const ind_unit *unit) {
    return unit->at == 0 ? 0 : unit->tokens[unit->at - 1].end;
}

static ind_operand unexpected(ind_unit *unit, const char *wanted, const char *help) {
    const ind_token *token = peek(unit);
    ind_str found = {unit->text.data + token->start, token->end - token->start};
    if (token->kind == TOKEN_END)
        ind_expr_fail(unit, "syntax", token->start, token->end, help, "%s expected, but the expression ends here",
                      wanted);
    else
        ind_expr_fail(unit, "syntax", token->start, token->end, help, "%s expected, found '%.*s'", wanted,
                      IND_STR_ARGS(ind_expr_shown(found)));
    ind_expr_stop(unit);
    return ind_expr_bad(token->start, token->end);
}

/* The parenthesis that OPEN began, after what could have gone on with ALSO. */
static void close_list(ind_unit *unit, const ind_token *open, const char *also) {
    if (accept(unit, TOKEN_CLOSE) || unit->stopped)
        return;
    if (peek(unit)->kind == TOKEN_END)
        ind_expr_fail(unit, "syntax", open->start, open->end, NULL, "this '(' is never closed");
    else
        unexpected(unit, also, NULL);
    ind_expr_stop(unit);
}

/* Operands of a list wait on a stack, as their number is not known. */
static void push(ind_unit *unit, ind_operand operand) {
    ind_compiler *c = unit->compiler;
    c->stack = ind_grow(c->stack, c->stack_count, &c->stack_room, sizeof *c->stack);
    c->stack[c->stack_count++] = operand;
}

/* Operands from BASE on; they stay in place until the next push. */
static ind_operand *pop(ind_unit *unit, size_t base, size_t *count) {
    *count = unit->compiler->stack_count - base;
    unit->compiler->stack_count = base;
    return *count == 0 ? NULL : unit->compiler->stack + base;
}

/* "( a, b, c )" onto the stack, the parenthesis OPEN being read already. */
static void parse_list(ind_unit *unit, const ind_token *open) {
    size_t count = 0;
    if (!ind_expr_enter(unit))
        return;
    do {
        if (++count > IND_EXPR_MAX_LIST) {
            ind_expr_fail(unit, "limit", open->start, peek(unit)->start, "put the codes into a codelist",
                          "the list has more than %d items", IND_EXPR_MAX_LIST);
            ind_expr_stop(unit);
            return;
        }
        push(unit, parse_or(unit));
    } while (accept(unit, TOKEN_COMMA));
    unit->depth--;
    close_list(unit, open, "',' or ')'");
}

static ind_operand parse_call(ind_unit *unit) {
    const ind_token *name = take(unit), *open = take(unit);
    size_t base = unit->compiler->stack_count, count;
    if (!accept(unit, TOKEN_CLOSE))
        parse_list(unit, open);
    ind_operand *args = pop(unit, base, &count);
    if (unit->stopped)
        return ind_expr_bad(name->start, last_end(unit));
    return ind_expr_check_call(unit, name, args, count, last_end(unit));
}

static ind_operand parse_name(ind_unit *unit) {
    const ind_token *name = take(unit);
    ind_str none = {NULL, 0};
    if (!accept(unit, TOKEN_DOT))
        return ind_expr_check_name(unit, none, name->text, name->start, name->end);
    const ind_token *column = peek(unit);
    if (column->kind != TOKEN_WORD && column->kind != TOKEN_BRACKET)
        return unexpected(unit, "a name after '.'", NULL);
    take(unit);
    if (peek(unit)->kind == TOKEN_DOT || peek(unit)->kind == TOKEN_OPEN)
        return unexpected(unit, "an operator", "a name has at most two parts, as in personer.kon");
    return ind_expr_check_name(unit, name->text, column->text, name->start, column->end);
}

static ind_operand parse_case(ind_unit *unit) {
    const ind_token *word = take(unit);
    size_t base = unit->compiler->stack_count, count;
    bool has_else = false;
    if (!ind_expr_enter(unit))
        return ind_expr_bad(word->start, word->end);
    if (!at_keyword(unit, KEY_WHEN))
        return unexpected(unit, "'when'", "write case when CONDITION then VALUE ... else VALUE end");
    while (accept_keyword(unit, KEY_WHEN)) {
        push(unit, ind_expr_check_condition(unit, "when", parse_or(unit)));
        if (!accept_keyword(unit, KEY_THEN))
            unexpected(unit, "'then'", NULL);
        push(unit, parse_or(unit));
    }
    if (accept_keyword(unit, KEY_ELSE)) {
        has_else = true;
        push(unit, parse_or(unit));
    }
    if (!accept_keyword(unit, KEY_END))
        unexpected(unit, has_else ? "'end'" : "'when', 'else' or 'end'", NULL);
    unit->depth--;
    ind_operand *operands = pop(unit, base, &count);
    return ind_expr_check_case(unit, operands, count, has_else, word->start, last_end(unit));
}

static ind_operand parse_parenthesis(ind_unit *unit) {
    const ind_token *open = take(unit);
    if (!ind_expr_enter(unit))
        return ind_expr_bad(open->start, open->end);
    ind_operand inner = parse_or(unit);
    unit->depth--;
    close_list(unit, open, "an operator or ')'");
    inner.start = open->start;
    inner.end = last_end(unit);
    return inner;
}

static ind_operand parse_date(ind_unit *unit) {
    const ind_token *word = take(unit), *text = take(unit);
    ind_value value = {0};
    if (ind_date_parse(text->text, &value.day))
        return ind_expr_emit_literal(unit, IND_DATE, value, word->start, text->end);
    ind_expr_fail(unit, "syntax", text->start, text->end, "write dates as date '2025-01-31'", "there is no such date");
    return ind_expr_bad(word->start, text->end);
}

static ind_operand parse_literal(ind_unit *unit) {
    const ind_token *token = take(unit);
    ind_value value = {.text = token->text, .integer = token->integer, .number = token->number};
    value.truth = token->keyword == KEY_TRUE ? IND_TRUE : IND_FALSE;
    ind_type type = token->kind == TOKEN_INTEGER  ? IND_INTEGER
                    : token->kind == TOKEN_NUMBER ? IND_NUMBER
                    : token->kind == TOKEN_TEXT   ? IND_TEXT
                                                  : IND_BOOLEAN;
    return ind_expr_emit_literal(unit, type, value, token->start, token->end);
}

static ind_operand parse_word(ind_unit *unit) {
    const ind_token *token = peek(unit), *next = peek_second(unit);
    switch (token->keyword) {
    case KEY_CASE: return parse_case(unit);
    case KEY_TRUE:
    case KEY_FALSE: return parse_literal(unit);
    case KEY_NULL: return unexpected(unit, "a value", "to ask for unknown values, write x is null or x is not null");
    case KEY_DATE:
        if (next->kind == TOKEN_TEXT)
            return parse_date(unit);
        break;
    case KEY_NONE:
    case KEY_END: break;
    default: return unexpected(unit, "a value", NULL);
    }
    return next->kind == TOKEN_OPEN ? parse_call(unit) : parse_name(unit);
}

static ind_operand parse_primary(ind_unit *unit) {
    const ind_token *token = peek(unit);
    switch (token->kind) {
    case TOKEN_WORD: return parse_word(unit);
    case TOKEN_BRACKET: return parse_name(unit);
    case TOKEN_INTEGER:
    case TOKEN_NUMBER:
    case TOKEN_TEXT: return parse_literal(unit);
    case TOKEN_OPEN: return parse_parenthesis(unit);
    case TOKEN_BAD: take(unit); return ind_expr_bad(token->start, token->end);
    default: return unexpected(unit, "a value", NULL);
    }
}

static ind_operand parse_sign(ind_unit *unit) {
    const ind_token *minus = peek(unit);
    if (!accept(unit, TOKEN_MINUS))
        return parse_primary(unit);
    if (!ind_expr_enter(unit))
        return ind_expr_bad(minus->start, minus->end);
    ind_operand operand = parse_sign(unit);
    unit->depth--;
    return ind_expr_check_negate(unit, operand, minus->start);
}

static ind_operand parse_product(ind_unit *unit) {
    ind_operand left = parse_sign(unit);
    while (peek(unit)->kind == TOKEN_STAR || peek(unit)->kind == TOKEN_SLASH) {
        ind_token_kind op = take(unit)->kind;
        left = ind_expr_check_arithmetic(unit, op, left, parse_sign(unit));
    }
    return left;
}

static ind_operand parse_sum(ind_unit *unit) {
    ind_operand left = parse_product(unit);
    while (peek(unit)->kind == TOKEN_PLUS || peek(unit)->kind == TOKEN_MINUS) {
        ind_token_kind op = take(unit)->kind;
        left = ind_expr_check_arithmetic(unit, op, left, parse_product(unit));
    }
    return left;
}

static bool at_comparison_sign(const ind_unit *unit) {
    return peek(unit)->kind >= TOKEN_EQUAL && peek(unit)->kind <= TOKEN_GREATER_EQUAL;
}

static bool at_comparison(const ind_unit *unit) {
    return at_comparison_sign(unit) || at_keyword(unit, KEY_IN) || at_keyword(unit, KEY_IS) ||
           at_keyword(unit, KEY_BETWEEN) || at_keyword(unit, KEY_LIKE) || at_keyword(unit, KEY_NOT);
}

static ind_operand parse_is_null(ind_unit *unit, ind_operand value) {
    bool negated = accept_keyword(unit, KEY_NOT);
    if (!accept_keyword(unit, KEY_NULL))
        return unexpected(unit, negated ? "'null'" : "'null' or 'not null'", "compare values with = or <>");
    ind_operand is_null = ind_expr_check_is_null(unit, value, last_end(unit));
    return negated ? ind_expr_check_not(unit, is_null, value.start) : is_null;
}

static ind_operand parse_in(ind_unit *unit, ind_operand value) {
    if (accept_keyword(unit, KEY_CODELIST)) {
        const ind_token *name = peek(unit);
        if (name->kind != TOKEN_WORD && name->kind != TOKEN_BRACKET)
            return unexpected(unit, "the name of a codelist", NULL);
        return ind_expr_check_in_codelist(unit, value, take(unit));
    }
    const ind_token *open = peek(unit);
    if (!accept(unit, TOKEN_OPEN))
        return unexpected(unit, "'(' or 'codelist'", "write in ('A', 'B') or in codelist NAME");
    size_t base = unit->compiler->stack_count, count;
    parse_list(unit, open);
    ind_operand *items = pop(unit, base, &count);
    if (unit->stopped)
        return ind_expr_bad(value.start, last_end(unit));
    return ind_expr_check_in_list(unit, value, items, count, last_end(unit));
}

static ind_operand parse_between(ind_unit *unit, ind_operand value) {
    ind_operand low = parse_sum(unit);
    if (!accept_keyword(unit, KEY_AND))
        return unexpected(unit, "'and'", "write between LOW and HIGH");
    return ind_expr_check_between(unit, value, low, parse_sum(unit));
}

static ind_operand parse_like(ind_unit *unit, ind_operand value) {
    const ind_token *pattern = peek(unit);
    if (pattern->kind != TOKEN_TEXT)
        return unexpected(unit, "a pattern in quotes", "write like 'E10%'; % is any text, _ is any character");
    return ind_expr_check_like(unit, value, take(unit));
}

/* After a value: what follows "x not", or "x". */
static ind_operand parse_predicate(ind_unit *unit, ind_operand value) {
    size_t start = value.start;
    bool negated = accept_keyword(unit, KEY_NOT);
    ind_operand result;
    if (accept_keyword(unit, KEY_BETWEEN))
        result = parse_between(unit, value);
    else if (accept_keyword(unit, KEY_IN))
        result = parse_in(unit, value);
    else if (accept_keyword(unit, KEY_LIKE))
        result = parse_like(unit, value);
    else if (!negated && accept_keyword(unit, KEY_IS))
        result = parse_is_null(unit, value);
    else
        return unexpected(unit, "'between', 'in' or 'like'", "not stands before a whole condition: not x = 1");
    return negated ? ind_expr_check_not(unit, result, start) : result;
}

static ind_operand parse_comparison(ind_unit *unit) {
    ind_operand left = parse_sum(unit);
    if (!at_comparison(unit))
        return left;
    if (at_comparison_sign(unit)) {
        ind_token_kind op = take(unit)->kind;
        left = ind_expr_check_compare(unit, op, left, parse_sum(unit));
    } else
        left = parse_predicate(unit, left);
    if (at_comparison(unit))
        return unexpected(unit, "'and' or 'or'", "comparisons do not chain; write a < b and b < c");
    return left;
}

static ind_operand parse_not(ind_unit *unit) {
    const ind_token *word = peek(unit);
    if (!accept_keyword(unit, KEY_NOT))
        return parse_comparison(unit);
    if (!ind_expr_enter(unit))
        return ind_expr_bad(word->start, word->end);
    ind_operand operand = parse_not(unit);
    unit->depth--;
    return ind_expr_check_not(unit, operand, word->start);
}

static ind_operand parse_and(ind_unit *unit) {
    ind_operand left = parse_not(unit);
    while (accept_keyword(unit, KEY_AND))
        left = ind_expr_check_logic(unit, KEY_AND, left, parse_not(unit));
    return left;
}

static ind_operand parse_or(ind_unit *unit) {
    ind_operand left = parse_and(unit);
    while (accept_keyword(unit, KEY_OR))
        left = ind_expr_check_logic(unit, KEY_OR, left, parse_and(unit));
    return left;
}

ind_operand ind_expr_parse(ind_unit *unit) {
    if (peek(unit)->kind == TOKEN_END) {
        ind_expr_fail(unit, "syntax", 0, unit->text.length, NULL, "the expression is empty");
        return ind_expr_bad(0, unit->text.length);
    }
    ind_operand result = parse_or(unit);
    if (peek(unit)->kind == TOKEN_END || unit->stopped)
        return result;
    bool join = peek(unit)->kind == TOKEN_WORD || peek(unit)->kind == TOKEN_BRACKET;
    return unexpected(unit, "an operator or the end", join ? "join conditions with and or or" : NULL);
}
