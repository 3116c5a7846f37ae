/* fold.c - see fold.h. */
#include "kinds/rows/fold.h"

#include <stdlib.h>

/* ---- units judged ---- */

static size_t groups_of(const ind_row_fold *fold) {
    return fold->filter->context->measure->group_count;
}

static void make_room(ind_row_fold *fold, size_t count) {
    if (count <= fold->capacity)
        return;
    fold->capacity = count < 2 * fold->capacity ? 2 * fold->capacity : count;
    fold->rows = ind_realloc(fold->rows, fold->capacity * sizeof *fold->rows);
    fold->codes = ind_realloc(fold->codes, (fold->capacity * groups_of(fold) + 1) * sizeof *fold->codes);
}

void ind_row_fold_close(ind_row_fold *fold) {
    free(fold->rows);
    free(fold->codes);
}

void ind_row_fold_keep(ind_row_fold *fold, int each) {
    const ind_row_filter *filter = fold->filter;
    size_t from = filter->block->from, count = filter->selection.n, groups = groups_of(fold);
    make_room(fold, from + count);
    fold->pass = filter->block->pass;
    for (size_t row = 0; row < count; row++) {
        bool in = ind_selection_stays(&filter->selection, row);
        int32_t day = each >= 0 ? 0 : filter->day[row];
        fold->rows[from + row] = (ind_fold_row){
            .day = day, .in = in && day != IND_NULL_DATE, .incomplete = filter->follows_up && filter->incomplete[row]};
        if (filter->context->trace != NULL) /* through what it is folded into */
            ind_trace_through(filter->context->trace, filter->selection.told[row], in, false);
        memcpy(fold->codes + (from + row) * groups, ind_strata_codes(filter->context->strata, row),
               groups * sizeof *fold->codes);
    }
}

/* ---- units folded ---- */

static bool is_within(const ind_alike *alike, size_t unit) {
    const ind_fold_row *row = &alike->fold->rows[unit];
    return row->day >= alike->from && row->day <= alike->to;
}

static size_t next_in(const ind_alike *alike, size_t unit) {
    while (unit != SIZE_MAX && !(alike->fold->rows[unit].in && is_within(alike, unit)))
        unit = alike->fold->next[unit];
    return unit;
}

size_t ind_alike_first(const ind_alike *alike) {
    return next_in(alike, alike->first);
}

size_t ind_alike_after(const ind_alike *alike, size_t unit) {
    return next_in(alike, alike->fold->next[unit]);
}

static const uint32_t *codes_of(const ind_row_fold *fold, size_t unit) {
    return fold->codes + unit * groups_of(fold);
}

static uint32_t cell_of(const ind_alike *alike, size_t unit) {
    return ind_cells_at(alike->fold->filter->context->cells, alike->period, codes_of(alike->fold, unit));
}

uint32_t ind_alike_cell(const ind_alike *alike) {
    return cell_of(alike, alike->taken);
}

uint32_t ind_alike_unit(const ind_alike *alike) {
    const ind_row_filter *filter = alike->fold->filter;
    ind_trace *trace = filter->context->trace;
    const char *taken = alike->fold->takes_first ? "first" : "last";
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_ENTITY, alike->period);
    trace->units[unit].for_flow = !alike->cells;
    for (size_t i = ind_alike_first(alike); i != SIZE_MAX; i = ind_alike_after(alike, i))
        ind_trace_member_add(trace, unit,
                             ind_trace_row_of(trace, 0, filter->shape_feeds->part, alike->fold->units[i].row.first),
                             i == alike->taken ? taken : "counted");
    return unit;
}

ind_trace_count *ind_alike_counted(const ind_alike *alike, uint32_t unit) {
    return ind_trace_counted(alike->fold->filter->context->trace, unit, alike->period,
                             codes_of(alike->fold, alike->taken));
}

uint32_t ind_alike_pass(const ind_alike *alike, const ind_selection *selection, size_t step) {
    ind_flow_step *flow = ind_selection_flow(selection, step);
    ind_trace *trace = selection->context->trace;
    uint32_t unit = trace == NULL ? 0 : ind_alike_unit(alike);
    flow->n += alike->flow;
    if (trace != NULL)
        ind_trace_step(trace, unit, flow, true, false)->counted = alike->flow;
    return unit;
}

static void mark_incomplete(const ind_alike *alike, size_t unit) {
    const ind_row_filter *filter = alike->fold->filter;
    if (unit != SIZE_MAX && alike->cells)
        ind_cells_count(filter->context->cells, cell_of(alike, unit), filter->incomplete_term, 1);
}

/* A unit without full follow-up makes the cell preliminary that they count in, and the one that they may count in when
 * it is known. */
static void fold_alike(const ind_row_fold *fold, ind_alike alike) {
    size_t may_be_taken = SIZE_MAX;
    bool incomplete = false;
    alike.fold = fold;
    alike.taken = SIZE_MAX;
    for (size_t i = alike.first; i != SIZE_MAX; i = fold->next[i]) {
        const ind_fold_row *row = &fold->rows[i];
        if (!is_within(&alike, i))
            continue;
        incomplete |= row->incomplete;
        if ((row->in || row->incomplete) && (may_be_taken == SIZE_MAX || !fold->takes_first))
            may_be_taken = i;
        if (row->in && (alike.taken == SIZE_MAX || !fold->takes_first))
            alike.taken = i;
    }
    if (alike.taken != SIZE_MAX)
        fold->count(fold->state, &alike);
    if (incomplete)
        mark_incomplete(&alike, alike.taken);
    if (incomplete && may_be_taken != alike.taken)
        mark_incomplete(&alike, may_be_taken);
}

static void fold_period(const ind_row_fold *fold, size_t first, size_t period) {
    const ind_period *p = &fold->filter->context->calendar->items[period];
    bool by_year = fold->by_year && p->grain == IND_GRAIN_POOLED_YEARS;
    int32_t step = by_year ? 12 : p->last_month - p->first_month + 1;
    for (int32_t month = p->first_month; month <= p->last_month; month += step)
        fold_alike(fold, (ind_alike){.first = first,
                                     .from = ind_first_day_of_month(month),
                                     .to = ind_first_day_of_month(month + step) - 1,
                                     .period = (int32_t)period,
                                     .cells = true});
}

/* Units that a pass has chosen for a period, or for the flow, are in its days. */
static void fold_periods(const ind_row_fold *fold, size_t first, int each) {
    const ind_calendar *calendar = fold->filter->context->calendar;
    if (each >= 0) {
        bool flow = fold->pass != IND_PASS_CELLS, cells = fold->pass != IND_PASS_FLOW;
        fold_alike(fold, (ind_alike){.first = first, .period = cells ? each : -1, .flow = flow, .cells = cells});
        return;
    }
    fold_alike(fold,
               (ind_alike){.first = first, .from = calendar->from, .to = calendar->to, .period = -1, .flow = true});
    for (size_t p = 0; p < calendar->count; p++)
        fold_period(fold, first, p);
}

/* Units that are alike get linked, in their order; HEAD: whether none alike is before it. */
static void link_units(ind_row_fold *fold, size_t count, bool *head) {
    const ind_row_unit *units = fold->units;
    size_t base = units[0].row.first;
    for (size_t i = 0; i < count; i++)
        base = units[i].alike < base ? units[i].alike : base;
    size_t range = units[count - 1].row.first - base + 1;
    size_t *latest = ind_alloc_array(range, sizeof *latest);
    for (size_t i = 0; i < range; i++)
        latest[i] = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        fold->next[i] = SIZE_MAX;
        head[i] = false;
        if (units[i].alike == SIZE_MAX) /* it cannot be told what it is like */
            continue;
        size_t *before = &latest[units[i].alike - base];
        head[i] = *before == SIZE_MAX;
        if (!head[i])
            fold->next[*before] = i;
        *before = i;
    }
    free(latest);
}

void ind_row_fold_run(ind_row_fold *fold, const ind_row_unit *units, size_t count, int each) {
    bool *head = ind_alloc_array(count, sizeof *head);
    fold->units = units;
    fold->next = ind_alloc_array(count, sizeof *fold->next);
    link_units(fold, count, head);
    for (size_t i = 0; i < count; i++)
        if (head[i])
            fold_periods(fold, i, each);
    free(head);
    free(fold->next);
    fold->next = NULL;
}
