/* keyed_sums.c - a hash map that is listed in order of its keys when it is read. */
#include "cells/keyed_sums.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ENTRIES = 4, STEP_BITS = 64 };

void ind_keyed_sums_free(ind_keyed_sums *table) {
    free(table->entries);
    free(table->list);
    *table = (ind_keyed_sums){0};
}

/* ---- the map ---- */

/* Keys are hashes already: their upper bits are as good as any. */
static size_t find_entry(const ind_keyed_sums *t, uint64_t key) {
    size_t mask = t->slots - 1, slot = (size_t)(key >> 32 ^ key) & mask;
    while (t->entries[slot].key != 0 && t->entries[slot].key != key)
        slot = (slot + 1) & mask;
    return slot;
}

static void enlarge(ind_keyed_sums *t, size_t slots) {
    ind_keyed_entry *old = t->entries;
    size_t old_slots = t->slots;
    t->slots = slots;
    t->entries = ind_alloc_array(t->slots, sizeof *t->entries);
    for (size_t i = 0; i < old_slots; i++)
        if (old[i].key != 0)
            t->entries[find_entry(t, old[i].key)] = old[i];
    free(old);
}

static void forget_list(ind_keyed_sums *t) {
    free(t->list);
    t->list = NULL;
}

static ind_keyed_entry *entry_of(ind_keyed_sums *t, uint64_t key) {
    if (4 * (t->used + 1) > 3 * t->slots)
        enlarge(t, t->slots == 0 ? FIRST_ENTRIES : 2 * t->slots);
    ind_keyed_entry *entry = &t->entries[find_entry(t, key)];
    t->used += entry->key == 0;
    entry->key = key;
    return entry;
}

/* ---- the sums ---- */

static bool add_steps(ind_keyed_entry *entry, size_t sum, int64_t whole, uint64_t part) {
    bool carry = __builtin_add_overflow(entry->part[sum], part, &entry->part[sum]);
    bool over = __builtin_add_overflow(entry->whole[sum], whole, &entry->whole[sum]);
    return !(__builtin_add_overflow(entry->whole[sum], (int64_t)carry, &entry->whole[sum]) || over);
}

static bool add_number(ind_keyed_entry *entry, size_t sum, double x) {
    if (!(fabs(x) < 0x1p62))
        return false;
    double whole = floor(x), steps = nearbyint(ldexp(x - whole, STEP_BITS));
    bool next = steps >= 0x1p64; /* rounded up to the next whole number */
    return add_steps(entry, sum, (int64_t)whole + next, next ? 0 : (uint64_t)steps);
}

bool ind_keyed_sums_add(ind_keyed_sums *t, uint64_t key, double first, double second) {
    forget_list(t);
    ind_keyed_entry *entry = entry_of(t, key);
    bool good = add_number(entry, 0, first);
    return add_number(entry, 1, second) && good;
}

/* Nothing is in T yet: it gets what OTHER has, slot by slot. */
static void copy(ind_keyed_sums *t, const ind_keyed_sums *other) {
    free(t->entries);
    t->entries = ind_alloc_array(other->slots, sizeof *t->entries);
    memcpy(t->entries, other->entries, other->slots * sizeof *t->entries);
    t->slots = other->slots;
    t->used = other->used;
}

bool ind_keyed_sums_merge(ind_keyed_sums *t, const ind_keyed_sums *other) {
    bool good = true;
    if (other->used == 0)
        return true;
    forget_list(t);
    if (t->used == 0) {
        copy(t, other);
        return true;
    }
    if (t->slots < other->slots) /* at least so many keys there will be */
        enlarge(t, other->slots);
    for (size_t i = 0; i < other->slots; i++) {
        const ind_keyed_entry *from = &other->entries[i];
        if (from->key == 0)
            continue;
        ind_keyed_entry *entry = entry_of(t, from->key);
        for (size_t sum = 0; sum < 2; sum++)
            good = add_steps(entry, sum, from->whole[sum], from->part[sum]) && good;
    }
    return good;
}

/* ---- listed ---- */

static int by_key(const void *left, const void *right) {
    uint64_t a = ((const ind_keyed_sum *)left)->key, b = ((const ind_keyed_sum *)right)->key;
    return (a > b) - (a < b);
}

static double value_of(const ind_keyed_entry *entry, size_t sum) {
    return (double)entry->whole[sum] + ldexp((double)entry->part[sum], -STEP_BITS);
}

size_t ind_keyed_sums_list(ind_keyed_sums *t, const ind_keyed_sum **list) {
    size_t count = 0;
    if (t->list == NULL) {
        t->list = ind_alloc_array(t->used + 1, sizeof *t->list);
        for (size_t i = 0; i < t->slots; i++)
            if (t->entries[i].key != 0)
                t->list[count++] =
                    (ind_keyed_sum){t->entries[i].key, {value_of(&t->entries[i], 0), value_of(&t->entries[i], 1)}};
        qsort(t->list, count, sizeof *t->list, by_key);
    }
    *list = t->list;
    return t->used;
}
