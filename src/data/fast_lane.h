/* fast_lane.h - the records of a file at the speed of its bytes; what is special goes record by record. */
#ifndef IND_FAST_LANE_H
#define IND_FAST_LANE_H

#include "data/reader.h"

typedef struct ind_fast_lane ind_fast_lane;

/* READER has its header; REST is what its reference has not read.  OWNED by the caller. */
ind_fast_lane *ind_fast_lane_new(ind_reader *reader, const ind_records_rest *rest);
void ind_fast_lane_free(ind_fast_lane *lane); /* NULL is fine */

/* Take all records up to a text in which none ends, and give that to reader->records, as long as LANE lives. */
ind_status ind_fast_lane_read(ind_fast_lane *lane);

#endif
