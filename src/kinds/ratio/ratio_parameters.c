/* ratio_parameters.c - what a definition of this kind may say. */
#include "kinds/ratio/ratio.h"

const ind_param_spec ind_params_of_ratio[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("wilson|poisson|none"),
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_NUMERATOR_DATASET] = {.path = "numerator_data.dataset",
                             .type = IND_PARAM_DATASET,
                             .with_parent = true,
                             .feed = IND_FEED_BESIDE,
                             .help = "whose rows are summed above the line; not given: those of 'data.dataset'"},
    [P_NUMERATOR_WHERE] = {.path = "numerator_data.where",
                           .type = IND_PARAM_CONDITION,
                           .scope = IND_SCOPE_ROW,
                           .feed = IND_FEED_BESIDE,
                           .help = "which of its rows; not given: all"},
    [P_NUMERATOR_DATE] = {.path = "numerator_data.date",
                          .type = IND_PARAM_DATE,
                          .scope = IND_SCOPE_ROW,
                          .feed = IND_FEED_BESIDE,
                          .edge = IND_EDGE_PERIOD,
                          .of = "numerator_data.date",
                          .help = "day that puts such a row in a period"},
    [P_NUMERATOR_GROUPS] = {.path = "numerator_data.groups",
                            .type = IND_PARAM_MATCH,
                            .scope = IND_SCOPE_ROW,
                            .feed = IND_FEED_BESIDE,
                            .help = "what the groups are in its rows, where they are called otherwise"},
    [P_NUMERATOR_SUM] = {.path = "numerator_sum",
                         .type = IND_PARAM_NUMERIC,
                         .required = true,
                         .scope = IND_SCOPE_ROW,
                         .elsewhere = "numerator_data.dataset",
                         .help = "summed above the line"},
    [P_DENOMINATOR_SUM] = {.path = "denominator_sum",
                           .type = IND_PARAM_NUMERIC,
                           .required = true,
                           .scope = IND_SCOPE_ROW,
                           .help = "summed below the line"},
    [P_MISSING_NUMERATOR] = {.path = "missing.numerator",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "not_met|exclude|error",
                             .help = "what an unknown term means: 0, the row goes out, an error"},
};

static ind_status error(ind_diag *diag, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "numerator_data", ind_json_place(at), help, "%s", what);
}

/* Both datasets are put in periods, or held against them, in the same way; and what is above the line is then no part
 * of what is below it. */
static ind_status check_numerator(const ind_measure *m, ind_diag *diag) {
    const ind_json *date = ind_kind_param(m, P_NUMERATOR_DATE)->node;
    bool by_date = ind_row_param(m, IND_ROW_DATE)->node != NULL;
    if (!ind_measure_counts_beside(m))
        return IND_OK;
    if (by_date && date == NULL)
        return error(diag, ind_json_get(m->node, "numerator_data"), "\"date\": a day of its rows",
                     "rows of the numerator have no day: 'numerator_data.date' is missing");
    if (!by_date && date != NULL)
        return error(diag, date, "say in 'numerator_data.where' what depends on the period",
                     "each row is held against every period: 'numerator_data.date' says nothing");
    if (ind_param_is(ind_kind_param(m, P_INTERVAL_METHOD), "wilson"))
        return error(diag, ind_kind_param(m, P_INTERVAL_METHOD)->node,
                     "\"method\": \"poisson\", of events, or \"none\"",
                     "the interval of a share needs a numerator that is part of the denominator");
    return IND_OK;
}

ind_status ind_ratio_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
    return ind_status_worst(status, check_numerator(measure, diag));
}

bool ind_ratio_chosen_by_period(const ind_measure *measure) {
    const ind_param *where = ind_kind_param(measure, P_NUMERATOR_WHERE);
    return ind_rows_chosen_by_period(measure) ||
           (ind_measure_counts_beside(measure) && ind_rows_read_period(measure, IND_FEED_BESIDE, where->expr));
}
