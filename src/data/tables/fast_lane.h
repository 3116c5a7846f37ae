/* fast_lane.h - the records of a file at the speed of its bytes; what is special goes record by record. */
#ifndef IND_FAST_LANE_H
#define IND_FAST_LANE_H

#include "data/tables/reader.h"
#include "data/text/blocks.h"

typedef struct ind_fast_lane ind_fast_lane;

/* READER has its header and is the lane's alone; BLOCKS are those of all lanes.  OWNED by the caller. */
ind_fast_lane *ind_fast_lane_new(ind_reader *reader, ind_blocks *blocks);
void ind_fast_lane_free(ind_fast_lane *lane); /* NULL is fine */

/* Take blocks of records until there are no more. */
ind_status ind_fast_lane_read(ind_fast_lane *lane);

#endif
