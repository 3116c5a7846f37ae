/* runs.h - runs and crossings of a series, point by point: for run charts and for p-charts. */
#ifndef IND_RUNS_H
#define IND_RUNS_H

#include "indikator/signals.h"

typedef struct {
    ind_run_chart chart; /* the centre is set before the first point */
    size_t run, from;    /* points of the run that goes on, and the number of its first */
    bool above;          /* on which side it is */
} ind_runs;

/* The point of number POINT, from 0. */
void ind_runs_add(ind_runs *runs, size_t point, double value);
/* Limits and signals of the points added.  False for fewer than 12 useful ones: then only centre, points and useful. */
bool ind_runs_judge(const ind_runs *runs, ind_run_chart *out);

#endif
