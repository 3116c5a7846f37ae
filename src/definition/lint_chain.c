/* lint_chain.c - conditions that follow each other: rows are chosen, then excluded in order, then asked for the
 * numerator.  Judged together, a later one may turn out to have nothing left to say. */
#include "definition/lint.h"

enum { MOST = 24 };

typedef struct {
    ind_lint *lint;
    const ind_judge *judge;
    ind_lint_expr *links[MOST];
    const ind_expr *exprs[MOST];
    size_t chosen, excluded, count; /* links 0..chosen-1 choose, ..excluded-1 exclude, the last one is the numerator */
    bool has_numerator;
    bool met[MOST]; /* an exclusion: by a row that is left */
    bool any_chosen, any_left, any_met, any_missed;
    /* by subject and value: the numerator is met at all; by a row that is left */
    bool numerator[IND_JUDGE_SUBJECTS][IND_JUDGE_VALUES], inside[IND_JUDGE_SUBJECTS][IND_JUDGE_VALUES];
} chain;

static uint8_t truth(const chain *c, size_t link) {
    return ind_judge_truth(c->judge, link, c->exprs[link]->root);
}

static void see_numerator(chain *c, bool left) {
    bool met = truth(c, c->excluded) == IND_TRUE;
    c->any_met |= left && met;
    c->any_missed |= left && !met;
    for (size_t s = 0; met && s < ind_judge_subject_count(c->judge); s++) {
        size_t value = ind_judge_choice(c->judge, s);
        c->numerator[s][value] = true;
        c->inside[s][value] |= left;
    }
}

static void see_world(void *context, const ind_judge *judge) {
    chain *c = context;
    (void)judge;
    bool left = true;
    for (size_t i = 0; i < c->chosen; i++)
        left = left && truth(c, i) == IND_TRUE;
    c->any_chosen |= left;
    for (size_t i = c->chosen; i < c->excluded && left; i++)
        if (truth(c, i) == IND_TRUE) {
            c->met[i] = true;
            left = false;
        }
    c->any_left |= left;
    if (c->has_numerator)
        see_numerator(c, left);
}

/* ---- what it means ---- */

static bool can_be_true(const ind_lint_expr *at) {
    return (at->possible >> IND_TRUE & 1u) != 0;
}

static void say(const chain *c, const char *rule, size_t link, const char *what) {
    ind_lint_add(c->lint, rule, ind_lint_place(c->links[link], c->links[link]->expr->root), NULL, "%s", what);
}

/* Where the constant VALUE stands in the numerator. */
static uint32_t literal_at(const ind_expr *expr, uint32_t fallback, const ind_judged *value) {
    for (uint32_t i = 0; i < expr->count; i++) {
        const ind_node *node = &expr->nodes[i];
        bool literal = node->op == IND_OP_LITERAL;
        if (literal && value->kind == IND_JUDGED_TEXT && node->type == IND_TEXT &&
            ind_str_equal(node->value.text, value->text))
            return i;
    }
    return fallback;
}

static void outside(const chain *c, uint32_t node, size_t subject, const ind_judged *value) {
    const ind_lint_expr *at = c->links[c->excluded];
    for (size_t v = 0; v < ind_judge_value_count(c->judge, subject); v++) {
        const ind_judged *one = ind_judge_value(c->judge, subject, v);
        bool same = one->kind == value->kind && one->kind == IND_JUDGED_TEXT && ind_str_equal(one->text, value->text);
        if (!same || !c->numerator[subject][v] || c->inside[subject][v])
            continue;
        char shown[IND_SHOWN_TEXT];
        ind_lint_add(c->lint, "numerator_part_outside", ind_lint_place(at, literal_at(at->expr, node, value)),
                     "add it to the denominator, or take it out of the numerator",
                     "'%s' is in the numerator, but no row of the denominator has it", ind_shown(value->text, shown));
    }
}

/* Codes that the numerator names, = and in. */
static void judge_parts(const chain *c) {
    const ind_expr *expr = c->exprs[c->excluded];
    for (uint32_t i = 0; i < expr->count; i++) {
        const ind_node *node = &expr->nodes[i];
        ind_operator op = ind_judge_operator(c->judge, c->excluded, i);
        if (op != IND_OP_EQUAL && op != IND_OP_IN)
            continue;
        for (uint32_t a = 0; a < node->count; a++) {
            int subject = ind_judge_subject(c->judge, c->excluded, node->args[a]);
            const ind_judged *other =
                op == IND_OP_EQUAL ? ind_judge_constant(c->judge, c->excluded, node->args[1 - a]) : NULL;
            if (subject >= 0 && other != NULL)
                outside(c, i, (size_t)subject, other);
            for (size_t k = 0; subject >= 0 && op == IND_OP_IN && node->set->texts != NULL && k < node->set->count; k++)
                outside(c, i, (size_t)subject, &(ind_judged){.kind = IND_JUDGED_TEXT, .text = node->set->texts[k]});
        }
    }
}

static void judge_numerator(const chain *c) {
    const ind_lint_expr *at = c->links[c->excluded];
    bool varies = (at->possible & ~(1u << IND_TRUE)) != 0;
    if (!can_be_true(at) || !varies)
        return; /* said of the condition alone */
    if (!c->any_met)
        say(c, "numerator_outside", c->excluded,
            "this is never met in the denominator: the conditions contradict each other");
    else if (!c->any_missed)
        say(c, "numerator_is_all", c->excluded,
            "this is met by every row of the denominator: the share is always 100 %");
    else
        judge_parts(c);
}

static void judge_chain(const chain *c) {
    if (!c->any_chosen) {
        for (size_t i = 0; i < c->chosen; i++)
            if (!can_be_true(c->links[i]))
                return; /* said of the condition alone */
        if (c->chosen > 0)
            say(c, "always_false", c->chosen - 1, "this is never met together with 'data.where'");
        return;
    }
    for (size_t i = c->chosen; i < c->excluded; i++)
        if (!c->met[i] && can_be_true(c->links[i]))
            say(c, "idle_exclusion", i, "this excludes nothing: no row that is left here can meet it");
    if (c->any_left && c->has_numerator)
        judge_numerator(c);
}

/* ---- the links ---- */

static void add(chain *c, ind_lint_expr *at) {
    if (at == NULL || c->count == MOST)
        return;
    c->links[c->count] = at;
    c->exprs[c->count++] = at->expr;
}

static void add_all(chain *c, const char *path) {
    for (size_t i = 0; i < c->lint->expr_count; i++)
        if (c->lint->exprs[i].path != NULL && strcmp(c->lint->exprs[i].path, path) == 0)
            add(c, &c->lint->exprs[i]);
}

void ind_lint_chain(ind_lint *lint) {
    const ind_kind_spec *kind = lint->measure->kind;
    if (kind->chain.exclude == NULL)
        return;
    chain *c = ind_arena_alloc(lint->arena, sizeof *c);
    c->lint = lint;
    for (size_t i = 0; i < 2 && kind->chain.chosen[i] != NULL; i++)
        add(c, ind_lint_find(lint, kind->chain.chosen[i]));
    c->chosen = c->count;
    add_all(c, kind->chain.exclude);
    c->excluded = c->count;
    if (kind->chain.numerator != NULL)
        add(c, ind_lint_find(lint, kind->chain.numerator));
    c->has_numerator = c->count > c->excluded;
    if (c->count < 2 || c->count == MOST)
        return;
    ind_lint_pair pair = {lint, c->links[0]};
    ind_judge *judge = ind_judge_new(lint->arena, c->exprs, c->count, ind_lint_domain, &pair);
    c->judge = judge;
    if (judge == NULL)
        return;
    ind_judge_run(judge, see_world, c);
    judge_chain(c);
}
