/* results.c - the cells of each split made into figures, in the order of the report; and, for whoever asks, the terms
 * behind them, the cells that are not shown, and which cells are part of which. */
#include "base/date.h"
#include "cells/area_count.h"
#include "cells/series.h"
#include "definition/compared.h"
#include "engine/judge/judge_data.h"
#include "engine/results/links.h"
#include "engine/results/roll_up.h"
#include "kinds/common/value_levels.h"

#include <stdlib.h>

typedef struct {
    ind_job *job;
    ind_roll *up;               /* of the split at hand */
    const ind_added_area *area; /* at hand; NULL: none */
    const ind_result_taker *to;
    ind_series series;
    uint32_t shown, hidden; /* given so far, of all splits */
    ind_cell_result result;
    uint32_t codes[IND_MAX_GROUPS + 1];
    ind_measure *at_more; /* NULL: areas are not compared; else the measure with one more level, of the cell at hand */
    double *more_levels;
    size_t level_count; /* of the definition */
    struct {
        ind_str whole;
        size_t group;
        ind_days days;
        double level;
    } last; /* found, which most often is that of the next cell too */
} roll;

/* ---- one cell ---- */

/* The whole area that the cell is in; empty: all that was delivered. */
static ind_str whole_of(const roll *r, const ind_period *period) {
    ind_days days = {period->from, period->to};
    ind_str whole = IND_STR("");
    if (r->area != NULL && r->area->value == 0)
        return r->area->code;
    if (r->area != NULL)
        return ind_strata_whole_of(r->job->counter.strata, r->area->group, r->area->value, days);
    for (size_t g = 0; g < r->up->split->count && whole.length == 0; g++)
        whole = ind_strata_whole_of(r->job->counter.strata, r->up->split->group[g], r->codes[g], days);
    return whole;
}

static int32_t follow_up_days(const ind_job *job) {
    return job->kind->follow_up == NULL ? 0 : job->kind->follow_up(job->measure);
}

/* The smallest area that the cell is about, which is part of most others; empty: all that was delivered. */
static ind_str area_of(const roll *r, const ind_period *period) {
    const ind_strata *strata = r->job->counter.strata;
    const ind_area_tree *tree = ind_deliveries_areas(r->job->counter.context.deliveries);
    ind_area area = ind_area_tree_find(tree, r->area != NULL ? r->area->code : whole_of(r, period));
    for (size_t g = 0; g < r->up->split->count; g++) {
        if (r->codes[g] == 0 || !ind_strata_is_area(strata, r->up->split->group[g]))
            continue;
        ind_area own = ind_area_tree_find(tree, ind_strata_text(strata, r->up->split->group[g], r->codes[g]));
        if (area.code.length == 0 || own.count > area.count)
            area = own;
    }
    return area.code;
}

/* The days that the measure looks at in the period. */
static ind_days days_of(const ind_job *job, const ind_period *period) {
    ind_days days = {period->from, period->to};
    int32_t from, to;
    if (job->kind->looks_at != NULL && job->kind->window(job->measure, job->kind->looks_at, period, &from, &to))
        days = (ind_days){from, to};
    return days;
}

/* Where all is one figure: has some whole that delivers another dataset of the measure delivered nothing of DATASET? */
static bool is_lacking(const ind_job *job, ind_str dataset, ind_days days) {
    const ind_measure *m = job->measure;
    for (size_t f = 0; f < m->feed_count; f++)
        if (!ind_kind_is_timeless(m, f) && ind_deliveries_lack(job->counter.context.deliveries, dataset,
                                                               m->feeds[f].dataset->name, days.from, days.to))
            return true;
    return false;
}

/* What is told beside a value, and what it is looked up in, need not be delivered for it. */
static bool is_apart(const ind_job *job, size_t feed) {
    bool beside = feed == IND_FEED_BESIDE && ind_measure_counts_beside(job->measure);
    return (beside && job->kind->beside_apart) || ind_kind_takes_all(job->measure, feed) ||
           ind_kind_is_timeless(job->measure, feed);
}

/* The least that is delivered of the datasets that the measure counts. */
static ind_coverage coverage_of(const roll *r, const ind_period *period) {
    const ind_measure *measure = r->job->measure;
    ind_coverage least = IND_DELIVERED_ALL;
    ind_str area = area_of(r, period);
    ind_days days = days_of(r->job, period);
    for (size_t f = 0; f < measure->feed_count; f++) {
        ind_str dataset = measure->feeds[f].dataset->name;
        if (is_apart(r->job, f))
            continue;
        ind_coverage one = ind_deliveries_cover(r->job->counter.context.deliveries, dataset, area, days.from, days.to);
        if (one == IND_DELIVERED_ALL && area.length == 0 && is_lacking(r->job, dataset, days))
            one = IND_DELIVERED_SOME;
        least = one > least ? one : least;
    }
    return least;
}

/* What is looked for before the period may lie before the first day of the data: rows of the same dataset, months back,
 * or events of another, days back. */
static bool begins_before_data(const roll *r, const ind_period *period) {
    const ind_job *job = r->job;
    const ind_deliveries *deliveries = job->counter.context.deliveries;
    int64_t months = job->kind->look_back == NULL ? 0 : job->kind->look_back(job->measure);
    int32_t since, days = job->kind->look_back_days == NULL ? 0 : job->kind->look_back_days(job->measure);
    bool begins = months > 0 &&
                  ind_deliveries_since(deliveries, job->measure->feeds[0].dataset->name, whole_of(r, period), &since) &&
                  since > ind_add_months(period->from, -months);
    for (size_t f = 1; f < job->measure->feed_count && days > 0; f++)
        begins |= job->kind->feeds[f].of_events &&
                  ind_deliveries_since(deliveries, job->measure->feeds[f].dataset->name, whole_of(r, period), &since) &&
                  since > period->from - days;
    return begins;
}

/* Who is followed up after the last day of the data may change the figure. */
static bool ends_too_early(const roll *r, const ind_period *period) {
    int32_t until, days = follow_up_days(r->job);
    return days > 0 &&
           ind_kind_until(r->job->measure, r->job->counter.context.deliveries, whole_of(r, period), &until) &&
           until < period->to + days;
}

static unsigned flags_of(const roll *r, const ind_period *period) {
    ind_days days = days_of(r->job, period);
    return (ends_too_early(r, period) ? IND_FLAG_PRELIMINARY : 0u) |
           (begins_before_data(r, period) ? IND_FLAG_INCOMPLETE_LOOK_BACK : 0u) |
           (ind_series_breaks(&r->series, days.from, days.to) ? IND_FLAG_SERIES_BREAK : 0u);
}

/* A population of which nothing was delivered has no figure, whatever others have told of it; nor has a count of
 * a part of it, or one of which another part may have been delivered above the line than below it. */
static void judge_coverage(roll *r, const ind_period *period) {
    ind_coverage coverage = coverage_of(r, period);
    bool beside = ind_measure_counts_beside(r->job->measure) && !r->job->kind->beside_apart;
    bool needs_all = r->job->kind->counts || beside;
    if (coverage == IND_DELIVERED_SOME && !needs_all)
        r->result.flags |= IND_FLAG_PARTIAL;
    if (coverage == IND_DELIVERED_ALL || (coverage == IND_DELIVERED_SOME && !needs_all))
        return;
    r->result.outcome = (ind_outcome){.value = NAN};
    r->result.status = IND_CELL_NOT_DELIVERED;
    r->result.reason = IND_REASON_NONE;
    r->result.flags = 0;
}

/* What is counted of all that is read, or above the line. */
static double numerator_of(const ind_kind *kind, const ind_outcome *out) {
    if (kind->counts)
        return (double)out->base;
    if (out->counted > 0)
        return (double)out->counted;
    for (size_t i = 0; i < out->number_count; i++)
        if (strcmp(out->numbers[i].name, "numerator") == 0)
            return out->numbers[i].value;
    return -1;
}

/* The sums that a supplier's cell enters are as unknown as the cell. */
static void judge_unreadable(roll *r, const ind_period *period) {
    if (r->job->unread_count == 0 || r->result.status == IND_CELL_NOT_DELIVERED)
        return;
    ind_cell_reason reason = ind_unreadable_cell(r->job, area_of(r, period), period->from, period->to,
                                                 numerator_of(r->job->kind, &r->result.outcome));
    bool none = r->result.status == IND_CELL_NO_DATA; /* perhaps since nothing could be known of the rows */
    if (reason == IND_REASON_NONE || (none && reason != IND_REASON_EMPTY_COLUMN))
        return;
    r->result.outcome = (ind_outcome){.value = NAN};
    r->result.status = IND_CELL_NOT_DELIVERED;
    r->result.reason = reason;
}

/* What is counted on days without a series is no figure of it, however much there is. */
static void judge_series(roll *r, const ind_period *period) {
    if (ind_series_has(&r->series, period->from, period->to))
        return;
    r->result.outcome = (ind_outcome){.value = NAN};
    r->result.status = IND_CELL_NOT_APPLICABLE;
    r->result.reason = IND_REASON_OUTSIDE_SERIES;
    r->result.flags = 0;
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

/* The level of the value; and whether its rows lie as far apart as levels go. */
static void judge_level(roll *r) {
    const ind_measure *measure = r->job->measure;
    const ind_outcome *out = &r->result.outcome;
    const ind_param *levels = ind_measure_param(measure, "levels");
    r->result.level = IND_STR("");
    if (r->result.status != IND_CELL_OK)
        return;
    r->result.flags |= (out->unweighted ? IND_FLAG_UNWEIGHTED : 0u) | (out->noisy ? IND_FLAG_NOISE : 0u) |
                       (out->unanswered ? IND_FLAG_PARTIAL : 0u);
    size_t level = levels->count == 0 ? 0 : ind_level_of(measure, out);
    if (level == 0)
        return;
    r->result.level = levels->levels[level - 1].id;
    if (out->has_spread && ind_level_of_value(measure, out->least) == 1 &&
        ind_level_of_value(measure, out->greatest) == levels->count)
        r->result.flags |= IND_FLAG_MIXED;
}

/* ZERO: nothing counted is a value. */
static ind_cell_status status_of(const ind_measure *measure, const ind_grouping *split, const ind_outcome *outcome,
                                 bool zero) {
    int64_t known = ind_measure_counts_persons(measure) ? outcome->persons : outcome->base;
    if (outcome->told != IND_CELL_OK)
        return outcome->told;
    if (outcome->base == 0 && !zero)
        return outcome->counted == 0 ? IND_CELL_NO_DATA : IND_CELL_NOT_APPLICABLE;
    if (outcome->hide)
        return IND_CELL_INCOMPLETE_FOLLOW_UP;
    if (!measure->kind->one_row && /* which judges what was published with it */
        known < ind_measure_least(measure, split))
        return IND_CELL_UNRELIABLE;
    return isnan(outcome->value) ? IND_CELL_NOT_APPLICABLE : IND_CELL_OK;
}

/* With --area, a split by area is cut to the areas asked for; the unknown area is none of them. */
static bool is_shown(const roll *r, size_t period) {
    if (!r->job->areas.chosen || r->area != NULL)
        return true;
    for (size_t g = 0; g < r->up->split->count; g++)
        if (ind_strata_is_area(r->job->counter.strata, r->up->split->group[g]) &&
            ind_strata_covered(r->job->counter.strata, r->up->split->group[g], r->codes[g],
                               ind_roll_days(r->job, period)))
            return true;
    return false;
}

/* CELL: what was counted; UINT32_MAX: nothing was. */
static void give(roll *r, uint32_t cell) {
    if (cell != UINT32_MAX)
        r->up->row[cell] = r->shown;
    r->shown++;
    r->to->cell(r->to->context, &r->result);
    if (r->to->terms != NULL)
        r->to->terms(r->to->context, r->up->cells, cell);
}

/* Why a value that should have an interval has none. */
static ind_interval_reason reason_for_none(const ind_measure *measure, const ind_cell_result *result) {
    const double *levels;
    const ind_outcome *out = &result->outcome;
    const ind_param *method = ind_measure_param(measure, "interval.method");
    bool declared =
        ind_kind_levels(measure, &levels) > 0 && !(method->node == NULL && measure->kind->interval_if_named);
    if (result->status != IND_CELL_OK || !declared || out->has_interval[0])
        return IND_INTERVAL_GIVEN;
    return out->no_interval == IND_INTERVAL_GIVEN ? IND_INTERVAL_UNDEFINED : out->no_interval;
}

/* Is one of the groups of the cell not known? */
static bool has_unknown(const roll *r) {
    for (size_t g = 0; g < r->up->split->count; g++)
        if (r->codes[g] == 0)
            return true;
    return false;
}

/* ---- the interval that areas are compared with ---- */

/* The same measure, asked for intervals at one more level. */
static void open_levels(roll *r, const ind_run *run) {
    const ind_measure *measure = r->job->measure;
    const ind_param *level = ind_measure_param(measure, "interval.level");
    const ind_run_options *o = run->options;
    unsigned whole = ind_measure_compares(measure, o->compare, o->compare_count) & 1u << IND_WITH_WHOLE;
    r->level_count = level->count;
    if (whole == 0 || level->count == 0 || level->count > IND_MAX_LEVELS)
        return;
    r->at_more = ind_alloc(sizeof *r->at_more);
    *r->at_more = *measure;
    r->at_more->params = ind_alloc_array(measure->param_count, sizeof *r->at_more->params);
    memcpy(r->at_more->params, measure->params, measure->param_count * sizeof *measure->params);
    r->more_levels = ind_alloc_array(level->count + 1, sizeof(double));
    memcpy(r->more_levels, level->numbers, level->count * sizeof(double));
    ind_param *more = &r->at_more->params[level - measure->params];
    more->numbers = r->more_levels;
    more->count++;
}

static void close_levels(roll *r) {
    if (r->at_more != NULL)
        free(r->at_more->params);
    free(r->at_more);
    free(r->more_levels);
}

/* The level at which the cell's area is compared; 0: it is none that is part of a whole. */
static double area_level(roll *r, const ind_period *period) {
    const ind_measure *measure = r->job->measure;
    ind_days days = {period->from, period->to};
    for (size_t g = 0; r->at_more != NULL && g < r->up->split->count; g++) {
        size_t number = r->up->split->group[g];
        if (r->codes[g] == 0 || ind_measure_whole_group(measure, number) == NULL)
            continue;
        const ind_group *group = &measure->groups[number];
        ind_str whole = ind_area_whole_of(group, ind_strata_text(r->job->counter.strata, number, r->codes[g]), days);
        if (whole.length == 0)
            return 0;
        if (r->last.level == 0 || r->last.group != number || r->last.days.from != days.from ||
            r->last.days.to != days.to || !ind_str_equal(r->last.whole, whole)) {
            r->last.whole = whole;
            r->last.group = number;
            r->last.days = days;
            r->last.level = ind_area_level(ind_area_count(group, whole, days, NULL));
        }
        return r->last.level;
    }
    return 0;
}

/* The value of what was counted, with an interval at LEVEL beside the definition's; 0: without. */
static void value_of(const roll *r, ind_cells *cells, uint32_t cell, double level, ind_outcome *out) {
    if (level == 0) {
        r->job->kind->value(r->job->measure, cells, cell, out);
        return;
    }
    r->more_levels[r->level_count] = level;
    r->job->kind->value(r->at_more, cells, cell, out);
    if (!out->has_interval[r->level_count])
        return;
    out->has_interval[r->level_count] = false;
    out->area_level = level;
    out->area_interval = out->intervals[r->level_count];
}

static void give_cell(roll *r, size_t number) {
    const ind_period *period = &r->job->calendar.items[number];
    const ind_measure *measure = r->job->measure;
    if (!is_shown(r, number))
        return;
    uint32_t cell = ind_cells_find(r->up->cells, (int32_t)number, r->codes);
    if (cell == UINT32_MAX && has_unknown(r))
        return; /* unknown is no stratum of its own where nothing was counted */
    ind_outcome *out = &r->result.outcome;
    bool zero = ind_roll_counts_nothing(r->up, r->codes, number);
    *out = (ind_outcome){.value = NAN, .unknown_group = has_unknown(r)};
    if (cell != UINT32_MAX)
        value_of(r, r->up->cells, cell, area_level(r, period), out);
    else if (zero)
        value_of(r, r->up->nothing, 0, area_level(r, period), out);
    if (out->base == 0 && out->counted == 0 && out->unknown_group)
        return; /* nor where somebody was seen, but not counted */
    r->result.period = period->label;
    r->result.period_number = number;
    r->result.status = status_of(measure, r->up->split, out, zero);
    r->result.flags = flags_of(r, period);
    if (out->incomplete > 0)
        r->result.flags |= r->job->kind->follow_up != NULL ? IND_FLAG_PRELIMINARY : IND_FLAG_INCOMPLETE_LOOK_BACK;
    if (out->look_back > 0)
        r->result.flags |= IND_FLAG_INCOMPLETE_LOOK_BACK;
    r->result.reason = r->result.status == out->told ? out->told_why : IND_REASON_NONE;
    judge_coverage(r, period);
    judge_unreadable(r, period);
    judge_series(r, period);
    judge_plausible(r);
    judge_level(r);
    if (r->result.status == IND_CELL_SUPPRESSED) { /* of what is secret nothing more is told */
        r->result.flags = 0;
        *out = (ind_outcome){.value = NAN};
    }
    if (r->result.status != IND_CELL_OK) {
        out->value = NAN;
        out->also_count = 0;
        memset(out->has_interval, 0, sizeof out->has_interval);
        out->area_level = 0;
    }
    out->no_interval = reason_for_none(r->job->measure, &r->result);
    give(r, cell);
}

/* Is the code of the group G one of its values in the period? */
static bool is_value(const roll *r, size_t g, size_t period, uint32_t code) {
    const ind_strata *strata = r->job->counter.strata;
    size_t group = r->up->split->group[g];
    if (!ind_strata_valid(strata, group, code, ind_roll_days(r->job, period)))
        return false;
    return !ind_roll_keeps_seen(r->up) || ind_strata_listed(strata, group, code) ||
           ind_cells_find(r->up->seen, (int32_t)period, (uint32_t[]){(uint32_t)g, code}) != UINT32_MAX;
}

/* Every combination of the groups' values from group G on, in order. */
static void give_strata(roll *r, size_t g, size_t period) {
    if (g == r->up->split->count) {
        give_cell(r, period);
        return;
    }
    size_t group = r->up->split->group[g], count, at = g + r->up->adds_area;
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

static void give_areas(roll *r, size_t period) {
    for (size_t i = 0; i < r->up->area_count; i++) {
        r->area = &r->up->areas[i];
        r->codes[r->up->split->count] = (uint32_t)i;
        r->result.group_name[0] = r->area->name;
        r->result.group_value[0] = r->area->code;
        r->result.group_label[0] = ind_strata_name(r->job->counter.strata, r->area->group, r->area->value);
        give_strata(r, 0, period);
    }
    r->area = NULL;
}

/* ---- what is counted and not shown ---- */

static void set_group(roll *r, size_t at, size_t group, uint32_t code) {
    r->result.group_name[at] = r->job->measure->groups[group].name;
    r->result.group_value[at] = ind_strata_text(r->job->counter.strata, group, code);
    r->result.group_label[at] = IND_STR("");
}

static void give_hidden_cell(roll *r, uint32_t cell) {
    const uint32_t *codes = ind_cells_codes(r->up->cells, cell);
    const ind_grouping *split = r->up->split;
    size_t period = (size_t)ind_cells_period(r->up->cells, cell);
    for (size_t g = 0; g < split->count; g++)
        set_group(r, g + r->up->adds_area, split->group[g], codes[g]);
    if (r->up->adds_area) {
        const ind_added_area *area = &r->up->areas[codes[split->count]];
        r->result.group_name[0] = area->name;
        r->result.group_value[0] = area->code;
    }
    r->result.period_number = period;
    r->result.period = r->job->calendar.items[period].label;
    r->up->row[cell] = r->hidden++ | IND_HIDDEN_ROW;
    r->to->hidden(r->to->context, &r->result, r->up->cells, cell);
}

/* Of nobody known, of other areas, of codes that no list has: without them the parts are less than the whole. */
static void give_hidden(roll *r) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(r->up->cells); cell++)
        if (r->up->row[cell] == IND_NOT_GIVEN)
            give_hidden_cell(r, cell);
}

/* ---- splits ---- */

static void give_split(roll *r, const ind_grouping *split) {
    ind_roll_open(r->up, r->job, split);
    r->result = (ind_cell_result){.group_count = split->count + r->up->adds_area};
    for (size_t p = 0; p < r->job->calendar.count; p++)
        if (r->up->adds_area)
            give_areas(r, p);
        else
            give_strata(r, 0, p);
    if (r->to->hidden != NULL)
        give_hidden(r);
}

void ind_run_give(ind_run *run, size_t index, const ind_result_taker *to) {
    static const ind_grouping total;
    ind_job *job = &run->jobs[index];
    size_t most = job->measure->by_count + 1, count = 0;
    if (job->reason != NULL)
        return;
    ind_roll *rolls = ind_alloc_array(most, sizeof *rolls);
    roll r = {.job = job, .to = to, .series = ind_series_of(job->measure)};
    open_levels(&r, run);
    for (size_t b = 0; b < most; b++) {
        bool last = b == job->measure->by_count;
        if (last ? job->measure->by_count > 0 : !job->splits[b])
            continue;
        r.up = &rolls[count];
        give_split(&r, last ? &total : &job->measure->by[b]);
        if (to->link == NULL)
            ind_roll_close(r.up); /* links need those of all splits */
        else
            count++;
    }
    if (to->link != NULL)
        ind_links_find(rolls, count, to);
    for (size_t i = 0; i < count; i++)
        ind_roll_close(&rolls[i]);
    close_levels(&r);
    free(rolls);
}
