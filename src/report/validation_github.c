/* validation_github.c - a validation as workflow commands of GitHub Actions: a line a finding, at its first line. */
#include "report/validation.h"

/* In properties ',' and ':' are signs of the command. */
static void put(ind_buffer *out, ind_str text, bool property) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = ind_mask_step(text, at, &point);
        if (point == '%' || point == '\r' || point == '\n' || (property && (point == ':' || point == ',')))
            ind_buffer_format(out, "%%%02X", (unsigned)point);
        else
            ind_buffer_add(out, ind_mask_is_plain(point) ? text.data + at : "?", ind_mask_is_plain(point) ? length : 1);
    }
}

static void write_line(const ind_validation_view *view, ind_severity severity, const char *file, uint64_t line,
                       const char *rule, const char *message) {
    ind_buffer_format(view->out, "::%s ", severity == IND_NOTE ? "notice" : ind_validation_severity(severity));
    if (file != NULL) {
        ind_buffer_text(view->out, "file=");
        put(view->out, ind_str_of(file), true);
        ind_buffer_text(view->out, ",");
    }
    if (line > 0)
        ind_buffer_format(view->out, "line=%" PRIu64 ",", line);
    ind_buffer_text(view->out, "title=");
    put(view->out, ind_str_of(rule == NULL ? "system" : rule), true);
    ind_buffer_text(view->out, "::");
    put(view->out, ind_str_of(message), false);
    ind_buffer_text(view->out, "\n");
}

void ind_validation_github(const ind_validation_view *view) {
    const ind_validation *v = view->validation;
    for (size_t d = 0; d < v->dataset_count; d++)
        for (size_t f = 0; f < v->datasets[d].file_count; f++) {
            const ind_file_profile *file = &v->datasets[d].files[f];
            for (size_t i = 0; i < file->report.findings.count; i++) {
                const ind_data_finding *one = &file->report.findings.items[i];
                if (one->severity != IND_NOTE)
                    write_line(view, one->severity, file->path, one->shown > 0 ? one->line[0] : 0, one->rule,
                               ind_arena_format(v->arena, "%s: %" PRIu64, ind_validation_what(view, one), one->count));
            }
        }
    for (size_t i = 0; i < v->error_count; i++)
        write_line(view, v->errors[i].severity, v->errors[i].place.file, v->errors[i].place.line, v->errors[i].rule,
                   v->errors[i].message);
}
