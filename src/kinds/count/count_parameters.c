/* count_parameters.c - what a definition of this kind may say. */
#include "kinds/count/count.h"

const ind_param_spec ind_params_of_count[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_COUNTED_METHOD_PARAM,
    [P_CLUSTER] = IND_COUNTED_CLUSTER_PARAM,
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_DISTINCT_ENTITY] = IND_COUNTING_ENTITY(""),
    [P_DISTINCT_TAKE] = IND_COUNTING_TAKE(""),
    [P_DISTINCT_ORDER] = IND_COUNTING_ORDER(""),
    [P_SUM] = IND_COUNTING_SUM(""),
    [P_MISSING_SUM] = IND_COUNTING_MISSING,
    [P_MISSING_ROWS] = {.path = "missing.rows",
                        .type = IND_PARAM_CHOICE,
                        .choices = "zero|no_data",
                        .fallback = "zero",
                        .help = "what a group has of which there is no row: the value 0, or none"},
    [P_EXCESS_BY] = {.path = "excess.by",
                     .type = IND_PARAM_ENTITY,
                     .with_parent = true,
                     .scope = IND_SCOPE_ROW,
                     .help = "whose sum of a month is held against what is allowed, such as a municipality"},
    [P_EXCESS_EACH] = {.path = "excess.each",
                       .type = IND_PARAM_CHOICE,
                       .with_parent = true,
                       .choices = "month",
                       .help = "the sum of each calendar month by itself"},
    [P_EXCESS_ALLOWED] = {.path = "excess.allowed",
                          .type = IND_PARAM_NUMERIC,
                          .with_parent = true,
                          .scope = IND_SCOPE_ROW,
                          .help =
                              "a whole number of each row: the sum of it is allowed, and only what is above it counts"},
    [P_ALSO_NAME] = {.path = "also.name",
                     .type = IND_PARAM_TEXT,
                     .with_parent = true,
                     .help = "what a further sum is called in the report"},
    [P_ALSO_SUM] = {.path = "also.sum",
                    .type = IND_PARAM_NUMERIC,
                    .with_parent = true,
                    .scope = IND_SCOPE_ROW,
                    .help = "a whole number of each row that counts, whose sum stands beside the value"},
};
const ind_counting_params ind_params_counted = {.sum = P_SUM, .missing = P_MISSING_SUM, .take = P_DISTINCT_TAKE};

static ind_status check_cluster(const ind_measure *m, ind_diag *diag) {
    if (!ind_measure_clusters(m) || !ind_rows_distinct(m))
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "cluster",
                        ind_json_place(ind_kind_param(m, P_CLUSTER)->node), "\"method\": \"poisson\", without cluster",
                        "'interval.cluster': with 'distinct' each person is counted once already");
}

ind_status ind_count_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
    status = ind_status_worst(status, check_cluster(measure, diag));
    status = ind_status_worst(status, ind_count_sums_check(measure, diag));
    return ind_status_worst(status, ind_counting_check(measure, &ind_params_counted, diag));
}
