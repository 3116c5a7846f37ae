/* mean.h - what the files of this kind share. */
#ifndef IND_MEAN_H
#define IND_MEAN_H

#include "kinds/common/moments.h"
#include "kinds/rows/rows.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum { P_INTERVAL_METHOD, P_DENOMINATOR, P_VALUE, P_WEIGHT, P_ALL_WEIGHTS, P_SPREAD, P_STATISTIC, P_RANGE, PARAMS };
/* Terms of a cell behind the moments: the persons, the values of its rows; rows with a weight that cannot be. */
enum { MEAN_INCOMPLETE = IND_M_TERMS, MEAN_PERSONS, MEAN_VALUES, MEAN_BAD, MEAN_TERMS };

/* mean_spread.c.  What "spread" asks for, in "also". */
void ind_mean_put_spread(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out);
/* The value is how far they lie apart, and the mean stands beside. */
void ind_mean_put_range(ind_outcome *out);
/* No row has a weight: each weighs 1. */
void ind_mean_weigh_alike(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out);

extern const ind_kind_words ind_words_of_mean;
extern const ind_phrase ind_phrases_of_mean[];
extern const unsigned char ind_file_mean_template[]; /* mean_template.json */

#endif
