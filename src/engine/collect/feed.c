/* feed.c - a feed of a row kind in one thread: columns of the input become slots of the row scope. */
#include "engine/collect/feed.h"
#include "engine/state/run_state.h"

#include <stdlib.h>

static const ind_slots *slots_of(const ind_feed_scan *feed) {
    return &feed->plan->job->measure->feeds[feed->plan->number].slots[IND_SCOPE_ROW];
}

static void set_slots(ind_feed_scan *feed, const ind_vector *columns) {
    const ind_slots *slots = slots_of(feed);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side == IND_SIDE_ROW)
            feed->slots[i] = columns[feed->plan->column[slots->items[i].column]];
}

static void set_period(ind_feed_scan *feed, const ind_period *period, size_t count) {
    const ind_slots *slots = slots_of(feed);
    for (size_t i = 0; i < slots->count; i++) {
        if (slots->items[i].side == IND_SIDE_ROW)
            continue;
        int32_t day = slots->items[i].side == IND_SIDE_PERIOD_START ? period->from : period->to;
        for (size_t row = 0; row < count; row++)
            feed->slots[i].day[row] = day;
    }
}

void ind_feed_take(ind_feed_scan *feed, const ind_vector *columns, size_t count) {
    const ind_job *job = feed->plan->job;
    set_slots(feed, columns);
    if (job->adds_months) {
        job->kind->collect(feed->counter->state, feed->slots, count, -1);
        return;
    }
    for (size_t p = 0; p < job->calendar.count; p++) {
        set_period(feed, &job->calendar.items[p], count);
        job->kind->collect(feed->counter->state, feed->slots, count, (int)p);
    }
}

ind_feed_scan *ind_feed_open(const ind_feed_plan *plan, ind_counter *counter) {
    ind_feed_scan *feed = ind_alloc(sizeof *feed);
    *feed = (ind_feed_scan){.plan = plan, .counter = counter};
    const ind_slots *slots = slots_of(feed);
    feed->slots = ind_alloc_array(slots->count, sizeof *feed->slots);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            feed->slots[i] = ind_vector_new(IND_DATE, NULL, IND_BATCH_ROWS);
    return feed;
}

void ind_feed_free(ind_feed_scan *feed) {
    if (feed == NULL)
        return;
    const ind_slots *slots = slots_of(feed);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            free(feed->slots[i].any);
    free(feed->slots);
    free(feed);
}
