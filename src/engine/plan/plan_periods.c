/* plan_periods.c - the days of a run, and the periods that each measure gets of them.
 *
 * What is shown is asked for; what it needs before and after belongs to the measure's calendar and is read.  So a cell
 * is the same whatever days are asked for. */
#include "engine/plan/plan_periods.h"
#include "base/date.h"
#include "base/hint.h"
#include "cells/series.h"

enum { MOST_YEARS = 200 };

ind_status ind_plan_usage(ind_run *run, const char *rule, const char *help, const char *what, const char *value) {
    return ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, rule, (ind_place){0}, help, "%s '%s'", what, value);
}

/* ---- days ---- */

/* Without --period: all days of the deliveries of the datasets that are counted. */
static bool period_of_deliveries(ind_run *run) {
    bool found = false;
    for (size_t i = 0; i < run->job_count; i++) {
        int32_t from, to;
        if (run->jobs[i].reason != NULL ||
            !ind_deliveries_range(run->deliveries, run->jobs[i].measure->feeds[0].dataset->name, &from, &to))
            continue;
        run->from = !found || from < run->from ? from : run->from;
        run->to = !found || to > run->to ? to : run->to;
        found = true;
    }
    return found;
}

/* A month that goes on is whole only where that is wanted. */
static void cut_to_whole_months(ind_run *run) {
    int32_t first = ind_month_of_day(run->from);
    int32_t last = run->options->open_period ? ind_month_of_day(run->to) : ind_month_of_day(run->to + 1) - 1;
    if (ind_first_day_of_month(first) < run->from)
        first++;
    run->from = ind_first_day_of_month(first);
    run->to = ind_first_day_of_month(last + 1) - 1;
}

static ind_status no_days(ind_run *run) {
    return ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "period", (ind_place){0},
                        "give --period, such as --period 2024, or a dataset of deliveries", "no period is given");
}

static bool reach_is_known(const ind_run *run, const ind_job *job) {
    return ind_deliveries_known(run->deliveries, job->measure->feeds[0].dataset->name);
}

/* Where nothing tells how far the data reach, an open period would look like a whole one. */
static ind_status check_open(ind_run *run) {
    bool known = false, any = false;
    for (size_t i = 0; i < run->job_count; i++) {
        any |= run->jobs[i].reason == NULL;
        known |= run->jobs[i].reason == NULL && reach_is_known(run, &run->jobs[i]);
    }
    if (!run->options->open_period || known || !any)
        return IND_OK;
    return ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "open_period", (ind_place){0},
                        "give --complete-until, or a dataset of deliveries",
                        "--open-period: nothing tells how far the data reach");
}

ind_status ind_plan_days(ind_run *run) {
    const char *text = run->options->period;
    ind_status status = IND_OK;
    bool any = false;
    for (size_t i = 0; i < run->job_count; i++)
        any |= run->jobs[i].reason == NULL;
    if (text != NULL && !ind_period_parse(ind_str_of(text), &run->from, &run->to))
        status = ind_plan_usage(run, "period", "2024, 2024-Q1, 2024-T1, 2024-H1, 2024-03 or 2023-01..2024-12",
                                "not a period:", text);
    else if (text == NULL && any && !period_of_deliveries(run))
        status = no_days(run);
    status = ind_status_worst(status, check_open(run));
    if (status != IND_OK)
        return status;
    if (text == NULL && any)
        cut_to_whole_months(run);
    if (run->to - run->from > MOST_YEARS * 366)
        return ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "period", (ind_place){0},
                            text == NULL ? "give --period"
                                         : "compute it in parts: a century that nobody meant is "
                                           "most often a slip in a year",
                            "the period is longer than %d years", MOST_YEARS);
    return IND_OK;
}

/* ---- grains ---- */

static bool grain_chosen(const ind_run *run, int grain) {
    for (size_t i = 0; i < run->options->grain_count; i++)
        if (strcmp(run->options->grains[i], ind_grain_name((ind_grain)grain)) == 0)
            return true;
    return run->options->grain_count == 0;
}

/* The grain that a Swedish name, also without its marks, stands for; -1: none. */
static int grain_in_swedish(const char *name) {
    static const char *const swedish[IND_GRAINS][3] = {
        [IND_GRAIN_MONTH] = {"manad", "månad"},
        [IND_GRAIN_QUARTER] = {"kvartal"},
        [IND_GRAIN_HALF_YEAR] = {"halvar", "halvår"},
        [IND_GRAIN_YEAR] = {"ar", "år", "helår"},
        [IND_GRAIN_ROLLING12] = {"rullande", "rullande12", "r12"},
        [IND_GRAIN_CUMULATIVE] = {"kumulativ", "kumulativt", "ackumulerat"},
        [IND_GRAIN_ALL] = {"alla", "allt", "hela"},
        [IND_GRAIN_BROKEN_YEAR] = {"brutet_ar", "brutet_år", "brutet"},
        [IND_GRAIN_POOLED_YEARS] = {"flerar", "flerår", "poolat"},
    };
    for (int g = 0; g < IND_GRAINS; g++)
        for (size_t i = 0; i < 3 && swedish[g][i] != NULL; i++)
            if (strcmp(swedish[g][i], name) == 0)
                return g;
    return -1;
}

/* "the closest is 'year'", else all of them. */
static const char *nearest_grain(ind_run *run, const char *grain) {
    int meant = grain_in_swedish(grain);
    ind_hint hint = ind_hint_start(ind_str_of(grain));
    for (int g = 0; g < IND_GRAINS; g++)
        ind_hint_offer(&hint, ind_str_of(ind_grain_name((ind_grain)g)));
    ind_str best = meant >= 0 ? ind_str_of(ind_grain_name((ind_grain)meant)) : ind_hint_best(&hint);
    return best.length == 0
               ? "one of " IND_GRAIN_NAMES
               : ind_arena_format(run->arena, "the closest is '%.*s', of " IND_GRAIN_NAMES, IND_STR_ARGS(best));
}

ind_status ind_plan_grains_check(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->options->grain_count; i++) {
        bool known = false;
        for (size_t g = 0; g < IND_GRAINS; g++)
            known |= strcmp(run->options->grains[i], ind_grain_name((ind_grain)g)) == 0;
        if (!known)
            status = ind_plan_usage(run, "grain", nearest_grain(run, run->options->grains[i]), "no grain",
                                    run->options->grains[i]);
    }
    return status;
}

/* The grains that are asked for, of those that the definition has. */
static size_t choose_grains(const ind_run *run, const ind_measure *measure, int chosen[IND_GRAINS]) {
    int all[IND_GRAINS];
    size_t count = 0, of = ind_calendar_grains(measure, all);
    for (size_t i = 0; i < of; i++)
        if (grain_chosen(run, all[i]))
            chosen[count++] = all[i];
    return count;
}

/* ---- periods ---- */

/* Where the definition names the grain. */
static ind_place place_of_grain(const ind_measure *measure, int grain) {
    const ind_param *grains = ind_measure_param(measure, "period.grain");
    for (size_t i = 0; i < grains->count; i++)
        if (grains->choices[i] == grain)
            return ind_json_place(grains->node->items[i]);
    return ind_json_place(
        ind_measure_param(measure, grain == IND_GRAIN_POOLED_YEARS ? "period.years" : "period.year_from")->node);
}

/* A grain that was asked for by name and has no whole period would be missed by nobody else. */
static void say_without_period(ind_run *run, const ind_job *job, const ind_periods_wanted *wanted) {
    for (size_t i = 0; run->options->grain_count > 0 && i < wanted->count; i++) {
        bool has = false;
        for (size_t p = 0; p < job->calendar.count; p++)
            has |= (int)job->calendar.items[p].grain == wanted->grains[i];
        if (!has)
            ind_diag_add(run->diag, IND_WARNING, IND_OK, "no_whole_period",
                         place_of_grain(job->measure, wanted->grains[i]), "give more days with --period",
                         "%.*s: no whole period of '%s' inside the days asked for", IND_STR_ARGS(job->measure->id),
                         ind_grain_name((ind_grain)wanted->grains[i]));
    }
}

/* What is late, done or ongoing is judged on the last day that the measure's datasets all reach. */
static void set_as_of(const ind_run *run, ind_job *job) {
    for (size_t p = 0; p < job->calendar.count; p++) {
        ind_period *period = &job->calendar.items[p];
        period->as_of = period->to;
        for (size_t f = 0; f < job->measure->feed_count; f++)
            period->as_of = ind_deliveries_as_of(run->deliveries, job->measure->feeds[f].dataset->name, period->from,
                                                 period->as_of);
    }
}

void ind_plan_calendar(ind_run *run, ind_job *job) {
    const ind_measure *measure = job->measure;
    int chosen[IND_GRAINS];
    const ind_periods_wanted wanted = {.grains = chosen,
                                       .count = choose_grains(run, measure, chosen),
                                       .year_from = (int)ind_measure_param(measure, "period.year_from")->integer,
                                       .years = (int)ind_measure_param(measure, "period.years")->integer,
                                       .inside = run->options->period == NULL,
                                       .open = run->options->open_period && reach_is_known(run, job)};
    ind_calendar_make(&job->calendar, run->from, run->to, &wanted);
    set_as_of(run, job);
    if (wanted.count == 0) {
        job->reason = "the definition has none of the grains asked for";
    } else if (job->calendar.count == 0) {
        job->reason = "no whole period inside the days asked for";
        job->skipped = true; /* what was asked for does not concern it */
    } else
        say_without_period(run, job, &wanted);
    if (run->options->open_period && !wanted.open && job->reason == NULL)
        ind_diag_add(run->diag, IND_WARNING, IND_OK, "no_open_period", (ind_place){0}, "give --complete-until",
                     "%.*s: no period that goes on is shown, for nothing tells how far '%.*s' reaches",
                     IND_STR_ARGS(measure->id), IND_STR_ARGS(measure->feeds[0].dataset->name));
}
