/* folder.c - see folder.h.  A folder that is read half has every sign of one that holds less: readdir() ends with NULL
 * both at the end and where it fails, and only errno tells them apart. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int ind_folder_names(ind_arena *arena, const char *path, const char ***names, size_t *count) {
    *names = NULL;
    *count = 0;
    DIR *dir = opendir(path);
    if (dir == NULL)
        return errno;
    size_t capacity = 0;
    struct dirent *entry;
    while (errno = 0, (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        *names = ind_arena_grow(arena, *names, *count, &capacity, sizeof **names);
        (*names)[(*count)++] = ind_arena_str(arena, ind_str_of(entry->d_name)).data;
    }
    int error = errno;
    closedir(dir);
    if (error != 0)
        *count = 0;
    if (*count > 0)
        qsort(*names, *count, sizeof **names, by_bytes);
    return error;
}

/* As for a file in a folder that is itself missing, or a file where the folder should be. */
static bool is_absence(int error) {
    return error == ENOENT || error == ENOTDIR;
}

ind_presence ind_look(const char *path, struct stat *found) {
    struct stat here;
    if (stat(path, found != NULL ? found : &here) == 0)
        return IND_THERE;
    return is_absence(errno) ? IND_NOT_THERE : IND_NOT_KNOWN;
}

ind_presence ind_look_folder(const char *path) {
    struct stat found;
    ind_presence presence = ind_look(path, &found);
    if (presence != IND_THERE || S_ISDIR(found.st_mode))
        return presence;
    errno = ENOTDIR;
    return IND_NOT_THERE;
}

ind_presence ind_look_same_file(const char *a, const char *b) {
    struct stat first, second;
    ind_presence one = ind_look(a, &first), other = one == IND_THERE ? ind_look(b, &second) : one;
    if (other != IND_THERE)
        return other;
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino ? IND_THERE : IND_NOT_THERE;
}
