/* files.c - paths that the user gave: what is there, and what a folder holds. */
#include "cli/cli.h"

#include "base/folder.h"

#include <errno.h>

bool cli_ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

ind_status cli_cannot_read(cli_session *session, const char *path) {
    return ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){0}, NULL, "cannot read '%s': %s",
                        path, cli_error_text(errno));
}

ind_status cli_is_folder(cli_session *session, const char *path, bool *is) {
    ind_presence presence = ind_look_folder(path);
    *is = presence == IND_THERE;
    return presence == IND_NOT_KNOWN ? cli_cannot_read(session, path) : IND_OK;
}

/* Folders are entered, links to folders are not: they may lead in a circle. */
static ind_status take_entry(cli_session *session, const char *folder, const char *name,
                             bool (*accept)(const char *folder, const char *name), cli_texts *out) {
    const char *path = ind_arena_format(session->options.arena, "%s/%s", folder, name);
    struct stat found;
    bool here = lstat(path, &found) == 0;
    if (!here && errno != ENOENT)
        return cli_cannot_read(session, path);
    if (here && S_ISDIR(found.st_mode))
        return cli_files_below(session, path, accept, out);
    if (accept(folder, name))
        cli_texts_add(session->options.arena, out, path);
    return IND_OK;
}

ind_status cli_files_below(cli_session *session, const char *folder,
                           bool (*accept)(const char *folder, const char *name), cli_texts *out) {
    const char **names;
    size_t count;
    errno = ind_folder_names(session->options.arena, folder, &names, &count);
    if (errno != 0)
        return cli_cannot_read(session, folder);
    ind_status status = IND_OK;
    for (size_t i = 0; i < count; i++)
        status = ind_status_worst(status, take_entry(session, folder, names[i], accept, out));
    return status;
}
