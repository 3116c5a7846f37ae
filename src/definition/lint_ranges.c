/* lint_ranges.c - numbers and days that what they are compared with never is. */
#include "definition/lint_constants.h"

#include "base/date.h"

typedef struct {
    double low, high;         /* never beyond */
    double likely, unlikely;  /* LIKELY..UNLIKELY: beyond them it is possible, but hardly meant */
    const char *what, *means; /* "weekday"; NULL, or what the numbers mean */
} range;

#define ANY_RANGE ((range){-INFINITY, INFINITY, -INFINITY, INFINITY, NULL, NULL})

static const struct {
    ind_operator op;
    range range;
} of_functions[] = {
    {IND_OP_WEEKDAY, {1, 7, 1, 7, "weekday", "1 is Monday, 7 is Sunday"}},
    {IND_OP_MONTH, {1, 12, 1, 12, "month", "1 is January, 12 is December"}},
    {IND_OP_DAY, {1, 31, 1, 31, "day of a month", "days count from 1 to 31"}},
    {IND_OP_HOUR, {0, 23, 0, 23, "hour", "hours count from 0 to 23"}},
    {IND_OP_MINUTE, {0, 59, 0, 59, "minute", "minutes count from 0 to 59"}},
    {IND_OP_ISO_WEEK, {1, 53, 1, 53, "week", "weeks count from 1 to 53"}},
    {IND_OP_YEAR, {1, 9999, 1800, 2200, "year", "years have four digits"}},
    {IND_OP_ISO_YEAR, {1, 9999, 1800, 2200, "year", "years have four digits"}},
    {IND_OP_AGE, {-INFINITY, INFINITY, 0, 130, "age in years", "age(born, day) counts whole years"}},
    {IND_OP_MONTHS_BETWEEN, {-INFINITY, INFINITY, -12000, 12000, "number of months", NULL}},
    {IND_OP_ABS, {0, INFINITY, 0, INFINITY, "number without sign", "abs(x) is 0 or more"}},
};

/* ---- the range of a value ---- */

static range range_of(ind_lint *lint, const ind_lint_expr *at, uint32_t number, unsigned depth);

static range of_column(const ind_field *field, ind_arena *arena) {
    range out = ANY_RANGE;
    if (field == NULL || (field->type != IND_INTEGER && field->type != IND_NUMBER))
        return out;
    out.low = out.likely = field->has_minimum ? field->minimum : -INFINITY;
    out.high = out.unlikely = field->has_maximum ? field->maximum : INFINITY;
    out.what = ind_arena_format(arena, "value of column '%.*s'", IND_STR_ARGS(field->name));
    out.means = field->has_minimum && field->has_maximum
                    ? ind_arena_format(arena, "its values are %g to %g", out.low, out.high)
                : field->has_minimum ? ind_arena_format(arena, "its least value is %g", out.low)
                                     : ind_arena_format(arena, "its greatest value is %g", out.high);
    return out;
}

/* A value with a constant added or taken away. */
static range moved(ind_lint *lint, const ind_lint_expr *at, const ind_node *node, bool minus, unsigned depth) {
    uint32_t constant = at->expr->nodes[node->args[0]].constant ? 0 : 1;
    if (!at->expr->nodes[node->args[constant]].constant || (minus && constant == 0))
        return ANY_RANGE;
    ind_judged by = ind_judge_fold(at->expr, node->args[constant], lint->arena);
    range out = range_of(lint, at, node->args[1 - constant], depth);
    double step = by.kind == IND_JUDGED_NUMBER ? (minus ? -by.number : by.number) : 0;
    out.low += step;
    out.high += step;
    out.likely += step;
    out.unlikely += step;
    if (out.what != NULL && isfinite(out.low) && isfinite(out.high)) {
        out.what = "value of this calculation";
        out.means = ind_arena_format(lint->arena, "it is %g to %g", out.low, out.high);
    }
    return out;
}

static range range_of(ind_lint *lint, const ind_lint_expr *at, uint32_t number, unsigned depth) {
    number = ind_lint_unwrapped(at->expr, ind_lint_inner(at->expr, number));
    const ind_node *node = &at->expr->nodes[number];
    if (node->op == IND_OP_SLOT)
        return of_column(ind_lint_field(lint, at, node->slot), lint->arena);
    for (size_t i = 0; i < sizeof of_functions / sizeof *of_functions; i++)
        if (node->op == of_functions[i].op)
            return of_functions[i].range;
    if (node->op == IND_OP_LENGTH)
        return (range){0, INFINITY, 0, INFINITY, "length", "a length is 0 or more"};
    if (depth == 0)
        return ANY_RANGE;
    if (node->op == IND_OP_ADD)
        return moved(lint, at, node, false, depth - 1);
    if (node->op == IND_OP_SUBTRACT)
        return moved(lint, at, node, true, depth - 1);
    return ANY_RANGE;
}

/* ---- a constant against it ---- */

/* Is the constant, as an edge, beyond LOW..HIGH?  "hour < 24" ends where hours end, and is fine. */
static bool is_beyond(const ind_lint_constant *c, double low, double high) {
    double slack = c->how == IND_HELD_LESS ? 1 : 0;
    return c->value.number < (c->left ? low - slack : low) || c->value.number > (c->left ? high : high + slack);
}

static void judge_number(ind_lint *lint, const ind_lint_constant *c) {
    range r = range_of(lint, c->at, c->subject, 4);
    ind_place place = ind_lint_place(c->at, c->place);
    ind_type type = c->at->expr->nodes[c->subject].type;
    if (type == IND_INTEGER && c->how == IND_HELD_EQUAL && c->value.number != floor(c->value.number)) {
        ind_lint_add(lint, "constant_out_of_range", place, NULL, "%g is no whole number, and this is always one",
                     c->value.number);
        return;
    }
    if (r.what == NULL)
        return;
    if (is_beyond(c, r.low, r.high))
        ind_lint_add(lint, "constant_out_of_range", place, r.means, "%g is no %s", c->value.number, r.what);
    else if (is_beyond(c, r.likely, r.unlikely))
        ind_lint_add(lint, "unlikely_constant", place, r.means, "%g is hardly meant as %s", c->value.number, r.what);
}

static void judge_day(ind_lint *lint, const ind_lint_constant *c) {
    const ind_field *field = ind_lint_column(lint, c->at, c->subject);
    char day[IND_DATE_TEXT];
    for (size_t i = 0; field != NULL && i < field->open_count; i++)
        if (c->value.number == field->open[i] && c->how != IND_HELD_LESS)
            ind_lint_add(lint, "missing_as_constant", ind_lint_place(c->at, c->place),
                         "write 'is null' or 'is not null'",
                         "'%.*s' is never %s: in a file that day means \"open\" and is read as no value",
                         IND_STR_ARGS(field->name), ind_date_text((int32_t)c->value.number, day));
}

static void see_constant(void *context, const ind_lint_constant *c) {
    ind_lint *lint = context;
    if (c->value.kind != IND_JUDGED_NUMBER || ind_lint_is_default(lint, c))
        return;
    ind_type type = c->at->expr->nodes[c->subject].type;
    if (type == IND_INTEGER || type == IND_NUMBER)
        judge_number(lint, c);
    else if (type == IND_DATE)
        judge_day(lint, c);
}

/* ---- constants that have no value: date(2024, 2, 30) ---- */

static void mark_inside(const ind_expr *expr, uint32_t number, bool *inside) {
    for (uint32_t i = 0; i < expr->nodes[number].count; i++)
        if (!inside[expr->nodes[number].args[i]]) {
            inside[expr->nodes[number].args[i]] = true;
            mark_inside(expr, expr->nodes[number].args[i], inside);
        }
}

static void judge_unknown(ind_lint *lint, const ind_lint_expr *at) {
    bool *inside = ind_arena_alloc(lint->arena, at->expr->count);
    for (uint32_t n = (uint32_t)at->expr->count; n-- > 0;) {
        const ind_node *node = &at->expr->nodes[n];
        if (!node->used || !node->constant || node->op == IND_OP_LITERAL || inside[n])
            continue;
        mark_inside(at->expr, n, inside);
        if (ind_judge_fold(at->expr, n, lint->arena).kind == IND_JUDGED_UNKNOWN)
            ind_lint_add(lint, "unknown_constant", ind_lint_place(at, n), NULL,
                         "this constant has no value, so that nothing that needs it is ever met");
    }
}

/* ---- arguments ---- */

/* A constant argument; false where it is none. */
static bool argument(ind_lint *lint, const ind_lint_expr *at, const ind_node *node, uint32_t index, double *value) {
    if (index >= node->count || !at->expr->nodes[node->args[index]].constant)
        return false;
    ind_judged folded = ind_judge_fold(at->expr, node->args[index], lint->arena);
    *value = folded.number;
    return folded.kind == IND_JUDGED_NUMBER;
}

static void judge_arguments(ind_lint *lint, const ind_lint_expr *at, const ind_node *node) {
    double value;
    if (node->op == IND_OP_SUBSTR && argument(lint, at, node, 1, &value) && value < 1)
        ind_lint_add(lint, "place_below_one", ind_lint_place(at, node->args[1]), "the first character is 1",
                     "places in a text count from 1, not from %g", value);
    if (node->op == IND_OP_SUBSTR && argument(lint, at, node, 2, &value) && value < 1)
        ind_lint_add(lint, "place_below_one", ind_lint_place(at, node->args[2]), NULL,
                     "this takes %g characters: nothing is left of the text", value);
    if (node->op == IND_OP_WITHIN_DAYS && argument(lint, at, node, 2, &value) && value < 0)
        ind_lint_add(lint, "constant_out_of_range", ind_lint_place(at, node->args[2]),
                     "exchange the days: within_days(a, b, n) is met where b is 0 to n days after a",
                     "a window of %g days is never met", value);
}

void ind_lint_ranges(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++) {
        const ind_lint_expr *at = &lint->exprs[i];
        ind_lint_each_constant(lint, at, see_constant, lint);
        judge_unknown(lint, at);
        for (uint32_t n = 0; n < at->expr->count; n++)
            if (at->expr->nodes[n].used)
                judge_arguments(lint, at, &at->expr->nodes[n]);
    }
}
