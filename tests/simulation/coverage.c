/* coverage.c - data drawn from what is known, and the program's own interval of each. */
#include "coverage.h"
#include "people.h"

#include "indikator/difference.h"
#include "indikator/funnel.h"
#include "statistics/person_time.h"

#include <math.h>
#include <stdlib.h>

/* ---- shares ---- */

static bool wilson(const setting *s, chance *c, ind_interval *out, double *truth) {
    *truth = s->p;
    return ind_interval_wilson(chance_binomial(c, s->n, s->p), s->n, s->level, out);
}

static bool exact(const setting *s, chance *c, ind_interval *out, double *truth) {
    *truth = s->p;
    return ind_interval_clopper_pearson(chance_binomial(c, s->n, s->p), s->n, s->level, out);
}

/* What Kolada shows beside a share: +- z sqrt(p(1-p)/n). */
static bool margin(const setting *s, chance *c, ind_interval *out, double *truth) {
    double p = (double)chance_binomial(c, s->n, s->p) / s->n;
    *truth = s->p;
    return ind_interval_normal(p, p * (1 - p) / s->n, s->level, out);
}

static bool on_effective(double p, double effective, double level, ind_interval *out) {
    return ind_interval_wilson(fmin(p * effective, effective), effective, level, out);
}

static bool weighted(const setting *s, chance *c, ind_interval *out, double *truth) {
    double w = 0, ww = 0, wy = 0, wwy = 0, variance;
    for (int i = 0; i < s->n; i++) {
        double one = people_weight(c), y = chance_bernoulli(c, s->p);
        w += one;
        ww += one * one;
        wy += one * y;
        wwy += one * one * y;
    }
    *truth = s->p;
    return ind_weighted_share_variance(s->n, w, ww, wwy, wy / w, &variance) &&
           on_effective(wy / w, ind_share_effective(wy / w, variance, ind_effective_n(w, ww)), s->level, out);
}

static bool of_people(const setting *s, chance *c, bool weighs, double *p, ind_interval *out) {
    people drawn;
    ind_clustered found;
    people_draw(s->n, s->p, weighs, c, &drawn);
    *p = drawn.wy / drawn.w;
    return ind_clustered_share(drawn.persons, (size_t)s->n, ind_effective_n(drawn.w, drawn.ww), &found) &&
           on_effective(*p, found.effective, s->level, out);
}

static bool clustered(const setting *s, chance *c, ind_interval *out, double *truth) {
    double p;
    *truth = s->p;
    return of_people(s, c, false, &p, out);
}

static bool clustered_weighted(const setting *s, chance *c, ind_interval *out, double *truth) {
    double p;
    *truth = s->p;
    return of_people(s, c, true, &p, out);
}

/* What an interval would be that takes the rows of a person as independent: the program has it where 'cluster' is not
 * said. */
static bool clusters_overlooked(const setting *s, chance *c, ind_interval *out, double *truth) {
    people drawn;
    people_draw(s->n, s->p, false, c, &drawn);
    *truth = s->p;
    return ind_interval_wilson(drawn.x, drawn.rows, s->level, out);
}

/* Of POPULATION persons, as many as P says who meet something; N of them answer. */
static int answers_of(chance *c, int population, int meet, int n) {
    int met = 0;
    for (int i = 0; i < n; i++)
        met += chance_bernoulli(c, (double)(meet - met) / (population - i));
    return met;
}

static bool finite_population(const setting *s, chance *c, ind_interval *out, double *truth) {
    int population = s->n < 100 ? 100 : 2 * s->n, meet = (int)lround(population * s->p);
    double fraction, p = (double)answers_of(c, population, meet, s->n) / s->n;
    *truth = (double)meet / population;
    return ind_sampling_fraction(s->n, population, &fraction) && on_effective(p, s->n / (1 - fraction), s->level, out);
}

/* Two strata, half of the answers in each: a small one with half the share, and one three times as large. */
static bool strata(const setting *s, chance *c, ind_interval *out, double *truth) {
    double mean, variance, all = 0, meet_all = 0, answered = 0, squares = 0;
    ind_stratum h[2];
    for (int k = 0; k < 2; k++) {
        int population = (k == 0 ? 2 : 6) * s->n, n = s->n / 2;
        int meet = (int)lround(population * s->p * (k == 0 ? 0.5 : 7 / 6.0)), met = answers_of(c, population, meet, n);
        h[k] = (ind_stratum){n, population, met, met};
        all += population;
        meet_all += meet;
        answered += n;
        squares += (double)population / n * population; /* of weights N/n */
    }
    *truth = meet_all / all;
    if (!ind_stratified_mean(h, 2, &mean, &variance))
        return false;
    double none = all * all / squares / (1 - answered / all); /* Kish's, where nothing is known of the spread */
    return on_effective(mean, ind_share_effective(mean, variance, none), s->level, out);
}

/* ---- means: an index 0..1, spread as far as three points of a scale would be ---- */

typedef struct {
    double mean, variance; /* of the mean */
} mean_of_index;

static mean_of_index draw_index(const setting *s, chance *c, bool weighs) {
    double x[MOST_PERSONS], w[MOST_PERSONS], sum = 0, product = 0, squares = 0;
    for (int i = 0; i < s->n; i++) {
        x[i] = chance_beta(c, 2 * s->p, 2 * (1 - s->p));
        w[i] = weighs ? people_weight(c) : 1;
        sum += w[i];
        product += w[i] * x[i];
    }
    mean_of_index out = {.mean = product / sum};
    for (int i = 0; i < s->n; i++)
        squares += w[i] * w[i] * (x[i] - out.mean) * (x[i] - out.mean);
    out.variance = s->n / (s->n - 1.0) * squares / (sum * sum);
    return out;
}

static bool student(const setting *s, chance *c, ind_interval *out, double *truth) {
    mean_of_index m = draw_index(s, c, false);
    *truth = s->p;
    return ind_interval_mean_variance(m.mean, m.variance, s->n - 1, s->level, out);
}

static bool student_weighted(const setting *s, chance *c, ind_interval *out, double *truth) {
    mean_of_index m = draw_index(s, c, true);
    *truth = s->p;
    return ind_interval_mean_variance(m.mean, m.variance, s->n - 1, s->level, out);
}

static bool logit(const setting *s, chance *c, ind_interval *out, double *truth) {
    mean_of_index m = draw_index(s, c, false);
    *truth = s->p;
    return ind_interval_index(m.mean, m.variance, s->n - 1, 0, 1, s->level, out);
}

static bool logit_weighted(const setting *s, chance *c, ind_interval *out, double *truth) {
    mean_of_index m = draw_index(s, c, true);
    *truth = s->p;
    return ind_interval_index(m.mean, m.variance, s->n - 1, 0, 1, s->level, out);
}

/* The quantile P of N values of any kind: their ranks. */
static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool quantile(const setting *s, chance *c, ind_interval *out, double *truth) {
    double x[MOST_PERSONS];
    int64_t low, high;
    for (int i = 0; i < s->n; i++)
        x[i] = chance_uniform(c);
    qsort(x, (size_t)s->n, sizeof *x, by_size);
    *truth = s->p;
    if (!ind_interval_quantile_ranks(s->n, s->p, s->level, &low, &high))
        return false;
    *out = (ind_interval){x[low - 1], x[high - 1]};
    return true;
}

/* ---- counts, rates, sums ---- */

static bool poisson(const setting *s, chance *c, ind_interval *out, double *truth) {
    *truth = s->n * s->p;
    return ind_interval_poisson(chance_poisson(c, *truth), s->level, out);
}

/* Four classes of persons, the older ones fewer and with more events; the standard has them equally many. */
static bool standardised(const setting *s, chance *c, ind_interval *out, double *truth) {
    static const double part[] = {0.4, 0.3, 0.2, 0.1}, times[] = {0.25, 0.5, 1.5, 4.5};
    double value = 0, variance = 0, events = 0;
    *truth = 0;
    for (int j = 0; j < 4; j++) {
        double persons = s->n * part[j], rate = s->p * times[j], one = 0.25 / persons;
        double d = chance_poisson(c, persons * rate);
        *truth += 0.25 * rate;
        value += one * d;
        variance += one * one * d;
        events += d;
    }
    return ind_interval_dobson(value, variance, events, s->level, out);
}

/* Of a person with events, how many: 1, or with each half the chance one more. */
static int events_of(chance *c) {
    int k = 1;
    while (chance_bernoulli(c, 0.5))
        k++;
    return k;
}

/* P events a person: half as many persons with any, who have 2 on average. */
static bool repeated(const setting *s, chance *c, ind_interval *out, double *truth) {
    int persons = chance_poisson(c, s->n * s->p / 2);
    double value = 0, variance = 0;
    for (int i = 0; i < persons; i++) {
        int k = events_of(c);
        value += k;
        variance += k * k;
    }
    *truth = s->n * s->p;
    return ind_interval_dobson(value, variance, persons, s->level, out);
}

static bool repeats_overlooked(const setting *s, chance *c, ind_interval *out, double *truth) {
    int persons = chance_poisson(c, s->n * s->p / 2), events = 0;
    for (int i = 0; i < persons; i++)
        events += events_of(c);
    *truth = s->n * s->p;
    return ind_interval_poisson(events, s->level, out);
}

/* Days in hospital, 7 on average, some with many. */
static bool days(const setting *s, chance *c, ind_interval *out, double *truth) {
    int persons = chance_poisson(c, s->n * s->p);
    double value = 0, variance = 0;
    for (int i = 0; i < persons; i++) {
        double k = 7 * exp(0.8 * chance_normal(c) - 0.32);
        value += k;
        variance += k * k;
    }
    *truth = 7 * s->n * s->p;
    return ind_interval_normal(value, variance, s->level, out);
}

/* Each person has P events a half year before and as many after, some persons many more than others. */
static bool before_after(const setting *s, chance *c, ind_interval *out, double *truth) {
    ind_person_time p = {.persons = s->n};
    *truth = 1;
    for (int k = 0; k < s->n; k++) {
        double own = s->p * chance_gamma(c, 1), x[IND_PT_SUMS];
        x[IND_PT_A] = chance_poisson(c, own);
        x[IND_PT_T] = 182;
        x[IND_PT_B] = chance_poisson(c, own);
        x[IND_PT_S] = 182;
        for (int i = 0; i < IND_PT_SUMS; i++) {
            p.sums[i] += x[i];
            for (int j = i; j < IND_PT_SUMS; j++)
                p.products[ind_person_time_product(i, j)] += x[i] * x[j];
        }
    }
    return ind_person_time_interval(&p, s->level, out);
}

/* ---- two values ---- */

static bool difference(const setting *s, chance *c, ind_interval *out, double *truth) {
    double x1 = chance_binomial(c, s->n, s->p), x2 = chance_binomial(c, s->n, s->p);
    ind_interval of1, of2;
    *truth = 0;
    return ind_interval_wilson(x1, s->n, s->level, &of1) && ind_interval_wilson(x2, s->n, s->level, &of2) &&
           ind_difference_mover(x1 / s->n, of1, x2 / s->n, of2, out);
}

static bool difference_clustered(const setting *s, chance *c, ind_interval *out, double *truth) {
    double p1, p2;
    ind_interval of1, of2;
    *truth = 0;
    return of_people(s, c, false, &p1, &of1) && of_people(s, c, false, &p2, &of2) &&
           ind_difference_mover(p1, of1, p2, of2, out);
}

static bool difference_of_means(const setting *s, chance *c, ind_interval *out, double *truth) {
    mean_of_index a = draw_index(s, c, false), b = draw_index(s, c, false);
    ind_interval of1, of2;
    *truth = 0;
    return ind_interval_index(a.mean, a.variance, s->n - 1, 0, 1, s->level, &of1) &&
           ind_interval_index(b.mean, b.variance, s->n - 1, 0, 1, s->level, &of2) &&
           ind_difference_mover(a.mean, of1, b.mean, of2, out);
}

static bool ratio_of_rates(const setting *s, chance *c, ind_interval *out, double *truth) {
    double mean = s->n * s->p;
    *truth = 1;
    return ind_ratio_of_rates(chance_poisson(c, mean), s->n, chance_poisson(c, mean), s->n, s->level, out);
}

static bool ratio_of_shares(const setting *s, chance *c, ind_interval *out, double *truth) {
    double x1 = chance_binomial(c, s->n, s->p), x2 = chance_binomial(c, s->n, s->p);
    ind_interval of1, of2;
    *truth = 1;
    return ind_interval_wilson(x1, s->n, s->level, &of1) && ind_interval_wilson(x2, s->n, s->level, &of2) &&
           ind_ratio_mover(x1 / s->n, of1, x2 / s->n, of2, out);
}

/* How many units like the centre fall within the inner limits. */
static bool funnel(const setting *s, chance *c, ind_interval *out, double *truth) {
    ind_funnel limits;
    *truth = (double)chance_binomial(c, s->n, s->p) / s->n;
    if (!ind_funnel_limits(IND_FUNNEL_BINOMIAL, s->p, s->n, &limits))
        return false;
    *out = limits.inner;
    return true;
}

static bool funnel_of_rates(const setting *s, chance *c, ind_interval *out, double *truth) {
    ind_funnel limits;
    *truth = chance_poisson(c, s->n * s->p) / (double)s->n;
    if (!ind_funnel_limits(IND_FUNNEL_POISSON, s->p, s->n, &limits))
        return false;
    *out = limits.inner;
    return true;
}

const method methods[] = {
    {"wilson", wilson},
    {"clopper_pearson", exact},
    {"margin", margin},
    {"weighted_share", weighted},
    {"clustered_share", clustered},
    {"clustered_weighted_share", clustered_weighted},
    {"clusters_overlooked", clusters_overlooked},
    {"finite_share", finite_population},
    {"stratified_share", strata},
    {"mean", student},
    {"weighted_mean", student_weighted},
    {"index", logit},
    {"weighted_index", logit_weighted},
    {"quantile", quantile},
    {"poisson", poisson},
    {"standardised", standardised},
    {"repeated_events", repeated},
    {"repeats_overlooked", repeats_overlooked},
    {"sum_of_days", days},
    {"before_after", before_after},
    {"difference", difference},
    {"difference_clustered", difference_clustered},
    {"difference_of_means", difference_of_means},
    {"ratio_of_rates", ratio_of_rates},
    {"ratio_of_shares", ratio_of_shares},
    {"funnel_binomial", funnel},
    {"funnel_poisson", funnel_of_rates},
};
const size_t method_count = sizeof methods / sizeof *methods;
