/* list.h - what the files of "list" share. */
#ifndef IND_CLI_LIST_H
#define IND_CLI_LIST_H

#include "cli/cli.h"

typedef struct {
    const ind_measure *measure;
    ind_str id, kind, unit, title, version, pack;
} cli_listed_measure;

typedef struct {
    cli_listed_measure *items;
    size_t count;
} cli_listed_measures;

/* As a tree; what stands in no outline comes last. */
void cli_list_outlines(const cli_session *session, const cli_listed_measures *all, const ind_outlines *outlines,
                       bool english);

#endif
