/* item_values.c - see item_values.h. */
#include "kinds/rows/item_values.h"

#include <stdlib.h>
#include <xxhash.h>

typedef struct {
    const ind_item *item;
    ind_eval *where, *value;
    ind_row_keys within;
    uint8_t *chosen;  /* by row: its condition is met */
    ind_vector given; /* by row: its value there */
    ind_vector made;  /* by unit */
} item_values;

struct ind_item_values {
    item_values *items;
    size_t count;
    ind_vector *slices; /* for ind_item_values_of */
    size_t row_capacity, unit_capacity;
    size_t *chosen; /* rows of the unit at hand that have a value */
    double *means, *sums, *times;
    size_t *slots, slot_capacity, mask; /* a hash table of the groups of a mean: number + 1; 0: free */
    size_t chosen_capacity;
    int64_t torn, shared;
};

ind_item_values *ind_item_values_open(const ind_measure *measure) {
    if (measure->item_count == 0)
        return NULL;
    ind_item_values *v = ind_alloc(sizeof *v);
    v->count = measure->item_count;
    v->items = ind_alloc_array(v->count, sizeof *v->items);
    v->slices = ind_alloc_array(v->count, sizeof *v->slices);
    for (size_t i = 0; i < v->count; i++) {
        const ind_item *item = &measure->items[i];
        v->items[i].item = item;
        v->items[i].where = ind_eval_new(item->where);
        v->items[i].value = item->value == NULL ? NULL : ind_eval_new(item->value);
        ind_row_keys_open(&v->items[i].within, item->within, item->within_count, ind_rows_feed(measure).entity_param);
    }
    return v;
}

void ind_item_values_close(ind_item_values *v) {
    if (v == NULL)
        return;
    for (size_t i = 0; i < v->count; i++) {
        ind_eval_free(v->items[i].where);
        ind_eval_free(v->items[i].value);
        ind_row_keys_close(&v->items[i].within);
        free(v->items[i].chosen);
        free(v->items[i].given.any);
        free(v->items[i].made.any);
    }
    free(v->items);
    free(v->slices);
    free(v->chosen);
    free(v->means);
    free(v->sums);
    free(v->times);
    free(v->slots);
    free(v);
}

/* ---- rows ---- */

static void resize(ind_vector *vector, ind_type type, ind_dict *dict, size_t count) {
    vector->type = type;
    vector->dict = dict;
    vector->any = ind_realloc(vector->any, count * ind_type_size(type));
}

static void set_item(item_values *own, const ind_vector *slots, size_t from, size_t n, size_t room, bool grows) {
    if (grows)
        own->chosen = ind_realloc(own->chosen, room);
    memcpy(own->chosen + from, ind_eval_run(own->where, slots, n)->truth, n);
    if (own->value == NULL)
        return;
    const ind_vector *value = ind_eval_run(own->value, slots, n);
    if (grows)
        resize(&own->given, value->type, value->dict, room);
    for (size_t i = 0; i < n; i++)
        ind_vector_copy(&own->given, from + i, value, i);
    if (own->within.count > 0)
        ind_row_keys_set(&own->within, slots, from, n, room);
}

void ind_item_values_set(ind_item_values *v, const ind_vector *slots, size_t from, size_t n, size_t room) {
    bool grows = v->row_capacity < room;
    for (size_t i = 0; i < v->count; i++)
        set_item(&v->items[i], slots, from, n, room, grows);
    v->row_capacity = grows ? room : v->row_capacity;
}

/* ---- one unit ---- */

/* The rows that have a value for the item. */
static size_t choose(ind_item_values *v, const item_values *own, size_t from, size_t to, const uint8_t *takes_part) {
    size_t n = 0;
    for (size_t row = from; row < to; row++)
        if (takes_part[row] && own->chosen[row] == IND_TRUE &&
            (own->value == NULL || !ind_vector_is_null(&own->given, row)))
            v->chosen[n++] = row;
    return n;
}

static bool all_alike(const ind_item_values *v, const item_values *own, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (ind_vector_compare(&own->given, v->chosen[i], &own->given, v->chosen[0]) != 0)
            return false;
    return true;
}

static size_t extreme(const ind_item_values *v, const item_values *own, size_t n, int sign) {
    size_t best = v->chosen[0];
    for (size_t i = 1; i < n; i++)
        if (sign * ind_vector_compare(&own->given, v->chosen[i], &own->given, best) > 0)
            best = v->chosen[i];
    return best;
}

static bool alike_up_to(const ind_row_keys *keys, size_t a, size_t b, size_t level) {
    return level == 0 || memcmp(ind_row_key(keys, a), ind_row_key(keys, b), level * sizeof(int64_t)) == 0;
}

static void make_slots(ind_item_values *v, size_t n) {
    size_t room = 16;
    while (room < 2 * n)
        room *= 2;
    if (room > v->slot_capacity) {
        v->slot_capacity = room;
        v->slots = ind_realloc(v->slots, room * sizeof *v->slots);
    }
    v->mask = room - 1;
    memset(v->slots, 0, room * sizeof *v->slots);
}

/* The group that row CHOSEN[I] is in, of those so far, which are alike in the first LEVEL columns. */
static size_t group_of(ind_item_values *v, const item_values *own, size_t i, size_t groups, size_t level) {
    const int64_t *key = ind_row_key(&own->within, v->chosen[i]);
    size_t slot = (level == 0 ? 0 : XXH3_64bits(key, level * sizeof *key)) & v->mask;
    while (v->slots[slot] != 0 && !alike_up_to(&own->within, v->chosen[v->slots[slot] - 1], v->chosen[i], level))
        slot = (slot + 1) & v->mask;
    if (v->slots[slot] == 0)
        v->slots[slot] = groups + 1;
    return v->slots[slot] - 1;
}

/* The mean of the values in MEANS, of rows CHOSEN: first of those that are alike in all columns "within", then of these
 * means where all but the last are alike, and so on.  Groups stand in the order of their first row. */
static double mean_within(ind_item_values *v, const item_values *own, size_t n) {
    for (size_t level = own->within.count + 1; level-- > 0;) {
        size_t groups = 0;
        make_slots(v, n);
        for (size_t i = 0; i < n; i++) {
            size_t g = group_of(v, own, i, groups, level);
            if (g == groups) {
                v->sums[g] = v->times[g] = 0;
                v->chosen[groups++] = v->chosen[i];
            }
            v->sums[g] += v->means[i];
            v->times[g]++;
        }
        for (size_t g = 0; g < groups; g++)
            v->means[g] = v->sums[g] / v->times[g];
        n = groups;
    }
    return v->means[0];
}

static void set_number(item_values *own, size_t unit, double value) {
    if (own->made.type == IND_INTEGER)
        own->made.integer[unit] = (int64_t)value;
    else
        own->made.number[unit] = value;
}

static int64_t sum_of(const ind_item_values *v, const item_values *own, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        if (__builtin_add_overflow(sum, own->given.integer[v->chosen[i]], &sum))
            return IND_NULL_INTEGER;
    return sum;
}

static void set_sum(ind_item_values *v, item_values *own, size_t unit, size_t n) {
    if (own->made.type == IND_INTEGER) {
        own->made.integer[unit] = sum_of(v, own, n);
        return;
    }
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += own->given.number[v->chosen[i]];
    own->made.number[unit] = sum;
}

static void make(ind_item_values *v, item_values *own, size_t unit, size_t n) {
    ind_item_take take = own->item->take;
    if (take == IND_ITEM_COUNT) {
        own->made.integer[unit] = (int64_t)n;
        return;
    }
    ind_vector_set_null(&own->made, unit);
    if (n == 0)
        return;
    switch (take) {
    case IND_ITEM_ONLY:
        if (all_alike(v, own, n))
            ind_vector_copy(&own->made, unit, &own->given, v->chosen[0]);
        else
            v->torn++;
        break;
    case IND_ITEM_FIRST: ind_vector_copy(&own->made, unit, &own->given, v->chosen[0]); break;
    case IND_ITEM_LAST: ind_vector_copy(&own->made, unit, &own->given, v->chosen[n - 1]); break;
    case IND_ITEM_MIN: ind_vector_copy(&own->made, unit, &own->given, extreme(v, own, n, -1)); break;
    case IND_ITEM_MAX: ind_vector_copy(&own->made, unit, &own->given, extreme(v, own, n, 1)); break;
    case IND_ITEM_SUM: set_sum(v, own, unit, n); break;
    default:
        for (size_t i = 0; i < n; i++)
            v->means[i] = ind_number_at(&own->given, v->chosen[i]);
        set_number(own, unit, mean_within(v, own, n));
    }
}

/* A row that two items choose, each of which takes one value only, was hardly meant for both. */
static int64_t count_shared(const ind_item_values *v, size_t from, size_t to, const uint8_t *takes_part) {
    int64_t rows = 0;
    for (size_t row = from; row < to; row++) {
        size_t items = 0;
        for (size_t i = 0; takes_part[row] && i < v->count; i++)
            items += v->items[i].item->take == IND_ITEM_ONLY && v->items[i].chosen[row] == IND_TRUE;
        rows += items > 1;
    }
    return rows;
}

void ind_item_values_make(ind_item_values *v, size_t unit, size_t from, size_t to, const uint8_t *takes_part,
                          size_t room) {
    if (v->chosen_capacity < to - from) {
        v->chosen_capacity = to - from;
        v->chosen = ind_realloc(v->chosen, v->chosen_capacity * sizeof *v->chosen);
        v->means = ind_realloc(v->means, v->chosen_capacity * sizeof *v->means);
        v->sums = ind_realloc(v->sums, v->chosen_capacity * sizeof *v->sums);
        v->times = ind_realloc(v->times, v->chosen_capacity * sizeof *v->times);
    }
    bool grows = v->unit_capacity < room;
    for (size_t i = 0; i < v->count; i++) {
        item_values *own = &v->items[i];
        if (grows)
            resize(&own->made, own->item->type, own->given.dict, room);
        make(v, own, unit, choose(v, own, from, to, takes_part));
    }
    v->unit_capacity = grows ? room : v->unit_capacity;
    v->shared += count_shared(v, from, to, takes_part);
}

const ind_vector *ind_item_values_of(ind_item_values *v, size_t unit) {
    for (size_t i = 0; i < v->count; i++)
        v->slices[i] = ind_vector_slice(&v->items[i].made, unit);
    return v->slices;
}

int64_t ind_item_values_torn(const ind_item_values *v) {
    return v->torn;
}

int64_t ind_item_values_shared(const ind_item_values *v) {
    return v->shared;
}

void ind_item_values_merge(ind_item_values *to, const ind_item_values *from) {
    to->torn += from->torn;
    to->shared += from->shared;
}
