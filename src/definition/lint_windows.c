/* lint_windows.c - windows in conditions: a number of days, months or minutes between two moments. */
#include "definition/lint.h"

typedef struct {
    ind_lint *lint;
    const ind_lint_expr *at;
    uint32_t difference; /* the node that counts from one moment to another */
    bool upper, lower;
    uint32_t upper_at; /* the comparison that bounds it above */
    uint8_t *seen;     /* by node: 1 as it stands, 2 negated; nodes of derived columns are shared */
} window;

static const ind_node *node_of(const window *w, uint32_t node) {
    return &w->at->expr->nodes[node];
}

static bool is_difference(const ind_node *node) {
    return node->op == IND_OP_DAYS_BETWEEN || node->op == IND_OP_MONTHS_BETWEEN || node->op == IND_OP_MINUTES_BETWEEN;
}

/* Is the argument the difference, perhaps as a number with fraction? */
static bool is_it(const window *w, uint32_t node) {
    const ind_expr *expr = w->at->expr;
    if (node_of(w, node)->op == IND_OP_WIDEN)
        node = node_of(w, node)->args[0];
    return ind_expr_same_node(expr, node, expr, w->difference);
}

/* What the comparison says about the difference; NEGATED: it stands under "not". */
static void see_comparison(window *w, uint32_t number, bool negated) {
    const ind_node *node = node_of(w, number);
    bool left = is_it(w, node->args[0]), right = is_it(w, node->args[1]);
    bool equal = node->op == IND_OP_EQUAL, differ = node->op == IND_OP_DIFFER;
    if (left == right || differ)
        return;
    bool upper = left != negated;
    w->lower |= equal || !upper;
    if (upper && !equal && !w->upper) {
        w->upper = true;
        w->upper_at = number;
    }
}

static void see(window *w, uint32_t number, bool negated) {
    const ind_node *node = node_of(w, number);
    if ((w->seen[number] & (negated ? 2u : 1u)) != 0)
        return;
    w->seen[number] |= negated ? 2u : 1u;
    if (node->op == IND_OP_NOT)
        negated = !negated;
    if (ind_judge_compares(node))
        see_comparison(w, number, negated);
    else if (node->op == IND_OP_IN && is_it(w, node->args[0]))
        w->lower = true;
    else
        for (uint32_t i = 0; i < node->count; i++)
            see(w, node->args[i], negated);
}

/* SEEN has room for all nodes. */
static window window_of(ind_lint *lint, const ind_lint_expr *at, uint32_t difference, uint8_t *seen) {
    window w = {.lint = lint, .at = at, .difference = difference, .seen = seen};
    memset(seen, 0, at->expr->count);
    see(&w, at->expr->root, false);
    return w;
}

static bool is_first(const window *w) { /* of equal nodes */
    const ind_expr *expr = w->at->expr;
    for (uint32_t i = 0; i < w->difference; i++)
        if (expr->nodes[i].used && ind_expr_same_node(expr, i, expr, w->difference))
            return false;
    return true;
}

static void judge_window(const window *w) {
    if (w->upper && !w->lower)
        ind_lint_add(w->lint, "open_window", ind_lint_place(w->at, w->upper_at),
                     ind_arena_format(w->lint->arena, "add a first edge: %s between 0 and ...",
                                      ind_lint_text(w->lint, w->at, w->difference)),
                     "this window has a last edge but no first: negative differences are in it");
}

/* ---- a day and another one so many days later: x <= y + 30 ---- */

/* The day that NODE is so many days after; NODE itself if it is no such sum.  *DAYS is how many. */
static uint32_t base_of(const ind_lint_expr *at, uint32_t number, ind_lint *lint, double *days) {
    const ind_node *node = &at->expr->nodes[number];
    *days = 0;
    if (node->op != IND_OP_ADD_DAYS || !at->expr->nodes[node->args[1]].constant)
        return number;
    *days = ind_judge_fold(at->expr, node->args[1], lint->arena).number;
    return node->args[0];
}

static bool is_order(const ind_node *node) {
    return node->used && node->of != IND_TEXT && (node->op == IND_OP_LESS || node->op == IND_OP_AT_MOST);
}

/* Is there a comparison that says that LATER is not before EARLIER, or so many days after it at least? */
static bool has_first_edge(ind_lint *lint, const ind_lint_expr *at, uint32_t earlier, uint32_t later) {
    const ind_expr *expr = at->expr;
    double days;
    for (uint32_t i = 0; i < expr->count; i++) {
        const ind_node *node = &expr->nodes[i];
        bool equal = node->used && node->op == IND_OP_EQUAL;
        if (!is_order(node) && !equal)
            continue;
        uint32_t left = base_of(at, node->args[0], lint, &days), right = base_of(at, node->args[1], lint, &days);
        if (ind_expr_same_node(expr, left, expr, earlier) && ind_expr_same_node(expr, right, expr, later))
            return true;
    }
    return false;
}

static void judge_days_later(ind_lint *lint, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[number];
    double days;
    if (!is_order(node))
        return;
    uint32_t earlier = base_of(at, node->args[1], lint, &days), later = node->args[0];
    if (days <= 0 || at->expr->nodes[earlier].constant || at->expr->nodes[later].constant ||
        has_first_edge(lint, at, earlier, later))
        return;
    ind_lint_add(lint, "open_window", ind_lint_place(at, number),
                 ind_arena_format(lint->arena, "add a first edge: %s >= %s and ...", ind_lint_text(lint, at, later),
                                  ind_lint_text(lint, at, earlier)),
                 "this window has a last edge but no first: days long before are in it");
}

/* ---- follow-up ---- */

/* Does the difference begin at the day that puts the row in a period? */
static bool from_period(const ind_lint *lint, const ind_lint_expr *at, uint32_t from) {
    const ind_param *date = ind_lint_param(lint->measure, "period.date");
    if (date == NULL || date->expr == NULL || date->spec->feed != at->feed || date->spec->scope != at->scope)
        return false;
    return ind_expr_same_node(at->expr, from, date->expr, date->expr->root);
}

/* How far NODE looks ahead, as far as that is a number: of days at least.  Unknown: INFINITY. */
static double days_of(ind_lint *lint, const ind_lint_expr *at, uint32_t number, ind_operator counted_in) {
    if (!at->expr->nodes[number].constant)
        return (double)INFINITY;
    double most = ind_judge_fold(at->expr, number, lint->arena).number;
    return counted_in == IND_OP_MONTHS_BETWEEN    ? 31 * most
           : counted_in == IND_OP_MINUTES_BETWEEN ? most / (24 * 60)
                                                  : most;
}

/* *DAYS: how far. */
static bool looks_ahead(ind_lint *lint, const ind_lint_expr *at, uint32_t number, uint8_t *seen, uint32_t *place,
                        double *days) {
    const ind_node *node = &at->expr->nodes[number];
    if (node->op == IND_OP_WITHIN_DAYS) {
        *place = number;
        *days = days_of(lint, at, node->args[2], node->op);
        return from_period(lint, at, node->args[0]);
    }
    if (!is_difference(node) || !from_period(lint, at, node->args[0]))
        return false;
    window w = window_of(lint, at, number, seen);
    if (!w.upper)
        return false;
    const ind_node *bound = node_of(&w, w.upper_at);
    *place = w.upper_at;
    *days = days_of(lint, at, bound->args[is_it(&w, bound->args[0]) ? 1 : 0], node->op);
    return *days > 0;
}

/* Does the measure say that the data must reach so many days ahead? */
static bool is_followed_up(const ind_lint *lint, double days) {
    const ind_param *until = ind_lint_param(lint->measure, "follow_up.until");
    const ind_param *most = ind_lint_param(lint->measure, "follow_up.days");
    return (until != NULL && until->node != NULL) || (most != NULL && most->node != NULL && days <= most->number);
}

static void judge_follow_up(ind_lint *lint, const ind_lint_expr *at, uint8_t *seen) {
    if (lint->measure->kind->timeline)
        return;
    for (uint32_t i = 0; i < at->expr->count; i++) {
        uint32_t place = i;
        double days = 0;
        if (at->expr->nodes[i].used && looks_ahead(lint, at, i, seen, &place, &days) && !is_followed_up(lint, days)) {
            ind_lint_add(lint, "open_follow_up", ind_lint_place(at, place),
                         "say 'follow_up' with so many days, put the row in the period of the later date, or say in "
                         "x-waive why no later date is missing",
                         "this looks ahead of 'period.date', and nothing says how far the data reach");
            return;
        }
    }
}

void ind_lint_windows(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++) {
        const ind_lint_expr *at = &lint->exprs[i];
        uint8_t *seen = ind_arena_alloc(lint->arena, at->expr->count);
        for (uint32_t n = 0; n < at->expr->count; n++) {
            judge_days_later(lint, at, n);
            if (!at->expr->nodes[n].used || !is_difference(&at->expr->nodes[n]))
                continue;
            window w = window_of(lint, at, n, seen);
            if (is_first(&w))
                judge_window(&w);
        }
        judge_follow_up(lint, at, seen);
    }
}
