/* persons.c - see persons.h. */
#include "kinds/common/persons.h"
#include "kinds/common/share.h"
#include "kinds/common/value_levels.h"

#include <stdio.h>
#include <stdlib.h>

/* Steps: the first that all kinds have in common, and the last. */
enum { EXCLUDE = 1, REQUIRE, EXCLUDE_IF, OWN, COMMON = 4 };
static size_t selected_of(const ind_persons *persons) {
    return persons->how->step_count - 1 - persons->how->own_steps - COMMON;
}

void ind_persons_open(ind_persons *persons, const ind_kind_context *context, const ind_persons_how *how, void *state) {
    const ind_param *share = how->add != NULL ? NULL : ind_kind_param(context->measure, how->share);
    *persons = (ind_persons){.context = context, .state = state, .how = how};
    persons->lists_seen = ind_measure_lists_seen(context->measure);
    persons->limit = share == NULL || share->node == NULL ? NAN : share->number;
    ind_selection_open(&persons->selection, context, how->steps, how->step_count, state);
    persons->relations = ind_relations_open(context);
}

void ind_persons_close(ind_persons *persons) {
    ind_selection_close(&persons->selection);
    ind_relations_close(persons->relations);
    ind_gather_free(persons->gather);
    free(persons->items);
    free(persons->cell);
}

uint32_t ind_persons_add_unit(const ind_persons *persons, int32_t from, int32_t to, int32_t period) {
    uint32_t unit = ind_trace_unit(persons->context->trace, IND_UNIT_WINDOW, period);
    ind_trace_days(persons->context->trace, unit, from, to);
    return unit;
}

void ind_persons_add_row(const ind_persons *persons, uint32_t unit, const ind_events *events, size_t event,
                         const char *note) {
    ind_trace *trace = persons->context->trace;
    ind_trace_member_add(trace, unit, ind_trace_row_of(trace, 0, events->part, event), note);
}

void ind_persons_tell(ind_persons *persons, size_t number, uint32_t unit) {
    const ind_selection *selection = &persons->selection;
    selection->told[number] = unit;
    ind_selection_tell(selection, &selection->steps[selection->first_of[IND_PERSONS_WINDOWS]], number, IND_TRUE, NULL,
                       0);
}

static void make_room_for_leaves(ind_persons *persons) {
    size_t room = ind_strata_leaf_count(persons->context->strata) * persons->context->calendar->count;
    if (room <= persons->cell_capacity)
        return;
    size_t before = persons->cell_capacity;
    persons->cell_capacity = room < 2 * before ? 2 * before : room;
    persons->cell = ind_realloc(persons->cell, persons->cell_capacity * sizeof *persons->cell);
    memset(persons->cell + before, 0, (persons->cell_capacity - before) * sizeof *persons->cell);
}

/* The cell of a person; the same leaf and period come again and again. */
static uint32_t cell_of(ind_persons *persons, const ind_person *p, size_t row) {
    const ind_kind_context *context = persons->context;
    size_t leaf = ind_strata_leaves(context->strata)[row];
    uint32_t *cell = &persons->cell[leaf * context->calendar->count + (size_t)p->row.period];
    if (*cell == 0)
        *cell = 1 + ind_cells_at(context->cells, p->row.period, ind_strata_codes(context->strata, row));
    return *cell - 1;
}

static void add(const ind_persons *persons, const ind_person *p, ind_cells *cells, uint32_t cell, bool incomplete) {
    if (persons->how->add != NULL) {
        persons->how->add(persons->state, p, cells, cell, incomplete);
        return;
    }
    ind_moments_add(cells, cell, p->value);
    ind_cells_tally(cells, cell, IND_P_TABLE, p->value, 1);
    ind_cells_count(cells, cell, IND_P_SHARE, persons->how->in_share(p->value, persons->limit));
    ind_cells_count(cells, cell, IND_P_ROWS, p->kept);
    if (persons->how->unknown_name != NULL)
        ind_cells_count(cells, cell, IND_P_UNKNOWN, p->unknown);
    ind_cells_count(cells, cell, IND_P_INCOMPLETE, incomplete);
}

static void count(ind_persons *persons, size_t number, size_t row) {
    const ind_kind_context *context = persons->context;
    const ind_person *p = &persons->items[number];
    bool incomplete = persons->how->is_incomplete(persons->state, p, ind_strata_whole(context->strata, row));
    add(persons, p, context->cells, cell_of(persons, p, row), incomplete);
    if (context->trace == NULL || !ind_selection_stays(&persons->selection, number))
        return;
    ind_trace_count *told = ind_trace_counted(context->trace, persons->selection.told[number], p->row.period,
                                              ind_strata_codes(context->strata, row));
    told->value = p->value;
    told->incomplete = incomplete;
}

/* Is the person out, but one that the cell is told of: that lacks a value, and would count with one? */
static bool is_added_anyway(const ind_persons *persons, size_t number) {
    const ind_selection *selection = &persons->selection;
    for (size_t own = 0, step = selected_of(persons) + OWN; own < persons->how->own_steps; own++, step++)
        if ((persons->how->adds_taken >> own & 1u) != 0 && ind_selection_has(selection, step) &&
            selection->taken[number] == selection->steps[selection->first_of[step]].number)
            return true;
    return false;
}

static void ask_own(ind_persons *persons, size_t own) {
    ind_selection *selection = &persons->selection;
    size_t step = selected_of(persons) + OWN + own;
    for (size_t i = 0; i < selection->n && ind_selection_has(selection, step); i++)
        ind_selection_exclude(selection, step, selection->from + i,
                              persons->how->takes(persons->state, selection->from + i, own,
                                                  ind_strata_whole(persons->context->strata, i)));
}

static void count_block(ind_persons *persons, const ind_events *feeds, const ind_vector *slots) {
    ind_selection *selection = &persons->selection;
    const ind_kind_context *context = persons->context;
    ind_strata_run(context->strata, slots, selection->n, NULL);
    size_t selected = selected_of(persons);
    ind_selection_ask(selection, selected, slots);
    ind_selection_ask(selection, selected + EXCLUDE, slots);
    ind_relations_ask(persons->relations, selection, selected + REQUIRE, slots, feeds,
                      &persons->items[selection->from].row, sizeof(ind_person));
    for (size_t own = 0; own < persons->how->own_steps; own++)
        ask_own(persons, own);
    ind_selection_pass(selection, persons->how->step_count - 1);
    make_room_for_leaves(persons);
    for (size_t i = 0; i < selection->n; i++) {
        size_t number = selection->from + i;
        if (persons->lists_seen) /* in the period, if not counted */
            cell_of(persons, &persons->items[number], i);
        if (ind_selection_stays(selection, number) || is_added_anyway(persons, number))
            count(persons, number, i);
    }
}

void ind_persons_count(ind_persons *persons, const ind_events *feeds) {
    size_t count = persons->selection.count;
    ind_selection_flow(&persons->selection, IND_PERSONS_WINDOWS)->n += (int64_t)count;
    const ind_kind_context *context = persons->context;
    if (persons->gather == NULL) {
        persons->gather = ind_gather_new(context->measure, IND_SCOPE_ENTITY, feeds, context->calendar);
        ind_gather_look_up(persons->gather, context->measure, context->of_period);
    }
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        ind_selection_block(&persons->selection, from, n);
        count_block(persons, feeds,
                    ind_gather_run(persons->gather, feeds, &persons->items[from].row, sizeof(ind_person), n));
    }
    ind_selection_begin(&persons->selection, 0);
}

ind_status ind_persons_check(const ind_measure *measure, size_t number, ind_diag *diag) {
    const ind_param *each = ind_kind_param(measure, number);
    if (each->integer != 0)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period", ind_json_place(each->node), NULL,
                        "'period.each' must be true: every period has a window of its own");
}

static void put_facts(const ind_persons_how *how, const ind_measure *measure, const ind_cells *cells, uint32_t cell,
                      ind_outcome *out) {
    out->incomplete = ind_cells_get_count(cells, cell, IND_P_INCOMPLETE);
    out->hide = out->incomplete > 0 && ind_param_is(ind_kind_param(measure, how->incomplete), "hide");
    ind_outcome_number(out, how->rows_name, (double)ind_cells_get_count(cells, cell, IND_P_ROWS), true);
    if (how->unknown_name != NULL)
        ind_outcome_number(out, how->unknown_name, (double)ind_cells_get_count(cells, cell, IND_P_UNKNOWN), true);
}

static void put_share(const ind_persons_how *how, const ind_measure *measure, const ind_cells *cells, uint32_t cell,
                      ind_outcome *out) {
    const ind_param *share = ind_kind_param(measure, how->share);
    if (share->node != NULL)
        ind_outcome_also_share(measure, share->spec->path, ind_cells_get_count(cells, cell, IND_P_SHARE), out);
}

void ind_persons_value(const ind_persons_how *how, const ind_measure *measure, ind_cells *cells, uint32_t cell,
                       ind_outcome *out) {
    ind_moments_value(measure, cells, cell, false, out);
    put_facts(how, measure, cells, cell, out);
    ind_outcome_median(measure, cells, cell, IND_P_TABLE, out);
    put_share(how, measure, cells, cell, out);
}

static void put_n_and_mean(const ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double w = ind_cells_get_sum(cells, cell, IND_M_W);
    out->base = ind_cells_get_count(cells, cell, IND_M_N);
    ind_outcome_number(out, "n", (double)out->base, true);
    ind_outcome_also(out, "mean", w > 0 ? ind_cells_get_sum(cells, cell, IND_M_WX) / w : (double)NAN);
}

void ind_persons_median(const ind_persons_how *how, const ind_measure *measure, ind_cells *cells, uint32_t cell,
                        ind_outcome *out) {
    put_n_and_mean(cells, cell, out);
    put_facts(how, measure, cells, cell, out);
    ind_outcome_value_median(measure, cells, cell, IND_P_TABLE, out);
    put_share(how, measure, cells, cell, out);
}

void ind_persons_share(const ind_persons_how *how, const ind_measure *measure, ind_cells *cells, uint32_t cell,
                       ind_outcome *out) {
    put_n_and_mean(cells, cell, out);
    put_facts(how, measure, cells, cell, out);
    ind_outcome_median(measure, cells, cell, IND_P_TABLE, out);
    double x = (double)ind_cells_get_count(cells, cell, IND_P_SHARE);
    ind_outcome_share_of(measure, &(ind_share_facts){.x = x, .n = (double)out->base, .w = NAN}, out);
    ind_outcome_exact(measure, x, (double)out->base, true, out);
}

const char *ind_persons_number(ind_words *words, double value) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.10g", value);
    return ind_words_number(words, ind_str_of(digits));
}
