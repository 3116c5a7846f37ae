/* command_convert.c - "convert": a report in another format.  What is wrong with it is told before anything is written.
 */
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/print.h"
#include "indikator/report.h"

#include <stdio.h>

ind_status cli_convert(cli_session *session) {
    const cli_options *options = &session->options;
    ind_report *report = NULL;
    ind_status status = cli_output_check(options->output, session->diag);
    if (status == IND_OK)
        status = ind_report_open(options->operands.items[0], session->diag, &report);
    cli_print_findings(session);
    if (report != NULL)
        status = cli_write_report(session, report);
    if (status > IND_FINDINGS && cli_output_is_there(options->output))
        fputs("note: the earlier report is unchanged\n", stderr);
    ind_report_free(report);
    return status;
}
