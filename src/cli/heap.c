/* heap.c - one heap of large pages for a short run.
 *
 * A run over a few megabytes spends a fifth of its time in the system, which hands out its memory page by page and
 * anew to each thread's own heap.  So the heap is made once: room that costs nothing until it is used, for all threads,
 * in pages of 2 MiB where the system has them.  A long run keeps a heap a thread, so that none waits for another. */
#include "cli/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL = 32 << 20, ROOM = 64 << 20, PAGE = 4096 };

static bool are_small(const ind_data_file *files, size_t count) {
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        if (stat(files[i].path, &info) != 0 || !S_ISREG(info.st_mode))
            return false;
        total += (uint64_t)info.st_size;
    }
    return total <= SMALL;
}

void cli_heap_for(const ind_data_file *files, size_t count) {
#if defined M_ARENA_MAX && defined MADV_HUGEPAGE
    if (!are_small(files, count))
        return;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, SMALL);
    mallopt(M_TRIM_THRESHOLD, 2 * ROOM);
    mallopt(M_TOP_PAD, ROOM);
    uintptr_t begin = ((uintptr_t)sbrk(0) + PAGE - 1) / PAGE * PAGE;
    void *volatile grown = malloc(SMALL / 2); /* more than the heap has left */
    free(grown);
    uintptr_t end = (uintptr_t)sbrk(0) / PAGE * PAGE;
    if (end > begin) /* a hint: what comes of it does not matter */
        (void)madvise((void *)begin, end - begin, MADV_HUGEPAGE);
#else
    (void)files;
    (void)count;
#endif
}
