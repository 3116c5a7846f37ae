/* out_of_memory.c - one answer to it, which whoever runs the process gives. */
#include "base/memory.h"

#include <stdlib.h>

static void (*out_of_memory)(void) = abort;

void ind_set_out_of_memory(void (*handler)(void)) {
    out_of_memory = handler;
}

void ind_out_of_memory(void) {
    out_of_memory();
    abort();
}
