/* count.c - how many rows, how many different persons, or the sum of a whole number (rows/counting.h), perhaps only
 * what it is above what is allowed (count_sums.c).
 *
 * Nothing counted is a value: 0.  No interval unless the
 * definition names its method, since whether the events are independent only it can tell. */
#include "kinds/count/count.h"
#include "kinds/common/value_levels.h"

#include <stdlib.h>

static const ind_term terms[] = {
    IND_COUNTED_TERMS_OF(IND_ADDS),
    [COUNT_EXCESS] = {"excess", IND_TERM_KEYED, IND_ADDS, false},
    [COUNT_ALSO] = {"also", IND_TERM_COUNT, IND_ADDS, false},
    [COUNT_ALSO_UNKNOWN] = {"also_unknown", IND_TERM_COUNT, IND_ADDS, false},
};

static const ind_step_spec steps[STEPS] = {
    IND_ROW_STEPS,
    IND_COUNTED_UNKNOWN_STEP,
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
};

static void *open(const ind_kind_context *context) {
    ind_count *c = ind_alloc(sizeof *c);
    *c = (ind_count){0};
    ind_counting_open(&c->counting, context, steps, STEPS, DENOMINATOR, &ind_params_counted);
    ind_count_sums_open(c, context);
    return c;
}

static void close(void *state) {
    ind_count_sums_close(state);
    ind_counting_close(state);
    free(state);
}

static ind_status finish(void *state, ind_diag *diag) {
    return ind_counting_finish(state, &ind_params_counted, diag);
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    bool sums = ind_kind_param(measure, P_SUM)->expr != NULL;
    out->base = ind_cells_get_count(cells, cell, IND_COUNTED_N);
    out->value = (double)(sums ? ind_cells_get_count(cells, cell, IND_COUNTED_SUM) : out->base);
    if (ind_kind_param(measure, P_EXCESS_ALLOWED)->expr != NULL)
        out->value = ind_count_excess(cells, cell);
    ind_outcome_exact(measure, out->value, 1, false, out);
    ind_rows_incomplete(measure, cells, cell, IND_COUNTED_INCOMPLETE, out);
    ind_outcome_number(out, "n", (double)out->base, true);
    ind_counted counted = ind_measure_clusters(measure)
                              ? ind_counted_persons(cells, cell, IND_COUNTED_PERSONS, out->value, NULL)
                              : ind_counted_events(out->value);
    ind_counted_intervals(measure, &counted, 1, out);
    ind_count_put_also(measure, cells, cell, out);
}

extern const ind_kind ind_kind_count;
const ind_kind ind_kind_count = {
    .spec = {.name = "count",
             .help = "number of rows or of persons, or the sum of a whole number",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = ind_params_of_count,
             .param_count = PARAMS,
             .values = {"a number of something", "count|days|persons|points|sek|", false, 0},
             .interval_if_named = true,
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_count},
    .counts = true,
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = ind_count_check,
    .open = open,
    .close = close,
    .collect = ind_counting_collect,
    .settle = ind_counting_settle,
    .reduce = ind_counting_reduce,
    .merge = ind_counting_merge,
    .finish = finish,
    .value = value,
    .template = ind_file_count_template,
    .explain = ind_phrases_of_count,
};
