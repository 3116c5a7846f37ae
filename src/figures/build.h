/* build.h - a report while it is made, by a run (of_run.c) or from a file (read.c).
 *
 * A measure is built by one thread at a time, several measures by several threads: each has an arena of its own. */
#ifndef IND_FIGURES_BUILD_H
#define IND_FIGURES_BUILD_H

#include "base/memory.h"
#include "indikator/figures.h"

/* A report without measures, with room for ARENAS arenas: the first is the report's own. */
ind_report *ind_report_new(size_t arenas);
/* Arena NUMBER; made when it is first asked for. */
ind_arena *ind_report_arena(ind_report *report, size_t number);

void ind_report_measure_free(ind_report_measure *measure);              /* what it holds outside its arena */
uint32_t ind_report_code(const ind_report_group *group, ind_str value); /* 0: no cell has it */

/* ---- one measure ---- */

/* Its arena; groups, periods and splits that are not there yet are added by the first cell that has them. */
typedef struct {
    ind_arena *arena;
    ind_report_measure *measure;
    size_t group_room, period_room, split_room;
    size_t split;                 /* of the last cell */
    struct ind_cells *told_apart; /* NULL: cells are different by themselves; else those there are, OWNED */
} ind_report_builder;

size_t ind_report_add_period(ind_report_builder *builder, ind_report_period period); /* its number */
/* The split by these groups; a new one is added. */
size_t ind_report_add_split(ind_report_builder *builder, const ind_str *names, size_t count);
/* Terms of one more row, shown or hidden, in the order of rows: CELL of CELLS; UINT32_MAX: nothing was counted.  Before
 * the first one: what the terms are. */
struct ind_cells;
void ind_report_set_terms(ind_report_builder *builder, const ind_report_term *terms, size_t count,
                          struct ind_cells *values);
void ind_report_add_terms(ind_report_builder *builder, const struct ind_cells *cells, uint32_t cell);
/* What was counted and is not shown, behind all cells. */
void ind_report_add_hidden(ind_report_builder *builder, const ind_cell_result *cell);
/* One more cell, of period number CELL->period_number; LEVELS are those of its intervals.  What it holds is copied.
 * False, and nothing is added, if there is a cell of this period and group and the builder tells cells apart. */
bool ind_report_add_cell(ind_report_builder *builder, const ind_cell_result *cell, const double *levels,
                         size_t level_count);

#endif
