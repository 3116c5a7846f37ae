/* overflows.c - arithmetic that left its range, by clause of a measure.
 *
 * Expressions count for themselves (expression.h).  Where several measures have a clause in common, the one that came
 * first evaluates it for all: what it counted is said of each, as if each had been computed alone. */
#include "definition/measure_clauses.h"
#include "engine/collect/collector.h"
#include "engine/judge/judge_data.h"

static const ind_expr *shared_group(const ind_job *job, const ind_expr *expr) {
    const ind_feed_plan *owner = job->feeds[0].strata;
    for (size_t g = 0; owner != NULL && g < job->measure->group_count; g++)
        if (job->measure->groups[g].expr == expr)
            return owner->job->measure->groups[g].expr;
    return expr;
}

static uint64_t counted(const ind_expr *expr) {
    return ind_expr_overflowed(expr).count;
}

/* The expression that was evaluated for CLAUSE. */
static const ind_expr *evaluated(const ind_run *run, const ind_job *job, const ind_clause *clause) {
    const ind_feed_plan *feed = &job->feeds[clause->feed];
    const ind_feed_plan *owner = feed->collector == NULL ? NULL : feed->collector->plan;
    const ind_expr *found = shared_group(job, clause->expr);
    if (owner == NULL || owner->job == job)
        return found;
    size_t count;
    const ind_clause *theirs = ind_clauses_of(run->arena, owner->job->measure, &count);
    for (size_t i = 0; i < count; i++)
        if (counted(theirs[i].expr) > counted(found) && ind_expr_same(theirs[i].expr, clause->expr))
            found = theirs[i].expr;
    return found;
}

/* A dataset that is a table and scanned too has its columns made in both places: the scan counts. */
static void forget_derived(const ind_measure *measure, const ind_input *input) {
    for (size_t i = 0; i < measure->derived_count; i++)
        if (input == NULL || measure->derived[i]->dataset == input->dataset)
            ind_expr_forget_overflows(measure->derived[i]->expr);
}

void ind_overflows_forget(const ind_run *run, const ind_input *input) {
    ind_arena *arena = ind_arena_new();
    for (size_t i = 0; i < run->job_count; i++) {
        size_t count;
        const ind_clause *clauses = ind_clauses_of(arena, run->jobs[i].measure, &count);
        for (size_t c = 0; c < count; c++)
            if (input == NULL || run->jobs[i].feeds[clauses[c].feed].input == input)
                ind_expr_forget_overflows(clauses[c].expr);
        forget_derived(run->jobs[i].measure, input);
    }
    ind_arena_free(arena);
}

static void add(ind_run *run, ind_job *job, const char *clause, const ind_json *node, ind_expr_overflow overflow) {
    job->overflows = ind_arena_grow(run->arena, job->overflows, job->overflow_count, &job->overflow_capacity,
                                    sizeof *job->overflows);
    job->overflows[job->overflow_count++] = (ind_clause_overflow){clause, overflow.count};
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "overflow", ind_clause_place(node, overflow.start, overflow.end),
                 "the value is taken as unknown; where that is meant, ask for the range first, as in 'case when'",
                 "%.*s: this calculation leaves its range, %llu %s: an integer beyond 64 bits, a number too large, or "
                 "a day outside the years 1 to 9999",
                 IND_STR_ARGS(job->measure->id), (unsigned long long)overflow.count,
                 overflow.count == 1 ? "time" : "times");
}

void ind_overflows_say(ind_run *run, ind_job *job) {
    size_t count;
    const ind_clause *clauses = ind_clauses_of(run->arena, job->measure, &count);
    for (size_t i = 0; i < count; i++) {
        ind_expr_overflow overflow = ind_expr_overflowed(evaluated(run, job, &clauses[i]));
        if (overflow.count > 0)
            add(run, job, clauses[i].pointer, clauses[i].node, overflow);
    }
    for (size_t i = 0; i < job->measure->derived_count; i++) {
        const ind_derived *derived = job->measure->derived[i];
        ind_expr_overflow overflow = ind_expr_overflowed(derived->expr);
        if (overflow.count > 0)
            add(run, job,
                ind_arena_format(run->arena, "%.*s.%.*s", IND_STR_ARGS(derived->dataset->name),
                                 IND_STR_ARGS(derived->schema.name)),
                derived->node, overflow);
    }
}
