/* command_run.c - "run": definitions over data files, and a report that is there whole or not at all.
 *
 * What can be refused is refused before the data are read, which may take long. */
#include "base/hint.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "indikator/check.h"
#include "indikator/report.h"
#include "indikator/validation.h"

#include <stdlib.h>

typedef struct {
    const ind_measure **items;
    size_t count;
} measures;

static bool is(const char *text, const char *word) {
    return text != NULL && strcmp(text, word) == 0;
}

static ind_status check_class(const cli_session *session) {
    if (is(session->options.class, "public"))
        return ind_diag_add(session->diag, IND_ERROR, IND_E_REFUSED, NULL, (ind_place){0},
                            "--class internal is unsuppressed and must stay in house",
                            "a public report must pass the disclosure gate, which this version does not have");
    if (is(session->options.class, "shard"))
        return cli_usage(session->diag, NULL, "--class shard is not available in this version");
    return IND_OK;
}

/* What --compare may name; "none" stands alone. */
static ind_status check_compare(const cli_session *session) {
    const cli_texts *names = &session->options.compare;
    ind_status status = IND_OK;
    for (size_t i = 0; i < names->count; i++) {
        ind_hint hint = ind_hint_start(ind_str_of(names->items[i]));
        bool known = is(names->items[i], "none");
        for (int with = 0; with < IND_WITHS; with++) {
            known |= is(names->items[i], ind_with_name((ind_with)with));
            ind_hint_offer(&hint, ind_str_of(ind_with_name((ind_with)with)));
        }
        if (!known)
            status = cli_usage(session->diag, cli_closest(session->options.arena, "", ind_hint_best(&hint)),
                               "--compare does not know '%s'", names->items[i]);
        else if (is(names->items[i], "none") && names->count > 1)
            status = cli_usage(session->diag, NULL, "--compare none stands alone");
    }
    return status;
}

static ind_status check_options(const cli_session *session) {
    ind_status status = check_class(session);
    if (session->options.data_count == 0)
        status = ind_status_worst(
            status,
            cli_usage(session->diag, "give a folder with -D DIR, or files with -D DATASET=FILE", "no data are given"));
    status = ind_status_worst(status, check_compare(session));
    status = ind_status_worst(status, cli_output_check(session->options.output, session->diag));
    if (session->options.findings_report != NULL)
        status = ind_status_worst(status, cli_output_check(session->options.findings_report, session->diag));
    return status;
}

/* ---- which definitions ---- */

static ind_status load(const cli_session *session, ind_catalogue *catalogue, size_t index, measures *out) {
    ind_measure *measure = NULL;
    ind_status status =
        ind_measure_load(catalogue, ind_catalogue_measure_path(catalogue, index), session->diag, &measure);
    if (measure != NULL)
        status = ind_status_worst(status, ind_measure_judge(catalogue, measure, session->diag));
    if (measure != NULL)
        out->items[out->count++] = measure;
    return status;
}

/* Marks what is chosen, so that an id given twice is one and the order is that of the catalogue. */
static ind_status choose(cli_session *session, const ind_catalogue *catalogue, bool *chosen) {
    const cli_texts *ids = &session->options.operands;
    ind_status status = IND_OK;
    for (size_t i = 0; ids->count == 0 && i < ind_catalogue_measure_count(catalogue); i++)
        chosen[i] = true;
    for (size_t i = 0; i < ids->count; i++) {
        ptrdiff_t found = cli_find_measure(session, catalogue, ids->items[i]);
        if (found < 0)
            status = IND_E_USAGE;
        else
            chosen[found] = true;
    }
    return status;
}

/* Published measures that those chosen are compared with, so that a comparison does not depend on what else was chosen;
 * in the order of the catalogue. */
static ind_status load_published(cli_session *session, ind_catalogue *catalogue, bool *chosen, measures *out) {
    const cli_texts *asked = &session->options.compare;
    size_t count = out->count;
    ind_status status = IND_OK;
    for (size_t i = 0; i < count; i++) {
        ind_str id = ind_measure_published(out->items[i], asked->items, asked->count);
        ptrdiff_t found = id.length == 0 ? -1 : ind_catalogue_measure_find(catalogue, id);
        if (found < 0 || chosen[found])
            continue;
        chosen[found] = true;
        status = ind_status_worst(status, load(session, catalogue, (size_t)found, out));
    }
    for (size_t i = count; i < out->count; i++)
        for (size_t at = i;
             at > 0 && ind_str_compare(ind_measure_id(out->items[at - 1]), ind_measure_id(out->items[at])) > 0; at--) {
            const ind_measure *one = out->items[at];
            out->items[at] = out->items[at - 1];
            out->items[at - 1] = one;
        }
    return status;
}

static ind_status load_chosen(cli_session *session, ind_catalogue *catalogue, measures *out) {
    size_t count = ind_catalogue_measure_count(catalogue);
    out->items = ind_arena_alloc(session->options.arena, (count + 1) * sizeof *out->items);
    bool *chosen = ind_arena_alloc(session->options.arena, count + 1);
    ind_status status = choose(session, catalogue, chosen);
    for (size_t i = 0; i < count; i++)
        if (chosen[i])
            status = ind_status_worst(status, load(session, catalogue, i, out));
    if (status <= IND_FINDINGS)
        status = ind_status_worst(status, load_published(session, catalogue, chosen, out));
    if (count == 0)
        status = cli_usage(session->diag, NULL, "the catalogue has no definitions");
    return ind_status_worst(status, ind_catalogue_outlines(catalogue, session->diag, &(ind_outlines){0}));
}

/* ---- the report ---- */

/* OWNED by the caller (free). */
static char *summary_of(const ind_report *report, bool english) {
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    if (file == NULL)
        ind_out_of_memory();
    ind_report_summary(report, english, file);
    bool good = !ferror(file);
    if (fclose(file) != 0 || !good)
        ind_out_of_memory();
    return text;
}

/* After the report is in place nothing is left that could fail, so the summary is made and the findings are said
 * before. */
ind_status cli_write_report(cli_session *session, const ind_report *report) {
    const cli_options *options = &session->options;
    ind_report_options how = {.format = IND_FORMAT_JSON, .english = is(options->language, "en")};
    if (options->format != NULL)
        ind_format_parse(options->format, &how.format);
    cli_output output;
    ind_status status = cli_output_open(options->output, session->diag, &output);
    if (status != IND_OK)
        return status;
    how.colour = cli_wants_colour(output.file);
    ind_report_write(report, &how, output.file);
    char *summary = options->summary ? summary_of(report, how.english) : NULL;
    cli_print_findings(session);
    status = cli_output_close(&output, session->diag);
    if (status == IND_OK && summary != NULL)
        fputs(summary, stderr);
    free(summary);
    return status;
}

ind_run_options cli_run_options(const cli_options *options, const ind_data_file *files, size_t file_count) {
    return (ind_run_options){
        .files = files,
        .file_count = file_count,
        .dialects = options->dialects,
        .dialect_count = options->dialect_count,
        .period = options->period,
        .open_period = options->open_period,
        .grains = options->grains.items,
        .grain_count = options->grains.count,
        .splits = options->splits.items,
        .split_count = options->splits.count,
        .areas = options->areas.items,
        .area_count = options->areas.count,
        .compare = options->compare.items,
        .compare_count = options->compare.count,
        .complete_until = options->complete_until,
        .max_rejected = options->max_rejected,
        .max_rejected_given = options->max_rejected_given,
        .skip_key_check = options->skip_key_check,
        .allow_person_numbers = options->allow_person_numbers,
        .accept_shrinkage = options->accept_shrinkage,
        .require_all = options->require_all,
        .reference_lane = options->csv_lane != NULL && strcmp(options->csv_lane, "reference") == 0,
        .threads = options->threads,
        .memory_limit = options->memory_limit,
        .max_cells = options->command != CLI_RUN ? 0
                     : options->max_cells > 0    ? options->max_cells
                                                 : CLI_MAX_CELLS,
        .progress = cli_progress_wanted() && !options->quiet ? cli_progress : NULL,
    };
}

/* A line a file, at the end: what "validate" tells at length. */
static void note_inputs(const cli_session *session, const ind_report *report) {
    for (size_t i = 0; i < report->input_count; i++) {
        const ind_report_input *in = &report->inputs[i];
        int64_t findings = 0;
        for (size_t f = 0; f < in->finding_count; f++)
            findings += in->findings[f].count;
        ind_diag_add(session->diag, IND_NOTE, IND_OK, "read", (ind_place){0}, NULL,
                     "%.*s: %lld rows of %.*s, %lld rejected, %lld duplicates, %lld findings",
                     IND_STR_ARGS(in->dataset), (long long)in->rows, IND_STR_ARGS(in->file), (long long)in->rejected,
                     (long long)in->duplicates, (long long)findings);
    }
}

/* A line a measure: a value that nobody believes is to be looked at before it is passed on. */
static void warn_implausible(const cli_session *session, const ind_report *report) {
    for (size_t i = 0; i < report->measure_count; i++) {
        const ind_report_measure *m = &report->measures[i];
        size_t count = 0;
        for (size_t c = 0; c < m->cells.count; c++)
            count += (m->cells.flags[c] & IND_FLAG_IMPLAUSIBLE) != 0;
        if (count > 0)
            ind_diag_add(session->diag, IND_WARNING, IND_OK, "implausible", (ind_place){0}, NULL,
                         "%.*s: %zu of %zu cells lie outside what the definition calls plausible", IND_STR_ARGS(m->id),
                         count, m->cells.count);
    }
}

static ind_status write_findings_report(cli_session *session, ind_catalogue *catalogue,
                                        const ind_run_options *options) {
    const char *path = session->options.findings_report;
    if (path == NULL)
        return IND_OK;
    ind_diag *said = ind_diag_new(); /* by the run already */
    ind_validation *validation = NULL;
    ind_status status = ind_validation_new(catalogue, options, NULL, 0, said, &validation);
    cli_output output;
    if (validation != NULL && (status = cli_output_open(path, session->diag, &output)) == IND_OK) {
        ind_validation_write(validation, IND_VALIDATION_JSON, true, output.file);
        status = cli_output_close(&output, session->diag);
    } else if (validation == NULL) {
        ind_diag_append(session->diag, said);
    }
    ind_validation_free(validation);
    ind_diag_free(said);
    return status;
}

static ind_status compute(cli_session *session, ind_catalogue *catalogue) {
    measures chosen = {0};
    ind_data_file *files = NULL;
    size_t file_count = 0;
    ind_status status = load_chosen(session, catalogue, &chosen);
    status = ind_status_worst(status, cli_data_files(session, &files, &file_count));
    cli_print_findings(session);
    if (status > IND_FINDINGS)
        return status;
    ind_run_options options = cli_run_options(&session->options, files, file_count);
    ind_run *run = NULL;
    status =
        ind_status_worst(status, ind_run_new(catalogue, chosen.items, chosen.count, &options, session->diag, &run));
    status = ind_status_worst(status, ind_diag_status(session->diag));
    cli_print_findings(session);
    ind_report *report = status <= IND_FINDINGS ? ind_run_report(run) : NULL;
    ind_run_free(run);
    if (status <= IND_FINDINGS)
        status = ind_status_worst(status, write_findings_report(session, catalogue, &options));
    if (report != NULL) {
        ind_outlines outlines; /* which load_chosen has read */
        if (ind_catalogue_outlines(catalogue, session->diag, &outlines) == IND_OK)
            ind_report_take_outlines(report, &outlines);
        ind_report_derive(report);
        note_inputs(session, report);
        warn_implausible(session, report);
    }
    if (report != NULL)
        status = ind_status_worst(status, cli_write_report(session, report));
    ind_report_free(report);
    return status;
}

ind_status cli_run(cli_session *session) {
    ind_status status = check_options(session);
    ind_catalogue *catalogue = NULL;
    if (status == IND_OK)
        status = cli_open_catalogue(session, &catalogue);
    if (status <= IND_FINDINGS)
        status = ind_status_worst(status, compute(session, catalogue));
    ind_catalogue_close(catalogue);
    cli_print_findings(session);
    if (status > IND_FINDINGS && cli_output_is_there(session->options.output))
        fputs("note: the earlier report is unchanged\n", stderr);
    return status;
}
