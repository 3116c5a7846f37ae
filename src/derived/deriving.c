/* deriving.c - see deriving.h.
 *
 * Cells are found by period and split and codes: one more collection of cells without terms, whose numbers are those
 * of the report. */
#include "derived/deriving.h"
#include "base/date.h"
#include "base/vector.h"
#include "cells/cells.h"
#include "definition/definition.h"

#include <math.h>
#include <stdlib.h>

enum { KEYS = 1 + IND_MAX_CELL_GROUPS };

static void key_of(size_t split, const uint32_t *codes, size_t count, uint32_t key[KEYS]) {
    memset(key, 0, KEYS * sizeof *key);
    key[0] = (uint32_t)split;
    for (size_t g = 0; g < count; g++)
        key[1 + g] = codes[g];
}

static void take_days(ind_deriving *d) {
    const ind_report_measure *m = d->measure;
    d->from = ind_alloc_array(m->period_count + 1, sizeof *d->from);
    d->to = ind_alloc_array(m->period_count + 1, sizeof *d->to);
    for (size_t p = 0; p < m->period_count; p++)
        if (!ind_date_parse(m->periods[p].from, &d->from[p]) || !ind_date_parse(m->periods[p].to, &d->to[p]))
            d->from[p] = d->to[p] = IND_NULL_DATE;
}

static void take_areas(ind_deriving *d) {
    const ind_report_measure *m = d->measure;
    d->area_set = ind_alloc_array(m->group_count + 1, sizeof *d->area_set);
    for (size_t g = 0; g < m->group_count; g++) {
        d->area_set[g] = ind_alloc_array(m->groups[g].count, sizeof **d->area_set);
        for (size_t code = 0; code < m->groups[g].count; code++)
            d->area_set[g][code] = IND_NO_CELL;
        for (size_t s = m->compare.area_count; s-- > 0;) {
            const ind_report_areas *set = &m->compare.areas[s];
            for (size_t i = 0; ind_str_equal(set->group, m->groups[g].name) && i < (size_t)set->count; i++) {
                uint32_t code = ind_report_code(&m->groups[g], set->codes[i]);
                if (code > 0 && code < m->groups[g].count)
                    d->area_set[g][code] = (uint32_t)s;
            }
        }
    }
}

ind_deriving ind_deriving_open(ind_report *report, ind_report_measure *measure) {
    ind_deriving d = {.arena = ind_report_arena(report, 0), .report = report, .measure = measure};
    d.index = ind_cells_new(NULL, 0, KEYS);
    for (size_t cell = 0; cell < measure->cells.count; cell++) {
        uint32_t key[KEYS];
        size_t split = measure->cells.split[cell];
        key_of(split, measure->cells.codes + cell * measure->cells.most_groups, measure->splits[split].count, key);
        ind_cells_at(d.index, (int32_t)measure->cells.period[cell], key);
    }
    take_days(&d);
    take_areas(&d);
    return d;
}

void ind_deriving_close(ind_deriving *d) {
    for (size_t g = 0; g < d->measure->group_count; g++)
        free(d->area_set[g]);
    free(d->area_set);
    free(d->from);
    free(d->to);
    ind_cells_free(d->index);
}

uint32_t ind_deriving_find(const ind_deriving *d, size_t period, size_t split, const uint32_t *codes) {
    uint32_t key[KEYS];
    key_of(split, codes, d->measure->splits[split].count, key);
    return ind_cells_find(d->index, (int32_t)period, key);
}

const uint32_t *ind_deriving_codes(const ind_deriving *d, uint32_t cell) {
    return d->measure->cells.codes + (size_t)cell * d->measure->cells.most_groups;
}

bool ind_deriving_split(const ind_deriving *d, const uint16_t *groups, size_t count, size_t *split, size_t *order) {
    const ind_report_measure *m = d->measure;
    for (size_t s = 0; s < m->split_count; s++) {
        size_t found = 0;
        for (size_t i = 0; i < count && m->splits[s].count == count; i++)
            for (size_t g = 0; g < count; g++)
                if (m->splits[s].group[g] == groups[i]) {
                    order[i] = g;
                    found++;
                }
        if (m->splits[s].count == count && found == count) {
            *split = s;
            return true;
        }
    }
    return false;
}

/* ---- one cell ---- */

bool ind_may_be_judged(const ind_report_measure *measure, uint32_t cell) {
    enum {
        FORBIDS = IND_FLAG_PRELIMINARY | IND_FLAG_INCOMPLETE_LOOK_BACK | IND_FLAG_PARTIAL | IND_FLAG_IMPLAUSIBLE |
                  IND_FLAG_DATA_FINDINGS | IND_FLAG_SERIES_BREAK | IND_FLAG_UNWEIGHTED
    };
    unsigned flags = measure->cells.flags[cell] | measure->flags;
    return measure->cells.status[cell] == IND_CELL_OK && (flags & FORBIDS) == 0 && isfinite(measure->cells.value[cell]);
}

bool ind_limits_at(const ind_report_measure *measure, uint32_t cell, double level, ind_interval *out) {
    const ind_report_cells *c = &measure->cells;
    if (c->area_level != NULL && c->area_level[cell] == level) {
        *out = (ind_interval){c->area_low[cell], c->area_high[cell]};
        return true;
    }
    for (size_t i = 0; i < c->interval_count; i++)
        if (c->intervals[i].level == level && (c->has_intervals[cell] & 1u << i) != 0) {
            *out = (ind_interval){c->intervals[i].low[cell], c->intervals[i].high[cell]};
            return true;
        }
    return false;
}

double ind_count_behind(const ind_report_measure *measure, uint32_t cell, const char *name) {
    const ind_report_cells *c = &measure->cells;
    for (size_t i = 0; i < c->number_count; i++)
        if ((c->has_numbers[cell] & 1u << i) != 0 && ind_str_is(c->numbers[i].name, name))
            return c->numbers[i].value[cell];
    return NAN;
}

double ind_factor_of(const ind_report_measure *measure) {
    return ind_factor_of_unit(measure->unit);
}

bool ind_is_crude(const ind_report_measure *measure, uint32_t cell) {
    double events = ind_count_behind(measure, cell, "events"),
           population = ind_count_behind(measure, cell, "population");
    double crude = ind_factor_of(measure) * (events / population), value = measure->cells.value[cell];
    return population > 0 && fabs(crude - value) <= 1e-9 * (1 + fabs(value));
}

/* Answers that are F of a population have a variance of 1 - F times that of an endless one.  Of a share the effective
 * number has it: 1 - F times as much, then Wilson; other limits are so much further away. */
bool ind_limits_without_end(const ind_report_measure *measure, uint32_t cell, double level, ind_interval *out) {
    double part = ind_count_behind(measure, cell, "sampling_fraction"), value = measure->cells.value[cell],
           n = ind_count_behind(measure, cell, "n_effective"), factor = ind_factor_of(measure);
    if (!ind_limits_at(measure, cell, level, out))
        return false;
    if (isnan(part))
        return true;
    if (!(part >= 0 && part < 1))
        return false;
    if (!isnan(ind_count_behind(measure, cell, "numerator")) && n > 0) {
        n *= 1 - part;
        if (!ind_interval_wilson(n * value / factor, n, level, out))
            return false;
        *out = (ind_interval){factor * out->low, factor * out->high};
        return true;
    }
    double further = 1 / sqrt(1 - part);
    *out = (ind_interval){value - further * (value - out->low), value + further * (out->high - value)};
    return true;
}

bool ind_breaks_between(const ind_report_measure *measure, int32_t from, int32_t to) {
    for (size_t i = 0; i < measure->series_breaks.count; i++) {
        int32_t day;
        if (ind_date_parse(measure->series_breaks.items[i], &day) && day > from && day <= to)
            return true;
    }
    return false;
}
