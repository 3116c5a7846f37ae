/* lint_constants.c - the constants of an expression, each with what it is held against. */
#include "definition/lint_constants.h"

typedef struct {
    ind_lint *lint;
    const ind_lint_expr *at;
    void (*each)(void *context, const ind_lint_constant *constant);
    void *context;
} walk;

static bool is_unwrapped(const ind_node *node) {
    return node->op == IND_OP_WIDEN || node->op == IND_OP_DATE_OF;
}

uint32_t ind_lint_unwrapped(const ind_expr *expr, uint32_t number) {
    while (is_unwrapped(&expr->nodes[number]))
        number = expr->nodes[number].args[0];
    return number;
}

/* Where the constant VALUE of the list at node LIST stands: a literal that the list has swallowed. */
uint32_t ind_lint_literal(const ind_expr *expr, uint32_t list, const ind_judged *value) {
    for (uint32_t i = 0; i < list; i++) {
        const ind_node *node = &expr->nodes[i];
        bool inside = node->start >= expr->nodes[list].start && node->end <= expr->nodes[list].end;
        if (!node->constant || node->count > 0 || !inside)
            continue;
        bool text = value->kind == IND_JUDGED_TEXT && node->type == IND_TEXT;
        double number = node->type == IND_DATE     ? node->value.day
                        : node->type == IND_NUMBER ? node->value.number
                                                   : (double)node->value.integer;
        if (text ? ind_str_equal(node->value.text, value->text)
                 : value->kind == IND_JUDGED_NUMBER && node->type != IND_TEXT && number == value->number)
            return i;
    }
    return list;
}

static void tell(const walk *w, ind_lint_constant constant) {
    if (constant.value.kind == IND_JUDGED_UNKNOWN)
        return;
    constant.at = w->at;
    constant.subject = ind_lint_unwrapped(w->at->expr, constant.subject);
    if (!w->at->expr->nodes[constant.subject].constant)
        w->each(w->context, &constant);
}

static void tell_set(const walk *w, uint32_t number) {
    const ind_node *node = &w->at->expr->nodes[number];
    for (size_t i = 0; i < node->set->count; i++) {
        ind_judged value = {.kind = IND_JUDGED_NUMBER};
        if (node->set->texts != NULL)
            value = (ind_judged){.kind = IND_JUDGED_TEXT, .text = node->set->texts[i]};
        else
            value.number = node->set->numbers != NULL ? node->set->numbers[i] : (double)node->set->integers[i];
        tell(w, (ind_lint_constant){.how = IND_HELD_EQUAL,
                                    .node = number,
                                    .subject = node->args[0],
                                    .place = ind_lint_literal(w->at->expr, number, &value),
                                    .value = value});
    }
}

static ind_held how_of(const ind_node *node) {
    switch (node->op) {
    case IND_OP_EQUAL:
    case IND_OP_DIFFER: return IND_HELD_EQUAL;
    case IND_OP_LESS: return IND_HELD_LESS;
    case IND_OP_AT_MOST: return IND_HELD_AT_MOST;
    case IND_OP_HAS: return IND_HELD_HAS;
    case IND_OP_HAS_PREFIX: return IND_HELD_PREFIX;
    default: return IND_HELD_NOT;
    }
}

static void tell_pair(const walk *w, uint32_t number, ind_held how) {
    const ind_node *node = &w->at->expr->nodes[number];
    for (uint32_t a = 0; a < 2; a++)
        if (w->at->expr->nodes[node->args[a]].constant && !w->at->expr->nodes[node->args[1 - a]].constant)
            tell(w, (ind_lint_constant){.how = how,
                                        .left = a == 0,
                                        .node = number,
                                        .subject = node->args[1 - a],
                                        .place = node->args[a],
                                        .value = ind_judge_fold(w->at->expr, node->args[a], w->lint->arena)});
}

void ind_lint_each_constant(ind_lint *lint, const ind_lint_expr *at,
                            void (*each)(void *context, const ind_lint_constant *constant), void *context) {
    walk w = {lint, at, each, context};
    for (uint32_t n = 0; n < at->expr->count; n++) {
        const ind_node *node = &at->expr->nodes[n];
        if (!node->used || node->constant)
            continue;
        if (node->op == IND_OP_IN)
            tell_set(&w, n);
        else if (node->op == IND_OP_LIKE)
            tell(&w, (ind_lint_constant){.how = IND_HELD_LIKE,
                                         .node = n,
                                         .subject = node->args[0],
                                         .place = n,
                                         .value = {.kind = IND_JUDGED_TEXT, .text = node->value.text}});
        else if (how_of(node) != IND_HELD_NOT)
            tell_pair(&w, n, how_of(node));
    }
}

bool ind_lint_is_default(ind_lint *lint, const ind_lint_constant *c) {
    const ind_expr *expr = c->at->expr;
    const ind_node *node = &expr->nodes[c->subject];
    for (uint32_t i = 0; node->op == IND_OP_COALESCE && i < node->count; i++) {
        if (!expr->nodes[node->args[i]].constant)
            continue;
        ind_judged value = ind_judge_fold(expr, node->args[i], lint->arena);
        if (value.kind == c->value.kind && (value.kind == IND_JUDGED_TEXT ? ind_str_equal(value.text, c->value.text)
                                                                          : value.number == c->value.number))
            return true;
    }
    return false;
}

uint32_t ind_lint_inner(const ind_expr *expr, uint32_t number) {
    const ind_node *node = &expr->nodes[number];
    uint32_t inner = number, varying = 0;
    for (uint32_t i = 0; node->op == IND_OP_COALESCE && i < node->count; i++)
        if (!expr->nodes[node->args[i]].constant) {
            inner = node->args[i];
            varying++;
        }
    return varying == 1 ? ind_lint_unwrapped(expr, inner) : number;
}

const ind_field *ind_lint_column(const ind_lint *lint, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[ind_lint_inner(at->expr, number)];
    return node->op == IND_OP_SLOT ? ind_lint_field(lint, at, node->slot) : NULL;
}

const ind_dataset *ind_lint_dataset(ind_lint *lint, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[ind_lint_inner(at->expr, number)];
    const ind_feed *feed = &lint->measure->feeds[at->feed];
    if (node->op != IND_OP_SLOT)
        return NULL;
    const ind_slot *slot = &feed->slots[at->scope].items[node->slot];
    if (slot->side > IND_SIDE_LAST)
        return NULL;
    return feed->columns[slot->column].dataset;
}
