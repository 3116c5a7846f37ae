/* revisions.c - which figures of two reports differ.
 *
 * A figure that was preliminary, or lacked data, was expected to change; one that was final is revised.  A period that
 * only one of the reports is about is new, or not asked for: nothing is missing there. */
#include "report/revisions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- one figure ---- */

static bool is_empty(const ind_figure *figure) {
    return figure == NULL || figure->status == IND_CELL_NO_DATA;
}

/* Was it said that the figure may still change? */
static bool was_expected(const ind_figure *figure) {
    return (figure->flags & (IND_FLAG_PRELIMINARY | IND_FLAG_PARTIAL | IND_FLAG_INCOMPLETE_LOOK_BACK)) != 0 ||
           figure->status == IND_CELL_NOT_DELIVERED || figure->status == IND_CELL_INCOMPLETE_FOLLOW_UP;
}

/* Does the figure's period end within the days that were asked for?  What it begins with is read before them. */
static bool is_about(const ind_report *report, const ind_report_measure *measure, const ind_figure *figure) {
    for (size_t p = 0; p < measure->period_count; p++)
        if (ind_str_is(measure->periods[p].label, figure->period) &&
            ind_str_equal(measure->periods[p].grain, figure->grain))
            return ind_str_compare(measure->periods[p].to, report->from) >= 0 &&
                   ind_str_compare(measure->periods[p].to, report->to) <= 0;
    return false;
}

revision revision_of(const ind_figure *a, const ind_figure *b) {
    revision r = {.before = a, .after = b, .change = NAN};
    if ((is_empty(a) && is_empty(b)) || (a != NULL && b != NULL && ind_figure_same(a, b)))
        return r;
    if (a == NULL || b == NULL) {
        r.kind = a == NULL ? REVISION_NEW : REVISION_GONE;
        return r;
    }
    r.kind = was_expected(a) ? REVISION_COMPLETED : REVISION_REVISED;
    if (a->status == IND_CELL_OK && b->status == IND_CELL_OK)
        r.change = b->outcome.value - a->outcome.value;
    if (!isnan(r.change) && a->outcome.has_interval[0])
        r.outside = b->outcome.value < a->outcome.intervals[0].low || b->outcome.value > a->outcome.intervals[0].high;
    return r;
}

/* ---- one measure ---- */

static void add(ind_revisions *r, measure_revisions *m, revision one) {
    m->same += one.kind == REVISION_NONE;
    m->kinds[one.kind]++;
    if (one.kind == REVISION_NONE)
        return;
    m->items = ind_arena_grow(r->arena, m->items, m->count, &m->room, sizeof one);
    m->items[m->count++] = one;
}

static ind_figure *sorted(ind_arena *arena, const ind_figure *items, size_t count) {
    ind_figure *copy = ind_arena_alloc(arena, (count + 1) * sizeof *copy);
    if (count > 0)
        memcpy(copy, items, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, ind_figure_order);
    return copy;
}

static const ind_figure *match(const ind_figure *figure, const ind_figure *items, size_t count) {
    return count == 0 ? NULL : bsearch(figure, items, count, sizeof *items, ind_figure_order);
}

static void compare_cells(ind_revisions *r, measure_revisions *m) {
    size_t old_count, new_count;
    const ind_figure *old = ind_figures_of(r->arena, m->before, &old_count);
    const ind_figure *new = ind_figures_of(r->arena, m->after, &new_count);
    const ind_figure *by_old = sorted(r->arena, old, old_count), *by_new = sorted(r->arena, new, new_count);
    for (size_t i = 0; i < old_count; i++) {
        const ind_figure *b = match(&old[i], by_new, new_count);
        if (b != NULL || is_about(r->reports[1], m->before, &old[i]))
            add(r, m, revision_of(&old[i], b));
    }
    for (size_t i = 0; i < new_count; i++) {
        if (match(&new[i], by_old, old_count) != NULL)
            continue;
        revision one = revision_of(NULL, &new[i]);
        if (one.kind == REVISION_NEW && !is_about(r->reports[0], m->after, &new[i]))
            one.kind = REVISION_NEW_PERIOD;
        add(r, m, one);
    }
}

/* ---- both reports ---- */

static const ind_report_measure *measure_at(const ind_report *report, size_t i) {
    return i < report->measure_count ? &report->measures[i] : NULL;
}

/* Measures of both are in order of id. */
static void pair_up(ind_revisions *r) {
    const ind_report *a = r->reports[0], *b = r->reports[1];
    r->measures = ind_arena_alloc(r->arena, (a->measure_count + b->measure_count + 1) * sizeof *r->measures);
    for (size_t i = 0, j = 0; i < a->measure_count || j < b->measure_count;) {
        const ind_report_measure *old = measure_at(a, i), *new = measure_at(b, j);
        int order = old == NULL ? 1 : new == NULL ? -1 : ind_str_compare(old->id, new->id);
        measure_revisions *m = &r->measures[r->count++];
        *m = (measure_revisions){.before = order <= 0 ? old : NULL, .after = order >= 0 ? new : NULL};
        i += order <= 0;
        j += order >= 0;
        if (order == 0)
            compare_cells(r, m);
    }
}

ind_status ind_revisions_compare(const ind_report *before, const ind_report *after, ind_diag *diag,
                                 ind_revisions **out) {
    *out = NULL;
    if (!revisions_comparable(before, after, diag))
        return IND_E_USAGE;
    ind_revisions *r = ind_alloc(sizeof *r);
    *r = (ind_revisions){.arena = ind_arena_new(), .reports = {before, after}};
    pair_up(r);
    revisions_find_why(r);
    *out = r;
    return IND_OK;
}

void ind_revisions_free(ind_revisions *revisions) {
    if (revisions == NULL)
        return;
    ind_arena_free(revisions->arena);
    free(revisions);
}

unsigned ind_revisions_found(const ind_revisions *r) {
    unsigned found = 0;
    for (size_t i = 0; i < r->count; i++) {
        const measure_revisions *m = &r->measures[i];
        found |= m->kinds[REVISION_REVISED] > 0 ? IND_REVISED | IND_CHANGED : 0;
        found |= m->kinds[REVISION_COMPLETED] > 0 ? IND_CHANGED : 0;
        found |= m->kinds[REVISION_GONE] > 0 || m->after == NULL ? IND_MISSING : 0;
        found |= m->other_logic ? IND_REDEFINED : 0;
    }
    return found;
}

void ind_revisions_write(const ind_revisions *revisions, const char *const names[2], ind_revisions_format format,
                         bool english, FILE *file) {
    ind_buffer text = {0};
    if (format == IND_REVISIONS_JSON)
        revisions_json(revisions, names, &text);
    else if (format == IND_REVISIONS_MARKDOWN)
        revisions_markdown(revisions, names, english, &text);
    else
        revisions_text(revisions, names, english, &text);
    fwrite(text.data, 1, text.length, file);
    ind_buffer_free(&text);
}
