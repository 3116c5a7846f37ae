/* mutants.c - the changes that are tried on a definition, one at a time (docs/reference/coverage.md lists them).
 *
 * What decides who is counted is changed: clauses, numbers that are edges, policies, exclusions, codelists of
 * membership. Texts, intervals, disclosure and what a report says beside the figures are not. */
#include "base/date.h"
#include "cells/calendar.h"
#include "proof/prove.h"

#include <stdio.h>

const char *ind_mutant_words(ind_arena *arena, const ind_mutant *m) {
    if (m->to.length == 0)
        return ind_arena_format(arena, "without '%.*s'", IND_STR_ARGS(m->from));
    if (m->from.length == 0)
        return ind_arena_format(arena, "with '%.*s' added", IND_STR_ARGS(m->to));
    return ind_arena_format(arena, "'%.*s' instead of '%.*s'", IND_STR_ARGS(m->to), IND_STR_ARGS(m->from));
}

static bool is_wanted(const ind_mutants *m, const ind_json *node) {
    return node != NULL && (m->inherited || ind_written_in(node, m->proof->cases.definition));
}

static ind_json *value_like(ind_arena *arena, const ind_json *node, ind_json_type type, ind_str text) {
    ind_json *value = ind_arena_alloc(arena, sizeof *value);
    *value = *node;
    value->type = type;
    value->text = text;
    return value;
}

/* ---- clauses ---- */

typedef struct {
    ind_mutants *mutants;
    const ind_clause *clause;
} in_clause;

static void add_change(void *context, const ind_expr_change *change) {
    const in_clause *in = context;
    const ind_json *node = in->clause->node;
    ind_mutants_add(in->mutants,
                    (ind_mutant){.at = in->clause->pointer,
                                 .from = change->from,
                                 .to = change->to,
                                 .place = ind_clause_place(node, change->start, change->end),
                                 .change = {in->clause->pointer,
                                            value_like(in->mutants->arena, node, IND_JSON_TEXT, change->text), NULL}});
}

static void of_clauses(ind_mutants *m) {
    size_t count;
    const ind_clause *clauses = ind_clauses_of(m->arena, m->proof->measure, &count);
    for (size_t i = 0; i < count; i++) {
        in_clause in = {m, &clauses[i]};
        if (is_wanted(m, clauses[i].node))
            ind_expr_changes(m->arena, clauses[i].node->text, add_change, &in);
    }
}

/* ---- parameters ---- */

static void add_value(ind_mutants *m, const ind_param *param, ind_json_type type, ind_str to, double number) {
    ind_json *value = value_like(m->arena, param->node, type, to);
    value->number = number;
    const char *pointer = ind_pointer_of(m->arena, param->spec->path);
    bool truth = param->node->type == IND_JSON_TRUE || param->node->type == IND_JSON_FALSE;
    ind_str from = !truth ? param->node->text : ind_str_of(param->node->type == IND_JSON_TRUE ? "true" : "false");
    ind_mutants_add(m, (ind_mutant){.at = pointer,
                                    .from = from,
                                    .to = to,
                                    .place = ind_json_place(param->node),
                                    .unchecked = type == IND_JSON_NUMBER,
                                    .change = {pointer, value, NULL}});
}

/* One step of the last digit that is written: 1 for 30, 0.1 for 0.5. */
static void of_number(ind_mutants *m, const ind_param *param) {
    ind_str text = param->node->text;
    const char *point = memchr(text.data, '.', text.length);
    int decimals = point == NULL ? 0 : (int)(text.length - (size_t)(point - text.data) - 1);
    double step = 1;
    for (int i = 0; i < decimals; i++)
        step /= 10;
    for (int sign = -1; sign <= 1; sign += 2) {
        const char *to = ind_arena_format(m->arena, "%.*f", decimals, param->number + sign * step);
        double number = param->number + sign * step;
        bool moved = !ind_str_equal(ind_str_of(to), param->node->text);
        if (moved && number >= param->spec->low && number <= param->spec->high)
            add_value(m, param, IND_JSON_NUMBER, ind_str_of(to), number);
    }
}

static void of_choice(ind_mutants *m, const ind_param *param) {
    for (const char *at = param->spec->choices; at != NULL && *at != '\0';) {
        ind_str choice = {at, strcspn(at, "|")};
        if (!ind_str_equal(choice, param->text))
            add_value(m, param, IND_JSON_TEXT, choice, 0);
        at = at[choice.length] == '|' ? at + choice.length + 1 : NULL;
    }
}

static void of_boolean(ind_mutants *m, const ind_param *param) {
    bool now = param->node->type == IND_JSON_TRUE;
    add_value(m, param, now ? IND_JSON_FALSE : IND_JSON_TRUE, ind_str_of(now ? "false" : "true"), 0);
}

static ind_json *list_without(const ind_mutants *m, const ind_param *param, size_t index) {
    ind_json *fewer = value_like(m->arena, param->node, IND_JSON_ARRAY, IND_STR(""));
    fewer->items = ind_arena_alloc(m->arena, param->count * sizeof *fewer->items);
    fewer->count = 0;
    for (size_t k = 0; k < param->count; k++)
        if (k != index)
            fewer->items[fewer->count++] = param->node->items[k];
    return fewer;
}

/* Exclusions, one dropped at a time. */
static void of_rules(ind_mutants *m, const ind_param *param) {
    const char *pointer = ind_pointer_of(m->arena, param->spec->path);
    for (size_t i = 0; i < param->count; i++)
        ind_mutants_add(m, (ind_mutant){.at = ind_arena_format(m->arena, "%s/%zu", pointer, i),
                                        .from = param->rules[i].id,
                                        .place = ind_json_place(param->node->items[i]),
                                        .change = {pointer, list_without(m, param, i), NULL}});
}

/* Days of a list, one dropped at a time. */
static void of_days(ind_mutants *m, const ind_param *param) {
    const char *pointer = ind_pointer_of(m->arena, param->spec->path);
    for (size_t i = 0; param->count > 1 && i < param->count; i++)
        ind_mutants_add(m, (ind_mutant){.at = ind_arena_format(m->arena, "%s/%zu", pointer, i),
                                        .from = param->node->items[i]->text,
                                        .place = ind_json_place(param->node->items[i]),
                                        .change = {pointer, list_without(m, param, i), NULL}});
}

/* ---- the series ---- */

static ind_str months_later(const ind_mutants *m, int32_t day, int months) {
    char text[IND_DATE_TEXT];
    return ind_str_of(ind_arena_format(m->arena, "%s", ind_date_text(ind_add_months(day, months), text)));
}

/* The shortest period of the definition, in months: a day that moves by less may lie in the same one. */
static int step_of_series(const ind_mutants *m) {
    static const int months[IND_GRAINS] = {
        [IND_GRAIN_MONTH] = 1,     [IND_GRAIN_QUARTER] = 3,   [IND_GRAIN_TERTIAL] = 4,
        [IND_GRAIN_HALF_YEAR] = 6, [IND_GRAIN_ROLLING12] = 1, [IND_GRAIN_CUMULATIVE] = 1};
    int grains[IND_GRAINS], step = 12;
    size_t count = ind_calendar_grains(m->proof->measure, grains);
    for (size_t i = 0; i < count; i++)
        if (months[grains[i]] > 0 && months[grains[i]] < step)
            step = months[grains[i]];
    return step;
}

/* A period earlier or later. */
static void of_day(ind_mutants *m, const ind_param *param) {
    for (int sign = -1; sign <= 1; sign += 2)
        add_value(m, param, IND_JSON_TEXT, months_later(m, (int32_t)param->integer, sign * step_of_series(m)), 0);
}

static void of_break(ind_mutants *m, const ind_param *param, size_t index, ind_str day) {
    const char *pointer = ind_pointer_of(m->arena, param->spec->path);
    const ind_json *old = param->node->items[index];
    ind_json *list = value_like(m->arena, param->node, IND_JSON_ARRAY, IND_STR(""));
    list->items = ind_arena_alloc(m->arena, param->count * sizeof *list->items);
    list->count = param->count;
    memcpy(list->items, param->node->items, param->count * sizeof *list->items);
    list->items[index] = value_like(m->arena, old, IND_JSON_TEXT, day);
    ind_mutants_add(m, (ind_mutant){.at = ind_arena_format(m->arena, "%s/%zu", pointer, index),
                                    .from = old->text,
                                    .to = day,
                                    .place = ind_json_place(old),
                                    .change = {pointer, list, NULL}});
}

static void of_breaks(ind_mutants *m, const ind_param *param) {
    for (size_t i = 0; i < param->count; i++)
        for (int sign = -1; sign <= 1; sign += 2)
            of_break(m, param, i, months_later(m, param->days[i], sign * step_of_series(m)));
}

/* The interval is a statistic of what was counted, not a rule of counting. */
static bool is_policy(const ind_mutants *m, const ind_param *param) {
    size_t envelope;
    ind_envelope(&envelope);
    return (size_t)(param - m->proof->measure->params) >= envelope && strcmp(param->spec->path, "interval.method") != 0;
}

/* The periods and the series are said in the envelope, and decide which cells there are. */
static bool is_of(const ind_param *param, const char *object) {
    return strncmp(param->spec->path, object, strlen(object)) == 0;
}

static void of_param(ind_mutants *m, const ind_param *param) {
    switch (param->spec->type) {
    case IND_PARAM_INTEGER:
    case IND_PARAM_NUMBER:
        if (ind_is_edge(param) || is_of(param, "period."))
            of_number(m, param);
        break;
    case IND_PARAM_DAY:
        if (is_of(param, "series."))
            of_day(m, param);
        break;
    case IND_PARAM_DAYS: of_breaks(m, param); break;
    case IND_PARAM_CHOICE:
        if (is_policy(m, param))
            of_choice(m, param);
        break;
    case IND_PARAM_BOOLEAN:
        if (is_policy(m, param))
            of_boolean(m, param);
        break;
    case IND_PARAM_RULES: of_rules(m, param); break;
    case IND_PARAM_RELATIONS:
        of_rules(m, param);
        ind_mutants_of_relations(m, param);
        break;
    case IND_PARAM_LIMITS:
        for (size_t i = 0; i < param->count; i++)
            of_number(m, &param->limits[i]);
        break;
    case IND_PARAM_DATES: of_days(m, param); break;
    case IND_PARAM_LEVELS: ind_mutants_of_levels(m, param); break;
    case IND_PARAM_ITEMS: ind_mutants_of_items(m, param); break;
    case IND_PARAM_COLUMNS: ind_mutants_of_columns(m, param); break;
    default: break;
    }
}

void ind_mutants_of(ind_mutants *m) {
    of_clauses(m);
    for (size_t i = 0; i < m->proof->measure->param_count; i++)
        if (is_wanted(m, m->proof->measure->params[i].node))
            of_param(m, &m->proof->measure->params[i]);
    ind_mutants_of_codes(m);
}
