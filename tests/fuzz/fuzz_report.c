/* fuzz_report.c - any bytes as a report: what is refused has a finding with a place; what is accepted is written, read
 * back and written again to the same bytes, and every other format can be written of it. */
#include "base/memory.h"
#include "report/report.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good) {
    if (!good)
        abort();
}

/* OWNED by the caller. */
static char *written(const ind_report *report, ind_format format) {
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    check(file != NULL);
    ind_report_write(report, &(ind_report_options){.format = format}, file);
    fclose(file);
    return text;
}

static void check_again(const ind_report *report) {
    ind_diag *diag = ind_diag_new();
    ind_report *again;
    char *text = written(report, IND_FORMAT_JSON);
    check(ind_report_open_text("again", ind_str_of(text), diag, &again) == IND_OK);
    char *same = written(again, IND_FORMAT_JSON);
    check(strcmp(text, same) == 0);
    free(same);
    free(text);
    free(written(again, IND_FORMAT_CSV));
    free(written(again, IND_FORMAT_TABLE));
    ind_report_free(again);
    ind_diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ind_diag *diag = ind_diag_new();
    ind_report *report;
    ind_status status = ind_report_open_text("fuzz", (ind_str){(const char *)data, size}, diag, &report);
    check((status == IND_OK) == (report != NULL));
    check(status == IND_OK ||
          (status == IND_E_DATA && ind_diag_count(diag) > 0 && ind_diag_at(diag, 0)->place.line > 0));
    if (report != NULL)
        check_again(report);
    ind_report_free(report);
    ind_diag_free(diag);
    return 0;
}
