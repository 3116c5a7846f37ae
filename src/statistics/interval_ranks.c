/* interval_ranks.c - which values of a sorted sample hold a quantile. */
#include "indikator/interval.h"

#include "statistics/distributions.h"

enum { FEWEST_FOR_RANKS = 6 };

/* P <= TAIL, where a P that differs by rounding alone counts as equal. */
static bool within(double p, double tail) {
    return p <= tail * (1 + 1e-12);
}

/* The greatest l with P(B < l) <= tail; qbinom gives it but for ties. */
static double low_rank(double n, double q, double tail) {
    double rank = ind_binomial_with_below(tail, n, q);
    while (rank > 0 && !within(ind_binomial_at_most(rank - 1, n, q), tail))
        rank--;
    while (rank < n && within(ind_binomial_at_most(rank, n, q), tail))
        rank++;
    return rank;
}

/* The least h with P(B >= h) <= tail. */
static double high_rank(double n, double q, double tail) {
    double rank = ind_binomial_with_above(tail, n, q) + 1;
    while (rank <= n && !within(ind_binomial_more_than(rank - 1, n, q), tail))
        rank++;
    while (rank > 1 && within(ind_binomial_more_than(rank - 2, n, q), tail))
        rank--;
    return rank;
}

bool ind_interval_quantile_ranks(int64_t n, double q, double level, int64_t *low, int64_t *high) {
    if (n < FEWEST_FOR_RANKS || !ind_is_level(level) || !(q > 0 && q < 1))
        return false;
    double l = low_rank((double)n, q, ind_tail_of_level(level)), h = high_rank((double)n, q, ind_tail_of_level(level));
    if (!(l >= 1 && h <= (double)n))
        return false;
    *low = (int64_t)l;
    *high = (int64_t)h;
    return true;
}
