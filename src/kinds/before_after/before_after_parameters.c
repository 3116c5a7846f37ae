/* before_after_parameters.c - what a definition of this kind may say. */
#include "kinds/before_after/before_after.h"

#define EVENT(number, PATH, TYPE, ...)                                                                                 \
    [number] = {.path = "event." PATH, .type = TYPE, .scope = IND_SCOPE_ROW, .feed = 1, __VA_ARGS__}

const ind_param_spec ind_params_of_before_after[PARAMS] = {
    [P_DATA_PERSON] = {.path = "data.person",
                       .type = IND_PARAM_ENTITY,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "who is followed"},
    [P_DATA_DATE] = {.path = "data.date",
                     .type = IND_PARAM_DATE,
                     .required = true,
                     .scope = IND_SCOPE_ROW,
                     .help = "the start: day 0"},
    [P_DATA_DEATH] = {.path = "data.death",
                      .type = IND_PARAM_DATE,
                      .scope = IND_SCOPE_ROW,
                      .fallback = "personer.dodsdatum",
                      .help = "day of death"},
    [P_DATA_MOVED] = {.path = "data.moved",
                      .type = IND_PARAM_DATE,
                      .scope = IND_SCOPE_ROW,
                      .fallback = "personer.flytt_datum",
                      .help = "day the person left the area"},
    [P_FIRST_IN_MONTHS] = {.path = "data.first_in_months",
                           .type = IND_PARAM_INTEGER,
                           .required = true,
                           .low = 1,
                           .high = 240,
                           .help = "a start counts only if the person has had none in so many months before it"},
    EVENT(P_EVENT_DATASET, "dataset", IND_PARAM_DATASET, .required = true, .help = "where the events are"),
    EVENT(P_EVENT_WHERE, "where", IND_PARAM_CONDITION, .help = "which of its rows are events; not given: all"),
    EVENT(P_EVENT_PERSON, "person", IND_PARAM_ENTITY, .same_as = "data.person",
          .help = "whose event it is; not given: as 'data.person'"),
    EVENT(P_EVENT_START, "start", IND_PARAM_DATE, .required = true, .help = "its day, or its first day"),
    EVENT(P_EVENT_END, "end", IND_PARAM_DATE, .help = "its last day; unknown: it goes on"),
    [P_EVENT_AT_START] = {.path = "event.at_start",
                          .type = IND_PARAM_CHOICE,
                          .choices = "leave_out|count",
                          .help = "an event that goes on at day 0: left out of both, or counted where it begins"},
    [P_EVENT_JOIN] = {.path = "event.join_within_days",
                      .type = IND_PARAM_INTEGER,
                      .low = 0,
                      .high = 365,
                      .edge = IND_EDGE_AT_MOST,
                      .help = "rows that begin so many days or fewer after the end of those before are the same event"},
    EVENT(P_EVENT_OUT, "transfer_out", IND_PARAM_CONDITION,
          .help = "a row that ends so is joined to the next; neither this nor 'transfer_in': whatever they are"),
    EVENT(P_EVENT_IN, "transfer_in", IND_PARAM_CONDITION, .help = "a row that begins so is joined to those before it"),
    [P_BEFORE_DAYS] = {.path = "before.days",
                       .type = IND_PARAM_INTEGER,
                       .required = true,
                       .low = 1,
                       .high = 3650,
                       .edge = IND_EDGE_AT_MOST,
                       .help = "days before the gap"},
    [P_BEFORE_GAP] = {.path = "before.gap",
                      .type = IND_PARAM_INTEGER,
                      .required = true,
                      .low = 0,
                      .high = 3650,
                      .edge = IND_EDGE_AT_LEAST,
                      .help = "days right before the start that count nowhere"},
    [P_BEFORE_INCOMPLETE] = {.path = "before.incomplete",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "exclude_index|keep|hide",
                             .help = "a person whose days before are not all delivered"},
    [P_AFTER_DAYS] = {.path = "after.days",
                      .type = IND_PARAM_INTEGER,
                      .required = true,
                      .low = 1,
                      .high = 3650,
                      .edge = IND_EDGE_AT_MOST,
                      .help = "days from the start on, fewer where the person dies, moves or the deliveries end"},
    [P_COMPLETE_UNTIL] = {.path = "follow_up.complete_until",
                          .type = IND_PARAM_DELIVERIES,
                          .required = true,
                          .help = "what tells how far the data reach"},
    [P_PER_PERSON_YEARS] = {.path = "per_person_years",
                            .type = IND_PARAM_INTEGER,
                            .required = true,
                            .low = 1,
                            .high = 1000000,
                            .help = "the rates before and after are for so many person-years of 365.25 days"},
    IND_PERSON_COMMON_PARAMS(P_DENOMINATOR, P_EXCLUDE, P_PERIOD_EACH),
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("log_ratio|none"),
};

/* ---- rules across parameters ---- */

static ind_status error(const ind_measure *measure, size_t at, ind_diag *diag, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "cohort_keys",
                        ind_json_place(ind_kind_param(measure, at)->node), help, "%s", what);
}

static bool has(const ind_measure *measure, size_t number) {
    return ind_kind_param(measure, number)->node != NULL;
}

ind_status ind_before_after_check(const ind_measure *m, ind_diag *diag) {
    static const size_t of_joining[] = {P_EVENT_OUT, P_EVENT_IN};
    ind_status status = ind_persons_check(m, P_PERIOD_EACH, diag);
    if (has(m, P_EVENT_END) != has(m, P_EVENT_AT_START))
        status = error(m, has(m, P_EVENT_END) ? P_EVENT_END : P_EVENT_AT_START, diag,
                       "\"at_start\": \"leave_out\" or \"count\", with 'event.end'",
                       "an event that lasts may go on at day 0, and 'event.at_start' says what it is then; one without "
                       "'event.end' is of one day");
    if (has(m, P_EVENT_JOIN) && !has(m, P_EVENT_END))
        status = error(m, P_EVENT_JOIN, diag, "give 'event.end', or take it away",
                       "rows are joined by the days between the end of one and the start of the next");
    for (size_t i = 0; i < sizeof of_joining / sizeof *of_joining; i++)
        if (has(m, of_joining[i]) && !has(m, P_EVENT_JOIN))
            status = error(m, of_joining[i], diag, "give 'event.join_within_days', or take it away",
                           "this is about rows that are joined, and none are");
    return status;
}
