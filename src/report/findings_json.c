/* findings_json.c - all outcomes as one JSON document of our own (indicators/schema/findings.schema.json). */
#include "report/findings.h"

#include "base/json.h"

static void member(ind_buffer *out, const char *key, const char *text) {
    if (text == NULL)
        return;
    ind_buffer_format(out, ", \"%s\": ", key);
    ind_json_quote_clean(ind_str_of(text), out);
}

static void write_finding(const ind_findings_view *view, const ind_test *test) {
    ind_buffer *out = view->out;
    ind_buffer_format(out, "    {\"rule\": \"%s\", \"severity\": \"%s\"", ind_test_rule(test),
                      test->state == IND_TEST_WAIVED ? "waived" : ind_test_severity(test));
    const ind_check_rule *rule = ind_rule_find(ind_str_of(ind_test_rule(test)));
    member(out, "stage", rule == NULL ? NULL : ind_rule_stage_name(rule->stage));
    member(out, "file", test->file);
    if (ind_test_line(test) > 0)
        ind_buffer_format(out, ", \"line\": %" PRIu64, ind_test_line(test));
    if (ind_test_column(test) > 0)
        ind_buffer_format(out, ", \"column\": %" PRIu32, ind_test_column(test));
    member(out, "message", ind_test_message(test));
    member(out, test->state == IND_TEST_WAIVED ? "why" : "help", ind_test_help(test));
    ind_buffer_text(out, "}");
}

static void write_case(const ind_findings_view *view, const ind_test *test) {
    ind_buffer *out = view->out;
    ind_buffer_text(out, "    {\"id\": ");
    ind_json_quote_clean(test->one->id, out);
    ind_buffer_text(out, ", \"name\": ");
    ind_json_quote_clean(test->one->name, out);
    member(out, "file", test->file);
    ind_buffer_format(out, ", \"passed\": %s", test->one->passed ? "true" : "false");
    if (!test->one->passed)
        member(out, "report", ind_test_message(test));
    ind_buffer_text(out, "}");
}

static void write_list(const ind_findings_view *view, const char *key, bool cases) {
    ind_buffer *out = view->out;
    bool first = true;
    ind_buffer_format(out, ",\n  \"%s\": [", key);
    for (size_t i = 0; i < view->count; i++) {
        const ind_test *test = &view->tests[i];
        if (cases ? test->one == NULL : test->finding == NULL)
            continue;
        ind_buffer_text(out, first ? "\n" : ",\n");
        first = false;
        if (cases)
            write_case(view, test);
        else
            write_finding(view, test);
    }
    ind_buffer_text(out, first ? "]" : "\n  ]");
}

void ind_findings_json(const ind_findings_view *view) {
    const ind_outcomes *outcomes = view->outcomes;
    size_t errors = 0, failed = 0;
    for (size_t i = 0; i < view->count; i++) {
        errors += view->tests[i].state == IND_TEST_FAILED && view->tests[i].finding != NULL;
        failed += view->tests[i].state == IND_TEST_FAILED && view->tests[i].one != NULL;
    }
    ind_buffer_format(view->out,
                      "{\n  \"format\": \"indikator-findings/1\",\n"
                      "  \"generator\": {\"name\": \"indikator\", \"version\": \"" IND_VERSION "\"},\n"
                      "  \"command\": \"%s\",\n"
                      "  \"summary\": {\"files\": %zu, \"errors\": %zu, \"warnings\": %zu, \"waived\": %zu, "
                      "\"passed\": %zu, \"failed\": %zu}",
                      outcomes->command, outcomes->file_count, errors, view->warned, view->waived,
                      outcomes->case_count - failed, failed);
    write_list(view, "findings", false);
    write_list(view, "cases", true);
    ind_buffer_text(view->out, "\n}\n");
}
