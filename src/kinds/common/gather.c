/* gather.c - see gather.h. */
#include "kinds/common/gather.h"
#include "kinds/common/of_period.h"

#include <stdlib.h>

struct ind_gather {
    const ind_slots *slots;
    const ind_calendar *calendar;
    ind_vector *vectors;
    const ind_vector *items;
    uint32_t first[IND_GATHER_ROWS], last[IND_GATHER_ROWS]; /* events of the rows at hand */
    ind_of_period of_period;
    ind_vector *keys[2]; /* of its look-ups, by column of the feed: of the first events, of the last; NULL: none */
    size_t column_count;
    const ind_events *events; /* at hand */
    size_t count;
};

size_t ind_codes_of_role(const ind_events *events, unsigned role) {
    const ind_dict *dict = events->roles[role].dict;
    const ind_timeline_part *part = events->part;
    size_t most = dict == NULL ? 0 : ind_dict_count(dict);
    for (size_t e = 0; e < part->entities; e++)
        most = part->starts[e + 1] - part->starts[e] > most ? part->starts[e + 1] - part->starts[e] : most;
    return most + 1;
}

ind_vector *ind_event_slots_new(const ind_measure *measure, ind_scope_kind scope) {
    return ind_alloc_array(measure->feeds[0].slots[scope].count, sizeof(ind_vector));
}

void ind_event_slots(const ind_measure *measure, ind_scope_kind scope, const ind_events *events, size_t from,
                     ind_vector *slots) {
    const ind_slots *names = &measure->feeds[0].slots[scope];
    for (size_t s = 0; s < names->count; s++)
        slots[s] = ind_vector_slice(&events->columns[names->items[s].column], from);
}

static bool reads_column(const ind_slot *slot) {
    return slot->side == IND_SIDE_ROW || slot->side == IND_SIDE_FIRST || slot->side == IND_SIDE_LAST;
}

ind_gather *ind_gather_new(const ind_measure *measure, ind_scope_kind scope, const ind_events *events,
                           const ind_calendar *calendar) {
    ind_gather *gather = ind_alloc(sizeof *gather);
    gather->slots = &measure->feeds[0].slots[scope];
    gather->calendar = calendar;
    gather->of_period.slots = gather->slots;
    gather->vectors = ind_alloc_array(gather->slots->count, sizeof(ind_vector));
    for (size_t s = 0; s < gather->slots->count; s++) {
        const ind_slot *slot = &gather->slots->items[s];
        if (slot->side == IND_SIDE_ITEM)
            continue;
        ind_dict *dict = reads_column(slot) ? events->columns[slot->column].dict : NULL;
        gather->vectors[s] = ind_vector_new(slot->type, dict, IND_GATHER_ROWS);
    }
    return gather;
}

void ind_gather_look_up(ind_gather *gather, const ind_measure *measure, const ind_period_column *columns) {
    ind_of_period *of = &gather->of_period;
    ind_of_period_open(of, gather->slots, columns, IND_GATHER_ROWS);
    if (of->columns == NULL)
        return;
    gather->column_count = measure->feeds[0].column_count;
    for (size_t side = 0; side < 2; side++)
        gather->keys[side] = ind_alloc_array(gather->column_count, sizeof(ind_vector));
    for (size_t s = 0; s < gather->slots->count; s++)
        if (ind_of_period_has(of, s))
            gather->vectors[s].dict = columns[gather->slots->items[s].column].values->dict;
}

void ind_gather_free(ind_gather *gather) {
    if (gather == NULL)
        return;
    ind_of_period_close(&gather->of_period);
    for (size_t side = 0; side < 2; side++) {
        for (size_t c = 0; c < gather->column_count; c++)
            free(gather->keys[side][c].any);
        free(gather->keys[side]);
    }
    for (size_t s = 0; s < gather->slots->count; s++)
        if (gather->slots->items[s].side != IND_SIDE_ITEM)
            free(gather->vectors[s].any);
    free(gather->vectors);
    free(gather);
}

void ind_gather_items(ind_gather *gather, const ind_vector *items) {
    gather->items = items;
}

static int32_t role_day(const ind_gather *gather, ind_side side, const ind_entity_row *row) {
    switch (side) {
    case IND_SIDE_START: return row->start;
    case IND_SIDE_END: return row->end == IND_NO_END ? IND_NULL_DATE : row->end;
    case IND_SIDE_PERIOD_START: return row->period < 0 ? IND_NULL_DATE : gather->calendar->items[row->period].from;
    case IND_SIDE_PERIOD_END: return row->period < 0 ? IND_NULL_DATE : gather->calendar->items[row->period].to;
    case IND_SIDE_PERIOD_AS_OF: return row->period < 0 ? IND_NULL_DATE : gather->calendar->items[row->period].as_of;
    case IND_SIDE_WINDOW_START: return row->window_from;
    case IND_SIDE_WINDOW_END: return row->window_to;
    default: return IND_NULL_DATE;
    }
}

/* A column of the feed, as the first or the last event of each row has it. */
static const ind_vector *key_of(void *context, ind_side side, uint32_t column) {
    ind_gather *gather = context;
    bool last = side == IND_SIDE_LAST;
    const ind_vector *from = &gather->events->columns[column];
    ind_vector *key = &gather->keys[last][column];
    if (key->any == NULL)
        *key = ind_vector_new(from->type, from->dict, IND_GATHER_ROWS);
    ind_vector_gather(key, from, last ? gather->last : gather->first, gather->count);
    return key;
}

static void look_up(ind_gather *gather, const ind_events *events, const ind_entity_row *rows, size_t stride,
                    size_t count) {
    const char *at = (const char *)rows;
    gather->events = events;
    gather->count = count;
    for (size_t i = 0; i < count; i++, at += stride) {
        gather->of_period.first.day[i] = role_day(gather, IND_SIDE_PERIOD_START, (const void *)at);
        gather->of_period.last.day[i] = role_day(gather, IND_SIDE_PERIOD_END, (const void *)at);
    }
    ind_of_period_run(&gather->of_period, key_of, gather, count, gather->vectors);
}

const ind_vector *ind_gather_run(ind_gather *gather, const ind_events *events, const ind_entity_row *rows,
                                 size_t stride, size_t count) {
    const char *at = (const char *)rows;
    for (size_t i = 0; i < count; i++, at += stride) {
        const ind_entity_row *row = (const void *)at;
        gather->first[i] = (uint32_t)row->first;
        gather->last[i] = (uint32_t)row->last;
    }
    for (size_t s = 0; s < gather->slots->count; s++) {
        const ind_slot *slot = &gather->slots->items[s];
        at = (const char *)rows;
        if (ind_of_period_has(&gather->of_period, s))
            continue;
        if (reads_column(slot) && events->columns[slot->column].any == NULL)
            continue; /* an entity without number, which nobody reads */
        if (slot->side == IND_SIDE_ITEM && gather->items == NULL)
            continue; /* rows, of which no unit has been made */
        if (slot->side == IND_SIDE_ITEM)
            gather->vectors[s] = gather->items[slot->column];
        else if (reads_column(slot))
            ind_vector_gather(&gather->vectors[s], &events->columns[slot->column],
                              slot->side == IND_SIDE_LAST ? gather->last : gather->first, count);
        else
            for (size_t i = 0; i < count; i++, at += stride)
                gather->vectors[s].day[i] = role_day(gather, slot->side, (const void *)at);
    }
    if (gather->of_period.columns != NULL)
        look_up(gather, events, rows, stride, count);
    return gather->vectors;
}
