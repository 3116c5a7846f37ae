/* judge.c - finds the subjects of expressions: what is compared, with which constants, and with what else. */
#include "language/reasoning/judge_state.h"

static const ind_node *node_of(const ind_judge *judge, size_t expr, uint32_t node) {
    return &judge->exprs[expr]->nodes[node];
}

bool ind_judge_compares(const ind_node *node) {
    bool order = node->op == IND_OP_LESS || node->op == IND_OP_AT_MOST;
    return node->op == IND_OP_EQUAL || node->op == IND_OP_DIFFER || (order && node->of != IND_TEXT);
}

static ind_role role_of(const ind_node *node) {
    if (node->constant)
        return IND_ROLE_CONSTANT;
    switch (node->op) {
    case IND_OP_AND:
    case IND_OP_OR:
    case IND_OP_NOT:
    case IND_OP_BOTH:
    case IND_OP_IS_NULL:
    case IND_OP_IN:
    case IND_OP_CASE:
    case IND_OP_COALESCE:
    case IND_OP_WIDEN: return IND_ROLE_OPERATION;
    default: break;
    }
    if (ind_judge_compares(node))
        return IND_ROLE_OPERATION;
    return node->type == IND_BOOLEAN && node->mapped >= 0 ? IND_ROLE_ATOM : IND_ROLE_SUBJECT;
}

/* ---- variables ---- */

static int find_varying(const ind_judge *judge, int kind, size_t expr, uint32_t node) {
    for (size_t i = 0; i < judge->varying_count; i++) {
        const ind_varying *v = &judge->varying[i];
        if ((int)v->kind == kind && ind_expr_same_node(judge->exprs[v->expr], v->node, judge->exprs[expr], node))
            return (int)i;
    }
    return -1;
}

static int add_varying(ind_judge *judge, int kind, size_t expr, uint32_t node) {
    int found = find_varying(judge, kind, expr, node);
    if (found >= 0)
        return found;
    if (judge->varying_count == IND_JUDGE_SUBJECTS) {
        judge->failed = true;
        return 0;
    }
    ind_varying *v = &judge->varying[judge->varying_count];
    *v = (ind_varying){.expr = expr, .node = node};
    v->kind = kind == IND_VARY_VALUE ? IND_VARY_VALUE : kind == IND_VARY_ORDER ? IND_VARY_ORDER : IND_VARY_TRUTH;
    return (int)judge->varying_count++;
}

/* The variable for the order of the two arguments of NODE, whichever of them was first met on the left. */
static void find_order(ind_judge *judge, size_t expr, uint32_t number) {
    const ind_node *node = node_of(judge, expr, number);
    ind_judged_node *judged = &judge->nodes[expr][number];
    const ind_expr *text = judge->exprs[expr];
    for (size_t i = 0; i < judge->varying_count; i++) {
        const ind_varying *v = &judge->varying[i];
        if (v->kind != IND_VARY_ORDER)
            continue;
        const ind_expr *other = judge->exprs[v->expr];
        const uint32_t *args = other->nodes[v->node].args;
        bool same = ind_expr_same_node(other, args[0], text, node->args[0]) &&
                    ind_expr_same_node(other, args[1], text, node->args[1]);
        bool swapped = ind_expr_same_node(other, args[0], text, node->args[1]) &&
                       ind_expr_same_node(other, args[1], text, node->args[0]);
        if (same || swapped) {
            judged->varying = (int)i;
            judged->swapped = !same;
            return;
        }
    }
    judged->varying = add_varying(judge, IND_VARY_ORDER, expr, number);
}

/* ---- walking ---- */

static void discover(ind_judge *judge, size_t expr, uint32_t number);

/* VALUE is compared with what NODE gives: it becomes a constant of every subject behind NODE. */
static void name_value(ind_judge *judge, size_t expr, uint32_t number, const ind_judged *value) {
    const ind_node *node = node_of(judge, expr, number);
    if (++judge->steps > IND_JUDGE_WORLDS) {
        judge->failed = true;
        return;
    }
    if (judge->nodes[expr][number].role == IND_ROLE_SUBJECT && value->kind != IND_JUDGED_UNKNOWN)
        ind_judge_add_value(judge, &judge->varying[judge->nodes[expr][number].varying], *value);
    switch (ind_judge_operator(judge, expr, number)) {
    case IND_OP_WIDEN:
    case IND_OP_COALESCE:
        for (uint32_t i = 0; i < node->count; i++)
            name_value(judge, expr, node->args[i], value);
        break;
    case IND_OP_CASE:
        for (uint32_t i = 1; i < node->count; i += 2)
            name_value(judge, expr, node->args[i], value);
        if (node->has_else)
            name_value(judge, expr, node->args[node->count - 1], value);
        break;
    default: break;
    }
}

static void discover_comparison(ind_judge *judge, size_t expr, uint32_t number) {
    const ind_node *node = node_of(judge, expr, number);
    const ind_node *left = node_of(judge, expr, node->args[0]), *right = node_of(judge, expr, node->args[1]);
    discover(judge, expr, node->args[0]);
    discover(judge, expr, node->args[1]);
    if (!left->constant && !right->constant) {
        judge->nodes[expr][number].role = IND_ROLE_PAIR;
        find_order(judge, expr, number);
        return;
    }
    uint32_t constant = left->constant ? 0 : 1;
    ind_judged value = judge->nodes[expr][node->args[constant]].value;
    name_value(judge, expr, node->args[1 - constant], &value);
}

static ind_judged item_of(const ind_node *node, size_t i) {
    ind_judged value = {.kind = IND_JUDGED_NUMBER, .named = true};
    if (node->set->texts != NULL) {
        value.kind = IND_JUDGED_TEXT;
        value.text = node->set->texts[i];
    } else {
        value.number = node->set->numbers != NULL ? node->set->numbers[i] : (double)node->set->integers[i];
    }
    return value;
}

static void discover_set(ind_judge *judge, size_t expr, uint32_t number) {
    const ind_node *node = node_of(judge, expr, number);
    discover(judge, expr, node->args[0]);
    for (size_t i = 0; i < node->set->count; i++) {
        ind_judged value = item_of(node, i);
        name_value(judge, expr, node->args[0], &value);
    }
}

static void discover(ind_judge *judge, size_t expr, uint32_t number) {
    const ind_node *node = node_of(judge, expr, number);
    ind_judged_node *judged = &judge->nodes[expr][number];
    if (judged->role != IND_ROLE_NONE || judge->failed)
        return;
    judged->role = role_of(node);
    if (judged->role == IND_ROLE_CONSTANT)
        judged->value = ind_judge_fold(judge->exprs[expr], number, judge->arena);
    else if (judged->role == IND_ROLE_SUBJECT)
        judged->varying = add_varying(judge, IND_VARY_VALUE, expr, number);
    else if (ind_judge_compares(node))
        discover_comparison(judge, expr, number);
    else if (node->op == IND_OP_IN)
        discover_set(judge, expr, number);
    else {
        if (judged->role == IND_ROLE_ATOM)
            judged->varying = add_varying(judge, IND_VARY_TRUTH, expr, number);
        for (uint32_t i = 0; i < node->count; i++)
            discover(judge, expr, node->args[i]);
    }
}

/* The root, and every case inside of what is opaque. */
static void discover_all(ind_judge *judge, size_t e) {
    const ind_expr *expr = judge->exprs[e];
    discover(judge, e, expr->root);
    for (uint32_t i = 0; i < expr->count; i++)
        if (expr->nodes[i].used && expr->nodes[i].op == IND_OP_CASE)
            discover(judge, e, i);
}

static bool is_too_large(const ind_judge *judge) {
    size_t worlds = 1, nodes = 0;
    for (size_t e = 0; e < judge->count; e++)
        nodes += judge->exprs[e] == NULL ? 0 : judge->exprs[e]->count;
    for (size_t i = 0; i < judge->varying_count; i++) {
        worlds *= judge->varying[i].count;
        if (worlds > IND_JUDGE_WORLDS || worlds * nodes > IND_JUDGE_WORK)
            return true;
    }
    return false;
}

ind_judge *ind_judge_new(ind_arena *arena, const ind_expr *const *exprs, size_t count,
                         ind_value_domain (*domain)(void *context, uint32_t slot), void *context) {
    ind_judge *judge = ind_arena_alloc(arena, sizeof *judge);
    judge->arena = arena;
    judge->exprs = exprs;
    judge->count = count;
    judge->domain = domain;
    judge->domain_context = context;
    judge->nodes = ind_arena_alloc(arena, (count + 1) * sizeof *judge->nodes);
    for (size_t e = 0; e < count; e++) {
        if (exprs[e] == NULL)
            continue;
        judge->nodes[e] = ind_arena_alloc(arena, exprs[e]->count * sizeof **judge->nodes);
        for (size_t i = 0; i < exprs[e]->count; i++)
            judge->nodes[e][i].varying = -1;
        discover_all(judge, e);
    }
    for (size_t i = 0; i < judge->varying_count && !judge->failed; i++)
        ind_judge_represent(judge, &judge->varying[i]);
    return judge->failed || is_too_large(judge) ? NULL : judge;
}

/* ---- what was found ---- */

ind_role ind_judge_role(const ind_judge *judge, size_t expr, uint32_t node) {
    return judge->nodes[expr][node].role;
}

ind_operator ind_judge_operator(const ind_judge *judge, size_t expr, uint32_t node) {
    return judge->nodes[expr][node].role == IND_ROLE_OPERATION ? node_of(judge, expr, node)->op : IND_OP_NONE;
}

int ind_judge_subject(const ind_judge *judge, size_t expr, uint32_t node) {
    const ind_judged_node *judged = &judge->nodes[expr][node];
    return judged->role == IND_ROLE_SUBJECT ? judged->varying : -1;
}

enum { NO_SUBJECT = -1, SEVERAL = -2 };

static int only(const ind_judge *judge, size_t expr, uint32_t number) {
    const ind_node *node = node_of(judge, expr, number);
    switch (judge->nodes[expr][number].role) {
    case IND_ROLE_CONSTANT: return NO_SUBJECT;
    case IND_ROLE_SUBJECT: return judge->nodes[expr][number].varying;
    case IND_ROLE_PAIR:
    case IND_ROLE_ATOM: return SEVERAL;
    default: break;
    }
    if (node->op == IND_OP_CASE || node->op == IND_OP_COALESCE)
        return SEVERAL;
    int found = NO_SUBJECT;
    for (uint32_t i = 0; i < node->count; i++) {
        int one = only(judge, expr, node->args[i]);
        if (one != NO_SUBJECT && found != NO_SUBJECT && one != found)
            return SEVERAL;
        found = one == NO_SUBJECT ? found : one;
    }
    return found;
}

int ind_judge_only_subject(const ind_judge *judge, size_t expr, uint32_t node) {
    int found = only(judge, expr, node);
    if (found < 0)
        return -1;
    const ind_varying *v = &judge->varying[found];
    ind_type type = node_of(judge, v->expr, v->node)->type;
    return type == IND_TEXT || type == IND_LIST || type == IND_BOOLEAN ? -1 : found;
}

size_t ind_judge_subject_count(const ind_judge *judge) {
    return judge->varying_count;
}

ind_type ind_judge_type(const ind_judge *judge, size_t subject) {
    return node_of(judge, judge->varying[subject].expr, judge->varying[subject].node)->type;
}

size_t ind_judge_value_count(const ind_judge *judge, size_t subject) {
    return judge->varying[subject].count;
}

const ind_judged *ind_judge_value(const ind_judge *judge, size_t subject, size_t value) {
    return &judge->varying[subject].values[value];
}

const ind_judged *ind_judge_constant(const ind_judge *judge, size_t expr, uint32_t node) {
    const ind_judged_node *judged = &judge->nodes[expr][node];
    return judged->role == IND_ROLE_CONSTANT ? &judged->value : NULL;
}
