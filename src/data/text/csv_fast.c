/* csv_fast.c - the idea: a record is n numbers in a row, so column k of row r is one look into an array.
 *
 * The block's masks already say what is inside quotes; here the bits become positions. */
#include "data/text/csv_fast.h"

#include <stdlib.h>

static void make_room(ind_index *index, size_t length) {
    if (length <= index->capacity)
        return;
    ind_index_free(index);
    index->capacity = length;
    /* far more than a block of usual records needs: what is not written to shall cost nothing */
    index->room = ind_realloc(NULL, (length + IND_POSITIONS_SLACK + 1) * sizeof *index->room);
    index->breaks = ind_realloc(NULL, (length + IND_POSITIONS_SLACK) * sizeof *index->breaks);
    index->ends = index->room + 1;
}

void ind_index_build(ind_index *index, const ind_block *block) {
    make_room(index, block->text.length);
    index->room[0] = (uint32_t)block->start - 1;
    ind_position_counts found = ind_masks_positions(&block->masks, index->ends, index->breaks);
    index->end_count = found.ends;
    index->record_count = found.breaks;
}

void ind_index_free(ind_index *index) {
    free(index->room);
    free(index->breaks);
    *index = (ind_index){0};
}
