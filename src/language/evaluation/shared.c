/* shared.c - the idea: each node that was joined has an entry; nodes that are alike have the same one.  An entry that
 * is used twice has a buffer as long as the batch, and knows how many of its rows are there. */
#include "language/evaluation/shared.h"

#include "language/evaluation/eval.h"

#include <stdlib.h>

enum { BUCKETS = 1024 };

typedef struct {
    const ind_node *node;
    uint32_t next;   /* entry + 1 of the same bucket */
    uint32_t column; /* of a slot */
    uint32_t *args;  /* OWNED; entries */
    size_t users;    /* evaluations */
    void *rows;      /* OWNED */
    size_t room;
    uint64_t batch; /* that ROWS is about */
    size_t done;    /* rows of it */
} entry;

struct ind_shared {
    uint32_t buckets[BUCKETS]; /* first entry + 1 */
    entry *entries;
    size_t count, capacity;
    size_t holders; /* the owner and every evaluation */
    size_t joined;  /* joins and leaves so far */
    uint64_t batch;
    size_t rows;
    bool overflowed; /* somebody's arithmetic, in this batch */
};

ind_shared *ind_shared_new(void) {
    ind_shared *shared = ind_alloc(sizeof *shared);
    shared->holders = 1;
    return shared;
}

static void let_go(ind_shared *shared) {
    if (--shared->holders > 0)
        return;
    for (size_t i = 0; i < shared->count; i++) {
        free(shared->entries[i].args);
        free(shared->entries[i].rows);
    }
    free(shared->entries);
    free(shared);
}

void ind_shared_free(ind_shared *shared) {
    if (shared != NULL)
        let_go(shared);
}

void ind_shared_next(ind_shared *shared, size_t rows) {
    shared->batch++;
    shared->rows = rows;
    shared->overflowed = false;
}

void ind_shared_note_overflow(ind_shared *shared) {
    shared->overflowed = true;
}

bool ind_shared_overflowed(const ind_shared *shared) {
    return shared->overflowed;
}

/* ---- joining ---- */

static bool fits(const entry *e, const ind_node *node, uint32_t column, const uint32_t *args) {
    if (e->column != column || !ind_node_same(e->node, node))
        return false;
    for (uint32_t i = 0; i < node->count; i++)
        if (e->args[i] != args[i])
            return false;
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint32_t *bucket_of(ind_shared *shared, const ind_node *node, uint32_t column, const uint32_t *args) {
    uint64_t hash = mix(column, (uint64_t)node->op << 8 | (uint64_t)node->of);
    uint64_t number;
    memcpy(&number, &node->value.number, sizeof number);
    hash = mix(mix(hash, number), (uint64_t)node->value.integer);
    hash = mix(hash, (uint64_t)(uint32_t)node->value.day);
    for (size_t i = 0; i < node->value.text.length; i++)
        hash = mix(hash, (unsigned char)node->value.text.data[i]);
    for (uint32_t i = 0; i < node->count; i++)
        hash = mix(hash, args[i]);
    return &shared->buckets[hash % BUCKETS];
}

/* The entry of a node whose arguments have the entries ARGS. */
static uint32_t entry_for(ind_shared *shared, const ind_node *node, uint32_t column, const uint32_t *args) {
    uint32_t *bucket = bucket_of(shared, node, column, args);
    for (uint32_t i = *bucket; i > 0; i = shared->entries[i - 1].next)
        if (fits(&shared->entries[i - 1], node, column, args))
            return i - 1;
    shared->entries = ind_grow(shared->entries, shared->count, &shared->capacity, sizeof *shared->entries);
    entry *e = &shared->entries[shared->count];
    *e = (entry){.node = node, .next = *bucket, .column = column};
    *bucket = (uint32_t)shared->count + 1;
    e->args = ind_alloc_array(node->count, sizeof *e->args);
    for (uint32_t i = 0; i < node->count; i++)
        e->args[i] = args[i];
    return (uint32_t)shared->count++;
}

uint32_t ind_shared_enter(ind_shared *shared, const ind_node *node, const uint32_t *columns, const uint32_t *entries) {
    uint32_t column = node->op == IND_OP_SLOT ? columns[node->slot] : 0;
    uint32_t *args = ind_alloc_array(node->count, sizeof *args), found = IND_NOT_SHARED;
    bool shares = column != IND_NOT_SHARED;
    for (uint32_t i = 0; i < node->count; i++) {
        args[i] = entries[node->args[i]];
        shares = shares && args[i] != IND_NOT_SHARED;
    }
    if (shares)
        found = entry_for(shared, node, column, args);
    free(args);
    return found;
}

void ind_shared_hold(ind_shared *shared, const uint32_t *entries, size_t count) {
    shared->holders++;
    shared->joined++;
    for (size_t i = 0; i < count; i++)
        if (entries[i] != IND_NOT_SHARED)
            shared->entries[entries[i]].users++;
}

void ind_shared_leave(ind_shared *shared, const uint32_t *entries, size_t count) {
    shared->joined++;
    for (size_t i = 0; i < count; i++)
        if (entries[i] != IND_NOT_SHARED)
            shared->entries[entries[i]].users--;
    let_go(shared);
}

/* ---- running ---- */

size_t ind_shared_joined(const ind_shared *shared) {
    return shared->joined;
}

bool ind_shared_is_used_twice(const ind_shared *shared, uint32_t number) {
    return number != IND_NOT_SHARED && shared->entries[number].users > 1;
}

bool ind_shared_has(const ind_shared *shared, uint32_t number, size_t rows) {
    const entry *e = &shared->entries[number];
    return e->batch == shared->batch && e->done >= rows;
}

void *ind_shared_rows(ind_shared *shared, uint32_t number) {
    entry *e = &shared->entries[number];
    if (e->room < shared->rows) {
        e->room = shared->rows;
        e->rows = ind_realloc(e->rows, e->room * ind_type_size(e->node->type));
    }
    return e->rows;
}

void ind_shared_computed(ind_shared *shared, uint32_t number, size_t rows) {
    shared->entries[number].batch = shared->batch;
    shared->entries[number].done = rows;
}
