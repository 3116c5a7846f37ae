/* cores.h - how many threads the process can really run at once. */
#ifndef IND_CORES_H
#define IND_CORES_H

/* At least 1: the cores that it may use, cut to the quota of its cgroup (rounded up). */
unsigned ind_cores(void);

#endif
