/* edges_watch.c - a case is run while its expressions are watched.
 *
 * A case may lay other values over the definition; what it does not touch is the same JSON value, and only that is
 * watched: what a changed clause is asked proves nothing about the clause as it stands. */
#include "proof/prove.h"

#include <stdlib.h>

/* Days or codes that a parameter's expression gave. */
typedef struct {
    ind_edge *edge; /* its first; of a window the last day's edge follows */
    int32_t *days;
    size_t count, capacity;
} seen_values;

typedef struct {
    const ind_expr *expr;
    ind_expr_watch watch;
    seen_values *values[4];
    size_t value_count;
} watched;

typedef struct {
    ind_edges *edges;
    watched *items;
    size_t count, capacity;
    seen_values *values; /* one an edge */
} watching;

/* ---- values of parameters ---- */

static void see_day(seen_values *seen, const ind_vector *result, size_t row) {
    int32_t day = IND_NULL_DATE;
    if (result->type == IND_DATE)
        day = result->day[row];
    else if (result->type == IND_DATETIME && result->integer[row] != IND_NULL_INTEGER)
        day = (int32_t)((result->integer[row] - (result->integer[row] < 0 ? 1439 : 0)) / 1440);
    if (day == IND_NULL_DATE)
        return;
    seen->days = ind_grow(seen->days, seen->count, &seen->capacity, sizeof *seen->days);
    seen->days[seen->count++] = day;
}

static void see_codes(seen_values *seen, const ind_vector *result, size_t row) {
    const ind_codelist *list = seen->edge->param->codelist;
    if (result->code[row] == IND_NULL_CODE)
        return;
    ind_str codes = ind_dict_text(result->dict, result->code[row]);
    for (size_t from = 0, to; from < codes.length; from = to + 1) {
        for (to = from; to < codes.length && codes.data[to] != '|';)
            to++;
        ind_str code = {codes.data + from, to - from};
        bool in = ind_codelist_has(list, code), near = ind_codelist_is_near(list, code);
        seen->edge->seen |=
            (in ? (unsigned)IND_POINT_IN : (unsigned)IND_POINT_OUT) | (near ? (unsigned)IND_POINT_NEAR : 0U);
    }
}

static void see_result(void *context, const ind_vector *result, size_t count) {
    watched *w = context;
    for (size_t i = 0; i < w->value_count; i++)
        for (size_t row = 0; row < count; row++)
            if (w->values[i]->edge->from == IND_FROM_CODES)
                see_codes(w->values[i], result, row);
            else
                see_day(w->values[i], result, row);
}

static unsigned day_points(int32_t day, int32_t edge) {
    return day == edge - 1 ? IND_POINT_BELOW : day == edge ? IND_POINT_AT : day == edge + 1 ? IND_POINT_ABOVE : 0;
}

static bool window_of(const ind_job *job, const ind_param *param, const ind_period *period, int32_t *from,
                      int32_t *to) {
    *from = period->from;
    *to = period->to;
    if (param->spec->edge == IND_EDGE_PERIOD)
        return true;
    return job->kind->window != NULL && job->kind->window(job->measure, param->spec->path, period, from, to);
}

static void judge_days(const ind_run *run, const seen_values *seen) {
    const ind_job *job = &run->jobs[0];
    for (size_t p = 0; p < job->calendar.count; p++) {
        int32_t from, to;
        if (!window_of(job, seen->edge->param, &job->calendar.items[p], &from, &to))
            continue;
        for (size_t i = 0; i < seen->count; i++) {
            seen->edge[0].seen |= day_points(seen->days[i], from);
            seen->edge[1].seen |= day_points(seen->days[i], to);
        }
    }
}

/* ---- what is watched ---- */

static watched *watch_of(watching *w, const ind_expr *expr) {
    for (size_t i = 0; i < w->count; i++)
        if (w->items[i].expr == expr)
            return &w->items[i];
    size_t edges;
    ind_expr_edges(expr, &edges);
    watched *item = &w->items[w->count++];
    *item = (watched){.expr = expr};
    item->watch = (ind_expr_watch){ind_alloc_array(edges + 1, sizeof(unsigned)), see_result, item};
    ind_expr_set_watch(expr, &item->watch);
    return item;
}

static const ind_clause *clause_with(const ind_clause *clauses, size_t count, const ind_json *node) {
    for (size_t i = 0; i < count; i++)
        if (clauses[i].node == node)
            return &clauses[i];
    return NULL;
}

static const ind_param *same_param(const ind_measure *measure, const ind_param *param) {
    const ind_param *own = ind_measure_param(measure, param->spec->path);
    return own->node == param->node ? own : NULL;
}

static void watch_values(watching *w, const ind_measure *measure, ind_edge *edge, seen_values *seen) {
    if (same_param(measure, edge->param) == NULL)
        return;
    const ind_expr *of = ind_measure_param(measure, edge->param->spec->of)->expr;
    watched *item = of == NULL ? NULL : watch_of(w, of);
    seen->edge = edge;
    if (item != NULL && item->value_count < sizeof item->values / sizeof *item->values)
        item->values[item->value_count++] = seen;
}

static void start(watching *w, ind_arena *arena, const ind_measure *measure) {
    size_t count;
    const ind_clause *clauses = ind_clauses_of(arena, measure, &count);
    w->items = ind_alloc_array(w->edges->count + 1, sizeof *w->items);
    w->values = ind_alloc_array(w->edges->count + 1, sizeof *w->values);
    for (size_t e = 0; e < w->edges->count; e++) {
        ind_edge *edge = &w->edges->items[e];
        const ind_clause *same = edge->from == IND_FROM_CLAUSE ? clause_with(clauses, count, edge->node) : NULL;
        if (same != NULL)
            watch_of(w, same->expr);
        else if (edge->from == IND_FROM_FIRST_DAY || edge->from == IND_FROM_CODES)
            watch_values(w, measure, edge, &w->values[e]);
    }
}

static void stop(watching *w, ind_arena *arena, const ind_measure *measure, const ind_run *run) {
    size_t count;
    const ind_clause *clauses = ind_clauses_of(arena, measure, &count);
    for (size_t e = 0; e < w->edges->count; e++) {
        ind_edge *edge = &w->edges->items[e];
        const ind_clause *same = edge->from == IND_FROM_CLAUSE ? clause_with(clauses, count, edge->node) : NULL;
        if (same != NULL)
            edge->seen |= watch_of(w, same->expr)->watch.points[edge->number] & edge->points;
        if (run != NULL && w->values[e].count > 0)
            judge_days(run, &w->values[e]);
        free(w->values[e].days);
    }
    for (size_t i = 0; i < w->count; i++) {
        ind_expr_set_watch(w->items[i].expr, NULL);
        free(w->items[i].watch.points);
    }
    free(w->items);
    free(w->values);
}

void ind_edges_watch(ind_proof *proof, ind_edges *edges, ind_proof_case *one) {
    watching w = {.edges = edges};
    unsigned *before = ind_alloc_array(edges->count + 1, sizeof *before);
    ind_run *run;
    for (size_t e = 0; e < edges->count; e++)
        before[e] = edges->items[e].seen;
    start(&w, proof->cases.arena, one->measure);
    one->passes = ind_case_run(&proof->cases, &one->one, one->measure, &run);
    one->figures = ind_cases_figures(run);
    stop(&w, proof->cases.arena, one->measure, run);
    for (size_t e = 0; e < edges->count; e++) {
        ind_edge *edge = &edges->items[e];
        edge->seen = one->passes ? edge->seen : before[e];
        if (edge->model == 0 && edge->seen != 0)
            edge->model = (size_t)(one - proof->items) + 1;
    }
    ind_run_free(run);
    free(before);
}
