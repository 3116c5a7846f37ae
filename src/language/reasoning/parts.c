/* parts.c - see parts.h.  and, or and not are taken apart; every other condition is a leaf.  What stands inside a
 * derived column stands, for the reader, where the column is named, and so is not taken apart. */
#include "language/reasoning/parts.h"

#include "language/evaluation/eval.h"

#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    const ind_expr *expr;
    const ind_eval *eval;
} teller;

static const ind_node *node_at(const teller *t, uint32_t node) {
    return &t->expr->nodes[node];
}

static bool same_place(const ind_node *a, const ind_node *b) {
    return a->start == b->start && a->end == b->end;
}

/* ---- values ---- */

static ind_value value_of(const teller *t, const ind_vector *vector) {
    ind_value out = {.unknown = ind_vector_is_null(vector, 0)};
    if (out.unknown)
        return out;
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: out.text = ind_arena_str(t->arena, ind_dict_text(vector->dict, vector->code[0])); break;
    case IND_INTEGER:
    case IND_DATETIME: out.integer = vector->integer[0]; break;
    case IND_NUMBER: out.number = vector->number[0]; break;
    case IND_DATE: out.day = vector->day[0]; break;
    case IND_BOOLEAN: out.truth = vector->truth[0]; break;
    }
    return out;
}

typedef struct {
    uint32_t *items; /* nodes of slots, each slot once */
    size_t count, capacity;
} slot_list;

static void list_slots(const teller *t, uint32_t number, slot_list *out) {
    const ind_node *node = node_at(t, number);
    for (uint32_t i = 0; node->op != IND_OP_SLOT && i < node->count; i++)
        list_slots(t, node->args[i], out);
    if (node->op != IND_OP_SLOT)
        return;
    for (size_t i = 0; i < out->count; i++)
        if (node_at(t, out->items[i])->slot == node->slot)
            return;
    out->items = ind_grow(out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = number;
}

/* "a > b" is kept as b < a: slots as they stand in the text. */
static void put_in_order(const teller *t, slot_list *slots) {
    for (size_t i = 1; i < slots->count; i++)
        for (size_t k = i; k > 0 && node_at(t, slots->items[k - 1])->start > node_at(t, slots->items[k])->start; k--) {
            uint32_t other = slots->items[k];
            slots->items[k] = slots->items[k - 1];
            slots->items[k - 1] = other;
        }
}

static ind_part_value read_value(const teller *t, uint32_t number, const slot_list *slots) {
    const ind_node *node = node_at(t, number);
    uint32_t *reads = ind_arena_alloc(t->arena, (slots->count + 1) * sizeof *reads);
    for (size_t i = 0; i < slots->count; i++)
        reads[i] = node_at(t, slots->items[i])->slot;
    return (ind_part_value){.start = node->start,
                            .end = node->end,
                            .is_slot = node->op == IND_OP_SLOT,
                            .slot = node->slot,
                            .reads = reads,
                            .read_count = slots->count,
                            .type = node->type,
                            .value = value_of(t, ind_eval_node(t->eval, number))};
}

/* A side of a comparison that is neither a name nor a constant, below what only changes its type. */
static bool is_worked_out(const teller *t, uint32_t *number) {
    const ind_node *node = node_at(t, *number);
    while (node->op == IND_OP_WIDEN || (node->op != IND_OP_SLOT && node->count == 1 && !node->constant &&
                                        same_place(node, node_at(t, node->args[0])))) {
        *number = node->args[0];
        node = node_at(t, *number);
    }
    return node->op != IND_OP_SLOT && !node->constant && node->type != IND_BOOLEAN;
}

static void tell_values(const teller *t, uint32_t number, ind_part *out) {
    const ind_node *node = node_at(t, number);
    slot_list slots = {0};
    list_slots(t, number, &slots);
    put_in_order(t, &slots);
    ind_part_value *values = ind_arena_alloc(t->arena, (slots.count + node->count + 1) * sizeof *values);
    for (size_t i = 0; i < slots.count; i++) {
        slot_list own = {&slots.items[i], 1, 1};
        values[out->value_count++] = read_value(t, slots.items[i], &own);
    }
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t side = node->args[i];
        if (!is_worked_out(t, &side))
            continue;
        slot_list below = {0};
        list_slots(t, side, &below);
        values[out->value_count++] = read_value(t, side, &below);
        free(below.items);
    }
    out->values = values;
    free(slots.items);
}

/* ---- parts ---- */

static ind_part_kind kind_of(const teller *t, const ind_node *node) {
    if (node->op != IND_OP_AND && node->op != IND_OP_OR && node->op != IND_OP_NOT)
        return IND_PART_LEAF;
    for (uint32_t i = 0; i < node->count; i++)
        if (same_place(node, node_at(t, node->args[i])))
            return IND_PART_LEAF;
    if (node->op == IND_OP_NOT) /* "x not in (...)" is one thing to say */
        return kind_of(t, node_at(t, node->args[0])) == IND_PART_LEAF ? IND_PART_LEAF : IND_PART_NOT;
    return node->op == IND_OP_AND ? IND_PART_AND : IND_PART_OR;
}

/* "a and b and c" is one list of three: nodes of the same kind below NUMBER, from left to right. */
static size_t list_parts(const teller *t, uint32_t number, ind_part_kind kind, uint32_t *out) {
    const ind_node *node = node_at(t, number);
    size_t count = 0;
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t arg = node->args[i];
        if (kind != IND_PART_NOT && kind_of(t, node_at(t, arg)) == kind)
            count += list_parts(t, arg, kind, out == NULL ? NULL : out + count);
        else if (out != NULL)
            out[count++] = arg;
        else
            count++;
    }
    return count;
}

static ind_part tell(const teller *t, uint32_t number) {
    const ind_node *node = node_at(t, number);
    ind_part out = {.kind = kind_of(t, node), .start = node->start, .end = node->end};
    out.truth = ind_eval_node(t->eval, number)->truth[0];
    if (out.kind == IND_PART_LEAF) {
        tell_values(t, node->op == IND_OP_NOT ? node->args[0] : number, &out);
        return out;
    }
    out.count = list_parts(t, number, out.kind, NULL);
    uint32_t *numbers = ind_alloc_array(out.count, sizeof *numbers);
    ind_part *items = ind_arena_alloc(t->arena, out.count * sizeof *items);
    list_parts(t, number, out.kind, numbers);
    for (size_t i = 0; i < out.count; i++)
        items[i] = tell(t, numbers[i]);
    free(numbers);
    out.items = items;
    return out;
}

const ind_part *ind_expr_parts(ind_arena *arena, const ind_expr *expr, const ind_vector *slots, size_t slot_count,
                               size_t row) {
    ind_eval *eval = ind_eval_new(expr);
    ind_vector *here = ind_alloc_array(slot_count, sizeof *here);
    for (size_t i = 0; i < slot_count; i++)
        here[i] = slots[i].any == NULL ? slots[i] : ind_vector_slice(&slots[i], row);
    ind_eval_run(eval, here, 1);
    const teller t = {arena, expr, eval};
    ind_part *out = ind_arena_alloc(arena, sizeof *out);
    *out = tell(&t, expr->root);
    ind_eval_free(eval);
    free(here);
    return out;
}
