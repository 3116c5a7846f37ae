/* row_checks.c - rules across the parameters of row kinds. */
#include "kinds/rows/rows.h"

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

/* Columns that rows are put together by, without a person whose they are. */
static ind_status check_own_entity(const ind_param *columns, ind_diag *diag) {
    for (size_t i = 0; i < columns->count; i++)
        if (columns->exprs[i] != NULL && ind_expr_type(columns->exprs[i]) != IND_TEXT)
            return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_role", ind_json_place(columns->node),
                                "the columns that tell whose row it is",
                                "'%.*s' by a day or a number needs 'data.person'",
                                (int)strcspn(columns->spec->path, "."), columns->spec->path);
    return IND_OK;
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
    const ind_param *once = ind_row_param(measure, IND_ROW_ONCE_ENTITY), *by = ind_rows_folded_by(measure);
    if (ind_rows_distinct(measure) && once->node != NULL)
        return error(diag, "missing_role", once->node, "the columns that tell whose row it is",
                     "'once_per' and 'distinct' together need 'data.person'");
    return check_own_entity(ind_rows_distinct(measure) ? by : once, diag);
}

static bool names(const ind_param *columns, const ind_expr *expr) {
    for (size_t i = 0; i < columns->count; i++)
        if (ind_expr_same(columns->exprs[i], expr))
            return true;
    return false;
}

/* Rows of two persons are never one. */
static ind_status check_within_person(const ind_measure *measure, const ind_param *columns, ind_diag *diag) {
    const ind_param *person = ind_row_param(measure, IND_ROW_PERSON);
    for (size_t i = 0; columns->node != NULL && i < person->count; i++)
        if (!names(columns, person->exprs[i]))
            return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "not_one_person", ind_json_place(columns->node),
                                "rows of two persons are never one", "'%s' must name the columns of 'data.person' too",
                                columns->spec->path);
    return IND_OK;
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

static ind_status check_distinct(const ind_measure *measure, ind_diag *diag) {
    if (!ind_rows_distinct(measure))
        return IND_OK;
    const ind_param *entity = ind_rows_distinct_entity(measure), *order = ind_rows_distinct_order(measure);
    if (node_of(measure, IND_ROW_ITEMS) != NULL)
        return error(diag, "once_items", entity->node, "let 'data.person' name who is counted",
                     "items make one unit of all rows of 'data.person': 'distinct' says nothing");
    if (order->node != NULL && node_of(measure, IND_ROW_ONCE_ENTITY) != NULL)
        return error(diag, "once_order", order->node, "\"order\" of 'once_per'",
                     "rows have one order: with 'once_per', it is its own");
    if (*ind_rows_order(measure) == NULL && order->node == NULL)
        return error(diag, "once_order", entity->node, "the day that tells which is first: \"order\"",
                     "'distinct.take' has no order to go by: 'distinct.order' is missing");
    if (ind_rows_read_period(measure, 0, order->expr))
        return error(diag, "once_order", order->node, "say in 'data.where' what depends on it",
                     "'distinct.order' cannot read the period: rows have one order for all periods");
    return check_within_person(measure, entity, diag);
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
    status = ind_status_worst(status, check_within_person(measure, ind_row_param(measure, IND_ROW_DEDUPE_BY), diag));
    status = ind_status_worst(status, check_within_person(measure, ind_row_param(measure, IND_ROW_ONCE_ENTITY), diag));
    status = ind_status_worst(status, check_once(measure, diag));
    status = ind_status_worst(status, check_distinct(measure, diag));
    return ind_status_worst(status, check_follow_up(measure, diag));
}

ind_status ind_rows_check_one(const ind_measure *measure, ind_diag *diag) {
    const ind_param *take = ind_row_param(measure, IND_ROW_ONCE_TAKE);
    if (!ind_rows_fold(measure))
        return IND_OK;
    return error(diag, "once_take", take->node, "\"first\" or \"last\"",
                 "'any' and 'all' are about a numerator, which this kind does not have");
}
