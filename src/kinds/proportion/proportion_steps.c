/* proportion_steps.c - the steps that rows go through. */
#include "kinds/proportion/proportion.h"

/* Rows of an entity are counted as one. */
static void facts_of_numerator(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    (void)row;
    (void)trace;
    judgement->counted = judgement->counted && !((const ind_proportion *)state)->folds;
}

const ind_step_spec ind_proportion_steps[STEPS] = {
    IND_ROW_STEPS,
    [OUTSIDE] = {.step = "exclude outside scope", .effect = IND_STEP_OUT, .path = "scope.key", .only = ""},
    [UNKNOWN_OUT] = {.step = "exclude unknown numerator",
                     .effect = IND_STEP_OUT,
                     .path = "missing.numerator",
                     .only = "exclude|unanswered",
                     .meets = IND_UNKNOWN},
    [UNKNOWN_FAILS] = {.effect = IND_STEP_MARK,
                       .step = "unknown numerator",
                       .path = "missing.numerator",
                       .only = "error",
                       .meets = IND_UNKNOWN,
                       .note = true,
                       .told = IND_TELL_NEVER},
    [WEIGHT_OUT] = {.step = "exclude unknown weight",
                    .effect = IND_STEP_OUT,
                    .path = "missing.weight",
                    .only = "exclude",
                    .with = "weight"},
    [WEIGHT_FAILS] = {.step = "bad weight",
                      .effect = IND_STEP_OUT,
                      .path = "missing.weight",
                      .only = "error",
                      .with = "weight",
                      .note = true,
                      .told = IND_TELL_NEVER},
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
    [NUMERATOR] = {.step = "numerator",
                   .effect = IND_STEP_MARK,
                   .path = "numerator",
                   .unknowns = true,
                   .facts = facts_of_numerator},
};
