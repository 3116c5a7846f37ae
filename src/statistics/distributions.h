/* distributions.h - the distributions that intervals, funnels and charts ask for, as R has them.
 *
 * The only room to libRmath, which is R's own code.  It prints a warning where an argument is outside a function's
 * domain: whoever calls checks first; the domains stand below.  TAIL is a probability, 0 < tail < 1. */
#ifndef IND_DISTRIBUTIONS_H
#define IND_DISTRIBUTIONS_H

#include <stdbool.h>

/* Of more cases than that (there are no such data) libRmath's quantiles of the beta distribution take seconds, and it
 * prints on standard output that they are not accurate. */
#define IND_MOST_CASES 1e10

bool ind_is_level(double level);                /* 0 < level < 1; false for NaN */
double ind_tail_of_level(double level);         /* what a two-sided interval leaves out on each side */
double ind_z_of_level(double level);            /* normal quantile with that much above it: 1.959964 for 0.95 */
double ind_t_of_level(double level, double df); /* Student's, df > 0 and not necessarily whole */

/* The value with TAIL below (above) it. */
double ind_gamma_with_below(double tail, double shape); /* shape > 0, scale 1 */
double ind_gamma_with_above(double tail, double shape);
double ind_beta_with_below(double tail, double a, double b); /* a > 0, b > 0 */
double ind_beta_with_above(double tail, double a, double b);
/* The least k with P(R <= k) >= tail, and the least k with P(R > k) <= tail.  N whole and >= 0, 0 < p < 1. */
double ind_binomial_with_below(double tail, double n, double p);
double ind_binomial_with_above(double tail, double n, double p);
double ind_poisson_with_below(double tail, double mean); /* mean > 0 */

double ind_binomial_at_most(double k, double n, double p); /* P(R <= k) */
double ind_binomial_more_than(double k, double n, double p);
double ind_poisson_at_most(double k, double mean);
double ind_poisson_exactly(double k, double mean);
double ind_beta_at_most(double x, double a, double b); /* 0 <= x <= 1 */

#endif
