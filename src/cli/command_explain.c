/* command_explain.c - "explain": why rows or entities were counted, or not.
 *
 * Identifiers and sensitive values are shown only if somebody asks for them, to a terminal or with --yes, and once
 * the access log has a line for every row that will be seen. */
#include "cli/access_log.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/progress.h"

#include "base/number.h"

#include <unistd.h>

static bool is(const char *text, const char *word) {
    return text != NULL && strcmp(text, word) == 0;
}

/* ---- what is asked ---- */

/* "12" or "12..34". */
static bool read_range(const char *text, uint64_t *from, uint64_t *to) {
    const char *dots = strstr(text, "..");
    ind_str first = {text, dots == NULL ? strlen(text) : (size_t)(dots - text)};
    int64_t low = 0, high = 0;
    if (!ind_parse_integer(first, &low) || low < 1)
        return false;
    high = low;
    if (dots != NULL && (!ind_parse_integer(ind_str_of(dots + 2), &high) || high < low))
        return false;
    *from = (uint64_t)low;
    *to = (uint64_t)high;
    return true;
}

static ind_status read_row(cli_session *session, const char *text, ind_explain_rows *out) {
    const char *colon = strrchr(text, ':');
    if (colon == NULL || colon == text || !read_range(colon + 1, &out->from, &out->to))
        return cli_usage(session->diag, "such as vardtillfallen.csv:12, or :12..20 for several lines",
                         "--row must be FILE:LINE, got '%s'", text);
    out->file = ind_arena_str(session->options.arena, (ind_str){text, (size_t)(colon - text)}).data;
    return IND_OK;
}

static ind_status read_subjects(cli_session *session, ind_explain_subjects *out) {
    const cli_options *options = &session->options;
    ind_explain_rows *rows = ind_arena_alloc(options->arena, (options->rows.count + 1) * sizeof *rows);
    ind_explain_entities *entities = ind_arena_alloc(options->arena, (options->entities.count + 1) * sizeof *entities);
    ind_status status = IND_OK;
    for (size_t i = 0; i < options->rows.count; i++)
        status = ind_status_worst(status, read_row(session, options->rows.items[i], &rows[i]));
    for (size_t i = 0; i < options->entities.count; i++)
        if (!read_range(options->entities.items[i], &entities[i].from, &entities[i].to))
            status = cli_usage(session->diag, "a number that explain has printed, or 1..100 for several",
                               "--entity must be a number from 1, got '%s'", options->entities.items[i]);
    if (options->rows.count + options->entities.count == 0)
        status =
            cli_usage(session->diag, "--row vardtillfallen.csv:12 or --entity 7", "no row or entity is asked about");
    *out = (ind_explain_subjects){rows, options->rows.count, entities, options->entities.count};
    return status;
}

/* ---- identifiers ---- */

static ind_status may_show(const cli_session *session) {
    const cli_options *options = &session->options;
    bool terminal = isatty(STDOUT_FILENO) && options->output == NULL;
    if (!options->show_identifiers || terminal || options->yes)
        return IND_OK;
    return cli_usage(session->diag, "add --yes if the output may hold them",
                     "--show-identifiers writes identifiers and sensitive values, and the output is no terminal");
}

static ind_status note_access(cli_session *session, const char *id, const ind_explanation *explanation) {
    if (!session->options.show_identifiers)
        return IND_OK;
    ind_status status = cli_access_log(session, session->options.access_log, id, explanation);
    if (status == IND_OK)
        ind_diag_add(session->diag, IND_WARNING, IND_OK, "identifiers", (ind_place){0},
                     "the rows shown are noted in the access log",
                     "identifiers and sensitive values are shown: the output must stay with those who may see them");
    return status;
}

/* ---- the answer ---- */

static ind_status write_answer(cli_session *session, const ind_explanation *explanation) {
    const cli_options *options = &session->options;
    const ind_explain_options how = {.json = is(options->format, "json"),
                                     .english = is(options->language, "en"),
                                     .why_not = options->why_not,
                                     .show_identifiers = options->show_identifiers};
    cli_output output;
    ind_status status = cli_output_open(options->output, session->diag, &output);
    if (status != IND_OK)
        return status;
    ind_explain_write(explanation, &how, output.file);
    return cli_output_close(&output, session->diag);
}

static ind_status explain(cli_session *session, ind_catalogue *catalogue, const ind_explain_subjects *subjects) {
    const char *id = session->options.operands.items[0];
    ind_measure *measure = NULL;
    ind_data_file *files = NULL;
    size_t file_count = 0;
    ptrdiff_t found = cli_find_measure(session, catalogue, id);
    ind_status status = found < 0 ? IND_E_USAGE
                                  : ind_measure_load(catalogue, ind_catalogue_measure_path(catalogue, (size_t)found),
                                                     session->diag, &measure);
    status = ind_status_worst(status, cli_data_files(session, &files, &file_count));
    if (status != IND_OK)
        return status;
    ind_run_options options = cli_run_options(&session->options, files, file_count);
    ind_explanation *explanation = NULL;
    status = ind_explain_new(catalogue, measure, &options, subjects, session->diag, &explanation);
    status = ind_status_worst(status, ind_diag_status(session->diag)); /* what was half read explains nothing */
    cli_print_findings(session);
    if (status == IND_OK)
        status = note_access(session, id, explanation);
    cli_print_findings(session);
    if (status == IND_OK)
        status = write_answer(session, explanation);
    ind_explain_free(explanation);
    return status;
}

ind_status cli_explain(cli_session *session) {
    ind_explain_subjects subjects;
    ind_status status = read_subjects(session, &subjects);
    if (session->options.data_count == 0)
        status =
            cli_usage(session->diag, "give a folder with -D DIR, or files with -D DATASET=FILE", "no data are given");
    status = ind_status_worst(status, may_show(session));
    status = ind_status_worst(status, cli_output_check(session->options.output, session->diag));
    ind_catalogue *catalogue = NULL;
    if (status == IND_OK)
        status = cli_open_catalogue(session, &catalogue);
    if (status <= IND_FINDINGS)
        status = ind_status_worst(status, explain(session, catalogue, &subjects));
    ind_catalogue_close(catalogue);
    return status;
}
