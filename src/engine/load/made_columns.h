/* made_columns.h - columns that no file has: derived of others, or of a row that a look-up finds. */
#ifndef IND_MADE_COLUMNS_H
#define IND_MADE_COLUMNS_H

#include "engine/state/run_state.h"

/* One derived column in one thread. */
typedef struct ind_deriver ind_deriver;
ind_deriver *ind_deriver_new(const ind_scan_column *column);
void ind_deriver_free(ind_deriver *deriver); /* NULL is fine */
/* Its values on COUNT rows, whose columns are those of the list that it stands in, into OUT. */
void ind_deriver_run(ind_deriver *deriver, const ind_vector *columns, size_t count, ind_vector *out);

/* What is made of a row, one after another. */
typedef struct {
    bool is_lookup;
    uint32_t number; /* a foreign key; or a derived column, of the input's */
} ind_making;
/* Of the rows that INPUT scans: each after what it needs.  *COUNT of them, in the run's arena. */
const ind_making *ind_makings(ind_run *run, const ind_input *input, size_t *count);
/* The column of the input that is its derived field FIELD; IND_NO_FIELD: there is none. */
uint32_t ind_derived_column(const ind_scan_column *columns, size_t count, uint32_t field);

#endif
