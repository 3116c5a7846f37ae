/* plan_periods.h - the days of a run, and the periods that each measure gets of them; parts of ind_plan_period. */
#ifndef IND_PLAN_PERIODS_H
#define IND_PLAN_PERIODS_H

#include "engine/state/run_state.h"

/* "no grain 'x'", of an option. */
ind_status ind_plan_usage(ind_run *run, const char *rule, const char *help, const char *what, const char *value);
ind_status ind_plan_grains_check(ind_run *run); /* IND_E_USAGE: no such grain */
ind_status ind_plan_days(ind_run *run);         /* the days asked for, else those of the deliveries */
void ind_plan_calendar(ind_run *run, ind_job *job);

#endif
