/* engine.h - a whole run, for those above: from options to counted cells.
 *
 *   state    what a run holds
 *   collect  rows and events of each measure, counted in each thread
 *   load     how an input is read; look-ups; deliveries
 *   judge    what is said of the data, and what follows from it
 *   plan     which files, columns and identifiers are needed
 *   follow   events of all entities to the kinds
 *   scan     each dataset once
 *   results  cells made into figures
 *   run.c    drives them */
#ifndef IND_ENGINE_H
#define IND_ENGINE_H

#include "engine/collect/collector.h"
#include "engine/collect/counter.h"
#include "engine/collect/feed.h"
#include "engine/follow/follow.h"
#include "engine/judge/judge_data.h"
#include "engine/load/load.h"
#include "engine/plan/plan.h"
#include "engine/results/results.h"
#include "engine/scan/scan_input.h"
#include "engine/state/run_state.h"

#endif
