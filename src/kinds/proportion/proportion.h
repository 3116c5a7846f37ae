/* proportion.h - what the files of this kind share.
 *
 *   once_per.c     rows of an entity taken as one in each period
 *   scope.c        who is to answer, whether they have done so or not
 *   proportion.c   the rest */
#ifndef IND_PROPORTION_H
#define IND_PROPORTION_H

#include "kinds/rows/fold.h"
#include "kinds/rows/frame.h"
#include "kinds/rows/row_persons.h"
#include "kinds/rows/sample_strata.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD,
    P_DENOMINATOR,
    P_NUMERATOR,
    P_WEIGHT,
    P_NUMERATOR_ALL,
    P_NUMERATOR_ANY,
    P_MISSING_NUMERATOR,
    P_MISSING_WEIGHT,
    P_CLUSTER,
    P_SCOPE_CODELIST,
    P_SCOPE_KEY,
    P_FRAME,
    PARAMS = P_FRAME + IND_FRAME_PARAMS
};
extern const ind_param_spec ind_params_of_proportion[PARAMS];

/* Terms of a cell.  SCOPE: of those who are to answer; CAME: rows that they have given, with or without an answer. */
enum { N, X, INCOMPLETE, SCOPE, CAME, PERSONS, W, WW, WX, WWX, FRAME, TERMS = FRAME + IND_FRAME_TERMS };
extern const ind_frame_how ind_frame_of_proportion;

/* What became of a row that is folded. */
typedef struct {
    bool met; /* it is in the numerator */
    double weight;
} ind_once_row;

typedef struct {
    ind_row_filter filter;
    ind_row_fold fold;
    ind_once_row *rows; /* by unit that is to be folded */
    size_t row_capacity;
    ind_leaf_table *counts; /* of ind_row_counts: rows without weights, until they are settled */
    ind_eval *weight;
    ind_row_persons *persons;    /* NULL: nobody asks */
    ind_sample_strata *strata;   /* NULL: there are none */
    struct ind_answerers *scope; /* NULL: no codelist says who is to answer */
    ind_relations *related;      /* of the numerator; NULL: it asks for no rows elsewhere */
    uint8_t *truth;              /* of the block, narrowed by them */
    size_t truth_capacity;
    bool folds;                   /* once_per any and all */
    int64_t unknown, bad_weights; /* that the definition calls errors */
    uint8_t *bad;                 /* weights of the batch, by row */
    size_t bad_capacity;
} ind_proportion;

enum { OUTSIDE = IND_ROWS_STEPS, UNKNOWN_OUT, UNKNOWN_FAILS, WEIGHT_OUT, WEIGHT_FAILS, DENOMINATOR, NUMERATOR, STEPS };
extern const ind_step_spec ind_proportion_steps[STEPS];

/* The rows of a block have been judged: what became of each is kept until they are folded (once_per any and all). */
void ind_once_per_keep(ind_proportion *proportion, const uint8_t *truth, const ind_vector *weights, int each);
void ind_once_per_fold(void *proportion, const ind_row_unit *units, size_t count, int each); /* ind_shape_user.fold */
void ind_once_per_count(void *proportion, const ind_alike *alike);                           /* ind_row_fold.count */

/* proportion_count.c: one is counted in a cell; and told to the trace. */
void ind_proportion_add(ind_proportion *proportion, uint32_t cell, bool met, double weight);
void ind_proportion_note(const ind_proportion *proportion, uint32_t unit, ind_trace_count *count, bool met,
                         double weight);

extern const ind_kind_words ind_words_of_proportion;
extern const ind_phrase ind_phrases_of_proportion[];
extern const unsigned char ind_file_proportion_template[]; /* proportion_template.json */

#endif
