/* replace.c - the file is written beside its target, brought to disk and then renamed.
 *
 * The name of an unfinished file is kept where a signal handler can remove it.  What no handler can prevent (SIGKILL,
 * a power cut) the next process cleans up: an unfinished file is locked as long as it is written, so that one without
 * a lock has nobody left who would finish it. */
#include "base/replace.h"

#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_START ".indikator-"
#define NAME_MIDDLE "XXXXXX" /* of mkstemps: letters and digits */
#define NAME_END ".tmp"

enum { MOST = 2 };
static char *volatile unfinished_paths[MOST];

static void remember(char *path) {
    for (size_t i = 0; i < MOST; i++)
        if (unfinished_paths[i] == NULL) {
            unfinished_paths[i] = path;
            return;
        }
}

static void forget(const char *path) {
    for (size_t i = 0; i < MOST; i++)
        if (unfinished_paths[i] == path)
            unfinished_paths[i] = NULL;
}

void ind_replace_abandon(void) {
    for (size_t i = 0; i < MOST; i++)
        if (unfinished_paths[i] != NULL)
            unlink(unfinished_paths[i]);
}

char *ind_replace_folder(const char *target) {
    const char *slash = strrchr(target, '/');
    if (slash == NULL)
        return ind_copy(IND_STR("."));
    return ind_copy((ind_str){target, slash == target ? 1 : (size_t)(slash - target)});
}

/* ---- where a path leads ---- */

/* What the link PATH holds, seen from here; NULL with errno. */
static char *link_target(const char *path) {
    char text[4096];
    ssize_t length = readlink(path, text, sizeof text);
    if (length < 0)
        return NULL;
    if ((size_t)length == sizeof text) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    ind_str name = {text, (size_t)length};
    if (length > 0 && text[0] == '/')
        return ind_copy(name);
    char *folder = ind_replace_folder(path);
    ind_buffer joined = {0};
    ind_buffer_format(&joined, "%s/%.*s", folder, IND_STR_ARGS(name));
    free(folder);
    return joined.data;
}

/* realpath() says nothing of a link to what is not there yet. */
static int follow_links(const char *path, char **target) {
    enum { MOST_LINKS = 40 }; /* as the kernel */
    char *here = ind_copy(ind_str_of(path));
    int error = ELOOP;
    for (int i = 0; i < MOST_LINKS; i++) {
        char *next = link_target(here);
        if (next == NULL) {
            error = errno == EINVAL || errno == ENOENT ? 0 : errno; /* no link, or nothing there */
            break;
        }
        free(here);
        here = next;
    }
    *target = error == 0 ? here : NULL;
    if (error != 0)
        free(here);
    return error;
}

int ind_replace_target(const char *path, char **target) {
    *target = realpath(path, NULL);
    if (*target != NULL)
        return 0;
    if (errno == ENOMEM)
        ind_out_of_memory();
    return errno == ENOENT ? follow_links(path, target) : errno;
}

/* ---- what others left ---- */

static bool is_unfinished_name(const char *name) {
    const size_t start = sizeof NAME_START - 1, middle = sizeof NAME_MIDDLE - 1;
    return strlen(name) == start + middle + sizeof NAME_END - 1 && strncmp(name, NAME_START, start) == 0 &&
           strcmp(name + start + middle, NAME_END) == 0;
}

/* Our user's, and nobody writes it: what is not certain is left alone. */
static void remove_stale(int folder, const char *name) {
    int file = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return;
    struct stat found;
    if (fstat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_uid == geteuid() &&
        flock(file, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(file);
}

static void remove_all_stale(const char *folder) {
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (is_unfinished_name(entry->d_name))
            remove_stale(dirfd(dir), entry->d_name);
    closedir(dir);
}

/* ---- the file beside ---- */

/* Lock FILE before anybody takes it for stale.  False: somebody has, and it is gone or about to go. */
static bool lock(int file) {
    struct stat found;
    if (flock(file, LOCK_EX | LOCK_NB) != 0)
        return errno != EWOULDBLOCK; /* no locks on this file system: then nobody can take it for stale either */
    return fstat(file, &found) != 0 || found.st_nlink > 0;
}

static int make_locked(char *pattern) {
    enum { TRIES = 100 };
    for (int i = 0; i < TRIES; i++) {
        memcpy(pattern + strlen(pattern) - (sizeof NAME_MIDDLE NAME_END - 1), NAME_MIDDLE, sizeof NAME_MIDDLE - 1);
        int file = mkstemps(pattern, sizeof NAME_END - 1);
        if (file < 0 || lock(file))
            return file;
        close(file);
    }
    errno = EAGAIN;
    return -1;
}

/* No signal finds the file without its name being known. */
static int make_known(char *path, int (*make)(char *path)) {
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    int file = make(path);
    int error = errno;
    if (file >= 0)
        remember(path);
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return file;
}

static const ind_replacement nothing = {.descriptor = -1, .folder = -1};

static void release(ind_replacement *r) {
    forget(r->unfinished);
    if (r->descriptor >= 0)
        close(r->descriptor);
    if (r->folder >= 0)
        close(r->folder);
    if (r->unfinished != r->target)
        free(r->unfinished);
    free(r->target);
    *r = nothing;
}

/* Before anything is written: after the rename nothing may fail that could still be told. */
static void open_folder(ind_replacement *r, const char *path) {
    r->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (r->folder < 0)
        r->folder = -errno;
}

int ind_replace_begin(const char *path, ind_replacement *out) {
    *out = nothing;
    int error = ind_replace_target(path, &out->target);
    if (error != 0)
        return error;
    char *folder = ind_replace_folder(out->target);
    remove_all_stale(folder);
    open_folder(out, folder);
    ind_buffer pattern = {0};
    ind_buffer_format(&pattern, "%s/" NAME_START NAME_MIDDLE NAME_END, folder);
    free(folder);
    out->unfinished = pattern.data;
    out->descriptor = make_known(out->unfinished, make_locked);
    error = out->descriptor < 0 ? errno : 0;
    if (error != 0)
        release(out);
    return error;
}

static int make_new(char *path) {
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

int ind_replace_begin_new(const char *path, ind_replacement *out) {
    *out = nothing;
    out->target = out->unfinished = ind_copy(ind_str_of(path));
    char *folder = ind_replace_folder(path);
    open_folder(out, folder);
    free(folder);
    out->descriptor = make_known(out->unfinished, make_new);
    int error = out->descriptor < 0 ? errno : 0;
    if (error != 0)
        release(out);
    return error;
}

void ind_replace_cancel(ind_replacement *replacement) {
    if (replacement->target == NULL)
        return;
    unlink(replacement->unfinished);
    release(replacement);
}

/* A rename is on disk when its folder is.  Some file systems cannot be asked (EINVAL), and a folder may be closed to
 * readers (EACCES); what cannot be asked is not told. */
static int sync_folder(int folder) {
    int error = folder < 0 ? -folder : fsync(folder) != 0 ? errno : 0;
    return error == EINVAL || error == EACCES ? 0 : error;
}

int ind_replace_commit(ind_replacement *replacement, int *unsure) {
    *unsure = 0;
    bool good = fsync(replacement->descriptor) == 0;
    if (good && replacement->unfinished != replacement->target)
        good = rename(replacement->unfinished, replacement->target) == 0;
    int error = good ? 0 : errno;
    if (good) {
        forget(replacement->unfinished); /* it is the target now */
        *unsure = sync_folder(replacement->folder);
    } else {
        unlink(replacement->unfinished);
    }
    release(replacement);
    return error;
}
