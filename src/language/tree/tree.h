/* tree.h - conditions as trees, seen from outside: what a text is read with, what may be wrong with it, and what can be
 * asked of the tree once it is there (expression.h makes it). */
#ifndef IND_LANGUAGE_TREE_H
#define IND_LANGUAGE_TREE_H

#include "base/memory.h"
#include "base/vector.h"

/* Limits, each with a test at the cap and one past it. */
enum {
    IND_EXPR_MAX_LENGTH = 8192, /* bytes */
    IND_EXPR_MAX_DEPTH = 100,   /* nested parentheses, not, case, derived columns */
    IND_EXPR_MAX_LIST = 1000,   /* items of in (...) */
    IND_EXPR_MAX_PARTS = 8      /* of a name: a.b.c has three */
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
    bool known; /* the slot is never unknown */
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

/* What stands before a name: nothing, "personer" of personer.kon, "personer" and "enhet" of personer.enhet.namn. */
typedef struct {
    const ind_str *parts;
    size_t count;
} ind_path;
bool ind_path_equal(ind_path a, ind_path b);

typedef struct ind_scope {
    /* The path is empty for a bare name.  Names arrive without the brackets of [name with space]. */
    ind_name (*resolve)(void *context, ind_path path, ind_str name);
    bool (*codelist)(void *context, ind_str name, ind_codeset *out, const char **help); /* NULL: there are none */
    void *context;
} ind_scope;

typedef struct ind_expr ind_expr; /* immutable: may be shared by threads */

ind_type ind_expr_type(const ind_expr *expr);
/* The slot that the expression is nothing but the name of; false: it is more than a name. */
bool ind_expr_is_slot(const ind_expr *expr, uint32_t *slot);
/* The slots that the expression reads: calls MARK once or more for each. */
void ind_expr_slots(const ind_expr *expr, void (*mark)(void *context, uint32_t slot), void *context);
/* True if some values of the slots can make the expression unknown, or if it is unknown without them
 * (division by zero, bad number(...)).  "x is null" and "coalesce(x, '') = 'A'" are never unknown. */
bool ind_expr_may_be_unknown(const ind_expr *expr);

/* The functions of the language, from INDEX 0 until false; texts are constants. */
typedef struct {
    const char *name, *signature, *doc; /* "age", "age(born, day)", "whole years ..." */
} ind_expr_function;
bool ind_expr_function_at(size_t index, ind_expr_function *out);

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

typedef struct {
    unsigned *points; /* one an edge: what has been fallen on is added; NULL: not asked for */
    void (*result)(void *context, const ind_vector *result, size_t count); /* each batch of results; may be NULL */
    void *context;
} ind_expr_watch;
/* From now on, all evaluations of EXPR, which must be of one thread; NULL ends it.  WATCH is BORROWED until then. */
void ind_expr_set_watch(const ind_expr *expr, const ind_expr_watch *watch);

#endif
