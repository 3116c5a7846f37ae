/* fast_lane.h - the records of a file at the speed of its bytes; what is special goes record by record. */
#ifndef IND_FAST_LANE_H
#define IND_FAST_LANE_H

#include "data/blocks.h"
#include "data/reader.h"

#include <pthread.h>

/* Where lanes get their blocks from, one lane at a time. */
typedef struct {
    ind_blocks *blocks;
    pthread_mutex_t lock;
    bool ended; /* no more blocks: all are given, or something is wrong */
} ind_block_source;

typedef struct ind_fast_lane ind_fast_lane;

/* READER has its header and is the lane's alone.  OWNED by the caller. */
ind_fast_lane *ind_fast_lane_new(ind_reader *reader, ind_block_source *source);
void ind_fast_lane_free(ind_fast_lane *lane); /* NULL is fine */

/* Take blocks of records until there are no more. */
ind_status ind_fast_lane_read(ind_fast_lane *lane);
/* The text at the end in which no record ends, if this lane has met it; else NULL.  BORROWED from the lane. */
const ind_block *ind_fast_lane_rest(const ind_fast_lane *lane);

#endif
