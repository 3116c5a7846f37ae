/* rate_check.c - rules across what a definition of this kind says. */
#include "kinds/rate/rate.h"

#include <stdio.h>

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

static const ind_json *node_of(const ind_measure *m, size_t number) {
    return ind_kind_param(m, number)->node;
}

static const ind_json *population(const ind_measure *m) {
    return ind_json_get(m->node, "population");
}

/* What a population is of a month or a quarter nobody has said; and a rate of a part of a year is not to be taken for
 * one of a year. */
static ind_status check_grains(const ind_measure *m, ind_diag *diag) {
    const ind_json *period = ind_json_get(m->node, "period"),
                   *grain = period == NULL ? NULL : ind_json_get(period, "grain");
    ind_status status = IND_OK;
    for (size_t i = 0; grain != NULL && grain->type == IND_JSON_ARRAY && i < grain->count; i++)
        if (!ind_str_is(grain->items[i]->text, "year") && !ind_str_is(grain->items[i]->text, "rolling12"))
            status = error(diag, "rate_grain", grain->items[i], "\"year\", \"rolling12\" or \"years\": 3",
                           "a rate is of a year, of twelve months or of pooled years");
    const ind_json *broken = period == NULL ? NULL : ind_json_get(period, "year_from");
    if (broken != NULL)
        status = error(diag, "rate_grain", broken, "\"rolling12\"",
                       "a rate is of calendar years or of twelve months: which population a broken year has, nothing "
                       "says");
    return status;
}

static ind_status check_year(const ind_measure *m, ind_diag *diag) {
    static const size_t needed[] = {P_DATE, P_IF_MISSING};
    bool by_year = ind_rate_by_year(m);
    ind_status status = IND_OK;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const ind_param *param = ind_kind_param(m, needed[i]);
        char what[160];
        if (by_year && param->node == NULL) {
            snprintf(what, sizeof what, "a population by year needs '%s': one of %s", param->spec->path,
                     param->spec->choices);
            status = error(diag, "population_year", population(m), NULL, what);
        } else if (!by_year && param->node != NULL) {
            snprintf(what, sizeof what, "'%s' is about a table by year: 'population.year' is missing",
                     param->spec->path);
            status = error(diag, "population_year", param->node, "\"year\": the column with the year", what);
        }
    }
    if (node_of(m, P_MEAN) != NULL && !ind_param_is(ind_kind_param(m, P_DATE), "mean"))
        status = error(diag, "population_year", node_of(m, P_MEAN), "\"date\": \"mean\"",
                       "'population.mean' is not used: 'population.date' is not 'mean'");
    static const size_t read[] = {P_WHERE, P_VALUE, P_YEAR, P_MEAN, P_CLASS_FROM, P_CLASS_TO};
    for (size_t i = 0; by_year && i < sizeof read / sizeof *read; i++)
        if (ind_rows_read_period(m, IND_FEED_BESIDE, ind_kind_param(m, read[i])->expr))
            status = error(diag, "population_year", node_of(m, read[i]), "take 'population.year' out",
                           "rows of a table by year are not held against periods: nothing can be asked of the period");
    if (by_year && ind_expr_type(ind_kind_param(m, P_YEAR)->expr) != IND_INTEGER)
        status = error(diag, "type", node_of(m, P_YEAR), "year() of a date, or a column of whole numbers",
                       "a year is a whole number");
    return status;
}

/* Rows of a table by year stand for many; of a stock each person is one. */
static ind_status check_stock(const ind_measure *m, ind_diag *diag) {
    const ind_param *entity = ind_kind_param(m, P_STOCK_ENTITY), *value = ind_kind_param(m, P_VALUE);
    if (entity->node == NULL && node_of(m, P_MONTHS_FROM) != NULL)
        return error(diag, "population_distinct", node_of(m, P_MONTHS_FROM),
                     "\"distinct\": {\"entity\": \"person_id\", \"take\": \"last\", \"order\": ...}",
                     "a mean over months is one of persons, each once in a month: 'population.distinct' is missing");
    if (entity->node == NULL)
        return IND_OK;
    if (ind_rate_by_year(m))
        return error(diag, "population_distinct", entity->node, "take 'population.year' out",
                     "a row of a table by year stands for many: it has no persons to be counted once");
    if (value->node != NULL && !ind_str_is(value->node->text, "1"))
        return error(diag, "population_distinct", value->node, "\"value\": \"1\"",
                     "a person who is counted once is one: 'population.value' can only be 1");
    return IND_OK;
}

static ind_status check_age(const ind_measure *m, ind_diag *diag) {
    static const size_t whole[] = {P_AGE_OF, P_CLASS_FROM, P_CLASS_TO};
    const ind_param *from = ind_kind_param(m, P_AGE_FROM), *to = ind_kind_param(m, P_AGE_TO);
    ind_status status = IND_OK;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (node_of(m, whole[i]) != NULL && ind_expr_type(ind_kind_param(m, whole[i])->expr) != IND_INTEGER)
            status = error(diag, "type", node_of(m, whole[i]), "age(), or a column of whole numbers",
                           "ages are whole years");
    const ind_json *age = population(m) == NULL ? NULL : ind_json_get(population(m), "age");
    if (age != NULL && from->node == NULL && to->node == NULL && ind_standard_method_of(m) == IND_CRUDE)
        status = error(diag, "population_age", age, "\"from\": 65",
                       "'population.age' has neither 'from' nor 'to': it says nothing");
    if (age != NULL && node_of(m, P_AGE_OF) == NULL && node_of(m, P_CLASS_FROM) == NULL)
        status = error(diag, "population_age", age, "\"of\": the age of an event, \"class_from\" and \"class_to\"",
                       "'population.age' does not say whose ages they are");
    if (from->node != NULL && to->node != NULL && from->integer > to->integer)
        status = error(diag, "population_age", to->node, NULL, "'population.age.to' is less than 'from'");
    if ((node_of(m, P_CLASS_FROM) == NULL) != (node_of(m, P_CLASS_TO) == NULL))
        status = error(diag, "population_age", age, "\"class_from\" and \"class_to\" go together",
                       "a class of the population has a least and a greatest age");
    return status;
}

/* Each after the one before, inside the ages of the measure, and of classes that can be held against it. */
static ind_status check_bands(const ind_measure *m, ind_diag *diag) {
    const ind_param *bands = ind_kind_param(m, P_AGE_BANDS);
    ind_age_band band = ind_rate_band(m);
    ind_status status = IND_OK;
    if (bands->node != NULL && node_of(m, P_CLASS_FROM) == NULL)
        status = error(diag, "population_age", bands->node, "\"class_from\" and \"class_to\"",
                       "'population.age.bands' are of classes, which are not given");
    for (size_t i = 0; i < bands->count; i++) {
        double limit = bands->numbers[i];
        int64_t before = i == 0 ? band.from : (int64_t)bands->numbers[i - 1];
        if (limit != floor(limit) || (int64_t)limit <= before || (!band.open && (int64_t)limit > band.to))
            status =
                error(diag, "population_bands", bands->node->items[i], NULL,
                      "limits of groups by age are whole numbers, each after the one before, inside the ages of the "
                      "measure");
    }
    if (bands->node == NULL && ind_rate_groups_by_age(m))
        status =
            error(diag, "population_bands", ind_json_get(m->node, "groups"), "\"bands\": [80]",
                  "a group goes by the classes of the population, and 'population.age.bands' does not say where it "
                  "begins");
    return status;
}

static bool pools_years(const ind_measure *m) {
    return ind_measure_param(m, "period.years")->node != NULL;
}

static ind_status check_distinct_per(const ind_measure *m, ind_diag *diag) {
    const ind_json *per = node_of(m, P_DISTINCT_PER);
    bool distinct = ind_rows_distinct(m), needed = distinct && pools_years(m);
    if (needed && per == NULL)
        return error(diag, "distinct_per", node_of(m, P_ENTITY),
                     "\"distinct_per\": \"calendar_year\": who has events in two of the years counts twice; or "
                     "\"period\": once",
                     "persons in pooled years: 'distinct_per' is missing");
    if (!needed && per != NULL)
        return error(diag, "distinct_per", per, "take it out",
                     "'distinct_per' is about persons in pooled years, which the definition does not have");
    bool once = ind_rows_once_a_period(m) || ind_row_param(m, IND_ROW_EACH)->integer != 0;
    if (ind_param_is(ind_kind_param(m, P_DISTINCT_PER), "calendar_year") && once)
        return error(diag, "distinct_per", per, "\"distinct_per\": \"period\"",
                     "rows that the period chooses are in no calendar year of it");
    return IND_OK;
}

/* In pooled years a person may count in each of them; else who is counted is counted once. */
static ind_status check_cluster(const ind_measure *m, ind_diag *diag) {
    bool once = ind_rows_distinct(m) && node_of(m, P_DISTINCT_PER) == NULL;
    if (!ind_measure_clusters(m) || !once)
        return IND_OK;
    return error(diag, "cluster", node_of(m, P_CLUSTER), "\"method\": \"poisson\", without cluster",
                 "'interval.cluster': with 'count.distinct' each person is counted once already");
}

ind_status ind_rate_check(const ind_measure *m, ind_diag *diag) {
    ind_status status = ind_status_worst(ind_rows_check(m, diag), ind_rows_check_one(m, diag));
    status = ind_status_worst(status, ind_counting_check(m, &ind_params_of_events, diag));
    status = ind_status_worst(status, check_grains(m, diag));
    status = ind_status_worst(status, check_year(m, diag));
    status = ind_status_worst(status, check_stock(m, diag));
    status = ind_status_worst(status, check_age(m, diag));
    status = ind_status_worst(status, check_bands(m, diag));
    status = ind_status_worst(status, check_distinct_per(m, diag));
    status = ind_status_worst(status, check_cluster(m, diag));
    return ind_status_worst(status, ind_standard_check(m, diag));
}
