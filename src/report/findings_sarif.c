/* findings_sarif.c - SARIF 2.1.0 (OASIS), as code scanning reads it: the rules that were broken, and a result for each
 * finding and failed case.  What is waived is a result with a suppression in the source. */
#include "report/findings.h"

#include "base/json.h"

#include <stdlib.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

typedef struct {
    const ind_findings_view *view;
    const char **rules; /* ids, each once, in order of name */
    size_t rule_count;
} sarif;

static void text_member(ind_buffer *out, const char *key, const char *text) {
    ind_buffer_format(out, ", \"%s\": {\"text\": ", key);
    ind_json_quote_clean(ind_str_of(text), out);
    ind_buffer_text(out, "}");
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

static void write_rule(ind_buffer *out, const char *id) {
    const ind_check_rule *rule = ind_rule_find(ind_str_of(id));
    const char *title = rule != NULL                     ? rule->title
                        : strcmp(id, "failed_case") == 0 ? "a test case of a definition fails"
                                                         : "a finding of indikator";
    ind_buffer_format(out, "{\"id\": \"%s\"", id);
    text_member(out, "shortDescription", title);
    if (rule != NULL) {
        text_member(out, "fullDescription", rule->why);
        text_member(out, "help", rule->why);
        ind_buffer_format(out, ", \"defaultConfiguration\": {\"level\": \"%s\"}",
                          rule->severity == IND_WARNING ? "warning" : "error");
    }
    ind_buffer_text(out, "}");
}

/* ---- results ---- */

/* The path as a relative reference: what RFC 3986 does not allow in one is percent-encoded. */
static void write_uri(ind_buffer *out, const char *path) {
    ind_buffer_text(out, path[0] == '/' ? "\"file://" : "\"");
    for (; *path != '\0'; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("/-._~", c) != NULL;
        if (plain)
            ind_buffer_add(out, path, 1);
        else
            ind_buffer_format(out, "%%%02X", c);
    }
    ind_buffer_text(out, "\"");
}

static void write_place(ind_buffer *out, const ind_test *test) {
    if (test->file == NULL)
        return;
    ind_buffer_text(out, ", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    write_uri(out, test->file);
    ind_buffer_text(out, "}");
    if (ind_test_line(test) > 0) {
        ind_buffer_format(out, ", \"region\": {\"startLine\": %" PRIu64, ind_test_line(test));
        if (ind_test_column(test) > 0)
            ind_buffer_format(out, ", \"startColumn\": %" PRIu32 ", \"endColumn\": %" PRIu32, ind_test_column(test),
                              ind_test_end(test));
        ind_buffer_text(out, "}");
    }
    ind_buffer_text(out, "}}]");
}

static void write_message(const sarif *s, const ind_test *test) {
    ind_buffer *out = s->view->out, text = {0};
    if (test->one != NULL) {
        ind_buffer_add(&text, test->one->name.data, test->one->name.length);
        ind_buffer_text(&text, "\n");
    }
    ind_buffer_text(&text, ind_test_message(test));
    if (test->state != IND_TEST_WAIVED && ind_test_help(test) != NULL) {
        ind_buffer_text(&text, "\nhelp: ");
        ind_buffer_text(&text, ind_test_help(test));
    }
    ind_buffer_text(out, ", \"message\": {\"text\": ");
    ind_json_quote_clean(ind_buffer_str(&text), out);
    ind_buffer_text(out, "}");
    ind_buffer_free(&text);
}

static void write_result(const sarif *s, const ind_test *test) {
    ind_buffer *out = s->view->out;
    const char *rule = ind_test_rule(test);
    const char **found = bsearch(&rule, s->rules, s->rule_count, sizeof *s->rules, by_text);
    ind_buffer_format(out, "        {\"ruleId\": \"%s\", \"ruleIndex\": %td, \"level\": \"%s\"", rule, found - s->rules,
                      level(test));
    write_message(s, test);
    write_place(out, test);
    if (test->state == IND_TEST_WAIVED) {
        ind_buffer_text(out, ", \"suppressions\": [{\"kind\": \"inSource\", \"justification\": ");
        ind_json_quote_clean(ind_str_of(ind_test_help(test)), out);
        ind_buffer_text(out, "}]");
    }
    ind_buffer_text(out, "}");
}

void ind_findings_sarif(const ind_findings_view *view) {
    sarif s = {.view = view};
    ind_buffer *out = view->out;
    find_rules(&s);
    ind_buffer_text(out, "{\n  \"$schema\": \"" SCHEMA "\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
                         "      \"tool\": {\"driver\": {\"name\": \"indikator\", \"version\": \"" IND_VERSION
                         "\", \"rules\": [");
    for (size_t i = 0; i < s.rule_count; i++) {
        ind_buffer_text(out, i == 0 ? "\n        " : ",\n        ");
        write_rule(out, s.rules[i]);
    }
    ind_buffer_text(out, "]}},\n      \"columnKind\": \"unicodeCodePoints\",\n      \"results\": [");
    bool first = true;
    for (size_t i = 0; i < view->count; i++) {
        if (!is_result(&view->tests[i]))
            continue;
        ind_buffer_text(out, first ? "\n" : ",\n");
        first = false;
        write_result(&s, &view->tests[i]);
    }
    ind_buffer_text(out, "]\n    }\n  ]\n}\n");
    free(s.rules);
}
