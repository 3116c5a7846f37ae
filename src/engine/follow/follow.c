/* follow.c - the entities of a collector, part by part, to every measure that asked for them.
 *
 * Threads take the next part that nobody has taken, sort it, and let each measure follow its entities; each thread
 * counts for itself, and cells add up exactly, so the outcome does not depend on who took what. */
#include "engine/follow/follow.h"
#include "base/parallel.h"
#include "engine/collect/collector.h"
#include "engine/collect/counter.h"
#include "engine/judge/judge_data.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { WORTH_A_THREAD = 5000 }; /* events to be followed, by each measure anew */

typedef struct {
    ind_run *run;
    ind_collector *collector;
    ind_job **jobs; /* whose first feed it is, and whose other feeds are there */
    size_t job_count;
    unsigned threads;
    ind_counter *counters; /* thread by thread, job by job; those of the first thread are the jobs' own */
    atomic_uint next;      /* part */
    atomic_size_t alike;   /* names within entities */
    atomic_size_t entities;
    atomic_bool *related; /* by job and feed: some entity has a row there */
} following;

/* ---- by each thread ---- */

static ind_counter *counter_of(const following *f, unsigned thread, size_t job) {
    return thread == 0 ? &f->jobs[job]->counter : &f->counters[thread * f->job_count + job];
}

/* Has one of the entities of the part a row that a rule about another dataset asks for?  Asked until one has. */
static void find_related(following *f, size_t number, const ind_events *events) {
    const ind_measure *m = f->jobs[number]->measure;
    for (size_t k = 1; k < m->feed_count; k++) {
        atomic_bool *related = &f->related[number * IND_MAX_FEEDS + k];
        for (size_t e = 0; ind_measure_relation(m, k) != NULL && e < events->part->entities && !*related; e++) {
            size_t first, count;
            ind_events_find(events, &events[k], ind_events_entity(events, events->part->starts[e]), &first, &count);
            if (count > 0)
                *related = true;
        }
    }
}

static void follow_part(following *f, unsigned thread, unsigned part) {
    const ind_collection *collection = f->collector->collection;
    const ind_timeline_part *sorted = ind_timeline_sort(ind_collection_timeline(collection), part);
    atomic_fetch_add(&f->alike, sorted->alike);
    atomic_fetch_add(&f->entities, sorted->entities);
    ind_vector roles[IND_MAX_ROLES];
    ind_events events[IND_MAX_FEEDS] = {ind_collection_events(collection, sorted, part == 0, roles)};
    events[0].part_number = part;
    for (size_t i = 0; i < f->job_count; i++) {
        ind_job *job = f->jobs[i];
        for (size_t k = 1; k < job->measure->feed_count; k++)
            if (job->feeds[k].collector != NULL)
                events[k] = ind_collection_events(job->feeds[k].collector->collection, NULL, false, NULL);
        find_related(f, i, events);
        job->kind->reduce(counter_of(f, thread, i)->state, events);
    }
}

static void follow_parts(void *context, unsigned thread) {
    following *f = context;
    ind_timeline *timeline = ind_collection_timeline(f->collector->collection);
    for (unsigned part; (part = atomic_fetch_add(&f->next, 1)) < IND_TIMELINE_PARTS;) {
        follow_part(f, thread, part);
        if (f->collector->users == f->job_count)
            ind_timeline_drop(timeline, part);
    }
}

static void sort_parts(void *context, unsigned thread) {
    following *f = context;
    (void)thread;
    for (unsigned part; (part = atomic_fetch_add(&f->next, 1)) < IND_TIMELINE_PARTS;)
        atomic_fetch_add(&f->alike, ind_timeline_sort(ind_collection_timeline(f->collector->collection), part)->alike);
}

/* ---- one collector ---- */

static unsigned threads_for(const ind_run *run, const ind_collector *collector, size_t measures) {
    size_t events = ind_timeline_events(ind_collection_timeline(collector->collection));
    size_t worth = events * measures / WORTH_A_THREAD + 1;
    return worth < run->threads ? (unsigned)worth : run->threads;
}

/* Where entities are only looked for. */
static void sort_all(ind_run *run, ind_collector *collector) {
    following f = {.run = run, .collector = collector, .threads = threads_for(run, collector, 1)};
    ind_parallel(f.threads, sort_parts, &f);
    collector->alike = f.alike;
}

static void done_with(ind_collector *collector) {
    if (--collector->users == 0)
        ind_collector_close(collector);
}

static void open_counters(following *f) {
    f->counters = ind_alloc_array(f->threads * f->job_count, sizeof *f->counters);
    for (size_t i = 0; i < f->job_count; i++) {
        ind_job *job = f->jobs[i];
        ind_counter_open(f->run, job, 0, &job->counter, NULL);
        job->counter.flow.items[0].n = ind_collection_rows(f->collector->collection);
        ind_unplaced_take(job);
        for (unsigned n = 1; n < f->threads; n++)
            ind_counter_open(f->run, job, 0, counter_of(f, n, i), NULL);
    }
}

/* How many entities there are, where none of them is in the other dataset. */
static void take_related(const following *f, size_t entities) {
    for (size_t i = 0; i < f->job_count; i++)
        for (size_t k = 1; k < f->jobs[i]->measure->feed_count; k++)
            f->jobs[i]->unplaced[k].alone = f->related[i * IND_MAX_FEEDS + k] ? 0 : (int64_t)entities;
}

static void close_counters(following *f) {
    for (size_t i = 0; i < f->job_count; i++)
        for (unsigned n = 1; n < f->threads; n++) {
            ind_counter_merge(f->jobs[i], &f->jobs[i]->counter, counter_of(f, n, i));
            ind_counter_close(f->jobs[i], counter_of(f, n, i));
        }
    free(f->counters);
}

static void follow_collector(following *f) {
    for (size_t i = 0; i < f->job_count; i++)
        for (size_t k = 1; k < f->jobs[i]->measure->feed_count; k++)
            if (f->jobs[i]->feeds[k].collector != NULL)
                sort_all(f->run, f->jobs[i]->feeds[k].collector);
    f->threads = threads_for(f->run, f->collector, f->job_count);
    open_counters(f);
    f->related = ind_alloc_array(f->job_count * IND_MAX_FEEDS, sizeof *f->related);
    f->entities = 0;
    ind_parallel(f->threads, follow_parts, f);
    f->collector->alike = f->alike;
    take_related(f, f->entities);
    free(f->related);
    close_counters(f);
    for (size_t i = 0; i < f->job_count; i++) {
        f->jobs[i]->followed = true;
        for (size_t k = 0; k < f->jobs[i]->measure->feed_count; k++)
            if (f->jobs[i]->feeds[k].collector != NULL)
                done_with(f->jobs[i]->feeds[k].collector);
    }
}

/* ---- all of them ---- */

/* Of other inputs nothing is looked at: they may be read at the same time. */
static bool is_ready(const ind_job *job, const ind_input *alone) {
    bool ready = job->reason == NULL && ind_kind_follows(job->measure);
    for (size_t k = 0; ready && k < job->measure->feed_count; k++)
        ready = alone == NULL || job->feeds[k].collector == NULL || job->feeds[k].input == alone;
    ready = ready && !job->followed;
    for (size_t k = 0; ready && k < job->measure->feed_count; k++)
        ready = job->feeds[k].collector == NULL || job->feeds[k].collector->collection != NULL;
    return ready;
}

void ind_follow_entities(ind_run *run, const ind_input *alone) {
    following f = {.run = run};
    f.jobs = ind_alloc_array(run->job_count, sizeof(ind_job *));
    for (size_t first = 0; first < run->job_count; first++) {
        if (!is_ready(&run->jobs[first], alone))
            continue;
        f.collector = run->jobs[first].feeds[0].collector;
        f.job_count = 0;
        f.next = 0;
        for (size_t i = first; i < run->job_count; i++)
            if (is_ready(&run->jobs[i], alone) && run->jobs[i].feeds[0].collector == f.collector)
                f.jobs[f.job_count++] = &run->jobs[i];
        follow_collector(&f);
    }
    free(f.jobs);
}
