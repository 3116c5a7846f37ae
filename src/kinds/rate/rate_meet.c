/* rate_meet.c - events outside the population go out of every cell, that of all as well.
 *
 * An event in an area that has no population in the period, or in no known area, would raise the figure of all without
 * being one of those that could have had it.  One of whom another group is not known, such as the sex, is one of them. */
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
    for (size_t term = 0; term < IND_COUNTED_TERMS; term++)
        ind_cells_count(cells, cell, term, -ind_cells_get_count(cells, cell, term));
}

/* In the flow, those that no period has a population for. */
static int64_t count_outside(const meeting *m, const ind_cells *raw, bool of_flow) {
    int64_t outside = 0;
    for (uint32_t cell = 0; cell < ind_cells_count_of(raw); cell++)
        if ((ind_cells_period(raw, cell) == IND_FLOW_CELLS) == of_flow &&
            is_outside(m, ANY_PERIOD, ind_cells_codes(raw, cell)))
            outside += ind_cells_get_count(raw, cell, IND_COUNTED_N);
    return outside;
}

void ind_rate_meet(void *state, const ind_cells *raw) {
    const ind_rate_events *e = state;
    const ind_kind_context *context = e->counting.filter.context;
    const ind_selection *selection = &e->counting.filter.selection;
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
    bool of_flow = e->counting.folds || ind_rows_once_a_period(context->measure);
    int64_t outside = count_outside(&m, raw, of_flow);
    ind_selection_flow(selection, OUTSIDE)->n += outside;
    ind_selection_flow(selection, EVENTS)->n -= outside;
    ind_cells_free(m.has);
}
