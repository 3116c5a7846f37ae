/* check.c - "check": every finding in definitions, test files, schemas and codelists, without data. */
#include "cli/cli.h"
#include "cli/print.h"

/* JSON Schemas describe these files; they are not of their kind. */
static bool is_checked(const char *folder, const char *name) {
    if (cli_ends_with(name, ".json"))
        return !cli_ends_with(name, ".schema.json");
    return cli_ends_with(name, ".csv") && cli_ends_with(folder, "codelists");
}

static ind_status gather(cli_session *session, const ind_catalogue *catalogue, cli_texts *files) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < session->options.operands.count; i++) {
        const char *path = cli_find_file(session, catalogue, session->options.operands.items[i]);
        if (path != NULL && cli_is_folder(path))
            status = ind_status_worst(status, cli_files_below(session, path, is_checked, files));
        else if (path != NULL)
            cli_texts_add(session->options.arena, files, path);
    }
    return status;
}

static ind_status check_files(cli_session *session, ind_catalogue *catalogue, size_t *count) {
    cli_texts files = {0};
    ind_status status = gather(session, catalogue, &files);
    for (size_t i = 0; i < files.count; i++)
        status = ind_status_worst(status, ind_check_file(catalogue, files.items[i], session->diag));
    *count = files.count;
    return status;
}

static size_t count_findings(const ind_diag *diag) {
    size_t count = 0;
    for (size_t i = 0; i < ind_diag_count(diag); i++)
        count += ind_diag_at(diag, i)->severity != IND_NOTE;
    return count;
}

ind_status cli_check(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    ind_status status = cli_open_catalogue(session, &catalogue);
    if (catalogue == NULL)
        return status;
    size_t files = 0;
    bool all = session->options.operands.count == 0;
    ind_status found = all ? ind_check_all(catalogue, session->diag, &files) : check_files(session, catalogue, &files);
    ind_catalogue_close(catalogue);
    cli_print_findings(session);
    size_t findings = count_findings(session->diag);
    if (!session->options.quiet)
        fprintf(stderr, "%zu %s, %zu %s\n", files, files == 1 ? "file" : "files", findings,
                findings == 1 ? "finding" : "findings");
    return ind_status_worst(status, found);
}
