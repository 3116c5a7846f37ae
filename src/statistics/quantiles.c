/* quantiles.c - the nine types of Hyndman & Fan as one formula.
 *
 * Each type gives a position in the sorted sample, a + q (n + 1 - a - b), whose whole part j is a
 * rank.  Types 4-9 go the fraction of the way from the value of rank j to the next.  Types 1-3 jump
 * to the next value, or (type 2) half the way to it, as soon as there is a fraction at all.
 *
 * Whether there is one must not hang on the last bit: 0.07 * 100 is a little more than 7 in doubles,
 * and the 7th value is meant.  A position within rounding of a whole number is that number. */
#include "statistics/quantiles.h"

#include <float.h>
#include <math.h>

typedef struct {
    double a, b;
} plotting;

/* Types 1-3 have their position in this form too: n q, n q and n q - 1/2. */
static const plotting positions[10] = {
    [1] = {0, 1},
    [2] = {0, 1},
    [3] = {-0.5, 1.5},
    [4] = {0, 1},
    [5] = {.5, .5},
    [6] = {0, 0},
    [7] = {1, 1},
    [8] = {1.0 / 3, 1.0 / 3},
    [9] = {3.0 / 8, 3.0 / 8},
};

/* False if it does not fit. */
static bool total(const int64_t *counts, size_t count, int64_t *out) {
    *out = 0;
    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(*out, counts[i], out))
            return false;
    return true;
}

static double position(double n, double q, int type) {
    double at = positions[type].a + q * (n + 1 - positions[type].a - positions[type].b);
    double whole = nearbyint(at);
    return fabs(at - whole) <= 4 * DBL_EPSILON * fmax(fabs(at), 1) ? whole : at;
}

/* How much of the way from the value of rank j to the next. */
static double share_of_next(double j, double fraction, int type) {
    switch (type) {
    case 1: return fraction > 0 ? 1 : 0;
    case 2: return fraction > 0 ? 1 : 0.5;
    case 3: return fraction > 0 || fmod(j, 2) != 0 ? 1 : 0; /* ties to the even rank */
    default: return fraction;
    }
}

/* Ranks outside the sample mean its first or last value. */
static int64_t clamp_rank(double rank, int64_t n) {
    if (rank <= 1)
        return 1;
    return rank >= (double)n ? n : (int64_t)rank;
}

double ind_order_statistic(const double *values, const int64_t *counts, size_t count, int64_t rank) {
    int64_t left = rank; /* counted down: their sum could overflow */
    for (size_t i = 0; rank >= 1 && i < count; i++) {
        if (left <= counts[i])
            return values[i];
        left -= counts[i];
    }
    return (double)NAN;
}

bool ind_quantile(const double *values, const int64_t *counts, size_t count, double q, int type, double *out) {
    int64_t n;
    if (count == 0 || type < 1 || type > 9 || !(q >= 0 && q <= 1) || !total(counts, count, &n))
        return false;
    double at = position((double)n, q, type);
    double j = floor(at), share = share_of_next(j, at - j, type);
    double low = ind_order_statistic(values, counts, count, clamp_rank(j, n));
    double high = ind_order_statistic(values, counts, count, clamp_rank(j + 1, n));
    if (share <= 0 || low >= high) /* equal values stay what they are */
        *out = low;
    else
        *out = share >= 1 ? high : (1 - share) * low + share * high;
    return true;
}

bool ind_quantile_interval(const double *values, const int64_t *counts, size_t count, double q, double level,
                           ind_interval *out) {
    int64_t n, low, high;
    if (!total(counts, count, &n) || !ind_interval_quantile_ranks(n, q, level, &low, &high))
        return false;
    *out = (ind_interval){ind_order_statistic(values, counts, count, low),
                          ind_order_statistic(values, counts, count, high)};
    return true;
}
