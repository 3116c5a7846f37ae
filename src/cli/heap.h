/* heap.h - memory for a run over these files. */
#ifndef IND_CLI_HEAP_H
#define IND_CLI_HEAP_H

#include "indikator/run.h"

/* To be called before threads are started. */
void cli_heap_for(const ind_data_file *files, size_t count);

#endif
