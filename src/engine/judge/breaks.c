/* breaks.c - shown periods that mix what was measured in two ways, as the definition says when the way changed.
 *
 * Their cells are flagged; that there are such is said once a break, with its place. */
#include "cells/series.h"
#include "engine/judge/judge_data.h"

static void say(ind_run *run, ind_job *job, ind_place place, ind_str day, const ind_period *first, int64_t mixed) {
    if (mixed == 0)
        return;
    ind_job_find(run, job,
                 (ind_job_finding){.rule = "mixed_series", .count = mixed, .of = (int64_t)job->calendar.count});
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "mixed_series", place,
                 "their cells are flagged series_break; leave out the grain, or begin the series anew",
                 "%.*s: %lld of %zu periods have days before and after the break of %.*s, the first is %s",
                 IND_STR_ARGS(job->measure->id), (long long)mixed, job->calendar.count, IND_STR_ARGS(day),
                 first->label);
}

void ind_breaks_say(ind_run *run, ind_job *job) {
    const ind_param *breaks = ind_measure_param(job->measure, "series.breaks");
    ind_series series = ind_series_of(job->measure);
    for (size_t i = 0; i < series.count; i++) {
        const ind_period *first = NULL;
        int64_t mixed = 0;
        for (size_t p = 0; p < job->calendar.count; p++) {
            const ind_period *period = &job->calendar.items[p];
            if (!ind_series_has(&series, period->from, period->to) ||
                !ind_series_mixes(period->from, period->to, series.breaks[i]))
                continue;
            first = first == NULL ? period : first;
            mixed++;
        }
        say(run, job, ind_json_place(breaks->node->items[i]), breaks->node->items[i]->text, first, mixed);
    }
}
