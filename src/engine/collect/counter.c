/* counter.c - cells, flow and state of a measure in one thread; threads come together at the end.
 *
 * Threads number the values of groups apart from each other.  What a group code of one means for another is
 * found by the text, and since cells add up exactly, the outcome is the same for any number of threads. */
#include "engine/collect/counter.h"
#include "engine/collect/period_columns.h"

#include <stdlib.h>

void ind_counter_close(const ind_job *job, ind_counter *counter) {
    if (counter->state != NULL)
        job->kind->close(counter->state);
    ind_strata_free(counter->strata);
    ind_cells_free(counter->cells);
    ind_period_columns_free(counter->found, &job->feeds[0]);
    free(counter->listed);
    *counter = (ind_counter){0};
}

void ind_counter_open(ind_run *run, ind_job *job, unsigned feed, ind_counter *counter, ind_shared *shared) {
    ind_counter_close(job, counter);
    counter->strata = ind_strata_new(job->measure, feed, &job->areas);
    counter->cells =
        ind_cells_new(job->kind->terms, ind_kind_term_count(job->kind, job->measure), job->measure->group_count);
    bool follows = !ind_kind_counts(job->measure, feed);
    counter->found = follows ? ind_period_columns_new(run, &job->feeds[0]) : NULL; /* of rows the feed has its own */
    counter->context = (ind_kind_context){
        .measure = job->measure,
        .feed = feed,
        .follows = follows,
        .calendar = &job->calendar,
        .deliveries = run->deliveries,
        .strata = counter->strata,
        .cells = counter->cells,
        .flow = &counter->flow,
        .arena = run->arena,
        .trace = run->trace,
        .shared = shared,
        .columns = job->feeds[feed].slot_column,
        .of_period = counter->found,
        .files = job->feeds[feed].input->files,
    };
    counter->state = job->kind->open(&counter->context);
}

void ind_counter_share_strata(ind_counter *counter, const ind_counter *like) {
    ind_strata_free(counter->strata);
    counter->strata = ind_strata_share(like->strata);
    counter->context.strata = counter->strata;
    counter->context.strata_are_run = true;
}

void ind_counter_settle(const ind_job *job, ind_counter *counter) {
    if (job->kind->settle != NULL)
        job->kind->settle(counter->state);
}

static uint32_t **maps_of(const ind_job *job, const ind_counter *to, const ind_counter *from) {
    uint32_t **maps = ind_alloc_array(job->measure->group_count, sizeof *maps);
    for (size_t g = 0; g < job->measure->group_count; g++)
        maps[g] = ind_strata_map(to->strata, from->strata, g);
    return maps;
}

static void free_maps(const ind_job *job, uint32_t **maps) {
    for (size_t g = 0; g < job->measure->group_count; g++)
        free(maps[g]);
    free((void *)maps);
}

static void merge_cell(const ind_job *job, ind_counter *to, int32_t period, const ind_counter *from, uint32_t cell,
                       uint32_t *const *maps) {
    uint32_t codes[IND_MAX_GROUPS];
    const uint32_t *theirs = ind_cells_codes(from->cells, cell);
    for (size_t g = 0; g < job->measure->group_count; g++)
        codes[g] = maps[g][theirs[g]];
    uint32_t mine = ind_cells_at(to->cells, period, codes);
    ind_cells_merge(to->cells, mine, from->cells, cell);
}

static void merge_cells(const ind_job *job, ind_counter *to, const ind_counter *from) {
    uint32_t **maps = maps_of(job, to, from);
    for (uint32_t cell = 0; cell < ind_cells_count_of(from->cells); cell++)
        merge_cell(job, to, ind_cells_period(from->cells, cell), from, cell, maps);
    free_maps(job, maps);
}

void ind_counter_merge(const ind_job *job, ind_counter *to, ind_counter *from) {
    merge_cells(job, to, from);
    for (size_t i = 0; i < to->flow.count; i++) { /* the steps are made when a state opens, so they are the same */
        to->flow.items[i].n += from->flow.items[i].n;
        if (to->flow.items[i].unknown >= 0)
            to->flow.items[i].unknown += from->flow.items[i].unknown;
    }
    if (job->kind->merge != NULL)
        job->kind->merge(to->state, from->state);
}

static bool is_in(const ind_job *job, bool months, int32_t at, size_t period) {
    const ind_period *p = &job->calendar.items[period];
    return months ? at >= p->first_month && at <= p->last_month : at == (int32_t)period;
}

/* Cells of months that come to those of periods. */
static void join_months(const ind_job *job, ind_counter *to, const ind_counter *from) {
    uint32_t **maps = maps_of(job, to, from);
    for (uint32_t cell = 0; cell < ind_cells_count_of(from->cells); cell++) {
        int32_t month = ind_cells_period(from->cells, cell);
        for (size_t p = 0; p < job->calendar.count; p++)
            if (is_in(job, true, month, p))
                merge_cell(job, to, (int32_t)p, from, cell, maps);
    }
    free_maps(job, maps);
}

/* ---- a kind that places what is counted beside, and meets it ---- */

/* New cells in the place of the old, which are OWNED by the caller. */
static ind_cells *renew(const ind_job *job, ind_counter *counter) {
    ind_cells *old = counter->cells;
    counter->cells =
        ind_cells_new(job->kind->terms, ind_kind_term_count(job->kind, job->measure), job->measure->group_count);
    counter->context.cells = counter->cells;
    return old;
}

/* The job's own cells, by month or by period, come to those of periods. */
static void to_periods(const ind_job *job, ind_cells *into, const ind_cells *raw) {
    bool months = ind_feed_counts_by_month(&job->feeds[0]);
    for (uint32_t cell = 0; cell < ind_cells_count_of(raw); cell++) {
        int32_t at = ind_cells_period(raw, cell);
        for (size_t p = 0; p < job->calendar.count; p++)
            if (is_in(job, months, at, p))
                ind_cells_merge(into, ind_cells_at(into, (int32_t)p, ind_cells_codes(raw, cell)), raw, cell);
    }
}

static void meet(ind_job *job) {
    ind_cells *beside = renew(job, &job->beside), *raw = renew(job, &job->counter);
    job->kind->place(job->beside.state, beside);
    ind_cells_free(beside);
    to_periods(job, job->counter.cells, raw);
    merge_cells(job, &job->counter, &job->beside);
    job->kind->meet(job->counter.state, raw);
    ind_cells_free(raw);
}

static void join(ind_run *run, ind_job *job) {
    ind_flow *flow = &job->counter.flow;
    if (job->kind->meet != NULL)
        meet(job);
    else if (!job->adds_months && ind_feed_counts_by_month(&job->feeds[IND_FEED_BESIDE]))
        join_months(job, &job->counter, &job->beside);
    else
        merge_cells(job, &job->counter, &job->beside);
    for (size_t i = 0; i < job->beside.flow.count; i++) {
        flow->items = ind_arena_grow(run->arena, flow->items, flow->count, &flow->capacity, sizeof *flow->items);
        flow->items[flow->count++] = job->beside.flow.items[i];
    }
}

void ind_counters_join(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++)
        if (run->jobs[i].reason == NULL && ind_measure_counts_beside(run->jobs[i].measure))
            join(run, &run->jobs[i]);
}
