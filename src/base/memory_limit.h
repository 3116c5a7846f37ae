/* memory_limit.h - stop before the system does: a limit on the resident memory of the process. */
#ifndef IND_MEMORY_LIMIT_H
#define IND_MEMORY_LIMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* BYTES for the whole process from now on; 0: no limit.  Not while other threads run.
 * False: this system does not tell how much is in use; errno says why, 0: not known. */
bool ind_memory_limit_set(uint64_t bytes);
/* Is there room for MORE bytes?  If not, the handler of ind_set_out_of_memory is called and this does not return. */
void ind_memory_check(size_t more);

#endif
