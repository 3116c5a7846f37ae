/* command_test.c - "test": the cases of definitions, and whether they prove them.  What fails is shown whole, what
 * passes only with -v. */
#include "cli/cli.h"
#include "cli/outcomes.h"
#include "cli/output.h"
#include "cli/print.h"
#include "indikator/cases.h"
#include "indikator/proof.h"

#include <malloc.h>
#include <unistd.h>

typedef struct {
    cli_session *session;
    ind_outcomes *outcomes; /* NULL: text */
    size_t passed, failed;
    ind_proof_score proof; /* of all files */
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
    cli_print_lines(ind_str_of(report), stdout);
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
        bool is_folder;
        ind_status looked = cli_is_folder(session, path, &is_folder);
        status = ind_status_worst(status, looked);
        if (looked != IND_OK)
            continue;
        if (is_folder) {
            status = ind_status_worst(status, cli_files_below(session, path, is_test_file, files));
            continue;
        }
        const char *file = test_file_of(arena, path);
        if (access(file, F_OK) != 0)
            status = cli_cannot_read(session, file);
        else
            cli_texts_add(arena, files, file);
    }
    return status;
}

/* ---- coverage and mutation ---- */

static bool wants_proof(const cli_options *options) {
    return options->coverage || options->mutate;
}

static void print_share(const char *what, const char *text, size_t part, size_t whole, size_t waived) {
    if (whole + waived == 0) {
        printf("no %s of its own", what);
        return;
    }
    printf("%zu of %zu %s %s (%.1f %%", part, whole, what, text, ind_proof_percent(part, whole));
    if (waived > 0)
        printf(", %zu waived", waived);
    putchar(')');
}

static void print_score(const cli_options *options, const char *name, const ind_proof_score *score) {
    cli_print_text(ind_str_of(name), stdout);
    fputs(": ", stdout);
    if (options->coverage)
        print_share("points", "tried", score->reached, score->points, score->points_waived);
    if (options->coverage && options->mutate)
        fputs(", ", stdout);
    if (options->mutate)
        print_share("changes", "noticed", score->killed, score->mutants, score->mutants_waived);
    if (score->skeletons > 0)
        printf(", %zu frames of cases written", score->skeletons);
    putchar('\n');
}

static void add_score(ind_proof_score *all, const ind_proof_score *one) {
    all->points += one->points;
    all->reached += one->reached;
    all->points_waived += one->points_waived;
    all->mutants += one->mutants;
    all->killed += one->killed;
    all->mutants_waived += one->mutants_waived;
    all->skeletons += one->skeletons;
}

static ind_status prove_file(tally *all, ind_catalogue *catalogue, const char *file) {
    const cli_options *options = &all->session->options;
    const ind_proof_wish wish = {options->coverage, options->mutate, options->write_skeletons, options->min_coverage,
                                 options->min_mutation};
    ind_proof_score score;
    ind_status status = ind_cases_prove(catalogue, file, &wish, all->session->diag, &score);
    if (status <= IND_FINDINGS) {
        const char *slash = strrchr(file, '/'), *name = slash == NULL ? file : slash + 1;
        size_t length = strlen(name) - strlen(".test.json");
        if (all->outcomes == NULL) /* a document for machines has standard output for itself */
            print_score(options, ind_arena_format(options->arena, "%.*s", (int)length, name), &score);
        add_score(&all->proof, &score);
    }
    return status;
}

/* ---- the whole ---- */

static ind_status run_files(cli_session *session, ind_catalogue *catalogue, const cli_texts *files,
                            ind_outcomes *outcomes) {
    const cli_options *options = &session->options;
    tally all = {.session = session, .outcomes = outcomes};
    ind_status status = IND_OK;
    for (size_t i = 0; i < files->count; i++) {
        if (outcomes != NULL)
            ind_outcomes_add_file(outcomes, files->items[i]);
        ind_status one = ind_cases_run(catalogue, files->items[i], options->filter, session->diag, count_case, &all);
        if (one <= IND_FINDINGS && wants_proof(options))
            one = ind_status_worst(one, prove_file(&all, catalogue, files->items[i]));
        status = ind_status_worst(status, one);
    }
    status = ind_status_worst(status, cli_output_standard(session->diag));
    if (outcomes == NULL)
        cli_print_findings(session);
    if (options->filter != NULL && all.passed + all.failed == 0 && status == IND_OK) /* must not look like success */
        return cli_usage(session->diag, NULL, "no case has '%s' in its name", options->filter);
    if (outcomes == NULL && wants_proof(options) && files->count > 1)
        print_score(options, "all", &all.proof);
    if (outcomes == NULL)
        printf("%zu passed, %zu failed\n", all.passed, all.failed);
    return all.failed > 0 ? ind_status_worst(status, IND_FINDINGS) : status;
}

/* Thousands of small runs: memory that one gives back is for the next, and need not go through the system each time. */
static void keep_memory(void) {
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
#endif
}

ind_status cli_test(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    keep_memory();
    cli_texts paths = session->options.operands, files = {0};
    ind_status status = cli_open_catalogue(session, &catalogue);
    if (catalogue == NULL)
        return status;
    ind_outcomes *outcomes = cli_outcomes(session, "test");
    if (paths.count == 0)
        status = ind_status_worst(status, cli_folders(session, &paths));
    status = ind_status_worst(status, gather(session, catalogue, &paths, &files));
    if (files.count > 0) /* a slip in one path does not keep the others from being run */
        status = ind_status_worst(status, run_files(session, catalogue, &files, outcomes));
    else if (status == IND_OK && ind_diag_status(session->diag) == IND_OK)
        status = cli_usage(session->diag, "they are named <id>.test.json", "no test files found");
    status = ind_status_worst(status, ind_diag_status(session->diag));
    ind_catalogue_close(catalogue);
    cli_write_outcomes(session, outcomes, NULL);
    ind_outcomes_free(outcomes);
    return status;
}
