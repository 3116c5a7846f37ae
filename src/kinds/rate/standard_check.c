/* standard_check.c - rules across what a definition says of standardisation, and about its table. */
#include "kinds/rate/rate.h"

#include <stdio.h>

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

static const ind_json *node_of(const ind_measure *m, size_t number) {
    return ind_kind_param(m, number)->node;
}

static const ind_json *standardise(const ind_measure *m) {
    return ind_json_get(m->node, "standardise");
}

static ind_status wrong(const ind_measure *m, ind_diag *diag, const char *help, const char *what) {
    return error(diag, "standardise", standardise(m), help, what);
}

/* ---- what goes with it ---- */

/* Each method has its own table. */
static ind_status check_tables(const ind_measure *m, ind_diag *diag) {
    bool direct = ind_standard_method_of(m) == IND_DIRECT;
    const ind_json *own = node_of(m, direct ? P_STANDARD : P_REFERENCE);
    const ind_json *other = node_of(m, direct ? P_REFERENCE : P_STANDARD);
    ind_status status = IND_OK;
    if (own == NULL)
        status = wrong(m, diag, direct ? "\"standard\": \"esp_2013\"" : "\"reference\": a codelist of rates by class",
                       direct ? "the direct method needs 'standard', the population that rates are weighed by"
                              : "the indirect method needs 'reference', the rates that give what is expected");
    if (other != NULL)
        status = error(diag, "standardise", other, "take it out",
                       direct ? "the direct method has no use for 'reference'"
                              : "the indirect method has no use for 'standard'");
    return status;
}

/* Without classes on both sides there is nothing to weigh. */
static ind_status check_ages(const ind_measure *m, ind_diag *diag) {
    ind_status status = IND_OK;
    if (node_of(m, P_AGE_OF) == NULL || node_of(m, P_CLASS_FROM) == NULL)
        status = wrong(m, diag, "\"age\": { \"of\": ..., \"class_from\": ..., \"class_to\": ... }",
                       "a rate is standardised by the age of events and the classes of the population: "
                       "'population.age' does not have both");
    if (node_of(m, P_AGE_BANDS) != NULL || ind_rate_groups_by_age(m))
        status = wrong(m, diag, "take one of them out",
                       "what is standardised by age is not split by it: 'population.age.bands', or a group by classes");
    return status;
}

static ind_status check_counted(const ind_measure *m, ind_diag *diag) {
    ind_status status = IND_OK;
    if (node_of(m, P_SUM) != NULL)
        status = wrong(m, diag, "take 'count.sum' out", "events or persons are standardised, no sum");
    if (node_of(m, P_STOCK_ENTITY) != NULL)
        status = wrong(m, diag, "take 'population.distinct' out",
                       "the persons of a stock are in no class of age of their own: a standardised rate counts rows");
    return status;
}

/* A direct value has the unit of a rate; an indirect one is a part of what was expected. */
static ind_status check_unit(const ind_measure *m, ind_diag *diag) {
    bool fits = ind_str_is(m->unit, "percent") || ind_str_is(m->unit, "ratio");
    if (ind_standard_method_of(m) != IND_INDIRECT || fits)
        return IND_OK;
    return error(diag, "standardise", ind_json_get(m->node, "unit"), "\"unit\": \"percent\"",
                 "events are held against those expected: the unit is percent (100: as many as expected) or ratio");
}

static ind_status check_interval(const ind_measure *m, ind_diag *diag) {
    const ind_param *method = ind_kind_param(m, P_INTERVAL_METHOD);
    if (ind_standard_method_of(m) != IND_DIRECT || !ind_param_is(method, "poisson"))
        return IND_OK;
    return error(diag, "standardise", method->node, "\"method\": \"dobson\"",
                 "a directly standardised rate is no count: its variance is that of its classes");
}

/* ---- the table ---- */

static const char *const columns[] = {
    [IND_DIRECT] = "columns 'fran', 'till' and 'vikt'", [IND_INDIRECT] = "columns 'fran', 'till', 'tal' and 'per'"};

static ind_status check_table(const ind_measure *m, ind_diag *diag) {
    static const char *const what[] = {
        [IND_TABLE_NO_COLUMN] = "the table lacks a column",
        [IND_TABLE_NO_YEAR] = "the table does not say of which year it is",
        [IND_TABLE_NO_WEIGHT] = "all weights of the table are 0 in the ages of the measure",
        [IND_TABLE_NO_NUMBER] = "an age, a weight or a rate of the table is no number, or below 0: class",
        [IND_TABLE_ORDER] = "the classes of the table do not follow each other: class",
        [IND_TABLE_ACROSS] = "a class of the table has some of the ages of the measure and others: class",
        [IND_TABLE_SHORT] = "the classes of the table do not make up the ages of the measure: class"};
    ind_standard standard;
    size_t row;
    ind_table_fault fault = ind_standard_read(m, &standard, &row);
    if (fault == IND_TABLE_GOOD || fault == IND_TABLE_NOT_GIVEN)
        return IND_OK;
    const ind_codelist *list = ind_standard_table(m);
    bool has_row = fault >= IND_TABLE_NO_NUMBER && row < ind_codelist_count(list);
    ind_str class = has_row ? ind_codelist_code(list, row) : IND_STR("");
    char text[240];
    snprintf(text, sizeof text, "%s%s%.*s", what[fault], has_row ? " " : "", IND_STR_ARGS(class));
    const char *help = fault == IND_TABLE_NO_COLUMN ? columns[standard.method]
                       : fault == IND_TABLE_NO_YEAR ? "a line '# year: 2013'"
                                                    : NULL;
    size_t table = standard.method == IND_DIRECT ? P_STANDARD : P_REFERENCE;
    return error(diag, "standard_table", node_of(m, table), help, text);
}

ind_status ind_standard_check(const ind_measure *m, ind_diag *diag) {
    if (ind_standard_method_of(m) == IND_CRUDE)
        return IND_OK;
    ind_status status = ind_status_worst(check_tables(m, diag), check_ages(m, diag));
    status = ind_status_worst(status, check_counted(m, diag));
    status = ind_status_worst(status, check_unit(m, diag));
    status = ind_status_worst(status, check_interval(m, diag));
    return ind_status_worst(status, check_table(m, diag));
}
