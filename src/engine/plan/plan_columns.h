/* plan_columns.h - which columns of a dataset are read, and which are made of them.  Private to this folder. */
#ifndef IND_PLAN_COLUMNS_H
#define IND_PLAN_COLUMNS_H

#include "engine/plan/plan.h"

/* The number, among the columns of INPUT's scan, of COLUMN of its dataset, with all that it is made of. */
uint32_t ind_plan_column(ind_run *run, ind_input *input, const ind_column *column);
/* Where COLUMN, which is looked up in each period, is found. */
ind_feed_found ind_plan_found(ind_run *run, ind_input *input, const ind_column *column);
void ind_plan_field(ind_run *run, ind_input *input, uint32_t field); /* is read; not a derived one */
void ind_plan_sums(ind_run *run, ind_input *input);                  /* columns that must add up */
void ind_plan_origin(ind_run *run, ind_input *input);                /* who has delivered a row, and when it is from */
/* When all measures have been planned. */
void ind_plan_misses(ind_run *run);

#endif
