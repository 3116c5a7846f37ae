/* listed.c - the unit where a person is listed, as it is looked up in each period, by the number that it has among the
 * units of contacts. */
#include "kinds/continuity/continuity.h"

#include <stdlib.h>

enum { LOOK_UPS = 4096 };

struct listed {
    const ind_kind_context *context;
    size_t periods;
    ind_gather *gather;
    ind_eval *unit;
    ind_entity_row *rows; /* of persons and periods, one after the other */
    uint32_t *units;      /* of the same */
    const ind_dict *names;
    uint32_t *number_of; /* by code of NAMES: number among contacts + 2; 0: not asked yet */
    size_t name_count;
};

struct listed *ind_listed_open(const ind_kind_context *context) {
    const ind_param *unit = ind_kind_param(context->measure, P_LISTED_AT);
    if (unit->expr == NULL)
        return NULL;
    struct listed *l = ind_alloc(sizeof *l);
    l->context = context;
    l->periods = context->calendar->count;
    l->unit = ind_eval_new(unit->expr);
    size_t most = ind_listed_at_once(l) * l->periods;
    l->rows = ind_alloc_array(most, sizeof *l->rows);
    l->units = ind_alloc_array(most, sizeof *l->units);
    return l;
}

void ind_listed_close(struct listed *l) {
    if (l == NULL)
        return;
    ind_gather_free(l->gather);
    ind_eval_free(l->unit);
    free(l->rows);
    free(l->units);
    free(l->number_of);
    free(l);
}

size_t ind_listed_at_once(const struct listed *l) {
    return l->periods == 0 || l->periods > LOOK_UPS ? 1 : LOOK_UPS / l->periods;
}

static void make_room(struct listed *l, const ind_dict *names) {
    size_t count = names == NULL ? 0 : (size_t)ind_dict_count(names) + 1;
    if (l->names == names && count <= l->name_count)
        return;
    free(l->number_of);
    l->number_of = ind_alloc_array(count, sizeof *l->number_of);
    l->names = names;
    l->name_count = count;
}

static uint32_t number_of(struct listed *l, const ind_vector *names, size_t row, const ind_dict *units) {
    uint32_t name = names->code[row];
    if (name == IND_NULL_CODE || units == NULL)
        return IND_NULL_CODE;
    if (names->dict == units)
        return name;
    if (l->number_of[name] == 0) {
        uint32_t found = ind_dict_find(units, ind_dict_text(names->dict, name));
        l->number_of[name] = found == IND_NULL_CODE ? 1 : found + 2;
    }
    return l->number_of[name] == 1 ? UINT32_MAX : l->number_of[name] - 2;
}

static void set_rows(struct listed *l, const ind_timeline_part *part, const window *windows, size_t from, size_t to) {
    for (size_t e = from, n = 0; e < to; e++)
        for (size_t p = 0; p < l->periods; p++, n++)
            l->rows[n] = (ind_entity_row){.first = part->starts[e],
                                          .last = part->starts[e + 1] - 1,
                                          .start = IND_NULL_DATE,
                                          .end = IND_NULL_DATE,
                                          .period = (int32_t)p,
                                          .window_from = windows[p].from,
                                          .window_to = windows[p].to};
}

void ind_listed_find(struct listed *l, const ind_events *events, const window *windows, size_t from, size_t to) {
    size_t count = (to - from) * l->periods;
    if (l->gather == NULL) {
        l->gather = ind_gather_new(l->context->measure, IND_SCOPE_ENTITY, events, l->context->calendar);
        ind_gather_look_up(l->gather, l->context->measure, l->context->of_period);
    }
    set_rows(l, events->part, windows, from, to);
    for (size_t at = 0; at < count; at += IND_GATHER_ROWS) {
        size_t n = count - at < IND_GATHER_ROWS ? count - at : IND_GATHER_ROWS;
        const ind_vector *slots = ind_gather_run(l->gather, events, &l->rows[at], sizeof *l->rows, n);
        const ind_vector *names = ind_eval_run(l->unit, slots, n);
        make_room(l, names->dict);
        for (size_t i = 0; i < n; i++)
            l->units[at + i] = number_of(l, names, i, events->roles[ROLE_UNIT].dict);
    }
}

uint32_t ind_listed_unit(const struct listed *l, size_t number, size_t period) {
    return l->units[number * l->periods + period];
}
