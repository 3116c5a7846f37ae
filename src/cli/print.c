/* print.c - "file:line:col: error[rule]: message", the source line with a caret, and "help:".
 *
 * Texts come from files that may hold anything, so that nothing is printed that a terminal would obey. */
#include "cli/print.h"
#include "base/dict.h"
#include "base/json.h"
#include "base/mask.h"
#include "cli/progress.h"
#include "indikator/rules.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>
#include <utf8proc.h>

void cli_print_text(ind_str text, FILE *file) {
    ind_buffer masked = {0};
    ind_mask(text, &masked);
    if (masked.length > 0)
        fwrite(masked.data, 1, masked.length, file);
    ind_buffer_free(&masked);
}

void cli_print_lines(ind_str text, FILE *file) {
    ind_buffer masked = {0};
    ind_mask_lines(text, &masked);
    if (masked.length > 0)
        fwrite(masked.data, 1, masked.length, file);
    ind_buffer_free(&masked);
}

static size_t point_width(int32_t point) {
    return ind_mask_is_plain(point) ? (size_t)utf8proc_charwidth(point) : 1;
}

size_t cli_width(ind_str text) {
    size_t width = 0;
    int32_t point;
    for (size_t at = 0; at < text.length;) {
        at += ind_mask_step(text, at, &point);
        width += point_width(point);
    }
    return width;
}

bool cli_wants_colour(FILE *file) {
    const char *no_color = getenv("NO_COLOR");
    return (no_color == NULL || no_color[0] == '\0') && isatty(fileno(file)) == 1;
}

/* ---- one finding ---- */

static const struct {
    const char *word, *colour;
} severities[] = {
    [IND_NOTE] = {"note", "\033[36m"}, [IND_WARNING] = {"warning", "\033[35m"}, [IND_ERROR] = {"error", "\033[1;31m"}};
static const char plain[] = "\033[0m";

static void print_head(const ind_finding *finding, bool colour, FILE *file) {
    const ind_place *place = &finding->place;
    cli_print_text(ind_str_of(place->file != NULL ? place->file : "indikator"), file);
    if (place->line > 0)
        fprintf(file, ":%" PRIu64, place->line);
    if (place->line > 0 && place->column > 0)
        fprintf(file, ":%" PRIu32, place->column);
    fprintf(file, ": %s%s", colour ? severities[finding->severity].colour : "", severities[finding->severity].word);
    if (finding->rule != NULL)
        fprintf(file, "[%s]", finding->rule);
    fprintf(file, "%s: ", colour ? plain : "");
    cli_print_text(ind_str_of(finding->message), file);
    fputc('\n', file);
}

/* The length in bytes of the first COUNT characters of TEXT. */
static size_t bytes_of(ind_str text, size_t count) {
    int32_t point;
    size_t at = 0;
    while (count-- > 0 && at < text.length)
        at += ind_mask_step(text, at, &point);
    return at;
}

static const char more[] = "…";

/* What the place has of the line, at most MOST columns of it, with a mark where it was cut. */
static void print_line(ind_str line, bool cut, size_t most, FILE *file) {
    size_t shown = bytes_of(line, IND_SOURCE_SHOWN), last = shown;
    int32_t point;
    for (size_t at = 0, columns = 0; at < shown; last = at) {
        at += ind_mask_step(line, at, &point);
        columns += point_width(point);
        if (columns > most)
            break;
    }
    fputs(cut ? more : "", file);
    cli_print_text((ind_str){line.data, last}, file);
    fputs(last < line.length ? more : "", file);
    fputc('\n', file);
}

static void print_caret(const ind_place *place, bool colour, FILE *file) {
    enum { MOST = 158 }; /* and two marks */
    ind_str line = place->source_line;
    size_t caret = ind_source_caret(place->column), before = bytes_of(line, caret);
    bool cut = caret + 1 < place->column;
    size_t indent = cli_width((ind_str){line.data, before});
    ind_str after = {line.data + before, line.length - before};
    size_t width = cli_width((ind_str){after.data, bytes_of(after, place->width)});
    print_line(line, cut, MOST, file);
    if (indent >= MOST)
        return; /* wide characters: the place is in the first line */
    fprintf(file, "%*s%s^", (int)(indent + cut), "", colour ? severities[IND_ERROR].colour : "");
    for (size_t i = 1; i < width && indent + i < MOST; i++)
        fputc('~', file);
    fprintf(file, "%s\n", colour ? plain : "");
}

void cli_print_finding(const ind_finding *finding, bool colour, FILE *file) {
    print_head(finding, colour, file);
    if (finding->place.source_line.length > 0 && finding->place.column > 0)
        print_caret(&finding->place, colour, file);
    if (finding->help != NULL) {
        fputs("help: ", file);
        cli_print_text(ind_str_of(finding->help), file);
        fputc('\n', file);
    }
}

/* What a figure rests on is said in every case; what a definition lacks is asked for by "check". */
static bool is_wanted(const cli_options *options, const ind_finding *finding) {
    if (options->quiet && options->command == CLI_CHECK)
        return finding->severity == IND_ERROR;
    return finding->severity != IND_NOTE || (options->verbose && !options->quiet);
}

/* ---- all of them ---- */

/* Findings of one file; those of data are counted by rule and column where they are found. */
typedef struct {
    size_t left;   /* to be said, errors first */
    size_t errors; /* still to come */
    size_t unsaid;
} file_tally;

typedef struct {
    ind_dict *files;
    file_tally *tallies; /* by number of the file */
} findings_by_file;

/* Notes, and what the cases of a definition do not prove, are lists that somebody asked for. */
static bool is_asked_for(const ind_finding *finding) {
    const ind_check_rule *rule = finding->rule == NULL ? NULL : ind_rule_find(ind_str_of(finding->rule));
    return finding->severity == IND_NOTE || (rule != NULL && rule->stage == IND_RULE_TEST);
}

/* NULL: the finding is not counted, or not of a file of which lines are shown. */
static file_tally *tally_of(const findings_by_file *all, const ind_finding *finding) {
    const char *file = is_asked_for(finding) ? NULL : finding->place.file;
    uint32_t number = file == NULL || all->files == NULL ? 0 : ind_dict_find(all->files, ind_str_of(file));
    return number == 0 ? NULL : &all->tallies[number];
}

static findings_by_file count_by_file(const cli_session *session) {
    findings_by_file all = {0};
    bool some = false;
    for (size_t i = session->shown; i < ind_diag_count(session->diag); i++)
        some = some || ind_diag_at(session->diag, i)->place.source_line.length > 0;
    if (!some)
        return all;
    all.files = ind_dict_new();
    for (size_t i = session->shown; i < ind_diag_count(session->diag); i++)
        if (ind_diag_at(session->diag, i)->place.source_line.length > 0)
            ind_dict_add(all.files, ind_str_of(ind_diag_at(session->diag, i)->place.file));
    all.tallies = ind_alloc_array((size_t)ind_dict_count(all.files) + 1, sizeof *all.tallies);
    for (uint32_t i = 1; i <= ind_dict_count(all.files); i++)
        all.tallies[i].left = CLI_FINDINGS_OF_FILE;
    for (size_t i = session->shown; i < ind_diag_count(session->diag); i++) {
        const ind_finding *finding = ind_diag_at(session->diag, i);
        file_tally *tally = tally_of(&all, finding);
        if (tally != NULL)
            tally->errors += finding->severity == IND_ERROR;
    }
    return all;
}

/* An error is said before what is less, wherever it stands: nobody shall look for one among warnings. */
static bool may_say(const findings_by_file *all, const ind_finding *finding) {
    file_tally *tally = tally_of(all, finding);
    if (tally == NULL)
        return true;
    bool error = finding->severity == IND_ERROR, may = error ? tally->left > 0 : tally->left > tally->errors;
    tally->errors -= error;
    tally->left -= may;
    tally->unsaid += !may;
    return may;
}

static void print_unsaid(const findings_by_file *all) {
    for (uint32_t i = 1; all->files != NULL && i <= ind_dict_count(all->files); i++) {
        if (all->tallies[i].unsaid == 0)
            continue;
        cli_print_text(ind_dict_text(all->files, i), stderr);
        fprintf(stderr, ": and %zu more; %zu findings in all\n", all->tallies[i].unsaid,
                all->tallies[i].unsaid + CLI_FINDINGS_OF_FILE);
    }
}

void cli_print_findings(cli_session *session) {
    cli_progress_clear();
    bool colour = cli_wants_colour(stderr);
    findings_by_file all = count_by_file(session);
    for (; session->shown < ind_diag_count(session->diag); session->shown++) {
        const ind_finding *finding = ind_diag_at(session->diag, session->shown);
        if (is_wanted(&session->options, finding) && may_say(&all, finding))
            cli_print_finding(finding, colour, stderr);
    }
    print_unsaid(&all);
    ind_dict_free(all.files);
    free(all.tallies);
}
