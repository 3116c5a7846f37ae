/* counter.h - what is counted of a measure, in one thread and of all together. */
#ifndef IND_COUNTER_H
#define IND_COUNTER_H

#include "engine/state/run_state.h"

/* SHARED: of the scan that the rows come from; NULL: entities are followed. */
void ind_counter_open(ind_run *run, ind_job *job, ind_counter *counter, ind_shared *shared);
/* Take the strata of LIKE, which gets the same rows before COUNTER does; both are open. */
void ind_counter_share_strata(ind_counter *counter, const ind_counter *like);
/* All rows of the thread have been collected. */
void ind_counter_settle(const ind_job *job, ind_counter *counter);
void ind_counter_close(const ind_job *job, ind_counter *counter);
void ind_counter_merge(const ind_job *job, ind_counter *to, ind_counter *from);

#endif
