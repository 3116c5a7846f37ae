/* charts.c - the series of a measure, each held against the rules of its chart.
 *
 * A point is a cell that may be judged, after the last break of the series.  What is left out is left out as if it had
 * not been: points are those that there are, in the order of time. */
#include "derived/deriving.h"

#include "base/date.h"
#include "base/vector.h"
#include "cells/calendar.h"
#include "cells/cells.h"
#include "indikator/signals.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    uint32_t *cells;
    size_t count, room;
} series;

typedef struct {
    ind_deriving *d;
    ind_report_chart *charts;
    size_t count, room;
    int32_t from, to; /* of the baseline */
    bool frozen;
} charting;

/* ---- which points ---- */

static bool is_wanted(const charting *c, uint32_t cell, ind_grain grain) {
    const ind_report_measure *m = c->d->measure;
    size_t period = m->cells.period[cell];
    if (!ind_str_is(m->periods[period].grain, ind_grain_name(grain)) || !ind_may_be_judged(m, cell))
        return false;
    for (size_t g = 0; g < m->splits[m->cells.split[cell]].count; g++)
        if (ind_deriving_codes(c->d, cell)[g] == 0)
            return false; /* of what is unknown there is no series */
    return true;
}

/* Those after the last break that lies in the periods of the grain, shown or not. */
static void cut_at_break(const ind_deriving *d, series *s) {
    const ind_report_measure *m = d->measure;
    ind_str grain = s->count == 0 ? IND_STR("") : m->periods[m->cells.period[s->cells[0]]].grain;
    int32_t until = IND_FIRST_DAY, last = IND_FIRST_DAY, day;
    size_t kept = 0;
    for (size_t p = 0; p < m->period_count; p++)
        if (ind_str_equal(m->periods[p].grain, grain) && d->to[p] > until)
            until = d->to[p];
    for (size_t i = 0; i < m->series_breaks.count; i++)
        if (ind_date_parse(m->series_breaks.items[i], &day) && day <= until && day > last)
            last = day;
    for (size_t i = 0; i < s->count; i++)
        if (d->from[m->cells.period[s->cells[i]]] >= last)
            s->cells[kept++] = s->cells[i];
    s->count = kept;
}

static bool is_of_baseline(const charting *c, uint32_t cell) {
    size_t period = c->d->measure->cells.period[cell];
    return !c->frozen || (c->d->from[period] >= c->from && c->d->to[period] <= c->to);
}

/* ---- numbers of a point ---- */

/* Of a p-chart: how many, and how many of them; an effective number where there is one. */
static bool share_of(const ind_report_measure *m, uint32_t cell, double *x, double *n) {
    double effective = ind_count_behind(m, cell, "n_effective"), part = ind_count_behind(m, cell, "sampling_fraction");
    effective *= isnan(part) ? 1 : 1 - part; /* as over time */
    bool sums = !isnan(ind_count_behind(m, cell, "rows")) || !isnan(ind_count_behind(m, cell, "published_rows"));
    *x = ind_count_behind(m, cell, "numerator");
    *n = ind_count_behind(m, cell, "denominator");
    if (isfinite(effective)) {
        *n = effective;
        *x = effective * m->cells.value[cell] / ind_factor_of(m);
    }
    return !sums && *x >= 0 && *n > 0 && *x <= *n;
}

static int compare_numbers(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of the baseline's points; NaN: there are fewer than 12. */
static double median_of(const charting *c, const series *s) {
    double *values = ind_alloc_array(s->count + 1, sizeof *values), median = NAN;
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (is_of_baseline(c, s->cells[i]))
            values[count++] = c->d->measure->cells.value[s->cells[i]];
    qsort(values, count, sizeof *values, compare_numbers);
    if (count >= IND_FEWEST_POINTS)
        median = values[(count - 1) / 2] + (values[count / 2] - values[(count - 1) / 2]) / 2;
    free(values);
    return median;
}

/* The common share of the baseline's points, times the factor of the unit. */
static double common_of(const charting *c, const series *s) {
    const ind_report_measure *m = c->d->measure;
    double xs = 0, ns = 0, x, n;
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (!is_of_baseline(c, s->cells[i]))
            continue;
        if (!share_of(m, s->cells[i], &x, &n))
            return NAN;
        xs += x;
        ns += n;
        count++;
    }
    return count >= IND_FEWEST_POINTS && xs > 0 && xs < ns ? ind_factor_of(m) * (xs / ns) : NAN;
}

/* ---- signals ---- */

typedef struct {
    ind_report_signal *items;
    size_t count;
} signals;

static void add_signal(const charting *c, signals *all, ind_signal rule, ind_str from, ind_str to) {
    if ((c->d->measure->signals.rules & 1u << rule) != 0)
        all->items[all->count++] = (ind_report_signal){(int)rule, from, to};
}

/* Limits of each point, and a signal for each that is beyond them. */
static bool set_limits(const charting *c, const series *s, ind_report_chart *chart, signals *all) {
    const ind_report_measure *m = c->d->measure;
    double factor = ind_factor_of(m), p = chart->centre / factor, x, n;
    double *low = ind_arena_alloc(c->d->arena, s->count * sizeof *low),
           *high = ind_arena_alloc(c->d->arena, s->count * sizeof *high);
    for (size_t i = 0; i < s->count; i++) {
        if (!share_of(m, s->cells[i], &x, &n))
            return false;
        double width = 3 * sqrt(p * (1 - p) / n);
        low[i] = factor * fmax(p - width, 0);
        high[i] = factor * fmin(p + width, 1);
        double value = factor * (x / n);
        if (value < low[i] || value > high[i])
            add_signal(c, all, IND_SIGNAL_BEYOND_LIMITS, chart->periods[i], chart->periods[i]);
    }
    chart->low = low;
    chart->high = high;
    return true;
}

static void set_runs(const charting *c, const series *s, ind_report_chart *chart, signals *all) {
    double *values = ind_alloc_array(s->count, sizeof *values);
    ind_run_chart runs;
    for (size_t i = 0; i < s->count; i++)
        values[i] = c->d->measure->cells.value[s->cells[i]];
    chart->has_runs = ind_run_chart_around(values, s->count, chart->centre, &runs);
    chart->useful = (int64_t)runs.useful;
    free(values);
    if (!chart->has_runs)
        return;
    chart->longest_run = (int64_t)runs.longest_run;
    chart->longest_run_limit = (int64_t)runs.longest_run_limit;
    chart->crossings = (int64_t)runs.crossings;
    chart->crossings_limit = (int64_t)runs.crossings_limit;
    if (runs.long_run)
        add_signal(c, all, IND_SIGNAL_LONG_RUN, chart->periods[runs.run_from], chart->periods[runs.run_to]);
    if (runs.few_crossings)
        add_signal(c, all, IND_SIGNAL_FEW_CROSSINGS, IND_STR(""), IND_STR(""));
}

/* ---- one chart ---- */

static void set_place(const charting *c, const series *s, ind_report_chart *chart) {
    const ind_report_measure *m = c->d->measure;
    const ind_report_split *split = &m->splits[m->cells.split[s->cells[0]]];
    ind_str *groups = ind_arena_alloc(c->d->arena, (split->count + 1) * sizeof *groups),
            *codes = ind_arena_alloc(c->d->arena, (split->count + 1) * sizeof *codes),
            *periods = ind_arena_alloc(c->d->arena, s->count * sizeof *periods);
    for (size_t g = 0; g < split->count; g++) {
        const ind_report_group *group = &m->groups[split->group[g]];
        groups[g] = group->name;
        codes[g] = group->values[ind_deriving_codes(c->d, s->cells[0])[g]];
    }
    for (size_t i = 0; i < s->count; i++)
        periods[i] = m->periods[m->cells.period[s->cells[i]]].label;
    chart->groups = groups;
    chart->codes = codes;
    chart->group_count = split->count;
    chart->periods = periods;
    chart->points = s->count;
}

/* False: there are too few points, or none of them differs from another. */
static bool make_chart(const charting *c, const series *s, ind_report_chart *chart) {
    bool p = c->d->measure->signals.p_chart;
    signals all = {.items = ind_arena_alloc(c->d->arena, (s->count + 2) * sizeof *all.items)};
    chart->centre = p ? common_of(c, s) : median_of(c, s);
    if (isnan(chart->centre))
        return false; /* there are fewer than 12 that it is of */
    set_place(c, s, chart);
    if (p && !set_limits(c, s, chart, &all))
        return false;
    set_runs(c, s, chart, &all);
    chart->signals = all.items;
    chart->signal_count = all.count;
    return p || chart->has_runs;
}

static void take_series(charting *c, series *s, ind_grain grain) {
    ind_report_chart chart = {.grain = ind_str_of(ind_grain_name(grain))};
    cut_at_break(c->d, s);
    if (s->count == 0)
        return;
    if (!make_chart(c, s, &chart)) {
        c->d->measure->signals.too_few++;
        return;
    }
    c->charts = ind_arena_grow(c->d->arena, c->charts, c->count, &c->room, sizeof chart);
    c->charts[c->count++] = chart;
}

static void chart_grain(charting *c, ind_grain grain) {
    enum { KEYS = 1 + IND_MAX_CELL_GROUPS };
    const ind_report_measure *m = c->d->measure;
    ind_cells *index = ind_cells_new(NULL, 0, KEYS);
    series *all = NULL;
    size_t count = 0, room = 0;
    for (uint32_t cell = 0; cell < m->cells.count; cell++) {
        uint32_t key[KEYS] = {m->cells.split[cell]};
        if (!is_wanted(c, cell, grain))
            continue;
        for (size_t g = 0; g < m->splits[m->cells.split[cell]].count; g++)
            key[1 + g] = ind_deriving_codes(c->d, cell)[g];
        size_t number = ind_cells_at(index, 0, key);
        if (number == count) {
            all = ind_grow(all, count, &room, sizeof *all);
            all[count++] = (series){0};
        }
        series *s = &all[number];
        s->cells = ind_grow(s->cells, s->count, &s->room, sizeof *s->cells);
        s->cells[s->count++] = cell;
    }
    for (size_t i = 0; i < count; i++) {
        take_series(c, &all[i], grain);
        free(all[i].cells);
    }
    free(all);
    ind_cells_free(index);
}

void ind_make_charts(ind_deriving *d) {
    ind_report_measure *m = d->measure;
    charting c = {.d = d};
    c.frozen = ind_date_parse(m->signals.from, &c.from) && ind_date_parse(m->signals.to, &c.to);
    m->signals.too_few = 0;
    for (int grain = 0; grain < IND_GRAINS; grain++)
        if ((m->signals.grains & 1u << grain) != 0)
            chart_grain(&c, (ind_grain)grain);
    m->charts = c.charts;
    m->chart_count = c.count;
}
