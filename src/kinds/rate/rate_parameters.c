/* rate_parameters.c - what a definition of this kind may say. */
#include "kinds/rate/rate.h"

#include <limits.h>

#define OF_POPULATION .scope = IND_SCOPE_ROW, .feed = IND_FEED_BESIDE

const ind_param_spec ind_params_of_rate[PARAMS] = {
    [P_INTERVAL_METHOD] = IND_COUNTED_METHOD_PARAM,
    [P_CLUSTER] = IND_COUNTED_CLUSTER_PARAM,
    [P_COUNT_WHERE] = {.path = "count.where",
                       .type = IND_PARAM_CONDITION,
                       .scope = IND_SCOPE_ROW,
                       .help = "rows that count; absent: all"},
    [P_ENTITY] = IND_COUNTING_ENTITY("count."),
    [P_TAKE] = IND_COUNTING_TAKE("count."),
    [P_ORDER] = IND_COUNTING_ORDER("count."),
    [P_SUM] = IND_COUNTING_SUM("count."),
    [P_MISSING_SUM] = IND_COUNTING_MISSING,
    [P_DISTINCT_PER] = {.path = "distinct_per",
                        .type = IND_PARAM_CHOICE,
                        .choices = "calendar_year|period",
                        .help = "in pooled years: each person once a calendar year, summed; or once in the period"},
    [P_DATASET] = {.path = "population.dataset",
                   .type = IND_PARAM_DATASET,
                   .required = true,
                   .feed = IND_FEED_BESIDE,
                   .help = "whose rows tell how many the events could have happened to"},
    [P_WHERE] = {.path = "population.where",
                 .type = IND_PARAM_CONDITION,
                 OF_POPULATION,
                 .help = "which of its rows; absent: all"},
    [P_VALUE] = {.path = "population.value",
                 .type = IND_PARAM_NUMERIC,
                 .required = true,
                 OF_POPULATION,
                 .help = "how many a row stands for, or how long: 1, a column, or person-time in the period"},
    [P_YEAR] = {.path = "population.year",
                .type = IND_PARAM_NUMERIC,
                OF_POPULATION,
                .help = "of a table by year: the year at whose end it was; absent: rows are held against each period"},
    [P_DATE] = {.path = "population.date",
                .type = IND_PARAM_CHOICE,
                .choices = "31dec|31dec_previous|mean",
                .help = "of a table by year: at the end of the year, of the one before, or its mean"},
    [P_MEAN] = {.path = "population.mean",
                .type = IND_PARAM_NUMERIC,
                OF_POPULATION,
                .help = "the mean over the year, where the table has it; absent: of the two ends of years"},
    [P_IF_MISSING] = {.path = "population.if_missing",
                      .type = IND_PARAM_CHOICE,
                      .choices = "previous_year|fail",
                      .help = "a year that is not in the table yet: the one before is taken, or there is no value"},
    [P_MATCH] = {.path = "population.match",
                 .type = IND_PARAM_MATCH,
                 OF_POPULATION,
                 .help = "what the groups are in its rows, where they are called otherwise"},
    [P_STOCK_ENTITY] = {.path = "population.distinct.entity",
                        .type = IND_PARAM_COLUMNS,
                        .with_parent = true,
                        OF_POPULATION,
                        .help = "of a stock: who is counted, once in each period, instead of rows"},
    [P_STOCK_TAKE] = {.path = "population.distinct.take",
                      .type = IND_PARAM_CHOICE,
                      .with_parent = true,
                      .choices = "first|last",
                      .help = "whose stratum: that of the first or the last of its rows"},
    [P_STOCK_ORDER] = {.path = "population.distinct.order",
                       .type = IND_PARAM_DATE,
                       .with_parent = true,
                       OF_POPULATION,
                       .help = "what is first and last; on one day, the groups that come first as texts"},
    [P_MONTHS_FROM] = {.path = "population.month_ends.from",
                       .type = IND_PARAM_DATE,
                       .with_parent = true,
                       OF_POPULATION,
                       .help = "the mean over the last days of months: the first day of a row"},
    [P_MONTHS_TO] = {.path = "population.month_ends.to",
                     .type = IND_PARAM_DATE,
                     OF_POPULATION,
                     .help = "its last day; unknown: it goes on"},
    [P_AGE_OF] = {.path = "population.age.of",
                  .type = IND_PARAM_NUMERIC,
                  .scope = IND_SCOPE_ROW,
                  .help = "age of the one that an event happened to; absent: events of all ages count"},
    [P_AGE_FROM] = {.path = "population.age.from",
                    .type = IND_PARAM_INTEGER,
                    .low = 0,
                    .high = 150,
                    .edge = IND_EDGE_AT_LEAST,
                    .of = "population.age.of",
                    .help = "the least age; absent: 0"},
    [P_AGE_TO] = {.path = "population.age.to",
                  .type = IND_PARAM_INTEGER,
                  .low = 0,
                  .high = 150,
                  .edge = IND_EDGE_AT_MOST,
                  .of = "population.age.of",
                  .help = "the greatest age; absent: there is none"},
    [P_AGE_BANDS] = {.path = "population.age.bands",
                     .type = IND_PARAM_NUMBERS,
                     .low = 1,
                     .high = 150,
                     .help = "ages at which further groups by age begin: no class may lie across one"},
    [P_CLASS_FROM] = {.path = "population.age.class_from",
                      .type = IND_PARAM_NUMERIC,
                      OF_POPULATION,
                      .help = "the least age of a class of the population"},
    [P_CLASS_TO] = {.path = "population.age.class_to",
                    .type = IND_PARAM_NUMERIC,
                    OF_POPULATION,
                    .help = "its greatest age; unknown: the class is open"},
    [P_STANDARDISE] = {.path = "standardise.method",
                       .type = IND_PARAM_CHOICE,
                       .with_parent = true,
                       .choices = "direct|indirect",
                       .help = "the rates by class are weighed by a standard population; or events are held against "
                               "those that fixed rates would give"},
    [P_STANDARD] = {.path = "standardise.standard",
                    .type = IND_PARAM_CODELIST,
                    .help = "the standard population, with its year and classes, of the direct method"},
    [P_REFERENCE] = {.path = "standardise.reference",
                     .type = IND_PARAM_CODELIST,
                     .help = "the table of rates by class, with its year, of the indirect method"},
    [P_STANDARDISE_BY] = {.path = "standardise.by",
                          .type = IND_PARAM_CHOICE,
                          .with_parent = true,
                          .choices = "age",
                          .help = "what the classes are of"},
};
const ind_counting_params ind_params_of_events = {.sum = P_SUM, .missing = P_MISSING_SUM, .take = P_TAKE};

bool ind_rate_by_year(const ind_measure *measure) {
    return ind_kind_param(measure, P_YEAR)->node != NULL;
}

bool ind_rate_chosen_by_period(const ind_measure *measure) {
    const ind_param *where = ind_kind_param(measure, P_WHERE);
    return ind_rows_chosen_by_period(measure) || ind_rows_read_period(measure, IND_FEED_BESIDE, where->expr);
}

bool ind_rate_has_age(const ind_measure *measure, size_t of) {
    return ind_kind_param(measure, of)->node != NULL;
}

ind_age_band ind_rate_band(const ind_measure *measure) {
    const ind_param *from = ind_kind_param(measure, P_AGE_FROM), *to = ind_kind_param(measure, P_AGE_TO);
    return (ind_age_band){.from = from->node == NULL ? 0 : from->integer,
                          .to = to->node == NULL ? INT64_MAX : to->integer,
                          .open = to->node == NULL};
}

typedef struct {
    const ind_measure *measure;
    uint32_t slot;
    bool found;
} slot_search;

static void compare(void *context, uint32_t slot) {
    slot_search *search = context;
    search->found |= slot == search->slot;
}

static void look_in_groups(void *context, uint32_t slot) {
    slot_search *search = context;
    search->slot = slot;
    for (size_t g = 0; g < search->measure->group_count; g++)
        if (search->measure->groups[g].beside != NULL)
            ind_expr_slots(search->measure->groups[g].beside, compare, search);
}

bool ind_rate_groups_by_age(const ind_measure *measure) {
    slot_search search = {.measure = measure};
    const ind_expr *class_from = ind_kind_param(measure, P_CLASS_FROM)->expr;
    if (class_from != NULL)
        ind_expr_slots(class_from, look_in_groups, &search);
    return search.found;
}

/* Of its own columns that the expression reads. */
static void look_for_noise(void *context, uint32_t slot) {
    slot_search *search = context;
    const ind_feed *feed = &search->measure->feeds[IND_FEED_BESIDE];
    const ind_slot *one = &feed->slots[IND_SCOPE_ROW].items[slot];
    const ind_column *column = one->side == IND_SIDE_ROW ? &feed->columns[one->column] : NULL;
    search->found |= column != NULL && column->foreign_key < 0 && ind_dataset_is_noisy(feed->dataset, column->field);
}

int ind_rate_noisy_from(const ind_measure *measure) {
    slot_search search = {.measure = measure};
    const ind_expr *value = ind_kind_param(measure, P_VALUE)->expr, *mean = ind_kind_param(measure, P_MEAN)->expr;
    const ind_noise *noise = measure->feeds[IND_FEED_BESIDE].dataset->noise;
    if (noise == NULL || !ind_rate_by_year(measure))
        return INT_MAX;
    ind_expr_slots(value, look_for_noise, &search);
    if (mean != NULL)
        ind_expr_slots(mean, look_for_noise, &search);
    return search.found ? noise->from : INT_MAX;
}
