/* init.c - "init": a new definition and its test file; never over a file that is there. */
#include "cli/cli.h"
#include "cli/print.h"
#include "indikator/begin.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *id_of(cli_session *session) {
    const cli_options *options = &session->options;
    const char *second = options->operands.count > 1 ? options->operands.items[1] : NULL;
    if (second != NULL && options->id != NULL)
        cli_usage(session->diag, NULL, "the id is given twice: '%s' and '%s'", second, options->id);
    const char *id = second != NULL ? second : options->id;
    if (id == NULL)
        return ind_arena_format(options->arena, "ny_%s", options->operands.items[0]);
    bool good = id[0] >= 'a' && id[0] <= 'z' && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(id) &&
                strlen(id) <= 100;
    if (!good)
        cli_usage(session->diag, "lower-case letters, digits and _, first a letter, such as andel_videobesok",
                  "'%s' cannot be the id of a definition", id);
    return id;
}

static ind_status is_free(cli_session *session, const char *path) {
    if (access(path, F_OK) != 0)
        return IND_OK;
    return cli_usage(session->diag, "choose another id or folder", "'%s' is there already, and is left as it is", path);
}

/* "x": a file that came meanwhile is not replaced either. */
static ind_status write_new(cli_session *session, const char *path, const char *text) {
    FILE *file = fopen(path, "wx");
    bool good = file != NULL && fputs(text, file) >= 0;
    if (file != NULL)
        good = fclose(file) == 0 && good;
    if (!good)
        return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot write '%s': %s",
                            path, cli_error_text(errno));
    cli_print_text(ind_str_of(path), stdout);
    putchar('\n');
    return IND_OK;
}

/* FOLDER and those above it that are not there. */
static ind_status make_folder(cli_session *session, const char *folder) {
    char *path = ind_arena_format(session->options.arena, "%s", folder);
    for (char *at = path + 1; *path != '\0' && *at != '\0'; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        (void)mkdir(path, 0777); /* whether it is there is seen below */
        *at = '/';
    }
    if (mkdir(path, 0777) == 0 || cli_is_folder(path))
        return IND_OK;
    return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL,
                        "cannot make folder '%s': %s", folder, cli_error_text(errno));
}

static ind_status write_both(cli_session *session, const char *id, const ind_begun *begun) {
    ind_arena *arena = session->options.arena;
    const char *folder = session->options.output == NULL ? "." : session->options.output;
    const char *definition = ind_arena_format(arena, "%s/%s.json", folder, id),
               *test = ind_arena_format(arena, "%s/%s.test.json", folder, id);
    ind_status status = make_folder(session, folder);
    if (status == IND_OK)
        status = ind_status_worst(is_free(session, definition), is_free(session, test));
    if (status == IND_OK)
        status = write_new(session, definition, begun->definition);
    return status == IND_OK ? write_new(session, test, begun->test) : status;
}

ind_status cli_init(cli_session *session) {
    const char *id = id_of(session);
    ind_catalogue *catalogue = NULL;
    ind_status status = ind_diag_status(session->diag);
    if (status == IND_OK)
        status = cli_open_catalogue(session, &catalogue);
    if (catalogue == NULL)
        return status;
    ind_begun begun = {0};
    status = ind_status_worst(status, ind_begin_definition(catalogue, session->options.operands.items[0], id,
                                                           session->options.dataset, session->diag, &begun));
    if (begun.definition != NULL && begun.test != NULL)
        status = ind_status_worst(status, write_both(session, id, &begun));
    ind_begun_free(&begun);
    ind_catalogue_close(catalogue);
    return status;
}
