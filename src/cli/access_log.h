/* access_log.h - who has looked at identifiers, when, and in which rows; never an identifier itself. */
#ifndef IND_CLI_ACCESS_LOG_H
#define IND_CLI_ACCESS_LOG_H

#include "cli/cli.h"
#include "indikator/explain.h"

/* A line for each row that EXPLANATION shows: time (UTC), user, id of the definition and FILE:LINE, separated by tabs.
 * PATH NULL: $XDG_STATE_HOME/indikator/access.log, else ~/.local/state/indikator/access.log.  A new file is readable
 * by its owner only; a symbolic link is not followed.  Control signs and backslashes are written \xNN.
 * IND_E_SYSTEM if it cannot be written; then nothing may be shown. */
ind_status cli_access_log(cli_session *session, const char *path, const char *id, const ind_explanation *explanation);

#endif
