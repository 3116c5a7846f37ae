/* levels.h - of a report that is made by a run: the terms behind its cells, the cells that are not shown, and what is
 * part of what. */
#ifndef IND_FIGURES_LEVELS_H
#define IND_FIGURES_LEVELS_H

#include "engine/engine.h"
#include "figures/build.h"

/* Before the first cell. */
void ind_report_declare_terms(ind_report_builder *builder, const ind_job *job);
/* When all cells are there. */
void ind_report_take_levels(ind_report_builder *builder, ind_run *run, size_t index);

#endif
