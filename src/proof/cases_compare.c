/* cases_compare.c - the cells and the flow of a run beside those that a test case expects. */
#include "base/number.h"
#include "proof/cases.h"

#include <math.h>
#include <stdio.h>
#include <xxhash.h>

static bool same_cell(const ind_cell_result *r, const ind_json *group, ind_str period) {
    size_t count = group == NULL ? 0 : group->count;
    if (!ind_str_is(period, r->period) || count != r->group_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t g = 0; g < r->group_count; g++)
            found |= ind_str_equal(r->group_name[g], group->items[i]->key) &&
                     ind_str_equal(r->group_value[g], group->items[i]->text);
        if (!found)
            return false;
    }
    return true;
}

static void put_place(ind_buffer *report, const ind_json *expected) {
    const ind_json *group = ind_json_get(expected, "group");
    ind_place place = ind_json_place(expected);
    ind_buffer_format(report, "    %s:%llu:%u: %.*s", place.file, (unsigned long long)place.line, place.column,
                      IND_STR_ARGS(ind_json_member_text(expected, "period")));
    for (size_t i = 0; group != NULL && i < group->count; i++)
        ind_buffer_format(report, " %.*s=%.*s", IND_STR_ARGS(group->items[i]->key),
                          group->items[i]->type == IND_JSON_NULL ? 1 : (int)group->items[i]->text.length,
                          group->items[i]->type == IND_JSON_NULL ? "?" : group->items[i]->text.data);
}

/* One line of the table "what, expected, actual". */
static void put_line(ind_buffer *report, ind_str what, ind_str expected, const char *actual) {
    ind_buffer_format(report, "      %-32.*s expected %-12.*s actual %s\n", IND_STR_ARGS(what), IND_STR_ARGS(expected),
                      actual);
}

/* The first difference of a cell says which cell it is. */
static void differs(ind_cases *c, const ind_json *cell, ind_str what, ind_str expected, const char *actual) {
    if (c->told != cell) {
        put_place(&c->report, cell);
        ind_buffer_text(&c->report, "\n");
    }
    c->told = cell;
    put_line(&c->report, what, expected, actual);
}

static int decimals_of(ind_str number) {
    size_t point = 0;
    while (point < number.length && number.data[point] != '.')
        point++;
    return point == number.length ? 0 : (int)(number.length - point - 1);
}

/* A number given with k decimals agrees if the actual one rounds to it; null agrees with "not defined". */
static void compare_number(ind_cases *c, const ind_json *cell, ind_str what, const ind_json *expected, double actual) {
    char mine[IND_NUMBER_TEXT], theirs[IND_NUMBER_TEXT], full[IND_NUMBER_TEXT];
    const char *shown = isfinite(actual) ? ind_number_text(actual, full) : "null";
    if (expected->type == IND_JSON_NULL) {
        if (isfinite(actual))
            differs(c, cell, what, IND_STR("null"), shown);
        return;
    }
    int decimals = decimals_of(expected->text);
    bool same = expected->type == IND_JSON_NUMBER && isfinite(actual) &&
                strcmp(ind_number_fixed(actual, decimals, '.', mine),
                       ind_number_fixed(expected->number, decimals, '.', theirs)) == 0;
    if (!same)
        differs(c, cell, what, expected->text, shown);
}

static bool find_number(const ind_outcome *out, ind_str name, double *value) {
    for (size_t i = 0; i < out->number_count; i++)
        if (ind_str_is(name, out->numbers[i].name)) {
            *value = out->numbers[i].value;
            return true;
        }
    return false;
}

static void compare_also(ind_cases *c, const ind_json *cell, const ind_json *also, const ind_outcome *out) {
    for (size_t i = 0; i < also->count; i++) {
        double value = NAN;
        for (size_t k = 0; k < out->also_count; k++)
            if (ind_str_is(also->items[i]->key, out->also[k].name))
                value = out->also[k].value;
        compare_number(c, cell, also->items[i]->key, also->items[i], value);
    }
}

static const char *flag_names(ind_cases *c, unsigned flags) {
    const char *text = "", *flag;
    for (size_t i = 0; (flag = ind_flag_name(flags, i)) != NULL; i++)
        text = i == 0 ? flag : ind_arena_format(c->arena, "%s,%s", text, flag);
    return text;
}

static void compare_flags(ind_cases *c, const ind_json *cell, const ind_json *flags, const ind_cell_result *result) {
    ind_buffer expected = {0};
    for (size_t i = 0; i < flags->count; i++)
        ind_buffer_format(&expected, "%s%.*s", i == 0 ? "" : ",", IND_STR_ARGS(flags->items[i]->text));
    const char *actual = flag_names(c, result->flags);
    if (!ind_str_is(ind_buffer_str(&expected), actual))
        differs(c, cell, IND_STR("flags"), ind_buffer_str(&expected), *actual == '\0' ? "none" : actual);
    ind_buffer_free(&expected);
}

static void compare_text(ind_cases *c, const ind_json *cell, const ind_json *item, ind_str actual) {
    if (!ind_str_equal(item->text, actual))
        differs(c, cell, item->key, item->text,
                actual.length == 0 ? "none" : ind_arena_format(c->arena, "%.*s", IND_STR_ARGS(actual)));
}

static void compare_cell(ind_cases *c, const ind_json *cell, const ind_cell_result *result) {
    const ind_json *status = ind_json_member(cell, "status", IND_JSON_AS_TEXT);
    ind_str wanted = status == NULL ? IND_STR("ok") : status->text;
    const char *actual = ind_cell_status_name(result->status);
    if (!ind_str_is(wanted, actual))
        differs(c, cell, IND_STR("status"), wanted, actual);
    for (size_t i = 0; i < cell->count; i++) {
        const ind_json *item = cell->items[i];
        double value;
        if (ind_str_is(item->key, "period") || ind_str_is(item->key, "group") || ind_str_is(item->key, "status"))
            continue;
        if (ind_str_is(item->key, "value"))
            compare_number(c, cell, item->key, item, result->outcome.value);
        else if (ind_str_is(item->key, "level"))
            compare_text(c, cell, item, result->level);
        else if (ind_str_is(item->key, "reason"))
            compare_text(c, cell, item, ind_str_of(ind_cell_reason_name(result->reason)));
        else if (ind_str_is(item->key, "no_interval"))
            compare_text(c, cell, item, ind_str_of(ind_interval_reason_name(result->outcome.no_interval)));
        else if (ind_str_is(item->key, "also") && item->type == IND_JSON_OBJECT)
            compare_also(c, cell, item, &result->outcome);
        else if (ind_str_is(item->key, "flags") && item->type == IND_JSON_ARRAY)
            compare_flags(c, cell, item, result);
        else if (find_number(&result->outcome, item->key, &value))
            compare_number(c, cell, item->key, item, value);
        else if (result->outcome.number_count == 0 && item->type == IND_JSON_NUMBER && item->number == 0)
            continue; /* nothing counted */
        else
            differs(c, cell, item->key, item->text, "not there");
    }
}

static bool find_cell(const ind_report_measure *measure, const ind_json *group, ind_str period, ind_cell_result *out) {
    for (size_t row = 0; row < measure->cells.count; row++) {
        ind_report_cell(measure, row, out);
        if (same_cell(out, group, period))
            return true;
    }
    return false;
}

static void compare_cells(ind_cases *c, const ind_json *expect, const ind_report_measure *measure) {
    for (size_t i = 0; expect != NULL && i < expect->count; i++) {
        const ind_json *cell = expect->items[i], *group = ind_json_member(cell, "group", IND_JSON_AS_OBJECT);
        ind_cell_result found;
        if (find_cell(measure, group, ind_json_member_text(cell, "period"), &found)) {
            compare_cell(c, cell, &found);
            continue;
        }
        put_place(&c->report, cell);
        ind_buffer_text(&c->report,
                        ": there is no such cell (period, or groups that are no split of the definition)\n");
    }
}

static void compare_flow(ind_cases *c, const ind_json *flow, const ind_flow *actual) {
    for (size_t i = 0; flow != NULL && i < flow->count; i++) {
        const ind_json *step = flow->items[i];
        size_t count;
        const ind_flow_step *found = ind_flow_named(actual, step->key, &count);
        if ((count == 1 || (count == 0 && c->trying)) && step->number == (count == 1 ? (double)found->n : 0))
            continue;
        char number[32];
        snprintf(number, sizeof number, "%lld", count == 1 ? (long long)found->n : 0);
        if (c->told != flow) {
            ind_place place = ind_json_place(step);
            ind_buffer_format(&c->report, "    %s:%llu:%u: flow\n", place.file, (unsigned long long)place.line,
                              place.column);
        }
        c->told = flow;
        if (count > 1) {
            ind_buffer_format(&c->report,
                              "      %.*s: the flow has %zu steps of that name: write 'rule:%s' or 'built_in:%s'\n",
                              IND_STR_ARGS(step->key), count, found->id, found->id);
            continue;
        }
        put_line(&c->report, step->key, step->text, count == 1 ? number : "not there");
    }
}

void ind_cases_compare(ind_cases *c, const ind_json *expect, const ind_json *flow, ind_run *run) {
    ind_report *report = ind_run_report(run);
    c->told = NULL;
    compare_cells(c, expect, &report->measures[0]);
    ind_report_free(report);
    compare_flow(c, flow, &run->jobs[0].counter.flow);
}

/* ---- figures as one number ---- */

static void hash_number(XXH3_state_t *state, double value) {
    XXH3_64bits_update(state, &value, sizeof value);
}

static void hash_cell(const ind_cell_result *r, XXH3_state_t *state) {
    XXH3_64bits_update(state, r->period, strlen(r->period) + 1);
    for (size_t g = 0; g < r->group_count; g++) {
        hash_number(state, (double)r->group_value[g].length);
        XXH3_64bits_update(state, r->group_value[g].data, r->group_value[g].length);
    }
    hash_number(state, (double)r->status);
    hash_number(state, (double)r->flags);
    XXH3_64bits_update(state, r->level.data, r->level.length);
    hash_number(state, isnan(r->outcome.value) ? -1e300 : r->outcome.value);
    for (size_t i = 0; i < r->outcome.number_count; i++)
        hash_number(state, isnan(r->outcome.numbers[i].value) ? -1e300 : r->outcome.numbers[i].value);
    for (size_t i = 0; i < r->outcome.also_count; i++)
        hash_number(state, isnan(r->outcome.also[i].value) ? -1e300 : r->outcome.also[i].value);
}

uint64_t ind_cases_figures(ind_run *run) {
    if (run == NULL)
        return 0;
    XXH3_state_t *state = XXH3_createState();
    if (state == NULL)
        ind_out_of_memory();
    XXH3_64bits_reset(state);
    ind_report *report = ind_run_report(run);
    for (size_t row = 0; row < report->measures[0].cells.count; row++) {
        ind_cell_result cell;
        ind_report_cell(&report->measures[0], row, &cell);
        hash_cell(&cell, state);
    }
    ind_report_free(report);
    const ind_flow *flow = &run->jobs[0].counter.flow;
    for (size_t i = 0; i < flow->count; i++)
        hash_number(state, (double)flow->items[i].n);
    uint64_t hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return hash;
}
