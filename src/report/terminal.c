/* terminal.c - cells for people: aligned by what a terminal shows, decimals as the definition says. */
#include "base/memory.h"
#include "base/number.h"
#include "report/comments.h"
#include "report/derived_text.h"
#include "report/report.h"
#include "report/status_text.h"
#include "report/terminal_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COMPARED = 5, STATUS, COLUMNS }; /* COMPARED is left out where nothing was */
typedef struct {
    char *cell[COLUMNS];
} row;

typedef struct {
    ind_arena *arena;
    const ind_report_measure *measure;
    char mark; /* decimal mark */
    bool english;
    bool of_events; /* what is judged is the number of events, of a rate */
    row *rows;
    size_t count, capacity;
} table;

static const char *fixed(const table *t, double x, char out[IND_NUMBER_TEXT]) {
    return isfinite(x) ? ind_number_fixed(x, t->measure->decimals, t->mark, out) : "";
}

static char *group_text(const table *t, const ind_cell_result *r) {
    char *text = ind_arena_format(t->arena, "%s", "");
    for (size_t g = 0; g < r->group_count; g++) {
        ind_str value = r->group_value[g], label = r->group_label[g];
        ind_str shown = value.length == 0 ? IND_STR("?") : value;
        text = ind_arena_format(t->arena, "%s%s%.*s%s%.*s", text, g == 0 ? "" : ", ", IND_STR_ARGS(shown),
                                label.length > 0 ? " " : "", IND_STR_ARGS(label));
    }
    for (size_t i = 0; i < t->measure->total_count; i++) {
        const ind_report_total *total = &t->measure->totals[i];
        bool has = false;
        for (size_t g = 0; g < r->group_count; g++)
            has = has || ind_str_equal(r->group_name[g], total->group);
        if (!has)
            text =
                ind_arena_format(t->arena, "%s%s%.*s%s%.*s", text, *text == '\0' ? "" : ", ", IND_STR_ARGS(total->code),
                                 total->name.length > 0 ? " " : "", IND_STR_ARGS(total->name));
    }
    return text;
}

static char *interval_text(const table *t, const ind_outcome *out) {
    char low[IND_NUMBER_TEXT], high[IND_NUMBER_TEXT];
    if (!out->has_interval[0])
        return ind_arena_format(t->arena, "%s", "");
    return ind_arena_format(t->arena, "%s – %s", fixed(t, out->intervals[0].low, low),
                            fixed(t, out->intervals[0].high, high));
}

/* The level of the value, by its title; empty: there are none. */
static const char *level_text(const table *t, const ind_cell_result *r) {
    for (size_t i = 0; i < t->measure->level_count; i++) {
        const ind_report_level *level = &t->measure->levels[i];
        if (r->level.length > 0 && ind_str_equal(level->id, r->level))
            return (t->english ? level->title.en : level->title.sv).data;
    }
    return "";
}

/* The status unless it is ok, the reason for it, and the flags of the cell and of its measure. */
static char *status_text(const table *t, const ind_cell_result *r) {
    const char *flag, *reason = ind_reason_text(r->reason, t->english);
    const char *none = ind_no_interval_text(r->outcome.no_interval, t->english);
    char *text = ind_arena_format(t->arena, "%s",
                                  r->status == IND_CELL_OK ? level_text(t, r) : ind_status_text(r->status, t->english));
    if (reason != NULL)
        text = ind_arena_format(t->arena, "%s (%s)", text, reason);
    if (none != NULL)
        text = ind_arena_format(t->arena, t->english ? "%s%sno_interval (%s)" : "%s%singet intervall (%s)", text,
                                *text == '\0' ? "" : ", ", none);
    for (size_t i = 0; (flag = ind_flag_text(r->flags | t->measure->flags, i, t->english)) != NULL; i++)
        text = ind_arena_format(t->arena, "%s%s%s", text, *text == '\0' ? "" : ", ", flag);
    return text;
}

/* The label, and the grain where another one has a period of that name. */
static char *period_text(const table *t, const ind_cell_result *r) {
    const ind_report_measure *m = t->measure;
    for (size_t p = 0; p < m->period_count; p++)
        if (p != r->period_number && ind_str_is(m->periods[p].label, r->period))
            return ind_arena_format(t->arena, "%s %.*s", r->period, IND_STR_ARGS(m->periods[r->period_number].grain));
    return ind_arena_format(t->arena, "%s", r->period);
}

static const ind_number *number_of(const ind_outcome *out, const char *name) {
    for (size_t i = 0; i < out->number_count; i++)
        if (strcmp(out->numbers[i].name, name) == 0)
            return &out->numbers[i];
    return NULL;
}

/* What it is judged on; of a published value the denominator that was published with it, if there is one. */
static char *base_text(const table *t, const ind_outcome *out) {
    const ind_number *below = number_of(out, "denominator");
    if (number_of(out, "published_rows") == NULL)
        return ind_arena_format(t->arena, "%lld", (long long)out->base);
    return below == NULL || isnan(below->value) ? ind_arena_format(t->arena, "%s", "")
                                                : ind_arena_format(t->arena, "%.0f", below->value);
}

static void add_row(table *t, size_t number, const ind_cell_result *r) {
    char value[IND_NUMBER_TEXT];
    t->rows = ind_arena_grow(t->arena, t->rows, t->count, &t->capacity, sizeof *t->rows);
    row *line = &t->rows[t->count++];
    line->cell[0] = period_text(t, r);
    line->cell[1] = group_text(t, r);
    line->cell[2] = ind_arena_format(t->arena, "%s", fixed(t, r->outcome.value, value));
    line->cell[3] = interval_text(t, &r->outcome);
    line->cell[4] = base_text(t, &r->outcome);
    t->of_events = t->of_events || number_of(&r->outcome, "events") != NULL;
    line->cell[COMPARED] =
        ind_arena_format(t->arena, "%s", ind_compared_text(t->arena, t->measure, number, t->english));
    line->cell[STATUS] = status_text(t, r);
}

static bool is_compared(const table *t) {
    for (size_t i = 0; i < t->count; i++)
        if (t->rows[i].cell[COMPARED][0] != '\0')
            return true;
    return false;
}

static void put_rows(const table *t, const char *const *heads, FILE *file) {
    size_t width[COLUMNS];
    bool compared = is_compared(t);
    for (size_t c = 0; c < COLUMNS; c++) {
        width[c] = ind_text_width(heads[c]);
        for (size_t i = 0; i < t->count; i++) {
            size_t w = ind_text_width(t->rows[i].cell[c]);
            width[c] = w > width[c] ? w : width[c];
        }
    }
    for (size_t i = 0; i <= t->count; i++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            const char *text = i == 0 ? heads[c] : t->rows[i - 1].cell[c];
            if (c == COMPARED && !compared)
                continue;
            fputs("  ", file);
            if (c == COLUMNS - 1)
                ind_put_text(file, text);
            else
                (c == 2 || c == 4 ? ind_put_right : ind_put_left)(file, text, width[c]);
        }
        fputc('\n', file);
    }
}

/* What must stand beside the figures wherever they are shown. */
static void put_caution(const ind_report_measure *m, bool english, const char *lead, FILE *file) {
    if (m->caution.sv.length == 0)
        return;
    fputs(lead, file);
    ind_put_text(file, (english ? m->caution.en : m->caution.sv).data);
    fputc('\n', file);
}

static void put_notes(const table *t, const ind_report *report, FILE *file) {
    size_t count;
    const char **lines = ind_compared_notes(t->arena, report, t->measure, t->english, &count);
    for (size_t i = 0; i < count; i++) {
        fputs("  ", file);
        ind_put_text(file, lines[i]);
        fputc('\n', file);
    }
}

static void put_measure(const ind_report *report, const ind_report_measure *m, const ind_report_options *options,
                        FILE *file) {
    table t = {
        .arena = ind_arena_new(), .measure = m, .mark = options->english ? '.' : ',', .english = options->english};
    fputs(options->colour ? "\033[1m" : "", file);
    ind_put_text(file, (options->english ? m->title.en : m->title.sv).data);
    fputs(options->colour ? "\033[0m" : "", file);
    ind_put_text(
        file, ind_arena_format(t.arena, "  (%.*s, %s)", IND_STR_ARGS(m->id), ind_unit_text(m->unit, options->english)));
    fputc('\n', file);
    if (m->state != IND_STATE_COMPUTED) {
        static const char *const sv_states[] = {"", "inte beräknat", "hoppas över", "öppet"}, *const en_states[] = {
                                                                                                  "", "not computed",
                                                                                                  "skipped", "open"};
        ind_put_text(file, ind_arena_format(t.arena, "  %s: %s", (options->english ? en_states : sv_states)[m->state],
                                            ind_state_reason(t.arena, m, options->english)));
        fputc('\n', file);
    } else {
        ind_cell_result cell;
        for (size_t i = 0; i < m->cells.count; i++) {
            ind_report_cell(m, i, &cell);
            add_row(&t, i, &cell);
        }
        const char *sv[] = {"period",      "grupp", "värde", "intervall", t.of_events ? "händelser" : "nämnare",
                            "jämfört med", ""};
        const char *en[] = {"period",        "group", "value", "interval", t.of_events ? "events" : "denominator",
                            "compared with", ""};
        put_rows(&t, options->english ? en : sv, file);
        put_notes(&t, report, file);
        put_caution(m, options->english, "  ", file);
        ind_put_comments(report, m->id, IND_STR(""), "  ", options->english, file);
    }
    ind_arena_free(t.arena);
}

void ind_report_table(const ind_report *report, const ind_report_options *options, FILE *file) {
    for (size_t i = 0; i < report->measure_count; i++) {
        fputs(i == 0 ? "" : "\n", file);
        put_measure(report, &report->measures[i], options, file);
    }
}

/* ---- summary ---- */

typedef struct {
    table t;
    size_t cells;
    ind_cell_result *latest; /* by area */
    size_t areas, capacity;
} summary;

static bool is_whole(const ind_report_measure *m, ind_str name) {
    for (size_t g = 0; g < m->group_count; g++)
        if (ind_str_equal(m->groups[g].name, name))
            return m->groups[g].whole;
    return false;
}

/* Keep the last result of each area of the split by whole areas (counties) alone: the last with a value, if there is
 * one. */
static void see_cell(summary *s, const ind_cell_result *r) {
    bool shown = r->status == IND_CELL_OK;
    s->cells++;
    if (r->group_count != 1 || r->group_value[0].length == 0 || !is_whole(s->t.measure, r->group_name[0]))
        return;
    size_t i = 0;
    while (i < s->areas && !(ind_str_equal(s->latest[i].group_name[0], r->group_name[0]) &&
                             ind_str_equal(s->latest[i].group_value[0], r->group_value[0])))
        i++;
    bool is_new = i == s->areas;
    if (!is_new && !shown && s->latest[i].status == IND_CELL_OK)
        return;
    s->latest = ind_arena_grow(s->t.arena, s->latest, s->areas, &s->capacity, sizeof *s->latest);
    s->areas += is_new;
    s->latest[i] = *r;
}

static row *next_row(table *all) {
    all->rows = ind_arena_grow(all->arena, all->rows, all->count, &all->capacity, sizeof *all->rows);
    return &all->rows[all->count++];
}

static void add_latest(table *all, const ind_report_measure *m, const summary *s, const ind_cell_result *r) {
    char value[IND_NUMBER_TEXT];
    row *line = next_row(all);
    line->cell[0] = ind_arena_format(all->arena, "%s", m->id.data);
    line->cell[1] = group_text(&s->t, r);
    line->cell[2] = ind_arena_format(all->arena, "%s", r->period);
    bool shown = isfinite(r->outcome.value);
    const char *interval = shown ? interval_text(&s->t, &r->outcome) : "-";
    line->cell[3] = ind_arena_format(all->arena, interval[0] == '\0' ? "%s" : "%s  (%s)",
                                     shown ? fixed(&s->t, r->outcome.value, value) : "-", interval);
    line->cell[4] = ind_arena_format(all->arena, "%zu", s->cells);
    line->cell[COMPARED] = ind_arena_format(all->arena, "%s", "");
    line->cell[STATUS] = status_text(&s->t, r);
}

static void add_nothing(table *all, const ind_report_measure *m, const summary *s) {
    row *line = next_row(all);
    const char *const texts[COLUMNS] = {
        m->id.data, "-", "-", "-  (-)", NULL, NULL, ind_state_reason(all->arena, m, s->t.english)};
    for (size_t c = 0; c < COLUMNS; c++)
        line->cell[c] = ind_arena_format(all->arena, "%s", texts[c] == NULL ? "" : texts[c]);
    line->cell[4] = ind_arena_format(all->arena, "%zu", s->cells);
}

void ind_report_summary(const ind_report *report, bool english, FILE *file) {
    static const char *const sv[] = {"mått", "område", "senast", "värde och 95 % intervall", "celler", "", ""};
    static const char *const en[] = {"measure", "area", "latest", "value and 95 % interval", "cells", "", ""};
    table all = {.arena = ind_arena_new(), .mark = english ? '.' : ','};
    for (size_t i = 0; i < report->measure_count; i++) {
        const ind_report_measure *m = &report->measures[i];
        summary s = {.t = {.arena = all.arena, .measure = m, .mark = all.mark, .english = english}};
        ind_cell_result cell;
        for (size_t c = 0; c < m->cells.count; c++) {
            ind_report_cell(m, c, &cell);
            see_cell(&s, &cell);
        }
        for (size_t c = 0; c < s.areas; c++)
            add_latest(&all, m, &s, &s.latest[c]);
        if (s.areas == 0)
            add_nothing(&all, m, &s);
    }
    put_rows(&all, english ? en : sv, file);
    for (size_t i = 0; i < report->measure_count; i++)
        if (report->measures[i].state == IND_STATE_COMPUTED)
            put_caution(&report->measures[i], english, ind_arena_format(all.arena, "%s: ", report->measures[i].id.data),
                        file);
    ind_arena_free(all.arena);
}
