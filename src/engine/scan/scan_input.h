/* scan_input.h - each dataset once, by several threads: batches to columns, columns to feeds and collectors. */
#ifndef IND_SCAN_INPUT_H
#define IND_SCAN_INPUT_H

#include "engine/state/run_state.h"

ind_status ind_scan_input(ind_run *run, ind_input *input);

/* inputs.c: all that is to be scanned, and how large it is */
void ind_inputs_size(ind_run *run);
ind_status ind_inputs_scan(ind_run *run);

#endif
