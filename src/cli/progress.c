/* progress.c - one line that is written over itself, ten times a second at most. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static bool shown;

bool cli_progress_wanted(void) {
    return isatty(STDERR_FILENO) == 1;
}

static bool is_time(void) {
    static int64_t last;
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return false;
    int64_t tenths = (int64_t)now.tv_sec * 10 + now.tv_nsec / 100000000;
    bool due = tenths != last;
    last = tenths;
    return due;
}

void cli_progress(void *context, uint64_t done, uint64_t total) {
    (void)context;
    if (!is_time())
        return;
    double megabytes = (double)done / 1e6;
    if (total > 0)
        fprintf(stderr, "\rreading: %.0f of %.0f MB (%d %%) ", megabytes, (double)total / 1e6,
                (int)((double)done / (double)total * 100));
    else
        fprintf(stderr, "\rreading: %.0f MB ", megabytes);
    fflush(stderr);
    shown = true;
}

void cli_progress_clear(void) {
    if (shown)
        fputs("\r\033[K", stderr);
    shown = false;
}
