/* count.h - what the files of this kind share. */
#ifndef IND_COUNT_H
#define IND_COUNT_H

#include "kinds/rows/fold.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD,
    P_DENOMINATOR,
    P_DISTINCT_ENTITY,
    P_DISTINCT_TAKE,
    P_DISTINCT_ORDER,
    P_SUM,
    P_MISSING_SUM,
    PARAMS
};
extern const ind_param_spec ind_params_of_count[PARAMS];
ind_status ind_count_check(const ind_measure *measure, ind_diag *diag); /* rules across them */

/* Terms of a cell, and steps. */
enum { N, SUM, INCOMPLETE };
enum { UNKNOWN = IND_ROWS_STEPS, DENOMINATOR, STEPS };

/* Of rows whose numbers are summed, while they are read. */
typedef struct {
    int64_t rows, sum;
} ind_row_sum;

typedef struct {
    ind_row_filter filter;
    ind_row_fold fold;
    bool folds;            /* persons are counted */
    ind_leaf_table *table; /* of ind_row_counts or, with a sum, ind_row_sum, until they are settled */
    ind_eval *sum;
    const ind_vector *numbers; /* to be summed, of the batch */
    uint8_t *unknown, *counts; /* by row of the batch: its number is; it counts, as all that are left do */
    size_t capacity;
} ind_counting;

/* count_rows.c: of ind_kind; and of ind_row_fold. */
void ind_count_collect(void *state, const ind_vector *slots, size_t rows, int each);
void ind_count_settle(void *state);
void ind_count_reduce(void *state, const ind_events *feeds);
void ind_count_alike(void *state, const ind_alike *alike);

extern const ind_kind_words ind_words_of_count;
extern const ind_phrase ind_phrases_of_count[];
extern const unsigned char ind_file_count_template[]; /* count_template.json */

#endif
