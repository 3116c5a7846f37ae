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
    [OF_AGE] =
        {.step = "of age", .place = "population.age.of", .when = has_band, .unknowns = true, .facts = facts_of_age},
    [OUTSIDE] = {.step = "exclude outside population", .effect = IND_STEP_OUT, .place = "population.dataset"},
    [EVENTS] = {.step = "events", .told = IND_TELL_ASKED},
};

/* ---- ages, and areas that are not known ---- */

static void make_room(ind_rate_events *e, size_t rows) {
    if (rows <= e->capacity)
        return;
    e->capacity = rows < 2 * e->capacity ? 2 * e->capacity : rows;
    e->of_age = ind_realloc(e->of_age, e->capacity);
    e->nowhere = ind_realloc(e->nowhere, e->capacity);
    e->class = ind_realloc(e->class, e->capacity);
    e->counting.class = e->counting.add == NULL ? NULL : e->class;
}

static uint8_t verdict_of(const ind_vector *ages, size_t row, ind_age_band band) {
    if (ind_vector_is_null(ages, row))
        return IND_UNKNOWN;
    int64_t age = ages->integer[row];
    return age < band.from || (!band.open && age > band.to) ? IND_FALSE : IND_TRUE;
}

static void judge_ages(ind_rate_events *e, const ind_vector *slots, uint8_t *of_age, uint8_t *class) {
    ind_selection *selection = &e->counting.filter.selection;
    ind_age_band band = ind_rate_band(e->counting.filter.context->measure);
    if (e->age == NULL)
        return;
    e->ages = ind_eval_run(e->age, slots, selection->n);
    for (size_t row = 0; row < selection->n; row++)
        of_age[row] = verdict_of(e->ages, row, band);
    for (size_t row = 0; e->counting.add != NULL && row < selection->n; row++)
        class[row] = of_age[row] == IND_TRUE ? (uint8_t)ind_age_class(&e->limits, e->ages->integer[row]) : 0;
    if (!e->counting.folds)
        ind_selection_answer(selection, OF_AGE, of_age, NULL);
}

/* Of no known area: whatever the population is, it is outside. */
static void judge_areas(ind_rate_events *e, uint8_t *nowhere) {
    ind_selection *selection = &e->counting.filter.selection;
    const ind_strata *strata = e->counting.filter.context->strata;
    size_t groups = e->counting.filter.context->measure->group_count;
    memset(nowhere, IND_FALSE, selection->n);
    for (size_t g = 0; g < groups; g++)
        for (size_t row = 0; ind_strata_is_area(strata, g) && row < selection->n; row++)
            nowhere[row] |= ind_strata_codes(strata, row)[g] == 0;
    if (!e->counting.folds)
        ind_selection_answer(selection, OUTSIDE, nowhere, NULL);
}

static void judge(ind_counting *counting, const ind_vector *slots) {
    ind_rate_events *e = (ind_rate_events *)counting;
    size_t from = counting->folds ? counting->filter.block->from : 0;
    make_room(e, from + counting->filter.selection.n);
    judge_ages(e, slots, e->of_age + from, e->class + from);
    judge_areas(e, e->nowhere + from);
}

/* The person, as the unit that is taken, passes STEP or not; TAKEN OUT: it goes no further. */
static void decide(const ind_counting *counting, const ind_alike *alike, size_t step, bool counts, bool out) {
    ind_flow_step *flow = ind_selection_flow(&counting->filter.selection, step);
    ind_trace *trace = counting->filter.context->trace;
    flow->n += counts && alike->flow;
    if (out && trace != NULL)
        ind_trace_step(trace, ind_alike_unit(alike), flow, true, true)->counted = counts && alike->flow;
}

static bool judge_alike(ind_counting *counting, const ind_alike *alike) {
    const ind_rate_events *e = (const ind_rate_events *)counting;
    uint8_t of_age = e->age == NULL ? IND_TRUE : e->of_age[alike->taken];
    if (e->age != NULL) {
        decide(counting, alike, OF_AGE, of_age == IND_TRUE, of_age != IND_TRUE);
        ind_selection_flow(&counting->filter.selection, OF_AGE)->unknown += of_age == IND_UNKNOWN && alike->flow;
    }
    bool nowhere = of_age == IND_TRUE && e->nowhere[alike->taken];
    if (of_age == IND_TRUE)
        decide(counting, alike, OUTSIDE, nowhere, nowhere);
    return of_age == IND_TRUE && !nowhere;
}

/* What counts, by the class of its age. */
static void add_to_class(ind_counting *counting, uint32_t cell, size_t unit) {
    const ind_rate_events *e = (const ind_rate_events *)counting;
    ind_cells_add_keyed(counting->filter.context->cells, cell, CLASSES, ind_class_key(e->class[unit]), 1, 0);
}

/* ---- the state ---- */

void *ind_rate_events_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    ind_rate_events *e = ind_alloc(sizeof *e);
    *e = (ind_rate_events){0};
    ind_counting_open(&e->counting, context, steps, EVENT_STEPS, EVENTS, &ind_params_of_events);
    e->counting.keeps_flow = true;
    e->counting.fold.by_year = ind_param_is(ind_kind_param(m, P_DISTINCT_PER), "calendar_year");
    e->age = ind_row_eval_of(context, P_AGE_OF);
    e->counting.judge = judge;
    e->counting.judge_alike = judge_alike;
    ind_age_limits_read(m, &e->limits);
    if (ind_standard_method_of(m) != IND_CRUDE)
        e->counting.add = add_to_class;
    return e;
}

void ind_rate_events_close(void *state) {
    ind_rate_events *e = state;
    ind_counting_close(&e->counting);
    ind_eval_free(e->age);
    free(e->of_age);
    free(e->nowhere);
    free(e->class);
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
