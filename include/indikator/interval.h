/* interval.h - two-sided confidence intervals at LEVEL (0 < level < 1).
 *
 * Distributions come from libRmath.  Every function returns false, and leaves *OUT alone, where the
 * interval is not defined.  All hold against R to 1e-9 (tests/oracle/intervals.R). */
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

/* Byar's approximation for a Poisson count (Breslow & Day 1987, p. 69), on the scale of EVENTS >= 1. */
bool ind_interval_byar(double events, double level, ind_interval *out);
/* Exact (Garwood 1936) by chi-square quantiles; EVENTS >= 0, low is 0 for 0 events. */
bool ind_interval_poisson_exact(double events, double level, ind_interval *out);
/* The rule of the reports: exact below 10 events, Byar from 10. */
bool ind_interval_poisson(double events, double level, ind_interval *out);

/* Mean +- t(n - 1) * sd / sqrt(n); N > 1, SD >= 0.  N may be Kish's effective n. */
bool ind_interval_mean(double mean, double sd, double n, double level, ind_interval *out);

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
