/* value_table.c - a table in two forms.  While it grows it is a hash map from value to count; when its values
 * are asked for it becomes two sorted arrays, and turns back with the next value.  A table is
 * filled in one stage and read in the next, so it turns once. */
#include "cells/value_table.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ENTRIES = 8 };

void ind_value_table_free(ind_value_table *t) {
    free(t->entries);
    free(t->values);
    free(t->counts);
    *t = (ind_value_table){0};
}

static size_t find_entry(const ind_value_table *t, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    size_t mask = t->slots - 1;
    size_t slot = (size_t)ind_mix(0, bits) & mask;
    while (t->entries[slot].times != 0 && t->entries[slot].value != value)
        slot = (slot + 1) & mask;
    return slot;
}

static void enlarge(ind_value_table *t) {
    ind_value_table_entry *old = t->entries;
    size_t old_slots = t->slots;
    t->slots = old == NULL ? FIRST_ENTRIES : old_slots * 2;
    t->entries = ind_alloc_array(t->slots, sizeof(ind_value_table_entry));
    for (size_t i = 0; old != NULL && i < old_slots; i++)
        if (old[i].times != 0)
            t->entries[find_entry(t, old[i].value)] = old[i];
    free(old);
}

/* From the sorted form to the hashed one. */
static void reopen(ind_value_table *t) {
    t->slots = FIRST_ENTRIES;
    while (t->slots / 2 < t->used + 1)
        t->slots *= 2;
    t->entries = ind_alloc_array(t->slots, sizeof(ind_value_table_entry));
    for (size_t i = 0; i < t->used; i++)
        t->entries[find_entry(t, t->values[i])] = (ind_value_table_entry){t->values[i], t->counts[i]};
    free(t->values);
    free(t->counts);
    t->values = NULL;
    t->counts = NULL;
}

static int by_value(const void *a, const void *b) {
    double x = ((const ind_value_table_entry *)a)->value, y = ((const ind_value_table_entry *)b)->value;
    return (x > y) - (x < y);
}

/* From the hashed form to the sorted one. */
static void list_values(ind_value_table *t) {
    size_t used = 0;
    for (size_t i = 0; i < t->slots; i++)
        if (t->entries[i].times != 0)
            t->entries[used++] = t->entries[i];
    qsort(t->entries, used, sizeof(ind_value_table_entry), by_value);
    t->values = ind_alloc_array(used, sizeof(double));
    t->counts = ind_alloc_array(used, sizeof(int64_t));
    for (size_t i = 0; i < used; i++) {
        t->values[i] = t->entries[i].value;
        t->counts[i] = t->entries[i].times;
    }
    free(t->entries);
    t->entries = NULL;
    t->slots = 0;
}

bool ind_value_table_add(ind_value_table *t, double value, int64_t times) {
    if (!isfinite(value) || times <= 0)
        return isfinite(value);
    value += 0.0; /* -0 becomes 0 */
    if (t->values != NULL)
        reopen(t);
    else if (t->entries == NULL || t->used * 2 >= t->slots)
        enlarge(t);
    ind_value_table_entry *e = &t->entries[find_entry(t, value)];
    if (e->times == 0) {
        e->value = value;
        t->used++;
    }
    bool overflow = times > INT64_MAX - e->times;
    e->times = overflow ? INT64_MAX : e->times + times;
    return !overflow;
}

bool ind_value_table_merge(ind_value_table *t, const ind_value_table *other) {
    bool fits = true;
    for (size_t i = 0; other->values != NULL && i < other->used; i++)
        fits &= ind_value_table_add(t, other->values[i], other->counts[i]);
    for (size_t i = 0; other->entries != NULL && i < other->slots; i++)
        fits &= ind_value_table_add(t, other->entries[i].value, other->entries[i].times);
    return fits;
}

size_t ind_value_table_list(ind_value_table *t, const double **values, const int64_t **counts) {
    if (t->entries != NULL)
        list_values(t);
    *values = t->values;
    *counts = t->counts;
    return t->used;
}
