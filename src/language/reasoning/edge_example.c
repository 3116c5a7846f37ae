/* edge_example.c - a value that falls on a point of an edge, where a column is compared with a constant. */
#include "language/reasoning/edge_example.h"
#include "base/date.h"
#include "base/json.h"
#include "base/number.h"

#include "language/tree/node.h"

/* The column that NUMBER is, seen through what only widens it; NULL if it is none. */
static const ind_node *column_at(const ind_expr *expr, uint32_t number) {
    const ind_node *node = &expr->nodes[number];
    if (node->op == IND_OP_WIDEN || node->op == IND_OP_COALESCE)
        node = &expr->nodes[node->args[0]];
    return node->op == IND_OP_SLOT ? node : NULL;
}

/* False: the day before the first or after the last has no date. */
static bool put_day(int64_t day, ind_buffer *json) {
    char text[IND_DATE_TEXT];
    bool there = day >= IND_FIRST_DAY && day <= IND_LAST_DAY;
    if (there)
        ind_buffer_format(json, "\"%s\"", ind_date_text((int32_t)day, text));
    return there;
}

static bool put_integer(int64_t value, int step, ind_buffer *json) {
    int64_t near;
    bool there = !__builtin_add_overflow(value, step, &near) && near != IND_NULL_INTEGER;
    if (there)
        ind_buffer_format(json, "%lld", (long long)near);
    return there;
}

/* STEP: -1 just below, 0 at, 1 just above. */
static bool put_near(const ind_node *literal, ind_type column, int step, ind_buffer *json) {
    char text[IND_NUMBER_TEXT];
    const ind_value *value = &literal->value;
    switch (literal->type) {
    case IND_TEXT:
        if (step == 0)
            ind_json_quote(value->text, json);
        return step == 0;
    case IND_DATE: return put_day((int64_t)value->day + step, json);
    case IND_INTEGER: return put_integer(value->integer, step, json);
    case IND_NUMBER: {
        double by = column == IND_INTEGER ? 1 : value->number == 0 ? 0.1 : value->number / 10;
        double near = value->number + step * by;
        if (isfinite(near))
            ind_buffer_text(json, ind_number_text(near, text));
        return isfinite(near);
    }
    default: return false;
    }
}

static bool put_first_item(const ind_set *set, ind_type type, ind_buffer *json) {
    if (set == NULL || set->count == 0)
        return false;
    bool text = type == IND_TEXT && set->texts != NULL;
    bool whole = type == IND_INTEGER && set->integers != NULL; /* not where "in" has a number among its items */
    if (text)
        ind_json_quote(set->texts[0], json);
    else if (whole)
        ind_buffer_format(json, "%lld", (long long)set->integers[0]);
    return text || whole;
}

bool ind_expr_edge_example(const ind_expr *expr, const ind_expr_edge *edge, unsigned point, uint32_t *slot,
                           ind_buffer *json) {
    const ind_node *node = &expr->nodes[edge->node];
    bool compares = (edge->points & IND_POINT_AT) != 0;
    uint32_t left = node->args[compares && node->swapped];
    const ind_node *column = column_at(expr, left);
    if (column == NULL)
        return false;
    *slot = column->slot;
    if (point == IND_POINT_UNKNOWN) {
        ind_buffer_text(json, "null");
        return true;
    }
    if (point == IND_POINT_IN)
        return put_first_item(node->set, column->type, json);
    const ind_node *literal = compares ? &expr->nodes[node->args[!node->swapped]] : NULL;
    bool near = point == IND_POINT_BELOW || point == IND_POINT_AT || point == IND_POINT_ABOVE;
    return near && literal != NULL && literal->op == IND_OP_LITERAL &&
           put_near(literal, column->type,
                    point == IND_POINT_BELOW ? -1
                    : point == IND_POINT_AT  ? 0
                                             : 1,
                    json);
}
