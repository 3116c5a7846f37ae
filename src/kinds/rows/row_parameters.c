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

/* ---- what follows from them ---- */

static const ind_json *node_of(const ind_measure *measure, size_t number) {
    return ind_row_param(measure, number)->node;
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
    read->period |= looked_up || (one->side >= IND_SIDE_PERIOD_START && one->side <= IND_SIDE_PERIOD_AS_OF);
}

bool ind_rows_read_period(const ind_measure *measure, unsigned feed, const ind_expr *expr) {
    what_is_read read = {.feed = &measure->feeds[feed]};
    if (expr != NULL)
        ind_expr_slots(expr, find_period, &read);
    return read.period;
}

const ind_param *ind_rows_distinct_entity(const ind_measure *measure) {
    const ind_param *entity = ind_measure_find(measure, "distinct.entity");
    return entity != NULL ? entity : ind_measure_find(measure, "count.distinct.entity");
}

const ind_param *ind_rows_distinct_order(const ind_measure *measure) {
    const ind_param *order = ind_measure_find(measure, "distinct.order");
    return order != NULL ? order : ind_measure_find(measure, "count.distinct.order");
}

bool ind_rows_distinct(const ind_measure *measure) {
    const ind_param *entity = ind_rows_distinct_entity(measure);
    return entity != NULL && entity->node != NULL;
}

bool ind_rows_follow(const ind_measure *measure) {
    return measure->relation_count > 0 || ind_rows_distinct(measure) || node_of(measure, IND_ROW_ONCE_ENTITY) != NULL ||
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

bool ind_rows_take_one(const ind_measure *measure) {
    return node_of(measure, IND_ROW_ONCE_TAKE) != NULL && !ind_rows_fold(measure);
}

const ind_param *ind_rows_folded_by(const ind_measure *measure) {
    if (ind_rows_distinct(measure))
        return ind_rows_distinct_entity(measure);
    return ind_rows_fold(measure) ? ind_row_param(measure, IND_ROW_ONCE_ENTITY) : NULL;
}

const ind_expr *const *ind_rows_order(const ind_measure *measure) {
    const ind_param *order = ind_row_param(measure, IND_ROW_ONCE_ORDER);
    if (order->expr == NULL && ind_rows_distinct(measure))
        order = ind_rows_distinct_order(measure);
    return order->expr != NULL ? &order->expr : &ind_row_param(measure, IND_ROW_DATE)->expr;
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

/* A row that is held against every period, or chosen in each, may be in several; and so may a person. */
unsigned ind_rows_lack(const ind_measure *measure) {
    bool each = ind_row_param(measure, IND_ROW_EACH)->integer != 0;
    bool again = each || ind_rows_once_a_period(measure) || ind_rows_distinct(measure);
    unsigned lacks = again ? IND_ADDS_TIME : 0u;
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
    const ind_param *once = ind_row_param(measure, IND_ROW_ONCE_ENTITY);
    bool by_distinct = once->node == NULL && ind_rows_distinct(measure);
    const ind_param *entity = person->node != NULL ? person : by_distinct ? ind_rows_folded_by(measure) : once;
    const ind_expr *const *day = ind_rows_order(measure);
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
