/* help.h - what the tables of options.h look like to a reader. */
#ifndef IND_CLI_HELP_H
#define IND_CLI_HELP_H

#include "cli/options.h"

#include <stdio.h>

void cli_help(cli_command command, FILE *file); /* CLI_NONE: of the program */
void cli_man(FILE *file);                       /* the manual page, roff with the man macros */
/* TEXT in lines of at most 80 characters, each begun with INDENT spaces. */
void cli_print_wrapped(const char *text, size_t indent, FILE *file);

#endif
