/* eval.c - runs the nodes of an expression over rows.
 *
 * Rows go through in pieces of at most 1024, so that what the nodes hand to each other stays in
 * the processor's cache; only the result is as long as the rows.  Constants are computed once,
 * when the ind_eval is made, and repeated to the length of a piece. */
#include "language/evaluation/eval.h"

#include "base/plain.h"
#include "language/evaluation/overflow.h"
#include "language/evaluation/shared.h"

#include <stdlib.h>

enum { PIECE = 1024 };

struct ind_eval {
    const ind_expr *expr;
    ind_node_state *states; /* by node number */
    ind_vector *values;     /* by node number: the piece at hand */
    size_t room;            /* rows that the buffers hold */
    ind_vector result;
    void *result_rows; /* owned */
    size_t result_room;
    ind_shared *shared; /* NULL: alone */
    uint32_t *entries;  /* by node number, in SHARED */
    bool *is_shared;    /* by node number: others compute it too */
    uint32_t *covers;   /* by node number: the shared node for which alone this one is computed; NONE */
    size_t joined;      /* evaluations in SHARED when that was worked out */
    bool overflowed;    /* in the rows at hand; of constants, always */
    bool constants_overflowed;
    ind_eval *counter; /* the same once more, alone, to see which rows overflowed; NULL: none has */
};

static bool is_text(ind_type type) {
    return type == IND_TEXT || type == IND_LIST;
}

static bool translates(const ind_node *node) {
    return is_text(node->type) && (node->op == IND_OP_CASE || node->op == IND_OP_COALESCE);
}

static void prepare_node(const ind_node *node, ind_node_state *state) {
    state->code = ind_code_of(node);
    state->buffer.type = node->type;
    state->memo_count = translates(node) ? node->count : state->code.scalar != NULL && node->mapped >= 0 ? 1 : 0;
    state->memos = ind_alloc_array(state->memo_count, sizeof *state->memos);
    if (state->code.scalar != NULL)
        state->values = ind_alloc_array(node->count, sizeof *state->values);
    if (is_text(node->type))
        state->dict = ind_dict_new();
    state->buffer.dict = state->dict;
}

static void run_node(ind_eval *eval, size_t index, size_t count) {
    ind_call call = {&eval->expr->nodes[index], eval->values,     &eval->values[index], count,
                     &eval->states[index],      &eval->overflowed};
    eval->states[index].code.kernel(&call);
}

static void run_constants(ind_eval *eval) {
    for (size_t i = 0; i < eval->expr->count; i++) {
        const ind_node *node = &eval->expr->nodes[i];
        if (!node->used || !node->constant)
            continue;
        eval->states[i].buffer.any = ind_alloc(ind_type_size(node->type));
        eval->values[i] = eval->states[i].buffer;
        run_node(eval, i, 1);
    }
    eval->constants_overflowed = eval->overflowed;
}

ind_eval *ind_eval_new(const ind_expr *expr) {
    ind_eval *eval = ind_alloc(sizeof *eval);
    eval->expr = expr;
    eval->states = ind_alloc_array(expr->count, sizeof *eval->states);
    eval->values = ind_alloc_array(expr->count, sizeof *eval->values);
    for (size_t i = 0; i < expr->count; i++)
        if (expr->nodes[i].used && expr->nodes[i].op != IND_OP_SLOT)
            prepare_node(&expr->nodes[i], &eval->states[i]);
    run_constants(eval);
    return eval;
}

void ind_eval_free(ind_eval *eval) {
    if (eval == NULL)
        return;
    for (size_t i = 0; i < eval->expr->count; i++) {
        ind_node_state *state = &eval->states[i];
        for (uint32_t k = 0; k < state->memo_count; k++) {
            free(state->memos[k].known);
            free(state->memos[k].results.any);
        }
        free(state->memos);
        free(state->values);
        free(state->buffer.any);
        ind_buffer_free(&state->scratch);
        ind_dict_free(state->dict);
    }
    if (eval->shared != NULL)
        ind_shared_leave(eval->shared, eval->entries, eval->expr->count);
    ind_eval_free(eval->counter);
    free(eval->entries);
    free(eval->covers);
    free(eval->is_shared);
    free(eval->states);
    free(eval->values);
    free(eval->result_rows);
    free(eval);
}

void ind_eval_forget(ind_eval *eval) {
    for (size_t i = 0; i < eval->expr->count; i++)
        for (uint32_t k = 0; k < eval->states[i].memo_count; k++) {
            ind_memo *memo = &eval->states[i].memos[k];
            memo->dict = NULL;
            memo->complete = 0;
            if (memo->room > 0)
                memset(memo->known, 0, memo->room);
        }
}

/* Repeat row 0 in rows 1 .. COUNT-1. */
static void repeat_first(void *rows, size_t size, size_t count) {
    char *bytes = rows;
    for (size_t i = 1; i < count; i++)
        memcpy(bytes + i * size, bytes, size);
}

static void make_room(ind_eval *eval, size_t count) {
    size_t wanted = count < PIECE ? count : PIECE;
    if (wanted <= eval->room)
        return;
    size_t room = eval->room < 16 ? 16 : eval->room;
    while (room < wanted)
        room *= 2;
    for (size_t i = 0; i < eval->expr->count; i++) {
        const ind_node *node = &eval->expr->nodes[i];
        if (!node->used || node->op == IND_OP_SLOT)
            continue;
        size_t size = ind_type_size(node->type);
        ind_vector *buffer = &eval->states[i].buffer;
        buffer->any = ind_realloc(buffer->any, room * size);
        if (node->constant)
            repeat_first(buffer->any, size, room);
        eval->values[i] = *buffer;
    }
    eval->room = room;
}

static void *rows_from(const ind_vector *vector, size_t row) {
    return (char *)vector->any + row * ind_type_size(vector->type);
}

/* ---- nodes that others compute too ---- */

#define NONE UINT32_MAX
#define UNSEEN (UINT32_MAX - 1)

void ind_eval_join(ind_eval *eval, ind_shared *shared, const uint32_t *columns) {
    size_t count = eval->expr->count;
    if (*eval->expr->watch != NULL || IND_IS_PLAIN)
        return; /* who watches wants to see every node computed */
    eval->shared = shared;
    eval->entries = ind_alloc_array(count, sizeof *eval->entries);
    eval->covers = ind_alloc_array(count, sizeof *eval->covers);
    eval->is_shared = ind_alloc_array(count, sizeof *eval->is_shared);
    for (size_t i = 0; i < count; i++)
        eval->entries[i] =
            eval->expr->nodes[i].used ? ind_shared_enter(shared, &eval->expr->nodes[i], columns, eval->entries) : NONE;
    ind_shared_hold(shared, eval->entries, count);
}

/* Texts are not shared: their numbers are those of the node's own dictionary. */
static void find_shared(ind_eval *eval) {
    for (uint32_t i = 0; i < eval->expr->count; i++) {
        const ind_node *node = &eval->expr->nodes[i];
        eval->is_shared[i] = node->op != IND_OP_SLOT && !node->constant && !is_text(node->type) &&
                             ind_shared_is_used_twice(eval->shared, eval->entries[i]);
        eval->covers[i] = UNSEEN;
        if (node->used && node->op != IND_OP_SLOT)
            eval->values[i] = eval->states[i].buffer;
    }
    eval->joined = ind_shared_joined(eval->shared);
}

/* From the root down: a node whose users all have the same cover has it too. */
static void find_covers(ind_eval *eval) {
    find_shared(eval);
    for (uint32_t i = (uint32_t)eval->expr->count; i-- > 0;) {
        const ind_node *node = &eval->expr->nodes[i];
        if (eval->covers[i] == UNSEEN || eval->covers[i] == NONE)
            eval->covers[i] = eval->is_shared[i] ? i : NONE;
        for (uint32_t k = 0; node->used && k < node->count; k++) {
            uint32_t *cover = &eval->covers[node->args[k]];
            *cover = *cover == UNSEEN || *cover == eval->covers[i] ? eval->covers[i] : NONE;
        }
    }
}

/* The values of node I, if they are there already; nodes that are computed for such a one alone need none. */
static bool is_found(ind_eval *eval, uint32_t i, size_t start, size_t count) {
    uint32_t cover = eval->covers[i];
    if (cover != NONE && cover != i && ind_shared_has(eval->shared, eval->entries[cover], start + count))
        return true;
    if (!eval->is_shared[i])
        return false;
    eval->values[i].any = ind_shared_rows(eval->shared, eval->entries[i]);
    eval->values[i].any = rows_from(&eval->values[i], start);
    return ind_shared_has(eval->shared, eval->entries[i], start + count);
}

static void run_piece(ind_eval *eval, const ind_vector *slots, size_t start, size_t count) {
    for (uint32_t i = 0; i < eval->expr->count; i++) {
        const ind_node *node = &eval->expr->nodes[i];
        if (!node->used || node->constant || (eval->shared != NULL && is_found(eval, i, start, count)))
            continue;
        if (node->op == IND_OP_SLOT) {
            eval->values[i] = slots[node->slot];
            eval->values[i].type = node->type;
            eval->values[i].any = rows_from(&eval->values[i], start);
            continue;
        }
        if (i == eval->expr->root)
            eval->values[i].any = rows_from(&eval->result, start);
        run_node(eval, i, count);
        if (eval->shared != NULL && eval->is_shared[i])
            ind_shared_computed(eval->shared, eval->entries[i], start + count);
    }
}

static void prepare_result(ind_eval *eval, const ind_node *root, size_t count) {
    size_t size = ind_type_size(root->type);
    if (count > eval->result_room || eval->result_rows == NULL) {
        free(eval->result_rows);
        eval->result_rows = ind_alloc_array(count, size);
        eval->result_room = count;
        if (root->constant && count > 0) {
            memcpy(eval->result_rows, eval->states[eval->expr->root].buffer.any, size);
            repeat_first(eval->result_rows, size, count);
        }
    }
    eval->result = (ind_vector){.type = root->type, .dict = eval->states[eval->expr->root].dict};
    eval->result.any = eval->result_rows;
    if (eval->shared != NULL && eval->is_shared[eval->expr->root])
        eval->result.any = ind_shared_rows(eval->shared, eval->entries[eval->expr->root]);
}

static void run_rows(ind_eval *eval, const ind_vector *slots, size_t count) {
    const ind_node *root = &eval->expr->nodes[eval->expr->root];
    const ind_expr_watch *watch = *eval->expr->watch;
    if (eval->shared != NULL && eval->joined != ind_shared_joined(eval->shared))
        find_covers(eval);
    prepare_result(eval, root, count);
    make_room(eval, count);
    for (size_t start = 0; start < count && !root->constant; start += PIECE) {
        size_t rows = count - start < PIECE ? count - start : PIECE;
        run_piece(eval, slots, start, rows);
        if (watch != NULL && watch->points != NULL)
            ind_expr_see_points(eval->expr, eval->values, rows, watch->points);
    }
}

/* ---- arithmetic that left its range ---- */

/* Something overflowed in these rows, perhaps in a node that somebody else computed for us: which rows, and does their
 * result rest on it?  Seldom asked, so it may take the work once more, and needs nothing of those who are in time. */
static void count_overflows(ind_eval *eval, const ind_vector *slots, size_t count) {
    if (eval->counter == NULL)
        eval->counter = ind_eval_new(eval->expr);
    ind_eval *counter = eval->counter;
    prepare_result(counter, &eval->expr->nodes[eval->expr->root], count);
    make_room(counter, count);
    for (size_t start = 0; start < count; start += PIECE) {
        size_t rows = count - start < PIECE ? count - start : PIECE;
        run_piece(counter, slots, start, rows);
        ind_overflows_see(eval->expr, counter->values, rows);
    }
}

static void look_for_overflows(ind_eval *eval, const ind_vector *slots, size_t count) {
    if (eval->shared != NULL && eval->overflowed)
        ind_shared_note_overflow(eval->shared);
    if (eval->overflowed || (eval->shared != NULL && ind_shared_overflowed(eval->shared)))
        count_overflows(eval, slots, count);
    eval->overflowed = eval->constants_overflowed;
}

const ind_vector *ind_eval_run(ind_eval *eval, const ind_vector *slots, size_t count) {
    const ind_node *root = &eval->expr->nodes[eval->expr->root];
    const ind_expr_watch *watch = *eval->expr->watch;
    if (root->op == IND_OP_SLOT) {
        eval->result = slots[root->slot];
        eval->result.type = root->type;
    } else {
        run_rows(eval, slots, count);
        look_for_overflows(eval, slots, count);
    }
    if (watch != NULL && watch->result != NULL)
        watch->result(watch->context, &eval->result, count);
    return &eval->result;
}

const ind_vector *ind_eval_node(const ind_eval *eval, uint32_t node) {
    return &eval->values[node];
}
