/* figures.c - which strata have another figure, another count or another status than before. */
#include "report/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    ind_arena *arena;
    ind_figure *items;
    size_t count, room;
} side;

static void keep(side *s, const ind_report_measure *measure, const ind_cell_result *cell) {
    ind_figure figure = {.period = cell->period,
                         .grain = measure->periods[cell->period_number].grain,
                         .flags = cell->flags,
                         .group = "",
                         .group_count = cell->group_count,
                         .there = true,
                         .status = cell->status,
                         .outcome = cell->outcome};
    for (size_t g = 0; g < cell->group_count; g++) {
        ind_str value = cell->group_value[g], label = cell->group_label[g];
        figure.name[g] = cell->group_name[g];
        figure.code[g] = value;
        figure.group = ind_arena_format(s->arena, "%s%s%.*s%s%.*s", figure.group, g == 0 ? "" : ", ",
                                        IND_STR_ARGS(value.length == 0 ? IND_STR("?") : value),
                                        label.length > 0 ? " " : "", IND_STR_ARGS(label));
    }
    s->items = ind_arena_grow(s->arena, s->items, s->count, &s->room, sizeof figure);
    s->items[s->count++] = figure;
}

/* By period and group; a split is told from another one by the names of its groups, and the same days of two grains by
 * the grain. */
int ind_figure_order(const void *a, const void *b) {
    const ind_figure *x = a, *y = b;
    int order = strcmp(x->period, y->period);
    if (order == 0)
        order = ind_str_compare(x->grain, y->grain);
    if (order == 0)
        order = (x->group_count > y->group_count) - (x->group_count < y->group_count);
    for (size_t g = 0; g < x->group_count && order == 0; g++) {
        order = ind_str_compare(x->name[g], y->name[g]);
        if (order == 0)
            order = ind_str_compare(x->code[g], y->code[g]);
    }
    return order;
}

bool ind_figure_number(const ind_figure *figure, const char *name, double *out) {
    for (size_t i = 0; figure->there && i < figure->outcome.number_count; i++)
        if (strcmp(figure->outcome.numbers[i].name, name) == 0) {
            *out = figure->outcome.numbers[i].value;
            return true;
        }
    return false;
}

static bool same_number(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

/* Nothing was counted: no cell, or an empty one. */
static bool is_empty(const ind_figure *figure) {
    return !figure->there || figure->status == IND_CELL_NO_DATA;
}

bool ind_figure_same(const ind_figure *a, const ind_figure *b) {
    if (is_empty(a) && is_empty(b))
        return true;
    if (a->there != b->there || a->status != b->status || !same_number(a->outcome.value, b->outcome.value) ||
        a->outcome.number_count != b->outcome.number_count)
        return false;
    for (size_t i = 0; i < a->outcome.number_count; i++)
        if (!same_number(a->outcome.numbers[i].value, b->outcome.numbers[i].value))
            return false;
    return true;
}

static void pair_up(ind_arena *arena, ind_figures *out, const ind_figure *before, const ind_figure *after) {
    ind_figure_pair pair = {0};
    if (before != NULL)
        pair.before = *before;
    if (after != NULL)
        pair.after = *after;
    out->cells++;
    if (ind_figure_same(&pair.before, &pair.after))
        return;
    out->pairs = ind_arena_grow(arena, out->pairs, out->count, &out->room, sizeof pair);
    out->pairs[out->count++] = pair;
}

/* COUNT figures of FROM, each with its match in SORTED. */
static const ind_figure *match(const ind_figure *figure, const side *sorted) {
    return sorted->count == 0 ? NULL : bsearch(figure, sorted->items, sorted->count, sizeof *figure, ind_figure_order);
}

static side sorted_copy(const side *from) {
    side copy = {from->arena, ind_arena_alloc(from->arena, (from->count + 1) * sizeof *copy.items), from->count, 0};
    if (from->count > 0)
        memcpy(copy.items, from->items, from->count * sizeof *copy.items);
    qsort(copy.items, copy.count, sizeof *copy.items, ind_figure_order);
    return copy;
}

static side side_of(ind_arena *arena, const ind_report_measure *measure) {
    side s = {.arena = arena};
    ind_cell_result cell;
    for (size_t i = 0; i < measure->cells.count; i++) {
        ind_report_cell(measure, i, &cell);
        keep(&s, measure, &cell);
    }
    return s;
}

ind_figures *ind_figures_compare(ind_arena *arena, const ind_report_measure *before_measure,
                                 const ind_report_measure *after_measure) {
    ind_figures *out = ind_arena_alloc(arena, sizeof *out);
    side before = side_of(arena, before_measure), after = side_of(arena, after_measure);
    side old = sorted_copy(&before), new = sorted_copy(&after);
    for (size_t i = 0; i < before.count; i++)
        pair_up(arena, out, &before.items[i], match(&before.items[i], &new));
    for (size_t i = 0; i < after.count; i++)
        if (match(&after.items[i], &old) == NULL)
            pair_up(arena, out, NULL, &after.items[i]);
    return out;
}

ind_figure *ind_figures_of(ind_arena *arena, const ind_report_measure *measure, size_t *count) {
    side s = side_of(arena, measure);
    *count = s.count;
    return s.items;
}
