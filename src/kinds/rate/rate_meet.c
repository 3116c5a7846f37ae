/* rate_meet.c - events outside the population go out of every cell, that of all as well.
 *
 * An event in an area that has no population in the period, or in no known area, would raise the figure of all without
 * being one of those that could have had it.  One of whom another group is not known, such as the sex, is one of them.
 */
#include "kinds/rate/rate.h"

typedef struct {
    const ind_kind_context *context;
    size_t areas[IND_MAX_GROUPS];
    size_t area_count;
    ind_cells *has; /* areas with a population, by period; without terms */
} meeting;

/* Which period it is that stands for the whole run. */
enum { ANY_PERIOD = -1 };

/* The codes of its areas; false if one is not known. */
static bool areas_of(const meeting *m, const uint32_t *codes, uint32_t *areas) {
    bool known = true;
    for (size_t a = 0; a < m->area_count; a++) {
        areas[a] = codes[m->areas[a]];
        known &= areas[a] != 0;
    }
    return known;
}

static bool is_outside(const meeting *m, int32_t period, const uint32_t *codes) {
    uint32_t areas[IND_MAX_GROUPS];
    return !areas_of(m, codes, areas) || ind_cells_find(m->has, period, areas) == UINT32_MAX;
}

/* Also one that should have a population, and lacks it: then there is no figure at all. */
static void see_population(const meeting *m, uint32_t cell) {
    const ind_cells *cells = m->context->cells;
    uint32_t areas[IND_MAX_GROUPS];
    bool has = ind_cells_get_count(cells, cell, ROWS) > 0 || ind_cells_get_count(cells, cell, LACKING) > 0 ||
               ind_cells_get_count(cells, cell, MISFITS) > 0 || ind_cells_get_count(cells, cell, STRADDLING) > 0;
    if (!has || !areas_of(m, ind_cells_codes(cells, cell), areas))
        return;
    ind_cells_at(m->has, ind_cells_period(cells, cell), areas);
    ind_cells_at(m->has, ANY_PERIOD, areas);
}

static void take_out(ind_cells *cells, uint32_t cell) {
    for (size_t term = 0; term < IND_COUNTED_PERSONS; term++)
        ind_cells_count(cells, cell, term, -ind_cells_get_count(cells, cell, term));
    ind_cells_empty(cells, cell, IND_COUNTED_PERSONS);
    ind_cells_empty(cells, cell, CLASSES);
}

/* Its areas are known, and of those that have delivered events: their population is what is missing. */
static bool should_have(const meeting *m, const uint32_t *codes) {
    uint32_t areas[IND_MAX_GROUPS];
    const ind_calendar *calendar = m->context->calendar;
    if (!areas_of(m, codes, areas))
        return false;
    for (size_t a = 0; a < m->area_count; a++) {
        ind_str whole = ind_strata_whole_of(m->context->strata, m->areas[a], areas[a], ind_always);
        if (!ind_rate_delivers(m->context, whole, (ind_days){calendar->from, calendar->to}))
            return false;
    }
    return true;
}

/* In the flow, those that no period has a population for. */
static void count_outside(const meeting *m, ind_rate_events *e, const ind_cells *raw) {
    const ind_selection *selection = &e->counting.filter.selection;
    bool of_flow = e->counting.folds || ind_rows_once_a_period(m->context->measure);
    for (uint32_t cell = 0; cell < ind_cells_count_of(raw); cell++) {
        const uint32_t *codes = ind_cells_codes(raw, cell);
        int64_t n = ind_cells_get_count(raw, cell, IND_COUNTED_N);
        if ((ind_cells_period(raw, cell) == IND_FLOW_CELLS) != of_flow || !is_outside(m, ANY_PERIOD, codes))
            continue;
        ind_selection_flow(selection, OUTSIDE)->n += n;
        ind_selection_flow(selection, EVENTS)->n -= n;
        e->without_population += should_have(m, codes) ? n : 0;
    }
}

void ind_rate_meet(void *state, const ind_cells *raw) {
    ind_rate_events *e = state;
    const ind_kind_context *context = e->counting.filter.context;
    ind_cells *cells = context->cells;
    meeting m = {.context = context};
    for (size_t g = 0; g < context->measure->group_count; g++)
        if (ind_strata_is_area(context->strata, g))
            m.areas[m.area_count++] = g;
    m.has = ind_cells_new(NULL, 0, m.area_count);
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++)
        see_population(&m, cell);
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++)
        if (is_outside(&m, ind_cells_period(cells, cell), ind_cells_codes(cells, cell)))
            take_out(cells, cell);
    count_outside(&m, e, raw);
    ind_cells_free(m.has);
}
