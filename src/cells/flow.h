/* flow.h - how many rows or entities passed each step of a measure, in the order of the steps. */
#ifndef IND_FLOW_H
#define IND_FLOW_H

#include "definition/definition.h"

typedef enum {
    IND_ORIGIN_KIND, /* every measure of the kind has the step */
    IND_ORIGIN_RULE  /* an exclusion of the definition */
} ind_step_origin;

typedef enum {
    IND_STEP_IN,  /* n go on, the others stay behind */
    IND_STEP_OUT, /* n stay behind, the others go on */
    IND_STEP_MARK /* n are marked, all go on */
} ind_step_effect;

/* Rules and kinds name their steps apart from each other: ORIGIN and ID together are one step's alone. */
typedef struct {
    const char *step; /* "rows", "exclude avliden", "denominator" ... */
    const char *id;   /* "rows", "avliden": of the rule, or of the kind's step */
    ind_step_origin origin;
    ind_step_effect effect;
    const ind_json *node; /* NULL, or what decides it in the definition */
    int64_t n;
    int64_t unknown; /* how many times the step's condition was unknown; -1: it has none */
} ind_flow_step;

typedef struct {
    ind_flow_step *items;
    size_t count, capacity;
} ind_flow; /* in an arena */

/* The step of what lies in the period of the run; unknown: there is no day that says so. */
#define IND_STEP_PERIOD "in period"

const char *ind_step_origin_name(ind_step_origin origin);
const char *ind_step_effect_name(ind_step_effect effect);

/* A new step of the kind at the end, n = 0; its number.  Its id is what STEP says without "exclude ". */
size_t ind_flow_add(ind_flow *flow, ind_arena *arena, const char *step, ind_step_effect effect, bool has_condition);
/* The same for a rule of the definition: "exclude ID" or, of those that go on, "require ID". */
size_t ind_flow_add_rule(ind_flow *flow, ind_arena *arena, ind_str id, ind_step_effect effect);

/* The kind's step of that text.  NULL: the flow has none. */
const ind_flow_step *ind_flow_find(const ind_flow *flow, const char *step);
/* The step that NAME is: its text, else its id, or one of "rule:ID" and "built_in:ID".  *COUNT: how many have the name
 * (0: NULL is returned; more than one: it tells nothing). */
const ind_flow_step *ind_flow_named(const ind_flow *flow, ind_str name, size_t *count);

#endif
