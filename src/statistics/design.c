/* design.c - see design.h. */
#include "statistics/design.h"
#include "cells/accumulator.h"

#include <math.h>

/* ---- weights ---- */

bool ind_weighted_share_variance(double n, double w, double ww, double wwy, double p, double *out) {
    if (!(n > 1 && w > 0 && p >= 0 && p <= 1))
        return false;
    *out = n / (n - 1) * (wwy * (1 - p) * (1 - p) + (ww - wwy) * p * p) / (w * w);
    return true;
}

double ind_share_effective(double p, double variance, double else_n) {
    return p > 0 && p < 1 && variance > 0 ? p * (1 - p) / variance : else_n;
}

/* ---- rows of the same person ---- */

/* Sums over persons, which do not depend on their order. */
typedef struct {
    ind_sum n, y, nn, deviation;
    double persons;
} person_sums;

/* Rows of nobody known are persons of their own; Y of them are met. */
static void add_nobody(person_sums *s, double n, double y, double p) {
    s->persons += n;
    ind_sum_add(&s->nn, n);
    ind_sum_add(&s->deviation, y * (1 - p) * (1 - p) + (n - y) * p * p);
}

static void add_person(person_sums *s, double n, double y, double p) {
    double d = y - p * n;
    s->persons++;
    ind_sum_add(&s->nn, n * n);
    ind_sum_add(&s->deviation, d * d);
}

static double share_of(const ind_keyed_sum *persons, size_t count, person_sums *s) {
    for (size_t i = 0; i < count; i++) {
        ind_sum_add(&s->n, persons[i].sums[0]);
        ind_sum_add(&s->y, persons[i].sums[1]);
    }
    return ind_sum_value(&s->y) / ind_sum_value(&s->n);
}

bool ind_clustered_share(const ind_keyed_sum *persons, size_t count, double rows, ind_clustered *out) {
    person_sums s = {0};
    double p = share_of(persons, count, &s), n = ind_sum_value(&s.n);
    if (!(n > 0))
        return false;
    for (size_t i = 0; i < count; i++)
        (persons[i].key == IND_NOBODY ? add_nobody : add_person)(&s, persons[i].sums[0], persons[i].sums[1], p);
    double nn = ind_sum_value(&s.nn), deviation = ind_sum_value(&s.deviation);
    if (s.persons < 2)
        return false;
    if (deviation < 1e-24 * nn) /* what rounding leaves of persons that are alike */
        deviation = 0;
    *out = (ind_clustered){.persons = s.persons, .variance = s.persons / (s.persons - 1) * deviation / (n * n)};
    out->effective = fmin(rows, ind_share_effective(p, out->variance, n * n / nn));
    return true;
}

/* ---- a finite population ---- */

bool ind_sampling_fraction(double n, double population, double *out) {
    if (!(n >= 0 && population > 0 && n <= population))
        return false;
    *out = n / population;
    return true;
}

/* (1 - f) s^2 / n of a stratum; 0 where it has answered as a whole. */
static bool stratum_variance(const ind_stratum *h, double *out) {
    double mean = h->sum / h->n;
    if (!(h->n > 0 && h->n <= h->population) || (h->n < 2 && h->n < h->population))
        return false;
    *out =
        h->n < h->population ? (1 - h->n / h->population) * fmax(h->squares - h->sum * mean, 0) / (h->n - 1) / h->n : 0;
    return true;
}

bool ind_stratified_mean(const ind_stratum *strata, size_t count, double *mean, double *variance) {
    double all = 0, sum = 0, v = 0;
    for (size_t h = 0; h < count; h++)
        all += strata[h].population;
    for (size_t h = 0; h < count; h++) {
        double one, part = strata[h].population / all;
        if (!stratum_variance(&strata[h], &one))
            return false;
        sum += part * (strata[h].sum / strata[h].n);
        v += part * part * one;
    }
    if (!(all > 0))
        return false;
    *mean = sum;
    *variance = v;
    return true;
}
