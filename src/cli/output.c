/* output.c - the report is written beside its target and renamed when it is safe on disk.
 *
 * Every failure on the way leaves the target alone.  Devices and pipes cannot be replaced, so they are written in
 * place. */
#include "cli/output.h"
#include "base/memory.h"
#include "cli/cli.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void cli_output_abandon(void) {
    ind_replace_abandon();
}

const char *cli_error_text(int error) {
    static char text[128];
    snprintf(text, sizeof text, "%s", error > 0 ? strerror(error) : "write error");
    text[0] = (char)tolower((unsigned char)text[0]);
    return text;
}

static bool is_standard(const char *path) {
    return path == NULL || strcmp(path, "-") == 0;
}

bool cli_output_is_there(const char *path) {
    struct stat found;
    return !is_standard(path) && stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

/* ERROR is an errno, or NOT_KNOWN. */
static ind_status cannot_write(const char *path, int error, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot write '%s': %s", path,
                        cli_error_text(error));
}

/* 0 or an errno.  *IN_PLACE: a device or pipe. */
static int target_error(const char *path, bool *in_place) {
    struct stat found;
    *in_place = false;
    if (stat(path, &found) == 0) {
        if (S_ISDIR(found.st_mode))
            return EISDIR;
        *in_place = !S_ISREG(found.st_mode);
        return access(path, W_OK) == 0 ? 0 : errno;
    }
    if (errno != ENOENT)
        return errno;
    return path[0] == '\0' ? ENOENT : path[strlen(path) - 1] == '/' ? EISDIR : 0;
}

ind_status cli_output_check(const char *path, ind_diag *diag) {
    if (is_standard(path))
        return IND_OK;
    bool in_place;
    char *target = NULL;
    int error = target_error(path, &in_place);
    if (error == 0 && !in_place)
        error = ind_replace_target(path, &target);
    if (target != NULL) {
        char *folder = ind_replace_folder(target);
        error = access(folder, W_OK | X_OK) == 0 ? 0 : errno;
        free(folder);
    }
    free(target);
    return error == 0 ? IND_OK : cannot_write(path, error, diag);
}

/* A descriptor of its own, so that the lock outlives the stream.  NULL with errno. */
static FILE *open_stream(int descriptor) {
    int own = dup(descriptor);
    FILE *file = own < 0 ? NULL : fdopen(own, "w");
    int error = errno;
    if (file == NULL && own >= 0)
        close(own);
    errno = error;
    return file;
}

ind_status cli_output_open(const char *path, ind_diag *diag, cli_output *out) {
    *out = (cli_output){.path = is_standard(path) ? NULL : path, .file = stdout};
    if (out->path == NULL)
        return IND_OK;
    bool in_place;
    int error = target_error(path, &in_place);
    if (error == 0 && !in_place)
        error = ind_replace_begin(path, &out->replacement);
    if (error == 0) {
        out->file = in_place ? fopen(path, "w") : open_stream(out->replacement.descriptor);
        error = out->file == NULL ? errno : 0;
    }
    if (error == 0)
        return IND_OK;
    ind_replace_cancel(&out->replacement);
    return cannot_write(path, error, diag);
}

void cli_output_keep_mode(cli_output *output) {
    struct stat before;
    if (output->replacement.target != NULL &&
        (stat(output->path, &before) != 0 || fchmod(output->replacement.descriptor, before.st_mode & 07777) != 0))
        output->error = errno;
}

enum { NOT_KNOWN = -1 };

/* Write what is buffered; 0 or an errno.  Of an earlier fault errno has long been overwritten, but what would not go
 * out is mostly still there, and fails once more. */
static int flush(FILE *file) {
    bool failed = ferror(file) != 0;
    if (fflush(file) != 0)
        return errno;
    return failed ? NOT_KNOWN : 0;
}

static int finish(FILE *file) {
    int error = flush(file);
    if (fclose(file) != 0 && error == 0)
        error = errno;
    return error;
}

static ind_status not_sure(const char *path, int error, ind_diag *diag) {
    return ind_diag_add(diag, IND_WARNING, IND_OK, "not_synced", (ind_place){.file = path},
                        "after a power cut the earlier file may be back",
                        "is written, but its folder could not be brought to disk: %s", cli_error_text(error));
}

ind_status cli_output_close(cli_output *output, ind_diag *diag) {
    if (output->path == NULL)
        return cli_output_standard(diag);
    int unsure = 0, error = finish(output->file);
    if (error == 0)
        error = output->error;
    if (error == 0 && output->replacement.target != NULL)
        error = ind_replace_commit(&output->replacement, &unsure);
    ind_replace_cancel(&output->replacement);
    if (error != 0)
        return cannot_write(output->path, error, diag);
    return unsure == 0 ? IND_OK : not_sure(output->path, unsure, diag);
}

static bool reader_gone;

bool cli_output_reader_gone(void) {
    return reader_gone;
}

ind_status cli_output_standard(ind_diag *diag) {
    static bool reported;
    int error = flush(stdout);
    if (error == 0 || reported)
        return error == 0 ? IND_OK : IND_E_SYSTEM;
    reported = true;
    if (error == EPIPE) { /* "| head" has seen enough: nobody is left to tell */
        reader_gone = true;
        return IND_E_SYSTEM;
    }
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot write standard output: %s",
                        cli_error_text(error));
}
