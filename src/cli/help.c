/* help.c - help and the manual page, written from the tables of options.c.  Help leads with examples. */
#include "cli/help.h"

enum { WIDTH = 80, COLUMN = 4 };

static const char tagline[] = "compute health and social care indicators from CSV files";

static const struct {
    const char *code, *meaning;
} statuses[] = {
    {"0", "fine"},
    {"1", "findings: a lint finding, a failed test, a chosen measure that was not computed"},
    {"2", "the command line is wrong, or asks for what this version lacks"},
    {"3", "a definition, dataset schema or codelist is invalid"},
    {"4", "the data break their contract"},
    {"5", "refused for disclosure"},
    {"6", "merge or verify found a mismatch"},
    {"7", "the system: file, disk, memory"},
    {"70", "internal fault"},
    {"128 + n", "ended by signal n: 130 for SIGINT, 141 for a closed pipe, 143 for SIGTERM"},
};
enum { STATUS_COUNT = sizeof statuses / sizeof *statuses };

static bool takes(const cli_option_row *row, cli_command command) {
    return (row->commands >> command & 1u) != 0;
}

/* ---- help ---- */

void cli_print_wrapped(const char *text, size_t indent, FILE *file) {
    size_t column = 0;
    while (*text != '\0') {
        size_t word = strcspn(text, " ");
        if (column > 0 && column + 1 + word > WIDTH) {
            fputc('\n', file);
            column = 0;
        }
        fprintf(file, "%*s%.*s", column == 0 ? (int)indent : 1, "", (int)word, text);
        column += word + (column == 0 ? indent : 1);
        text += word + (text[word] == ' ');
    }
    fputc('\n', file);
}

static void print_option(const cli_option_row *row, FILE *file) {
    fputs("  ", file);
    if (row->letter != 0)
        fprintf(file, "-%c, ", row->letter);
    fprintf(file, "--%s", row->name);
    if (row->argument != NULL)
        fprintf(file, " %s", row->argument);
    fputc('\n', file);
    cli_print_wrapped(row->help, 2 * COLUMN, file);
}

static void help_of_command(cli_command command, FILE *file) {
    const cli_command_row *row = &cli_command_table[command];
    fprintf(file, "indikator %s - %s\n\nExamples:\n", row->name, row->purpose);
    for (size_t i = 0; i < CLI_EXAMPLES && row->examples[i].line != NULL; i++)
        fprintf(file, "  # %s\n  %s\n", row->examples[i].what, row->examples[i].line);
    fprintf(file, "\nUsage: indikator %s%s%s [OPTION...]\n\n", row->name, row->operands[0] != '\0' ? " " : "",
            row->operands);
    cli_print_wrapped(row->about, 0, file);
    fputs("\nOptions:\n", file);
    const cli_option_row *option;
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++)
        if (takes(option, command))
            print_option(option, file);
}

static void help_of_program(FILE *file) {
    fprintf(file, "indikator - %s\n\nExamples:\n", tagline);
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++)
        fprintf(file, "  %s\n", cli_command_table[c].examples[0].line);
    fputs("\nUsage: indikator COMMAND [OPTION...]\n\nCommands:\n", file);
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++) {
        const cli_command_row *row = &cli_command_table[c];
        int used = fprintf(file, "  %s %s", row->name, row->operands);
        fprintf(file, "%*s%s\n", 20 - used, "", row->purpose);
    }
    fputs("\n'indikator COMMAND --help' shows the options of a command; 'indikator --version' the version.\n\nExit "
          "status:\n",
          file);
    for (size_t i = 0; i < STATUS_COUNT; i++)
        fprintf(file, "  %-9s %s\n", statuses[i].code, statuses[i].meaning);
}

void cli_help(cli_command command, FILE *file) {
    if (command == CLI_NONE || command == CLI_HELP)
        help_of_program(file);
    else
        help_of_command(command, file);
}

/* ---- the manual page ---- */

/* TEXT with what roff would read as its own taken care of. */
static void man_text(const char *text, FILE *file) {
    if (*text == '.' || *text == '\'')
        fputs("\\&", file);
    for (; *text != '\0'; text++) {
        if (*text == '-')
            fputs("\\-", file);
        else if (*text == '\\')
            fputs("\\e", file);
        else
            fputc(*text, file);
    }
}

static void man_line(const char *text, FILE *file) {
    man_text(text, file);
    fputc('\n', file);
}

static void man_option(const cli_option_row *row, FILE *file) {
    fputs(".TP\n", file);
    if (row->letter != 0)
        fprintf(file, "\\fB\\-%c\\fR, ", row->letter);
    fputs("\\fB\\-\\-", file);
    man_text(row->name, file);
    fputs("\\fR", file);
    if (row->argument != NULL) {
        fputs(" \\fI", file);
        man_text(row->argument, file);
        fputs("\\fR", file);
    }
    fputc('\n', file);
    man_line(row->help, file);
}

static void man_example(const char *what, const char *line, FILE *file) {
    fputs(".PP\n", file);
    man_line(what, file);
    fputs(".PP\n.RS 4\n.nf\n", file);
    man_line(line, file);
    fputs(".fi\n.RE\n", file);
}

/* An option of every command is described once, after the commands. */
static bool is_general(const cli_option_row *row) {
    return takes(row, CLI_HELP) || strcmp(row->name, "indicators") == 0;
}

static void man_command(cli_command command, FILE *file) {
    const cli_command_row *row = &cli_command_table[command];
    fprintf(file, ".SS \"indikator %s\"\n", row->name);
    man_line(row->about[0] != '\0' ? row->about : row->purpose, file);
    const cli_option_row *option;
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++)
        if (takes(option, command) && !is_general(option))
            man_option(option, file);
}

static void man_synopsis(FILE *file) {
    fputs(".SH SYNOPSIS\n.nf\n", file);
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++) {
        const cli_command_row *row = &cli_command_table[c];
        fprintf(file, "\\fBindikator %s\\fR%s%s%s\n", row->name, row->operands[0] != '\0' ? " " : "", row->operands,
                c == CLI_HELP ? "" : " [\\fIoption\\fR...]");
    }
    fputs(".fi\n", file);
}

static void man_options(FILE *file) {
    fputs(".SH OPTIONS OF EVERY COMMAND\n", file);
    const cli_option_row *option;
    for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++)
        if (is_general(option))
            man_option(option, file);
}

static void man_statuses(FILE *file) {
    fputs(".SH EXIT STATUS\n", file);
    for (size_t i = 0; i < STATUS_COUNT; i++) {
        fprintf(file, ".TP\n.B %s\n", statuses[i].code);
        man_line(statuses[i].meaning, file);
    }
    fputs(
        ".PP\nWhen several apply, the first of 70, 7, 2, 3, 4, 5, 6, 1. After \\fBindikator run\\fR, 0 and 1 leave a\n"
        "complete new report; every other status leaves the earlier one as it was.\n",
        file);
}

void cli_man(FILE *file) {
    fputs(".TH INDIKATOR 1 \"\" \"indikator\" \"User Commands\"\n.SH NAME\nindikator \\- ", file);
    man_line(tagline, file);
    man_synopsis(file);
    fputs(".SH EXAMPLES\n", file);
    for (int c = CLI_NONE + 1; c < CLI_HELP; c++)
        for (size_t i = 0; i < CLI_EXAMPLES && cli_command_table[c].examples[i].line != NULL; i++)
            man_example(cli_command_table[c].examples[i].what, cli_command_table[c].examples[i].line, file);
    fputs(".SH COMMANDS\n", file);
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++)
        man_command((cli_command)c, file);
    man_options(file);
    fputs(".SH ENVIRONMENT\n.TP\n.B INDIKATOR_PATH\nFolders of the catalogue, separated by colons, where \\fB\\-I\\fR "
          "is not given.\n"
          ".TP\n.B NO_COLOR\nIf set and not empty, nothing is coloured.\n"
          ".TP\n.B SOURCE_DATE_EPOCH\nSeconds since 1970: the day that stands for today in \\fBcheck\\fR, where "
          "\\fB\\-\\-today\\fR is not given.\n",
          file);
    man_statuses(file);
}
