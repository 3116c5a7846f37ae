/* results.c - counted cells rolled up to splits and periods, and made into figures.
 *
 * Counting is done once, at the finest: by every group and, where months add up, by month.  Here
 * each split gets cells of its own, to which the fine cells are merged exactly.  With --area, a split without a group
 * by area is split by the areas asked for as well, each of which is a sum of its own: so a cell without area always
 * means all that was delivered. */
#include "engine/engine.h"

#include <stdlib.h>

/* An area asked for, as a key that is added to a split. */
typedef struct {
    ind_str code, name; /* name of the group that has the code; "area": the code is a county of its values */
    size_t group;
    uint32_t value; /* the code in the group; 0: it is none of its values */
} added_area;

typedef struct {
    ind_job *job;
    const ind_grouping *split;
    bool adds_area;
    added_area *areas; /* OWNED; the key is their number, after the codes of the groups */
    size_t area_count;
    const added_area *area; /* at hand */
    ind_cells *cells;       /* of the split, by number of the period */
    ind_cells *seen;        /* place of a group in the split, and its code: without terms */
    void (*each)(void *context, const ind_cell_result *result);
    void *context;
    ind_cell_result result;
    uint32_t codes[IND_MAX_GROUPS + 1];
} roll;

static ind_days days_of(const roll *r, size_t period) {
    return (ind_days){r->job->calendar.items[period].from, r->job->calendar.items[period].to};
}

/* Where the windows of the run choose the rows that are read, a value is seen in the period that it was seen in. */
static bool keeps_seen(const roll *r) {
    return r->job->kind->days != NULL;
}

static void merge_into(roll *r, int32_t period, const uint32_t *fine, uint32_t cell) {
    const ind_strata *strata = r->job->counter.strata;
    ind_days days = days_of(r, (size_t)period);
    uint32_t codes[IND_MAX_GROUPS + 1];
    for (size_t g = 0; g < r->split->count; g++)
        codes[g] = ind_strata_in(strata, r->split->group[g], fine[r->split->group[g]], days);
    for (size_t g = 0; keeps_seen(r) && g < r->split->count; g++)
        ind_cells_at(r->seen, period, (uint32_t[]){(uint32_t)g, codes[g]});
    if (!r->adds_area)
        ind_cells_merge(r->cells, ind_cells_at(r->cells, period, codes), r->job->counter.cells, cell);
    for (size_t i = 0; i < r->area_count; i++) {
        size_t group = r->areas[i].group;
        uint32_t code = ind_strata_in(strata, group, fine[group], days);
        if (!ind_strata_lies_in(strata, group, code, days, r->areas[i].code))
            continue;
        codes[r->split->count] = (uint32_t)i;
        ind_cells_merge(r->cells, ind_cells_at(r->cells, period, codes), r->job->counter.cells, cell);
    }
}

static void roll_up(roll *r) {
    const ind_job *job = r->job;
    bool months = ind_kind_adds_months(job->kind, job->measure);
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

/* The whole area that the cell is in; empty: all that was delivered. */
static ind_str whole_of(const roll *r, const ind_period *period) {
    ind_days days = {period->from, period->to};
    ind_str whole = IND_STR("");
    if (r->area != NULL && r->area->value == 0)
        return r->area->code;
    if (r->area != NULL)
        return ind_strata_whole_of(r->job->counter.strata, r->area->group, r->area->value, days);
    for (size_t g = 0; g < r->split->count && whole.length == 0; g++)
        whole = ind_strata_whole_of(r->job->counter.strata, r->split->group[g], r->codes[g], days);
    return whole;
}

static int32_t follow_up_days(const ind_job *job) {
    return job->kind->follow_up == NULL ? 0 : job->kind->follow_up(job->measure);
}

/* The smallest area that the cell is about; empty: all that was delivered. */
static ind_str area_of(const roll *r, const ind_period *period) {
    const ind_strata *strata = r->job->counter.strata;
    const ind_area_tree *tree = ind_deliveries_areas(r->job->counter.context.deliveries);
    ind_str area = r->area != NULL ? r->area->code : whole_of(r, period);
    for (size_t g = 0; g < r->split->count; g++) {
        ind_str code = ind_strata_text(strata, r->split->group[g], r->codes[g]);
        if (ind_strata_is_area(strata, r->split->group[g]) && code.length > 0 &&
            (area.length == 0 || ind_area_tree_lies_in(tree, code, area)))
            area = code;
    }
    return area;
}

/* The least that is delivered of the datasets that the measure counts. */
static ind_coverage coverage_of(const roll *r, const ind_period *period) {
    const ind_measure *measure = r->job->measure;
    ind_coverage least = IND_DELIVERED_ALL;
    ind_str area = area_of(r, period);
    for (size_t f = 0; f < measure->feed_count; f++) {
        ind_coverage one = ind_deliveries_cover(r->job->counter.context.deliveries, measure->feeds[f].dataset->name,
                                                area, period->from, period->to);
        least = one > least ? one : least;
    }
    return least;
}

/* Who is followed up after the last day of the data may change the figure. */
static unsigned flags_of(const roll *r, const ind_period *period) {
    int32_t until, days = follow_up_days(r->job);
    if (days > 0 && ind_kind_until(r->job->measure, r->job->counter.context.deliveries, whole_of(r, period), &until) &&
        until < period->to + days)
        return IND_FLAG_PRELIMINARY;
    return 0;
}

/* A population of which nothing was delivered has no figure, whatever others have told of it. */
static void judge_coverage(roll *r, const ind_period *period) {
    ind_coverage coverage = coverage_of(r, period);
    if (coverage == IND_DELIVERED_SOME)
        r->result.flags |= IND_FLAG_PARTIAL;
    if (coverage != IND_DELIVERED_NONE)
        return;
    r->result.outcome = (ind_outcome){.value = NAN};
    r->result.status = IND_CELL_NOT_DELIVERED;
    r->result.flags = 0;
}

static double numerator_of(const ind_outcome *out) {
    for (size_t i = 0; i < out->number_count; i++)
        if (strcmp(out->numbers[i].name, "numerator") == 0)
            return out->numbers[i].value;
    return -1;
}

/* The sums that a supplier's cell enters are as unknown as the cell. */
static void judge_unreadable(roll *r, const ind_period *period) {
    if (r->job->unread_count == 0 || r->result.status == IND_CELL_NO_DATA ||
        r->result.status == IND_CELL_NOT_DELIVERED ||
        !ind_unreadable_cell(r->job, area_of(r, period), period->from, period->to, numerator_of(&r->result.outcome)))
        return;
    r->result.outcome = (ind_outcome){.value = NAN};
    r->result.status = IND_CELL_NOT_DELIVERED;
    r->result.reason = IND_REASON_UNREADABLE;
}

/* Outside what is believed with the whole interval, or without one on more than a few. */
static void judge_plausible(roll *r) {
    enum { ENOUGH = 100 };
    const ind_param *plausible = ind_measure_param(r->job->measure, "plausible");
    const ind_outcome *out = &r->result.outcome;
    if (plausible->node == NULL || plausible->count != 2 || r->result.status != IND_CELL_OK)
        return;
    bool has = out->has_interval[0] && isfinite(out->intervals[0].low) && isfinite(out->intervals[0].high);
    double low = has ? out->intervals[0].low : out->value, high = has ? out->intervals[0].high : out->value;
    bool outside = high < plausible->numbers[0] || low > plausible->numbers[1];
    if (outside && (has || out->base >= ENOUGH))
        r->result.flags |= IND_FLAG_IMPLAUSIBLE;
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

/* With --area, a split by area is cut to the areas asked for; the unknown area is none of them. */
static bool is_shown(const roll *r, size_t period) {
    if (!r->job->areas.chosen || r->area != NULL)
        return true;
    for (size_t g = 0; g < r->split->count; g++)
        if (ind_strata_is_area(r->job->counter.strata, r->split->group[g]) &&
            ind_strata_covered(r->job->counter.strata, r->split->group[g], r->codes[g], days_of(r, period)))
            return true;
    return false;
}

static void give_cell(roll *r, size_t number) {
    const ind_period *period = &r->job->calendar.items[number];
    const ind_measure *measure = r->job->measure;
    if (!is_shown(r, number))
        return;
    uint32_t cell = ind_cells_find(r->cells, (int32_t)number, r->codes);
    for (size_t g = 0; cell == UINT32_MAX && g < r->split->count; g++)
        if (r->codes[g] == 0)
            return; /* unknown is no stratum of its own where nothing was counted */
    ind_outcome *out = &r->result.outcome;
    *out = (ind_outcome){.value = NAN};
    if (cell != UINT32_MAX)
        r->job->kind->value(measure, r->cells, cell, out);
    for (size_t g = 0; keeps_seen(r) && out->base == 0 && g < r->split->count; g++)
        if (r->codes[g] == 0)
            return; /* nor where somebody was seen, but not counted */
    r->result.period = period->label;
    r->result.period_number = number;
    r->result.status = status_of(measure, out);
    r->result.flags = flags_of(r, period);
    if (out->incomplete > 0)
        r->result.flags |= follow_up_days(r->job) > 0 ? IND_FLAG_PRELIMINARY : IND_FLAG_INCOMPLETE_LOOK_BACK;
    r->result.reason = IND_REASON_NONE;
    judge_coverage(r, period);
    judge_unreadable(r, period);
    judge_plausible(r);
    if (r->result.status != IND_CELL_OK) {
        out->value = NAN;
        out->also_count = 0;
        memset(out->has_interval, 0, sizeof out->has_interval);
    }
    r->each(r->context, &r->result);
}

/* Is the code of the group G one of its values in the period? */
static bool is_value(const roll *r, size_t g, size_t period, uint32_t code) {
    const ind_strata *strata = r->job->counter.strata;
    size_t group = r->split->group[g];
    if (!ind_strata_valid(strata, group, code, days_of(r, period)))
        return false;
    return !keeps_seen(r) || ind_strata_listed(strata, group, code) ||
           ind_cells_find(r->seen, (int32_t)period, (uint32_t[]){(uint32_t)g, code}) != UINT32_MAX;
}

/* Every combination of the groups' values from group G on, in order. */
static void give_strata(roll *r, size_t g, size_t period) {
    if (g == r->split->count) {
        give_cell(r, period);
        return;
    }
    size_t group = r->split->group[g], count, at = g + r->adds_area;
    const uint32_t *domain = ind_strata_domain(r->job->counter.strata, group, &count);
    r->result.group_name[at] = r->job->measure->groups[group].name;
    for (size_t i = 0; i < count; i++) {
        if (!is_value(r, g, period, domain[i]))
            continue;
        r->codes[g] = domain[i];
        r->result.group_value[at] = ind_strata_text(r->job->counter.strata, group, domain[i]);
        r->result.group_label[at] = ind_strata_name(r->job->counter.strata, group, domain[i]);
        give_strata(r, g + 1, period);
    }
}

/* ---- areas asked for, in splits without area ---- */

static bool has_area(const ind_job *job, const ind_grouping *split) {
    for (size_t g = 0; g < split->count; g++)
        if (ind_strata_is_area(job->counter.strata, split->group[g]))
            return true;
    return false;
}

static bool has_group(const ind_grouping *split, size_t group) {
    for (size_t g = 0; g < split->count; g++)
        if (split->group[g] == group)
            return true;
    return false;
}

/* Is one of the splits shown this one and GROUP?  Its cells are those that the added key would give once more. */
static bool is_shown_with(const ind_job *job, const ind_grouping *split, size_t group) {
    for (size_t b = 0; b < job->measure->by_count; b++) {
        const ind_grouping *other = &job->measure->by[b];
        bool same = job->splits[b] && other->count == split->count + 1 && has_group(other, group);
        for (size_t g = 0; same && g < split->count; g++)
            same = has_group(other, split->group[g]);
        if (same)
            return true;
    }
    return false;
}

/* The code of AREA among the values of the group. */
static uint32_t value_of_area(const ind_job *job, size_t group, ind_str area) {
    size_t count;
    const uint32_t *domain = ind_strata_domain(job->counter.strata, group, &count);
    for (size_t i = 0; i < count; i++)
        if (domain[i] != 0 && ind_str_equal(ind_strata_text(job->counter.strata, group, domain[i]), area))
            return domain[i];
    return 0;
}

static void add_areas(roll *r) {
    const ind_job *job = r->job;
    r->areas = ind_alloc_array(job->areas.count, sizeof *r->areas);
    for (size_t i = 0; i < job->areas.count; i++) {
        added_area area = {.code = job->areas.codes[i], .name = IND_STR("area")};
        bool exact;
        int group = ind_measure_group_of_area(job->measure, area.code, &exact);
        if (group < 0 || (exact && is_shown_with(job, r->split, (size_t)group)))
            continue;
        area.group = (size_t)group;
        if (exact) {
            area.name = job->measure->groups[group].name;
            area.value = value_of_area(job, area.group, area.code);
        }
        r->areas[r->area_count++] = area;
    }
}

static void give_areas(roll *r, size_t period) {
    for (size_t i = 0; i < r->area_count; i++) {
        r->area = &r->areas[i];
        r->codes[r->split->count] = (uint32_t)i;
        r->result.group_name[0] = r->area->name;
        r->result.group_value[0] = r->area->code;
        r->result.group_label[0] = ind_strata_name(r->job->counter.strata, r->area->group, r->area->value);
        give_strata(r, 0, period);
    }
}

/* ---- splits ---- */

static void give_split(ind_job *job, const ind_grouping *split, void (*each)(void *, const ind_cell_result *),
                       void *context) {
    roll r = {.job = job, .split = split, .each = each, .context = context};
    r.adds_area = job->areas.chosen && !has_area(job, split);
    r.cells = ind_cells_new(job->kind->terms, job->kind->term_count, split->count + r.adds_area);
    r.seen = ind_cells_new(NULL, 0, 2);
    r.result.group_count = split->count + r.adds_area;
    if (r.adds_area)
        add_areas(&r);
    roll_up(&r);
    for (size_t p = 0; p < job->calendar.count; p++)
        if (r.adds_area)
            give_areas(&r, p);
        else
            give_strata(&r, 0, p);
    ind_cells_free(r.cells);
    ind_cells_free(r.seen);
    free(r.areas);
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
