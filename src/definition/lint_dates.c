/* lint_dates.c - dates in the wrong order, and weeks with the year of the calendar. */
#include "definition/lint_constants.h"

typedef struct {
    ind_lint *lint;
    const ind_lint_expr *at;
} dates;

static const ind_node *node_of(const dates *d, uint32_t number) {
    return &d->at->expr->nodes[number];
}

/* ---- the order of two days ---- */

static bool has_word(ind_str name, const char *word) {
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= name.length; i++)
        if (memcmp(name.data + i, word, length) == 0)
            return true;
    return false;
}

/* A day of birth is told by the name of its column, in Swedish or English. */
static bool is_birth(const dates *d, uint32_t number) {
    static const char *const words[] = {"fodel", "fodd", "birth", "born"};
    const ind_field *field = ind_lint_column(d->lint, d->at, ind_lint_unwrapped(d->at->expr, number));
    for (size_t i = 0; field != NULL && i < sizeof words / sizeof *words; i++)
        if (has_word(field->name, words[i]))
            return true;
    return false;
}

/* The role or day of the period that NODE is; IND_SIDE_ROW if it is none. */
static ind_side side_of(const dates *d, uint32_t number) {
    const ind_node *node = node_of(d, ind_lint_unwrapped(d->at->expr, number));
    if (node->op != IND_OP_SLOT)
        return IND_SIDE_ROW;
    ind_side side = d->lint->measure->feeds[d->at->feed].slots[d->at->scope].items[node->slot].side;
    return side >= IND_SIDE_START ? side : IND_SIDE_ROW;
}

static bool is_column_of(const dates *d, uint32_t number, const char *path) {
    const ind_param *param = ind_lint_param(d->lint->measure, path);
    if (param == NULL || param->expr == NULL || param->spec->feed != d->at->feed || param->spec->scope != d->at->scope)
        return false;
    return ind_expr_same_node(d->at->expr, number, param->expr, param->expr->root);
}

static bool is_late(const dates *d, uint32_t number) {
    ind_side side = side_of(d, number);
    return side == IND_SIDE_END || side == IND_SIDE_PERIOD_END || side == IND_SIDE_PERIOD_AS_OF ||
           is_column_of(d, number, "data.end");
}

static bool is_early(const dates *d, uint32_t number) {
    ind_side side = side_of(d, number);
    return side == IND_SIDE_START || is_column_of(d, number, "data.start");
}

/* "end before start", "a day before birth": EARLIER and LATER are the arguments as they should be. */
static bool are_exchanged(const dates *d, uint32_t earlier, uint32_t later) {
    if (is_birth(d, later) && !is_birth(d, earlier))
        return true;
    return is_late(d, earlier) && is_early(d, later);
}

static bool takes_days_in_order(const ind_node *node) {
    return node->op == IND_OP_AGE || node->op == IND_OP_DAYS_BETWEEN || node->op == IND_OP_MONTHS_BETWEEN ||
           node->op == IND_OP_MINUTES_BETWEEN || node->op == IND_OP_WITHIN_DAYS;
}

static void judge_order(const dates *d, uint32_t number) {
    const ind_node *node = node_of(d, number);
    if (!node->used || !takes_days_in_order(node))
        return;
    uint32_t a = node->args[0], b = node->args[1];
    if (ind_expr_same_node(d->at->expr, a, d->at->expr, b) && !node_of(d, a)->constant)
        ind_lint_add(d->lint, "exchanged_dates", ind_lint_place(d->at, number), NULL,
                     "both days are the same: nothing lies between them");
    else if (are_exchanged(d, a, b))
        ind_lint_add(d->lint, "exchanged_dates", ind_lint_place(d->at, number),
                     ind_arena_format(d->lint->arena, "exchange them: the earlier day stands first, here %s",
                                      ind_lint_text(d->lint, d->at, b)),
                     "the days are exchanged: %s is counted from %s", node->op == IND_OP_AGE ? "the age" : "the time",
                     ind_lint_text(d->lint, d->at, a));
}

/* ---- weeks ---- */

static bool is_call(const ind_expr *expr, uint32_t number, ind_operator op) {
    return expr->nodes[number].used && expr->nodes[number].op == op;
}

/* Is there OP of the day of node WEEK, in an expression about the same rows? */
static bool has_call(const dates *d, uint32_t week, ind_operator op, bool groups_only) {
    for (size_t i = 0; i < d->lint->expr_count; i++) {
        const ind_lint_expr *other = &d->lint->exprs[i];
        if (other->feed != d->at->feed || other->scope != d->at->scope || (groups_only && other->path != NULL))
            continue;
        for (uint32_t n = 0; n < other->expr->count; n++)
            if (is_call(other->expr, n, op) &&
                ind_expr_same_node(other->expr, other->expr->nodes[n].args[0], d->at->expr, node_of(d, week)->args[0]))
                return true;
    }
    return false;
}

static bool has_call_here(const dates *d, uint32_t week, ind_operator op) {
    for (uint32_t n = 0; n < d->at->expr->count; n++)
        if (is_call(d->at->expr, n, op) &&
            ind_expr_same_node(d->at->expr, node_of(d, n)->args[0], d->at->expr, node_of(d, week)->args[0]))
            return true;
    return false;
}

static void judge_week(const dates *d, uint32_t number) {
    bool group = d->at->path == NULL;
    if (!is_call(d->at->expr, number, IND_OP_ISO_WEEK) || has_call_here(d, number, IND_OP_ISO_YEAR))
        return;
    const char *help = ind_arena_format(d->lint->arena, "write iso_year(%s) beside it",
                                        ind_lint_text(d->lint, d->at, node_of(d, number)->args[0]));
    if (has_call_here(d, number, IND_OP_YEAR) || (group && has_call(d, number, IND_OP_YEAR, true)))
        ind_lint_add(d->lint, "iso_year", ind_lint_place(d->at, number), help,
                     "at the turn of the year this week belongs to another year than year() says: 2024-12-30 is in "
                     "week 1 of 2025");
    else if (group && is_column_of(d, node_of(d, number)->args[0], "period.date") &&
             !has_call(d, number, IND_OP_ISO_YEAR, true))
        ind_lint_add(d->lint, "iso_year", ind_lint_place(d->at, number), help,
                     "the last days of a year can be in week 1 of the next: in the cells of a year they are one group "
                     "with its own week 1");
}

void ind_lint_dates(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++) {
        dates d = {lint, &lint->exprs[i]};
        for (uint32_t n = 0; n < d.at->expr->count; n++) {
            judge_order(&d, n);
            judge_week(&d, n);
        }
    }
}
