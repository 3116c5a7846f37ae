/* quantiles.h - sample quantiles of a table value -> count.
 * Types 1-9 of Hyndman & Fan (1996), as R's quantile(type = ...). */
#ifndef IND_QUANTILES_H
#define IND_QUANTILES_H

#include "indikator/interval.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* VALUES ascending, COUNTS > 0.  False if the table is empty, q outside 0..1 or TYPE outside 1..9. */
bool ind_quantile(const double *values, const int64_t *counts, size_t count, double q, int type, double *out);
/* The order statistic of RANK (from 1). */
double ind_order_statistic(const double *values, const int64_t *counts, size_t count, int64_t rank);
/* Values of two ranks that hold the quantile with confidence LEVEL; false if the sample is too small for that. */
bool ind_quantile_interval(const double *values, const int64_t *counts, size_t count, double q, double level,
                           ind_interval *out);

/* What the quantile Q is called beside another one, "q25" or "q2_5"; NULL: it has no name. */
const char *ind_quantile_name(double q);

#endif
