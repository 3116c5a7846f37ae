/* delivery_reach.c - a small list of (dataset, supplier, from, to), sorted so that each supplier's
 * stretches stand together. */
#include "cells/delivery_reach.h"
#include "base/memory.h"
#include "base/vector.h"

#include <stdlib.h>

typedef ind_delivery delivery;

/* An area that is expected to deliver a dataset, and has not. */
typedef struct {
    ind_str dataset;
    ind_area area;
} absent;

struct ind_deliveries {
    const ind_area_tree *tree; /* BORROWED; NULL: no areas are known */
    ind_arena *arena;
    ind_delivered *puts;
    size_t put_count, put_capacity;
    delivery *spans; /* after close: stretches without gap, of one supplier apart from each other */
    size_t span_count;
    delivery *items; /* after close: one per supplier, its first stretch without gap */
    ind_area *areas; /* of the supplier of each */
    size_t count;
    ind_area *expected;
    size_t expected_count, expected_capacity;
    absent *absent; /* of those expected, by dataset */
    size_t absent_count, absent_capacity;
    bool fixed;
    int32_t until;
};

ind_deliveries *ind_deliveries_new(const ind_area_tree *tree) {
    ind_deliveries *deliveries = ind_alloc(sizeof *deliveries);
    deliveries->tree = tree;
    deliveries->arena = ind_arena_new();
    return deliveries;
}

void ind_deliveries_free(ind_deliveries *deliveries) {
    if (deliveries == NULL)
        return;
    ind_arena_free(deliveries->arena);
    free(deliveries);
}

const ind_area_tree *ind_deliveries_areas(const ind_deliveries *deliveries) {
    return deliveries->tree;
}

void ind_deliveries_put(ind_deliveries *deliveries, const ind_delivered *one) {
    ind_arena *arena = deliveries->arena;
    deliveries->puts = ind_arena_grow(arena, deliveries->puts, deliveries->put_count, &deliveries->put_capacity,
                                      sizeof *deliveries->puts);
    ind_delivered *put = &deliveries->puts[deliveries->put_count++];
    *put = *one;
    put->dataset = ind_arena_str(arena, one->dataset);
    put->supplier = ind_arena_str(arena, one->supplier);
    put->file = one->file.length == 0 ? IND_STR("") : ind_arena_str(arena, one->file);
}

void ind_deliveries_add(ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from, int32_t to) {
    ind_deliveries_put(
        deliveries,
        &(ind_delivered){
            .dataset = dataset, .supplier = supplier, .from = from, .to = to, .taken = IND_NULL_DATE, .rows = -1});
}

void ind_deliveries_expect(ind_deliveries *deliveries, ind_str code) {
    deliveries->expected = ind_arena_grow(deliveries->arena, deliveries->expected, deliveries->expected_count,
                                          &deliveries->expected_capacity, sizeof *deliveries->expected);
    deliveries->expected[deliveries->expected_count++] = ind_area_tree_find(deliveries->tree, code);
}

void ind_deliveries_fix(ind_deliveries *deliveries, int32_t until) {
    deliveries->fixed = true;
    deliveries->until = until;
}

static int compare_days(int32_t a, int32_t b) {
    return (a > b) - (a < b);
}

static int in_order(const void *a, const void *b) {
    const ind_delivered *x = a, *y = b;
    int order = ind_str_compare(x->dataset, y->dataset);
    if (order == 0)
        order = ind_str_compare(x->supplier, y->supplier);
    if (order == 0)
        order = compare_days(x->from, y->from);
    if (order == 0)
        order = compare_days(x->to, y->to);
    if (order == 0)
        order = compare_days(x->taken, y->taken);
    return order != 0 ? order : ind_str_compare(x->file, y->file);
}

static bool same_supplier(const delivery *d, ind_str dataset, ind_str supplier) {
    return ind_str_equal(d->dataset, dataset) && ind_str_equal(d->supplier, supplier);
}

bool ind_delivered_overlap(const ind_delivered *a, const ind_delivered *b) {
    return ind_str_equal(a->dataset, b->dataset) && ind_str_equal(a->supplier, b->supplier) && a->from <= b->to &&
           b->from <= a->to;
}

bool ind_delivered_replaces(const ind_delivered *b, const ind_delivered *a) {
    return !b->adds && ind_delivered_overlap(a, b) && a->taken != IND_NULL_DATE && b->taken > a->taken;
}

/* Are all its days in a later one? */
static bool is_replaced(const ind_deliveries *deliveries, const ind_delivered *one) {
    for (size_t i = 0; i < deliveries->put_count; i++) {
        const ind_delivered *other = &deliveries->puts[i];
        if (ind_delivered_replaces(other, one) && other->from <= one->from && other->to >= one->to)
            return true;
    }
    return false;
}

/* Data cannot be complete to a day after the one that they were taken on. */
static int32_t end_of(const ind_delivered *one) {
    return one->taken != IND_NULL_DATE && one->taken < one->to ? one->taken : one->to;
}

static void count_rows(const ind_deliveries *deliveries, const ind_delivered *one, delivery *of) {
    if (is_replaced(deliveries, one))
        return;
    of->rows = of->rows < 0 || one->rows < 0 ? -1 : of->rows + one->rows;
}

static void add_span(ind_deliveries *deliveries, const ind_delivered *one) {
    int32_t to = end_of(one);
    delivery *last = deliveries->span_count == 0 ? NULL : &deliveries->spans[deliveries->span_count - 1];
    if (to < one->from)
        return;
    if (last != NULL && same_supplier(last, one->dataset, one->supplier) && one->from <= last->to + 1)
        last->to = to > last->to ? to : last->to;
    else
        deliveries->spans[deliveries->span_count++] =
            (delivery){one->dataset, one->supplier, one->from, to, IND_NULL_DATE, 0};
}

/* The first stretch of each supplier, with what is known of all its deliveries: past a gap nothing is complete. */
static void keep_first(ind_deliveries *deliveries) {
    for (size_t i = 0; i < deliveries->span_count; i++) {
        const delivery *span = &deliveries->spans[i];
        delivery *last = deliveries->count == 0 ? NULL : &deliveries->items[deliveries->count - 1];
        if (last == NULL || !same_supplier(last, span->dataset, span->supplier))
            deliveries->items[deliveries->count++] = *span;
    }
    for (size_t i = 0; i < deliveries->count; i++)
        deliveries->areas[i] = ind_area_tree_find(deliveries->tree, deliveries->items[i].supplier);
    for (size_t i = 0; i < deliveries->count; i++)
        for (size_t p = 0; p < deliveries->put_count; p++) {
            const ind_delivered *put = &deliveries->puts[p];
            delivery *of = &deliveries->items[i];
            if (!same_supplier(of, put->dataset, put->supplier))
                continue;
            of->taken = put->taken > of->taken ? put->taken : of->taken;
            count_rows(deliveries, put, of);
        }
}

void ind_deliveries_close(ind_deliveries *deliveries) {
    if (deliveries->put_count > 0)
        qsort(deliveries->puts, deliveries->put_count, sizeof *deliveries->puts, in_order);
    deliveries->spans = ind_arena_alloc(deliveries->arena, (deliveries->put_count + 1) * sizeof(delivery));
    deliveries->items = ind_arena_alloc(deliveries->arena, (deliveries->put_count + 1) * sizeof(delivery));
    deliveries->areas = ind_arena_alloc(deliveries->arena, (deliveries->put_count + 1) * sizeof(ind_area));
    deliveries->span_count = deliveries->count = 0;
    for (size_t i = 0; i < deliveries->put_count; i++)
        add_span(deliveries, &deliveries->puts[i]);
    keep_first(deliveries);
}

size_t ind_deliveries_put_count(const ind_deliveries *deliveries) {
    return deliveries->put_count;
}

const ind_delivered *ind_deliveries_put_at(const ind_deliveries *deliveries, size_t index) {
    return &deliveries->puts[index];
}

bool ind_deliveries_extracted(const ind_deliveries *deliveries, ind_str dataset, int32_t *day) {
    *day = IND_NULL_DATE;
    for (size_t i = 0; deliveries != NULL && i < deliveries->put_count; i++) {
        const ind_delivered *one = &deliveries->puts[i];
        if (!ind_str_equal(one->dataset, dataset))
            continue;
        if (one->taken == IND_NULL_DATE)
            return false;
        *day = one->taken > *day ? one->taken : *day;
    }
    return *day != IND_NULL_DATE;
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

/* Is the supplier in the area?  All are where it is empty. */
static bool is_in(const ind_area *supplier, ind_str area) {
    return area.length == 0 || ind_area_lies_in(supplier, area);
}

bool ind_deliveries_has_whole(const ind_deliveries *deliveries, ind_str dataset, ind_str whole) {
    for (size_t i = 0; i < deliveries->count; i++)
        if (ind_str_equal(deliveries->items[i].dataset, dataset) && is_in(&deliveries->areas[i], whole))
            return true;
    return false;
}

/* Least "to" and greatest "from" over the suppliers that count. */
static bool common(const ind_deliveries *deliveries, ind_str dataset, ind_str whole, delivery *out) {
    if (!ind_deliveries_has_whole(deliveries, dataset, whole))
        whole = IND_STR("");
    bool found = false;
    for (size_t i = 0; i < deliveries->count; i++) {
        const delivery *d = &deliveries->items[i];
        if (!ind_str_equal(d->dataset, dataset) || !is_in(&deliveries->areas[i], whole))
            continue;
        if (!found || d->to < out->to)
            out->to = d->to;
        if (!found || d->from > out->from)
            out->from = d->from;
        found = true;
    }
    return found;
}

bool ind_deliveries_until(const ind_deliveries *deliveries, ind_str dataset, ind_str whole, int32_t *until) {
    delivery shared = {0};
    if (deliveries->fixed) {
        *until = deliveries->until;
        return true;
    }
    if (!common(deliveries, dataset, whole, &shared))
        return false;
    *until = shared.to;
    return true;
}

bool ind_deliveries_since(const ind_deliveries *deliveries, ind_str dataset, ind_str whole, int32_t *since) {
    delivery shared = {0};
    if (!common(deliveries, dataset, whole, &shared))
        return false;
    *since = shared.from;
    return true;
}

int32_t ind_deliveries_as_of(const ind_deliveries *deliveries, ind_str dataset, int32_t from, int32_t to) {
    int32_t day = to;
    if (deliveries->fixed)
        return deliveries->until >= from && deliveries->until < to ? deliveries->until : to;
    for (size_t i = 0; i < ind_deliveries_count(deliveries); i++) {
        ind_delivery one = ind_deliveries_at(deliveries, i);
        if (ind_str_equal(one.dataset, dataset) && one.to >= from && one.to < day)
            day = one.to;
    }
    return day;
}

bool ind_deliveries_range(const ind_deliveries *deliveries, ind_str dataset, int32_t *from, int32_t *to) {
    bool found = false;
    for (size_t i = 0; i < deliveries->span_count; i++) {
        const delivery *d = &deliveries->spans[i];
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

/* ---- what of some days has been delivered ---- */

/* Do parts of the whole (kommuner of a county) deliver the dataset themselves? */
static bool parts_deliver(const ind_deliveries *deliveries, ind_str dataset, ind_str whole) {
    for (size_t i = 0; i < deliveries->count; i++)
        if (ind_str_equal(deliveries->items[i].dataset, dataset) && is_in(&deliveries->areas[i], whole) &&
            !ind_str_equal(deliveries->items[i].supplier, whole))
            return true;
    return false;
}

static bool has_supplier(const ind_deliveries *deliveries, ind_str dataset, ind_str supplier) {
    for (size_t i = 0; i < deliveries->count; i++)
        if (same_supplier(&deliveries->items[i], dataset, supplier))
            return true;
    return false;
}

bool ind_deliveries_gap(const ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from, int32_t to,
                        int32_t *gap_from, int32_t *gap_to) {
    *gap_from = from;
    *gap_to = to;
    for (size_t i = 0; i < deliveries->span_count; i++) {
        const delivery *span = &deliveries->spans[i];
        if (!same_supplier(span, dataset, supplier) || span->to < *gap_from)
            continue;
        if (span->from > *gap_from) {
            *gap_to = span->from - 1 < to ? span->from - 1 : to;
            break;
        }
        *gap_from = span->to + 1;
    }
    return *gap_from <= *gap_to;
}

static ind_coverage cover_of(const ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from,
                             int32_t to) {
    int32_t gap_from, gap_to;
    if (!ind_deliveries_gap(deliveries, dataset, supplier, from, to, &gap_from, &gap_to))
        return IND_DELIVERED_ALL;
    return gap_from == from && gap_to == to ? IND_DELIVERED_NONE : IND_DELIVERED_SOME;
}

static ind_coverage both(ind_coverage a, ind_coverage b) {
    return a == b ? a : IND_DELIVERED_SOME;
}

/* Does the supplier deliver for the area, which is a whole, a part of one, or empty? */
static bool supplies(const ind_deliveries *deliveries, ind_str dataset, const ind_area *supplier,
                     const ind_area *area) {
    if (is_in(supplier, area->code))
        return true;
    return !ind_str_equal(area->whole, area->code) && ind_str_equal(supplier->code, area->whole) &&
           !parts_deliver(deliveries, dataset, area->whole);
}

/* Does another part of the same whole, of the same level, deliver the dataset of ITEM?  Asked once, at the first item
 * that is such a part. */
static bool is_like(const ind_deliveries *deliveries, size_t item, const ind_area *area) {
    const ind_area *supplier = &deliveries->areas[item];
    return ind_str_equal(supplier->whole, area->whole) && ind_str_equal(supplier->level, area->level);
}

static void find_absent(ind_deliveries *deliveries, const ind_area *area) {
    ind_str dataset = IND_STR("");
    for (size_t i = 0; i < deliveries->count; i++) { /* items of a dataset stand together */
        if (ind_str_equal(deliveries->items[i].dataset, dataset) || !is_like(deliveries, i, area))
            continue;
        dataset = deliveries->items[i].dataset;
        if (has_supplier(deliveries, dataset, area->code))
            continue;
        deliveries->absent = ind_arena_grow(deliveries->arena, deliveries->absent, deliveries->absent_count,
                                            &deliveries->absent_capacity, sizeof *deliveries->absent);
        deliveries->absent[deliveries->absent_count++] = (absent){dataset, *area};
    }
}

void ind_deliveries_expect_end(ind_deliveries *deliveries) {
    for (size_t e = 0; e < deliveries->expected_count; e++)
        find_absent(deliveries, &deliveries->expected[e]);
}

bool ind_deliveries_absent(const ind_deliveries *deliveries, ind_str dataset, size_t index, ind_str *code) {
    for (size_t i = 0; i < deliveries->absent_count; i++) {
        *code = deliveries->absent[i].area.code;
        if (ind_str_equal(deliveries->absent[i].dataset, dataset) && index-- == 0)
            return true;
    }
    return false;
}

static bool some_absent(const ind_deliveries *deliveries, ind_str dataset, ind_str area) {
    for (size_t i = 0; i < deliveries->absent_count; i++)
        if (is_in(&deliveries->absent[i].area, area) && ind_str_equal(deliveries->absent[i].dataset, dataset))
            return true;
    return false;
}

ind_coverage ind_deliveries_cover(const ind_deliveries *deliveries, ind_str dataset, ind_str area, int32_t from,
                                  int32_t to) {
    if (deliveries->fixed)
        return deliveries->until >= to     ? IND_DELIVERED_ALL
               : deliveries->until >= from ? IND_DELIVERED_SOME
                                           : IND_DELIVERED_NONE;
    if (!ind_deliveries_known(deliveries, dataset))
        return IND_DELIVERED_ALL;
    bool found = false;
    ind_coverage all = IND_DELIVERED_NONE;
    ind_area of = ind_area_tree_find(deliveries->tree, area);
    for (size_t i = 0; i < deliveries->count; i++) {
        const delivery *d = &deliveries->items[i];
        if (!ind_str_equal(d->dataset, dataset) || !supplies(deliveries, dataset, &deliveries->areas[i], &of))
            continue;
        ind_coverage one = cover_of(deliveries, dataset, d->supplier, from, to);
        all = found ? both(all, one) : one;
        found = true;
    }
    return all == IND_DELIVERED_ALL && some_absent(deliveries, dataset, area) ? IND_DELIVERED_SOME : all;
}

bool ind_deliveries_lack(const ind_deliveries *deliveries, ind_str dataset, ind_str other, int32_t from, int32_t to) {
    for (size_t i = 0; i < deliveries->count; i++) {
        const delivery *d = &deliveries->items[i];
        ind_str whole = deliveries->areas[i].whole;
        if (ind_str_equal(d->dataset, other) && whole.length > 0 &&
            cover_of(deliveries, other, d->supplier, from, to) != IND_DELIVERED_NONE &&
            ind_deliveries_cover(deliveries, dataset, whole, from, to) == IND_DELIVERED_NONE)
            return true;
    }
    return false;
}
