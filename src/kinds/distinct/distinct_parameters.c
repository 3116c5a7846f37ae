/* distinct_parameters.c - what a definition of this kind may say. */
#include "kinds/distinct/distinct.h"

const ind_param_spec ind_params_of_distinct[PARAMS] = {
    [P_DATA_PERSON] = {.path = "data.person",
                       .type = IND_PARAM_ENTITY,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "whose visits are followed"},
    [P_DATA_START] = {.path = "data.start",
                      .type = IND_PARAM_WHEN,
                      .required = true,
                      .scope = IND_SCOPE_ROW,
                      .help = "when the visit begins: a date or a time"},
    [P_OF] = {.path = "of",
              .type = IND_PARAM_LABEL,
              .required = true,
              .scope = IND_SCOPE_ROW,
              .help = "what is counted, such as the id of staff"},
    [P_WINDOW_START] = {.path = "window.start",
                        .type = IND_PARAM_DATE,
                        .required = true,
                        .scope = IND_SCOPE_ENTITY,
                        .edge = IND_EDGE_WINDOW,
                        .of = "data.start",
                        .help = "first day of the window, from period.start and period.end alone"},
    [P_WINDOW_DAYS] = {.path = "window.days",
                       .type = IND_PARAM_INTEGER,
                       .required = true,
                       .low = 1,
                       .high = 3660,
                       .edge = IND_EDGE_AT_MOST,
                       .help = "days in the window"},
    [P_WINDOW_INCOMPLETE] = {.path = "window.incomplete",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "keep|hide",
                             .help = "a window that reaches outside the deliveries"},
    [P_HOURS_FROM] = {.path = "hours.from",
                      .type = IND_PARAM_INTEGER,
                      .with_parent = true,
                      .low = 0,
                      .high = 23,
                      .edge = IND_EDGE_AT_LEAST,
                      .help = "visits that begin at this hour or later"},
    [P_HOURS_BEFORE] = {.path = "hours.before",
                        .type = IND_PARAM_INTEGER,
                        .with_parent = true,
                        .low = 1,
                        .high = 24,
                        .edge = IND_EDGE_AT_MOST,
                        .help = "visits that begin before this hour"},
    [P_UNKNOWN_PROVIDER] =
        {.path = "unknown_provider",
         .type = IND_PARAM_CHOICE,
         .required = true,
         .choices = "drop_visit|one|each",
         .help =
             "a visit where what is counted is unknown: as if it were not there; all of them count as one more; each "
             "counts as one more"},
    IND_PERSON_UNKNOWN_PARAM(P_MAX_UNKNOWN_SHARE, "a person with a greater share of such visits is left out"),
    [P_MIN_EVENTS_N] = {.path = "min_events.n",
                        .type = IND_PARAM_INTEGER,
                        .required = true,
                        .low = 1,
                        .high = 100000,
                        .edge = IND_EDGE_AT_LEAST,
                        .help = "least number of visits in the window"},
    [P_MIN_EVENTS_DISTINCT] = {.path = "min_events.distinct",
                               .type = IND_PARAM_CHOICE,
                               .required = true,
                               .choices = "start|row",
                               .help = "rows that start at the same time are one visit; or every row is"},
    [P_EVERY_DAY_AT_LEAST_N] = {.path = "every_day_at_least.n",
                                .type = IND_PARAM_INTEGER,
                                .with_parent = true,
                                .low = 1,
                                .high = 1000,
                                .edge = IND_EDGE_AT_LEAST,
                                .help = "least number of visits on every day of the window"},
    [P_EVERY_DAY_AT_LEAST_DISTINCT] = {.path = "every_day_at_least.distinct",
                                       .type = IND_PARAM_CHOICE,
                                       .with_parent = true,
                                       .choices = "start|row",
                                       .help = "rows that start at the same time are one visit; or every row is"},
    IND_PERSON_PARAMS(P_DENOMINATOR, P_EXCLUDE, P_PERIOD_EACH, P_INTERVAL_METHOD,
                      IND_INTERVAL_PARAM("t|ranks|wilson|none")),
    [P_SHARE_MORE_THAN] = {.path = "share_more_than",
                           .type = IND_PARAM_NUMBER,
                           .low = 0,
                           .high = 1e6,
                           .edge = IND_EDGE_AT_MOST,
                           .help = "also the share of persons with more than this"},
    [P_STATISTIC] = {.path = "statistic",
                     .type = IND_PARAM_CHOICE,
                     .choices = "mean|median|share_more_than",
                     .fallback = "mean",
                     .help = "what the value is; the others stand beside it"},
};

/* ---- rules across parameters ---- */

typedef struct {
    const ind_slots *slots;
    bool other; /* it reads something else than the period */
} reads_period;

static void see_slot(void *context, uint32_t slot) {
    reads_period *reads = context;
    ind_side side = reads->slots->items[slot].side;
    reads->other |= side != IND_SIDE_PERIOD_START && side != IND_SIDE_PERIOD_END;
}

static ind_status wrong(const ind_param *param, const char *rule, const char *what, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(param->node), NULL, "%s", what);
}

/* The unit and the interval of what is the value. */
static ind_status check_statistic(const ind_measure *measure, ind_diag *diag) {
    static const char *const methods[] = {"t", "ranks", "wilson"};
    const ind_param *statistic = ind_kind_param(measure, P_STATISTIC);
    const ind_param *method = ind_kind_param(measure, P_INTERVAL_METHOD);
    bool percent = ind_str_is(measure->unit, "percent") || ind_str_is(measure->unit, "ratio");
    int choice = statistic->choice;
    ind_status status = IND_OK;
    if (choice < 0)
        return IND_OK;
    if (choice == STATISTIC_SHARE && ind_kind_param(measure, P_SHARE_MORE_THAN)->node == NULL)
        status = wrong(statistic, "statistic", "'share_more_than' must say more than what", diag);
    if ((choice == STATISTIC_SHARE) != percent)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "statistic",
                              ind_json_place(ind_measure_param(measure, "unit")->node), NULL,
                              "a share of persons is 'percent' or 'ratio'; a mean or median of them is 'persons' or "
                              "'count'");
    if (choice != STATISTIC_MEAN && method->node == NULL && ind_measure_param(measure, "interval.level")->node != NULL)
        status = wrong(statistic, "statistic", "'interval.method' does not say how the interval is made", diag);
    if (method->node != NULL && !ind_param_is(method, "none") && !ind_param_is(method, methods[choice]))
        status = wrong(method, "statistic",
                       "the interval of a mean is 't', that of a median 'ranks', that of a share 'wilson'", diag);
    return status;
}

static bool needs_time(const ind_measure *measure, size_t rule) {
    return ind_param_is(ind_kind_param(measure, rule), "start");
}

ind_status ind_distinct_check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *start = ind_kind_param(measure, P_WINDOW_START);
    const ind_param *from = ind_kind_param(measure, P_HOURS_FROM), *before = ind_kind_param(measure, P_HOURS_BEFORE);
    bool has_time = ind_expr_type(ind_kind_param(measure, P_DATA_START)->expr) == IND_DATETIME;
    reads_period reads = {.slots = &measure->feeds[0].slots[IND_SCOPE_ENTITY]};
    ind_status status = IND_OK;
    ind_expr_slots(start->expr, see_slot, &reads);
    if (reads.other)
        status =
            wrong(start, "window",
                  "'window.start' is the same for all persons: it may read period.start and period.end only", diag);
    status = ind_status_worst(status, ind_persons_check(measure, P_PERIOD_EACH, diag));
    status = ind_status_worst(status, check_statistic(measure, diag));
    if (before->node != NULL && from->integer >= before->integer)
        status = wrong(before, "hours", "'hours.before' is not after 'hours.from'", diag);
    if (!has_time && before->node != NULL)
        status = wrong(before, "hours", "'hours' needs a time in 'data.start', which is a date", diag);
    if (!has_time && (needs_time(measure, P_MIN_EVENTS_DISTINCT) || needs_time(measure, P_EVERY_DAY_AT_LEAST_DISTINCT)))
        status = wrong(ind_kind_param(measure, P_DATA_START), "start_needs_time",
                       "visits that start at the same time need a time in 'data.start', which is a date", diag);
    return status;
}
