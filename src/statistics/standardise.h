/* standardise.h - rates of a population as they would be with other ages. */
#ifndef IND_STANDARDISE_H
#define IND_STANDARDISE_H

#include <stdbool.h>
#include <stddef.h>

/* Directly, over COUNT classes: SHARES of the standard population, which sum to 1; EVENTS and POPULATION of each.
 *
 *   value = sum of w d / n,   variance = sum of w^2 d / n^2
 *
 * both to a person, the variance where events are independent (Breslow & Day 1987).  WEIGHTS, if not NULL: what an
 * event of each class weighs, w / n.  False, and nothing is written, where a class with w > 0 has nobody. */
bool ind_standardise_directly(const double *shares, const double *events, const double *population, size_t count,
                              double *weights, double *value, double *variance);

/* Indirectly: how many events there would be with the fixed RATES of each class, sum of n r. */
double ind_standardise_expected(const double *rates, const double *population, size_t count);

#endif
