/* interval.h - two-sided confidence intervals at LEVEL (0 < level < 1).
 *
 * Distributions come from libRmath.  Every function returns false, and leaves *OUT alone, where the interval is not
 * defined, or beyond what a double holds.  All hold against R to 1e-9 (tests/oracle). */
#ifndef INDIKATOR_INTERVAL_H
#define INDIKATOR_INTERVAL_H

#include "indikator/api.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

IND_API_BEGIN

typedef struct {
    double low, high;
} ind_interval;

/* Wilson's score interval of a share X/N, as shares 0..1 (Wilson 1927; no continuity correction).
 * X and N may be effective numbers and thus not whole.  Undefined for n <= 0, x < 0, x > n. */
bool ind_interval_wilson(double x, double n, double level, ind_interval *out);
/* Exact limits of a share X/N, as shares 0..1, by beta quantiles (Clopper & Pearson 1934).  X and N whole; low is 0 for
 * x = 0, high 1 for x = n.  Undefined for n < 1, n > 10^10, x < 0, x > n, and for what is not whole. */
bool ind_interval_clopper_pearson(double x, double n, double level, ind_interval *out);

/* Byar's approximation for a Poisson count (Breslow & Day 1987, p. 69), on the scale of EVENTS >= 1. */
bool ind_interval_byar(double events, double level, ind_interval *out);
/* Exact (Garwood 1936) by chi-square quantiles; EVENTS >= 0, low is 0 for 0 events. */
bool ind_interval_poisson_exact(double events, double level, ind_interval *out);
/* The rule of the reports: exact below 10 events, Byar from 10. */
bool ind_interval_poisson(double events, double level, ind_interval *out);

/* Mean +- t(n - 1) * sd / sqrt(n); N > 1, SD >= 0.  N may be Kish's effective n. */
bool ind_interval_mean(double mean, double sd, double n, double level, ind_interval *out);

/* Mean +- t(df) * sqrt(VARIANCE_OF_MEAN).  The variance > 0: where all values are equal, nothing is known of how they
 * differ, and there is no interval.  DF > 0, not necessarily whole. */
bool ind_interval_mean_variance(double mean, double variance_of_mean, double df, double level, ind_interval *out);

/* Mean of an index that can only be LOW..HIGH: the interval of its logit, taken back, so that it stays within
 *.  With m' = (mean - low)/(high - low) and v'
 * the variance on that scale: logit m' +- t(df) * sqrt(v') / (m' (1 - m')).  Undefined for a mean at either end, and
 * for a variance of 0. */
bool ind_interval_index(double mean, double variance_of_mean, double df, double low, double high, double level,
                        ind_interval *out);

/* VALUE +- z * sqrt(VARIANCE), variance > 0: sums of days, minutes, kronor.  Of what cannot be negative the low limit
 * may be all the same; it is not cut here. */
bool ind_interval_normal(double value, double variance, double level, ind_interval *out);
/* z * sqrt(VARIANCE), the margin that Kolada shows; not half of a Wilson interval.  NaN for a variance that is not > 0.
 */
double ind_margin(double variance, double level);

/* A rate VALUE >= 0 with VARIANCE > 0 that rests on EVENTS > 0 (where a person can have several: persons with events):
 * value + sqrt(variance/events) * (limit of events - events), limits by ind_interval_poisson (Dobson et al. 1991).
 * The low limit is cut at 0, below which it falls where few persons have very different sums. */
bool ind_interval_dobson(double value, double variance, double events, double level, ind_interval *out);

/* VALUE > 0 whose logarithm is normal with variance VARIANCE > 0: value * exp(-+ z * sqrt(variance)). */
bool ind_interval_log(double value, double variance, double level, ind_interval *out);

/* Ranks (1-based) of the order statistics that hold the Q quantile (0 < q < 1) with at least LEVEL, by the binomial
 * distribution: low = greatest l with P(B < l) <= (1-level)/2, high = least h with
 * P(B >= h) <= (1-level)/2, B ~ Bin(n, q).  False for n < 6 or where a rank falls outside 1..n. */
bool ind_interval_quantile_ranks(int64_t n, double q, double level, int64_t *low, int64_t *high);

/* Kish's effective sample size (sum w)^2 / sum w^2; 0 where sum w^2 is 0. */
double ind_effective_n(double sum_w, double sum_w2);

IND_API_END

#endif
