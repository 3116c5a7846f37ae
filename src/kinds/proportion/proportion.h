/* proportion.h - what the files of this kind share.
 *
 *   once_per.c     rows of an entity taken as one in each period
 *   proportion.c   the rest */
#ifndef IND_PROPORTION_H
#define IND_PROPORTION_H

#include "kinds/common/rows.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD = IND_ROW_OWN_PARAMS,
    P_DENOMINATOR,
    P_NUMERATOR,
    P_WEIGHT,
    P_ONCE_PER_ENTITY,
    P_ONCE_PER_TAKE,
    P_MISSING_NUMERATOR,
    P_MISSING_WEIGHT,
    PARAMS
};
extern const ind_param_spec ind_params_of_proportion[PARAMS];

typedef struct {
    ind_row_filter filter;
    ind_leaf_table *counts; /* of ind_row_counts: rows without weights, until they are settled */
    ind_eval *weight;
    bool once;
    int64_t unknown, bad_weights; /* that the definition calls errors */
    uint8_t *bad;                 /* weights of the batch, by row */
    size_t bad_capacity;
} ind_proportion;

enum { UNKNOWN_OUT = IND_ROWS_STEPS, UNKNOWN_FAILS, WEIGHT_OUT, WEIGHT_FAILS, DENOMINATOR, NUMERATOR, STEPS };
extern const ind_step_spec ind_proportion_steps[STEPS];

bool ind_once_per_given(const ind_measure *measure);

typedef struct {
    int32_t day; /* IND_NULL_DATE: the row does not count */
    bool met;    /* it is in the numerator */
    double weight;
} ind_once_row;

/* Go through the sorted events.  SETTLE judges rows of the row scope, the strata having been run on them; COUNT is
 * called for each entity and period of the calendar with the codes and weight of its last row there, and once with
 * period -1 for each entity that counts at all.  UNIT: of the context's trace, the entity in that period; else 0. */
void ind_once_per_run(const ind_kind_context *context, const ind_events *events,
                      void (*settle)(void *state, const ind_vector *slots, size_t rows, ind_once_row *out),
                      void (*count)(void *state, int32_t period, const uint32_t *codes, bool met, double weight,
                                    uint32_t unit),
                      void *state);

extern const ind_kind_words ind_words_of_proportion;
extern const ind_phrase ind_phrases_of_proportion[];
extern const unsigned char ind_file_proportion_template[]; /* proportion_template.json */

#endif
