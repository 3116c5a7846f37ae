/* row_parameters.c - what a definition of any row kind may say. */
#include "definition/ways.h"
#include "kinds/rows/rows.h"

const ind_param_spec ind_row_params[IND_ROW_PARAMS] = {
    [IND_ROW_PERSON] = {.path = "data.person",
                        .type = IND_PARAM_ENTITY,
                        .scope = IND_SCOPE_ROW,
                        .of_rows = true,
                        .help = "whose rows belong together"},
    [IND_ROW_DEDUPE_BY] = {.path = "dedupe.by",
                           .type = IND_PARAM_COLUMNS,
                           .with_parent = true,
                           .scope = IND_SCOPE_ROW,
                           .of_rows = true,
                           .help = "rows may be about the same event where these are alike"},
    [IND_ROW_DEDUPE_DATE] = {.path = "dedupe.date",
                             .type = IND_PARAM_DATE,
                             .with_parent = true,
                             .scope = IND_SCOPE_ROW,
                             .of_rows = true,
                             .help = "day of the event as the row has it; unknown: it is merged with none"},
    [IND_ROW_DEDUPE_WITHIN] = {.path = "dedupe.within_days",
                               .type = IND_PARAM_INTEGER,
                               .with_parent = true,
                               .low = 0,
                               .high = 3650,
                               .edge = IND_EDGE_AT_MOST,
                               .help = "most days from the row that is kept"},
    [IND_ROW_DEDUPE_DIFFER] = {.path = "dedupe.differ",
                               .type = IND_PARAM_COLUMNS,
                               .scope = IND_SCOPE_ROW,
                               .of_rows = true,
                               .help = "rows where one of these is alike, or unknown, are not merged: a source has an "
                                       "event once"},
    [IND_ROW_DEDUPE_KEEP] = {.path = "dedupe.keep",
                             .type = IND_PARAM_CHOICE,
                             .with_parent = true,
                             .choices = "first|last",
                             .help = "which of the rows that are merged is counted"},
    [IND_ROW_DEDUPE_CHAIN] = {.path = "dedupe.chain",
                              .type = IND_PARAM_CHOICE,
                              .with_parent = true,
                              .choices = "anchor|chain",
                              .help = "days are counted from the first row of those merged, or from the last so far"},
    [IND_ROW_ITEMS] = {.path = "items",
                       .type = IND_PARAM_ITEMS,
                       .scope = IND_SCOPE_ROW,
                       .help = "named values that the rows of data.person have between them"},
    [IND_ROW_ONCE_ENTITY] = {.path = "once_per.entity",
                             .type = IND_PARAM_COLUMNS,
                             .with_parent = true,
                             .scope = IND_SCOPE_ROW,
                             .of_rows = true,
                             .help = "rows where these are alike count once"},
    [IND_ROW_ONCE_TAKE] = {.path = "once_per.take",
                           .type = IND_PARAM_CHOICE,
                           .with_parent = true,
                           .choices = "any|all|first|last",
                           .help = "which of them: in the numerator if any or all are, in the stratum of the last; or "
                                   "the first or the last alone, whatever it is"},
    [IND_ROW_ONCE_OVER] = {.path = "once_per.over",
                           .type = IND_PARAM_CHOICE,
                           .choices = "period|look_back",
                           .help =
                               "once in each period (also where absent); or only if looking back finds none before"},
    [IND_ROW_ONCE_MONTHS] = {.path = "once_per.look_back_months",
                             .type = IND_PARAM_INTEGER,
                             .low = 1,
                             .high = 1200,
                             .edge = IND_EDGE_AT_MOST,
                             .help = "how long an earlier row is looked for"},
    [IND_ROW_ONCE_ORDER] = {.path = "once_per.order",
                            .type = IND_PARAM_DATE,
                            .scope = IND_SCOPE_ROW,
                            .of_rows = true,
                            .help = "what is first and last, then the primary key; absent: period.date"},
    [IND_ROW_EXCLUDE] = {.path = "exclude",
                         .type = IND_PARAM_RULES,
                         .scope = IND_SCOPE_ROW,
                         .help = "rows left out, first hit only"},
    [IND_ROW_FOLLOW_DAYS] = {.path = "follow_up.days",
                             .type = IND_PARAM_INTEGER,
                             .low = 0,
                             .high = 3650,
                             .edge = IND_EDGE_AT_LEAST,
                             .help = "days after the row's own that must be in the data"},
    [IND_ROW_FOLLOW_UNTIL] = {.path = "follow_up.until",
                              .type = IND_PARAM_DATE,
                              .scope = IND_SCOPE_ROW,
                              .help = "instead: the last day that must be in the data"},
    [IND_ROW_FOLLOW_COMPLETE] = {.path = "follow_up.complete_until",
                                 .type = IND_PARAM_DELIVERIES,
                                 .with_parent = true,
                                 .help = "what tells how far the data reach"},
    [IND_ROW_FOLLOW_INCOMPLETE] = {.path = "follow_up.incomplete",
                                   .type = IND_PARAM_CHOICE,
                                   .with_parent = true,
                                   .choices = "exclude_index|keep|hide",
                                   .help = "a row without full follow-up"},
    [IND_ROW_DATE] = {.path = "period.date",
                      .type = IND_PARAM_DATE,
                      .scope = IND_SCOPE_ROW,
                      .of_rows = true,
                      .edge = IND_EDGE_PERIOD,
                      .of = "period.date",
                      .help = "day that puts a row in a period"},
    [IND_ROW_EACH] = {.path = "period.each", .type = IND_PARAM_BOOLEAN, .help = "test each row against every period"},
};

/* ---- rules across them ---- */

static const ind_json *node_of(const ind_measure *measure, size_t number) {
    return ind_row_param(measure, number)->node;
}

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

static ind_status check_period(const ind_measure *measure, ind_diag *diag) {
    bool date = node_of(measure, IND_ROW_DATE) != NULL, each = ind_row_param(measure, IND_ROW_EACH)->integer != 0;
    if (date != each)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period",
                        ind_json_key_place(ind_json_get(measure->node, "period")),
                        "'date' puts a row in one period, 'each' tests it against every period",
                        "'period' needs either 'date' or 'each'");
}

/* What follows whose rows. */
static ind_status check_person(const ind_measure *measure, ind_diag *diag) {
    static const size_t needs[] = {IND_ROW_DEDUPE_BY, IND_ROW_ITEMS};
    if (node_of(measure, IND_ROW_PERSON) != NULL)
        return IND_OK;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (node_of(measure, needs[i]) != NULL)
            return error(diag, "missing_role", node_of(measure, needs[i]), "the columns that tell whose row it is",
                         "rows of the same person are looked at together: 'data.person' is missing");
    if (measure->relation_count > 0)
        return error(diag, "missing_role", ind_json_get(measure->node, "data"), "the columns that tell whose row it is",
                     "rows in other datasets are looked for: 'data.person' is missing");
    const ind_param *once = ind_row_param(measure, IND_ROW_ONCE_ENTITY);
    for (size_t i = 0; i < once->count; i++)
        if (once->exprs[i] != NULL && ind_expr_type(once->exprs[i]) != IND_TEXT)
            return error(diag, "missing_role", once->node, "the columns that tell whose row it is",
                         "'once_per' by a day or a number needs 'data.person'");
    return IND_OK;
}

static bool names(const ind_param *columns, const ind_expr *expr) {
    for (size_t i = 0; i < columns->count; i++)
        if (ind_expr_same(columns->exprs[i], expr))
            return true;
    return false;
}

/* Rows of two persons are never one. */
static ind_status check_within_person(const ind_measure *measure, size_t number, ind_diag *diag) {
    const ind_param *person = ind_row_param(measure, IND_ROW_PERSON), *columns = ind_row_param(measure, number);
    for (size_t i = 0; columns->node != NULL && i < person->count; i++)
        if (!names(columns, person->exprs[i]))
            return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "not_one_person", ind_json_place(columns->node),
                                "rows of two persons are never one", "'%s' must name the columns of 'data.person' too",
                                columns->spec->path);
    return IND_OK;
}

typedef struct {
    const ind_feed *feed;
    bool period;
} what_is_read;

static void find_period(void *context, uint32_t slot) {
    what_is_read *read = context;
    const ind_slot *one = &read->feed->slots[IND_SCOPE_ROW].items[slot];
    bool looked_up =
        one->side == IND_SIDE_ROW && ind_column_of_period(read->feed->dataset, &read->feed->columns[one->column]);
    read->period |= looked_up || one->side == IND_SIDE_PERIOD_START || one->side == IND_SIDE_PERIOD_END;
}

bool ind_rows_read_period(const ind_measure *measure, unsigned feed, const ind_expr *expr) {
    what_is_read read = {.feed = &measure->feeds[feed]};
    if (expr != NULL)
        ind_expr_slots(expr, find_period, &read);
    return read.period;
}

static ind_status check_once(const ind_measure *measure, ind_diag *diag) {
    const ind_param *take = ind_row_param(measure, IND_ROW_ONCE_TAKE),
                    *over = ind_row_param(measure, IND_ROW_ONCE_OVER);
    const ind_param *months = ind_row_param(measure, IND_ROW_ONCE_MONTHS);
    bool look_back = ind_param_is(over, "look_back"), each = ind_row_param(measure, IND_ROW_EACH)->integer != 0;
    bool ordered = node_of(measure, IND_ROW_ONCE_ORDER) != NULL || node_of(measure, IND_ROW_DATE) != NULL;
    if (take->node == NULL)
        return over->node == NULL && months->node == NULL && node_of(measure, IND_ROW_ONCE_ORDER) == NULL
                   ? IND_OK
                   : error(diag, "missing_key", ind_json_get(measure->node, "once_per"), NULL,
                           "'once_per' needs 'entity' and 'take'");
    if (!ordered && (ind_param_is(take, "first") || ind_param_is(take, "last")))
        return error(diag, "once_order", take->node, "the day that tells which is first: \"order\"",
                     "'once_per.take' has no order to go by: 'once_per.order' is missing");
    if (ind_rows_read_period(measure, 0, ind_row_param(measure, IND_ROW_ONCE_ORDER)->expr))
        return error(diag, "once_order", node_of(measure, IND_ROW_ONCE_ORDER), "say in 'data.where' what depends on it",
                     "'once_per.order' cannot read the period: rows have one order for all periods");
    if (look_back != (months->node != NULL))
        return error(diag, "look_back", months->node != NULL ? months->node : over->node,
                     "\"over\": \"look_back\" and \"look_back_months\" go together",
                     look_back ? "'once_per.look_back_months' is missing" : "'once_per.over' is not 'look_back'");
    if (look_back && !ind_param_is(take, "first"))
        return error(diag, "look_back", take->node, "\"take\": \"first\"", "looking back finds the first row alone");
    if (look_back && each)
        return error(diag, "look_back_each", over->node, "\"period\": {\"date\": ...}",
                     "a row that is first when looking back lies in one period");
    if (node_of(measure, IND_ROW_ITEMS) != NULL)
        return error(diag, "once_items", take->node, "let 'data.person' name what counts once",
                     "items make one unit of all rows of 'data.person': 'once_per' says nothing");
    return IND_OK;
}

static ind_status check_follow_up(const ind_measure *measure, ind_diag *diag) {
    const ind_json *days = node_of(measure, IND_ROW_FOLLOW_DAYS), *until = node_of(measure, IND_ROW_FOLLOW_UNTIL);
    const ind_json *parent = ind_json_get(measure->node, "follow_up");
    if (parent == NULL)
        return IND_OK;
    if ((days == NULL) == (until == NULL))
        return error(diag, "follow_up", parent, "\"days\" after the row's own day, or a day \"until\"",
                     "'follow_up' needs either 'days' or 'until'");
    if (days != NULL && node_of(measure, IND_ROW_DATE) == NULL)
        return error(diag, "follow_up_date", days, "\"until\": a day of the row",
                     "'follow_up.days' are counted from 'period.date', which is not given");
    return IND_OK;
}

ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = check_period(measure, diag);
    status = ind_status_worst(status, check_person(measure, diag));
    status = ind_status_worst(status, check_within_person(measure, IND_ROW_DEDUPE_BY, diag));
    status = ind_status_worst(status, check_within_person(measure, IND_ROW_ONCE_ENTITY, diag));
    status = ind_status_worst(status, check_once(measure, diag));
    return ind_status_worst(status, check_follow_up(measure, diag));
}

ind_status ind_rows_check_one(const ind_measure *measure, ind_diag *diag) {
    const ind_param *take = ind_row_param(measure, IND_ROW_ONCE_TAKE);
    if (!ind_rows_fold(measure))
        return IND_OK;
    return error(diag, "once_take", take->node, "\"first\" or \"last\"",
                 "'any' and 'all' are about a numerator, which this kind does not have");
}

/* ---- what follows from them ---- */

bool ind_rows_follow(const ind_measure *measure) {
    return measure->relation_count > 0 || node_of(measure, IND_ROW_ONCE_ENTITY) != NULL ||
           node_of(measure, IND_ROW_DEDUPE_BY) != NULL || node_of(measure, IND_ROW_ITEMS) != NULL;
}

bool ind_rows_once_a_period(const ind_measure *measure) {
    return node_of(measure, IND_ROW_ONCE_ENTITY) != NULL &&
           !ind_param_is(ind_row_param(measure, IND_ROW_ONCE_OVER), "look_back");
}

bool ind_rows_fold(const ind_measure *measure) {
    const ind_param *take = ind_row_param(measure, IND_ROW_ONCE_TAKE);
    return ind_param_is(take, "any") || ind_param_is(take, "all");
}

bool ind_rows_read_one_by_one(const ind_measure *measure) {
    return !ind_rows_follow(measure);
}

bool ind_rows_never(const ind_measure *measure) {
    (void)measure;
    return false;
}

bool ind_rows_put_in_period(const ind_measure *measure) {
    return !ind_rows_once_a_period(measure) || ind_rows_fold(measure) ||
           ind_row_param(measure, IND_ROW_EACH)->integer != 0;
}

/* A row that is held against every period, or chosen in each, may be in several. */
unsigned ind_rows_lack(const ind_measure *measure) {
    bool each = ind_row_param(measure, IND_ROW_EACH)->integer != 0;
    unsigned lacks = each || ind_rows_once_a_period(measure) ? IND_ADDS_TIME : 0u;
    return lacks | (ind_rows_follow(measure) ? IND_ADDS_SUPPLIERS : 0u);
}

int32_t ind_rows_follow_up(const ind_measure *measure) {
    if (node_of(measure, IND_ROW_FOLLOW_UNTIL) != NULL)
        return 1; /* at least: how long it is, each row says */
    return node_of(measure, IND_ROW_FOLLOW_DAYS) == NULL
               ? 0
               : (int32_t)ind_row_param(measure, IND_ROW_FOLLOW_DAYS)->integer;
}

int64_t ind_rows_look_back(const ind_measure *measure) {
    return ind_row_param(measure, IND_ROW_ONCE_MONTHS)->integer;
}

bool ind_rows_chosen_by_period(const ind_measure *measure) {
    if (ind_row_param(measure, IND_ROW_EACH)->integer == 0)
        return ind_rows_once_a_period(measure) && !ind_rows_fold(measure);
    return ind_rows_read_period(measure, 0, measure->feeds[0].where);
}

/* Conditions that need the period are asked later. */
static bool reads_period(const ind_measure *measure) {
    return ind_row_param(measure, IND_ROW_EACH)->integer != 0;
}

ind_feed_rows ind_rows_feed(const ind_measure *measure) {
    const ind_param *person = ind_row_param(measure, IND_ROW_PERSON);
    const ind_param *entity = person->node != NULL ? person : ind_row_param(measure, IND_ROW_ONCE_ENTITY);
    const ind_param *order = ind_row_param(measure, IND_ROW_ONCE_ORDER), *date = ind_row_param(measure, IND_ROW_DATE);
    const ind_expr *const *day = order->expr != NULL ? &order->expr : &date->expr;
    bool early = !reads_period(measure);
    return (ind_feed_rows){.entity = entity->exprs,
                           .entity_count = entity->count,
                           .entity_param = entity,
                           .roles = {{day, *day != NULL, false}},
                           .where = early ? measure->feeds[0].where : NULL,
                           .where_path = early && measure->feeds[0].where != NULL ? "data.where" : NULL,
                           .sorted = 1,
                           .named = -1};
}
