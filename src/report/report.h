/* report.h - the writers of a report; one file a format. */
#ifndef IND_REPORT_H
#define IND_REPORT_H

#include "engine/engine.h"
#include "indikator/report.h"

void ind_report_json(ind_run *run, FILE *file);
void ind_report_csv(ind_run *run, const ind_report_options *options, FILE *file);
void ind_report_table(ind_run *run, const ind_report_options *options, FILE *file);

/* Name of the INDEX-th flag that is set; NULL after the last. */
const char *ind_report_flags(unsigned flags, size_t index);

#endif
