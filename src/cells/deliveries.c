/* deliveries.c - a small list of (dataset, supplier, from, to), sorted so that each supplier's
 * stretches stand together. */
#include "cells/deliveries.h"
#include "base/memory.h"

#include <stdlib.h>

typedef ind_delivery delivery;

struct ind_deliveries {
    ind_arena *arena;
    delivery *items; /* after close: one per supplier, its first stretch without gap */
    size_t count, capacity;
    bool fixed;
    int32_t until;
};

ind_deliveries *ind_deliveries_new(void) {
    ind_deliveries *deliveries = ind_alloc(sizeof *deliveries);
    deliveries->arena = ind_arena_new();
    return deliveries;
}

void ind_deliveries_free(ind_deliveries *deliveries) {
    if (deliveries == NULL)
        return;
    ind_arena_free(deliveries->arena);
    free(deliveries);
}

void ind_deliveries_add(ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from, int32_t to) {
    deliveries->items = ind_arena_grow(deliveries->arena, deliveries->items, deliveries->count, &deliveries->capacity,
                                       sizeof *deliveries->items);
    deliveries->items[deliveries->count++] =
        (delivery){ind_arena_str(deliveries->arena, dataset), ind_arena_str(deliveries->arena, supplier), from, to};
}

void ind_deliveries_fix(ind_deliveries *deliveries, int32_t until) {
    deliveries->fixed = true;
    deliveries->until = until;
}

static int in_order(const void *a, const void *b) {
    const delivery *x = a, *y = b;
    int order = ind_str_compare(x->dataset, y->dataset);
    if (order == 0)
        order = ind_str_compare(x->supplier, y->supplier);
    if (order == 0)
        order = (x->from > y->from) - (x->from < y->from);
    return order != 0 ? order : (x->to > y->to) - (x->to < y->to);
}

void ind_deliveries_close(ind_deliveries *deliveries) {
    if (deliveries->count > 0)
        qsort(deliveries->items, deliveries->count, sizeof(delivery), in_order);
    size_t kept = 0;
    for (size_t i = 0; i < deliveries->count; i++) {
        delivery *d = &deliveries->items[i], *last = kept == 0 ? NULL : &deliveries->items[kept - 1];
        bool same =
            last != NULL && ind_str_equal(d->dataset, last->dataset) && ind_str_equal(d->supplier, last->supplier);
        if (!same)
            deliveries->items[kept++] = *d;
        else if (d->from <= last->to + 1 && d->to > last->to)
            last->to = d->to;
        /* past a gap: does not count as complete */
    }
    deliveries->count = kept;
}

size_t ind_deliveries_count(const ind_deliveries *deliveries) {
    return deliveries == NULL ? 0 : deliveries->count;
}

ind_delivery ind_deliveries_at(const ind_deliveries *deliveries, size_t index) {
    return deliveries->items[index];
}

bool ind_deliveries_known(const ind_deliveries *deliveries, ind_str dataset) {
    int32_t from, to;
    return deliveries->fixed || ind_deliveries_range(deliveries, dataset, &from, &to);
}

static bool of_county(const delivery *d, ind_str county) {
    return county.length == 0 || (d->supplier.length >= 2 && ind_str_equal((ind_str){d->supplier.data, 2}, county));
}

bool ind_deliveries_has_county(const ind_deliveries *deliveries, ind_str dataset, ind_str county) {
    for (size_t i = 0; i < deliveries->count; i++)
        if (ind_str_equal(deliveries->items[i].dataset, dataset) && of_county(&deliveries->items[i], county))
            return true;
    return false;
}

/* Least "to" and greatest "from" over the suppliers that count. */
static bool common(const ind_deliveries *deliveries, ind_str dataset, ind_str county, delivery *out) {
    if (!ind_deliveries_has_county(deliveries, dataset, county))
        county = IND_STR("");
    bool found = false;
    for (size_t i = 0; i < deliveries->count; i++) {
        const delivery *d = &deliveries->items[i];
        if (!ind_str_equal(d->dataset, dataset) || !of_county(d, county))
            continue;
        if (!found || d->to < out->to)
            out->to = d->to;
        if (!found || d->from > out->from)
            out->from = d->from;
        found = true;
    }
    return found;
}

bool ind_deliveries_until(const ind_deliveries *deliveries, ind_str dataset, ind_str county, int32_t *until) {
    delivery shared = {0};
    if (deliveries->fixed) {
        *until = deliveries->until;
        return true;
    }
    if (!common(deliveries, dataset, county, &shared))
        return false;
    *until = shared.to;
    return true;
}

bool ind_deliveries_since(const ind_deliveries *deliveries, ind_str dataset, ind_str county, int32_t *since) {
    delivery shared = {0};
    if (!common(deliveries, dataset, county, &shared))
        return false;
    *since = shared.from;
    return true;
}

bool ind_deliveries_range(const ind_deliveries *deliveries, ind_str dataset, int32_t *from, int32_t *to) {
    bool found = false;
    for (size_t i = 0; i < deliveries->count; i++) {
        const delivery *d = &deliveries->items[i];
        if (!ind_str_equal(d->dataset, dataset))
            continue;
        if (!found || d->from < *from)
            *from = d->from;
        if (!found || d->to > *to)
            *to = d->to;
        found = true;
    }
    return found;
}
