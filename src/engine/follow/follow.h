/* follow.h - events of all entities to the kinds, by several threads. */
#ifndef IND_FOLLOW_H
#define IND_FOLLOW_H

#include "engine/state/run_state.h"

/* The entities of measures whose datasets have been scanned; ALONE not NULL: of those that read only it. */
void ind_follow_entities(ind_run *run, const ind_input *alone);

#endif
