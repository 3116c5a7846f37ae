/* check_rules.c - what a rule finds, why it matters, an example and how to put it right. */
#include "cli/check_rules.h"

#include "base/json_text.h"
#include "cli/help.h"
#include "indikator/rules.h"

static const char *const stages[] = {
    [IND_RULE_FILE] = "the file cannot be read",
    [IND_RULE_SCHEMA] = "its form is wrong; the JSON Schema says so too",
    [IND_RULE_MEANING] = "names, types or rules between values are wrong: nothing can be computed",
    [IND_RULE_SENSE] = "it can be computed, but says what nobody means or leaves something open; can be waived",
    [IND_RULE_WAIVER] = "a waiver is wrong",
    [IND_RULE_TEST] = "found by 'indikator test'; its waivers are x-unreachable and x-equivalent",
};

static const char about_data[] = "said by run and validate; cannot be waived";

static const char *severity(const ind_check_rule *rule) {
    return rule->severity == IND_WARNING ? "warning" : "error";
}

static void print_list(void) {
    for (size_t i = 0; i < ind_rule_count(); i++) {
        const ind_check_rule *rule = ind_rule_at(i);
        if (i == 0 || ind_rule_at(i - 1)->stage != rule->stage)
            printf("%s%s - %s\n", i == 0 ? "" : "\n", ind_rule_stage_name(rule->stage), stages[rule->stage]);
        printf("  %-22s  %-7s  %s\n", rule->id, severity(rule), rule->title);
    }
    printf("\ndata - %s\n", about_data);
    for (size_t i = 0; i < ind_data_rule_count(); i++) {
        const ind_data_rule *rule = ind_data_rule_at(i);
        printf("  %-22s  %-22s  %s\n", rule->id, rule->severity, rule->title);
    }
}

static void json_rule(ind_json_text *json, const ind_check_rule *rule) {
    ind_json_text_or_null(json, "id", rule->id);
    ind_json_text_or_null(json, "rule", rule->id);
    ind_json_text_or_null(json, "stage", ind_rule_stage_name(rule->stage));
    ind_json_text_or_null(json, "about", stages[rule->stage]);
    ind_json_text_or_null(json, "severity", severity(rule));
    ind_json_flag_member(json, "waivable", ind_rule_waivable(rule));
    ind_json_text_or_null(json, "title", rule->title);
    ind_json_text_or_null(json, "why", rule->why);
    ind_json_text_or_null(json, "wrong", rule->wrong);
    ind_json_text_or_null(json, "right", rule->right);
}

/* Some rules are of definitions and of data; an id is of one of them alone. */
static const char data_stage[] = "data/";

static void json_data_rule(ind_json_text *json, const ind_data_rule *rule) {
    char id[64];
    bool twin = ind_rule_find(ind_str_of(rule->id)) != NULL;
    snprintf(id, sizeof id, "%s%s", twin ? data_stage : "", rule->id);
    ind_json_text_or_null(json, "id", id);
    ind_json_text_or_null(json, "rule", rule->id);
    ind_json_text_or_null(json, "stage", "data");
    ind_json_text_or_null(json, "about", about_data);
    ind_json_text_or_null(json, "severity", rule->severity);
    ind_json_flag_member(json, "waivable", false);
    ind_json_text_or_null(json, "title", rule->title);
    ind_json_text_or_null(json, "why", rule->why);
    ind_json_text_or_null(json, "wrong", NULL);
    ind_json_text_or_null(json, "right", NULL);
}

static void print_json(void) {
    ind_buffer out = {0};
    ind_json_text json = {.text = &out};
    ind_json_open(&json, "[");
    for (size_t i = 0; i < ind_rule_count() + ind_data_rule_count(); i++) {
        ind_json_next(&json, "\n  ");
        ind_json_open(&json, "{");
        if (i < ind_rule_count())
            json_rule(&json, ind_rule_at(i));
        else
            json_data_rule(&json, ind_data_rule_at(i - ind_rule_count()));
        ind_json_close(&json, "}");
    }
    ind_json_close(&json, "\n]\n");
    fwrite(out.data, 1, out.length, stdout);
    ind_buffer_free(&out);
}

void cli_list_rules(const cli_options *options) {
    if (options->format != NULL && strcmp(options->format, "json") == 0)
        print_json();
    else
        print_list();
}

static void explain(const ind_check_rule *rule) {
    printf("%s (%s): %s\n\n", rule->id, severity(rule), rule->title);
    cli_print_wrapped(rule->why, 0, stdout);
    if (rule->wrong != NULL)
        printf("\nwrong:  %s\n", rule->wrong);
    if (rule->right != NULL)
        printf("%sright:  %s\n", rule->wrong == NULL ? "\n" : "", rule->right);
    if (ind_rule_waivable(rule))
        printf("\nIf the definition is right as it is, say so in it:\n"
               "  \"x-waive\": [ { \"rule\": \"%s\", \"at\": \"/a/json/pointer\", \"why\": \"...\" } ]\n",
               rule->id);
    else if (rule->stage != IND_RULE_TEST)
        printf("\nThis cannot be waived: %s.\n", stages[rule->stage]);
}

static void explain_data(const ind_data_rule *rule) {
    printf("%s (%s in data): %s\n\n", rule->id, rule->severity, rule->title);
    cli_print_wrapped(rule->why, 0, stdout);
}

ind_status cli_explain_rule(cli_session *session, const char *id) {
    bool of_data = strncmp(id, data_stage, sizeof data_stage - 1) == 0;
    const ind_check_rule *rule = of_data ? NULL : ind_rule_find(ind_str_of(id));
    const ind_data_rule *data = ind_data_rule_find(ind_str_of(of_data ? id + sizeof data_stage - 1 : id));
    if (rule == NULL && data == NULL) {
        const char *help = cli_closest(session->options.arena, "", ind_rule_nearest(ind_str_of(id), true));
        return cli_usage(session->diag, help != NULL ? help : "'indikator check --rules' lists the rules",
                         "no rule '%s'", id);
    }
    if (rule != NULL)
        explain(rule);
    if (rule != NULL && data != NULL)
        printf("\n");
    if (data != NULL)
        explain_data(data);
    return IND_OK;
}
