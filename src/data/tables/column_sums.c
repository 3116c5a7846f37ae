/* column_sums.c - see column_sums.h. */
#include "data/tables/column_sums.h"

#include <stdlib.h>

/* The row of a total. */
typedef struct {
    uint32_t file;
    uint64_t line;
    double *values; /* by column of the rule; NaN: none */
    bool noisy;     /* it is of a year whose numbers have a random error */
} total_row;

/* The other rows of a file. */
typedef struct {
    double *sums;
    uint64_t *known; /* by column: how many have a number */
    uint64_t *noisy; /* by column: how many of them have a random error */
    uint64_t rows;
} others;

typedef struct {
    const ind_sum_rule *rule;
    const char *what, *total_name;
    others *files;
    total_row *totals;
    size_t total_count, total_capacity;
} tally;

struct ind_column_sums {
    const ind_dataset *dataset;
    const int *position;
    size_t file_count;
    tally *tallies;
    size_t count;
};

/* ---- set-up ---- */

static const char *name_of(ind_arena *arena, const ind_dataset *dataset, uint32_t field) {
    return ind_arena_str(arena, dataset->fields[field].name).data;
}

static bool is_there(const ind_sum_rule *rule, const int *position) {
    bool there = position[rule->total] >= 0;
    for (size_t i = 0; i < rule->column_count; i++)
        there &= position[rule->columns[i]] >= 0;
    return there;
}

static void open_tally(ind_arena *arena, const ind_column_sums *sums, const ind_sum_rule *rule, tally *t) {
    *t = (tally){.rule = rule, .total_name = name_of(arena, sums->dataset, rule->total)};
    const char *first = name_of(arena, sums->dataset, rule->columns[0]),
               *last = name_of(arena, sums->dataset, rule->columns[rule->column_count - 1]);
    const char *relation = rule->equal ? "is not" : "is less than";
    if (rule->down)
        t->what = ind_arena_format(arena, "%s the sum of the other rows", relation);
    else if (rule->column_count == 1)
        t->what = ind_arena_format(arena, "%s '%s'", relation, first);
    else
        t->what = ind_arena_format(arena, "%s the sum of the %zu columns '%s' to '%s'", relation, rule->column_count,
                                   first, last);
    t->files = ind_alloc_array(sums->file_count, sizeof *t->files);
    for (size_t f = 0; f < sums->file_count; f++) {
        t->files[f].sums = ind_alloc_array(rule->column_count, sizeof(double));
        t->files[f].known = ind_alloc_array(rule->column_count, sizeof(uint64_t));
        t->files[f].noisy = ind_alloc_array(rule->column_count, sizeof(uint64_t));
    }
}

ind_column_sums *ind_column_sums_new(ind_arena *arena, const ind_dataset *dataset, const int *position,
                                     size_t file_count) {
    if (dataset->sum_count == 0)
        return NULL;
    ind_column_sums *sums = ind_alloc(sizeof *sums);
    *sums = (ind_column_sums){.dataset = dataset, .position = position, .file_count = file_count};
    sums->tallies = ind_alloc_array(dataset->sum_count, sizeof *sums->tallies);
    for (size_t i = 0; i < dataset->sum_count; i++)
        if (is_there(&dataset->sums[i], position))
            open_tally(arena, sums, &dataset->sums[i], &sums->tallies[sums->count++]);
    return sums;
}

static void forget_totals(tally *t) {
    for (size_t i = 0; i < t->total_count; i++)
        free(t->totals[i].values);
    t->total_count = 0;
}

void ind_column_sums_clear(ind_column_sums *sums) {
    for (size_t i = 0; sums != NULL && i < sums->count; i++) {
        tally *t = &sums->tallies[i];
        forget_totals(t);
        for (size_t f = 0; f < sums->file_count; f++) {
            memset(t->files[f].sums, 0, t->rule->column_count * sizeof(double));
            memset(t->files[f].known, 0, t->rule->column_count * sizeof(uint64_t));
            memset(t->files[f].noisy, 0, t->rule->column_count * sizeof(uint64_t));
            t->files[f].rows = 0;
        }
    }
}

void ind_column_sums_free(ind_column_sums *sums) {
    for (size_t i = 0; sums != NULL && i < sums->count; i++) {
        tally *t = &sums->tallies[i];
        forget_totals(t);
        for (size_t f = 0; f < sums->file_count; f++) {
            free(t->files[f].sums);
            free(t->files[f].known);
            free(t->files[f].noisy);
        }
        free(t->files);
        free(t->totals);
    }
    if (sums != NULL)
        free(sums->tallies);
    free(sums);
}

/* ---- rows ---- */

/* Decimals add up to within what a double holds; and NOISY of the numbers have an error of their own, each at most as
 * great as the schema says. */
static bool holds(const ind_dataset *dataset, bool equal, double parts, double total, uint64_t noisy) {
    double noise = noisy == 0 ? 0 : (double)noisy * dataset->noise->at_most;
    double slack = 1e-9 * fmax(1, fabs(total)) + noise;
    return parts <= total + slack && (!equal || parts >= total - slack);
}

static double number(const ind_column_sums *sums, const ind_batch *batch, uint32_t field, size_t row) {
    return ind_number_at(&batch->columns[sums->position[field]], row);
}

/* Is the row of a year whose numbers have a random error? */
static bool is_noisy_year(const ind_column_sums *sums, const ind_batch *batch, size_t row) {
    const ind_noise *noise = sums->dataset->noise;
    return noise != NULL && sums->position[noise->year] >= 0 && number(sums, batch, noise->year, row) >= noise->from;
}

static void check_row(const ind_column_sums *sums, const tally *t, const ind_batch *batch, size_t row,
                      ind_findings *findings) {
    double total = number(sums, batch, t->rule->total, row), parts = 0;
    bool year = is_noisy_year(sums, batch, row);
    size_t known = 0, noisy = year && ind_dataset_is_noisy(sums->dataset, t->rule->total);
    for (size_t i = 0; i < t->rule->column_count; i++) {
        double x = number(sums, batch, t->rule->columns[i], row);
        parts += isnan(x) ? 0 : x;
        known += isnan(x) ? 0 : 1;
        noisy += year && !isnan(x) && ind_dataset_is_noisy(sums->dataset, t->rule->columns[i]);
    }
    if (known > 0 && !isnan(total) && !holds(sums->dataset, t->rule->equal, parts, total, noisy))
        ind_findings_add(findings, "row_sum", IND_WARNING, t->total_name, 0, t->what, batch->line[row], NULL);
}

static bool is_total(const ind_column_sums *sums, const tally *t, const ind_batch *batch, size_t row) {
    int at = sums->position[t->rule->total];
    const ind_vector *column = &batch->columns[at];
    const ind_str *texts = batch->texts == NULL ? NULL : batch->texts[at];
    ind_str text = texts != NULL                        ? texts[row]
                   : column->code[row] == IND_NULL_CODE ? IND_STR("")
                                                        : ind_dict_text(column->dict, column->code[row]);
    return text.data != NULL && ind_str_starts(text, t->rule->begins);
}

static void add_total(tally *t, total_row row) {
    t->totals = ind_grow(t->totals, t->total_count, &t->total_capacity, sizeof *t->totals);
    t->totals[t->total_count++] = row;
}

static void tally_row(const ind_column_sums *sums, tally *t, const ind_batch *batch, size_t row) {
    size_t columns = t->rule->column_count;
    others *o = &t->files[batch->file];
    if (is_total(sums, t, batch, row)) {
        total_row total = {batch->file, batch->line[row], ind_alloc_array(columns, sizeof(double)),
                           is_noisy_year(sums, batch, row)};
        for (size_t i = 0; i < columns; i++)
            total.values[i] = number(sums, batch, t->rule->columns[i], row);
        add_total(t, total);
        return;
    }
    bool year = is_noisy_year(sums, batch, row);
    o->rows++;
    for (size_t i = 0; i < columns; i++) {
        double x = number(sums, batch, t->rule->columns[i], row);
        o->sums[i] += isnan(x) ? 0 : x;
        o->known[i] += isnan(x) ? 0 : 1;
        o->noisy[i] += year && !isnan(x) && ind_dataset_is_noisy(sums->dataset, t->rule->columns[i]);
    }
}

void ind_column_sums_take(ind_column_sums *sums, const ind_batch *batch, ind_findings *findings) {
    for (size_t i = 0; sums != NULL && i < sums->count; i++)
        for (size_t row = 0; row < batch->count; row++)
            if (sums->tallies[i].rule->down)
                tally_row(sums, &sums->tallies[i], batch, row);
            else
                check_row(sums, &sums->tallies[i], batch, row, findings);
}

/* ---- columns ---- */

static void absorb(tally *t, const tally *from, size_t file_count) {
    size_t columns = t->rule->column_count;
    for (size_t f = 0; f < file_count; f++) {
        t->files[f].rows += from->files[f].rows;
        for (size_t i = 0; i < columns; i++) {
            t->files[f].sums[i] += from->files[f].sums[i];
            t->files[f].known[i] += from->files[f].known[i];
            t->files[f].noisy[i] += from->files[f].noisy[i];
        }
    }
    for (size_t k = 0; k < from->total_count; k++) {
        total_row total = from->totals[k];
        total.values = ind_alloc_array(columns, sizeof(double));
        memcpy(total.values, from->totals[k].values, columns * sizeof(double));
        add_total(t, total);
    }
}

void ind_column_sums_absorb(ind_column_sums *sums, const ind_column_sums *from) {
    for (size_t i = 0; sums != NULL && i < sums->count; i++)
        absorb(&sums->tallies[i], &from->tallies[i], sums->file_count);
}

static void check_total(const ind_column_sums *sums, const tally *t, const total_row *total, ind_findings *findings) {
    const others *o = &t->files[total->file];
    for (size_t i = 0; i < t->rule->column_count; i++) {
        bool own = total->noisy && ind_dataset_is_noisy(sums->dataset, t->rule->columns[i]);
        if (o->known[i] > 0 && !isnan(total->values[i]) &&
            !holds(sums->dataset, t->rule->equal, o->sums[i], total->values[i], o->noisy[i] + own))
            ind_findings_add(&findings[total->file], "column_sum", IND_WARNING,
                             sums->dataset->fields[t->rule->columns[i]].name.data, 0, t->what, total->line, NULL);
    }
}

static bool has_total(const tally *t, size_t file) {
    for (size_t k = 0; k < t->total_count; k++)
        if (t->totals[k].file == file)
            return true;
    return false;
}

void ind_column_sums_end(const ind_column_sums *sums, ind_findings *findings) {
    for (size_t i = 0; sums != NULL && i < sums->count; i++) {
        const tally *t = &sums->tallies[i];
        for (size_t k = 0; k < t->total_count; k++)
            check_total(sums, t, &t->totals[k], findings);
        for (size_t f = 0; t->rule->down && f < sums->file_count; f++)
            if (t->files[f].rows > 0 && !has_total(t, f))
                ind_findings_add(&findings[f], "no_total", IND_WARNING, t->total_name, 0,
                                 "has no row of the total that the sums of columns are held against", 0, NULL);
    }
}
