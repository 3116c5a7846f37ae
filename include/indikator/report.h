/* report.h - write the figures of a report. */
#ifndef INDIKATOR_REPORT_H
#define INDIKATOR_REPORT_H

#include "indikator/api.h"
#include "indikator/figures.h"

#include <stdio.h>

IND_API_BEGIN

typedef enum { IND_FORMAT_JSON, IND_FORMAT_CSV, IND_FORMAT_TABLE, IND_FORMAT_OVERVIEW } ind_format;

/* False if there is no such format. */
bool ind_format_parse(const char *name, ind_format *out);

typedef struct {
    ind_format format;
    bool english; /* titles and headings of the table and csv formats */
    bool colour;  /* table, on a terminal */
} ind_report_options;

/* Read a JSON report back: equal in all that JSON holds.  *OUT is OWNED by the caller, NULL on error.
 * IND_E_DATA with findings at file:line:col: no report, one of another version, cut, changed after it was written, with
 * unknown keys or with cells that contradict each other.  IND_E_SYSTEM: it cannot be read. */
ind_status ind_report_open(const char *path, ind_diag *diag, ind_report **out);

/* The whole report.  Write errors stay in FILE for the caller to check (ferror). */
void ind_report_write(const ind_report *report, const ind_report_options *options, FILE *file);

/* The summary that ends a demonstration: measure, county, latest value with interval, number of cells. */
void ind_report_summary(const ind_report *report, bool english, FILE *file);

IND_API_END

#endif
