/* status_text.h - statuses, reasons, flags and units as people read them. */
#ifndef IND_REPORT_STATUS_TEXT_H
#define IND_REPORT_STATUS_TEXT_H

#include "base/memory.h"
#include "indikator/figures.h"

/* In English the name that the JSON has. */
const char *ind_status_text(ind_cell_status status, bool english);
const char *ind_reason_text(ind_cell_reason reason, bool english);          /* NULL: none */
const char *ind_no_interval_text(ind_interval_reason reason, bool english); /* NULL: it has one */
const char *ind_flag_text(unsigned flags, size_t index, bool english);      /* NULL after the last */
/* Why a measure has no figures; lives in ARENA. */
const char *ind_state_reason(ind_arena *arena, const ind_report_measure *measure, bool english);
const char *ind_unit_text(ind_str unit, bool english); /* "procent"; "per 1 000" */

#endif
