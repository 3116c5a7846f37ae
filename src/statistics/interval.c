/* interval.c - confidence intervals; the formulas with their sources are in docs/explanation/statistics.md.
 *
 * The only file that names libRmath.  Arguments are checked first, so that no call below can be
 * outside its domain: libRmath would print a warning there.  Comparisons are written so that a NaN
 * fails them. */
#include "indikator/interval.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>

#include <math.h>

enum { LOWER_TAIL = 1, UPPER_TAIL = 0, NO_LOG = 0, EXACT_BELOW = 10, FEWEST_FOR_RANKS = 6 };

static bool is_level(double level) {
    return level > 0 && level < 1;
}

/* What an interval leaves out on each side. */
static double one_tail(double level) {
    return (1 - level) / 2;
}

static double z_of(double level) {
    return qnorm(one_tail(level), 0, 1, UPPER_TAIL, NO_LOG);
}

bool ind_interval_wilson(double x, double n, double level, ind_interval *out) {
    if (!is_level(level) || !(n > 0 && isfinite(n)) || !(x >= 0 && x <= n))
        return false;
    double z = z_of(level), z2 = z * z;
    double sum = x + z2 / 2 + z * sqrt(x * (n - x) / n + z2 / 4);
    /* The two limits are the roots of a quadratic with product x^2 / (n (n + z^2)): the lower one as a
     * quotient has no difference of near numbers and is exactly 0 for x = 0. */
    out->low = x / n * x / sum;
    out->high = x >= n ? 1 : fmin(sum / (n + z2), 1);
    return true;
}

/* Byar's limit: the cube of a normal quantile; SIGNED_Z is negative for the lower one. */
static double byar_limit(double count, double signed_z) {
    double root = 1 - 1 / (9 * count) + signed_z / (3 * sqrt(count));
    return root > 0 ? count * root * root * root : 0;
}

bool ind_interval_byar(double events, double level, ind_interval *out) {
    if (!is_level(level) || !(events >= 1 && isfinite(events)))
        return false;
    double z = z_of(level);
    out->low = byar_limit(events, -z);
    out->high = byar_limit(events + 1, z);
    return true;
}

bool ind_interval_poisson_exact(double events, double level, ind_interval *out) {
    if (!is_level(level) || !(events >= 0 && isfinite(events)))
        return false;
    double tail = one_tail(level);
    /* Half a chi-square quantile with 2k degrees of freedom is a gamma quantile with shape k. */
    out->low = events > 0 ? qgamma(tail, events, 1, LOWER_TAIL, NO_LOG) : 0;
    out->high = qgamma(tail, events + 1, 1, UPPER_TAIL, NO_LOG);
    return true;
}

bool ind_interval_poisson(double events, double level, ind_interval *out) {
    return events < EXACT_BELOW ? ind_interval_poisson_exact(events, level, out)
                                : ind_interval_byar(events, level, out);
}

bool ind_interval_mean(double mean, double sd, double n, double level, ind_interval *out) {
    if (!is_level(level) || !(n > 1 && isfinite(n)) || !(sd >= 0 && isfinite(sd)) || !isfinite(mean))
        return false;
    double half = qt(one_tail(level), n - 1, UPPER_TAIL, NO_LOG) * sd / sqrt(n);
    out->low = mean - half;
    out->high = mean + half;
    return true;
}

bool ind_interval_log(double value, double variance, double level, ind_interval *out) {
    if (!is_level(level) || !(value > 0 && isfinite(value)) || !(variance > 0 && isfinite(variance)))
        return false;
    double half = z_of(level) * sqrt(variance);
    out->low = value * exp(-half);
    out->high = value * exp(half);
    return true;
}

/* P <= TAIL, where a P that differs by rounding alone counts as equal. */
static bool within(double p, double tail) {
    return p <= tail * (1 + 1e-12);
}

/* The greatest l with P(B < l) <= tail; qbinom gives it but for ties. */
static double low_rank(double n, double q, double tail) {
    double rank = qbinom(tail, n, q, LOWER_TAIL, NO_LOG);
    while (rank > 0 && !within(pbinom(rank - 1, n, q, LOWER_TAIL, NO_LOG), tail))
        rank--;
    while (rank < n && within(pbinom(rank, n, q, LOWER_TAIL, NO_LOG), tail))
        rank++;
    return rank;
}

/* The least h with P(B >= h) <= tail. */
static double high_rank(double n, double q, double tail) {
    double rank = qbinom(tail, n, q, UPPER_TAIL, NO_LOG) + 1;
    while (rank <= n && !within(pbinom(rank - 1, n, q, UPPER_TAIL, NO_LOG), tail))
        rank++;
    while (rank > 1 && within(pbinom(rank - 2, n, q, UPPER_TAIL, NO_LOG), tail))
        rank--;
    return rank;
}

bool ind_interval_quantile_ranks(int64_t n, double q, double level, int64_t *low, int64_t *high) {
    if (n < FEWEST_FOR_RANKS || !is_level(level) || !(q > 0 && q < 1))
        return false;
    double l = low_rank((double)n, q, one_tail(level)), h = high_rank((double)n, q, one_tail(level));
    if (!(l >= 1 && h <= (double)n))
        return false;
    *low = (int64_t)l;
    *high = (int64_t)h;
    return true;
}

double ind_effective_n(double sum_w, double sum_w2) {
    return sum_w2 > 0 ? sum_w * sum_w / sum_w2 : 0;
}
