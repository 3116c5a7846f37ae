/* validation_junit.c - a validation as JUnit XML: a suite a file, a test a finding; notes are no tests. */
#include "report/validation.h"

static void attribute(ind_buffer *out, const char *name, const char *value) {
    ind_buffer_format(out, " %s=\"", name);
    ind_validation_escape(out, ind_str_of(value));
    ind_buffer_text(out, "\"");
}

static void write_finding(const ind_validation_view *view, const char *path, const ind_data_finding *f) {
    ind_buffer_text(view->out, "    <testcase");
    attribute(view->out, "name",
              f->column == NULL ? f->rule : ind_arena_format(view->validation->arena, "%s %s", f->rule, f->column));
    attribute(view->out, "classname", path);
    ind_buffer_text(view->out, ">\n      <failure");
    attribute(view->out, "type", f->rule);
    attribute(view->out, "message", ind_validation_what(view, f));
    ind_buffer_format(view->out, ">%" PRIu64, f->count);
    const char *lines = ind_validation_lines(view, f);
    if (*lines != '\0')
        ind_buffer_format(view->out, " (%s: %s)", ind_validation_says(view, IND_SAYS_LINES), lines);
    ind_buffer_text(view->out, "</failure>\n    </testcase>\n");
}

static size_t warnings(const ind_file_profile *file) {
    size_t count = 0;
    for (size_t i = 0; i < file->report.findings.count; i++)
        count += file->report.findings.items[i].severity != IND_NOTE;
    return count;
}

static void write_file(const ind_validation_view *view, const ind_file_profile *file) {
    size_t failed = warnings(file);
    ind_buffer_text(view->out, "  <testsuite");
    attribute(view->out, "name", file->path);
    ind_buffer_format(view->out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\">\n",
                      failed == 0 ? 1 : failed, failed);
    for (size_t i = 0; i < file->report.findings.count; i++)
        if (file->report.findings.items[i].severity != IND_NOTE)
            write_finding(view, file->path, &file->report.findings.items[i]);
    if (failed == 0) {
        ind_buffer_text(view->out, "    <testcase name=\"no findings\"");
        attribute(view->out, "classname", file->path);
        ind_buffer_text(view->out, "/>\n");
    }
    ind_buffer_text(view->out, "  </testsuite>\n");
}

static void write_errors(const ind_validation_view *view) {
    const ind_validation *v = view->validation;
    if (v->error_count == 0)
        return;
    ind_buffer_format(view->out,
                      "  <testsuite name=\"errors\" tests=\"%zu\" failures=\"0\" errors=\"%zu\" skipped=\"0\">\n",
                      v->error_count, v->error_count);
    for (size_t i = 0; i < v->error_count; i++) {
        ind_buffer_text(view->out, "    <testcase");
        attribute(view->out, "name", v->errors[i].rule == NULL ? "system" : v->errors[i].rule);
        attribute(view->out, "classname", v->errors[i].place.file == NULL ? "-" : v->errors[i].place.file);
        ind_buffer_text(view->out, ">\n      <error");
        attribute(view->out, "message", v->errors[i].message);
        ind_buffer_text(view->out, "/>\n    </testcase>\n");
    }
    ind_buffer_text(view->out, "  </testsuite>\n");
}

void ind_validation_junit(const ind_validation_view *view) {
    const ind_validation *v = view->validation;
    ind_buffer_text(view->out,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"indikator validate\">\n");
    for (size_t d = 0; d < v->dataset_count; d++)
        for (size_t f = 0; f < v->datasets[d].file_count; f++)
            write_file(view, &v->datasets[d].files[f]);
    write_errors(view);
    ind_buffer_text(view->out, "</testsuites>\n");
}
