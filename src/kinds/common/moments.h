/* moments.h - mean, standard deviation and t interval of values, plain or weighted; their median and the share
 * of them that meet something. */
#ifndef IND_MOMENTS_H
#define IND_MOMENTS_H

#include "kinds/common/mean_interval.h"

/* Sums of the weights w of values x, and of their products: WWXX is that of w^2 x^2.  The last two, which the variance
 * of a weighted mean by linearisation needs, are kept where there are weights; else they are those without w^2. */
enum { IND_M_N, IND_M_W, IND_M_WW, IND_M_WX, IND_M_WXX, IND_M_WWX, IND_M_WWXX, IND_M_TERMS };
/* The terms of a kind whose cells add over ADDS begin with these. */
#define IND_MOMENT_TERMS(adds)                                                                                         \
    {"n", IND_TERM_COUNT, adds, false}, {"w", IND_TERM_SUM, adds, false}, {"ww", IND_TERM_SUM, adds, false},           \
        {"wx", IND_TERM_SUM, adds, false}, {"wxx", IND_TERM_SUM, adds, false}, {"wwx", IND_TERM_SUM, adds, false}, {   \
        "wwxx", IND_TERM_SUM, adds, false                                                                              \
    }
extern const ind_term ind_moment_terms[IND_M_TERMS];
extern const uint8_t ind_moment_powers[IND_M_TERMS]; /* of the weight */
/* Members of ind_kind, of a kind whose terms begin so: weighed by the parameter PATH. */
#define IND_MOMENT_WEIGHTS(PATH)                                                                                       \
    .weight = (PATH), .weight_powers = ind_moment_powers, .weight_power_count = IND_M_TERMS, .weight_term = IND_M_W

/* Add a value; with its weight, where the measure has weights. */
void ind_moments_add(ind_cells *cells, uint32_t cell, double x);
void ind_moments_add_weighted(ind_cells *cells, uint32_t cell, double x, double w);
/* Value, interval, n, sd; with weights also n_weighted and n_effective. */
void ind_moments_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted,
                       ind_outcome *out);
/* The same by the design of a sample: its fraction, and its variance where it is stratified. */
void ind_moments_value_of(const ind_measure *measure, const ind_cells *cells, uint32_t cell, bool weighted,
                          ind_mean_facts design, ind_outcome *out);

/* Add a further value; BORROWED until the next. */
ind_also *ind_outcome_also(ind_outcome *out, const char *name, double value);
/* The median of a term that is a table of all values as the value, with intervals by ranks. */
void ind_outcome_value_median(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t table,
                              ind_outcome *out);
/* Add it as "median" to out->also; out->base is the number of values. */
void ind_outcome_median(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t table, ind_outcome *out);
/* Add the share X of out->base, in percent. */
void ind_outcome_also_share(const ind_measure *measure, const char *name, int64_t x, ind_outcome *out);

#endif
