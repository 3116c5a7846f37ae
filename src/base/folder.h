/* folder.h - what is there, so that "not there" and "could not be looked at" are never taken for each other. */
#ifndef IND_FOLDER_H
#define IND_FOLDER_H

#include "base/memory.h"

#include <sys/stat.h>

/* The names in folder PATH in order, those that begin with a dot left out.  *NAMES lives in ARENA.  0, or the errno for
 * which the folder cannot be read or not to its end; then there are no names. */
int ind_folder_names(ind_arena *arena, const char *path, const char ***names, size_t *count);

typedef enum { IND_THERE, IND_NOT_THERE, IND_NOT_KNOWN } ind_presence;
/* Is there a file or folder PATH, at the end of links?  *FOUND (NULL: not wanted) is set if it is.  errno says why it
 * is not there or not known. */
ind_presence ind_look(const char *path, struct stat *found);
ind_presence ind_look_folder(const char *path);                /* a file in its place: IND_NOT_THERE */
ind_presence ind_look_same_file(const char *a, const char *b); /* IND_NOT_THERE: two files, or one is missing */

#endif
