/* plan.h - which files, periods, columns and identifiers the chosen measures need, together. */
#ifndef IND_PLAN_H
#define IND_PLAN_H

#include "engine/state/run_state.h"

ind_status ind_plan_inputs(ind_run *run);
void ind_plan_jobs(ind_run *run, const ind_measure *const *measures, size_t count);
ind_status ind_plan_period(ind_run *run);
void ind_plan_columns(ind_run *run);
void ind_plan_identifiers(ind_run *run); /* which are numbered, and when; part of ind_plan_columns */

/* Of NAMES ("lan,komun") the first that is a group of none of JOBS but near to one; false: none. */
bool ind_nearest_group(const ind_job *jobs, size_t count, const char *names, ind_str *name, ind_str *group);

/* IND_E_USAGE where the report would have more cells than options->max_cells; by what is known without the data, and by
 * what is known with them. */
ind_status ind_max_cells_plan(const ind_run *run);
ind_status ind_max_cells_read(const ind_run *run);

#endif
