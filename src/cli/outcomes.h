/* outcomes.h - the findings of "check" and "test" for machines, on standard output. */
#ifndef IND_CLI_OUTCOMES_H
#define IND_CLI_OUTCOMES_H

#include "cli/cli.h"
#include "indikator/findings.h"

/* What -f asks for; NULL where it is text.  OWNED by the caller: ind_outcomes_free. */
ind_outcomes *cli_outcomes(const cli_session *session, const char *command);
/* Write OUTCOMES (if not NULL) with all findings of the session, which are then not printed as text, and WAIVED. */
void cli_write_outcomes(cli_session *session, const ind_outcomes *outcomes, const ind_diag *waived);

#endif
