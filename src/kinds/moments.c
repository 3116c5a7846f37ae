/* moments.c - from sums of powers to a mean.  The sums are exact, so their difference is good to
 * about 1e-13 of the mean square; a variance below that is rounding of the terms and is taken as none. */
#include "kinds/moments.h"

const ind_term ind_moment_terms[IND_M_TERMS] = {IND_TERM_COUNT, IND_TERM_SUM, IND_TERM_SUM, IND_TERM_SUM, IND_TERM_SUM};

void ind_moments_add(ind_cells *cells, uint32_t cell, double x, double w) {
    ind_cells_count(cells, cell, IND_M_N, 1);
    ind_cells_sum(cells, cell, IND_M_W, w);
    ind_cells_sum(cells, cell, IND_M_WW, w * w);
    ind_cells_sum(cells, cell, IND_M_WX, w * x);
    ind_cells_sum(cells, cell, IND_M_WXX, w * x * x);
}

void ind_moments_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted, ind_outcome *out) {
    double factor = ind_unit_factor(measure);
    double w = ind_cells_get_sum(cells, cell, IND_M_W), wx = ind_cells_get_sum(cells, cell, IND_M_WX);
    double n = ind_effective_n(w, ind_cells_get_sum(cells, cell, IND_M_WW));
    out->base = ind_cells_get_count(cells, cell, IND_M_N);
    out->value = w > 0 ? factor * (wx / w) : NAN;
    double square = w > 0 ? ind_cells_get_sum(cells, cell, IND_M_WXX) / w : NAN;
    double variance = square - wx / w * (wx / w);
    if (variance < 1e-13 * square)
        variance = 0;
    double sd = n > 1 ? factor * sqrt(variance * n / (n - 1)) : NAN;
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
