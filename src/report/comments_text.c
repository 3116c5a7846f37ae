/* comments_text.c - comments on lines of their own, under the figures that they are about. */
#include "base/plain.h"
#include "report/comments.h"
#include "report/terminal_text.h"

#include <string.h>

static void put(ind_str text, FILE *file) {
    ind_buffer line = {0};
    for (size_t i = 0; i < text.length; i++) /* one of several lines goes on in the same one */
        ind_buffer_add(&line, strchr("\r\n\t", text.data[i]) != NULL ? " " : &text.data[i], 1);
    ind_put_text(file, line.data == NULL ? "" : line.data);
    ind_buffer_free(&line);
}

/* Is the code the county, or of a kommun in it, whose code begins with that of the county? */
static bool is_in(ind_str area, ind_str county) {
    return county.length == 0 || area.length == 0 || ind_str_starts(area, county);
}

void ind_put_comments(const ind_report *report, ind_str measure, ind_str county, const char *indent, bool english,
                      FILE *file) {
    for (size_t i = 0; i < report->comment_count; i++) {
        const ind_report_comment *c = &report->comments[i];
        if (!ind_str_equal(c->measure, measure) || !is_in(c->area, county))
            continue;
        fputs(indent, file);
        fputs(english ? "Comment, " : "Kommentar, ", file);
        put(c->period, file);
        fputs(c->area.length > 0 ? " " : "", file);
        put(c->area, file);
        fputs(": ", file);
        put(c->text, file);
        fputs(" (", file);
        put(c->author, file);
        fputs(", ", file);
        put(c->date, file);
        fputs(")\n", file);
    }
}
