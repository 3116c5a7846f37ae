/* moments.c - from sums of powers to a mean.  A product of two doubles goes into the sums as what it rounds to and what
 * that leaves, so that the sums of powers are exact and their difference, formed with twice the digits of a double, is
 * good also where the values lie far from zero and close together. */
#include "kinds/common/moments.h"
#include "kinds/common/value_levels.h"

#include "statistics/quantiles.h"

#include <stdlib.h>

const ind_term ind_moment_terms[IND_M_TERMS] = {IND_MOMENT_TERMS(IND_ADDS)};
const uint8_t ind_moment_powers[IND_M_TERMS] = {
    [IND_M_W] = 1, [IND_M_WW] = 2, [IND_M_WX] = 1, [IND_M_WXX] = 1, [IND_M_WWX] = 2, [IND_M_WWXX] = 2};

/* A number as an unevaluated sum: what a double holds, and what is left. */
typedef struct {
    double high, low;
} pair;

static pair product(double a, double b) {
    double high = a * b;
    return (pair){high, fma(a, b, -high)};
}

static void add_pair(ind_cells *cells, uint32_t cell, size_t term, pair x) {
    ind_cells_sum(cells, cell, term, x.high);
    ind_cells_sum(cells, cell, term, x.low);
}

static void add_powers(ind_cells *cells, uint32_t cell, double x, double w) {
    pair wx = product(w, x);
    ind_cells_count(cells, cell, IND_M_N, 1);
    ind_cells_sum(cells, cell, IND_M_W, w);
    add_pair(cells, cell, IND_M_WW, product(w, w));
    add_pair(cells, cell, IND_M_WX, wx);
    add_pair(cells, cell, IND_M_WXX, product(wx.high, x));
    ind_cells_sum(cells, cell, IND_M_WXX, wx.low * x);
}

void ind_moments_add(ind_cells *cells, uint32_t cell, double x) {
    add_powers(cells, cell, x, 1);
}

void ind_moments_add_weighted(ind_cells *cells, uint32_t cell, double x, double w) {
    add_powers(cells, cell, x, w);
    pair wwx = product(w * w, x);
    add_pair(cells, cell, IND_M_WWX, wwx);
    add_pair(cells, cell, IND_M_WWXX, product(wwx.high, x));
}

static pair sum_of(const ind_cells *cells, uint32_t cell, size_t term) {
    pair sum;
    ind_cells_get_parts(cells, cell, term, &sum.high, &sum.low);
    return sum;
}

static pair times(pair a, pair b) {
    pair out = product(a.high, b.high);
    out.low += a.high * b.low + a.low * b.high;
    return out;
}

/* (sum of w * sum of wxx - (sum of wx)^2) / (sum of w)^2.  Below 1e-22 of the mean square it is what the sums do not
 * hold, and the sd would not show in 12 digits: all values are equal. */
static double variance_of(const ind_cells *cells, uint32_t cell) {
    pair w = sum_of(cells, cell, IND_M_W), wx = sum_of(cells, cell, IND_M_WX);
    pair square = times(w, sum_of(cells, cell, IND_M_WXX)), mean = times(wx, wx);
    double difference = (square.high - mean.high) + (square.low - mean.low);
    return difference > 1e-22 * square.high ? difference / (w.high * w.high) : 0;
}

/* Sum of w^2 (x - mean)^2, with the mean as what a double holds and what is left. */
static double linearised_squares(const ind_cells *cells, uint32_t cell) {
    pair w = sum_of(cells, cell, IND_M_W), wx = sum_of(cells, cell, IND_M_WX), mean;
    mean.high = wx.high / w.high;
    mean.low = (fma(-mean.high, w.high, wx.high) + wx.low - mean.high * w.low) / w.high;
    pair first = sum_of(cells, cell, IND_M_WWXX), second = times(mean, sum_of(cells, cell, IND_M_WWX));
    pair third = times(times(mean, mean), sum_of(cells, cell, IND_M_WW));
    double squares = (first.high - 2 * second.high + third.high) + (first.low - 2 * second.low + third.low);
    return squares > 1e-22 * first.high ? squares : 0;
}

/* Of the mean: n/(n-1) * sum of w^2 (x - mean)^2 / (sum of w)^2; without weights s^2 / n. */
static double variance_of_mean(const ind_cells *cells, uint32_t cell, bool weighted, double n) {
    double w = ind_cells_get_sum(cells, cell, IND_M_W);
    if (!(n > 1 && w > 0))
        return NAN;
    return weighted ? n / (n - 1) * linearised_squares(cells, cell) / (w * w) : variance_of(cells, cell) / (n - 1);
}

void ind_moments_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted,
                       ind_outcome *out) {
    ind_moments_value_of(measure, cells, cell, weighted, (ind_mean_facts){.fraction = 0}, out);
}

void ind_moments_value_of(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted,
                          ind_mean_facts facts, ind_outcome *out) {
    double w = ind_cells_get_sum(cells, cell, IND_M_W), wx = ind_cells_get_sum(cells, cell, IND_M_WX);
    double kish = ind_effective_n(w, ind_cells_get_sum(cells, cell, IND_M_WW));
    out->base = ind_cells_get_count(cells, cell, IND_M_N);
    out->value = w > 0 ? wx / w : NAN;
    ind_outcome_exact(measure, wx, w, false, out);
    facts.mean = out->value;
    facts.n = (double)out->base;
    if (!facts.stratified)
        facts.variance = variance_of_mean(cells, cell, weighted, facts.n);
    ind_outcome_mean_interval(measure, &facts, out);
    ind_outcome_number(out, "n", (double)out->base, true);
    ind_outcome_number(out, "sd", kish > 1 ? sqrt(variance_of(cells, cell) * kish / (kish - 1)) : (double)NAN, false);
    if (!weighted)
        return;
    ind_outcome_number(out, "n_weighted", w, false);
    ind_outcome_number(out, "n_effective", kish, false);
}

ind_also *ind_outcome_also(ind_outcome *out, const char *name, double value) {
    if (out->also_count == IND_MAX_ALSO)
        abort(); /* a kind that has more is a fault of ours */
    ind_also *also = &out->also[out->also_count++];
    *also = (ind_also){.name = name, .value = value};
    return also;
}

void ind_outcome_median(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t table, ind_outcome *out) {
    const double *values, *levels;
    const int64_t *counts;
    size_t count = ind_cells_get_table(cells, cell, table, &values, &counts);
    ind_also *also = ind_outcome_also(out, "median", NAN);
    ind_quantile(values, counts, count, 0.5, 7, &also->value);
    if (ind_kind_levels(measure, &levels) > 0)
        also->has_interval = ind_quantile_interval(values, counts, count, 0.5, levels[0], &also->interval);
}

void ind_outcome_value_median(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t table,
                              ind_outcome *out) {
    const double *values, *levels;
    const int64_t *counts;
    size_t n = ind_cells_get_table(cells, cell, table, &values, &counts), count = ind_kind_levels(measure, &levels);
    out->value = NAN;
    ind_quantile(values, counts, n, 0.5, 7, &out->value);
    for (size_t i = 0; i < count; i++)
        out->has_interval[i] = ind_quantile_interval(values, counts, n, 0.5, levels[i], &out->intervals[i]);
    out->no_interval = IND_INTERVAL_FEW_VALUES;
}

void ind_outcome_also_share(const ind_measure *measure, const char *name, int64_t x, ind_outcome *out) {
    const double *levels;
    double n = (double)out->base;
    ind_also *also = ind_outcome_also(out, name, n > 0 ? 100 * ((double)x / n) : NAN);
    if (ind_kind_levels(measure, &levels) == 0)
        return;
    also->has_interval = ind_interval_wilson((double)x, n, levels[0], &also->interval);
    also->interval = (ind_interval){100 * also->interval.low, 100 * also->interval.high};
}
