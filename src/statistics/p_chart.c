/* p_chart.c - the p-chart of indikator/signals.h. */
#include "statistics/runs.h"

#include <math.h>

enum { SIGMAS = 3 };

static bool is_share(double x, double n) {
    return n > 0 && isfinite(n) && x >= 0 && x <= n;
}

/* The common share; NaN where a point is none. */
static double centre_of(const double *x, const double *n, size_t count) {
    double sum_x = 0, sum_n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_share(x[i], n[i]))
            return (double)NAN;
        sum_x += x[i];
        sum_n += n[i];
    }
    return sum_x / sum_n;
}

static ind_interval limits_of(double p, double n) {
    double half = SIGMAS * sqrt(p * (1 - p) / n);
    return (ind_interval){.low = fmax(p - half, 0), .high = fmin(p + half, 1)};
}

static bool is_outside(double value, ind_interval limits) {
    return value < limits.low || value > limits.high;
}

bool ind_p_chart_of(const double *x, const double *n, size_t count, ind_p_chart *out, ind_interval *limits,
                    bool *beyond) {
    double centre = centre_of(x, n, count);
    ind_p_chart found = {.centre = centre, .points = count};
    ind_runs runs = {.chart = {.centre = centre}};
    if (count < IND_FEWEST_POINTS || !(centre > 0 && centre < 1))
        return false;
    for (size_t i = 0; i < count; i++) {
        limits[i] = limits_of(centre, n[i]);
        beyond[i] = is_outside(x[i] / n[i], limits[i]);
        found.beyond += beyond[i];
        ind_runs_add(&runs, i, x[i] / n[i]);
    }
    found.has_runs = ind_runs_judge(&runs, &found.runs);
    *out = found;
    return true;
}
