/* explain_json.c - an explanation as JSON, one subject at a time: all that the trace holds
 * (indicators/schema/explain.schema.json).  Values of identifying and sensitive columns are left out, unless asked
 * for; keys are in English whatever the language, "says" is a sentence in it. */
#include "base/date.h"
#include "base/json_text.h"
#include "explain/explain_writers.h"

#include <math.h>

typedef struct {
    const ind_explanation *e;
    const ind_explain_options *options;
    FILE *file;
    ind_buffer out;
    ind_json_text json; /* what is written to OUT */
} writer;

/* ---- members ---- */

static void day(writer *w, const char *name, int32_t value) {
    char date[IND_DATE_TEXT];
    if (value == IND_NULL_DATE) {
        ind_json_put_key(&w->json, name);
        ind_json_raw(&w->json, "null");
    } else {
        ind_json_text_member(&w->json, name, ind_str_of(ind_date_text(value, date)));
    }
}

static void row_place(writer *w, const char *name, uint32_t row) {
    ind_buffer place = {0};
    ind_explain_row_place(w->e, row, &place);
    ind_json_text_member(&w->json, name, ind_buffer_str(&place));
    ind_buffer_free(&place);
}

static void flush(writer *w) {
    fwrite(w->out.data, 1, w->out.length, w->file);
    w->out.length = 0;
}

/* ---- conditions ---- */

static const char *truth_name(uint8_t truth) {
    return truth == IND_TRUE ? "true" : truth == IND_FALSE ? "false" : "unknown";
}

static void write_place(writer *w, const ind_judgement *j, size_t start, size_t end) {
    ind_place place =
        ind_source_place(j->node->source, ind_json_text_offset(j->node, start), ind_json_text_offset(j->node, end));
    ind_buffer at = {0};
    ind_buffer_format(&at, "%s:%llu:%u", place.file, (unsigned long long)place.line, (unsigned)place.column);
    ind_json_text_member(&w->json, "at", ind_buffer_str(&at));
    ind_buffer_free(&at);
}

static void write_value(writer *w, const ind_judgement *j, const ind_part_value *value) {
    ind_buffer buffer = {0};
    bool secret = ind_explain_secret(w->e, j->param, value);
    ind_json_next(&w->json, "");
    ind_json_open(&w->json, "{");
    if (value->is_slot)
        ind_explain_slot_name(w->e, j->param, value->slot, &buffer);
    ind_json_text_member(&w->json, "name",
                         value->is_slot ? ind_buffer_str(&buffer) : ind_explain_written(j, value->start, value->end));
    buffer.length = 0;
    if (secret && !w->options->show_identifiers) {
        ind_json_flag_member(&w->json, "masked", true);
    } else if (value->value.unknown) {
        ind_json_put_key(&w->json, "value");
        ind_json_raw(&w->json, "null");
    } else if (value->type == IND_INTEGER) {
        ind_json_count_member(&w->json, "value", value->value.integer);
    } else if (value->type == IND_NUMBER) {
        ind_json_number_member(&w->json, "value", value->value.number);
    } else {
        ind_explain_value(value->type, &value->value, true, &buffer);
        ind_json_text_member(&w->json, "value", ind_buffer_str(&buffer));
    }
    ind_json_close(&w->json, "}");
    ind_buffer_free(&buffer);
}

static void write_part(writer *w, const ind_judgement *j, const ind_part *part) {
    static const char *const kinds[] = {"and", "or", "not"};
    ind_json_open(&w->json, "{");
    ind_json_text_member(&w->json, "text", ind_explain_written(j, part->start, part->end));
    write_place(w, j, part->start, part->end);
    ind_json_text_member(&w->json, "truth", ind_str_of(truth_name(part->truth)));
    if (part->kind != IND_PART_LEAF) {
        ind_json_text_member(&w->json, "join", ind_str_of(kinds[part->kind]));
        ind_json_put_key(&w->json, "parts");
        ind_json_open(&w->json, "[");
        for (size_t i = 0; i < part->count; i++) {
            ind_json_next(&w->json, "");
            write_part(w, j, &part->items[i]);
        }
    } else {
        ind_json_put_key(&w->json, "values");
        ind_json_open(&w->json, "[");
        for (size_t i = 0; i < part->value_count; i++)
            write_value(w, j, &part->values[i]);
    }
    ind_json_close(&w->json, "]");
    ind_json_close(&w->json, "}");
}

/* ---- judgements ---- */

static void write_fact(writer *w, const ind_fact *fact) {
    switch (fact->type) {
    case IND_FACT_INTEGER: ind_json_count_member(&w->json, fact->name, fact->integer); break;
    case IND_FACT_NUMBER: ind_json_number_member(&w->json, fact->name, fact->number); break;
    case IND_FACT_DAY: day(w, fact->name, (int32_t)fact->integer); break;
    case IND_FACT_ROW: row_place(w, fact->name, (uint32_t)fact->integer); break;
    case IND_FACT_UNIT:
        ind_json_count_member(&w->json, fact->name, (int64_t)ind_explain_number_of(w->e, (uint32_t)fact->integer));
        break;
    }
}

static void write_judgement(writer *w, const ind_judgement *j) {
    ind_buffer says = {0};
    ind_explain_sentence(w->e, j, w->options->english, &says);
    ind_json_next(&w->json, "\n          ");
    ind_json_open(&w->json, "{");
    ind_json_text_member(&w->json, "step", ind_str_of(j->step));
    if (j->origin == IND_ORIGIN_RULE)
        ind_json_text_member(&w->json, "rule", ind_str_of(j->id));
    ind_json_flag_member(&w->json, "against", j->against);
    ind_json_flag_member(&w->json, "asked", j->asked);
    ind_json_flag_member(&w->json, "in_flow", j->in_flow);
    if (j->in_flow)
        ind_json_flag_member(&w->json, "counted", j->counted);
    if (j->unknown)
        ind_json_flag_member(&w->json, "unknown", true);
    ind_json_text_member(&w->json, "says", ind_buffer_str(&says));
    if (j->param != NULL)
        ind_json_text_member(&w->json, "key", ind_str_of(j->param->spec->path));
    if (j->parts != NULL) {
        ind_json_put_key(&w->json, "condition");
        write_part(w, j, j->parts);
    }
    if (j->facts.count > 0) {
        ind_json_put_key(&w->json, "values");
        ind_json_open(&w->json, "{");
        for (size_t i = 0; i < j->facts.count; i++)
            write_fact(w, &j->facts.items[i]);
        ind_json_close(&w->json, "}");
    }
    ind_json_close(&w->json, "}");
    ind_buffer_free(&says);
}

static void write_judgements(writer *w, const ind_judgements *all) {
    ind_json_put_key(&w->json, "judgements");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < all->count; i++)
        if (!w->options->why_not || all->items[i].against)
            write_judgement(w, &all->items[i]);
    ind_json_close(&w->json, "]");
}

/* ---- rows ---- */

static void write_note(writer *w, const ind_explain_note *note) {
    static const char *const severities[] = {"note", "warning", "error"};
    static const char *const fates[] = {"kept", "rejected", "duplicate", "skipped"};
    ind_json_next(&w->json, "");
    ind_json_open(&w->json, "{");
    ind_json_text_member(&w->json, "rule", ind_str_of(note->note.rule));
    ind_json_text_member(&w->json, "fate", ind_str_of(fates[note->note.fate]));
    ind_json_text_member(&w->json, "severity", ind_str_of(severities[note->note.severity]));
    if (note->note.column != NULL)
        ind_json_text_member(&w->json, "column", ind_str_of(note->note.column));
    ind_json_text_member(&w->json, "what", ind_str_of(note->note.what));
    if (note->note.other_line > 0) {
        ind_buffer place = {0};
        ind_explain_place(w->e, note->input, note->note.other_file, note->note.other_line, &place);
        ind_json_text_member(&w->json, "other", ind_buffer_str(&place));
        ind_buffer_free(&place);
    }
    ind_json_close(&w->json, "}");
}

static void write_notes(writer *w, uint32_t row) {
    ind_json_put_key(&w->json, "findings");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < w->e->note_count; i++)
        if (w->e->notes[i].row == row)
            write_note(w, &w->e->notes[i]);
    ind_json_close(&w->json, "]");
}

static void write_row(writer *w, uint32_t row) {
    const ind_trace_row *at = &w->e->trace.rows[row];
    ind_json_next(&w->json, "\n      ");
    ind_json_open(&w->json, "{");
    row_place(w, "row", row);
    ind_json_text_member(&w->json, "dataset", w->e->job->measure->feeds[at->feed].dataset->name);
    ind_json_flag_member(&w->json, "asked", ind_explain_asked_row(w->e, row));
    write_notes(w, row);
    write_judgements(w, &at->judgements);
    ind_json_close(&w->json, "}");
}

/* ---- units ---- */

static void write_group(writer *w, const ind_trace_count *count) {
    const ind_measure *measure = w->e->job->measure;
    ind_json_put_key(&w->json, "group");
    ind_json_open(&w->json, "{");
    for (size_t g = 0; g < measure->group_count; g++) {
        uint32_t code = ind_explain_value_of(w->e, count, g);
        ind_str value = ind_strata_text(w->e->job->counter.strata, g, code);
        ind_json_next(&w->json, "");
        ind_json_text_value(&w->json, measure->groups[g].name);
        ind_json_raw(&w->json, ": ");
        if (code == 0)
            ind_json_raw(&w->json, "null");
        else
            ind_json_text_value(&w->json, value);
    }
    ind_json_close(&w->json, "}");
}

static void write_outside(writer *w, const ind_trace_count *count) {
    const ind_measure *measure = w->e->job->measure;
    ind_json_put_key(&w->json, "outside");
    ind_json_open(&w->json, "[");
    for (size_t g = 0; g < measure->group_count; g++) {
        if (ind_explain_in_report(w->e, g, ind_explain_value_of(w->e, count, g)))
            continue;
        ind_json_next(&w->json, "");
        ind_json_text_value(&w->json, measure->groups[g].name);
    }
    ind_json_close(&w->json, "]");
}

static void write_count(writer *w, const ind_trace_count *count) {
    size_t at = 0;
    ind_json_next(&w->json, "");
    ind_json_open(&w->json, "{");
    ind_json_put_key(&w->json, "periods");
    ind_json_open(&w->json, "[");
    for (const char *label; (label = ind_explain_period(w->e, count, &at)) != NULL;) {
        ind_json_next(&w->json, "");
        ind_json_text_value(&w->json, ind_str_of(label));
    }
    ind_json_close(&w->json, "]");
    write_group(w, count);
    write_outside(w, count);
    if (count->has_numerator)
        ind_json_flag_member(&w->json, "numerator", count->met);
    if (!isnan(count->value))
        ind_json_number_member(&w->json, "value", count->value);
    if (!isnan(count->below))
        ind_json_number_member(&w->json, "below", count->below);
    if (!isnan(count->weight))
        ind_json_number_member(&w->json, "weight", count->weight);
    ind_json_flag_member(&w->json, "incomplete", count->incomplete);
    ind_json_close(&w->json, "}");
}

static void write_members(writer *w, const ind_unit *unit) {
    ind_json_put_key(&w->json, "rows");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < unit->member_count; i++) {
        ind_json_next(&w->json, "");
        ind_json_open(&w->json, "{");
        row_place(w, "row", unit->members[i].row);
        ind_json_text_member(&w->json, "note", ind_str_of(unit->members[i].note));
        ind_json_close(&w->json, "}");
    }
    ind_json_close(&w->json, "]");
}

static void write_unit(writer *w, uint32_t number_in_trace) {
    const ind_unit *unit = &w->e->trace.units[number_in_trace];
    ind_json_next(&w->json, "\n      ");
    ind_json_open(&w->json, "{");
    ind_json_text_member(&w->json, "unit", ind_str_of(ind_explain_unit_key(unit->kind)));
    ind_json_count_member(&w->json, "number", (int64_t)ind_explain_number_of(w->e, number_in_trace));
    if (unit->period >= 0)
        ind_json_text_member(&w->json, "period", ind_str_of(w->e->job->calendar.items[unit->period].label));
    if (unit->start != IND_NULL_DATE) {
        day(w, "start", unit->start);
        day(w, "end", unit->end);
    }
    ind_json_flag_member(&w->json, "in_denominator", unit->in_denominator);
    ind_json_flag_member(&w->json, "in_numerator", unit->in_numerator);
    write_members(w, unit);
    write_judgements(w, &unit->judgements);
    ind_json_put_key(&w->json, "counted");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < unit->count_count; i++)
        write_count(w, &unit->counts[i]);
    ind_json_close(&w->json, "]");
    ind_json_close(&w->json, "}");
}

/* ---- the whole ---- */

static void write_subject(writer *w, const ind_explain_index *index, uint32_t subject) {
    ind_json_next(&w->json, "\n    ");
    ind_json_open(&w->json, "{");
    if (w->e->subjects[subject].entity > 0)
        ind_json_count_member(&w->json, "entity", (int64_t)w->e->subjects[subject].entity);
    ind_json_put_key(&w->json, "rows");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < index->of[subject].row_count; i++)
        write_row(w, index->rows[index->of[subject].first_row + i]);
    ind_json_close(&w->json, "]");
    ind_json_put_key(&w->json, "units");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < index->of[subject].unit_count; i++)
        write_unit(w, index->units[index->of[subject].first_unit + i]);
    ind_json_close(&w->json, "]");
    ind_json_close(&w->json, "}");
    flush(w);
}

/* Records that never became data, each with all that was found. */
static void write_lost(writer *w) {
    const ind_explanation *e = w->e;
    ind_json_put_key(&w->json, "lost");
    ind_json_open(&w->json, "[");
    for (size_t i = 0; i < e->note_count; i++) {
        const ind_explain_note *note = &e->notes[i];
        if (note->row != UINT32_MAX || ind_explain_lost_before(e, i))
            continue;
        ind_buffer place = {0};
        ind_explain_place(e, note->input, note->note.file, note->note.line, &place);
        ind_json_next(&w->json, "\n    ");
        ind_json_open(&w->json, "{");
        ind_json_text_member(&w->json, "row", ind_buffer_str(&place));
        ind_json_text_member(&w->json, "dataset", note->input->dataset->name);
        ind_json_put_key(&w->json, "findings");
        ind_json_open(&w->json, "[");
        for (size_t k = i; k < e->note_count; k++)
            if (ind_explain_same_record(note, &e->notes[k]))
                write_note(w, &e->notes[k]);
        ind_json_close(&w->json, "]");
        ind_json_close(&w->json, "}");
        ind_buffer_free(&place);
    }
    ind_json_close(&w->json, "]");
}

static void write_head(writer *w) {
    const ind_measure *m = w->e->job->measure;
    ind_json_open(&w->json, "{ ");
    ind_json_text_member(&w->json, "format", IND_STR("indikator-explain/1"));
    ind_json_text_member(&w->json, "class", IND_STR("internal"));
    ind_json_text_member(&w->json, "id", m->id);
    ind_json_text_member(&w->json, "version", m->version);
    ind_json_text_member(&w->json, "logic_hash", ind_str_of(m->logic_hash));
    ind_json_text_member(&w->json, "kind", ind_str_of(m->kind->name));
    ind_json_put_key(&w->json, "period");
    ind_json_open(&w->json, "{");
    day(w, "from", w->e->run->from);
    day(w, "to", w->e->run->to);
    ind_json_close(&w->json, "}");
    ind_json_text_member(&w->json, "language", ind_str_of(w->options->english ? "en" : "sv"));
    ind_json_flag_member(&w->json, "why_not", w->options->why_not);
    ind_json_flag_member(&w->json, "identifiers_shown", w->options->show_identifiers);
    ind_json_next(&w->json, "\n  \"subjects\": ");
}

void ind_explain_json(const ind_explanation *e, const ind_explain_options *options, FILE *file) {
    writer w = {.e = e, .options = options, .file = file};
    ind_explain_index index = ind_explain_index_of(e);
    w.json = (ind_json_text){.text = &w.out, .first = true};
    write_head(&w);
    ind_json_open(&w.json, "[");
    for (uint32_t s = 0; s < e->subject_count; s++)
        write_subject(&w, &index, s);
    ind_json_close(&w.json, "]");
    write_lost(&w);
    ind_json_close(&w.json, " }\n");
    flush(&w);
    ind_buffer_free(&w.out);
    ind_explain_index_free(&index);
}
