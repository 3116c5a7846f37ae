/* print.c - "file:line:col: error[rule]: message", the source line with a caret, and "help:".
 *
 * Texts come from files that may hold anything, so that nothing is printed that a terminal would obey. */
#include "cli/print.h"
#include "base/json.h"
#include "base/mask.h"
#include "cli/progress.h"

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

static void print_caret(const ind_place *place, bool colour, FILE *file) {
    ind_str line = place->source_line;
    size_t before = bytes_of(line, ind_source_caret(place->column));
    ind_str after = {line.data + before, line.length - before};
    size_t width = cli_width((ind_str){after.data, bytes_of(after, place->width)});
    cli_print_text(line, file);
    fprintf(file, "\n%*s%s^", (int)cli_width((ind_str){line.data, before}), "",
            colour ? severities[IND_ERROR].colour : "");
    for (size_t i = 1; i < width; i++)
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

static bool is_wanted(const cli_options *options, const ind_finding *finding) {
    if (options->quiet)
        return finding->severity == IND_ERROR;
    return options->verbose || finding->severity != IND_NOTE;
}

void cli_print_findings(cli_session *session) {
    cli_progress_clear();
    bool colour = cli_wants_colour(stderr);
    for (; session->shown < ind_diag_count(session->diag); session->shown++) {
        const ind_finding *finding = ind_diag_at(session->diag, session->shown);
        if (is_wanted(&session->options, finding))
            cli_print_finding(finding, colour, stderr);
    }
}
