/* ordered.h - pieces of one text that several threads make at once, and that stand in the file in their order. */
#ifndef IND_REPORT_ORDERED_H
#define IND_REPORT_ORDERED_H

#include "base/memory.h"

#include <stdio.h>

/* A piece under way. */
typedef struct ind_piece ind_piece;
struct ind_piece {
    ind_buffer text; /* what is not in the file yet */
    size_t number;
    struct ind_ordered *of;
};

/* Call MAKE for pieces 0 to COUNT-1, in THREADS threads at most; FILE gets their texts in that order.  SIZES, roughly,
 * in any unit: several threads begin with the largest, so that none is left with it at the end. */
void ind_ordered_write(unsigned threads, size_t count, const size_t *sizes,
                       void (*make)(void *context, ind_piece *piece), void *context, FILE *file);

/* To be called between parts of a long piece: if all before it is written, so is what there is of it. */
void ind_piece_flush(ind_piece *piece);

#endif
