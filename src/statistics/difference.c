/* difference.c - see indikator/difference.h. */
#include "indikator/difference.h"

#include <math.h>

static bool holds(ind_interval limits, double value) {
    return isfinite(limits.low) && isfinite(limits.high) && limits.low <= value && value <= limits.high;
}

bool ind_difference_mover(double p1, ind_interval of1, double p2, ind_interval of2, ind_interval *out) {
    if (!holds(of1, p1) || !holds(of2, p2))
        return false;
    out->low = p1 - p2 - hypot(p1 - of1.low, of2.high - p2);
    out->high = p1 - p2 + hypot(of1.high - p1, p2 - of2.low);
    return true;
}

/* A limit L of VALUE as it goes into the quadratic: value^2 - (value - l)^2, without the difference of near squares. */
static double within(double value, double limit) {
    return limit * (2 * value - limit);
}

bool ind_shares_are_enough(double p1, double n1, double p2, double n2) {
    const double least = 5;
    double all = (p1 * n1 + p2 * n2) / (n1 + n2), fewer = fmin(n1, n2);
    return fewer * all >= least && fewer * (1 - all) >= least;
}

/* Lower limit r: (p1 - r p2)^2 = (p1 - l1)^2 + r^2 (u2 - p2)^2, its smaller root, as the quotient of what is not a
 * difference.  Upper limit: the same with u1 and l2, its greater root. */
bool ind_ratio_mover(double p1, ind_interval of1, double p2, ind_interval of2, ind_interval *out) {
    if (!holds(of1, p1) || !holds(of2, p2) || !(of1.low >= 0 && of2.low > 0))
        return false;
    double product = p1 * p2, low1 = within(p1, of1.low), high2 = within(p2, of2.high);
    double low2 = within(p2, of2.low), high1 = within(p1, of1.high);
    double low_root = product + sqrt(fmax(product * product - high2 * low1, 0));
    out->low = low1 > 0 ? low1 / low_root : 0;
    out->high = (product + sqrt(fmax(product * product - low2 * high1, 0))) / low2;
    return true;
}

bool ind_ratio_of_rates(double x1, double t1, double x2, double t2, double level, ind_interval *out) {
    ind_interval first, second; /* of x1 and of x2 in both: 1 - pi is computed, not subtracted */
    if (!(t1 > 0 && isfinite(t1)) || !(t2 > 0 && isfinite(t2)) || !(x2 > 0) ||
        !ind_interval_clopper_pearson(x1, x1 + x2, level, &first) ||
        !ind_interval_clopper_pearson(x2, x1 + x2, level, &second))
        return false;
    out->low = first.low / second.high * (t2 / t1);
    out->high = first.high / second.low * (t2 / t1);
    return true;
}
