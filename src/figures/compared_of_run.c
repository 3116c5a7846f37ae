/* compared_of_run.c - see compared_of_run.h.
 *
 * Which areas a whole has may change with the years: a set is told once for all periods in which it is the same. */
#include "figures/compared_of_run.h"
#include "base/date.h"
#include "cells/area_count.h"
#include "definition/compared.h"
#include "indikator/signals.h"

#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    const ind_job *job;
    ind_report_measure *measure;
    ind_report_areas *sets;
    uint32_t **periods; /* of each set */
    size_t count, room, period_room;
    ind_str *codes; /* room for those of a whole */
} taking;

static ind_str copy(ind_arena *arena, ind_str text) {
    return text.length == 0 ? IND_STR("") : ind_arena_str(arena, text);
}

static bool has_codes(const ind_report_areas *set, const ind_str *codes, size_t count) {
    bool same = (size_t)set->count == count;
    for (size_t i = 0; same && i < count; i++)
        same = ind_str_equal(set->codes[i], codes[i]);
    return same;
}

static void add_period(taking *t, size_t set, uint32_t period) {
    ind_report_areas *areas = &t->sets[set];
    if (areas->period_count == 0)
        t->periods[set] = ind_arena_alloc(t->arena, t->job->calendar.count * sizeof(uint32_t));
    t->periods[set][areas->period_count++] = period;
    areas->periods = t->periods[set];
}

static size_t new_set(taking *t, const ind_report_areas *set) {
    t->sets = ind_arena_grow(t->arena, t->sets, t->count, &t->room, sizeof *t->sets);
    t->periods = ind_arena_grow(t->arena, t->periods, t->count, &t->period_room, sizeof *t->periods);
    ind_str *codes = ind_arena_alloc(t->arena, (size_t)set->count * sizeof *codes);
    for (size_t i = 0; i < (size_t)set->count; i++)
        codes[i] = copy(t->arena, t->codes[i]);
    t->sets[t->count] = *set;
    t->sets[t->count].codes = codes;
    return t->count++;
}

/* The areas of WHOLE in each period; FIRST: the first of its sets. */
static void take_whole(taking *t, const ind_group *part, const ind_group *whole_group, ind_str whole) {
    const ind_calendar *calendar = &t->job->calendar;
    size_t first = t->count;
    for (size_t p = 0; p < calendar->count; p++) {
        ind_days days = {calendar->items[p].from, calendar->items[p].to};
        size_t count = ind_area_count(part, whole, days, t->codes), set = first;
        if (count == 0)
            continue;
        while (set < t->count && !has_codes(&t->sets[set], t->codes, count))
            set++;
        if (set == t->count)
            set = new_set(t, &(ind_report_areas){.group = copy(t->arena, part->name),
                                                 .within = copy(t->arena, whole_group->name),
                                                 .whole = copy(t->arena, whole),
                                                 .count = (int64_t)count,
                                                 .level = ind_area_level(count)});
        add_period(t, set, (uint32_t)p);
    }
    if (t->count == first + 1 && t->sets[first].period_count == calendar->count)
        t->sets[first].period_count = 0;
}

static bool is_taken(const taking *t, ind_str group, ind_str whole) {
    for (size_t i = 0; i < t->count; i++)
        if (ind_str_equal(t->sets[i].group, group) && ind_str_equal(t->sets[i].whole, whole))
            return true;
    return false;
}

/* The wholes of the values that the report has of the group, in some period. */
static void take_group(taking *t, size_t number) {
    const ind_group *part = &t->job->measure->groups[number],
                    *whole_group = ind_measure_whole_group(t->job->measure, number);
    const ind_calendar *calendar = &t->job->calendar;
    for (size_t g = 0; whole_group != NULL && g < t->measure->group_count; g++) {
        const ind_report_group *group = &t->measure->groups[g];
        for (size_t code = 1; ind_str_equal(group->name, part->name) && code < group->count; code++)
            for (size_t p = 0; p < calendar->count; p++) {
                ind_days days = {calendar->items[p].from, calendar->items[p].to};
                ind_str whole = ind_area_whole_of(part, group->values[code], days);
                if (whole.length > 0 && !is_taken(t, part->name, whole))
                    take_whole(t, part, whole_group, whole);
            }
    }
}

static void take_areas(ind_arena *arena, const ind_job *job, ind_report_measure *out) {
    taking t = {.arena = arena, .job = job, .measure = out};
    for (size_t g = 0; g < job->measure->group_count; g++) {
        const ind_codelist *list = job->measure->groups[g].codelist;
        if (list == NULL)
            continue;
        t.codes = ind_alloc_array(ind_codelist_count(list) + 1, sizeof *t.codes);
        take_group(&t, g);
        free(t.codes);
    }
    out->compare.areas = t.sets;
    out->compare.area_count = t.count;
}

static void take_sex(ind_arena *arena, const ind_measure *measure, ind_report_compare *out) {
    ind_str codes[2];
    int group = ind_measure_sex_group(measure, codes);
    if (group < 0)
        return;
    out->sex_group = copy(arena, measure->groups[group].name);
    out->sex_first = copy(arena, codes[0]);
    out->sex_second = copy(arena, codes[1]);
}

static void take_signals(ind_arena *arena, const ind_measure *m, ind_report_signals *out) {
    static const ind_grain grains[] = {IND_GRAIN_MONTH, IND_GRAIN_QUARTER, IND_GRAIN_YEAR}; /* as the choices are */
    const ind_param *chart = ind_measure_param(m, "signals.chart"), *grain = ind_measure_param(m, "signals.grain"),
                    *rules = ind_measure_param(m, "signals.rules");
    if (chart->node == NULL)
        return;
    out->given = true;
    out->p_chart = ind_param_is(chart, "p");
    for (size_t i = 0; i < grain->count; i++)
        out->grains |= 1u << grains[grain->choices[i]];
    for (size_t i = 0; i < rules->count; i++)
        out->rules |= 1u << rules->choices[i];
    if (rules->node == NULL)
        out->rules = 1u << IND_SIGNAL_LONG_RUN | 1u << IND_SIGNAL_FEW_CROSSINGS;
    out->from = copy(arena, ind_measure_param(m, "signals.baseline.from")->text);
    out->to = copy(arena, ind_measure_param(m, "signals.baseline.to")->text);
}

void ind_report_take_compare(ind_arena *arena, const ind_run_options *options, const ind_job *job,
                             ind_report_measure *out) {
    const ind_measure *m = job->measure;
    ind_report_compare *compare = &out->compare;
    compare->with = ind_measure_compares(m, options->compare, options->compare_count);
    take_signals(arena, m, &out->signals);
    out->has_funnel = ind_measure_param(m, "funnel.centre")->node != NULL;
    if ((compare->with & 1u << IND_WITH_WHOLE) != 0 || out->has_funnel)
        take_areas(arena, job, out);
    if (compare->with == 0)
        return;
    compare->ratio = ind_param_is(ind_measure_param(m, "compare.measure"), "ratio");
    compare->least_difference = ind_measure_param(m, "compare.least_difference")->number;
    compare->published = copy(arena, ind_measure_param(m, "compare.published")->text);
    if ((compare->with & 1u << IND_WITH_SEX) != 0)
        take_sex(arena, m, compare);
}
