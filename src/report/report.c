/* report.c - a run as a report: which format, and the parts that formats share. */
#include "report/report.h"

bool ind_format_parse(const char *name, ind_format *out) {
    static const char *const names[] = {"json", "csv", "table"};
    for (int i = 0; i < 3; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (ind_format)i;
            return true;
        }
    return false;
}

void ind_report_write(ind_run *run, const ind_report_options *options, FILE *file) {
    switch (options->format) {
    case IND_FORMAT_JSON: ind_report_json(run, file); break;
    case IND_FORMAT_CSV: ind_report_csv(run, options, file); break;
    case IND_FORMAT_TABLE: ind_report_table(run, options, file); break;
    }
}

const char *ind_report_flags(unsigned flags, size_t index) {
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {{IND_FLAG_PRELIMINARY, "preliminary"}, {IND_FLAG_INCOMPLETE_LOOK_BACK, "incomplete_look_back"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((flags & names[i].flag) != 0 && index-- == 0)
            return names[i].name;
    return NULL;
}
