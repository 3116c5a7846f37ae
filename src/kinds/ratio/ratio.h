/* ratio.h - what the files of this kind share.
 *
 *   ratio_parameters.c   what may be said, and rules across it
 *   ratio_steps.c        the steps that rows go through
 *   ratio.c              rows to sums, sums to a value
 *
 * Where the numerator has a dataset of its own ("numerator_data") there are two states: one has the rows below the
 * line, the other those above it. */
#ifndef IND_RATIO_H
#define IND_RATIO_H

#include "kinds/rows/rows.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD,
    P_DENOMINATOR,
    P_NUMERATOR_DATASET,
    P_NUMERATOR_WHERE,
    P_NUMERATOR_DATE,
    P_NUMERATOR_GROUPS,
    P_NUMERATOR_SUM,
    P_DENOMINATOR_SUM,
    P_MISSING_NUMERATOR,
    PARAMS
};
extern const ind_param_spec ind_params_of_ratio[PARAMS];
ind_status ind_ratio_check(const ind_measure *measure, ind_diag *diag);
/* Does the period choose rows, of either dataset?  See ind_kind.chooses_by_period. */
bool ind_ratio_chosen_by_period(const ind_measure *measure);

/* Terms of a cell.  NUMERATOR_ROWS: those of a dataset of their own. */
enum { ROWS, ABOVE, BELOW, INCOMPLETE, NUMERATOR_ROWS };

enum { UNKNOWN_OUT = IND_ROWS_STEPS, UNKNOWN_ZERO, COUNTED, STEPS };
extern const ind_step_spec ind_ratio_steps[STEPS], ind_ratio_numerator_steps[STEPS];

/* Of whole numbers, which most terms are: added as such while rows are read. */
typedef struct {
    int64_t rows, above, below;
} ind_whole_sums;

typedef struct {
    ind_row_filter filter;
    ind_leaf_table *sums;    /* of ind_whole_sums, until they are settled */
    ind_eval *above, *below; /* NULL: these rows have none */
    const ind_vector *x, *n; /* of the batch: above the line, below; NULL: the same */
    size_t unknown_step, rows_term;
} ind_ratio;

extern const ind_kind_words ind_words_of_ratio;
extern const ind_phrase ind_phrases_of_ratio[];
extern const unsigned char ind_file_ratio_template[]; /* ratio_template.json */

#endif
