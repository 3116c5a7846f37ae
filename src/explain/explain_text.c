/* explain_text.c - an explanation for people: first the rows, then what became of them, decision by decision.
 *
 *   +  speaks for, or is in order      -  speaks against      ·  only says how things stand
 *   a sign in brackets: not asked any more, because something before it had already decided */
#include "base/date.h"
#include "base/mask.h"
#include "base/number.h"
#include "explain/explain_writers.h"

#include <math.h>

typedef struct {
    const ind_explanation *e;
    const ind_explain_options *options;
    FILE *file;
    ind_buffer out;
} writer;

static const char *say(const writer *w, const char *sv, const char *en) {
    return w->options->english ? en : sv;
}

static void add(writer *w, const char *text) {
    ind_buffer_text(&w->out, text);
}

/* Values, names and texts come from files; what is a line of its own is ours. */
static void flush(writer *w) {
    ind_buffer masked = {0};
    ind_mask_lines(ind_buffer_str(&w->out), &masked);
    if (masked.length > 0)
        fwrite(masked.data, 1, masked.length, w->file);
    ind_buffer_free(&masked);
    w->out.length = 0;
}

static void add_masked(writer *w, ind_str text) {
    ind_mask(text, &w->out);
}

static void add_day(writer *w, int32_t day) {
    char date[IND_DATE_TEXT];
    add(w, day == IND_NULL_DATE ? say(w, "pågår", "ongoing") : ind_date_text(day, date));
}

static void add_number(writer *w, double value) {
    char text[IND_NUMBER_TEXT];
    add(w, ind_number_text(value, text));
}

/* ---- conditions ---- */

static const char *truth_word(const writer *w, uint8_t truth) {
    return truth == IND_TRUE    ? say(w, "sant", "true")
           : truth == IND_FALSE ? say(w, "falskt", "false")
                                : say(w, "okänt", "unknown");
}

static void add_plain_value(writer *w, const ind_part_value *value) {
    ind_buffer text = {0};
    ind_explain_value(value->type, &value->value, w->options->english, &text);
    add_masked(w, ind_buffer_str(&text));
    ind_buffer_free(&text);
}

static void add_value(writer *w, const ind_judgement *j, const ind_part_value *value) {
    if (value->is_slot)
        ind_explain_slot_name(w->e, j->param, value->slot, &w->out);
    else
        add_masked(w, ind_explain_written(j, value->start, value->end));
    add(w, " = ");
    if (ind_explain_secret(w->e, j->param, value) && !w->options->show_identifiers)
        add(w, "***");
    else if (value->value.unknown)
        add(w, say(w, "okänt", "unknown"));
    else
        add_plain_value(w, value);
}

static void add_leaf(writer *w, const ind_judgement *j, const ind_part *part, int indent) {
    ind_buffer_format(&w->out, "%*s", indent, "");
    add_masked(w, ind_explain_written(j, part->start, part->end));
    ind_buffer_format(&w->out, ": %s", truth_word(w, part->truth));
    for (size_t i = 0; i < part->value_count; i++) {
        add(w, i == 0 ? "   [" : ", ");
        add_value(w, j, &part->values[i]);
    }
    add(w, part->value_count > 0 ? "]\n" : "\n");
}

static void add_part(writer *w, const ind_judgement *j, const ind_part *part, int indent) {
    if (part->kind == IND_PART_LEAF) {
        add_leaf(w, j, part, indent);
        return;
    }
    const char *join = part->kind == IND_PART_AND  ? say(w, "samtliga villkor", "all of")
                       : part->kind == IND_PART_OR ? say(w, "minst ett av villkoren", "any of")
                                                   : say(w, "inte", "not");
    ind_buffer_format(&w->out, "%*s%s: %s\n", indent, "", join, truth_word(w, part->truth));
    for (size_t i = 0; i < part->count; i++)
        add_part(w, j, &part->items[i], indent + 2);
}

/* ---- judgements ---- */

static void add_key(writer *w, const ind_judgement *j) {
    if (j->param != NULL)
        ind_buffer_format(&w->out, "  (%s)", j->param->spec->path);
}

/* Steps that every unit passes say nothing. */
static bool is_empty_step(const ind_judgement *j) {
    static const char *const steps[] = {"rows",        "numerator rows",     "episodes",
                                        "respondents", "persons in windows", "with items"};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(j->step, steps[i]) == 0 && !j->against)
            return true;
    return false;
}

static bool is_shown(const writer *w, const ind_judgement *j) {
    if (w->options->why_not)
        return j->against;
    return !is_empty_step(j) && (j->asked || j->against);
}

static void add_judgement(writer *w, const ind_judgement *j, int indent, bool parts) {
    const char *sign = j->neutral ? "·" : j->against ? "-" : "+";
    ind_buffer_format(&w->out, j->asked ? "%*s%s " : "%*s(%s) ", j->asked ? indent : indent - 2, "", sign);
    ind_explain_sentence(w->e, j, w->options->english, &w->out);
    add_key(w, j);
    add(w, "\n");
    if (j->parts != NULL && parts)
        add_part(w, j, j->parts, indent + 4);
}

/* ---- rows ---- */

static void add_note(writer *w, const ind_explain_note *note, int indent) {
    if (note->note.fate == IND_FATE_KEPT && note->note.severity == IND_NOTE)
        return; /* such as a code that had lost its zeros */
    ind_buffer_format(&w->out, "%*s! ", indent, "");
    if (note->note.column != NULL)
        ind_buffer_format(&w->out, "'%s' ", note->note.column);
    ind_buffer_format(&w->out, "%s  [%s]", note->note.what, note->note.rule);
    if (note->note.other_line > 0) {
        add(w, ": ");
        ind_explain_place(w->e, note->input, note->note.other_file, note->note.other_line, &w->out);
    }
    add(w, "\n");
}

/* Rows of the first feed, those in question, and those with something to say. */
static bool row_is_shown(const writer *w, uint32_t row) {
    const ind_trace_row *at = &w->e->trace.rows[row];
    bool asked = ind_explain_asked_row(w->e, row);
    if (at->feed > 0 && at->judgements.count == 0)
        return asked;
    if (!w->options->why_not || asked)
        return true;
    for (size_t i = 0; i < at->judgements.count; i++)
        if (at->judgements.items[i].against)
            return true;
    return false;
}

/* SHORT_FORM: without the parts of conditions, unless the row is in question. */
static void add_row(writer *w, uint32_t row, bool short_form) {
    const ind_trace_row *at = &w->e->trace.rows[row];
    bool asked = ind_explain_asked_row(w->e, row);
    add(w, "    ");
    ind_explain_row_place(w->e, row, &w->out);
    add(w, asked ? say(w, "   <- raden det gäller\n", "   <- the row in question\n") : "\n");
    for (size_t i = 0; i < w->e->note_count; i++)
        if (w->e->notes[i].row == row)
            add_note(w, &w->e->notes[i], 6);
    for (size_t i = 0; i < at->judgements.count; i++)
        if (is_shown(w, &at->judgements.items[i]))
            add_judgement(w, &at->judgements.items[i], 6, asked || (at->judgements.items[i].against && !short_form));
}

/* A row kind says all of a row in its unit, but for findings. */
static bool has_rows_to_show(const writer *w, const ind_explain_index *index, const ind_explain_span *span) {
    if (w->e->follows)
        return true;
    for (size_t i = 0; i < w->e->note_count; i++)
        for (size_t k = 0; k < span->row_count; k++)
            if (w->e->notes[i].row == index->rows[span->first_row + k] && w->e->notes[i].note.severity != IND_NOTE)
                return true;
    return false;
}

static void add_rows(writer *w, const ind_explain_index *index, uint32_t subject, bool short_form) {
    const ind_explain_span *span = &index->of[subject];
    if (!has_rows_to_show(w, index, span))
        return;
    bool any = false;
    for (size_t i = 0; i < span->row_count; i++) {
        if (!row_is_shown(w, index->rows[span->first_row + i]))
            continue;
        if (!any)
            ind_buffer_format(&w->out, "  %s\n", say(w, "Rader", "Rows"));
        any = true;
        add_row(w, index->rows[span->first_row + i], short_form);
    }
}

/* ---- units ---- */

static void add_verdict(writer *w, const ind_unit *unit) {
    if (unit->in_denominator && unit->count_count > 0 && unit->counts[0].has_numerator)
        add(w, unit->in_numerator ? say(w, "i nämnaren och i täljaren", "in the denominator and in the numerator")
                                  : say(w, "i nämnaren, inte i täljaren", "in the denominator, not in the numerator"));
    else if (unit->in_denominator || unit->in_numerator)
        add(w, say(w, "räknas", "counts"));
    else
        add(w, say(w, "räknas inte", "does not count"));
}

static void add_heading(writer *w, uint32_t number) {
    const ind_unit *unit = &w->e->trace.units[number];
    const char *name = ind_explain_unit_name(unit->kind, w->options->english);
    ind_buffer_format(&w->out, "  %s", name);
    if (unit->kind == IND_UNIT_EPISODE)
        ind_buffer_format(&w->out, " %zu", ind_explain_number_of(w->e, number));
    if (unit->kind == IND_UNIT_ROW) {
        add(w, " ");
        ind_explain_row_place(w->e, unit->members[0].row, &w->out);
    }
    if (unit->period >= 0)
        ind_buffer_format(&w->out, ", %s", w->e->job->calendar.items[unit->period].label);
    if (unit->start != IND_NULL_DATE) {
        add(w, ", ");
        add_day(w, unit->start);
        add(w, " – ");
        add_day(w, unit->end);
    }
    add(w, ": ");
    add_verdict(w, unit);
    add(w, "\n");
}

static void add_members(writer *w, const ind_unit *unit) {
    for (size_t i = 0; i < unit->member_count && unit->kind != IND_UNIT_ROW && unit->kind != IND_UNIT_RESPONDENT; i++) {
        const ind_trace_member *member = &unit->members[i];
        const char *phrase = ind_explain_phrase(w->e, member->note, false, w->options->english);
        add(w, "      ");
        ind_explain_row_place(w->e, member->row, &w->out);
        ind_buffer_format(&w->out, "  %s\n", phrase == NULL ? member->note : phrase);
    }
}

static void add_count(writer *w, const ind_trace_count *count) {
    const ind_measure *measure = w->e->job->measure;
    const char *label;
    size_t at = 0;
    add(w, say(w, "    => redovisas i", "    => reported in"));
    for (bool first = true; (label = ind_explain_period(w->e, count, &at)) != NULL; first = false)
        ind_buffer_format(&w->out, "%s %s", first ? "" : ",", label);
    for (size_t g = 0; g < measure->group_count; g++) {
        uint32_t code = ind_explain_value_of(w->e, count, g);
        ind_str value = ind_strata_text(w->e->job->counter.strata, g, code);
        ind_buffer_format(&w->out, "%s %.*s ", g == 0 ? ";" : ",", IND_STR_ARGS(measure->groups[g].name));
        if (code == 0)
            add(w, say(w, "okänt", "unknown"));
        else
            add_masked(w, value);
        if (!ind_explain_in_report(w->e, g, code))
            add(w, say(w, " (utanför rapportens områden)", " (outside the areas of the report)"));
    }
    if (!isnan(count->value)) {
        add(w, say(w, "; värde ", "; value "));
        add_number(w, count->value);
    }
    if (!isnan(count->below)) {
        add(w, " / ");
        add_number(w, count->below);
    }
    if (!isnan(count->weight)) {
        add(w, say(w, ", vikt ", ", weight "));
        add_number(w, count->weight);
    }
    add(w, count->incomplete ? say(w, " (ofullständig uppföljning)\n", " (incomplete follow-up)\n") : "\n");
}

static bool has_asked_row(const ind_explanation *e, const ind_unit *unit) {
    for (size_t i = 0; i < unit->member_count; i++)
        if (ind_explain_asked_row(e, unit->members[i].row))
            return true;
    return false;
}

/* Was the subject asked for by a row?  Then units without that row are told in a line. */
static bool by_row(const ind_explanation *e, const ind_explain_index *index, uint32_t subject) {
    for (size_t i = 0; i < e->asked->entity_count; i++)
        if (e->subjects[subject].entity >= e->asked->entities[i].from &&
            e->subjects[subject].entity <= e->asked->entities[i].to)
            return false;
    const ind_explain_span *span = &index->of[subject];
    for (size_t i = 0; i < span->unit_count; i++)
        if (has_asked_row(e, &e->trace.units[index->units[span->first_unit + i]]))
            return true;
    return false;
}

static void add_unit(writer *w, uint32_t number, bool short_form) {
    const ind_unit *unit = &w->e->trace.units[number];
    bool any = false;
    if (unit->for_flow)
        return; /* its periods follow */
    if (short_form && w->options->why_not)
        return;
    add_heading(w, number);
    if (short_form)
        return;
    if (!w->options->why_not)
        add_members(w, unit);
    bool met = unit->in_numerator || (unit->in_denominator && unit->count_count > 0 && !unit->counts[0].has_numerator);
    for (size_t i = 0; i < unit->judgements.count && !(w->options->why_not && met); i++)
        if (is_shown(w, &unit->judgements.items[i])) {
            add_judgement(w, &unit->judgements.items[i], 4, true);
            any = true;
        }
    if (w->options->why_not && !any)
        ind_buffer_format(&w->out, "    %s\n", say(w, "inget talar emot", "nothing speaks against it"));
    for (size_t i = 0; i < unit->count_count && !w->options->why_not; i++)
        add_count(w, &unit->counts[i]);
}

/* ---- the whole ---- */

static void add_subject(writer *w, const ind_explain_index *index, uint32_t subject) {
    const ind_explain_span *span = &index->of[subject];
    uint64_t entity = w->e->subjects[subject].entity;
    add(w, "\n");
    if (entity > 0)
        ind_buffer_format(&w->out, "%s %llu\n", say(w, "Entitet", "Entity"), (unsigned long long)entity);
    bool one = by_row(w->e, index, subject);
    add_rows(w, index, subject, one);
    for (size_t i = 0; i < span->unit_count; i++) {
        uint32_t unit = index->units[span->first_unit + i];
        add_unit(w, unit, one && !has_asked_row(w->e, &w->e->trace.units[unit]));
    }
    if (span->unit_count == 0)
        ind_buffer_format(&w->out, "  %s\n",
                          say(w, "Inget av detta följs: räknas inte.", "None of this is followed: it does not count."));
    flush(w);
}

static const char *fate_word(const writer *w, ind_fate fate) {
    switch (fate) {
    case IND_FATE_REJECTED: return say(w, "avvisad, blev aldrig data", "rejected, never became data");
    case IND_FATE_DUPLICATE: return say(w, "struken, räknas inte en gång till", "dropped, does not count once more");
    case IND_FATE_SKIPPED: return say(w, "inte data, hoppas över", "no data, skipped");
    case IND_FATE_KEPT: break;
    }
    return "";
}

static void add_lost(writer *w) {
    const ind_explanation *e = w->e;
    for (size_t i = 0; i < e->note_count; i++) {
        const ind_explain_note *note = &e->notes[i];
        if (note->row != UINT32_MAX || ind_explain_lost_before(e, i))
            continue;
        add(w, "\n");
        ind_explain_place(e, note->input, note->note.file, note->note.line, &w->out);
        ind_buffer_format(&w->out, ": %s\n", fate_word(w, note->note.fate));
        for (size_t k = i; k < e->note_count; k++)
            if (ind_explain_same_record(note, &e->notes[k]))
                add_note(w, &e->notes[k], 4);
    }
}

void ind_explain_text(const ind_explanation *e, const ind_explain_options *options, FILE *file) {
    writer w = {.e = e, .options = options, .file = file};
    const ind_measure *m = e->job->measure;
    ind_explain_index index = ind_explain_index_of(e);
    ind_buffer_format(&w.out, "%.*s %.*s: ", IND_STR_ARGS(m->id), IND_STR_ARGS(m->version));
    add_masked(&w, options->english ? m->title_en : m->title_sv);
    add(&w, "\nPeriod ");
    add_day(&w, e->run->from);
    add(&w, " – ");
    add_day(&w, e->run->to);
    add(&w, "\n");
    for (uint32_t s = 0; s < e->subject_count; s++)
        add_subject(&w, &index, s);
    add_lost(&w);
    flush(&w);
    ind_buffer_free(&w.out);
    ind_explain_index_free(&index);
}
