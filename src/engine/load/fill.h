/* fill.h - cells that are empty and whose value is known all the same.
 *
 * A default is for a column that is not there.  Where it is there and empty, the default stands only if all rows alike
 * in "default_within" are: a weight of one beside weights of a hundred is no weight, so both are counted and judged.  A
 * field with "from" is what the code of another field says, and what stands there counts where that one is empty. */
#ifndef IND_FILL_H
#define IND_FILL_H

#include "engine/state/unreadable_count.h"

struct ind_run;
struct ind_input;
typedef struct ind_fill ind_fill;

/* For the batches of one thread; NULL: there is nothing to fill. */
ind_fill *ind_fill_new(struct ind_run *run, const struct ind_input *input, const ind_origin *origin);
void ind_fill_free(ind_fill *fill); /* NULL is fine */
void ind_fill_clear(ind_fill *fill);
/* The batch with its empty cells filled; BORROWED until the next. */
ind_batch ind_fill_batch(ind_fill *fill, const ind_batch *batch);

/* How many rows alike have a value, and how many have the default. */
typedef struct {
    uint32_t field;
    uint64_t given, filled;
    double least, most; /* of those given, where they are numbers */
} ind_filled;
/* Of all rows of the thread, added to those of INTO. */
void ind_fill_merge(ind_fill *into, const ind_fill *from);
size_t ind_fill_count(const ind_fill *fill);
ind_filled ind_fill_at(const ind_fill *fill, size_t index);

#endif
