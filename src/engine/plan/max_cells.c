/* max_cells.c - how many cells the report will have, before somebody waits for it.
 *
 * A split has a cell for every combination of its groups' values in every period, so that two groups of a thousand
 * values each make a million.  The values of a codelist are known before anything is read, of others when all is. */
#include "engine/plan/plan.h"

#include <stdlib.h>

typedef struct {
    const ind_job *job;
    uint64_t cells;
} job_cells;

static uint64_t times(uint64_t a, uint64_t b) {
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

static uint64_t plus(uint64_t a, uint64_t b) {
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* Values of a group but "unknown", which gets cells only where it is counted.  At least one: there may be some yet. */
static uint64_t values_of(ind_strata *strata, size_t group) {
    size_t count;
    ind_strata_domain(strata, group, &count);
    return count > 2 ? count - 1 : 1;
}

/* With --area, a split without area has each area asked for as a key beside. */
static uint64_t strata_of(const ind_job *job, ind_strata *strata, const ind_grouping *split) {
    uint64_t count = 1;
    bool has_area = false;
    for (size_t g = 0; g < split->count; g++) {
        count = times(count, values_of(strata, split->group[g]));
        has_area |= ind_strata_is_area(strata, split->group[g]);
    }
    return job->areas.chosen && !has_area ? times(count, job->areas.count) : count;
}

static uint64_t cells_of(const ind_job *job, ind_strata *strata) {
    static const ind_grouping total;
    uint64_t cells = job->measure->by_count == 0 ? strata_of(job, strata, &total) : 0;
    for (size_t b = 0; b < job->measure->by_count; b++)
        if (job->splits[b])
            cells = plus(cells, strata_of(job, strata, &job->measure->by[b]));
    return times(cells, job->calendar.count);
}

static int by_cells(const void *a, const void *b) {
    const job_cells *x = a, *y = b;
    return x->cells != y->cells ? (x->cells < y->cells ? 1 : -1)
                                : ind_str_compare(x->job->measure->id, y->job->measure->id);
}

static ind_status refuse(const ind_run *run, job_cells *jobs, size_t count, uint64_t all, bool read) {
    enum { MOST_NAMED = 5 };
    ind_buffer names = {0};
    qsort(jobs, count, sizeof *jobs, by_cells);
    for (size_t i = 0; i < count && i < MOST_NAMED; i++)
        ind_buffer_format(&names, "%s'%.*s' %llu", i == 0 ? "" : ", ", IND_STR_ARGS(jobs[i].job->measure->id),
                          (unsigned long long)jobs[i].cells);
    if (count > MOST_NAMED)
        ind_buffer_format(&names, " and %zu more", count - MOST_NAMED);
    ind_buffer_add(&names, "", 1);
    ind_status status =
        ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "max_cells", (ind_place){0},
                     "choose measures, --grain, --by or --area, or raise --max-cells",
                     "the report would have at least %llu cells%s, more than %llu: %s", (unsigned long long)all,
                     read ? ", as the data have them" : "", (unsigned long long)run->options->max_cells, names.data);
    ind_buffer_free(&names);
    return status;
}

/* READ: the values of the data are known. */
static ind_status check(const ind_run *run, bool read) {
    if (run->options->max_cells == 0)
        return IND_OK;
    job_cells *jobs = ind_alloc_array(run->job_count + 1, sizeof *jobs);
    size_t count = 0;
    uint64_t all = 0;
    for (size_t i = 0; i < run->job_count; i++) {
        const ind_job *job = &run->jobs[i];
        if (job->reason != NULL || (read && job->counter.strata == NULL))
            continue;
        ind_strata *strata = read ? job->counter.strata : ind_strata_new(job->measure, 0, &job->areas);
        jobs[count] = (job_cells){job, cells_of(job, strata)};
        all = plus(all, jobs[count++].cells);
        if (!read)
            ind_strata_free(strata);
    }
    ind_status status = all > run->options->max_cells ? refuse(run, jobs, count, all, read) : IND_OK;
    free(jobs);
    return status;
}

ind_status ind_max_cells_plan(const ind_run *run) {
    return check(run, false);
}

ind_status ind_max_cells_read(const ind_run *run) {
    return check(run, true);
}
