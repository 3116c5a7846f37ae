/* measure_clauses.h - the expressions of a measure, each with its place in the definition. */
#ifndef IND_CLAUSES_H
#define IND_CLAUSES_H

#include "definition/definition.h"

typedef struct {
    const char *pointer;  /* JSON pointer: "/index/exclude/0/where" */
    const ind_json *node; /* the text; tells clauses of two compilations of one definition apart */
    const ind_expr *expr;
    unsigned feed;
    ind_scope_kind scope;
} ind_clause;

/* In order of the parameter tables; lives in ARENA. */
ind_clause *ind_clauses_of(ind_arena *arena, const ind_measure *measure, size_t *count);
/* "event.day_to" as "/event/day_to". */
const char *ind_pointer_of(ind_arena *arena, const char *path);
const char *ind_pointer_key(ind_arena *arena, ind_str key); /* a key as it stands in a pointer */
/* Is NODE written in the file PATH?  A variant answers only for what it sets itself. */
bool ind_written_in(const ind_json *node, const char *path);
/* The place of bytes START..END of an expression. */
ind_place ind_clause_place(const ind_json *node, size_t start, size_t end);

#endif
