/* person_time.h - the ratio of two rates of the same persons, who are followed before and after a day of their own.
 *
 *   rate after / rate before = (A / T) / (B / S)
 *
 * A events in T days after, B events in S days before.  A person may have several events and is in both rates, so that
 * the variance is that of the sums of persons:
 *
 *   Var(ln ratio) = m / (m - 1) * sum of (a/A - t/T - b/B + s/S)^2 over m persons
 *
 * the linearised ratio of ratios (Korn & Graubard 1999, Analysis of Health Surveys); limits are those of ln ratio,
 * normal, taken back. */
#ifndef IND_PERSON_TIME_H
#define IND_PERSON_TIME_H

#include "indikator/interval.h"

#include <stdbool.h>

/* What is summed of each person; and of these the products of two. */
enum { IND_PT_A, IND_PT_T, IND_PT_B, IND_PT_S, IND_PT_SUMS, IND_PT_PRODUCTS = 10 };
/* Number of the product of I and J, in either order. */
static inline int ind_person_time_product(int i, int j) {
    int low = i < j ? i : j, high = i < j ? j : i;
    return low * IND_PT_SUMS - low * (low + 1) / 2 + high;
}

typedef struct {
    double persons;
    double sums[IND_PT_SUMS];         /* events and days */
    double products[IND_PT_PRODUCTS]; /* by ind_person_time_product */
} ind_person_time;

/* NaN where there are no days after, or no events or days before. */
double ind_person_time_ratio(const ind_person_time *sums);
/* Of ln ratio; false where it is not defined: fewer than two persons, or no events before or after. */
bool ind_person_time_variance(const ind_person_time *sums, double *variance);
/* False also where all persons are alike, so that nothing is known of how they differ. */
bool ind_person_time_interval(const ind_person_time *sums, double level, ind_interval *out);

#endif
