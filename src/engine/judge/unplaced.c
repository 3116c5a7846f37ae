/* unplaced.c - rows whose period, group or person cannot be worked out.
 *
 * A row without a day is in no period, so in no figure; one without a value of a group is in the figures of all and in
 * none of the group's but the unknown one; one of nobody is not followed.  Each is a finding of the measure.  Why a
 * value is unknown, the findings of the data say, and the flag of what could not be read. */
#include "engine/collect/collector.h"
#include "engine/judge/judge_data.h"

/* ---- counted ---- */

void ind_unplaced_take(ind_job *job) {
    for (size_t f = 0; f < job->measure->feed_count; f++) {
        if (job->feeds[f].collector == NULL)
            continue;
        const ind_collection *collection = job->feeds[f].collector->collection;
        ind_unplaced *unplaced = &job->unplaced[f];
        if (f > 0 && !job->kind->feeds[f].of_events && ind_measure_relation(job->measure, f) == NULL)
            continue;
        unplaced->rows = ind_collection_rows(collection);
        unplaced->kept = (int64_t)ind_timeline_events(ind_collection_timeline(collection));
        ind_collection_unplaced(collection, &unplaced->no_entity, &unplaced->no_day);
    }
}

/* The first term of every kind is how many rows or units are in the cell. */
enum { COUNTED };

/* Is the period one of those of the first grain that, counted back from the last, do not overlap?  They are all that is
 * needed to see each row once. */
static bool is_apart(const ind_calendar *calendar, size_t period) {
    ind_grain first = calendar->items[0].grain;
    int32_t free_to = INT32_MAX;
    for (size_t p = calendar->count; p-- > 0;) {
        if (calendar->items[p].grain != first || calendar->items[p].to >= free_to)
            continue;
        if (p == period)
            return true;
        free_to = calendar->items[p].from;
    }
    return false;
}

/* The days of a cell, by which codes are read.  Where periods overlap, some of them are all. */
static bool days_of(const ind_job *job, int32_t period, ind_days *days) {
    if (job->adds_months) {
        *days = (ind_days){ind_first_day_of_month(period), ind_first_day_of_month(period + 1) - 1};
        return true;
    }
    const ind_period *p = &job->calendar.items[period];
    *days = (ind_days){p->from, p->to};
    return is_apart(&job->calendar, (size_t)period);
}

/* How many of those that count have no value of the group, and how many count. */
static int64_t without_group(const ind_job *job, size_t term, size_t group, int64_t *all) {
    int64_t without = 0;
    *all = 0;
    for (uint32_t cell = 0; cell < ind_cells_count_of(job->counter.cells); cell++) {
        ind_days days;
        if (!days_of(job, ind_cells_period(job->counter.cells, cell), &days))
            continue;
        uint32_t code = ind_cells_codes(job->counter.cells, cell)[group];
        int64_t counted = ind_cells_get_count(job->counter.cells, cell, term);
        *all += counted;
        without += ind_strata_in(job->counter.strata, group, code, days) == 0 ? counted : 0;
    }
    return without;
}

/* ---- said ---- */

/* Few are to be expected: they have a cell of their own. */
static ind_severity severity_of(const ind_job *job, unsigned feed, int64_t count, int64_t of) {
    double limit = job->measure->feeds[feed].dataset->max_unreadable;
    return ind_is_too_much((uint64_t)count, limit, (uint64_t)of) ? IND_WARNING : IND_NOTE;
}

static void say_group(ind_run *run, ind_job *job, size_t group) {
    ind_str name = job->measure->groups[group].name;
    int64_t all, count = without_group(job, COUNTED, group, &all);
    if (count == 0)
        return;
    ind_job_find(run, job, (ind_job_finding){.rule = "no_group", .group = name, .count = count, .of = all});
    ind_diag_add(run->diag, severity_of(job, 0, count, all), IND_OK, "no_group", (ind_place){0}, NULL,
                 "%.*s: of %lld that count, %lld have no value of the group '%.*s': they are in the cell of the "
                 "unknown and in no other",
                 IND_STR_ARGS(job->measure->id), (long long)all, (long long)count, IND_STR_ARGS(name));
}

static void say_rows(ind_run *run, ind_job *job, ind_job_finding finding, const char *why) {
    if (finding.count == 0)
        return;
    finding.of = job->counter.flow.items[0].n;
    ind_job_find(run, job, finding);
    ind_diag_add(run->diag, IND_WARNING, IND_OK, finding.rule, (ind_place){0},
                 "look at the findings of that column; where a missing one is meant, say so in 'where'",
                 "%.*s: of %lld rows, %lld %s", IND_STR_ARGS(job->measure->id), (long long)finding.of,
                 (long long)finding.count, why);
}

static void say_events(ind_run *run, ind_job *job, size_t feed, ind_job_finding finding, const char *why) {
    if (finding.count == 0)
        return;
    finding.of = job->unplaced[feed].rows;
    ind_job_find(run, job, finding);
    ind_diag_add(run->diag, IND_WARNING, IND_OK, finding.rule, (ind_place){0},
                 "look at the findings of that column; where a missing one is meant, say so in 'event.where'",
                 "%.*s: of %lld rows of '%.*s', %lld %s", IND_STR_ARGS(job->measure->id), (long long)finding.of,
                 IND_STR_ARGS(job->measure->feeds[feed].dataset->name), (long long)finding.count, why);
}

static void say_all_events(ind_run *run, ind_job *job) {
    for (size_t f = 1; f < job->measure->feed_count; f++) {
        if (job->feeds[f].collector == NULL || ind_measure_relation(job->measure, f) != NULL)
            continue;
        say_events(run, job, f, (ind_job_finding){.rule = "no_event_day", .count = job->unplaced[f].no_day},
                   "are on no known day: they are the event of nobody");
        say_events(run, job, f, (ind_job_finding){.rule = "no_event_entity", .count = job->unplaced[f].no_entity},
                   "are of nobody known: they are the event of nobody");
    }
}

/* ---- rows of another dataset that are counted beside ---- */

static const ind_flow_step *period_beside(const ind_job *job) {
    const ind_flow *flow = &job->beside.flow;
    for (size_t i = 0; i < flow->count; i++) {
        size_t length = strlen(flow->items[i].step), tail = strlen(IND_STEP_PERIOD);
        if (length >= tail && strcmp(flow->items[i].step + length - tail, IND_STEP_PERIOD) == 0)
            return &flow->items[i];
    }
    return NULL;
}

static void say_beside(ind_run *run, ind_job *job, ind_job_finding finding, const char *why, ind_severity severity) {
    const ind_measure *m = job->measure;
    if (finding.count == 0)
        return;
    finding.dataset = m->feeds[IND_FEED_BESIDE].dataset->name;
    ind_job_find(run, job, finding);
    ind_diag_add(run->diag, severity, IND_OK, finding.rule, (ind_place){0}, "look at the findings of that column",
                 "%.*s: of %lld rows of '%.*s', %lld %s%.*s", IND_STR_ARGS(m->id), (long long)finding.of,
                 IND_STR_ARGS(finding.dataset), (long long)finding.count, why, IND_STR_ARGS(finding.group));
}

static void say_all_beside(ind_run *run, ind_job *job) {
    const ind_flow_step *period = period_beside(job);
    if (job->beside.state == NULL)
        return;
    ind_job_finding undated = {.rule = "no_period", .of = job->beside.flow.items[0].n};
    undated.count = period == NULL || period->unknown < 0 ? 0 : period->unknown;
    say_beside(run, job, undated, "are on no known day: they are in no period, and not counted", IND_WARNING);
    for (size_t g = 0; g < job->measure->group_count; g++) {
        ind_job_finding lost = {.rule = "no_group", .group = job->measure->groups[g].name};
        lost.count = without_group(job, job->kind->beside_term, g, &lost.of);
        if (job->kind->beside_apart && lost.count == lost.of) /* as a sample that is not by it */
            continue;
        say_beside(run, job, lost, "have no value of the group and are in the cell of the unknown alone: ",
                   severity_of(job, IND_FEED_BESIDE, lost.count, lost.of));
    }
}

/* ---- rules about another dataset ---- */

static void say_related(ind_run *run, ind_job *job, const ind_relation *relation, ind_job_finding finding,
                        const char *why) {
    const ind_measure *m = job->measure;
    if (finding.count == 0)
        return;
    finding.dataset = m->feeds[relation->feed].dataset->name;
    finding.of = job->unplaced[relation->feed].rows;
    ind_job_find(run, job, finding);
    ind_diag_add(run->diag, IND_WARNING, IND_OK, finding.rule, (ind_place){0}, "look at the findings of that column",
                 "%.*s: of %lld rows of '%.*s', %lld that rule '%.*s' asks for %s", IND_STR_ARGS(m->id),
                 (long long)finding.of, IND_STR_ARGS(finding.dataset), (long long)finding.count,
                 IND_STR_ARGS(relation->id), why);
}

static bool is_required(const ind_measure *measure, const ind_relation *relation) {
    const ind_param *require = ind_measure_param(measure, "require");
    for (size_t i = 0; i < require->count; i++)
        if (&require->relations[i] == relation)
            return true;
    return false;
}

/* Not one of many has a row there: they are all written in another way, or the file is not what it should be.  Of what
 * leaves out, such as a rare diagnosis, there may be hardly any rows. */
static void say_nobody(ind_run *run, ind_job *job, const ind_relation *relation) {
    const ind_measure *m = job->measure;
    int64_t all = job->unplaced[relation->feed].alone;
    ind_str dataset = m->feeds[relation->feed].dataset->name;
    if (all < IND_LEAST_FAULTS || (job->unplaced[relation->feed].kept < IND_LEAST_FAULTS && !is_required(m, relation)))
        return;
    job->flags |= IND_FLAG_DATA_FINDINGS;
    ind_job_find(run, job, (ind_job_finding){.rule = "nobody_related", .dataset = dataset, .count = all, .of = all});
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "nobody_related", (ind_place){0},
                 "are identifiers written in another way there, or are rows missing?",
                 "%.*s: of %lld that are followed, not one has a row of '%.*s' that rule '%.*s' asks for",
                 IND_STR_ARGS(m->id), (long long)all, IND_STR_ARGS(dataset), IND_STR_ARGS(relation->id));
}

static void say_relations(ind_run *run, ind_job *job) {
    for (size_t f = 1; f < job->measure->feed_count; f++) {
        const ind_relation *relation = ind_measure_relation(job->measure, f);
        const ind_unplaced *unplaced = &job->unplaced[f];
        if (relation == NULL)
            continue;
        say_related(run, job, relation, (ind_job_finding){.rule = "no_entity", .count = unplaced->no_entity},
                    "are of nobody known: they are not looked at");
        say_related(run, job, relation, (ind_job_finding){.rule = "no_first_day", .count = unplaced->no_day},
                    "have no first day: they are not looked at");
        say_nobody(run, job, relation);
    }
}

void ind_unplaced_say(ind_run *run, ind_job *job) {
    const ind_flow_step *period = ind_flow_find(&job->counter.flow, IND_STEP_PERIOD);
    int64_t no_day = job->unplaced[0].no_day + (period == NULL || period->unknown < 0 ? 0 : period->unknown);
    say_rows(run, job, (ind_job_finding){.rule = "no_period", .count = no_day},
             "are on no known day: they are in no period, and not counted");
    say_rows(run, job, (ind_job_finding){.rule = "no_entity", .count = job->unplaced[0].no_entity},
             "are of nobody known: they are not followed");
    say_all_events(run, job);
    say_all_beside(run, job);
    say_relations(run, job);
    for (size_t g = 0; job->adds_groups && g < job->measure->group_count; g++)
        say_group(run, job, g);
}
