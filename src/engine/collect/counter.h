/* counter.h - what is counted of a measure, in one thread and of all together. */
#ifndef IND_COUNTER_H
#define IND_COUNTER_H

#include "engine/state/run_state.h"

/* Of feed FEED.  SHARED: of the scan that the rows come from; NULL: entities are followed. */
void ind_counter_open(ind_run *run, ind_job *job, unsigned feed, ind_counter *counter, ind_shared *shared);
/* The job's own, for the rows of feed FEED. */
static inline ind_counter *ind_counter_of(ind_job *job, unsigned feed) {
    return feed == IND_FEED_BESIDE ? &job->beside : &job->counter;
}
/* Take the strata of LIKE, which gets the same rows before COUNTER does; both are open. */
void ind_counter_share_strata(ind_counter *counter, const ind_counter *like);
/* All rows of the thread have been collected. */
void ind_counter_settle(const ind_job *job, ind_counter *counter);
void ind_counter_close(const ind_job *job, ind_counter *counter);
void ind_counter_merge(const ind_job *job, ind_counter *to, ind_counter *from);
/* All rows have been counted: those that are counted beside come to the others, behind them in the flow. */
void ind_counters_join(ind_run *run);

#endif
