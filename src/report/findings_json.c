/* findings_json.c - all outcomes as one JSON document of our own (indicators/schema/findings.schema.json). */
#include "report/findings.h"

#include "base/json_text.h"

static void text_if(ind_json_text *json, const char *key, const char *text) {
    if (text != NULL)
        ind_json_text_member(json, key, ind_str_of(text));
}

static void write_finding(ind_json_text *json, const ind_test *test) {
    text_if(json, "rule", ind_test_rule(test));
    text_if(json, "severity", test->state == IND_TEST_WAIVED ? "waived" : ind_test_severity(test));
    const ind_check_rule *rule = ind_rule_find(ind_str_of(ind_test_rule(test)));
    text_if(json, "stage", rule == NULL ? NULL : ind_rule_stage_name(rule->stage));
    text_if(json, "file", test->file);
    if (ind_test_line(test) > 0)
        ind_json_count_member(json, "line", (int64_t)ind_test_line(test));
    if (ind_test_column(test) > 0)
        ind_json_count_member(json, "column", ind_test_column(test));
    text_if(json, "message", ind_test_message(test));
    text_if(json, test->state == IND_TEST_WAIVED ? "why" : "help", ind_test_help(test));
}

static void write_case(ind_json_text *json, const ind_test *test) {
    ind_json_text_member(json, "id", test->one->id);
    ind_json_text_member(json, "name", test->one->name);
    text_if(json, "file", test->file);
    ind_json_flag_member(json, "passed", test->one->passed);
    if (!test->one->passed)
        text_if(json, "report", ind_test_message(test));
}

static void write_list(ind_json_text *json, const ind_findings_view *view, const char *key, bool cases) {
    ind_json_line(json, "\n  ");
    ind_json_put_key(json, key);
    ind_json_open(json, "[");
    for (size_t i = 0; i < view->count; i++) {
        const ind_test *test = &view->tests[i];
        if (cases ? test->one == NULL : test->finding == NULL)
            continue;
        ind_json_next(json, "\n    ");
        ind_json_open(json, "{");
        (cases ? write_case : write_finding)(json, test);
        ind_json_close(json, "}");
    }
    ind_json_close(json, json->first ? "]" : "\n  ]");
}

static void write_summary(ind_json_text *json, const ind_findings_view *view) {
    size_t errors = 0, failed = 0;
    for (size_t i = 0; i < view->count; i++) {
        errors += view->tests[i].state == IND_TEST_FAILED && view->tests[i].finding != NULL;
        failed += view->tests[i].state == IND_TEST_FAILED && view->tests[i].one != NULL;
    }
    ind_json_line(json, "\n  ");
    ind_json_put_key(json, "summary");
    ind_json_open(json, "{");
    ind_json_count_member(json, "files", (int64_t)view->outcomes->file_count);
    ind_json_count_member(json, "errors", (int64_t)errors);
    ind_json_count_member(json, "warnings", (int64_t)view->warned);
    ind_json_count_member(json, "waived", (int64_t)view->waived);
    ind_json_count_member(json, "passed", (int64_t)(view->outcomes->case_count - failed));
    ind_json_count_member(json, "failed", (int64_t)failed);
    ind_json_close(json, "}");
}

void ind_findings_json(const ind_findings_view *view) {
    ind_json_text json = {.text = view->out, .clean = true};
    ind_json_open(&json, "{");
    ind_json_line(&json, "\n  ");
    text_if(&json, "format", "indikator-findings/1");
    ind_json_line(&json, "\n  ");
    ind_json_put_key(&json, "generator");
    ind_json_open(&json, "{");
    text_if(&json, "name", "indikator");
    text_if(&json, "version", IND_VERSION);
    ind_json_close(&json, "}");
    ind_json_line(&json, "\n  ");
    text_if(&json, "command", view->outcomes->command);
    write_summary(&json, view);
    write_list(&json, view, "findings", false);
    write_list(&json, view, "cases", true);
    ind_json_close(&json, "\n}\n");
}
