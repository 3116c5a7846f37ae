/* cores.c - affinity by the scheduler, quota by the files of cgroup version 2 or 1.
 *
 * A container with a quota of two cores on a machine of sixty-four would otherwise start sixty-four threads that wait
 * for each other.  What cannot be read is taken as no quota. */
#define _GNU_SOURCE /* sched_getaffinity, CPU_COUNT */
#include "base/cores.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

static unsigned affinity(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count < 1 ? 1 : (unsigned)count;
}

static unsigned rounded_up(long quota, long period) {
    return quota < 1 || period < 1 ? 0 : (unsigned)((quota + period - 1) / period);
}

/* "200000 100000", or "max 100000": 0, no quota. */
static unsigned quota_of(const char *folder) {
    char path[512];
    long quota = 0, period = 0;
    snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", folder);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    unsigned cores = fscanf(file, "%ld %ld", &quota, &period) == 2 ? rounded_up(quota, period) : 0;
    fclose(file);
    return cores;
}

static long number_in(const char *path) {
    long number = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%ld", &number) != 1)
        number = 0;
    fclose(file);
    return number;
}

static unsigned least(unsigned a, unsigned b) {
    return b != 0 && b < a ? b : a;
}

/* The process's own group and all groups above it. */
static unsigned quota_of_groups(unsigned cores) {
    char line[400];
    FILE *file = fopen("/proc/self/cgroup", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "0::", 3) != 0)
            continue;
        char *folder = line + 3;
        folder[strcspn(folder, "\n")] = '\0';
        for (char *slash; (slash = strrchr(folder, '/')) != NULL; *slash = '\0')
            cores = least(cores, quota_of(folder));
    }
    if (file != NULL)
        fclose(file);
    return least(cores, quota_of(""));
}

unsigned ind_cores(void) {
    unsigned cores = quota_of_groups(affinity());
    return least(cores, rounded_up(number_in("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"),
                                   number_in("/sys/fs/cgroup/cpu/cpu.cfs_period_us")));
}
