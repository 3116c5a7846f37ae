/* compile.h - what the parser and the checks share while a text becomes an ind_expr.
 *
 * There is one pass: the parser asks the checks for a node as soon as it has read the operands.
 * An operand that was in error is "bad" and silences everything that is built on it, so that
 * one mistake gives one message. */
#ifndef IND_EXPRESSION_COMPILE_H
#define IND_EXPRESSION_COMPILE_H

#include "expression/lex.h"
#include "expression/node.h"

/* Derived columns are compiled where they stand; these end a definition that multiplies them. */
enum { IND_EXPR_MAX_NODES = 20000, IND_EXPR_MAX_EXPANSIONS = 1000 };

typedef struct {
    uint32_t node;
    ind_type type;
    bool bad;
    bool is_name;
    size_t start, end;
} ind_operand;

typedef struct {
    ind_arena *arena;
    void (*report)(void *context, const ind_expr_error *error);
    void *report_context;
    ind_node *nodes;
    size_t node_count, node_room;
    ind_operand *stack; /* operands of lists and calls being read */
    size_t stack_count, stack_room;
    ind_expr_edge *edges;
    size_t edge_count, edge_room;
    size_t errors, expansions;
    bool exhausted; /* no more derived columns are expanded */
} ind_compiler;

/* A name that UNIT has met, so that a derived column is compiled once. */
typedef struct {
    ind_str qualifier, name;
    ind_operand operand;
} ind_met_name;

/* One text: the expression itself, or a derived column inside OUTER. */
typedef struct ind_unit {
    ind_compiler *compiler;
    ind_str text;
    const ind_scope *scope;
    struct ind_unit *outer;
    ind_str name;                /* of the derived column */
    size_t name_start, name_end; /* in outer->text */
    ind_token *tokens;
    size_t token_count, token_room, at;
    ind_met_name *met;
    size_t met_count, met_room;
    int depth;
    bool stopped; /* after a syntax error or a limit: nothing more is reported */
} ind_unit;

/* compile.c */
ind_operand ind_expr_compile_unit(ind_unit *unit);
void ind_expr_fail(ind_unit *unit, const char *rule, size_t start, size_t end, const char *help, const char *format,
                   ...) __attribute__((format(printf, 6, 7)));
void ind_expr_stop(ind_unit *unit);   /* no sense in reading on */
bool ind_expr_enter(ind_unit *unit);  /* one level deeper; false, reported, past the limit.  Leave with unit->depth-- */
ind_str ind_expr_shown(ind_str text); /* at most 60 characters of it, for messages */
const char *ind_expr_help(ind_unit *unit, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* parse.c: a whole text, from its tokens. */
ind_operand ind_expr_parse(ind_unit *unit);

/* emit.c: nodes. */
ind_operand ind_expr_bad(size_t start, size_t end);
/* NODE with COUNT operands as arguments; CONSTANT, NULLABLE and MAPPED follow from them, and
 * the node is nullable in any case if it MAY_FAIL.  Bad if an operand is bad. */
ind_operand ind_expr_emit(ind_unit *unit, ind_node node, const ind_operand *args, size_t count, bool may_fail,
                          size_t start, size_t end);
ind_operand ind_expr_emit_slot(ind_unit *unit, uint32_t slot, ind_type type, size_t start, size_t end);
ind_operand ind_expr_emit_literal(ind_unit *unit, ind_type type, ind_value value, size_t start, size_t end);
const ind_value *ind_expr_literal(const ind_unit *unit,
                                  ind_operand operand);            /* NULL if it is none; BORROWED until emit */
ind_operand ind_expr_widen(ind_unit *unit, ind_operand operand);   /* integer to number */
ind_operand ind_expr_to_date(ind_unit *unit, ind_operand operand); /* datetime to date */

/* edge.c: RESULT is an edge with these POINTS, unless it is bad, constant or of a derived column. */
ind_operand ind_expr_note_edge(ind_unit *unit, ind_operand result, unsigned points, bool reversed);
/* What COUNT rows of VALUES, by node number, fell on. */
void ind_expr_see_points(const ind_expr *expr, const ind_vector *values, size_t count, unsigned *points);

#endif
