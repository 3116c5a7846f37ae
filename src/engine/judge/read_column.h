/* read_column.h - a column of a dataset as a measure reads it: what unreadable.c and emptied.c judge. */
#ifndef IND_READ_COLUMN_H
#define IND_READ_COLUMN_H

#include "engine/judge/judge_data.h"

typedef struct {
    ind_input *input;
    uint32_t field; /* a foreign key is counted as a field after those of the dataset: see ind_unreadable_miss */
} ind_read_column;

ind_read_column ind_column_of(ind_run *run, const ind_basis *basis);
bool ind_column_is_key(ind_read_column column);

bool ind_is_same_basis(const ind_basis *a, const ind_basis *b);
/* Is basis NUMBER of feed F the first of the measure's that is of its column? */
bool ind_is_first_basis(const ind_measure *measure, size_t f, size_t number);

/* Of the columns of FEED: those that EXPR reads of rows become true in MARKED. */
void ind_mark_columns(const ind_feed *feed, ind_scope_kind scope, const ind_expr *expr, bool *marked);
/* Does any marked column of any feed rest on it?  MARKED: by feed. */
bool ind_is_marked_basis(const ind_measure *measure, const ind_basis *basis, bool *const *marked);

uint64_t ind_all_rows(const ind_input *input);
/* By field of the input: there is a message about it. */
bool *ind_said_unreadable(ind_run *run, ind_input *input);
void ind_job_unread(ind_run *run, ind_job *job, ind_unread one);

#endif
