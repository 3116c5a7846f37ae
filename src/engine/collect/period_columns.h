/* period_columns.h - columns of a feed that are looked up in each period: what a thread needs for that. */
#ifndef IND_PERIOD_COLUMNS_H
#define IND_PERIOD_COLUMNS_H

#include "engine/state/run_state.h"

/* By column of the feed; NULL: there are none.  The tables must have been loaded. */
ind_period_column *ind_period_columns_new(ind_run *run, const ind_feed_plan *plan);
void ind_period_columns_free(ind_period_column *columns, const ind_feed_plan *plan); /* NULL is fine */

#endif
