/* output.h - a report is there whole or not at all.
 *
 *   cli_output_check -> (the work) -> cli_output_open -> write -> cli_output_close */
#ifndef IND_CLI_OUTPUT_H
#define IND_CLI_OUTPUT_H

#include "base/replace.h"
#include "indikator/diagnostics.h"

#include <stdio.h>

typedef struct {
    const char *path;            /* as the user wrote it; NULL: standard output */
    ind_replacement replacement; /* without target: written in place */
    FILE *file;
    int error; /* an errno that cli_output_close shall tell; 0: none */
} cli_output;

/* Whether PATH (NULL or "-": standard output) can be written, asked before the work.  IND_E_SYSTEM. */
ind_status cli_output_check(const char *path, ind_diag *diag);
bool cli_output_is_there(const char *path); /* an earlier report */
ind_status cli_output_open(const char *path, ind_diag *diag, cli_output *out);
/* The file shall be as readable as the one it replaces, not its owner's alone as a report is. */
void cli_output_keep_mode(cli_output *output);
/* Flush, bring to disk, put in place.  On IND_E_SYSTEM the earlier file is as it was and nothing else is left. */
ind_status cli_output_close(cli_output *output, ind_diag *diag);

/* Has the reader of standard output closed it?  Then the program ends in silence, as if by SIGPIPE. */
bool cli_output_reader_gone(void);
/* Flush standard output; IND_E_SYSTEM with one finding if anything written to it was lost, without where its reader is
 * gone. */
ind_status cli_output_standard(ind_diag *diag);

/* Remove the unfinished file, if any.  Safe in a signal handler. */
void cli_output_abandon(void);

#endif
