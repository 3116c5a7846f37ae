/* edge_list.c - the edges that a definition has: comparisons in its clauses, and parameters that are edges by
 * themselves. */
#include "proof/prove.h"

#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    const ind_measure *measure;
    ind_edges out;
} lister;

static ind_edge *add(lister *l, ind_edge edge) {
    l->out.items = ind_arena_grow(l->arena, l->out.items, l->out.count, &l->out.capacity, sizeof *l->out.items);
    l->out.items[l->out.count] = edge;
    return &l->out.items[l->out.count++];
}

/* ---- comparisons ---- */

typedef struct {
    const ind_feed *feed;
    ind_scope_kind scope;
    bool may_be_unknown;
} slot_question;

static void ask_slot(void *context, uint32_t slot) {
    slot_question *q = context;
    const ind_slot *s = &q->feed->slots[q->scope].items[slot];
    if (s->side == IND_SIDE_START || (s->side >= IND_SIDE_PERIOD_START && s->side <= IND_SIDE_WINDOW_END))
        return;
    if (s->side == IND_SIDE_END || s->side == IND_SIDE_ITEM) {
        q->may_be_unknown = true;
        return;
    }
    const ind_column *column = &q->feed->columns[s->column];
    q->may_be_unknown |=
        column->foreign_key >= 0 || !(column->schema->required || column->schema->default_value.length > 0);
}

static void add_clause(lister *l, const ind_clause *clause) {
    size_t count;
    const ind_expr_edge *edges = ind_expr_edges(clause->expr, &count);
    for (size_t i = 0; i < count; i++) {
        slot_question q = {&l->measure->feeds[clause->feed], clause->scope, false};
        ind_expr_edge_slots(clause->expr, &edges[i], ask_slot, &q);
        unsigned points = q.may_be_unknown ? edges[i].points : edges[i].points & ~(unsigned)IND_POINT_UNKNOWN;
        add(l, (ind_edge){.pointer = clause->pointer,
                          .node = clause->node,
                          .place = ind_clause_place(clause->node, edges[i].start, edges[i].end),
                          .clause = {clause->node->text.data + edges[i].start, edges[i].end - edges[i].start},
                          .points = points,
                          .from = IND_FROM_CLAUSE,
                          .number = i,
                          .of = clause,
                          .in = &edges[i]});
    }
}

/* ---- parameters ---- */

static ind_edge param_edge(const lister *l, const ind_param *param, unsigned points) {
    return (ind_edge){.pointer = ind_pointer_of(l->arena, param->spec->path),
                      .node = param->node,
                      .place = ind_json_place(param->node),
                      .clause = ind_str_of(param->spec->path),
                      .points = points,
                      .param = param};
}

bool ind_is_edge(const ind_param *param) {
    const ind_param_spec *spec = param->spec;
    if (spec->edge == IND_EDGE_POLICY)
        return ind_str_starts(param->text, IND_STR("exclude"));
    return spec->edge != IND_EDGE_NONE && (spec->fallback == NULL || param->number != strtod(spec->fallback, NULL));
}

/* Points whose probes the parameter's range allows. */
static unsigned probe_points(const ind_param *param, bool at_least) {
    unsigned points = 0;
    double low = param->number - (at_least ? 1 : 2);
    if (param->spec->type == IND_PARAM_NUMBER)
        return IND_POINT_AT | (param->number > param->spec->low ? (unsigned)IND_POINT_BELOW : 0U) |
               (param->number < param->spec->high ? (unsigned)IND_POINT_ABOVE : 0U);
    for (int i = 0; i < 3; i++)
        if (low + i >= param->spec->low && low + i + 1 <= param->spec->high)
            points |= (unsigned)IND_POINT_BELOW << i;
    return points;
}

static void add_probe(lister *l, const ind_param *param, const ind_param *number) {
    if (number->node == NULL)
        return;
    ind_edge *edge = add(l, param_edge(l, param, probe_points(number, param->spec->edge == IND_EDGE_AT_LEAST)));
    edge->from = IND_FROM_PROBE;
    edge->number_param = number;
    if (number != param)
        edge->clause = ind_str_of(ind_arena_format(l->arena, "%s by %s", param->spec->path, number->spec->path));
}

static void add_window(lister *l, const ind_param *param) {
    unsigned points = IND_POINT_BELOW | IND_POINT_AT | IND_POINT_ABOVE;
    ind_edge *first = add(l, param_edge(l, param, points));
    first->from = IND_FROM_FIRST_DAY;
    first->clause = ind_str_of(ind_arena_format(l->arena, "first day by %s", param->spec->path));
    ind_edge *last = add(l, param_edge(l, param, points));
    last->from = IND_FROM_LAST_DAY;
    last->clause = ind_str_of(ind_arena_format(l->arena, "last day by %s", param->spec->path));
}

static void add_param(lister *l, const ind_param *param) {
    for (size_t i = 0; param->limits != NULL && i < param->count; i++)
        if (ind_is_edge(&param->limits[i]))
            add_probe(l, &param->limits[i], &param->limits[i]);
    if (param->limits != NULL)
        return;
    switch (param->spec->edge) {
    case IND_EDGE_AT_LEAST:
    case IND_EDGE_AT_MOST: add_probe(l, param, param); break;
    case IND_EDGE_POLICY: add_probe(l, param, ind_measure_param(l->measure, param->spec->of)); break;
    case IND_EDGE_WINDOW:
    case IND_EDGE_PERIOD: add_window(l, param); break;
    case IND_EDGE_CODES:
        add(l, param_edge(l, param,
                          IND_POINT_IN | IND_POINT_OUT |
                              (ind_codelist_is_prefix(param->codelist) ? (unsigned)IND_POINT_NEAR : 0U)))
            ->from = IND_FROM_CODES;
        break;
    default: break;
    }
}

ind_edges ind_edges_of(ind_arena *arena, const ind_measure *measure) {
    lister l = {.arena = arena, .measure = measure};
    size_t count;
    const ind_clause *clauses = ind_clauses_of(arena, measure, &count);
    for (size_t i = 0; i < count; i++)
        if (ind_written_in(clauses[i].node, measure->path))
            add_clause(&l, &clauses[i]);
    for (size_t i = 0; i < measure->param_count; i++)
        if (ind_written_in(measure->params[i].node, measure->path) && ind_is_edge(&measure->params[i]))
            add_param(&l, &measure->params[i]);
    return l.out;
}

const char *ind_point_name(const ind_edge *edge, unsigned point) {
    bool text = (edge->points & IND_POINT_OTHER) != 0;
    bool day = edge->from == IND_FROM_FIRST_DAY || edge->from == IND_FROM_LAST_DAY;
    switch (point) {
    case IND_POINT_BELOW: return day ? "the day before" : "just below";
    case IND_POINT_AT: return text ? "equal" : day ? "the day" : "at";
    case IND_POINT_ABOVE: return day ? "the day after" : "just above";
    case IND_POINT_OTHER: return "not equal";
    case IND_POINT_IN: return "in";
    case IND_POINT_OUT: return "out";
    case IND_POINT_NEAR: return "near";
    case IND_POINT_UNKNOWN: return "unknown";
    default: return "known";
    }
}
