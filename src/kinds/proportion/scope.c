/* scope.c - those who are to answer are counted whether they have answered or not.
 *
 * A codelist names them.  Each that is valid in the period is one in the cell of its groups, in every period and, where
 * the measure has groups that it does not name (a question), in each of them that somebody of the same whole area has
 * answered. */
#include "kinds/proportion/scope.h"

#include <stdlib.h>

struct ind_answerers {
    const ind_codelist *list;
    ind_eval *key;
    uint8_t *outside; /* of the batch, by row */
    size_t capacity;
    int64_t strangers; /* rows of nobody who is to answer */
};

ind_answerers *ind_scope_open(const ind_kind_context *context) {
    if (!ind_scope_lists(context->measure))
        return NULL;
    ind_answerers *scope = ind_alloc(sizeof *scope);
    *scope = (ind_answerers){.list = ind_kind_param(context->measure, P_SCOPE_CODELIST)->codelist,
                             .key = ind_row_eval_of(context, P_SCOPE_KEY)};
    return scope;
}

void ind_scope_close(ind_answerers *scope) {
    if (scope == NULL)
        return;
    ind_eval_free(scope->key);
    free(scope->outside);
    free(scope);
}

void ind_scope_merge(ind_answerers *to, const ind_answerers *from) {
    if (to != NULL)
        to->strangers += from->strangers;
}

/* ---- rows ---- */

/* The days on which the one that the row is of must be on the list. */
static ind_days days_of_row(const ind_row_filter *filter, size_t row) {
    const ind_calendar *calendar = filter->context->calendar;
    if (filter->each >= 0)
        return (ind_days){calendar->items[filter->each].from, calendar->items[filter->each].to};
    if (filter->date == NULL || filter->day == NULL || filter->day[row] == IND_NULL_DATE)
        return ind_always;
    return (ind_days){filter->day[row], filter->day[row]};
}

static bool is_listed(const ind_answerers *scope, const ind_vector *keys, size_t row, ind_days days) {
    ind_str code = ind_dict_text(keys->dict, keys->code[row]);
    return code.length > 0 && ind_codelist_find(scope->list, code, days.from, days.to) >= 0;
}

void ind_scope_judge(ind_answerers *scope, ind_row_filter *filter, const ind_vector *slots) {
    size_t n = filter->selection.n;
    if (scope->capacity < n)
        scope->outside = ind_realloc(scope->outside, scope->capacity = n);
    memset(scope->outside, IND_FALSE, n);
    const ind_vector *keys = ind_eval_run(scope->key, slots, n);
    ind_row_filter_list(filter, true);
    for (size_t i = 0; i < filter->chosen_count; i++) {
        size_t row = filter->chosen[i];
        scope->outside[row] = !is_listed(scope, keys, row, days_of_row(filter, row));
    }
    int64_t strangers = ind_selection_answer(&filter->selection, OUTSIDE, scope->outside, slots);
    scope->strangers +=
        filter->each < 0 || filter->block == NULL || filter->block->pass != IND_PASS_CELLS ? strangers : 0;
}

/* ---- those who are to answer ---- */

typedef struct {
    const ind_kind_context *context;
    const ind_codelist *list;
    bool own[IND_MAX_GROUPS]; /* the group tells of who is to answer, by the list itself */
    size_t groups;
    ind_cells *asked; /* codes of the other groups, then the whole area: by period; without terms */
    ind_dict *wholes;
} filling;

/* Is the group one of those who are to answer: by the same list, and by the same text of a row? */
static bool is_own(const ind_measure *measure, size_t group) {
    const ind_json *key = ind_kind_param(measure, P_SCOPE_KEY)->node;
    return measure->groups[group].codelist == ind_kind_param(measure, P_SCOPE_CODELIST)->codelist &&
           ind_str_equal(ind_scope_text_of_group(measure, group), key->text);
}

static ind_days days_of(const filling *f, int32_t period) {
    const ind_period *p = &f->context->calendar->items[period];
    return (ind_days){p->from, p->to};
}

/* The number of the whole area of the own groups; 0: they are no areas. */
static uint32_t whole_of(const filling *f, const uint32_t *codes, ind_days days) {
    for (size_t g = 0; g < f->groups; g++)
        if (f->own[g] && codes[g] != 0 && ind_strata_is_area(f->context->strata, g))
            return ind_dict_add(f->wholes, ind_strata_whole_of(f->context->strata, g, codes[g], days));
    return 0;
}

/* What has been asked: the other groups of those who have answered. */
static void see(filling *f) {
    ind_cells *cells = f->context->cells;
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        int32_t period = ind_cells_period(cells, cell);
        uint32_t key[IND_MAX_GROUPS + 1];
        if (period < 0 || ind_cells_get_count(cells, cell, CAME) == 0)
            continue;
        const uint32_t *codes = ind_cells_codes(cells, cell);
        for (size_t g = 0; g < f->groups; g++)
            key[g] = f->own[g] ? 0 : codes[g];
        key[f->groups] = whole_of(f, codes, days_of(f, period));
        ind_cells_at(f->asked, period, key);
    }
}

static void put_one(filling *f, uint32_t asked, size_t row) {
    int32_t period = ind_cells_period(f->asked, asked);
    ind_days days = days_of(f, period);
    ind_str code = ind_codelist_code(f->list, row);
    uint32_t codes[IND_MAX_GROUPS];
    if (ind_codelist_find(f->list, code, days.from, days.to) != (ptrdiff_t)row)
        return;
    for (size_t g = 0; g < f->groups; g++)
        codes[g] = f->own[g] ? ind_strata_code(f->context->strata, g, code) : ind_cells_codes(f->asked, asked)[g];
    if (whole_of(f, codes, days) == ind_cells_codes(f->asked, asked)[f->groups])
        ind_cells_count(f->context->cells, ind_cells_at(f->context->cells, period, codes), SCOPE, 1);
}

/* Who has not answered is not met, where the definition says so. */
static void count_silent(const ind_measure *measure, ind_cells *cells) {
    if (!ind_param_is(ind_kind_param(measure, P_MISSING_NUMERATOR), "not_met"))
        return;
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++)
        if (ind_cells_period(cells, cell) >= 0)
            ind_cells_count(cells, cell, N,
                            ind_cells_get_count(cells, cell, SCOPE) - ind_cells_get_count(cells, cell, N));
}

void ind_scope_fill(const ind_answerers *scope, const ind_kind_context *context, ind_diag *diag) {
    const ind_measure *measure = context->measure;
    filling f = {.context = context, .list = scope->list, .groups = measure->group_count};
    f.asked = ind_cells_new(NULL, 0, f.groups + 1);
    f.wholes = ind_dict_new();
    for (size_t g = 0; g < f.groups; g++)
        f.own[g] = is_own(measure, g);
    see(&f);
    for (uint32_t asked = 0; asked < ind_cells_count_of(f.asked); asked++)
        for (size_t row = 0; row < ind_codelist_count(f.list); row++)
            put_one(&f, asked, row);
    ind_dict_free(f.wholes);
    ind_cells_free(f.asked);
    count_silent(measure, context->cells);
    if (scope->strangers > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "outside_scope", (ind_place){0},
                     "is the codelist the one of the period, and are the codes written as in it?",
                     "%.*s: %lld rows are of nobody whom '%.*s' lists in the period, and do not count",
                     IND_STR_ARGS(measure->id), (long long)scope->strangers,
                     IND_STR_ARGS(ind_codelist_name(scope->list)));
}
