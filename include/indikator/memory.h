/* memory.h - what the library does when memory runs out. */
#ifndef INDIKATOR_MEMORY_H
#define INDIKATOR_MEMORY_H

#include "indikator/api.h"

#include <stdbool.h>
#include <stdint.h>

IND_API_BEGIN

/* HANDLER is called when memory runs out, or a run would pass its memory_limit, on the thread that asked for more.
 * It must not return; the default is abort(). */
void ind_set_out_of_memory(void (*handler)(void));

typedef struct {
    uint64_t used, wanted, limit; /* bytes; WANTED: asked for beyond USED, 0 if USED was over the limit already */
} ind_memory_use;

/* For the handler: true if it was the limit that was reached, not the end of memory. */
bool ind_memory_limit_reached(ind_memory_use *use);

IND_API_END

#endif
