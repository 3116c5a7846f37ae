/* print.h - findings as a person reads them, on standard error. */
#ifndef IND_CLI_PRINT_H
#define IND_CLI_PRINT_H

#include "cli/cli.h"

#include <stdio.h>

/* Of a definition, test file, schema or codelist; then their number.  Formats for machines have all of them. */
enum { CLI_FINDINGS_OF_FILE = 20 };
/* Print the findings that are not printed yet, those that -q and -v leave. */
void cli_print_findings(cli_session *session);
void cli_print_finding(const ind_finding *finding, bool colour, FILE *file);
/* TEXT on a terminal, masked: see base/mask.h. */
void cli_print_text(ind_str text, FILE *file);
void cli_print_lines(ind_str text, FILE *file); /* of several lines */
size_t cli_width(ind_str text);                 /* columns on a terminal */
bool cli_wants_colour(FILE *file);              /* a terminal, and not NO_COLOR */

#endif
