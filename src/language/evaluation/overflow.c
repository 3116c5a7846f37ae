/* overflow.c - the idea: a row is stained where a calculation overflowed, and a stain spreads to all that is made of
 * it.
 *
 * Choices stop it: a value that "case" or "coalesce" did not take, a side of "and" or "or" that the other side decides
 * without.  What reaches the root is counted.  All this is done only for rows among which something has overflowed. */
#include "language/evaluation/overflow.h"

#include "language/evaluation/kernels.h"

#include <stdatomic.h>
#include <stdlib.h>

struct ind_overflows {
    atomic_uint_fast64_t rows;
    atomic_uint_fast64_t place; /* start << 32 | end, so that the first one is the least; UINT64_MAX: none */
};

ind_overflows *ind_overflows_new(ind_arena *arena) {
    ind_overflows *overflows = ind_arena_alloc(arena, sizeof *overflows);
    atomic_init(&overflows->rows, 0);
    atomic_init(&overflows->place, UINT64_MAX);
    return overflows;
}

ind_expr_overflow ind_expr_overflowed(const ind_expr *expr) {
    uint64_t rows = atomic_load(&expr->overflows->rows), place = atomic_load(&expr->overflows->place);
    if (rows == 0)
        return (ind_expr_overflow){0};
    return (ind_expr_overflow){rows, (size_t)(place >> 32), (size_t)(place & UINT32_MAX)};
}

void ind_expr_forget_overflows(const ind_expr *expr) {
    atomic_store(&expr->overflows->rows, 0);
    atomic_store(&expr->overflows->place, UINT64_MAX);
}

/* ---- one row ---- */

static bool calculates(const ind_node *node) {
    switch (node->op) {
    case IND_OP_ADD:
    case IND_OP_SUBTRACT:
    case IND_OP_MULTIPLY:
    case IND_OP_DIVIDE:
    case IND_OP_FLOOR:
    case IND_OP_ROUND:
    case IND_OP_ROUND_TO:
    case IND_OP_ADD_DAYS:
    case IND_OP_ADD_MINUTES:
    case IND_OP_ADD_MONTHS: return true;
    default: return false;
    }
}

/* Known values gave an unknown one, and not because the operation means nothing. */
static bool overflowed(const ind_node *node, const ind_vector *own, const ind_vector *values, size_t row) {
    if (!ind_vector_is_null(own, row))
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (ind_vector_is_null(&values[node->args[i]], row))
            return false;
    if (node->op == IND_OP_DIVIDE)
        return values[node->args[1]].number[row] != 0;
    return node->op != IND_OP_ROUND_TO || ind_places_are_good(values[node->args[1]].integer[row]);
}

typedef struct {
    const ind_expr *expr;
    const ind_vector *values;
    uint8_t *stained; /* by node, of the row at hand */
    bool *calculates; /* by node */
    size_t row;
} rows;

static bool decides(const rows *r, uint32_t node, uint8_t truth) {
    return !r->stained[node] && r->values[node].truth[r->row] == truth;
}

/* The first condition that is true chooses; one that is stained may have been. */
static bool case_is_stained(const rows *r, const ind_node *node) {
    uint32_t pairs = node->count - node->has_else;
    for (uint32_t k = 0; k < pairs; k += 2) {
        if (r->stained[node->args[k]])
            return true;
        if (r->values[node->args[k]].truth[r->row] == IND_TRUE)
            return r->stained[node->args[k + 1]];
    }
    return node->has_else && r->stained[node->args[node->count - 1]];
}

static bool coalesce_is_stained(const rows *r, const ind_node *node) {
    for (uint32_t k = 0; k < node->count; k++) {
        if (r->stained[node->args[k]])
            return true;
        if (!ind_vector_is_null(&r->values[node->args[k]], r->row))
            return false;
    }
    return false;
}

static bool is_stained(const rows *r, uint32_t number) {
    const ind_node *node = &r->expr->nodes[number];
    if (node->op == IND_OP_CASE)
        return case_is_stained(r, node);
    if (node->op == IND_OP_COALESCE)
        return coalesce_is_stained(r, node);
    bool both = node->op == IND_OP_AND, either = node->op == IND_OP_OR;
    bool any = r->calculates[number] && overflowed(node, &r->values[number], r->values, r->row);
    for (uint32_t k = 0; k < node->count; k++) {
        if ((both || either) && decides(r, node->args[k], both ? IND_FALSE : IND_TRUE))
            return false;
        any = any || r->stained[node->args[k]];
    }
    return any;
}

/* ---- all rows ---- */

/* A constant has one value for all rows, which stands in each of them. */
static void stain(const rows *r) {
    for (uint32_t i = 0; i < r->expr->count; i++)
        r->stained[i] = r->expr->nodes[i].used && is_stained(r, i);
}

static void note_place(const rows *r) {
    uint_fast64_t least = atomic_load(&r->expr->overflows->place);
    for (uint32_t i = 0; i < r->expr->count; i++) {
        const ind_node *node = &r->expr->nodes[i];
        if (!r->stained[i] || !r->calculates[i] || !overflowed(node, &r->values[i], r->values, r->row))
            continue;
        uint_fast64_t place = (uint_fast64_t)node->start << 32 | node->end;
        while (place < least && !atomic_compare_exchange_weak(&r->expr->overflows->place, &least, place))
            ;
    }
}

void ind_overflows_see(const ind_expr *expr, const ind_vector *values, size_t count) {
    rows r = {.expr = expr, .values = values};
    r.stained = ind_alloc_array(expr->count, sizeof *r.stained);
    r.calculates = ind_alloc_array(expr->count, sizeof *r.calculates);
    for (size_t i = 0; i < expr->count; i++)
        r.calculates[i] = expr->nodes[i].used && calculates(&expr->nodes[i]);
    uint64_t found = 0;
    for (r.row = 0; r.row < count; r.row++) {
        stain(&r);
        if (!r.stained[expr->root])
            continue;
        found++;
        note_place(&r);
    }
    atomic_fetch_add(&expr->overflows->rows, found);
    free(r.stained);
    free(r.calculates);
}
