/* lint_labels.c - what stands on the figure: texts that nobody has written yet, a unit that the kind does not give. */
#include "definition/lint.h"

#include "base/letters.h"

#include <utf8proc.h>

/* ---- placeholders ---- */

static bool is_one_of(ind_str text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ind_str_is(text, words[i]))
            return true;
    return false;
}

/* Without blanks, brackets and full stops at its ends. */
static ind_str stripped(ind_str text) {
    static const char ends[] = " \t.:!<>[](){}*_\"'";
    while (text.length > 0 && strchr(ends, text.data[0]) != NULL)
        text = (ind_str){text.data + 1, text.length - 1};
    while (text.length > 0 && strchr(ends, text.data[text.length - 1]) != NULL)
        text.length--;
    return text;
}

static bool is_same_letter(ind_str text) { /* "x", "xxx", "--", "..." */
    for (size_t i = 1; i < text.length; i++)
        if (text.data[i] != text.data[0])
            return false;
    return true;
}

static bool has_begin(ind_str text, const char *word) {
    ind_str start = ind_str_of(word);
    return ind_str_starts(text, start) &&
           (text.length == start.length || strchr(" .:,;!-(", text.data[start.length]) != NULL);
}

static bool is_placeholder(ind_str written, bool version) {
    static const char *const words[] = {
        "ett",          "en",      "två",      "titel", "title", "namn",   "name",        "text",
        "test",         "testing", "ägare",    "owner", "källa", "source", "okänd",       "okänt",
        "unknown",      "n/a",     "na",       "none",  "null",  "saknas", "beskrivning", "description",
        "exempel",      "example", "asdf",     "foo",   "bar",   "foobar", "version",     "placeholder",
        "platshållare", "någon",   "somebody", "lorem", "…",     "–"};
    static const char *const begins[] = {"fyll i", "fyll",        "fill in",     "fill this in", "todo",
                                         "fixme",  "tbd",         "att fylla i", "ska fyllas i", "to be written",
                                         "to do",  "lorem ipsum", "xxx"};
    ind_buffer folded = {0};
    if (!ind_letters_map(written, UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE, &folded))
        return false;
    ind_str text = stripped(ind_buffer_str(&folded));
    bool found = text.length == 0 || is_same_letter(text) || is_one_of(text, words, sizeof words / sizeof *words);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        found |= has_begin(text, begins[i]);
    for (size_t i = 0; !found && i < text.length; i++) /* "Ny andel: fyll i vad som mäts" */
        found = text.data[i] == ':' && has_begin(stripped((ind_str){text.data + i, text.length - i}), "fyll i");
    if (version) { /* a number on its own is a version */
        bool digit = false;
        for (size_t i = 0; i < text.length; i++)
            digit |= text.data[i] >= '0' && text.data[i] <= '9';
        found = !digit;
    }
    ind_buffer_free(&folded);
    return found;
}

static void judge_text(ind_lint *lint, const char *key, const ind_json *value) {
    char shown[IND_SHOWN_TEXT];
    if (value != NULL && value->type == IND_JSON_TEXT && value->text.length > 0 &&
        is_placeholder(value->text, strcmp(key, "version") == 0))
        ind_lint_add(lint, "placeholder", ind_json_place(value), NULL,
                     "'%s' is a placeholder: nobody has written '%s' yet", ind_shown(value->text, shown), key);
}

static void judge_placeholders(ind_lint *lint) {
    static const char *const keys[] = {"title",   "description", "limitations", "source",
                                       "version", "owner",       "target_area", "indicator"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const ind_json *value = ind_json_get(lint->node, keys[k]);
        if (value == NULL)
            continue;
        judge_text(lint, keys[k], value);
        for (size_t i = 0; (value->type == IND_JSON_ARRAY || value->type == IND_JSON_OBJECT) && i < value->count; i++)
            judge_text(lint, keys[k], value->items[i]);
    }
}

/* ---- units ---- */

static bool has_unit(const char *units, ind_str unit) {
    for (const char *at = units; *at != '\0'; at += strcspn(at, "|") + 1)
        if (ind_str_equal((ind_str){at, strcspn(at, "|")}, unit))
            return true;
    return false;
}

static const char *listed(ind_arena *arena, const char *units) {
    const char *list = "";
    for (const char *at = units; *at != '\0'; at += strcspn(at, "|") + 1)
        list = ind_arena_format(arena, "%s%s'%.*s'", list, *list == '\0' ? "" : ", ", (int)strcspn(at, "|"), at);
    return ind_arena_format(arena, "units of this kind are %s", list);
}

static void judge_unit(ind_lint *lint) {
    const ind_kind_spec *kind = lint->measure->kind;
    const ind_param *unit = ind_lint_param(lint->measure, "unit");
    if (kind->values.what != NULL && !has_unit(kind->values.units, unit->text))
        ind_lint_add(lint, "unit_of_kind", ind_json_place(unit->node), listed(lint->arena, kind->values.units),
                     "the value is %s, and '%.*s' says something else", kind->values.what, IND_STR_ARGS(unit->text));
}

/* A mean of a length of time is in the unit that the function counts in. */
static void judge_time(ind_lint *lint) {
    static const struct {
        ind_operator op;
        const char *counts;
        bool days;
    } times[] = {{IND_OP_DAYS_BETWEEN, "days", true},
                 {IND_OP_MONTHS_BETWEEN, "months", false},
                 {IND_OP_MINUTES_BETWEEN, "minutes", false},
                 {IND_OP_AGE, "years", false}};
    const ind_lint_expr *value = ind_lint_find(lint, "value");
    const ind_param *unit = ind_lint_param(lint->measure, "unit");
    for (size_t i = 0; value != NULL && i < sizeof times / sizeof *times; i++) {
        const ind_node *root = &value->expr->nodes[value->expr->root];
        if (root->op == IND_OP_WIDEN)
            root = &value->expr->nodes[root->args[0]];
        bool says_days = ind_str_is(unit->text, "days");
        bool says_other = ind_str_is(unit->text, "persons") || ind_str_is(unit->text, "points");
        if (root->op == times[i].op && (times[i].days ? says_other : says_days || says_other))
            ind_lint_add(lint, "unit_of_kind", ind_json_place(unit->node), NULL, "the value counts %s, not '%.*s'",
                         times[i].counts, IND_STR_ARGS(unit->text));
    }
}

/* ---- what is plausible, in that unit ---- */

static double greatest_of(const ind_measure *measure) {
    const ind_kind_spec *kind = measure->kind;
    bool percent = ind_str_is(measure->unit, "percent");
    if (kind->values.greatest <= 0 || (percent && !kind->values.is_share && kind->values.greatest <= 1))
        return INFINITY;
    if (!kind->values.is_share)
        return kind->values.greatest;
    double factor = ind_unit_factor(measure);
    return factor > 1 ? factor : kind->values.greatest;
}

static void judge_value(ind_lint *lint, const ind_json *value, double greatest) {
    if (value == NULL || value->type != IND_JSON_NUMBER)
        return;
    if (value->number > greatest || value->number < 0)
        ind_lint_add(lint, "plausible_unit", ind_json_place(value), NULL, "%g is outside 0 to %g, where all values are",
                     value->number, greatest);
}

static void judge_plausible(ind_lint *lint) {
    double greatest = greatest_of(lint->measure);
    const ind_json *plausible = ind_json_get(lint->node, "plausible");
    if (!isfinite(greatest))
        return;
    judge_value(lint, ind_json_get(ind_json_get(lint->node, "target"), "value"), greatest);
    if (plausible == NULL || plausible->type != IND_JSON_ARRAY || plausible->count != 2)
        return;
    judge_value(lint, plausible->items[0], greatest);
    judge_value(lint, plausible->items[1], greatest);
    const ind_json *most = plausible->items[1];
    if (greatest >= 100 && most->type == IND_JSON_NUMBER && most->number <= 1 && most->number > 0)
        ind_lint_add(lint, "plausible_unit", ind_json_place(plausible), NULL,
                     "this looks like a part of 1, and the values are 0 to %g", greatest);
}

void ind_lint_labels(ind_lint *lint) {
    judge_placeholders(lint);
    if (lint->measure == NULL)
        return;
    judge_unit(lint);
    judge_plausible(lint);
}

/* After the expressions are listed. */
void ind_lint_units(ind_lint *lint) {
    judge_time(lint);
}
