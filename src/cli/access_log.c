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

typedef struct {
    ind_buffer lines;
    const char *head; /* what each line begins with */
} log_text;

static void add_line(void *context, const char *file, uint64_t line) {
    log_text *log = context;
    char *full = realpath(file, NULL);
    ind_buffer_format(&log->lines, "%s\t%s:%llu\n", log->head, full != NULL ? full : file, (unsigned long long)line);
    free(full);
}

static bool append(const char *path, const ind_buffer *lines) {
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool good = write(file, lines->data, lines->length) == (ssize_t)lines->length && fsync(file) == 0;
    return close(file) == 0 && good;
}

ind_status cli_access_log(cli_session *session, const char *path, const char *id, const ind_explanation *explanation) {
    ind_arena *arena = session->options.arena;
    char when[32];
    time_t now = time(NULL);
    struct tm utc;
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    log_text log = {.head = ind_arena_format(arena, "%s\t%s\t%s", when, user_name(arena), id)};
    ind_explain_places(explanation, add_line, &log);
    if (path == NULL && (path = default_path(arena)) != NULL)
        make_folders(arena, path);
    bool good = path != NULL && (log.lines.length == 0 || append(path, &log.lines));
    ind_buffer_free(&log.lines);
    if (good)
        return IND_OK;
    return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, "access_log", (ind_place){0},
                        "give a file with --access-log; without the log nothing is shown",
                        "cannot write the access log '%s': %s", path == NULL ? "" : path, cli_error_text(errno));
}
