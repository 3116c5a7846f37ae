/* flow.c - steps are made once when a measure starts, then only counted. */
#include "cells/flow.h"

static const char EXCLUDE[] = "exclude ";

const char *ind_step_origin_name(ind_step_origin origin) {
    return origin == IND_ORIGIN_RULE ? "rule" : "built_in";
}

const char *ind_step_effect_name(ind_step_effect effect) {
    static const char *const names[] = {"in", "out", "mark"};
    return names[effect];
}

static size_t add(ind_flow *flow, ind_arena *arena, ind_flow_step step) {
    flow->items = ind_arena_grow(arena, flow->items, flow->count, &flow->capacity, sizeof *flow->items);
    flow->items[flow->count] = step;
    return flow->count++;
}

/* "exclude end before start" -> "end_before_start" */
static const char *id_of(ind_arena *arena, const char *step) {
    if (strncmp(step, EXCLUDE, sizeof EXCLUDE - 1) == 0)
        step += sizeof EXCLUDE - 1;
    char *id = ind_arena_format(arena, "%s", step);
    for (char *at = id; *at != '\0'; at++)
        if (*at == ' ' || *at == '-')
            *at = '_';
    return id;
}

size_t ind_flow_add(ind_flow *flow, ind_arena *arena, const char *step, ind_step_effect effect, bool has_condition) {
    return add(
        flow, arena,
        (ind_flow_step){.step = step, .id = id_of(arena, step), .effect = effect, .unknown = has_condition ? 0 : -1});
}

size_t ind_flow_add_rule(ind_flow *flow, ind_arena *arena, ind_str id) {
    return add(flow, arena,
               (ind_flow_step){.step = ind_arena_format(arena, "%s%.*s", EXCLUDE, IND_STR_ARGS(id)),
                               .id = ind_arena_str(arena, id).data,
                               .origin = IND_ORIGIN_RULE,
                               .effect = IND_STEP_OUT});
}

const ind_flow_step *ind_flow_find(const ind_flow *flow, const char *step) {
    for (size_t i = 0; i < flow->count; i++)
        if (flow->items[i].origin == IND_ORIGIN_KIND && strcmp(flow->items[i].step, step) == 0)
            return &flow->items[i];
    return NULL;
}
