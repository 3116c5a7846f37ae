/* revisions_json.c - two reports side by side, for a program ("indikator-revisions/1"). */
#include "base/json_text.h"
#include "report/revisions.h"

#include <math.h>

static void put_texts(ind_json_text *json, const char *name, ind_texts texts) {
    ind_json_put_key(json, name);
    ind_json_open(json, "[");
    for (size_t i = 0; i < texts.count; i++) {
        ind_json_next(json, "");
        ind_json_text_value(json, texts.items[i]);
    }
    ind_json_close(json, "]");
}

static void put_report(ind_json_text *json, const char *key, const char *name, const ind_report *report) {
    ind_json_line(json, "\n  ");
    ind_json_put_key(json, key);
    ind_json_open(json, "{");
    ind_json_text_member(json, "file", ind_str_of(name));
    ind_json_text_member(json, "from", report->from);
    ind_json_text_member(json, "to", report->to);
    ind_json_text_if(json, "content_hash", report->content_hash);
    ind_json_close(json, "}");
}

static void put_side(ind_json_text *json, const char *key, const ind_figure *figure) {
    if (figure == NULL)
        return;
    ind_json_put_key(json, key);
    ind_json_open(json, "{");
    ind_json_text_member(json, "status", ind_str_of(ind_cell_status_name(figure->status)));
    ind_json_number_member(json, "value", figure->status == IND_CELL_OK ? figure->outcome.value : (double)NAN);
    for (size_t i = 0; i < figure->outcome.number_count; i++)
        ind_json_number_member(json, figure->outcome.numbers[i].name, figure->outcome.numbers[i].value);
    ind_json_close(json, "}");
}

static void put_cell(ind_json_text *json, const revision *one) {
    ind_json_next(json, "\n        ");
    ind_json_open(json, "{");
    revision_json_place(json, one->before != NULL ? one->before : one->after);
    ind_json_text_member(json, "change", ind_str_of(revision_name(one->kind)));
    if (!isnan(one->change))
        ind_json_number_member(json, "difference", one->change);
    if (!isnan(one->change))
        ind_json_flag_member(json, "outside_interval", one->outside);
    put_side(json, "before", one->before);
    put_side(json, "after", one->after);
    ind_json_close(json, "}");
}

static void put_measure(ind_json_text *json, const measure_revisions *m) {
    const ind_report_measure *any = m->after != NULL ? m->after : m->before;
    bool both = m->before != NULL && m->after != NULL;
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{");
    ind_json_text_member(json, "id", any->id);
    ind_json_text_member(json, "change", ind_str_of(both ? "both" : m->before == NULL ? "new" : "gone"));
    if (both) {
        ind_json_text_member(json, "definition",
                             ind_str_of(m->other_logic   ? "other"
                                        : m->other_texts ? "texts"
                                                         : "same"));
        put_texts(json, "codelists", m->codelists);
        for (size_t k = 0; k < REVISIONS; k++)
            ind_json_count_member(json, revision_name((revision_kind)k), (int64_t)m->kinds[k]);
        ind_json_line(json, "\n      ");
        ind_json_put_key(json, "cells");
        ind_json_open(json, "[");
        for (size_t i = 0; i < m->count; i++)
            put_cell(json, &m->items[i]);
        ind_json_close(json, "]");
    }
    ind_json_close(json, "}");
}

void revisions_json(const ind_revisions *r, const char *const names[2], ind_buffer *out) {
    ind_json_text json = {.text = out, .first = true, .clean = true};
    ind_json_open(&json, "{");
    ind_json_text_member(&json, "format", IND_STR("indikator-revisions/1"));
    put_report(&json, "before", names[0], r->reports[0]);
    put_report(&json, "after", names[1], r->reports[1]);
    ind_json_line(&json, "\n  ");
    ind_json_put_key(&json, "files");
    ind_json_open(&json, "{");
    put_texts(&json, "changed", r->changed_files);
    put_texts(&json, "new", r->new_files);
    put_texts(&json, "gone", r->gone_files);
    ind_json_close(&json, "}");
    ind_json_line(&json, "\n  ");
    put_texts(&json, "options", r->options);
    ind_json_line(&json, "\n  ");
    ind_json_put_key(&json, "indicators");
    ind_json_open(&json, "[");
    for (size_t i = 0; i < r->count; i++)
        put_measure(&json, &r->measures[i]);
    ind_json_close(&json, "]");
    ind_json_close(&json, "}");
    ind_buffer_text(out, "\n");
}
