/* published_cells.c - what the tables of a cell say: one thing, or several that contradict each other. */
#include "kinds/published/published.h"

/* All rows say the same, if they say anything. */
static bool agree(ind_cells *cells, uint32_t cell, size_t table) {
    const double *values;
    const int64_t *counts;
    size_t count = ind_cells_get_table(cells, cell, table, &values, &counts);
    return count == 0 || (count == 1 && counts[0] == ind_cells_get_count(cells, cell, N));
}

int ind_published_says(ind_cells *cells, uint32_t cell) {
    const double *values;
    const int64_t *counts;
    for (size_t table = SAYS; table < FIGURE + FIGURES; table++)
        if (!agree(cells, cell, table))
            return SAYS_TWO_THINGS;
    return ind_cells_get_table(cells, cell, SAYS, &values, &counts) == 0 ? SAYS_NOTHING : (int)values[0];
}

double ind_published_number(ind_cells *cells, uint32_t cell, size_t table) {
    const double *values;
    const int64_t *counts;
    return ind_cells_get_table(cells, cell, table, &values, &counts) == 0 ? (double)NAN : values[0];
}
