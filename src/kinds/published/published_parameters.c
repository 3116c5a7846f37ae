/* published_parameters.c - what a definition of this kind may say. */
#include "kinds/published/published.h"

#define ROW_NUMBER(path_, help_)                                                                                       \
    { .path = path_, .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW, .help = help_ }
#define ROW_MARK(path_, help_)                                                                                         \
    { .path = path_, .type = IND_PARAM_CONDITION, .scope = IND_SCOPE_ROW, .help = help_ }

const ind_param_spec ind_params_of_published[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("published|none"),
    [P_DENOMINATOR] = ROW_MARK("denominator", "rows that count"),
    [P_LABEL] = {.path = "period.label",
                 .type = IND_PARAM_LABEL,
                 .required = true,
                 .scope = IND_SCOPE_ROW,
                 .help = "the period that the row is about, as text: 2024, 2024-03"},
    [P_VALUE] = {.path = "value",
                 .type = IND_PARAM_NUMERIC,
                 .required = true,
                 .scope = IND_SCOPE_ROW,
                 .help = "the value that was published"},
    [P_MARGIN] = ROW_NUMBER("margin", "half the width of its interval"),
    [P_LOW] = ROW_NUMBER("low", "lower limit of its interval"),
    [P_HIGH] = ROW_NUMBER("high", "upper limit of its interval"),
    [P_TERMS_NUMERATOR] = ROW_NUMBER("terms.numerator", "numerator that was published with it"),
    [P_TERMS_DENOMINATOR] = ROW_NUMBER("terms.denominator", "denominator that was published with it"),
    [P_MARK] = {.path = "marks.of",
                .type = IND_PARAM_LABEL,
                .with_parent = true,
                .scope = IND_SCOPE_ROW,
                .help = "what stands where there is no value; empty: there is one"},
    [P_SUPPRESSED] = ROW_MARK("marks.suppressed", "marks that mean secrecy"),
    [P_NO_DATA] = ROW_MARK("marks.no_data", "marks that mean that there is nobody to count"),
    [P_NOT_DELIVERED] = ROW_MARK("marks.not_delivered", "marks that mean that the data are missing"),
    [P_NOT_APPLICABLE] = ROW_MARK("marks.not_applicable", "marks that mean that there is no such value"),
    [P_REFERENCE] = {.path = "beside.whole",
                     .type = IND_PARAM_BOOLEAN,
                     .help = "beside each value that of the row without area, such as the country's"},
    [P_MEAN_OF] = {.path = "beside.mean_of",
                   .type = IND_PARAM_TEXT,
                   .help = "beside each value the unweighted mean over the values of this group in its county"},
};

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

static const ind_json *node_of(const ind_measure *measure, size_t number) {
    return ind_kind_param(measure, number)->node;
}

static ind_status check_interval(const ind_measure *measure, ind_diag *diag) {
    const ind_param *method = ind_kind_param(measure, P_INTERVAL_METHOD),
                    *level = ind_measure_param(measure, "interval.level");
    const ind_json *margin = node_of(measure, P_MARGIN), *low = node_of(measure, P_LOW),
                   *high = node_of(measure, P_HIGH);
    const ind_json *given = margin != NULL ? margin : low != NULL ? low : high;
    if ((low == NULL) != (high == NULL) || (margin != NULL && low != NULL))
        return error(diag, "published_interval", given, "\"margin\", or both \"low\" and \"high\"",
                     "an interval is given by its margin or by its two limits");
    if (given == NULL && ind_param_is(method, "published"))
        return error(diag, "published_interval", method->node, "\"margin\", or both \"low\" and \"high\"",
                     "the interval is the published one, and nothing says where it is");
    if (given != NULL && (!ind_param_is(method, "published") || level->count != 1))
        return error(diag, "published_interval", given, "\"interval\": {\"method\": \"published\", \"level\": [0.95]}",
                     "an interval that was published has one confidence level, which 'interval' must say");
    return IND_OK;
}

static int group_named(const ind_measure *measure, ind_str name) {
    for (size_t g = 0; g < measure->group_count; g++)
        if (ind_str_equal(measure->groups[g].name, name))
            return (int)g;
    return -1;
}

static ind_status check_beside(const ind_measure *measure, ind_diag *diag) {
    const ind_param *mean = ind_kind_param(measure, P_MEAN_OF);
    int group = mean->node == NULL ? 0 : group_named(measure, mean->text);
    if (mean->node == NULL)
        return IND_OK;
    if (group < 0)
        return error(diag, "unknown_group", mean->node, "a name in 'groups'", "'mean_of' names no group");
    const ind_group *g = &measure->groups[group];
    if (g->codelist == NULL || ind_codelist_top(g->codelist, g->attribute) == IND_LEVEL_NONE)
        return error(diag, "mean_of", mean->node, "such as the municipalities",
                     "a mean is made over areas, and the values of this group are none");
    return IND_OK;
}

static ind_status check_rows(const ind_measure *measure, ind_diag *diag) {
    const ind_param *least = ind_measure_param(measure, "reliability.min_denominator");
    const ind_json *period = ind_json_get(measure->node, "period");
    if (ind_row_param(measure, IND_ROW_EACH)->integer == 0)
        return error(diag, "published_rows", period, "\"each\": true",
                     "the text of the row is held against each period: 'period.each' must be true");
    if (ind_rows_follow(measure) || ind_row_param(measure, IND_ROW_FOLLOW_INCOMPLETE)->node != NULL)
        return error(diag, "published_rows", period, "let 'data.where' and 'exclude' choose the rows",
                     "a published value is that of one row: nothing is put together or followed up");
    if (least->integer > 1 && node_of(measure, P_TERMS_DENOMINATOR) == NULL)
        return error(diag, "published_base", least->node, "\"terms\": {\"denominator\": ...}",
                     "without a published denominator nothing tells whether there are enough");
    return IND_OK;
}

ind_status ind_published_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
    status = ind_status_worst(status, check_rows(measure, diag));
    status = ind_status_worst(status, check_interval(measure, diag));
    return ind_status_worst(status, check_beside(measure, diag));
}
