/* accumulator.h - sums of doubles that do not depend on the order of their terms.
 *
 * A 192-bit two's complement fixed-point number, 96 bits on each side of the point: each term is
 * rounded to 2^-96 (half to even) and added exactly, so that threads, row order, file splits and
 * shards cannot change a digit.  |sum| and |term| < 2^94; past that the overflow mark is set for good. */
#ifndef IND_ACCUMULATOR_H
#define IND_ACCUMULATOR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t limb[3]; /* least significant first */
    bool overflow;
} ind_sum;

void ind_sum_add(ind_sum *sum, double term); /* a NaN or infinity sets overflow */
void ind_sum_merge(ind_sum *sum, const ind_sum *other);
/* The sum as *HIGH + *LOW, good to 2^-96 or 106 bits; NaN after overflow. */
void ind_sum_parts(const ind_sum *sum, double *high, double *low);
double ind_sum_value(const ind_sum *sum); /* nearest double, half to even; NaN after overflow */

#endif
