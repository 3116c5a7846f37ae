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

static void member(ind_buffer *out, const char *before, const char *key, const char *value) {
    ind_buffer_format(out, "%s\"%s\": ", before, key);
    if (value == NULL)
        ind_buffer_text(out, "null");
    else
        ind_json_quote(ind_str_of(value), out);
}

static void put_place(ind_buffer *out, const char *key, const ind_json *node) {
    if (node == NULL)
        return;
    ind_place place = ind_json_place(node);
    ind_buffer_format(out, ", \"%s\": { ", key);
    member(out, "", "file", place.file);
    ind_buffer_format(out, ", \"line\": %llu, \"column\": %u }", (unsigned long long)place.line, place.column);
}

static void put_definition(ind_buffer *out, const char *key, const ind_measure *measure) {
    ind_buffer_format(out, ",\n  \"%s\": { ", key);
    member(out, "", "id", measure->id.data);
    member(out, ", ", "version", measure->version.data);
    member(out, ", ", "file", measure->path);
    member(out, ", ", "hash", measure->hash);
    member(out, ", ", "logic_hash", measure->logic_hash);
    ind_buffer_text(out, " }");
}

static void json_change(const ind_change *change, ind_buffer *out) {
    ind_buffer_text(out, "    { ");
    ind_words_keys(out, change->key);
    ind_buffer_format(out, ", \"logic\": %s", change->logic ? "true" : "false");
    member(out, ", ", "before", change->before);
    member(out, ", ", "after", change->after);
    put_place(out, "before_place", change->before_node);
    put_place(out, "after_place", change->after_node);
    ind_buffer_text(out, " }");
}

static void json_figure(const ind_figure *figure, ind_buffer *out) {
    char text[IND_NUMBER_TEXT];
    if (!figure->there) {
        ind_buffer_text(out, "null");
        return;
    }
    member(out, "{ ", "status", ind_cell_status_name(figure->status));
    bool shown = figure->status == IND_CELL_OK && isfinite(figure->outcome.value);
    ind_buffer_format(out, ", \"value\": %s", shown ? ind_number_text(figure->outcome.value, text) : "null");
    for (size_t i = 0; i < figure->outcome.number_count; i++) {
        const ind_number *number = &figure->outcome.numbers[i];
        ind_buffer_format(out, ", \"%s\": %s", number->name,
                          isfinite(number->value) ? ind_number_text(number->value, text) : "null");
    }
    ind_buffer_text(out, " }");
}

static void json_pair(const ind_figure_pair *pair, ind_buffer *out) {
    const ind_figure *there = pair->before.there ? &pair->before : &pair->after;
    member(out, "    { ", "period", there->period);
    ind_buffer_text(out, ", \"group\": {");
    for (size_t g = 0; g < there->group_count; g++) {
        ind_buffer_text(out, g == 0 ? " " : ", ");
        ind_json_quote(there->name[g], out);
        ind_buffer_text(out, ": ");
        if (there->code[g].length == 0)
            ind_buffer_text(out, "null");
        else
            ind_json_quote(there->code[g], out);
    }
    ind_buffer_text(out, there->group_count == 0 ? "}, \"before\": " : " }, \"before\": ");
    json_figure(&pair->before, out);
    ind_buffer_text(out, ", \"after\": ");
    json_figure(&pair->after, out);
    ind_buffer_text(out, " }");
}

static void json_moved(ind_buffer *out, const char *name, const ind_moved *moved) {
    ind_buffer_format(out, ", \"%s\": { \"both\": %lld, \"before\": %lld, \"after\": %lld }", name,
                      (long long)moved->both, (long long)moved->before, (long long)moved->after);
}

static void json_members(const ind_comparison *c, ind_buffer *out) {
    const ind_members *members = c->members;
    if (members == NULL)
        return;
    ind_buffer_text(out, ",\n  \"members\": [");
    for (size_t i = 0; i < members->count; i++) {
        member(out, i == 0 ? "\n    { " : ",\n    { ", "period", members->items[i].period);
        json_moved(out, "denominator", &members->items[i].denominator);
        if (members->has_numerator)
            json_moved(out, "numerator", &members->items[i].numerator);
        ind_buffer_text(out, " }");
    }
    ind_buffer_text(out, members->count == 0 ? "]" : "\n  ]");
}

static void put_json(const ind_comparison *c, ind_buffer *out) {
    member(out, "{\n  ", "format", "indikator-diff/1");
    member(out, ", ", "class", "internal");
    member(out, ", ", "language", c->changes->english ? "en" : "sv");
    put_definition(out, "before", c->changes->before);
    put_definition(out, "after", c->changes->after);
    ind_buffer_format(out, ",\n  \"same_logic\": %s,\n  \"changes\": [", same_logic(c) ? "true" : "false");
    for (size_t i = 0; i < c->changes->count; i++) {
        ind_buffer_text(out, i == 0 ? "\n" : ",\n");
        json_change(&c->changes->items[i], out);
    }
    ind_buffer_text(out, c->changes->count == 0 ? "]" : "\n  ]");
    if (c->figures != NULL) {
        ind_buffer_format(out, ",\n  \"cells\": %zu,\n  \"figures\": [", c->figures->cells);
        for (size_t i = 0; i < c->figures->count; i++) {
            ind_buffer_text(out, i == 0 ? "\n" : ",\n");
            json_pair(&c->figures->pairs[i], out);
        }
        ind_buffer_text(out, c->figures->count == 0 ? "]" : "\n  ]");
    }
    json_members(c, out);
    ind_buffer_text(out, "\n}\n");
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
