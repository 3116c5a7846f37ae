/* mean.c - the mean of a value over rows, plain or weighted. */
#include "kinds/mean/mean.h"
#include "kinds/rows/row_values.h"

static const ind_term terms[MEAN_TERMS] = {IND_MOMENT_TERMS(IND_ADDS),
                                           IND_ROW_INCOMPLETE_TERM(IND_ADDS),
                                           IND_ROW_PERSONS_TERM(IND_ADDS),
                                           {"values", IND_TERM_TABLE, IND_ADDS, false},
                                           {"bad", IND_TERM_COUNT, IND_ADDS, false}};

static const ind_param_spec params[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_INDEX_METHOD_PARAM,
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_VALUE] = {.path = "value",
                 .type = IND_PARAM_NUMERIC,
                 .required = true,
                 .scope = IND_SCOPE_ROW,
                 .help = "what is averaged; rows where it is unknown do not count"},
    [P_WEIGHT] = {.path = "weight", .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW, .help = "weight of a row"},
    [P_ALL_WEIGHTS] = {.path = "missing.all_weights",
                       .type = IND_PARAM_CHOICE,
                       .choices = "no_value|equal",
                       .fallback = "no_value",
                       .help = "where no row has a weight above 0: there is no value, or all weigh the same"},
    [P_SPREAD] = {.path = "spread",
                  .type = IND_PARAM_CHOICES,
                  .choices = "min|max|range|sd",
                  .help = "how far the values of rows lie apart, beside the value"},
    [P_STATISTIC] = {.path = "statistic",
                     .type = IND_PARAM_CHOICE,
                     .choices = "mean|range",
                     .fallback = "mean",
                     .help = "what the value is: the mean, or the greatest value less the least, the mean beside"},
    [P_RANGE] = IND_RANGE_PARAM,
};

static const ind_step_spec steps[IND_VALUES_STEPS] = {IND_VALUE_STEPS("value or weight")};

static const ind_row_words said[] = {
    {.rule = "negative_weight", .what = "the weight is negative: the figures that they would be in are not shown"}};

static void add_plain(ind_cells *cells, uint32_t cell, double x, double w) {
    (void)w;
    ind_moments_add(cells, cell, x);
}

static void add_value(ind_cells *cells, uint32_t cell, double x, double w) {
    ind_moments_add(cells, cell, x);
    ind_cells_tally(cells, cell, MEAN_VALUES, x, 1);
    (void)w;
}

static void add_value_weighted(ind_cells *cells, uint32_t cell, double x, double w) {
    ind_moments_add_weighted(cells, cell, x, w);
    ind_cells_tally(cells, cell, MEAN_VALUES, x, 1);
}

static bool is_weighted(const ind_measure *measure) {
    return ind_kind_param(measure, P_WEIGHT)->expr != NULL;
}

/* Is the value how far the values of rows lie apart? */
static bool is_range(const ind_measure *measure) {
    return ind_param_is(ind_kind_param(measure, P_STATISTIC), "range");
}

/* Are the values kept? */
static bool keeps_values(const ind_measure *measure) {
    return ind_kind_param(measure, P_SPREAD)->count > 0 || is_range(measure) ||
           (is_weighted(measure) && ind_param_is(ind_kind_param(measure, P_ALL_WEIGHTS), "equal"));
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *all = ind_kind_param(measure, P_ALL_WEIGHTS);
    ind_status status = ind_status_worst(ind_row_values_check(measure, diag), ind_mean_interval_check(measure, diag));
    if (all->node != NULL && !is_weighted(measure))
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "all_weights", ind_json_place(all->node), NULL,
                              "'missing.all_weights' is about a 'weight', which is not given");
    if (is_range(measure) && ind_kind_param(measure, P_INTERVAL_METHOD)->node != NULL &&
        !ind_param_is(ind_kind_param(measure, P_INTERVAL_METHOD), "none"))
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "no_interval_of_range",
                              ind_json_place(ind_kind_param(measure, P_INTERVAL_METHOD)->node), "\"method\": \"none\"",
                              "'statistic': 'range' is what was seen, and has no interval");
    return status;
}

static void *open(const ind_kind_context *context) {
    bool weighted = is_weighted(context->measure), keeps = keeps_values(context->measure);
    ind_add_value add = weighted ? keeps ? add_value_weighted : ind_moments_add_weighted
                        : keeps  ? add_value
                                 : add_plain;
    ind_row_values *v = ind_row_values_open(context, steps, MEAN_INCOMPLETE, P_VALUE, P_WEIGHT, add);
    v->bad_term = MEAN_BAD;
    v->persons = ind_row_persons_open(context);
    v->persons_term = MEAN_PERSONS;
    return v;
}

static ind_status finish(void *state, ind_diag *diag) {
    ind_row_values *v = state;
    ind_row_places_say(&v->bad, v->filter.context, said, diag);
    return ind_row_values_finish(state, diag);
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    bool weighted = is_weighted(measure);
    ind_moments_value(measure, cells, cell, weighted, out);
    ind_rows_incomplete(measure, cells, cell, MEAN_INCOMPLETE, out);
    ind_row_persons_value(measure, cells, cell, MEAN_PERSONS, out);
    if (keeps_values(measure))
        ind_mean_put_spread(measure, cells, cell, out);
    if (weighted && !(ind_cells_get_sum(cells, cell, IND_M_W) > 0) &&
        ind_param_is(ind_kind_param(measure, P_ALL_WEIGHTS), "equal"))
        ind_mean_weigh_alike(measure, cells, cell, out);
    if (is_range(measure))
        ind_mean_put_range(out);
    if (ind_cells_get_count(cells, cell, MEAN_BAD) > 0) {
        out->told = IND_CELL_NOT_DELIVERED;
        out->told_why = IND_REASON_CONTRADICTORY;
    }
}

extern const ind_kind ind_kind_mean;
const ind_kind ind_kind_mean = {
    .spec = {.name = "mean",
             .help = "mean of a value over rows",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = params,
             .param_count = PARAMS,
             .values = {"a mean, which is not multiplied", "percent|index|count|days|persons|points|ratio|", false, 0},
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_mean},
    .terms = terms,
    .term_count = MEAN_TERMS,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    IND_MOMENT_WEIGHTS("weight"),
    .tells_persons = true,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = check,
    .open = open,
    .close = ind_row_values_close,
    .collect = ind_row_values_collect,
    .reduce = ind_row_values_reduce,
    .merge = ind_row_values_merge,
    .finish = finish,
    .value = value,
    .template = ind_file_mean_template,
    .explain = ind_phrases_of_mean,
};
