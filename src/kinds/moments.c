/* moments.c - from sums of powers to a mean.  The sums are exact, so their difference is good to
 * about 1e-13 of the mean square; a variance below that is rounding of the terms and is taken as none. */
#include "kinds/moments.h"

#include "statistics/quantile.h"

const ind_term ind_moment_terms[IND_M_TERMS] = {IND_TERM_COUNT, IND_TERM_SUM, IND_TERM_SUM, IND_TERM_SUM, IND_TERM_SUM};

void ind_moments_add(ind_cells *cells, uint32_t cell, double x, double w) {
    ind_cells_count(cells, cell, IND_M_N, 1);
    ind_cells_sum(cells, cell, IND_M_W, w);
    ind_cells_sum(cells, cell, IND_M_WW, w * w);
    ind_cells_sum(cells, cell, IND_M_WX, w * x);
    ind_cells_sum(cells, cell, IND_M_WXX, w * x * x);
}

void ind_moments_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted, ind_outcome *out) {
    double w = ind_cells_get_sum(cells, cell, IND_M_W), wx = ind_cells_get_sum(cells, cell, IND_M_WX);
    double n = ind_effective_n(w, ind_cells_get_sum(cells, cell, IND_M_WW));
    out->base = ind_cells_get_count(cells, cell, IND_M_N);
    out->value = w > 0 ? wx / w : NAN;
    double square = w > 0 ? ind_cells_get_sum(cells, cell, IND_M_WXX) / w : NAN;
    double variance = square - wx / w * (wx / w);
    if (variance < 1e-13 * square)
        variance = 0;
    double sd = n > 1 ? sqrt(variance * n / (n - 1)) : NAN;
    const double *levels;
    size_t count = ind_kind_levels(measure, &levels);
    for (size_t i = 0; i < count && n > 1; i++)
        out->has_interval[i] = ind_interval_mean(out->value, sd, n, levels[i], &out->intervals[i]);
    ind_outcome_number(out, "n", (double)out->base, true);
    ind_outcome_number(out, "sd", sd, false);
    if (!weighted)
        return;
    ind_outcome_number(out, "n_weighted", w, false);
    ind_outcome_number(out, "n_effective", n, false);
}

static ind_also *add_also(ind_outcome *out, const char *name, double value) {
    ind_also *also = &out->also[out->also_count++];
    *also = (ind_also){.name = name, .value = value};
    return also;
}

void ind_outcome_median(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t table, ind_outcome *out) {
    const double *values, *levels;
    const int64_t *counts;
    int64_t low, high;
    size_t count = ind_cells_get_table(cells, cell, table, &values, &counts);
    ind_also *also = add_also(out, "median", NAN);
    ind_quantile(values, counts, count, 0.5, 7, &also->value);
    if (ind_kind_levels(measure, &levels) == 0 || !ind_interval_quantile_ranks(out->base, 0.5, levels[0], &low, &high))
        return;
    also->has_interval = true;
    also->interval = (ind_interval){ind_order_statistic(values, counts, count, low), ind_order_statistic(values, counts, count, high)};
}

void ind_outcome_also_share(const ind_measure *measure, const char *name, int64_t x, ind_outcome *out) {
    const double *levels;
    double n = (double)out->base;
    ind_also *also = add_also(out, name, n > 0 ? 100 * ((double)x / n) : NAN);
    if (ind_kind_levels(measure, &levels) == 0)
        return;
    also->has_interval = ind_interval_wilson((double)x, n, levels[0], &also->interval);
    also->interval = (ind_interval){100 * also->interval.low, 100 * also->interval.high};
}
