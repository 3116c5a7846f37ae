/* difference.h - two independent values beside each other: limits of their difference and of their ratio.
 *
 * "MOVER" takes the distances between each value and its own limits for what is known of its spread, so that what is
 * said of a difference rests on the intervals that are shown.  All limits have the level of those that go in.  Every
 * function returns false, and leaves *OUT alone, where the interval is not defined; all hold against R to 1e-9. */
#ifndef INDIKATOR_DIFFERENCE_H
#define INDIKATOR_DIFFERENCE_H

#include "indikator/interval.h"

IND_API_BEGIN

/* P1 - P2, d, from d - sqrt((p1-l1)^2 + (u2-p2)^2) to d + sqrt((u1-p1)^2 + (p2-l2)^2) (Zou & Donner 2008; with Wilson's
 * limits of two shares it is Newcombe's method 10, 1998).  In the unit of what goes in.  Undefined for limits that do
 * not hold their value, or are not finite. */
bool ind_difference_mover(double p1, ind_interval of1, double p2, ind_interval of2, ind_interval *out);

/* Are two shares P1 of N1 and P2 of N2 (whole or effective numbers) of enough for a word?  At the share of both
 * together each has at least five that are met, and five that are not (Cochran 1954).  With fewer, Wilson's limits are
 * too narrow so far out as several areas at once ask for: docs/methods has how often. */
bool ind_shares_are_enough(double p1, double n1, double p2, double n2);

/* P1 / P2 (MOVER-R, Donner & Zou 2012): the ratios r at which 0 is a limit of p1 - r * p2.  Of values that cannot be
 * negative; undefined for a low limit l1 < 0 or l2 <= 0: where the second may be 0, the ratio has no bound. */
bool ind_ratio_mover(double p1, ind_interval of1, double p2, ind_interval of2, ind_interval *out);

/* (X1/T1) / (X2/T2) of two independent Poisson counts, whole, over T1 and T2 > 0, exact: of x1 + x2 events given, x1 is
 * binomial; with Clopper-Pearson limits pi of x1 in x1 + x2 the limits are pi/(1 - pi) * t2/t1, as R's poisson.test has
 * them.  Low is 0 for x1 = 0.  Undefined for x2 = 0: the ratio has no upper bound. */
bool ind_ratio_of_rates(double x1, double t1, double x2, double t2, double level, ind_interval *out);

IND_API_END

#endif
