/* selection.h - which units a measure counts, decided in one place.
 *
 *   steps that a kind declares --open--> steps in force, a line of the flow each
 *   units (rows, episodes, windows ...) --ask, answer, decide--> one byte a unit: the step that took it, 0 if it stays
 *
 * Units go through the steps in blocks or one by one.  A step is asked on the slots of its condition, or answered by
 * the kind with a truth a unit; its first answer that speaks against a unit takes it.  Answers for units that an
 * earlier step has taken change nothing.  What is decided is counted in the flow and, if there is a trace, told to it
 * from the byte, in the same pass. */
#ifndef IND_SELECTION_H
#define IND_SELECTION_H

#include "kinds/common/kind.h"

/* Of which units a step is told. */
typedef enum {
    IND_TELL_ALL,    /* of those that an earlier step has taken for information */
    IND_TELL_SEEN,   /* the same, of those that are counted in the flow */
    IND_TELL_ANYWAY, /* of all, whatever has become of them */
    IND_TELL_ASKED,  /* only of those that have come that far */
    IND_TELL_TAKEN,  /* only of those that the step has taken */
    IND_TELL_NEVER
} ind_telling;

/* A step as a kind declares it. */
typedef struct {
    const char *step; /* in the flow; NULL: a step a rule of PATH, "exclude ID" */
    ind_step_effect effect;
    const char *path;    /* NULL, or the parameter that decides: a condition or rules that are asked, or a policy */
    const char *only;    /* NULL, or the choices "a|b" of PATH that make it a step; "": it must be given */
    const char *with;    /* NULL, or another parameter that must be given too */
    const char *without; /* NULL, or one that must not */
    bool (*when)(const ind_measure *measure); /* NULL, or whether it is one at all */
    const char *place; /* NULL: PATH, or the parameter that is said to decide it where there is no PATH */
    uint8_t meets;     /* the answer that meets it; 0: IND_TRUE */
    bool unknowns;     /* the flow counts how often its condition was unknown */
    bool note;         /* it is no step of the flow */
    bool harmless;     /* IND_STEP_MARK: not to be marked does not speak against a unit */
    ind_telling told;
    /* NULL, or what a trace is told beside: words and values.  STATE as given to open. */
    void (*facts)(const void *state, size_t unit, ind_trace *trace, ind_judgement *judgement);
} ind_step_spec;

typedef struct {
    const ind_step_spec *spec;
    const ind_param *param;
    size_t rule, flow; /* number of the rule, of the line in the flow */
    ind_eval *eval;    /* NULL: there is no condition, or the kind answers */
    uint8_t number;    /* 1, 2, ...: what a unit that it takes gets */
    uint8_t meets;
    uint8_t effect;
} ind_step;

/* What a rule about another dataset has found for a unit: days of the unit, and how many rows fit. */
typedef struct {
    int32_t first, last;
    int64_t rows;
} ind_related;

typedef struct {
    const ind_kind_context *context;
    const void *state;
    ind_step *steps; /* in force, in the order of the flow */
    size_t step_count;
    size_t *first_of; /* by number of the declared step, and behind the last: the first of STEPS that comes of it */
    uint8_t *taken;   /* by unit */
    uint32_t *told;   /* by unit: of a trace the unit or, OF_ROWS, the row; NULL: there is none */
    bool of_rows;
    const uint8_t *seen; /* NULL, or by unit: only those with 1 are counted in the flow */
    bool tells_unseen;   /* a trace is told of the others as of any: they are counted elsewhere */
    size_t count, capacity;
    size_t from, n;             /* the block under way */
    const ind_related *related; /* NULL, or of the units of the block, while a rule about another dataset is answered */
} ind_selection;

/* COUNT declared steps, which get their lines in the flow; BORROWED. */
void ind_selection_open(ind_selection *selection, const ind_kind_context *context, const ind_step_spec *specs,
                        size_t count, const void *state);
void ind_selection_close(ind_selection *selection);
static inline bool ind_selection_has(const ind_selection *selection, size_t step) {
    return selection->first_of[step] < selection->first_of[step + 1];
}

/* COUNT new units in the place of the old; the block is all of them. */
void ind_selection_begin(ind_selection *selection, size_t count);
void ind_selection_reserve(ind_selection *selection, size_t count);
/* One unit more; its number. */
static inline size_t ind_selection_add(ind_selection *selection) {
    if (selection->count == selection->capacity)
        ind_selection_reserve(selection, selection->count + 1);
    selection->taken[selection->count] = 0;
    return selection->count++;
}
/* The block is the units FROM..FROM+N-1. */
void ind_selection_block(ind_selection *selection, size_t from, size_t n);

/* ---- steps on the block ---- */

/* The condition or the rules of the step; nothing if it is not in force.  SLOTS of the block. */
void ind_selection_ask(ind_selection *selection, size_t step, const ind_vector *slots);
/* What the condition of the step says, before it is answered. */
const uint8_t *ind_selection_truth(const ind_selection *selection, size_t step, const ind_vector *slots);
/* TRUTH of each unit of the block; SLOTS: NULL, or what the condition has read.  Returns how many met it of those that
 * had come that far; 0 if the step is not in force. */
int64_t ind_selection_answer(ind_selection *selection, size_t step, const uint8_t *truth, const ind_vector *slots);
/* The same for rule RULE of a step that has several. */
void ind_selection_answer_rule(ind_selection *selection, size_t step, size_t rule, const uint8_t *truth);
/* A step in the flow that all pass that have come that far. */
void ind_selection_pass(ind_selection *selection, size_t step);

/* ---- one unit ---- */

void ind_selection_tell(const ind_selection *selection, const ind_step *step, size_t unit, uint8_t truth,
                        const ind_vector *slots, size_t row);

static inline bool ind_selection_stays(const ind_selection *selection, size_t unit) {
    return selection->taken[unit] == 0;
}

/* Must the step be answered for the unit?  With a trace also if it was taken before, for information. */
static inline bool ind_selection_asks(const ind_selection *selection, size_t unit) {
    return selection->taken[unit] == 0 || selection->told != NULL;
}

static inline void ind_selection_count(ind_selection *selection, const ind_step *step, bool met, bool unknown) {
    ind_flow_step *flow = &selection->context->flow->items[step->flow];
    flow->n += met;
    flow->unknown += unknown && flow->unknown >= 0;
}

/* Does the unit stay?  The step is in force and no rule. */
static inline bool ind_selection_decide(ind_selection *selection, size_t number, size_t unit, uint8_t answer) {
    const ind_step *step = &selection->steps[selection->first_of[number]];
    bool met = answer == step->meets;
    if (selection->taken[unit] == 0) {
        if ((met || answer == IND_UNKNOWN) && step->flow != SIZE_MAX &&
            (selection->seen == NULL || selection->seen[unit]))
            ind_selection_count(selection, step, met, answer == IND_UNKNOWN);
        if (step->effect != IND_STEP_MARK && met == (step->effect == IND_STEP_OUT))
            selection->taken[unit] = step->number;
    }
    if (selection->told != NULL)
        ind_selection_tell(selection, step, unit, answer, NULL, 0);
    return selection->taken[unit] == 0;
}

/* The same for a step that only takes units out, where few are met: one that is not changes nothing. */
static inline bool ind_selection_exclude(ind_selection *selection, size_t number, size_t unit, bool met) {
    if (met || selection->told != NULL)
        return ind_selection_decide(selection, number, unit, met);
    return selection->taken[unit] == 0;
}

/* A unit made of several, such as a person of rows, is in the denominator, and in the numerator by ANSWER.  UNIT: of
 * the trace, if there is one.  COUNTED: in the flow.  Returns what the trace was told of the numerator, or NULL. */
ind_judgement *ind_selection_share(const ind_selection *selection, size_t denominator, size_t numerator, uint32_t unit,
                                   uint8_t answer, bool counted);

/* ---- what is left ---- */

/* STAYS[i] = 1 for the units of the block that no step has taken, else 0. */
void ind_selection_stayers(const ind_selection *selection, uint8_t *stays);
/* Their numbers in the block; returns how many.  ASKED: those that a step must be answered for (see asks). */
size_t ind_selection_list(const ind_selection *selection, bool asked, uint32_t *units);

/* Timeline kinds: the rows that "where" keeps have been counted while they were collected. */
void ind_selection_met(const ind_selection *selection, size_t step, const ind_events *feed);
ind_flow_step *ind_selection_flow(const ind_selection *selection, size_t step);

/* ---- expressions ---- */

/* PARAM: number in the kind's table; NULL if it is not given. */
ind_eval *ind_eval_of(const ind_measure *measure, size_t param);
/* The same for an expression on rows, which shares what it can with other measures. */
ind_eval *ind_row_eval_new(const ind_kind_context *context, const ind_expr *expr);
ind_eval *ind_row_eval_of(const ind_kind_context *context, size_t param);

#endif
