/* signals.h - does a series vary as chance alone would make it, or has something changed?
 *
 * For series of months, quarters or years whose points do not overlap, in the order of time, without the points that
 * are preliminary, hidden, partial or beyond a break.  Nothing is allocated; all hold against R. */
#ifndef INDIKATOR_SIGNALS_H
#define INDIKATOR_SIGNALS_H

#include "indikator/interval.h"

IND_API_BEGIN

enum { IND_FEWEST_POINTS = 12 }; /* fewer say too little: no signal, and no "no signal" */

typedef enum {
    IND_SIGNAL_BEYOND_LIMITS, /* a point outside its limits of 3 sigma (Shewhart 1931) */
    IND_SIGNAL_LONG_RUN,      /* too many points one after another on one side of the centre */
    IND_SIGNAL_FEW_CROSSINGS, /* the line crosses the centre too seldom */
    IND_SIGNAL_RULES
} ind_signal;
const char *ind_signal_name(ind_signal rule); /* "beyond_limits", "long_run", "few_crossings"; static */

/* Anhoej's rules for a run chart (Anhoej & Olesen 2014).  Useful points are those not on the centre; a run is broken by
 * a point on the other side, not by one on the centre. */
typedef struct {
    double centre;
    size_t points, useful;
    size_t longest_run, longest_run_limit; /* a signal if above round(log2 useful) + 3 */
    size_t run_from, run_to;           /* the first of the longest runs: numbers of its first and last point, from 0 */
    size_t crossings, crossings_limit; /* a signal if below the 5 % quantile of Binomial(useful - 1, 1/2) */
    bool long_run, few_crossings;
} ind_run_chart;

/* The centre is the median of VALUES.  False for fewer than 12 useful points: then only centre, points and useful are
 * set (a value that is not finite: centre NaN, useful 0). */
bool ind_run_chart_of(const double *values, size_t count, ind_run_chart *out);
/* The same around a CENTRE that is given, as of a frozen baseline. */
bool ind_run_chart_around(const double *values, size_t count, double centre, ind_run_chart *out);

/* p-chart: shares X/N around their common one, sum of x / sum of n. */
typedef struct {
    double centre; /* a share, as are the limits */
    size_t points;
    size_t beyond;      /* how many points are outside their limits */
    bool has_runs;      /* at least 12 points are off the centre; else RUNS has no signals */
    ind_run_chart runs; /* around the same centre */
} ind_p_chart;

/* LIMITS and BEYOND have room for COUNT: each point's centre -+ 3 sqrt(p(1-p)/n), cut to 0..1, and whether it is
 * outside. N > 0 may be an effective number.  False, with nothing set, for fewer than 12 points, an x outside 0..n, and
 * a centre of 0 or 1, where all points are alike. */
bool ind_p_chart_of(const double *x, const double *n, size_t count, ind_p_chart *out, ind_interval *limits,
                    bool *beyond);

IND_API_END

#endif
