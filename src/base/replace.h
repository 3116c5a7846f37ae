/* replace.h - a file is replaced whole or not at all, whatever ends the program meanwhile.
 *
 *   ind_replace_begin -> write to the descriptor -> ind_replace_commit, or ind_replace_cancel
 *
 * At most two files at a time in a process. */
#ifndef IND_REPLACE_H
#define IND_REPLACE_H

typedef struct {
    char *target;     /* what is replaced: where the links of the path lead */
    char *unfinished; /* written meanwhile, beside the target; the target itself if it is new */
    int descriptor;   /* of UNFINISHED, and holds its lock; belongs to the replacement */
    int folder;       /* descriptor of the folder; below zero: its errno, negative */
} ind_replacement;

/* Where PATH leads, so that a symbolic link stays one, also a link to what is not there yet; OWNED by the caller.
 * 0 or an errno. */
int ind_replace_target(const char *path, char **target);
char *ind_replace_folder(const char *target); /* the folder of TARGET; OWNED by the caller */

/* Begin a file (mode 0600) that will take the place of PATH.  What earlier processes of this user left unfinished
 * beside it is removed.  0 or an errno; then *OUT is empty. */
int ind_replace_begin(const char *path, ind_replacement *out);
/* Begin a file that must not be there: EEXIST. */
int ind_replace_begin_new(const char *path, ind_replacement *out);
/* Bring the file to disk and put it in place.  0, or an errno: then the target is as it was and nothing else is left.
 * *UNSURE: 0, or the errno for which the folder, with the new name, could not be brought to disk. */
int ind_replace_commit(ind_replacement *replacement, int *unsure);
void ind_replace_cancel(ind_replacement *replacement); /* an empty one is fine */

/* Remove the unfinished files, if any.  Safe in a signal handler and on any thread. */
void ind_replace_abandon(void);

#endif
