/* standardise.c - see standardise.h. */
#include "statistics/standardise.h"

static bool has_all_classes(const double *shares, const double *population, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (shares[i] > 0 && !(population[i] > 0))
            return false;
    return true;
}

bool ind_standardise_directly(const double *shares, const double *events, const double *population, size_t count,
                              double *weights, double *value, double *variance) {
    if (!has_all_classes(shares, population, count))
        return false;
    *value = *variance = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = shares[i] > 0 ? shares[i] / population[i] : 0;
        if (weights != NULL)
            weights[i] = weight;
        *value += weight * events[i];
        *variance += weight * weight * events[i];
    }
    return true;
}

double ind_standardise_expected(const double *rates, const double *population, size_t count) {
    double expected = 0;
    for (size_t i = 0; i < count; i++)
        expected += population[i] * rates[i];
    return expected;
}
