/* flow.c - steps are made once when a measure starts, then only counted. */
#include "cells/flow.h"

size_t ind_flow_add(ind_flow *flow, ind_arena *arena, const char *step, bool has_condition) {
    flow->items = ind_arena_grow(arena, flow->items, flow->count, &flow->capacity, sizeof *flow->items);
    flow->items[flow->count] = (ind_flow_step){step, 0, has_condition ? 0 : -1, NULL};
    return flow->count++;
}

size_t ind_flow_add_rule(ind_flow *flow, ind_arena *arena, ind_str id) {
    size_t step = ind_flow_add(flow, arena, ind_arena_format(arena, "exclude %.*s", IND_STR_ARGS(id)), true);
    flow->items[step].rule = ind_arena_str(arena, id).data;
    return step;
}

const ind_flow_step *ind_flow_find(const ind_flow *flow, const char *step) {
    for (size_t i = 0; i < flow->count; i++)
        if (strcmp(flow->items[i].step, step) == 0)
            return &flow->items[i];
    return NULL;
}
