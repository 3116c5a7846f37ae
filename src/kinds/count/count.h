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
    P_MISSING_ROWS,
    P_EXCESS_BY,
    P_EXCESS_EACH,
    P_EXCESS_ALLOWED,
    P_ALSO_NAME,
    P_ALSO_SUM,
    PARAMS
};
extern const ind_param_spec ind_params_of_count[PARAMS];
extern const ind_counting_params ind_params_counted;
ind_status ind_count_check(const ind_measure *measure, ind_diag *diag); /* rules across them */

enum { DENOMINATOR = IND_COUNTED_PLACED, STEPS };

/* Terms of its own: what each of those that an excess is by has in a month, and how much of it is allowed; the further
 * sum, and the rows of which it is unknown. */
enum { COUNT_EXCESS = IND_COUNTED_TERMS, COUNT_ALSO, COUNT_ALSO_UNKNOWN };

/* The state: what all counting kinds have, and these. */
typedef struct {
    ind_counting counting;
    ind_eval *by[IND_MAX_KEY]; /* "excess.by" */
    size_t by_count;
    ind_eval *allowed, *also;               /* NULL: not asked for */
    const ind_vector *read_by[IND_MAX_KEY]; /* of the batch */
    const ind_vector *read_allowed, *read_also;
    ind_buffer key;
} ind_count;
void ind_count_sums_open(ind_count *count, const ind_kind_context *context);
void ind_count_sums_close(ind_count *count);
/* What a cell has above what is allowed; and the further sum, into OUT. */
double ind_count_excess(ind_cells *cells, uint32_t cell);
void ind_count_put_also(const ind_measure *measure, const ind_cells *cells, uint32_t cell, ind_outcome *out);
ind_status ind_count_sums_check(const ind_measure *measure, ind_diag *diag);

extern const ind_kind_words ind_words_of_count;
extern const ind_phrase ind_phrases_of_count[];
extern const unsigned char ind_file_count_template[]; /* count_template.json */

#endif
