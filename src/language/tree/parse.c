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
 * The first fault ends the reading of a text, as what follows would be guesses.  It is kept, with what was read before
 * it: errors of names and types in that come first.  After it every function returns without reading on, because the
 * current token is TOKEN_END. */
#include "language/tree/syntax.h"

static ind_syntax *parse_or(ind_reading *r);

static const ind_token *peek(const ind_reading *r) {
    return &r->tokens[r->at];
}

static const ind_token *peek_second(const ind_reading *r) {
    return &r->tokens[r->at + (r->at + 1 < r->token_count ? 1 : 0)];
}

static const ind_token *take(ind_reading *r) {
    const ind_token *token = peek(r);
    r->at += token->kind != TOKEN_END;
    return token;
}

static bool accept(ind_reading *r, ind_token_kind kind) {
    bool met = peek(r)->kind == kind && kind != TOKEN_END;
    r->at += met;
    return met;
}

static bool at_keyword(const ind_reading *r, ind_keyword key) {
    return peek(r)->kind == TOKEN_WORD && peek(r)->keyword == key;
}

static bool accept_keyword(ind_reading *r, ind_keyword key) {
    bool met = at_keyword(r, key);
    r->at += met;
    return met;
}

/* ---- nodes ---- */

/* From the current token on. */
static ind_syntax *begin(const ind_reading *r, ind_syntax_kind kind) {
    ind_syntax *made = ind_arena_alloc(r->arena, sizeof *made);
    made->kind = kind;
    made->depth = r->depth;
    made->first = made->last = (uint32_t)r->at;
    made->start = peek(r)->start;
    made->end = peek(r)->end;
    return made;
}

static void add(const ind_reading *r, ind_syntax *parent, const ind_syntax *item) {
    parent->items = ind_arena_grow(r->arena, parent->items, parent->count, &parent->room, sizeof *parent->items);
    parent->items[parent->count++] = item;
}

/* From ITEM on, which is its first part. */
static ind_syntax *begin_with(const ind_reading *r, ind_syntax_kind kind, const ind_syntax *item) {
    ind_syntax *made = begin(r, kind);
    made->first = item->first;
    made->start = r->tokens[item->first].start;
    add(r, made, item);
    return made;
}

/* Up to the last token read. */
static ind_syntax *ended(const ind_reading *r, ind_syntax *made) {
    made->last = (uint32_t)(r->at == 0 ? 0 : r->at - 1);
    made->end = r->tokens[made->last].end;
    return made;
}

/* ---- faults ---- */

static void stop(ind_reading *r, const char *rule, size_t start, size_t end, const char *help, const char *message) {
    if (r->fault.rule == NULL)
        r->fault = (ind_expr_error){rule, start, end, message, help};
    r->at = r->token_count - 1;
}

static void expected(ind_reading *r, const char *wanted, const char *help) {
    const ind_token *token = peek(r);
    ind_str found = {r->text.data + token->start, token->end - token->start};
    const char *message =
        token->kind == TOKEN_END
            ? ind_arena_format(r->arena, "%s expected, but the expression ends here", wanted)
            : ind_arena_format(r->arena, "%s expected, found '%.*s'", wanted, IND_STR_ARGS(ind_expr_shown(found)));
    stop(r, "syntax", token->start, token->end, help, message);
}

/* What was read as MADE goes no further, another token being WANTED. */
static ind_syntax *cut(ind_reading *r, ind_syntax *made, const char *wanted, const char *help) {
    expected(r, wanted, help);
    made->kind = IND_SYNTAX_FAULT;
    return made;
}

static ind_syntax *unexpected(ind_reading *r, const char *wanted, const char *help) {
    return cut(r, begin(r, IND_SYNTAX_FAULT), wanted, help);
}

/* One level deeper; false past the limit.  Leave with r->depth--. */
static bool enter(ind_reading *r) {
    if (r->depth++ < IND_EXPR_MAX_DEPTH)
        return true;
    stop(r, "limit", peek(r)->start, peek(r)->end, "split it into derived columns, or use fewer parentheses",
         ind_arena_format(r->arena, "the expression is nested more than %d levels deep", IND_EXPR_MAX_DEPTH));
    return false;
}

/* The parenthesis that OPEN began, after what could have gone on with ALSO.  False: it is not there. */
static bool close_list(ind_reading *r, const ind_token *open, const char *also) {
    if (accept(r, TOKEN_CLOSE))
        return true;
    if (peek(r)->kind == TOKEN_END)
        stop(r, "syntax", open->start, open->end, NULL, "this '(' is never closed");
    else
        expected(r, also, NULL);
    return false;
}

/* ---- values ---- */

/* "a, b, c )" into PARENT, the parenthesis OPEN being read already. */
static ind_syntax *parse_list(ind_reading *r, ind_syntax *parent, const ind_token *open) {
    size_t count = 0;
    bool inside = enter(r);
    do {
        if (inside && ++count > IND_EXPR_MAX_LIST)
            stop(r, "limit", open->start, peek(r)->start, "put the codes into a codelist",
                 ind_arena_format(r->arena, "the list has more than %d items", IND_EXPR_MAX_LIST));
        add(r, parent, parse_or(r));
    } while (accept(r, TOKEN_COMMA));
    r->depth--;
    if (!close_list(r, open, "',' or ')'"))
        parent->kind = IND_SYNTAX_FAULT;
    return ended(r, parent);
}

static ind_syntax *parse_call(ind_reading *r) {
    ind_syntax *made = begin(r, IND_SYNTAX_CALL);
    made->text = take(r)->text;
    const ind_token *open = take(r);
    return accept(r, TOKEN_CLOSE) ? ended(r, made) : parse_list(r, made, open);
}

static bool at_name(const ind_reading *r) {
    return peek(r)->kind == TOKEN_WORD || peek(r)->kind == TOKEN_BRACKET;
}

static void set_path(const ind_reading *r, ind_syntax *made, const ind_str *parts, size_t count) {
    ind_str *kept = ind_arena_alloc(r->arena, count * sizeof *kept);
    memcpy(kept, parts, count * sizeof *kept);
    made->qualifier = kept[0];
    made->path = (ind_path){kept, count};
}

/* "a.b.c": every part but the last is of the path. */
static ind_syntax *parse_name(ind_reading *r) {
    ind_syntax *made = begin(r, IND_SYNTAX_NAME);
    ind_str parts[IND_EXPR_MAX_PARTS];
    size_t count = 0;
    made->text = take(r)->text;
    while (accept(r, TOKEN_DOT)) {
        if (!at_name(r))
            return cut(r, made, "a name after '.'", NULL);
        parts[count++] = made->text;
        made->text = take(r)->text;
        if (count + 1 == IND_EXPR_MAX_PARTS && peek(r)->kind == TOKEN_DOT) {
            stop(r, "limit", made->start, peek(r)->start, NULL,
                 ind_arena_format(r->arena, "the name has more than %d parts", IND_EXPR_MAX_PARTS));
            made->kind = IND_SYNTAX_FAULT;
            return made;
        }
    }
    if (count > 0 && peek(r)->kind == TOKEN_OPEN)
        return cut(r, made, "an operator", "functions stand alone, as in age(personer.fodelsedatum, end)");
    if (count > 0)
        set_path(r, made, parts, count);
    return ended(r, made);
}

static ind_syntax *parse_case(ind_reading *r) {
    ind_syntax *made = begin(r, IND_SYNTAX_CASE);
    take(r);
    if (enter(r) && !at_keyword(r, KEY_WHEN))
        add(r, made, unexpected(r, "'when'", "write case when CONDITION then VALUE ... else VALUE end"));
    while (accept_keyword(r, KEY_WHEN)) {
        add(r, made, parse_or(r));
        add(r, made, accept_keyword(r, KEY_THEN) ? parse_or(r) : unexpected(r, "'then'", NULL));
    }
    ind_syntax *rest = accept_keyword(r, KEY_ELSE) ? parse_or(r) : NULL;
    if (!accept_keyword(r, KEY_END))
        rest = rest == NULL ? unexpected(r, "'when', 'else' or 'end'", NULL)
                            : cut(r, begin_with(r, IND_SYNTAX_FAULT, rest), "'end'", NULL);
    if (rest != NULL)
        add(r, made, rest);
    r->depth--;
    return ended(r, made);
}

static ind_syntax *parse_parenthesis(ind_reading *r) {
    uint32_t open = (uint32_t)r->at;
    take(r);
    enter(r);
    ind_syntax *inner = parse_or(r);
    r->depth--;
    if (!close_list(r, &r->tokens[open], "an operator or ')'"))
        return begin_with(r, IND_SYNTAX_FAULT, inner);
    inner->first = open;
    inner->last = (uint32_t)r->at - 1;
    return inner;
}

static ind_syntax *parse_literal(ind_reading *r, ind_syntax_kind kind) {
    ind_syntax *made = begin(r, kind);
    const ind_token *token = take(r);
    made->text = token->text;
    made->integer = kind == IND_SYNTAX_TRUTH ? token->keyword == KEY_TRUE : token->integer;
    made->number = kind == IND_SYNTAX_INTEGER ? (double)token->integer : token->number;
    return made;
}

static ind_syntax *parse_date(ind_reading *r) {
    ind_syntax *made = begin(r, IND_SYNTAX_DATE);
    take(r);
    made->text_start = peek(r)->start;
    made->text = take(r)->text;
    return ended(r, made);
}

static ind_syntax *parse_word(ind_reading *r) {
    ind_token_kind next = peek_second(r)->kind;
    switch (peek(r)->keyword) {
    case KEY_CASE: return parse_case(r);
    case KEY_TRUE:
    case KEY_FALSE: return parse_literal(r, IND_SYNTAX_TRUTH);
    case KEY_NULL: return unexpected(r, "a value", "to ask for unknown values, write x is null or x is not null");
    case KEY_DATE:
        if (next == TOKEN_TEXT)
            return parse_date(r);
        break;
    case KEY_NONE:
    case KEY_END: break;
    default: return unexpected(r, "a value", NULL);
    }
    return next == TOKEN_OPEN ? parse_call(r) : parse_name(r);
}

static ind_syntax *parse_primary(ind_reading *r) {
    switch (peek(r)->kind) {
    case TOKEN_WORD: return parse_word(r);
    case TOKEN_BRACKET: return parse_name(r);
    case TOKEN_INTEGER: return parse_literal(r, IND_SYNTAX_INTEGER);
    case TOKEN_NUMBER: return parse_literal(r, IND_SYNTAX_NUMBER);
    case TOKEN_TEXT: return parse_literal(r, IND_SYNTAX_TEXT);
    case TOKEN_OPEN: return parse_parenthesis(r);
    case TOKEN_BAD: return parse_literal(r, IND_SYNTAX_BAD);
    default: return unexpected(r, "a value", NULL);
    }
}

/* A word or sign before what NEXT reads. */
static ind_syntax *parse_prefix(ind_reading *r, ind_syntax_kind kind, ind_syntax *(*next)(ind_reading *)) {
    ind_syntax *made = begin(r, kind);
    take(r);
    enter(r);
    add(r, made, next(r));
    r->depth--;
    return ended(r, made);
}

static ind_syntax *parse_sign(ind_reading *r) {
    return peek(r)->kind == TOKEN_MINUS ? parse_prefix(r, IND_SYNTAX_NEGATIVE, parse_sign) : parse_primary(r);
}

/* LEFT, the sign at hand, and what NEXT reads. */
static ind_syntax *parse_pair(ind_reading *r, ind_syntax_kind kind, ind_syntax *left,
                              ind_syntax *(*next)(ind_reading *)) {
    ind_syntax *made = begin_with(r, kind, left);
    made->sign = take(r)->kind;
    add(r, made, next(r));
    return ended(r, made);
}

static ind_syntax *parse_product(ind_reading *r) {
    ind_syntax *left = parse_sign(r);
    while (peek(r)->kind == TOKEN_STAR || peek(r)->kind == TOKEN_SLASH)
        left = parse_pair(r, IND_SYNTAX_SUM, left, parse_sign);
    return left;
}

static ind_syntax *parse_sum(ind_reading *r) {
    ind_syntax *left = parse_product(r);
    while (peek(r)->kind == TOKEN_PLUS || peek(r)->kind == TOKEN_MINUS)
        left = parse_pair(r, IND_SYNTAX_SUM, left, parse_product);
    return left;
}

/* ---- conditions ---- */

static bool at_comparison_sign(const ind_reading *r) {
    return peek(r)->kind >= TOKEN_EQUAL && peek(r)->kind <= TOKEN_GREATER_EQUAL;
}

static bool at_comparison(const ind_reading *r) {
    return at_comparison_sign(r) || at_keyword(r, KEY_IN) || at_keyword(r, KEY_IS) || at_keyword(r, KEY_BETWEEN) ||
           at_keyword(r, KEY_LIKE) || at_keyword(r, KEY_NOT);
}

static ind_syntax *parse_is_null(ind_reading *r, ind_syntax *made) {
    made->kind = IND_SYNTAX_NULL;
    made->negated = accept_keyword(r, KEY_NOT);
    if (!accept_keyword(r, KEY_NULL))
        return cut(r, made, made->negated ? "'null'" : "'null' or 'not null'", "compare values with = or <>");
    return ended(r, made);
}

static ind_syntax *parse_in(ind_reading *r, ind_syntax *made) {
    made->kind = IND_SYNTAX_IN;
    if (accept_keyword(r, KEY_CODELIST)) {
        if (!at_name(r))
            return cut(r, made, "the name of a codelist", NULL);
        made->kind = IND_SYNTAX_CODELIST;
        made->text_start = peek(r)->start;
        made->text = take(r)->text;
        return ended(r, made);
    }
    const ind_token *open = peek(r);
    if (!accept(r, TOKEN_OPEN))
        return cut(r, made, "'(' or 'codelist'", "write in ('A', 'B') or in codelist NAME");
    return parse_list(r, made, open);
}

static ind_syntax *parse_between(ind_reading *r, ind_syntax *made) {
    made->kind = IND_SYNTAX_BETWEEN;
    add(r, made, parse_sum(r));
    if (!accept_keyword(r, KEY_AND))
        return cut(r, made, "'and'", "write between LOW and HIGH");
    add(r, made, parse_sum(r));
    return ended(r, made);
}

static ind_syntax *parse_like(ind_reading *r, ind_syntax *made) {
    made->kind = IND_SYNTAX_LIKE;
    if (peek(r)->kind != TOKEN_TEXT)
        return cut(r, made, "a pattern in quotes", "write like 'E10%'; % is any text, _ is any character");
    made->text = take(r)->text;
    return ended(r, made);
}

/* After a value: what follows "x not", or "x". */
static ind_syntax *parse_predicate(ind_reading *r, const ind_syntax *value) {
    ind_syntax *made = begin_with(r, IND_SYNTAX_FAULT, value);
    made->negated = accept_keyword(r, KEY_NOT);
    if (accept_keyword(r, KEY_BETWEEN))
        return parse_between(r, made);
    if (accept_keyword(r, KEY_IN))
        return parse_in(r, made);
    if (accept_keyword(r, KEY_LIKE))
        return parse_like(r, made);
    if (!made->negated && accept_keyword(r, KEY_IS))
        return parse_is_null(r, made);
    return cut(r, made, "'between', 'in' or 'like'", "not stands before a whole condition: not x = 1");
}

static ind_syntax *parse_comparison(ind_reading *r) {
    ind_syntax *left = parse_sum(r);
    if (!at_comparison(r))
        return left;
    left = at_comparison_sign(r) ? parse_pair(r, IND_SYNTAX_COMPARE, left, parse_sum) : parse_predicate(r, left);
    if (!at_comparison(r))
        return left;
    return cut(r, begin_with(r, IND_SYNTAX_FAULT, left), "'and' or 'or'",
               "comparisons do not chain; write a < b and b < c");
}

static ind_syntax *parse_not(ind_reading *r) {
    return at_keyword(r, KEY_NOT) ? parse_prefix(r, IND_SYNTAX_NOT, parse_not) : parse_comparison(r);
}

/* "a KEY b KEY c" as one node; a alone stays a. */
static ind_syntax *parse_chain(ind_reading *r, ind_syntax_kind kind, ind_keyword key,
                               ind_syntax *(*next)(ind_reading *)) {
    ind_syntax *first = next(r);
    if (!at_keyword(r, key))
        return first;
    ind_syntax *made = begin_with(r, kind, first);
    while (accept_keyword(r, key))
        add(r, made, next(r));
    return ended(r, made);
}

static ind_syntax *parse_and(ind_reading *r) {
    return parse_chain(r, IND_SYNTAX_AND, KEY_AND, parse_not);
}

static ind_syntax *parse_or(ind_reading *r) {
    return parse_chain(r, IND_SYNTAX_OR, KEY_OR, parse_and);
}

const ind_syntax *ind_expr_parse(ind_reading *r) {
    if (peek(r)->kind == TOKEN_END) {
        stop(r, "syntax", 0, r->text.length, NULL, "the expression is empty");
        return begin(r, IND_SYNTAX_FAULT);
    }
    ind_syntax *whole = parse_or(r);
    if (peek(r)->kind == TOKEN_END)
        return whole;
    return cut(r, begin_with(r, IND_SYNTAX_FAULT, whole), "an operator or the end",
               at_name(r) ? "join conditions with and or or" : NULL);
}

const ind_syntax *ind_syntax_parse(ind_arena *arena, ind_str text) {
    if (text.length > IND_EXPR_MAX_LENGTH)
        return NULL;
    ind_reading r = {.arena = arena, .text = ind_arena_str(arena, text)};
    bool cut_up = ind_expr_lex(&r) && !r.refused;
    const ind_syntax *whole = cut_up ? ind_expr_parse(&r) : NULL;
    ind_reading_free(&r);
    return r.fault.rule == NULL ? whole : NULL;
}
