/* parallel.c - see parallel.h. */
#include "base/parallel.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct {
    void (*work)(void *context, unsigned number);
    void *context;
    unsigned number;
    pthread_t thread;
    bool started;
} helper;

static void *run(void *context) {
    const helper *h = context;
    h->work(h->context, h->number);
    return NULL;
}

void ind_parallel(unsigned threads, void (*work)(void *context, unsigned number), void *context) {
    helper *helpers = ind_alloc_array(threads, sizeof *helpers);
    for (unsigned n = 1; n < threads; n++) {
        helpers[n] = (helper){.work = work, .context = context, .number = n};
        helpers[n].started = pthread_create(&helpers[n].thread, NULL, run, &helpers[n]) == 0;
    }
    work(context, 0);
    for (unsigned n = 1; n < threads; n++)
        if (helpers[n].started)
            pthread_join(helpers[n].thread, NULL);
    free(helpers);
}
