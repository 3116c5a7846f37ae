/* report_json.c - the report as JSON, one cell a line; each measure is a piece that some thread makes.
 *
 * Order is fixed and numbers are formatted by us, so that the same inputs, definitions and options
 * give the same bytes.  Paths, threads and language are no part of it. */
#include "base/json_text.h"
#include "figures/content_hash.h"
#include "report/comments.h"
#include "report/derived_json.h"
#include "report/json_lists.h"
#include "report/ordered.h"
#include "report/outline_json.h"
#include "report/report.h"

#include <math.h>
#include <stdlib.h>

typedef ind_json_text writer;

/* ---- head ---- */

static void write_options(writer *w, const ind_report_run_options *o) {
    ind_json_put_key(w, "options");
    ind_json_open(w, "{");
    ind_json_texts_if(w, "grain", o->grains);
    ind_json_texts_if(w, "by", o->splits);
    ind_json_texts_if(w, "area", o->areas);
    ind_json_texts_if(w, "compare", o->compare);
    if (o->open_period)
        ind_json_flag_member(w, "open_period", true);
    ind_json_text_if(w, "complete_until", o->complete_until);
    ind_json_number_member(w, "max_rejected", o->max_rejected);
    ind_json_flag_member(w, "key_check", o->key_check);
    ind_json_close(w, "}");
}

static void write_head(writer *w, const ind_report *report) {
    ind_json_open(w, "{ ");
    ind_json_text_member(w, "format", IND_STR("indikator-report/1"));
    ind_json_text_member(w, "class", ind_str_of(ind_report_class_name(report->report_class)));
    ind_json_open(w, ",\n  \"generator\": { ");
    ind_json_text_member(w, "name", IND_STR("indikator"));
    ind_json_text_member(w, "version", report->program_version);
    ind_json_open(w, " },\n  \"run\": { ");
    ind_json_put_key(w, "period");
    if (report->has_period) {
        ind_json_open(w, "{");
        ind_json_text_member(w, "from", report->from);
        ind_json_text_member(w, "to", report->to);
        ind_json_close(w, "}");
    } else {
        ind_json_raw(w, "null");
    }
    write_options(w, &report->options);
    ind_json_close(w, " },\n");
}

/* ---- inputs ---- */

static void write_dialect(writer *w, const ind_report_input *input) {
    ind_json_put_key(w, "dialect");
    ind_json_open(w, "{");
    ind_json_text_member(w, "encoding", input->encoding);
    ind_json_flag_member(w, "bom", input->bom);
    ind_json_text_member(w, "line_end", input->line_end);
    ind_json_text_member(w, "separator", input->separator);
    ind_json_text_if(w, "decimal", input->decimal);
    ind_json_count_member(w, "header_line", input->header_line);
    ind_json_close(w, "}");
}

static void write_findings(writer *w, const ind_report_input *input) {
    ind_json_put_key(w, "findings");
    ind_json_open(w, "[");
    for (size_t i = 0; i < input->finding_count; i++) {
        const ind_report_finding *f = &input->findings[i];
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "rule", f->rule);
        ind_json_text_if(w, "column", f->column);
        ind_json_count_member(w, "count", f->count);
        ind_json_texts_member(w, "first", f->first);
        ind_json_close(w, " }");
    }
    ind_json_close(w, input->finding_count > 0 ? " ]" : "]");
}

static void write_input(writer *w, const ind_report_input *input) {
    ind_json_open(w, "{ ");
    ind_json_text_member(w, "dataset", input->dataset);
    ind_json_text_member(w, "file", input->file);
    ind_json_text_member(w, "hash", input->hash);
    ind_json_text_if(w, "sha256", input->sha256);
    ind_json_count_member(w, "bytes", input->bytes);
    ind_json_count_member(w, "records", input->records);
    ind_json_count_member(w, "rows", input->rows);
    ind_json_count_member(w, "rejected", input->rejected);
    ind_json_count_member(w, "duplicates", input->duplicates);
    if (input->skipped > 0)
        ind_json_count_member(w, "skipped", input->skipped);
    if (!isnan(input->max_rejected))
        ind_json_number_member(w, "max_rejected", input->max_rejected);
    write_dialect(w, input);
    write_findings(w, input);
    ind_json_close(w, " }");
}

static void write_inputs(writer *w, const ind_report *report) {
    ind_json_open(w, "  \"inputs\": [");
    for (size_t i = 0; i < report->input_count; i++) {
        ind_json_next(w, "\n    ");
        write_input(w, &report->inputs[i]);
    }
    ind_json_close(w, " ],\n");
}

static void write_deliveries(writer *w, const ind_report *report) {
    ind_json_open(w, "  \"deliveries\": [");
    for (size_t i = 0; i < report->delivery_count; i++) {
        const ind_report_delivery *d = &report->deliveries[i];
        ind_json_next(w, "\n    ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "dataset", d->dataset);
        ind_json_text_member(w, "supplier", d->supplier);
        ind_json_text_member(w, "from", d->from);
        ind_json_text_member(w, "to", d->to);
        if (d->extracted.length > 0)
            ind_json_text_member(w, "extracted", d->extracted);
        if (d->rows >= 0)
            ind_json_count_member(w, "rows", d->rows);
        ind_json_close(w, " }");
    }
    ind_json_close(w, report->delivery_count > 0 ? " ],\n" : "],\n");
}

static void write_complete(writer *w, const ind_report *report) {
    ind_json_open(w, "  \"complete_until\": [");
    for (size_t i = 0; i < report->complete_count; i++) {
        const ind_report_completeness *c = &report->complete[i];
        ind_json_next(w, "\n    ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "dataset", c->dataset);
        ind_json_text_if(w, "area", c->county);
        ind_json_text_member(w, "until", c->until);
        ind_json_close(w, " }");
    }
    ind_json_close(w, report->complete_count > 0 ? " ],\n" : "],\n");
}

/* ---- what a measure is ---- */

static void write_flags(writer *w, unsigned flags) {
    const char *flag;
    if (flags == 0)
        return;
    ind_json_put_key(w, "flags");
    ind_json_open(w, "[");
    for (size_t i = 0; (flag = ind_flag_name(flags, i)) != NULL; i++) {
        ind_json_next(w, "");
        ind_json_text_value(w, ind_str_of(flag));
    }
    ind_json_close(w, "]");
}

static void new_line(writer *w) {
    ind_json_raw(w, ",\n      ");
    w->first = true;
}

static void write_comparable(writer *w, const ind_report_measure *m) {
    if (m->kolada.length == 0 && m->comparable_degree.length == 0)
        return;
    ind_json_put_key(w, "comparable");
    ind_json_open(w, "{");
    ind_json_text_if(w, "kolada", m->kolada);
    ind_json_text_if(w, "degree", m->comparable_degree);
    ind_json_bilingual_if(w, "why", m->comparable_why);
    ind_json_close(w, "}");
}

static void write_series(writer *w, const ind_report_measure *m) {
    if (m->series_from.length + m->series_to.length + m->series_breaks.count == 0)
        return;
    ind_json_put_key(w, "series");
    ind_json_open(w, "{");
    ind_json_text_if(w, "from", m->series_from);
    ind_json_text_if(w, "to", m->series_to);
    ind_json_texts_if(w, "breaks", m->series_breaks);
    ind_json_bilingual_if(w, "why", m->series_why);
    ind_json_close(w, "}");
}

static void write_facts(writer *w, const ind_report_about *about) {
    if (about->open_fact_count == 0)
        return;
    ind_json_put_key(w, "open_facts");
    ind_json_open(w, "[");
    for (size_t i = 0; i < about->open_fact_count; i++) {
        ind_json_next(w, "");
        ind_json_bilingual(w, about->open_facts[i]);
    }
    ind_json_close(w, "]");
}

static void write_about(writer *w, const ind_report_about *about) {
    if (about->purpose.sv.length + about->formula.sv.length + about->source_system.sv.length +
            about->target_text.sv.length + about->open.sv.length + about->updated.length +
            about->area_perspective.length + about->open_fact_count + about->changed.version.length ==
        0)
        return;
    new_line(w);
    ind_json_bilingual_if(w, "purpose", about->purpose);
    ind_json_bilingual_if(w, "formula_text", about->formula);
    ind_json_bilingual_if(w, "source_system", about->source_system);
    ind_json_text_if(w, "updated", about->updated);
    ind_json_text_if(w, "area_perspective", about->area_perspective);
    ind_json_bilingual_if(w, "target_text", about->target_text);
    ind_json_bilingual_if(w, "open", about->open);
    write_facts(w, about);
    if (about->changed.version.length > 0) {
        ind_json_put_key(w, "changed");
        ind_json_open(w, "{");
        ind_json_text_member(w, "version", about->changed.version);
        ind_json_text_if(w, "date", about->changed.date);
        ind_json_bilingual_if(w, "what", about->changed.what);
        ind_json_bilingual_if(w, "why", about->changed.why);
        ind_json_close(w, "}");
    }
}

static void write_place(writer *w, const ind_report_measure *m) {
    new_line(w);
    ind_json_texts_member(w, "source", m->sources);
    ind_json_text_if(w, "target_area", m->target_area);
    ind_json_texts_if(w, "indicator", m->indicators);
    ind_json_texts_if(w, "perspective", m->perspectives);
    ind_json_texts_if(w, "principal", m->principals);
    ind_json_text_if(w, "status", m->status);
    ind_json_text_if(w, "owner", m->owner);
    ind_json_text_if(w, "reviewed", m->reviewed);
    ind_json_text_if(w, "next_review", m->next_review);
    write_comparable(w, m);
    write_series(w, m);
}

static void write_least(writer *w, const ind_report_measure *m) {
    if (m->limit_count > 0) {
        ind_json_put_key(w, "min_denominator_by");
        ind_json_open(w, "{");
        for (size_t i = 0; i < m->limit_count; i++) {
            ind_json_next(w, "");
            ind_json_text_value(w, m->limits[i].group);
            ind_json_raw(w, ": ");
            ind_json_number_value(w, (double)m->limits[i].least);
        }
        ind_json_close(w, "}");
    }
    if (m->limits_persons)
        ind_json_text_member(w, "min_denominator_of", IND_STR("persons"));
}

static void write_standard(writer *w, const ind_report_measure *m) {
    if (m->standardised.length == 0)
        return;
    ind_json_put_key(w, "standardised");
    ind_json_open(w, "{");
    ind_json_text_if(w, "method", m->standardised);
    ind_json_text_if(w, "table", m->standard_table);
    ind_json_count_member(w, "year", m->standard_year);
    ind_json_close(w, "}");
}

static void write_policies(writer *w, const ind_report_measure *m) {
    ind_json_text_member(w, "unit", m->unit);
    ind_json_count_member(w, "decimals", m->decimals);
    ind_json_text_member(w, "better", m->better);
    if (m->has_target)
        ind_json_number_member(w, "target", m->target);
    ind_derived_json_way(w, &m->way);
    if (m->has_plausible) {
        ind_json_put_key(w, "plausible");
        ind_json_open(w, "[");
        ind_json_number_value(w, m->plausible_low);
        ind_json_raw(w, ", ");
        ind_json_number_value(w, m->plausible_high);
        ind_json_close(w, "]");
    }
    ind_json_count_member(w, "min_denominator", m->min_denominator);
    write_least(w, m);
    ind_json_text_if(w, "interval_method", m->interval_method);
    write_standard(w, m);
}

static void write_levels(writer *w, const ind_report_measure *m) {
    if (m->level_count == 0)
        return;
    ind_json_put_key(w, "levels");
    ind_json_open(w, "[");
    for (size_t i = 0; i < m->level_count; i++) {
        const ind_report_level *level = &m->levels[i];
        ind_json_next(w, "");
        ind_json_open(w, "{");
        ind_json_text_member(w, "id", level->id);
        ind_json_bilingual_if(w, "title", level->title);
        if (level->has_limit)
            ind_json_number_member(w, level->above ? "above" : "from", level->limit);
        ind_json_text_if(w, "colour", level->colour);
        ind_json_close(w, "}");
    }
    ind_json_close(w, "]");
}

static void write_codelists(writer *w, const ind_report_measure *m) {
    ind_json_put_key(w, "codelists");
    ind_json_open(w, "[");
    for (size_t i = 0; i < m->codelist_count; i++) {
        ind_json_next(w, "");
        ind_json_open(w, "{");
        ind_json_text_member(w, "name", m->codelists[i].name);
        ind_json_text_member(w, "version", m->codelists[i].version);
        ind_json_close(w, "}");
    }
    ind_json_close(w, "]");
}

static void write_identity(writer *w, const ind_report_measure *m) {
    ind_json_open(w, "{ ");
    ind_json_text_member(w, "id", m->id);
    ind_json_text_member(w, "version", m->version);
    ind_json_text_member(w, "kind", m->kind);
    ind_json_text_member(w, "state", ind_str_of(ind_report_state_name(m->state)));
    ind_json_text_if(w, "reason", m->reason);
    write_flags(w, m->flags);
    new_line(w);
    ind_json_text_member(w, "hash", m->hash);
    ind_json_text_member(w, "logic_hash", m->logic_hash);
    new_line(w);
    ind_json_bilingual_if(w, "title", m->title);
    write_policies(w, m);
    if (m->description.sv.length + m->description.en.length > 0) {
        new_line(w);
        ind_json_bilingual_if(w, "description", m->description);
    }
    if (m->limitations.sv.length + m->limitations.en.length > 0) {
        new_line(w);
        ind_json_bilingual_if(w, "limitations", m->limitations);
    }
    if (m->caution.sv.length > 0) {
        new_line(w);
        ind_json_bilingual_if(w, "caution", m->caution);
    }
    write_about(w, &m->about);
    write_place(w, m);
    write_levels(w, m);
    write_codelists(w, m);
}

/* ---- what its cells are split by ---- */

static void write_labels(writer *w, const ind_report_group *group) {
    ind_json_put_key(w, "labels");
    ind_json_open(w, "{");
    for (size_t code = 1; code < group->count; code++) {
        if (group->labels[code].length == 0)
            continue;
        ind_json_next(w, "");
        ind_json_text_value(w, group->values[code]);
        ind_json_raw(w, ": ");
        ind_json_text_value(w, group->labels[code]);
    }
    ind_json_close(w, "}");
}

static void write_groups(writer *w, const ind_report_measure *m) {
    ind_json_open(w, ",\n      \"groups\": [");
    for (size_t g = 0; g < m->group_count; g++) {
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "name", m->groups[g].name);
        ind_json_text_if(w, "level", m->groups[g].level);
        if (m->groups[g].level.length > 0)
            ind_json_flag_member(w, "whole", m->groups[g].whole);
        write_labels(w, &m->groups[g]);
        ind_json_close(w, " }");
    }
    ind_json_close(w, m->group_count > 0 ? " ]" : "]");
}

static void write_periods(writer *w, const ind_report_measure *m) {
    ind_json_open(w, ",\n      \"periods\": [");
    for (size_t p = 0; p < m->period_count; p++) {
        const ind_report_period *period = &m->periods[p];
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "period", period->label);
        ind_json_text_member(w, "grain", period->grain);
        ind_json_text_member(w, "from", period->from);
        ind_json_text_member(w, "to", period->to);
        ind_json_close(w, " }");
    }
    ind_json_close(w, m->period_count > 0 ? " ]" : "]");
}

static void write_flow(writer *w, const ind_report_measure *m) {
    ind_json_open(w, ",\n      \"flow\": [");
    for (size_t i = 0; i < m->flow_count; i++) {
        const ind_report_step *step = &m->flow[i];
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "step", step->step);
        ind_json_text_if(w, "id", step->effect.length > 0 ? step->id : IND_STR(""));
        ind_json_text_if(w, "origin", step->effect.length > 0 ? step->origin : IND_STR(""));
        ind_json_text_if(w, "effect", step->effect);
        ind_json_text_if(w, "rule", ind_str_is(step->origin, "rule") ? step->id : IND_STR(""));
        ind_json_count_member(w, "n", step->n);
        if (step->unknown >= 0)
            ind_json_count_member(w, "unknown", step->unknown);
        ind_json_close(w, " }");
    }
    ind_json_close(w, " ]");
}

static void write_overflows(writer *w, const ind_report_measure *m) {
    if (m->overflow_count == 0)
        return;
    ind_json_open(w, ",\n      \"overflows\": [");
    for (size_t i = 0; i < m->overflow_count; i++) {
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "clause", m->overflows[i].clause);
        ind_json_count_member(w, "count", m->overflows[i].count);
        ind_json_close(w, " }");
    }
    ind_json_close(w, " ]");
}

static void write_measure_findings(writer *w, const ind_report_measure *m) {
    if (m->finding_count == 0)
        return;
    ind_json_open(w, ",\n      \"findings\": [");
    for (size_t i = 0; i < m->finding_count; i++) {
        const ind_report_measure_finding *f = &m->findings[i];
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "rule", f->rule);
        ind_json_text_if(w, "group", f->group);
        ind_json_text_if(w, "dataset", f->dataset);
        ind_json_count_member(w, "count", f->count);
        ind_json_count_member(w, "of", f->of);
        ind_json_close(w, " }");
    }
    ind_json_close(w, " ]");
}

static void write_totals(writer *w, const ind_report_measure *m) {
    if (m->total_count == 0)
        return;
    ind_json_open(w, ",\n      \"totals\": [");
    for (size_t i = 0; i < m->total_count; i++) {
        ind_json_next(w, "");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "group", m->totals[i].group);
        ind_json_text_member(w, "code", m->totals[i].code);
        ind_json_text_if(w, "name", m->totals[i].name);
        ind_json_close(w, " }");
    }
    ind_json_close(w, "]");
}

/* ---- cells ---- */

/* Cells say the same few periods and groups again and again: each is made once. */
typedef struct {
    ind_arena *arena;
    ind_str *periods; /* "period": "2024", "grain": "year" */
    ind_str **groups; /* by group and code: "lan": "04" */
    ind_str *totals;  /* by split: "total": {"kon": "T"}; empty: none */
} cell_texts;

static ind_str period_text(ind_arena *arena, const ind_report_period *period, ind_buffer *text) {
    writer w = {.text = text, .first = true};
    text->length = 0;
    ind_json_text_member(&w, "period", period->label);
    ind_json_text_member(&w, "grain", period->grain);
    return ind_arena_str(arena, ind_buffer_str(text));
}

static ind_str value_text(ind_arena *arena, const ind_report_group *group, size_t code, ind_buffer *text) {
    writer w = {.text = text, .first = true};
    text->length = 0;
    ind_json_text_value(&w, group->name);
    ind_json_raw(&w, ": ");
    if (code == 0)
        ind_json_raw(&w, "null");
    else
        ind_json_text_value(&w, group->values[code]);
    return ind_arena_str(arena, ind_buffer_str(text));
}

static bool has_group(const ind_report_measure *m, const ind_report_split *split, ind_str group) {
    for (size_t g = 0; g < split->count; g++)
        if (ind_str_equal(m->groups[split->group[g]].name, group))
            return true;
    return false;
}

static ind_str total_text(ind_arena *arena, const ind_report_measure *m, const ind_report_split *split,
                          ind_buffer *text) {
    writer w = {.text = text, .first = true};
    text->length = 0;
    for (size_t i = 0; i < m->total_count; i++) {
        if (has_group(m, split, m->totals[i].group))
            continue;
        ind_json_raw(&w, text->length == 0 ? ", \"total\": {" : ", ");
        ind_json_text_value(&w, m->totals[i].group);
        ind_json_raw(&w, ": ");
        ind_json_text_value(&w, m->totals[i].code);
    }
    ind_json_raw(&w, text->length == 0 ? "" : "}");
    return ind_arena_str(arena, ind_buffer_str(text));
}

static cell_texts texts_of(const ind_report_measure *m) {
    cell_texts out = {.arena = ind_arena_new()};
    ind_buffer text = {0};
    out.periods = ind_arena_alloc(out.arena, (m->period_count + 1) * sizeof *out.periods);
    out.groups = ind_arena_alloc(out.arena, (m->group_count + 1) * sizeof *out.groups);
    for (size_t p = 0; p < m->period_count; p++)
        out.periods[p] = period_text(out.arena, &m->periods[p], &text);
    for (size_t g = 0; g < m->group_count; g++) {
        out.groups[g] = ind_arena_alloc(out.arena, m->groups[g].count * sizeof **out.groups);
        for (size_t code = 0; code < m->groups[g].count; code++)
            out.groups[g][code] = value_text(out.arena, &m->groups[g], code, &text);
    }
    out.totals = ind_arena_alloc(out.arena, (m->split_count + 1) * sizeof *out.totals);
    for (size_t s = 0; s < m->split_count; s++)
        out.totals[s] = total_text(out.arena, m, &m->splits[s], &text);
    ind_buffer_free(&text);
    return out;
}

static void write_str(writer *w, ind_str text) {
    ind_buffer_add(w->text, text.data, text.length);
}

static void write_group(writer *w, const ind_report_measure *m, const cell_texts *texts, size_t row) {
    const ind_report_cells *c = &m->cells;
    const ind_report_split *split = &m->splits[c->split[row]];
    ind_json_raw(w, ", \"group\": {");
    for (size_t g = 0; g < split->count; g++) {
        if (g > 0)
            ind_json_raw(w, ", ");
        write_str(w, texts->groups[split->group[g]][c->codes[row * c->most_groups + g]]);
    }
    ind_json_raw(w, "}");
    write_str(w, texts->totals[c->split[row]]);
    ind_json_raw(w, ", \"status\": \"");
    ind_json_raw(w, ind_cell_status_name((ind_cell_status)c->status[row]));
    ind_json_close(w, "\"");
}

static void write_numbers(writer *w, const ind_outcome *out) {
    ind_json_number_member(w, "value", out->value);
    for (size_t i = 0; i < out->number_count; i++) {
        const ind_number *n = &out->numbers[i];
        if (n->whole && fabs(n->value) < 9e15)
            ind_json_count_member(w, n->name, (int64_t)n->value);
        else
            ind_json_number_member(w, n->name, n->value);
    }
}

static void write_limits(writer *w, ind_interval interval) {
    ind_json_number_member(w, "low", interval.low);
    ind_json_number_member(w, "high", interval.high);
}

static void write_intervals(writer *w, const ind_report_cells *cells, const ind_outcome *out) {
    bool any = false;
    for (size_t i = 0; i < cells->interval_count; i++) {
        if (!out->has_interval[i])
            continue;
        if (!any)
            ind_json_put_key(w, "intervals");
        ind_json_open(w, any ? ", {" : "[{");
        any = true;
        ind_json_number_member(w, "level", cells->intervals[i].level);
        write_limits(w, out->intervals[i]);
        ind_json_close(w, "}");
    }
    if (out->area_level > 0) {
        if (!any)
            ind_json_put_key(w, "intervals");
        ind_json_open(w, any ? ", {" : "[{");
        any = true;
        ind_json_number_member(w, "level", out->area_level);
        write_limits(w, out->area_interval);
        ind_json_text_member(w, "of", IND_STR("areas"));
        ind_json_close(w, "}");
    }
    ind_json_raw(w, any ? "]" : "");
}

static void write_also(writer *w, const ind_outcome *out) {
    if (out->also_count == 0)
        return;
    ind_json_put_key(w, "also");
    ind_json_open(w, "{");
    for (size_t i = 0; i < out->also_count; i++) {
        const ind_also *also = &out->also[i];
        ind_json_put_key(w, also->name);
        ind_json_open(w, "{");
        ind_json_number_member(w, "value", also->value);
        if (also->has_interval)
            write_limits(w, also->interval);
        ind_json_close(w, "}");
    }
    ind_json_close(w, "}");
}

static void write_cell(writer *w, const ind_report_measure *m, const cell_texts *texts, size_t number) {
    ind_outcome out;
    const ind_report_cells *c = &m->cells;
    ind_report_outcome(c, number, &out);
    ind_json_raw(w, number == 0 ? "\n        { " : ",\n        { ");
    write_str(w, texts->periods[c->period[number]]);
    write_group(w, m, texts, number);
    ind_json_text_if(w, "reason", ind_str_of(ind_cell_reason_name((ind_cell_reason)c->reason[number])));
    write_flags(w, c->flags[number]);
    if (c->level[number] > 0)
        ind_json_text_member(w, "level", m->levels[c->level[number] - 1].id);
    write_numbers(w, &out);
    write_intervals(w, c, &out);
    ind_json_text_if(w, "no_interval", ind_str_of(ind_interval_reason_name(out.no_interval)));
    write_also(w, &out);
    ind_derived_json_cell(w, m, number);
    ind_json_close(w, " }");
}

/* ---- all of it ---- */

typedef struct {
    const ind_report *report;
    ind_content_digest *digests; /* of the head, then of each measure */
} json_context;

enum { WORTH_HASHING = 32 << 10 }; /* bytes */

/* A measure is hashed as it grows, since what is written is gone. */
static void write_cells(writer *w, const ind_report_measure *m, ind_piece *piece, ind_content *content) {
    size_t hashed = piece->text.length;
    cell_texts texts = texts_of(m);
    ind_json_open(w, ",\n      \"results\": [");
    for (size_t i = 0; i < m->cells.count; i++) {
        write_cell(w, m, &texts, i);
        if (piece->text.length - hashed < WORTH_HASHING)
            continue;
        ind_content_add(content, (ind_str){piece->text.data + hashed, piece->text.length - hashed});
        ind_piece_flush(piece);
        hashed = piece->text.length;
    }
    ind_json_raw(w, " ]");
    ind_content_add(content, (ind_str){piece->text.data + hashed, piece->text.length - hashed});
    ind_arena_free(texts.arena);
}

static void write_measure(void *context, ind_piece *piece) {
    const json_context *c = context;
    const ind_report_measure *m = &c->report->measures[piece->number];
    ind_content *content = ind_content_new();
    writer w = {.text = &piece->text};
    ind_json_raw(&w, piece->number == 0 ? "\n    " : ",\n    ");
    size_t start = piece->text.length;
    write_identity(&w, m);
    if (m->state == IND_STATE_COMPUTED) {
        write_groups(&w, m);
        write_totals(&w, m);
        write_periods(&w, m);
        write_flow(&w, m);
        write_overflows(&w, m);
        write_measure_findings(&w, m);
        ind_derived_json_measure(&w, m);
    }
    ind_content_add(content, (ind_str){piece->text.data + start, piece->text.length - start});
    if (m->state == IND_STATE_COMPUTED)
        write_cells(&w, m, piece, content);
    ind_json_raw(&w, " }");
    ind_content_add(content, IND_STR(" }"));
    c->digests[piece->number + 1] = ind_content_end(content);
}

static void write_before_measures(const ind_report *report, ind_content_digest *digest, FILE *file) {
    ind_buffer text = {0};
    writer w = {.text = &text};
    ind_content *content = ind_content_new();
    write_head(&w, report);
    write_inputs(&w, report);
    write_deliveries(&w, report);
    write_complete(&w, report);
    ind_json_outlines(&w, &report->outlines);
    ind_json_raw(&w, "  \"indicators\": [");
    ind_content_add(content, ind_buffer_str(&text));
    *digest = ind_content_end(content);
    fwrite(text.data, 1, text.length, file);
    ind_buffer_free(&text);
}

void ind_report_json(const ind_report *report, FILE *file, char written[IND_CONTENT_HASH]) {
    size_t count = report->measure_count;
    size_t *cells = ind_alloc_array(count, sizeof *cells);
    json_context context = {report, ind_alloc_array(count + 1, sizeof *context.digests)};
    char hash[IND_CONTENT_HASH];
    for (size_t i = 0; i < count; i++)
        cells[i] = report->measures[i].cells.count;
    write_before_measures(report, &context.digests[0], file);
    ind_ordered_write(report->threads, count, cells, write_measure, &context, file);
    ind_content_hash(context.digests, count + 1, hash);
    fputs(" ],\n", file);
    ind_buffer comments = {0};
    ind_json_comments(&(writer){.text = &comments}, report);
    fwrite(comments.data == NULL ? "" : comments.data, 1, comments.length, file);
    ind_buffer_free(&comments);
    fprintf(file, "  \"content_hash\": \"%s\" }\n", hash);
    if (written != NULL)
        memcpy(written, hash, sizeof hash);
    free(context.digests);
    free(cells);
}
