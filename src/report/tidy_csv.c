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

typedef struct {
    FILE *file;
    bool english;
    const ind_report_measure *measure;
    names groups, numbers, also;
    double *levels; /* beyond each measure's first */
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
        for (size_t i = 0; i < measure->cells.number_count; i++)
            add(&t->numbers, measure->cells.numbers[i].name);
        for (size_t i = 0; i < measure->cells.also_count; i++)
            add(&t->also, measure->cells.also[i].name);
        for (size_t i = 1; i < measure->cells.interval_count; i++)
            add_level(t, measure->cells.intervals[i].level);
    }
}

/* ---- fields ---- */

static void put_text(FILE *file, ind_str text) {
    ind_buffer field = {0};
    ind_csv_field(text, ';', &field);
    if (field.length > 0)
        fwrite(field.data, 1, field.length, file);
    ind_buffer_free(&field);
}

static void put_field(FILE *file, ind_str text) {
    fputc(';', file);
    put_text(file, text);
}

static void put_number(FILE *file, double x, bool whole) {
    char text[IND_NUMBER_TEXT];
    fputc(';', file);
    if (isfinite(x) && whole && fabs(x) < 9e15)
        fprintf(file, "%lld", (long long)x);
    else if (isfinite(x))
        fputs(ind_number_text(x, text), file);
}

/* ---- the head ---- */

/* "low_99" for the level 0.99. */
static void put_level_heads(FILE *file, double level) {
    char text[IND_NUMBER_TEXT];
    const char *percent = ind_number_text(100 * level, text);
    fprintf(file, ";low_%s;high_%s", percent, percent);
}

static void put_head(const table *t) {
    fputs("indicator;title;period;grain;group", t->file);
    for (size_t i = 0; i < t->groups.count; i++) {
        put_field(t->file, t->groups.items[i]);
        put_field(t->file, t->groups.items[i]);
        fputs("_name", t->file);
    }
    fputs(";status;reason;flags;value;low;high", t->file);
    for (size_t i = 0; i < t->level_count; i++)
        put_level_heads(t->file, t->levels[i]);
    for (size_t i = 0; i < t->numbers.count; i++)
        put_field(t->file, t->numbers.items[i]);
    for (size_t i = 0; i < t->also.count; i++)
        fprintf(t->file, ";%.*s;%.*s_low;%.*s_high", IND_STR_ARGS(t->also.items[i]), IND_STR_ARGS(t->also.items[i]),
                IND_STR_ARGS(t->also.items[i]));
    fputs(";unit\n", t->file);
}

/* ---- rows ---- */

static void put_groups(const table *t, const ind_cell_result *cell) {
    ind_buffer all = {0};
    for (size_t g = 0; g < cell->group_count; g++)
        ind_buffer_format(&all, "%s%.*s=%.*s", g == 0 ? "" : ",", IND_STR_ARGS(cell->group_name[g]),
                          IND_STR_ARGS(cell->group_value[g]));
    put_field(t->file, ind_buffer_str(&all));
    ind_buffer_free(&all);
    for (size_t c = 0; c < t->groups.count; c++) {
        size_t g = 0;
        while (g < cell->group_count && !ind_str_equal(cell->group_name[g], t->groups.items[c]))
            g++;
        put_field(t->file, g < cell->group_count ? cell->group_value[g] : IND_STR(""));
        put_field(t->file, g < cell->group_count ? cell->group_label[g] : IND_STR(""));
    }
}

static void put_flags(FILE *file, unsigned flags) {
    const char *flag;
    fputc(';', file);
    for (size_t i = 0; (flag = ind_flag_name(flags, i)) != NULL; i++)
        fprintf(file, "%s%s", i == 0 ? "" : ",", flag);
}

static void put_limits(FILE *file, bool any, ind_interval limits) {
    put_number(file, any ? limits.low : NAN, false);
    put_number(file, any ? limits.high : NAN, false);
}

static void put_levels(const table *t, const ind_outcome *out) {
    const ind_report_cells *cells = &t->measure->cells;
    put_limits(t->file, out->has_interval[0], out->intervals[0]);
    for (size_t l = 0; l < t->level_count; l++) {
        size_t i = 1;
        while (i < cells->interval_count && cells->intervals[i].level != t->levels[l])
            i++;
        bool any = i < cells->interval_count && out->has_interval[i];
        put_limits(t->file, any, any ? out->intervals[i] : (ind_interval){0});
    }
}

static void put_numbers(const table *t, const ind_outcome *out) {
    for (size_t c = 0; c < t->numbers.count; c++) {
        ind_number number = {.value = NAN};
        for (size_t i = 0; i < out->number_count; i++)
            if (ind_str_is(t->numbers.items[c], out->numbers[i].name))
                number = out->numbers[i];
        put_number(t->file, number.value, number.whole);
    }
}

static void put_also(const table *t, const ind_outcome *out) {
    for (size_t c = 0; c < t->also.count; c++) {
        ind_also also = {.value = NAN};
        for (size_t i = 0; i < out->also_count; i++)
            if (ind_str_is(t->also.items[c], out->also[i].name))
                also = out->also[i];
        put_number(t->file, also.value, false);
        put_limits(t->file, also.has_interval, also.interval);
    }
}

static void put_cell(const table *t, size_t number) {
    const ind_report_measure *m = t->measure;
    ind_cell_result cell;
    ind_report_cell(m, number, &cell);
    put_text(t->file, m->id);
    put_field(t->file, t->english ? m->title.en : m->title.sv);
    put_field(t->file, ind_str_of(cell.period));
    put_field(t->file, m->periods[cell.period_number].grain);
    put_groups(t, &cell);
    put_field(t->file, ind_str_of(ind_cell_status_name(cell.status)));
    put_field(t->file, ind_str_of(ind_cell_reason_name(cell.reason)));
    put_flags(t->file, cell.flags | m->flags);
    put_number(t->file, cell.outcome.value, false);
    put_levels(t, &cell.outcome);
    put_numbers(t, &cell.outcome);
    put_also(t, &cell.outcome);
    put_field(t->file, m->unit);
    fputc('\n', t->file);
}

void ind_report_csv(const ind_report *report, const ind_report_options *options, FILE *file) {
    table t = {.file = file, .english = options->english};
    find_columns(&t, report);
    put_head(&t);
    for (size_t i = 0; i < report->measure_count; i++) {
        t.measure = &report->measures[i];
        for (size_t c = 0; c < t.measure->cells.count; c++)
            put_cell(&t, c);
    }
    free(t.groups.items);
    free(t.numbers.items);
    free(t.also.items);
    free(t.levels);
}
