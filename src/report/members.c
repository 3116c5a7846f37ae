/* members.c - the cells of two measures by entity become counts of entities; who they are is forgotten here. */
#include "report/members.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t period;
    const char *entity; /* its codes, with a byte between that no text has */
    bool counted;       /* in the numerator */
} membership;

typedef struct {
    ind_arena *own; /* of the entities */
    ind_members *out;
    membership *items;
    size_t count, room;
} collector;

static size_t find_period(const ind_members *out, const char *label) {
    size_t i = 0;
    while (i < out->count && strcmp(out->items[i].period, label) != 0)
        i++;
    return i;
}

static bool has_period(const ind_report_measure *measure, ind_str label) {
    for (size_t i = 0; i < measure->period_count; i++)
        if (ind_str_equal(measure->periods[i].label, label))
            return true;
    return false;
}

/* The periods of both: where only one of them has figures, nobody has moved. */
static void take_periods(ind_arena *arena, const ind_report_measure *before, const ind_report_measure *after,
                         ind_members *out) {
    for (size_t i = 0; i < before->period_count; i++) {
        ind_str label = before->periods[i].label;
        if (!has_period(after, label))
            continue;
        out->items = ind_arena_grow(arena, out->items, out->count, &out->room, sizeof *out->items);
        out->items[out->count++] = (ind_members_period){.period = ind_arena_str(arena, label).data};
    }
}

static void collect(collector *c, const ind_cell_result *cell) {
    size_t period = find_period(c->out, cell->period);
    if (cell->outcome.base == 0 || period == c->out->count)
        return;
    ind_buffer entity = {0};
    for (size_t g = 0; g < cell->group_count; g++) {
        ind_buffer_add(&entity, cell->group_value[g].data, cell->group_value[g].length);
        ind_buffer_add(&entity, "\x1f", 1);
    }
    membership one = {.period = period, .entity = ind_arena_str(c->own, ind_buffer_str(&entity)).data};
    ind_buffer_free(&entity);
    for (size_t i = 0; i < cell->outcome.number_count; i++)
        if (strcmp(cell->outcome.numbers[i].name, "numerator") == 0) {
            one.counted = cell->outcome.numbers[i].value > 0;
            c->out->has_numerator = true;
        }
    c->items = ind_grow(c->items, c->count, &c->room, sizeof one);
    c->items[c->count++] = one;
}

static int by_entity(const void *a, const void *b) {
    const membership *x = a, *y = b;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return strcmp(x->entity, y->entity);
}

static void move(ind_moved *moved, bool before, bool after) {
    moved->both += before && after;
    moved->before += before && !after;
    moved->after += after && !before;
}

static void count(ind_members *out, const membership *before, const membership *after) {
    ind_members_period *period = &out->items[(before != NULL ? before : after)->period];
    move(&period->denominator, before != NULL, after != NULL);
    move(&period->numerator, before != NULL && before->counted, after != NULL && after->counted);
}

static void merge(ind_members *out, const collector *before, const collector *after) {
    size_t b = 0, a = 0;
    while (b < before->count || a < after->count) {
        int order = b == before->count ? 1 : a == after->count ? -1 : by_entity(&before->items[b], &after->items[a]);
        count(out, order <= 0 ? &before->items[b] : NULL, order >= 0 ? &after->items[a] : NULL);
        b += order <= 0;
        a += order >= 0;
    }
}

static void collect_all(collector *c, const ind_report_measure *measure) {
    ind_cell_result cell;
    for (size_t i = 0; i < measure->cells.count; i++) {
        ind_report_cell(measure, i, &cell);
        collect(c, &cell);
    }
    if (c->count > 0)
        qsort(c->items, c->count, sizeof *c->items, by_entity);
}

ind_members *ind_members_compare(ind_arena *arena, const ind_report_measure *before, const ind_report_measure *after) {
    ind_members *out = ind_arena_alloc(arena, sizeof *out);
    ind_arena *own = ind_arena_new();
    collector sides[2] = {{.own = own, .out = out}, {.own = own, .out = out}};
    take_periods(arena, before, after, out);
    collect_all(&sides[0], before);
    collect_all(&sides[1], after);
    merge(out, &sides[0], &sides[1]);
    for (size_t i = 0; i < 2; i++)
        free(sides[i].items);
    ind_arena_free(own);
    return out;
}
