/* rest.c - a whole without one of its parts, from what both cells publish.
 *
 * Counts are subtracted; a weighted mean and the spread around it by the sums that they were made of.  Of the rest's
 * effective number nothing is published: it is taken to be as much of its number as in the whole.
 *
 * The limits of the rest are those of the formula that gives the part's own ones.  Where none does (events of one
 * person belong together, a standardised rate, a finite population), there is no rest: its limits would be of another
 * kind. */
#include "derived/deriving.h"
#include "indikator/difference.h"

#include <math.h>

typedef struct {
    const ind_report_measure *measure;
    uint32_t whole, part;
    double level;
} pair;

/* The number of the whole less that of the part; NaN: one of them does not have it. */
static double less(const pair *p, const char *name) {
    return ind_count_behind(p->measure, p->whole, name) - ind_count_behind(p->measure, p->part, name);
}

static double value_of(const pair *p, bool whole) {
    return p->measure->cells.value[whole ? p->whole : p->part];
}

/* The effective number of N of the rest. */
static double effective(const pair *p, double n, const char *counted) {
    double of_whole = ind_count_behind(p->measure, p->whole, "n_effective");
    return isnan(of_whole) ? n : n * of_whole / ind_count_behind(p->measure, p->whole, counted);
}

/* The mean of the rest, each row with its weight, else each one alike. */
static double mean_of(const pair *p, const char *counted) {
    const char *weighs = isnan(ind_count_behind(p->measure, p->whole, "n_weighted")) ? counted : "n_weighted";
    double of_whole = ind_count_behind(p->measure, p->whole, weighs),
           of_part = ind_count_behind(p->measure, p->part, weighs);
    return (value_of(p, true) * of_whole - value_of(p, false) * of_part) / (of_whole - of_part);
}

/* Are these the part's own limits, by the digits that a report has? */
static bool are_own(const pair *p, double factor, const ind_interval *limits) {
    ind_interval own;
    if (!ind_limits_at(p->measure, p->part, p->level, &own))
        return false;
    double slack = 1e-8 * (1 + fabs(own.low) + fabs(own.high));
    return fabs(own.low - factor * limits->low) < slack && fabs(own.high - factor * limits->high) < slack;
}

typedef bool share_interval(double x, double n, double level, ind_interval *out);

/* The method that gives the limits of the part; NULL: none. */
static share_interval *method_of(const pair *p, double factor) {
    static share_interval *const methods[] = {ind_interval_wilson, ind_interval_clopper_pearson};
    double x = ind_count_behind(p->measure, p->part, "numerator"),
           n = ind_count_behind(p->measure, p->part, "denominator"),
           effective_n = ind_count_behind(p->measure, p->part, "n_effective");
    if (isfinite(effective_n)) {
        n = effective_n;
        x = n * value_of(p, false) / factor;
    }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        ind_interval limits;
        if (methods[i](x, n, p->level, &limits) && are_own(p, factor, &limits))
            return methods[i];
    }
    return NULL;
}

static bool share(const pair *p, ind_compared_side *out) {
    double n = less(p, "denominator"), x = less(p, "numerator"), factor = ind_factor_of(p->measure);
    bool weighted = !isnan(ind_count_behind(p->measure, p->whole, "n_weighted"));
    share_interval *method = method_of(p, factor);
    if (method == NULL || !(n > 0) || !(x >= 0) || x > n)
        return false;
    double of = effective(p, n, "denominator"), at = weighted ? mean_of(p, "denominator") / factor : x / n;
    at = at < 0 ? 0 : at > 1 ? 1 : at; /* what rounding has put outside */
    if (isnan(at) || !method(of == n ? x : at * of, of, p->level, &out->limits))
        return false;
    out->value = factor * at;
    out->limits = (ind_interval){factor * out->limits.low, factor * out->limits.high};
    return true;
}

/* The part's own limits, where they are those of so many independent events. */
static bool has_independent_events(const pair *p) {
    double events = ind_count_behind(p->measure, p->part, "events");
    ind_interval limits;
    double scale = ind_factor_of(p->measure) / ind_count_behind(p->measure, p->part, "population");
    return ind_interval_poisson(events, p->level, &limits) && are_own(p, scale, &limits);
}

static bool rate(const pair *p, ind_compared_side *out) {
    double factor = ind_factor_of(p->measure);
    out->events = less(p, "events");
    out->population = less(p, "population");
    if (!ind_is_crude(p->measure, p->whole) || !has_independent_events(p) || !(out->events >= 0) ||
        !(out->population > 0) || !ind_interval_poisson(out->events, p->level, &out->limits))
        return false;
    factor /= out->population;
    out->value = factor * out->events;
    out->limits = (ind_interval){factor * out->limits.low, factor * out->limits.high};
    return true;
}

/* The sum of squares around the mean, divided by the weights, that the standard deviation of a cell was made of. */
static double spread_of(const pair *p, bool whole) {
    uint32_t cell = whole ? p->whole : p->part;
    double sd = ind_count_behind(p->measure, cell, "sd"), n = ind_count_behind(p->measure, cell, "n_effective");
    n = isnan(n) ? ind_count_behind(p->measure, cell, "n") : n;
    return n > 1 ? sd * sd * (n - 1) / n : 0;
}

/* The part's own limits, where they are those of Student's t on its (effective) number. */
static bool has_t_interval(const pair *p) {
    double sd = ind_count_behind(p->measure, p->part, "sd"), n = ind_count_behind(p->measure, p->part, "n_effective");
    ind_interval limits;
    n = isnan(n) ? ind_count_behind(p->measure, p->part, "n") : n;
    return ind_interval_mean(value_of(p, false), sd, n, p->level, &limits) && are_own(p, 1, &limits);
}

static bool mean(const pair *p, ind_compared_side *out) {
    const char *weighs = isnan(ind_count_behind(p->measure, p->whole, "n_weighted")) ? "n" : "n_weighted";
    double n = effective(p, less(p, "n"), "n"), w = less(p, weighs), squares = 0;
    for (int whole = 0; whole < 2; whole++) {
        double of = ind_count_behind(p->measure, whole ? p->whole : p->part, weighs), at = value_of(p, whole);
        squares += (whole ? 1 : -1) * of * (spread_of(p, whole) + at * at);
    }
    out->value = mean_of(p, "n");
    double variance = squares / w - out->value * out->value;
    /* below this it is what subtracting leaves: all values are equal */
    if (!has_t_interval(p) || !(n > 1) || !(w > 0) || !(variance > 1e-12 * (1 + out->value * out->value)))
        return false;
    return ind_interval_mean(out->value, sqrt(variance * n / (n - 1)), n, p->level, &out->limits);
}

bool ind_is_enough(const ind_report_measure *measure, uint32_t whole, uint32_t part) {
    pair p = {measure, whole, part, 0};
    double factor = ind_factor_of(measure), n = ind_count_behind(measure, part, "denominator"),
           own = ind_count_behind(measure, part, "n_effective"), rest = less(&p, "denominator");
    if (isnan(n) || isnan(ind_count_behind(measure, part, "numerator")))
        return true;
    bool weighted = !isnan(ind_count_behind(measure, whole, "n_weighted"));
    double of_rest = weighted ? mean_of(&p, "denominator") / factor : less(&p, "numerator") / rest;
    return ind_shares_are_enough(value_of(&p, false) / factor, isfinite(own) ? own : n, of_rest,
                                 effective(&p, rest, "denominator"));
}

static bool has(const ind_report_measure *measure, uint32_t cell, const char *name) {
    return !isnan(ind_count_behind(measure, cell, name));
}

bool ind_rest_of(const ind_report_measure *measure, uint32_t whole, uint32_t part, double level,
                 ind_compared_side *out) {
    pair p = {measure, whole, part, level};
    *out = (ind_compared_side){.events = NAN, .population = NAN};
    if (has(measure, part, "rows") || has(measure, part, "published_rows"))
        return false; /* sums, and what somebody else has worked out */
    if (has(measure, part, "numerator") && has(measure, part, "denominator"))
        return share(&p, out);
    if (has(measure, part, "events") && has(measure, part, "population"))
        return rate(&p, out);
    return has(measure, part, "n") && has(measure, part, "sd") && mean(&p, out);
}
