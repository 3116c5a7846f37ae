/* trace.c - see trace.h. */
#include "kinds/common/trace.h"

#include <assert.h>
#include <math.h>

uint32_t ind_trace_row_of(const ind_trace *trace, unsigned feed, const ind_timeline_part *part, size_t event) {
    return (uint32_t)part->columns[trace->place_column[feed]].integer[event];
}

uint32_t ind_trace_unit(ind_trace *trace, ind_unit_kind kind, int32_t period) {
    trace->units =
        ind_arena_grow(trace->arena, trace->units, trace->unit_count, &trace->unit_capacity, sizeof *trace->units);
    trace->units[trace->unit_count] =
        (ind_unit){.kind = kind, .start = IND_NULL_DATE, .end = IND_NULL_DATE, .period = period};
    return (uint32_t)trace->unit_count++;
}

void ind_trace_days(ind_trace *trace, uint32_t unit, int32_t start, int32_t end) {
    trace->units[unit].start = start;
    trace->units[unit].end = end;
}

void ind_trace_member_add(ind_trace *trace, uint32_t unit, uint32_t row, const char *note) {
    ind_unit *u = &trace->units[unit];
    u->members = ind_arena_grow(trace->arena, u->members, u->member_count, &u->member_capacity, sizeof *u->members);
    u->members[u->member_count++] = (ind_trace_member){row, note};
}

/* ---- judgements ---- */

static ind_judgement *add(ind_trace *trace, ind_judgements *to, const char *step, bool asked, bool against) {
    to->items = ind_arena_grow(trace->arena, to->items, to->count, &to->capacity, sizeof *to->items);
    ind_judgement *judgement = &to->items[to->count++];
    *judgement = (ind_judgement){.step = step, .asked = asked, .against = against, .truth = IND_TRACE_NO_TRUTH};
    return judgement;
}

static ind_judgement *add_step(ind_trace *trace, ind_judgements *to, const ind_flow_step *step, bool asked,
                               bool against) {
    ind_judgement *judgement = add(trace, to, step->step, asked, against);
    judgement->in_flow = true;
    judgement->id = step->id;
    judgement->origin = step->origin;
    judgement->counted = asked && against == (step->effect == IND_STEP_OUT);
    return judgement;
}

ind_judgement *ind_trace_step(ind_trace *trace, uint32_t unit, const ind_flow_step *step, bool asked, bool against) {
    return add_step(trace, &trace->units[unit].judgements, step, asked, against);
}

ind_judgement *ind_trace_note(ind_trace *trace, uint32_t unit, const char *name, bool asked, bool against) {
    return add(trace, &trace->units[unit].judgements, name, asked, against);
}

ind_judgement *ind_trace_row_step(ind_trace *trace, uint32_t row, const ind_flow_step *step, bool asked, bool against) {
    return add_step(trace, &trace->rows[row].judgements, step, asked, against);
}

ind_judgement *ind_trace_row_note(ind_trace *trace, uint32_t row, const char *name, bool against) {
    return add(trace, &trace->rows[row].judgements, name, true, against);
}

void ind_trace_param(const ind_trace *trace, ind_judgement *judgement, const char *path) {
    judgement->param = ind_measure_param(trace->measure, path);
}

void ind_trace_condition(ind_trace *trace, ind_judgement *judgement, const char *path, size_t rule,
                         const ind_vector *slots, size_t row) {
    const ind_param *param = ind_measure_param(trace->measure, path);
    bool is_rule = param->spec->type == IND_PARAM_RULES;
    const ind_expr *expr = is_rule ? param->rules[rule].where : param->expr;
    const ind_slots *names = &trace->measure->feeds[param->spec->feed].slots[param->spec->scope];
    judgement->param = param;
    judgement->node = is_rule ? ind_json_get(param->node->items[rule], "where") : param->node;
    judgement->parts = ind_expr_parts(trace->arena, expr, slots, names->count, row);
    judgement->truth = judgement->parts->truth;
}

/* ---- facts ---- */

static void add_fact(ind_trace *trace, ind_judgement *judgement, ind_fact fact) {
    ind_fact *items = ind_arena_alloc(trace->arena, (judgement->facts.count + 1) * sizeof *items);
    if (judgement->facts.count > 0)
        memcpy(items, judgement->facts.items, judgement->facts.count * sizeof *items);
    items[judgement->facts.count] = fact;
    judgement->facts = (ind_facts){items, judgement->facts.count + 1};
}

void ind_trace_integer(ind_trace *trace, ind_judgement *judgement, const char *name, int64_t value) {
    add_fact(trace, judgement, (ind_fact){.name = name, .type = IND_FACT_INTEGER, .integer = value});
}

void ind_trace_number(ind_trace *trace, ind_judgement *judgement, const char *name, double value) {
    add_fact(trace, judgement, (ind_fact){.name = name, .type = IND_FACT_NUMBER, .number = value});
}

void ind_trace_day(ind_trace *trace, ind_judgement *judgement, const char *name, int32_t day) {
    add_fact(trace, judgement, (ind_fact){.name = name, .type = IND_FACT_DAY, .integer = day});
}

void ind_trace_refer(ind_trace *trace, ind_judgement *judgement, const char *name, ind_fact_type type,
                     uint32_t number) {
    add_fact(trace, judgement, (ind_fact){.name = name, .type = type, .integer = number});
}

void ind_trace_through(ind_trace *trace, uint32_t unit, bool in_denominator, bool in_numerator) {
    trace->units[unit].in_denominator = in_denominator;
    trace->units[unit].in_numerator = in_numerator;
}

ind_trace_count *ind_trace_counted(ind_trace *trace, uint32_t unit, int32_t period, const uint32_t *codes) {
    ind_unit *u = &trace->units[unit];
    size_t groups = trace->measure->group_count;
    uint32_t *own = ind_arena_alloc(trace->arena, (groups + 1) * sizeof *own);
    memcpy(own, codes, groups * sizeof *own);
    u->counts = ind_arena_grow(trace->arena, u->counts, u->count_count, &u->count_capacity, sizeof *u->counts);
    ind_trace_count *count = &u->counts[u->count_count++];
    *count = (ind_trace_count){.period = period, .codes = own, .value = NAN, .weight = NAN, .below = NAN};
    u->in_denominator = true;
    return count;
}
