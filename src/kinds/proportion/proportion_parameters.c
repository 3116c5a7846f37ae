/* proportion_parameters.c - what a definition of this kind may say. */
#include "kinds/common/share.h"
#include "kinds/proportion/proportion.h"

const ind_param_spec ind_params_of_proportion[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_SHARE_METHOD_PARAM,
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows in the denominator"},
    [P_NUMERATOR] = {.path = "numerator",
                     .type = IND_PARAM_CONDITION,
                     .required = true,
                     .scope = IND_SCOPE_ROW,
                     .help = "those of them in the numerator"},
    [P_WEIGHT] = {.path = "weight", .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW, .help = "weight of a row"},
    [P_MISSING_NUMERATOR] = {.path = "missing.numerator",
                             .type = IND_PARAM_CHOICE,
                             .choices = "not_met|exclude|error",
                             .help = "what an unknown numerator means"},
    [P_MISSING_WEIGHT] = {.path = "missing.weight",
                          .type = IND_PARAM_CHOICE,
                          .choices = "exclude|error",
                          .fallback = "error",
                          .help = "what an unknown or negative weight means"},
    [P_CLUSTER] = IND_CLUSTER_PARAM("person: the rows of a person belong together"),
    IND_FRAME_PARAMS_FROM(P_FRAME),
};
