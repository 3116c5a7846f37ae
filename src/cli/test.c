/* test.c - "test": the cases of definitions.  What fails is shown whole, what passes only with -v. */
#include "cli/cli.h"
#include "cli/outcomes.h"
#include "cli/print.h"
#include "indikator/cases.h"

#include <unistd.h>

typedef struct {
    const cli_session *session;
    ind_outcomes *outcomes; /* NULL: text */
    size_t passed, failed;
} tally;

static void print_case(const char *word, const ind_case_result *result) {
    printf("%-4s ", word);
    cli_print_text(result->id.length > 0 ? result->id : ind_str_of(result->file), stdout);
    fputs(": ", stdout);
    cli_print_text(result->name, stdout);
    putchar('\n');
}

static void count_case(void *context, const ind_case_result *result) {
    tally *all = context;
    all->passed += result->passed;
    all->failed += !result->passed;
    if (all->outcomes != NULL) {
        ind_outcomes_add_case(all->outcomes, result);
        return;
    }
    if (result->passed && all->session->options.verbose)
        print_case("ok", result);
    if (result->passed)
        return;
    print_case("FAIL", result);
    const char *report = result->report != NULL ? result->report : "";
    size_t length = strlen(report);
    fputs(report, stdout);
    if (length > 0 && report[length - 1] != '\n')
        putchar('\n');
}

/* ---- which files ---- */

static bool is_test_file(const char *folder, const char *name) {
    (void)folder;
    return cli_ends_with(name, ".test.json");
}

/* The test file that belongs to PATH: itself, or the one beside a definition. */
static const char *test_file_of(ind_arena *arena, const char *path) {
    if (cli_ends_with(path, ".test.json") || !cli_ends_with(path, ".json"))
        return path;
    return ind_arena_format(arena, "%.*s.test.json", (int)(strlen(path) - strlen(".json")), path);
}

static ind_status gather(cli_session *session, const ind_catalogue *catalogue, const cli_texts *paths,
                         cli_texts *files) {
    ind_arena *arena = session->options.arena;
    ind_status status = IND_OK;
    for (size_t i = 0; i < paths->count; i++) {
        const char *path = cli_find_file(session, catalogue, paths->items[i]);
        if (path == NULL)
            continue; /* a finding says so */
        if (cli_is_folder(path)) {
            status = ind_status_worst(status, cli_files_below(session, path, is_test_file, files));
            continue;
        }
        const char *file = test_file_of(arena, path);
        cli_texts_add(arena, files, file);
        if (access(file, F_OK) != 0)
            status = cli_cannot_read(session, file);
    }
    return status;
}

/* ---- the whole ---- */

static ind_status run_files(cli_session *session, ind_catalogue *catalogue, const cli_texts *files,
                            ind_outcomes *outcomes) {
    if (files->count == 0)
        return cli_usage(session->diag, "they are named <id>.test.json", "no test files found");
    const char *filter = session->options.filter;
    tally all = {.session = session, .outcomes = outcomes};
    ind_status status = IND_OK;
    for (size_t i = 0; i < files->count; i++) {
        if (outcomes != NULL)
            ind_outcomes_add_file(outcomes, files->items[i]);
        status = ind_status_worst(status,
                                  ind_cases_run(catalogue, files->items[i], filter, session->diag, count_case, &all));
    }
    if (outcomes == NULL)
        cli_print_findings(session);
    if (filter != NULL && all.passed + all.failed == 0 && status == IND_OK) /* a slip must not look like success */
        return cli_usage(session->diag, NULL, "no case has '%s' in its name", filter);
    if (outcomes == NULL)
        printf("%zu passed, %zu failed\n", all.passed, all.failed);
    return all.failed > 0 ? ind_status_worst(status, IND_FINDINGS) : status;
}

ind_status cli_test(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    cli_texts paths = session->options.operands, files = {0};
    ind_status status = cli_open_catalogue(session, &catalogue);
    if (catalogue == NULL)
        return status;
    ind_outcomes *outcomes = cli_outcomes(session, "test");
    if (paths.count == 0)
        status = ind_status_worst(status, cli_folders(session, &paths));
    status = ind_status_worst(status, gather(session, catalogue, &paths, &files));
    status = ind_status_worst(status, ind_diag_status(session->diag));
    if (status <= IND_FINDINGS)
        status = ind_status_worst(status, run_files(session, catalogue, &files, outcomes));
    ind_catalogue_close(catalogue);
    cli_write_outcomes(session, outcomes, NULL);
    ind_outcomes_free(outcomes);
    return status;
}
