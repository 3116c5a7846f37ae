/* rate.c - events over those that they could have happened to: per 1 000 inhabitants, per 100 persons with home care,
 * per 1 000 person-years.
 *
 * Nothing counted is a value, 0, where there is a population; without one there is no value, whatever was counted.  A
 * population is known, not estimated: the interval is that of the events.  A rate that is standardised by age counts
 * both by class too, in one term of the cell: standardised.c. */
#include "kinds/rate/rate.h"

#define OF_PERIOD(name, type)                                                                                          \
    { name, type, IND_ADDS_GROUPS | IND_ADDS_SUPPLIERS, false }
const ind_term ind_rate_terms[TERMS] = {IND_COUNTED_TERMS_OF(IND_ADDS),
                                        [POPULATION] = OF_PERIOD("population", IND_TERM_SUM),
                                        [ROWS] = OF_PERIOD("population_rows", IND_TERM_COUNT),
                                        [MEAN] = OF_PERIOD("mean", IND_TERM_SUM),
                                        [MEAN_ROWS] = OF_PERIOD("mean_rows", IND_TERM_COUNT),
                                        [STARTS] = OF_PERIOD("starts", IND_TERM_COUNT),
                                        [SEAMS] = OF_PERIOD("seams", IND_TERM_COUNT),
                                        [STRADDLING] = OF_PERIOD("straddling", IND_TERM_COUNT),
                                        [EARLIER] = OF_PERIOD("earlier", IND_TERM_COUNT),
                                        [LACKING] = OF_PERIOD("lacking", IND_TERM_COUNT),
                                        [MISFITS] = OF_PERIOD("misfits", IND_TERM_COUNT),
                                        [NOISY] = OF_PERIOD("noisy", IND_TERM_COUNT),
                                        [CLASSES] = OF_PERIOD("classes", IND_TERM_KEYED)};

/* ---- either feed ---- */

static bool is_beside(const void *state) {
    return ((const ind_row_filter *)state)->context->feed == IND_FEED_BESIDE; /* both states begin with it */
}

static void *open(const ind_kind_context *context) {
    return context->feed == IND_FEED_BESIDE ? ind_population_open(context) : ind_rate_events_open(context);
}

static void close(void *state) {
    if (is_beside(state))
        ind_population_close(state);
    else
        ind_rate_events_close(state);
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    if (is_beside(state))
        ind_population_collect(state, slots, rows, each);
    else
        ind_counting_collect(state, slots, rows, each);
}

static void settle(void *state) {
    if (!is_beside(state))
        ind_counting_settle(state);
}

static void merge(void *state, const void *other) {
    if (is_beside(state))
        ind_population_merge(state, other);
    else
        ind_counting_merge(state, other);
}

static ind_status finish(void *state, ind_diag *diag) {
    return is_beside(state) ? ind_population_finish(state, diag) : ind_rate_events_finish(state, diag);
}

/* ---- figures ---- */

/* Why there is none, though events were delivered. */
static ind_cell_reason reason_of(const ind_cells *cells, uint32_t cell, double population) {
    if (ind_cells_get_count(cells, cell, MISFITS) > 0 || ind_cells_get_count(cells, cell, STRADDLING) > 0)
        return IND_REASON_CLASSES;
    if (ind_cells_get_count(cells, cell, LACKING) > 0 || !(population > 0))
        return IND_REASON_NO_POPULATION;
    return IND_REASON_NONE;
}

/* There is no population: events that were counted have gone out. */
static bool is_outside(const ind_cells *cells, uint32_t cell) {
    return ind_cells_get_count(cells, cell, ROWS) == 0 && ind_cells_get_count(cells, cell, LACKING) == 0 &&
           ind_cells_get_count(cells, cell, MISFITS) == 0 && ind_cells_get_count(cells, cell, STRADDLING) == 0;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    bool sums = ind_kind_param(measure, P_SUM)->expr != NULL;
    double population = ind_cells_get_sum(cells, cell, POPULATION);
    out->base = ind_cells_get_count(cells, cell, IND_COUNTED_N);
    double events = sums ? (double)ind_cells_get_count(cells, cell, IND_COUNTED_SUM) : (double)out->base;
    out->told_why = reason_of(cells, cell, population);
    out->told = out->told_why == IND_REASON_NONE ? IND_CELL_OK : IND_CELL_NOT_APPLICABLE;
    ind_rows_incomplete(measure, cells, cell, IND_COUNTED_INCOMPLETE, out);
    out->incomplete += ind_cells_get_count(cells, cell, EARLIER);
    out->noisy = ind_cells_get_count(cells, cell, NOISY) > 0;
    ind_outcome_number(out, "events", out->base == 0 && is_outside(cells, cell) ? NAN : events, true);
    if (sums)
        ind_outcome_number(out, "rows", (double)out->base, true);
    ind_outcome_number(out, "population", out->told_why == IND_REASON_NONE ? population : NAN,
                       population == floor(population));
    if (out->told_why != IND_REASON_NONE)
        return;
    ind_rate rate = {.counted = ind_measure_clusters(measure)
                                    ? ind_counted_persons(cells, cell, IND_COUNTED_PERSONS, events, NULL)
                                    : ind_counted_events(events),
                     .population = population};
    if (ind_standard_method_of(measure) != IND_CRUDE) {
        ind_rate_standardised(measure, cells, cell, &rate, out);
        return;
    }
    out->value = ind_unit_factor(measure) * (events / population);
    ind_counted_intervals(measure, &rate.counted, ind_unit_factor(measure) / population, out);
}

extern const ind_kind ind_kind_rate;
const ind_kind ind_kind_rate = {
    .spec = {.name = "rate",
             .help = "events, persons or a sum over a population",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = ind_params_of_rate,
             .param_count = PARAMS,
             .beside = "population.dataset",
             .beside_year = "population.year",
             .values = {"a rate",
                        "percent|ratio|per_1000|per_10000|per_100000|per_inhabitant|days_per_inhabitant|"
                        "sek_per_person|",
                        false, 0},
             .interval_if_named = true,
             .chain = {{"data.where", "count.where"}, "exclude", NULL},
             .words = &ind_words_of_rate},
    .counts = true,
    .terms = ind_rate_terms,
    .term_count = TERMS,
    .beside_term = ROWS,
    .place = ind_population_place,
    .meet = ind_rate_meet,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .chooses_by_period = ind_rate_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .lacks = ind_rows_lack,
    .check = ind_rate_check,
    .open = open,
    .close = close,
    .collect = collect,
    .settle = settle,
    .reduce = ind_counting_reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_rate_template,
    .explain = ind_phrases_of_rate,
};
