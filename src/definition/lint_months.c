/* lint_months.c - months where days are meant, and days where months are.
 *
 * The lengths in the definition (windows of the kind, constants beside a difference of dates) are held against the
 * lengths that its title and description name in figures. */
#include "definition/lint.h"

enum { LEAST = 28, MOST = 31, LENGTHS = 32 };

typedef struct {
    double days, months;     /* one of them; the other is 0 */
    const ind_json *param;   /* where it stands: the value of a key, or */
    const ind_lint_expr *at; /* a node of an expression */
    uint32_t node;
} length;

typedef struct {
    ind_lint *lint;
    length lengths[LENGTHS];
    size_t count;
} lengths;

static void add(lengths *all, length one) {
    if (all->count < LENGTHS && (one.days > 0 || one.months > 0))
        all->lengths[all->count++] = one;
}

/* ---- lengths of the definition ---- */

static void add_param(lengths *all, const char *path, bool months) {
    const ind_param *param = ind_lint_param(all->lint->measure, path);
    if (param != NULL && param->node != NULL)
        add(all, (length){.days = months ? 0 : (double)param->integer,
                          .months = months ? (double)param->integer : 0,
                          .param = param->node});
}

static bool is_under(const ind_expr *expr, uint32_t node, ind_operator op) {
    const ind_node *n = &expr->nodes[node];
    if (n->op == IND_OP_WIDEN)
        n = &expr->nodes[n->args[0]];
    return n->op == op;
}

static double constant_of(const lengths *all, const ind_lint_expr *at, uint32_t node) {
    if (!at->expr->nodes[node].constant)
        return 0;
    ind_judged value = ind_judge_fold(at->expr, node, all->lint->arena);
    return value.kind == IND_JUDGED_NUMBER ? value.number : 0;
}

static void add_node(lengths *all, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[number];
    length one = {.at = at, .node = number};
    if (node->op == IND_OP_WITHIN_DAYS)
        one.days = constant_of(all, at, node->args[2]);
    else if (node->op == IND_OP_ADD_DAYS)
        one.days = fabs(constant_of(all, at, node->args[1]));
    else if (node->op == IND_OP_ADD_MONTHS)
        one.months = fabs(constant_of(all, at, node->args[1]));
    for (uint32_t a = 0; ind_judge_compares(node) && a < 2; a++) {
        if (is_under(at->expr, node->args[a], IND_OP_DAYS_BETWEEN))
            one.days = constant_of(all, at, node->args[1 - a]);
        if (is_under(at->expr, node->args[a], IND_OP_MONTHS_BETWEEN))
            one.months = constant_of(all, at, node->args[1 - a]);
    }
    add(all, one);
}

/* Days divided by the length of a month or year. */
static void judge_division(lengths *all, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[number];
    if (node->op != IND_OP_DIVIDE || !is_under(at->expr, node->args[0], IND_OP_DAYS_BETWEEN))
        return;
    double by = constant_of(all, at, node->args[1]);
    if ((by >= LEAST && by <= MOST) || (by >= 365 && by <= 366))
        ind_lint_add(all->lint, "month_for_days", ind_lint_place(at, number),
                     by > MOST ? "age(born, day) counts whole years" : "months_between(a, b) counts whole months",
                     "days divided by %g are no %s: these have different lengths", by, by > MOST ? "years" : "months");
}

/* ---- lengths in texts ---- */

static bool begins(ind_str text, const char *word) {
    return ind_str_starts(text, ind_str_of(word));
}

typedef enum { UNIT_NONE, UNIT_DAYS, UNIT_MONTHS } unit;

/* "30 dagar", "30-day", "12 månader": the unit behind a number. */
static unit unit_of(ind_str rest) {
    static const char *const gaps[] = {" ", "-", "\xc2\xa0"};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (begins(rest, gaps[i])) {
            rest.data += strlen(gaps[i]);
            rest.length -= strlen(gaps[i]);
            break;
        }
    if (begins(rest, "dag") || begins(rest, "day") || begins(rest, "dygn"))
        return UNIT_DAYS;
    return begins(rest, "månad") || begins(rest, "month") ? UNIT_MONTHS : UNIT_NONE;
}

static bool has_length(const lengths *all, bool months, double value) {
    for (size_t i = 0; i < all->count; i++)
        if ((months ? all->lengths[i].months : all->lengths[i].days) == value)
            return true;
    return false;
}

/* The text says VALUE of UNIT; the definition has no such length, but one that could stand for it. */
static void judge_length(lengths *all, double value, unit said) {
    if (value <= 0 || has_length(all, said == UNIT_MONTHS, value))
        return;
    for (size_t i = 0; i < all->count; i++) {
        const length *one = &all->lengths[i];
        double months = said == UNIT_MONTHS ? value : one->months, days = said == UNIT_MONTHS ? one->days : value;
        if (months <= 0 || days < LEAST * months || days > MOST * months)
            continue;
        ind_place place = one->param != NULL ? ind_json_place(one->param) : ind_lint_place(one->at, one->node);
        if (said == UNIT_MONTHS)
            ind_lint_add(all->lint, "month_for_days", place, "months have 28 to 31 days: make them agree",
                         "this is %g days, and the title or description says %g month%s", days, months,
                         months == 1 ? "" : "s");
        else
            ind_lint_add(all->lint, "month_for_days", place, "months have 28 to 31 days: make them agree",
                         "this is %g month%s, and the title or description says %g days", months,
                         months == 1 ? "" : "s", days);
        return;
    }
}

static void judge_text(lengths *all, const ind_json *text) {
    if (text == NULL || text->type != IND_JSON_TEXT)
        return;
    ind_str said = text->text;
    for (size_t at = 0; at < said.length;) {
        double value = 0;
        size_t digits = 0;
        for (; at < said.length && said.data[at] >= '0' && said.data[at] <= '9'; at++, digits++)
            value = value * 10 + (said.data[at] - '0');
        unit named = digits == 0 ? UNIT_NONE : unit_of((ind_str){said.data + at, said.length - at});
        if (named != UNIT_NONE)
            judge_length(all, value, named);
        at += digits == 0;
    }
}

void ind_lint_months(ind_lint *lint) {
    static const char *const texts[] = {"title", "description"}, *const languages[] = {"sv", "en"};
    lengths all = {.lint = lint};
    add_param(&all, "event.day_to", false);
    add_param(&all, "follow_up.days", false);
    add_param(&all, "window.days", false);
    add_param(&all, "window.months", true);
    add_param(&all, "chronic.months_before", true);
    for (size_t i = 0; i < lint->expr_count; i++)
        for (uint32_t n = 0; n < lint->exprs[i].expr->count; n++)
            if (lint->exprs[i].expr->nodes[n].used) {
                add_node(&all, &lint->exprs[i], n);
                judge_division(&all, &lint->exprs[i], n);
            }
    for (size_t t = 0; t < 2; t++)
        for (size_t l = 0; l < 2; l++)
            judge_text(&all, ind_json_get(ind_json_get(lint->node, texts[t]), languages[l]));
}
