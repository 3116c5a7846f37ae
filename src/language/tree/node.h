/* node.h - the typed tree of an expression: what each part of it means, by operator, type, name and place.
 *
 * Binding (bind.h) makes it of what is written.  Names are slots, derived columns stand in place, integers are widened
 * where a number is meant.  The nodes are kept as a list, each one after those that it reads, so that a derived column
 * used twice is there once and evaluation is one loop.  How a node is computed is chosen from its operator and type
 * (kernels.h); reasoning (judge.h, edge_example.c, parts.h, definition/lint*.c) reads the tree alone. */
#ifndef IND_LANGUAGE_NODE_H
#define IND_LANGUAGE_NODE_H

#include "language/tree/tree.h"

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

typedef enum {
    IND_OP_NONE,
    IND_OP_SLOT,
    IND_OP_LITERAL,
    IND_OP_WIDEN, /* integer to number; it is written nowhere */
    /* conditions */
    IND_OP_AND,
    IND_OP_OR,
    IND_OP_NOT,
    IND_OP_BOTH,  /* the two sides of between: and, but unknown if either is */
    IND_OP_EQUAL, /* "a > b" is "b < a", SWAPPED */
    IND_OP_DIFFER,
    IND_OP_LESS,
    IND_OP_AT_MOST,
    IND_OP_IS_NULL,
    IND_OP_IN, /* one of SET */
    IND_OP_IN_CODELIST,
    IND_OP_LIKE, /* VALUE is the pattern */
    /* values */
    IND_OP_CASE, /* condition, value, condition, value ... and with else one value more */
    IND_OP_COALESCE,
    IND_OP_LEAST,
    IND_OP_GREATEST,
    IND_OP_ADD,
    IND_OP_SUBTRACT,
    IND_OP_MULTIPLY,
    IND_OP_DIVIDE,
    IND_OP_NEGATE,
    IND_OP_ABS,
    IND_OP_ROUND,
    IND_OP_ROUND_TO,
    IND_OP_FLOOR,
    /* dates and times */
    IND_OP_ADD_DAYS,
    IND_OP_ADD_MINUTES,
    IND_OP_ADD_MONTHS,
    IND_OP_AGE,
    IND_OP_DAYS_BETWEEN, /* also b - a, SWAPPED */
    IND_OP_MONTHS_BETWEEN,
    IND_OP_MINUTES_BETWEEN,
    IND_OP_WITHIN_DAYS,
    IND_OP_OVERLAPS,
    IND_OP_DATE,
    IND_OP_DATE_OF,
    IND_OP_YEAR,
    IND_OP_MONTH,
    IND_OP_DAY,
    IND_OP_HOUR,
    IND_OP_MINUTE,
    IND_OP_WEEKDAY,
    IND_OP_ISO_WEEK,
    IND_OP_ISO_YEAR,
    /* texts and lists */
    IND_OP_SUBSTR,
    IND_OP_LOWER,
    IND_OP_UPPER,
    IND_OP_TRIM,
    IND_OP_LENGTH,
    IND_OP_NUMBER,
    IND_OP_HAS,
    IND_OP_HAS_PREFIX,
    IND_OP_COUNT
} ind_operator;

typedef struct {
    ind_operator op;
    ind_type type; /* of its value */
    ind_type of;   /* of its first argument */
    bool constant; /* reads no slot */
    bool nullable; /* can be unknown */
    bool used;     /* the result needs it */
    bool has_else; /* of case */
    bool swapped;  /* written the other way round */
    bool derived;  /* it is written inside a derived column */
    uint32_t slot;
    uint32_t start, end; /* bytes of the text compiled: where it is written; of a derived column, where it is named */
    int32_t mapped;      /* the only argument that varies, if that is a text; -1 */
    uint32_t count;
    const uint32_t *args; /* nodes before this one */
    ind_value value;      /* a literal; the pattern of like; the name of the codelist */
    const ind_set *set;
    ind_codeset codeset;
} ind_node;

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

void ind_edges_find(ind_arena *arena, ind_expr *expr); /* find_edges.c */
/* Mark what ROOT needs: folding leaves literals behind that nothing reads. */
void ind_nodes_use(ind_node *nodes, uint32_t root);

#endif
