/* explain_json.c - an explanation as JSON, one subject at a time: all that the trace holds
 * (indicators/schema/explain.schema.json).  Values of identifying and sensitive columns are left out, unless asked
 * for; keys are in English whatever the language, "says" is a sentence in it. */
#include "base/date.h"
#include "base/number.h"
#include "explain/explain_writers.h"

#include <math.h>

typedef struct {
    const ind_explanation *e;
    const ind_explain_options *options;
    FILE *file;
    ind_buffer out;
    bool first; /* of the object or array under way */
} writer;

/* ---- JSON ---- */

static void next(writer *w) {
    if (!w->first)
        ind_buffer_text(&w->out, ", ");
    w->first = false;
}

static void key(writer *w, const char *name) {
    next(w);
    ind_buffer_format(&w->out, "\"%s\": ", name);
}

static void open(writer *w, const char *bracket) {
    ind_buffer_text(&w->out, bracket);
    w->first = true;
}

static void close(writer *w, const char *bracket) {
    ind_buffer_text(&w->out, bracket);
    w->first = false;
}

static void text(writer *w, const char *name, ind_str value) {
    key(w, name);
    ind_json_quote(value, &w->out);
}

static void flag(writer *w, const char *name, bool value) {
    key(w, name);
    ind_buffer_text(&w->out, value ? "true" : "false");
}

static void integer(writer *w, const char *name, int64_t value) {
    key(w, name);
    ind_buffer_format(&w->out, "%lld", (long long)value);
}

static void number(writer *w, const char *name, double value) {
    char digits[IND_NUMBER_TEXT];
    key(w, name);
    ind_buffer_text(&w->out, isfinite(value) ? ind_number_text(value, digits) : "null");
}

static void day(writer *w, const char *name, int32_t value) {
    char date[IND_DATE_TEXT];
    if (value == IND_NULL_DATE) {
        key(w, name);
        ind_buffer_text(&w->out, "null");
    } else {
        text(w, name, ind_str_of(ind_date_text(value, date)));
    }
}

static void row_place(writer *w, const char *name, uint32_t row) {
    ind_buffer place = {0};
    ind_explain_row_place(w->e, row, &place);
    text(w, name, ind_buffer_str(&place));
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
    text(w, "at", ind_buffer_str(&at));
    ind_buffer_free(&at);
}

static void write_value(writer *w, const ind_judgement *j, const ind_part_value *value) {
    ind_buffer buffer = {0};
    bool secret = ind_explain_secret(w->e, j->param, value);
    next(w);
    open(w, "{");
    if (value->is_slot)
        ind_explain_slot_name(w->e, j->param, value->slot, &buffer);
    text(w, "name", value->is_slot ? ind_buffer_str(&buffer) : ind_explain_written(j, value->start, value->end));
    buffer.length = 0;
    if (secret && !w->options->show_identifiers) {
        flag(w, "masked", true);
    } else if (value->value.unknown) {
        key(w, "value");
        ind_buffer_text(&w->out, "null");
    } else if (value->type == IND_INTEGER) {
        integer(w, "value", value->value.integer);
    } else if (value->type == IND_NUMBER) {
        number(w, "value", value->value.number);
    } else {
        ind_explain_value(value->type, &value->value, true, &buffer);
        text(w, "value", ind_buffer_str(&buffer));
    }
    close(w, "}");
    ind_buffer_free(&buffer);
}

static void write_part(writer *w, const ind_judgement *j, const ind_part *part) {
    static const char *const kinds[] = {"and", "or", "not"};
    open(w, "{");
    text(w, "text", ind_explain_written(j, part->start, part->end));
    write_place(w, j, part->start, part->end);
    text(w, "truth", ind_str_of(truth_name(part->truth)));
    if (part->kind != IND_PART_LEAF) {
        text(w, "join", ind_str_of(kinds[part->kind]));
        key(w, "parts");
        open(w, "[");
        for (size_t i = 0; i < part->count; i++) {
            next(w);
            write_part(w, j, &part->items[i]);
        }
    } else {
        key(w, "values");
        open(w, "[");
        for (size_t i = 0; i < part->value_count; i++)
            write_value(w, j, &part->values[i]);
    }
    close(w, "]");
    close(w, "}");
}

/* ---- judgements ---- */

static void write_fact(writer *w, const ind_fact *fact) {
    switch (fact->type) {
    case IND_FACT_INTEGER: integer(w, fact->name, fact->integer); break;
    case IND_FACT_NUMBER: number(w, fact->name, fact->number); break;
    case IND_FACT_DAY: day(w, fact->name, (int32_t)fact->integer); break;
    case IND_FACT_ROW: row_place(w, fact->name, (uint32_t)fact->integer); break;
    case IND_FACT_UNIT: integer(w, fact->name, (int64_t)ind_explain_number_of(w->e, (uint32_t)fact->integer)); break;
    }
}

static void write_judgement(writer *w, const ind_judgement *j) {
    ind_buffer says = {0};
    ind_explain_sentence(w->e, j, w->options->english, &says);
    ind_buffer_text(&w->out, w->first ? "\n          " : ",\n          ");
    open(w, "{");
    text(w, "step", ind_str_of(j->step));
    if (j->origin == IND_ORIGIN_RULE)
        text(w, "rule", ind_str_of(j->id));
    flag(w, "against", j->against);
    flag(w, "asked", j->asked);
    flag(w, "in_flow", j->in_flow);
    if (j->in_flow)
        flag(w, "counted", j->counted);
    if (j->unknown)
        flag(w, "unknown", true);
    text(w, "says", ind_buffer_str(&says));
    if (j->param != NULL)
        text(w, "key", ind_str_of(j->param->spec->path));
    if (j->parts != NULL) {
        key(w, "condition");
        write_part(w, j, j->parts);
    }
    if (j->facts.count > 0) {
        key(w, "values");
        open(w, "{");
        for (size_t i = 0; i < j->facts.count; i++)
            write_fact(w, &j->facts.items[i]);
        close(w, "}");
    }
    close(w, "}");
    ind_buffer_free(&says);
}

static void write_judgements(writer *w, const ind_judgements *all) {
    key(w, "judgements");
    open(w, "[");
    for (size_t i = 0; i < all->count; i++)
        if (!w->options->why_not || all->items[i].against)
            write_judgement(w, &all->items[i]);
    close(w, "]");
}

/* ---- rows ---- */

static void write_note(writer *w, const ind_explain_note *note) {
    static const char *const severities[] = {"note", "warning", "error"};
    static const char *const fates[] = {"kept", "rejected", "duplicate", "skipped"};
    next(w);
    open(w, "{");
    text(w, "rule", ind_str_of(note->note.rule));
    text(w, "fate", ind_str_of(fates[note->note.fate]));
    text(w, "severity", ind_str_of(severities[note->note.severity]));
    if (note->note.column != NULL)
        text(w, "column", ind_str_of(note->note.column));
    text(w, "what", ind_str_of(note->note.what));
    if (note->note.other_line > 0) {
        ind_buffer place = {0};
        ind_explain_place(w->e, note->input, note->note.other_file, note->note.other_line, &place);
        text(w, "other", ind_buffer_str(&place));
        ind_buffer_free(&place);
    }
    close(w, "}");
}

static void write_notes(writer *w, uint32_t row) {
    key(w, "findings");
    open(w, "[");
    for (size_t i = 0; i < w->e->note_count; i++)
        if (w->e->notes[i].row == row)
            write_note(w, &w->e->notes[i]);
    close(w, "]");
}

static void write_row(writer *w, uint32_t row) {
    const ind_trace_row *at = &w->e->trace.rows[row];
    ind_buffer_text(&w->out, w->first ? "\n      " : ",\n      ");
    open(w, "{");
    row_place(w, "row", row);
    text(w, "dataset", w->e->job->measure->feeds[at->feed].dataset->name);
    flag(w, "asked", ind_explain_asked_row(w->e, row));
    write_notes(w, row);
    write_judgements(w, &at->judgements);
    close(w, "}");
}

/* ---- units ---- */

static void write_group(writer *w, const ind_trace_count *count) {
    const ind_measure *measure = w->e->job->measure;
    key(w, "group");
    open(w, "{");
    for (size_t g = 0; g < measure->group_count; g++) {
        uint32_t code = ind_explain_value_of(w->e, count, g);
        ind_str value = ind_strata_text(w->e->job->counter.strata, g, code);
        next(w);
        ind_json_quote(measure->groups[g].name, &w->out);
        ind_buffer_text(&w->out, ": ");
        if (code == 0)
            ind_buffer_text(&w->out, "null");
        else
            ind_json_quote(value, &w->out);
    }
    close(w, "}");
}

static void write_outside(writer *w, const ind_trace_count *count) {
    const ind_measure *measure = w->e->job->measure;
    key(w, "outside");
    open(w, "[");
    for (size_t g = 0; g < measure->group_count; g++) {
        if (ind_explain_in_report(w->e, g, ind_explain_value_of(w->e, count, g)))
            continue;
        next(w);
        ind_json_quote(measure->groups[g].name, &w->out);
    }
    close(w, "]");
}

static void write_count(writer *w, const ind_trace_count *count) {
    size_t at = 0;
    next(w);
    open(w, "{");
    key(w, "periods");
    open(w, "[");
    for (const char *label; (label = ind_explain_period(w->e, count, &at)) != NULL;) {
        next(w);
        ind_json_quote(ind_str_of(label), &w->out);
    }
    close(w, "]");
    write_group(w, count);
    write_outside(w, count);
    if (count->has_numerator)
        flag(w, "numerator", count->met);
    if (!isnan(count->value))
        number(w, "value", count->value);
    if (!isnan(count->below))
        number(w, "below", count->below);
    if (!isnan(count->weight))
        number(w, "weight", count->weight);
    flag(w, "incomplete", count->incomplete);
    close(w, "}");
}

static void write_members(writer *w, const ind_unit *unit) {
    key(w, "rows");
    open(w, "[");
    for (size_t i = 0; i < unit->member_count; i++) {
        next(w);
        open(w, "{");
        row_place(w, "row", unit->members[i].row);
        text(w, "note", ind_str_of(unit->members[i].note));
        close(w, "}");
    }
    close(w, "]");
}

static void write_unit(writer *w, uint32_t number_in_trace) {
    const ind_unit *unit = &w->e->trace.units[number_in_trace];
    ind_buffer_text(&w->out, w->first ? "\n      " : ",\n      ");
    open(w, "{");
    text(w, "unit", ind_str_of(ind_explain_unit_key(unit->kind)));
    integer(w, "number", (int64_t)ind_explain_number_of(w->e, number_in_trace));
    if (unit->period >= 0)
        text(w, "period", ind_str_of(w->e->job->calendar.items[unit->period].label));
    if (unit->start != IND_NULL_DATE) {
        day(w, "start", unit->start);
        day(w, "end", unit->end);
    }
    flag(w, "in_denominator", unit->in_denominator);
    flag(w, "in_numerator", unit->in_numerator);
    write_members(w, unit);
    write_judgements(w, &unit->judgements);
    key(w, "counted");
    open(w, "[");
    for (size_t i = 0; i < unit->count_count; i++)
        write_count(w, &unit->counts[i]);
    close(w, "]");
    close(w, "}");
}

/* ---- the whole ---- */

static void write_subject(writer *w, const ind_explain_index *index, uint32_t subject) {
    ind_buffer_text(&w->out, w->first ? "\n    " : ",\n    ");
    open(w, "{");
    if (w->e->subjects[subject].entity > 0)
        integer(w, "entity", (int64_t)w->e->subjects[subject].entity);
    key(w, "rows");
    open(w, "[");
    for (size_t i = 0; i < index->of[subject].row_count; i++)
        write_row(w, index->rows[index->of[subject].first_row + i]);
    close(w, "]");
    key(w, "units");
    open(w, "[");
    for (size_t i = 0; i < index->of[subject].unit_count; i++)
        write_unit(w, index->units[index->of[subject].first_unit + i]);
    close(w, "]");
    close(w, "}");
    flush(w);
}

/* Records that never became data, each with all that was found. */
static void write_lost(writer *w) {
    const ind_explanation *e = w->e;
    key(w, "lost");
    open(w, "[");
    for (size_t i = 0; i < e->note_count; i++) {
        const ind_explain_note *note = &e->notes[i];
        if (note->row != UINT32_MAX || ind_explain_lost_before(e, i))
            continue;
        ind_buffer place = {0};
        ind_explain_place(e, note->input, note->note.file, note->note.line, &place);
        ind_buffer_text(&w->out, w->first ? "\n    " : ",\n    ");
        open(w, "{");
        text(w, "row", ind_buffer_str(&place));
        text(w, "dataset", note->input->dataset->name);
        key(w, "findings");
        open(w, "[");
        for (size_t k = i; k < e->note_count; k++)
            if (ind_explain_same_record(note, &e->notes[k]))
                write_note(w, &e->notes[k]);
        close(w, "]");
        close(w, "}");
        ind_buffer_free(&place);
    }
    close(w, "]");
}

static void write_head(writer *w) {
    const ind_measure *m = w->e->job->measure;
    open(w, "{ ");
    text(w, "format", IND_STR("indikator-explain/1"));
    text(w, "class", IND_STR("internal"));
    text(w, "id", m->id);
    text(w, "version", m->version);
    text(w, "logic_hash", ind_str_of(m->logic_hash));
    text(w, "kind", ind_str_of(m->kind->name));
    key(w, "period");
    open(w, "{");
    day(w, "from", w->e->run->from);
    day(w, "to", w->e->run->to);
    close(w, "}");
    text(w, "language", ind_str_of(w->options->english ? "en" : "sv"));
    flag(w, "why_not", w->options->why_not);
    flag(w, "identifiers_shown", w->options->show_identifiers);
    ind_buffer_text(&w->out, ",\n  \"subjects\": ");
}

void ind_explain_json(const ind_explanation *e, const ind_explain_options *options, FILE *file) {
    writer w = {.e = e, .options = options, .file = file};
    ind_explain_index index = ind_explain_index_of(e);
    write_head(&w);
    open(&w, "[");
    for (uint32_t s = 0; s < e->subject_count; s++)
        write_subject(&w, &index, s);
    close(&w, "]");
    write_lost(&w);
    ind_buffer_text(&w.out, " }\n");
    flush(&w);
    ind_buffer_free(&w.out);
    ind_explain_index_free(&index);
}
