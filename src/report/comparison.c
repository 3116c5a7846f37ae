/* comparison.c - "diff" of two definitions, as text and as JSON (docs/reference/diff.md). */
#include "base/mask.h"
#include "base/number.h"
#include "report/figures.h"
#include "report/members.h"
#include "words/compare.h"

#include <math.h>
#include <stdlib.h>

struct ind_comparison {
    ind_arena *arena;
    ind_changes *changes;
    ind_report *report;   /* of both; NULL: without data */
    ind_figures *figures; /* NULL: without data */
    ind_members *members; /* NULL: without data, or not to be told */
};

/* Do both tell entities apart by the same columns of one dataset? */
static bool same_entities(const ind_measure *a, const ind_measure *b) {
    if (a->feeds[0].dataset != b->feeds[0].dataset || a->by[0].count != b->by[0].count)
        return false;
    for (size_t i = 0; i < a->by[0].count; i++) {
        const ind_group *x = &a->groups[a->by[0].group[i]], *y = &b->groups[b->by[0].group[i]];
        if (x->field != y->field)
            return false;
    }
    return true;
}

/* Where the measure is in RUN, whose measures are in order of id. */
static size_t find(const ind_run *run, const ind_measure *measure) {
    size_t index = 0;
    while (index < ind_run_count(run) && ind_run_measure(run, index) != measure)
        index++;
    return index;
}

/* RUN has the two measures by entity; they have the ids of BEFORE and AFTER, which may be the same. */
static ind_members *members_of(ind_arena *arena, ind_run *run, const ind_measure *before) {
    const ind_measure *first = ind_run_measure(run, 0), *second = ind_run_measure(run, 1);
    bool in_order = strcmp(first->path, before->path) == 0;
    if (!same_entities(first, second) || ind_run_reason(run, 0) != NULL || ind_run_reason(run, 1) != NULL)
        return NULL;
    ind_report *report = ind_run_report(run);
    ind_members *out =
        ind_members_compare(arena, &report->measures[in_order ? 0 : 1], &report->measures[in_order ? 1 : 0]);
    ind_report_free(report);
    return out;
}

ind_comparison *ind_compare(ind_catalogue *catalogue, const ind_measure *before, const ind_measure *after,
                            ind_run *figures, ind_run *members, bool english) {
    ind_comparison *made = ind_alloc(sizeof *made);
    made->arena = ind_arena_new();
    made->changes = ind_words_compare(made->arena, catalogue, before, after, english);
    if (figures != NULL) {
        made->report = ind_run_report(figures);
        made->figures = ind_figures_compare(made->arena, &made->report->measures[find(figures, before)],
                                            &made->report->measures[find(figures, after)]);
    }
    if (members != NULL)
        made->members = members_of(made->arena, members, before);
    return made;
}

void ind_comparison_free(ind_comparison *comparison) {
    if (comparison == NULL)
        return;
    ind_report_free(comparison->report);
    ind_arena_free(comparison->arena);
    free(comparison);
}

bool ind_comparison_is_same(const ind_comparison *comparison) {
    return comparison->changes->count == 0 && (comparison->figures == NULL || comparison->figures->count == 0);
}

static bool same_logic(const ind_comparison *c) {
    return strcmp(c->changes->before->logic_hash, c->changes->after->logic_hash) == 0;
}

static size_t logic_changes(const ind_changes *changes) {
    size_t count = 0;
    for (size_t i = 0; i < changes->count; i++)
        count += changes->items[i].logic;
    return count;
}

/* ---- text ---- */

static const char *say(const ind_comparison *c, const char *sv, const char *en) {
    return c->changes->english ? en : sv;
}

static void put_side(const ind_comparison *c, ind_buffer *out, const char *sv, const char *en, const char *text) {
    ind_buffer first = {0};
    ind_buffer_format(&first, "    %s", say(c, sv, en));
    ind_buffer_add(&first, "", 1);
    ind_words_wrap(out, first.data, text != NULL ? text : say(c, "(finns inte)", "(none)"));
    ind_buffer_free(&first);
}

static void put_change(const ind_comparison *c, const ind_change *change, ind_buffer *out) {
    ind_buffer_text(out, "  ");
    for (const char *at = change->key; *at != '\0'; at++)
        ind_buffer_add(out, *at == ' ' ? ", " : at, *at == ' ' ? 2 : 1);
    if (change->section != NULL)
        ind_buffer_format(out, "  (%s)", change->section);
    ind_buffer_text(out, "\n");
    put_side(c, out, "före   ", "before ", change->before);
    put_side(c, out, "efter  ", "after  ", change->after);
}

static void put_verdict(const ind_comparison *c, ind_buffer *out) {
    size_t logic = logic_changes(c->changes);
    if (c->changes->count == 0)
        ind_buffer_text(out, say(c, "Definitionerna är lika.\n", "The definitions are the same.\n"));
    else if (same_logic(c))
        ind_buffer_text(out, say(c, "Beräkningen är densamma (samma logic_hash): bara texter skiljer.\n",
                                 "The computation is the same (same logic_hash): only texts differ.\n"));
    else if (logic == 0)
        ind_buffer_text(out, say(c, "Inga regler skiljer, bara id, version eller texter (logic_hash är en annan).\n",
                                 "No rule differs, only id, version or texts (another logic_hash).\n"));
    else
        ind_buffer_format(out,
                          say(c, "Beräkningen är ändrad (logic_hash är en annan): %zu %s skiljer.\n",
                              "The computation has changed (another logic_hash): %zu %s differ.\n"),
                          logic, logic == 1 ? say(c, "regel", "clause") : say(c, "regler", "clauses"));
}

static void put_changes(const ind_comparison *c, bool logic, ind_buffer *out) {
    bool any = false;
    for (size_t i = 0; i < c->changes->count; i++) {
        if (c->changes->items[i].logic != logic)
            continue;
        if (!any)
            ind_buffer_text(out, logic ? say(c, "\nRegler\n", "\nClauses\n")
                                       : say(c, "\nId, version och texter (ändrar inga värden)\n",
                                             "\nId, version and texts (change no figure)\n"));
        any = true;
        put_change(c, &c->changes->items[i], out);
    }
}

/* "11,4 (84 / 737)", or the status where there is no value. */
static const char *figure_text(const ind_comparison *c, const ind_measure *measure, const ind_figure *figure) {
    char value[IND_NUMBER_TEXT], above[IND_NUMBER_TEXT], below[IND_NUMBER_TEXT];
    double x, n;
    char mark = c->changes->english ? '.' : ',';
    if (!figure->there)
        return "–";
    const char *shown = figure->status == IND_CELL_OK && isfinite(figure->outcome.value)
                            ? ind_number_fixed(figure->outcome.value, measure->decimals, mark, value)
                            : ind_cell_status_name(figure->status);
    bool share = ind_figure_number(figure, "numerator", &x) && ind_figure_number(figure, "denominator", &n);
    if (share)
        return ind_arena_format(c->arena, "%s (%s / %s)", shown, ind_number_text(x, above), ind_number_text(n, below));
    if (ind_figure_number(figure, "n", &n))
        return ind_arena_format(c->arena, "%s (n = %s)", shown, ind_number_text(n, below));
    return ind_arena_format(c->arena, "%s", shown);
}

static void put_figures(const ind_comparison *c, ind_buffer *out) {
    const ind_figures *figures = c->figures;
    if (figures == NULL)
        return;
    ind_buffer_format(out,
                      say(c, "\nVärden: %zu av %zu celler skiljer (klass internal, omaskerade)\n",
                          "\nFigures: %zu of %zu cells differ (class internal, unsuppressed)\n"),
                      figures->count, figures->cells);
    for (size_t i = 0; i < figures->count; i++) {
        const ind_figure_pair *pair = &figures->pairs[i];
        const ind_figure *there = pair->before.there ? &pair->before : &pair->after;
        ind_buffer_format(out, "  %s  %s: %s → %s\n", there->period,
                          there->group_count == 0 ? say(c, "totalt", "total") : there->group,
                          figure_text(c, c->changes->before, &pair->before),
                          figure_text(c, c->changes->after, &pair->after));
    }
}

/* Those that the kind says; else persons where it follows them, or rows. */
static const char *entities(const ind_comparison *c) {
    const ind_measure *m = c->changes->before;
    ind_bilingual own = m->kind->words->entities;
    if (own.sv != NULL)
        return say(c, own.sv, own.en);
    return m->kind->timeline ? say(c, "personer", "persons") : say(c, "rader", "rows");
}

static void put_moved(const ind_comparison *c, const char *name, const ind_moved *moved, ind_buffer *out) {
    ind_buffer_format(out,
                      say(c, "    %s: i båda %lld, bara före %lld, bara efter %lld\n",
                          "    %s: in both %lld, only before %lld, only after %lld\n"),
                      name, (long long)moved->both, (long long)moved->before, (long long)moved->after);
}

static void put_members(const ind_comparison *c, ind_buffer *out) {
    const ind_members *members = c->members;
    if (members == NULL && c->figures != NULL)
        ind_buffer_text(out, say(c, "\nVem som kommit till eller fallit bort kan inte räknas för dessa definitioner.\n",
                                 "\nWho moved in or out cannot be counted for these definitions.\n"));
    if (members == NULL)
        return;
    ind_buffer_format(out,
                      say(c, "\nVem som kommit till och fallit bort, räknat i %s (klass internal)\n",
                          "\nWho moved in and out, counted in %s (class internal)\n"),
                      entities(c));
    for (size_t i = 0; i < members->count; i++) {
        ind_buffer_format(out, "  %s\n", members->items[i].period);
        put_moved(c, say(c, "nämnare", "denominator"), &members->items[i].denominator, out);
        if (members->has_numerator)
            put_moved(c, say(c, "täljare", "numerator"), &members->items[i].numerator, out);
    }
}

static void put_text(const ind_comparison *c, ind_buffer *out) {
    const ind_measure *before = c->changes->before, *after = c->changes->after;
    ind_buffer_format(out, "%.*s %.*s (%s)\n→ %.*s %.*s (%s)\n\n", IND_STR_ARGS(before->id),
                      IND_STR_ARGS(before->version), before->path, IND_STR_ARGS(after->id),
                      IND_STR_ARGS(after->version), after->path);
    put_verdict(c, out);
    put_changes(c, true, out);
    put_changes(c, false, out);
    put_figures(c, out);
    put_members(c, out);
}

/* ---- JSON ---- */

static void member(ind_json_text *json, const char *key, const char *value) {
    ind_json_text_member(json, key, ind_str_of(value));
}

/* A list on lines of its own below the head. */
static void open_list(ind_json_text *json, const char *key) {
    ind_json_line(json, "\n  ");
    ind_json_put_key(json, key);
    ind_json_open(json, "[");
}

static void close_list(ind_json_text *json, size_t count) {
    ind_json_close(json, count == 0 ? "]" : "\n  ]");
}

static void open_item(ind_json_text *json) {
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{ ");
}

static void put_place(ind_json_text *json, const char *key, const ind_json *node) {
    if (node == NULL)
        return;
    ind_place place = ind_json_place(node);
    ind_json_put_key(json, key);
    ind_json_open(json, "{ ");
    member(json, "file", place.file);
    ind_json_count_member(json, "line", (int64_t)place.line);
    ind_json_count_member(json, "column", place.column);
    ind_json_close(json, " }");
}

static void put_definition(ind_json_text *json, const char *key, const ind_measure *measure) {
    ind_json_line(json, "\n  ");
    ind_json_put_key(json, key);
    ind_json_open(json, "{ ");
    member(json, "id", measure->id.data);
    member(json, "version", measure->version.data);
    member(json, "file", measure->path);
    member(json, "hash", measure->hash);
    member(json, "logic_hash", measure->logic_hash);
    ind_json_close(json, " }");
}

static void json_change(const ind_change *change, ind_json_text *json) {
    open_item(json);
    ind_words_keys(json, change->key);
    ind_json_flag_member(json, "logic", change->logic);
    ind_json_text_or_null(json, "before", change->before);
    ind_json_text_or_null(json, "after", change->after);
    put_place(json, "before_place", change->before_node);
    put_place(json, "after_place", change->after_node);
    ind_json_close(json, " }");
}

static void json_figure(const char *key, const ind_figure *figure, ind_json_text *json) {
    ind_json_put_key(json, key);
    if (!figure->there) {
        ind_json_raw(json, "null");
        return;
    }
    ind_json_open(json, "{ ");
    member(json, "status", ind_cell_status_name(figure->status));
    ind_json_number_member(json, "value", figure->status == IND_CELL_OK ? figure->outcome.value : NAN);
    for (size_t i = 0; i < figure->outcome.number_count; i++)
        ind_json_number_member(json, figure->outcome.numbers[i].name, figure->outcome.numbers[i].value);
    ind_json_close(json, " }");
}

static void json_pair(const ind_figure_pair *pair, ind_json_text *json) {
    const ind_figure *there = pair->before.there ? &pair->before : &pair->after;
    open_item(json);
    member(json, "period", there->period);
    ind_json_put_key(json, "group");
    ind_json_open(json, "{");
    for (size_t g = 0; g < there->group_count; g++) {
        ind_json_next(json, g == 0 ? " " : "");
        ind_json_text_value(json, there->name[g]);
        ind_json_raw(json, ": ");
        if (there->code[g].length == 0)
            ind_json_raw(json, "null");
        else
            ind_json_text_value(json, there->code[g]);
    }
    ind_json_close(json, there->group_count == 0 ? "}" : " }");
    json_figure("before", &pair->before, json);
    json_figure("after", &pair->after, json);
    ind_json_close(json, " }");
}

static void json_moved(ind_json_text *json, const char *name, const ind_moved *moved) {
    ind_json_put_key(json, name);
    ind_json_open(json, "{ ");
    ind_json_count_member(json, "both", moved->both);
    ind_json_count_member(json, "before", moved->before);
    ind_json_count_member(json, "after", moved->after);
    ind_json_close(json, " }");
}

static void json_members(const ind_comparison *c, ind_json_text *json) {
    const ind_members *members = c->members;
    if (members == NULL)
        return;
    open_list(json, "members");
    for (size_t i = 0; i < members->count; i++) {
        open_item(json);
        member(json, "period", members->items[i].period);
        json_moved(json, "denominator", &members->items[i].denominator);
        if (members->has_numerator)
            json_moved(json, "numerator", &members->items[i].numerator);
        ind_json_close(json, " }");
    }
    close_list(json, members->count);
}

static void json_figures(const ind_comparison *c, ind_json_text *json) {
    if (c->figures == NULL)
        return;
    ind_json_line(json, "\n  ");
    ind_json_count_member(json, "cells", (int64_t)c->figures->cells);
    open_list(json, "figures");
    for (size_t i = 0; i < c->figures->count; i++)
        json_pair(&c->figures->pairs[i], json);
    close_list(json, c->figures->count);
}

static void put_json(const ind_comparison *c, ind_buffer *out) {
    ind_json_text json = {.text = out};
    ind_json_open(&json, "{");
    ind_json_line(&json, "\n  ");
    member(&json, "format", "indikator-diff/1");
    member(&json, "class", "internal");
    member(&json, "language", c->changes->english ? "en" : "sv");
    put_definition(&json, "before", c->changes->before);
    put_definition(&json, "after", c->changes->after);
    ind_json_line(&json, "\n  ");
    ind_json_flag_member(&json, "same_logic", same_logic(c));
    open_list(&json, "changes");
    for (size_t i = 0; i < c->changes->count; i++)
        json_change(&c->changes->items[i], &json);
    close_list(&json, c->changes->count);
    json_figures(c, &json);
    json_members(c, &json);
    ind_json_close(&json, "\n}\n");
}

char *ind_comparison_text(const ind_comparison *comparison, bool json) {
    ind_buffer out = {0}, text = {0};
    if (json) {
        put_json(comparison, &out);
    } else {
        put_text(comparison, &text);
        ind_mask_lines(ind_buffer_str(&text), &out);
    }
    ind_buffer_free(&text);
    ind_buffer_add(&out, "", 1);
    return out.data;
}
