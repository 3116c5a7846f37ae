/* compared_of_run.h - of a report that is made by a run: what a measure is to be compared with. */
#ifndef IND_FIGURES_COMPARED_OF_RUN_H
#define IND_FIGURES_COMPARED_OF_RUN_H

#include "engine/engine.h"
#include "figures/build.h"

/* When the cells of the measure are there: which areas are of which whole is told of those that it has. */
void ind_report_take_compare(ind_arena *arena, const ind_run_options *options, const ind_job *job,
                             ind_report_measure *out);

#endif
