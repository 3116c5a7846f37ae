/* row_keys.c - see row_keys.h. */
#include "kinds/rows/row_keys.h"

#include <stdlib.h>
#include <xxhash.h>

static bool is_entity(const ind_param *entity, const ind_expr *expr) {
    for (size_t k = 0; k < entity->count; k++)
        if (ind_expr_same(entity->exprs[k], expr))
            return true;
    return false;
}

void ind_row_keys_open(ind_row_keys *keys, const ind_expr *const *columns, size_t count, const ind_param *entity) {
    *keys = (ind_row_keys){.evals = ind_alloc_array(count, sizeof *keys->evals)};
    for (size_t k = 0; k < count; k++)
        if (!is_entity(entity, columns[k]))
            keys->evals[keys->count++] = ind_eval_new(columns[k]);
}

void ind_row_keys_close(ind_row_keys *keys) {
    for (size_t k = 0; k < keys->count; k++)
        ind_eval_free(keys->evals[k]);
    free(keys->evals);
    free(keys->values);
    free(keys->slots);
}

static int64_t key_of(const ind_vector *vector, size_t row) {
    if (ind_vector_is_null(vector, row))
        return IND_NO_KEY;
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: return vector->code[row];
    case IND_DATE: return vector->day[row];
    default: return vector->integer[row];
    }
}

void ind_row_keys_set(ind_row_keys *keys, const ind_vector *slots, size_t from, size_t n, size_t room) {
    if (keys->count == 0)
        return;
    if (keys->capacity < room * keys->count) {
        keys->capacity = room * keys->count;
        keys->values = ind_realloc(keys->values, keys->capacity * sizeof *keys->values);
    }
    for (size_t k = 0; k < keys->count; k++) {
        const ind_vector *vector = ind_eval_run(keys->evals[k], slots, n);
        for (size_t i = 0; i < n; i++)
            keys->values[(from + i) * keys->count + k] = key_of(vector, i);
    }
}

bool ind_row_key_known(const ind_row_keys *keys, size_t row) {
    const int64_t *key = ind_row_key(keys, row);
    for (size_t k = 0; k < keys->count; k++)
        if (key[k] == IND_NO_KEY)
            return false;
    return true;
}

bool ind_row_key_same(const ind_row_keys *keys, size_t a, size_t b) {
    return keys->count == 0 || memcmp(ind_row_key(keys, a), ind_row_key(keys, b), keys->count * sizeof(int64_t)) == 0;
}

static void make_room(ind_row_keys *keys, size_t rows) {
    size_t room = 16;
    while (room < 2 * rows)
        room *= 2;
    if (room > keys->room) {
        keys->room = room;
        keys->slots = ind_realloc(keys->slots, room * sizeof *keys->slots);
    }
    memset(keys->slots, 0, room * sizeof *keys->slots);
}

void ind_row_keys_group(ind_row_keys *keys, size_t from, size_t to, size_t *first) {
    for (size_t row = from; keys->count == 0 && row < to; row++)
        first[row - from] = from;
    if (keys->count == 0)
        return;
    make_room(keys, to - from);
    size_t mask = 15;
    while (mask + 1 < 2 * (to - from))
        mask = 2 * mask + 1;
    for (size_t row = from; row < to; row++) {
        first[row - from] = SIZE_MAX;
        if (!ind_row_key_known(keys, row))
            continue;
        size_t slot = XXH3_64bits(ind_row_key(keys, row), keys->count * sizeof(int64_t)) & mask;
        while (keys->slots[slot] != 0 && !ind_row_key_same(keys, keys->slots[slot] - 1, row))
            slot = (slot + 1) & mask;
        if (keys->slots[slot] == 0)
            keys->slots[slot] = row + 1;
        first[row - from] = keys->slots[slot] - 1;
    }
}
