/* node.h - a compiled expression: a list of nodes, each standing after the nodes that it reads.
 *
 * A list and not a tree, so that evaluation is one loop without recursion and a derived column
 * used twice is computed once.  Checking has already chosen, for the types at hand, the kernel
 * that computes a node; nothing is looked up while rows are read. */
#ifndef IND_EXPRESSION_NODE_H
#define IND_EXPRESSION_NODE_H

#include "expression/expression.h"

/* One value on its own; which member counts follows from the type. */
typedef struct {
    bool unknown;
    uint8_t truth;
    int32_t day;
    int64_t integer; /* also datetime */
    double number;
    ind_str text; /* also list */
} ind_value;

/* The literals of in (...), sorted. */
typedef struct {
    size_t count;
    int64_t *integers; /* integers, dates and datetimes */
    double *numbers;
    ind_str *texts;
} ind_set;

typedef struct ind_node ind_node;
typedef struct ind_node_state ind_node_state; /* eval.h */

/* What a kernel works on: COUNT rows of the values of all nodes so far. */
typedef struct {
    const ind_node *node;
    const ind_vector *values; /* by node number */
    ind_vector *out;          /* room for COUNT values */
    size_t count;
    ind_node_state *state;
    bool *overflowed; /* set if arithmetic left its range in some row */
} ind_call;
typedef void ind_kernel(const ind_call *call);

/* A function of texts, one row at a time; its arguments are known (not unknown).
 * A text it makes may stand in SCRATCH, which comes empty. */
typedef void ind_scalar(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out);

struct ind_node {
    ind_kernel *kernel; /* NULL: a slot */
    ind_scalar *scalar; /* only with the kernels of text.h */
    ind_type type;
    bool constant; /* reads no slot */
    bool nullable; /* can be unknown */
    bool used;     /* the result needs it */
    bool has_else; /* of case */
    uint32_t slot;
    uint32_t start, end; /* bytes of the text compiled: where it is written; of a derived column, where it is named */
    int32_t mapped;      /* the argument to remember results by: the only one that varies; -1 if there is no such */
    uint32_t count;
    const uint32_t *args;
    ind_value value; /* a literal; the pattern of like */
    const ind_set *set;
    ind_codeset codeset;
};

typedef struct ind_overflows ind_overflows; /* overflow.c */

struct ind_expr {
    const ind_node *nodes;
    size_t count;
    uint32_t root;
    const ind_expr_edge *edges;
    size_t edge_count;
    const ind_expr_watch **watch; /* never NULL; *watch NULL: nobody watches */
    ind_overflows *overflows;     /* never NULL */
};

/* Do both compute the same of the same arguments?  (same.c; slots and arguments are not compared) */
bool ind_node_same(const ind_node *a, const ind_node *b);

static inline const ind_vector *ind_arg(const ind_call *call, size_t index) {
    return &call->values[call->node->args[index]];
}

#endif
