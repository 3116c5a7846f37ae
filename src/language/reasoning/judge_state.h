/* judge_state.h - what the files of the judge share.
 *
 *   judge.c         from expressions to subjects
 *   judge_values.c  constants, representatives, equal nodes
 *   judge_world.c   working out the conditions in every world */
#ifndef IND_LANGUAGE_JUDGE_STATE_H
#define IND_LANGUAGE_JUDGE_STATE_H

#include "language/reasoning/judge.h"

/* A variable of the worlds: a subject, the order of two of them, or the truth of an atom for "any other text". */
typedef struct {
    enum { IND_VARY_VALUE, IND_VARY_ORDER, IND_VARY_TRUTH } kind;
    size_t expr;
    uint32_t node;
    ind_judged *values;
    size_t count, capacity;
} ind_varying;

typedef struct {
    ind_role role;
    int varying;      /* of SUBJECT, PAIR and ATOM; -1 */
    bool swapped;     /* of PAIR: the variable is about the same two the other way round */
    ind_judged value; /* in the world at hand; of CONSTANT always */
} ind_judged_node;

struct ind_judge {
    ind_arena *arena;
    const ind_expr *const *exprs;
    ind_judged_node **nodes; /* by expression and node */
    size_t count;
    ind_value_domain (*domain)(void *context, uint32_t slot);
    void *domain_context;
    ind_varying varying[IND_JUDGE_SUBJECTS];
    size_t varying_count;
    size_t choice[IND_JUDGE_SUBJECTS];
    size_t steps; /* of naming values: see ind_expr_same_node for why they are counted */
    bool failed;
    ind_buffer scratch; /* while worlds are run */
};

/* judge_values.c */
void ind_judge_add_value(ind_judge *judge, ind_varying *varying, ind_judged value);
void ind_judge_represent(ind_judge *judge, ind_varying *varying); /* from the constants to all representatives */

#endif
