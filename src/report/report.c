/* report.c - which format a report is written in. */
#include "report/report.h"

#include <string.h>

bool ind_format_parse(const char *name, ind_format *out) {
    static const char *const names[] = {"json", "csv", "table", "overview"};
    for (int i = 0; i < 4; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (ind_format)i;
            return true;
        }
    return false;
}

void ind_report_write(const ind_report *report, const ind_report_options *options, FILE *file) {
    switch (options->format) {
    case IND_FORMAT_JSON: ind_report_json(report, file, NULL); break;
    case IND_FORMAT_CSV: ind_report_csv(report, options, file); break;
    case IND_FORMAT_TABLE: ind_report_table(report, options, file); break;
    case IND_FORMAT_OVERVIEW: ind_report_overview(report, options, file); break;
    }
}
