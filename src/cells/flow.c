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

size_t ind_flow_add_rule(ind_flow *flow, ind_arena *arena, ind_str id, ind_step_effect effect) {
    const char *does = effect == IND_STEP_IN ? "require " : EXCLUDE;
    return add(flow, arena,
               (ind_flow_step){.step = ind_arena_format(arena, "%s%.*s", does, IND_STR_ARGS(id)),
                               .id = ind_arena_str(arena, id).data,
                               .origin = IND_ORIGIN_RULE,
                               .effect = effect});
}

const ind_flow_step *ind_flow_find(const ind_flow *flow, const char *step) {
    for (size_t i = 0; i < flow->count; i++)
        if (flow->items[i].origin == IND_ORIGIN_KIND && strcmp(flow->items[i].step, step) == 0)
            return &flow->items[i];
    return NULL;
}

typedef enum { BY_ORIGIN, BY_TEXT, BY_ID, WAYS } way;

static bool is_called(const ind_flow_step *step, way by, ind_str name) {
    ind_str origin = ind_str_of(ind_step_origin_name(step->origin));
    switch (by) {
    case BY_TEXT: return ind_str_is(name, step->step);
    case BY_ID: return ind_str_is(name, step->id);
    default: break;
    }
    return name.length > origin.length && ind_str_starts(name, origin) && name.data[origin.length] == ':' &&
           ind_str_is((ind_str){name.data + origin.length + 1, name.length - origin.length - 1}, step->id);
}

const ind_flow_step *ind_flow_named(const ind_flow *flow, ind_str name, size_t *count) {
    const ind_flow_step *found = NULL;
    *count = 0;
    for (way by = 0; by < WAYS && *count == 0; by++)
        for (size_t i = 0; i < flow->count; i++)
            if (is_called(&flow->items[i], by, name)) {
                found = &flow->items[i];
                (*count)++;
            }
    return found;
}
