/* lint_conditions.c - conditions judged one by one: never met, always met; branches and bands of case. */
#include "definition/lint.h"

#include "base/date.h"

enum { CAN_BE_FALSE = 1u << IND_FALSE, CAN_BE_TRUE = 1u << IND_TRUE, CAN_BE_UNKNOWN = 1u << IND_UNKNOWN };

/* A case under judgement. */
typedef struct {
    uint32_t node;
    uint32_t branches; /* without else */
    bool *reached;     /* by branch; else last */
    uint64_t *covers;  /* by branch: the values of SUBJECT that are in the band */
    int subject;       /* -1: the branches are not bands of one value */
} case_state;

typedef struct {
    ind_lint *lint;
    ind_lint_expr *at;
    const ind_judge *judge;
    uint8_t *possible; /* by node */
    case_state *cases;
    size_t case_count;
} judging;

static const ind_node *node_of(const judging *j, uint32_t node) {
    return &j->at->expr->nodes[node];
}

static ind_operator operator_of(const judging *j, uint32_t node) {
    return ind_judge_operator(j->judge, 0, node);
}

/* ---- never and always ---- */

static void say(const judging *j, const char *rule, uint32_t node, const char *help, const char *what) {
    ind_lint_add(j->lint, rule, ind_lint_place(j->at, node), help, "%s", what);
}

static bool is_logic(ind_operator op) {
    return op == IND_OP_AND || op == IND_OP_OR || op == IND_OP_NOT;
}

static void visit(judging *j, uint32_t number);

/* An "and" is never met, an "or" always, because a part is: true if so, and the part has been spoken of. */
static bool part_explains(judging *j, uint32_t number, ind_operator op) {
    const ind_node *node = node_of(j, number);
    bool found = false;
    for (uint32_t i = 0; operator_of(j, number) == op && i < node->count; i++) {
        uint8_t possible = j->possible[node->args[i]];
        if (op == IND_OP_AND ? (possible & CAN_BE_TRUE) == 0 : possible == CAN_BE_TRUE) {
            visit(j, node->args[i]);
            found = true;
        }
    }
    return found;
}

static bool is_written(const judging *j, uint32_t number) { /* "true" and "false" are meant as they stand */
    return node_of(j, number)->op == IND_OP_LITERAL;
}

/* A condition that can be true and false is fine; look at its parts. */
static void visit(judging *j, uint32_t number) {
    const ind_node *node = node_of(j, number);
    ind_role role = ind_judge_role(j->judge, 0, number);
    bool logic = is_logic(operator_of(j, number));
    uint8_t possible = j->possible[number];
    if (role == IND_ROLE_NONE || node->type != IND_BOOLEAN)
        return;
    if ((possible & CAN_BE_TRUE) == 0) {
        if (!part_explains(j, number, IND_OP_AND))
            say(j, "always_false", number, NULL, "this is never met: no value makes it true");
        return;
    }
    if (possible == CAN_BE_TRUE) {
        if (!is_written(j, number) && !part_explains(j, number, IND_OP_OR))
            say(j, "always_true", number, NULL, "this is always met: every value makes it true, unknown too");
        return;
    }
    if ((possible & CAN_BE_FALSE) == 0 && (logic || role == IND_ROLE_PAIR)) {
        say(j, "true_when_known", number, "if that is meant, write 'is not null'",
            "this is met by every known value; only rows where a value is unknown do not meet it");
        return;
    }
    for (uint32_t i = 0; logic && i < node->count; i++)
        visit(j, node->args[i]);
}

/* ---- case ---- */

static bool has_order(const judging *j, uint32_t number) {
    const ind_node *node = node_of(j, number);
    ind_operator op = operator_of(j, number);
    if (op == IND_OP_LESS || op == IND_OP_AT_MOST)
        return true;
    for (uint32_t i = 0; (is_logic(op) || op == IND_OP_BOTH) && i < node->count; i++)
        if (has_order(j, node->args[i]))
            return true;
    return false;
}

/* The value that all branches split into bands; -1.  One that is met by single values only is no band. */
static int banded(const judging *j, const ind_node *node) {
    int subject = -1;
    uint32_t bands = 0;
    for (uint32_t i = 0; i + 1 < node->count; i += 2) {
        int one = ind_judge_only_subject(j->judge, 0, node->args[i]);
        if (one < 0 || (subject >= 0 && one != subject))
            return -1;
        subject = one;
        bands += has_order(j, node->args[i]);
    }
    return bands >= 2 && ind_judge_value_count(j->judge, (size_t)subject) <= 64 ? subject : -1;
}

static void find_cases(judging *j) {
    const ind_expr *expr = j->at->expr;
    j->cases = ind_arena_alloc(j->lint->arena, expr->count * sizeof *j->cases);
    for (uint32_t i = 0; i < expr->count; i++) {
        const ind_node *node = &expr->nodes[i];
        if (operator_of(j, i) != IND_OP_CASE)
            continue;
        uint32_t branches = node->count / 2;
        j->cases[j->case_count++] =
            (case_state){.node = i,
                         .branches = branches,
                         .reached = ind_arena_alloc(j->lint->arena, branches + 1),
                         .covers = ind_arena_alloc(j->lint->arena, (branches + 1) * sizeof(uint64_t)),
                         .subject = banded(j, node)};
    }
}

static void see_case(const judging *j, const case_state *state) {
    const ind_node *node = node_of(j, state->node);
    bool taken = false;
    for (uint32_t b = 0; b < state->branches; b++) {
        if (ind_judge_truth(j->judge, 0, node->args[2 * b]) != IND_TRUE)
            continue;
        state->reached[b] |= !taken;
        taken = true;
        if (state->subject >= 0)
            state->covers[b] |= UINT64_C(1) << ind_judge_choice(j->judge, (size_t)state->subject);
    }
    state->reached[state->branches] |= !taken;
}

static void see_world(void *context, const ind_judge *judge) {
    judging *j = context;
    (void)judge;
    for (uint32_t i = 0; i < j->at->expr->count; i++)
        if (ind_judge_role(j->judge, 0, i) != IND_ROLE_NONE && node_of(j, i)->type == IND_BOOLEAN)
            j->possible[i] |= (uint8_t)(1u << ind_judge_truth(j->judge, 0, i));
    for (size_t c = 0; c < j->case_count; c++)
        see_case(j, &j->cases[c]);
}

static void judge_branches(judging *j, const case_state *state) {
    const ind_node *node = node_of(j, state->node);
    for (uint32_t b = 0; b < state->branches; b++) {
        uint32_t condition = node->args[2 * b];
        visit(j, condition);
        if (!state->reached[b] && (j->possible[condition] & CAN_BE_TRUE) != 0)
            say(j, "unreachable_branch", condition, "put the narrower condition first",
                "this branch is never taken: the ones above take all that meets it");
    }
    if (node->has_else && !state->reached[state->branches])
        say(j, "unreachable_branch", node->args[node->count - 1], NULL,
            "this else is never taken: the branches take every value, unknown too");
}

/* ---- bands ---- */

static const char *example(const judging *j, const case_state *state, size_t value) {
    double number = ind_judge_value(j->judge, (size_t)state->subject, value)->number;
    char day[IND_DATE_TEXT];
    if (ind_judge_type(j->judge, (size_t)state->subject) == IND_DATE)
        return ind_arena_format(j->lint->arena, "%s", ind_date_text((int32_t)number, day));
    return ind_arena_format(j->lint->arena, "%.10g", number);
}

static size_t first_of(uint64_t set) {
    size_t at = 0;
    while ((set >> at & 1u) == 0)
        at++;
    return at;
}

static void judge_overlaps(judging *j, const case_state *state) {
    const ind_node *node = node_of(j, state->node);
    for (uint32_t b = 1; b < state->branches; b++)
        for (uint32_t a = 0; a < b; a++) {
            uint64_t both = state->covers[a] & state->covers[b];
            bool inside = (state->covers[a] & ~state->covers[b]) == 0 || (state->covers[b] & ~state->covers[a]) == 0;
            if (both == 0 || inside || !has_order(j, node->args[2 * a]) || !has_order(j, node->args[2 * b]))
                continue;
            ind_lint_add(j->lint, "band_overlap", ind_lint_place(j->at, node->args[2 * b]), NULL,
                         "the bands overlap: %s is in this one and in branch %u, which takes it",
                         example(j, state, first_of(both)), a + 1);
            break;
        }
}

/* Values that no band takes although lower and higher ones are taken. */
static void judge_gaps(judging *j, const case_state *state) {
    const ind_node *node = node_of(j, state->node);
    size_t count = ind_judge_value_count(j->judge, (size_t)state->subject);
    uint64_t taken = 0;
    for (uint32_t b = 0; b < state->branches; b++)
        taken |= state->covers[b];
    size_t last = 0;
    bool any = false;
    for (size_t v = 0; v < count; v++) {
        if ((taken >> v & 1u) == 0)
            continue;
        bool one = any && v == last + 2 && ind_judge_value(j->judge, (size_t)state->subject, last + 1)->named;
        if (any && v > last + 1 && (!node->has_else || one))
            ind_lint_add(j->lint, "band_gap", ind_lint_place(j->at, state->node), NULL,
                         "there is a gap between the bands: %s is in none of them%s", example(j, state, last + 1),
                         node->has_else ? " and falls into else" : " and becomes unknown");
        last = v;
        any = true;
    }
}

/* ---- the whole ---- */

static void judge_one(ind_lint *lint, ind_lint_expr *at) {
    const ind_expr *exprs[] = {at->expr};
    ind_lint_pair pair = {lint, at};
    ind_judge *judge = ind_judge_new(lint->arena, exprs, 1, ind_lint_domain, &pair);
    if (judge == NULL)
        return;
    judging j = {.lint = lint, .at = at, .judge = judge};
    j.possible = ind_arena_alloc(lint->arena, at->expr->count);
    find_cases(&j);
    ind_judge_run(judge, see_world, &j);
    for (uint32_t i = 0; i < at->expr->count; i++) { /* constants are the same in every world */
        const ind_judged *constant = ind_judge_constant(judge, 0, i);
        if (constant != NULL && node_of(&j, i)->type == IND_BOOLEAN)
            j.possible[i] = (uint8_t)(1u << ind_judge_truth(judge, 0, i));
    }
    if (ind_expr_type(at->expr) == IND_BOOLEAN) {
        at->possible = j.possible[at->expr->root];
        visit(&j, at->expr->root);
    }
    for (size_t c = 0; c < j.case_count; c++) {
        judge_branches(&j, &j.cases[c]);
        if (j.cases[c].subject >= 0) {
            judge_overlaps(&j, &j.cases[c]);
            judge_gaps(&j, &j.cases[c]);
        }
    }
}

void ind_lint_conditions(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++)
        judge_one(lint, &lint->exprs[i]);
}
