/* progress.h - how far the reading has come, on a terminal only. */
#ifndef IND_CLI_PROGRESS_H
#define IND_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

bool cli_progress_wanted(void); /* standard error is a terminal */
/* For ind_run_options.progress. */
void cli_progress(void *context, uint64_t done, uint64_t total); /* bytes; TOTAL 0: not known */
void cli_progress_clear(void);                                   /* take the line away, if there is one */

#endif
