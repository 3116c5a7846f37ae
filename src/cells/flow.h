/* flow.h - how many rows or entities passed each step of a measure, in the order of the steps. */
#ifndef IND_FLOW_H
#define IND_FLOW_H

#include "base/memory.h"

typedef struct {
    const char *step; /* "rows", "exclude avliden", "denominator" ... */
    int64_t n;
    int64_t unknown;  /* how many times the step's condition was unknown; -1: it has none */
    const char *rule; /* id of the definition's own rule that it is; NULL: it belongs to the kind */
} ind_flow_step;

typedef struct {
    ind_flow_step *items;
    size_t count, capacity;
} ind_flow; /* in an arena */

/* The step of what lies in the period of the run; unknown: there is no day that says so. */
#define IND_STEP_PERIOD "in period"

/* A new step at the end, n = 0; its number. */
size_t ind_flow_add(ind_flow *flow, ind_arena *arena, const char *step, bool has_condition);
/* The same for an exclusion of the definition: "exclude ID". */
size_t ind_flow_add_rule(ind_flow *flow, ind_arena *arena, ind_str id);

/* NULL: the flow has no such step. */
const ind_flow_step *ind_flow_find(const ind_flow *flow, const char *step);

#endif
