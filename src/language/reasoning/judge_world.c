/* judge_world.c - the conditions in one world after the other. */
#include "language/evaluation/kernels.h"
#include "language/reasoning/judge_state.h"

static const ind_judged unknown = {.kind = IND_JUDGED_UNKNOWN};

static ind_judged boolean(bool value) {
    return (ind_judged){.kind = IND_JUDGED_NUMBER, .number = value};
}

static uint8_t truth_of(const ind_judged *value) {
    return value->kind == IND_JUDGED_UNKNOWN ? IND_UNKNOWN : value->number != 0 ? IND_TRUE : IND_FALSE;
}

typedef struct {
    const ind_judge *judge;
    size_t expr;
    const ind_node *node;
    ind_judged_node *judged;
} spot;

static const ind_judged *arg(const spot *s, uint32_t i) {
    return &s->judge->nodes[s->expr][s->node->args[i]].value;
}

static uint8_t arg_truth(const spot *s, uint32_t i) {
    return truth_of(arg(s, i));
}

static const ind_judged *chosen(const spot *s) {
    size_t varying = (size_t)s->judged->varying;
    return &s->judge->varying[varying].values[s->judge->choice[varying]];
}

/* ---- comparisons ---- */

/* -1, 0, 1: the order; for texts only 0 counts, as "any other" differs from every constant. */
static ind_judged compared(ind_operator op, int order) {
    switch (op) {
    case IND_OP_EQUAL: return boolean(order == 0);
    case IND_OP_DIFFER: return boolean(order != 0);
    case IND_OP_LESS: return boolean(order < 0);
    default: return boolean(order <= 0);
    }
}

static int order_of(const ind_judged *a, const ind_judged *b) {
    if (a->kind == IND_JUDGED_NUMBER && b->kind == IND_JUDGED_NUMBER)
        return (a->number > b->number) - (a->number < b->number);
    if (a->kind == IND_JUDGED_TEXT && b->kind == IND_JUDGED_TEXT)
        return ind_str_compare(a->text, b->text);
    return 1;
}

static ind_judged comparison(const spot *s) {
    const ind_judged *a = arg(s, 0), *b = arg(s, 1);
    if (a->kind == IND_JUDGED_UNKNOWN || b->kind == IND_JUDGED_UNKNOWN)
        return unknown;
    return compared(s->node->op, order_of(a, b));
}

static ind_judged pair(const spot *s) {
    if (arg(s, 0)->kind == IND_JUDGED_UNKNOWN || arg(s, 1)->kind == IND_JUDGED_UNKNOWN)
        return unknown;
    int order = s->node->args[0] == s->node->args[1] ? 0 : (int)chosen(s)->number; /* a column with itself */
    return compared(s->node->op, s->judged->swapped ? -order : order);
}

static ind_judged in_set(const spot *s) {
    const ind_judged *value = arg(s, 0);
    const ind_set *set = s->node->set;
    if (value->kind == IND_JUDGED_UNKNOWN)
        return unknown;
    for (size_t i = 0; i < set->count; i++) {
        if (value->kind == IND_JUDGED_TEXT ? ind_str_equal(value->text, set->texts[i])
            : value->kind == IND_JUDGED_NUMBER
                ? value->number == (set->numbers != NULL ? set->numbers[i] : (double)set->integers[i])
                : false)
            return boolean(true);
    }
    return boolean(false);
}

/* like, has_prefix, in codelist and such: worked out for a constant, free for any other text. */
static ind_judged atom(const spot *s, ind_buffer *scratch) {
    ind_value args[4] = {{0}}, out = {0};
    if (s->node->count > 4 || arg(s, (uint32_t)s->node->mapped)->kind == IND_JUDGED_OTHER)
        return boolean(chosen(s)->number != 0);
    for (uint32_t i = 0; i < s->node->count; i++) {
        const ind_judged *value = arg(s, i);
        if (value->kind == IND_JUDGED_UNKNOWN)
            return unknown;
        args[i] = (ind_value){.text = value->text, .number = value->number, .integer = (int64_t)value->number};
    }
    scratch->length = 0;
    ind_code_of(s->node).scalar(s->node, args, scratch, &out);
    return out.unknown ? unknown : boolean(out.truth == IND_TRUE);
}

/* ---- the rest ---- */

static ind_judged logic(const spot *s) {
    uint8_t a = arg_truth(s, 0), b = arg_truth(s, 1);
    bool is_or = s->node->op == IND_OP_OR, both = s->node->op == IND_OP_BOTH;
    uint8_t decisive = is_or ? IND_TRUE : IND_FALSE;
    if (!both && (a == decisive || b == decisive))
        return boolean(is_or);
    if (a == IND_UNKNOWN || b == IND_UNKNOWN)
        return unknown;
    return boolean(both ? a == IND_TRUE && b == IND_TRUE : !is_or);
}

static ind_judged chosen_branch(const spot *s) {
    uint32_t i = 0;
    for (; i + 1 < s->node->count; i += 2)
        if (arg_truth(s, i) == IND_TRUE)
            return *arg(s, i + 1);
    return s->node->has_else ? *arg(s, i) : unknown;
}

static ind_judged first_known(const spot *s) {
    for (uint32_t i = 0; i < s->node->count; i++)
        if (arg(s, i)->kind != IND_JUDGED_UNKNOWN)
            return *arg(s, i);
    return unknown;
}

static ind_judged negated(const spot *s) {
    uint8_t truth = arg_truth(s, 0);
    return truth == IND_UNKNOWN ? unknown : boolean(truth == IND_FALSE);
}

static ind_judged worked_out(const spot *s, ind_buffer *scratch) {
    switch (s->judged->role) {
    case IND_ROLE_PAIR: return pair(s);
    case IND_ROLE_ATOM: return atom(s, scratch);
    case IND_ROLE_SUBJECT: return *chosen(s);
    default: break;
    }
    switch (s->node->op) {
    case IND_OP_AND:
    case IND_OP_OR:
    case IND_OP_BOTH: return logic(s);
    case IND_OP_NOT: return negated(s);
    case IND_OP_IS_NULL: return boolean(arg(s, 0)->kind == IND_JUDGED_UNKNOWN);
    case IND_OP_CASE: return chosen_branch(s);
    case IND_OP_COALESCE: return first_known(s);
    case IND_OP_WIDEN: return *arg(s, 0);
    case IND_OP_IN: return in_set(s);
    default: return comparison(s);
    }
}

static void work_out(ind_judge *judge) {
    for (size_t e = 0; e < judge->count; e++)
        for (uint32_t i = 0; judge->exprs[e] != NULL && i < judge->exprs[e]->count; i++) {
            spot s = {judge, e, &judge->exprs[e]->nodes[i], &judge->nodes[e][i]};
            if (s.judged->role != IND_ROLE_NONE && s.judged->role != IND_ROLE_CONSTANT)
                s.judged->value = worked_out(&s, &judge->scratch);
        }
}

static bool next_world(ind_judge *judge) {
    for (size_t i = 0; i < judge->varying_count; i++) {
        if (++judge->choice[i] < judge->varying[i].count)
            return true;
        judge->choice[i] = 0;
    }
    return false;
}

void ind_judge_run(ind_judge *judge, void (*each)(void *context, const ind_judge *judge), void *context) {
    memset(judge->choice, 0, sizeof judge->choice);
    do {
        work_out(judge);
        each(context, judge);
    } while (next_world(judge));
    ind_buffer_free(&judge->scratch);
    judge->scratch = (ind_buffer){0};
}

uint8_t ind_judge_truth(const ind_judge *judge, size_t expr, uint32_t node) {
    return truth_of(&judge->nodes[expr][node].value);
}

size_t ind_judge_choice(const ind_judge *judge, size_t subject) {
    return judge->choice[subject];
}
