/* of_period.h - columns that are looked up in each period: "where is the person listed when the period ends?".
 *
 * Rows are tested against one period after another, and what the look-up finds differs between them, so that it can
 * only be made when the period is known. */
#ifndef IND_OF_PERIOD_H
#define IND_OF_PERIOD_H

#include "kinds/common/kind.h"

/* The slots of a scope that are looked up in each period. */
typedef struct {
    const ind_slots *slots;
    const ind_period_column *columns; /* by column of the feed; NULL: there is none such slot */
    ind_vector first, last;           /* OWNED; days of each row's period, to be set before a run */
    int64_t *rows;                    /* OWNED */
} ind_of_period;

/* ROOM: rows of the greatest run. */
void ind_of_period_open(ind_of_period *of, const ind_slots *slots, const ind_period_column *columns, size_t room);
void ind_of_period_close(ind_of_period *of);
static inline bool ind_of_period_has(const ind_of_period *of, size_t slot) {
    const ind_slot *one = &of->slots->items[slot];
    return of->columns != NULL && one->side <= IND_SIDE_LAST && of->columns[one->column].lookup != NULL;
}
/* Fills them in VALUES, on COUNT rows.  KEY hands out a column of the feed as SIDE has it; BORROWED until the slots of
 * that side are filled. */
void ind_of_period_run(ind_of_period *of, const ind_vector *(*key)(void *context, ind_side side, uint32_t column),
                       void *context, size_t count, ind_vector *values);

#endif
