/* interval_variance.c - intervals that rest on a variance: of means, sums, indices and standardised rates. */
#include "indikator/interval.h"

#include "statistics/distributions.h"

#include <math.h>

static bool is_positive(double x) {
    return x > 0 && isfinite(x);
}

/* False where the limits are beyond what a double holds. */
static bool set(double low, double high, ind_interval *out) {
    if (!isfinite(low) || !isfinite(high))
        return false;
    *out = (ind_interval){low, high};
    return true;
}

static bool around(double value, double half, ind_interval *out) {
    return set(value - half, value + half, out);
}

bool ind_interval_mean(double mean, double sd, double n, double level, ind_interval *out) {
    if (!ind_is_level(level) || !(n > 1 && isfinite(n)) || !(sd >= 0 && isfinite(sd)) || !isfinite(mean))
        return false;
    double half = ind_t_of_level(level, n - 1) * sd / sqrt(n);
    return around(mean, half, out);
}

bool ind_interval_log(double value, double variance, double level, ind_interval *out) {
    if (!ind_is_level(level) || !(value > 0 && isfinite(value)) || !(variance > 0 && isfinite(variance)))
        return false;
    double half = ind_z_of_level(level) * sqrt(variance);
    return set(value * exp(-half), value * exp(half), out);
}

bool ind_interval_mean_variance(double mean, double variance_of_mean, double df, double level, ind_interval *out) {
    if (!ind_is_level(level) || !is_positive(variance_of_mean) || !is_positive(df) || !isfinite(mean))
        return false;
    return around(mean, ind_t_of_level(level, df) * sqrt(variance_of_mean), out);
}

double ind_margin(double variance, double level) {
    return ind_is_level(level) && is_positive(variance) ? ind_z_of_level(level) * sqrt(variance) : (double)NAN;
}

bool ind_interval_normal(double value, double variance, double level, ind_interval *out) {
    double margin = ind_margin(variance, level);
    return isfinite(value) && !isnan(margin) && around(value, margin, out);
}

static double inverse_logit(double x) {
    return 1 / (1 + exp(-x));
}

bool ind_interval_index(double mean, double variance_of_mean, double df, double low, double high, double level,
                        ind_interval *out) {
    double width = high - low, share = (mean - low) / width;
    if (!ind_is_level(level) || !is_positive(variance_of_mean) || !is_positive(df) || !is_positive(width) ||
        !(share > 0 && share < 1))
        return false;
    double logit = log(share / (1 - share));
    double half = ind_t_of_level(level, df) * sqrt(variance_of_mean) / width / (share * (1 - share));
    return set(low + width * inverse_logit(logit - half), low + width * inverse_logit(logit + half), out);
}

bool ind_interval_dobson(double value, double variance, double events, double level, ind_interval *out) {
    ind_interval of_events;
    if (!(value >= 0 && isfinite(value)) || !is_positive(variance) || !is_positive(events) ||
        !ind_interval_poisson(events, level, &of_events))
        return false;
    double scale = sqrt(variance / events);
    return set(fmax(value - scale * (events - of_events.low), 0), value + scale * (of_events.high - events), out);
}
