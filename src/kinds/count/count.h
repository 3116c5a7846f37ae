/* count.h - what the files of this kind share. */
#ifndef IND_COUNT_H
#define IND_COUNT_H

#include "kinds/rows/counting.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD,
    P_CLUSTER,
    P_DENOMINATOR,
    P_DISTINCT_ENTITY,
    P_DISTINCT_TAKE,
    P_DISTINCT_ORDER,
    P_SUM,
    P_MISSING_SUM,
    PARAMS
};
extern const ind_param_spec ind_params_of_count[PARAMS];
extern const ind_counting_params ind_params_counted;
ind_status ind_count_check(const ind_measure *measure, ind_diag *diag); /* rules across them */

enum { DENOMINATOR = IND_COUNTED_PLACED, STEPS };

extern const ind_kind_words ind_words_of_count;
extern const ind_phrase ind_phrases_of_count[];
extern const unsigned char ind_file_count_template[]; /* count_template.json */

#endif
