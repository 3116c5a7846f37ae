/* validation_text.c - a validation for a terminal: what is signs of a terminal's own is masked. */
#include "report/validation.h"

static void put(const ind_validation_view *view, ind_str text) {
    int32_t point;
    for (size_t at = 0, length; at < text.length; at += length) {
        length = ind_mask_step(text, at, &point);
        if (ind_mask_is_plain(point))
            ind_buffer_add(view->out, text.data + at, length);
        else
            ind_buffer_text(view->out, "?");
    }
}

static const char *says(const ind_validation_view *view, ind_validation_word word) {
    return ind_validation_says(view, word);
}

static void write_codes(const ind_validation_view *view, const ind_column_profile *c) {
    for (size_t i = 0; i < c->code_count; i++) {
        ind_buffer_text(view->out, i == 0 ? "; " : ", ");
        put(view, c->codes[i].code);
        ind_buffer_format(view->out, " %s", ind_validation_count(view, c->codes[i].count));
    }
    if (c->different > c->code_count)
        ind_buffer_format(view->out, " (%s%" PRIu64 " %s)", c->is_bounded ? ">" : "", c->different,
                          says(view, IND_SAYS_DIFFERENT));
}

static void write_column(const ind_validation_view *view, const ind_column_profile *c) {
    ind_buffer_format(view->out, "    %.*s: ", IND_STR_ARGS(c->field->name));
    if (c->is_missing) {
        ind_buffer_format(view->out, "%s\n", says(view, IND_SAYS_MISSING));
        return;
    }
    ind_buffer_format(view->out, "%s %s", says(view, IND_SAYS_EMPTY), ind_validation_share(view, c->empty, c->rows));
    if (c->unreadable > 0)
        ind_buffer_format(view->out, ", %s %" PRIu64, says(view, IND_SAYS_UNREADABLE), c->unreadable);
    if (c->unknown_codes > 0)
        ind_buffer_format(view->out, ", %s %" PRIu64, says(view, IND_SAYS_UNKNOWN), c->unknown_codes);
    if (c->has_range)
        ind_buffer_format(view->out, "; %s – %s", ind_validation_value(view, c->field, c->low),
                          ind_validation_value(view, c->field, c->high));
    if (c->is_hidden)
        ind_buffer_format(view->out, "; %s", says(view, IND_SAYS_HIDDEN));
    write_codes(view, c);
    ind_buffer_text(view->out, "\n");
}

static void write_finding(const ind_validation_view *view, const ind_file_report *report, const ind_data_finding *f) {
    ind_buffer_format(view->out, "    %s[%s] ", ind_validation_grade(view, f->severity), f->rule);
    put(view, ind_str_of(ind_validation_what(view, f)));
    ind_buffer_format(view->out, ": %" PRIu64 "%s", f->count, ind_validation_part(view, report, f));
    const char *lines = ind_validation_lines(view, f);
    if (*lines != '\0')
        ind_buffer_format(view->out, " (%s: %s)", says(view, IND_SAYS_LINES), lines);
    ind_buffer_text(view->out, "\n");
}

static void write_file(const ind_validation_view *view, const ind_file_profile *file) {
    const ind_file_report *r = &file->report;
    ind_buffer_text(view->out, "  ");
    put(view, ind_str_of(file->path));
    ind_buffer_format(view->out, "\n    %s %" PRIu64 ", %s %" PRIu64 ", %s %" PRIu64 ", %s %" PRIu64 "\n",
                      says(view, IND_SAYS_RECORDS), r->records, says(view, IND_SAYS_ROWS), r->rows,
                      says(view, IND_SAYS_REJECTED), r->rejected, says(view, IND_SAYS_DUPLICATES), r->duplicates);
    if (r->encoding != NULL)
        ind_buffer_format(view->out, "    %s %s%s, %s %s, %s %" PRIu64 "\n", says(view, IND_SAYS_ENCODING), r->encoding,
                          r->bom ? " (BOM)" : "", says(view, IND_SAYS_SEPARATOR),
                          r->separator == '\t' ? "tab" : (char[]){r->separator, '\0'}, says(view, IND_SAYS_HEADER),
                          r->header_line);
    for (size_t c = 0; c < file->column_count; c++)
        write_column(view, &file->columns[c]);
    ind_buffer_format(
        view->out, "    %s:%s\n", says(view, IND_SAYS_FINDINGS),
        r->findings.count == 0 ? ind_arena_format(view->validation->arena, " %s", says(view, IND_SAYS_NONE)) : "");
    for (size_t i = 0; i < r->findings.count; i++)
        write_finding(view, r, &r->findings.items[i]);
}

static void write_deliveries(const ind_validation_view *view, const ind_dataset_profile *dataset) {
    if (dataset->delivery_count > 0)
        ind_buffer_format(view->out, "  %s\n", says(view, IND_SAYS_DELIVERIES));
    for (size_t i = 0; i < dataset->delivery_count; i++) {
        const ind_delivery_profile *d = &dataset->deliveries[i];
        ind_buffer_text(view->out, "    ");
        put(view, d->supplier);
        ind_buffer_format(view->out, ": %s – %s, %s %s\n", ind_validation_day(view, d->from),
                          ind_validation_day(view, d->till), says(view, IND_SAYS_TAKEN),
                          ind_validation_day(view, d->taken));
    }
}

static void write_key(const ind_validation_view *view, const ind_dataset *dataset) {
    for (size_t k = 0; k < dataset->key_count; k++)
        ind_buffer_format(view->out, "%s%s%.*s", k == 0 ? "  " : ", ",
                          k == 0 ? ind_arena_format(view->validation->arena, "%s: ", says(view, IND_SAYS_KEY)) : "",
                          IND_STR_ARGS(dataset->fields[dataset->key[k]].name));
    ind_buffer_text(view->out, dataset->key_count > 0 ? "\n" : "");
}

void ind_validation_text(const ind_validation_view *view) {
    for (size_t d = 0; d < view->validation->dataset_count; d++) {
        const ind_dataset_profile *dataset = &view->validation->datasets[d];
        ind_buffer_format(view->out, "%s%.*s\n", d == 0 ? "" : "\n", IND_STR_ARGS(dataset->dataset->name));
        write_key(view, dataset->dataset);
        write_deliveries(view, dataset);
        for (size_t f = 0; f < dataset->file_count; f++)
            write_file(view, &dataset->files[f]);
    }
}
