/* command_diff.c - "diff": two definitions, and with -D their figures side by side. */
#include "cli/cli.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "indikator/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static ind_status load(cli_session *session, ind_catalogue *catalogue, const char *operand, ind_measure **out) {
    *out = NULL;
    const char *path = cli_find_definition(session, catalogue, operand);
    if (path == NULL)
        return ind_diag_status(session->diag);
    if (cli_is_report(path))
        return cli_usage(session->diag, "give two definitions, or two reports",
                         "'%s' is a report, and the other is a definition", operand);
    return ind_measure_load_version(catalogue, path, session->diag, out);
}

static ind_status compute(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both,
                          const ind_run_options *options, ind_run **run) {
    *run = NULL;
    ind_status status = ind_run_new(catalogue, both, 2, options, session->diag, run);
    return ind_status_worst(status, ind_diag_status(session->diag));
}

/* A second run by entity, and what it borrows. */
typedef struct {
    ind_measure *split[2];
    ind_run_options options;
    ind_diag *diag; /* what is wrong with the data has been said */
    ind_run *run;   /* NULL: who moved cannot be counted */
} members;

/* A pipe gives its data once. */
static bool can_be_read_again(const ind_data_file *files, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct stat found;
        if (strcmp(files[i].path, "-") == 0 || (stat(files[i].path, &found) == 0 && !S_ISREG(found.st_mode)))
            return false;
    }
    return true;
}

static ind_status open_members(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both,
                               const ind_run_options *options, members *m) {
    *m = (members){.options = *options};
    m->options.split_count = 0;
    ind_status status = IND_OK;
    for (size_t i = 0; i < 2; i++)
        status = ind_status_worst(status, ind_measure_by_entity(catalogue, both[i], session->diag, &m->split[i]));
    if (m->split[0] == NULL || m->split[1] == NULL || !can_be_read_again(options->files, options->file_count))
        return status;
    m->diag = ind_diag_new();
    ind_run_new(catalogue, (const ind_measure *const *)m->split, 2, &m->options, m->diag, &m->run);
    return ind_status_worst(status, ind_diag_append_system(session->diag, m->diag));
}

static void close_members(members *m) {
    ind_run_free(m->run);
    ind_diag_free(m->diag);
}

static ind_status tell(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both, ind_run *figures,
                       ind_run *moved) {
    const cli_options *options = &session->options;
    bool english = options->language != NULL && strcmp(options->language, "en") == 0;
    bool json = options->format != NULL && strcmp(options->format, "json") == 0;
    ind_comparison *comparison = ind_compare(catalogue, both[0], both[1], figures, moved, english);
    char *text = ind_comparison_text(comparison, json);
    cli_print_findings(session);
    fputs(text, stdout);
    ind_status status = ind_comparison_is_same(comparison) ? IND_OK : IND_FINDINGS;
    free(text);
    ind_comparison_free(comparison);
    return status;
}

static ind_status compare_with_data(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both) {
    ind_data_file *files = NULL;
    size_t count = 0;
    ind_status status = cli_data_files(session, &files, &count);
    if (status > IND_FINDINGS)
        return status;
    ind_run_options options = cli_run_options(&session->options, files, count);
    ind_run *figures;
    status = ind_status_worst(status, compute(session, catalogue, both, &options, &figures));
    if (status <= IND_FINDINGS) {
        members m;
        status = ind_status_worst(status, open_members(session, catalogue, both, &options, &m));
        if (status <= IND_FINDINGS)
            status = ind_status_worst(status, tell(session, catalogue, both, figures, m.run));
        close_members(&m);
    }
    ind_run_free(figures);
    return status;
}

static ind_status compare(cli_session *session, ind_catalogue *catalogue, const ind_measure *const *both) {
    return session->options.data_count == 0 ? tell(session, catalogue, both, NULL, NULL)
                                            : compare_with_data(session, catalogue, both);
}

ind_status cli_diff(cli_session *session) {
    const cli_texts *operands = &session->options.operands;
    if (cli_is_report(operands->items[0]) && cli_is_report(operands->items[1]))
        return cli_diff_reports(session);
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
