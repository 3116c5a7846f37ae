/* proportion.c - a share of rows: numerator rows inside denominator rows, plain or weighted.
 *
 * The numerator is asked only of rows in the denominator, so that it cannot be outside.  Weighted:
 * sum of w over the numerator / sum of w.  Of a survey, the sample may be counted beside: see rows/frame.h. */
#include "kinds/common/share.h"
#include "kinds/common/value_levels.h"
#include "kinds/proportion/scope.h"

#include "kinds/rows/shape.h"

#include <stdlib.h>

/* Those that most measures have no use for stand last. */
static const ind_term terms[TERMS] = {[N] = {"n", IND_TERM_COUNT, IND_ADDS, false},
                                      [X] = {"x", IND_TERM_COUNT, IND_ADDS, false},
                                      [INCOMPLETE] = IND_ROW_INCOMPLETE_TERM(IND_ADDS),
                                      [SCOPE] = {"scope", IND_TERM_COUNT, IND_ADDS, false},
                                      [CAME] = {"came", IND_TERM_COUNT, IND_ADDS, false},
                                      [PERSONS] = IND_ROW_PERSONS_TERM(IND_ADDS),
                                      [W] = {"w", IND_TERM_SUM, IND_ADDS, false},
                                      [WW] = {"ww", IND_TERM_SUM, IND_ADDS, false},
                                      [WX] = {"wx", IND_TERM_SUM, IND_ADDS, false},
                                      [WWX] = {"wwx", IND_TERM_SUM, IND_ADDS, false},
                                      IND_FRAME_TERMS_FROM(FRAME, IND_ADDS)};

static const uint8_t powers[] = {[W] = 1, [WW] = 2, [WX] = 1, [WWX] = 2}; /* of the weight */

const ind_frame_how ind_frame_of_proportion = {
    .params = P_FRAME, .terms = FRAME, .responded = N, .rate_name = "answer_rate"};

static bool is_weighted(const ind_measure *measure) {
    return ind_kind_param(measure, P_WEIGHT)->expr != NULL;
}

static size_t terms_of(const ind_measure *measure) {
    if (ind_measure_counts_beside(measure))
        return TERMS;
    if (is_weighted(measure))
        return FRAME;
    if (ind_measure_keeps_persons(measure))
        return W;
    return ind_scope_lists(measure) ? PERSONS : SCOPE;
}

/* The numerator is a condition, rows in other datasets, or both. */
static ind_status check_numerator(const ind_measure *measure, ind_diag *diag) {
    const ind_param *numerator = ind_kind_param(measure, P_NUMERATOR);
    if (numerator->node == NULL && !ind_relations_of_numerator(measure))
        return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_key", ind_json_place(measure->node),
                            "those of them in the numerator", "'numerator' is missing");
    if (ind_kind_param(measure, P_MISSING_NUMERATOR)->node != NULL || numerator->expr == NULL ||
        !ind_expr_may_be_unknown(numerator->expr))
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_policy", ind_json_place(numerator->node),
                        "add \"missing\": {\"numerator\": \"not_met\"}, \"exclude\" or \"error\"",
                        "the numerator can be unknown, and no policy says what that means");
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(measure, diag), ind_row_persons_check(measure, diag));
    status = ind_status_worst(status, ind_share_check(measure, diag));
    status = ind_status_worst(status, ind_frame_check(measure, &ind_frame_of_proportion, diag));
    status = ind_status_worst(status, ind_scope_check(measure, diag));
    return ind_status_worst(status, check_numerator(measure, diag));
}

static bool is_frame(const void *state) {
    return ((const ind_row_filter *)state)->context->feed == IND_FEED_BESIDE; /* both states begin with it */
}

static void *open(const ind_kind_context *context) {
    if (context->feed == IND_FEED_BESIDE)
        return ind_frame_open(context, &ind_frame_of_proportion);
    ind_proportion *p = ind_alloc(sizeof *p);
    ind_row_filter_open(&p->filter, context, ind_proportion_steps, STEPS, INCOMPLETE);
    p->counts = ind_row_filter_table(&p->filter, sizeof(ind_row_counts));
    p->weight = ind_row_eval_of(context, P_WEIGHT);
    p->persons = ind_row_persons_open(context);
    p->strata = ind_sample_strata_open(context, &ind_frame_of_proportion);
    p->scope = ind_scope_open(context);
    p->related = ind_relations_open_numerator(context);
    p->folds = ind_rows_fold(context->measure);
    p->fold = (ind_row_fold){.filter = &p->filter, .count = ind_once_per_count, .state = p};
    return p;
}

static void close(void *state) {
    ind_proportion *p = state;
    if (is_frame(state)) {
        ind_frame_close(state);
        return;
    }
    ind_row_filter_close(&p->filter);
    ind_leaf_table_free(p->counts);
    ind_eval_free(p->weight);
    ind_row_persons_close(p->persons);
    ind_sample_strata_close(p->strata);
    ind_scope_close(p->scope);
    ind_relations_close(p->related);
    free(p->truth);
    free(p->bad);
    free(p->rows);
    ind_row_fold_close(&p->fold);
    free(p);
}

/* ---- the last steps ---- */

static void judge_weights(ind_proportion *p, const ind_vector *weights) {
    ind_selection *selection = &p->filter.selection;
    if (p->bad_capacity < selection->n)
        p->bad = ind_realloc(p->bad, p->bad_capacity = selection->n);
    bool drop = ind_selection_has(selection, WEIGHT_OUT);
    memset(p->bad, IND_FALSE, selection->n);
    ind_row_filter_list(&p->filter, true);
    for (size_t i = 0; i < p->filter.chosen_count; i++) {
        size_t row = p->filter.chosen[i];
        p->bad[row] = !(ind_number_at(weights, row) >= 0);
    }
    int64_t bad = ind_selection_answer(selection, drop ? WEIGHT_OUT : WEIGHT_FAILS, p->bad, NULL);
    p->bad_weights += drop ? 0 : bad;
}

/* Rows of those who are to answer, whatever they say. */
static void judge_scope(ind_proportion *p, const ind_vector *slots) {
    ind_scope_judge(p->scope, &p->filter, slots);
    if (!ind_row_filter_to_cells(&p->filter))
        return;
    ind_row_filter_list(&p->filter, false);
    for (size_t i = 0; i < p->filter.chosen_count; i++)
        ind_cells_count(p->filter.context->cells, ind_row_filter_cell(&p->filter, p->filter.chosen[i]), CAME, 1);
}

/* What the condition says of the block, and then the rows in other datasets. */
static const uint8_t *numerator_of(ind_proportion *p, const ind_vector *slots) {
    const ind_selection *selection = &p->filter.selection;
    const ind_row_block *block = p->filter.block;
    bool conditional = ind_kind_param(p->filter.context->measure, P_NUMERATOR)->expr != NULL;
    const uint8_t *truth = conditional ? ind_selection_truth(selection, NUMERATOR, slots) : NULL;
    if (p->related == NULL)
        return truth;
    if (p->truth_capacity < selection->n)
        p->truth = ind_realloc(p->truth, p->truth_capacity = selection->n);
    if (truth == NULL)
        memset(p->truth, IND_TRUE, selection->n);
    else
        memcpy(p->truth, truth, selection->n);
    ind_relations_narrow(p->related, selection, slots, block->feeds, &block->units->row, sizeof(ind_row_unit),
                         p->truth);
    return p->truth;
}

/* The numerator is told of whole rows, and counted of them or, later, of entities. */
static const uint8_t *judge(ind_proportion *p, const ind_vector *slots, const ind_vector *weights) {
    ind_selection *selection = &p->filter.selection;
    const uint8_t *truth = numerator_of(p, slots);
    if (p->scope != NULL)
        judge_scope(p, slots);
    p->unknown += ind_selection_answer(selection, UNKNOWN_FAILS, truth, NULL);
    ind_selection_answer(selection, UNKNOWN_OUT, truth, NULL);
    if (weights != NULL)
        judge_weights(p, weights);
    int64_t met = ind_selection_answer(selection, NUMERATOR, truth, slots);
    if (p->folds)
        ind_selection_flow(selection, NUMERATOR)->n -= met;
    return truth;
}

/* ---- counting ---- */

static void count_one_by_one(ind_proportion *p, const uint8_t *truth, const ind_vector *weights) {
    if (weights == NULL) /* else they have been listed */
        ind_row_filter_list(&p->filter, false);
    for (size_t i = 0; i < p->filter.chosen_count; i++) {
        size_t row = p->filter.chosen[i];
        if (!ind_selection_stays(&p->filter.selection, row))
            continue;
        double w = weights == NULL ? 1 : ind_number_at(weights, row);
        bool met = truth[row] == IND_TRUE;
        ind_proportion_add(p, ind_row_filter_cell(&p->filter, row), met, w);
        if (p->filter.context->trace != NULL)
            ind_proportion_note(p, p->filter.selection.told[row], ind_row_filter_counted(&p->filter, row), met, w);
    }
}

/* Rows that are left, each an answer of 0 or 1 in its stratum. */
static void count_strata(ind_proportion *p, const ind_vector *slots, const uint8_t *truth) {
    ind_sample_strata_run(p->strata, slots, p->filter.selection.n);
    ind_row_filter_list(&p->filter, false);
    for (size_t i = 0; i < p->filter.chosen_count; i++) {
        size_t row = p->filter.chosen[i];
        ind_sample_strata_answer(p->strata, p->filter.context->cells, ind_row_filter_cell(&p->filter, row), row,
                                 truth[row] == IND_TRUE);
    }
}

static void collect_answers(void *state, const ind_vector *slots, size_t rows, int each) {
    ind_proportion *p = state;
    ind_row_filter_run(&p->filter, slots, rows, each);
    const ind_vector *weights = p->weight == NULL ? NULL : ind_eval_run(p->weight, slots, rows);
    const uint8_t *truth = judge(p, slots, weights);
    if (p->folds) {
        ind_once_per_keep(p, truth, weights, each);
        return;
    }
    ind_selection_pass(&p->filter.selection, DENOMINATOR);
    ind_row_persons_count(p->persons, &p->filter, slots, PERSONS, truth, weights);
    if (!ind_row_filter_to_cells(&p->filter))
        return;
    if (p->strata != NULL)
        count_strata(p, slots, truth);
    if (p->filter.context->trace == NULL && weights == NULL && ind_row_filter_reach(&p->filter, p->counts))
        ind_row_filter_count(&p->filter, p->counts, truth);
    else
        count_one_by_one(p, truth, weights);
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    (is_frame(state) ? ind_frame_collect : collect_answers)(state, slots, rows, each);
}

/* All rows of an entry that were left, by what their numerator was. */
static void settle_rows(void *state, int32_t period, uint32_t leaf, const void *entry) {
    ind_proportion *p = state;
    const ind_kind_context *context = p->filter.context;
    const uint32_t *n = *(const ind_row_counts *)entry;
    int64_t count = (int64_t)n[IND_FALSE] + n[IND_TRUE] + n[IND_UNKNOWN];
    if (count == 0)
        return;
    uint32_t cell = ind_cells_at(context->cells, period, ind_strata_leaf_codes(context->strata, leaf));
    ind_cells_count(context->cells, cell, N, count);
    ind_cells_count(context->cells, cell, X, n[IND_TRUE]);
}

static void settle(void *state) {
    ind_proportion *p = state;
    if (!is_frame(state))
        ind_leaf_table_give(p->counts, settle_rows, p);
}

static void reduce(void *state, const ind_events *feeds) {
    ind_proportion *p = state;
    const ind_shape_user user = {.judge = collect_answers, .fold = ind_once_per_fold, .state = p};
    p->filter.shape_feeds = feeds;
    ind_shape_run(p->filter.shape, &p->filter, feeds, &user);
}

static void merge(void *state, const void *other) {
    ind_proportion *p = state;
    const ind_proportion *from = other;
    if (is_frame(state)) {
        ind_frame_merge(state, other);
        return;
    }
    ind_shape_merge(p->filter.shape, from->filter.shape);
    ind_scope_merge(p->scope, from->scope);
    p->unknown += from->unknown;
    p->bad_weights += from->bad_weights;
}

static ind_status finish(void *state, ind_diag *diag) {
    ind_proportion *p = state;
    ind_status status = IND_OK;
    if (is_frame(state)) {
        ind_frame_finish(state, diag);
        return IND_OK;
    }
    const ind_measure *measure = p->filter.context->measure;
    ind_shape_finish(p->filter.shape, diag);
    if (ind_measure_counts_beside(measure))
        ind_frame_hold(p->filter.context, &ind_frame_of_proportion, diag);
    if (p->scope != NULL)
        ind_scope_fill(p->scope, p->filter.context, diag);
    if (p->unknown > 0)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DATA, "unknown_numerator", (ind_place){0}, NULL,
                              "%.*s: the numerator is unknown in %lld rows, which the definition calls an error",
                              IND_STR_ARGS(measure->id), (long long)p->unknown);
    if (p->bad_weights > 0)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_weight", (ind_place){0}, NULL,
                              "%.*s: the weight is unknown or negative in %lld rows", IND_STR_ARGS(measure->id),
                              (long long)p->bad_weights);
    return status;
}

static void put_population(const ind_measure *measure, const ind_cells *cells, uint32_t cell, ind_share_facts *facts,
                           const ind_outcome *out) {
    const ind_frame_how *how = &ind_frame_of_proportion;
    facts->fraction = ind_frame_fraction(measure, how, cells, cell, facts->n, out);
    facts->stratified = ind_frame_tells_strata(measure, how, cells, cell, out);
    if (facts->stratified && !ind_sample_strata_variance(how, cells, cell, &facts->variance))
        facts->variance = NAN;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    int64_t n = ind_cells_get_count(cells, cell, N), x = ind_cells_get_count(cells, cell, X);
    out->base = n;
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
    ind_outcome_number(out, "numerator", (double)x, true);
    ind_outcome_number(out, "denominator", (double)n, true);
    ind_row_persons_value(measure, cells, cell, PERSONS, out);
    bool weighted = is_weighted(measure), framed = ind_measure_counts_beside(measure);
    ind_share_facts facts = {.x = (double)x, .n = (double)n, .w = NAN, .clustered = ind_measure_clusters(measure)};
    if (weighted) {
        facts.w = ind_cells_get_sum(cells, cell, W);
        facts.ww = ind_cells_get_sum(cells, cell, WW);
        facts.wx = ind_cells_get_sum(cells, cell, WX);
        facts.wwx = ind_cells_get_sum(cells, cell, WWX);
        ind_outcome_number(out, "n_weighted", facts.w, false);
    }
    if (facts.clustered)
        facts.person_count = ind_cells_get_keyed(cells, cell, PERSONS, &facts.persons);
    if (framed)
        put_population(measure, cells, cell, &facts, out);
    ind_outcome_share_of(measure, &facts, out);
    if (framed)
        ind_frame_value(measure, &ind_frame_of_proportion, cells, cell, facts.fraction, out);
    ind_scope_value(measure, cells, cell, out);
    ind_outcome_exact(measure, weighted ? facts.wx : facts.x, weighted ? facts.w : facts.n, true, out);
}

extern const ind_kind ind_kind_proportion;
const ind_kind ind_kind_proportion = {
    .spec = {.name = "proportion",
             .help = "share of rows",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = ind_params_of_proportion,
             .param_count = PARAMS,
             .beside = "frame.dataset",
             .values = {"a share", "percent|ratio|per_1000|per_10000|per_100000|", true, 1},
             .chain = {{"data.where", "denominator"}, "exclude", "numerator"},
             .words = &ind_words_of_proportion},
    .terms = terms,
    .term_count = TERMS,
    .terms_of = terms_of,
    .beside_term = FRAME + IND_FRAME_T_ROWS,
    .beside_apart = true,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .weight = "weight",
    .weight_powers = powers,
    .weight_power_count = sizeof powers,
    .weight_term = W,
    .tells_persons = true,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = check,
    .open = open,
    .close = close,
    .collect = collect,
    .settle = settle,
    .reduce = reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_proportion_template,
    .explain = ind_phrases_of_proportion,
};
