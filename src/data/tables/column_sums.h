/* column_sums.h - numbers of a file that must add up: those of a row to one of them, those of a column to the row of
 * the total.  What does not is a finding, and changes no value: which of the numbers is wrong, nobody knows. */
#ifndef IND_COLUMN_SUMS_H
#define IND_COLUMN_SUMS_H

#include "data/tables/read_table.h"

/* What one thread has seen. */
typedef struct ind_column_sums ind_column_sums;

/* POSITION, by field: its column in the batches; -1: not there, and the rules that need it are not asked.  Texts of
 * findings are in ARENA.  NULL where the dataset has no rules; all functions take it. */
ind_column_sums *ind_column_sums_new(ind_arena *arena, const ind_dataset *dataset, const int *position,
                                     size_t file_count);
void ind_column_sums_free(ind_column_sums *sums);
void ind_column_sums_clear(ind_column_sums *sums);
/* Rows that do not add up are findings of their file. */
void ind_column_sums_take(ind_column_sums *sums, const ind_batch *batch, ind_findings *findings);
void ind_column_sums_absorb(ind_column_sums *sums, const ind_column_sums *from);
/* All rows are in: columns that do not add up, in FINDINGS, one a file. */
void ind_column_sums_end(const ind_column_sums *sums, ind_findings *findings);

#endif
