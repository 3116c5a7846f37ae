/* ratio.c - one sum over another, as for data that come as counts (taljare, namnare), or for events in one dataset over
 * what another has of those who could have them.
 * No interval unless the definition declares one, since the rows are not independent trials: that of a share, or of
 * events over what is taken as known. */
#include "kinds/ratio/ratio.h"
#include "kinds/common/value_levels.h"
#include "kinds/rows/counting_interval.h"
#include "kinds/rows/shape.h"

#include <stdlib.h>

static const ind_term terms[] = {[ROWS] = {"rows", IND_TERM_COUNT, IND_ADDS, false},
                                 [ABOVE] = {"above", IND_TERM_SUM, IND_ADDS, false},
                                 [BELOW] = {"below", IND_TERM_SUM, IND_ADDS, false},
                                 [INCOMPLETE] = IND_ROW_INCOMPLETE_TERM(IND_ADDS),
                                 [NUMERATOR_ROWS] = {"numerator_rows", IND_TERM_COUNT, IND_ADDS, false}};

static void *open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    ind_ratio *r = ind_alloc(sizeof *r);
    bool two = ind_measure_counts_beside(m), above = context->feed == IND_FEED_BESIDE;
    if (above)
        ind_row_filter_open_by(&r->filter, context, ind_kind_param(m, P_NUMERATOR_DATE)->expr,
                               ind_ratio_numerator_steps, STEPS);
    else
        ind_row_filter_open(&r->filter, context, ind_ratio_steps, STEPS, INCOMPLETE);
    r->filter.lists_seen =
        ind_measure_lists_seen(m) && ind_ratio_chosen_by_period(m) && (!above || r->filter.date == NULL);
    r->sums = ind_row_filter_table(&r->filter, sizeof(ind_whole_sums));
    r->above = two && !above ? NULL : ind_row_eval_of(context, P_NUMERATOR_SUM);
    r->below = above ? NULL : ind_row_eval_of(context, P_DENOMINATOR_SUM);
    r->rows_term = above ? NUMERATOR_ROWS : ROWS;
    r->unknown_step = ind_selection_has(&r->filter.selection, UNKNOWN_OUT) ? UNKNOWN_OUT : UNKNOWN_ZERO;
    return r;
}

static void close(void *state) {
    ind_ratio *r = state;
    ind_row_filter_close(&r->filter);
    ind_leaf_table_free(r->sums);
    ind_eval_free(r->above);
    ind_eval_free(r->below);
    free(r);
}

/* The term of the row; 0: these rows have none. */
static double term_at(const ind_vector *vector, size_t row) {
    return vector == NULL ? 0 : ind_number_at(vector, row);
}

static void tell_count(const ind_ratio *r, size_t row, double x, double n) {
    ind_trace_count *count = ind_row_filter_counted(&r->filter, row);
    count->value = r->x == NULL ? NAN : x;
    count->below = r->n == NULL ? NAN : n;
    count->by_month = r->n == NULL && r->filter.each < 0;
    if (r->n == NULL)
        ind_trace_through(r->filter.context->trace, r->filter.selection.told[row], false, true);
}

static void count_row(ind_ratio *r, size_t row) {
    const ind_kind_context *context = r->filter.context;
    double x = term_at(r->x, row), n = term_at(r->n, row);
    if (!ind_selection_decide(&r->filter.selection, r->unknown_step, row, isnan(x) || isnan(n)))
        return;
    ind_selection_decide(&r->filter.selection, COUNTED, row, true);
    if (!ind_row_filter_to_cells(&r->filter))
        return;
    uint32_t cell = ind_row_filter_cell(&r->filter, row);
    x = isnan(x) ? 0 : x;
    n = isnan(n) ? 0 : n;
    ind_cells_count(context->cells, cell, r->rows_term, 1);
    ind_cells_sum(context->cells, cell, ABOVE, x);
    ind_cells_sum(context->cells, cell, BELOW, n);
    if (context->trace != NULL)
        tell_count(r, row, x, n);
}

static void count_one_by_one(ind_ratio *r) {
    ind_row_filter_list(&r->filter, true);
    for (size_t i = 0; i < r->filter.chosen_count; i++)
        count_row(r, r->filter.chosen[i]);
}

/* So that the sum of 2^32 of them fits; an unknown one is none. */
static bool is_small(int64_t x) {
    return x > -(INT64_C(1) << 31) && x < INT64_C(1) << 31;
}

static bool are_whole(const ind_vector *vector) {
    return vector == NULL || vector->type == IND_INTEGER;
}

static void count_whole(ind_ratio *r) {
    const ind_leaf_table table = *r->sums; /* which the sums cannot be part of */
    const uint32_t *leaf = ind_strata_leaves(r->filter.context->strata);
    const int64_t *above = r->x == NULL ? NULL : r->x->integer, *below = r->n == NULL ? NULL : r->n->integer;
    ind_whole_sums *sums = table.entries;
    ind_row_filter_list(&r->filter, false);
    for (size_t i = 0; i < r->filter.chosen_count; i++) {
        size_t row = r->filter.chosen[i];
        int64_t x = above == NULL ? 0 : above[row], n = below == NULL ? 0 : below[row];
        if (!is_small(x) || !is_small(n)) {
            count_row(r, row);
            continue;
        }
        ind_whole_sums *at = &sums[ind_leaf_place(&table, ind_row_filter_period(&r->filter, row), leaf[row])];
        at->rows++;
        at->above += x;
        at->below += n;
    }
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    ind_ratio *r = state;
    ind_row_filter_run(&r->filter, slots, rows, each);
    r->x = r->above == NULL ? NULL : ind_eval_run(r->above, slots, rows);
    r->n = r->below == NULL ? NULL : ind_eval_run(r->below, slots, rows);
    if (r->filter.context->trace == NULL && are_whole(r->x) && are_whole(r->n) &&
        ind_row_filter_reach(&r->filter, r->sums))
        count_whole(r);
    else
        count_one_by_one(r);
}

/* Both halves are whole numbers that a double holds. */
static void add_whole(ind_cells *cells, uint32_t cell, size_t term, int64_t sum) {
    int64_t low = sum % (INT64_C(1) << 32);
    ind_cells_sum(cells, cell, term, (double)(sum - low));
    ind_cells_sum(cells, cell, term, (double)low);
}

static void settle_sums(void *state, int32_t period, uint32_t leaf, const void *entry) {
    const ind_ratio *r = state;
    const ind_kind_context *context = r->filter.context;
    const ind_whole_sums *sums = entry;
    if (sums->rows == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_selection_flow(&r->filter.selection, COUNTED)->n += sums->rows;
    ind_cells_count(context->cells, cell, r->rows_term, sums->rows);
    add_whole(context->cells, cell, ABOVE, sums->above);
    add_whole(context->cells, cell, BELOW, sums->below);
}

static void settle(void *state) {
    ind_ratio *r = state;
    ind_leaf_table_give(r->sums, settle_sums, r);
}

static void reduce(void *state, const ind_events *feeds) {
    ind_ratio *r = state;
    const ind_shape_user user = {.judge = collect, .state = r};
    ind_shape_run(r->filter.shape, &r->filter, feeds, &user);
}

static void merge(void *state, const void *other) {
    ind_shape_merge(((ind_ratio *)state)->filter.shape, ((const ind_ratio *)other)->filter.shape);
}

static ind_status finish(void *state, ind_diag *diag) {
    const ind_ratio *r = state;
    ind_shape_finish(r->filter.shape, diag);
    const ind_measure *measure = r->filter.context->measure;
    if (r->filter.context->feed == IND_FEED_BESIDE) /* all that is below the line would have 0 above it */
        ind_row_filter_say_nothing(&r->filter, COUNTED, diag);
    int64_t unknown = ind_selection_flow(&r->filter.selection, r->unknown_step)->n;
    if (unknown == 0 || !ind_param_is(ind_kind_param(measure, P_MISSING_NUMERATOR), "error"))
        return IND_OK;
    ind_str dataset = measure->feeds[r->filter.context->feed].dataset->name;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                        "%.*s: a term is unknown in %lld rows of '%.*s', which the definition calls an error",
                        IND_STR_ARGS(measure->id), (long long)unknown, IND_STR_ARGS(dataset));
}

static bool is_whole(const ind_measure *measure, size_t term) {
    return ind_expr_type(ind_kind_param(measure, term)->expr) == IND_INTEGER;
}

/* Events above the line, over what is known below it.  A numerator that is no whole number is none of events. */
static void set_poisson(const ind_measure *measure, double x, double n, ind_outcome *out) {
    double factor = ind_unit_factor(measure) / n;
    ind_counted events = ind_counted_events(x);
    if (!(n > 0))
        return;
    if (is_whole(measure, P_NUMERATOR_SUM))
        ind_counted_intervals(measure, &events, factor, out);
    else
        out->no_interval = IND_INTERVAL_NOT_WHOLE;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double x = ind_cells_get_sum(cells, cell, ABOVE), n = ind_cells_get_sum(cells, cell, BELOW);
    bool whole = is_whole(measure, P_NUMERATOR_SUM) && is_whole(measure, P_DENOMINATOR_SUM);
    out->counted = ind_cells_get_count(cells, cell, NUMERATOR_ROWS);
    out->base = whole && n > 0 && n < 9e15 ? (int64_t)n : ind_cells_get_count(cells, cell, ROWS);
    if (ind_param_is(ind_kind_param(measure, P_INTERVAL_METHOD), "wilson"))
        ind_outcome_share(measure, x, n, out);
    if (ind_param_is(ind_kind_param(measure, P_INTERVAL_METHOD), "poisson"))
        set_poisson(measure, x, n, out);
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
    out->value = n != 0 ? ind_unit_factor(measure) * (x / n) : NAN;
    ind_outcome_exact(measure, x, n, true, out);
    ind_outcome_number(out, "numerator", x, is_whole(measure, P_NUMERATOR_SUM));
    ind_outcome_number(out, "denominator", n, is_whole(measure, P_DENOMINATOR_SUM));
    ind_outcome_number(out, "rows", (double)ind_cells_get_count(cells, cell, ROWS), true);
    if (ind_measure_counts_beside(measure))
        ind_outcome_number(out, "numerator_rows", (double)out->counted, true);
}

extern const ind_kind ind_kind_ratio;
const ind_kind ind_kind_ratio = {
    .spec = {.name = "ratio",
             .help = "one sum over another",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = ind_params_of_ratio,
             .param_count = PARAMS,
             .beside = "numerator_data.dataset",
             .interval_if_named = true,
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_ratio},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .beside_term = NUMERATOR_ROWS,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .chooses_by_period = ind_ratio_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = ind_ratio_check,
    .reduce = reduce,
    .merge = merge,
    .open = open,
    .close = close,
    .collect = collect,
    .settle = settle,
    .finish = finish,
    .value = value,
    .template = ind_file_ratio_template,
    .explain = ind_phrases_of_ratio,
};
