/* load.c - how an input is read. */
#include "engine/load/load.h"
#include "base/memory_limit.h"
#include "base/plain.h"
#include "engine/load/intake.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

static const ind_str *texts_of(ind_arena *arena, const char *const *texts, size_t count) {
    ind_str *out = ind_arena_alloc(arena, count * sizeof *out);
    for (size_t i = 0; i < count; i++)
        out[i] = ind_str_of(texts[i]);
    return out;
}

/* What the user says of the dataset's dialect, the last word counting. */
static ind_dialect_options dialect_of(ind_run *run, const ind_dataset *dataset) {
    ind_dialect_options out = {.preamble_rows = -1};
    for (size_t i = 0; i < run->options->dialect_count; i++) {
        const ind_data_dialect *d = &run->options->dialects[i];
        if (d->dataset != NULL && !ind_str_is(dataset->name, d->dataset))
            continue;
        if (d->encoding != NULL)
            out.encoding = ind_str_of(d->encoding);
        if (d->separator != 0)
            out.separator = d->separator;
        if (d->decimal != 0)
            out.decimal = d->decimal;
        if (d->preamble_rows >= 0)
            out.preamble_rows = d->preamble_rows;
        if (d->footer_count > 0)
            out.footer = texts_of(run->arena, d->footer, out.footer_count = d->footer_count);
        if (d->ends_at_count > 0)
            out.ends_at = texts_of(run->arena, d->ends_at, out.ends_at_count = d->ends_at_count);
    }
    return out;
}

static pthread_mutex_t progress_lock = PTHREAD_MUTEX_INITIALIZER; /* inputs may be read at once */

/* BYTES more have been read; a file that must be read again does not go past the total. */
static void on_progress(void *context, uint64_t bytes) {
    ind_run *part = context, *run = part->whole == NULL ? part : part->whole;
    pthread_mutex_lock(&progress_lock);
    run->bytes_done += bytes;
    if (run->bytes_done > run->bytes_total)
        run->bytes_done = run->bytes_total;
    if (run->options->progress != NULL)
        run->options->progress(run->options->progress_context, run->bytes_done, run->bytes_total);
    pthread_mutex_unlock(&progress_lock);
}

/* A pipe cannot be read again; about what cannot be looked at, opening it will say why. */
static bool is_pipe(const ind_input_file *file) {
    struct stat info;
    return file->memory.data == NULL &&
           (strcmp(file->path, "-") == 0 || (stat(file->path, &info) == 0 && !S_ISREG(info.st_mode)));
}

/* A dataset that is both a table and counted is read twice, and must be the same both times. */
static ind_status read_again(ind_run *run, ind_input *input, const ind_table_request *request) {
    for (size_t f = 0; f < input->file_count; f++)
        if (is_pipe(&input->files[f]))
            return ind_diag_add(run->diag, IND_ERROR, IND_E_DATA, "read_twice",
                                (ind_place){.file = input->files[f].path}, "give a file",
                                "dataset '%.*s' is needed twice, and a pipe cannot be read twice",
                                IND_STR_ARGS(input->dataset->name));
    ind_file_report *before = ind_alloc_array(input->file_count, sizeof *before);
    for (size_t f = 0; f < input->file_count; f++) {
        before[f] = input->reports[f];
        input->reports[f] = (ind_file_report){0};
    }
    ind_status status = ind_table_read(request, input->reports, run->diag);
    if (status == IND_OK)
        status = ind_table_same_files(request, before, input->reports, run->diag);
    for (size_t f = 0; f < input->file_count; f++)
        ind_file_report_free(&before[f]);
    free(before);
    return status;
}

double ind_input_max_rejected(const ind_run *run, const ind_dataset *dataset) {
    bool own = !isnan(dataset->max_rejected) && !run->options->max_rejected_given;
    return own ? dataset->max_rejected : run->options->max_rejected;
}

ind_status ind_input_read(ind_run *run, ind_input *input, const ind_input_request *what) {
    ind_dict **dicts = ind_alloc_array(what->wanted_count, sizeof *dicts);
    for (size_t i = 0; i < what->wanted_count; i++)
        dicts[i] = input->dicts[what->wanted[i]];
    ind_table_request request = {
        .dataset = input->dataset,
        .files = input->files,
        .file_count = input->file_count,
        .wanted = what->wanted,
        .dicts = dicts,
        .unnumbered = what->late,
        .wanted_count = what->wanted_count,
        .codelists = input->codelists,
        .dialect = dialect_of(run, input->dataset),
        .max_rejected = ind_input_max_rejected(run, input->dataset),
        .check_keys = !run->options->skip_key_check,
        .lane = run->options->reference_lane || IND_IS_PLAIN ? IND_LANE_REFERENCE : IND_LANE_AUTOMATIC,
        .arena = run->arena,
        .progress = on_progress,
        .progress_context = run,
    };
    if (run->watch != NULL && input->is_scanned) {
        request.note = run->watch->note;
        request.note_context = run->watch->context;
        request.lane = IND_LANE_REFERENCE;
    }
    ind_intake *intake = ind_intake_open(run, input, what, &request);
    ind_status status =
        input->is_read ? read_again(run, input, &request) : ind_table_read(&request, input->reports, run->diag);
    if (status == IND_OK)
        status = ind_intake_settle(intake);
    ind_intake_close(intake);
    input->is_read = true;
    free(dicts);
    return status;
}
