/* report_writer.c - a report format of somebody else's, on the installed library: what was read, the flow and the cells
 * of each measure.  Also compiled as C++. */
#include "indikator/report.h"
#include "indikator/run.h"

#include <stdio.h>

static void write_inputs(const ind_report *report) {
    for (size_t i = 0; i < report->input_count; i++) {
        const ind_report_input *in = &report->inputs[i];
        printf("input %.*s %lld %lld %lld\n", IND_STR_ARGS(in->dataset), (long long)in->records, (long long)in->rows,
               (long long)in->rejected);
    }
    for (size_t i = 0; i < report->delivery_count; i++)
        printf("delivery %.*s %.*s %.*s\n", IND_STR_ARGS(report->deliveries[i].dataset),
               IND_STR_ARGS(report->deliveries[i].supplier), IND_STR_ARGS(report->deliveries[i].to));
}

static void write_measure(const ind_report_measure *m) {
    printf("measure %.*s %.*s %.*s\n", IND_STR_ARGS(m->id), IND_STR_ARGS(m->unit), IND_STR_ARGS(m->target_area));
    for (size_t i = 0; i < m->flow_count; i++)
        printf("step %.*s %lld\n", IND_STR_ARGS(m->flow[i].step), (long long)m->flow[i].n);
    for (size_t row = 0; row < m->cells.count; row++) {
        ind_cell_result cell;
        ind_report_cell(m, row, &cell);
        printf("cell %s %s %.12g\n", cell.period, ind_cell_status_name(cell.status), cell.outcome.value);
    }
}

static int write_all(const char *path) {
    ind_diag *diag = ind_diag_new();
    ind_report *report = NULL;
    ind_status status = ind_report_open(path, diag, &report);
    if (report != NULL)
        write_inputs(report);
    for (size_t i = 0; report != NULL && i < report->measure_count; i++)
        write_measure(&report->measures[i]);
    ind_report_free(report);
    ind_diag_free(diag);
    return (int)status;
}

int main(int count, char **arguments) {
    return count == 2 ? write_all(arguments[1]) : 2;
}
