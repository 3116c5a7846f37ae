/* share.h - the value of a share and its interval, by how its rows came about. */
#ifndef IND_SHARE_H
#define IND_SHARE_H

#include "kinds/common/kind.h"

/* Parameters of a kind whose value is a share. */
#define IND_SHARE_METHOD_PARAM IND_INTERVAL_PARAM("wilson|clopper_pearson|none")
#define IND_CLUSTER_PARAM(HELP)                                                                                        \
    { .path = "interval.cluster", .type = IND_PARAM_CHOICE, .choices = "person", .help = HELP }
/* Rules across them: exact limits are of independent rows that weigh the same. */
ind_status ind_share_check(const ind_measure *measure, ind_diag *diag);

/* What a share is of. */
typedef struct {
    double x, n;                  /* rows that are met, and all */
    double w, ww;                 /* sums of their weights and of the squares; W NaN: they have none */
    double wx, wwx;               /* the same of those that are met */
    const ind_keyed_sum *persons; /* sums of the weights of each person's rows, and of those that are met */
    size_t person_count;
    bool stratified; /* the sample has strata, and VARIANCE is by them; NaN: it is not defined */
    double variance;
    double fraction; /* of a finite population, who has answered, 0..1; 0: it is endless */
    bool clustered;  /* the rows of a person belong together */
} ind_share_facts;

/* Value, interval and, where it is not the number of rows, "n_effective". */
void ind_outcome_share_of(const ind_measure *measure, const ind_share_facts *facts, ind_outcome *out);

#endif
