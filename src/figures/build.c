/* build.c - cells as they come become columns.
 *
 * Cells of one split come together and have mostly the same numbers, so that a name is found at the place where it was
 * last time; what only some cells have gets a column too, and a bit says who has it. */
#include "figures/build.h"
#include "base/dict.h"
#include "cells/cells.h"

#include <math.h>
#include <stdlib.h>

_Static_assert(IND_MAX_NUMBERS <= 16 && IND_MAX_LEVELS <= 8 && IND_MAX_ALSO <= 8, "each has a bit");

/* ---- names ---- */

const char *ind_report_class_name(ind_report_class report_class) {
    static const char *const names[] = {"internal", "shard", "public"};
    return names[report_class];
}

const char *ind_report_state_name(ind_report_state state) {
    static const char *const names[] = {"computed", "not_computed", "skipped", "open"};
    return names[state];
}

/* ---- the report ---- */

ind_report *ind_report_new(size_t arenas) {
    ind_report *report = ind_alloc(sizeof *report);
    report->arenas = ind_alloc_array(arenas, sizeof(ind_arena *));
    report->arena_count = arenas;
    return report;
}

ind_arena *ind_report_arena(ind_report *report, size_t number) {
    if (report->arenas[number] == NULL)
        report->arenas[number] = ind_arena_new();
    return report->arenas[number];
}

static void free_cells(ind_report_cells *cells) {
    free(cells->period);
    free(cells->split);
    free(cells->codes);
    free(cells->status);
    free(cells->reason);
    free(cells->no_interval);
    free(cells->level);
    free(cells->flags);
    free(cells->value);
    free(cells->base);
    free(cells->has_numbers);
    free(cells->has_intervals);
    free(cells->has_also);
    free(cells->area_level);
    free(cells->area_low);
    free(cells->area_high);
    for (size_t i = 0; i < cells->number_count; i++)
        free(cells->numbers[i].value);
    for (size_t i = 0; i < cells->interval_count; i++) {
        free(cells->intervals[i].low);
        free(cells->intervals[i].high);
    }
    for (size_t i = 0; i < cells->also_count; i++) {
        free(cells->also[i].value);
        free(cells->also[i].low);
        free(cells->also[i].high);
    }
    free(cells->numbers);
    free(cells->intervals);
    free(cells->also);
}

void ind_report_measure_free(ind_report_measure *measure) {
    free_cells(&measure->cells);
    ind_cells_free(measure->term_values);
    for (size_t g = 0; g < measure->group_count; g++)
        ind_dict_free(measure->groups[g].number);
}

uint32_t ind_report_code(const ind_report_group *group, ind_str value) {
    return ind_dict_find(group->number, value);
}

void ind_report_free(ind_report *report) {
    if (report == NULL)
        return;
    for (size_t i = 0; i < report->measure_count; i++)
        ind_report_measure_free(&report->measures[i]);
    for (size_t i = 0; i < report->arena_count; i++)
        ind_arena_free(report->arenas[i]);
    free(report->arenas);
    free(report);
}

/* ---- periods, groups, splits ---- */

size_t ind_report_add_period(ind_report_builder *b, ind_report_period period) {
    ind_report_measure *m = b->measure;
    m->periods = ind_arena_grow(b->arena, m->periods, m->period_count, &b->period_room, sizeof *m->periods);
    m->periods[m->period_count] = period;
    return m->period_count++;
}

static size_t find_group(ind_report_builder *b, ind_str name) {
    ind_report_measure *m = b->measure;
    for (size_t g = 0; g < m->group_count; g++)
        if (ind_str_equal(m->groups[g].name, name))
            return g;
    m->groups = ind_arena_grow(b->arena, m->groups, m->group_count, &b->group_room, sizeof *m->groups);
    ind_report_group *group = &m->groups[m->group_count];
    *group = (ind_report_group){.name = ind_arena_str(b->arena, name), .count = 1, .capacity = 16};
    group->values = ind_arena_alloc(b->arena, group->capacity * sizeof(ind_str));
    group->labels = ind_arena_alloc(b->arena, group->capacity * sizeof(ind_str));
    group->number = ind_dict_new();
    return m->group_count++;
}

static bool is_split(const ind_report_measure *m, size_t split, const ind_str *names, size_t count) {
    if (m->splits[split].count != count)
        return false;
    for (size_t g = 0; g < count; g++)
        if (!ind_str_equal(m->groups[m->splits[split].group[g]].name, names[g]))
            return false;
    return true;
}

size_t ind_report_add_split(ind_report_builder *b, const ind_str *names, size_t count) {
    ind_report_measure *m = b->measure;
    for (size_t s = 0; s < m->split_count; s++)
        if (is_split(m, s, names, count))
            return s;
    ind_report_split split = {.count = count};
    for (size_t g = 0; g < count; g++)
        split.group[g] = (uint16_t)find_group(b, names[g]);
    m->splits = ind_arena_grow(b->arena, m->splits, m->split_count, &b->split_room, sizeof split);
    m->splits[m->split_count] = split;
    return m->split_count++;
}

static void grow_group(ind_report_builder *b, ind_report_group *group) {
    size_t room = 2 * group->capacity;
    ind_str *values = ind_arena_alloc(b->arena, room * sizeof *values);
    ind_str *labels = ind_arena_alloc(b->arena, room * sizeof *labels);
    memcpy(values, group->values, group->count * sizeof *values);
    memcpy(labels, group->labels, group->count * sizeof *labels);
    group->values = values;
    group->labels = labels;
    group->capacity = room;
}

static uint32_t code_of(ind_report_builder *b, ind_report_group *group, ind_str value, ind_str label) {
    if (value.length == 0)
        return 0;
    uint32_t code = ind_dict_add(group->number, value);
    if (code < group->count)
        return code;
    if (group->count == group->capacity)
        grow_group(b, group);
    group->values[code] = ind_arena_str(b->arena, value);
    group->labels[code] = ind_arena_str(b->arena, label);
    group->count++;
    return code;
}

/* ---- columns ---- */

static void *longer(void *column, size_t capacity, size_t size) {
    return ind_realloc(column, capacity * size);
}

static void grow_cells(ind_report_cells *c) {
    c->capacity = c->capacity == 0 ? 64 : 2 * c->capacity;
    c->period = longer(c->period, c->capacity, sizeof *c->period);
    c->split = longer(c->split, c->capacity, sizeof *c->split);
    c->codes = longer(c->codes, c->capacity * c->most_groups, sizeof *c->codes);
    c->status = longer(c->status, c->capacity, sizeof *c->status);
    c->reason = longer(c->reason, c->capacity, sizeof *c->reason);
    c->no_interval = longer(c->no_interval, c->capacity, sizeof *c->no_interval);
    c->flags = longer(c->flags, c->capacity, sizeof *c->flags);
    c->level = longer(c->level, c->capacity, sizeof *c->level);
    c->value = longer(c->value, c->capacity, sizeof *c->value);
    c->base = longer(c->base, c->capacity, sizeof *c->base);
    c->has_numbers = longer(c->has_numbers, c->capacity, sizeof *c->has_numbers);
    c->has_intervals = longer(c->has_intervals, c->capacity, 1);
    c->has_also = longer(c->has_also, c->capacity, 1);
    if (c->area_level != NULL) {
        c->area_level = longer(c->area_level, c->capacity, sizeof(double));
        c->area_low = longer(c->area_low, c->capacity, sizeof(double));
        c->area_high = longer(c->area_high, c->capacity, sizeof(double));
    }
    for (size_t i = 0; i < c->number_count; i++)
        c->numbers[i].value = longer(c->numbers[i].value, c->capacity, sizeof(double));
    for (size_t i = 0; i < c->interval_count; i++) {
        c->intervals[i].low = longer(c->intervals[i].low, c->capacity, sizeof(double));
        c->intervals[i].high = longer(c->intervals[i].high, c->capacity, sizeof(double));
    }
    for (size_t i = 0; i < c->also_count; i++) {
        c->also[i].value = longer(c->also[i].value, c->capacity, sizeof(double));
        c->also[i].low = longer(c->also[i].low, c->capacity, sizeof(double));
        c->also[i].high = longer(c->also[i].high, c->capacity, sizeof(double));
    }
}

/* Cells of a split with more groups than those before need longer rows of codes. */
static void widen_codes(ind_report_cells *c, size_t groups) {
    uint32_t *wide = ind_alloc_array(c->capacity * groups + 1, sizeof *wide);
    for (size_t i = 0; i < c->count + c->hidden; i++)
        if (c->most_groups > 0)
            memcpy(wide + i * groups, c->codes + i * c->most_groups, c->most_groups * sizeof *wide);
    free(c->codes);
    c->codes = wide;
    c->most_groups = groups;
}

static double *column_of(const ind_report_cells *c) {
    return ind_alloc_unset(c->capacity, sizeof(double));
}

static size_t number_column(ind_report_builder *b, const ind_number *number, size_t guess) {
    ind_report_cells *c = &b->measure->cells;
    ind_str name = ind_str_of(number->name);
    if (guess < c->number_count && ind_str_equal(c->numbers[guess].name, name))
        return guess;
    for (size_t i = 0; i < c->number_count; i++)
        if (ind_str_equal(c->numbers[i].name, name))
            return i;
    c->numbers = ind_realloc(c->numbers, (c->number_count + 1) * sizeof *c->numbers);
    c->numbers[c->number_count] = (ind_report_number){ind_arena_str(b->arena, name), true, column_of(c)};
    return c->number_count++;
}

static size_t interval_column(ind_report_cells *c, double level) {
    for (size_t i = 0; i < c->interval_count; i++)
        if (c->intervals[i].level == level)
            return i;
    c->intervals = ind_realloc(c->intervals, (c->interval_count + 1) * sizeof *c->intervals);
    c->intervals[c->interval_count] = (ind_report_interval){level, column_of(c), column_of(c)};
    return c->interval_count++;
}

static size_t also_column(ind_report_builder *b, const ind_also *also) {
    ind_report_cells *c = &b->measure->cells;
    ind_str name = ind_str_of(also->name);
    for (size_t i = 0; i < c->also_count; i++)
        if (ind_str_equal(c->also[i].name, name))
            return i;
    c->also = ind_realloc(c->also, (c->also_count + 1) * sizeof *c->also);
    c->also[c->also_count] = (ind_report_also){ind_arena_str(b->arena, name), column_of(c), column_of(c), column_of(c)};
    return c->also_count++;
}

/* ---- cells ---- */

static void add_numbers(ind_report_builder *b, size_t row, const ind_outcome *out) {
    ind_report_cells *c = &b->measure->cells;
    unsigned has = 0;
    for (size_t i = 0; i < out->number_count; i++) {
        size_t column = number_column(b, &out->numbers[i], i);
        c->numbers[column].value[row] = out->numbers[i].value;
        c->numbers[column].whole &= out->numbers[i].whole;
        has |= 1u << column;
    }
    c->has_numbers[row] = (uint16_t)has;
}

/* An interval without limits is none. */
static void add_intervals(ind_report_cells *c, size_t row, const ind_outcome *out, const double *levels,
                          size_t level_count) {
    unsigned has = 0;
    for (size_t i = 0; i < level_count; i++) {
        if (!out->has_interval[i] || !isfinite(out->intervals[i].low) || !isfinite(out->intervals[i].high))
            continue;
        size_t column = interval_column(c, levels[i]);
        c->intervals[column].low[row] = out->intervals[i].low;
        c->intervals[column].high[row] = out->intervals[i].high;
        has |= 1u << column;
    }
    c->has_intervals[row] = (uint8_t)has;
}

/* The columns come with the first cell that has one. */
static void add_area_interval(ind_report_cells *c, size_t row, const ind_outcome *out) {
    if (c->area_level == NULL && out->area_level == 0)
        return;
    if (c->area_level == NULL) {
        c->area_level = column_of(c);
        c->area_low = column_of(c);
        c->area_high = column_of(c);
        for (size_t i = 0; i < row; i++)
            c->area_level[i] = 0;
    }
    c->area_level[row] = out->area_level;
    c->area_low[row] = out->area_interval.low;
    c->area_high[row] = out->area_interval.high;
}

static void add_also(ind_report_builder *b, size_t row, const ind_outcome *out) {
    ind_report_cells *c = &b->measure->cells;
    unsigned has = 0;
    for (size_t i = 0; i < out->also_count; i++) {
        const ind_also *also = &out->also[i];
        size_t column = also_column(b, also);
        c->also[column].value[row] = also->value;
        c->also[column].low[row] = also->has_interval ? also->interval.low : NAN;
        c->also[column].high[row] = also->has_interval ? also->interval.high : NAN;
        has |= 1u << column;
    }
    c->has_also[row] = (uint8_t)has;
}

static size_t split_of(ind_report_builder *b, const ind_cell_result *cell) {
    const ind_report_measure *m = b->measure;
    if (b->split >= m->split_count || !is_split(m, b->split, cell->group_name, cell->group_count))
        b->split = ind_report_add_split(b, cell->group_name, cell->group_count);
    return b->split;
}

/* Is this the first cell of its period, split and codes? */
static bool is_first(const ind_report_builder *b, size_t period, size_t split, const uint32_t *codes, size_t count) {
    uint32_t key[1 + IND_MAX_CELL_GROUPS] = {(uint32_t)split};
    uint32_t before = ind_cells_count_of(b->told_apart);
    for (size_t i = 0; i < count; i++)
        key[i + 1] = codes[i];
    return ind_cells_at(b->told_apart, (int32_t)period, key) == before;
}

/* Number of the measure's level with this id, from 1; a new one where cells come before the levels (a report that is
 * read). */
static uint8_t level_of(ind_report_builder *b, ind_str id) {
    enum { MOST = 255 };
    ind_report_measure *m = b->measure;
    size_t i = 0;
    while (i < m->level_count && !ind_str_equal(m->levels[i].id, id))
        i++;
    if (id.length == 0 || i == MOST)
        return 0;
    if (i == m->level_count) {
        m->levels = ind_arena_grow(b->arena, m->levels, m->level_count, &m->level_room, sizeof *m->levels);
        m->levels[m->level_count++] = (ind_report_level){.id = ind_arena_str(b->arena, id)};
    }
    return (uint8_t)(i + 1);
}

static void add_row(ind_report_builder *b, const ind_cell_result *cell, size_t split, const uint32_t *codes) {
    ind_report_cells *c = &b->measure->cells;
    if (c->count == c->capacity)
        grow_cells(c);
    if (cell->group_count > c->most_groups)
        widen_codes(c, cell->group_count);
    size_t row = c->count++;
    c->period[row] = (uint32_t)cell->period_number;
    c->split[row] = (uint16_t)split;
    if (cell->group_count > 0)
        memcpy(c->codes + row * c->most_groups, codes, cell->group_count * sizeof *codes);
    c->status[row] = (uint8_t)cell->status;
    c->reason[row] = (uint8_t)cell->reason;
    c->no_interval[row] = (uint8_t)cell->outcome.no_interval;
    c->flags[row] = (uint16_t)cell->flags;
    c->level[row] = level_of(b, cell->level);
    c->value[row] = cell->outcome.value;
    c->base[row] = cell->outcome.base;
}

bool ind_report_add_cell(ind_report_builder *b, const ind_cell_result *cell, const double *levels, size_t level_count) {
    ind_report_measure *m = b->measure;
    uint32_t codes[IND_MAX_CELL_GROUPS];
    size_t split = split_of(b, cell);
    for (size_t g = 0; g < cell->group_count; g++)
        codes[g] = code_of(b, &m->groups[m->splits[split].group[g]], cell->group_value[g], cell->group_label[g]);
    if (b->told_apart != NULL && !is_first(b, cell->period_number, split, codes, cell->group_count))
        return false;
    add_row(b, cell, split, codes);
    add_numbers(b, m->cells.count - 1, &cell->outcome);
    add_intervals(&m->cells, m->cells.count - 1, &cell->outcome, levels, level_count);
    add_area_interval(&m->cells, m->cells.count - 1, &cell->outcome);
    add_also(b, m->cells.count - 1, &cell->outcome);
    return true;
}

/* ---- what is behind them ---- */

void ind_report_set_terms(ind_report_builder *b, const ind_report_term *terms, size_t count, ind_cells *values) {
    b->measure->terms = terms;
    b->measure->term_count = count;
    b->measure->term_values = values;
}

void ind_report_add_terms(ind_report_builder *b, const ind_cells *cells, uint32_t cell) {
    ind_cells *values = b->measure->term_values;
    uint32_t row = ind_cells_at(values, (int32_t)ind_cells_count_of(values), NULL);
    if (cell != UINT32_MAX)
        ind_cells_merge(values, row, cells, cell);
}

void ind_report_add_hidden(ind_report_builder *b, const ind_cell_result *cell) {
    ind_report_measure *m = b->measure;
    ind_report_cells *c = &m->cells;
    uint32_t codes[IND_MAX_CELL_GROUPS];
    size_t split = split_of(b, cell), row = c->count + c->hidden;
    for (size_t g = 0; g < cell->group_count; g++)
        codes[g] = code_of(b, &m->groups[m->splits[split].group[g]], cell->group_value[g], cell->group_label[g]);
    if (row == c->capacity)
        grow_cells(c);
    if (cell->group_count > c->most_groups)
        widen_codes(c, cell->group_count);
    c->hidden++;
    c->period[row] = (uint32_t)cell->period_number;
    c->split[row] = (uint16_t)split;
    if (cell->group_count > 0)
        memcpy(c->codes + row * c->most_groups, codes, cell->group_count * sizeof *codes);
}

int64_t ind_report_term_count(const ind_report_measure *measure, size_t term, size_t row) {
    return ind_cells_get_count(measure->term_values, (uint32_t)row, term);
}

double ind_report_term_sum(const ind_report_measure *measure, size_t term, size_t row) {
    return ind_cells_get_sum(measure->term_values, (uint32_t)row, term);
}

static void get_group(const ind_report_measure *m, size_t row, size_t g, ind_cell_result *out) {
    const ind_report_group *group = &m->groups[m->splits[m->cells.split[row]].group[g]];
    uint32_t code = m->cells.codes[row * m->cells.most_groups + g];
    out->group_name[g] = group->name;
    out->group_value[g] = group->values[code];
    out->group_label[g] = group->labels[code];
}

/* Only what is counted is set: the struct is large, cells are many. */
void ind_report_outcome(const ind_report_cells *c, size_t row, ind_outcome *out) {
    out->value = c->value[row];
    out->base = c->base[row];
    out->no_interval = (ind_interval_reason)c->no_interval[row];
    out->incomplete = out->look_back = 0;
    out->hide = false;
    out->number_count = out->also_count = 0;
    memset(out->has_interval, 0, sizeof out->has_interval);
    for (size_t i = 0; i < c->number_count; i++)
        if ((c->has_numbers[row] & 1u << i) != 0)
            out->numbers[out->number_count++] =
                (ind_number){c->numbers[i].name.data, c->numbers[i].value[row], c->numbers[i].whole};
    for (size_t i = 0; i < c->interval_count; i++) {
        out->has_interval[i] = (c->has_intervals[row] & 1u << i) != 0;
        if (out->has_interval[i])
            out->intervals[i] = (ind_interval){c->intervals[i].low[row], c->intervals[i].high[row]};
    }
    out->area_level = c->area_level == NULL ? 0 : c->area_level[row];
    if (out->area_level > 0)
        out->area_interval = (ind_interval){c->area_low[row], c->area_high[row]};
    for (size_t i = 0; i < c->also_count; i++) {
        if ((c->has_also[row] & 1u << i) == 0)
            continue;
        double low = c->also[i].low[row], high = c->also[i].high[row];
        out->also[out->also_count++] =
            (ind_also){c->also[i].name.data, c->also[i].value[row], isfinite(low) && isfinite(high), {low, high}};
    }
}

const ind_report_comparison *ind_report_comparisons(const ind_report_measure *measure, size_t number, size_t *count) {
    size_t low = 0, high = measure->comparison_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (measure->comparisons[middle].cell < number)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < measure->comparison_count && measure->comparisons[low + *count].cell == number)
        ++*count;
    return measure->comparisons + low;
}

const ind_report_in_funnel *ind_report_funnel_of(const ind_report_measure *measure, size_t number) {
    size_t low = 0, high = measure->funnel_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (measure->funnel[middle].cell < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < measure->funnel_count && measure->funnel[low].cell == number ? &measure->funnel[low] : NULL;
}

void ind_report_cell(const ind_report_measure *measure, size_t number, ind_cell_result *out) {
    const ind_report_cells *c = &measure->cells;
    out->period_number = c->period[number];
    out->period = measure->periods[out->period_number].label.data;
    out->group_count = measure->splits[c->split[number]].count;
    for (size_t g = 0; g < out->group_count; g++)
        get_group(measure, number, g, out);
    out->status = (ind_cell_status)c->status[number];
    out->reason = (ind_cell_reason)c->reason[number];
    out->flags = c->flags[number];
    out->level = c->level[number] == 0 ? IND_STR("") : measure->levels[c->level[number] - 1].id;
    ind_report_outcome(c, number, &out->outcome);
}

const ind_report_measure *ind_report_measure_of(const ind_report *report, ind_str id) {
    size_t low = 0, high = report->measure_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = ind_str_compare(report->measures[middle].id, id);
        if (order == 0)
            return &report->measures[middle];
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return NULL;
}
