/* revisions_why.c - what differs beside the figures: files by their hash, definitions by theirs, codelists by version,
 * options that can change a figure. */
#include "report/revisions.h"

/* ---- lists of texts ---- */

typedef struct {
    ind_arena *arena;
    ind_str *items;
    size_t count, room;
} list;

static void put(list *l, const char *text) {
    l->items = ind_arena_grow(l->arena, l->items, l->count, &l->room, sizeof *l->items);
    l->items[l->count++] = ind_str_of(text);
}

static bool same_texts(ind_texts a, ind_texts b) {
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = ind_str_equal(a.items[i], b.items[i]);
    return same;
}

/* ---- may they be compared ---- */

static bool refuse(ind_diag *diag, const char *rule, const char *what) {
    ind_diag_add(diag, IND_ERROR, IND_E_USAGE, rule, (ind_place){0},
                 "compare reports that were run with the same options", "%s", what);
    return false;
}

bool revisions_comparable(const ind_report *before, const ind_report *after, ind_diag *diag) {
    const ind_report_run_options *a = &before->options, *b = &after->options;
    bool good = true;
    if (before->content_hash.length > 0 && ind_str_equal(before->content_hash, after->content_hash))
        good = refuse(diag, "same_report", "both are the same report");
    if (before->report_class != after->report_class)
        good = refuse(diag, "other_class", "the reports are of different classes");
    if (!same_texts(a->areas, b->areas))
        good = refuse(diag, "other_areas", "the reports are of different areas (--area)");
    if (!same_texts(a->grains, b->grains))
        good = refuse(diag, "other_grains", "the reports have different grains (--grain)");
    if (!same_texts(a->splits, b->splits))
        good = refuse(diag, "other_splits", "the reports have different splits (--by)");
    return good;
}

/* ---- what differs ---- */

static const ind_report_input *input_of(const ind_report *report, const ind_report_input *like) {
    for (size_t i = 0; i < report->input_count; i++)
        if (ind_str_equal(report->inputs[i].dataset, like->dataset) &&
            ind_str_equal(report->inputs[i].file, like->file))
            return &report->inputs[i];
    return NULL;
}

static void put_file(list *l, const ind_report_input *input) {
    put(l, ind_arena_format(l->arena, "%.*s (%.*s)", IND_STR_ARGS(input->file), IND_STR_ARGS(input->dataset)));
}

/* Files of FROM that the other does not have or, CHANGED, has with another content. */
static ind_texts files_of(const ind_revisions *r, const ind_report *from, const ind_report *other, bool changed) {
    list l = {.arena = r->arena};
    for (size_t i = 0; i < from->input_count; i++) {
        const ind_report_input *one = &from->inputs[i], *there = input_of(other, one);
        if (changed ? there != NULL && !ind_str_equal(one->hash, there->hash) : there == NULL)
            put_file(&l, one);
    }
    return (ind_texts){l.items, l.count};
}

static ind_texts options_of(const ind_revisions *r) {
    list l = {.arena = r->arena};
    const ind_report_run_options *a = &r->reports[0]->options, *b = &r->reports[1]->options;
    if (a->open_period != b->open_period)
        put(&l, "--open-period");
    if (!ind_str_equal(a->complete_until, b->complete_until))
        put(&l, "--complete-until");
    if (a->max_rejected < b->max_rejected || a->max_rejected > b->max_rejected)
        put(&l, "--max-rejected");
    if (a->key_check != b->key_check)
        put(&l, "--no-key-check");
    return (ind_texts){l.items, l.count};
}

static ind_texts codelists_of(ind_arena *arena, const measure_revisions *m) {
    list l = {.arena = arena};
    for (size_t i = 0; i < m->before->codelist_count; i++)
        for (size_t k = 0; k < m->after->codelist_count; k++) {
            const ind_report_codelist *a = &m->before->codelists[i], *b = &m->after->codelists[k];
            if (ind_str_equal(a->name, b->name) && !ind_str_equal(a->version, b->version))
                put(&l, ind_arena_format(arena, "%.*s %.*s -> %.*s", IND_STR_ARGS(a->name), IND_STR_ARGS(a->version),
                                         IND_STR_ARGS(b->version)));
        }
    return (ind_texts){l.items, l.count};
}

void revisions_find_why(ind_revisions *r) {
    r->changed_files = files_of(r, r->reports[0], r->reports[1], true);
    r->gone_files = files_of(r, r->reports[0], r->reports[1], false);
    r->new_files = files_of(r, r->reports[1], r->reports[0], false);
    r->options = options_of(r);
    r->other_program = !ind_str_equal(r->reports[0]->program_version, r->reports[1]->program_version);
    for (size_t i = 0; i < r->count; i++) {
        measure_revisions *m = &r->measures[i];
        if (m->before == NULL || m->after == NULL)
            continue;
        m->other_logic = !ind_str_equal(m->before->logic_hash, m->after->logic_hash);
        m->other_texts = !m->other_logic && !ind_str_equal(m->before->hash, m->after->hash);
        m->codelists = codelists_of(r->arena, m);
    }
}
