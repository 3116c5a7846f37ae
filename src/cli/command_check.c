/* command_check.c - "check": every finding in definitions, test files, schemas and codelists, without data. */
#include "base/date.h"
#include "base/number.h"
#include "cli/check_rules.h"
#include "cli/cli.h"
#include "cli/outcomes.h"
#include "cli/print.h"
#include "indikator/check.h"

#include <stdlib.h>
#include <time.h>

/* JSON Schemas describe these files; they are not of their kind. */
static bool is_checked(const char *folder, const char *name) {
    if (cli_ends_with(name, ".json"))
        return !cli_ends_with(name, ".schema.json");
    return cli_ends_with(name, ".csv") && cli_ends_with(folder, "codelists");
}

static const char *without_slash(ind_arena *arena, const char *path) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return ind_arena_str(arena, (ind_str){path, length}).data;
}

static ind_status gather(cli_session *session, const ind_catalogue *catalogue, const cli_texts *paths,
                         cli_texts *files) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < paths->count; i++) {
        const char *path = cli_find_file(session, catalogue, paths->items[i]);
        bool is_folder;
        if (path == NULL)
            continue; /* a finding says so */
        ind_status looked = cli_is_folder(session, path, &is_folder);
        if (looked != IND_OK)
            status = looked;
        else if (is_folder)
            status = ind_status_worst(
                status, cli_files_below(session, without_slash(session->options.arena, path), is_checked, files));
        else
            cli_texts_add(session->options.arena, files, path);
    }
    return status;
}

/* The day of --today, else of SOURCE_DATE_EPOCH (UTC), which stands for the clock where a build shall be
 * repeatable, else that of the clock. */
static int32_t today(const cli_options *options) {
    enum { DAY = 86400 };
    int32_t day = 0;
    int64_t seconds;
    time_t now = time(NULL);
    struct tm local;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (options->today != NULL && ind_date_parse(ind_str_of(options->today), &day))
        return day;
    if (epoch != NULL && ind_parse_integer(ind_str_of(epoch), &seconds) && seconds >= 0 &&
        seconds / DAY < ind_day(9999, 12, 31))
        return (int32_t)(seconds / DAY);
    if (localtime_r(&now, &local) == NULL)
        return 0; /* the clock is unusable: no review has passed */
    return ind_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/* ---- what is said ---- */

static size_t count_severity(const ind_diag *diag, ind_severity severity) {
    size_t count = 0;
    for (size_t i = 0; i < ind_diag_count(diag); i++)
        count += ind_diag_at(diag, i)->severity == severity;
    return count;
}

static void print_waived(const cli_session *session, const ind_diag *waived) {
    bool colour = cli_wants_colour(stderr);
    for (size_t i = 0; i < ind_diag_count(waived); i++) {
        ind_finding one = *ind_diag_at(waived, i);
        one.help = ind_arena_format(session->options.arena, "waived: %s", one.help);
        cli_print_finding(&one, colour, stderr);
    }
}

static void print_sum(const cli_session *session, size_t files, const ind_diag *waived) {
    size_t findings = count_severity(session->diag, IND_ERROR) + count_severity(session->diag, IND_WARNING);
    fprintf(stderr, "%zu %s, %zu %s", files, files == 1 ? "file" : "files", findings,
            findings == 1 ? "finding" : "findings");
    if (ind_diag_count(waived) > 0)
        fprintf(stderr, ", %zu waived", ind_diag_count(waived));
    fputc('\n', stderr);
}

static void say(cli_session *session, const cli_texts *files, const ind_diag *waived) {
    ind_outcomes *outcomes = cli_outcomes(session, "check");
    for (size_t i = 0; outcomes != NULL && i < files->count; i++)
        ind_outcomes_add_file(outcomes, files->items[i]);
    cli_write_outcomes(session, outcomes, waived);
    cli_print_findings(session);
    if (outcomes == NULL && session->options.verbose)
        print_waived(session, waived);
    if (!session->options.quiet)
        print_sum(session, files->count, waived);
    ind_outcomes_free(outcomes);
}

/* ---- the whole ---- */

static ind_status check_catalogue(cli_session *session) {
    cli_texts folders, paths = session->options.operands, files = {0};
    ind_catalogue *catalogue = NULL;
    ind_status status = cli_folders(session, &folders);
    if (status != IND_OK)
        return status;
    status = ind_catalogue_load_all(folders.items, folders.count, session->diag, &catalogue);
    ind_check_options options = {.today = today(&session->options), .waived = ind_diag_new()};
    status = ind_status_worst(status, gather(session, catalogue, paths.count > 0 ? &paths : &folders, &files));
    status = ind_status_worst(status, ind_check_files(catalogue, files.items, files.count, &options, session->diag));
    if (session->options.strict && count_severity(session->diag, IND_WARNING) > 0)
        status = ind_status_worst(status, IND_FINDINGS);
    ind_catalogue_close(catalogue);
    say(session, &files, options.waived);
    ind_diag_free(options.waived);
    return status;
}

ind_status cli_check(cli_session *session) {
    const cli_options *options = &session->options;
    if (options->explain != NULL)
        return cli_explain_rule(session, options->explain);
    if (options->rules) {
        cli_list_rules(options);
        return IND_OK;
    }
    return check_catalogue(session);
}
