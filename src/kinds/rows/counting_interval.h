/* counting_interval.h - how sure a count, a sum or a rate is, whose rows may be several of one person.
 *
 *   poisson   each event is one of its own: exact below 10 events, Byar from 10
 *   dobson    the same, stretched to the variance that there is [Dobson et al. 1991]
 *   sum       value -+ z * sqrt(variance): of days, minutes, kronor
 *
 * With k of each person, the variance is the sum of k^2 ("interval.cluster"); without persons, of events that are
 * independent, it is their number.  In a rate that is standardised k is weighed: see kinds/rate/standardised.c. */
#ifndef IND_COUNTING_INTERVAL_H
#define IND_COUNTING_INTERVAL_H

#include "kinds/common/kind.h"

/* Of what a cell has: its VALUE before the unit, VARIANCE in the same unit squared, and how many EVENTS it rests on, of
 * persons who may have several: persons with events. */
typedef struct {
    double value, variance, events;
} ind_counted;

/* X events that are independent. */
static inline ind_counted ind_counted_events(double x) {
    return (ind_counted){x, x, x};
}

/* VALUE, of persons whose rows are in term TERM of the cell (ind_counting): sums of what each has.  WEIGHTS: NULL, or
 * what an event of each class weighs. */
ind_counted ind_counted_persons(const ind_cells *cells, uint32_t cell, size_t term, double value,
                                const double *weights);

/* One interval by the method of the definition, times FACTOR; false where it is not defined. */
bool ind_counted_interval(const ind_measure *measure, const ind_counted *counted, double level, double factor,
                          ind_interval *out);
/* Those of the value of the cell, one a level. */
void ind_counted_intervals(const ind_measure *measure, const ind_counted *counted, double factor, ind_outcome *out);

/* ---- persons in a cell ---- */

/* A row of PERSON, of CLASS (0 where there are none), with the number X (1: it is counted). */
void ind_counted_add(ind_cells *cells, uint32_t cell, size_t term, uint64_t person, size_t class, double x);

#endif
