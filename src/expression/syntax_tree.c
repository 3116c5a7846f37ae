/* syntax_tree.c - the grammar of parse.c once more, keeping what was written.
 *
 * The texts it gets have been compiled, so that nothing needs to be said of a fault: the reading ends and there is no
 * tree.  One function a level of precedence, as there. */
#include "expression/syntax_tree.h"
#include "expression/compile.h"

#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    const ind_token *tokens;
    size_t at, depth;
    bool failed;
} reader;

static ind_syntax *read_or(reader *r);

static const ind_token *peek(const reader *r) {
    return &r->tokens[r->at];
}

static const ind_token *take(reader *r) {
    const ind_token *token = peek(r);
    r->at += token->kind != TOKEN_END;
    return token;
}

static bool accept(reader *r, ind_token_kind kind) {
    bool met = peek(r)->kind == kind && kind != TOKEN_END;
    r->at += met;
    return met;
}

static bool accept_keyword(reader *r, ind_keyword key) {
    bool met = peek(r)->kind == TOKEN_WORD && peek(r)->keyword == key;
    r->at += met;
    return met;
}

static void need(reader *r, bool met) {
    r->failed |= !met;
}

static ind_syntax *node(reader *r, ind_syntax_kind kind, size_t start) {
    ind_syntax *made = ind_arena_alloc(r->arena, sizeof *made);
    made->kind = kind;
    made->start = start;
    return made;
}

static void add(reader *r, ind_syntax *parent, const ind_syntax *item) {
    parent->items = ind_arena_grow(r->arena, parent->items, parent->count, &parent->room, sizeof *parent->items);
    parent->items[parent->count++] = item;
}

static ind_syntax *ended(const reader *r, ind_syntax *made) {
    made->end = r->at == 0 ? 0 : r->tokens[r->at - 1].end;
    return made;
}

static void read_items(reader *r, ind_syntax *parent) {
    do
        add(r, parent, read_or(r));
    while (accept(r, TOKEN_COMMA) && !r->failed);
    need(r, accept(r, TOKEN_CLOSE));
}

static ind_syntax *read_name(reader *r) {
    const ind_token *first = take(r);
    ind_syntax *made = node(r, IND_SYNTAX_NAME, first->start);
    made->text = first->text;
    if (accept(r, TOKEN_OPEN)) {
        made->kind = IND_SYNTAX_CALL;
        if (!accept(r, TOKEN_CLOSE))
            read_items(r, made);
    } else if (accept(r, TOKEN_DOT)) {
        made->qualifier = first->text;
        made->text = take(r)->text;
    }
    return ended(r, made);
}

static ind_syntax *read_case(reader *r) {
    ind_syntax *made = node(r, IND_SYNTAX_CASE, take(r)->start);
    while (accept_keyword(r, KEY_WHEN) && !r->failed) {
        add(r, made, read_or(r));
        need(r, accept_keyword(r, KEY_THEN));
        add(r, made, read_or(r));
    }
    if (accept_keyword(r, KEY_ELSE))
        add(r, made, read_or(r));
    need(r, accept_keyword(r, KEY_END));
    return ended(r, made);
}

static ind_syntax *read_literal(reader *r, ind_syntax_kind kind) {
    const ind_token *token = take(r);
    ind_syntax *made = node(r, kind, token->start);
    made->text = token->text;
    made->integer = kind == IND_SYNTAX_TRUTH ? token->keyword == KEY_TRUE : token->integer;
    made->number = kind == IND_SYNTAX_INTEGER ? (double)token->integer : token->number;
    return ended(r, made);
}

static ind_syntax *read_word(reader *r) {
    const ind_token *token = peek(r);
    if (token->keyword == KEY_CASE)
        return read_case(r);
    if (token->keyword == KEY_TRUE || token->keyword == KEY_FALSE)
        return read_literal(r, IND_SYNTAX_TRUTH);
    if (token->keyword == KEY_DATE && r->tokens[r->at + 1].kind == TOKEN_TEXT) {
        take(r);
        ind_syntax *made = read_literal(r, IND_SYNTAX_DATE);
        made->start = token->start;
        return made;
    }
    need(r, token->keyword == KEY_NONE || token->keyword == KEY_END || token->keyword == KEY_DATE);
    return read_name(r);
}

static ind_syntax *read_primary(reader *r) {
    const ind_token *token = peek(r);
    switch (token->kind) {
    case TOKEN_WORD: return read_word(r);
    case TOKEN_BRACKET: return read_name(r);
    case TOKEN_INTEGER: return read_literal(r, IND_SYNTAX_INTEGER);
    case TOKEN_NUMBER: return read_literal(r, IND_SYNTAX_NUMBER);
    case TOKEN_TEXT: return read_literal(r, IND_SYNTAX_TEXT);
    case TOKEN_OPEN: {
        take(r);
        ind_syntax *inner = read_or(r);
        need(r, accept(r, TOKEN_CLOSE));
        return inner;
    }
    default: r->failed = true; return node(r, IND_SYNTAX_TRUTH, token->start);
    }
}

static ind_syntax *read_sign(reader *r) {
    size_t start = peek(r)->start;
    if (!accept(r, TOKEN_MINUS))
        return read_primary(r);
    ind_syntax *made = node(r, IND_SYNTAX_NEGATIVE, start);
    add(r, made, read_sign(r));
    return ended(r, made);
}

static ind_syntax *pair(reader *r, ind_syntax_kind kind, const ind_syntax *left, ind_token_kind sign,
                        const ind_syntax *right) {
    ind_syntax *made = node(r, kind, left->start);
    made->sign = sign;
    add(r, made, left);
    add(r, made, right);
    return ended(r, made);
}

static ind_syntax *read_product(reader *r) {
    ind_syntax *left = read_sign(r);
    while (!r->failed && (peek(r)->kind == TOKEN_STAR || peek(r)->kind == TOKEN_SLASH)) {
        ind_token_kind sign = take(r)->kind;
        left = pair(r, IND_SYNTAX_SUM, left, sign, read_sign(r));
    }
    return left;
}

static ind_syntax *read_sum(reader *r) {
    ind_syntax *left = read_product(r);
    while (!r->failed && (peek(r)->kind == TOKEN_PLUS || peek(r)->kind == TOKEN_MINUS)) {
        ind_token_kind sign = take(r)->kind;
        left = pair(r, IND_SYNTAX_SUM, left, sign, read_product(r));
    }
    return left;
}

static ind_syntax *read_in(reader *r, ind_syntax *made) {
    made->kind = IND_SYNTAX_IN;
    if (accept_keyword(r, KEY_CODELIST)) {
        made->kind = IND_SYNTAX_CODELIST;
        made->text = take(r)->text;
    } else {
        need(r, accept(r, TOKEN_OPEN));
        read_items(r, made);
    }
    return made;
}

/* What follows a value: "[not] in (...)", "is null", ... */
static ind_syntax *read_predicate(reader *r, const ind_syntax *value) {
    ind_syntax *made = node(r, IND_SYNTAX_NULL, value->start);
    add(r, made, value);
    made->negated = accept_keyword(r, KEY_NOT);
    if (accept_keyword(r, KEY_BETWEEN)) {
        made->kind = IND_SYNTAX_BETWEEN;
        add(r, made, read_sum(r));
        need(r, accept_keyword(r, KEY_AND));
        add(r, made, read_sum(r));
    } else if (accept_keyword(r, KEY_IN)) {
        read_in(r, made);
    } else if (accept_keyword(r, KEY_LIKE)) {
        made->kind = IND_SYNTAX_LIKE;
        made->text = take(r)->text;
    } else {
        need(r, accept_keyword(r, KEY_IS));
        made->negated = accept_keyword(r, KEY_NOT);
        need(r, accept_keyword(r, KEY_NULL));
    }
    return ended(r, made);
}

static bool at_predicate(const reader *r) {
    if (peek(r)->kind != TOKEN_WORD)
        return false;
    ind_keyword key = peek(r)->keyword;
    return key == KEY_NOT || key == KEY_BETWEEN || key == KEY_IN || key == KEY_LIKE || key == KEY_IS;
}

static ind_syntax *read_comparison(reader *r) {
    ind_syntax *left = read_sum(r);
    if (peek(r)->kind >= TOKEN_EQUAL && peek(r)->kind <= TOKEN_GREATER_EQUAL) {
        ind_token_kind sign = take(r)->kind;
        return pair(r, IND_SYNTAX_COMPARE, left, sign, read_sum(r));
    }
    return at_predicate(r) ? read_predicate(r, left) : left;
}

static ind_syntax *read_not(reader *r) {
    size_t start = peek(r)->start;
    if (!accept_keyword(r, KEY_NOT))
        return read_comparison(r);
    ind_syntax *made = node(r, IND_SYNTAX_NOT, start);
    if (++r->depth > IND_EXPR_MAX_DEPTH)
        r->failed = true;
    else
        add(r, made, read_not(r));
    r->depth--;
    return ended(r, made);
}

/* "a KEY b KEY c" as one node; a alone stays a. */
static ind_syntax *read_chain(reader *r, ind_syntax_kind kind, ind_keyword key, ind_syntax *(*next)(reader *)) {
    ind_syntax *first = next(r);
    if (r->failed || peek(r)->kind != TOKEN_WORD || peek(r)->keyword != key)
        return first;
    ind_syntax *made = node(r, kind, first->start);
    add(r, made, first);
    while (!r->failed && accept_keyword(r, key))
        add(r, made, next(r));
    return ended(r, made);
}

static ind_syntax *read_and(reader *r) {
    return read_chain(r, IND_SYNTAX_AND, KEY_AND, read_not);
}

static ind_syntax *read_or(reader *r) {
    if (++r->depth > 2 * IND_EXPR_MAX_DEPTH)
        r->failed = true;
    ind_syntax *made = r->failed ? node(r, IND_SYNTAX_TRUTH, 0) : read_chain(r, IND_SYNTAX_OR, KEY_OR, read_and);
    r->depth--;
    return made;
}

static void ignore(void *context, const ind_expr_error *error) {
    (void)context;
    (void)error;
}

const ind_syntax *ind_syntax_parse(ind_arena *arena, ind_str text) {
    if (text.length > IND_EXPR_MAX_LENGTH)
        return NULL;
    ind_compiler compiler = {.arena = arena, .report = ignore};
    ind_unit unit = {.compiler = &compiler, .text = ind_arena_str(arena, text)};
    const ind_syntax *root = NULL;
    if (ind_expr_lex(&unit) && compiler.errors == 0) {
        reader r = {.arena = arena, .tokens = unit.tokens};
        root = read_or(&r);
        if (r.failed || peek(&r)->kind != TOKEN_END)
            root = NULL;
    }
    free(unit.tokens);
    return root;
}
