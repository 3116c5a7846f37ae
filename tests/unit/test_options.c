/* test_options.c - the command line read into a struct, its mistakes, and the manual page made from its table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

/* The command line is not part of the library. */
#include "cli/help.c"
#include "cli/options.c"
#include "cli/values.c"

enum { MOST = 40 };

/* Splits LINE at spaces; "''" is an empty argument. */
static ind_status parse(const char *line, ind_diag *diag, cli_options *out, char *buffer, size_t size) {
    char *arguments[MOST] = {"indikator"};
    int count = 1;
    snprintf(buffer, size, "%s", line);
    for (char *word = strtok(buffer, " "); word != NULL && count < MOST; word = strtok(NULL, " "))
        arguments[count++] = strcmp(word, "''") == 0 ? word + 2 : word;
    return cli_parse(count, arguments, diag, out);
}

static const struct {
    const char *line, *message, *help; /* of the first finding; HELP NULL: any */
} mistakes[] = {
    {"", "a command is needed", NULL},
    {"rnu", "unknown command 'rnu'", "the closest is 'run'"},
    {"merge a b", "command 'merge' is not available in this version", NULL},
    {"help rnu", "unknown command 'rnu'", NULL},
    {"-v run", "option '-v' stands before the command", NULL},
    {"run --perod 2024", "unknown option '--perod'", "the closest is '--period'"},
    {"run --perod=2024", "unknown option '--perod'", "the closest is '--period'"},
    {"run --zzzzzz", "unknown option '--zzzzzz'", "'indikator run --help' shows the options"},
    {"run -qx", "unknown option '-x'", NULL},
    {"run -d a", "unknown option '-d'", "the closest is '-D'"},
    {"run -period 2024", "unknown option '-period'", "write '--period', with two dashes"},
    {"list --period 2024", "'list' has no option '--period'", NULL},
    {"run -D x -p", "option '-p' needs a value (FROM[..TO])", NULL},
    {"run -p -D x", "option '-p' needs a value (FROM[..TO])", NULL},
    {"run --output= -D x", "option '--output' is empty", NULL},
    {"run --quiet=1", "option '--quiet' takes no value", NULL},
    {"run -p 2024 -p 2025", "option '-p' is given twice", NULL},
    {"run -f xml", "-f must be one of json|csv|table|overview, got 'xml'", NULL},
    {"run --class pubic", "--class must be one of internal|shard|public, got 'pubic'", "the closest is 'public'"},
    {"run --max-rejected 101", "--max-rejected must be a percentage from 0 to 100, got '101'", NULL},
    {"run --max-rejected -1", "option '--max-rejected' needs a value (PERCENT)", NULL},
    {"run --max-rejected nan", "--max-rejected must be a percentage from 0 to 100, got 'nan'", NULL},
    {"run --memory-limit 64", "--memory-limit must be a size such as 512M or 4G, at least 1M, got '64'", NULL},
    {"run --memory-limit 2T", "--memory-limit must be a size such as 512M or 4G, at least 1M, got '2T'", NULL},
    {"run --memory-limit M", "--memory-limit must be a size such as 512M or 4G, at least 1M, got 'M'", NULL},
    {"run --memory-limit=-1M", "--memory-limit must be a size such as 512M or 4G, at least 1M, got '-1M'", NULL},
    {"run --memory-limit 8589934592G",
     "--memory-limit must be a size such as 512M or 4G, at least 1M, got '8589934592G'", NULL},
    {"run -j 2 -j 2", "option '-j' is given twice", NULL},
    {"run --max-cells 5 --max-cells 5", "option '--max-cells' is given twice", NULL},
    {"run --max-rejected 1 --max-rejected 1", "option '--max-rejected' is given twice", NULL},
    {"run --max-rejected 0 --max-rejected 0", "option '--max-rejected' is given twice", NULL},
    {"test --min-coverage 50 --min-coverage 50", "option '--min-coverage' is given twice", NULL},
    {"check --today 2026-01-01 --today 2026-01-01", "option '--today' is given twice", NULL},
    {"run -o a -o a", "option '-o' is given twice", NULL},
    {"run -f csv --format csv", "option '--format' is given twice", NULL},
    {"run -j 257", "-j must be a number from 1 to 256, got '257'", NULL},
    {"run -j 0", "-j must be a number from 1 to 256, got '0'", NULL},
    {"run --max-cells 0", "--max-cells must be a whole number from 1, got '0'", NULL},
    {"run --memory-limit 1023K", "--memory-limit must be a size such as 512M or 4G, at least 1M, got '1023K'", NULL},
    {"run --memory-limit 1G --memory-limit 1G", "option '--memory-limit' is given twice", NULL},
    {"run --complete-until 2023-02-29", "--complete-until must be a date YYYY-MM-DD, got '2023-02-29'", NULL},
    {"run -D -", "-D - does not say which dataset is read from standard input", NULL},
    {"run -D a=", "-D must be DIR or DATASET=FILE, got 'a='", NULL},
    {"run -D =b", "-D must be DIR or DATASET=FILE, got '=b'", NULL},
    {"run -D a=- -D b=-", "standard input (-) can be read only once", NULL},
    {"run --grain month,,year", "--grain has an empty item", NULL},
    {"run --dialect a:separator=,", "--dialect must be [DATASET:]KEY=VALUE,..., got 'separator='", NULL},
    {"run --dialect a:separator=colon", "separator must be one of semicolon|comma|tab|pipe, got 'colon'", NULL},
    {"run --dialect a:seperator=tab",
     "a key of --dialect must be one of encoding|separator|decimal|preamble|footer|ends_at, got 'seperator'",
     "the closest is 'separator'"},
    {"run --dialect a:preamble=-1", "preamble must be 0 to 1000 lines, got '-1'", NULL},
    {"show", "'show' needs ID...", NULL},
    {"list x", "unexpected argument 'x'", NULL},
};

static void names_mistakes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        char buffer[256];
        cli_options options;
        ind_diag *diag = ind_diag_new();
        ind_status status = parse(mistakes[i].line, diag, &options, buffer, sizeof buffer);
        const ind_finding *found = ind_diag_count(diag) > 0 ? ind_diag_at(diag, 0) : NULL;
        if (status != IND_E_USAGE || found == NULL)
            fail_msg("'%s': status %d", mistakes[i].line, (int)status);
        else if (strcmp(found->message, mistakes[i].message) != 0)
            fail_msg("'%s': %s", mistakes[i].line, found->message);
        else if (mistakes[i].help != NULL && (found->help == NULL || strcmp(found->help, mistakes[i].help) != 0))
            fail_msg("'%s': help %s", mistakes[i].line, found->help);
        cli_options_free(&options);
        ind_diag_free(diag);
    }
}

static void reads(const char *line, char *buffer, size_t size, cli_options *out) {
    ind_diag *diag = ind_diag_new();
    ind_status status = parse(line, diag, out, buffer, size);
    if (status != IND_OK || ind_diag_count(diag) > 0)
        fail_msg("'%s': %s", line, ind_diag_count(diag) > 0 ? ind_diag_at(diag, 0)->message : "no finding");
    ind_diag_free(diag);
}

static void reads_every_form(void **state) {
    (void)state;
    static const char *const lines[] = {
        "run a -p 2024 -qv -o out.json",
        "run -qvo out.json a --period=2024",
        "run -p2024 --quiet --verbose --output out.json -- a",
        "run a --period 2024 -vqoout.json",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char buffer[256];
        cli_options options;
        reads(lines[i], buffer, sizeof buffer, &options);
        assert_int_equal(options.command, CLI_RUN);
        assert_string_equal(options.period, "2024");
        assert_string_equal(options.output, "out.json");
        assert_true(options.quiet && options.verbose);
        assert_int_equal(options.operands.count, 1);
        assert_string_equal(options.operands.items[0], "a");
        assert_true(options.max_rejected == 0.1);
        cli_options_free(&options);
    }
}

static void reads_values(void **state) {
    (void)state;
    char buffer[256];
    cli_options o;
    reads("run -D samples -D a=x=y.csv -D ./b=c -D d=- --grain month,year --grain all --by lan,kon --by total --by '' "
          "--max-rejected 0,5% -f CSV --memory-limit 2g",
          buffer, sizeof buffer, &o);
    assert_int_equal(o.data_count, 4);
    assert_null(o.data[0].dataset);
    assert_string_equal(o.data[0].path, "samples");
    assert_string_equal(o.data[1].dataset, "a");
    assert_string_equal(o.data[1].path, "x=y.csv");
    assert_null(o.data[2].dataset);
    assert_string_equal(o.data[2].path, "./b=c");
    assert_string_equal(o.data[3].path, "-");
    assert_int_equal(o.grains.count, 3);
    assert_string_equal(o.grains.items[2], "all");
    assert_int_equal(o.splits.count, 3);
    assert_string_equal(o.splits.items[0], "lan,kon");
    assert_string_equal(o.splits.items[1], "");
    assert_string_equal(o.splits.items[2], "");
    assert_true(o.max_rejected == 0.5);
    assert_true(o.memory_limit == 2ull << 30);
    assert_string_equal(o.format, "csv");
    cli_options_free(&o);
}

static void reads_dialects(void **state) {
    (void)state;
    char buffer[256];
    cli_options o;
    reads("run --dialect a:separator=tab,decimal=comma,preamble=3 --dialect encoding=UTF-16 --dialect "
          "a:footer=Summa,footer=Källa,ends_at=Not "
          "--dialect b:separator=;,decimal=.",
          buffer, sizeof buffer, &o);
    assert_int_equal(o.dialect_count, 3);
    assert_string_equal(o.dialects[0].dataset, "a");
    assert_int_equal(o.dialects[0].separator, '\t');
    assert_int_equal(o.dialects[0].decimal, ',');
    assert_int_equal(o.dialects[0].preamble_rows, 3);
    assert_int_equal(o.dialects[0].footer_count, 2);
    assert_string_equal(o.dialects[0].footer[1], "Källa");
    assert_int_equal(o.dialects[0].ends_at_count, 1);
    assert_string_equal(o.dialects[0].ends_at[0], "Not");
    assert_null(o.dialects[1].dataset);
    assert_string_equal(o.dialects[1].encoding, "utf-16");
    assert_int_equal(o.dialects[1].preamble_rows, -1);
    assert_int_equal(o.dialects[2].separator, ';');
    assert_int_equal(o.dialects[2].decimal, '.');
    cli_options_free(&o);
}

/* Help is given whatever else is wrong. */
static void help_wins(void **state) {
    (void)state;
    static const struct {
        const char *line;
        cli_command of;
    } cases[] = {{"--help", CLI_NONE},    {"-h", CLI_NONE},          {"help", CLI_NONE},
                 {"help show", CLI_SHOW}, {"show --help", CLI_SHOW}, {"run --nonsense -h", CLI_RUN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buffer[256];
        cli_options options;
        ind_diag *diag = ind_diag_new();
        ind_status status = parse(cases[i].line, diag, &options, buffer, sizeof buffer);
        if (status != IND_OK || !options.help || options.command != cases[i].of)
            fail_msg("'%s': status %d", cases[i].line, (int)status);
        cli_options_free(&options);
        ind_diag_free(diag);
    }
}

/* Two options of one command never share a name or a letter, and each is explained. */
static void table_is_sound(void **state) {
    (void)state;
    const cli_option_row *a, *b;
    for (size_t i = 0; (a = cli_option_at(i)) != NULL; i++) {
        assert_true(a->help != NULL && a->help[0] != '\0' && a->commands != 0);
        assert_int_equal(a->argument == NULL, a->value == CLI_FLAG);
        for (size_t j = 0; j < i; j++) {
            b = cli_option_at(j);
            bool alike = strcmp(a->name, b->name) == 0 || (a->letter != 0 && a->letter == b->letter);
            if (alike && (a->commands & b->commands) != 0)
                fail_msg("--%s and --%s", a->name, b->name);
        }
    }
}

/* docs/man is what "indikator --man" prints. */
static void man_page_is_current(void **state) {
    (void)state;
    char *printed = NULL, *kept = NULL;
    size_t length = 0, kept_size = 0;
    FILE *memory = open_memstream(&printed, &length);
    cli_man(memory);
    fclose(memory);
    FILE *file = fopen(TEST_ROOT "/docs/man/man1/indikator.1", "r");
    assert_non_null(file);
    ssize_t kept_length = getdelim(&kept, &kept_size, '\0', file);
    fclose(file);
    if (kept_length != (ssize_t)length || memcmp(kept, printed, length) != 0)
        fail_msg("run 'indikator --man > docs/man/man1/indikator.1'");
    free(kept);
    free(printed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_mistakes),      cmocka_unit_test(reads_every_form), cmocka_unit_test(reads_values),
        cmocka_unit_test(reads_dialects),      cmocka_unit_test(help_wins),        cmocka_unit_test(table_is_sound),
        cmocka_unit_test(man_page_is_current),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
