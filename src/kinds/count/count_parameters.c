/* count_parameters.c - what a definition of this kind may say. */
#include "kinds/count/count.h"

const ind_param_spec ind_params_of_count[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("poisson|none"),
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_DISTINCT_ENTITY] = {.path = "distinct.entity",
                           .type = IND_PARAM_COLUMNS,
                           .with_parent = true,
                           .scope = IND_SCOPE_ROW,
                           .of_rows = true,
                           .help = "who is counted, once in each period, instead of rows"},
    [P_DISTINCT_TAKE] = {.path = "distinct.take",
                         .type = IND_PARAM_CHOICE,
                         .with_parent = true,
                         .choices = "first|last",
                         .help = "whose stratum: that of the first or the last row that counts in the period"},
    [P_DISTINCT_ORDER] = {.path = "distinct.order",
                          .type = IND_PARAM_DATE,
                          .scope = IND_SCOPE_ROW,
                          .of_rows = true,
                          .help = "what is first and last, then the primary key; absent: period.date"},
    [P_SUM] = {.path = "sum",
               .type = IND_PARAM_NUMERIC,
               .scope = IND_SCOPE_ROW,
               .help = "a whole number of each row, summed instead of counting rows"},
    [P_MISSING_SUM] = {.path = "missing.sum",
                       .type = IND_PARAM_CHOICE,
                       .choices = "exclude|error",
                       .help = "what an unknown number to be summed means: the row goes out, an error"},
};

static ind_status error(ind_diag *diag, const char *rule, const ind_param *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at->node), help, "%s", what);
}

static ind_status check_sum(const ind_measure *measure, ind_diag *diag) {
    const ind_param *sum = ind_kind_param(measure, P_SUM), *missing = ind_kind_param(measure, P_MISSING_SUM);
    const ind_param *method = ind_kind_param(measure, P_INTERVAL_METHOD);
    if (sum->expr == NULL)
        return missing->node == NULL || sum->node != NULL
                   ? IND_OK
                   : error(diag, "sum", missing, NULL, "'missing.sum' is about a 'sum', which is not given");
    if (ind_expr_type(sum->expr) != IND_INTEGER)
        return error(diag, "type", sum, "round() or a column of whole numbers", "a sum is of whole numbers");
    if (ind_kind_param(measure, P_DISTINCT_ENTITY)->node != NULL)
        return error(diag, "sum", sum, "take one of them out", "either persons are counted, or a sum is made");
    if (missing->node == NULL && ind_expr_may_be_unknown(sum->expr))
        return error(diag, "missing_policy", sum, "add \"missing\": {\"sum\": \"exclude\"} or \"error\"",
                     "the number to be summed can be unknown, and no policy says what that means");
    if (ind_param_is(method, "poisson"))
        return error(diag, "sum", method, "\"method\": \"none\"",
                     "an interval of counted events does not hold for a sum, of which one row may be a great part");
    return IND_OK;
}

ind_status ind_count_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
    return ind_status_worst(status, check_sum(measure, diag));
}
