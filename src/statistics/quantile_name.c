/* quantile_name.c - names of quantiles, in half percents. */
#include "statistics/quantiles.h"

#include <math.h>

#define WITH_HALF(n) "q" #n, "q" #n "_5"
#define TEN(d)                                                                                                         \
    PASTED(d, 0), PASTED(d, 1), PASTED(d, 2), PASTED(d, 3), PASTED(d, 4), PASTED(d, 5), PASTED(d, 6), PASTED(d, 7),    \
        PASTED(d, 8), PASTED(d, 9)
#define PASTED(d, n) OF(d##n)
#define OF(n) WITH_HALF(n)

const char *ind_quantile_name(double q) {
    static const char *const names[] = {WITH_HALF(0), WITH_HALF(1), WITH_HALF(2), WITH_HALF(3), WITH_HALF(4),
                                        WITH_HALF(5), WITH_HALF(6), WITH_HALF(7), WITH_HALF(8), WITH_HALF(9),
                                        TEN(1),       TEN(2),       TEN(3),       TEN(4),       TEN(5),
                                        TEN(6),       TEN(7),       TEN(8),       TEN(9),       "q100"};
    double half_percents = nearbyint(200 * q);
    if (!(q >= 0 && q <= 1) || fabs(200 * q - half_percents) > 1e-9)
        return NULL;
    return names[(size_t)half_percents];
}
