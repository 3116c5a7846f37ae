/* overview.c - a report on one screen, in the order and words of each follow-up: of each row the latest yearly value of
 * the county, and whether it is better or worse than the year before.  What is not shown, and what is missing, stands
 * in its place. */
#include "base/memory.h"
#include "base/number.h"
#include "report/comments.h"
#include "report/derived_text.h"
#include "report/report.h"
#include "report/status_text.h"
#include "report/terminal_text.h"

#include <math.h>

enum { RANKS = 4, WIDEST = 56 }; /* of grains, the best first */

typedef enum { SAID_WORDS = IND_WORDS, SAID_NOT_COMPARED = IND_WORDS, SAID_NOT_SHOWN, SAID_MISSING, SAID } said;

typedef struct {
    ind_arena *arena;
    const ind_report *report;
    FILE *file;
    ind_str area; /* code of a county; empty: the first that a measure has */
    bool english;
    size_t width;
    size_t counts[SAID];
} overview;

static const char *pick(const overview *o, const char *sv, const char *en) {
    return o->english ? en : sv;
}

static const char *in_language(const overview *o, ind_report_title title) {
    return (o->english ? title.en : title.sv).data;
}

/* ---- the cell that stands for a measure ---- */

/* Years come first, then what is about a year; months are not looked at. */
static int rank_of(const ind_report_measure *m, const ind_cell_result *cell) {
    static const char *const grains[RANKS] = {"year", "pooled_years", "broken_year", "all"};
    for (int rank = 0; rank < RANKS; rank++)
        if (ind_str_is(m->periods[cell->period_number].grain, grains[rank]))
            return rank;
    return -1;
}

static bool is_of_area(const overview *o, const ind_report_measure *m, const ind_cell_result *cell) {
    if (cell->group_count != 1 || cell->group_value[0].length == 0)
        return false;
    for (size_t g = 0; g < m->group_count; g++)
        if (ind_str_equal(m->groups[g].name, cell->group_name[0]))
            return m->groups[g].whole && (o->area.length == 0 || ind_str_equal(o->area, cell->group_value[0]));
    return false;
}

/* Of the cells of the area: one with a value before one without, then the best grain, then the latest. */
static bool find_cell(const overview *o, const ind_report_measure *m, size_t *number, ind_cell_result *out) {
    bool found = false;
    for (size_t i = 0; i < m->cells.count; i++) {
        ind_cell_result cell;
        ind_report_cell(m, i, &cell);
        int rank = is_of_area(o, m, &cell) ? rank_of(m, &cell) : -1;
        if (rank < 0)
            continue;
        bool shown = cell.status == IND_CELL_OK, is_better = !found;
        if (found && shown != (out->status == IND_CELL_OK))
            is_better = shown;
        else if (found)
            is_better = rank < rank_of(m, out) || (rank == rank_of(m, out) && cell.period_number > out->period_number);
        if (!is_better)
            continue;
        found = true;
        *number = i;
        *out = cell;
    }
    return found;
}

static const ind_report_comparison *with_year_before(const ind_report_measure *m, size_t cell) {
    size_t count;
    const ind_report_comparison *all = ind_report_comparisons(m, cell, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].with == IND_WITH_YEAR_BEFORE)
            return &all[i];
    return NULL;
}

/* ---- lines ---- */

/* The words of a row may be longer than the column: they are cut. */
static const char *cut(const overview *o, const char *name, size_t width) {
    size_t bytes = 0, shown = 0;
    if (ind_text_width(name) <= width)
        return name;
    for (; shown < width - 1; shown++)
        for (bytes++; ((unsigned char)name[bytes] & 0xC0) == 0x80;)
            bytes++;
    return ind_arena_format(o->arena, "%.*s…", (int)bytes, name);
}

static void put_name(const overview *o, const char *name, size_t indent) {
    fprintf(o->file, "%*s", (int)indent, "");
    ind_put_left(o->file, cut(o, name, o->width - indent), o->width - indent);
}

static void end_line(overview *o, said what, const char *text) {
    o->counts[what]++;
    fputs("  ", o->file);
    ind_put_text(o->file, text);
    fputc('\n', o->file);
}

static void put_nothing(overview *o, said what, const char *text) {
    fprintf(o->file, "  %8s    %-9s", "-", "");
    end_line(o, what, text);
}

/* A row's measure is known to have no word for its cell: BEFORE is the comparison without one, or there is none. */
static const char *why_not_compared(const overview *o, const ind_report_measure *m,
                                    const ind_report_comparison *before) {
    const char *why = pick(o, "det finns inget att jämföra med", "there is nothing to compare with");
    for (size_t i = 0; before == NULL && i < m->compare.made_count; i++)
        if (m->compare.made[i].with == IND_WITH_YEAR_BEFORE && m->compare.made[i].apart != IND_APART_NONE)
            why = ind_apart_text(m->compare.made[i].apart, o->english);
    if (before != NULL)
        why = pick(o, "varken högre eller lägre är bättre", "neither higher nor lower is better");
    return ind_arena_format(o->arena, "%s: %s", pick(o, "jämförs inte", "not compared"), why);
}

static void put_value(overview *o, const ind_report_measure *m, size_t number, const ind_cell_result *cell) {
    char digits[IND_NUMBER_TEXT];
    fputs("  ", o->file);
    ind_put_right(o->file, ind_number_fixed(cell->outcome.value, m->decimals, o->english ? '.' : ',', digits), 8);
    fputs(ind_str_is(m->unit, "percent") ? " %" : "  ", o->file);
    fputs("  ", o->file);
    ind_put_left(o->file, cell->period, 9);
    const ind_report_comparison *before = with_year_before(m, number);
    if (before == NULL || before->word == IND_WORD_NONE)
        end_line(o, SAID_NOT_COMPARED, why_not_compared(o, m, before));
    else
        end_line(o, (said)before->word, ind_word_text(before->word, o->english));
}

static const char *why_not(const overview *o, const ind_report_measure *m) {
    const char *state = m->state == IND_STATE_OPEN      ? pick(o, "öppet", "open")
                        : m->state == IND_STATE_SKIPPED ? pick(o, "hoppas över", "skipped")
                                                        : pick(o, "inte beräknat", "not computed");
    return ind_arena_format(o->arena, "%s: %s", state, ind_state_reason(o->arena, m, o->english));
}

/* Of a cell without a value: what is published has nobody in a denominator, and a reason says more than a status. */
static const char *why_not_shown(const overview *o, const ind_report_measure *m, const ind_cell_result *cell) {
    const char *status = ind_status_text(cell->status, o->english);
    if (cell->reason != IND_REASON_NONE)
        return ind_arena_format(o->arena, "%s: %s", status, ind_reason_text(cell->reason, o->english));
    if (cell->status == IND_CELL_NO_DATA && ind_str_is(m->kind, "published"))
        return pick(o, "inget publicerat värde", "no published value");
    return status;
}

/* The first of its measures that is computed stands for the row. */
static void put_row(overview *o, const ind_outline_row *row) {
    const ind_report_measure *m = NULL;
    ind_cell_result cell = {0};
    size_t number = 0;
    put_name(o, in_language(o, row->title), 4);
    for (size_t i = 0; i < row->measures.count; i++) {
        const ind_report_measure *one = ind_report_measure_of(o->report, row->measures.items[i]);
        if (one != NULL && (m == NULL || (m->state != IND_STATE_COMPUTED && one->state == IND_STATE_COMPUTED)))
            m = one;
    }
    if (row->measures.count == 0)
        put_nothing(o, SAID_MISSING,
                    ind_arena_format(o->arena, "%s: %s", pick(o, "saknas", "missing"), in_language(o, row->gap)));
    else if (m == NULL)
        put_nothing(o, SAID_MISSING, pick(o, "inte i rapporten", "not in the report"));
    else if (m->state != IND_STATE_COMPUTED)
        put_nothing(o, SAID_MISSING, why_not(o, m));
    else if (!find_cell(o, m, &number, &cell))
        put_nothing(o, SAID_MISSING, pick(o, "inget årsvärde för länet", "no yearly value of the county"));
    else if (cell.status != IND_CELL_OK)
        put_nothing(o, SAID_NOT_SHOWN, why_not_shown(o, m, &cell));
    else
        put_value(o, m, number, &cell);
    for (size_t i = 0; i < row->measures.count; i++)
        ind_put_comments(o->report, row->measures.items[i], o->area, "      ", o->english, o->file);
}

/* ---- the whole ---- */

static void widen(overview *o, const ind_outline *outline) {
    o->width = 0;
    for (size_t a = 0; a < outline->target_area_count; a++)
        for (size_t i = 0; i < outline->target_areas[a].indicator_count; i++)
            for (size_t r = 0; r < outline->target_areas[a].indicators[i].row_count; r++) {
                size_t own = 4 + ind_text_width(in_language(o, outline->target_areas[a].indicators[i].rows[r].title));
                o->width = own > o->width ? own : o->width;
            }
    o->width = o->width > WIDEST ? WIDEST : o->width;
}

static void put_count(const overview *o, said what, const char *name, bool *first) {
    if (o->counts[what] == 0)
        return;
    fprintf(o->file, "%s%s %zu", *first ? "" : ", ", name, o->counts[what]);
    *first = false;
}

static bool is_compared(const overview *o) {
    for (size_t i = 0; i < o->report->measure_count; i++)
        if ((o->report->measures[i].compare.with & 1u << IND_WITH_YEAR_BEFORE) != 0)
            return true;
    return false;
}

static void put_counts(const overview *o) {
    bool first = true;
    fputs(pick(o, "\nMot året före: ", "\nAgainst the year before: "), o->file);
    for (int word = 0; word < IND_WORDS; word++)
        if (word != IND_WORD_NONE)
            put_count(o, (said)word, ind_word_text((ind_word)word, o->english), &first);
    put_count(o, SAID_NOT_COMPARED, pick(o, "jämförs inte", "not compared"), &first);
    put_count(o, SAID_NOT_SHOWN, pick(o, "visas inte", "not shown"), &first);
    put_count(o, SAID_MISSING, pick(o, "saknas", "missing"), &first);
    fputs(".\n", o->file);
    if (!is_compared(o))
        fputs(pick(o, "Jämförelser med året före ger run --compare year_before.\n",
                   "run --compare year_before makes comparisons with the year before.\n"),
              o->file);
}

/* ", 04 Södermanlands län" */
static const char *area_text(const overview *o) {
    for (size_t i = 0; o->area.length > 0 && i < o->report->measure_count; i++) {
        const ind_report_measure *m = &o->report->measures[i];
        for (size_t g = 0; g < m->group_count; g++)
            for (size_t code = 1; m->groups[g].whole && code < m->groups[g].count; code++)
                if (ind_str_equal(m->groups[g].values[code], o->area))
                    return ind_arena_format(o->arena, ", %.*s %.*s", IND_STR_ARGS(o->area),
                                            IND_STR_ARGS(m->groups[g].labels[code]));
    }
    return o->area.length == 0 ? "" : ind_arena_format(o->arena, ", %.*s", IND_STR_ARGS(o->area));
}

static void put_outline(overview *o, const ind_outline *outline) {
    for (int i = 0; i < SAID; i++)
        o->counts[i] = 0;
    widen(o, outline);
    ind_put_text(o->file, in_language(o, outline->title));
    ind_put_text(o->file, area_text(o));
    fputc('\n', o->file);
    for (size_t a = 0; a < outline->target_area_count; a++) {
        const ind_outline_area *area = &outline->target_areas[a];
        ind_put_text(o->file, in_language(o, area->title));
        fputc('\n', o->file);
        for (size_t i = 0; i < area->indicator_count; i++) {
            fputs("  ", o->file);
            ind_put_text(o->file, in_language(o, area->indicators[i].title));
            fputc('\n', o->file);
            for (size_t r = 0; r < area->indicators[i].row_count; r++)
                put_row(o, &area->indicators[i].rows[r]);
        }
    }
    put_counts(o);
}

void ind_report_overview(const ind_report *report, const ind_report_options *options, FILE *file) {
    overview o = {.arena = ind_arena_new(), .report = report, .file = file, .english = options->english};
    for (size_t i = 0; i < report->outlines.count; i++) {
        const ind_outline *outline = &report->outlines.items[i];
        for (size_t c = 0; c < (outline->areas.count > 0 ? outline->areas.count : 1); c++) {
            o.area = outline->areas.count > 0 ? outline->areas.items[c] : IND_STR("");
            fputs(i + c == 0 ? "" : "\n", file);
            put_outline(&o, outline);
        }
    }
    if (report->outlines.count == 0)
        fputs(pick(&o, "Rapportens mått står inte i någon uppföljning.\n",
                   "The measures of the report stand in no follow-up.\n"),
              file);
    ind_arena_free(o.arena);
}
