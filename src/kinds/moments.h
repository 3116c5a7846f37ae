/* moments.h - mean, standard deviation and t interval of values, plain or weighted; their median and the share
 * of them that meet something. */
#ifndef IND_MOMENTS_H
#define IND_MOMENTS_H

#include "kinds/kind.h"

enum { IND_M_N, IND_M_W, IND_M_WW, IND_M_WX, IND_M_WXX, IND_M_TERMS };
extern const ind_term ind_moment_terms[IND_M_TERMS];

/* Add a value with its weight (1 where there are none). */
void ind_moments_add(ind_cells *cells, uint32_t cell, double x, double w);
/* Value, interval, n, sd; with weights also n_weighted and n_effective. */
void ind_moments_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted,
                       ind_outcome *out);

/* Add "median" to out->also, from a term that is a table of all values; out->base is their number. */
void ind_outcome_median(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t table, ind_outcome *out);
/* Add the share X of out->base, in percent. */
void ind_outcome_also_share(const ind_measure *measure, const char *name, int64_t x, ind_outcome *out);

#endif
