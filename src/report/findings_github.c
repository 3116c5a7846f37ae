/* findings_github.c - workflow commands of GitHub Actions, which become annotations of the files in a pull request:
 *
 *   ::error file=a.json,line=3,col=5,title=always_false::this is never met
 *
 * What is waived is left out: the definition says why, and an annotation asks for an answer. */
#include "report/findings.h"

/* In properties ',' and ':' are signs of the command. */
static void put(ind_buffer *out, ind_str text, bool property) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = ind_mask_step(text, at, &point);
        if (point == '%' || point == '\r' || point == '\n' || (property && (point == ':' || point == ',')))
            ind_buffer_format(out, "%%%02X", (unsigned)point);
        else if (point == '\t' || ind_mask_is_plain(point))
            ind_buffer_add(out, text.data + at, length);
        else
            ind_buffer_text(out, "?");
    }
}

static void write_place(ind_buffer *out, const ind_test *test) {
    if (test->file == NULL)
        return;
    ind_buffer_text(out, "file=");
    put(out, ind_str_of(test->file), true);
    ind_buffer_text(out, ",");
    if (ind_test_line(test) > 0)
        ind_buffer_format(out, "line=%" PRIu64 ",", ind_test_line(test));
    if (ind_test_column(test) > 0)
        ind_buffer_format(out, "col=%" PRIu32 ",endColumn=%" PRIu32 ",", ind_test_column(test), ind_test_end(test));
}

static void write_test(ind_buffer *out, const ind_test *test) {
    ind_buffer_format(out, "::%s ", ind_test_severity(test));
    write_place(out, test);
    ind_buffer_text(out, "title=");
    put(out, test->one != NULL ? test->one->name : ind_str_of(ind_test_rule(test)), true);
    ind_buffer_text(out, "::");
    put(out, ind_str_of(ind_test_message(test)), false);
    if (ind_test_help(test) != NULL) {
        ind_buffer_text(out, "%0Ahelp: ");
        put(out, ind_str_of(ind_test_help(test)), false);
    }
    ind_buffer_text(out, "\n");
}

void ind_findings_github(const ind_findings_view *view) {
    for (size_t i = 0; i < view->count; i++)
        if (view->tests[i].state == IND_TEST_FAILED || view->tests[i].state == IND_TEST_WARNED)
            write_test(view->out, &view->tests[i]);
}
