/* diff.c - "diff": two definitions, and with -D their figures side by side. */
#include "cli/cli.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "indikator/compare.h"

#include <stdio.h>
#include <stdlib.h>

/* A report says so at its beginning. */
static bool is_report(const char *path) {
    char head[512] = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t got = fread(head, 1, sizeof head - 1, file);
    fclose(file);
    return got > 0 && strstr(head, "\"indikator-report/") != NULL;
}

static ind_status load(cli_session *session, ind_catalogue *catalogue, const char *operand, ind_measure **out) {
    *out = NULL;
    const char *path = cli_find_file(session, catalogue, operand);
    if (path == NULL)
        return ind_diag_status(session->diag);
    if (is_report(path))
        return cli_usage(session->diag, "give two definitions",
                         "'%s' is a report; comparing reports is not available in this version", operand);
    return ind_measure_load_version(catalogue, path, session->diag, out);
}

static ind_status compute(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both,
                          ind_run **run) {
    ind_data_file *files = NULL;
    size_t count = 0;
    ind_status status = cli_data_files(session, &files, &count);
    if (status > IND_FINDINGS)
        return status;
    ind_run_options options = cli_run_options(&session->options, files, count);
    status = ind_status_worst(status, ind_run_new(catalogue, both, 2, &options, session->diag, run));
    return ind_status_worst(status, ind_diag_status(session->diag));
}

static ind_status compare(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both) {
    const cli_options *options = &session->options;
    bool english = options->language != NULL && strcmp(options->language, "en") == 0;
    bool json = options->format != NULL && strcmp(options->format, "json") == 0;
    ind_run *run = NULL;
    ind_status status = options->data_count == 0 ? IND_OK : compute(session, catalogue, both, &run);
    if (status > IND_FINDINGS)
        return status;
    ind_comparison *comparison = ind_compare(catalogue, both[0], both[1], run, english);
    char *text = ind_comparison_text(comparison, json);
    cli_print_findings(session);
    fputs(text, stdout);
    if (!ind_comparison_is_same(comparison))
        status = ind_status_worst(status, IND_FINDINGS);
    free(text);
    ind_comparison_free(comparison);
    ind_run_free(run);
    return status;
}

ind_status cli_diff(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    ind_status status = cli_open_catalogue(session, &catalogue);
    if (catalogue == NULL)
        return status;
    ind_measure *before, *after;
    status = ind_status_worst(status, load(session, catalogue, session->options.operands.items[0], &before));
    status = ind_status_worst(status, load(session, catalogue, session->options.operands.items[1], &after));
    if (before != NULL && after != NULL)
        status = ind_status_worst(status, compare(session, catalogue, (const ind_measure *const[]){before, after}));
    ind_catalogue_close(catalogue);
    return status;
}
