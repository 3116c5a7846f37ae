/* explain_ask.c - which rows and entities are asked about, and whether they are there. */
#include "base/hint.h"
#include "explain/explain.h"

#include <stdio.h>
#include <stdlib.h>

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static ind_status usage(const ind_explanation *e, const char *rule, const char *help, const char *what,
                        const char *value) {
    return ind_diag_add(e->run->diag, IND_ERROR, IND_E_USAGE, rule, (ind_place){0}, help, "%s '%s'", what, value);
}

static bool reads(const ind_explanation *e, const ind_input *input) {
    for (size_t f = 0; f < e->job->measure->feed_count; f++)
        if (ind_str_equal(e->job->measure->feeds[f].dataset->name, input->dataset->name))
            return true;
    return false;
}

/* ---- files ---- */

static ind_status no_file(const ind_explanation *e, const char *name) {
    ind_hint hint = ind_hint_start(ind_str_of(last_part(name)));
    for (size_t i = 0; i < e->run->input_count; i++)
        for (size_t f = 0; f < e->run->inputs[i].file_count; f++)
            ind_hint_offer(&hint, ind_str_of(last_part(e->run->inputs[i].files[f].path)));
    ind_str best = ind_hint_best(&hint);
    char help[200];
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(best));
    return usage(e, "row", best.length > 0 ? help : "name the file as it is given with -D", "no data file is called",
                 name);
}

static ind_status not_read(const ind_explanation *e, const ind_explain_rows *asked, const ind_input *input) {
    char help[300];
    snprintf(help, sizeof help, "its rows are those of dataset '%.*s'",
             IND_STR_ARGS(e->job->measure->feeds[0].dataset->name));
    return ind_diag_add(e->run->diag, IND_ERROR, IND_E_USAGE, "row", (ind_place){.file = asked->file}, help,
                        "'%.*s' does not count rows of dataset '%.*s'%s", IND_STR_ARGS(e->job->measure->id),
                        IND_STR_ARGS(input->dataset->name), input->is_reference ? ", it only looks them up" : "");
}

/* A path stands for itself; a name alone for the one file that has it. */
static ind_status find_file(ind_explanation *e, const ind_explain_rows *asked, ind_asked_rows *out) {
    size_t named = 0;
    for (size_t i = 0; i < e->run->input_count; i++) {
        const ind_input *input = &e->run->inputs[i];
        for (uint32_t f = 0; f < input->file_count; f++) {
            bool same = strcmp(input->files[f].path, asked->file) == 0;
            if (!same && strcmp(last_part(input->files[f].path), asked->file) != 0)
                continue;
            named++;
            *out = (ind_asked_rows){.asked = asked, .input = input, .file = f};
            if (same)
                return reads(e, input) ? IND_OK : not_read(e, asked, input);
        }
    }
    if (named > 1)
        return usage(e, "row", "give the path", "several data files are called", asked->file);
    if (named == 0)
        return no_file(e, asked->file);
    return reads(e, out->input) ? IND_OK : not_read(e, asked, out->input);
}

ind_status ind_explain_ask(ind_explanation *e) {
    ind_status status = IND_OK;
    e->targets = ind_arena_alloc(e->run->arena, (e->asked->row_count + 1) * sizeof *e->targets);
    for (size_t i = 0; i < e->asked->row_count; i++)
        status = ind_status_worst(status, find_file(e, &e->asked->rows[i], &e->targets[e->target_count++]));
    if (e->asked->entity_count > 0 && !e->follows)
        status =
            ind_diag_add(e->run->diag, IND_ERROR, IND_E_USAGE, "entity", (ind_place){0}, "ask with --row FILE:LINE",
                         "'%.*s' counts rows, it does not follow entities", IND_STR_ARGS(e->job->measure->id));
    return status;
}

ind_asked_rows *ind_explain_target(ind_explanation *e, const ind_input *input, uint32_t file, uint64_t line) {
    ind_asked_rows *found = NULL;
    for (size_t i = 0; i < e->target_count; i++) {
        ind_asked_rows *target = &e->targets[i];
        if (target->input != input || target->file != file)
            continue;
        if (line < target->asked->from && line > target->before)
            target->before = line;
        if (line < target->asked->from || line > target->asked->to)
            continue;
        target->found = true;
        found = target;
    }
    return found;
}

/* ---- entities ---- */

static ind_status no_entity(const ind_explanation *e, uint64_t number, uint64_t last) {
    char help[160];
    snprintf(help, sizeof help, "the data have the entities 1 to %llu", (unsigned long long)last);
    return ind_diag_add(e->run->diag, IND_ERROR, IND_E_USAGE, "entity", (ind_place){0}, help, "there is no entity %llu",
                        (unsigned long long)number);
}

ind_status ind_explain_ask_entities(ind_explanation *e) {
    ind_status status = IND_OK;
    uint64_t last = ind_dict_count(e->numbers);
    for (size_t i = 0; i < e->asked->entity_count; i++) {
        const ind_explain_entities *asked = &e->asked->entities[i];
        if (asked->from > last)
            status = no_entity(e, asked->from, last);
        for (uint64_t n = asked->from; n <= asked->to && n <= last; n++)
            e->chosen[n] = true;
    }
    return status;
}

/* ---- were they there? ---- */

static ind_status no_row(const ind_explanation *e, const ind_asked_rows *target) {
    char help[160];
    uint64_t header = target->input->reports[target->file].header_line;
    if (target->asked->from <= header)
        snprintf(help, sizeof help, "line %llu is the header; data come after it", (unsigned long long)header);
    else if (target->before > 0)
        snprintf(help, sizeof help, "the nearest record before begins on line %llu",
                 (unsigned long long)target->before);
    else
        snprintf(help, sizeof help, "lines count from 1, and the header is one of them");
    return ind_diag_add(e->run->diag, IND_ERROR, IND_E_USAGE, "row",
                        (ind_place){.file = target->input->files[target->file].path, .line = target->asked->from}, help,
                        "no record begins here");
}

ind_status ind_explain_answered(const ind_explanation *e) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < e->target_count; i++)
        if (!e->targets[i].found)
            status = no_row(e, &e->targets[i]);
    return status;
}
