/* report.h - the writers of a report; one file a format.  They know the report and their format, nothing else. */
#ifndef IND_REPORT_H
#define IND_REPORT_H

#include "indikator/report.h"

void ind_report_json(const ind_report *report, FILE *file);
void ind_report_csv(const ind_report *report, const ind_report_options *options, FILE *file);
void ind_report_table(const ind_report *report, const ind_report_options *options, FILE *file);

#endif
