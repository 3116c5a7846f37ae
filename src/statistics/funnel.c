/* funnel.c - see indikator/funnel.h. */
#include "indikator/funnel.h"

#include "statistics/distributions.h"

#include <math.h>

/* P(R <= r) of N with share P, n whole or not: 1 from n on, 0 below 0. */
static double binomial_at_most(double r, double n, double p) {
    if (r < 0)
        return 0;
    return r >= n ? 1 : ind_beta_at_most(1 - p, n - r, r + 1);
}

/* The least whole r with P(R <= r) >= q, by halving. */
static double least_of_binomial(double n, double p, double q) {
    double low = -1, high = ceil(n); /* P is below q at the first, at least q at the second */
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (binomial_at_most(middle, n, p) >= q)
            high = middle;
        else
            low = middle;
    }
    return high;
}

static bool is_positive(double x) {
    return x > 0 && isfinite(x);
}

bool ind_funnel_binomial(double centre_share, double n, double q, double *limit_share) {
    if (!(centre_share > 0 && centre_share < 1) || !is_positive(n) || n > IND_MOST_CASES || !(q > 0 && q < 1))
        return false;
    double r = least_of_binomial(n, centre_share, q);
    double at_most = binomial_at_most(r, n, centre_share);
    double exactly = at_most - binomial_at_most(r - 1, n, centre_share);
    *limit_share = fmin(fmax((r - (at_most - q) / exactly) / n, 0), 1);
    return true;
}

bool ind_funnel_poisson(double centre_rate, double exposure, double q, double *limit) {
    double mean = centre_rate * exposure;
    if (!is_positive(centre_rate) || !is_positive(exposure) || !is_positive(mean) || mean > IND_MOST_CASES ||
        !(q > 0 && q < 1))
        return false;
    double r = ind_poisson_with_below(q, mean);
    double above = (ind_poisson_at_most(r, mean) - q) / ind_poisson_exactly(r, mean);
    *limit = fmax((r - above) / exposure, 0);
    return true;
}

static bool pair(ind_funnel_kind kind, double centre, double size, double tail, ind_interval *out) {
    bool (*limit)(double, double, double, double *) =
        kind == IND_FUNNEL_BINOMIAL ? ind_funnel_binomial : ind_funnel_poisson;
    return limit(centre, size, tail, &out->low) && limit(centre, size, 1 - tail, &out->high);
}

bool ind_funnel_limits(ind_funnel_kind kind, double centre, double size, ind_funnel *out) {
    ind_funnel found;
    if (!pair(kind, centre, size, 0.025, &found.inner) || !pair(kind, centre, size, 0.001, &found.outer))
        return false;
    *out = found;
    return true;
}
