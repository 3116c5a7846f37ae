/* intake.h - what stands between the reader of a dataset and those who take its batches. */
#ifndef IND_INTAKE_H
#define IND_INTAKE_H

#include "engine/load/load.h"

typedef struct ind_intake ind_intake;

/* For one reading: of the batches that REQUEST gets, those that are left go to WHAT.  Rows that are left over from an
 * earlier delivery are dropped, and the rest is counted for the limit of unreadable values. */
ind_intake *ind_intake_open(ind_run *run, ind_input *input, const ind_input_request *what, ind_table_request *request);
/* After a reading that went well: to the reports of the input.  IND_E_DATA: a delivery would remove too much. */
ind_status ind_intake_settle(ind_intake *intake);
void ind_intake_close(ind_intake *intake);

#endif
