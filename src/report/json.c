/* json.c - the report as JSON, one cell a line; each measure is a piece that some thread makes.
 *
 * Order is fixed and numbers are formatted by us, so that the same inputs, definitions and options
 * give the same bytes.  Paths, threads and language are no part of it. */
#include "base/date.h"
#include "base/number.h"
#include "report/ordered.h"
#include "report/report.h"

#include <stdlib.h>

typedef struct {
    ind_buffer *text;
    bool first; /* of an array or object under way */
} writer;

static inline void raw(writer *w, const char *text) {
    ind_buffer_text(w->text, text);
}

static void quoted(writer *w, ind_str text) {
    ind_json_quote(text, w->text);
}

/* ", " between members, and the key. */
static void key(writer *w, const char *name) {
    raw(w, w->first ? "\"" : ", \"");
    w->first = false;
    raw(w, name);
    raw(w, "\": ");
}

static void text_member(writer *w, const char *name, ind_str text) {
    key(w, name);
    quoted(w, text);
}

static void count_member(writer *w, const char *name, int64_t count) {
    char text[IND_INTEGER_TEXT];
    key(w, name);
    raw(w, ind_integer_text(count, text));
}

static void number(writer *w, double x) {
    char text[IND_NUMBER_TEXT];
    raw(w, isfinite(x) ? ind_number_text(x, text) : "null");
}

static void number_member(writer *w, const char *name, double x) {
    key(w, name);
    number(w, x);
}

/* ---- head ---- */

static void write_texts(writer *w, const char *name, const char *const *texts, size_t count) {
    key(w, name);
    raw(w, "[");
    for (size_t i = 0; i < count; i++) {
        raw(w, i == 0 ? "" : ", ");
        quoted(w, ind_str_of(texts[i]));
    }
    raw(w, "]");
}

static void write_options(writer *w, const ind_run_options *o) {
    key(w, "options");
    raw(w, "{");
    w->first = true;
    if (o->grain_count > 0)
        write_texts(w, "grain", o->grains, o->grain_count);
    if (o->split_count > 0)
        write_texts(w, "by", o->splits, o->split_count);
    if (o->area_count > 0)
        write_texts(w, "area", o->areas, o->area_count);
    if (o->complete_until != NULL)
        text_member(w, "complete_until", ind_str_of(o->complete_until));
    number_member(w, "max_rejected", o->max_rejected);
    key(w, "key_check");
    raw(w, o->skip_key_check ? "false" : "true");
    raw(w, "}");
    w->first = false;
}

static void write_head(writer *w, const ind_run *run) {
    char from[IND_DATE_TEXT], to[IND_DATE_TEXT];
    raw(w, "{ \"format\": \"indikator-report/1\", \"class\": \"internal\",\n"
           "  \"generator\": { \"name\": \"indikator\", \"version\": \"" IND_VERSION "\" },\n  \"run\": { ");
    w->first = true;
    key(w, "period");
    if (run->to >= run->from && run->to != 0)
        ind_buffer_format(w->text, "{\"from\": \"%s\", \"to\": \"%s\"}", ind_date_text(run->from, from),
                          ind_date_text(run->to, to));
    else
        raw(w, "null");
    write_options(w, run->options);
    raw(w, " },\n");
}

/* ---- inputs ---- */

static void write_dialect(writer *w, const ind_file_report *r) {
    const char separator[] = {r->separator, '\0'}, decimal[] = {r->decimal, '\0'};
    key(w, "dialect");
    raw(w, "{");
    w->first = true;
    text_member(w, "encoding", ind_str_of(r->encoding == NULL ? "unknown" : r->encoding));
    key(w, "bom");
    raw(w, r->bom ? "true" : "false");
    text_member(w, "line_end", ind_str_of(r->line_end == NULL ? "none" : r->line_end));
    text_member(w, "separator", ind_str_of(separator));
    if (r->decimal != '\0')
        text_member(w, "decimal", ind_str_of(decimal));
    count_member(w, "header_line", (int64_t)r->header_line);
    raw(w, "}");
    w->first = false;
}

static void write_finding(writer *w, const char *file, const ind_data_finding *f) {
    raw(w, "\n        { ");
    w->first = true;
    text_member(w, "rule", ind_str_of(f->rule));
    if (f->column != NULL)
        text_member(w, "column", ind_str_of(f->column));
    count_member(w, "count", (int64_t)f->count);
    key(w, "first");
    raw(w, "[");
    for (uint32_t i = 0; i < f->shown; i++) {
        ind_buffer place = {0};
        ind_buffer_format(&place, "%s:%llu", file, (unsigned long long)f->line[i]);
        raw(w, i == 0 ? "" : ", ");
        quoted(w, ind_buffer_str(&place));
        ind_buffer_free(&place);
    }
    raw(w, "] }");
}

static void write_findings(writer *w, const ind_input *input, size_t file) {
    const ind_findings *lists[] = {&input->reports[file].findings, &input->misses[file]};
    bool any = false;
    key(w, "findings");
    raw(w, "[");
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            raw(w, any ? "," : "");
            any = true;
            write_finding(w, input->reports[file].file, &lists[l]->items[i]);
        }
    raw(w, any ? " ]" : "]");
    w->first = false;
}

static void write_input(writer *w, const ind_input *input, size_t file) {
    const ind_file_report *r = &input->reports[file];
    raw(w, "\n    { ");
    w->first = true;
    text_member(w, "dataset", input->dataset->name);
    text_member(w, "file", ind_str_of(r->file));
    text_member(w, "hash", ind_str_of(r->hash));
    count_member(w, "bytes", (int64_t)r->bytes);
    count_member(w, "records", (int64_t)r->records);
    count_member(w, "rows", (int64_t)r->rows);
    count_member(w, "rejected", (int64_t)r->rejected);
    count_member(w, "duplicates", (int64_t)r->duplicates);
    if (r->skipped > 0)
        count_member(w, "skipped", (int64_t)r->skipped);
    raw(w, ",\n      ");
    w->first = true;
    write_dialect(w, r);
    raw(w, ",\n      ");
    w->first = true;
    write_findings(w, input, file);
    raw(w, " }");
}

static void write_inputs(writer *w, const ind_run *run) {
    bool any = false;
    raw(w, "  \"inputs\": [");
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t f = 0; run->inputs[i].is_read && f < run->inputs[i].file_count; f++) {
            raw(w, any ? "," : "");
            any = true;
            write_input(w, &run->inputs[i], f);
        }
    raw(w, " ],\n");
}

/* ---- measures ---- */

static void write_group(writer *w, const ind_cell_result *r) {
    key(w, "group");
    raw(w, "{");
    for (size_t g = 0; g < r->group_count; g++) {
        raw(w, g == 0 ? "" : ", ");
        quoted(w, r->group_name[g]);
        raw(w, ": ");
        if (r->group_value[g].length == 0)
            raw(w, "null");
        else
            quoted(w, r->group_value[g]);
    }
    raw(w, "}");
}

static void write_intervals(writer *w, const ind_measure *measure, const ind_outcome *out) {
    const double *levels;
    size_t count = ind_kind_levels(measure, &levels);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (!out->has_interval[i])
            continue;
        if (!any)
            key(w, "intervals");
        raw(w, any ? ", {" : "[{");
        any = true;
        w->first = true;
        number_member(w, "level", levels[i]);
        number_member(w, "low", out->intervals[i].low);
        number_member(w, "high", out->intervals[i].high);
        raw(w, "}");
        w->first = false;
    }
    raw(w, any ? "]" : "");
}

static void write_also(writer *w, const ind_outcome *out) {
    if (out->also_count == 0)
        return;
    key(w, "also");
    raw(w, "{");
    for (size_t i = 0; i < out->also_count; i++) {
        const ind_also *also = &out->also[i];
        ind_buffer_format(w->text, "%s\"%s\": {", i == 0 ? "" : ", ", also->name);
        w->first = true;
        number_member(w, "value", also->value);
        if (also->has_interval) {
            number_member(w, "low", also->interval.low);
            number_member(w, "high", also->interval.high);
        }
        raw(w, "}");
    }
    raw(w, "}");
    w->first = false;
}

static void write_flags(writer *w, unsigned flags) {
    const char *flag;
    for (size_t i = 0; (flag = ind_report_flags(flags, i)) != NULL; i++) {
        if (i == 0)
            key(w, "flags");
        ind_buffer_format(w->text, "%s\"%s\"", i == 0 ? "[" : ", ", flag);
    }
    raw(w, flags != 0 ? "]" : "");
}

typedef struct {
    ind_piece *piece;
    writer *w;
    const ind_measure *measure;
    bool any;
} cell_context;

static void write_cell(void *context, const ind_cell_result *r) {
    cell_context *c = context;
    writer *w = c->w;
    const ind_outcome *out = &r->outcome;
    raw(w, c->any ? ",\n        { " : "\n        { ");
    c->any = true;
    w->first = true;
    text_member(w, "period", ind_str_of(r->period));
    write_group(w, r);
    text_member(w, "status", ind_str_of(ind_cell_status_name(r->status)));
    write_flags(w, r->flags);
    number_member(w, "value", out->value);
    for (size_t i = 0; i < out->number_count; i++) {
        const ind_number *n = &out->numbers[i];
        if (n->whole && fabs(n->value) < 9e15)
            count_member(w, n->name, (int64_t)n->value);
        else
            number_member(w, n->name, n->value);
    }
    write_intervals(w, c->measure, out);
    write_also(w, out);
    raw(w, " }");
    ind_piece_flush(c->piece);
}

static void write_flow(writer *w, const ind_flow *flow) {
    raw(w, "      \"flow\": [");
    for (size_t i = 0; i < flow->count; i++) {
        const ind_flow_step *step = &flow->items[i];
        raw(w, i == 0 ? "\n        { " : ",\n        { ");
        w->first = true;
        text_member(w, "step", ind_str_of(step->step));
        count_member(w, "n", step->n);
        if (step->unknown >= 0)
            count_member(w, "unknown", step->unknown);
        raw(w, " }");
    }
    raw(w, " ],\n");
}

static void write_overflows(writer *w, const ind_job *job) {
    if (job->overflow_count == 0)
        return;
    raw(w, "      \"overflows\": [");
    for (size_t i = 0; i < job->overflow_count; i++) {
        raw(w, i == 0 ? "\n        { " : ",\n        { ");
        w->first = true;
        text_member(w, "clause", ind_str_of(job->overflows[i].clause));
        count_member(w, "count", (int64_t)job->overflows[i].count);
        raw(w, " }");
    }
    raw(w, " ],\n");
}

static void write_measure_head(writer *w, const ind_job *job) {
    const ind_measure *m = job->measure;
    raw(w, "\n    { ");
    w->first = true;
    text_member(w, "id", m->id);
    text_member(w, "version", m->version);
    text_member(w, "kind", ind_str_of(m->kind->name));
    text_member(w, "state", ind_str_of(job->reason == NULL ? "computed" : "not_computed"));
    if (job->reason != NULL)
        text_member(w, "reason", ind_str_of(job->reason));
    raw(w, ",\n      \"hash\": ");
    quoted(w, ind_str_of(m->hash));
    text_member(w, "logic_hash", ind_str_of(m->logic_hash));
    raw(w, ",\n      \"title\": {\"sv\": ");
    quoted(w, m->title_sv);
    raw(w, ", \"en\": ");
    quoted(w, m->title_en);
    raw(w, "}");
    text_member(w, "unit", m->unit);
    count_member(w, "decimals", m->decimals);
    text_member(w, "better", m->better);
    const ind_param *target = ind_measure_param(m, "target.value");
    if (target->node != NULL)
        number_member(w, "target", target->number);
}

static void write_measure(void *context, ind_piece *piece) {
    ind_run *run = context;
    const ind_job *job = &run->jobs[piece->number];
    writer w = {.text = &piece->text};
    raw(&w, piece->number == 0 ? "" : ",");
    write_measure_head(&w, job);
    if (job->reason == NULL) {
        cell_context cells = {piece, &w, job->measure, false};
        raw(&w, ",\n");
        write_flow(&w, &job->counter.flow);
        write_overflows(&w, job);
        raw(&w, "      \"results\": [");
        ind_run_results(run, piece->number, write_cell, &cells);
        raw(&w, " ]");
    }
    raw(&w, " }");
}

static size_t *cells_of_measures(const ind_run *run) {
    size_t *cells = ind_alloc_array(run->job_count, sizeof *cells);
    for (size_t i = 0; i < run->job_count; i++)
        cells[i] = run->jobs[i].reason == NULL ? ind_cells_count_of(run->jobs[i].counter.cells) : 0;
    return cells;
}

void ind_report_json(ind_run *run, FILE *file) {
    ind_buffer text = {0};
    size_t *cells = cells_of_measures(run);
    writer w = {.text = &text};
    write_head(&w, run);
    write_inputs(&w, run);
    raw(&w, "  \"indicators\": [");
    fwrite(text.data, 1, text.length, file);
    ind_ordered_write(run->threads, run->job_count, cells, write_measure, run, file);
    fputs(" ] }\n", file);
    ind_buffer_free(&text);
    free(cells);
}
