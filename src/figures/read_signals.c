/* read_signals.c - see read_signals.h. */
#include "figures/read_signals.h"
#include "cells/calendar.h"
#include "indikator/signals.h"

#include <math.h>

typedef ind_report_reader reader;

enum { TEXT = IND_JSON_AS_TEXT, NUMBER = IND_JSON_AS_NUMBER, LIST = IND_JSON_AS_ARRAY, OBJECT = IND_JSON_AS_OBJECT };

static const ind_json_key signals_keys[] = {{"chart", TEXT, true},
                                            {"grain", LIST, true},
                                            {"rules", LIST, true},
                                            {"baseline", OBJECT, false},
                                            {"too_few", NUMBER, true},
                                            {"charts", LIST, true},
                                            {0}};
static const ind_json_key days_keys[] = {{"from", TEXT, true}, {"to", TEXT, true}, {0}};
static const ind_json_key chart_keys[] = {{"grain", TEXT, true},          {"group", OBJECT, true},
                                          {"centre", NUMBER, true},       {"points", LIST, true},
                                          {"limits", LIST, false},        {"useful", NUMBER, true},
                                          {"longest_run", NUMBER, false}, {"longest_run_limit", NUMBER, false},
                                          {"crossings", NUMBER, false},   {"crossings_limit", NUMBER, false},
                                          {"signals", LIST, true},        {0}};
static const ind_json_key limit_keys[] = {{"low", NUMBER, true}, {"high", NUMBER, true}, {0}};
static const ind_json_key signal_keys[] = {{"rule", TEXT, true}, {"from", TEXT, false}, {"to", TEXT, false}, {0}};
static const ind_json_key funnel_keys[] = {
    {"centre", TEXT, true}, {"overdispersion", TEXT, true}, {"note", OBJECT, false}, {0}};
static const ind_json_key place_keys[] = {{"group", OBJECT, true},
                                          {"centre", NUMBER, true},
                                          {"size", NUMBER, true},
                                          {"limits", LIST, true},
                                          {"disagrees", IND_JSON_AS_BOOLEAN, false},
                                          {0}};
static const ind_json_key pair_keys[] = {
    {"level", NUMBER, true}, {"low", NUMBER, true}, {"high", NUMBER, true}, {"place", TEXT, true}, {0}};

static bool check(const reader *r, const ind_json *value, const ind_json_key *keys) {
    return ind_json_check_object(value, keys, IND_JSON_X_IS_ERROR, r->diag);
}

static bool wrong(const reader *r, const ind_json *at, const char *what) {
    ind_json_error(r->diag, ind_json_place(at), "cell_contradicts", NULL, "%s", what);
    return false;
}

static ind_str copy(const reader *r, ind_str text) {
    return text.length == 0 ? IND_STR("") : ind_arena_str(r->arena, text);
}

static ind_str text(const reader *r, const ind_json *object, const char *key) {
    return copy(r, ind_json_member_text(object, key));
}

static double number(const ind_json *object, const char *key) {
    const ind_json *value = ind_json_get(object, key);
    return value == NULL ? (double)NAN : value->number;
}

static int64_t whole(const reader *r, const ind_json *object, const char *key) {
    int64_t out = 0;
    if (ind_json_get(object, key) != NULL)
        ind_json_check_integer(ind_json_get(object, key), 0, INT64_C(1) << 52, r->diag, &out);
    return out;
}

static const ind_str *texts(const reader *r, const ind_json *list, size_t *count) {
    ind_str *out = ind_arena_alloc(r->arena, (list->count + 1) * sizeof *out);
    *count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (ind_json_check_type(list->items[i], TEXT, r->diag))
            out[(*count)++] = copy(r, list->items[i]->text);
    return out;
}

/* 1 << the place of each item among NAMES. */
static unsigned choices(const reader *r, const ind_json *list, const char *const *names) {
    unsigned out = 0;
    int choice;
    for (size_t i = 0; i < list->count; i++)
        if (ind_json_check_choice(list->items[i], names, r->diag, &choice))
            out |= 1u << choice;
    return out;
}

static const char *const *rule_names(const char *names[IND_SIGNAL_RULES + 1]) {
    for (int i = 0; i < IND_SIGNAL_RULES; i++)
        names[i] = ind_signal_name((ind_signal)i);
    names[IND_SIGNAL_RULES] = NULL;
    return names;
}

static const char *const *grain_names(const char *names[IND_GRAINS + 1]) {
    for (int i = 0; i < IND_GRAINS; i++)
        names[i] = ind_grain_name((ind_grain)i);
    names[IND_GRAINS] = NULL;
    return names;
}

/* ---- signals ---- */

static void read_group(const reader *r, const ind_json *group, ind_report_chart *out) {
    ind_str *groups = ind_arena_alloc(r->arena, (group->count + 1) * sizeof *groups),
            *codes = ind_arena_alloc(r->arena, (group->count + 1) * sizeof *codes);
    for (size_t i = 0; i < group->count; i++) {
        if (!ind_json_check_type(group->items[i], TEXT, r->diag))
            continue;
        groups[out->group_count] = copy(r, group->items[i]->key);
        codes[out->group_count++] = copy(r, group->items[i]->text);
    }
    out->groups = groups;
    out->codes = codes;
}

static void read_limits(const reader *r, const ind_json *list, ind_report_chart *out) {
    if (list == NULL)
        return;
    double *low = ind_arena_alloc(r->arena, (out->points + 1) * sizeof *low),
           *high = ind_arena_alloc(r->arena, (out->points + 1) * sizeof *high);
    if (list->count != out->points) {
        wrong(r, list, "each point has its limits");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (!check(r, list->items[i], limit_keys))
            continue;
        low[i] = number(list->items[i], "low");
        high[i] = number(list->items[i], "high");
    }
    out->low = low;
    out->high = high;
}

static void read_found(const reader *r, const ind_json *list, ind_report_chart *out) {
    const char *names[IND_SIGNAL_RULES + 1];
    ind_report_signal *all = ind_arena_alloc(r->arena, (list->count + 1) * sizeof *all);
    out->signals = all;
    rule_names(names);
    for (size_t i = 0; i < list->count; i++) {
        const ind_json *node = list->items[i];
        int rule;
        if (check(r, node, signal_keys) && ind_json_check_choice(ind_json_get(node, "rule"), names, r->diag, &rule))
            all[out->signal_count++] = (ind_report_signal){rule, text(r, node, "from"), text(r, node, "to")};
    }
}

static void read_chart(const reader *r, const ind_json *node, ind_report_chart *out) {
    const char *names[IND_GRAINS + 1];
    int grain;
    if (!check(r, node, chart_keys) ||
        !ind_json_check_choice(ind_json_get(node, "grain"), grain_names(names), r->diag, &grain))
        return;
    out->grain = ind_str_of(names[grain]);
    read_group(r, ind_json_get(node, "group"), out);
    out->centre = number(node, "centre");
    out->periods = texts(r, ind_json_get(node, "points"), &out->points);
    read_limits(r, ind_json_member(node, "limits", LIST), out);
    out->useful = whole(r, node, "useful");
    out->has_runs = ind_json_get(node, "longest_run") != NULL;
    out->longest_run = whole(r, node, "longest_run");
    out->longest_run_limit = whole(r, node, "longest_run_limit");
    out->crossings = whole(r, node, "crossings");
    out->crossings_limit = whole(r, node, "crossings_limit");
    read_found(r, ind_json_get(node, "signals"), out);
}

void ind_report_read_signals(const reader *r, const ind_json *node, ind_report_measure *m) {
    static const char *const charts[] = {"run", "p", NULL};
    const char *grains[IND_GRAINS + 1], *rules[IND_SIGNAL_RULES + 1];
    const ind_json *baseline = ind_json_member(node, "baseline", OBJECT);
    ind_report_signals *out = &m->signals;
    int chart;
    if (node == NULL || !check(r, node, signals_keys) ||
        !ind_json_check_choice(ind_json_get(node, "chart"), charts, r->diag, &chart) ||
        (baseline != NULL && !check(r, baseline, days_keys)))
        return;
    out->given = true;
    out->p_chart = chart == 1;
    out->grains = choices(r, ind_json_get(node, "grain"), grain_names(grains));
    out->rules = choices(r, ind_json_get(node, "rules"), rule_names(rules));
    out->from = text(r, baseline, "from");
    out->to = text(r, baseline, "to");
    out->too_few = whole(r, node, "too_few");
    const ind_json *list = ind_json_get(node, "charts");
    ind_report_chart *all = ind_arena_alloc(r->arena, (list->count + 1) * sizeof *all);
    for (size_t i = 0; i < list->count; i++)
        read_chart(r, list->items[i], &all[i]);
    m->charts = all;
    m->chart_count = list->count;
}

/* ---- funnels ---- */

void ind_report_read_funnel(const reader *r, const ind_json *node, ind_report_measure *out) {
    static const char *const centres[] = {"whole", NULL}, *const corrections[] = {"none", NULL};
    int choice;
    if (node == NULL)
        return;
    out->has_funnel = check(r, node, funnel_keys) &&
                      ind_json_check_choice(ind_json_get(node, "centre"), centres, r->diag, &choice) &&
                      ind_json_check_choice(ind_json_get(node, "overdispersion"), corrections, r->diag, &choice);
}

static bool read_pair(const reader *r, const ind_json *node, double level, double *low, double *high,
                      ind_funnel_place *place) {
    const char *names[IND_FUNNEL_PLACES + 1] = {0};
    int choice;
    for (int i = 0; i < IND_FUNNEL_PLACES; i++)
        names[i] = ind_funnel_place_name((ind_funnel_place)i);
    if (!check(r, node, pair_keys) || !ind_json_check_choice(ind_json_get(node, "place"), names, r->diag, &choice))
        return false;
    if (number(node, "level") != level)
        return wrong(r, node, "a funnel has limits of 0.95, then of 0.998");
    *low = number(node, "low");
    *high = number(node, "high");
    *place = (ind_funnel_place)choice;
    return true;
}

bool ind_report_read_place(const reader *r, ind_cells_read *cells, const ind_json *cell) {
    const ind_json *node = ind_json_get(cell, "funnel");
    ind_report_in_funnel one = {.cell = (uint32_t)(cells->measure.cells.count - 1)};
    if (node == NULL)
        return true;
    if (!check(r, node, place_keys))
        return false;
    const ind_json *group = ind_json_get(node, "group"), *limits = ind_json_get(node, "limits");
    if (group->count != 1 || !ind_json_check_type(group->items[0], TEXT, r->diag) || limits->count != 2)
        return wrong(r, node, "a funnel is of one whole, and has two pairs of limits");
    one.group = copy(r, group->items[0]->key);
    one.code = copy(r, group->items[0]->text);
    one.centre = number(node, "centre");
    one.size = number(node, "size");
    one.disagrees = ind_json_member_true(node, "disagrees");
    if (!read_pair(r, limits->items[0], 0.95, &one.low, &one.high, &one.place) ||
        !read_pair(r, limits->items[1], 0.998, &one.outer_low, &one.outer_high, &one.outer_place))
        return false;
    cells->funnel = ind_arena_grow(r->arena, cells->funnel, cells->funnel_count, &cells->funnel_room, sizeof one);
    cells->funnel[cells->funnel_count++] = one;
    return true;
}
