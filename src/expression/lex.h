/* lex.h - the tokens of the condition language. */
#ifndef IND_EXPRESSION_LEX_H
#define IND_EXPRESSION_LEX_H

#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    TOKEN_END,
    TOKEN_WORD,    /* a name or a keyword */
    TOKEN_BRACKET, /* [a name] */
    TOKEN_INTEGER,
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_BAD, /* stands for a value; its error has been reported */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_STAR,
    TOKEN_SLASH,
    TOKEN_EQUAL,
    TOKEN_NOT_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL
} ind_token_kind;

typedef enum {
    KEY_NONE,
    KEY_AND,
    KEY_OR,
    KEY_NOT,
    KEY_IN,
    KEY_IS,
    KEY_NULL,
    KEY_BETWEEN,
    KEY_LIKE,
    KEY_CASE,
    KEY_WHEN,
    KEY_THEN,
    KEY_ELSE,
    KEY_END,
    KEY_CODELIST,
    KEY_DATE,
    KEY_TRUE,
    KEY_FALSE
} ind_keyword;

typedef struct {
    ind_token_kind kind;
    ind_keyword keyword; /* of a word */
    size_t start, end;   /* bytes of the text */
    ind_str text;        /* a name without brackets; a text without quotes */
    int64_t integer;
    double number;
} ind_token;

struct ind_unit;

/* Cut the text of UNIT into unit->tokens, the last of which is TOKEN_END.  Errors are reported;
 * false if the rest cannot make sense. */
bool ind_expr_lex(struct ind_unit *unit);

/* WORD equals the lower-case LITERAL, without regard to the case of A-Z. */
bool ind_expr_word_is(ind_str word, const char *literal);

#endif
