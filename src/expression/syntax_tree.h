/* syntax_tree.h - what an expression says, as a tree of what was written.
 *
 * The compiled form (node.h) is for computing: names are slots, constants are folded, derived columns stand in place.
 * This one is for telling people: every node is a piece of the text, with its place. */
#ifndef IND_EXPRESSION_SYNTAX_TREE_H
#define IND_EXPRESSION_SYNTAX_TREE_H

#include "base/memory.h"
#include "expression/lex.h"

typedef enum {
    IND_SYNTAX_INTEGER,
    IND_SYNTAX_NUMBER,
    IND_SYNTAX_TEXT,
    IND_SYNTAX_DATE,
    IND_SYNTAX_TRUTH,    /* INTEGER 1: true */
    IND_SYNTAX_NAME,     /* QUALIFIER.TEXT, or TEXT alone */
    IND_SYNTAX_CALL,     /* TEXT(items) */
    IND_SYNTAX_AND,      /* two items or more: a and b and c is one node */
    IND_SYNTAX_OR,       /* the same */
    IND_SYNTAX_NOT,      /* item */
    IND_SYNTAX_COMPARE,  /* item SIGN item */
    IND_SYNTAX_BETWEEN,  /* item between item and item */
    IND_SYNTAX_IN,       /* item in (further items) */
    IND_SYNTAX_CODELIST, /* item in codelist TEXT */
    IND_SYNTAX_LIKE,     /* item like TEXT */
    IND_SYNTAX_NULL,     /* item is null */
    IND_SYNTAX_CASE,     /* condition, value, condition, value ...; an odd last item is that of else */
    IND_SYNTAX_NEGATIVE, /* - item */
    IND_SYNTAX_SUM       /* item SIGN item: + - * / */
} ind_syntax_kind;

typedef struct ind_syntax {
    ind_syntax_kind kind;
    ind_token_kind sign; /* of COMPARE and SUM */
    bool negated;        /* not between, not in, not like, is not null */
    ind_str qualifier, text;
    int64_t integer;
    double number;
    const struct ind_syntax **items;
    size_t count, room;
    size_t start, end; /* bytes of the text */
} ind_syntax;

/* The tree of TEXT, which lives in ARENA with a copy of the text; NULL if TEXT does not compile. */
const ind_syntax *ind_syntax_parse(ind_arena *arena, ind_str text);

#endif
