/* feed.c - a feed of a row kind in one thread: columns of the input become slots of the row scope. */
#include "engine/collect/feed.h"
#include "engine/collect/period_columns.h"

#include <stdlib.h>

static const ind_slots *slots_of(const ind_feed_scan *feed) {
    return &feed->plan->job->measure->feeds[feed->plan->number].slots[IND_SCOPE_ROW];
}

/* What is not a column of the input is the feed's own. */
static bool is_own(const ind_feed_scan *feed, size_t slot) {
    return slots_of(feed)->items[slot].side != IND_SIDE_ROW || ind_of_period_has(&feed->of_period, slot);
}

static void set_slots(ind_feed_scan *feed, const ind_vector *columns) {
    const ind_slots *slots = slots_of(feed);
    for (size_t i = 0; i < slots->count; i++)
        if (!is_own(feed, i))
            feed->slots[i] = columns[feed->plan->column[slots->items[i].column]];
}

static void set_days(ind_vector *days, int32_t day, size_t count) {
    for (size_t row = 0; row < count; row++)
        days->day[row] = day;
}

static const ind_vector *key_of(void *context, ind_side side, uint32_t column) {
    const ind_feed_scan *feed = context;
    (void)side;
    return &feed->columns[feed->plan->column[column]];
}

static int32_t day_of(const ind_period *period, ind_side side) {
    switch (side) {
    case IND_SIDE_PERIOD_START: return period->from;
    case IND_SIDE_PERIOD_AS_OF: return period->as_of;
    default: return period->to;
    }
}

static void set_period(ind_feed_scan *feed, const ind_period *period, size_t count) {
    const ind_slots *slots = slots_of(feed);
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].side != IND_SIDE_ROW)
            set_days(&feed->slots[i], day_of(period, slots->items[i].side), count);
    if (feed->of_period.columns == NULL)
        return;
    set_days(&feed->of_period.first, period->from, count);
    set_days(&feed->of_period.last, period->to, count);
    ind_of_period_run(&feed->of_period, key_of, feed, count, feed->slots);
}

/* A value that was seen in a period is listed there, whether anything of it counts or not. */
static void list_seen(const ind_job *job, ind_counter *counter, size_t period, size_t count) {
    const ind_strata *strata = counter->strata;
    size_t periods = job->calendar.count, room = ind_strata_leaf_count(strata) * periods;
    if (room > counter->listed_room) {
        counter->listed = ind_realloc(counter->listed, 2 * room);
        memset(counter->listed + counter->listed_room, 0, 2 * room - counter->listed_room);
        counter->listed_room = 2 * room;
    }
    const uint32_t *leaves = ind_strata_leaves(strata);
    for (size_t row = 0; row < count; row++) {
        uint8_t *listed = &counter->listed[leaves[row] * periods + period];
        if (*listed == 0)
            ind_cells_at(counter->cells, (int32_t)period, ind_strata_codes(strata, row));
        *listed = 1;
    }
}

void ind_feed_take(ind_feed_scan *feed, const ind_vector *columns, size_t count) {
    const ind_job *job = feed->plan->job;
    feed->columns = columns;
    set_slots(feed, columns);
    if (feed->by_month) {
        job->kind->collect(feed->counter->state, feed->slots, count, -1);
        return;
    }
    for (size_t p = 0; p < job->calendar.count; p++) {
        set_period(feed, &job->calendar.items[p], count);
        job->kind->collect(feed->counter->state, feed->slots, count, (int)p);
        if (job->groups_by_period)
            list_seen(job, feed->counter, p, count);
    }
}

static void open_slot(ind_feed_scan *feed, size_t slot) {
    const ind_slot *one = &slots_of(feed)->items[slot];
    bool found = ind_of_period_has(&feed->of_period, slot);
    feed->slots[slot] = ind_vector_new(one->type, found ? feed->found[one->column].values->dict : NULL, IND_BATCH_ROWS);
}

ind_feed_scan *ind_feed_open(ind_run *run, const ind_feed_plan *plan, ind_counter *counter) {
    ind_feed_scan *feed = ind_alloc(sizeof *feed);
    *feed = (ind_feed_scan){.plan = plan, .counter = counter, .by_month = ind_feed_counts_by_month(plan)};
    const ind_slots *slots = slots_of(feed);
    feed->slots = ind_alloc_array(slots->count, sizeof *feed->slots);
    feed->found = ind_period_columns_new(run, plan);
    ind_of_period_open(&feed->of_period, slots, feed->found, IND_BATCH_ROWS);
    for (size_t i = 0; i < slots->count; i++)
        if (is_own(feed, i))
            open_slot(feed, i);
    return feed;
}

void ind_feed_free(ind_feed_scan *feed) {
    if (feed == NULL)
        return;
    const ind_slots *slots = slots_of(feed);
    for (size_t i = 0; i < slots->count; i++)
        if (is_own(feed, i))
            free(feed->slots[i].any);
    ind_of_period_close(&feed->of_period);
    ind_period_columns_free(feed->found, feed->plan);
    free(feed->slots);
    free(feed);
}
