/* expression.h - the condition language: one line of text to a typed tree, and trees over columns.
 *
 * A small subset of the SQL search condition (docs/reference/expressions.md).  Statically typed,
 * no I/O, no clock, always ends.  Unknown values follow SQL's three-valued logic.
 *
 *   text --read (lex.h, syntax.h)--> what is written --bind (bind.h, with a scope that knows names)-->
 *   ind_expr, what it means (node.h) --evaluate (eval.h, kernels.h, with vectors)--> ind_vector
 *
 * Reasoning about conditions (judge.h), their edges, changes and parts read the two trees, never how they are computed.
 *
 * Names become SLOTS: small numbers that the owner of the scope hands out.  To evaluate, the
 * owner lays one vector a slot side by side; this module knows nothing of datasets. */
#ifndef IND_EXPRESSION_H
#define IND_EXPRESSION_H

#include "base/memory.h"
#include "base/vector.h"

/* Limits, each with a test at the cap and one past it. */
enum {
    IND_EXPR_MAX_LENGTH = 8192, /* bytes */
    IND_EXPR_MAX_DEPTH = 100,   /* nested parentheses, not, case, derived columns */
    IND_EXPR_MAX_LIST = 1000    /* items of in (...) */
};

/* What is wrong with an expression.  START and END are bytes of the text compiled. */
typedef struct {
    const char *rule; /* "syntax", "type", "unknown_name", "unknown_function", "unknown_codelist", "limit" */
    size_t start, end;
    const char *message; /* BORROWED for the call */
    const char *help;    /* NULL or BORROWED */
} ind_expr_error;

/* What a name stands for. */
typedef enum {
    IND_NAME_SLOT,   /* SLOT and TYPE are set */
    IND_NAME_MACRO,  /* a derived column: its EXPRESSION is compiled in place, in MACRO_SCOPE */
    IND_NAME_UNKNOWN /* MESSAGE (NULL: "no such name") and HELP (may be NULL) are set */
} ind_name_kind;

struct ind_scope;
typedef struct {
    ind_name_kind kind;
    uint32_t slot;
    ind_type type;
    ind_str expression;
    const struct ind_scope *macro_scope;
    const char *message, *help; /* BORROWED until the next call of the scope */
} ind_name;

/* A codelist as the language sees it. */
typedef struct {
    bool (*has)(const void *context, ind_str code); /* exact or by prefix, as the codelist says */
    const void *context;
    bool (*near)(const void *context, ind_str code); /* of a list by prefix: not in it, but nearly; else NULL */
} ind_codeset;

typedef struct ind_scope {
    /* QUALIFIER is empty for a bare name: "kommunkod" or "personer", "kon" for personer.kon.
     * Names arrive without the brackets of [name with space]. */
    ind_name (*resolve)(void *context, ind_str qualifier, ind_str name);
    bool (*codelist)(void *context, ind_str name, ind_codeset *out, const char **help); /* NULL: there are none */
    void *context;
} ind_scope;

typedef struct ind_expr ind_expr; /* immutable: may be shared by threads */

/* Compile TEXT.  Every error found goes to REPORT; false if there was one (then *OUT is NULL).
 * *OUT lives in ARENA.  Literal texts are kept as texts. */
bool ind_expr_compile(ind_arena *arena, ind_str text, const ind_scope *scope,
                      void (*report)(void *context, const ind_expr_error *error), void *report_context,
                      const ind_expr **out);

ind_type ind_expr_type(const ind_expr *expr);
/* The slot that the expression is nothing but the name of; false: it is more than a name. */
bool ind_expr_is_slot(const ind_expr *expr, uint32_t *slot);
/* Do both say the same of the same slots?  NULL is like NULL.  False may be wrong, true is not. */
bool ind_expr_same(const ind_expr *a, const ind_expr *b);

/* The functions of the language, from INDEX 0 until false; texts are constants. */
typedef struct {
    const char *name, *signature, *doc; /* "age", "age(born, day)", "whole years ..." */
} ind_expr_function;
bool ind_expr_function_at(size_t index, ind_expr_function *out);

/* The slots that the expression reads: calls MARK once or more for each. */
void ind_expr_slots(const ind_expr *expr, void (*mark)(void *context, uint32_t slot), void *context);
/* True if some values of the slots can make the expression unknown, or if it is unknown without them
 * (division by zero, bad number(...)).  "x is null" and "coalesce(x, '') = 'A'" are never unknown. */
bool ind_expr_may_be_unknown(const ind_expr *expr);

/* Evaluation: one ind_eval a thread and expression, which keeps buffers and what was found once
 * for each distinct text (like, in, codelists, lower(...) ...). */
typedef struct ind_eval ind_eval;
ind_eval *ind_eval_new(const ind_expr *expr); /* OWNED; EXPR is BORROWED */
void ind_eval_free(ind_eval *eval);           /* NULL is fine */

/* Values of rows 0..COUNT-1.  SLOTS[i] is the vector of slot i (COUNT values; slots that the
 * expression does not read may be zero).  The result is BORROWED until the next run of EVAL.  Texts it makes
 * are in dictionaries that EVAL owns and that only grow.
 * Integer overflow, division by zero, dates outside years 1-9999 give unknown; of these, what left its range is
 * counted (ind_expr_overflowed).
 * Slots may come with another dictionary than in the run before. */
const ind_vector *ind_eval_run(ind_eval *eval, const ind_vector *slots, size_t count);

/* Forget what was found for texts.  Needed when a dictionary of an earlier run has been freed:
 * the next one could lie at the same address and be taken for it. */
void ind_eval_forget(ind_eval *eval);

/* ---- overflow: arithmetic that left its range ----
 *
 * An integer beyond 64 bits, a number too large for a double, a day outside the years 1 to 9999.  It is unknown, like
 * a missing value, but no value is missing: so it is counted, in all evaluations of the expression by all threads.
 * Rows count whose result rests on it: not those where "case" or "coalesce" took another value, or where the other
 * side of "and" or "or" decides. */
typedef struct {
    uint64_t count;    /* rows, each time that they were evaluated */
    size_t start, end; /* bytes of the text compiled: the first calculation in it that overflowed in such a row */
} ind_expr_overflow;
ind_expr_overflow ind_expr_overflowed(const ind_expr *expr);
void ind_expr_forget_overflows(const ind_expr *expr); /* count from zero */

/* ---- edges: has anybody asked on both sides of a comparison? ----
 *
 * Every comparison, membership, question for null and function that answers yes or no is an edge of the text.  At an
 * edge values fall on points: just below, at, just above ...  Whoever watches an expression learns which points the
 * values of later evaluations fell on.  Inside derived columns there are no edges: they are not of this text. */
enum {
    IND_POINT_BELOW = 1,     /* one day, minute or integer under; a number at most a fifth of the edge under */
    IND_POINT_AT = 2,        /* equal */
    IND_POINT_ABOVE = 4,     /* as BELOW, over */
    IND_POINT_OTHER = 8,     /* a text that is not equal */
    IND_POINT_IN = 16,       /* in the list; the function says yes */
    IND_POINT_OUT = 32,      /* not in the list; the function says no */
    IND_POINT_NEAR = 64,     /* not in a list that matches by prefix, but nearly */
    IND_POINT_UNKNOWN = 128, /* null */
    IND_POINT_KNOWN = 256    /* not null */
};

typedef struct {
    size_t start, end; /* bytes of the text compiled */
    unsigned points;   /* that values can fall on; UNKNOWN only where some slot can make it so */
    const void *list;  /* context of the codelist that is asked; else NULL */
    uint32_t node;     /* private */
} ind_expr_edge;
const ind_expr_edge *ind_expr_edges(const ind_expr *expr, size_t *count);
/* The slots that decide an edge, as ind_expr_slots. */
void ind_expr_edge_slots(const ind_expr *expr, const ind_expr_edge *edge, void (*mark)(void *context, uint32_t slot),
                         void *context);

/* The slot whose value alone decides the edge, and as JSON a value that falls on POINT.  False where it takes more
 * than a column and a constant to say. */
bool ind_expr_edge_example(const ind_expr *expr, const ind_expr_edge *edge, unsigned point, uint32_t *slot,
                           ind_buffer *json);

typedef struct {
    unsigned *points; /* one an edge: what has been fallen on is added; NULL: not asked for */
    void (*result)(void *context, const ind_vector *result, size_t count); /* each batch of results; may be NULL */
    void *context;
} ind_expr_watch;
/* From now on, all evaluations of EXPR, which must be of one thread; NULL ends it.  WATCH is BORROWED until then. */
void ind_expr_set_watch(const ind_expr *expr, const ind_expr_watch *watch);

/* ---- changes: the text with one thing about it changed ---- */
typedef struct {
    size_t start, end; /* bytes of the text that are changed; the place for messages */
    ind_str from, to;  /* what is there and what stands instead; TO empty: dropped */
    ind_str text;      /* the whole, changed; lives in the arena */
} ind_expr_change;
/* Calls EACH, from left to right: = and <>, < and <=, > and >=, and and or exchanged; not dropped, or put after "is"
 * and before "in"; true and false; constants one step up and down; items of in (...) dropped; first. and last. */
void ind_expr_changes(ind_arena *arena, ind_str text, void (*each)(void *context, const ind_expr_change *change),
                      void *context);

#endif
