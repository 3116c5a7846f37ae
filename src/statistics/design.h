/* design.h - what the way the data came about means for how sure a share or a mean is: weights, rows of the same
 * person, strata of a sample, a population of which much has answered.
 *
 * Variances are those of the linearised share or mean.  A share gets the number of independent answers that would have
 * the same variance, its effective number, and Wilson's interval on that (Korn & Graubard 1998); a mean gets Student's
 * t on the variance.  Each function returns false, and leaves *OUT alone, where what it gives is not defined. */
#ifndef IND_DESIGN_H
#define IND_DESIGN_H

#include "cells/keyed_sums.h"

#include <stdbool.h>
#include <stddef.h>

/* ---- weights ---- */

/* Variance of the weighted share P of N answers, from sums of the weights, of their squares, and of the squares of
 * those that are met: n/(n-1) * sum of w^2 (y - p)^2 / (sum of w)^2.  N > 1, sum of w > 0. */
bool ind_weighted_share_variance(double n, double w, double ww, double wwy, double p, double *out);
/* The number of independent answers with that variance, p(1 - p)/v; ELSE_N where p is 0 or 1, or v is 0. */
double ind_share_effective(double p, double variance, double else_n);

/* ---- rows of the same person ---- */

typedef struct {
    double persons;   /* m >= 1: rows of nobody known are each of a person of their own */
    double variance;  /* of the share; 0: all persons are alike */
    double effective; /* never above the number of rows, or Kish's where they have weights */
} ind_clustered;

/* PERSONS: of each, the sum of the weights of its rows and of those that are met (without weights: how many they are).
 * ROWS: their number, or Kish's effective number.  v = m/(m-1) * sum of (y_i - p n_i)^2 / n^2; effective =
 * min(ROWS, p(1 - p)/v), or n^2 / sum of n_i^2 where v is 0 (Korn & Graubard 1998).  False for fewer than two persons.
 */
bool ind_clustered_share(const ind_keyed_sum *persons, size_t count, double rows, ind_clustered *out);

/* ---- a finite population ---- */

/* The part of the population that has answered, n/N in 0..1; false where N is 0, not known or less than n. */
bool ind_sampling_fraction(double n, double population, double *out);

/* A stratum of a sample, with what is known of its answers. */
typedef struct {
    double n, population; /* answers, and persons in the stratum */
    double sum, squares;  /* of the values of the answers */
} ind_stratum;

/* Variance of the mean of a stratified sample, weighted by the population: sum of (N_h/N)^2 (1 - f_h) s_h^2 / n_h
 * (Cochran 1977, 5.4).  *MEAN: sum of (N_h/N) mean_h.  False where a stratum has fewer than two answers, none of them
 * all of it, or more answers than persons. */
bool ind_stratified_mean(const ind_stratum *strata, size_t count, double *mean, double *variance);

#endif
