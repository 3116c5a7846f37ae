/* shape.h - units of counting, made of the rows of an entity: one component makes them, for all row kinds.
 *
 *   where -> dedupe -> items (one unit an entity) or once_per (one of several) -> units, to the kind as rows are
 *
 * The rows of some entities at a time are chosen; then a pass makes units and has them judged.  There is one pass, or
 * where units are chosen in each period by itself, one for the flow and one for each period. */
#ifndef IND_SHAPE_H
#define IND_SHAPE_H

#include "kinds/rows/rows.h"

typedef struct ind_row_shape ind_row_shape;

/* Steps of rows, which get their lines in the flow. */
enum {
    IND_SHAPE_ROWS,
    IND_SHAPE_WHERE,
    IND_SHAPE_MERGED,
    IND_SHAPE_PERIOD,
    IND_SHAPE_ONCE,
    IND_SHAPE_ITEMS,
    IND_SHAPE_STEPS
};

/* How a kind takes the units. */
typedef struct {
    /* COUNT of them, as ind_kind.collect; filter->block says what they are. */
    void (*judge)(void *state, const ind_vector *slots, size_t count, int each);
    /* NULL, or all units of some entities have been judged, in their order: where they are folded.  Units of an
     * entity stand together.  EACH as it was there. */
    void (*fold)(void *state, const ind_row_unit *units, size_t count, int each);
    void *state;
} ind_shape_user;

ind_row_shape *ind_shape_open(const ind_kind_context *context); /* OWNED by the caller */
void ind_shape_close(ind_row_shape *shape);                     /* NULL is fine */
/* The part at hand: its units are judged through FILTER. */
void ind_shape_run(ind_row_shape *shape, ind_row_filter *filter, const ind_events *feeds, const ind_shape_user *user);
void ind_shape_merge(ind_row_shape *to, const ind_row_shape *from);
/* Says what rows of one entity contradict each other in. */
void ind_shape_finish(const ind_row_shape *shape, ind_diag *diag);

#endif
