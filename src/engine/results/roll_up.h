/* roll_up.h - the cells of one split: fine cells, which were counted once, summed by split and period.
 *
 * Counting is done once, at the finest: by every group and, where months add up, by month.  Each split gets cells of
 * its own, to which the fine cells are merged exactly.  With --area, a split without a group by area is split by the
 * areas asked for as well, each of which is a sum of its own: so a cell without area always means all that was
 * delivered. */
#ifndef IND_ROLL_UP_H
#define IND_ROLL_UP_H

#include "engine/results/results.h"

/* An area asked for, as a key that is added to a split. */
typedef struct {
    ind_str code, name; /* name of the group that has the code; "area": the code is a whole of its values */
    size_t group;
    uint32_t value; /* the code in the group; 0: it is none of its values */
} ind_added_area;

typedef struct {
    const ind_job *job;
    const ind_grouping *split;
    bool adds_area;
    ind_added_area *areas; /* OWNED; the key is their number, after the codes of the groups */
    size_t area_count;
    ind_cells *cells;   /* by number of the period */
    ind_cells *rounds;  /* the same, by month too: where each round is scaled before they are put together; else NULL */
    int32_t month;      /* of the fine cell at hand */
    ind_cells *seen;    /* place of a group in the split, and its code: without terms */
    uint32_t *row;      /* of each cell, where it stands among those given; IND_NOT_GIVEN */
    bool *counted;      /* by number of the period: something was, in whatever group or area */
    ind_cells *nothing; /* one cell, of nothing */
} ind_roll;

#define IND_NOT_GIVEN UINT32_MAX
#define IND_HIDDEN_ROW UINT32_C(0x80000000) /* the row is one of those that are not shown */

void ind_roll_open(ind_roll *roll, ind_job *job, const ind_grouping *split);
void ind_roll_close(ind_roll *roll);

/* Where the windows or periods of the run choose the rows that are read, a value is seen in the period that it was seen
 * in. */
bool ind_roll_keeps_seen(const ind_roll *roll);
ind_days ind_roll_days(const ind_job *job, size_t period);
/* Is nothing counted a value, in a cell of the period with the codes CODES of the split's groups? */
bool ind_roll_counts_nothing(const ind_roll *roll, const uint32_t *codes, size_t period);
/* Codes of the split's groups that the fine codes are in the period. */
void ind_roll_codes(const ind_roll *roll, const uint32_t *fine, size_t period, uint32_t *codes);
/* Is what was counted at AT, a month or number of a period, in the period? */
bool ind_roll_is_in(const ind_job *job, bool months, int32_t at, size_t period);

#endif
