/* once_per.c - the rows of an entity that are alike, taken as one: in the numerator if any or all of them are, in the
 * stratum of the last.  Each row has been judged as always; here they are folded, in each period by itself. */
#include "kinds/proportion/proportion.h"

#include "kinds/rows/shape.h"

#include <stdlib.h>

typedef struct {
    ind_proportion *p;
    const ind_row_unit *units;
    size_t *next; /* by unit: the next one that is alike; SIZE_MAX: none */
    bool all;     /* else any */
} folding;

/* ---- rows judged ---- */

static void make_room(ind_proportion *p, size_t count) {
    size_t groups = p->filter.context->measure->group_count;
    if (count <= p->row_capacity)
        return;
    p->row_capacity = count < 2 * p->row_capacity ? 2 * p->row_capacity : count;
    p->rows = ind_realloc(p->rows, p->row_capacity * sizeof *p->rows);
    p->codes = ind_realloc(p->codes, (p->row_capacity * groups + 1) * sizeof *p->codes);
}

void ind_once_per_keep(ind_proportion *p, const uint8_t *truth, const ind_vector *weights, int each) {
    size_t from = p->filter.block->from, count = p->filter.selection.n;
    size_t groups = p->filter.context->measure->group_count;
    make_room(p, from + count);
    for (size_t row = 0; row < count; row++) {
        bool in = ind_selection_stays(&p->filter.selection, row), met = truth[row] == IND_TRUE;
        double w = weights == NULL ? 1 : ind_number_at(weights, row);
        int32_t day = each >= 0 ? 0 : p->filter.day[row];
        bool incomplete = p->filter.follows_up && p->filter.incomplete[row];
        p->rows[from + row] = (ind_once_row){
            .day = day, .in = in && day != IND_NULL_DATE, .met = met, .incomplete = incomplete, .weight = w};
        memcpy(p->codes + (from + row) * groups, ind_strata_codes(p->filter.context->strata, row),
               groups * sizeof *p->codes);
        if (p->filter.context->trace != NULL) /* through what it is folded into */
            ind_trace_through(p->filter.context->trace, p->filter.selection.told[row], in, in && met);
    }
}

/* ---- rows folded ---- */

/* Days; of a row that is held against one period, all. */
typedef struct {
    int32_t from, to;
    int32_t period; /* number; -1: the whole run, for the flow */
    bool flow, cells;
} fold_days;

static bool is_in(const folding *f, size_t unit, const fold_days *days) {
    return f->p->rows[unit].day >= days->from && f->p->rows[unit].day <= days->to;
}

/* Of a trace, the rows that are taken as one, of which LAST is the last. */
static uint32_t add_unit(const folding *f, size_t first, size_t last, const fold_days *days) {
    ind_trace *trace = f->p->filter.context->trace;
    if (trace == NULL)
        return 0;
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_ENTITY, days->period);
    trace->units[unit].for_flow = !days->cells;
    for (size_t i = first; i != SIZE_MAX; i = f->next[i])
        if (f->p->rows[i].in && is_in(f, i, days))
            ind_trace_member_add(trace, unit,
                                 ind_trace_row_of(trace, 0, f->p->filter.shape_feeds->part, f->units[i].row.first),
                                 i == last ? "last" : "counted");
    return unit;
}

static void count_one(const folding *f, size_t first, size_t last, bool met, const fold_days *days) {
    ind_proportion *p = f->p;
    const ind_kind_context *context = p->filter.context;
    const uint32_t *codes = p->codes + last * context->measure->group_count;
    uint32_t unit = add_unit(f, first, last, days);
    ind_judgement *numerator = ind_selection_share(&p->filter.selection, DENOMINATOR, NUMERATOR, unit, met, days->flow);
    if (numerator != NULL)
        ind_trace_param(context->trace, numerator, "once_per.take");
    if (!days->cells)
        return;
    ind_proportion_add(p, ind_cells_at(context->cells, days->period, codes), met, p->rows[last].weight);
    if (context->trace != NULL)
        ind_proportion_note(p, unit, ind_trace_counted(context->trace, unit, days->period, codes), met,
                            p->rows[last].weight);
}

static void mark_incomplete(const folding *f, size_t unit, const fold_days *days) {
    const ind_kind_context *context = f->p->filter.context;
    const uint32_t *codes = f->p->codes + unit * context->measure->group_count;
    if (unit != SIZE_MAX && days->cells)
        ind_cells_count(context->cells, ind_cells_at(context->cells, days->period, codes),
                        f->p->filter.incomplete_term, 1);
}

/* The alike rows from FIRST on, in some days.  A row without full follow-up makes the cell preliminary that they count
 * in, and the one that they may count in when it is known. */
static void fold_group(const folding *f, size_t first, const fold_days *days) {
    size_t last = SIZE_MAX, at_most = SIZE_MAX;
    bool any = false, all = true, incomplete = false;
    for (size_t i = first; i != SIZE_MAX; i = f->next[i]) {
        const ind_once_row *row = &f->p->rows[i];
        if (!is_in(f, i, days))
            continue;
        incomplete |= row->incomplete;
        at_most = row->in || row->incomplete ? i : at_most;
        if (!row->in)
            continue;
        any |= row->met;
        all &= row->met;
        last = i;
    }
    if (last != SIZE_MAX)
        count_one(f, first, last, f->all ? all : any, days);
    if (incomplete)
        mark_incomplete(f, last, days);
    if (incomplete && at_most != last)
        mark_incomplete(f, at_most, days);
}

static void fold_periods(const folding *f, size_t first, int each) {
    const ind_calendar *calendar = f->p->filter.context->calendar;
    if (each >= 0) {
        fold_group(f, first, &(fold_days){.period = each, .flow = true, .cells = true});
        return;
    }
    fold_group(f, first, &(fold_days){calendar->from, calendar->to, -1, true, false});
    for (size_t p = 0; p < calendar->count; p++)
        fold_group(f, first, &(fold_days){calendar->items[p].from, calendar->items[p].to, (int32_t)p, false, true});
}

/* Units that are alike get linked, in their order; HEAD: whether none alike is before it. */
static void link_units(folding *f, const ind_row_unit *units, size_t count, bool *head) {
    size_t base = units[0].row.first;
    for (size_t i = 0; i < count; i++)
        base = units[i].group < base ? units[i].group : base;
    size_t range = units[count - 1].row.first - base + 1;
    size_t *latest = ind_alloc_array(range, sizeof *latest);
    for (size_t i = 0; i < range; i++)
        latest[i] = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        f->next[i] = SIZE_MAX;
        head[i] = false;
        if (units[i].group == SIZE_MAX) /* it cannot be told what it is like */
            continue;
        size_t *before = &latest[units[i].group - base];
        head[i] = *before == SIZE_MAX;
        if (!head[i])
            f->next[*before] = i;
        *before = i;
    }
    free(latest);
}

void ind_once_per_fold(void *state, const ind_row_unit *units, size_t count, int each) {
    ind_proportion *p = state;
    folding f = {.p = p, .units = units, .next = ind_alloc_array(count, sizeof(size_t))};
    bool *head = ind_alloc_array(count, sizeof *head);
    f.all = ind_param_is(ind_row_param(p->filter.context->measure, IND_ROW_ONCE_TAKE), "all");
    link_units(&f, units, count, head);
    for (size_t i = 0; i < count; i++)
        if (head[i])
            fold_periods(&f, i, each);
    free(head);
    free(f.next);
}
