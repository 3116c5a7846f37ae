/* ratio_steps.c - the steps that rows go through: those below the line, which may have a numerator too, and those above
 * it that are of another dataset. */
#include "kinds/ratio/ratio.h"

static void facts_of_terms(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    const ind_ratio *r = state;
    if (r->x != NULL)
        ind_trace_number(trace, judgement, "above", ind_number_at(r->x, row));
    if (r->n != NULL)
        ind_trace_number(trace, judgement, "below", ind_number_at(r->n, row));
    if (r->x == NULL || r->n == NULL)
        judgement->says = "unknown sum";
}

const ind_step_spec ind_ratio_steps[STEPS] = {
    IND_ROW_STEPS,
    [UNKNOWN_OUT] = {.step = "unknown term",
                     .effect = IND_STEP_OUT,
                     .path = "missing.numerator",
                     .only = "exclude|error",
                     .facts = facts_of_terms},
    [UNKNOWN_ZERO] = {.step = "unknown term",
                      .effect = IND_STEP_MARK,
                      .path = "missing.numerator",
                      .only = "not_met",
                      .harmless = true,
                      .facts = facts_of_terms},
    [COUNTED] = {.step = "denominator", .told = IND_TELL_ASKED},
};

#define NONE                                                                                                           \
    { .step = "none", .when = ind_rows_never }
const ind_step_spec ind_ratio_numerator_steps[STEPS] = {
    [IND_ROWS_READ] = {.step = "numerator rows", .facts = ind_row_facts_read},
    [IND_ROWS_WHERE] = {.step = "numerator where", .path = "numerator_data.where", .only = "", .unknowns = true},
    [IND_ROWS_IN_PERIOD] = {.step = "numerator in period",
                            .path = "numerator_data.date",
                            .unknowns = true,
                            .told = IND_TELL_ASKED,
                            .facts = ind_row_facts_period},
    [IND_ROWS_SELECTED] = NONE,
    [IND_ROWS_EXCLUDE] = NONE,
    [IND_ROWS_REQUIRE] = NONE,
    [IND_ROWS_EXCLUDE_IF] = NONE,
    [IND_ROWS_INCOMPLETE_OUT] = NONE,
    [IND_ROWS_INCOMPLETE] = NONE,
    [UNKNOWN_OUT] = {.step = "numerator unknown term",
                     .effect = IND_STEP_OUT,
                     .path = "missing.numerator",
                     .only = "exclude|error",
                     .facts = facts_of_terms},
    [UNKNOWN_ZERO] = {.step = "numerator unknown term",
                      .effect = IND_STEP_MARK,
                      .path = "missing.numerator",
                      .only = "not_met",
                      .harmless = true,
                      .facts = facts_of_terms},
    [COUNTED] = {.step = "numerator", .told = IND_TELL_ASKED},
};
