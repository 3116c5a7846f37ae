/* judge.h - what can be known of conditions without data.
 *
 * A condition compares values (columns, look-ups, function results: SUBJECTS) with constants and with each other.  For
 * each subject a few REPRESENTATIVES stand for all its values: every constant that it is compared with, values just
 * below, above and between, some other text, unknown.  A WORLD is one choice of a representative for every subject; the
 * conditions are worked out in each.  What holds in no world holds for no row.  The other way round it need not be so:
 * subjects are taken to be independent, and what is opaque (like, in codelist, functions) may have any value, so that
 * a judgement of "never" or "always" is sure and some are not found.
 *
 * Several expressions of one scope can be judged together. */
#ifndef IND_LANGUAGE_JUDGE_H
#define IND_LANGUAGE_JUDGE_H

#include "language/tree/node.h"

/* Worlds are counted before they are tried; beyond these limits nothing is judged. */
enum {
    IND_JUDGE_WORLDS = 100000,
    IND_JUDGE_WORK = 20000000, /* worlds times nodes: about a second */
    IND_JUDGE_SUBJECTS = 64,
    IND_JUDGE_VALUES = 64
};

/* The values that a slot can have beside unknown.  Start from IND_VALUES_ANY. */
typedef struct {
    double low, high;     /* closed; of numbers */
    const ind_str *codes; /* of texts; BORROWED */
    size_t code_count;    /* 0: any text */
} ind_value_domain;
#define IND_VALUES_ANY ((ind_value_domain){-INFINITY, INFINITY, NULL, 0})

/* A representative. */
typedef struct {
    enum { IND_JUDGED_UNKNOWN, IND_JUDGED_NUMBER, IND_JUDGED_TEXT, IND_JUDGED_OTHER } kind; /* OTHER: any other text */
    double number; /* integers, dates and times too; a boolean is 0 or 1 */
    ind_str text;
    bool named; /* a constant of the conditions, not a value beside one */
} ind_judged;

typedef enum {
    IND_ROLE_NONE, /* not judged: part of a subject */
    IND_ROLE_CONSTANT,
    IND_ROLE_OPERATION, /* its operator on what its arguments are: and, between, a subject with a constant ... */
    IND_ROLE_PAIR,      /* two subjects compared with each other */
    IND_ROLE_ATOM,      /* a condition of one text that is known for constants only */
    IND_ROLE_SUBJECT
} ind_role;

typedef struct ind_judge ind_judge;

/* A judge of COUNT expressions (some may be NULL), which live as long as ARENA.  DOMAIN tells what a slot can hold
 * (may be NULL).  NULL if a limit is passed. */
ind_judge *ind_judge_new(ind_arena *arena, const ind_expr *const *exprs, size_t count,
                         ind_value_domain (*domain)(void *context, uint32_t slot), void *context);
/* Go through all worlds. */
void ind_judge_run(ind_judge *judge, void (*each)(void *context, const ind_judge *judge), void *context);

/* In the world at hand: of a boolean node with a role. */
uint8_t ind_judge_truth(const ind_judge *judge, size_t expr, uint32_t node);
size_t ind_judge_choice(const ind_judge *judge, size_t subject); /* number of its representative */

/* What it found out about the expressions. */
ind_role ind_judge_role(const ind_judge *judge, size_t expr, uint32_t node);
ind_operator ind_judge_operator(const ind_judge *judge, size_t expr,
                                uint32_t node);                            /* with ROLE_OPERATION; else NONE */
int ind_judge_subject(const ind_judge *judge, size_t expr, uint32_t node); /* of a node with ROLE_SUBJECT; else -1 */
/* The one subject with ordered values that a boolean node reads, if it reads nothing else; -1. */
int ind_judge_only_subject(const ind_judge *judge, size_t expr, uint32_t node);
size_t ind_judge_subject_count(const ind_judge *judge);
ind_type ind_judge_type(const ind_judge *judge, size_t subject);
size_t ind_judge_value_count(const ind_judge *judge, size_t subject); /* numbers in order, unknown last */
const ind_judged *ind_judge_value(const ind_judge *judge, size_t subject, size_t value);
const ind_judged *ind_judge_constant(const ind_judge *judge, size_t expr, uint32_t node); /* NULL: it is none */

/* EQUAL, DIFFER, LESS or AT_MOST, the order of texts being an atom. */
bool ind_judge_compares(const ind_node *node);
/* The value of a node that is constant; its text lives in ARENA. */
ind_judged ind_judge_fold(const ind_expr *expr, uint32_t node, ind_arena *arena);
/* What NODE, which reads no slot but SLOT, is for each of TEXTS, and last for an unknown one: COUNT + 1 values. */
const ind_judged *ind_judge_over(const ind_expr *expr, uint32_t node, uint32_t slot, ind_type type,
                                 const ind_str *texts, size_t count, ind_arena *arena);
/* The same computation from the same slots? */
bool ind_expr_same_node(const ind_expr *a, uint32_t node_a, const ind_expr *b, uint32_t node_b);

#endif
