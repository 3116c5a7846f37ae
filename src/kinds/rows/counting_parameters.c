/* counting_parameters.c - rules about what is counted. */
#include "kinds/rows/counting.h"

static ind_status error(ind_diag *diag, const char *rule, const ind_param *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at->node), help, "%s", what);
}

static ind_status check_sum(const ind_measure *measure, const ind_counting_params *params, ind_diag *diag) {
    const ind_param *sum = ind_kind_param(measure, params->sum), *missing = ind_kind_param(measure, params->missing);
    const ind_param *method = ind_measure_param(measure, "interval.method");
    if (sum->expr == NULL)
        return missing->node == NULL || sum->node != NULL
                   ? IND_OK
                   : error(diag, "sum", missing, NULL, "'missing.sum' is about a 'sum', which is not given");
    if (ind_expr_type(sum->expr) != IND_INTEGER)
        return error(diag, "type", sum, "round() or a column of whole numbers", "a sum is of whole numbers");
    if (ind_rows_distinct(measure))
        return error(diag, "sum", sum, "take one of them out", "either persons are counted, or a sum is made");
    if (missing->node == NULL && ind_expr_may_be_unknown(sum->expr))
        return error(diag, "missing_policy", sum, "add \"missing\": {\"sum\": \"exclude\"} or \"error\"",
                     "the number to be summed can be unknown, and no policy says what that means");
    if (ind_param_is(method, "poisson") || ind_param_is(method, "dobson"))
        return error(diag, "sum", method, "\"method\": \"sum\", \"cluster\": \"person\"",
                     "an interval of counted events does not hold for a sum, of which one row may be a great part");
    return IND_OK;
}

/* The method is that of how events came about: one of each person, or several. */
static ind_status check_method(const ind_measure *measure, const ind_counting_params *params, ind_diag *diag) {
    const ind_param *method = ind_measure_param(measure, "interval.method");
    bool clusters = ind_measure_clusters(measure), sums = ind_kind_param(measure, params->sum)->node != NULL;
    if (ind_param_is(method, "sum") && !sums)
        return error(diag, "counted_interval", method, "\"method\": \"dobson\"",
                     "'interval.method': 'sum' is for a sum, and rows or persons are counted");
    if (ind_param_is(method, "sum") && !clusters)
        return error(diag, "counted_interval", method, "\"cluster\": \"person\"",
                     "'interval.method': 'sum' adds what each person has: 'interval.cluster' is missing");
    if (clusters && !ind_param_is(method, "sum") && !ind_param_is(method, "dobson"))
        return error(diag, "counted_interval", ind_measure_param(measure, "interval.cluster"), "\"method\": \"dobson\"",
                     "'interval.cluster' is for the methods 'dobson' and, of a sum, 'sum': others take each event as "
                     "one of its own");
    return IND_OK;
}

ind_status ind_counting_check(const ind_measure *measure, const ind_counting_params *params, ind_diag *diag) {
    ind_status status = check_sum(measure, params, diag);
    status = ind_status_worst(status, ind_row_persons_check(measure, diag));
    return ind_status_worst(status, check_method(measure, params, diag));
}
