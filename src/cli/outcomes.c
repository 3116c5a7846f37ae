/* outcomes.c - "-f" of "check" and "test": text for people on standard error, or one document for machines. */
#include "cli/outcomes.h"

ind_outcomes *cli_outcomes(const cli_session *session, const char *command) {
    ind_findings_format format;
    const char *name = session->options.format;
    return name != NULL && ind_findings_parse(name, &format) ? ind_outcomes_new(command) : NULL;
}

void cli_write_outcomes(cli_session *session, const ind_outcomes *outcomes, const ind_diag *waived) {
    ind_findings_format format;
    if (outcomes == NULL || !ind_findings_parse(session->options.format, &format))
        return;
    ind_findings_write(outcomes, session->diag, waived, format, stdout);
    session->shown = ind_diag_count(session->diag);
}
