/* judge_values.c - constants, and the few values that stand for all values of a subject. */
#include "language/evaluation/evaluate.h"
#include "language/reasoning/judge_state.h"

#include <stdlib.h>

/* ---- equal nodes ---- */

/* Derived columns share nodes, so that the number of paths can be without end while that of nodes is small: after
 * STEPS comparisons two nodes are taken to differ, which never makes a judgement wrong. */
static bool same(const ind_expr *a, uint32_t node_a, const ind_expr *b, uint32_t node_b, size_t *steps) {
    const ind_node *x = &a->nodes[node_a], *y = &b->nodes[node_b];
    if (x == y)
        return true;
    if (*steps == 0 || !ind_node_same(x, y))
        return false;
    --*steps;
    if (x->op == IND_OP_SLOT)
        return x->slot == y->slot;
    for (uint32_t i = 0; i < x->count; i++)
        if (!same(a, x->args[i], b, y->args[i], steps))
            return false;
    return true;
}

bool ind_expr_same_node(const ind_expr *a, uint32_t node_a, const ind_expr *b, uint32_t node_b) {
    size_t steps = 1000;
    return same(a, node_a, b, node_b, &steps);
}

/* ---- constants ---- */

static ind_judged taken(const ind_vector *vector, size_t row, ind_arena *arena) {
    ind_judged value = {.kind = IND_JUDGED_NUMBER, .named = true};
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST:
        value.kind = IND_JUDGED_TEXT;
        if (!ind_vector_is_null(vector, row))
            value.text = ind_arena_str(arena, ind_dict_text(vector->dict, vector->code[row]));
        break;
    case IND_NUMBER: value.number = vector->number[row]; break;
    case IND_DATE: value.number = vector->day[row]; break;
    case IND_BOOLEAN: value.number = vector->truth[row] == IND_TRUE; break;
    default: value.number = (double)vector->integer[row];
    }
    if (ind_vector_is_null(vector, row))
        value.kind = IND_JUDGED_UNKNOWN;
    return value;
}

/* By the evaluator itself, so that there is one meaning.  OUT has room for ROWS. */
static void evaluate(const ind_expr *expr, uint32_t node, const ind_vector *slots, size_t rows, ind_arena *arena,
                     ind_judged *out) {
    size_t count = (size_t)node + 1;
    ind_node *nodes = ind_alloc_array(count, sizeof *nodes);
    memcpy(nodes, expr->nodes, count * sizeof *nodes);
    for (size_t i = 0; i < count; i++)
        nodes[i].used = false;
    ind_nodes_use(nodes, node);
    ind_expr part = *expr;
    part.nodes = nodes;
    part.count = count;
    part.root = node;
    ind_eval *eval = ind_eval_new(&part);
    const ind_vector *values = ind_eval_run(eval, slots, rows);
    for (size_t i = 0; i < rows; i++)
        out[i] = taken(values, i, arena);
    ind_eval_free(eval);
    free(nodes);
}

ind_judged ind_judge_fold(const ind_expr *expr, uint32_t node, ind_arena *arena) {
    ind_judged value;
    evaluate(expr, node, NULL, 1, arena, &value);
    return value;
}

const ind_judged *ind_judge_over(const ind_expr *expr, uint32_t node, uint32_t slot, ind_type type,
                                 const ind_str *texts, size_t count, ind_arena *arena) {
    ind_judged *out = ind_arena_alloc(arena, (count + 1) * sizeof *out);
    ind_vector *slots = ind_alloc_array((size_t)slot + 1, sizeof *slots);
    memset(slots, 0, ((size_t)slot + 1) * sizeof *slots);
    ind_dict *dict = ind_dict_new();
    uint32_t *codes = ind_alloc_array(count + 1, sizeof *codes);
    for (size_t i = 0; i < count; i++)
        codes[i] = ind_dict_add(dict, texts[i]);
    codes[count] = IND_NULL_CODE;
    slots[slot] = (ind_vector){.type = type, .dict = dict, .code = codes};
    evaluate(expr, node, slots, count + 1, arena, out);
    free(codes);
    ind_dict_free(dict);
    free(slots);
    return out;
}

/* ---- representatives ---- */

static bool same_judged(const ind_judged *a, const ind_judged *b) {
    return a->kind == b->kind && (a->kind != IND_JUDGED_TEXT || ind_str_equal(a->text, b->text)) &&
           (a->kind != IND_JUDGED_NUMBER || a->number == b->number);
}

void ind_judge_add_value(ind_judge *judge, ind_varying *varying, ind_judged value) {
    for (size_t i = 0; i < varying->count; i++)
        if (same_judged(&varying->values[i], &value)) {
            varying->values[i].named |= value.named;
            return;
        }
    if (varying->count == IND_JUDGE_VALUES) {
        judge->failed = true;
        return;
    }
    varying->values =
        ind_arena_grow(judge->arena, varying->values, varying->count, &varying->capacity, sizeof *varying->values);
    varying->values[varying->count++] = value;
}

static int by_number(const void *a, const void *b) {
    double x = ((const ind_judged *)a)->number, y = ((const ind_judged *)b)->number;
    return (x > y) - (x < y);
}

static bool is_whole(ind_type type) {
    return type == IND_INTEGER || type == IND_DATE || type == IND_DATETIME;
}

static void add_beside(ind_judge *judge, ind_varying *varying, double number) {
    ind_judge_add_value(judge, varying, (ind_judged){.kind = IND_JUDGED_NUMBER, .number = number});
}

/* Constants that a whole number never is, such as 17.5, go; their neighbours come. */
static void add_neighbours(ind_judge *judge, ind_varying *varying, bool whole) {
    size_t named = varying->count;
    for (size_t i = 0; i < named; i++) {
        double at = varying->values[i].number;
        add_beside(judge, varying, whole ? floor(at) - (floor(at) == at) : at - 1);
        add_beside(judge, varying, whole ? ceil(at) + (ceil(at) == at) : at + 1);
        if (!whole && i + 1 < named)
            add_beside(judge, varying, at + (varying->values[i + 1].number - at) / 2);
    }
}

static void keep_inside(ind_varying *varying, const ind_value_domain *domain, bool whole) {
    size_t kept = 0;
    for (size_t i = 0; i < varying->count; i++) {
        double at = varying->values[i].number;
        if (at >= domain->low && at <= domain->high && (!whole || at == floor(at)))
            varying->values[kept++] = varying->values[i];
    }
    varying->count = kept;
}

static void represent_numbers(ind_judge *judge, ind_varying *varying, const ind_value_domain *domain, bool whole) {
    if (varying->count > 0)
        qsort(varying->values, varying->count, sizeof *varying->values, by_number);
    add_neighbours(judge, varying, whole);
    if (varying->count == 0)
        add_beside(judge, varying, isfinite(domain->low) ? domain->low : isfinite(domain->high) ? domain->high : 0);
    if (isfinite(domain->low))
        add_beside(judge, varying, domain->low);
    if (isfinite(domain->high))
        add_beside(judge, varying, domain->high);
    keep_inside(varying, domain, whole);
    qsort(varying->values, varying->count, sizeof *varying->values, by_number);
}

static bool has_text(const ind_varying *varying, ind_str text) {
    for (size_t i = 0; i < varying->count; i++)
        if (ind_str_equal(varying->values[i].text, text))
            return true;
    return false;
}

static void represent_texts(ind_judge *judge, ind_varying *varying, const ind_value_domain *domain) {
    bool other = domain->code_count == 0;
    for (size_t i = 0; i < domain->code_count && !other; i++)
        other = !has_text(varying, domain->codes[i]);
    if (other)
        ind_judge_add_value(judge, varying, (ind_judged){.kind = IND_JUDGED_OTHER});
}

/* Parts of a date or time have bounds of their own. */
static ind_value_domain domain_of(const ind_judge *judge, const ind_node *node) {
    static const struct {
        ind_operator op;
        double low, high;
    } known[] = {{IND_OP_MONTH, 1, 12},  {IND_OP_DAY, 1, 31},        {IND_OP_HOUR, 0, 23},
                 {IND_OP_MINUTE, 0, 59}, {IND_OP_WEEKDAY, 1, 7},     {IND_OP_ISO_WEEK, 1, 53},
                 {IND_OP_YEAR, 1, 9999}, {IND_OP_ISO_YEAR, 1, 9999}, {IND_OP_ABS, 0, INFINITY}};
    ind_value_domain domain = IND_VALUES_ANY;
    if (node->op == IND_OP_SLOT)
        return judge->domain == NULL ? domain : judge->domain(judge->domain_context, node->slot);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (node->op == known[i].op) {
            domain.low = known[i].low;
            domain.high = known[i].high;
        }
    return domain;
}

static void represent_value(ind_judge *judge, ind_varying *varying) {
    const ind_node *node = &judge->exprs[varying->expr]->nodes[varying->node];
    ind_value_domain domain = domain_of(judge, node);
    if (node->type == IND_TEXT || node->type == IND_LIST) {
        represent_texts(judge, varying, &domain);
    } else if (node->type == IND_BOOLEAN) {
        add_beside(judge, varying, 0);
        add_beside(judge, varying, 1);
    } else {
        represent_numbers(judge, varying, &domain, is_whole(node->type));
    }
    if (node->nullable || varying->count == 0)
        ind_judge_add_value(judge, varying, (ind_judged){.kind = IND_JUDGED_UNKNOWN});
}

void ind_judge_represent(ind_judge *judge, ind_varying *varying) {
    if (varying->kind == IND_VARY_VALUE) {
        represent_value(judge, varying);
        return;
    }
    for (int i = varying->kind == IND_VARY_ORDER ? -1 : 0; i <= 1; i++)
        add_beside(judge, varying, i);
}
