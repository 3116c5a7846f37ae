/* row_values.c - see row_values.h. */
#include "kinds/rows/row_values.h"

#include "kinds/rows/shape.h"

#include <stdlib.h>

void ind_row_values_facts(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "value", ind_number_at(((const ind_row_values *)state)->values, row));
}

ind_status ind_row_values_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(measure, diag), ind_rows_check_one(measure, diag));
    return ind_status_worst(status, ind_row_persons_check(measure, diag));
}

ind_row_values *ind_row_values_open(const ind_kind_context *context, const ind_step_spec *steps, size_t incomplete,
                                    size_t value, size_t weight, ind_add_value add) {
    ind_row_values *v = ind_alloc(sizeof *v);
    ind_row_filter_open(&v->filter, context, steps, IND_VALUES_STEPS, incomplete);
    v->add = add;
    v->value = ind_row_eval_of(context, value);
    v->bad_term = SIZE_MAX;
    v->weight = weight == SIZE_MAX ? NULL : ind_row_eval_of(context, weight);
    return v;
}

void ind_row_values_close(void *state) {
    ind_row_values *v = state;
    ind_row_filter_close(&v->filter);
    ind_eval_free(v->value);
    ind_eval_free(v->weight);
    ind_row_places_free(&v->bad);
    ind_row_persons_close(v->persons);
    free(v);
}

/* The figure that the row would be in cannot be trusted without it. */
static void note_bad(ind_row_values *v, size_t row) {
    const ind_kind_context *context = v->filter.context;
    if (!ind_selection_stays(&v->filter.selection, row) || !ind_row_filter_to_cells(&v->filter))
        return;
    ind_row_places_add(&v->bad, context, 0, row);
    ind_cells_count(context->cells, ind_row_filter_cell(&v->filter, row), v->bad_term, 1);
}

static void count_row(ind_row_values *v, size_t row, double x, double w) {
    const ind_kind_context *context = v->filter.context;
    if (w < 0 && !isnan(x) && v->bad_term != SIZE_MAX)
        note_bad(v, row);
    if (!ind_selection_exclude(&v->filter.selection, IND_VALUES_UNKNOWN, row, isnan(x) || !(w >= 0)))
        return;
    ind_selection_decide(&v->filter.selection, IND_VALUES_DENOMINATOR, row, true);
    if (!ind_row_filter_to_cells(&v->filter))
        return;
    v->add(context->cells, ind_row_filter_cell(&v->filter, row), x, w);
    if (context->trace == NULL)
        return;
    ind_trace_count *count = ind_row_filter_counted(&v->filter, row);
    count->value = x;
    count->weight = v->weight == NULL ? (double)NAN : w;
}

void ind_row_values_collect(void *state, const ind_vector *slots, size_t rows, int each) {
    ind_row_values *v = state;
    ind_row_filter_run(&v->filter, slots, rows, each);
    v->values = ind_eval_run(v->value, slots, rows);
    const ind_vector *weights = v->weight == NULL ? NULL : ind_eval_run(v->weight, slots, rows);
    ind_row_filter_list(&v->filter, false);
    for (size_t i = 0; i < v->filter.chosen_count; i++) {
        size_t row = v->filter.chosen[i];
        count_row(v, row, ind_number_at(v->values, row), weights == NULL ? 1 : ind_number_at(weights, row));
    }
    ind_row_persons_count(v->persons, &v->filter, slots, v->persons_term, NULL, NULL);
}

void ind_row_values_reduce(void *state, const ind_events *feeds) {
    ind_row_values *v = state;
    const ind_shape_user user = {.judge = ind_row_values_collect, .state = v};
    ind_shape_run(v->filter.shape, &v->filter, feeds, &user);
}

void ind_row_values_merge(void *state, const void *other) {
    ind_shape_merge(((ind_row_values *)state)->filter.shape, ((const ind_row_values *)other)->filter.shape);
    ind_row_places_merge(&((ind_row_values *)state)->bad, &((const ind_row_values *)other)->bad);
}

ind_status ind_row_values_finish(void *state, ind_diag *diag) {
    ind_shape_finish(((const ind_row_values *)state)->filter.shape, diag);
    return IND_OK;
}
