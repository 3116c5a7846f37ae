/* report.h - the writers of a report; one file a format.  They know the report and their format, nothing else. */
#ifndef IND_REPORT_H
#define IND_REPORT_H

#include "figures/content_hash.h"
#include "indikator/report.h"

/* As ind_report_open, of a text that findings call NAME. */
ind_status ind_report_open_text(const char *name, ind_str json, ind_diag *diag, ind_report **out);

/* HASH may be NULL, or gets the hash that is written. */
void ind_report_json(const ind_report *report, FILE *file, char hash[IND_CONTENT_HASH]);
void ind_report_csv(const ind_report *report, const ind_report_options *options, FILE *file);
void ind_report_overview(const ind_report *report, const ind_report_options *options, FILE *file);
void ind_report_table(const ind_report *report, const ind_report_options *options, FILE *file);

#endif
