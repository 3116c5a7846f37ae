/* run_chart.c - the run chart of indikator/signals.h. */
#include "statistics/runs.h"

#include <math.h>

const char *ind_signal_name(ind_signal rule) {
    static const char *const names[IND_SIGNAL_RULES] = {"beyond_limits", "long_run", "few_crossings"};
    return names[rule];
}

/* The value of RANK (from 0), found by counting: a series is short, and stays as it is. */
static double ranked(const double *values, size_t count, size_t rank) {
    for (size_t i = 0; i < count; i++) {
        size_t less = 0, equal = 0;
        for (size_t j = 0; j < count; j++) {
            less += values[j] < values[i];
            equal += values[j] == values[i];
        }
        if (less <= rank && rank < less + equal)
            return values[i];
    }
    return (double)NAN;
}

static double median(const double *values, size_t count) {
    if (count == 0)
        return (double)NAN;
    double low = ranked(values, count, (count - 1) / 2), high = ranked(values, count, count / 2);
    return low == high ? low : low + (high - low) / 2;
}

static bool all_finite(const double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

bool ind_run_chart_around(const double *values, size_t count, double centre, ind_run_chart *out) {
    ind_runs runs = {.chart = {.centre = centre}};
    if (!isfinite(centre) || !all_finite(values, count)) {
        *out = (ind_run_chart){.centre = (double)NAN, .points = count};
        return false;
    }
    for (size_t i = 0; i < count; i++)
        ind_runs_add(&runs, i, values[i]);
    return ind_runs_judge(&runs, out);
}

bool ind_run_chart_of(const double *values, size_t count, ind_run_chart *out) {
    double centre = all_finite(values, count) ? median(values, count) : (double)NAN;
    return ind_run_chart_around(values, count, centre, out);
}
