/* tidy_csv.c - one row a cell, for R, Excel and the like: names beside codes, decimal point, ';' between fields.
 *
 * There is a column for every group, number, level and further value that some measure of the report has, in the order
 * in which they first occur; what a cell does not have is empty. */
#include "base/memory.h"
#include "base/number.h"
#include "report/csv_field.h"
#include "report/report.h"

#include <math.h>
#include <stdlib.h>

/* Names that occur in the report, each once. */
typedef struct {
    ind_str *items;
    size_t count, capacity;
} names;

enum { SEPARATOR = ';', WORTH_WRITING = 64 << 10 };

typedef struct {
    bool english;
    const ind_report_measure *measure;
    ind_buffer out;   /* rows that are not in the file yet */
    ind_buffer title; /* what each row of the measure begins with */
    ind_buffer group;
    names groups, numbers, also;
    bool has_classes;     /* some measure has levels */
    bool lacks_intervals; /* some value has none, though its measure declares one */
    bool has_areas;       /* some cell has an interval at the level at which areas are compared */
    bool has_funnel;      /* some cell is in a funnel */
    unsigned with;        /* 1 << IND_WITH_...: what some cell was compared with */
    double *levels;       /* beyond each measure's first */
    size_t level_count, level_room;
} table;

static size_t find(const names *all, ind_str name) {
    size_t i = 0;
    while (i < all->count && !ind_str_equal(all->items[i], name))
        i++;
    return i;
}

static void add(names *all, ind_str name) {
    if (find(all, name) < all->count)
        return;
    all->items = ind_grow(all->items, all->count, &all->capacity, sizeof *all->items);
    all->items[all->count++] = name;
}

static void add_level(table *t, double level) {
    for (size_t i = 0; i < t->level_count; i++)
        if (t->levels[i] == level)
            return;
    t->levels = ind_grow(t->levels, t->level_count, &t->level_room, sizeof *t->levels);
    t->levels[t->level_count++] = level;
}

static void find_columns(table *t, const ind_report *report) {
    for (size_t m = 0; m < report->measure_count; m++) {
        const ind_report_measure *measure = &report->measures[m];
        for (size_t i = 0; i < measure->group_count; i++)
            add(&t->groups, measure->groups[i].name);
        t->has_classes |= measure->level_count > 0;
        for (size_t c = 0; c < measure->cells.count && !t->lacks_intervals; c++)
            t->lacks_intervals = measure->cells.no_interval[c] != IND_INTERVAL_GIVEN;
        for (size_t i = 0; i < measure->total_count; i++)
            add(&t->groups, measure->totals[i].group);
        for (size_t i = 0; i < measure->cells.number_count; i++)
            add(&t->numbers, measure->cells.numbers[i].name);
        for (size_t i = 0; i < measure->cells.also_count; i++)
            add(&t->also, measure->cells.also[i].name);
        t->has_areas |= measure->cells.area_level != NULL;
        t->has_funnel |= measure->funnel_count > 0;
        for (size_t i = 0; i < measure->comparison_count; i++)
            t->with |= 1u << measure->comparisons[i].with;
        for (size_t i = 1; i < measure->cells.interval_count; i++)
            add_level(t, measure->cells.intervals[i].level);
    }
}

/* ---- fields ---- */

static void put_text(ind_buffer *out, ind_str text) {
    ind_csv_field(text, SEPARATOR, out);
}

static void separate(ind_buffer *out) {
    ind_buffer_add(out, &(char){SEPARATOR}, 1);
}

static void put_field(ind_buffer *out, ind_str text) {
    separate(out);
    if (text.length > 0)
        put_text(out, text);
}

static void put_number(ind_buffer *out, double x, bool whole) {
    char text[IND_NUMBER_TEXT];
    separate(out);
    if (isfinite(x) && whole && fabs(x) < 9e15)
        ind_buffer_text(out, ind_integer_text((int64_t)x, text));
    else if (isfinite(x))
        ind_buffer_text(out, ind_number_text(x, text));
}

/* ---- the head ---- */

/* "low_99" for the level 0.99. */
static void put_level_heads(ind_buffer *out, double level) {
    char text[IND_NUMBER_TEXT];
    const char *percent = ind_number_text(100 * level, text);
    ind_buffer_format(out, ";low_%s;high_%s", percent, percent);
}

static void put_compared_heads(table *t) {
    static const char *const parts[] = {"measure", "level", "against", "value", "low", "high", "word"};
    for (int with = 0; with < IND_WITHS; with++) {
        const char *name = ind_with_name((ind_with)with);
        if ((t->with & 1u << with) == 0)
            continue;
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            ind_buffer_format(&t->out, ";%s_%s", name, parts[i]);
        if (with == IND_WITH_TARGET)
            ind_buffer_format(&t->out, ";%s_expected", name);
    }
}

static void put_head(table *t) {
    ind_buffer_text(&t->out, "indicator;title;period;grain;from;to;group");
    for (size_t i = 0; i < t->groups.count; i++) {
        put_field(&t->out, t->groups.items[i]);
        put_field(&t->out, t->groups.items[i]);
        ind_buffer_text(&t->out, "_name");
    }
    ind_buffer_text(&t->out, ";status;reason;flags;value;low;high");
    for (size_t i = 0; i < t->level_count; i++)
        put_level_heads(&t->out, t->levels[i]);
    if (t->has_areas)
        ind_buffer_text(&t->out, ";areas_level;areas_low;areas_high");
    for (size_t i = 0; i < t->numbers.count; i++)
        put_field(&t->out, t->numbers.items[i]);
    for (size_t i = 0; i < t->also.count; i++)
        ind_buffer_format(&t->out, ";%.*s;%.*s_low;%.*s_high", IND_STR_ARGS(t->also.items[i]),
                          IND_STR_ARGS(t->also.items[i]), IND_STR_ARGS(t->also.items[i]));
    put_compared_heads(t);
    if (t->has_funnel)
        ind_buffer_text(&t->out, ";funnel_centre;funnel_size;funnel_low_95;funnel_high_95;funnel_place_95;"
                                 "funnel_low_99.8;funnel_high_99.8;funnel_place_99.8");
    ind_buffer_text(&t->out, t->has_classes ? ";level;level_name" : "");
    ind_buffer_text(&t->out, t->lacks_intervals ? ";no_interval;unit\n" : ";unit\n");
}

/* ---- rows ---- */

/* What a cell is called in a group that it does not have; NULL: nothing. */
static const ind_report_total *total_of(const ind_report_measure *m, ind_str group) {
    for (size_t i = 0; i < m->total_count; i++)
        if (ind_str_equal(m->totals[i].group, group))
            return &m->totals[i];
    return NULL;
}

static void put_groups(table *t, const ind_cell_result *cell) {
    t->group.length = 0;
    for (size_t g = 0; g < cell->group_count; g++)
        ind_buffer_format(&t->group, "%s%.*s=%.*s", g == 0 ? "" : ",", IND_STR_ARGS(cell->group_name[g]),
                          IND_STR_ARGS(cell->group_value[g]));
    put_field(&t->out, ind_buffer_str(&t->group));
    for (size_t c = 0; c < t->groups.count; c++) {
        size_t g = 0;
        while (g < cell->group_count && !ind_str_equal(cell->group_name[g], t->groups.items[c]))
            g++;
        const ind_report_total *total = total_of(t->measure, t->groups.items[c]);
        put_field(&t->out, g < cell->group_count ? cell->group_value[g] : total != NULL ? total->code : IND_STR(""));
        put_field(&t->out, g < cell->group_count ? cell->group_label[g] : total != NULL ? total->name : IND_STR(""));
    }
}

static void put_flags(ind_buffer *out, unsigned flags) {
    const char *flag;
    separate(out);
    for (size_t i = 0; (flag = ind_flag_name(flags, i)) != NULL; i++) {
        ind_buffer_text(out, i == 0 ? "" : ",");
        ind_buffer_text(out, flag);
    }
}

static void put_limits(ind_buffer *out, bool any, ind_interval limits) {
    put_number(out, any ? limits.low : NAN, false);
    put_number(out, any ? limits.high : NAN, false);
}

static void put_levels(table *t, const ind_outcome *out) {
    const ind_report_cells *cells = &t->measure->cells;
    put_limits(&t->out, out->has_interval[0], out->intervals[0]);
    for (size_t l = 0; l < t->level_count; l++) {
        size_t i = 1;
        while (i < cells->interval_count && cells->intervals[i].level != t->levels[l])
            i++;
        bool any = i < cells->interval_count && out->has_interval[i];
        put_limits(&t->out, any, any ? out->intervals[i] : (ind_interval){0});
    }
    if (!t->has_areas)
        return;
    put_number(&t->out, out->area_level > 0 ? out->area_level : NAN, false);
    put_limits(&t->out, out->area_level > 0, out->area_interval);
}

static void put_numbers(table *t, const ind_outcome *out) {
    for (size_t c = 0; c < t->numbers.count; c++) {
        ind_number number = {.value = NAN};
        for (size_t i = 0; i < out->number_count; i++)
            if (ind_str_is(t->numbers.items[c], out->numbers[i].name))
                number = out->numbers[i];
        put_number(&t->out, number.value, number.whole);
    }
}

static void put_also(table *t, const ind_outcome *out) {
    for (size_t c = 0; c < t->also.count; c++) {
        ind_also also = {.value = NAN};
        for (size_t i = 0; i < out->also_count; i++)
            if (ind_str_is(t->also.items[c], out->also[i].name))
                also = out->also[i];
        put_number(&t->out, also.value, false);
        put_limits(&t->out, also.has_interval, also.interval);
    }
}

static void put_comparison(table *t, ind_with with, const ind_report_comparison *one) {
    put_field(&t->out, one == NULL ? IND_STR("") : one->ratio ? IND_STR("ratio") : IND_STR("difference"));
    put_number(&t->out, one == NULL ? NAN : one->level, false);
    put_number(&t->out, one == NULL ? NAN : one->against, false);
    put_number(&t->out, one == NULL ? NAN : one->value, false);
    put_number(&t->out, one == NULL ? NAN : one->low, false);
    put_number(&t->out, one == NULL ? NAN : one->high, false);
    put_field(&t->out, one == NULL ? IND_STR("") : ind_str_of(ind_word_name(one->word)));
    if (with == IND_WITH_TARGET)
        put_number(&t->out, one == NULL ? NAN : one->expected, false);
}

static void put_comparisons(table *t, size_t number) {
    size_t count;
    const ind_report_comparison *all = ind_report_comparisons(t->measure, number, &count);
    for (int with = 0; with < IND_WITHS; with++) {
        const ind_report_comparison *one = NULL;
        for (size_t i = 0; i < count; i++)
            one = all[i].with == (ind_with)with ? &all[i] : one;
        if ((t->with & 1u << with) != 0)
            put_comparison(t, (ind_with)with, one);
    }
}

static void put_funnel(table *t, const ind_report_in_funnel *f) {
    put_number(&t->out, f == NULL ? NAN : f->centre, false);
    put_number(&t->out, f == NULL ? NAN : f->size, false);
    put_number(&t->out, f == NULL ? NAN : f->low, false);
    put_number(&t->out, f == NULL ? NAN : f->high, false);
    put_field(&t->out, f == NULL ? IND_STR("") : ind_str_of(ind_funnel_place_name(f->place)));
    put_number(&t->out, f == NULL ? NAN : f->outer_low, false);
    put_number(&t->out, f == NULL ? NAN : f->outer_high, false);
    put_field(&t->out, f == NULL ? IND_STR("") : ind_str_of(ind_funnel_place_name(f->outer_place)));
}

/* The class that the value is in, with its name. */
static void put_class(table *t, size_t number) {
    const ind_report_measure *m = t->measure;
    size_t level = m->cells.level[number];
    ind_report_title title = level == 0 ? (ind_report_title){0} : m->levels[level - 1].title;
    put_field(&t->out, level == 0 ? IND_STR("") : m->levels[level - 1].id);
    put_field(&t->out, t->english ? title.en : title.sv);
}

static void put_cell(table *t, size_t number) {
    const ind_report_measure *m = t->measure;
    ind_cell_result cell;
    ind_report_cell(m, number, &cell);
    ind_buffer_add(&t->out, t->title.data, t->title.length);
    put_field(&t->out, ind_str_of(cell.period));
    put_field(&t->out, m->periods[cell.period_number].grain);
    put_field(&t->out, m->periods[cell.period_number].from);
    put_field(&t->out, m->periods[cell.period_number].to);
    put_groups(t, &cell);
    put_field(&t->out, ind_str_of(ind_cell_status_name(cell.status)));
    put_field(&t->out, ind_str_of(ind_cell_reason_name(cell.reason)));
    put_flags(&t->out, cell.flags | m->flags);
    put_number(&t->out, cell.outcome.value, false);
    put_levels(t, &cell.outcome);
    put_numbers(t, &cell.outcome);
    put_also(t, &cell.outcome);
    if (t->with != 0)
        put_comparisons(t, number);
    if (t->has_funnel)
        put_funnel(t, ind_report_funnel_of(m, number));
    if (t->has_classes)
        put_class(t, number);
    if (t->lacks_intervals)
        put_field(&t->out, ind_str_of(ind_interval_reason_name(cell.outcome.no_interval)));
    put_field(&t->out, m->unit);
    ind_buffer_text(&t->out, "\n");
}

static void write_out(table *t, size_t least, FILE *file) {
    if (t->out.length == 0 || t->out.length < least)
        return;
    fwrite(t->out.data, 1, t->out.length, file);
    t->out.length = 0;
}

static void put_measure(table *t, const ind_report_measure *m, FILE *file) {
    t->measure = m;
    t->title.length = 0;
    put_text(&t->title, m->id);
    put_field(&t->title, t->english ? m->title.en : m->title.sv);
    for (size_t c = 0; c < m->cells.count; c++) {
        put_cell(t, c);
        write_out(t, WORTH_WRITING, file);
    }
}

void ind_report_csv(const ind_report *report, const ind_report_options *options, FILE *file) {
    table t = {.english = options->english};
    find_columns(&t, report);
    put_head(&t);
    for (size_t i = 0; i < report->measure_count; i++)
        put_measure(&t, &report->measures[i], file);
    write_out(&t, 0, file);
    ind_buffer_free(&t.out);
    ind_buffer_free(&t.title);
    ind_buffer_free(&t.group);
    free(t.groups.items);
    free(t.numbers.items);
    free(t.also.items);
    free(t.levels);
}
