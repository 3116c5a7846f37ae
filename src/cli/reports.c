/* reports.c - "diff" of two reports, and "history" of many. */
#include "cli/cli.h"
#include "cli/print.h"
#include "indikator/report.h"
#include "indikator/revisions.h"

#include <stdio.h>
#include <stdlib.h>

bool cli_is_report(const char *path) {
    char head[512] = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t got = fread(head, 1, sizeof head - 1, file);
    fclose(file);
    return got > 0 && strstr(head, "\"indikator-report/") != NULL;
}

/* The name without its folder: paths of a machine mean nothing to a reader. */
static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool is_english(const cli_session *session) {
    return session->options.language != NULL && strcmp(session->options.language, "en") == 0;
}

/* COUNT operands, OWNED by the caller with what is in it; NULL, with findings, if one of them is none. */
static ind_report **open_all(cli_session *session, size_t count) {
    ind_report **reports = ind_alloc_array(count, sizeof(ind_report *));
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good = ind_report_open(session->options.operands.items[i], session->diag, &reports[i]) <= IND_FINDINGS && good;
    if (good)
        return reports;
    for (size_t i = 0; i < count; i++)
        ind_report_free(reports[i]);
    free(reports);
    return NULL;
}

static void close_all(ind_report **reports, size_t count) {
    for (size_t i = 0; reports != NULL && i < count; i++)
        ind_report_free(reports[i]);
    free(reports);
}

/* ---- diff ---- */

/* What ends with status 1: all there can be, or what --fail-on names. */
static ind_status wanted(cli_session *session, unsigned *out) {
    static const struct {
        const char *name;
        unsigned bit;
    } all[] = {
        {"revised", IND_REVISED}, {"changed", IND_CHANGED}, {"missing", IND_MISSING}, {"definition", IND_REDEFINED}};
    const cli_texts *names = &session->options.fail_on;
    *out = names->count == 0 ? IND_REVISED | IND_CHANGED | IND_MISSING | IND_REDEFINED : 0;
    for (size_t i = 0; i < names->count; i++) {
        unsigned bit = 0;
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            bit |= strcmp(names->items[i], all[k].name) == 0 ? all[k].bit : 0;
        if (bit == 0)
            return cli_usage(session->diag, "revised, changed, missing or definition", "--fail-on does not know '%s'",
                             names->items[i]);
        *out |= bit;
    }
    return IND_OK;
}

static ind_status tell(cli_session *session, ind_report *const reports[2], unsigned bits) {
    const cli_options *options = &session->options;
    const char *names[2] = {name_of(options->operands.items[0]), name_of(options->operands.items[1])};
    ind_revisions *revisions = NULL;
    ind_status status = ind_revisions_compare(reports[0], reports[1], session->diag, &revisions);
    cli_print_findings(session);
    if (revisions == NULL)
        return status;
    bool json = options->format != NULL && strcmp(options->format, "json") == 0;
    bool md = options->format != NULL && strcmp(options->format, "md") == 0;
    ind_revisions_write(revisions, names,
                        json ? IND_REVISIONS_JSON
                        : md ? IND_REVISIONS_MARKDOWN
                             : IND_REVISIONS_TEXT,
                        is_english(session), stdout);
    bool found = (ind_revisions_found(revisions) & bits) != 0;
    ind_revisions_free(revisions);
    return found ? IND_FINDINGS : IND_OK;
}

ind_status cli_diff_reports(cli_session *session) {
    unsigned bits;
    ind_status status = wanted(session, &bits);
    if (status == IND_OK && session->options.data_count > 0)
        status = cli_usage(session->diag, "leave -D out", "two reports are compared without data");
    if (status != IND_OK)
        return status;
    ind_report **reports = open_all(session, 2);
    if (reports == NULL)
        return ind_diag_status(session->diag);
    status = tell(session, reports, bits);
    close_all(reports, 2);
    return status;
}

/* ---- history ---- */

static ind_status write_history(cli_session *session, ind_report **reports, size_t count, const char *id) {
    const char *format = session->options.format;
    const char **names = ind_alloc_array(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = name_of(session->options.operands.items[i]);
    ind_history_format as = format != NULL && strcmp(format, "csv") == 0    ? IND_HISTORY_CSV
                            : format != NULL && strcmp(format, "json") == 0 ? IND_HISTORY_JSON
                                                                            : IND_HISTORY_TEXT;
    ind_status status = ind_history_write((const ind_report *const *)reports, names, count, id, as, is_english(session),
                                          session->diag, stdout);
    free(names);
    return status;
}

ind_status cli_history(cli_session *session) {
    size_t count = session->options.operands.count;
    const char *id = session->options.id;
    ind_report **reports = open_all(session, count);
    if (reports == NULL)
        return ind_diag_status(session->diag);
    ind_status status = IND_OK;
    if (id == NULL && reports[count - 1]->measure_count == 1)
        id = reports[count - 1]->measures[0].id.data;
    if (id == NULL)
        status = cli_usage(session->diag, "--id ID", "say which measure is meant");
    else
        status = write_history(session, reports, count, id);
    close_all(reports, count);
    return status;
}
