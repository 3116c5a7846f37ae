/* mean_interval.h - the interval of a mean: Student's t, or on the scale of a bounded index; of a population of which
 * much has answered. */
#ifndef IND_MEAN_INTERVAL_H
#define IND_MEAN_INTERVAL_H

#include "kinds/common/kind.h"

/* Parameters of a kind whose value is the mean of an index. */
#define IND_INDEX_METHOD_PARAM IND_INTERVAL_PARAM("t|logit|none")
#define IND_RANGE_PARAM                                                                                                \
    {                                                                                                                  \
        .path = "interval.range", .type = IND_PARAM_NUMBERS, .low = -1e15, .high = 1e15,                               \
        .help = "least and greatest value that there can be, for 'logit'"                                              \
    }
/* Rules across them: 'logit' has a range, of two numbers in order; nothing else has. */
ind_status ind_mean_interval_check(const ind_measure *measure, ind_diag *diag);

/* What a mean is of. */
typedef struct {
    double mean, variance; /* of the mean, as of an endless population */
    double n;              /* values */
    bool stratified;       /* the sample has strata, and VARIANCE, by them, is what it is; NaN: it is not defined */
    double fraction;       /* of a finite population, who has answered, 0..1; 0: it is endless */
} ind_mean_facts;

/* The intervals of the measure's levels, or why there are none. */
void ind_outcome_mean_interval(const ind_measure *measure, const ind_mean_facts *facts, ind_outcome *out);

#endif
