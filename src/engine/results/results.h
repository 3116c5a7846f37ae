/* results.h - counted cells rolled up to splits and periods, and made into figures. */
#ifndef IND_ENGINE_RESULTS_H
#define IND_ENGINE_RESULTS_H

#include "engine/state/run_state.h"

/* Which rows of one split, or of one grain, are part of which of another. */
typedef struct {
    const ind_grouping *from, *to; /* splits */
    int from_grain, to_grain;      /* of one split; -1: in each period */
    const uint32_t *rows;          /* pairs: the part, and what it is part of; see roll_up.h for hidden ones */
    size_t count;
} ind_level_link;

/* Who gets the cells of a measure.  What it gets is BORROWED for the call. */
typedef struct {
    void *context;
    void (*cell)(void *context, const ind_cell_result *result); /* in the order of the report */
    /* NULL, or called after each cell with what was counted in it; UINT32_MAX: nothing was */
    void (*terms)(void *context, const ind_cells *cells, uint32_t cell);
    /* NULL, or what was counted and is not shown: period, split and groups */
    void (*hidden)(void *context, const ind_cell_result *result, const ind_cells *cells, uint32_t cell);
    void (*link)(void *context, const ind_level_link *link); /* NULL, or called at the end */
} ind_result_taker;

/* results.c: the figures of a measure. */
void ind_run_give(ind_run *run, size_t index, const ind_result_taker *to);

#endif
