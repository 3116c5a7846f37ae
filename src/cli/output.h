/* output.h - a report is there whole or not at all.
 *
 *   cli_output_check -> (the work) -> cli_output_open -> write -> cli_output_close */
#ifndef IND_CLI_OUTPUT_H
#define IND_CLI_OUTPUT_H

#include "indikator/diagnostics.h"

#include <stdio.h>

typedef struct {
    const char *path; /* as the user wrote it; NULL: standard output */
    char *target;     /* what is replaced at the end; NULL: written in place */
    char *unfinished; /* the file written meanwhile, beside the target */
    FILE *file;
} cli_output;

/* Whether PATH (NULL or "-": standard output) can be written, asked before the work.  IND_E_SYSTEM. */
ind_status cli_output_check(const char *path, ind_diag *diag);
bool cli_output_is_there(const char *path); /* an earlier report */
ind_status cli_output_open(const char *path, ind_diag *diag, cli_output *out);
/* Flush, bring to disk, put in place.  On IND_E_SYSTEM the earlier file is as it was and nothing else is left. */
ind_status cli_output_close(cli_output *output, ind_diag *diag);

/* Flush standard output; IND_E_SYSTEM with one finding if anything written to it was lost. */
ind_status cli_output_standard(ind_diag *diag);

/* Remove the unfinished file, if any.  Safe in a signal handler. */
void cli_output_abandon(void);

#endif
