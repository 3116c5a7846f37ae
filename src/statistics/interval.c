/* interval.c - intervals of shares and of counts; formulas and sources: docs/methods.
 *
 * Arguments are checked first, so that no distribution is asked outside its domain.  Comparisons are written so that a
 * NaN fails them. */
#include "indikator/interval.h"

#include "statistics/distributions.h"

#include <math.h>

enum { EXACT_BELOW = 10 };

bool ind_interval_wilson(double x, double n, double level, ind_interval *out) {
    if (!ind_is_level(level) || !(n > 0 && isfinite(n)) || !(x >= 0 && x <= n))
        return false;
    double z = ind_z_of_level(level), z2 = z * z;
    double sum = x + z2 / 2 + z * sqrt(x * (n - x) / n + z2 / 4);
    /* The two limits are the roots of a quadratic with product x^2 / (n (n + z^2)): the lower one as a
     * quotient has no difference of near numbers and is exactly 0 for x = 0. */
    out->low = x / n * x / sum;
    out->high = x >= n ? 1 : fmin(sum / (n + z2), 1);
    return true;
}

static bool is_whole(double x) {
    return isfinite(x) && x == floor(x);
}

bool ind_interval_clopper_pearson(double x, double n, double level, ind_interval *out) {
    if (!ind_is_level(level) || !(n > 0 && n <= IND_MOST_CASES && is_whole(n)) || !(x >= 0 && x <= n && is_whole(x)))
        return false;
    double tail = ind_tail_of_level(level);
    out->low = x > 0 ? ind_beta_with_below(tail, x, n - x + 1) : 0;
    out->high = x < n ? ind_beta_with_above(tail, x + 1, n - x) : 1;
    return true;
}

/* Byar's limit: the cube of a normal quantile; SIGNED_Z is negative for the lower one. */
static double byar_limit(double count, double signed_z) {
    double root = 1 - 1 / (9 * count) + signed_z / (3 * sqrt(count));
    return root > 0 ? count * root * root * root : 0;
}

bool ind_interval_byar(double events, double level, ind_interval *out) {
    if (!ind_is_level(level) || !(events >= 1 && isfinite(events)))
        return false;
    double z = ind_z_of_level(level);
    out->low = byar_limit(events, -z);
    out->high = byar_limit(events + 1, z);
    return true;
}

bool ind_interval_poisson_exact(double events, double level, ind_interval *out) {
    if (!ind_is_level(level) || !(events >= 0 && isfinite(events)))
        return false;
    double tail = ind_tail_of_level(level);
    /* Half a chi-square quantile with 2k degrees of freedom is a gamma quantile with shape k. */
    out->low = events > 0 ? ind_gamma_with_below(tail, events) : 0;
    out->high = ind_gamma_with_above(tail, events + 1);
    return true;
}

bool ind_interval_poisson(double events, double level, ind_interval *out) {
    return events < EXACT_BELOW ? ind_interval_poisson_exact(events, level, out)
                                : ind_interval_byar(events, level, out);
}

double ind_effective_n(double sum_w, double sum_w2) {
    return sum_w2 > 0 ? sum_w * sum_w / sum_w2 : 0;
}
