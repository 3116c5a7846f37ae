/* validation_json.c - a validation as one JSON document. */
#include "base/json_text.h"
#include "report/validation.h"

static void text(ind_json_text *json, const char *name, const char *value) {
    if (value != NULL && *value != '\0')
        ind_json_text_member(json, name, ind_str_of(value));
}

static void count(ind_json_text *json, const char *name, uint64_t value) {
    ind_json_count_member(json, name, (int64_t)value);
}

/* ---- a column ---- */

static void write_codes(ind_json_text *json, const ind_validation_view *view, const ind_column_profile *c) {
    ind_json_put_key(json, "codes");
    ind_json_open(json, "[");
    for (size_t i = 0; i < c->code_count; i++) {
        ind_json_next(json, "");
        ind_json_open(json, "{");
        ind_json_text_member(json, "code", c->codes[i].code);
        if (c->codes[i].count < IND_FEW)
            text(json, "count", ind_validation_count(view, c->codes[i].count));
        else
            count(json, "count", c->codes[i].count);
        ind_json_close(json, "}");
    }
    ind_json_close(json, "]");
    count(json, "different", c->different);
    if (c->is_bounded)
        ind_json_flag_member(json, "more_different", true);
}

static void write_column(ind_json_text *json, const ind_validation_view *view, const ind_column_profile *c) {
    ind_json_next(json, "\n            ");
    ind_json_open(json, "{");
    ind_json_text_member(json, "name", c->field->name);
    ind_json_flag_member(json, "in_file", !c->is_missing);
    if (!c->is_missing) {
        count(json, "rows", c->rows);
        count(json, "empty", c->empty);
        count(json, "unreadable", c->unreadable);
        count(json, "unknown_codes", c->unknown_codes);
        if (c->is_hidden)
            ind_json_flag_member(json, "hidden", true);
        if (c->has_range) {
            text(json, "least", ind_validation_value(view, c->field, c->low));
            text(json, "greatest", ind_validation_value(view, c->field, c->high));
        }
        if (!c->is_hidden && c->field->type == IND_TEXT)
            write_codes(json, view, c);
    }
    ind_json_close(json, "}");
}

/* ---- a file ---- */

static void write_dialect(ind_json_text *json, const ind_file_report *r) {
    char mark[2] = {r->separator, '\0'}, decimal[2] = {r->decimal, '\0'};
    ind_json_put_key(json, "dialect");
    ind_json_open(json, "{");
    text(json, "encoding", r->encoding);
    ind_json_flag_member(json, "bom", r->bom);
    text(json, "line_end", r->line_end);
    text(json, "separator", mark);
    text(json, "decimal", decimal);
    count(json, "header_line", r->header_line);
    ind_json_close(json, "}");
}

static void write_finding(ind_json_text *json, const ind_data_finding *f) {
    ind_json_next(json, "\n            ");
    ind_json_open(json, "{");
    text(json, "rule", f->rule);
    text(json, "severity", ind_validation_severity(f->severity));
    text(json, "column", f->column);
    text(json, "what", f->what);
    count(json, "count", f->count);
    ind_json_put_key(json, "lines");
    ind_json_open(json, "[");
    for (uint32_t i = 0; i < f->shown && f->line[i] > 0; i++) {
        ind_json_next(json, "");
        ind_json_number_value(json, (double)f->line[i]);
    }
    ind_json_close(json, "]");
    ind_json_close(json, "}");
}

static void write_file(ind_json_text *json, const ind_validation_view *view, const ind_file_profile *file) {
    const ind_file_report *r = &file->report;
    ind_json_next(json, "\n        ");
    ind_json_open(json, "{");
    text(json, "file", file->path);
    text(json, "hash", r->hash);
    count(json, "bytes", r->bytes);
    count(json, "records", r->records);
    count(json, "rows", r->rows);
    count(json, "rejected", r->rejected);
    count(json, "duplicates", r->duplicates);
    count(json, "skipped", r->skipped);
    write_dialect(json, r);
    ind_json_put_key(json, "columns");
    ind_json_open(json, "[");
    for (size_t c = 0; c < file->column_count; c++)
        write_column(json, view, &file->columns[c]);
    ind_json_close(json, "]");
    ind_json_put_key(json, "findings");
    ind_json_open(json, "[");
    for (size_t i = 0; i < r->findings.count; i++)
        write_finding(json, &r->findings.items[i]);
    ind_json_close(json, "]");
    ind_json_close(json, "}");
}

/* ---- the whole ---- */

static void write_deliveries(ind_json_text *json, const ind_validation_view *view, const ind_dataset_profile *dataset) {
    ind_json_put_key(json, "deliveries");
    ind_json_open(json, "[");
    for (size_t i = 0; i < dataset->delivery_count; i++) {
        const ind_delivery_profile *d = &dataset->deliveries[i];
        ind_json_next(json, "\n        ");
        ind_json_open(json, "{");
        ind_json_text_member(json, "supplier", d->supplier);
        text(json, "from", ind_validation_day(view, d->from));
        text(json, "till", ind_validation_day(view, d->till));
        text(json, "extracted", ind_validation_day(view, d->taken));
        ind_json_close(json, "}");
    }
    ind_json_close(json, "]");
}

static void write_dataset(ind_json_text *json, const ind_validation_view *view, const ind_dataset_profile *dataset) {
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{");
    ind_json_text_member(json, "dataset", dataset->dataset->name);
    ind_json_put_key(json, "key");
    ind_json_open(json, "[");
    for (size_t k = 0; k < dataset->dataset->key_count; k++) {
        ind_json_next(json, "");
        ind_json_text_value(json, dataset->dataset->fields[dataset->dataset->key[k]].name);
    }
    ind_json_close(json, "]");
    ind_json_flag_member(json, "read", dataset->status == IND_OK);
    write_deliveries(json, view, dataset);
    ind_json_put_key(json, "files");
    ind_json_open(json, "[");
    for (size_t f = 0; f < dataset->file_count; f++)
        write_file(json, view, &dataset->files[f]);
    ind_json_close(json, "]");
    ind_json_close(json, "}");
}

static void write_error(ind_json_text *json, const ind_finding *f) {
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{");
    text(json, "rule", f->rule);
    text(json, "severity", ind_validation_severity(f->severity));
    text(json, "file", f->place.file);
    if (f->place.line > 0)
        count(json, "line", f->place.line);
    text(json, "message", f->message);
    text(json, "help", f->help);
    ind_json_close(json, "}");
}

void ind_validation_json(const ind_validation_view *view) {
    const ind_validation *v = view->validation;
    ind_json_text json = {.text = view->out, .first = true};
    ind_json_raw(&json, "{\n  \"format\": \"indikator-validation/1\",\n  \"generator\": {\"name\": \"indikator\", "
                        "\"version\": \"" IND_VERSION "\"},\n  \"status\": ");
    ind_json_number_value(&json, v->status);
    ind_json_raw(&json, ",\n  \"datasets\": ");
    ind_json_open(&json, "[");
    for (size_t d = 0; d < v->dataset_count; d++)
        write_dataset(&json, view, &v->datasets[d]);
    ind_json_close(&json, "],\n  \"errors\": ");
    ind_json_open(&json, "[");
    for (size_t i = 0; i < v->error_count; i++)
        write_error(&json, &v->errors[i]);
    ind_json_close(&json, "]\n}\n");
}
