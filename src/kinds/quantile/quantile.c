/* quantile.c - quantiles of a value over rows: the first is the value, the others stand beside it.
 *
 * A cell keeps every value with how often it was seen, so that parts of the data make the whole.  There are nine ways
 * to say what lies between two values, and the definition says which. */
#include "kinds/quantile/quantile.h"
#include "kinds/common/moments.h"
#include "kinds/rows/row_values.h"
#include "statistics/quantiles.h"

enum { N, VALUES, INCOMPLETE };
enum { MOST_QUANTILES = 7 };
static const ind_term terms[] = {{"n", IND_TERM_COUNT, IND_ADDS, false},
                                 {"values", IND_TERM_TABLE, IND_ADDS, false},
                                 IND_ROW_INCOMPLETE_TERM(IND_ADDS)};

/* Parameters, by their number in the table. */
enum { P_INTERVAL_METHOD, P_DENOMINATOR, P_VALUE, P_Q, P_TYPE };

static const ind_param_spec params[] = {
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("ranks|none"),
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count"},
    [P_VALUE] = {.path = "value",
                 .type = IND_PARAM_NUMERIC,
                 .required = true,
                 .scope = IND_SCOPE_ROW,
                 .help = "whose quantile it is; rows where it is unknown do not count"},
    [P_Q] = {.path = "q",
             .type = IND_PARAM_NUMBERS,
             .required = true,
             .low = 0,
             .high = 1,
             .help = "which quantile, as a part of 1; further ones stand beside the value"},
    [P_TYPE] = {.path = "quantile_type",
                .type = IND_PARAM_INTEGER,
                .required = true,
                .low = 1,
                .high = 9,
                .help = "what lies between two values: the type of Hyndman and Fan, as in R"},
};

static const ind_step_spec steps[IND_VALUES_STEPS] = {IND_VALUE_STEPS("value")};

/* ---- set-up ---- */

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

static bool is_before(const ind_param *q, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (q->numbers[k] == q->numbers[i])
            return true;
    return false;
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *q = ind_kind_param(measure, P_Q);
    ind_status status = ind_row_values_check(measure, diag);
    for (size_t i = 0; i < q->count; i++) {
        if (ind_quantile_name(q->numbers[i]) == NULL)
            status = error(diag, "quantile_step", q->node->items[i], "such as 0.25, 0.5 or 0.975",
                           "a quantile is a multiple of 0.005");
        else if (is_before(q, i))
            status = error(diag, "repeated_value", q->node->items[i], NULL, "this quantile stands twice");
    }
    if (q->numbers != NULL && q->count == 0)
        status = error(diag, "too_few", q->node, NULL, "'q' names nothing");
    if (q->count > MOST_QUANTILES)
        status = error(diag, "too_many", q->node, NULL, "at most 7 quantiles");
    return status;
}

static void add(ind_cells *cells, uint32_t cell, double x, double w) {
    (void)w;
    ind_cells_count(cells, cell, N, 1);
    ind_cells_tally(cells, cell, VALUES, x, 1);
}

static void *open(const ind_kind_context *context) {
    return ind_row_values_open(context, steps, INCOMPLETE, P_VALUE, SIZE_MAX, add);
}

/* ---- figures ---- */

typedef struct {
    const double *values;
    const int64_t *counts;
    size_t count;
    int type;
} sample;

static double quantile_of(const sample *s, double q) {
    double value = NAN;
    ind_quantile(s->values, s->counts, s->count, q, s->type, &value);
    return value;
}

static void put_value(const ind_measure *measure, const sample *s, ind_outcome *out) {
    double q = ind_kind_param(measure, P_Q)->numbers[0];
    const double *levels;
    size_t count = ind_kind_levels(measure, &levels);
    out->value = quantile_of(s, q);
    for (size_t i = 0; i < count; i++)
        out->has_interval[i] = ind_quantile_interval(s->values, s->counts, s->count, q, levels[i], &out->intervals[i]);
    out->no_interval = IND_INTERVAL_FEW_VALUES;
}

static void put_also(const ind_measure *measure, const sample *s, double q, ind_outcome *out) {
    const double *levels;
    ind_also *also = ind_outcome_also(out, ind_quantile_name(q), quantile_of(s, q));
    if (ind_kind_levels(measure, &levels) > 0)
        also->has_interval = ind_quantile_interval(s->values, s->counts, s->count, q, levels[0], &also->interval);
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    const ind_param *q = ind_kind_param(measure, P_Q);
    sample s = {.type = (int)ind_kind_param(measure, P_TYPE)->integer};
    s.count = ind_cells_get_table(cells, cell, VALUES, &s.values, &s.counts);
    out->base = ind_cells_get_count(cells, cell, N);
    put_value(measure, &s, out);
    for (size_t i = 1; i < q->count; i++)
        put_also(measure, &s, q->numbers[i], out);
    ind_outcome_number(out, "n", (double)out->base, true);
    ind_rows_incomplete(measure, cells, cell, INCOMPLETE, out);
}

extern const ind_kind ind_kind_quantile;
const ind_kind ind_kind_quantile = {
    .spec = {.name = "quantile",
             .help = "median or another quantile of a value over rows",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .values = {"a quantile, which is not multiplied", "index|count|days|persons|points|ratio|", false, 0},
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_quantile},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
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
    .finish = ind_row_values_finish,
    .value = value,
    .template = ind_file_quantile_template,
    .explain = ind_phrases_of_quantile,
};
