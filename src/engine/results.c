/* results.c - counted cells rolled up to splits and periods, and made into figures.
 *
 * Counting is done once, at the finest: by every group and, where months add up, by month.  Here
 * each split gets cells of its own, to which the fine cells are merged exactly. */
#include "engine/engine.h"

#include <stdlib.h>

typedef struct {
    ind_job *job;
    const ind_grouping *split;
    ind_cells *cells; /* of the split, by number of the period */
    void (*each)(void *context, const ind_cell_result *result);
    void *context;
    ind_cell_result result;
    uint32_t codes[IND_MAX_GROUPS];
} roll;

static void merge_into(roll *r, int32_t period, const uint32_t *fine, uint32_t cell) {
    uint32_t codes[IND_MAX_GROUPS];
    for (size_t g = 0; g < r->split->count; g++)
        codes[g] = fine[r->split->group[g]];
    ind_cells_merge(r->cells, ind_cells_at(r->cells, period, codes), r->job->counter.cells, cell);
}

static void roll_up(roll *r) {
    const ind_job *job = r->job;
    bool months = job->kind->adds_up(job->measure);
    for (uint32_t cell = 0; cell < ind_cells_count_of(job->counter.cells); cell++) {
        int32_t at = ind_cells_period(job->counter.cells, cell);
        const uint32_t *fine = ind_cells_codes(job->counter.cells, cell);
        if (!months) {
            merge_into(r, at, fine, cell);
            continue;
        }
        for (size_t p = 0; p < job->calendar.count; p++)
            if (at >= job->calendar.items[p].first_month && at <= job->calendar.items[p].last_month)
                merge_into(r, (int32_t)p, fine, cell);
    }
}

/* ---- one cell ---- */

static ind_str county_of(const roll *r) {
    ind_str county = IND_STR("");
    for (size_t g = 0; g < r->split->count && county.length == 0; g++)
        county = ind_strata_county_of(r->job->counter.strata, r->split->group[g], r->codes[g]);
    return county;
}

static int32_t follow_up_days(const ind_job *job) {
    return job->kind->follow_up == NULL ? 0 : job->kind->follow_up(job->measure);
}

static unsigned flags_of(const roll *r, const ind_period *period) {
    int32_t until;
    const ind_measure *measure = r->job->measure;
    if (ind_deliveries_until(r->job->counter.context.deliveries, measure->feeds[0].dataset->name, county_of(r),
                             &until) &&
        until < period->to + follow_up_days(r->job))
        return IND_FLAG_PRELIMINARY;
    return 0;
}

static ind_cell_status status_of(const ind_measure *measure, const ind_outcome *outcome) {
    if (outcome->base == 0)
        return IND_CELL_NO_DATA;
    if (outcome->hide)
        return IND_CELL_INCOMPLETE_FOLLOW_UP;
    if (outcome->base < ind_measure_param(measure, "reliability.min_denominator")->integer)
        return IND_CELL_UNRELIABLE;
    return isnan(outcome->value) ? IND_CELL_NOT_APPLICABLE : IND_CELL_OK;
}

static void give_cell(roll *r, size_t number) {
    const ind_period *period = &r->job->calendar.items[number];
    const ind_measure *measure = r->job->measure;
    uint32_t cell = ind_cells_find(r->cells, (int32_t)number, r->codes);
    for (size_t g = 0; cell == UINT32_MAX && g < r->split->count; g++)
        if (r->codes[g] == 0)
            return; /* unknown is no stratum of its own where nothing was counted */
    ind_outcome *out = &r->result.outcome;
    *out = (ind_outcome){.value = NAN};
    if (cell != UINT32_MAX)
        r->job->kind->value(measure, r->cells, cell, out);
    r->result.period = period->label;
    r->result.period_number = number;
    r->result.status = status_of(measure, out);
    r->result.flags = flags_of(r, period);
    if (out->incomplete > 0)
        r->result.flags |= follow_up_days(r->job) > 0 ? IND_FLAG_PRELIMINARY : IND_FLAG_INCOMPLETE_LOOK_BACK;
    if (r->result.status != IND_CELL_OK) {
        out->value = NAN;
        out->also_count = 0;
        memset(out->has_interval, 0, sizeof out->has_interval);
    }
    r->each(r->context, &r->result);
}

/* Every combination of the groups' values from group G on, in order. */
static void give_strata(roll *r, size_t g, size_t period) {
    if (g == r->split->count) {
        give_cell(r, period);
        return;
    }
    size_t group = r->split->group[g], count;
    const uint32_t *domain = ind_strata_domain(r->job->counter.strata, group, &count);
    r->result.group_name[g] = r->job->measure->groups[group].name;
    for (size_t i = 0; i < count; i++) {
        r->codes[g] = domain[i];
        r->result.group_value[g] = ind_strata_text(r->job->counter.strata, group, domain[i]);
        r->result.group_label[g] = ind_strata_name(r->job->counter.strata, group, domain[i]);
        give_strata(r, g + 1, period);
    }
}

static void give_split(ind_job *job, const ind_grouping *split, void (*each)(void *, const ind_cell_result *),
                       void *context) {
    roll r = {.job = job, .split = split, .each = each, .context = context};
    r.cells = ind_cells_new(job->kind->terms, job->kind->term_count, split->count);
    r.result.group_count = split->count;
    roll_up(&r);
    for (size_t p = 0; p < job->calendar.count; p++)
        give_strata(&r, 0, p);
    ind_cells_free(r.cells);
}

void ind_run_results(ind_run *run, size_t index, void (*each)(void *context, const ind_cell_result *result),
                     void *context) {
    static const ind_grouping total;
    ind_job *job = &run->jobs[index];
    if (job->reason != NULL)
        return;
    if (job->measure->by_count == 0)
        give_split(job, &total, each, context);
    for (size_t b = 0; b < job->measure->by_count; b++)
        if (job->splits[b])
            give_split(job, &job->measure->by[b], each, context);
}
