/* load_catalogue.c - which catalogue, and what the user means by an id or a path. */
#include "base/folder.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef IND_CATALOGUE
#define IND_CATALOGUE "/usr/share/indikator/indicators"
#endif

static void split_path(ind_arena *arena, const char *path, cli_texts *out) {
    while (*path != '\0') {
        size_t length = strcspn(path, ":");
        if (length > 0)
            cli_texts_add(arena, out, ind_arena_str(arena, (ind_str){path, length}).data);
        path += length + (path[length] == ':');
    }
}

/* The catalogue that was installed with the program, wherever both were moved to; else where the build said it would
 * be. */
static const char *installed_catalogue(ind_arena *arena) {
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program);
    while (length > 0 && program[length - 1] != '/')
        length--;
    if (length > 0 && (size_t)length < sizeof program) {
        const char *beside = ind_arena_format(arena, "%.*s../share/indikator/indicators", (int)length, program);
        if (ind_look_folder(beside) != IND_NOT_THERE)
            return beside;
    }
    return IND_CATALOGUE;
}

ind_status cli_folders(cli_session *session, cli_texts *out) {
    *out = session->options.indicators;
    const char *path = getenv("INDIKATOR_PATH");
    if (out->count == 0 && path != NULL)
        split_path(session->options.arena, path, out);
    if (out->count > 0)
        return IND_OK;
    const char *installed = installed_catalogue(session->options.arena);
    ind_presence presence = ind_look_folder(installed);
    if (presence == IND_NOT_KNOWN)
        return cli_cannot_read(session, installed);
    if (presence == IND_NOT_THERE)
        return cli_usage(session->diag, "give one with -I DIR or in INDIKATOR_PATH", "no catalogue in '%s'", installed);
    cli_texts_add(session->options.arena, out, installed);
    return IND_OK;
}

ind_status cli_open_catalogue(cli_session *session, ind_catalogue **out) {
    *out = NULL;
    cli_texts folders;
    ind_status status = cli_folders(session, &folders);
    return status == IND_OK ? ind_catalogue_load(folders.items, folders.count, session->diag, out) : status;
}

ptrdiff_t cli_find_measure(cli_session *session, const ind_catalogue *catalogue, const char *id) {
    ptrdiff_t found = ind_catalogue_measure_find(catalogue, ind_str_of(id));
    if (found < 0) {
        ind_str nearest = ind_catalogue_measure_nearest(catalogue, ind_str_of(id));
        const char *help = cli_closest(session->options.arena, "", nearest);
        cli_usage(session->diag, help != NULL ? help : "'indikator list' shows the ids",
                  "no definition '%s' in the catalogue", id);
    }
    return found;
}

const char *cli_find_file(cli_session *session, const ind_catalogue *catalogue, const char *path) {
    if (access(path, F_OK) == 0)
        return path;
    if (errno != ENOENT || strchr(path, '/') != NULL || cli_ends_with(path, ".json") || cli_ends_with(path, ".csv")) {
        cli_cannot_read(session, path);
        return NULL;
    }
    ptrdiff_t found = cli_find_measure(session, catalogue, path);
    return found < 0 ? NULL : ind_catalogue_measure_path(catalogue, (size_t)found);
}

const char *cli_find_definition(cli_session *session, const ind_catalogue *catalogue, const char *operand) {
    ptrdiff_t found = ind_catalogue_measure_find(catalogue, ind_str_of(operand));
    return found < 0 ? cli_find_file(session, catalogue, operand)
                     : ind_catalogue_measure_path(catalogue, (size_t)found);
}
