/* feed.h - a feed of a row kind in one thread: its columns to the kind. */
#ifndef IND_FEED_H
#define IND_FEED_H

#include "engine/state/run_state.h"

ind_feed_scan *ind_feed_open(ind_run *run, const ind_feed_plan *plan, ind_counter *counter);
void ind_feed_free(ind_feed_scan *feed); /* NULL is fine */
/* Where the rows of the batch at hand stand; BORROWED until the next. */
static inline void ind_feed_at(ind_feed_scan *feed, const uint64_t *lines, uint32_t file) {
    ind_kind_context *context = &feed->counter->context;
    context->lines = lines;
    context->file = file;
}
/* One batch: COLUMNS are those of the input. */
void ind_feed_take(ind_feed_scan *feed, const ind_vector *columns, size_t count);

#endif
