/* main.c - pick a command, and turn what happened into an exit status.
 *
 * Whatever ends the program early, a signal or lack of memory, first removes an unfinished report.  No locale
 * is set: numbers have a point in every environment, and text is UTF-8. */
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/output.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "indikator/memory.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>
#ifdef IND_SEALED
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

/* Memory holds what the report may not: identifiers.  No dump of it, and no debugger of the same user, gets at it;
 * sanitizers and debuggers need both, so that only a build for use is sealed. */
static void seal_memory(void) {
#ifdef IND_SEALED
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

/* Ends as the signal would have, so that the shell sees 130 or 143 and stops its own loop too. */
static void end_by_signal(int number) {
    cli_output_abandon();
    signal(number, SIG_DFL);
    raise(number); /* is delivered when this handler returns */
}

/* Those that do not end a program by default, or that nobody can catch. */
static bool is_harmless(int number) {
    static const int harmless[] = {SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGWINCH, SIGKILL};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (number == harmless[i])
            return true;
    return false;
}

/* Every signal that would end the program, so that none leaves an unfinished file. */
static void catch_signals(void) {
    signal(SIGPIPE, SIG_IGN); /* a closed pipe and a full quota are write errors */
    signal(SIGXFSZ, SIG_IGN);
    for (int number = 1; number <= SIGRTMAX; number++) {
        struct sigaction before, action = {.sa_handler = end_by_signal};
        bool ends = !is_harmless(number) && sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL;
        if (ends) /* not under nohup, in a background job, or where a sanitizer has its own */
            sigaction(number, &action, NULL);
    }
}

static const cli_options *given; /* for what is said at an early end */

static void say_limit(const ind_memory_use *use) {
    const double mega = 1 << 20;
    cli_progress_clear();
    fprintf(stderr, "indikator: error[memory_limit]: %.1f MiB are in use", (double)use->used / mega);
    if (use->wanted > 0)
        fprintf(stderr, " and %.1f MiB more are needed", (double)use->wanted / mega);
    fprintf(stderr, "; the limit is %.1f MiB\n", (double)use->limit / mega);
    fputs("help: raise --memory-limit, choose fewer indicators, or give --no-key-check\n", stderr);
    if (given != NULL && cli_output_is_there(given->output))
        fputs("note: the earlier report is unchanged\n", stderr);
}

/* May be called on any thread, and on several at once: the first one speaks. */
static void end_without_memory(void) {
    static atomic_flag ending = ATOMIC_FLAG_INIT;
    static const char text[] = "indikator: error: out of memory\n";
    while (atomic_flag_test_and_set(&ending))
        pause();
    cli_output_abandon();
    ind_memory_use use;
    if (ind_memory_limit_reached(&use)) {
        say_limit(&use);
        _exit(IND_E_SYSTEM);
    }
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    _exit(IND_E_SYSTEM);
}

/* A closed standard stream must not become a data file or a report: writing to it has to fail. */
static void occupy_standard_streams(void) {
    int descriptor;
    do
        descriptor = open("/dev/null", O_RDONLY);
    while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor >= 0)
        close(descriptor);
}

static ind_status run_command(cli_session *session) {
    static ind_status (*const commands[CLI_COMMANDS])(cli_session *) = {[CLI_RUN] = cli_run,
                                                                        [CLI_CHECK] = cli_check,
                                                                        [CLI_TEST] = cli_test,
                                                                        [CLI_LIST] = cli_list,
                                                                        [CLI_VALIDATE] = cli_validate,
                                                                        [CLI_SHOW] = cli_show,
                                                                        [CLI_EXPLAIN] = cli_explain,
                                                                        [CLI_DIFF] = cli_diff,
                                                                        [CLI_HISTORY] = cli_history,
                                                                        [CLI_FMT] = cli_fmt,
                                                                        [CLI_INIT] = cli_init,
                                                                        [CLI_CONVERT] = cli_convert,
                                                                        [CLI_COMPLETION] = cli_completion};
    const cli_options *options = &session->options;
    if (options->help)
        cli_help(options->command, stdout);
    else if (options->version)
        puts("indikator " IND_VERSION);
    else if (options->man)
        cli_man(stdout);
    else
        return commands[options->command](session);
    return IND_OK;
}

enum { CLOSED_PIPE = 128 + SIGPIPE };

int main(int argc, char **argv) {
    seal_memory();
    occupy_standard_streams();
    catch_signals();
    ind_set_out_of_memory(end_without_memory);
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ);

    cli_session session = {.diag = ind_diag_new()};
    ind_status status = cli_parse(argc, argv, session.diag, &session.options);
    given = &session.options;
    if (status == IND_OK)
        status = run_command(&session);
    else if (argc < 2)
        cli_help(CLI_NONE, stderr);
    status = ind_status_worst(status, cli_output_standard(session.diag));
    status = ind_status_worst(status, ind_diag_status(session.diag));
    cli_print_findings(&session);
    cli_options_free(&session.options);
    ind_diag_free(session.diag);
    return status == IND_E_SYSTEM && cli_output_reader_gone() ? CLOSED_PIPE : (int)status;
}
