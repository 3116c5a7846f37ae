/* run.c - a run from beginning to end: plan, load, scan, reduce. */
#include "base/cores.h"
#include "base/memory_limit.h"
#include "base/plain.h"
#include "engine/engine.h"

#include <errno.h>

/* ---- finish ---- */

static ind_status finish_job(ind_run *run, ind_job *job) {
    size_t said = ind_diag_count(run->diag);
    ind_status status = job->kind->finish == NULL ? IND_OK : job->kind->finish(job->counter.state, run->diag);
    if (job->beside.state != NULL)
        status = ind_status_worst(status, job->kind->finish(job->beside.state, run->diag));
    if (ind_diag_count(run->diag) > said) /* what a kind has to say is about the data that its figures rest on */
        job->flags |= IND_FLAG_DATA_FINDINGS;
    if (ind_cells_overflow(job->counter.cells))
        status = ind_diag_add(run->diag, IND_ERROR, IND_E_DATA, "overflow", (ind_place){0}, NULL,
                              "%.*s: a sum is too large, or a value is not a number", IND_STR_ARGS(job->measure->id));
    return status;
}

static ind_status finish_jobs(ind_run *run) {
    ind_status status = run->contradicted ? IND_FINDINGS : IND_OK;
    for (size_t i = 0; i < run->job_count; i++) {
        ind_job *job = &run->jobs[i];
        if (job->open) {
            ind_diag_add(run->diag, IND_NOTE, IND_OK, "open", (ind_place){0}, NULL, "%.*s is open: %s",
                         IND_STR_ARGS(job->measure->id), job->reason);
        } else if (job->skipped) {
            ind_diag_add(run->diag, IND_WARNING, IND_OK, "skipped", (ind_place){0}, NULL, "%.*s is skipped: %s",
                         IND_STR_ARGS(job->measure->id), job->reason);
        } else if (job->reason != NULL) {
            ind_status now = run->options->require_all ? IND_E_DATA : IND_FINDINGS;
            status = ind_status_worst(status, now);
            ind_diag_add(run->diag, now == IND_E_DATA ? IND_ERROR : IND_WARNING, now, "not_computed", (ind_place){0},
                         NULL, "%.*s is not computed: %s", IND_STR_ARGS(job->measure->id), job->reason);
        } else {
            status = ind_status_worst(status, finish_job(run, job));
            ind_overflows_say(run, job);
            ind_unplaced_say(run, job);
            ind_breaks_say(run, job);
        }
    }
    return status;
}

/* ---- findings in the data, as messages ---- */

/* So many lines are named; the report has more. */
enum { LINES_SAID = 5 };

static void add_lines(const ind_data_finding *f, uint64_t records, ind_buffer *out) {
    if (f->count < 2 || f->shown == 0)
        return;
    ind_buffer_format(out, ", in %llu", (unsigned long long)f->count);
    if (records >= f->count)
        ind_buffer_format(out, " of %llu", (unsigned long long)records);
    ind_buffer_text(out, " records: lines ");
    for (uint32_t i = 0; i < f->shown && i < LINES_SAID; i++)
        ind_buffer_format(out, "%s%llu", i == 0 ? "" : ", ", (unsigned long long)f->line[i]);
    if (f->count > LINES_SAID)
        ind_buffer_text(out, " and so on");
}

/* One line for all records: nobody reads a line for each, and the next finding must not be lost among them. */
static void say_finding(ind_run *run, const char *path, const ind_data_finding *f, uint64_t records) {
    ind_buffer text = {0};
    ind_place place = {.file = path, .line = f->shown > 0 ? f->line[0] : 0, .column = f->field};
    if (f->column != NULL)
        ind_buffer_format(&text, "'%s' ", f->column);
    ind_buffer_text(&text, f->what);
    if (f->shown > 0 && f->shape[0][0] != '\0')
        ind_buffer_format(&text, " (shape %s)", f->shape[0]);
    add_lines(f, records, &text);
    ind_diag_add(run->diag, f->severity, IND_OK, f->rule, place, NULL, "%s", text.data);
    ind_buffer_free(&text);
}

static void say_findings(ind_run *run) {
    for (size_t i = 0; i < run->input_count; i++) {
        ind_input *input = &run->inputs[i];
        for (size_t f = 0; f < input->file_count; f++) {
            const ind_findings *lists[] = {&input->reports[f].findings, &input->misses[f]};
            for (size_t l = 0; l < 2; l++)
                for (size_t k = 0; k < lists[l]->count; k++)
                    say_finding(run, input->files[f].path, &lists[l]->items[k], input->reports[f].records);
        }
    }
}

/* ---- the run ---- */

static ind_status execute(ind_run *run, const ind_measure *const *measures, size_t count) {
    ind_status status = ind_plan_inputs(run);
    if (status != IND_OK)
        return status;
    ind_plan_jobs(run, measures, count);
    ind_overflows_forget(run, NULL);
    if ((status = ind_load_deliveries(run)) != IND_OK || (status = ind_load_comments(run)) != IND_OK ||
        (status = ind_plan_period(run)) != IND_OK)
        return status;
    if ((status = ind_max_cells_plan(run)) != IND_OK)
        return status;
    ind_deliveries_judge(run);
    ind_plan_columns(run);
    ind_inputs_size(run);
    status = ind_load_references(run);
    if (status == IND_OK)
        status = ind_inputs_scan(run);
    if (status == IND_OK)
        ind_counters_join(run);
    if (status == IND_OK)
        ind_ids_alike_find(run);
    say_findings(run);
    if (status == IND_OK)
        status = ind_person_numbers_judge(run);
    if (status == IND_OK)
        status = ind_deliveries_count_rows(run);
    if (status == IND_OK)
        status = ind_max_cells_read(run);
    if (status == IND_OK)
        status = ind_absent_judge(run);
    if (status == IND_OK) {
        ind_unreadable_judge(run);
        ind_emptied_judge(run);
        ind_outside_judge(run);
        ind_order_judge(run);
        ind_sums_judge(run);
    }
    return status == IND_OK ? finish_jobs(run) : status;
}

static ind_status limit_memory(const ind_run *run) {
    if (ind_memory_limit_set(run->options->memory_limit))
        return IND_OK;
    const char *why = errno == 0 ? NULL : strerror(errno);
    return ind_diag_add(run->diag, IND_ERROR, IND_E_SYSTEM, "memory_limit", (ind_place){0},
                        "leave out the memory limit", "this system does not tell how much memory is in use%s%s",
                        why == NULL ? "" : ": ", why == NULL ? "" : why);
}

ind_status ind_run_new(ind_catalogue *catalogue, const ind_measure *const *measures, size_t measure_count,
                       const ind_run_options *options, ind_diag *diag, ind_run **out) {
    ind_arena *arena = ind_arena_new();
    ind_run *run = ind_arena_alloc(arena, sizeof *run);
    *run = (ind_run){
        .arena = arena, .catalogue = catalogue, .options = options, .diag = diag, .threads = options->threads};
    if (IND_IS_PLAIN)
        run->threads = 1;
    else if (run->threads == 0)
        run->threads = ind_cores();
    ind_status status = limit_memory(run);
    if (status == IND_OK)
        status = execute(run, measures, measure_count);
    bool good = status == IND_OK || status == IND_FINDINGS;
    *out = good ? run : NULL;
    if (!good)
        ind_run_free(run);
    return status;
}

static void free_input(ind_input *input) {
    for (size_t f = 0; f < input->file_count; f++) {
        ind_file_report_free(&input->reports[f]);
        ind_findings_free(&input->misses[f]);
    }
    for (size_t k = 0; k < input->dataset->foreign_key_count; k++)
        ind_lookup_free(input->lookups[k]);
    for (size_t i = 0; i < input->collector_count; i++)
        ind_collector_close(input->collectors[i]);
    for (size_t c = 0; c < input->column_count; c++)
        ind_ids_sample_free(input->columns[c].ids);
    ind_reference_free(&input->table);
    ind_unreadable_free(&input->unreadable);
    ind_arena_free(input->arena);
}

void ind_run_free(ind_run *run) {
    if (run == NULL)
        return;
    for (size_t i = 0; i < run->job_count; i++) {
        ind_counter_close(&run->jobs[i], &run->jobs[i].counter);
        ind_counter_close(&run->jobs[i], &run->jobs[i].beside);
        ind_calendar_free(&run->jobs[i].calendar);
    }
    for (size_t i = 0; i < run->input_count; i++)
        free_input(&run->inputs[i]);
    for (size_t i = 0; i < run->domain_count; i++)
        ind_dict_free(run->domains[i].dict);
    ind_deliveries_free(run->deliveries);
    ind_area_tree_free(run->areas);
    ind_arena_free(run->arena);
    ind_memory_limit_set(0);
}

size_t ind_run_count(const ind_run *run) {
    return run->job_count;
}

const ind_measure *ind_run_measure(const ind_run *run, size_t index) {
    return run->jobs[index].measure;
}

const char *ind_run_reason(const ind_run *run, size_t index) {
    return run->jobs[index].reason;
}
