/* continuity_parameters.c - what a definition of this kind may say. */
#include "kinds/continuity/continuity.h"

const ind_param_spec ind_params_of_continuity[PARAMS] = {
    [P_DATA_PERSON] = {.path = "data.person",
                       .type = IND_PARAM_ENTITY,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "whose contacts are followed"},
    [P_DATA_DATE] = {.path = "data.date",
                     .type = IND_PARAM_DATE,
                     .required = true,
                     .scope = IND_SCOPE_ROW,
                     .help = "day of the contact"},
    [P_ORDER] = {.path = "order",
                 .type = IND_PARAM_COLUMNS,
                 .scope = IND_SCOPE_ROW,
                 .of_rows = true,
                 .help = "what comes first of a day: a time, a running number"},
    [P_PROVIDER] =
        {.path = "provider", .type = IND_PARAM_LABEL, .required = true, .scope = IND_SCOPE_ROW, .help = "who was met"},
    [P_FORMULA] =
        {.path = "formula", .type = IND_PARAM_CHOICE, .required = true, .choices = "coc|upc|secon", .help = "index"},
    [P_WINDOW_MONTHS] = {.path = "window.months",
                         .type = IND_PARAM_INTEGER,
                         .low = 1,
                         .high = 120,
                         .edge = IND_EDGE_WINDOW,
                         .of = "data.date",
                         .help = "months up to the end of the period"},
    [P_WINDOW_UNBOUNDED] = {.path = "window.unbounded",
                            .type = IND_PARAM_BOOLEAN,
                            .help = "true: all that is delivered up to the end of the period"},
    [P_WINDOW_INCOMPLETE] = {.path = "window.incomplete",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "keep|hide",
                             .help = "a window, or look-back for diagnoses, that begins before the deliveries do"},
    [P_MIN_CONTACTS] = {.path = "min_contacts",
                        .type = IND_PARAM_INTEGER,
                        .required = true,
                        .low = 2,
                        .high = 1000,
                        .edge = IND_EDGE_AT_LEAST,
                        .help = "least number of contacts"},
    [P_SAME_DAY] = {.path = "same_day",
                    .type = IND_PARAM_CHOICE,
                    .required = true,
                    .choices = "merge_same_provider|keep_all",
                    .help = "several contacts of a day with one provider"},
    [P_GENERIC_PROVIDERS] = {.path = "generic_providers",
                             .type = IND_PARAM_CODELIST,
                             .edge = IND_EDGE_CODES,
                             .of = "provider",
                             .help = "ids that stand for no one person; their contacts are dropped"},
    [P_GENERIC_AS] = {.path = "generic_as",
                      .type = IND_PARAM_CHOICE,
                      .choices = "dropped|unknown",
                      .fallback = "dropped",
                      .help = "whether such contacts count as those without provider in 'max_unknown_share'"},
    IND_PERSON_UNKNOWN_PARAM(P_MAX_UNKNOWN_SHARE,
                             "a person with a greater share of contacts without provider is left out; below it "
                             "such contacts are dropped"),
    [P_UNKNOWN_SHARE_OF] = {.path = "unknown_share_of",
                            .type = IND_PARAM_CHOICE,
                            .choices = "contacts|merged",
                            .fallback = "contacts",
                            .help = "what it is a share of: all contacts, or those that 'same_day' leaves"},
    [P_LISTED_UNIT] = {.path = "at_listed_unit.unit",
                       .type = IND_PARAM_LABEL,
                       .with_parent = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "unit of the contact"},
    [P_LISTED_AT] = {.path = "at_listed_unit.listed",
                     .type = IND_PARAM_LABEL,
                     .with_parent = true,
                     .scope = IND_SCOPE_ENTITY,
                     .help = "unit where the person is listed: only contacts there count"},
    [P_CHRONIC_DATASET] = {.path = "chronic.dataset",
                           .type = IND_PARAM_DATASET,
                           .with_parent = true,
                           .feed = 1,
                           .help = "where the diagnoses are"},
    [P_CHRONIC_WHERE] = {.path = "chronic.where",
                         .type = IND_PARAM_CONDITION,
                         .feed = 1,
                         .scope = IND_SCOPE_ROW,
                         .help = "rows whose diagnoses count"},
    [P_CHRONIC_PERSON] = {.path = "chronic.person",
                          .type = IND_PARAM_ENTITY,
                          .with_parent = true,
                          .feed = 1,
                          .scope = IND_SCOPE_ROW,
                          .help = "whose diagnosis it is"},
    [P_CHRONIC_DATE] = {.path = "chronic.date",
                        .type = IND_PARAM_DATE,
                        .with_parent = true,
                        .feed = 1,
                        .scope = IND_SCOPE_ROW,
                        .help = "day of the diagnosis"},
    [P_CHRONIC_DIAGNOSIS] = {.path = "chronic.diagnosis",
                             .type = IND_PARAM_CODES,
                             .with_parent = true,
                             .feed = 1,
                             .scope = IND_SCOPE_ROW,
                             .help = "code or list of codes"},
    [P_CHRONIC_CODELIST] = {.path = "chronic.codelist",
                            .type = IND_PARAM_CODELIST,
                            .with_parent = true,
                            .edge = IND_EDGE_CODES,
                            .of = "chronic.diagnosis",
                            .help = "chronic diagnoses"},
    [P_CHRONIC_MONTHS_BEFORE] = {.path = "chronic.months_before",
                                 .type = IND_PARAM_INTEGER,
                                 .with_parent = true,
                                 .low = 0,
                                 .high = 240,
                                 .edge = IND_EDGE_WINDOW,
                                 .of = "chronic.date",
                                 .help = "months before the window that count too"},
    IND_PERSON_PARAMS(P_DENOMINATOR, P_EXCLUDE, P_PERIOD_EACH, P_INTERVAL_METHOD, IND_INDEX_METHOD_PARAM),
    [P_RANGE] = IND_RANGE_PARAM,
    [P_SHARE_AT_LEAST] = {.path = "share_at_least",
                          .type = IND_PARAM_NUMBER,
                          .low = 0,
                          .high = 1,
                          .edge = IND_EDGE_AT_LEAST,
                          .help = "also the share of persons with at least this index"},

};

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

/* A window has a length, or reaches back to the first contact. */
static ind_status check_window(const ind_measure *m, ind_diag *diag) {
    const ind_param *months = ind_kind_param(m, P_WINDOW_MONTHS), *unbounded = ind_kind_param(m, P_WINDOW_UNBOUNDED);
    const ind_param *incomplete = ind_kind_param(m, P_WINDOW_INCOMPLETE),
                    *before = ind_kind_param(m, P_CHRONIC_MONTHS_BEFORE);
    if (unbounded->node == NULL || unbounded->integer == 0)
        return months->node != NULL ? IND_OK
                                    : error(diag, "window_length", ind_json_get(m->node, "window"),
                                            "\"months\": how many; or \"unbounded\": true", "the window has no length");
    ind_status status = IND_OK;
    if (months->node != NULL)
        status = error(diag, "window_length", months->node, "leave out one of the two",
                       "a window without bound has no 'window.months'");
    if (ind_param_is(incomplete, "hide"))
        status = error(diag, "window_length", incomplete->node, "\"incomplete\": \"keep\"",
                       "a window without bound begins before every delivery: nothing would be shown");
    if (before->node != NULL && before->integer != 0)
        status = error(diag, "window_length", before->node, "\"months_before\": 0",
                       "before a window without bound there is nothing");
    return status;
}

static ind_status check_order(const ind_measure *m, ind_diag *diag) {
    const ind_param *order = ind_kind_param(m, P_ORDER);
    if (order->count <= MOST_ORDERS)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "too_many", ind_json_place(order->node), NULL,
                        "'order' names at most %d columns", MOST_ORDERS);
}

ind_status ind_continuity_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_persons_check(measure, P_PERIOD_EACH, diag);
    status = ind_status_worst(status, ind_mean_interval_check(measure, diag));
    return ind_status_worst(status, ind_status_worst(check_window(measure, diag), check_order(measure, diag)));
}
