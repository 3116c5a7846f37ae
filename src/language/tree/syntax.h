/* syntax.h - an expression as it is written: the tree that the grammar makes of a text, before any name is known.
 *
 * Every node is a piece of the text, with its place.  Sentences (words/), the changes that are tried on a definition
 * (change.c) and the binding of names and types (bind.c) read this tree; nothing else knows the grammar. */
#ifndef IND_LANGUAGE_SYNTAX_H
#define IND_LANGUAGE_SYNTAX_H

#include "language/tree/lex.h"

typedef enum {
    IND_SYNTAX_INTEGER,
    IND_SYNTAX_NUMBER,
    IND_SYNTAX_TEXT,
    IND_SYNTAX_DATE,     /* TEXT may be no date */
    IND_SYNTAX_TRUTH,    /* INTEGER 1: true */
    IND_SYNTAX_NAME,     /* PATH.TEXT, or TEXT alone */
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
    IND_SYNTAX_SUM,      /* item SIGN item: + - * / */
    IND_SYNTAX_BAD,      /* stands for a value that could not be read, as has been reported */
    IND_SYNTAX_FAULT     /* the reading ended here, after these items; only in a tree whose reading has a fault */
} ind_syntax_kind;

typedef struct ind_syntax {
    ind_syntax_kind kind;
    ind_token_kind sign;     /* of COMPARE and SUM */
    bool negated;            /* not between, not in, not like, is not null */
    int depth;               /* of nesting */
    ind_str qualifier, text; /* QUALIFIER: the first part of PATH; empty: there is none */
    ind_path path;
    int64_t integer;
    double number;
    const struct ind_syntax **items;
    size_t count, room;
    size_t start, end;    /* bytes of the text */
    size_t text_start;    /* of DATE and CODELIST: where TEXT is written */
    uint32_t first, last; /* tokens, with the parentheses around it: the one before FIRST joins it to what is before */
} ind_syntax;

/* The tree of tokens, which lives in the arena.  If the reading has a fault afterwards, the tree is of what was read.
 */
const ind_syntax *ind_expr_parse(ind_reading *reading);

/* The tree of TEXT, which lives in ARENA with a copy of the text; NULL if TEXT cannot be read. */
const ind_syntax *ind_syntax_parse(ind_arena *arena, ind_str text);

#endif
