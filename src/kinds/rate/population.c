/* population.c - the rows that tell who the events could have happened to.
 *
 * Of a table by year each row goes to the cell of its year, with what tells whether the classes of that cell make up
 * the ages of the measure, each of them as often: where one ends another begins, but for the first and the last.  A sum
 * over the limits of classes, counted for one that begins and against one that ends, is then that of the ages alone.
 * Else rows are held against each period, and go to its cell. */
#include "kinds/rate/population_persons.h"

#include <stdlib.h>

static bool has_classes(const ind_measure *measure) {
    return ind_rate_has_age(measure, P_CLASS_FROM);
}

#define NONE                                                                                                           \
    { .step = "none", .when = ind_rows_never }
static const ind_step_spec steps[POPULATION_STEPS] = {
    [IND_ROWS_READ] = {.step = "population rows", .facts = ind_row_facts_read},
    [IND_ROWS_WHERE] = {.step = "population where", .path = "population.where", .only = "", .unknowns = true},
    [IND_ROWS_IN_PERIOD] = NONE,
    [IND_ROWS_SELECTED] = NONE,
    [IND_ROWS_EXCLUDE] = NONE,
    [IND_ROWS_REQUIRE] = NONE,
    [IND_ROWS_EXCLUDE_IF] = NONE,
    [IND_ROWS_INCOMPLETE_OUT] = NONE,
    [IND_ROWS_INCOMPLETE] = NONE,
    [AGE_ELSEWHERE] = {.step = "population outside age",
                       .effect = IND_STEP_OUT,
                       .place = "population.age.class_from",
                       .when = has_classes},
    [STRADDLES] = {.step = "population class across a limit",
                   .effect = IND_STEP_OUT,
                   .place = "population.age.class_from",
                   .when = has_classes},
    [UNKNOWN_OUT] = {.step = "population unknown", .effect = IND_STEP_OUT, .place = "population.value"},
    [PLACED] = {.step = "population", .told = IND_TELL_ASKED},
};

/* ---- the state ---- */

void *ind_population_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    ind_population *p = ind_alloc(sizeof *p);
    *p = (ind_population){.by_year = ind_rate_by_year(m)};
    ind_row_filter_open_by(&p->filter, context, NULL, steps, POPULATION_STEPS);
    p->filter.lists_seen = ind_measure_lists_seen(m) && ind_rate_chosen_by_period(m) && !p->by_year;
    p->value = ind_row_eval_of(context, P_VALUE);
    p->year = ind_row_eval_of(context, P_YEAR);
    p->mean = ind_row_eval_of(context, P_MEAN);
    p->class_from = ind_row_eval_of(context, P_CLASS_FROM);
    p->class_to = ind_row_eval_of(context, P_CLASS_TO);
    p->persons = ind_stock_persons_open(context);
    p->by_class = ind_standard_method_of(m) != IND_CRUDE;
    p->noisy_from = ind_rate_noisy_from(m);
    ind_age_limits_read(m, &p->limits);
    return p;
}

void ind_population_close(void *state) {
    ind_population *p = state;
    ind_row_filter_close(&p->filter);
    ind_eval_free(p->value);
    ind_eval_free(p->year);
    ind_eval_free(p->mean);
    ind_eval_free(p->class_from);
    ind_eval_free(p->class_to);
    ind_stock_persons_close(p->persons);
    free(p);
}

/* ---- findings ---- */

static void take_first(ind_row_finding *to, const ind_row_finding *from) {
    bool before = to->count == 0 || from->file < to->file || (from->file == to->file && from->line < to->line);
    int64_t count = to->count + from->count;
    if (from->count > 0 && before)
        *to = *from;
    to->count = count;
}

static void find(ind_population *p, size_t which, size_t row) {
    const ind_kind_context *context = p->filter.context;
    ind_row_finding one = {.count = 1};
    if (p->filter.each > 0) /* the same row, of another period */
        return;
    if (context->lines != NULL)
        one = (ind_row_finding){
            .count = 1, .path = context->files[context->file].path, .file = context->file, .line = context->lines[row]};
    take_first(&p->found[which], &one);
}

void ind_population_merge(void *state, const void *other) {
    ind_population *p = state;
    for (size_t i = 0; i < FINDINGS; i++)
        take_first(&p->found[i], &((const ind_population *)other)->found[i]);
    ind_stock_persons_merge(p->persons, ((const ind_population *)other)->persons);
}

/* A number for the limit behind age TO, or before FROM: none of those that a few limits give add up to another. */
int64_t ind_class_limit(int64_t age) {
    uint64_t x = (uint64_t)age * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    return (int64_t)((x ^ x >> 27) >> 32);
}

/* ---- one row ---- */

/* The cell of the row: of its year, or of the period that it is held against. */
static uint32_t cell_of(const ind_population *p, size_t row) {
    int32_t at = p->by_year ? (int32_t)p->years->integer[row] : p->filter.each;
    return ind_cells_at(p->filter.context->cells, at, ind_strata_codes(p->filter.context->strata, row));
}

/* Years that nobody means are no year; a row that is held against periods has none. */
static bool has_year(const ind_population *p, size_t row) {
    return !p->by_year ||
           (!ind_vector_is_null(p->years, row) && p->years->integer[row] > 0 && p->years->integer[row] < 10000);
}

static bool has_class(const ind_population *p, size_t row) {
    return p->class_froms == NULL || !ind_vector_is_null(p->class_froms, row);
}

/* Has the class ages of the measure and others, or of two groups by age, or of two classes of a standard? */
static bool lies_across(const ind_population *p, int64_t from, int64_t to) {
    ind_age_band band = ind_rate_band(p->filter.context->measure);
    bool across = from < band.from || to > band.to || to < from;
    for (size_t i = 1; i < p->limits.count; i++)
        across |= from < p->limits.at[i] && to >= p->limits.at[i];
    return across;
}

/* The class lies in the ages of the measure, or is not known. */
static bool fits(ind_population *p, size_t row, int64_t from, int64_t to) {
    ind_age_band band = ind_rate_band(p->filter.context->measure);
    if (p->class_froms == NULL)
        return true;
    bool known = has_class(p, row), elsewhere = known && (to < band.from || from > band.to);
    if (!ind_selection_exclude(&p->filter.selection, AGE_ELSEWHERE, row, elsewhere))
        return false;
    bool straddles = known && lies_across(p, from, to);
    if (straddles)
        find(p, FOUND_STRADDLES, row);
    if (straddles && has_year(p, row))
        ind_cells_count(p->filter.context->cells, cell_of(p, row), STRADDLING, 1);
    return ind_selection_exclude(&p->filter.selection, STRADDLES, row, straddles);
}

/* Those of an unknown number are of a population that nobody knows. */
static bool is_known(ind_population *p, size_t row, double x) {
    bool known = has_year(p, row) && has_class(p, row) && x >= 0 &&
                 (p->persons == NULL || ind_stock_persons_knows(p->persons, row));
    if (!known) {
        find(p, x < 0 ? FOUND_NEGATIVE : FOUND_UNKNOWN, row);
        if (p->by_year && has_year(p, row))
            ind_cells_count(p->filter.context->cells, cell_of(p, row), LACKING, 1);
    }
    return ind_selection_exclude(&p->filter.selection, UNKNOWN_OUT, row, !known);
}

static void add_class(const ind_population *p, uint32_t cell, int64_t from, int64_t to) {
    ind_cells *cells = p->filter.context->cells;
    for (size_t i = 0; i < p->limits.count; i++)
        ind_cells_count(cells, cell, STARTS, from == p->limits.at[i]);
    ind_cells_count(cells, cell, SEAMS, ind_class_limit(from) - ind_class_limit(to == INT64_MAX ? to : to + 1));
}

static void count_row(ind_population *p, size_t row) {
    const ind_kind_context *context = p->filter.context;
    double x = ind_number_at(p->values, row), mean = p->means == NULL ? NAN : ind_number_at(p->means, row);
    bool classes = p->class_froms != NULL, open = classes && ind_vector_is_null(p->class_tos, row);
    int64_t from = classes ? p->class_froms->integer[row] : 0;
    int64_t to = open || !classes ? INT64_MAX : p->class_tos->integer[row];
    if (!fits(p, row, from, to) || !is_known(p, row, x) ||
        !ind_selection_decide(&p->filter.selection, PLACED, row, true))
        return;
    if (p->persons != NULL) {
        ind_stock_persons_see(p->persons, row, p->filter.each);
        return;
    }
    uint32_t cell = cell_of(p, row);
    ind_cells_count(context->cells, cell, ROWS, 1);
    ind_cells_sum(context->cells, cell, POPULATION, x);
    if (classes)
        add_class(p, cell, from, to);
    if (p->by_class)
        ind_cells_add_keyed(context->cells, cell, CLASSES, ind_class_key(ind_age_class(&p->limits, from)),
                            p->by_year ? x : 0, p->by_year ? (mean >= 0 ? mean : 0) : x);
    if (mean >= 0) {
        ind_cells_count(context->cells, cell, MEAN_ROWS, 1);
        ind_cells_sum(context->cells, cell, MEAN, mean);
    }
}

static const ind_vector *run(ind_eval *eval, const ind_vector *slots, size_t rows) {
    return eval == NULL ? NULL : ind_eval_run(eval, slots, rows);
}

void ind_population_collect(void *state, const ind_vector *slots, size_t rows, int each) {
    ind_population *p = state;
    ind_row_filter_run(&p->filter, slots, rows, p->by_year ? 0 : each);
    p->values = run(p->value, slots, rows);
    p->years = run(p->year, slots, rows);
    p->means = run(p->mean, slots, rows);
    p->class_froms = run(p->class_from, slots, rows);
    p->class_tos = run(p->class_to, slots, rows);
    if (p->persons != NULL)
        ind_stock_persons_read(p->persons, slots, rows);
    ind_row_filter_list(&p->filter, false);
    for (size_t i = 0; i < p->filter.chosen_count; i++)
        count_row(p, p->filter.chosen[i]);
}

/* ---- what is said ---- */

static void warn(const ind_population *p, const char *rule, const ind_row_finding *found, const char *what,
                 ind_diag *diag) {
    ind_place place = {.file = found->path, .line = found->line};
    if (found->count > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, rule, place, NULL, "%.*s: %lld %s",
                     IND_STR_ARGS(p->filter.context->measure->id), (long long)found->count, what);
}

ind_status ind_population_finish(void *state, ind_diag *diag) {
    const ind_population *p = state;
    const ind_row_finding misfits = {.count = p->misfits}, lacking = {.count = p->lacking},
                          earlier = {.count = p->earlier};
    ind_row_filter_say_nothing(&p->filter, PLACED, diag);
    warn(p, "population_unknown", &p->found[FOUND_UNKNOWN],
         "rows of the population tell no number, year, class or person: what a year has of them has no value, and of a "
         "stock they are left out",
         diag);
    warn(p, "population_unknown", &p->found[FOUND_NEGATIVE],
         "rows of the population have a number below 0: what a year has of them has no value, and of a stock they are "
         "left out",
         diag);
    warn(p, "population_classes", &p->found[FOUND_STRADDLES],
         "rows of the population are of a class with some of the ages of the measure and with others: what they are of "
         "has no value",
         diag);
    warn(p, "population_classes", &misfits,
         "times a group has classes that do not make up the ages of the measure, of a period: it has no value", diag);
    warn(p, "no_population", &lacking, "times the population does not have a group, of a period: it has no value",
         diag);
    warn(p, "earlier_population", &earlier,
         "times a year is not out for a group, of a period: that of the year before stands for it, preliminarily",
         diag);
    return IND_OK;
}
