/* open.c - a report from a file, as it was written or laid out anew.
 *
 * A file whose text has the hash that it gives is as it was written, by whatever version.  Another one is written once
 * more: if that text has the hash, only the layout was changed, and else what it says. */
#include "base/memory.h"
#include "figures/read.h"
#include "report/report.h"

#include <stdlib.h>

static bool says_the_same(const ind_report *report) {
    char *text = NULL, hash[IND_CONTENT_HASH];
    size_t length;
    FILE *file = open_memstream(&text, &length);
    if (file == NULL)
        ind_out_of_memory();
    ind_report_json(report, file, hash);
    bool good = !ferror(file);
    if (fclose(file) != 0 || !good)
        ind_out_of_memory();
    free(text);
    return ind_str_is(report->content_hash, hash);
}

static ind_status check(const char *name, ind_status status, ind_diag *diag, ind_report **report) {
    const ind_report *r = *report;
    if (r == NULL || r->content_hash.length == 0 || r->is_untouched || says_the_same(r))
        return status;
    ind_place place = {.file = name, .line = r->hash_line, .column = r->hash_column};
    status = ind_diag_add(diag, IND_ERROR, IND_E_DATA, "report_changed", place, "take the report as it was written",
                          "the report was changed after it was written");
    ind_report_free(*report);
    *report = NULL;
    return status;
}

ind_status ind_report_open(const char *path, ind_diag *diag, ind_report **out) {
    ind_status status = ind_report_read(path, diag, out);
    return check(path, status, diag, out);
}

ind_status ind_report_open_text(const char *name, ind_str json, ind_diag *diag, ind_report **out) {
    ind_status status = ind_report_parse(name, json, diag, out);
    return check(name, status, diag, out);
}
