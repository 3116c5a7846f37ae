/* validation_html.c - a validation as one page: no script, nothing from elsewhere, tables with captions and scopes. */
#include "report/validation.h"

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;margin:0 0 "
    "1.5rem;width:100%}caption{text-align:left;font-weight:600;padding:.25rem 0}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums}thead th{background:#eee}"
    "@media print{body{max-width:none}}";

static void put(const ind_validation_view *view, ind_str text) {
    ind_validation_escape(view->out, text);
}

static void raw(const ind_validation_view *view, const char *text) {
    ind_buffer_text(view->out, text);
}

static const char *says(const ind_validation_view *view, ind_validation_word word) {
    return ind_validation_says(view, word);
}

static void cell(const ind_validation_view *view, const char *text) {
    raw(view, "<td>");
    put(view, ind_str_of(text));
    raw(view, "</td>");
}

static void number(const ind_validation_view *view, uint64_t count) {
    ind_buffer_format(view->out, "<td class=\"n\">%" PRIu64 "</td>", count);
}

static void begin_table(const ind_validation_view *view, const char *caption, const ind_validation_word *heads,
                        size_t count) {
    raw(view, "<table>\n<caption>");
    put(view, ind_str_of(caption));
    raw(view, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        raw(view, "<th scope=\"col\">");
        put(view, ind_str_of(says(view, heads[i])));
        raw(view, "</th>");
    }
    raw(view, "</tr></thead>\n<tbody>\n");
}

static void end_table(const ind_validation_view *view) {
    raw(view, "</tbody>\n</table>\n");
}

/* ---- columns ---- */

static void write_codes(const ind_validation_view *view, const ind_column_profile *c) {
    raw(view, "<td>");
    if (c->is_hidden)
        put(view, ind_str_of(says(view, IND_SAYS_HIDDEN)));
    for (size_t i = 0; i < c->code_count; i++) {
        raw(view, i == 0 ? "" : ", ");
        put(view, c->codes[i].code);
        raw(view, " ");
        put(view, ind_str_of(ind_validation_count(view, c->codes[i].count)));
    }
    if (c->different > c->code_count)
        ind_buffer_format(view->out, " (%s%" PRIu64 " %s)", c->is_bounded ? "&gt;" : "", c->different,
                          says(view, IND_SAYS_DIFFERENT));
    raw(view, "</td>");
}

static void write_column(const ind_validation_view *view, const ind_column_profile *c) {
    raw(view, "<tr><th scope=\"row\">");
    put(view, c->field->name);
    raw(view, "</th>");
    if (c->is_missing) {
        raw(view, "<td colspan=\"6\">");
        put(view, ind_str_of(says(view, IND_SAYS_MISSING)));
        raw(view, "</td></tr>\n");
        return;
    }
    cell(view, ind_validation_share(view, c->empty, c->rows));
    number(view, c->unreadable);
    number(view, c->unknown_codes);
    cell(view, c->has_range ? ind_validation_value(view, c->field, c->low) : "");
    cell(view, c->has_range ? ind_validation_value(view, c->field, c->high) : "");
    write_codes(view, c);
    raw(view, "</tr>\n");
}

/* ---- a file ---- */

/* Words in another language than the page's are marked, for those who have it read aloud. */
static void write_what(const ind_validation_view *view, const ind_data_finding *f) {
    bool foreign;
    ind_validation_sentence(view, f->rule, f->what, &foreign);
    raw(view, foreign ? "<td lang=\"en\">" : "<td>");
    put(view, ind_str_of(ind_validation_what(view, f)));
    raw(view, "</td>");
}

static void write_findings(const ind_validation_view *view, const ind_file_profile *file) {
    static const ind_validation_word heads[] = {IND_SAYS_RULE, IND_SAYS_SEVERITY, IND_SAYS_FINDINGS, IND_SAYS_COUNT,
                                                IND_SAYS_LINES};
    if (file->report.findings.count == 0)
        return;
    begin_table(view, says(view, IND_SAYS_FINDINGS), heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < file->report.findings.count; i++) {
        const ind_data_finding *f = &file->report.findings.items[i];
        raw(view, "<tr><th scope=\"row\">");
        put(view, ind_str_of(f->rule));
        raw(view, "</th>");
        cell(view, ind_validation_grade(view, f->severity));
        write_what(view, f);
        ind_buffer_format(view->out, "<td class=\"n\">%" PRIu64 "%s</td>", f->count,
                          ind_validation_part(view, &file->report, f));
        cell(view, ind_validation_lines(view, f));
        raw(view, "</tr>\n");
    }
    end_table(view);
}

static void write_file(const ind_validation_view *view, const ind_file_profile *file) {
    static const ind_validation_word heads[] = {IND_SAYS_COLUMN,  IND_SAYS_EMPTY, IND_SAYS_UNREADABLE,
                                                IND_SAYS_UNKNOWN, IND_SAYS_LEAST, IND_SAYS_GREATEST,
                                                IND_SAYS_CODES};
    const ind_file_report *r = &file->report;
    raw(view, "<h3>");
    put(view, ind_str_of(file->path));
    ind_buffer_format(view->out, "</h3>\n<p>%s %" PRIu64 ", %s %" PRIu64 ", %s %" PRIu64 ", %s %" PRIu64,
                      says(view, IND_SAYS_RECORDS), r->records, says(view, IND_SAYS_ROWS), r->rows,
                      says(view, IND_SAYS_REJECTED), r->rejected, says(view, IND_SAYS_DUPLICATES), r->duplicates);
    if (r->encoding != NULL) {
        ind_buffer_format(view->out, "; %s %s, %s ", says(view, IND_SAYS_ENCODING), r->encoding,
                          says(view, IND_SAYS_SEPARATOR));
        put(view, r->separator == '\t' ? IND_STR("tab") : (ind_str){&r->separator, r->separator != '\0'});
        ind_buffer_format(view->out, ", %s %" PRIu64, says(view, IND_SAYS_HEADER), r->header_line);
    }
    raw(view, "</p>\n");
    begin_table(view, file->path, heads, sizeof heads / sizeof *heads);
    for (size_t c = 0; c < file->column_count; c++)
        write_column(view, &file->columns[c]);
    end_table(view);
    write_findings(view, file);
}

/* ---- the page ---- */

static void write_deliveries(const ind_validation_view *view, const ind_dataset_profile *dataset) {
    static const ind_validation_word heads[] = {IND_SAYS_SUPPLIER, IND_SAYS_FROM, IND_SAYS_TILL, IND_SAYS_TAKEN};
    if (dataset->delivery_count == 0)
        return;
    begin_table(view, says(view, IND_SAYS_DELIVERIES), heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < dataset->delivery_count; i++) {
        const ind_delivery_profile *d = &dataset->deliveries[i];
        raw(view, "<tr><th scope=\"row\">");
        put(view, d->supplier);
        raw(view, "</th>");
        cell(view, ind_validation_day(view, d->from));
        cell(view, ind_validation_day(view, d->till));
        cell(view, ind_validation_day(view, d->taken));
        raw(view, "</tr>\n");
    }
    end_table(view);
}

static void write_key(const ind_validation_view *view, const ind_dataset *dataset) {
    for (size_t k = 0; k < dataset->key_count; k++) {
        raw(view, k == 0 ? "<p>" : ", ");
        raw(view, k == 0 ? says(view, IND_SAYS_KEY) : "");
        raw(view, k == 0 ? ": " : "");
        put(view, dataset->fields[dataset->key[k]].name);
    }
    raw(view, dataset->key_count > 0 ? "</p>\n" : "");
}

static void write_errors(const ind_validation_view *view) {
    const ind_validation *v = view->validation;
    if (v->error_count == 0)
        return;
    ind_buffer_format(view->out, "<section>\n<h2>%s</h2>\n<ul>\n", says(view, IND_SAYS_ERRORS));
    for (size_t i = 0; i < v->error_count; i++) {
        const ind_finding *error = &v->errors[i];
        bool foreign;
        const char *says = ind_validation_sentence(view, error->rule, error->message, &foreign);
        raw(view, "<li>");
        put(view, ind_str_of(error->place.file == NULL ? "" : error->place.file));
        raw(view, foreign ? " <span lang=\"en\">" : " ");
        put(view, ind_str_of(says));
        raw(view, foreign ? "</span></li>\n" : "</li>\n");
    }
    raw(view, "</ul>\n</section>\n");
}

void ind_validation_html(const ind_validation_view *view) {
    const ind_validation *v = view->validation;
    const char *title = says(view, IND_SAYS_VALIDATION);
    ind_buffer_format(view->out,
                      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n"
                      "<style>%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n",
                      view->english ? "en" : "sv", title, style, title);
    write_errors(view);
    for (size_t d = 0; d < v->dataset_count; d++) {
        raw(view, "<section>\n<h2>");
        put(view, v->datasets[d].dataset->name);
        raw(view, "</h2>\n");
        write_key(view, v->datasets[d].dataset);
        write_deliveries(view, &v->datasets[d]);
        for (size_t f = 0; f < v->datasets[d].file_count; f++)
            write_file(view, &v->datasets[d].files[f]);
        raw(view, "</section>\n");
    }
    raw(view, "</main>\n</body>\n</html>\n");
}
