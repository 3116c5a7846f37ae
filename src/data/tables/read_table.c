/* read_table.c - the idea: read once; read again only if some key may occur twice.
 *
 * Rows are delivered while the files are read, so duplicates are known only at the end.  Then the few records
 * concerned are read once more and decided upon, the receiver forgets all, and the rows come anew without the
 * ones decided against.  In the usual file there are none, and every byte is read once. */
#include "data/tables/read_table.h"

#include "data/tables/scan_state.h"
#include "data/text/byte_source.h"

#include <stdlib.h>

_Static_assert(sizeof(((ind_file_report *)0)->hash) == IND_HASH_TEXT, "the hash fits the report");

void ind_file_report_free(ind_file_report *report) {
    ind_findings_free(&report->findings);
    *report = (ind_file_report){0};
}

static void reset_reports(ind_file_report *reports, size_t count) {
    for (size_t i = 0; i < count; i++)
        ind_file_report_free(&reports[i]);
}

static void begin_pass(ind_scan *scan, ind_pass pass) {
    ind_scan_begin(scan, pass);
    if (pass != IND_PASS_CANDIDATES && scan->request->begin != NULL)
        scan->request->begin(scan->request->context);
}

static ind_status add_up(const ind_input_file *file, const ind_file_report *report, ind_diag *diag) {
    if (report->records == report->rows + report->rejected + report->duplicates)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_INTERNAL, "records_do_not_add_up", (ind_place){.file = file->path}, NULL,
                        "%llu records are not %llu rows, %llu rejected and %llu duplicates",
                        (unsigned long long)report->records, (unsigned long long)report->rows,
                        (unsigned long long)report->rejected, (unsigned long long)report->duplicates);
}

/* A broken file does not hide what is wrong with the next one. */
static ind_status read_files(ind_scan *scan, ind_pass pass, ind_file_report *reports, ind_diag *diag) {
    ind_status status = IND_OK;
    begin_pass(scan, pass);
    for (size_t i = 0; i < scan->request->file_count; i++) {
        ind_status now = ind_scan_file(scan, (uint32_t)i, &reports[i], diag);
        if (now == IND_OK)
            now = add_up(&scan->request->files[i], &reports[i], diag);
        status = ind_status_worst(status, now);
    }
    ind_scan_join(scan);
    return status;
}

ind_status ind_table_same_files(const ind_table_request *request, const ind_file_report *before,
                                const ind_file_report *now, ind_diag *diag) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < request->file_count; i++)
        if (before[i].bytes != now[i].bytes || strcmp(before[i].hash, now[i].hash) != 0)
            status =
                ind_diag_add(diag, IND_ERROR, IND_E_DATA, "changed_file", (ind_place){.file = request->files[i].path},
                             "read a copy that nobody writes to", "changed while it was read");
    return status;
}

static ind_status read_again(ind_scan *scan, ind_pass pass, const ind_file_report *before, ind_file_report *reports,
                             ind_diag *diag) {
    ind_status status = read_files(scan, pass, reports, diag);
    return ind_status_worst(status, ind_table_same_files(scan->request, before, reports, diag));
}

static ind_status cannot_read_again(const ind_table_request *request, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "duplicate_keys", (ind_place){.file = request->files[0].path},
                        "give a file",
                        "some records of dataset '%.*s' have the same key, and a pipe cannot be read twice",
                        IND_STR_ARGS(request->dataset->name));
}

static ind_status decide_keys(ind_scan *scan, ind_file_report *reports, ind_diag *diag) {
    const ind_table_request *request = scan->request;
    ind_hashes_keep_repeated(&scan->hashes);
    if (scan->hashes.count == 0)
        return IND_OK;
    if (!scan->again)
        return cannot_read_again(request, diag);
    ind_file_report *first = ind_alloc_array(request->file_count, sizeof *first);
    ind_file_report *second = ind_alloc_array(request->file_count, sizeof *second);
    ind_status status = read_again(scan, IND_PASS_CANDIDATES, reports, second, diag);
    reset_reports(second, request->file_count);
    ind_hashes_free(&scan->hashes);
    ind_candidates_decide(&scan->candidates);
    if (status == IND_OK && ind_candidates_need_action(&scan->candidates)) {
        memcpy(first, reports, request->file_count * sizeof *first);
        memset(reports, 0, request->file_count * sizeof *reports);
        status = read_again(scan, IND_PASS_FINAL, first, reports, diag);
        reset_reports(first, request->file_count);
    }
    free(first);
    free(second);
    return status;
}

static ind_status read_table(const ind_table_request *request, ind_file_report *reports, ind_diag *diag, bool *again) {
    ind_scan *scan = ind_scan_new(request);
    ind_status status = read_files(scan, IND_PASS_FIRST, reports, diag);
    if (status == IND_OK)
        status = decide_keys(scan, reports, diag);
    if (status == IND_OK)
        status = ind_tally_judge(&scan->tally, request, reports, diag);
    for (size_t i = 0; i < request->file_count; i++)
        ind_findings_sort(&reports[i].findings);
    *again = scan->again;
    ind_scan_free(scan);
    return status;
}

/* What several threads say of a broken file depends on who came first, so it is read once more by one. */
ind_status ind_table_read(const ind_table_request *request, ind_file_report *reports, ind_diag *diag) {
    bool again;
    if (request->thread_count == 0)
        return read_table(request, reports, diag, &again);
    ind_diag *first = ind_diag_new();
    ind_status status = read_table(request, reports, first, &again);
    if (status == IND_OK || status == IND_E_SYSTEM || !again) { /* what could not be read has given no order */
        ind_diag_append(diag, first);
    } else {
        ind_table_request alone = *request;
        alone.thread_count = 0;
        reset_reports(reports, request->file_count);
        status = read_table(&alone, reports, diag, &again);
    }
    ind_diag_free(first);
    return status;
}

size_t ind_batch_row_on(const ind_batch *batch, uint64_t line) {
    size_t low = 0, high = batch->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (batch->line[middle] < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < batch->count && batch->line[low] == line ? low : SIZE_MAX;
}
