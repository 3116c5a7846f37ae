/* lex.h - the tokens of the condition language. */
#ifndef IND_LANGUAGE_LEX_H
#define IND_LANGUAGE_LEX_H

#include "language/tree/tree.h"

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

/* A text being read: cut into tokens, and from these into a tree (syntax.h). */
typedef struct {
    ind_arena *arena;
    ind_str text;
    void (*report)(void *context, const ind_expr_error *error); /* NULL: nobody is told */
    void *context;
    ind_token *tokens; /* OWNED: ind_reading_free; the last one is TOKEN_END */
    size_t token_count, token_room, at;
    int depth;            /* of nesting, that of what the text stands in included */
    bool refused;         /* a fault has been found */
    ind_expr_error fault; /* the one that ended the parsing; RULE NULL: none */
} ind_reading;

/* Cut the text into tokens.  Faults are reported; false if the rest cannot make sense. */
bool ind_expr_lex(ind_reading *reading);
void ind_reading_free(ind_reading *reading);

/* WORD equals the lower-case LITERAL, without regard to the case of A-Z. */
bool ind_expr_word_is(ind_str word, const char *literal);
ind_str ind_expr_shown(ind_str text); /* at most 60 characters of it, for messages */

#endif
