/* lanes.h - the records of one file, by as many threads as the request has. */
#ifndef IND_LANES_H
#define IND_LANES_H

#include "data/tables/fast_lane.h"

typedef struct ind_lanes ind_lanes;

/* READER has its header; REST is what its reference has not read.  OWNED by the caller. */
ind_lanes *ind_lanes_new(ind_reader *reader, const ind_records_rest *rest);
void ind_lanes_free(ind_lanes *lanes); /* NULL is fine */

/* Take all records up to a text in which none ends, and give that to reader->records, as long as LANES live. */
ind_status ind_lanes_read(ind_lanes *lanes);

#endif
