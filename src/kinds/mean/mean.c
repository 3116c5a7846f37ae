/* mean.c - the mean of a value over rows, plain or weighted. */
#include "kinds/mean/mean.h"
#include "kinds/common/moments.h"
#include "kinds/rows/row_values.h"

enum { INCOMPLETE = IND_M_TERMS, PERSONS };
static const ind_term terms[] = {IND_MOMENT_TERMS(IND_ADDS), IND_ROW_INCOMPLETE_TERM(IND_ADDS),
                                 IND_ROW_PERSONS_TERM(IND_ADDS)};

/* Parameters, by their number in the table. */
enum { P_INTERVAL_METHOD, P_DENOMINATOR, P_VALUE, P_WEIGHT };

static const ind_param_spec params[] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("t|none"),
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
};

static const ind_step_spec steps[IND_VALUES_STEPS] = {IND_VALUE_STEPS("value or weight")};

static void add_plain(ind_cells *cells, uint32_t cell, double x, double w) {
    (void)w;
    ind_moments_add(cells, cell, x);
}

static void *open(const ind_kind_context *context) {
    bool weighted = ind_kind_param(context->measure, P_WEIGHT)->expr != NULL;
    ind_row_values *values = ind_row_values_open(context, steps, INCOMPLETE, P_VALUE, P_WEIGHT,
                                                 weighted ? ind_moments_add_weighted : add_plain);
    values->persons = ind_row_persons_open(context);
    values->persons_term = PERSONS;
    return values;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, ind_kind_param(measure, P_WEIGHT)->expr != NULL, out);
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
    ind_row_persons_value(measure, cells, cell, PERSONS, out);
}

extern const ind_kind ind_kind_mean;
const ind_kind ind_kind_mean = {
    .spec = {.name = "mean",
             .help = "mean of a value over rows",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .values = {"a mean, which is not multiplied", "index|count|days|persons|points|ratio|", false, 0},
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_mean},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    IND_MOMENT_WEIGHTS("weight"),
    .tells_persons = true,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = ind_row_values_check,
    .open = open,
    .close = ind_row_values_close,
    .collect = ind_row_values_collect,
    .reduce = ind_row_values_reduce,
    .merge = ind_row_values_merge,
    .finish = ind_row_values_finish,
    .value = value,
    .template = ind_file_mean_template,
    .explain = ind_phrases_of_mean,
};
