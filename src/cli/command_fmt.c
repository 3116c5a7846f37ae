/* command_fmt.c - "fmt": definitions and test files in canonical form, each file replaced whole or not at all. */
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/print.h"

#include <errno.h>
#include <stdlib.h>

enum { MOST = 16 << 20 }; /* bytes of a file, as everywhere a definition is read */

static bool is_json(const char *folder, const char *name) {
    (void)folder;
    return cli_ends_with(name, ".json") && !cli_ends_with(name, ".schema.json");
}

static ind_status read_all(cli_session *session, const char *path, ind_buffer *out) {
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (file == NULL)
        return cli_cannot_read(session, path);
    char block[65536];
    size_t got;
    while (out->length <= MOST && (got = fread(block, 1, sizeof block, file)) > 0)
        ind_buffer_add(out, block, got);
    ind_status status = ferror(file) ? cli_cannot_read(session, path) : IND_OK;
    if (!standard)
        fclose(file);
    if (out->length > MOST)
        status = ind_diag_add(session->diag, IND_ERROR, IND_E_SYSTEM, NULL, (ind_place){.file = path}, NULL,
                              "the file is over 16 MiB");
    return status;
}

static ind_status replace(cli_session *session, const char *path, const char *text) {
    cli_output output;
    ind_status status = cli_output_open(path, session->diag, &output);
    if (status != IND_OK)
        return status;
    cli_output_keep_mode(&output);
    fputs(text, output.file);
    return cli_output_close(&output, session->diag);
}

/* GIVEN: the user named the file, so that it must be one that there is a form for. */
static ind_status format_one(cli_session *session, const char *path, bool given) {
    ind_buffer before = {0};
    char *after = NULL;
    bool standard = strcmp(path, "-") == 0;
    ind_status status = read_all(session, path, &before);
    if (status == IND_OK)
        status = ind_canonical_text(standard ? "<stdin>" : path, ind_buffer_str(&before), session->diag, &after);
    if (status == IND_FINDINGS)
        status = !given ? IND_OK : cli_usage(session->diag, NULL, "'%s' is neither a definition nor a test file", path);
    bool same = after != NULL && ind_str_equal(ind_buffer_str(&before), ind_str_of(after));
    if (after != NULL && session->options.check && !same) {
        cli_print_text(ind_str_of(path), stdout);
        putchar('\n');
        status = IND_FINDINGS;
    } else if (after != NULL && standard && !session->options.check)
        fputs(after, stdout);
    else if (after != NULL && !same && !session->options.check)
        status = replace(session, path, after);
    free(after);
    ind_buffer_free(&before);
    return status;
}

ind_status cli_fmt(cli_session *session) {
    ind_status status = IND_OK;
    const cli_texts *paths = &session->options.operands;
    for (size_t i = 0; i < paths->count; i++) {
        bool is_folder;
        ind_status looked = cli_is_folder(session, paths->items[i], &is_folder);
        status = ind_status_worst(status, looked);
        if (looked != IND_OK)
            continue;
        if (!is_folder) {
            status = ind_status_worst(status, format_one(session, paths->items[i], true));
            continue;
        }
        cli_texts files = {0};
        status = ind_status_worst(status, cli_files_below(session, paths->items[i], is_json, &files));
        for (size_t f = 0; f < files.count; f++)
            status = ind_status_worst(status, format_one(session, files.items[f], false));
    }
    return status;
}
