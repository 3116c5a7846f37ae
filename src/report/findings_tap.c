/* findings_tap.c - the Test Anything Protocol, version 14: a line a test, and a block of YAML with what is wrong.
 *
 * A warning is a test that fails but is known to ("# TODO"), so that it is seen and stops nothing; what is waived is
 * skipped, with the reason. */
#include "report/findings.h"

#include "base/json.h"

/* A description is one line; '#' would begin a directive. */
static void put(ind_buffer *out, ind_str text) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = ind_mask_step(text, at, &point);
        if (point == '#' || point == '\\')
            ind_buffer_text(out, "\\");
        bool plain = ind_mask_is_plain(point);
        ind_buffer_add(out, plain ? text.data + at : " ", plain ? length : 1);
    }
}

/* A text in JSON's double quotes is YAML too. */
static void entry(ind_buffer *out, const char *key, const char *text) {
    if (text == NULL)
        return;
    ind_buffer_format(out, "  %s: ", key);
    ind_json_quote_clean(ind_str_of(text), out);
    ind_buffer_text(out, "\n");
}

static void write_diagnosis(const ind_findings_view *view, const ind_test *test) {
    ind_buffer *out = view->out;
    ind_buffer_text(out, "  ---\n");
    entry(out, "severity", ind_test_severity(test));
    entry(out, "rule", ind_test_rule(test));
    entry(out, "message", ind_test_message(test));
    entry(out, test->state == IND_TEST_WAIVED ? "why" : "help", ind_test_help(test));
    entry(out, "file", test->file);
    if (ind_test_line(test) > 0)
        ind_buffer_format(out, "  line: %" PRIu64 "\n  column: %" PRIu32 "\n", ind_test_line(test),
                          ind_test_column(test));
    ind_buffer_text(out, "  ...\n");
}

static void write_description(const ind_findings_view *view, const ind_test *test) {
    ind_buffer *out = view->out;
    if (test->one != NULL) {
        put(out, test->one->id);
        ind_buffer_text(out, ": ");
        put(out, test->one->name);
        return;
    }
    put(out, ind_str_of(test->file != NULL ? test->file : "indikator"));
    if (ind_test_line(test) > 0)
        ind_buffer_format(out, ":%" PRIu64 ":%" PRIu32, ind_test_line(test), ind_test_column(test));
    if (test->finding == NULL)
        return;
    ind_buffer_format(out, " %s: ", ind_test_rule(test));
    put(out, ind_str_of(ind_test_message(test)));
}

void ind_findings_tap(const ind_findings_view *view) {
    ind_buffer *out = view->out;
    ind_buffer_format(out, "TAP version 14\n1..%zu\n", view->count);
    for (size_t i = 0; i < view->count; i++) {
        const ind_test *test = &view->tests[i];
        bool good = test->state == IND_TEST_PASSED || test->state == IND_TEST_WAIVED;
        ind_buffer_format(out, "%s %zu - ", good ? "ok" : "not ok", i + 1);
        write_description(view, test);
        if (test->state == IND_TEST_WARNED)
            ind_buffer_text(out, " # TODO warning");
        if (test->state == IND_TEST_WAIVED) {
            ind_buffer_text(out, " # SKIP waived: ");
            put(out, ind_str_of(ind_test_help(test)));
        }
        ind_buffer_text(out, "\n");
        if (test->state != IND_TEST_PASSED)
            write_diagnosis(view, test);
    }
}
