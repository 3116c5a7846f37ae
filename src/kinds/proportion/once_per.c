/* once_per.c - the rows that count are judged as always; then those of an entity in a period are taken as one:
 * in the numerator if any, all or the last of them are, in the stratum of the last.  Last is by
 * period.date, then by the primary key. */
#include "kinds/proportion/proportion.h"

#include "kinds/common/gather.h"

#include <stdlib.h>

typedef struct {
    const ind_kind_context *context;
    enum { ANY, ALL, LAST } take;
    ind_once_row *rows;
    uint32_t *codes; /* row-major */
    void (*count)(void *state, int32_t period, const uint32_t *codes, bool met, double weight, uint32_t unit);
    void *state;
    uint32_t *traced; /* row of the trace of each event; NULL: there is no trace */
} once;

bool ind_once_per_given(const ind_measure *measure) {
    return ind_kind_param(measure, P_ONCE_PER_ENTITY)->node != NULL;
}

static void settle_all(once *o, const ind_events *events, size_t count,
                       void (*settle)(void *, const ind_vector *, size_t, ind_once_row *)) {
    const ind_measure *measure = o->context->measure;
    size_t groups = measure->group_count;
    ind_vector *vectors = ind_event_slots_new(measure, IND_SCOPE_ROW);
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        ind_event_slots(measure, IND_SCOPE_ROW, events, from, vectors);
        if (o->traced != NULL)
            o->context->trace->batch = o->traced + from;
        settle(o->state, vectors, n, o->rows + from);
        for (size_t i = 0; i < n; i++)
            memcpy(o->codes + (from + i) * groups, ind_strata_codes(o->context->strata, i), groups * sizeof *o->codes);
    }
    free(vectors);
}

static bool is_within(const once *o, size_t row, int32_t first, int32_t until) {
    return o->rows[row].day != IND_NULL_DATE && o->rows[row].day >= first && o->rows[row].day <= until;
}

/* The rows that are taken as one, of which LAST is the last. */
static uint32_t add_unit(const once *o, size_t from, size_t last, int32_t first, int32_t until, int32_t period) {
    ind_trace *trace = o->context->trace;
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_ENTITY, period);
    for (size_t row = from; row <= last; row++)
        if (is_within(o, row, first, until))
            ind_trace_member_add(trace, unit, o->traced[row], row == last ? "last" : "counted");
    return unit;
}

/* The rows FROM..TO-1 of one entity that lie in the days FIRST..UNTIL, as one. */
static void take_one(once *o, size_t from, size_t to, int32_t first, int32_t until, int32_t period) {
    size_t last = SIZE_MAX;
    bool any = false, all = true;
    for (size_t row = from; row < to; row++) {
        if (!is_within(o, row, first, until))
            continue;
        any |= o->rows[row].met;
        all &= o->rows[row].met;
        last = row;
    }
    if (last == SIZE_MAX)
        return;
    bool met = o->take == ANY ? any : o->take == ALL ? all : o->rows[last].met;
    uint32_t unit = o->traced == NULL ? 0 : add_unit(o, from, last, first, until, period);
    o->count(o->state, period, o->codes + last * o->context->measure->group_count, met, o->rows[last].weight, unit);
}

void ind_once_per_run(const ind_kind_context *context, const ind_events *events,
                      void (*settle)(void *state, const ind_vector *slots, size_t rows, ind_once_row *out),
                      void (*count)(void *state, int32_t period, const uint32_t *codes, bool met, double weight,
                                    uint32_t unit),
                      void *state) {
    size_t rows = events->part->events;
    const size_t *starts = events->part->starts;
    const ind_calendar *calendar = context->calendar;
    once o = {.context = context, .count = count, .state = state};
    o.take = (unsigned)ind_kind_param(context->measure, P_ONCE_PER_TAKE)->choice;
    o.rows = ind_alloc_array(rows, sizeof *o.rows);
    o.codes = ind_alloc_array(rows * context->measure->group_count + 1, sizeof *o.codes);
    if (context->trace != NULL) {
        o.traced = ind_alloc_array(rows, sizeof *o.traced);
        for (size_t row = 0; row < rows; row++)
            o.traced[row] = ind_trace_row_of(context->trace, 0, events->part, row);
    }
    settle_all(&o, events, rows, settle);
    for (size_t e = 0; e < events->part->entities; e++) {
        take_one(&o, starts[e], starts[e + 1], calendar->from, calendar->to, -1);
        for (size_t p = 0; p < calendar->count; p++)
            take_one(&o, starts[e], starts[e + 1], calendar->items[p].from, calendar->items[p].to, (int32_t)p);
    }
    free(o.traced);
    free(o.codes);
    free(o.rows);
}
