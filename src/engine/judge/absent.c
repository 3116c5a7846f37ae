/* absent.c - optional columns that a measure reads and that a file has not got.
 *
 * A weight under another name gives a figure without weights, so the nearest name of the header is said, and the
 * measure is flagged.  Where some files have the column and others not, a default would put 1 beside weights of a
 * hundred: that is refused. */
#include "base/hint.h"
#include "data/schemas/header_name.h"
#include "engine/judge/judge_data.h"

static bool lacks(const ind_file_report *report, const ind_field *field) {
    for (size_t i = 0; i < report->findings.count; i++) {
        const ind_data_finding *f = &report->findings.items[i];
        if (strcmp(f->rule, "missing_column") == 0 && f->column != NULL && ind_str_is(field->name, f->column))
            return true;
    }
    return false;
}

bool ind_absent_everywhere(const ind_input *input, const ind_field *field) {
    for (size_t f = 0; f < input->file_count; f++)
        if (!lacks(&input->reports[f], field))
            return false;
    return true;
}

static bool contains(ind_str text, ind_str part) {
    for (size_t i = 0; part.length >= 3 && i + part.length <= text.length; i++)
        if (memcmp(text.data + i, part.data, part.length) == 0)
            return true;
    return false;
}

/* The name of the header that is nearest to the field's, by edits or because it holds it; empty: none. */
static ind_str nearest(ind_run *run, const ind_file_report *report, const ind_field *field) {
    ind_hint hint = ind_hint_start(field->name);
    ind_str holds = IND_STR("");
    for (size_t i = 0; i < report->findings.count; i++) {
        const ind_data_finding *f = &report->findings.items[i];
        if (strcmp(f->rule, "unknown_column") != 0 || f->column == NULL)
            continue;
        ind_str name = ind_normalise_header(run->arena, ind_str_of(f->column));
        ind_hint_offer(&hint, name);
        for (size_t a = 0; a < field->alias_count; a++)
            if (contains(name, field->aliases[a]) && holds.length == 0)
                holds = name;
        if (contains(name, field->name))
            holds = name;
    }
    ind_str best = ind_hint_best(&hint);
    return best.length > 0 ? best : holds;
}

static ind_status mixed(ind_run *run, const ind_input *input, const ind_field *field, const char *path) {
    return ind_diag_add(
        run->diag, IND_ERROR, IND_E_DATA, "default_beside_values", (ind_place){.file = path},
        "give the column in every file, or in none",
        "column '%.*s' of '%.*s' is not in this file but in another one: its default %.*s cannot be put "
        "beside values",
        IND_STR_ARGS(field->name), IND_STR_ARGS(input->dataset->name), IND_STR_ARGS(field->default_value));
}

static void say(ind_run *run, ind_input *input, const ind_field *field, size_t file, ind_str name) {
    const char *help =
        name.length == 0 ? NULL : ind_arena_format(run->arena, "the closest is '%.*s'", IND_STR_ARGS(name));
    bool fills = field->default_value.length > 0;
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "missing_column", (ind_place){.file = input->files[file].path}, help,
                 "column '%.*s' of '%.*s' is read by a measure and is not in the file: %s%.*s",
                 IND_STR_ARGS(field->name), IND_STR_ARGS(input->dataset->name),
                 fills ? "every row has its default " : "its values are unknown", IND_STR_ARGS(field->default_value));
}

/* One column of one measure; SAID: by field, there is a message about it.  A column that is mostly empty, and
 * that nothing in the header looks like, is simply not there, which a note in the report says. */
static ind_status judge_field(ind_run *run, ind_input *input, uint32_t number, bool *said, bool *absent) {
    const ind_field *field = &input->dataset->fields[number];
    size_t files = 0, first = 0;
    for (size_t f = input->file_count; f-- > 0;)
        if (lacks(&input->reports[f], field)) {
            files++;
            first = f;
        }
    if (files == 0)
        return IND_OK;
    ind_str name = nearest(run, &input->reports[first], field);
    bool matters = !field->mostly_empty || ind_field_least_rows(field) > 0; /* else it may well have nothing to say */
    *absent = matters || name.length > 0 || field->default_value.length > 0;
    if (!*absent || said[number])
        return IND_OK;
    said[number] = true;
    if (field->default_value.length > 0 && files < input->file_count)
        return mixed(run, input, field, input->files[first].path);
    say(run, input, field, first, name);
    return IND_OK;
}

static ind_status judge_feed(ind_run *run, ind_job *job, const ind_feed *feed) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < feed->basis_count; i++) {
        const ind_basis *basis = &feed->bases[i];
        ind_input *input = ind_run_input(run, basis->dataset->name);
        bool absent = false;
        if (basis->is_key || input == NULL || !input->is_read)
            continue;
        if (input->said_absent == NULL)
            input->said_absent = ind_arena_alloc(run->arena, input->dataset->field_count + 1);
        status = ind_status_worst(status, judge_field(run, input, basis->field, input->said_absent, &absent));
        absent = absent || (input->filled != NULL && input->filled[basis->field]);
        job->flags |= absent ? IND_FLAG_DATA_FINDINGS : 0;
    }
    return status;
}

ind_status ind_absent_judge(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++)
            status = ind_status_worst(status, judge_feed(run, &run->jobs[i], &run->jobs[i].measure->feeds[f]));
    return status;
}
