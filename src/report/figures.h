/* figures.h - the cells of two measures of one run, matched by period and group. */
#ifndef IND_REPORT_FIGURES_H
#define IND_REPORT_FIGURES_H

#include "engine/engine.h"

typedef struct {
    const char *period, *group; /* GROUP: "04 Södermanlands län, K Kvinnor"; empty: the total */
    ind_str name[8], code[8];   /* the same, apart */
    size_t group_count;
    bool there; /* in this measure at all */
    ind_cell_status status;
    ind_outcome outcome;
} ind_figure;

typedef struct {
    ind_figure before, after;
} ind_figure_pair;

typedef struct {
    ind_figure_pair *pairs; /* those that differ, in the order of the report */
    size_t count, room;
    size_t cells; /* compared */
} ind_figures;

/* RUN computed both measures; all lives in ARENA and the run. */
ind_figures *ind_figures_compare(ind_arena *arena, ind_run *run, const ind_measure *before, const ind_measure *after);
/* Where the measure is in RUN, whose jobs are in order of id. */
size_t ind_figures_find(const ind_run *run, const ind_measure *measure);
bool ind_figure_number(const ind_figure *figure, const char *name, double *out); /* false: the cell has no such count */

#endif
