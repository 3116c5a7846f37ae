/* rate_events.c - the events of a rate: rows, persons or a sum, of the ages of the measure.
 *
 * A person is of the age of the row that is taken, as it is in that row's groups: who has the first event before the
 * least age is not counted by a later one. */
#include "kinds/rate/rate.h"

#include <stdlib.h>

static void facts_of_age(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "age", ind_number_at(((const ind_rate_events *)state)->ages, row));
}

static bool has_band(const ind_measure *measure) {
    return ind_rate_has_age(measure, P_AGE_OF);
}

static const ind_step_spec steps[EVENT_STEPS] = {
    IND_ROW_STEPS_BY("count.where"),
    IND_COUNTED_UNKNOWN_STEP,
    [OF_AGE] = {.step = "of age",
                .place = "population.age.of",
                .when = has_band,
                .unknowns = true,
                .facts = facts_of_age},
    [OUTSIDE] = {.step = "exclude outside population",
                 .effect = IND_STEP_OUT,
                 .place = "population.dataset",
                 .told = IND_TELL_NEVER},
    [EVENTS] = {.step = "events", .told = IND_TELL_ASKED},
};

/* ---- ages ---- */

static void make_room(ind_rate_events *e, size_t rows) {
    if (rows <= e->capacity)
        return;
    e->capacity = rows < 2 * e->capacity ? 2 * e->capacity : rows;
    e->verdict = ind_realloc(e->verdict, e->capacity);
}

static uint8_t verdict_of(const ind_vector *ages, size_t row, ind_age_band band) {
    if (ind_vector_is_null(ages, row))
        return IND_UNKNOWN;
    int64_t age = ages->integer[row];
    return age < band.from || (!band.open && age > band.to) ? IND_FALSE : IND_TRUE;
}

static void judge(ind_counting *counting, const ind_vector *slots) {
    ind_rate_events *e = (ind_rate_events *)counting;
    ind_selection *selection = &counting->filter.selection;
    ind_age_band band = ind_rate_band(counting->filter.context->measure);
    size_t from = counting->folds ? counting->filter.block->from : 0;
    make_room(e, from + selection->n);
    e->ages = ind_eval_run(e->age, slots, selection->n);
    for (size_t row = 0; row < selection->n; row++)
        e->verdict[from + row] = verdict_of(e->ages, row, band);
    if (!counting->folds)
        ind_selection_answer(selection, OF_AGE, e->verdict, NULL);
}

static bool judge_alike(ind_counting *counting, const ind_alike *alike) {
    const ind_rate_events *e = (const ind_rate_events *)counting;
    uint8_t verdict = e->verdict[alike->taken];
    ind_flow_step *flow = ind_selection_flow(&counting->filter.selection, OF_AGE);
    ind_trace *trace = counting->filter.context->trace;
    flow->n += verdict == IND_TRUE && alike->flow;
    flow->unknown += verdict == IND_UNKNOWN && alike->flow;
    if (verdict != IND_TRUE && trace != NULL)
        ind_trace_step(trace, ind_alike_unit(alike), flow, true, true);
    return verdict == IND_TRUE;
}

/* ---- the state ---- */

void *ind_rate_events_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    ind_rate_events *e = ind_alloc(sizeof *e);
    *e = (ind_rate_events){0};
    ind_counting_open(&e->counting, context, steps, EVENT_STEPS, EVENTS, &ind_params_of_events);
    e->counting.keeps_flow = true;
    e->counting.fold.by_year = ind_param_is(ind_kind_param(m, P_DISTINCT_PER), "calendar_year");
    if (has_band(m)) {
        e->age = ind_row_eval_of(context, P_AGE_OF);
        e->counting.judge = judge;
        e->counting.judge_alike = judge_alike;
    }
    return e;
}

void ind_rate_events_close(void *state) {
    ind_rate_events *e = state;
    ind_counting_close(&e->counting);
    ind_eval_free(e->age);
    free(e->verdict);
    free(e);
}

ind_status ind_rate_events_finish(void *state, ind_diag *diag) {
    const ind_rate_events *e = state;
    if (e->without_population > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "outside_population", (ind_place){0},
                     "the flow of the report has all that are outside",
                     "%.*s: %lld that would count are in areas that the population does not have: they are in no cell",
                     IND_STR_ARGS(e->counting.filter.context->measure->id), (long long)e->without_population);
    return ind_counting_finish(&e->counting, &ind_params_of_events, diag);
}
