/* once_per.c - the rows of an entity that are alike, taken as one: in the numerator if any or all of them are, with the
 * weight of the last. */
#include "kinds/proportion/proportion.h"

#include <stdlib.h>

static void make_room(ind_proportion *p, size_t count) {
    if (count <= p->row_capacity)
        return;
    p->row_capacity = count < 2 * p->row_capacity ? 2 * p->row_capacity : count;
    p->rows = ind_realloc(p->rows, p->row_capacity * sizeof *p->rows);
}

void ind_once_per_keep(ind_proportion *p, const uint8_t *truth, const ind_vector *weights, int each) {
    const ind_selection *selection = &p->filter.selection;
    size_t from = p->filter.block->from, count = selection->n;
    make_room(p, from + count);
    ind_row_fold_keep(&p->fold, each);
    for (size_t row = 0; row < count; row++) {
        bool met = truth[row] == IND_TRUE, in = ind_selection_stays(selection, row);
        double w = weights == NULL ? 1 : ind_number_at(weights, row);
        p->rows[from + row] = (ind_once_row){.met = met, .weight = w};
        if (p->filter.context->trace != NULL)
            ind_trace_through(p->filter.context->trace, selection->told[row], in, in && met);
    }
}

void ind_once_per_count(void *state, const ind_alike *alike) {
    ind_proportion *p = state;
    ind_trace *trace = p->filter.context->trace;
    bool any = false, all = true;
    for (size_t i = ind_alike_first(alike); i != SIZE_MAX; i = ind_alike_after(alike, i)) {
        any |= p->rows[i].met;
        all &= p->rows[i].met;
    }
    bool met = ind_param_is(ind_row_param(p->filter.context->measure, IND_ROW_ONCE_TAKE), "all") ? all : any;
    double weight = p->rows[alike->taken].weight;
    uint32_t unit = trace == NULL ? 0 : ind_alike_unit(alike);
    ind_judgement *numerator =
        ind_selection_share(&p->filter.selection, DENOMINATOR, NUMERATOR, unit, met, alike->flow);
    if (numerator != NULL)
        ind_trace_param(trace, numerator, "once_per.take");
    if (!alike->cells)
        return;
    ind_proportion_add(p, ind_alike_cell(alike), met, weight);
    if (trace != NULL)
        ind_proportion_note(p, unit, ind_alike_counted(alike, unit), met, weight);
}

void ind_once_per_fold(void *state, const ind_row_unit *units, size_t count, int each) {
    ind_row_fold_run(&((ind_proportion *)state)->fold, units, count, each);
}
