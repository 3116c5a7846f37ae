/* command_show.c - "show": a definition in sentences, with every policy in force. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

static ind_show_format format_of(const char *name) {
    if (name == NULL || strcmp(name, "text") == 0)
        return IND_SHOW_TEXT;
    if (strcmp(name, "kvalitetsdeklaration") == 0)
        return IND_SHOW_DECLARATION;
    return strcmp(name, "md") == 0 ? IND_SHOW_MARKDOWN : IND_SHOW_JSON;
}

static ind_status show(cli_session *session, ind_catalogue *catalogue, const char *id) {
    const char *path = cli_find_definition(session, catalogue, id);
    if (path == NULL)
        return ind_diag_status(session->diag);
    ind_measure *measure = NULL;
    ind_status status = ind_measure_load_version(catalogue, path, session->diag, &measure);
    if (measure == NULL)
        return status;
    const cli_options *options = &session->options;
    bool english = options->language != NULL && strcmp(options->language, "en") == 0;
    char *text = ind_measure_show(catalogue, measure, format_of(options->format), english);
    fputs(text, stdout);
    free(text);
    return status;
}

ind_status cli_show(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    ind_status status = cli_open_catalogue(session, &catalogue);
    for (size_t i = 0; catalogue != NULL && i < session->options.operands.count; i++) {
        if (i > 0)
            putchar('\n');
        status = ind_status_worst(status, show(session, catalogue, session->options.operands.items[i]));
    }
    ind_catalogue_close(catalogue);
    return status;
}
