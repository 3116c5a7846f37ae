/* memory_limit.c - compares what the system counts, the resident set, with the limit.
 *
 * Counting our own allocations would miss what libraries, stacks and a scattered heap hold, and would need every
 * free() to report.  The resident set is what the system kills for, so it is asked: whenever about a megabyte has
 * been allocated (memory.c), with the size that is about to be added, so that a table that doubles stops the run
 * before it grows; and once a batch of rows, for memory that was got early and is filled later. */
#include "base/memory_limit.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static uint64_t limit; /* bytes; 0: none */
static uint64_t page_size;
static int statm = -1;              /* stays open, so that a look is one call */
static _Thread_local uint64_t used; /* when the limit was reached on this thread */
static _Thread_local uint64_t wanted;

/* Bytes; 0: not known.  The second number of statm, in pages. */
static uint64_t resident(void) {
    char text[128];
    ssize_t length = pread(statm, text, sizeof text - 1, 0);
    if (length <= 0)
        return 0;
    text[length] = '\0';
    unsigned long long size, pages;
    return sscanf(text, "%llu %llu", &size, &pages) == 2 ? pages * page_size : 0;
}

bool ind_memory_limit_set(uint64_t bytes) {
    limit = used = 0;
    if (bytes == 0)
        return true;
    long page = sysconf(_SC_PAGESIZE);
    page_size = page > 0 ? (uint64_t)page : 4096;
    errno = 0;
    if (statm < 0)
        statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (statm < 0 || resident() == 0)
        return false;
    limit = bytes;
    return true;
}

void ind_memory_check(size_t more) {
    if (limit == 0)
        return;
    uint64_t now = resident();
    if (now <= limit && more <= limit - now)
        return;
    used = now;
    wanted = more;
    ind_out_of_memory();
}

bool ind_memory_limit_reached(ind_memory_use *use) {
    *use = (ind_memory_use){used, wanted, limit};
    return used > 0;
}
