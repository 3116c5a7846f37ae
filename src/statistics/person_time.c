/* person_time.c - see person_time.h. */
#include "statistics/person_time.h"

#include <math.h>

double ind_person_time_ratio(const ind_person_time *p) {
    const double *s = p->sums;
    bool defined = s[IND_PT_T] > 0 && s[IND_PT_B] > 0 && s[IND_PT_S] > 0;
    return defined ? (s[IND_PT_A] / s[IND_PT_T]) / (s[IND_PT_B] / s[IND_PT_S]) : (double)NAN;
}

bool ind_person_time_variance(const ind_person_time *p, double *variance) {
    static const double signs[IND_PT_SUMS] = {1, -1, -1, 1}; /* of a/A, t/T, b/B, s/S */
    double sum = 0;
    if (!(p->persons > 1))
        return false;
    for (int i = 0; i < IND_PT_SUMS; i++)
        if (!(p->sums[i] > 0))
            return false;
    for (int i = 0; i < IND_PT_SUMS; i++)
        for (int j = 0; j < IND_PT_SUMS; j++)
            sum += signs[i] * signs[j] * p->products[ind_person_time_product(i, j)] / p->sums[i] / p->sums[j];
    *variance = fmax(sum, 0) * p->persons / (p->persons - 1);
    return true;
}

/* What is left of a difference of sums near 1/m that are all rounded. */
static bool is_none(double variance, double persons) {
    return variance * persons < 1e-12;
}

bool ind_person_time_interval(const ind_person_time *p, double level, ind_interval *out) {
    double variance;
    return ind_person_time_variance(p, &variance) && !is_none(variance, p->persons) &&
           ind_interval_log(ind_person_time_ratio(p), variance, level, out);
}
