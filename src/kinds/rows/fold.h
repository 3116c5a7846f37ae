/* fold.h - units that are alike, taken as one in each period: of once_per any and all, and of distinct.
 *
 * Each unit is judged as always, and what became of it is kept; when all units of some entities have been judged they
 * are folded, in each period by itself.  Those that count together are in the stratum of the last of them, or of the
 * first. */
#ifndef IND_FOLD_H
#define IND_FOLD_H

#include "kinds/rows/rows.h"

/* What became of a unit. */
typedef struct {
    int32_t day;     /* of the period; 0 where it is held against one */
    bool in;         /* it counts */
    bool incomplete; /* its follow-up is not all in the data */
} ind_fold_row;

typedef struct ind_alike ind_alike;

typedef struct {
    const ind_row_filter *filter; /* of the kind */
    bool takes_first;             /* the stratum is that of the first, else of the last */
    bool by_year;                 /* in pooled years they are folded in each calendar year by itself */
    /* Some units count as one. */
    void (*count)(void *state, const ind_alike *alike);
    void *state;
    /* the rest is private */
    ind_fold_row *rows; /* by unit */
    uint32_t *codes;    /* of their groups, row-major */
    size_t capacity;
    size_t *next; /* by unit: the next one that is alike; SIZE_MAX: none */
    const ind_row_unit *units;
    ind_row_pass pass;
} ind_row_fold;

/* Units that are alike, at least one of which counts. */
struct ind_alike {
    const ind_row_fold *fold;
    size_t first;     /* of those that are alike */
    size_t taken;     /* the one whose stratum it is */
    int32_t from, to; /* days of those that count */
    int32_t period;   /* number; -1: the whole run, for the flow */
    bool flow, cells; /* what it is counted in */
};

void ind_row_fold_close(ind_row_fold *fold);
/* The units of the block have been judged.  EACH as in ind_kind.collect. */
void ind_row_fold_keep(ind_row_fold *fold, int each);
/* ind_shape_user.fold. */
void ind_row_fold_run(ind_row_fold *fold, const ind_row_unit *units, size_t count, int each);

/* The units of ALIKE that count, in their order: the first, and the one after UNIT; SIZE_MAX: no more. */
size_t ind_alike_first(const ind_alike *alike);
size_t ind_alike_after(const ind_alike *alike, size_t unit);
/* The cell that they count in. */
uint32_t ind_alike_cell(const ind_alike *alike);
/* Of a trace, they become a unit; and it is counted.  Only with one. */
uint32_t ind_alike_unit(const ind_alike *alike);
ind_trace_count *ind_alike_counted(const ind_alike *alike, uint32_t unit);
/* What they become passes STEP, which all pass; the unit of the trace, if there is one. */
uint32_t ind_alike_pass(const ind_alike *alike, const ind_selection *selection, size_t step);

#endif
