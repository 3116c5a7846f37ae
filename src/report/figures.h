/* figures.h - the cells of two measures, matched by period and group. */
#ifndef IND_REPORT_FIGURES_H
#define IND_REPORT_FIGURES_H

#include "base/memory.h"
#include "indikator/figures.h"

typedef struct {
    const char *period;
    ind_str grain;
    const char *group; /* GROUP: "04 Södermanlands län, K Kvinnor"; empty: the total */
    ind_str name[IND_MAX_CELL_GROUPS], code[IND_MAX_CELL_GROUPS]; /* the same, apart */
    size_t group_count;
    bool there; /* in this measure at all */
    ind_cell_status status;
    unsigned flags;
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

/* All cells of MEASURE, in the order of the report; *COUNT.  Lives in ARENA and in the report. */
ind_figure *ind_figures_of(ind_arena *arena, const ind_report_measure *measure, size_t *count);
/* The same place in time and among the groups? */
int ind_figure_order(const void *a, const void *b);
bool ind_figure_same(const ind_figure *a, const ind_figure *b); /* value, counts and status */
/* All lives in ARENA and in the reports of the two measures. */
ind_figures *ind_figures_compare(ind_arena *arena, const ind_report_measure *before, const ind_report_measure *after);
bool ind_figure_number(const ind_figure *figure, const char *name, double *out); /* false: the cell has no such count */

#endif
