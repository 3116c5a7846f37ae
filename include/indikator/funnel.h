/* funnel.h - limits of a funnel: where a unit of a given size would fall if it were like the centre.
 *
 * They are limits of prediction, not intervals of a value.  With R binomial or Poisson, r the least whole number with
 * P(R <= r) >= q, the limit is (r - (P(R <= r) - q) / P(R = r)) / size, interpolated between whole numbers so that the
 * funnel has no steps (Spiegelhalter 2005, appendix).  What falls below 0 is cut at 0.  Every function returns
 * false, and leaves what it is to fill alone, where there are no limits, or more than 10^10 cases; all hold against R
 * to 1e-9. */
#ifndef INDIKATOR_FUNNEL_H
#define INDIKATOR_FUNNEL_H

#include "indikator/interval.h"

IND_API_BEGIN

typedef enum { IND_FUNNEL_BINOMIAL, IND_FUNNEL_POISSON } ind_funnel_kind;

typedef struct {
    ind_interval inner, outer; /* 95 % and 99.8 % of units like the centre fall within */
} ind_funnel;

/* A share of N > 0 with CENTRE_SHARE 0..1 (neither 0 nor 1), 0 < q < 1; the limit is a share.  N need not be whole (it
 * is divided by a design effect where units are clustered): P(R <= r) is the incomplete beta integral
 * I(1-p; n-r, r+1), which is the binomial's for a whole n and goes smoothly between. */
bool ind_funnel_binomial(double centre_share, double n, double q, double *limit_share);
/* A rate of events over EXPOSURE > 0 (in the unit of the rate), CENTRE_RATE > 0. */
bool ind_funnel_poisson(double centre_rate, double exposure, double q, double *limit);
/* Both pairs: q of 0.025 and 0.975, 0.001 and 0.999.  SIZE is n or the exposure. */
bool ind_funnel_limits(ind_funnel_kind kind, double centre, double size, ind_funnel *out);

IND_API_END

#endif
