/* findings_sarif.c - SARIF 2.1.0 (OASIS), as code scanning reads it: the rules that were broken, and a result for each
 * finding and failed case.  What is waived is a result with a suppression in the source. */
#include "report/findings.h"

#include "base/json_text.h"

#include <stdlib.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

typedef struct {
    const ind_findings_view *view;
    const char **rules; /* ids, each once, in order of name */
    size_t rule_count;
} sarif;

/* "KEY": {"text": TEXT} */
static void message(ind_json_text *json, const char *key, ind_str text) {
    ind_json_put_key(json, key);
    ind_json_open(json, "{");
    ind_json_text_member(json, "text", text);
    ind_json_close(json, "}");
}

static void member(ind_json_text *json, const char *key, const char *text) {
    ind_json_text_member(json, key, ind_str_of(text));
}

static const char *level(const ind_test *test) {
    return test->state == IND_TEST_FAILED ? "error" : test->state == IND_TEST_WARNED ? "warning" : "note";
}

/* ---- rules ---- */

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_result(const ind_test *test) {
    return test->finding != NULL || (test->one != NULL && !test->one->passed);
}

static void find_rules(sarif *s) {
    s->rules = ind_alloc_array(s->view->count + 1, sizeof *s->rules);
    size_t count = 0;
    for (size_t i = 0; i < s->view->count; i++)
        if (is_result(&s->view->tests[i]))
            s->rules[count++] = ind_test_rule(&s->view->tests[i]);
    qsort(s->rules, count, sizeof *s->rules, by_text);
    for (size_t i = 0; i < count; i++)
        if (s->rule_count == 0 || strcmp(s->rules[s->rule_count - 1], s->rules[i]) != 0)
            s->rules[s->rule_count++] = s->rules[i];
}

static void write_rule(ind_json_text *json, const char *id) {
    const ind_check_rule *rule = ind_rule_find(ind_str_of(id));
    const char *title = rule != NULL                     ? rule->title
                        : strcmp(id, "failed_case") == 0 ? "a test case of a definition fails"
                                                         : "a finding of indikator";
    ind_json_next(json, "\n        ");
    ind_json_open(json, "{");
    member(json, "id", id);
    message(json, "shortDescription", ind_str_of(title));
    if (rule != NULL) {
        message(json, "fullDescription", ind_str_of(rule->why));
        message(json, "help", ind_str_of(rule->why));
        ind_json_put_key(json, "defaultConfiguration");
        ind_json_open(json, "{");
        member(json, "level", rule->severity == IND_WARNING ? "warning" : "error");
        ind_json_close(json, "}");
    }
    ind_json_close(json, "}");
}

/* ---- results ---- */

/* The path as a relative reference: what RFC 3986 does not allow in one is percent-encoded. */
static void write_uri(ind_json_text *json, const char *path) {
    ind_buffer uri = {0};
    ind_buffer_text(&uri, path[0] == '/' ? "file://" : "");
    for (; *path != '\0'; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("/-._~", c) != NULL;
        if (plain)
            ind_buffer_add(&uri, path, 1);
        else
            ind_buffer_format(&uri, "%%%02X", c);
    }
    ind_json_text_member(json, "uri", ind_buffer_str(&uri));
    ind_buffer_free(&uri);
}

static void write_region(ind_json_text *json, const ind_test *test) {
    if (ind_test_line(test) == 0)
        return;
    ind_json_put_key(json, "region");
    ind_json_open(json, "{");
    ind_json_count_member(json, "startLine", (int64_t)ind_test_line(test));
    if (ind_test_column(test) > 0) {
        ind_json_count_member(json, "startColumn", ind_test_column(test));
        ind_json_count_member(json, "endColumn", ind_test_end(test));
    }
    ind_json_close(json, "}");
}

static void write_place(ind_json_text *json, const ind_test *test) {
    if (test->file == NULL)
        return;
    ind_json_put_key(json, "locations");
    ind_json_open(json, "[{");
    ind_json_put_key(json, "physicalLocation");
    ind_json_open(json, "{");
    ind_json_put_key(json, "artifactLocation");
    ind_json_open(json, "{");
    write_uri(json, test->file);
    ind_json_close(json, "}");
    write_region(json, test);
    ind_json_close(json, "}}]");
}

static void write_message(ind_json_text *json, const ind_test *test) {
    ind_buffer text = {0};
    if (test->one != NULL) {
        ind_buffer_add(&text, test->one->name.data, test->one->name.length);
        ind_buffer_text(&text, "\n");
    }
    ind_buffer_text(&text, ind_test_message(test));
    if (test->state != IND_TEST_WAIVED && ind_test_help(test) != NULL) {
        ind_buffer_text(&text, "\nhelp: ");
        ind_buffer_text(&text, ind_test_help(test));
    }
    message(json, "message", ind_buffer_str(&text));
    ind_buffer_free(&text);
}

static void write_result(ind_json_text *json, const sarif *s, const ind_test *test) {
    const char *rule = ind_test_rule(test);
    const char **found = bsearch(&rule, s->rules, s->rule_count, sizeof *s->rules, by_text);
    ind_json_next(json, "\n        ");
    ind_json_open(json, "{");
    member(json, "ruleId", rule);
    ind_json_count_member(json, "ruleIndex", found - s->rules);
    member(json, "level", level(test));
    write_message(json, test);
    write_place(json, test);
    if (test->state == IND_TEST_WAIVED) {
        ind_json_put_key(json, "suppressions");
        ind_json_open(json, "[{");
        member(json, "kind", "inSource");
        member(json, "justification", ind_test_help(test));
        ind_json_close(json, "}]");
    }
    ind_json_close(json, "}");
}

static void write_tool(ind_json_text *json, const sarif *s) {
    ind_json_line(json, "\n      ");
    ind_json_put_key(json, "tool");
    ind_json_open(json, "{");
    ind_json_put_key(json, "driver");
    ind_json_open(json, "{");
    member(json, "name", "indikator");
    member(json, "version", IND_VERSION);
    ind_json_put_key(json, "rules");
    ind_json_open(json, "[");
    for (size_t i = 0; i < s->rule_count; i++)
        write_rule(json, s->rules[i]);
    ind_json_close(json, "]}}");
}

static void write_results(ind_json_text *json, const sarif *s) {
    ind_json_line(json, "\n      ");
    member(json, "columnKind", "unicodeCodePoints");
    ind_json_line(json, "\n      ");
    ind_json_put_key(json, "results");
    ind_json_open(json, "[");
    for (size_t i = 0; i < s->view->count; i++)
        if (is_result(&s->view->tests[i]))
            write_result(json, s, &s->view->tests[i]);
    ind_json_close(json, "]");
}

void ind_findings_sarif(const ind_findings_view *view) {
    sarif s = {.view = view};
    ind_json_text json = {.text = view->out, .clean = true};
    find_rules(&s);
    ind_json_open(&json, "{");
    ind_json_line(&json, "\n  ");
    member(&json, "$schema", SCHEMA);
    ind_json_line(&json, "\n  ");
    member(&json, "version", "2.1.0");
    ind_json_line(&json, "\n  ");
    ind_json_put_key(&json, "runs");
    ind_json_open(&json, "[\n    {");
    write_tool(&json, &s);
    write_results(&json, &s);
    ind_json_close(&json, "\n    }\n  ]\n}\n");
    free(s.rules);
}
