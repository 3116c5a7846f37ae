/* findings_junit.c - JUnit XML in the form that Jenkins, GitLab and others read: a suite a file, a test a case or a
 * finding.  A warning is a test that passes and says what it is; what is waived is skipped, with the reason. */
#include "report/findings.h"

/* Characters that XML 1.0 does not allow become "?". */
static void put(ind_buffer *out, ind_str text) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = ind_mask_step(text, at, &point);
        bool allowed = point == '\t' || point == '\n' || point == '\r' || (point >= 0x20 && point <= 0xd7ff) ||
                       (point >= 0xe000 && point != 0xfffe && point != 0xffff);
        switch (allowed ? point : '?') {
        case '&': ind_buffer_text(out, "&amp;"); break;
        case '<': ind_buffer_text(out, "&lt;"); break;
        case '>': ind_buffer_text(out, "&gt;"); break;
        case '"': ind_buffer_text(out, "&quot;"); break;
        case '\t': ind_buffer_text(out, "&#9;"); break; /* in an attribute it would become a space */
        case '\n': ind_buffer_text(out, "&#10;"); break;
        case '\r': ind_buffer_text(out, "&#13;"); break;
        default:
            if (allowed && !ind_mask_is_plain(point))
                ind_buffer_format(out, "&#%d;", (int)point);
            else
                ind_buffer_add(out, allowed ? text.data + at : "?", allowed ? length : 1);
        }
    }
}

static void attribute(ind_buffer *out, const char *name, ind_str value) {
    ind_buffer_format(out, " %s=\"", name);
    put(out, value);
    ind_buffer_text(out, "\"");
}

static void write_body(ind_buffer *out, const char *tag, const ind_test *test) {
    ind_buffer_format(out, ">\n      <%s", tag);
    const char *message = test->one != NULL ? "the figures differ from what is expected" : ind_test_message(test);
    if (test->state == IND_TEST_WAIVED)
        message = ind_test_help(test);
    attribute(out, "message", ind_str_of(message));
    if (test->state == IND_TEST_FAILED)
        attribute(out, "type", ind_str_of(ind_test_rule(test)));
    ind_buffer_text(out, ">");
    if (test->finding != NULL && ind_test_line(test) > 0)
        ind_buffer_format(out, "line %" PRIu64 ", column %" PRIu32 ": ", ind_test_line(test), ind_test_column(test));
    put(out, ind_str_of(ind_test_message(test)));
    if (test->state == IND_TEST_FAILED && ind_test_help(test) != NULL) {
        ind_buffer_text(out, "&#10;help: ");
        put(out, ind_str_of(ind_test_help(test)));
    }
    ind_buffer_format(out, "</%s>\n    </testcase>\n", tag);
}

static void write_warning(ind_buffer *out, const ind_test *test) {
    ind_buffer_format(out, ">\n      <system-out>warning, line %" PRIu64 ", column %" PRIu32 ": ", ind_test_line(test),
                      ind_test_column(test));
    put(out, ind_str_of(ind_test_message(test)));
    ind_buffer_text(out, "</system-out>\n    </testcase>\n");
}

static void write_name(const ind_test *test, ind_buffer *out) {
    ind_buffer_text(out, "    <testcase name=\"");
    if (test->one != NULL)
        put(out, test->one->name);
    else if (test->finding == NULL)
        ind_buffer_text(out, "no findings");
    else if (ind_test_line(test) == 0)
        ind_buffer_text(out, ind_test_rule(test));
    else
        ind_buffer_format(out, "%s at %" PRIu64 ":%" PRIu32, ind_test_rule(test), ind_test_line(test),
                          ind_test_column(test));
    ind_buffer_text(out, "\"");
}

static void write_test(const ind_findings_view *view, const ind_test *test) {
    ind_buffer *out = view->out;
    write_name(test, out);
    attribute(out, "classname", test->one != NULL ? test->one->id : ind_str_of(test->file != NULL ? test->file : "-"));
    if (test->file != NULL)
        attribute(out, "file", ind_str_of(test->file));
    if (ind_test_line(test) > 0)
        ind_buffer_format(out, " line=\"%" PRIu64 "\"", ind_test_line(test));
    switch (test->state) {
    case IND_TEST_PASSED: ind_buffer_text(out, "/>\n"); break;
    case IND_TEST_FAILED: write_body(out, "failure", test); break;
    case IND_TEST_WARNED: write_warning(out, test); break;
    case IND_TEST_WAIVED: write_body(out, "skipped", test); break;
    }
}

static bool same_file(const ind_test *a, const ind_test *b) {
    return a->file == b->file || (a->file != NULL && b->file != NULL && strcmp(a->file, b->file) == 0);
}

static void write_suite(const ind_findings_view *view, size_t from, size_t to) {
    size_t failed = 0, waived = 0;
    for (size_t i = from; i < to; i++) {
        failed += view->tests[i].state == IND_TEST_FAILED;
        waived += view->tests[i].state == IND_TEST_WAIVED;
    }
    ind_buffer_text(view->out, "  <testsuite");
    attribute(view->out, "name", ind_str_of(view->tests[from].file != NULL ? view->tests[from].file : "indikator"));
    ind_buffer_format(view->out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", to - from, failed,
                      waived);
    for (size_t i = from; i < to; i++)
        write_test(view, &view->tests[i]);
    ind_buffer_text(view->out, "  </testsuite>\n");
}

void ind_findings_junit(const ind_findings_view *view) {
    ind_buffer_format(view->out,
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<testsuites name=\"indikator %s\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n",
                      view->outcomes->command, view->count, view->failed);
    for (size_t from = 0, to; from < view->count; from = to) {
        for (to = from + 1; to < view->count && same_file(&view->tests[from], &view->tests[to]);)
            to++;
        write_suite(view, from, to);
    }
    ind_buffer_text(view->out, "</testsuites>\n");
}
