/* paired_parameters.c - what a definition of this kind may say. */
#include "kinds/paired/paired.h"

#define NEAR_PARAMS(near, from, to, NAME, HELP)                                                                        \
    [near] = {.path = NAME ".near", .type = IND_PARAM_DATE, .scope = IND_SCOPE_ROW, .help = HELP},                     \
    [from] = {.path = NAME ".day_from",                                                                                \
              .type = IND_PARAM_INTEGER,                                                                               \
              .low = -3650,                                                                                            \
              .high = 3650,                                                                                            \
              .edge = IND_EDGE_AT_LEAST,                                                                               \
              .help = "first day for the measurement, counted from that day"},                                         \
    [to] = {.path = NAME ".day_to",                                                                                    \
            .type = IND_PARAM_INTEGER,                                                                                 \
            .low = -3650,                                                                                              \
            .high = 3650,                                                                                              \
            .edge = IND_EDGE_AT_MOST,                                                                                  \
            .help = "last day for it"}

const ind_param_spec ind_params_of_paired[PARAMS] = {
    [P_DATA_PERSON] = {.path = "data.person",
                       .type = IND_PARAM_ENTITY,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "what is judged twice: a person, or columns that name an object"},
    [P_DATA_DATE] = {.path = "data.date",
                     .type = IND_PARAM_DATE,
                     .required = true,
                     .scope = IND_SCOPE_ROW,
                     .help = "day of the round; of an index row the day that puts it in a period"},
    [P_DATA_ORDER] = {.path = "data.order",
                      .type = IND_PARAM_WHEN,
                      .scope = IND_SCOPE_ROW,
                      .help = "which of several rows of a round is the later one"},
    [P_VALUE] = {.path = "value",
                 .type = IND_PARAM_NUMERIC,
                 .scope = IND_SCOPE_ROW,
                 .help = "whose change it is, of rounds"},
    [P_MEASUREMENT_DATASET] = {.path = "measurement.dataset",
                               .type = IND_PARAM_DATASET,
                               .with_parent = true,
                               .feed = 1,
                               .help = "where the values are, if the rows of 'data.dataset' are an index"},
    [P_MEASUREMENT_WHERE] = {.path = "measurement.where",
                             .type = IND_PARAM_CONDITION,
                             .scope = IND_SCOPE_ROW,
                             .feed = 1,
                             .help = "which of its rows are measurements; not given: all"},
    [P_MEASUREMENT_PERSON] = {.path = "measurement.person",
                              .type = IND_PARAM_ENTITY,
                              .scope = IND_SCOPE_ROW,
                              .feed = 1,
                              .same_as = "data.person",
                              .help = "whom a measurement is of; not given: as 'data.person'"},
    [P_MEASUREMENT_DATE] = {.path = "measurement.date",
                            .type = IND_PARAM_DATE,
                            .with_parent = true,
                            .scope = IND_SCOPE_ROW,
                            .feed = 1,
                            .help = "its day"},
    [P_MEASUREMENT_VALUE] = {.path = "measurement.value",
                             .type = IND_PARAM_NUMERIC,
                             .with_parent = true,
                             .scope = IND_SCOPE_ROW,
                             .feed = 1,
                             .help = "its value; one without is none"},
    [P_MEASUREMENT_TAKE] = {.path = "measurement.take",
                            .type = IND_PARAM_CHOICE,
                            .choices = "nearest|sum",
                            .help =
                                "the measurement nearest to the day, also where absent, or the sum of all in the days"},
    [P_MEASUREMENT_ONCE] = {.path = "measurement.once",
                            .type = IND_PARAM_WHEN,
                            .scope = IND_SCOPE_ROW,
                            .feed = 1,
                            .help = "of those where it is the same moment, only the greatest is in the sum"},
    [P_BEFORE_MONTHS] = {.path = "before.months",
                         .type = IND_PARAM_INTEGER,
                         .low = 1,
                         .high = 240,
                         .edge = IND_EDGE_WINDOW,
                         .of = "data.date",
                         .help = "so many months before the period the earlier round may be"},
    NEAR_PARAMS(P_BEFORE_NEAR, P_BEFORE_DAY_FROM, P_BEFORE_DAY_TO, "before",
                "the day of the index row that the first measurement is nearest to"),
    NEAR_PARAMS(P_AFTER_NEAR, P_AFTER_DAY_FROM, P_AFTER_DAY_TO, "after",
                "the day of the index row that the second measurement is nearest to"),
    [P_BEFORE_ABOVE] = {.path = "before.above",
                        .type = IND_PARAM_NUMBER,
                        .low = -1e9,
                        .high = 1e9,
                        .edge = IND_EDGE_AT_MOST,
                        .help = "only pairs whose first value is greater are counted; not given: all"},
    [P_INCOMPLETE] = {.path = "before.incomplete",
                      .type = IND_PARAM_CHOICE,
                      .required = true,
                      .choices = "exclude_index|keep|hide",
                      .help = "a pair one of whose days may lie outside the deliveries"},
    [P_DIRECTION] = {.path = "direction",
                     .type = IND_PARAM_CHOICE,
                     .required = true,
                     .choices = "higher|lower",
                     .help = "which way of the value is an improvement"},
    [P_LEAST_CHANGE] = {.path = "least_change",
                        .type = IND_PARAM_NUMBER,
                        .low = 0,
                        .high = 1e9,
                        .edge = IND_EDGE_AT_LEAST,
                        .help = "so great a change improves, or worsens; not given: any"},
    [P_STATISTIC] = {.path = "statistic",
                     .type = IND_PARAM_CHOICE,
                     .required = true,
                     .choices = "mean_change|median_change|share_improved",
                     .help = "what the value is; the others stand beside it"},
    IND_PERSON_COMMON_PARAMS(P_DENOMINATOR, P_EXCLUDE, P_PERIOD_EACH),
    [P_INTERVAL_METHOD] = IND_INTERVAL_PARAM("t|ranks|wilson|none"),
};

/* ---- rules across parameters ---- */

typedef struct {
    const ind_measure *measure;
    ind_diag *diag;
    ind_status status;
} checker;

static bool has(const checker *c, size_t number) {
    return ind_kind_param(c->measure, number)->node != NULL;
}

static void error(checker *c, size_t at, const char *rule, const char *help, const char *what) {
    const ind_json *node = ind_kind_param(c->measure, at)->node;
    c->status = ind_diag_add(c->diag, IND_ERROR, IND_E_DEFINITION, rule,
                             ind_json_place(node == NULL ? c->measure->node : node), help, "%s", what);
}

/* What says something of pairs of rounds alone, or of measurements near a day alone. */
static void check_form(checker *c) {
    static const size_t near[] = {P_BEFORE_NEAR, P_BEFORE_DAY_FROM, P_BEFORE_DAY_TO,
                                  P_AFTER_NEAR,  P_AFTER_DAY_FROM,  P_AFTER_DAY_TO};
    static const size_t rounds[] = {P_VALUE, P_BEFORE_MONTHS, P_DATA_ORDER};
    bool measured = has(c, P_MEASUREMENT_DATASET);
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        if (measured && !has(c, near[i]))
            error(c, P_MEASUREMENT_DATASET, "pair_keys", "\"near\": a day, \"day_from\" and \"day_to\"",
                  "'before' and 'after' each say near which day of the index row the measurement is");
        else if (!measured && has(c, near[i]))
            error(c, near[i], "pair_keys", "name the 'measurement.dataset', or take it away",
                  "this is about measurements, and there is no 'measurement'");
    }
    if (!measured && has(c, P_BEFORE_ABOVE))
        error(c, P_BEFORE_ABOVE, "pair_keys", "name the 'measurement.dataset', or take it away",
              "this is about measurements, and there is no 'measurement'");
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        if (measured && has(c, rounds[i]))
            error(c, rounds[i], "pair_keys", "take it away",
                  "this is about pairs of rounds; here the values are in 'measurement.dataset'");
        else if (!measured && !has(c, rounds[i]) && rounds[i] != P_DATA_ORDER)
            error(c, P_DATA_PERSON, "pair_keys", "or name the 'measurement.dataset' that the values are in",
                  rounds[i] == P_VALUE ? "pairs of rounds need a 'value'"
                                       : "pairs of rounds need 'before.months': how far back the earlier one may be");
    }
}

/* A sum over days that were not delivered is too small, and nothing tells. */
static void check_sum(checker *c) {
    bool sums = ind_param_is(ind_kind_param(c->measure, P_MEASUREMENT_TAKE), "sum");
    if (sums && ind_param_is(ind_kind_param(c->measure, P_INCOMPLETE), "keep"))
        error(c, P_INCOMPLETE, "pair_keys", "exclude_index",
              "a sum over days that were not all delivered is too small: it cannot be kept");
    if (!sums && has(c, P_MEASUREMENT_ONCE))
        error(c, P_MEASUREMENT_ONCE, "pair_keys", "\"take\": \"sum\"",
              "'once' is about what is added up, and the nearest measurement is taken");
}

static void check_window(checker *c, size_t from, size_t to) {
    if (has(c, from) && has(c, to) &&
        ind_kind_param(c->measure, from)->integer > ind_kind_param(c->measure, to)->integer)
        error(c, to, "window", NULL, "the last day is before the first one");
}

/* The unit and the interval of the statistic. */
static void check_statistic(checker *c) {
    static const char *const methods[] = {"t", "ranks", "wilson"};
    int statistic = ind_kind_param(c->measure, P_STATISTIC)->choice;
    const ind_param *method = ind_kind_param(c->measure, P_INTERVAL_METHOD);
    bool percent = ind_str_is(c->measure->unit, "percent");
    if (statistic < 0)
        return;
    if (method->node == NULL && ind_measure_param(c->measure, "interval.level")->node != NULL)
        error(c, P_STATISTIC, "pair_interval", methods[statistic],
              "'interval.method' does not say how the interval is made");
    if (method->node != NULL && !ind_param_is(method, "none") && !ind_param_is(method, methods[statistic]))
        error(c, P_INTERVAL_METHOD, "pair_interval", methods[statistic],
              "the interval of a mean is 't', that of a median 'ranks', that of a share 'wilson'");
    if ((statistic == SHARE_IMPROVED) != (percent || ind_str_is(c->measure->unit, "ratio")))
        error(c, P_STATISTIC, "pair_unit", statistic == SHARE_IMPROVED ? "\"unit\": \"percent\"" : NULL,
              "a share that has improved is 'percent' or 'ratio'; a change is in the unit of what is measured");
    if (has(c, P_LEAST_CHANGE) && !(ind_kind_param(c->measure, P_LEAST_CHANGE)->number > 0))
        error(c, P_LEAST_CHANGE, "pair_keys", "take it away: any change counts then", "no change is no improvement");
}

ind_status ind_paired_check(const ind_measure *measure, ind_diag *diag) {
    checker c = {.measure = measure, .diag = diag};
    check_form(&c);
    check_sum(&c);
    check_window(&c, P_BEFORE_DAY_FROM, P_BEFORE_DAY_TO);
    check_window(&c, P_AFTER_DAY_FROM, P_AFTER_DAY_TO);
    check_statistic(&c);
    return ind_status_worst(c.status, ind_persons_check(measure, P_PERIOD_EACH, diag));
}
