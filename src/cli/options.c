/* options.c - the tables of commands and options, and the one parser that follows them.
 *
 * The command comes first; options and operands follow in any order.  A long option takes its value after "=" or
 * from the next argument, a short one from the rest of its group or from the next argument; "--" ends the options.
 * All mistakes are collected, so that a long command line is corrected once. */
#include "cli/options.h"
#include "base/hint.h"

#include <stdint.h>

const cli_command_row cli_command_table[CLI_COMMANDS] = {
    [CLI_RUN] =
        {"run",
         "[ID...]",
         "compute indicators and write a report",
         "Computes the definitions named by ID, or all of the catalogue, over CSV files. The report is unsuppressed, "
         "class internal, and must stay in house. An earlier report is replaced only by a complete new one.",
         0,
         SIZE_MAX,
         {{"every indicator for 2024, from the files of a folder", "indikator run -D samples -p 2024 -o report.json"},
          {"one indicator by county and sex, on the terminal",
           "indikator run aterinskrivningar_30d_65plus -D samples -p 2024 --grain year --by lan,kon -f table"},
          {"two deliveries of one dataset, read as one",
           "indikator run -D samples -D vardtillfallen=extra.csv -p 2023-01..2024-12 -f csv"},
          {"a file with three lines above its header",
           "indikator run -D samples -p 2024 --dialect vardtillfallen:preamble=3,encoding=windows-1252"},
          {"one dataset from a program, the others from a folder",
           "fetch-stays | indikator run -D refs -D vardtillfallen=- -p 2024 --memory-limit 2G"}}},
    [CLI_CHECK] =
        {"check",
         "[PATH...]",
         "check definitions, test files, dataset schemas and codelists",
         "Checks files, or all files of folders, without data; without PATH the whole catalogue. Each finding "
         "names file, line, column and the rule that is broken. Errors end with status 1, or 3 where nothing can be "
         "computed; warnings alone with 0. A definition waives a finding with a reason in x-waive.",
         0,
         SIZE_MAX,
         {{"the whole catalogue", "indikator check -I indicators"},
          {"one definition before it is merged",
           "indikator check -I indicators indicators/nara/upplevd_kontinuitet.json"},
          {"what a rule finds, and how to put it right", "indikator check --explain open_window"},
          {"as annotations of a pull request", "indikator check --format github"}}},
    [CLI_TEST] =
        {"test",
         "[PATH...]",
         "run the test cases of definitions",
         "Runs the cases of test files (<id>.test.json), given as files, folders or ids of definitions; without PATH "
         "those of the whole catalogue. A case that fails shows what was expected beside the actual figure, the "
         "clauses "
         "that decide it and the way of its rows. Coverage and mutation tell whether the cases prove the definition.",
         0,
         SIZE_MAX,
         {{"every test of the catalogue", "indikator test -I indicators"},
          {"the cases of one definition, a line each", "indikator test -v aterinskrivningar_30d_65plus"},
          {"cases with a word in their name", "indikator test --filter transfer"},
          {"do the cases prove the definition?", "indikator test --coverage --mutate aterinskrivningar_30d_65plus"}}},
    [CLI_VALIDATE] = {"validate",
                      "[DATASET...]",
                      "say what is in data files, and what is wrong with them",
                      "Reads the files as a run would, with all their columns, and says what was made of them: how "
                      "they are written, which "
                      "columns are there, how many values are empty, unreadable or unknown codes, least and greatest "
                      "values, the most "
                      "common codes, deliveries, and all findings by rule with their first lines. Of columns that tell "
                      "who somebody is, and "
                      "of sensitive ones, no value is told. Status 0: nothing but notes, 1: warnings, 4: a file breaks "
                      "its contract.",
                      0,
                      SIZE_MAX,
                      {{"all files of a folder", "indikator validate -D samples"},
                       {"one dataset, in English", "indikator validate -D samples vardtillfallen --lang en"},
                       {"a page for whoever delivered the files",
                        "indikator validate -D samples -f html -o validering.html"}}},
    [CLI_LIST] = {"list",
                  "",
                  "list the definitions of the catalogue",
                  "One line a definition: id, kind, unit and title.",
                  0,
                  0,
                  {{"the catalogue on the terminal", "indikator list"},
                   {"as a file for a spreadsheet", "indikator list -f csv > catalogue.csv"}}},
    [CLI_SHOW] =
        {"show",
         "ID...",
         "show a definition in words",
         "Says in sentences what a definition counts, with every policy in force, also those by default: as a "
         "method appendix has it. ID is an id of the catalogue or a file. As json also the place of each clause, "
         "and the definition with its variant filled in.",
         1,
         SIZE_MAX,
         {{"in Swedish", "indikator show aterinskrivningar_30d_65plus"},
          {"in English", "indikator show aterinskrivningar_30d_65plus --lang en"},
          {"for the method appendix of a report", "indikator show aterinskrivningar_30d_65plus -f md > metod.md"}}},
    [CLI_EXPLAIN] =
        {"explain",
         "ID",
         "say why a row or an entity was counted, or not",
         "Follows rows of a data file, or all rows of entities, through the definition ID, and says for each clause "
         "what "
         "it came to: which episode a row was joined into, what excluded it, which later stay was the event and on "
         "which day, in which period and stratum it was counted. An entity (a person, a respondent) is named by a "
         "number, its place among the entities of the data, which stands in every answer. Identifying and sensitive "
         "values are masked. Give the data and options of the run that is to be explained.",
         1,
         1,
         {{"a row of the samples, in the report of 2024",
           "indikator explain aterinskrivningar_30d_65plus --row vardtillfallen.csv:1516 -D samples -p 2024"},
          {"only what keeps it out, in English",
           "indikator explain aterinskrivningar_30d_65plus --row vardtillfallen.csv:1663 --why-not -D samples -p 2024 "
           "--lang en"},
          {"everything about one person, for a program",
           "indikator explain aterinskrivningar_30d_65plus --entity 12 -D samples -p 2024 -f json"}}},
    [CLI_DIFF] =
        {"diff",
         "OLD NEW",
         "say what changed between two definitions, or two reports",
         "Compares two definitions, given as files or ids, and says each changed clause in words, before and after, "
         "and "
         "whether the computation changed (logic_hash) or texts only. With -D also the old and the new figure of each "
         "stratum that differs, and how many persons or rows moved in and out; that output is of class internal. "
         "Compares "
         "two JSON reports, and says which figures are revised, completed, new or gone, and what else differs. Status "
         "0: "
         "the same, 1: different.",
         2,
         2,
         {{"what a change to a definition means", "indikator diff old.json indicators/nara/new.json"},
          {"a definition and its variant", "indikator diff aterinskrivningar_30d_65plus aterinskrivningar_7d_65plus"},
          {"with figures, by county, in English",
           "indikator diff aterinskrivningar_30d_65plus aterinskrivningar_7d_65plus -D samples -p 2024 --by lan --lang "
           "en"},
          {"what a new month has changed in the old ones",
           "indikator diff 2024-11.json 2024-12.json --fail-on revised"}}},
    [CLI_HISTORY] =
        {"history",
         "REPORT...",
         "follow the figures of a measure through many reports",
         "Reads JSON reports in the order given, and says of each figure of one measure what each report has, "
         "where it was revised or completed, and where the measure was computed in another way.",
         1,
         SIZE_MAX,
         {{"a year of months, for R or Excel",
           "indikator history 2024-*.json --id aterinskrivningar_30d_65plus -f csv > historik.csv"}}},
    [CLI_CONVERT] = {"convert",
                     "REPORT",
                     "write a report in another format, without the data",
                     "Reads a JSON report of indikator and writes the same figures as JSON, CSV or a table. Its class "
                     "stays. A report "
                     "of another version, cut or changed after it was written is refused.",
                     1,
                     1,
                     {{"for R or Excel", "indikator convert report.json -f csv -o report.csv"},
                      {"on the terminal, in English", "indikator convert report.json -f table --lang en"}}},
    [CLI_FMT] =
        {"fmt",
         "PATH...",
         "lay out definitions and test files",
         "Brings definitions, variants and test files, given as files or folders, into canonical form: keys in the "
         "order of the reference, two spaces, short lists and objects on one line. What they mean, and their hashes, "
         "stay. Each file is replaced whole or not at all; - reads standard input and writes standard output.",
         1,
         SIZE_MAX,
         {{"a catalogue", "indikator fmt indicators"},
          {"for CI: list what is not in canonical form, status 1", "indikator fmt --check indicators"},
          {"in an editor", "indikator fmt - < draft.json"}}},
    [CLI_INIT] =
        {"init",
         "KIND [ID]",
         "begin a definition and its tests",
         "Writes a definition of KIND and its test file, with cases just below, at and above its edges; both pass "
         "'indikator check' and 'indikator test' as they are. A file that is there is never replaced. What the "
         "measure is about is then filled in by hand.",
         1,
         2,
         {{"a share of rows, in the pack eget", "indikator init proportion andel_exempel -o indicators/eget"},
          {"a readmission", "indikator init readmission -o indicators/eget"}}},
    [CLI_COMPLETION] =
        {"completion",
         "SHELL",
         "print the completion of a shell",
         "Prints a script that completes commands, options, their values and the ids of definitions. SHELL is "
         "bash.",
         1,
         1,
         {{"in this shell", "source <(indikator completion bash)"}}},
    [CLI_HELP] = {"help", "[COMMAND]", "show this help, or that of a command", "", 0, 1, {{"", "indikator help run"}}},
};

/* Commands of later versions, so that the answer is not "unknown". */
static const char *const planned[] = {"merge", "verify", "judge", "synth"};

enum {
    RUN = 1u << CLI_RUN,
    CHECK = 1u << CLI_CHECK,
    TEST = 1u << CLI_TEST,
    LIST = 1u << CLI_LIST,
    SHOW = 1u << CLI_SHOW,
    EXPLAIN = 1u << CLI_EXPLAIN,
    DIFF = 1u << CLI_DIFF,
    HISTORY = 1u << CLI_HISTORY,
    CONVERT = 1u << CLI_CONVERT,
    FMT = 1u << CLI_FMT,
    INIT = 1u << CLI_INIT,
    VALIDATE = 1u << CLI_VALIDATE,
    WORK = RUN | CHECK | TEST | LIST | SHOW | EXPLAIN | DIFF | INIT | VALIDATE,
    ALL = WORK | CONVERT | FMT | HISTORY | 1u << CLI_COMPLETION | 1u << CLI_HELP
};
#define FIELD(name) offsetof(cli_options, name)

static const cli_option_row option_table[] = {
    {'D', "data", "DIR|DATASET=FILE", RUN | DIFF | EXPLAIN | VALIDATE, CLI_DATA, 0, NULL,
     "read the datasets in folder DIR, from files named exactly <dataset>.csv, .csv.gz or .csv.zst, or one dataset "
     "from "
     "FILE (- is standard input), plain or compressed; repeatable, repeats of one dataset are read as one"},
    {'p', "period", "FROM[..TO]", RUN | DIFF | EXPLAIN, CLI_TEXT, FIELD(period), NULL,
     "2024, 2024-Q1, 2024-T1, 2024-H1, 2024-03 or 2023-01..2024-12; default: the whole periods that the deliveries "
     "cover. What a period needs before is read, not shown"},
    {0, "grain", "NAME", RUN | DIFF | EXPLAIN, CLI_COMMAS, FIELD(grains), NULL,
     "of the grains in the definitions only these: month, quarter, tertial, half_year, year, rolling12, cumulative, "
     "all, broken_year, pooled_years; repeatable"},
    {0, "open-period", NULL, RUN | DIFF | EXPLAIN, CLI_FLAG, FIELD(open_period), NULL,
     "also show the periods that the last day lies in, with what has been delivered of them, flagged partial"},
    {0, "by", "LIST", RUN | DIFF, CLI_SPLIT, FIELD(splits), NULL,
     "of the splits in the definitions only this one, such as lan,kon; total is the whole; repeatable"},
    {0, "area", "CODE", RUN | DIFF | EXPLAIN, CLI_LISTED, FIELD(areas), NULL,
     "show only cells of this area, such as a county (04) or a municipality (0480); repeatable"},
    {0, "compare", "LIST", RUN, CLI_COMMAS, FIELD(compare), NULL,
     "what the measures that do not say it themselves are compared with: year_before, same_month, whole, sex, target, "
     "published; none: no measure is compared; repeatable"},
    {0, "complete-until", "DATE", RUN | DIFF | EXPLAIN, CLI_DATE, FIELD(complete_until), NULL,
     "how far the data reach, YYYY-MM-DD; default: what the deliveries say"},
    {0, "class", "CLASS", RUN, CLI_TEXT, FIELD(class), "internal|shard|public",
     "internal (default): unsuppressed, for use in house; shard and public are not available in this version"},
    {'o', "output", "FILE", RUN | CONVERT | EXPLAIN | VALIDATE, CLI_TEXT, FIELD(output), NULL,
     "write to FILE, readable by its owner only, instead of standard output"},
    {'f', "format", "FORMAT", RUN | CONVERT, CLI_TEXT, FIELD(format), "json|csv|table|overview",
     "json (default), csv, table or overview"},
    {'f', "format", "FORMAT", LIST, CLI_TEXT, FIELD(format), "table|csv|json", "table (default), csv or json"},
    {'f', "format", "FORMAT", SHOW, CLI_TEXT, FIELD(format), "text|md|json|kvalitetsdeklaration",
     "text (default), md (Markdown, for a method appendix), json, or kvalitetsdeklaration (Markdown under the headings "
     "of a quality declaration)"},
    {'f', "format", "FORMAT", VALIDATE, CLI_TEXT, FIELD(format), "text|json|junit|github|html",
     "text (default), json, junit (XML), github (annotations) or html (one page, without script)"},
    {'f', "format", "FORMAT", DIFF, CLI_TEXT, FIELD(format), "text|json|md",
     "text (default), json, or of two reports md (Markdown)"},
    {0, "fail-on", "LIST", DIFF, CLI_COMMAS, FIELD(fail_on), NULL,
     "of two reports: end with status 1 only where there is one of these: revised (a final figure is another one), "
     "changed "
     "(any figure is), missing (a figure or measure is gone), definition (a measure is computed in another way)"},
    {'f', "format", "FORMAT", HISTORY, CLI_TEXT, FIELD(format), "text|csv|json", "text (default), csv or json"},
    {0, "id", "ID", HISTORY, CLI_TEXT, FIELD(id), NULL,
     "the measure whose figures are told; needed where the reports have several"},
    {0, "summary", NULL, RUN | CONVERT, CLI_FLAG, FIELD(summary), NULL,
     "end with a short table of the latest values on standard error"},
    {0, "findings-report", "FILE", RUN, CLI_TEXT, FIELD(findings_report), NULL,
     "write to FILE what 'validate -f json' says of the files, which are read once more for it"},
    {0, "max-rejected", "PERCENT", RUN | DIFF | EXPLAIN | VALIDATE, CLI_PERCENT, FIELD(max_rejected), NULL,
     "most records that may be rejected, of a file and of each supplier in it; default 0.1"},
    {0, "no-key-check", NULL, RUN | DIFF | EXPLAIN | VALIDATE, CLI_FLAG, FIELD(skip_key_check), NULL,
     "do not look for repeated keys; saves memory, and the report says so"},
    {0, "allow-personnummer", NULL, RUN | DIFF | EXPLAIN, CLI_FLAG, FIELD(allow_person_numbers), NULL,
     "read columns of personal identity numbers where pseudonyms are meant, with a warning; without it they are "
     "refused"},
    {0, "accept-shrinkage", NULL, RUN | DIFF | EXPLAIN, CLI_FLAG, FIELD(accept_shrinkage), NULL,
     "a later delivery may remove more than a fifth of the records of an earlier one of the same days"},
    {0, "require-all", NULL, RUN, CLI_FLAG, FIELD(require_all), NULL,
     "end with status 4, and leave the earlier report, if a chosen measure is not computed"},
    {'j', "threads", "N", RUN | DIFF, CLI_THREADS, FIELD(threads), NULL,
     "read with N threads; default: as many as the process may use cores. Figures do not depend on it"},
    {0, "csv-lane", "LANE", RUN | DIFF, CLI_TEXT, FIELD(csv_lane), "automatic|reference",
     "automatic (default), or reference: all CSV text through libcsv, which is slower and gives the same figures"},
    {0, "max-cells", "N", RUN, CLI_CELLS, FIELD(max_cells), NULL,
     "most cells that the report may have; more are refused with status 2, before the data are read where codelists "
     "tell; "
     "default 5000000"},
    {0, "memory-limit", "SIZE", RUN | DIFF, CLI_SIZE, FIELD(memory_limit), NULL,
     "stop with status 7 before the program uses more memory than SIZE, such as 512M or 4G (K, M, G: 1024 to the power "
     "of 1, 2, 3)"},
    {0, "dialect", "[DATASET:]KEY=VALUE,...", RUN | DIFF | EXPLAIN | VALIDATE, CLI_DIALECT, 0, NULL,
     "how the files of a dataset are written, where it is not detected: encoding (utf-8, windows-1252, utf-16), "
     "separator "
     "(semicolon, comma, tab, pipe), decimal (comma, point), preamble (lines above the header), footer (how rows that "
     "are no data begin), ends_at (how the row begins from which on nothing is data); repeatable"},
    {'f', "format", "FORMAT", CHECK | TEST, CLI_TEXT, FIELD(format), "text|json|junit|tap|sarif|github",
     "text (default); for machines, on standard output: json, junit (XML), tap (version 14), sarif (2.1.0) or github "
     "(annotations)"},
    {0, "strict", NULL, CHECK, CLI_FLAG, FIELD(strict), NULL, "end with status 1 if there are only warnings, too"},
    {0, "today", "DATE", CHECK, CLI_DATE, FIELD(today), NULL,
     "the day from which a review has passed, YYYY-MM-DD; default: the day of the clock, or of "
     "$SOURCE_DATE_EPOCH"},
    {0, "rules", NULL, CHECK, CLI_FLAG, FIELD(rules), NULL, "list the rules, a line each, and check nothing"},
    {0, "explain", "RULE", CHECK, CLI_TEXT, FIELD(explain), NULL,
     "say what a rule finds, why, and how to put it right, and check nothing"},
    {0, "row", "FILE:LINE", EXPLAIN, CLI_LISTED, FIELD(rows), NULL,
     "the row whose record begins on LINE of a file given with -D (its name is enough); LINE..LINE for several; "
     "repeatable"},
    {0, "entity", "N", EXPLAIN, CLI_LISTED, FIELD(entities), NULL,
     "the entity with number N, which explain prints: its place in order of the first rows in the data; N..M for "
     "several; repeatable"},
    {0, "why-not", NULL, EXPLAIN, CLI_FLAG, FIELD(why_not), NULL,
     "only what speaks against: the first reason, and all further ones"},
    {'f', "format", "FORMAT", EXPLAIN, CLI_TEXT, FIELD(format), "text|json", "text (default) or json"},
    {0, "show-identifiers", NULL, EXPLAIN, CLI_FLAG, FIELD(show_identifiers), NULL,
     "show identifying and sensitive values too, on a terminal or with --yes; every row shown is noted in the access "
     "log"},
    {0, "yes", NULL, EXPLAIN, CLI_FLAG, FIELD(yes), NULL, "show identifiers although the output is no terminal"},
    {0, "access-log", "FILE", EXPLAIN, CLI_TEXT, FIELD(access_log), NULL,
     "where access is noted; default: $XDG_STATE_HOME/indikator/access.log, else "
     "~/.local/state/indikator/access.log"},
    {0, "filter", "TEXT", TEST, CLI_TEXT, FIELD(filter), NULL, "only cases with TEXT in their name"},
    {0, "check", NULL, FMT, CLI_FLAG, FIELD(check), NULL,
     "change nothing; list the files that are not in canonical form, and end with status 1 if there are any"},
    {0, "ids", NULL, LIST, CLI_FLAG, FIELD(ids), NULL,
     "only the ids, one a line, also of definitions that are not valid"},
    {0, "id", "ID", INIT, CLI_TEXT, FIELD(id), NULL, "id of the definition; default: ny_KIND"},
    {0, "dataset", "NAME", INIT, CLI_TEXT, FIELD(dataset), NULL,
     "dataset whose rows are counted; default: one that fits the kind"},
    {'o', "output", "DIR", INIT, CLI_TEXT, FIELD(output), NULL, "folder to write to; default: the current one"},
    {0, "coverage", NULL, TEST, CLI_FLAG, FIELD(coverage), NULL,
     "list the edges of the definitions that no case tries on each side"},
    {0, "min-coverage", "PERCENT", TEST, CLI_PERCENT, FIELD(min_coverage), NULL,
     "with --coverage: least share of tried points for each definition; default 100"},
    {0, "write-skeletons", NULL, TEST, CLI_FLAG, FIELD(write_skeletons), NULL,
     "add a frame to the test file for every point that is not tried; it fails until a person fills it in"},
    {0, "mutate", NULL, TEST, CLI_FLAG, FIELD(mutate), NULL,
     "change one thing about a definition at a time and list the changes that no case notices"},
    {0, "min-mutation", "PERCENT", TEST, CLI_PERCENT, FIELD(min_mutation), NULL,
     "with --mutate: least share of noticed changes for each definition; default 100"},
    {'I', "indicators", "DIR", WORK, CLI_LISTED, FIELD(indicators), NULL,
     "a catalogue of definitions, dataset schemas and codelists; repeatable; default: $INDIKATOR_PATH, then the "
     "installed one"},
    {0, "lang", "LANGUAGE", RUN | CONVERT | LIST | SHOW | DIFF | HISTORY | EXPLAIN | VALIDATE, CLI_TEXT,
     FIELD(language), "sv|en", "titles and texts in sv (default) or en"},
    {'q', "quiet", NULL, ALL, CLI_FLAG, FIELD(quiet), NULL, "show errors, and warnings about data, only"},
    {'v', "verbose", NULL, ALL, CLI_FLAG, FIELD(verbose), NULL, "show notes too"},
    {'h', "help", NULL, ALL, CLI_FLAG, FIELD(help), NULL, "show help and exit"},
    {0, "version", NULL, ALL, CLI_FLAG, FIELD(version), NULL, "show the version and exit"},
};

enum { OPTION_COUNT = sizeof option_table / sizeof *option_table };

const cli_option_row *cli_option_at(size_t index) {
    return index < OPTION_COUNT ? &option_table[index] : NULL;
}

typedef struct {
    int argc, at; /* AT: the argument being read */
    char **argv;
    ind_diag *diag;
    cli_options *out;
} parser;

static const char *command_name(const parser *p) {
    return cli_command_table[p->out->command].name;
}

/* ---- commands ---- */

static const char *nearest_command(const parser *p, const char *name) {
    ind_hint hint = ind_hint_start(ind_str_of(name));
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++)
        ind_hint_offer(&hint, ind_str_of(cli_command_table[c].name));
    const char *help = cli_closest(p->out->arena, "", ind_hint_best(&hint));
    return help != NULL ? help : "'indikator --help' lists the commands";
}

static cli_command find_command(const parser *p, const char *name) {
    for (int c = CLI_NONE + 1; c < CLI_COMMANDS; c++)
        if (strcmp(cli_command_table[c].name, name) == 0)
            return (cli_command)c;
    for (size_t i = 0; i < sizeof planned / sizeof *planned; i++)
        if (strcmp(planned[i], name) == 0) {
            cli_usage(p->diag, NULL, "command '%s' is not available in this version", name);
            return CLI_NONE;
        }
    cli_usage(p->diag, nearest_command(p, name), "unknown command '%s'", name);
    return CLI_NONE;
}

/* ---- options ---- */

static bool applies(const cli_option_row *row, cli_command command) {
    return (row->commands >> command & 1u) != 0;
}

static const cli_option_row *find_long(cli_command command, ind_str name) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (applies(&option_table[i], command) && ind_str_is(name, option_table[i].name))
            return &option_table[i];
    return NULL;
}

static const cli_option_row *find_letter(cli_command command, char letter) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (applies(&option_table[i], command) && option_table[i].letter == letter)
            return &option_table[i];
    return NULL;
}

static const char *see_help(const parser *p) {
    return ind_arena_format(p->out->arena, "'indikator %s --help' shows the options", command_name(p));
}

static void unknown_long(const parser *p, ind_str name) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (ind_str_is(name, option_table[i].name)) {
            cli_usage(p->diag, see_help(p), "'%s' has no option '--%s'", command_name(p), option_table[i].name);
            return;
        }
    ind_hint hint = ind_hint_start(name);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (applies(&option_table[i], p->out->command))
            ind_hint_offer(&hint, ind_str_of(option_table[i].name));
    const char *help = cli_closest(p->out->arena, "--", ind_hint_best(&hint));
    cli_usage(p->diag, help != NULL ? help : see_help(p), "unknown option '--%.*s'", IND_STR_ARGS(name));
}

static void unknown_letter(const parser *p, char letter) {
    char other[2] = {(char)(letter ^ 0x20), '\0'}; /* the other case */
    const cli_option_row *near = find_letter(p->out->command, other[0]);
    const char *help = near != NULL ? cli_closest(p->out->arena, "-", ind_str_of(other)) : see_help(p);
    if ((unsigned char)letter < 0x80)
        cli_usage(p->diag, help, "unknown option '-%c'", letter);
    else
        cli_usage(p->diag, help, "unknown option '%s'", p->argv[p->at]);
}

/* The value of an option that needs one: WRITTEN behind it, or the next argument. */
static void take_value(parser *p, const cli_option_row *row, const char *shown, const char *written) {
    if (written == NULL && p->at + 1 < p->argc) {
        const char *next = p->argv[p->at + 1];
        if (next[0] != '-' || next[1] == '\0') /* no value of ours begins with a dash: here one was forgotten */
            written = p->argv[++p->at];
    }
    if (written == NULL)
        cli_usage(p->diag, see_help(p), "option '%s' needs a value (%s)", shown, row->argument);
    else
        cli_value_set(p->out, row, shown, written, p->diag);
}

static void parse_long(parser *p, const char *argument) {
    const char *equals = strchr(argument, '=');
    ind_str name = {argument + 2, equals != NULL ? (size_t)(equals - argument) - 2 : strlen(argument) - 2};
    const cli_option_row *row = find_long(p->out->command, name);
    if (row == NULL) {
        unknown_long(p, name);
        return;
    }
    const char *shown = ind_arena_format(p->out->arena, "--%s", row->name);
    if (row->argument != NULL)
        take_value(p, row, shown, equals != NULL ? equals + 1 : NULL);
    else if (equals != NULL)
        cli_usage(p->diag, NULL, "option '%s' takes no value", shown);
    else
        cli_value_set(p->out, row, shown, NULL, p->diag);
}

/* "-period" would read as -p with the value "eriod". */
static bool is_long_with_one_dash(const parser *p, const char *argument) {
    ind_str name = {argument + 1, strcspn(argument + 1, "=")};
    if (name.length < 2 || find_long(p->out->command, name) == NULL)
        return false;
    const char *help = ind_arena_format(p->out->arena, "write '-%s', with two dashes", argument);
    cli_usage(p->diag, help, "unknown option '%s'", argument);
    return true;
}

static void parse_letters(parser *p, const char *argument) {
    if (is_long_with_one_dash(p, argument))
        return;
    for (const char *letter = argument + 1; *letter != '\0'; letter++) {
        const cli_option_row *row = find_letter(p->out->command, *letter);
        if (row == NULL) {
            unknown_letter(p, *letter);
            return;
        }
        const char *shown = ind_arena_format(p->out->arena, "-%c", *letter);
        if (row->argument != NULL) {
            take_value(p, row, shown, letter[1] != '\0' ? letter + 1 : NULL);
            return;
        }
        cli_value_set(p->out, row, shown, NULL, p->diag);
    }
}

static void parse_arguments(parser *p) {
    bool only_operands = false;
    for (; p->at < p->argc; p->at++) {
        const char *argument = p->argv[p->at];
        if (only_operands || argument[0] != '-' || argument[1] == '\0')
            cli_texts_add(p->out->arena, &p->out->operands, argument);
        else if (strcmp(argument, "--") == 0)
            only_operands = true;
        else if (argument[1] == '-')
            parse_long(p, argument);
        else
            parse_letters(p, argument);
    }
}

/* ---- the whole ---- */

static void check_operands(const parser *p) {
    const cli_command_row *row = &cli_command_table[p->out->command];
    const cli_texts *operands = &p->out->operands;
    if (operands->count > row->most)
        cli_usage(p->diag, see_help(p), "unexpected argument '%s'", operands->items[row->most]);
    if (operands->count < row->least)
        cli_usage(p->diag, see_help(p), "'%s' needs %s", row->name, row->operands);
}

/* What may stand in place of a command. */
static bool parse_global(parser *p, const char *first) {
    cli_options *out = p->out;
    out->help = strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0;
    out->version = strcmp(first, "--version") == 0;
    out->man = strcmp(first, "--man") == 0;
    if (out->help || out->version || out->man)
        return true;
    if (first[0] != '-')
        return false;
    cli_usage(p->diag, "write 'indikator COMMAND [OPTION...]'; 'indikator --help' lists the commands",
              "option '%s' stands before the command", first);
    return true;
}

/* "help run" is "run --help". */
static void turn_into_help(const parser *p) {
    cli_options *out = p->out;
    out->help = true;
    out->command = out->operands.count > 0 ? find_command(p, out->operands.items[0]) : CLI_NONE;
}

ind_status cli_parse(int argc, char **argv, ind_diag *diag, cli_options *out) {
    *out = (cli_options){.arena = ind_arena_new(), .max_rejected = -1, .min_coverage = -1, .min_mutation = -1};
    parser p = {.argc = argc, .at = 2, .argv = argv, .diag = diag, .out = out};
    if (argc < 2)
        return cli_usage(diag, "'indikator --help' lists the commands", "a command is needed");
    if (parse_global(&p, argv[1]))
        return ind_diag_status(diag);
    out->command = find_command(&p, argv[1]);
    if (out->command == CLI_NONE)
        return ind_diag_status(diag);
    parse_arguments(&p);
    if (out->help || out->version)
        return IND_OK;
    if (ind_diag_status(diag) == IND_OK) /* else an operand may be the value of an option not understood */
        check_operands(&p);
    if (out->command == CLI_HELP)
        turn_into_help(&p);
    out->max_rejected_given = out->max_rejected >= 0;
    if (!out->max_rejected_given)
        out->max_rejected = 0.1;
    out->coverage |= out->min_coverage >= 0 || out->write_skeletons;
    out->mutate |= out->min_mutation >= 0;
    if (out->min_coverage < 0)
        out->min_coverage = 100;
    if (out->min_mutation < 0)
        out->min_mutation = 100;
    return ind_diag_status(diag);
}

void cli_options_free(cli_options *options) {
    ind_arena_free(options->arena);
    *options = (cli_options){0};
}
