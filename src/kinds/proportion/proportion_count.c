/* proportion_count.c - one row, or several taken as one, is counted. */
#include "kinds/proportion/proportion.h"

void ind_proportion_add(ind_proportion *p, uint32_t cell, bool met, double w) {
    ind_cells *cells = p->filter.context->cells;
    ind_cells_count(cells, cell, N, 1);
    ind_cells_count(cells, cell, X, met);
    if (p->weight == NULL)
        return;
    ind_cells_sum(cells, cell, W, w);
    ind_cells_sum(cells, cell, WW, w * w);
    if (!met)
        return;
    ind_cells_sum(cells, cell, WX, w);
    ind_cells_sum(cells, cell, WWX, w * w);
}

void ind_proportion_note(const ind_proportion *p, uint32_t unit, ind_trace_count *count, bool met, double w) {
    count->has_numerator = true;
    count->met = met;
    count->weight = p->weight == NULL ? (double)NAN : w;
    p->filter.context->trace->units[unit].in_numerator |= met;
}
