/* command_init.c - "init": a new definition and its test file; never over a file that is there. */
#include "base/folder.h"
#include "base/replace.h"
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
    ind_presence presence = ind_look(path, NULL);
    if (presence == IND_NOT_KNOWN)
        return cli_cannot_read(session, path);
    if (presence == IND_NOT_THERE)
        return IND_OK;
    return cli_usage(session->diag, "choose another id or folder", "'%s' is there already, and is left as it is", path);
}

static ind_status cannot_write(cli_session *session, const char *path, int error) {
    return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot write '%s': %s",
                        path, cli_error_text(error));
}

static int write_text(int file, const char *text) {
    for (size_t left = strlen(text); left > 0;) {
        ssize_t n = write(file, text, left);
        if (n < 0 && errno != EINTR)
            return errno;
        left -= n < 0 ? 0 : (size_t)n;
        text += n < 0 ? 0 : n;
    }
    return 0;
}

/* What is made first and put in place last: until then a signal, or lack of memory, takes both away. */
typedef struct {
    const char *path, *text;
    ind_replacement file;
} new_file;

/* A file that came meanwhile is not replaced either. */
static int begin(new_file *one) {
    int error = ind_replace_begin_new(one->path, &one->file);
    return error == 0 ? write_text(one->file.descriptor, one->text) : error;
}

/* Both or neither: half of what was asked for only looks finished. */
static ind_status write_new(cli_session *session, new_file *a, new_file *b) {
    new_file *failed = a;
    int unsure, error = begin(a);
    if (error == 0)
        error = begin(failed = b);
    if (error == 0)
        error = ind_replace_commit(&(failed = a)->file, &unsure);
    bool first = error == 0;
    if (error == 0)
        error = ind_replace_commit(&(failed = b)->file, &unsure);
    if (error == 0)
        return IND_OK;
    if (first)
        unlink(a->path);
    ind_replace_cancel(&a->file);
    ind_replace_cancel(&b->file);
    return cannot_write(session, failed->path, error);
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
    int error = mkdir(path, 0777) == 0 ? 0 : errno;
    if (error == 0 || (error == EEXIST && ind_look_folder(path) == IND_THERE))
        return IND_OK;
    return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL,
                        "cannot make folder '%s': %s", folder, cli_error_text(error == EEXIST ? errno : error));
}

static ind_status write_both(cli_session *session, const char *id, const ind_begun *begun) {
    ind_arena *arena = session->options.arena;
    const char *folder = session->options.output == NULL ? "." : session->options.output;
    const char *definition = ind_arena_format(arena, "%s/%s.json", folder, id),
               *test = ind_arena_format(arena, "%s/%s.test.json", folder, id);
    ind_status status = make_folder(session, folder);
    if (status == IND_OK)
        status = ind_status_worst(is_free(session, definition), is_free(session, test));
    new_file one = {.path = definition, .text = begun->definition}, other = {.path = test, .text = begun->test};
    if (status == IND_OK)
        status = write_new(session, &one, &other);
    if (status == IND_OK)
        printf("%s\n%s\n", definition, test);
    return status;
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
    status = ind_status_worst(status, ind_diag_status(session->diag)); /* a schema that was not read may fit better */
    if (status == IND_OK)
        status = ind_status_worst(status, write_both(session, id, &begun));
    ind_begun_free(&begun);
    ind_catalogue_close(catalogue);
    return status;
}
