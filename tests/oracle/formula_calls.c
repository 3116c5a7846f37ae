/* formula_calls.c - see formula_calls.h. */
#include "formula_calls.h"

#include "indikator/difference.h"
#include "indikator/funnel.h"
#include "indikator/signals.h"
#include "statistics/design.h"
#include "statistics/person_time.h"

#include <math.h>
#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static double number(const call *c, size_t i) {
    return c->arguments[i].values[0];
}

static void give(call *c, double result) {
    if (c->got_count == MOST_RESULTS)
        abort();
    c->got[c->got_count++] = result;
}

static void give_limits(call *c, bool defined, ind_interval limits) {
    give(c, defined ? limits.low : (double)NAN);
    give(c, defined ? limits.high : (double)NAN);
}

/* ---- shares, counts, variances: a function of two or three numbers ---- */

#define LIMITS_2(name, function)                                                                                       \
    static void name(call *c) {                                                                                        \
        ind_interval limits = {0, 0};                                                                                  \
        give_limits(c, function(number(c, 0), number(c, 1), &limits), limits);                                         \
    }
#define LIMITS_3(name, function)                                                                                       \
    static void name(call *c) {                                                                                        \
        ind_interval limits = {0, 0};                                                                                  \
        give_limits(c, function(number(c, 0), number(c, 1), number(c, 2), &limits), limits);                           \
    }
#define LIMITS_4(name, function)                                                                                       \
    static void name(call *c) {                                                                                        \
        ind_interval limits = {0, 0};                                                                                  \
        give_limits(c, function(number(c, 0), number(c, 1), number(c, 2), number(c, 3), &limits), limits);             \
    }

LIMITS_3(wilson, ind_interval_wilson)
LIMITS_3(clopper_pearson, ind_interval_clopper_pearson)
LIMITS_2(poisson_exact, ind_interval_poisson_exact)
LIMITS_2(byar, ind_interval_byar)
LIMITS_2(poisson, ind_interval_poisson)
LIMITS_3(normal, ind_interval_normal)
LIMITS_3(log_normal, ind_interval_log)
LIMITS_4(mean_variance, ind_interval_mean_variance)
LIMITS_4(dobson, ind_interval_dobson)

static void index_within(call *c) {
    ind_interval limits = {0, 0};
    bool defined =
        ind_interval_index(number(c, 0), number(c, 1), number(c, 2), number(c, 3), number(c, 4), number(c, 5), &limits);
    give_limits(c, defined, limits);
}

static void margin(call *c) {
    give(c, ind_margin(number(c, 0), number(c, 1)));
}

static void ranks(call *c) {
    int64_t low = 0, high = 0;
    bool defined = ind_interval_quantile_ranks((int64_t)number(c, 0), number(c, 1), number(c, 2), &low, &high);
    give_limits(c, defined, (ind_interval){(double)low, (double)high});
}

/* ---- weights, persons, strata ---- */

typedef struct {
    double n, w, ww, wwy, wy;
} sums;

static sums sums_of(const double *y, const double *w, size_t count) {
    sums s = {.n = (double)count};
    for (size_t i = 0; i < count; i++) {
        s.w += w[i];
        s.ww += w[i] * w[i];
        s.wy += w[i] * y[i];
        s.wwy += w[i] * w[i] * y[i];
    }
    return s;
}

static void kish(call *c) {
    double ones[MOST_NUMBERS] = {0};
    sums s = sums_of(ones, c->arguments[0].values, c->arguments[0].count);
    give(c, ind_effective_n(s.w, s.ww));
}

/* Share, variance, effective number, and Wilson's limits on it. */
static void give_share(call *c, double p, bool defined, double variance, double effective, double level) {
    ind_interval limits = {0, 0};
    give(c, p);
    give(c, defined ? variance : (double)NAN);
    give(c, defined ? effective : (double)NAN);
    give_limits(c, defined && ind_interval_wilson(fmin(p * effective, effective), effective, level, &limits), limits);
}

static void weighted_share(call *c) {
    double variance = 0, effective = 0;
    sums s = sums_of(c->arguments[0].values, c->arguments[1].values, c->arguments[0].count);
    double p = s.wy / s.w;
    bool defined = ind_weighted_share_variance(s.n, s.w, s.ww, s.wwy, p, &variance);
    if (defined)
        effective = ind_share_effective(p, variance, ind_effective_n(s.w, s.ww));
    give_share(c, p, defined, variance, effective, number(c, 2));
}

static void clustered_share(call *c) {
    const numbers *person = &c->arguments[0], *y = &c->arguments[1], *w = &c->arguments[2];
    ind_keyed_sum persons[MOST_NUMBERS] = {{0, {0, 0}}};
    ind_clustered found = {0, 0, 0};
    size_t count = 0;
    for (size_t i = 0; i < person->count; i++) {
        size_t k = (size_t)person->values[i] - 1;
        count = k + 1 > count ? k + 1 : count;
        persons[k].key = IND_FIRST_KEY + k;
        persons[k].sums[0] += w->values[i];
        persons[k].sums[1] += w->values[i] * y->values[i];
    }
    sums s = sums_of(y->values, w->values, y->count);
    bool defined = ind_clustered_share(persons, count, ind_effective_n(s.w, s.ww), &found);
    give_share(c, s.wy / s.w, defined, found.variance, found.effective, number(c, 3));
}

/* n/(n-1) * sum of w^2 (x - mean)^2 / (sum of w)^2. */
static double variance_of_mean(const numbers *x, const numbers *w, double *mean) {
    sums s = sums_of(x->values, w->values, x->count);
    double squares = 0;
    *mean = s.wy / s.w;
    for (size_t i = 0; i < x->count; i++) {
        double d = w->values[i] * (x->values[i] - *mean);
        squares += d * d;
    }
    return squares / (s.n - 1) * s.n / (s.w * s.w);
}

static void weighted_mean(call *c) {
    ind_interval limits = {0, 0};
    double mean, n = (double)c->arguments[0].count;
    double variance = variance_of_mean(&c->arguments[0], &c->arguments[1], &mean);
    if (variance < 1e-22 * mean * mean) /* what rounding leaves of equal values */
        variance = 0;
    give(c, mean);
    give(c, variance);
    give_limits(c, n > 1 && ind_interval_mean_variance(mean, variance, n - 1, number(c, 2), &limits), limits);
}

static void weighted_index(call *c) {
    ind_interval limits = {0, 0};
    double mean, n = (double)c->arguments[0].count;
    double variance = variance_of_mean(&c->arguments[0], &c->arguments[1], &mean);
    give_limits(c, ind_interval_index(mean, variance, n - 1, 0, 1, number(c, 2), &limits), limits);
}

/* Share, effective number, limits. */
static void finite_share(call *c) {
    ind_interval limits = {0, 0};
    double fraction, n = (double)c->arguments[0].count, x = 0, effective = (double)NAN;
    for (size_t i = 0; i < c->arguments[0].count; i++)
        x += c->arguments[0].values[i];
    if (ind_sampling_fraction(n, number(c, 1), &fraction) && fraction < 1)
        effective = n / (1 - fraction);
    give(c, x / n);
    give(c, effective);
    give_limits(c, ind_interval_wilson(fmin(x / n * effective, effective), effective, number(c, 2), &limits), limits);
}

static void stratified(call *c) {
    const numbers *stratum = &c->arguments[0], *x = &c->arguments[1], *population = &c->arguments[2];
    ind_stratum strata[MOST_NUMBERS] = {{0, 0, 0, 0}};
    double mean = 0, variance = 0;
    for (size_t i = 0; i < x->count; i++) {
        ind_stratum *h = &strata[(size_t)stratum->values[i] - 1];
        h->n++;
        h->sum += x->values[i];
        h->squares += x->values[i] * x->values[i];
    }
    for (size_t h = 0; h < population->count; h++)
        strata[h].population = population->values[h];
    bool defined = ind_stratified_mean(strata, population->count, &mean, &variance);
    give(c, defined ? mean : (double)NAN);
    give(c, defined ? variance : (double)NAN);
}

/* Value and Dobson's limits of a rate from its classes: events, population, weights. */
static void standardised(call *c) {
    const numbers *d = &c->arguments[0], *n = &c->arguments[1], *w = &c->arguments[2];
    ind_interval limits = {0, 0};
    double value = 0, variance = 0, events = 0, all = 0;
    for (size_t j = 0; j < w->count; j++)
        all += w->values[j];
    for (size_t j = 0; j < w->count; j++) {
        double part = w->values[j] / all / n->values[j];
        value += part * d->values[j];
        variance += part * part * d->values[j];
        events += d->values[j];
    }
    give(c, value);
    give_limits(c, ind_interval_dobson(value, variance, events, number(c, 3), &limits), limits);
}

/* Ratio and limits of events and days after, events and days before. */
static void before_after(call *c) {
    ind_interval limits = {0, 0};
    ind_person_time p = {.persons = (double)c->arguments[0].count};
    for (size_t k = 0; k < c->arguments[0].count; k++)
        for (int i = 0; i < IND_PT_SUMS; i++) {
            p.sums[i] += c->arguments[i].values[k];
            for (int j = i; j < IND_PT_SUMS; j++)
                p.products[ind_person_time_product(i, j)] += c->arguments[i].values[k] * c->arguments[j].values[k];
        }
    give(c, ind_person_time_ratio(&p));
    give_limits(c, ind_person_time_interval(&p, number(c, 4), &limits), limits);
}

/* ---- comparisons ---- */

static void mover(call *c, bool (*of)(double, ind_interval, double, ind_interval, ind_interval *)) {
    ind_interval limits = {0, 0}, first = {number(c, 1), number(c, 2)}, second = {number(c, 4), number(c, 5)};
    give_limits(c, of(number(c, 0), first, number(c, 3), second, &limits), limits);
}

static void difference(call *c) {
    mover(c, ind_difference_mover);
}

static void ratio_mover(call *c) {
    mover(c, ind_ratio_mover);
}

static void ratio_of_rates(call *c) {
    ind_interval limits = {0, 0};
    bool defined = ind_ratio_of_rates(number(c, 0), number(c, 1), number(c, 2), number(c, 3), number(c, 4), &limits);
    give_limits(c, defined, limits);
}

/* A part and what is left of the whole without it: x and n of the part, of the whole. */
static void with_rest(call *c) {
    ind_interval limits = {0, 0}, part = {0, 0}, rest = {0, 0};
    double x = number(c, 0), n = number(c, 1), rest_x = number(c, 2) - x, rest_n = number(c, 3) - n;
    bool defined = ind_interval_wilson(x, n, number(c, 4), &part) &&
                   ind_interval_wilson(rest_x, rest_n, number(c, 4), &rest) &&
                   ind_difference_mover(x / n, part, rest_x / rest_n, rest, &limits);
    give_limits(c, defined, limits);
}

/* ---- charts ---- */

static void funnel_binomial(call *c) {
    double limit = (double)NAN;
    ind_funnel_binomial(number(c, 0), number(c, 1), number(c, 2), &limit);
    give(c, limit);
}

static void funnel_poisson(call *c) {
    double limit = (double)NAN;
    ind_funnel_poisson(number(c, 0), number(c, 1), number(c, 2), &limit);
    give(c, limit);
}

/* Centre, useful, longest run and its limit, crossings and their limit, both signals. */
static void give_runs(call *c, const ind_run_chart *chart, bool defined) {
    const double judged[] = {(double)chart->longest_run,
                             (double)chart->longest_run_limit,
                             (double)chart->crossings,
                             (double)chart->crossings_limit,
                             chart->long_run,
                             chart->few_crossings};
    give(c, chart->centre);
    give(c, (double)chart->useful);
    for (size_t i = 0; i < COUNT_OF(judged); i++)
        give(c, defined ? judged[i] : (double)NAN);
}

static void run_chart(call *c) {
    ind_run_chart chart;
    bool defined = ind_run_chart_of(c->arguments[0].values, c->arguments[0].count, &chart);
    give_runs(c, &chart, defined);
}

static void p_chart(call *c) {
    ind_p_chart chart;
    ind_interval limits[MOST_NUMBERS];
    bool beyond[MOST_NUMBERS];
    size_t count = c->arguments[0].count;
    if (!ind_p_chart_of(c->arguments[0].values, c->arguments[1].values, count, &chart, limits, beyond)) {
        give(c, (double)NAN);
        return;
    }
    give_runs(c, &chart.runs, chart.has_runs);
    give(c, (double)chart.beyond);
    for (size_t i = 0; i < count; i++)
        give_limits(c, true, limits[i]);
}

/* ---- their names ---- */

const formula formulas[] = {
    {"wilson", wilson, 3, 270},
    {"clopper_pearson", clopper_pearson, 3, 270},
    {"poisson_exact", poisson_exact, 2, 70},
    {"byar", byar, 2, 70},
    {"poisson", poisson, 2, 70},
    {"ranks", ranks, 3, 130},
    {"kish", kish, 1, 7},
    {"normal", normal, 3, 100},
    {"margin", margin, 2, 25},
    {"log", log_normal, 3, 100},
    {"mean_variance", mean_variance, 4, 480},
    {"index", index_within, 6, 600},
    {"dobson", dobson, 4, 430},
    {"standardised", standardised, 4, 60},
    {"weighted_share", weighted_share, 3, 160},
    {"weighted_mean", weighted_mean, 3, 160},
    {"weighted_index", weighted_index, 3, 100},
    {"clustered_share", clustered_share, 4, 260},
    {"finite_share", finite_share, 3, 110},
    {"stratified", stratified, 3, 140},
    {"before_after", before_after, 5, 80},
    {"difference", difference, 6, 160},
    {"ratio_mover", ratio_mover, 6, 160},
    {"ratio_of_rates", ratio_of_rates, 5, 150},
    {"with_rest", with_rest, 5, 12},
    {"funnel_binomial", funnel_binomial, 3, 250},
    {"funnel_poisson", funnel_poisson, 3, 125},
    {"run_chart", run_chart, 1, 320},
    {"p_chart", p_chart, 2, 140},
};
const size_t formula_count = sizeof formulas / sizeof *formulas;
