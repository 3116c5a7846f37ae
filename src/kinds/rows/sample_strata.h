/* sample_strata.h - the strata of a sample: in each, persons were drawn by themselves.
 *
 * An answer and a row of the sample are of one stratum where the columns that name it are the same.  Each cell has of
 * each stratum how many have answered, the sums of their values and of the squares, and how many persons there are. */
#ifndef IND_SAMPLE_STRATA_H
#define IND_SAMPLE_STRATA_H

#include "kinds/rows/frame.h"

typedef struct ind_sample_strata ind_sample_strata;

/* NULL: the measure has none.  OWNED by the caller.  Of the rows of the context's feed. */
ind_sample_strata *ind_sample_strata_open(const ind_kind_context *context, const ind_frame_how *how);
void ind_sample_strata_close(ind_sample_strata *strata); /* NULL is fine */
/* COUNT rows, whose slots are SLOTS. */
void ind_sample_strata_run(ind_sample_strata *strata, const ind_vector *slots, size_t count);
/* Of row ROW of them: an answer with the value X, or so many PERSONS, into CELL. */
void ind_sample_strata_answer(const ind_sample_strata *strata, ind_cells *cells, uint32_t cell, size_t row, double x);
void ind_sample_strata_persons(const ind_sample_strata *strata, ind_cells *cells, uint32_t cell, size_t row,
                               double persons);

/* Does the measure have strata? */
bool ind_has_sample_strata(const ind_measure *measure, const ind_frame_how *how);
/* Variance of the mean of a cell by its strata; false where it is not defined (see ind_stratified_mean). */
bool ind_sample_strata_variance(const ind_frame_how *how, const ind_cells *cells, uint32_t cell, double *variance);

#endif
