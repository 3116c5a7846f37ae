/* command_completion.c - "completion": what a shell completes, written from the tables of options.c.
 *
 * Commands, options and the words that an option may have stand in the script; ids are asked of 'indikator list --ids'
 * when they are needed, with the -I of the line, so that they are those of the catalogue at hand. */
#include "cli/cli.h"

#include <stdio.h>

/* ---- values ---- */

static bool takes_files(const cli_option_row *row) {
    return row->value == CLI_DATA || row->field == offsetof(cli_options, output) ||
           row->field == offsetof(cli_options, indicators);
}

static void print_names(const cli_option_row *row) {
    if (row->letter != 0)
        printf("-%c|", row->letter);
    printf("--%s", row->name);
}

static bool takes(const cli_option_row *row, cli_command command) {
    return (row->commands >> command & 1u) != 0;
}

/* What follows an option with a value: one of some words, a file, or anything. */
static void print_values(cli_command command) {
    printf("    case $previous in\n");
    const cli_option_row *row;
    for (size_t i = 0; (row = cli_option_at(i)) != NULL; i++) {
        if (row->argument == NULL || !takes(row, command))
            continue;
        printf("    ");
        print_names(row);
        printf(") ");
        if (row->choices != NULL) {
            printf("_indikator_words \"");
            for (const char *at = row->choices; *at != '\0'; at++)
                putchar(*at == '|' ? ' ' : *at);
            printf("\"");
        } else
            printf(takes_files(row) ? "_indikator_files" : ":");
        printf("; return ;;\n");
    }
    printf("    esac\n");
}

/* ---- commands ---- */

static void print_options(cli_command command) {
    const cli_option_row *row;
    printf("    options=\"");
    for (size_t i = 0; (row = cli_option_at(i)) != NULL; i++)
        if (takes(row, command))
            printf("--%s ", row->name);
    printf("\"\n");
}

static const char *operands_of(cli_command command) {
    switch (command) {
    case CLI_RUN:
    case CLI_EXPLAIN:
    case CLI_SHOW: return "_indikator_ids";
    case CLI_TEST:
    case CLI_CHECK:
    case CLI_DIFF: return "_indikator_ids; _indikator_files";
    case CLI_CONVERT:
    case CLI_HISTORY:
    case CLI_FMT: return "_indikator_files";
    case CLI_INIT: return "_indikator_words \"$kinds\"";
    case CLI_COMPLETION: return "_indikator_words bash";
    case CLI_HELP: return "_indikator_words \"$commands\"";
    default: return ":";
    }
}

static void print_command(cli_command command) {
    printf("  %s)\n", cli_command_table[command].name);
    print_values(command);
    print_options(command);
    printf("    if [[ $current == -* ]]; then _indikator_words \"$options\"; else %s; fi ;;\n", operands_of(command));
}

static void print_bash(void) {
    printf("# bash completion of indikator; written by 'indikator completion bash'\n"
           "_indikator_words() { COMPREPLY+=($(compgen -W \"$1\" -- \"$current\")); }\n"
           "_indikator_files() { compopt -o filenames 2>/dev/null; local IFS=$'\\n'; "
           "COMPREPLY+=($(compgen -f -- \"$current\")); }\n"
           "_indikator_ids() {\n"
           "  local i catalogue=()\n"
           "  for ((i = 2; i + 1 < ${#COMP_WORDS[@]}; i++)); do\n"
           "    case ${COMP_WORDS[i]} in -I|--indicators) catalogue+=(-I \"${COMP_WORDS[i + 1]}\") ;; esac\n"
           "  done\n"
           "  _indikator_words \"$(\"${COMP_WORDS[0]}\" list --ids \"${catalogue[@]}\" 2>/dev/null)\"\n"
           "}\n"
           "_indikator() {\n"
           "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} options\n"
           "  COMPREPLY=()\n"
           "  local commands=\"");
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++)
        printf("%s%s", cli_command_table[c].name, c + 1 < CLI_COMMANDS ? " " : "");
    printf("\" kinds=\"");
    for (size_t i = 0; ind_kind_name(i) != NULL; i++)
        printf("%s%s", i == 0 ? "" : " ", ind_kind_name(i));
    printf("\"\n"
           "  if [ \"$COMP_CWORD\" = 1 ]; then _indikator_words \"$commands --help --version\"; return; fi\n"
           "  case ${COMP_WORDS[1]} in\n");
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++)
        print_command((cli_command)c);
    printf("  esac\n"
           "}\n"
           "complete -F _indikator indikator\n");
}

ind_status cli_completion(cli_session *session) {
    const char *shell = session->options.operands.items[0];
    if (strcmp(shell, "bash") != 0)
        return cli_usage(session->diag, "'indikator completion bash' prints the one there is", "no completion for '%s'",
                         shell);
    print_bash();
    return IND_OK;
}
