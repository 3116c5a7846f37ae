/* output.c - the report is written beside its target and renamed when it is safe on disk.
 *
 * Every failure on the way leaves the target alone.  The name of the unfinished file is kept where a
 * signal handler can remove it.  Devices and pipes cannot be replaced, so they are written in place. */
#include "cli/output.h"
#include "base/memory.h"
#include "cli/cli.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char *volatile unfinished_path;

void cli_output_abandon(void) {
    if (unfinished_path != NULL)
        unlink(unfinished_path);
}

const char *cli_error_text(int error) {
    static char text[128];
    snprintf(text, sizeof text, "%s", error != 0 ? strerror(error) : "write error");
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

/* ERROR is an errno; 0 if it is not known. */
static ind_status cannot_write(const char *path, int error, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot write '%s': %s", path,
                        cli_error_text(error));
}

/* The folder of PATH, OWNED by the caller. */
static char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ind_copy(IND_STR("."));
    return ind_copy((ind_str){path, slash == path ? 1 : (size_t)(slash - path)});
}

/* Where PATH leads, so that a symbolic link stays one; OWNED by the caller. */
static char *resolve(const char *path) {
    char *resolved = realpath(path, NULL);
    return resolved != NULL ? resolved : ind_copy(ind_str_of(path));
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
    int error = target_error(path, &in_place);
    if (error == 0 && !in_place) {
        char *target = resolve(path), *folder = folder_of(target);
        error = access(folder, W_OK | X_OK) == 0 ? 0 : errno;
        free(folder);
        free(target);
    }
    return error == 0 ? IND_OK : cannot_write(path, error, diag);
}

/* Make the unfinished file, mode 0600, so that no signal finds it without its name being known. */
static int make_unfinished(char *pattern) {
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    int descriptor = mkstemp(pattern);
    int error = errno;
    if (descriptor >= 0)
        unfinished_path = pattern;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return descriptor;
}

static FILE *open_unfinished(const char *path, cli_output *out) {
    out->target = resolve(path);
    char *folder = folder_of(out->target);
    ind_buffer pattern = {0};
    ind_buffer_format(&pattern, "%s/.indikator-XXXXXX", folder);
    free(folder);
    out->unfinished = pattern.data;
    int descriptor = make_unfinished(out->unfinished);
    return descriptor < 0 ? NULL : fdopen(descriptor, "w");
}

/* Forget the unfinished file, and remove it unless it has been renamed. */
static void release(cli_output *output, bool renamed) {
    if (!renamed)
        cli_output_abandon();
    unfinished_path = NULL;
    free(output->unfinished);
    free(output->target);
    *output = (cli_output){0};
}

ind_status cli_output_open(const char *path, ind_diag *diag, cli_output *out) {
    *out = (cli_output){.path = is_standard(path) ? NULL : path, .file = stdout};
    if (out->path == NULL)
        return IND_OK;
    bool in_place;
    int error = target_error(path, &in_place);
    if (error == 0) {
        out->file = in_place ? fopen(path, "w") : open_unfinished(path, out);
        error = out->file == NULL ? errno : 0;
    }
    if (error == 0)
        return IND_OK;
    release(out, false);
    return cannot_write(path, error, diag);
}

/* Bring FILE to disk; 0 or an errno, -1 where it is not known. */
static int finish(FILE *file, bool is_replacing, int error_so_far) {
    int error = 0;
    if (ferror(file))
        error = error_so_far != 0 ? error_so_far : -1;
    else if (fflush(file) != 0)
        error = errno;
    else if (is_replacing && fsync(fileno(file)) != 0)
        error = errno;
    if (fclose(file) != 0 && error == 0)
        error = errno;
    return error;
}

ind_status cli_output_close(cli_output *output, ind_diag *diag) {
    if (output->path == NULL)
        return cli_output_standard(diag);
    const char *path = output->path;
    int error = finish(output->file, output->target != NULL, errno);
    bool renamed = error == 0 && output->target != NULL && rename(output->unfinished, output->target) == 0;
    if (error == 0 && output->target != NULL && !renamed)
        error = errno;
    release(output, renamed);
    return error == 0 ? IND_OK : cannot_write(path, error < 0 ? 0 : error, diag);
}

ind_status cli_output_standard(ind_diag *diag) {
    static bool told;
    int error = errno;
    bool failed = ferror(stdout) != 0;
    if (fflush(stdout) != 0) {
        error = errno;
        failed = true;
    }
    if (!failed || told)
        return failed ? IND_E_SYSTEM : IND_OK;
    told = true;
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot write standard output: %s",
                        cli_error_text(error));
}
