/* check_rules.h - "check --rules" and "check --explain": the rules as their users read them. */
#ifndef IND_CLI_RULES_H
#define IND_CLI_RULES_H

#include "cli/cli.h"

/* All rules, a line each; with -f json everything about them. */
void cli_list_rules(const cli_options *options);
/* One rule; IND_E_USAGE, with the closest, if there is none of that name. */
ind_status cli_explain_rule(cli_session *session, const char *id);

#endif
