/* population_persons.c - see population_persons.h. */
#include "kinds/rate/population_persons.h"

#include "kinds/rows/row_keys.h"

#include <stdlib.h>
#include <xxhash.h>

struct ind_stock_persons {
    const ind_kind_context *context;
    ind_row_keys keys; /* of the batch */
    ind_eval *order;
    ind_eval *from, *to;         /* of the rows, where persons are counted on the last days of months; NULL: not */
    const int32_t *day;          /* of the batch */
    const int32_t *first, *last; /* of the batch: FROM and TO */
    bool takes_last;
    size_t key_count, groups;
    int64_t *key;    /* by person: the period and the month, then the columns that name it */
    uint32_t *codes; /* by person: of its groups */
    int32_t *taken;  /* by person: the day of the row that is taken */
    size_t count, capacity;
    uint32_t *slots; /* of a hash table: person + 1; 0: free */
    size_t room;
    int64_t *probe; /* one key */
};

ind_stock_persons *ind_stock_persons_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    const ind_param *entity = ind_kind_param(m, P_STOCK_ENTITY);
    if (entity->node == NULL)
        return NULL;
    ind_stock_persons *p = ind_alloc(sizeof *p);
    *p = (ind_stock_persons){.context = context, .groups = m->group_count, .key_count = entity->count + 2};
    ind_row_keys_open(&p->keys, entity->exprs, entity->count, &(ind_param){0});
    p->order = ind_row_eval_of(context, P_STOCK_ORDER);
    p->from = ind_row_eval_of(context, P_MONTHS_FROM);
    p->to = ind_row_eval_of(context, P_MONTHS_TO);
    p->takes_last = ind_param_is(ind_kind_param(m, P_STOCK_TAKE), "last");
    p->probe = ind_alloc_array(p->key_count, sizeof *p->probe);
    return p;
}

void ind_stock_persons_close(ind_stock_persons *p) {
    if (p == NULL)
        return;
    ind_row_keys_close(&p->keys);
    ind_eval_free(p->order);
    ind_eval_free(p->from);
    ind_eval_free(p->to);
    free(p->key);
    free(p->codes);
    free(p->taken);
    free(p->slots);
    free(p->probe);
    free(p);
}

void ind_stock_persons_read(ind_stock_persons *p, const ind_vector *slots, size_t rows) {
    ind_row_keys_set(&p->keys, slots, 0, rows, rows);
    p->day = ind_eval_run(p->order, slots, rows)->day;
    p->first = p->from == NULL ? NULL : ind_eval_run(p->from, slots, rows)->day;
    p->last = p->to == NULL ? NULL : ind_eval_run(p->to, slots, rows)->day;
}

bool ind_stock_persons_knows(const ind_stock_persons *p, size_t row) {
    bool begun = p->first == NULL || p->first[row] != IND_NULL_DATE;
    return begun && p->day[row] != IND_NULL_DATE && ind_row_key_known(&p->keys, row);
}

/* ---- the table ---- */

static size_t slot_of(const ind_stock_persons *p, const int64_t *key) {
    size_t slot = XXH3_64bits(key, p->key_count * sizeof *key) & (p->room - 1);
    while (p->slots[slot] != 0 &&
           memcmp(p->key + (size_t)(p->slots[slot] - 1) * p->key_count, key, p->key_count * sizeof *key) != 0)
        slot = (slot + 1) & (p->room - 1);
    return slot;
}

static void make_room(ind_stock_persons *p) {
    if (p->count == p->capacity) {
        p->capacity = p->capacity == 0 ? 64 : 2 * p->capacity;
        p->key = ind_realloc(p->key, p->capacity * p->key_count * sizeof *p->key);
        p->codes = ind_realloc(p->codes, (p->capacity * p->groups + 1) * sizeof *p->codes);
        p->taken = ind_realloc(p->taken, p->capacity * sizeof *p->taken);
    }
    if (2 * (p->count + 1) <= p->room)
        return;
    p->room = p->room == 0 ? 128 : 2 * p->room;
    free(p->slots);
    p->slots = ind_alloc_array(p->room, sizeof *p->slots);
    memset(p->slots, 0, p->room * sizeof *p->slots);
    for (size_t i = 0; i < p->count; i++)
        p->slots[slot_of(p, p->key + i * p->key_count)] = (uint32_t)i + 1;
}

/* Does the row of DAY and CODES stand for the person, rather than the one so far?  Texts tell, since codes are numbered
 * as they are met. */
static bool is_taken(const ind_stock_persons *p, size_t person, int32_t day, const uint32_t *codes) {
    const ind_strata *strata = p->context->strata;
    const uint32_t *before = p->codes + person * p->groups;
    if (day != p->taken[person])
        return p->takes_last ? day > p->taken[person] : day < p->taken[person];
    for (size_t g = 0; g < p->groups; g++) {
        int order = ind_str_compare(ind_strata_text(strata, g, codes[g]), ind_strata_text(strata, g, before[g]));
        if (order != 0)
            return order < 0;
    }
    return false;
}

static void put(ind_stock_persons *p, const int64_t *key, int32_t day, const uint32_t *codes) {
    make_room(p);
    size_t slot = slot_of(p, key), person = p->slots[slot] == 0 ? p->count : p->slots[slot] - 1;
    if (person < p->count && !is_taken(p, person, day, codes))
        return;
    if (person == p->count) {
        memcpy(p->key + person * p->key_count, key, p->key_count * sizeof *key);
        p->slots[slot] = (uint32_t)++p->count;
    }
    p->taken[person] = day;
    memcpy(p->codes + person * p->groups, codes, p->groups * sizeof *codes);
}

static int32_t last_day_of(int32_t month) {
    return ind_first_day_of_month(month + 1) - 1;
}

/* Of the months of the period, those whose last day has been delivered. */
static int32_t months_of(const ind_period *period) {
    int32_t count = 0;
    for (int32_t m = period->first_month; m <= period->last_month; m++)
        count += last_day_of(m) <= period->as_of;
    return count;
}

static void see_months(ind_stock_persons *p, size_t row, const ind_period *period) {
    int32_t last = p->last == NULL ? IND_NULL_DATE : p->last[row];
    for (int32_t m = period->first_month; m < period->first_month + months_of(period); m++) {
        int32_t day = last_day_of(m);
        p->probe[1] = m;
        if (p->first[row] <= day && (last == IND_NULL_DATE || last >= day))
            put(p, p->probe, p->day[row], ind_strata_codes(p->context->strata, row));
    }
}

void ind_stock_persons_see(ind_stock_persons *p, size_t row, int32_t period) {
    p->probe[0] = period;
    p->probe[1] = 0;
    memcpy(p->probe + 2, ind_row_key(&p->keys, row), (p->key_count - 2) * sizeof *p->probe);
    if (p->from == NULL)
        put(p, p->probe, p->day[row], ind_strata_codes(p->context->strata, row));
    else
        see_months(p, row, &p->context->calendar->items[period]);
}

void ind_stock_persons_merge(ind_stock_persons *p, const ind_stock_persons *other) {
    uint32_t *maps[IND_MAX_GROUPS] = {NULL}, codes[IND_MAX_GROUPS] = {0};
    if (p == NULL)
        return;
    for (size_t g = 0; g < p->groups; g++)
        maps[g] = ind_strata_map(p->context->strata, other->context->strata, g);
    for (size_t i = 0; i < other->count; i++) {
        for (size_t g = 0; g < p->groups; g++)
            codes[g] = maps[g][other->codes[i * p->groups + g]];
        put(p, other->key + i * p->key_count, other->taken[i], codes);
    }
    for (size_t g = 0; g < p->groups; g++)
        free(maps[g]);
}

void ind_stock_persons_give(const ind_stock_persons *p,
                            void (*take)(void *context, int32_t period, const uint32_t *codes, double share),
                            void *context) {
    for (size_t i = 0; i < p->count; i++) {
        int32_t period = (int32_t)p->key[i * p->key_count];
        double share = p->from == NULL ? 1 : 1.0 / months_of(&p->context->calendar->items[period]);
        take(context, period, p->codes + i * p->groups, share);
    }
}
