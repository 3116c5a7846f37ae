/* access_log.c - see access_log.h.  All lines go out in one write to a file opened for appending, so that several
 * users of one log do not mix theirs. */
#include "cli/access_log.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *default_path(ind_arena *arena) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state != NULL && state[0] == '/')
        return ind_arena_format(arena, "%s/indikator/access.log", state);
    if (home != NULL && home[0] == '/')
        return ind_arena_format(arena, "%s/.local/state/indikator/access.log", home);
    return NULL;
}

/* The folders on the way to PATH, for nobody else. */
static void make_folders(ind_arena *arena, const char *path) {
    char *folder = ind_arena_format(arena, "%s", path);
    for (char *slash = folder; (slash = strchr(slash + 1, '/')) != NULL;) {
        *slash = '\0';
        mkdir(folder, 0700); /* there already, or opening the file will say what is wrong */
        *slash = '/';
    }
}

static const char *user_name(ind_arena *arena) {
    const struct passwd *user = getpwuid(getuid());
    return user != NULL ? user->pw_name : ind_arena_format(arena, "uid %lu", (unsigned long)getuid());
}

/* TEXT so that it cannot be taken for anything else: a line break in the name of a file would forge a line of the log.
 */
static void add_escaped(ind_buffer *out, const char *text) {
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        bool c1 = at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0; /* U+0080 to U+009F, which terminals obey too */
        if (*at < 0x20 || *at == 0x7f || *at == '\\' || c1)
            ind_buffer_format(out, "\\x%02x", *at);
        else
            ind_buffer_add(out, at, 1);
    }
}

typedef struct {
    ind_buffer lines;
    ind_buffer head; /* what each line begins with */
} log_text;

static void add_line(void *context, const char *file, uint64_t line) {
    log_text *log = context;
    char *full = realpath(file, NULL);
    ind_buffer_add(&log->lines, log->head.data, log->head.length);
    add_escaped(&log->lines, full != NULL ? full : file);
    ind_buffer_format(&log->lines, ":%llu\n", (unsigned long long)line);
    free(full);
}

static bool append(const char *path, const ind_buffer *lines) {
    /* a link, which somebody else may have laid, would lead the lines to where nobody looks for them */
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    ssize_t written = write(file, lines->data, lines->length);
    if (written >= 0 && (size_t)written < lines->length)
        errno = ENOSPC;
    bool good = written == (ssize_t)lines->length && fsync(file) == 0;
    int error = errno;
    if (close(file) != 0 && good)
        return false;
    errno = error;
    return good;
}

ind_status cli_access_log(cli_session *session, const char *path, const char *id, const ind_explanation *explanation) {
    ind_arena *arena = session->options.arena;
    char when[32];
    time_t now = time(NULL);
    struct tm utc;
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    log_text log = {0};
    ind_buffer_format(&log.head, "%s\t", when);
    add_escaped(&log.head, user_name(arena));
    ind_buffer_text(&log.head, "\t");
    add_escaped(&log.head, id);
    ind_buffer_text(&log.head, "\t");
    ind_explain_places(explanation, add_line, &log);
    if (path == NULL && (path = default_path(arena)) != NULL)
        make_folders(arena, path);
    errno = 0;
    bool good = path != NULL && (log.lines.length == 0 || append(path, &log.lines));
    int error = errno;
    ind_buffer_free(&log.lines);
    ind_buffer_free(&log.head);
    if (good)
        return IND_OK;
    return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, "access_log", (ind_place){0},
                        "give a file with --access-log; without the log nothing is shown",
                        "cannot write the access log '%s': %s", path == NULL ? "" : path, cli_error_text(error));
}
