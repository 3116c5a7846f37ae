/* bind.h - from what is written (syntax.h) to what it means (node.h): names become slots, and types are checked.
 *
 * The tree is walked once, operands before their operator, so that errors come in the order of the text.  An operand
 * that was in error is "bad" and silences everything that is built on it, so that one mistake gives one message. */
#ifndef IND_LANGUAGE_BIND_H
#define IND_LANGUAGE_BIND_H

#include "language/tree/node.h"
#include "language/tree/syntax.h"

/* Derived columns are compiled where they stand; these end a definition that multiplies them. */
enum { IND_EXPR_MAX_NODES = 20000, IND_EXPR_MAX_EXPANSIONS = 1000 };

typedef struct {
    uint32_t node;
    ind_type type;
    bool bad;
    bool is_name;
    size_t start, end; /* with the parentheses around it */
} ind_operand;

struct ind_unit;
typedef struct {
    ind_arena *arena;
    ind_operand (*compile)(struct ind_unit *unit); /* the whole of a text: for derived columns */
    void (*report)(void *context, const ind_expr_error *error);
    void *report_context;
    ind_node *nodes;
    size_t node_count, node_room;
    size_t errors, expansions;
    bool exhausted; /* no more derived columns are expanded */
} ind_compiler;

/* A name that UNIT has met, so that a derived column is compiled once. */
typedef struct {
    ind_path path;
    ind_str name;
    ind_operand operand;
} ind_met_name;

/* One text: the expression itself, or a derived column inside OUTER. */
typedef struct ind_unit {
    ind_compiler *compiler;
    ind_reading reading;
    const ind_scope *scope;
    struct ind_unit *outer;
    ind_str name;                /* of the derived column */
    size_t name_start, name_end; /* in the text of OUTER */
    ind_met_name *met;
    size_t met_count, met_room;
    bool stopped; /* after a fault of syntax or a limit: nothing more is reported */
} ind_unit;

/* fault.c */
void ind_expr_fail(ind_unit *unit, const char *rule, size_t start, size_t end, const char *help, const char *format,
                   ...) __attribute__((format(printf, 6, 7)));
void ind_expr_tell(ind_unit *unit, ind_expr_error error);
const char *ind_expr_help(ind_unit *unit, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* bind.c: a whole tree, once the text has been read. */
ind_operand ind_expr_bind(ind_unit *unit, const ind_syntax *syntax);

/* The type rules: from operands and an operator to an operand, or an error.
 * bind_operators.c */
ind_operand ind_bind_compare(ind_unit *unit, ind_token_kind sign, ind_operand left, ind_operand right);
ind_operand ind_bind_arithmetic(ind_unit *unit, ind_token_kind sign, ind_operand left, ind_operand right);
ind_operand ind_bind_negative(ind_unit *unit, ind_operand operand, size_t start);
ind_operand ind_bind_logic(ind_unit *unit, ind_operator op, ind_operand left, ind_operand right);
ind_operand ind_bind_not(ind_unit *unit, ind_operand operand, size_t start);
ind_operand ind_bind_condition(ind_unit *unit, const char *where, ind_operand operand); /* it must be a boolean */
bool ind_bind_comparable(ind_unit *unit, ind_operand left, ind_operand right);
const char *ind_bind_described(ind_unit *unit, ind_operand operand); /* "integer 'alder'", or only "integer" */
/* A remedy for "TYPE wanted, OPERAND given"; NULL if there is no likely one. */
const char *ind_bind_remedy(ind_unit *unit, ind_type wanted, ind_operand given);

/* bind_choices.c: between, in, like, is null, case, coalesce.  SYNTAX gives text and place. */
ind_operand ind_bind_between(ind_unit *unit, ind_operand value, ind_operand low, ind_operand high);
ind_operand ind_bind_in_list(ind_unit *unit, ind_operand value, const ind_operand *items, size_t count, size_t end);
ind_operand ind_bind_in_codelist(ind_unit *unit, ind_operand value, const ind_syntax *syntax);
ind_operand ind_bind_like(ind_unit *unit, ind_operand value, const ind_syntax *syntax);
ind_operand ind_bind_is_null(ind_unit *unit, ind_operand value, size_t end);
/* OPERANDS are condition, value, condition, value ... and perhaps the value of else. */
ind_operand ind_bind_case(ind_unit *unit, ind_operand *operands, size_t count, size_t start, size_t end);
ind_operand ind_bind_coalesce(ind_unit *unit, ind_operand *operands, size_t count, size_t start, size_t end);

/* bind_names.c, functions.c */
ind_operand ind_bind_name(ind_unit *unit, const ind_syntax *name);
ind_operand ind_bind_call(ind_unit *unit, const ind_syntax *call, ind_operand *args, size_t count);

/* nodes.c */
ind_operand ind_expr_bad(size_t start, size_t end);
/* NODE with COUNT operands as arguments; CONSTANT, NULLABLE and MAPPED follow from them, and
 * the node is nullable in any case if it MAY_FAIL.  Bad if an operand is bad. */
ind_operand ind_expr_emit(ind_unit *unit, ind_node node, const ind_operand *args, size_t count, bool may_fail,
                          size_t start, size_t end);
ind_operand ind_expr_emit_slot(ind_unit *unit, const ind_name *name, size_t start, size_t end);
ind_operand ind_expr_emit_literal(ind_unit *unit, ind_type type, ind_value value, size_t start, size_t end);
const ind_value *ind_expr_literal(const ind_unit *unit,
                                  ind_operand operand);            /* NULL if it is none; BORROWED until emit */
ind_operand ind_expr_widen(ind_unit *unit, ind_operand operand);   /* integer to number */
ind_operand ind_expr_to_date(ind_unit *unit, ind_operand operand); /* datetime to date */

#endif
