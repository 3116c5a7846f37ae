/* distributions.c - see distributions.h; the only file that names libRmath. */
#include "statistics/distributions.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>

enum { LOWER_TAIL = 1, UPPER_TAIL = 0, NO_LOG = 0 };

bool ind_is_level(double level) {
    return level > 0 && level < 1;
}

double ind_tail_of_level(double level) {
    return (1 - level) / 2;
}

double ind_z_of_level(double level) {
    return qnorm(ind_tail_of_level(level), 0, 1, UPPER_TAIL, NO_LOG);
}

double ind_t_of_level(double level, double df) {
    return qt(ind_tail_of_level(level), df, UPPER_TAIL, NO_LOG);
}

double ind_gamma_with_below(double tail, double shape) {
    return qgamma(tail, shape, 1, LOWER_TAIL, NO_LOG);
}

double ind_gamma_with_above(double tail, double shape) {
    return qgamma(tail, shape, 1, UPPER_TAIL, NO_LOG);
}

double ind_beta_with_below(double tail, double a, double b) {
    return qbeta(tail, a, b, LOWER_TAIL, NO_LOG);
}

double ind_beta_with_above(double tail, double a, double b) {
    return qbeta(tail, a, b, UPPER_TAIL, NO_LOG);
}

double ind_binomial_with_below(double tail, double n, double p) {
    return qbinom(tail, n, p, LOWER_TAIL, NO_LOG);
}

double ind_binomial_with_above(double tail, double n, double p) {
    return qbinom(tail, n, p, UPPER_TAIL, NO_LOG);
}

double ind_poisson_with_below(double tail, double mean) {
    return qpois(tail, mean, LOWER_TAIL, NO_LOG);
}

double ind_binomial_at_most(double k, double n, double p) {
    return pbinom(k, n, p, LOWER_TAIL, NO_LOG);
}

double ind_binomial_more_than(double k, double n, double p) {
    return pbinom(k, n, p, UPPER_TAIL, NO_LOG);
}

double ind_poisson_at_most(double k, double mean) {
    return ppois(k, mean, LOWER_TAIL, NO_LOG);
}

double ind_poisson_exactly(double k, double mean) {
    return dpois(k, mean, NO_LOG);
}

double ind_beta_at_most(double x, double a, double b) {
    return pbeta(x, a, b, LOWER_TAIL, NO_LOG);
}
