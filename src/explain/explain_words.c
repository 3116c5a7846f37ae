/* explain_words.c - see explain.h.  Words come from the table of the kind; what all kinds share is here. */
#include "explain/explain_writers.h"

#include "base/date.h"
#include "base/number.h"

#include <math.h>

/* ---- places ---- */

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool name_is_enough(const ind_run *run, const char *path) {
    size_t named = 0;
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t f = 0; f < run->inputs[i].file_count; f++)
            named += strcmp(last_part(run->inputs[i].files[f].path), last_part(path)) == 0;
    return named == 1;
}

void ind_explain_place(const ind_explanation *e, const ind_input *input, uint32_t file, uint64_t line,
                       ind_buffer *out) {
    const char *path = input->files[file].path;
    ind_buffer_format(out, "%s:%llu", name_is_enough(e->run, path) ? last_part(path) : path, (unsigned long long)line);
}

static const ind_input *input_of(const ind_explanation *e, const ind_trace_row *row) {
    return e->job->feeds[row->feed].input;
}

void ind_explain_row_place(const ind_explanation *e, uint32_t row, ind_buffer *out) {
    const ind_trace_row *at = &e->trace.rows[row];
    ind_explain_place(e, input_of(e, at), at->file, at->line, out);
}

bool ind_explain_asked_row(const ind_explanation *e, uint32_t row) {
    const ind_trace_row *at = &e->trace.rows[row];
    for (size_t i = 0; i < e->target_count; i++) {
        const ind_asked_rows *target = &e->targets[i];
        if (target->input == input_of(e, at) && target->file == at->file && at->line >= target->asked->from &&
            at->line <= target->asked->to)
            return true;
    }
    return false;
}

/* ---- columns and values ---- */

static const ind_slot *slot_at(const ind_explanation *e, const ind_param *param, uint32_t slot) {
    return &e->job->measure->feeds[param->spec->feed].slots[param->spec->scope].items[slot];
}

static bool is_column(const ind_slot *slot) {
    return slot->side == IND_SIDE_ROW || slot->side == IND_SIDE_NEXT || slot->side == IND_SIDE_FIRST ||
           slot->side == IND_SIDE_LAST;
}

/* Is FIELD one of those that name the entity? */
static bool names_entity(const ind_explanation *e, unsigned feed, uint32_t field) {
    const ind_feed *rows = &e->job->measure->feeds[feed];
    const ind_param *entity = ind_measure_param(e->job->measure, e->job->kind->feeds[feed].entity);
    for (size_t k = 0; k < entity->count; k++) {
        uint32_t slot;
        if (!ind_expr_is_slot(entity->exprs[k], &slot))
            continue;
        const ind_column *column = &rows->columns[rows->slots[IND_SCOPE_ROW].items[slot].column];
        if (column->foreign_key < 0 && column->field == field)
            return true;
    }
    return false;
}

/* A look-up that is one for all rows of the entity is written without the row that it is made at. */
static bool is_through_entity(const ind_explanation *e, unsigned feed, const ind_column *column) {
    const ind_foreign_key *key = &e->job->measure->feeds[feed].dataset->foreign_keys[column->foreign_key];
    bool through = true;
    for (size_t f = 0; f < key->count; f++)
        through = through && names_entity(e, feed, key->fields[f]);
    return through;
}

/* "personer.listad_enhet." */
static void add_way(const ind_explanation *e, const ind_dataset *dataset, const ind_column *column, ind_buffer *out) {
    for (size_t step = 0; step < ind_column_steps(column); step++) {
        const ind_foreign_key *key = &dataset->foreign_keys[ind_column_step(column, step)];
        ind_buffer_format(out, "%.*s.", IND_STR_ARGS(key->as));
        dataset = ind_catalogue_dataset(e->run->catalogue, key->target, e->run->diag);
    }
}

void ind_explain_slot_name(const ind_explanation *e, const ind_param *param, uint32_t slot, ind_buffer *out) {
    static const char *const roles[] = {[IND_SIDE_ROW] = "",
                                        [IND_SIDE_NEXT] = "next.",
                                        [IND_SIDE_FIRST] = "first.",
                                        [IND_SIDE_LAST] = "last.",
                                        [IND_SIDE_START] = "start",
                                        [IND_SIDE_END] = "end",
                                        [IND_SIDE_PERIOD_START] = "period.start",
                                        [IND_SIDE_PERIOD_END] = "period.end",
                                        [IND_SIDE_PERIOD_AS_OF] = "period.as_of",
                                        [IND_SIDE_WINDOW_START] = "window.start",
                                        [IND_SIDE_WINDOW_END] = "window.end"};
    const ind_slot *at = slot_at(e, param, slot);
    const ind_feed *feed = &e->job->measure->feeds[param->spec->feed];
    if (at->side == IND_SIDE_ITEM) {
        ind_str name = e->job->measure->items[at->column].name;
        ind_buffer_add(out, name.data, name.length);
        return;
    }
    if (!is_column(at)) {
        ind_buffer_text(out, roles[at->side]);
        return;
    }
    const ind_column *column = &feed->columns[at->column];
    if (at->side != IND_SIDE_FIRST || column->foreign_key < 0 || !is_through_entity(e, param->spec->feed, column))
        ind_buffer_text(out, roles[at->side]);
    add_way(e, feed->dataset, column, out);
    ind_buffer_format(out, "%.*s", IND_STR_ARGS(column->schema->name));
}

bool ind_explain_secret(const ind_explanation *e, const ind_param *param, const ind_part_value *value) {
    const ind_feed *feed = &e->job->measure->feeds[param->spec->feed];
    for (size_t i = 0; i < value->read_count; i++) {
        const ind_slot *at = slot_at(e, param, value->reads[i]);
        if (is_column(at) &&
            (feed->columns[at->column].schema->identifying || feed->columns[at->column].schema->sensitive))
            return true;
    }
    return false;
}

static void add_minute(int64_t minutes, ind_buffer *out) {
    char date[IND_DATE_TEXT];
    int64_t day = minutes >= 0 ? minutes / 1440 : -((1439 - minutes) / 1440), rest = minutes - day * 1440;
    ind_buffer_format(out, "%sT%02d:%02d", ind_date_text((int32_t)day, date), (int)(rest / 60), (int)(rest % 60));
}

void ind_explain_value(ind_type type, const ind_value *value, bool english, ind_buffer *out) {
    char text[IND_NUMBER_TEXT], date[IND_DATE_TEXT];
    if (value->unknown)
        return;
    switch (type) {
    case IND_TEXT:
    case IND_LIST: ind_buffer_add(out, value->text.data, value->text.length); break;
    case IND_INTEGER: ind_buffer_format(out, "%lld", (long long)value->integer); break;
    case IND_NUMBER: ind_buffer_text(out, ind_number_text(value->number, text)); break;
    case IND_DATE: ind_buffer_text(out, ind_date_text(value->day, date)); break;
    case IND_DATETIME: add_minute(value->integer, out); break;
    case IND_BOOLEAN:
        ind_buffer_text(out, value->truth == IND_TRUE ? english ? "true" : "sant" : english ? "false" : "falskt");
        break;
    }
}

ind_str ind_explain_written(const ind_judgement *judgement, size_t start, size_t end) {
    return (ind_str){judgement->node->text.data + start, end - start};
}

/* ---- units ---- */

uint32_t ind_explain_subject_of(const ind_explanation *e, const ind_unit *unit) {
    return unit->member_count == 0 ? UINT32_MAX : e->trace.rows[unit->members[0].row].subject;
}

size_t ind_explain_number_of(const ind_explanation *e, uint32_t unit) {
    const ind_unit *own = &e->trace.units[unit];
    size_t number = 1;
    for (uint32_t i = unit; i-- > 0;) { /* units of one subject and kind stand close together */
        const ind_unit *other = &e->trace.units[i];
        if (other->kind != own->kind)
            continue;
        if (ind_explain_subject_of(e, other) != ind_explain_subject_of(e, own))
            break;
        number++;
    }
    return number;
}

const char *ind_explain_unit_key(ind_unit_kind kind) {
    static const char *const keys[] = {"row", "episode", "entity", "window", "respondent"};
    return keys[kind];
}

const char *ind_explain_unit_name(ind_unit_kind kind, bool english) {
    static const char *const names[][2] = {
        {"rad", "row"}, {"episod", "episode"}, {"person", "person"}, {"fönster", "window"}, {"svarande", "respondent"}};
    return names[kind][english];
}

/* ---- words ---- */

static const ind_phrase shared[] = {
    {"rows", "är en rad i data", "is a row of the data"},
    {"outside period-", "{day} ligger utanför perioden", "{day} lies outside the period"},
    {"no day-", "dagen är okänd", "the day is unknown"},
    {"where", "uppfyller villkoret för rader", "meets the condition of rows"},
    {"where-", "uppfyller inte villkoret för rader: räknas inte",
     "does not meet the condition of rows: does not count"},
    {"data.where", "uppfyller villkoret för rader", "meets the condition of rows"},
    {"data.where-", "uppfyller inte villkoret för rader: räknas inte",
     "does not meet the condition of rows: does not count"},
    {"unknown entity-", "det är okänt vem raden gäller: följs inte",
     "it is unknown whom the row is about: it is not followed"},
    {"unknown day-", "dagen är okänd: följs inte", "the day is unknown: is not followed"},
    {"other days-", "ligger utanför de dagar som räknas ({from}–{to})",
     "lies outside the days looked at ({from}–{to})"},
    {"denominator", "räknas", "counts"},
    {"exclude merged", "är inte samma händelse som någon tidigare rad", "is not the event of another row"},
    {"exclude merged-", "är samma händelse som en annan rad: räknas inte",
     "is the event of another row: does not count"},
    {"once per", "är den rad som räknas av flera", "is the row that counts of several"},
    {"once per-", "är inte den rad som räknas av flera", "is not the row that counts of several"},
    {"with items", "är en enhet", "is a unit"},
    {"exclude incomplete follow-up", "följs upp inom det som är levererat (till {needed})",
     "is followed up within what is delivered (until {needed})"},
    {"exclude incomplete follow-up-", "utesluts: uppgifterna räcker inte till {needed}",
     "excluded: the data do not reach {needed}"},
    {"incomplete-", "uppgifterna räcker inte till {needed}", "the data do not reach {needed}"},
    {"complete", "följs upp inom det som är levererat (till {needed})",
     "is followed up within what is delivered (until {needed})"},
    {"first", "räknas; den första av dem", "counts; the first of them"},
    {"last", "räknas; den sista av dem", "counts; the last of them"},
    {"counted", "räknas", "counts"},
    {"related", "finns de dagar som regeln gäller", "is there on the days of the rule"},
    {"not related", "finns inte de dagar som regeln gäller", "is not there on the days of the rule"},
    {NULL, NULL, NULL}};

static const char *find(const ind_phrase *phrases, const char *key, bool against, bool english) {
    size_t length = strlen(key);
    for (; phrases->key != NULL; phrases++)
        if (strncmp(phrases->key, key, length) == 0 && strcmp(phrases->key + length, against ? "-" : "") == 0)
            return english ? phrases->en : phrases->sv;
    return NULL;
}

const char *ind_explain_phrase(const ind_explanation *e, const char *key, bool against, bool english) {
    const char *phrase = find(e->job->kind->explain, key, against, english);
    return phrase != NULL ? phrase : find(shared, key, against, english);
}

static void add_fact(const ind_explanation *e, const ind_fact *fact, bool english, ind_buffer *out) {
    char text[IND_NUMBER_TEXT], date[IND_DATE_TEXT];
    const char *unknown = english ? "unknown" : "okänt";
    switch (fact->type) {
    case IND_FACT_INTEGER: ind_buffer_format(out, "%lld", (long long)fact->integer); break;
    case IND_FACT_NUMBER:
        ind_buffer_text(out, isnan(fact->number) ? unknown : ind_number_text(fact->number, text));
        break;
    case IND_FACT_DAY:
        ind_buffer_text(out, fact->integer == IND_NULL_DATE ? unknown : ind_date_text((int32_t)fact->integer, date));
        break;
    case IND_FACT_ROW: ind_explain_row_place(e, (uint32_t)fact->integer, out); break;
    case IND_FACT_UNIT:
        ind_buffer_format(out, "%s %zu", ind_explain_unit_name(e->trace.units[fact->integer].kind, english),
                          ind_explain_number_of(e, (uint32_t)fact->integer));
        break;
    }
}

/* "{days} days" with the facts filled in. */
static void fill(const ind_explanation *e, const char *phrase, const ind_facts *facts, bool english, ind_buffer *out) {
    for (const char *open; (open = strchr(phrase, '{')) != NULL;) {
        const char *close = strchr(open, '}');
        ind_str name = {open + 1, (size_t)(close - open) - 1};
        bool found = false;
        ind_buffer_add(out, phrase, (size_t)(open - phrase));
        for (size_t i = 0; i < facts->count && !found; i++)
            if ((found = ind_str_is(name, facts->items[i].name)))
                add_fact(e, &facts->items[i], english, out);
        if (!found)
            ind_buffer_text(out, english ? "unknown" : "okänt");
        phrase = close + 1;
    }
    ind_buffer_text(out, phrase);
}

/* A rule of the definition may be called as a step of the kind is; its words are its own. */
static void add_rule(const ind_explanation *e, const ind_judgement *judgement, bool english, ind_buffer *out) {
    if (judgement->param != NULL && judgement->param->spec->type == IND_PARAM_RELATIONS) {
        bool requires = strcmp(judgement->param->spec->path, "require") == 0, against = judgement->against;
        ind_buffer_format(out,
                          requires ? english ? against ? "excluded, lacks what '%s' requires" : "has what '%s' requires"
                                     : against ? "utesluts, saknar det som '%s' kräver"
                                               : "har det som '%s' kräver"
                          : english ? against ? "excluded by '%s'" : "not excluded by '%s'"
                          : against ? "utesluts av '%s'"
                                    : "utesluts inte av '%s'",
                          judgement->id);
        fill(e, english ? ": {rows} from {first} to {last}" : ": {rows} från {first} till {last}", &judgement->facts,
             english, out);
        return;
    }
    const char *phrase = judgement->against ? english ? "excluded by the rule '%s'" : "utesluts av regeln '%s'"
                         : english          ? "not excluded by the rule '%s'"
                                            : "utesluts inte av regeln '%s'";
    ind_buffer_format(out, phrase, judgement->id);
}

void ind_explain_sentence(const ind_explanation *e, const ind_judgement *judgement, bool english, ind_buffer *out) {
    const char *key = judgement->says != NULL ? judgement->says : judgement->step;
    bool rule = judgement->origin == IND_ORIGIN_RULE;
    const char *phrase = rule ? NULL : ind_explain_phrase(e, key, judgement->against, english);
    if (rule)
        add_rule(e, judgement, english, out);
    else if (phrase != NULL)
        fill(e, phrase, &judgement->facts, english, out);
    else
        ind_buffer_text(out, judgement->step);
}

uint32_t ind_explain_value_of(const ind_explanation *e, const ind_trace_count *count, size_t group) {
    ind_days days;
    if (count->by_month || ind_kind_counts_by_month(e->job->kind, e->job->measure)) {
        days.from = ind_first_day_of_month(count->period);
        days.to = ind_first_day_of_month(count->period + 1) - 1;
    } else {
        days.from = e->job->calendar.items[count->period].from;
        days.to = e->job->calendar.items[count->period].to;
    }
    return ind_strata_in(e->job->counter.strata, group, count->codes[group], days);
}

bool ind_explain_in_report(const ind_explanation *e, size_t group, uint32_t code) {
    size_t count;
    ind_strata *strata = e->job->counter.strata;
    const uint32_t *domain = ind_strata_domain(strata, group, &count);
    if (code == 0 && e->job->areas.chosen && ind_strata_is_area(strata, group))
        return false;
    for (size_t i = 0; i < count; i++)
        if (domain[i] == code)
            return true;
    return false;
}

const char *ind_explain_period(const ind_explanation *e, const ind_trace_count *count, size_t *next) {
    const ind_calendar *calendar = &e->job->calendar;
    bool months = count->by_month || ind_kind_counts_by_month(e->job->kind, e->job->measure);
    while (*next < calendar->count) {
        const ind_period *period = &calendar->items[*next];
        bool in = months ? count->period >= period->first_month && count->period <= period->last_month
                         : count->period == (int32_t)*next;
        (*next)++;
        if (in)
            return period->label;
    }
    return NULL;
}
