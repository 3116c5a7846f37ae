/* parallel.h - the same work by several threads at once. */
#ifndef IND_PARALLEL_H
#define IND_PARALLEL_H

/* WORK(context, n) for n = 0 .. THREADS-1, 0 by the caller's thread; back when all are done.  Where the system
 * has no thread left, some n are left out: the work must be such that the others do it all. */
void ind_parallel(unsigned threads, void (*work)(void *context, unsigned number), void *context);

#endif
